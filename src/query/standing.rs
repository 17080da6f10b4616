//! The graph as it stood on a day.

use std::collections::BTreeSet;

use super::filter::{EdgeFilter, Passage, RelationSet};
use crate::graph::{Graph, NodeIdx};
use crate::model::{BodyId, Date, EdgeRecord, NodeRecord};

/// Returns the graph as it stood on a day: the edges that documents dated by that day make, with the nodes at their ends,
/// and all other nodes dated by that day.
///
/// An edge is as old as its source, a signature as old as the letter ([`EdgeFilter::passage`]). What has no date is left
/// out, unless an edge that counts leads to it. Instruments stay with their documents and documents with their
/// instruments.
///
/// Time O(|V| log |V| + |E| log |E|), space O(|V| + |E|).
///
/// # Examples
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, NodeKind, NodeRecord, Relation};
/// use travaux::query::standing;
///
/// let node = |id: &str, date: &str| NodeRecord {
///     id: NodeId::new(id),
///     kind: NodeKind::Document,
///     body: None,
///     date: date.parse().ok(),
///     title: None,
///     absent: false,
/// };
/// let recalls = |source: &str| EdgeRecord {
///     source: NodeId::new(source),
///     target: NodeId::new("A/RES/53/144"),
///     relation: Relation::Recalls,
///     weight: 1,
/// };
/// let nodes = vec![node("A/RES/53/144", "1998"), node("A/RES/57/209", "2002"), node("A/RES/72/247", "2017")];
/// let graph = Graph::from_records(nodes, vec![recalls("A/RES/57/209"), recalls("A/RES/72/247")]);
/// let then = standing(&graph, "2010".parse()?);
/// assert_eq!((then.node_count(), then.edge_count()), (2, 1));
/// # Ok::<(), travaux::model::ParseDateError>(())
/// ```
pub fn standing(graph: &Graph, day: Date) -> Graph {
    let filter = EdgeFilter { relations: RelationSet::all(), as_of: Some(day), body: None };
    let mut there: BTreeSet<NodeIdx> =
        graph.nodes().filter(|node| graph.date(*node).is_some_and(|date| date.is_by(day))).collect();
    let mut edges = Vec::new();
    for index in graph.edges().filter(|edge| filter.passage(graph, *edge) == Passage::Passes) {
        let edge = graph.edge(index);
        there.extend([edge.source, edge.target]);
        edges.push(EdgeRecord {
            source: graph.id(edge.source).to_id(),
            target: graph.id(edge.target).to_id(),
            relation: edge.relation,
            weight: edge.weight,
        });
    }
    let families = |node: &NodeIdx| {
        let document = graph.document(*node).unwrap_or(*node);
        std::iter::once(document).chain(graph.instruments(document))
    };
    let nodes: BTreeSet<NodeIdx> = there.iter().flat_map(families).chain(there.iter().copied()).collect();
    let record = |node: NodeIdx| {
        let node = graph.node(node);
        NodeRecord {
            id: node.id.to_id(),
            kind: node.kind,
            body: node.body.map(BodyId::new),
            date: node.date,
            title: node.title.map(str::to_owned),
            absent: node.absent,
        }
    };
    Graph::from_records(nodes.into_iter().map(record).collect(), edges).of_generation(graph.generation())
}
