//! The bare lines of a graph, numbered so that citations lead downwards: what measures are computed on.

mod order;
mod rows;

use std::ops::Range;

use self::order::{climbs, components};
use self::rows::Rows;

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
    /// What each place cites.
    out: Rows,
    /// The same edges from the cited end.
    into: Rows,
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
        Self::between(Rows::of(Some(nodes), edges.iter().copied()))
    }

    /// Builds the net of (citing, cited) pairs as they come, for instance from a file. Nodes are all numbers up to the
    /// greatest; otherwise like [`Net::of`].
    ///
    /// Pairs that ascend without repeats are kept nowhere but in the net.
    ///
    /// # Panics
    ///
    /// If there are 2^32 nodes or edges.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::graph::Net;
    ///
    /// let lines = "1 0\n2 0\n2 1\n";
    /// let pairs = lines.lines().filter_map(|line| line.split_once(' '));
    /// let (net, _) = Net::of_pairs(pairs.filter_map(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?))));
    /// assert_eq!(net.cited_by(0), [1, 2]);
    /// ```
    pub fn of_pairs(pairs: impl IntoIterator<Item = (u32, u32)>) -> (Net, Numbering) {
        Self::between(Rows::of(None, pairs))
    }

    fn between(cites: Rows) -> (Net, Numbering) {
        let (numbers, knots) = components(&cites, &climbs(&cites));
        if numbers.iter().enumerate().all(|(place, number)| place as u32 == *number) {
            let (into, places) = (cites.flipped(), numbers.clone());
            return (Net { out: cites, into, knots }, Numbering { places, numbers });
        }
        let mut places = vec![0; cites.len()];
        for (place, number) in numbers.iter().enumerate() {
            places[*number as usize] = place as u32;
        }
        let numbering = Numbering { places, numbers };
        let out = cites.renumbered(&numbering);
        let into = out.flipped();
        (Net { out, into, knots }, numbering)
    }

    /// Returns the number of nodes.
    pub fn node_count(&self) -> usize {
        self.out.len()
    }

    /// Returns the number of edges.
    pub fn edge_count(&self) -> usize {
        self.out.value_count()
    }

    /// Returns the places that a node cites, ascending.
    pub fn cites(&self, place: u32) -> &[u32] {
        self.out.row(place)
    }

    /// Returns the places that cite a node, ascending.
    pub fn cited_by(&self, place: u32) -> &[u32] {
        self.into.row(place)
    }

    /// Returns the strongly connected components of more than one node as ranges of places, ascending.
    pub fn knots(&self) -> &[Range<u32>] {
        &self.knots
    }

    /// Returns every edge as (citing, cited), ascending.
    pub fn edges(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.out.pairs()
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
            let last = (nodes as u32 - 1, nodes as u32 - 1);
            for other in [&sorted, &proper, &reversed] {
                prop_assert_eq!(&Net::of(nodes, other), &(net.clone(), numbering.clone()));
                let named = other.iter().copied().chain([last]);
                prop_assert_eq!(&Net::of_pairs(named), &(net.clone(), numbering.clone()));
            }
            let seen = proper.iter().map(|(s, t)| 1 + *s.max(t) as usize).max().unwrap_or(0);
            prop_assert_eq!(Net::of_pairs(proper.iter().copied()), Net::of(seen, &proper));
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
