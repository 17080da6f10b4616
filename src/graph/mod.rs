//! The citation graph in memory: immutable, typed, walkable in both directions.
//!
//! Nodes are sorted by id and edges by (source, target, relation), so every walk has one order on every machine.
//! [`Graph`] is compact adjacency with its facts in one block of words, the same in memory and in a [snapshot](Graph::read_snapshot), and
//! implements the traits of [`petgraph::visit`], so that petgraph's algorithms run on it without a copy. What measures
//! are computed on is a [`Net`]: the bare lines, in an order that one pass can follow.

mod block;
mod building;
mod change;
mod index;
mod load;
mod net;
mod node;
mod snapshot;
mod visit;

use crate::model::{BodyId, Date, NodeId, NodeIdRef, Relation};
use block::{Block, flag};

pub use index::{EdgeIdx, NodeIdx};
pub use net::{Net, Numbering};
pub use node::Node;
pub use snapshot::SnapshotError;
pub use visit::{EdgeReference, Edges, Neighbours, Visited};

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
#[derive(Clone, Debug)]
pub struct Graph {
    block: Block,
    /// The names of the section `bodies`, in its order.
    bodies: Vec<BodyId>,
}

impl Default for Graph {
    /// The graph of nothing.
    fn default() -> Self {
        building::Building::default().graph()
    }
}

impl Graph {
    /// Returns the number of nodes.
    pub fn node_count(&self) -> usize {
        self.block.head.nodes
    }

    /// Returns the number of edges.
    pub fn edge_count(&self) -> usize {
        self.block.head.edges
    }

    /// Returns every node, sorted by id.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = NodeIdx> + ExactSizeIterator + use<> {
        (0..self.node_count()).map(NodeIdx::of)
    }

    /// Returns every edge, sorted by source, target and relation.
    pub fn edges(&self) -> impl DoubleEndedIterator<Item = EdgeIdx> + ExactSizeIterator + use<> {
        (0..self.edge_count()).map(EdgeIdx::of)
    }

    /// Returns the node of an id.
    pub fn find(&self, id: &NodeId) -> Option<NodeIdx> {
        self.find_name(id.as_str())
    }

    fn find_name(&self, name: &str) -> Option<NodeIdx> {
        let at = self.first_from(name);
        (at < self.node_count()).then(|| NodeIdx::of(at)).filter(|n| self.id(*n).as_str() == name)
    }

    /// Returns the place of the first node whose id is not less than a text.
    fn first_from(&self, name: &str) -> usize {
        let (mut low, mut high) = (0, self.node_count());
        while low < high {
            let middle = low.midpoint(high);
            match self.id_bytes(middle) < name.as_bytes() {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        low
    }

    fn id_bytes(&self, place: usize) -> &[u8] {
        let start = self.block.column(&self.block.at.id_start);
        &self.block.bytes(&self.block.at.ids)[start[place] as usize..start[place + 1] as usize]
    }

    /// Returns what is known of a node.
    pub fn node(&self, node: NodeIdx) -> Node<'_> {
        let place = node.place();
        let flags = self.block.bytes(&self.block.at.flags)[place];
        let title = || {
            let start = self.block.column(&self.block.at.title_start);
            text(&self.block.bytes(&self.block.at.titles)[start[place] as usize..start[place + 1] as usize])
        };
        Node {
            id: self.id(node),
            kind: building::kind(flags),
            body: self.own_body(node).map(BodyId::as_str),
            date: self.own_date(node),
            title: (flags & flag::TITLED != 0).then(title),
            absent: flags & flag::ABSENT != 0,
        }
    }

    fn own_date(&self, node: NodeIdx) -> Option<Date> {
        Date::from_number(self.block.column(&self.block.at.date)[node.place()])
    }

    fn own_body(&self, node: NodeIdx) -> Option<&BodyId> {
        let bytes = &self.block.bytes(&self.block.at.body)[2 * node.place()..][..2];
        let number = usize::from(u16::from_le_bytes([bytes[0], bytes[1]]));
        number.checked_sub(1).map(|at| &self.bodies[at])
    }

    /// Returns the bodies that issued any of the nodes, by name.
    pub fn bodies(&self) -> &[BodyId] {
        &self.bodies
    }

    /// Returns the id of a node.
    pub fn id(&self, node: NodeIdx) -> NodeIdRef<'_> {
        NodeIdRef::new(text(self.id_bytes(node.place())))
    }

    /// Returns an edge.
    pub fn edge(&self, edge: EdgeIdx) -> Edge {
        Edge {
            source: self.source(edge),
            target: self.target(edge),
            relation: *self.relation(edge),
            weight: self.block.column(&self.block.at.weight)[edge.place()],
        }
    }

    /// Returns the citing node of an edge. Each part of an edge stands elsewhere in memory: who needs one asks for one.
    pub fn source(&self, edge: EdgeIdx) -> NodeIdx {
        NodeIdx::of_number(self.block.column(&self.block.at.source)[edge.place()])
    }

    /// Returns the cited node of an edge.
    pub fn target(&self, edge: EdgeIdx) -> NodeIdx {
        NodeIdx::of_number(self.block.column(&self.block.at.target)[edge.place()])
    }

    /// Returns the relation of an edge.
    pub fn relation(&self, edge: EdgeIdx) -> &'static Relation {
        building::relation(self.block.bytes(&self.block.at.relation)[edge.place()])
    }

    /// Returns what a node cites, sorted by target and relation.
    pub fn edges_out(&self, node: NodeIdx) -> impl ExactSizeIterator<Item = EdgeIdx> + Clone + use<> {
        let start = self.block.column(&self.block.at.out_start);
        (start[node.place()]..start[node.place() + 1]).map(EdgeIdx::of_number)
    }

    /// Returns the edges from one node to another, sorted by relation. Time O(log d) for a node that cites d.
    pub fn edges_between(&self, source: NodeIdx, target: NodeIdx) -> impl Iterator<Item = EdgeIdx> + use<> {
        let start = self.block.column(&self.block.at.out_start);
        let (first, end) = (start[source.place()], start[source.place() + 1]);
        let row = &self.block.column(&self.block.at.target)[first as usize..end as usize];
        let low = row.partition_point(|t| *t < target.number()) as u32;
        let high = row.partition_point(|t| *t <= target.number()) as u32;
        (first + low..first + high).map(EdgeIdx::of_number)
    }

    /// Returns what cites a node, sorted by source and relation.
    pub fn edges_in(&self, node: NodeIdx) -> impl ExactSizeIterator<Item = EdgeIdx> + Clone + '_ {
        let start = self.block.column(&self.block.at.into_start);
        let row = start[node.place()] as usize..start[node.place() + 1] as usize;
        self.block.column(&self.block.at.into)[row].iter().map(|edge| EdgeIdx::of_number(*edge))
    }

    /// Returns the instruments inside a document (`A/RES/53/144#annex` for `A/RES/53/144`), sorted by id.
    pub fn instruments(&self, document: NodeIdx) -> impl Iterator<Item = NodeIdx> + '_ {
        let holder = self.id(document);
        // Whatever the id holds begins with it and `#`; most ids are followed by one that does not.
        let next = document.place() + 1;
        let near = (next..self.node_count()).take(1).map(NodeIdx::of).any(|n| holder.holds(self.id(n)));
        let start = match near {
            true => next,
            false => self.first_from(&format!("{holder}#")),
        };
        (start..self.node_count()).map(NodeIdx::of).take_while(move |n| holder.holds(self.id(*n)))
    }

    /// Returns the document that holds an instrument, if that document is a node.
    pub fn document(&self, instrument: NodeIdx) -> Option<NodeIdx> {
        let (document, _) = self.id(instrument).as_str().split_once('#')?;
        self.find_name(document)
    }

    /// Returns the date of a node. An instrument without a date of its own has that of its document; a document
    /// that was never read has that of its annex, with which it was adopted.
    pub fn date(&self, node: NodeIdx) -> Option<Date> {
        self.fact(node, |at| self.own_date(at))
    }

    /// Returns the body of a node, found as [`Graph::date`] finds the date.
    pub fn body(&self, node: NodeIdx) -> Option<&BodyId> {
        self.fact(node, |at| self.own_body(at))
    }

    /// Returns the title of a node, found as [`Graph::date`] finds the date. A document with several instruments
    /// bears the name of none of them.
    pub fn title(&self, node: NodeIdx) -> Option<&str> {
        let own = self.node(node).title;
        let several = || self.instruments(node).nth(1).is_some();
        if own.is_some() || several() { own } else { self.fact(node, |at| self.node(at).title) }
    }

    fn fact<T>(&self, node: NodeIdx, of: impl Fn(NodeIdx) -> Option<T>) -> Option<T> {
        // Chapters of a report are instruments as well, but older than the report: only an annex is as old.
        let annex = |i: &NodeIdx| self.id(*i).as_str().contains("#annex");
        of(node)
            .or_else(|| of(self.document(node)?))
            .or_else(|| self.instruments(node).filter(annex).find_map(&of))
    }
}

/// Returns a name. Names come from texts; only a snapshot that was changed by hand could hold other bytes.
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or("�")
}
