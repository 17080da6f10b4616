//! Documents that cite each other in a circle.

use super::{Check, Finding};
use crate::graph::Graph;
use crate::query::{EdgeFilter, RelationSet, Selection};

/// How many documents of a circle are named with their dates.
const NAMED: usize = 6;

/// Returns the strongly connected components of `recalls` and `cites`, the earliest of their documents first.
pub fn cycles(graph: &Graph) -> Vec<Finding> {
    let filter = EdgeFilter { relations: RelationSet::references(), as_of: None, body: None };
    let selection = Selection::of(graph, &filter);
    let mut found = Vec::new();
    for knot in selection.net.knots() {
        let mut nodes: Vec<_> = knot.clone().map(|place| selection.node(place)).collect();
        nodes.sort_by_key(|node| (graph.date(*node), *node));
        let mut words: Vec<String> = nodes
            .iter()
            .take(NAMED)
            .map(|node| match graph.date(*node) {
                Some(date) => format!("{} ({date})", graph.id(*node)),
                None => format!("{} (no date)", graph.id(*node)),
            })
            .collect();
        if nodes.len() > NAMED {
            words.push(format!("{} more", nodes.len() - NAMED));
        }
        let nodes = nodes.into_iter().map(|node| graph.id(node).to_id()).collect();
        found.push(Finding { check: Check::Cycle, nodes, words: words.join(", ") });
    }
    found
}
