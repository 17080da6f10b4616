//! The bare lines of a graph, numbered so that citations lead downwards: what measures are computed on.

use std::ops::Range;

/// A simple directed graph as compact adjacency in both directions.
///
/// Nodes are *places* `0..node_count()` in topological order of the condensation: an edge leads from a place to a
/// smaller one, unless both ends lie in one knot (a strongly connected component of several nodes), whose places stand
/// side by side. One pass over the places in memory order therefore computes what follows citations: upwards after the
/// cited, downwards after the citing ones. Parallel edges are one, and edges from a node to itself are left out.
///
/// Space: 8 (|V| + |E|) bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Net {
    /// `out[out_start[v]..out_start[v + 1]]` are the places that `v` cites, ascending.
    out_start: Vec<u32>,
    out: Vec<u32>,
    /// The same edges from the cited end.
    into_start: Vec<u32>,
    into: Vec<u32>,
    /// The strongly connected components of more than one node, ascending.
    knots: Vec<Range<u32>>,
}

/// How the nodes of a [`Net`] are numbered by those who made it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbering {
    /// The place of each number.
    pub places: Vec<u32>,
    /// The number at each place.
    pub numbers: Vec<u32>,
}

impl Net {
    /// Builds a net of nodes numbered `0..nodes` from (citing, cited) pairs in any order.
    ///
    /// Numbers become places in the same order wherever citations allow: if every edge leads from a greater to a
    /// smaller number, places are numbers. Otherwise components are found by Tarjan's algorithm (1972, *Depth-first
    /// search and linear graph algorithms*), entered in the order of numbers, which gives cited before citing; only
    /// those stretches of numbers are searched over which an edge leads to a greater number, because every cycle climbs
    /// over all numbers that it spans. The order of the pairs changes nothing but the time.
    ///
    /// Time O(|V| + |E|) for pairs that ascend without repeats; otherwise rows are sorted, which adds O(|E| log d) for
    /// rows of d pairs. Space O(|V| + |E|).
    ///
    /// # Panics
    ///
    /// If an edge names a number that is not below `nodes`, or if there are 2^32 nodes or edges.
    ///
    /// # Examples
    ///
    /// 0 cites 2, and 2 cites 1: the places of 1, 2, 0 are 0, 1, 2.
    ///
    /// ```
    /// use travaux::graph::Net;
    ///
    /// let (net, numbering) = Net::of(3, &[(0, 2), (2, 1)]);
    /// assert_eq!(numbering.places, [2, 0, 1]);
    /// assert_eq!((net.cites(2), net.cited_by(0)), (&[1][..], &[1][..]));
    /// ```
    pub fn of(nodes: usize, edges: &[(u32, u32)]) -> (Net, Numbering) {
        assert!(
            edges.len() < u32::MAX as usize && nodes < u32::MAX as usize,
            "a net has fewer than 2^32 edges"
        );
        let (out_start, out) = rows(nodes, edges);
        let climbs = climbs(&out_start, &out);
        let (numbers, knots) = components(&out_start, &out, &climbs);
        if numbers.iter().enumerate().all(|(place, number)| place as u32 == *number) {
            let (into_start, into) = flipped(&out_start, &out);
            let places = numbers.clone();
            return (Net { out_start, out, into_start, into, knots }, Numbering { places, numbers });
        }
        let mut places = vec![0; nodes];
        for (place, number) in numbers.iter().enumerate() {
            places[*number as usize] = place as u32;
        }
        let numbering = Numbering { places, numbers };
        let (out_start, out) = renumbered(&out_start, &out, &numbering);
        let (into_start, into) = flipped(&out_start, &out);
        (Net { out_start, out, into_start, into, knots }, numbering)
    }

    /// Returns the number of nodes.
    pub fn node_count(&self) -> usize {
        self.out_start.len().saturating_sub(1)
    }

    /// Returns the number of edges.
    pub fn edge_count(&self) -> usize {
        self.out.len()
    }

    /// Returns the places that a node cites, ascending.
    pub fn cites(&self, place: u32) -> &[u32] {
        row(&self.out_start, &self.out, place)
    }

    /// Returns the places that cite a node, ascending.
    pub fn cited_by(&self, place: u32) -> &[u32] {
        row(&self.into_start, &self.into, place)
    }

    /// Returns the strongly connected components of more than one node as ranges of places, ascending.
    pub fn knots(&self) -> &[Range<u32>] {
        &self.knots
    }

    /// Returns every edge as (citing, cited), ascending.
    pub fn edges(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (0..self.node_count() as u32).flat_map(|v| self.cites(v).iter().map(move |t| (v, *t)))
    }

    /// Returns the strongly connected components in the order of places, single nodes included: each cites only what
    /// stands in itself or before it.
    pub fn components(&self) -> impl DoubleEndedIterator<Item = Range<u32>> + '_ {
        Components { net: self, next: 0, end: self.node_count() as u32, knots: 0..self.knots.len() }
    }
}

/// See [`Net::components`].
struct Components<'a> {
    net: &'a Net,
    next: u32,
    end: u32,
    knots: Range<usize>,
}

impl Iterator for Components<'_> {
    type Item = Range<u32>;

    fn next(&mut self) -> Option<Range<u32>> {
        if self.next >= self.end {
            return None;
        }
        let knot = self.knots.clone().next().map(|at| self.net.knots[at].clone());
        let found = match knot.filter(|k| k.start == self.next) {
            Some(knot) => {
                self.knots.start += 1;
                knot
            }
            None => self.next..self.next + 1,
        };
        self.next = found.end;
        Some(found)
    }
}

impl DoubleEndedIterator for Components<'_> {
    fn next_back(&mut self) -> Option<Range<u32>> {
        if self.next >= self.end {
            return None;
        }
        let knot = self.knots.clone().next_back().map(|at| self.net.knots[at].clone());
        let found = match knot.filter(|k| k.end == self.end) {
            Some(knot) => {
                self.knots.end -= 1;
                knot
            }
            None => self.end - 1..self.end,
        };
        self.end = found.start;
        Some(found)
    }
}

fn row<'a>(start: &[u32], all: &'a [u32], place: u32) -> &'a [u32] {
    let place = place as usize;
    &all[start[place] as usize..start[place + 1] as usize]
}

/// Returns what each node cites, ascending, without repeats and without itself.
fn rows(nodes: usize, edges: &[(u32, u32)]) -> (Vec<u32>, Vec<u32>) {
    // Counted one row further than the beginnings are kept: see `flipped`.
    let mut next = vec![0u32; nodes + 2];
    let mut former = None;
    let mut ascending = true;
    for &(citing, cited) in edges {
        let number = citing.max(cited);
        assert!((number as usize) < nodes, "an edge names node {number} of {nodes}");
        next[citing as usize + 2] += u32::from(citing != cited);
        ascending &= former < Some((citing, cited)) && citing != cited;
        former = Some((citing, cited));
    }
    summed(&mut next);
    // As they come from a graph, or from a file that was written from one: they stand in their rows already.
    if ascending {
        next.remove(0);
        return (next, edges.iter().map(|(_, cited)| *cited).collect());
    }
    let mut all = vec![0u32; next[nodes + 1] as usize];
    for (citing, cited) in edges.iter().filter(|(citing, cited)| citing != cited) {
        let slot = &mut next[*citing as usize + 1];
        all[*slot as usize] = *cited;
        *slot += 1;
    }
    next.pop();
    without_repeats(&mut next, &mut all);
    (next, all)
}

/// Sorts each row and leaves each value in it once.
fn without_repeats(start: &mut [u32], all: &mut Vec<u32>) {
    let (mut begin, mut kept) = (0, 0);
    for end in &mut start[1..] {
        let row = begin..*end as usize;
        begin = row.end;
        all[row.clone()].sort_unstable();
        let first = kept;
        for at in row {
            if kept == first || all[kept - 1] != all[at] {
                all[kept] = all[at];
                kept += 1;
            }
        }
        *end = kept as u32;
    }
    all.truncate(kept);
}

/// Returns the rows of the other side, ascending.
fn flipped(start: &[u32], all: &[u32]) -> (Vec<u32>, Vec<u32>) {
    // Row v begins at next[v + 1]. Filling it moves this to where it ends, which is where row v + 1 begins: in the end
    // the beginnings stand where they belong.
    let mut next = vec![0u32; start.len() + 1];
    all.iter().for_each(|value| next[*value as usize + 2] += 1);
    summed(&mut next);
    let mut flipped = vec![0u32; all.len()];
    for (row, bounds) in start.windows(2).enumerate() {
        for value in &all[bounds[0] as usize..bounds[1] as usize] {
            let slot = &mut next[*value as usize + 1];
            flipped[*slot as usize] = row as u32;
            *slot += 1;
        }
    }
    next.pop();
    (next, flipped)
}

/// Adds to each number those before it.
fn summed(numbers: &mut [u32]) {
    let mut sum = 0;
    for number in numbers {
        sum += *number;
        *number = sum;
    }
}

/// Returns the same rows between places, ascending.
fn renumbered(start: &[u32], all: &[u32], numbering: &Numbering) -> (Vec<u32>, Vec<u32>) {
    let mut placed_start = Vec::with_capacity(start.len());
    let mut placed = Vec::with_capacity(all.len());
    placed_start.push(0);
    for number in &numbering.numbers {
        let begin = placed.len();
        placed.extend(row(start, all, *number).iter().map(|target| numbering.places[*target as usize]));
        placed[begin..].sort_unstable();
        placed_start.push(placed.len() as u32);
    }
    (placed_start, placed)
}

/// Returns the stretches of numbers over which edges lead to greater ones, ascending; those that share a number are one.
fn climbs(start: &[u32], all: &[u32]) -> Vec<Range<u32>> {
    let mut climbs: Vec<Range<u32>> = Vec::new();
    for (node, bounds) in start.windows(2).enumerate() {
        let node = node as u32;
        let Some(greatest) = all[bounds[0] as usize..bounds[1] as usize].last().filter(|t| **t > node) else {
            continue;
        };
        match climbs.last_mut() {
            Some(climb) if node < climb.end => climb.end = climb.end.max(greatest + 1),
            _ => climbs.push(node..greatest + 1),
        }
    }
    climbs
}

/// Returns the nodes in topological order of the condensation, cited before citing, and the ranges of those components
/// that have several nodes. Within a component numbers ascend. No edge leads out of a climb to a greater number, and
/// outside of climbs none leads to a greater one at all: there nodes stay where they are.
fn components(start: &[u32], all: &[u32], climbs: &[Range<u32>]) -> (Vec<u32>, Vec<Range<u32>>) {
    const UNSEEN: u32 = u32::MAX;
    let nodes = start.len() - 1;
    let mut order = Vec::with_capacity(nodes);
    let mut knots = Vec::new();
    if climbs.is_empty() {
        order.extend(0..nodes as u32);
        return (order, knots);
    }
    // The number of each node in the order of discovery, and the least one that it is known to reach.
    let mut found = vec![UNSEEN; nodes];
    let mut low = vec![0u32; nodes];
    let mut open = vec![false; nodes];
    let mut pending: Vec<u32> = Vec::new();
    // The path of the search: a node and how many of its citations have been followed.
    let mut path: Vec<(u32, u32)> = Vec::new();
    let mut discovered = 0;
    for (first, root) in climbs.iter().flat_map(|climb| climb.clone().map(|root| (climb.start, root))) {
        if found[root as usize] != UNSEEN {
            continue;
        }
        // Those between this climb and the one before.
        order.extend(order.len() as u32..root);
        path.push((root, 0));
        while let Some((node, followed)) = path.last_mut() {
            let at = *node as usize;
            if found[at] == UNSEEN {
                found[at] = discovered;
                low[at] = discovered;
                discovered += 1;
                open[at] = true;
                pending.push(*node);
            }
            if let Some(target) = row(start, all, *node).get(*followed as usize) {
                *followed += 1;
                match found[*target as usize] {
                    UNSEEN if *target >= first => path.push((*target, 0)),
                    number if open[*target as usize] => low[at] = low[at].min(number),
                    _ => {}
                }
                continue;
            }
            path.pop();
            if let Some((parent, _)) = path.last() {
                low[*parent as usize] = low[*parent as usize].min(low[at]);
            }
            if low[at] == found[at] {
                let begin = order.len();
                while let Some(member) = pending.pop() {
                    open[member as usize] = false;
                    order.push(member);
                    if member as usize == at {
                        break;
                    }
                }
                if order.len() - begin > 1 {
                    order[begin..].sort_unstable();
                    knots.push(begin as u32..order.len() as u32);
                }
            }
        }
    }
    order.extend(order.len() as u32..nodes as u32);
    (order, knots)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn reaches(nodes: usize, edges: &[(u32, u32)]) -> Vec<Vec<bool>> {
        let mut reach = vec![vec![false; nodes]; nodes];
        edges.iter().for_each(|(s, t)| reach[*s as usize][*t as usize] = true);
        for via in 0..nodes {
            for from in 0..nodes {
                for to in 0..nodes {
                    reach[from][to] |= reach[from][via] && reach[via][to];
                }
            }
        }
        reach
    }

    proptest! {
        #[test]
        fn places_are_a_topological_order_of_the_condensation(
            nodes in 1usize..12, rough in proptest::collection::vec((0u32..12, 0u32..12), 0..40)
        ) {
            let edges: Vec<(u32, u32)> =
                rough.iter().map(|(s, t)| (s % nodes as u32, t % nodes as u32)).collect();
            let (net, numbering) = Net::of(nodes, &edges);
            // The order of the pairs and repeats change nothing, nor does the numbering by places.
            let sorted: Vec<(u32, u32)> = edges.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
            let proper: Vec<(u32, u32)> = sorted.iter().copied().filter(|(s, t)| s != t).collect();
            let reversed: Vec<(u32, u32)> = edges.iter().rev().copied().collect();
            for other in [&sorted, &proper, &reversed] {
                prop_assert_eq!(&Net::of(nodes, other), &(net.clone(), numbering.clone()));
            }
            let own: Vec<(u32, u32)> = net.edges().collect();
            prop_assert_eq!(&Net::of(nodes, &own).0, &net);
            let wanted: BTreeSet<(u32, u32)> = edges.iter().copied().filter(|(s, t)| s != t).collect();
            let back = |place: u32| numbering.numbers[place as usize];
            let given: Vec<(u32, u32)> = net.edges().map(|(s, t)| (back(s), back(t))).collect();
            prop_assert_eq!(given.len(), wanted.len());
            prop_assert_eq!(given.into_iter().collect::<BTreeSet<_>>(), wanted);
            for place in 0..nodes as u32 {
                prop_assert_eq!(numbering.places[back(place) as usize], place);
                prop_assert!(net.cites(place).windows(2).all(|w| w[0] < w[1]));
                let sources: Vec<u32> =
                    net.edges().filter(|(_, t)| *t == place).map(|(s, _)| s).collect();
                prop_assert_eq!(net.cited_by(place), sources);
            }
            let reach = reaches(nodes, &edges);
            let together = |a: u32, b: u32| {
                a == b || reach[a as usize][b as usize] && reach[b as usize][a as usize]
            };
            let parts: Vec<Range<u32>> = net.components().collect();
            prop_assert_eq!(net.components().rev().collect::<Vec<_>>(), parts.iter().rev().cloned().collect::<Vec<_>>());
            prop_assert_eq!(parts.iter().map(|p| p.len()).sum::<usize>(), nodes);
            for part in parts {
                for place in part.clone() {
                    for other in 0..nodes as u32 {
                        prop_assert_eq!(together(back(place), back(other)), part.contains(&other));
                    }
                    prop_assert!(net.cites(place).iter().all(|t| *t < part.end));
                }
            }
        }
    }

    #[test]
    fn numbers_that_fit_are_kept() {
        let (net, numbering) = Net::of(4, &[(3, 1), (1, 0), (3, 0), (3, 1), (2, 2)]);
        assert_eq!(numbering.places, [0, 1, 2, 3]);
        assert_eq!(net.edges().collect::<Vec<_>>(), [(1, 0), (3, 0), (3, 1)]);
        assert_eq!(Net::of(0, &[]).0.components().count(), 0);
    }

    #[test]
    fn numbers_outside_of_climbs_are_kept() {
        // 2 and 4 cite each other, and so do 8 and 9, which 7 cites; the rest leads downwards.
        let mut edges = vec![(1, 0), (2, 1), (2, 4), (3, 0), (4, 2), (5, 4), (6, 5), (7, 6)];
        edges.extend([(7, 8), (8, 1), (8, 9), (9, 8)]);
        let (net, numbering) = Net::of(10, &edges);
        assert_eq!(numbering.numbers, [0, 1, 2, 4, 3, 5, 6, 8, 9, 7]);
        assert_eq!(net.knots(), [2..4, 7..9]);
        assert_eq!(net.edges().count(), edges.len());
    }

    #[test]
    #[should_panic(expected = "an edge names node 3 of 3")]
    fn a_number_that_is_not_below_the_nodes_is_refused() {
        Net::of(3, &[(3, 0)]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let edges: Vec<(u32, u32)> = (1..200_000).map(|v| (v - 1, v)).collect();
        let (net, numbering) = Net::of(200_000, &edges);
        assert_eq!((numbering.places[0], net.cites(199_999)), (199_999, &[199_998][..]));
    }
}
