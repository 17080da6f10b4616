//! The places of a net as runs without cycles and knots.

use std::ops::Range;

use crate::graph::Net;

/// Places that stand side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// Single nodes: each cites only smaller places.
    Open(Range<u32>),
    /// One strongly connected component of several nodes.
    Knot(Range<u32>),
}

/// Returns all places as the longest possible stretches, ascending; none is empty. Time O(knots).
pub(super) fn stretches(net: &Net) -> Vec<Stretch> {
    let mut out = Vec::with_capacity(2 * net.knots().len() + 1);
    let open = |from: u32, to: u32| (from < to).then_some(Stretch::Open(from..to));
    let mut next = 0;
    for knot in net.knots() {
        out.extend(open(next, knot.start));
        out.push(Stretch::Knot(knot.clone()));
        next = knot.end;
    }
    out.extend(open(next, net.node_count() as u32));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(nodes: usize, edges: &[(u32, u32)], expected: &[Stretch]) {
        assert_eq!(stretches(&Net::of(nodes, edges).0), expected);
    }

    #[test]
    fn knots_part_the_open_stretches() {
        check(0, &[], &[]);
        check(3, &[(2, 0)], &[Stretch::Open(0..3)]);
        check(3, &[(1, 2), (2, 1)], &[Stretch::Open(0..1), Stretch::Knot(1..3)]);
        check(4, &[(0, 1), (1, 0), (2, 3), (3, 2)], &[Stretch::Knot(0..2), Stretch::Knot(2..4)]);
    }
}
