//! The citations that no longer chain makes superfluous.

use std::ops::Range;

use crate::graph::Net;
use crate::query::stretches::{Stretch, stretches};

/// Returns the edges of the transitive reduction as (citing, cited), ascending: those for which no other chain of
/// citations leads from the citing to the cited place.
///
/// Aho, Garey and Ullman (1972, *The transitive reduction of a directed graph*), on the condensation: between two
/// components either all edges are kept or none, as a chain by a third component leads from the one to the other or not,
/// and all edges within a knot are kept. What is reached from where is the same as before.
///
/// Columns of the table of what reaches what are computed 512 at a time, the last ones first, in one pass over the net
/// for each block. Edges to later places are decided by then, and those that are kept reach all that the others do: a
/// pass follows no others. Time O(|V| (|V| + k) / 512) for k edges that are kept, besides O(|E|); space 64 |V| bytes and
/// O(|E|).
///
/// # Examples
///
/// 2 cites 1 and 0, and 1 cites 0: that 2 cites 0 follows.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::descent::transitive_reduction;
///
/// let (net, _) = Net::of(3, &[(2, 1), (2, 0), (1, 0)]);
/// assert_eq!(transitive_reduction(&net), [(1, 0), (2, 1)]);
/// ```
pub fn transitive_reduction(net: &Net) -> Vec<(u32, u32)> {
    if net.knots().is_empty() {
        return reduced(net);
    }
    let (condensed, numbers) = condensation(net);
    let kept = reduced(&condensed);
    let at = |place: u32| numbers[place as usize];
    net.edges().filter(|(s, t)| at(*s) == at(*t) || kept.binary_search(&(at(*s), at(*t))).is_ok()).collect()
}

/// Returns the net of components, and the place of each place's component in it.
fn condensation(net: &Net) -> (Net, Vec<u32>) {
    let mut numbers = vec![0u32; net.node_count()];
    let mut count = 0u32;
    for stretch in stretches(net, 0..net.node_count() as u32) {
        match stretch {
            Stretch::Plain(range) => range.for_each(|place| {
                numbers[place as usize] = count;
                count += 1;
            }),
            Stretch::Knot(range) => {
                numbers[range.start as usize..range.end as usize].fill(count);
                count += 1;
            }
        }
    }
    // Components are numbered in the order of places: no edge leads upwards, and numbers are kept.
    let pairs: Vec<(u32, u32)> =
        net.edges().map(|(s, t)| (numbers[s as usize], numbers[t as usize])).collect();
    (Net::of(count as usize, &pairs).0, numbers)
}

/// Words of one block of columns: the row of one place fills a line of the cache.
const WORDS: usize = 8;

/// The reduction of a net without knots.
fn reduced(net: &Net) -> Vec<(u32, u32)> {
    let nodes = net.node_count() as u32;
    let mut links = Links::of(net);
    let mut rows: Vec<[u64; WORDS]> = vec![[0; WORDS]; nodes as usize];
    for start in (0..nodes).step_by(WORDS * 64).rev() {
        let columns = start..nodes.min(start + WORDS as u32 * 64);
        for place in columns.start..nodes {
            rows[place as usize] = links.decide(place, &columns, &rows);
        }
    }
    (0..nodes).flat_map(|place| links.kept(place).iter().map(move |target| (place, *target))).collect()
}

/// What each place cites, in one array: at the front of its row what is not decided yet, at the back what is kept.
struct Links {
    start: Vec<u32>,
    /// Where the undecided part of each row ends, and where the kept one begins.
    parts: Vec<(u32, u32)>,
    targets: Vec<u32>,
}

impl Links {
    fn of(net: &Net) -> Links {
        let mut links =
            Links { start: vec![0], parts: Vec::new(), targets: Vec::with_capacity(net.edge_count()) };
        for place in 0..net.node_count() as u32 {
            links.targets.extend(net.cites(place));
            let end = links.targets.len() as u32;
            links.start.push(end);
            links.parts.push((end, end));
        }
        links
    }

    fn kept(&self, place: u32) -> &[u32] {
        &self.targets[self.parts[place as usize].1 as usize..self.start[place as usize + 1] as usize]
    }

    /// Decides on the edges of a place to a block of columns, and returns what it reaches of the block. The rows of what
    /// stands before it, down to the block, are known; the edges beyond the block are decided.
    fn decide(&mut self, place: u32, columns: &Range<u32>, rows: &[[u64; WORDS]]) -> [u64; WORDS] {
        let mut row = [0u64; WORDS];
        let mut join = |target: u32| {
            for (word, below) in row.iter_mut().zip(&rows[target as usize]) {
                *word |= below;
            }
        };
        self.kept(place).iter().for_each(|target| join(*target));
        let begin = self.start[place as usize];
        let (end, mut kept) = self.parts[place as usize];
        let mut next = end;
        while next > begin && self.targets[next as usize - 1] >= columns.start {
            next -= 1;
            join(self.targets[next as usize]);
        }
        // What is cited straight does not make itself superfluous: all are looked at before any is added.
        let reached = row;
        for at in (next..end).rev() {
            let target = self.targets[at as usize];
            let bit = (target - columns.start) as usize;
            row[bit / 64] |= 1 << (bit % 64);
            if reached[bit / 64] >> (bit % 64) & 1 == 0 {
                kept -= 1;
                self.targets[kept as usize] = target;
            }
        }
        self.parts[place as usize] = (next, kept);
        row
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::random_nets::{net, steps};
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn the_reduction_follows_the_definition(net in net(12, 50)) {
            let table = steps(&net);
            let reach = |a: u32, b: u32| table[a as usize][b as usize].is_some();
            let together = |a: u32, b: u32| a == b || reach(a, b) && reach(b, a);
            let places = 0..net.node_count() as u32;
            let wanted: Vec<(u32, u32)> = net
                .edges()
                .filter(|(s, t)| {
                    let third = |w: u32| !together(w, *s) && !together(w, *t);
                    together(*s, *t) || !places.clone().any(|w| third(w) && reach(*s, w) && reach(w, *t))
                })
                .collect();
            prop_assert_eq!(transitive_reduction(&net), wanted);
        }

    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]
        /// More places than one block has columns, and few enough edges that chains are long.
        #[test]
        fn blocks_fit_together(edges in proptest::collection::vec((1u32..1200, 1u32..200), 1800..2400)) {
            let pairs: Vec<(u32, u32)> = edges.iter().map(|(v, back)| (*v, v.saturating_sub(*back))).collect();
            let (net, _) = Net::of(1200, &pairs);
            let wanted: Vec<(u32, u32)> = net.edges().filter(|(s, t)| !goes_round(&net, *s, *t)).collect();
            prop_assert!(wanted.len() < net.edge_count());
            prop_assert_eq!(transitive_reduction(&net), wanted);
        }
    }

    /// Whether a chain of at least two steps leads from one place to another, by search.
    fn goes_round(net: &Net, from: u32, to: u32) -> bool {
        let mut seen = vec![false; net.node_count()];
        let mut open: Vec<u32> = net.cites(from).iter().copied().filter(|t| *t > to).collect();
        while let Some(place) = open.pop() {
            if net.cites(place).contains(&to) {
                return true;
            }
            if !std::mem::replace(&mut seen[place as usize], true) {
                open.extend(net.cites(place).iter().filter(|t| **t > to));
            }
        }
        false
    }
}
