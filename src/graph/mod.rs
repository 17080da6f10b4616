//! The citation graph in memory: immutable, typed, walkable in both directions.
//!
//! Nodes are sorted by id and edges by (source, target, relation), so every walk has one order on every machine.
//! The inside is a petgraph graph; nothing but [`Graph::petgraph`] shows it.

mod index;
mod load;
mod net;

use petgraph::Direction;
use petgraph::graph::DiGraph;

use crate::model::{BodyId, Date, NodeId, NodeRecord, Relation};

pub use index::{EdgeIdx, NodeIdx};
pub use net::{Net, Numbering};

/// One edge: the citing node, the cited node and what the citation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The citing node.
    pub source: NodeIdx,
    /// The cited node.
    pub target: NodeIdx,
    /// What the edge says.
    pub relation: Relation,
    /// Number of places in which it says so.
    pub weight: u32,
}

/// Documents, instruments and organisations with their citations.
///
/// # Examples
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, Relation};
///
/// let edge = EdgeRecord {
///     source: NodeId::new("A/RES/57/209"),
///     target: NodeId::new("A/RES/53/144"),
///     relation: Relation::Recalls,
///     weight: 1,
/// };
/// let graph = Graph::from_records(Vec::new(), vec![edge]);
/// let cited = graph.find(&NodeId::new("A/RES/53/144")).expect("an endpoint becomes a node");
/// assert!(graph.node(cited).absent);
/// assert_eq!(graph.edges_in(cited).count(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// Sorted by id; a node's place is its index.
    nodes: Vec<NodeRecord>,
    /// Sorted by (source, target, relation); an edge's place is its index.
    edges: Vec<Edge>,
    /// The same edges in reverse order: petgraph lists the edge added last first.
    topology: DiGraph<NodeIdx, EdgeIdx>,
}

impl Graph {
    /// Returns the number of nodes.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// Returns the number of edges.
    pub fn edge_count(&self) -> usize {
        self.edges.len()
    }

    /// Returns every node, sorted by id.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = NodeIdx> + ExactSizeIterator + use<> {
        (0..self.nodes.len()).map(NodeIdx::of)
    }

    /// Returns every edge, sorted by source, target and relation.
    pub fn edges(&self) -> impl DoubleEndedIterator<Item = EdgeIdx> + ExactSizeIterator + use<> {
        (0..self.edges.len()).map(EdgeIdx::of)
    }

    /// Returns the node of an id.
    pub fn find(&self, id: &NodeId) -> Option<NodeIdx> {
        self.nodes.binary_search_by(|n| n.id.cmp(id)).ok().map(NodeIdx::of)
    }

    /// Returns what is known of a node.
    pub fn node(&self, node: NodeIdx) -> &NodeRecord {
        &self.nodes[node.place()]
    }

    /// Returns the id of a node.
    pub fn id(&self, node: NodeIdx) -> &NodeId {
        &self.node(node).id
    }

    /// Returns an edge.
    pub fn edge(&self, edge: EdgeIdx) -> Edge {
        self.edges[edge.place()]
    }

    /// Returns what a node cites, sorted by target and relation.
    pub fn edges_out(&self, node: NodeIdx) -> impl Iterator<Item = EdgeIdx> + '_ {
        self.topology.edges_directed(node.petgraph(), Direction::Outgoing).map(|e| *e.weight())
    }

    /// Returns what cites a node, sorted by source and relation.
    pub fn edges_in(&self, node: NodeIdx) -> impl Iterator<Item = EdgeIdx> + '_ {
        self.topology.edges_directed(node.petgraph(), Direction::Incoming).map(|e| *e.weight())
    }

    /// Returns the instruments inside a document (`A/RES/53/144#annex` for `A/RES/53/144`), sorted by id.
    pub fn instruments(&self, document: NodeIdx) -> impl Iterator<Item = NodeIdx> + '_ {
        let holder = self.id(document);
        let first = format!("{holder}#");
        let start = self.nodes.partition_point(|n| n.id.as_str() < first.as_str());
        (start..self.nodes.len()).take_while(move |at| holder.holds(&self.nodes[*at].id)).map(NodeIdx::of)
    }

    /// Returns the document that holds an instrument, if that document is a node.
    pub fn document(&self, instrument: NodeIdx) -> Option<NodeIdx> {
        let (document, _) = self.id(instrument).as_str().split_once('#')?;
        self.find(&NodeId::new(document))
    }

    /// Returns the date of a node. An instrument without a date of its own has that of its document; a document
    /// that was never read has that of its annex, with which it was adopted.
    pub fn date(&self, node: NodeIdx) -> Option<Date> {
        self.fact(node, |record| record.date.as_ref()).copied()
    }

    /// Returns the body of a node, found as [`Graph::date`] finds the date.
    pub fn body(&self, node: NodeIdx) -> Option<&BodyId> {
        self.fact(node, |record| record.body.as_ref())
    }

    /// Returns the title of a node, found as [`Graph::date`] finds the date. A document with several instruments
    /// bears the name of none of them.
    pub fn title(&self, node: NodeIdx) -> Option<&str> {
        let own = self.node(node).title.as_deref();
        let several = self.instruments(node).nth(1).is_some();
        if several { own } else { self.fact(node, |record| record.title.as_deref()) }
    }

    fn fact<'a, T: ?Sized>(
        &'a self,
        node: NodeIdx,
        of: impl Fn(&'a NodeRecord) -> Option<&'a T>,
    ) -> Option<&'a T> {
        // Chapters of a report are instruments as well, but older than the report: only an annex is as old.
        let annex = |i: &NodeIdx| self.id(*i).as_str().contains("#annex");
        of(self.node(node))
            .or_else(|| of(self.node(self.document(node)?)))
            .or_else(|| self.instruments(node).filter(annex).find_map(|i| of(self.node(i))))
    }

    /// Returns the graph for petgraph's algorithms; weights lead back to our nodes and edges.
    pub fn petgraph(&self) -> &DiGraph<NodeIdx, EdgeIdx> {
        &self.topology
    }
}
