//! All descendants or ancestors of a place, and how far away they are.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use super::bits::Bits;
use super::{Direction, neighbours};
use crate::graph::Net;
use crate::query::stretches::{Stretch, component, stretches};

/// What [`distances`] gives for a place that is not reached.
const UNREACHED: u32 = u32::MAX;

/// Returns every place that cites a place, straight or by others, ascending and without the place itself.
///
/// Begins as breadth-first search, which is cheap where few are reached. When that has looked at more than one edge in
/// 64, one sweep over the places in order takes its place: a place is a descendant if one that it cites is one, and what
/// it cites stands before it. Of a knot all are descendants or none.
///
/// Time O(|V| + |E|), and O(|V|/64 + k) where few are reached by k edges; space O(|V|).
///
/// # Examples
///
/// 1 and 2 cite 0, and 3 cites 2:
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::descent::{ancestors, descendants};
///
/// let (net, _) = Net::of(4, &[(1, 0), (2, 0), (3, 2)]);
/// assert_eq!(descendants(&net, 0), [1, 2, 3]);
/// assert!(descendants(&net, 1).is_empty());
/// assert_eq!(ancestors(&net, 3), [0, 2]);
/// ```
pub fn descendants(net: &Net, place: u32) -> Vec<u32> {
    reached(net, place, Direction::In)
}

/// Returns every place that a place cites, straight or by others, ascending and without the place itself.
///
/// As [`descendants`], which has an example of both, the other way round.
pub fn ancestors(net: &Net, place: u32) -> Vec<u32> {
    reached(net, place, Direction::Out)
}

/// Returns how many steps each place is away from one: 0 for itself, [`u32::MAX`] for what is not reached.
///
/// [`Direction::In`] counts steps to the citing places, [`Direction::Out`] to the cited. Where few are reached this is
/// breadth-first search; elsewhere one sweep over the places in order, by d(v) = 1 + min d(u) over the neighbours u that
/// stand before v on the way. Within a knot Dijkstra's algorithm (1959, *A note on two problems in connexion with
/// graphs*) evens out what comes in from outside.
///
/// Time O(|V| + |E| + k log k) for k edges within knots, space O(|V|).
///
/// # Examples
///
/// 3 cites 2 and 0, 2 cites 1, and 1 cites 0:
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::Direction;
/// use travaux::query::descent::distances;
///
/// let (net, _) = Net::of(4, &[(3, 2), (3, 0), (2, 1), (1, 0)]);
/// assert_eq!(distances(&net, 0, Direction::In), [0, 1, 2, 1]);
/// assert_eq!(distances(&net, 1, Direction::Out), [1, 0, u32::MAX, u32::MAX]);
/// ```
pub fn distances(net: &Net, place: u32, direction: Direction) -> Vec<u32> {
    let mut out = vec![UNREACHED; net.node_count()];
    match few(net, place, direction) {
        Some(found) => found.into_iter().for_each(|(place, steps)| out[place as usize] = steps),
        None => sweep_distances(net, place, direction, &mut out),
    }
    out
}

/// Returns what is reached with its number of steps, ascending by place, the start itself with 0 among it.
pub(super) fn reached_with_steps(net: &Net, start: u32, direction: Direction) -> Vec<(u32, u32)> {
    if let Some(mut found) = few(net, start, direction) {
        found.sort_unstable();
        return found;
    }
    let mut steps = vec![UNREACHED; net.node_count()];
    sweep_distances(net, start, direction, &mut steps);
    steps.into_iter().zip(0..).filter(|(s, _)| *s != UNREACHED).map(|(s, place)| (place, s)).collect()
}

fn reached(net: &Net, start: u32, direction: Direction) -> Vec<u32> {
    let mut found = match few(net, start, direction) {
        Some(found) => {
            let mut places: Vec<u32> = found.into_iter().map(|(place, _)| place).collect();
            places.sort_unstable();
            places
        }
        None => sweep(net, start, direction),
    };
    if let Ok(own) = found.binary_search(&start) {
        found.remove(own);
    }
    found
}

/// Breadth-first search that gives up when it has looked at many edges. Places come by steps.
fn few(net: &Net, start: u32, direction: Direction) -> Option<Vec<(u32, u32)>> {
    let mut edges_left = (net.edge_count() / 64).max(64);
    let mut seen = Bits::none_of(net.node_count());
    seen.insert(start);
    let mut found = vec![(start, 0)];
    let mut next = 0;
    while let Some((place, steps)) = found.get(next).copied() {
        next += 1;
        let row = neighbours(net, place, direction);
        edges_left = edges_left.checked_sub(row.len())?;
        for other in row {
            if seen.insert(*other) {
                found.push((*other, steps + 1));
            }
        }
    }
    Some(found)
}

/// Returns the places that may be reached from one: its component and all that stands beyond it.
fn beyond(net: &Net, start: u32, direction: Direction) -> Range<u32> {
    let own = component(net, start);
    match direction {
        Direction::In => own.start..net.node_count() as u32,
        Direction::Out => 0..own.end,
    }
}

/// Returns the direction that leads back to what a sweep has passed.
fn against(direction: Direction) -> Direction {
    match direction {
        Direction::In => Direction::Out,
        Direction::Out => Direction::In,
    }
}

fn sweep(net: &Net, start: u32, direction: Direction) -> Vec<u32> {
    let mut seen = Bits::none_of(net.node_count());
    seen.insert(start);
    let back = against(direction);
    let touched = |seen: &Bits, place: u32| neighbours(net, place, back).iter().any(|p| seen.contains(*p));
    let plain = |seen: &mut Bits, place: u32| {
        if touched(seen, place) {
            seen.insert(place);
        }
    };
    let mut order = stretches(net, beyond(net, start, direction));
    if direction == Direction::Out {
        order.reverse();
    }
    for stretch in order {
        match stretch {
            Stretch::Plain(range) if direction == Direction::In => range.for_each(|p| plain(&mut seen, p)),
            Stretch::Plain(range) => range.rev().for_each(|p| plain(&mut seen, p)),
            Stretch::Knot(range) => {
                if range.contains(&start) || range.clone().any(|p| touched(&seen, p)) {
                    for place in range {
                        seen.insert(place);
                    }
                }
            }
        }
    }
    seen.iter().collect()
}

fn sweep_distances(net: &Net, start: u32, direction: Direction, steps: &mut [u32]) {
    steps[start as usize] = 0;
    let back = against(direction);
    let relax = |steps: &mut [u32], place: u32| {
        let nearest = neighbours(net, place, back).iter().map(|p| steps[*p as usize]).min();
        let own = &mut steps[place as usize];
        // What is not reached stays so: one more than the greatest number is the greatest number.
        *own = (*own).min(nearest.unwrap_or(UNREACHED).saturating_add(1));
    };
    let mut order = stretches(net, beyond(net, start, direction));
    if direction == Direction::Out {
        order.reverse();
    }
    for stretch in order {
        match stretch {
            Stretch::Plain(range) if direction == Direction::In => range.for_each(|p| relax(steps, p)),
            Stretch::Plain(range) => range.rev().for_each(|p| relax(steps, p)),
            Stretch::Knot(range) => {
                range.clone().for_each(|p| relax(steps, p));
                settle(net, range, direction, steps);
            }
        }
    }
}

/// Brings the steps within a knot to what the nearest of its members allow.
fn settle(net: &Net, knot: Range<u32>, direction: Direction, steps: &mut [u32]) {
    let mut open: BinaryHeap<Reverse<(u32, u32)>> = knot
        .clone()
        .filter(|place| steps[*place as usize] != UNREACHED)
        .map(|place| Reverse((steps[place as usize], place)))
        .collect();
    while let Some(Reverse((near, place))) = open.pop() {
        if near > steps[place as usize] {
            continue;
        }
        for other in neighbours(net, place, direction).iter().filter(|other| knot.contains(other)) {
            if near + 1 < steps[*other as usize] {
                steps[*other as usize] = near + 1;
                open.push(Reverse((near + 1, *other)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::random_nets::{net, steps};
    use super::*;

    const WAYS: [Direction; 2] = [Direction::In, Direction::Out];

    /// The steps from one place to each by the definition, itself 0.
    fn slow(net: &Net, start: u32, direction: Direction) -> Vec<u32> {
        let table = steps(net);
        let start = start as usize;
        (0..net.node_count())
            .map(|other| match direction {
                _ if other == start => 0,
                Direction::In => table[other][start].unwrap_or(UNREACHED),
                Direction::Out => table[start][other].unwrap_or(UNREACHED),
            })
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn search_and_sweep_follow_the_definition(net in net(12, 36)) {
            for start in 0..net.node_count() as u32 {
                for direction in WAYS {
                    let wanted = slow(&net, start, direction);
                    let set: Vec<u32> = (0..).zip(&wanted).filter(|(_, s)| **s != UNREACHED).map(|(p, _)| p).collect();
                    let pairs: Vec<(u32, u32)> = set.iter().map(|p| (*p, wanted[*p as usize])).collect();
                    let others: Vec<u32> = set.iter().copied().filter(|p| *p != start).collect();
                    prop_assert_eq!(reached(&net, start, direction), others);
                    prop_assert_eq!(sweep(&net, start, direction), set);
                    prop_assert_eq!(reached_with_steps(&net, start, direction), pairs);
                    prop_assert_eq!(&distances(&net, start, direction), &wanted);
                    let mut swept = vec![UNREACHED; net.node_count()];
                    sweep_distances(&net, start, direction, &mut swept);
                    prop_assert_eq!(swept, wanted);
                }
            }
        }
    }

    /// Each net here is too large for the search, so that the public functions give what the sweep finds.
    #[test]
    fn a_long_chain_is_swept() {
        let edges: Vec<(u32, u32)> = (1..200_000).map(|v| (v, v - 1)).collect();
        let (net, _) = Net::of(200_000, &edges);
        assert!(few(&net, 0, Direction::In).is_none());
        assert_eq!(descendants(&net, 0), (1..200_000).collect::<Vec<_>>());
        assert_eq!(ancestors(&net, 199_999), (0..199_999).collect::<Vec<_>>());
        assert_eq!(distances(&net, 0, Direction::In), (0..200_000).collect::<Vec<_>>());
        assert_eq!(reached_with_steps(&net, 1000, Direction::Out).len(), 1001);
    }

    #[test]
    fn one_knot_of_all_is_reached_whole() {
        let edges: Vec<(u32, u32)> = (0..9000).map(|v| (v, (v + 1) % 9000)).collect();
        let (net, _) = Net::of(9000, &edges);
        assert!(few(&net, 5, Direction::Out).is_none());
        assert_eq!(descendants(&net, 5).len(), 8999);
        let steps = distances(&net, 5, Direction::Out);
        assert_eq!((steps[6], steps[4], steps[5]), (1, 8999, 0));
    }
}
