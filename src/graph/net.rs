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
    /// search and linear graph algorithms*), entered in the order of numbers, which gives cited before citing.
    ///
    /// Time O(|V| + |E|), space O(|V| + |E|).
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
        let identity =
            || Numbering { places: (0..nodes as u32).collect(), numbers: (0..nodes as u32).collect() };
        let net = Net::sided(nodes, edges);
        if edges.iter().all(|(citing, cited)| citing >= cited) {
            return (net, identity());
        }
        let (numbers, knots) = components(&net);
        let mut places = vec![0; nodes];
        for (place, number) in numbers.iter().enumerate() {
            places[*number as usize] = place as u32;
        }
        let numbering = Numbering { places, numbers };
        (Net { knots, ..net.renumbered(&numbering) }, numbering)
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

    /// Sorts edges into rows on both sides, without order among the nodes: each side by counting, of the rows of the
    /// other, so that both come out ascending.
    fn sided(nodes: usize, edges: &[(u32, u32)]) -> Net {
        let proper = edges.iter().copied().filter(|(citing, cited)| citing != cited);
        let (start, rough) = rows(nodes, proper.map(|(citing, cited)| (cited, citing)));
        let (into_start, into) = flipped(nodes, &start, &rough);
        // Read from the other side the rows are ascending, so that repeats stand side by side.
        let (out_start, out) = without_repeats(&into_start, &into);
        let (into_start, into) = flipped(nodes, &out_start, &out);
        Net { out_start, out, into_start, into, knots: Vec::new() }
    }

    /// Returns the same edges between other numbers.
    fn renumbered(&self, numbering: &Numbering) -> Net {
        let at = |number: u32| numbering.places[number as usize];
        let mut start = Vec::with_capacity(self.out_start.len());
        let mut out = Vec::with_capacity(self.out.len());
        start.push(0);
        for number in &numbering.numbers {
            out.extend(self.cites(*number).iter().map(|target| at(*target)));
            start.push(out.len() as u32);
        }
        let nodes = self.node_count();
        let (into_start, into) = flipped(nodes, &start, &out);
        let (out_start, out) = flipped(nodes, &into_start, &into);
        Net { out_start, out, into_start, into, knots: Vec::new() }
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

/// Sorts (row, value) pairs into rows by counting; within a row values keep the order in which they come.
fn rows(nodes: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> (Vec<u32>, Vec<u32>) {
    let mut start = vec![0u32; nodes + 1];
    for (row, value) in pairs.clone() {
        assert!((value as usize) < nodes, "an edge names node {value} of {nodes}");
        start[row as usize + 1] += 1;
    }
    for at in 1..start.len() {
        start[at] += start[at - 1];
    }
    let mut next = start.clone();
    let mut all = vec![0u32; start[nodes] as usize];
    for (row, value) in pairs {
        let slot = &mut next[row as usize];
        all[*slot as usize] = value;
        *slot += 1;
    }
    (start, all)
}

/// Returns the rows of the other side, ascending.
fn flipped(nodes: usize, start: &[u32], all: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let pairs = (0..nodes as u32).flat_map(|v| row(start, all, v).iter().map(move |other| (*other, v)));
    rows(nodes, pairs)
}

/// Returns ascending rows with each value once.
fn without_repeats(start: &[u32], all: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut kept_start = Vec::with_capacity(start.len());
    let mut kept: Vec<u32> = Vec::with_capacity(all.len());
    kept_start.push(0);
    for bounds in start.windows(2) {
        let begin = kept.len();
        for value in &all[bounds[0] as usize..bounds[1] as usize] {
            if kept.len() == begin || kept.last() != Some(value) {
                kept.push(*value);
            }
        }
        kept_start.push(kept.len() as u32);
    }
    (kept_start, kept)
}

/// Returns the nodes in topological order of the condensation, cited before citing, and the ranges of those components
/// that have several nodes. Within a component numbers ascend.
fn components(net: &Net) -> (Vec<u32>, Vec<Range<u32>>) {
    const UNSEEN: u32 = u32::MAX;
    let nodes = net.node_count();
    // The number of each node in the order of discovery, and the least one that it is known to reach.
    let mut found = vec![UNSEEN; nodes];
    let mut low = vec![0u32; nodes];
    let mut open = vec![false; nodes];
    let mut pending: Vec<u32> = Vec::new();
    // The path of the search: a node and how many of its citations have been followed.
    let mut path: Vec<(u32, u32)> = Vec::new();
    let mut order = Vec::with_capacity(nodes);
    let mut knots = Vec::new();
    let mut discovered = 0;
    for root in 0..nodes as u32 {
        if found[root as usize] != UNSEEN {
            continue;
        }
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
            if let Some(target) = net.cites(*node).get(*followed as usize) {
                *followed += 1;
                match found[*target as usize] {
                    UNSEEN => path.push((*target, 0)),
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
    fn a_long_chain_needs_no_stack() {
        let edges: Vec<(u32, u32)> = (1..200_000).map(|v| (v - 1, v)).collect();
        let (net, numbering) = Net::of(200_000, &edges);
        assert_eq!((numbering.places[0], net.cites(199_999)), (199_999, &[199_998][..]));
    }
}
