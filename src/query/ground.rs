//! What several documents rest on together.

use super::{EdgeFilter, Selection, Subgraph, descent};
use crate::graph::{Graph, NodeIdx};

/// What some documents have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommonGround {
    /// The documents asked about, each once, instruments alone in their documents folded into these.
    pub asked: Vec<NodeIdx>,
    /// What all of them rest on, nearest first.
    pub ancestors: Vec<Ground>,
    /// Sources that were left out because they have no date to compare with the last day, by id.
    pub undated: Vec<NodeIdx>,
}

/// A document that others rest on together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The document.
    pub node: NodeIdx,
    /// The sum of its steps from each of the documents asked about.
    pub steps: u64,
    /// Whether no other document that they share rests on it.
    pub nearest: bool,
}

/// Returns what all of some documents rest on, directly or through others, nearest first: by the sum of the steps, then
/// in the order of dates as far as citations allow.
///
/// See [`descent::common_ancestors`] for the definition; an instrument alone in its document is folded into it. A document
/// that no counted edge touches rests on nothing, so that there is nothing that all rest on.
///
/// Time O(|V| log |V| + m (|V| + |E|)) for m documents.
///
/// # Examples
///
/// C and D both recall B, which recalls A; D recalls A itself as well.
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, Relation};
/// use travaux::query::{EdgeFilter, RelationSet, common_ground};
///
/// let edge = |s, t| EdgeRecord {
///     source: NodeId::new(s), target: NodeId::new(t), relation: Relation::Recalls, weight: 1,
/// };
/// let edges = vec![edge("B", "A"), edge("C", "B"), edge("D", "B"), edge("D", "A")];
/// let graph = Graph::from_records(vec![], edges);
/// let node = |id| graph.find(&NodeId::new(id)).expect("a node");
/// let filter = EdgeFilter { relations: RelationSet::references(), as_of: None, body: None };
/// let found = common_ground(&graph, &[node("C"), node("D")], &filter);
/// let told: Vec<_> = found.ancestors.iter().map(|g| (graph.id(g.node).as_str(), g.steps, g.nearest)).collect();
/// assert_eq!(told, [("B", 2, true), ("A", 3, false)]);
/// ```
pub fn common_ground(graph: &Graph, nodes: &[NodeIdx], filter: &EdgeFilter) -> CommonGround {
    let selection = Selection::folded(graph, filter);
    let mut asked: Vec<NodeIdx> = Vec::new();
    for node in nodes.iter().map(|node| Subgraph::shown(graph, *node)) {
        if !asked.contains(&node) {
            asked.push(node);
        }
    }
    let places: Option<Vec<u32>> = asked.iter().map(|node| selection.place(*node)).collect();
    let found = places.map(|places| descent::common_ancestors(&selection.net, &places)).unwrap_or_default();
    let ground = |found: descent::CommonAncestor| Ground {
        node: selection.node(found.place),
        steps: found.steps,
        nearest: found.nearest,
    };
    CommonGround { asked, ancestors: found.into_iter().map(ground).collect(), undated: selection.undated }
}
