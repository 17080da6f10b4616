//! The number of ways that lead through each citation.

use std::ops::Range;

use super::large::Large;
use crate::graph::Net;
use crate::query::Direction;
use crate::query::stretches::{Stretch, stretches};

/// Which ways through an edge are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Count {
    /// Search path count: from every source to every sink.
    Spc,
    /// Search path link count: from every node to every sink.
    Splc,
    /// Search path node pair: from every node to every node.
    Spnp,
}

/// Returns the natural logarithm of the number of ways through each edge, in the order of [`Net::edges`].
///
/// A way rises from cited to citing. Through the edge by which v cites t lead as many ways as come up to t, multiplied by
/// those that go on from v. SPC counts those from source to sink (Batagelj 2003, *Efficient algorithms for citation
/// network analysis*); SPLC lets ways begin at t and at all that t rests on, SPNP also lets them end at v and at all that
/// rests on it (Hummon and Doreian 1989, *Connectivity in a citation network*; as set forth by Liu, Lu and Ho 2019, *A few
/// notes on main path analysis*).
///
/// A knot counts as one node; an edge within it has the weight 0, whose logarithm is -∞. Nodes without an edge lie on no
/// way that an edge is part of.
///
/// Counts grow beyond the range of a double (2^1000 in a chain of a thousand diamonds) and are computed with an exponent
/// of their own, with a relative error below d · 2^-53 for chains of d additions. One pass in either direction: time
/// O(|V| + |E|), space O(|V| + |E|).
///
/// # Examples
///
/// 3 cites 1 and 2, which both cite 0; 4 cites 3. Two ways lead from 0 to 4, both through the last edge, which three more
/// enter from nodes on the way: 1, 2 and 3. Below 3, ways end at 3 and at 4:
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::main_path::{Count, traversal_weights};
///
/// let (net, _) = Net::of(5, &[(1, 0), (2, 0), (3, 1), (3, 2), (4, 3)]);
/// let ways = |count| -> Vec<f64> { traversal_weights(&net, count).iter().map(|w| w.exp().round()).collect() };
/// assert_eq!(ways(Count::Spc), [1.0, 1.0, 1.0, 1.0, 2.0]);
/// assert_eq!(ways(Count::Splc), [1.0, 1.0, 2.0, 2.0, 5.0]);
/// assert_eq!(ways(Count::Spnp), [3.0, 3.0, 4.0, 4.0, 5.0]);
/// ```
pub fn traversal_weights(net: &Net, count: Count) -> Vec<f64> {
    let (begins, ends) = match count {
        Count::Spc => (false, false),
        Count::Splc => (true, false),
        Count::Spnp => (true, true),
    };
    let up = ways(net, Direction::Out, begins);
    let on = ways(net, Direction::In, ends);
    let mut out = Vec::with_capacity(net.edge_count());
    for stretch in stretches(net, 0..net.node_count() as u32) {
        let (range, knot) = match stretch {
            Stretch::Plain(range) => (range, false),
            Stretch::Knot(range) => (range, true),
        };
        for place in range.clone() {
            let on = on[place as usize];
            out.extend(
                net.cites(place).iter().map(|t| {
                    if knot && range.contains(t) { f64::NEG_INFINITY } else { up[*t as usize] + on }
                }),
            );
        }
    }
    out
}

/// Returns the logarithm of the number of ways that end at each place, coming from what it cites or from what cites it.
/// They begin where nothing stands before, or everywhere.
fn ways(net: &Net, before: Direction, everywhere: bool) -> Vec<f64> {
    let row = |place: u32| match before {
        Direction::Out => net.cites(place),
        Direction::In => net.cited_by(place),
    };
    let started =
        |sum: Large| if everywhere || sum == Large::ZERO { [sum, Large::ONE].into_iter().sum() } else { sum };
    let mut ways = Ways { scaled: vec![0.0; net.node_count()], steps: Vec::new() };
    let mut order = stretches(net, 0..net.node_count() as u32);
    if before == Direction::In {
        order.reverse();
    }
    for stretch in order {
        match stretch {
            Stretch::Plain(range) => {
                for step in range.clone() {
                    let place =
                        if before == Direction::Out { step } else { range.start + (range.end - 1 - step) };
                    ways.set(place..place + 1, started(ways.sum(row(place).iter())));
                }
            }
            Stretch::Knot(range) => {
                let outside = range.clone().flat_map(row).filter(|p| !range.contains(p));
                let sum = ways.sum(outside);
                ways.set(range, started(sum));
            }
        }
    }
    ways.logarithms()
}

/// A number of ways for each place.
struct Ways {
    scaled: Vec<f64>,
    /// Empty as long as every number is within the first step: most nets stay there, and half the memory is read.
    steps: Vec<u32>,
}

impl Ways {
    fn sum<'a>(&self, places: impl Iterator<Item = &'a u32>) -> Large {
        if self.steps.is_empty() {
            return Large::of(places.map(|p| self.scaled[*p as usize]).sum(), 0);
        }
        places.map(|p| Large::of(self.scaled[*p as usize], self.steps[*p as usize])).sum()
    }

    fn set(&mut self, places: Range<u32>, number: Large) {
        let (scaled, steps) = number.parts();
        if steps > 0 && self.steps.is_empty() {
            self.steps = vec![0; self.scaled.len()];
        }
        for place in places {
            self.scaled[place as usize] = scaled;
            if let Some(known) = self.steps.get_mut(place as usize) {
                *known = steps;
            }
        }
    }

    fn logarithms(self) -> Vec<f64> {
        let steps = self.steps.into_iter().chain(std::iter::repeat(0));
        self.scaled.into_iter().zip(steps).map(|(scaled, steps)| Large::of(scaled, steps).ln()).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::descent::random_nets::net;
    use crate::query::stretches::component;

    /// The edges between components, from every edge to all that can follow it: walks are listed one by one.
    fn slow(net: &Net, count: Count) -> Vec<u128> {
        let edges: Vec<(u32, u32)> = net.edges().collect();
        let part = |place: u32| component(net, place).start;
        let proper = |e: &(u32, u32)| part(e.0) != part(e.1);
        let source = |p: u32| !edges.iter().any(|e| proper(e) && part(e.0) == p);
        let sink = |p: u32| !edges.iter().any(|e| proper(e) && part(e.1) == p);
        let mut counts = vec![0u128; edges.len()];
        // Ways as lists of edges, upwards.
        let mut open: Vec<Vec<usize>> =
            (0..edges.len()).filter(|e| proper(&edges[*e])).map(|e| vec![e]).collect();
        while let Some(way) = open.pop() {
            let (first, last) = (edges[way[0]], edges[way[way.len() - 1]]);
            let begins = count != Count::Spc || source(part(first.1));
            let ends = count == Count::Spnp || sink(part(last.0));
            if begins && ends {
                way.iter().for_each(|e| counts[*e] += 1);
            }
            for next in (0..edges.len()).filter(|e| proper(&edges[*e]) && part(edges[*e].1) == part(last.0)) {
                open.push(way.iter().copied().chain([next]).collect());
            }
        }
        counts
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn weights_follow_the_definition(net in net(9, 22)) {
            for count in [Count::Spc, Count::Splc, Count::Spnp] {
                let given = traversal_weights(&net, count);
                let wanted = slow(&net, count);
                prop_assert_eq!(given.len(), wanted.len());
                for (given, wanted) in given.into_iter().zip(wanted) {
                    let wanted = (wanted as f64).ln();
                    prop_assert!(given == wanted || (given - wanted).abs() < 1e-12, "{} {}", given, wanted);
                }
            }
        }
    }

    /// A thousand diamonds in a row have 2^1000 ways, and two thousand 2^2000, which no double holds.
    #[test]
    fn chains_of_diamonds_have_powers_of_two() {
        for diamonds in [1000u32, 2000] {
            let edges: Vec<(u32, u32)> = (1..=diamonds)
                .flat_map(|k| {
                    let (top, low) = (3 * k, 3 * k - 3);
                    [(top, top - 1), (top, top - 2), (top - 1, low), (top - 2, low)]
                })
                .collect();
            let (net, _) = Net::of(3 * diamonds as usize + 1, &edges);
            let wanted = f64::from(diamonds - 1) * std::f64::consts::LN_2;
            for weight in traversal_weights(&net, Count::Spc) {
                assert!((weight - wanted).abs() < 1e-9, "{weight} for {wanted}");
            }
            // From k diamonds down, ways begin at each node: b(k) = 2 b(k-1) + 3, so that b(k) = 2^(k+2) - 3; the first
            // of the last two edges carries one more way than leads to the node below.
            let splc = traversal_weights(&net, Count::Splc);
            let last = net.edges().zip(&splc).find(|((s, _), _)| *s == 3 * diamonds).map(|(_, w)| *w);
            let wanted = f64::from(diamonds + 1) * std::f64::consts::LN_2;
            assert!(last.is_some_and(|last| (last - wanted).abs() < 1e-9), "{last:?} for {wanted}");
        }
    }

    #[test]
    fn a_knot_counts_as_one_node() {
        // 3 and 4 cite each other; 3 cites 0, 4 cites 1 and 2, and 5 cites 4.
        let (net, numbering) = Net::of(6, &[(3, 4), (4, 3), (3, 0), (4, 1), (4, 2), (5, 4)]);
        assert_eq!(numbering.places, [0, 1, 2, 3, 4, 5]);
        let ways: Vec<f64> = traversal_weights(&net, Count::Spc).iter().map(|w| w.exp().round()).collect();
        assert_eq!(net.edges().collect::<Vec<_>>(), [(3, 0), (3, 4), (4, 1), (4, 2), (4, 3), (5, 4)]);
        assert_eq!(ways, [1.0, 0.0, 1.0, 1.0, 0.0, 3.0]);
    }
}
