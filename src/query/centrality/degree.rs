//! Degrees: how often a node is cited, and how much it cites.

use crate::graph::Net;

/// Returns the number of distinct nodes that cite each place. Time O(|V|).
///
/// # Examples
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::centrality::{in_degree, out_degree};
///
/// let (net, _) = Net::of(3, &[(2, 0), (1, 0), (2, 0), (1, 1)]);
/// assert_eq!(in_degree(&net), [2, 0, 0]);
/// assert_eq!(out_degree(&net), [0, 1, 1]);
/// ```
pub fn in_degree(net: &Net) -> Vec<u32> {
    (0..net.node_count() as u32).map(|place| net.cited_by(place).len() as u32).collect()
}

/// Returns the number of distinct nodes that each place cites. Time O(|V|).
pub fn out_degree(net: &Net) -> Vec<u32> {
    (0..net.node_count() as u32).map(|place| net.cites(place).len() as u32).collect()
}
