//! The places of a net in order, cut where knots begin and end.

use std::ops::Range;

use crate::graph::Net;

/// Neighbouring places that a pass takes in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// Places none of which lies on a cycle.
    Plain(Range<u32>),
    /// The places of one strongly connected component.
    Knot(Range<u32>),
}

/// Returns the component that a place lies in. Time O(log k) for k knots.
pub(super) fn component(net: &Net, place: u32) -> Range<u32> {
    let knots = net.knots();
    let after = knots.partition_point(|knot| knot.end <= place);
    match knots.get(after) {
        Some(knot) if knot.contains(&place) => knot.clone(),
        _ => place..place + 1,
    }
}

/// Cuts a range of places, which must cut no knot in two, at its knots; ascending.
pub(super) fn stretches(net: &Net, bounds: Range<u32>) -> Vec<Stretch> {
    let knots = net.knots();
    let first = knots.partition_point(|knot| knot.end <= bounds.start);
    let last = knots.partition_point(|knot| knot.start < bounds.end);
    let mut out = Vec::with_capacity(2 * (last - first.min(last)) + 1);
    let mut next = bounds.start;
    for knot in knots.get(first..last).unwrap_or_default() {
        if next < knot.start {
            out.push(Stretch::Plain(next..knot.start));
        }
        out.push(Stretch::Knot(knot.clone()));
        next = knot.end;
    }
    if next < bounds.end {
        out.push(Stretch::Plain(next..bounds.end));
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::descent::random_nets::net;

    proptest! {
        #[test]
        fn stretches_are_the_components_in_order(net in net(12, 30), low in 0u32..12, high in 0u32..12) {
            let last = net.node_count() as u32 - 1;
            let bounds = component(&net, low.min(high).min(last)).start..component(&net, low.max(high).min(last)).end;
            let wanted: Vec<Range<u32>> =
                net.components().filter(|part| bounds.contains(&part.start)).collect();
            let given: Vec<Range<u32>> = stretches(&net, bounds)
                .into_iter()
                .flat_map(|stretch| match stretch {
                    Stretch::Plain(range) => range.map(|place| place..place + 1).collect(),
                    Stretch::Knot(range) => vec![range],
                })
                .collect();
            for part in &given {
                prop_assert!(part.clone().all(|place| component(&net, place) == *part));
            }
            prop_assert_eq!(given, wanted);
        }
    }

    #[test]
    fn knots_part_the_plain_stretches() {
        let check = |nodes: usize, edges: &[(u32, u32)], expected: &[Stretch]| {
            assert_eq!(stretches(&Net::of(nodes, edges).0, 0..nodes as u32), expected);
        };
        check(0, &[], &[]);
        check(3, &[(2, 0)], &[Stretch::Plain(0..3)]);
        check(3, &[(1, 2), (2, 1)], &[Stretch::Plain(0..1), Stretch::Knot(1..3)]);
        check(4, &[(0, 1), (1, 0), (2, 3), (3, 2)], &[Stretch::Knot(0..2), Stretch::Knot(2..4)]);
    }
}
