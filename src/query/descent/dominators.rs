//! What no chain can go round: dominators, and the places that every chain between two documents passes.

use std::ops::Range;

use super::{Direction, neighbours};
use crate::graph::Net;
use crate::query::stretches::{Stretch, component, stretches};

/// Marks a place without a dominator above it: the root, and what is not reached.
const NONE: u32 = u32::MAX;

/// The dominator tree of a net from one root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dominators {
    root: u32,
    immediate: Vec<u32>,
}

impl Dominators {
    /// Returns the root.
    pub fn root(&self) -> u32 {
        self.root
    }

    /// Returns the nearest place, other than the place itself, that every chain from the root to it passes; nothing for
    /// the root and for what is not reached.
    pub fn immediate(&self, place: u32) -> Option<u32> {
        Some(self.immediate[place as usize]).filter(|above| *above != NONE)
    }

    /// Returns all places that every chain from the root to a place passes, from the root to the place itself; nothing
    /// if it is not reached. Time O(answer).
    pub fn of(&self, place: u32) -> Vec<u32> {
        let mut out = vec![place];
        while let Some(above) = out.last().and_then(|last| self.immediate(*last)) {
            out.push(above);
        }
        out.reverse();
        if out[0] == self.root { out } else { Vec::new() }
    }
}

/// Returns the dominators of every place that the root reaches: along citations with [`Direction::Out`] ("every line
/// from here back to it passes these"), against them with [`Direction::In`].
///
/// Cooper, Harvey and Kennedy (2001, *A simple, fast dominance algorithm*): the dominators of a place are those that all
/// its predecessors have in common, and itself. In the order of places all predecessors outside its knot are done before
/// it, so that one pass is enough; only within a knot it is repeated until nothing changes. There the members are taken
/// in breadth-first order from where the knot is entered, so that each has a predecessor before it. A place that the
/// root does not reach has no dominators.
///
/// Time O((|V| + |E|) h) for a dominator tree of height h, in practice near O(|V| + |E|); space O(|V|).
///
/// # Examples
///
/// 4 cites 2 and 3, both of which cite 1, and 1 cites 0. Every line from 4 back to 0 passes 1:
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::Direction;
/// use travaux::query::descent::{between, dominators};
///
/// let (net, _) = Net::of(5, &[(4, 2), (4, 3), (2, 1), (3, 1), (1, 0)]);
/// let tree = dominators(&net, 4, Direction::Out);
/// assert_eq!((tree.immediate(0), tree.immediate(1), tree.immediate(4)), (Some(1), Some(4), None));
/// assert_eq!(tree.of(0), [4, 1, 0]);
/// assert_eq!(between(&net, 4, 0), [4, 1, 0]);
/// ```
pub fn dominators(net: &Net, root: u32, direction: Direction) -> Dominators {
    let bounds = match direction {
        Direction::Out => 0..component(net, root).end,
        Direction::In => component(net, root).start..net.node_count() as u32,
    };
    within(net, root, direction, bounds)
}

/// Returns the places that every chain of citations from one place to another passes, from the first to the last with
/// both; nothing if no chain leads there.
///
/// The dominators of `to` from the root `from` (see [`dominators`], which has an example), computed only on the places
/// between the two. Every place has the chain of itself alone to itself.
///
/// Time O((|V| + |E|) h) for the places between them, space O(|V|).
pub fn between(net: &Net, from: u32, to: u32) -> Vec<u32> {
    let bounds = component(net, to).start..component(net, from).end;
    if bounds.is_empty() {
        return Vec::new();
    }
    within(net, from, Direction::Out, bounds).of(to)
}

/// Computes the dominators of the places within bounds, which cut no knot in two and contain the root.
fn within(net: &Net, root: u32, direction: Direction, bounds: Range<u32>) -> Dominators {
    let back = if direction == Direction::Out { Direction::In } else { Direction::Out };
    let mut tree = Tree {
        rank: vec![NONE; bounds.len()],
        above: vec![NONE; bounds.len()],
        places: Vec::new(),
        low: bounds.start,
    };
    let mut order = stretches(net, bounds.clone());
    if direction == Direction::Out {
        order.reverse();
    }
    let predecessors =
        |place: u32| neighbours(net, place, back).iter().copied().filter(|p| bounds.contains(p));
    for stretch in order {
        match stretch {
            Stretch::Plain(range) => {
                for step in range.clone() {
                    let place =
                        if direction == Direction::Out { range.start + (range.end - 1 - step) } else { step };
                    if place == root {
                        tree.add(place, NONE);
                    } else if let Some(above) = tree.shared(predecessors(place)) {
                        tree.add(place, above);
                    }
                }
            }
            Stretch::Knot(range) => knot(net, root, direction, range, &mut tree, predecessors),
        }
    }
    let mut immediate = vec![NONE; net.node_count()];
    for (rank, place) in tree.places.iter().enumerate() {
        if tree.above[rank] != NONE {
            immediate[*place as usize] = tree.places[tree.above[rank] as usize];
        }
    }
    Dominators { root, immediate }
}

/// Adds the members of a knot that are reached to the tree.
fn knot<I: Iterator<Item = u32>>(
    net: &Net,
    root: u32,
    direction: Direction,
    range: Range<u32>,
    tree: &mut Tree,
    predecessors: impl Fn(u32) -> I,
) {
    let begin = tree.places.len();
    for place in range.clone() {
        if place == root {
            tree.add(place, NONE);
        } else if let Some(above) = tree.shared(predecessors(place).filter(|p| !range.contains(p))) {
            tree.add(place, above);
        }
    }
    let mut next = begin;
    while let Some(place) = tree.places.get(next).copied() {
        for other in neighbours(net, place, direction).iter().filter(|other| range.contains(other)) {
            if tree.rank_of(*other) == NONE {
                tree.add(*other, next as u32);
            }
        }
        next += 1;
    }
    let mut changed = true;
    while changed {
        changed = false;
        for rank in begin..tree.places.len() {
            let place = tree.places[rank];
            if place == root {
                continue;
            }
            let above =
                tree.shared(predecessors(place)).expect("a member that was reached has a predecessor");
            if tree.above[rank] != above {
                tree.above[rank] = above;
                changed = true;
            }
        }
    }
}

/// A dominator tree in the making. Places that are reached have a rank, in order; above each stands a smaller rank.
struct Tree {
    /// The rank of each place within the bounds.
    rank: Vec<u32>,
    /// The rank of the immediate dominator of each rank.
    above: Vec<u32>,
    /// The place of each rank.
    places: Vec<u32>,
    /// The least place within the bounds.
    low: u32,
}

impl Tree {
    fn rank_of(&self, place: u32) -> u32 {
        self.rank[(place - self.low) as usize]
    }

    fn add(&mut self, place: u32, above: u32) {
        let rank = self.places.len();
        self.rank[(place - self.low) as usize] = rank as u32;
        self.above[rank] = above;
        self.places.push(place);
    }

    /// Returns the lowest rank of the tree that stands above or at all of some places, of which those that have no rank
    /// are passed over.
    fn shared(&self, places: impl Iterator<Item = u32>) -> Option<u32> {
        let mut shared = NONE;
        for rank in places.map(|place| self.rank_of(place)).filter(|rank| *rank != NONE) {
            shared = if shared == NONE { rank } else { self.meeting(shared, rank) };
            // Nothing stands above the root, which comes first.
            if shared == 0 {
                break;
            }
        }
        Some(shared).filter(|rank| *rank != NONE)
    }

    /// Returns the lowest rank that stands above or at both of two.
    fn meeting(&self, mut a: u32, mut b: u32) -> u32 {
        while a != b {
            if a > b {
                a = self.above[a as usize];
            } else {
                b = self.above[b as usize];
            }
        }
        a
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::super::random_nets::{all_chains, net};
    use super::*;

    /// What the root reaches when a place is taken away.
    fn reached_without(net: &Net, root: u32, direction: Direction, gone: Option<u32>) -> BTreeSet<u32> {
        let mut seen = BTreeSet::new();
        let mut open: Vec<u32> = Some(root).into_iter().filter(|r| Some(*r) != gone).collect();
        while let Some(place) = open.pop() {
            if seen.insert(place) {
                open.extend(neighbours(net, place, direction).iter().filter(|p| Some(**p) != gone));
            }
        }
        seen
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(800))]
        #[test]
        fn dominators_are_what_cuts_off(net in net(10, 34)) {
            let places = 0..net.node_count() as u32;
            for root in places.clone() {
                for direction in [Direction::In, Direction::Out] {
                    let tree = dominators(&net, root, direction);
                    prop_assert_eq!(tree.root(), root);
                    let all = reached_without(&net, root, direction, None);
                    let kept: Vec<_> =
                        places.clone().map(|gone| reached_without(&net, root, direction, Some(gone))).collect();
                    for place in places.clone() {
                        let wanted: BTreeSet<u32> = places
                            .clone()
                            .filter(|gone| all.contains(&place) && !kept[*gone as usize].contains(&place))
                            .collect();
                        let given = tree.of(place);
                        prop_assert_eq!(given.iter().copied().collect::<BTreeSet<_>>(), wanted);
                        // From the root downwards: each one is cut off by those before it.
                        for (at, upper) in given.iter().enumerate() {
                            prop_assert!(given[at + 1..].iter().all(|lower| !kept[*upper as usize].contains(lower)));
                        }
                        let above = given.len().checked_sub(2).map(|at| given[at]);
                        prop_assert_eq!(tree.immediate(place), above);
                    }
                }
            }
        }

        #[test]
        fn what_lies_between_is_on_every_chain_in_order(net in net(8, 20)) {
            for from in 0..net.node_count() as u32 {
                for to in 0..net.node_count() as u32 {
                    let chains = all_chains(&net, from, to);
                    let wanted: Vec<u32> = match chains.first() {
                        Some(first) => {
                            first.iter().copied().filter(|p| chains.iter().all(|c| c.contains(p))).collect()
                        }
                        None => Vec::new(),
                    };
                    prop_assert_eq!(between(&net, from, to), wanted);
                }
            }
        }
    }

    #[test]
    fn a_long_chain_dominates_itself() {
        let edges: Vec<(u32, u32)> = (1..200_000).map(|v| (v, v - 1)).collect();
        let (net, _) = Net::of(200_000, &edges);
        assert_eq!(between(&net, 199_999, 0), (0..200_000).rev().collect::<Vec<_>>());
        assert_eq!(dominators(&net, 0, Direction::In).immediate(100_000), Some(99_999));
    }
}
