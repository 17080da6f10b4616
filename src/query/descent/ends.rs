//! Where chains of citations end: the places that cite nothing, and those that nothing cites.

use crate::graph::Net;

/// Returns the places that cite nothing, ascending: what all else rests on.
///
/// A node without an edge is a root and a leaf. A knot that cites nothing outside itself has no root. Time O(|V|).
///
/// # Examples
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::descent::{leaves, roots};
///
/// let (net, _) = Net::of(4, &[(2, 0), (2, 1)]);
/// assert_eq!((roots(&net), leaves(&net)), (vec![0, 1, 3], vec![2, 3]));
/// ```
pub fn roots(net: &Net) -> Vec<u32> {
    (0..net.node_count() as u32).filter(|place| net.cites(*place).is_empty()).collect()
}

/// Returns the places that nothing cites, ascending: where every line ends for now.
///
/// As [`roots`], which has an example of both, the other way round.
pub fn leaves(net: &Net) -> Vec<u32> {
    (0..net.node_count() as u32).filter(|place| net.cited_by(*place).is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::random_nets::net;
    use super::*;

    proptest! {
        #[test]
        fn ends_are_where_no_edge_leads_on(net in net(10, 20)) {
            let places = 0..net.node_count() as u32;
            let wanted: Vec<u32> = places.clone().filter(|p| !net.edges().any(|e| e.0 == *p)).collect();
            prop_assert_eq!(roots(&net), wanted);
            let wanted: Vec<u32> = places.filter(|p| !net.edges().any(|e| e.1 == *p)).collect();
            prop_assert_eq!(leaves(&net), wanted);
        }
    }
}
