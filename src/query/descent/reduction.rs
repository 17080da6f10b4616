//! The citations that no longer chain makes superfluous.

use std::ops::Range;

use super::{Stretch, stretches};
use crate::graph::Net;

/// Returns the edges of the transitive reduction as (citing, cited), ascending: those for which no other chain of
/// citations leads from the citing to the cited place.
///
/// Aho, Garey and Ullman (1972, *The transitive reduction of a directed graph*), on the condensation: between two
/// components either all edges are kept or none, as a chain by a third component leads from the one to the other or not,
/// and all edges within a knot are kept. What is reached from where is the same as before.
///
/// Columns of the table of what reaches what are computed 512 at a time, in one pass for each block: time
/// O(|V| |E| / 512), space 64 |V| bytes.
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
    let (numbers, pairs) = condensation(net);
    let (condensed, _) = Net::of(pairs.0, &pairs.1);
    let kept = reduced(&condensed);
    let at = |place: u32| numbers[place as usize];
    net.edges().filter(|(s, t)| at(*s) == at(*t) || kept.binary_search(&(at(*s), at(*t))).is_ok()).collect()
}

/// Returns the number of each place's component, and the components with the edges between them.
fn condensation(net: &Net) -> (Vec<u32>, (usize, Vec<(u32, u32)>)) {
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
    let pairs = net.edges().map(|(s, t)| (numbers[s as usize], numbers[t as usize])).collect();
    (numbers, (count as usize, pairs))
}

/// Words of one block of columns: the row of one place fills a line of the cache.
const WORDS: usize = 8;

/// The reduction of a net without knots.
fn reduced(net: &Net) -> Vec<(u32, u32)> {
    let nodes = net.node_count() as u32;
    let mut kept: Vec<(u32, u32)> = Vec::new();
    let mut rows: Vec<[u64; WORDS]> = vec![[0; WORDS]; nodes as usize];
    for start in (0..nodes).step_by(WORDS * 64) {
        let columns = start..nodes.min(start + WORDS as u32 * 64);
        rows[start as usize..].fill([0; WORDS]);
        block(net, columns, &mut rows, &mut kept);
    }
    kept.sort_unstable();
    kept
}

/// Adds the edges of the reduction that lead to a block of places. A row holds what its place reaches of the block.
fn block(net: &Net, columns: Range<u32>, rows: &mut [[u64; WORDS]], kept: &mut Vec<(u32, u32)>) {
    for place in columns.start..net.node_count() as u32 {
        let cited = net.cites(place);
        let cited = &cited[cited.partition_point(|t| *t < columns.start)..];
        let mut row = [0u64; WORDS];
        for target in cited {
            for (word, below) in row.iter_mut().zip(&rows[*target as usize]) {
                *word |= below;
            }
        }
        for target in cited.iter().take_while(|t| columns.contains(t)) {
            let bit = (target - columns.start) as usize;
            if row[bit / 64] >> (bit % 64) & 1 == 0 {
                kept.push((place, *target));
            }
        }
        // Only now: what is cited straight does not make itself superfluous.
        for target in cited.iter().take_while(|t| columns.contains(t)) {
            let bit = (target - columns.start) as usize;
            row[bit / 64] |= 1 << (bit % 64);
        }
        rows[place as usize] = row;
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

        /// More places than one block has columns.
        #[test]
        fn blocks_fit_together(seed in 1u64..u64::MAX) {
            let mut state = seed;
            let mut random = |below: u32| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state >> 33) as u32 % below
            };
            let mut edges: Vec<(u32, u32)> = (1..1200).map(|v| (v, v - 1)).collect();
            edges.extend((0..50).map(|_| { let v = 2 + random(1198); (v, random(v - 1)) }));
            let (net, _) = Net::of(1200, &edges);
            // Along a chain of all, nothing else is needed.
            prop_assert_eq!(transitive_reduction(&net), (1..1200).map(|v| (v, v - 1)).collect::<Vec<_>>());
        }
    }
}
