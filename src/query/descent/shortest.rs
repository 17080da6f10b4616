//! The shortest chains of citations from one document to another.

use std::ops::Range;

use super::Direction;
use super::chains::{Chains, Extent};
use super::sparse::Sparse;
use crate::graph::Net;
use crate::query::stretches::component;

/// Returns a shortest chain of citations from one place to another, both ends included, nothing if no chain leads there.
/// Of several it is one that depends on the net alone.
///
/// Breadth-first search from both ends (Pohl 1971, *Bi-directional search*), always one layer of the side that has fewer
/// edges to look at, until a place is found from both; and only over places between the two ends, since all others lie
/// above or below every such chain.
/// Cycles are searched like all else. A place has the chain of itself alone to itself.
///
/// Time and space O(k) for k edges that are looked at, at most O(|E|), and often a few hundred in nets of a million
/// nodes: nothing is set up for the nodes that are not met.
///
/// # Examples
///
/// 4 cites 3 and 2; both cite 1, and 1 cites 0:
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::descent::{all_shortest_paths, shortest_path};
///
/// let (net, _) = Net::of(5, &[(4, 3), (4, 2), (3, 1), (2, 1), (1, 0)]);
/// assert_eq!(shortest_path(&net, 4, 0), Some(vec![4, 2, 1, 0]));
/// assert_eq!(shortest_path(&net, 0, 4), None);
/// let all = all_shortest_paths(&net, 4, 0, 10);
/// assert_eq!(all.chains, [[4, 2, 1, 0], [4, 3, 1, 0]]);
/// ```
pub fn shortest_path(net: &Net, from: u32, to: u32) -> Option<Vec<u32>> {
    let bounds = bounds(net, from, to)?;
    if from == to {
        return Some(vec![from]);
    }
    // What is noted of a place is the place from which it was found.
    let (mut start, mut end) = both(net, [from, to], [from, to], &bounds);
    loop {
        let (side, other) = cheaper(&mut start, &mut end);
        let met = side.advance(net, &bounds, |parent, _| parent, |place| other.found.get(place).is_some());
        if let Some(middle) = met {
            let mut chain: Vec<u32> = start.back(middle).collect();
            chain.reverse();
            chain.extend(end.back(middle).skip(1));
            return Some(chain);
        }
        if side.frontier().is_empty() {
            return None;
        }
    }
}

/// Returns the shortest chains of citations from one place to another, `most` of them at most, in the order of their
/// places. [`Chains::extent`] says whether there are more.
///
/// As [`shortest_path`], which has an example, but each layer is searched to its end. The two halves that are found make
/// a net of shortest chains without dead ends, in which they are listed one after the other. Time O(k + a) for k edges
/// that are looked at and answers of a places; their neighbours are looked at again for each.
pub fn all_shortest_paths(net: &Net, from: u32, to: u32, most: usize) -> Chains {
    let Some(meeting) = meet(net, from, to) else {
        return Chains { chains: Vec::new(), extent: Extent::All };
    };
    let mut chains = Vec::new();
    let mut chain = vec![from];
    // How many of the neighbours of each place of the chain have been followed.
    let mut followed = vec![0];
    while let Some(tried) = followed.last_mut() {
        let last = chain[chain.len() - 1];
        let next = if last == to { None } else { meeting.next(net, last, chain.len(), tried) };
        if let Some(next) = next {
            chain.push(next);
            followed.push(0);
            continue;
        }
        if last == to {
            if chains.len() == most {
                return Chains { chains, extent: Extent::Most };
            }
            chains.push(chain.clone());
        }
        chain.pop();
        followed.pop();
    }
    Chains { chains, extent: Extent::All }
}

/// What two searches found that met.
struct Meeting {
    /// The places on shortest chains by the steps from the start, up to where the searches met.
    near: Sparse,
    /// The depth at which they met.
    middle: u32,
    /// The places that lead to the end, with their steps to it.
    far: Sparse,
    /// The length of the chains in steps.
    length: u32,
}

impl Meeting {
    /// Returns the next place, in the order of places, that stands at a given step of a shortest chain after `place`.
    fn next(&self, net: &Net, place: u32, step: usize, tried: &mut usize) -> Option<u32> {
        let step = step as u32;
        while let Some(other) = net.cites(place).get(*tried) {
            *tried += 1;
            let fits = if step <= self.middle {
                self.near.get(*other) == Some(step)
            } else {
                self.far.get(*other) == Some(self.length - step)
            };
            if fits {
                return Some(*other);
            }
        }
        None
    }
}

/// One of the two searches.
struct Side {
    direction: Direction,
    /// What was found, with a note on each place.
    found: Sparse,
    /// The layers of the search; the last one is still to be followed.
    layers: Vec<Vec<u32>>,
    /// The number of edges to look at for the next layer.
    cost: usize,
}

impl Side {
    fn from(net: &Net, place: u32, direction: Direction, note: u32, bounds: &Range<u32>) -> Side {
        let mut found = Sparse::new();
        found.insert(place, note);
        let mut side = Side { direction, found, layers: vec![vec![place]], cost: 0 };
        side.cost = side.row(net, place, bounds).len();
        side
    }

    fn frontier(&self) -> &[u32] {
        self.layers.last().expect("the first layer is there from the beginning")
    }

    /// Returns the places one step further that may lie on a chain.
    fn row<'a>(&self, net: &'a Net, place: u32, bounds: &Range<u32>) -> &'a [u32] {
        // What the start cites stands below its component anyhow, and so for the end.
        match self.direction {
            Direction::Out => {
                let row = net.cites(place);
                &row[row.partition_point(|p| *p < bounds.start)..]
            }
            Direction::In => {
                let row = net.cited_by(place);
                &row[..row.partition_point(|p| *p < bounds.end)]
            }
        }
    }

    /// Adds the next layer, with a note on each place made of the one before it and the number of steps. Ends in its
    /// midst at the first place that is met, and returns it.
    fn advance(
        &mut self,
        net: &Net,
        bounds: &Range<u32>,
        note: impl Fn(u32, u32) -> u32,
        met: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        let steps = self.layers.len() as u32;
        let frontier = std::mem::take(self.layers.last_mut()?);
        let mut next = Vec::new();
        let mut middle = None;
        'layer: for place in &frontier {
            for other in self.row(net, *place, bounds) {
                if self.found.insert(*other, note(*place, steps)) {
                    next.push(*other);
                    if met(*other) {
                        middle = Some(*other);
                        break 'layer;
                    }
                }
            }
        }
        *self.layers.last_mut()? = frontier;
        if middle.is_none() {
            self.cost = next.iter().map(|place| self.row(net, *place, bounds).len()).sum();
        }
        self.layers.push(next);
        middle
    }

    /// Returns the places from which one was found in turn, beginning with itself, where notes say so.
    fn back(&self, place: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(place), |place| self.found.get(*place).filter(|before| before != place))
    }
}

/// Returns the two searches at their beginning, with a note on each end.
fn both(net: &Net, ends: [u32; 2], notes: [u32; 2], bounds: &Range<u32>) -> (Side, Side) {
    (
        Side::from(net, ends[0], Direction::Out, notes[0], bounds),
        Side::from(net, ends[1], Direction::In, notes[1], bounds),
    )
}

/// Returns the side whose next layer has fewer edges to look at, and the other one.
fn cheaper<'a>(start: &'a mut Side, end: &'a mut Side) -> (&'a mut Side, &'a mut Side) {
    if start.cost <= end.cost { (start, end) } else { (end, start) }
}

/// Returns the places between two, if a chain may lead from the one to the other.
fn bounds(net: &Net, from: u32, to: u32) -> Option<Range<u32>> {
    let bounds = component(net, to).start..component(net, from).end;
    (!bounds.is_empty()).then_some(bounds)
}

fn meet(net: &Net, from: u32, to: u32) -> Option<Meeting> {
    let bounds = bounds(net, from, to)?;
    let (mut start, mut end) = both(net, [from, to], [0, 0], &bounds);
    let mut middle = if from == to { vec![from] } else { Vec::new() };
    while middle.is_empty() {
        let (side, other) = cheaper(&mut start, &mut end);
        side.advance(net, &bounds, |_, steps| steps, |_| false);
        if side.frontier().is_empty() {
            return None;
        }
        // Whole layers are compared, so that what both have found lies in the last layer of each.
        middle = side.frontier().iter().copied().filter(|place| other.found.get(*place).is_some()).collect();
    }
    let depth = start.layers.len() - 1;
    let mut near = Sparse::new();
    middle.iter().for_each(|place| {
        near.insert(*place, depth as u32);
    });
    for (steps, layer) in start.layers[..depth].iter().enumerate().rev() {
        for place in layer {
            if net.cites(*place).iter().any(|other| near.get(*other) == Some(steps as u32 + 1)) {
                near.insert(*place, steps as u32);
            }
        }
    }
    let length = depth + end.layers.len() - 1;
    Some(Meeting { near, middle: depth as u32, far: end.found, length: length as u32 })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::random_nets::{all_chains, net};
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]
        #[test]
        fn shortest_chains_are_the_shortest_of_all(net in net(9, 30), most in 0usize..4) {
            for from in 0..net.node_count() as u32 {
                for to in 0..net.node_count() as u32 {
                    let mut wanted = all_chains(&net, from, to);
                    let length = wanted.first().map_or(0, Vec::len);
                    wanted.retain(|chain| chain.len() == length);
                    match shortest_path(&net, from, to) {
                        Some(one) => prop_assert!(wanted.contains(&one), "{:?} of {:?}", one, wanted),
                        None => prop_assert!(wanted.is_empty()),
                    }
                    let all = all_shortest_paths(&net, from, to, usize::MAX);
                    prop_assert_eq!((&all.chains, all.extent), (&wanted, Extent::All));
                    let some = all_shortest_paths(&net, from, to, most);
                    let extent = if wanted.len() > most { Extent::Most } else { Extent::All };
                    wanted.truncate(most);
                    prop_assert_eq!((some.chains, some.extent), (wanted, extent));
                }
            }
        }
    }

    #[test]
    fn a_ladder_has_more_chains_than_can_be_listed() {
        // 3k cites 3k - 1 and 3k - 2, both of which cite 3k - 3: 2^100 chains.
        let edges: Vec<(u32, u32)> = (1..=100)
            .flat_map(|k| {
                [(3 * k, 3 * k - 1), (3 * k, 3 * k - 2), (3 * k - 1, 3 * k - 3), (3 * k - 2, 3 * k - 3)]
            })
            .collect();
        let (net, _) = Net::of(301, &edges);
        let found = all_shortest_paths(&net, 300, 0, 5);
        assert_eq!((found.chains.len(), found.extent), (5, Extent::Most));
        assert!(found.chains.iter().all(|chain| chain.len() == 201));
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let edges: Vec<(u32, u32)> = (1..200_000).map(|v| (v, v - 1)).collect();
        let (net, _) = Net::of(200_000, &edges);
        assert_eq!(shortest_path(&net, 199_999, 0), Some((0..200_000).rev().collect::<Vec<_>>()));
    }
}
