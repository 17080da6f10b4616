//! The part of the graph that is written: all of it, or what a question found.

use std::collections::BTreeSet;

use crate::graph::{EdgeIdx, Graph, NodeIdx};
use crate::model::Relation;
use crate::query::{EdgeFilter, Subgraph};

/// Some nodes, and some edges between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The nodes, in the order of the graph.
    pub nodes: Vec<NodeIdx>,
    /// The edges, in the order of the graph.
    pub edges: Vec<EdgeIdx>,
}

impl Excerpt {
    /// Returns the whole graph.
    pub fn whole(graph: &Graph) -> Self {
        Self { nodes: graph.nodes().collect(), edges: graph.edges().collect() }
    }

    /// Returns the documents and lines of a picture with the edges that its lines stand for. An instrument that was
    /// folded into its document comes apart again, tied to it by `annexed_to`.
    pub fn of(graph: &Graph, subgraph: &Subgraph) -> Self {
        let edges = subgraph.links.iter().flat_map(|link| link.edges.iter().copied());
        Self::joined(graph, subgraph.nodes.iter().copied(), edges)
    }

    /// Returns some nodes, and every edge between them that passes a filter.
    pub fn between(graph: &Graph, nodes: impl IntoIterator<Item = NodeIdx>, filter: &EdgeFilter) -> Self {
        let nodes: BTreeSet<NodeIdx> = nodes.into_iter().collect();
        let edges = nodes.iter().flat_map(|node| graph.edges_out(*node));
        let wanted =
            |edge: &EdgeIdx| nodes.contains(&graph.edge(*edge).target) && filter.passes(graph, *edge);
        let edges: Vec<EdgeIdx> = edges.filter(wanted).collect();
        Self::joined(graph, nodes.iter().copied(), edges)
    }

    /// Returns some nodes and edges with the ends of these, and the ties of instruments to their documents.
    pub fn joined(
        graph: &Graph,
        nodes: impl IntoIterator<Item = NodeIdx>,
        edges: impl IntoIterator<Item = EdgeIdx>,
    ) -> Self {
        let mut edges: BTreeSet<EdgeIdx> = edges.into_iter().collect();
        let ends = edges.iter().map(|edge| graph.edge(*edge)).flat_map(|edge| [edge.source, edge.target]);
        let nodes: BTreeSet<NodeIdx> = ends.chain(nodes).collect();
        let ties = nodes.iter().flat_map(|node| graph.edges_out(*node)).filter(|edge| {
            let edge = graph.edge(*edge);
            edge.relation == Relation::AnnexedTo && nodes.contains(&edge.target)
        });
        edges.extend(ties.collect::<Vec<EdgeIdx>>());
        Self { nodes: nodes.into_iter().collect(), edges: edges.into_iter().collect() }
    }
}
