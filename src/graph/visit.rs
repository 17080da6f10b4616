//! The graph as petgraph sees it: its algorithms run on `&Graph` without a copy.

use petgraph::data::DataMap;
use petgraph::visit::{
    Data, EdgeCount, EdgeIndexable, GetAdjacencyMatrix, GraphBase, GraphProp, IntoEdgeReferences, IntoEdges,
    IntoEdgesDirected, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, IntoNodeReferences,
    NodeCompactIndexable, NodeCount, NodeIndexable, VisitMap, Visitable,
};
use petgraph::{Directed, Direction};

use super::{EdgeIdx, Graph, NodeIdx};
use crate::model::Relation;

/// One edge as petgraph hands it on; its weight is the relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EdgeReference {
    edge: EdgeIdx,
    source: NodeIdx,
    target: NodeIdx,
    relation: &'static Relation,
}

impl petgraph::visit::EdgeRef for EdgeReference {
    type NodeId = NodeIdx;
    type EdgeId = EdgeIdx;
    type Weight = Relation;

    fn source(&self) -> NodeIdx {
        self.source
    }

    fn target(&self) -> NodeIdx {
        self.target
    }

    fn weight(&self) -> &Relation {
        self.relation
    }

    fn id(&self) -> EdgeIdx {
        self.edge
    }
}

/// Which nodes a walk of petgraph's has seen.
#[derive(Clone, Debug, Default)]
pub struct Visited(Vec<bool>);

impl VisitMap<NodeIdx> for Visited {
    fn visit(&mut self, node: NodeIdx) -> bool {
        !std::mem::replace(&mut self.0[node.place()], true)
    }

    fn is_visited(&self, node: &NodeIdx) -> bool {
        self.0[node.place()]
    }

    fn unvisit(&mut self, node: NodeIdx) -> bool {
        std::mem::replace(&mut self.0[node.place()], false)
    }
}

impl Graph {
    fn reference(&self, edge: EdgeIdx) -> EdgeReference {
        let found = self.edge(edge);
        EdgeReference { edge, source: found.source, target: found.target, relation: self.relation(edge) }
    }
}

impl GraphBase for Graph {
    type EdgeId = EdgeIdx;
    type NodeId = NodeIdx;
}

impl GraphProp for Graph {
    type EdgeType = Directed;
}

impl Data for Graph {
    /// What is known of a node is borrowed by [`Graph::node`] instead.
    type NodeWeight = ();
    type EdgeWeight = Relation;
}

impl DataMap for Graph {
    fn node_weight(&self, node: NodeIdx) -> Option<&()> {
        (node.place() < Graph::node_count(self)).then_some(&())
    }

    fn edge_weight(&self, edge: EdgeIdx) -> Option<&Relation> {
        (edge.place() < Graph::edge_count(self)).then(|| self.relation(edge))
    }
}

impl NodeCount for Graph {
    fn node_count(&self) -> usize {
        Graph::node_count(self)
    }
}

impl EdgeCount for Graph {
    fn edge_count(&self) -> usize {
        Graph::edge_count(self)
    }
}

impl NodeIndexable for Graph {
    fn node_bound(&self) -> usize {
        Graph::node_count(self)
    }

    fn to_index(&self, node: NodeIdx) -> usize {
        node.place()
    }

    fn from_index(&self, place: usize) -> NodeIdx {
        NodeIdx::of(place)
    }
}

impl NodeCompactIndexable for Graph {}

impl EdgeIndexable for Graph {
    fn edge_bound(&self) -> usize {
        Graph::edge_count(self)
    }

    fn to_index(&self, edge: EdgeIdx) -> usize {
        edge.place()
    }

    fn from_index(&self, place: usize) -> EdgeIdx {
        EdgeIdx::of(place)
    }
}

impl Visitable for Graph {
    type Map = Visited;

    fn visit_map(&self) -> Visited {
        Visited(vec![false; Graph::node_count(self)])
    }

    fn reset_map(&self, map: &mut Visited) {
        map.0.clear();
        map.0.resize(Graph::node_count(self), false);
    }
}

impl GetAdjacencyMatrix for Graph {
    /// Rows are sorted: no matrix is needed.
    type AdjMatrix = ();

    fn adjacency_matrix(&self) {}

    fn is_adjacent(&self, (): &(), source: NodeIdx, target: NodeIdx) -> bool {
        let start = self.block.column(&self.block.at.out_start);
        let row = start[source.place()] as usize..start[source.place() + 1] as usize;
        self.block.column(&self.block.at.target)[row].binary_search(&target.number()).is_ok()
    }
}

impl<'a> IntoNodeIdentifiers for &'a Graph {
    type NodeIdentifiers = Box<dyn Iterator<Item = NodeIdx> + 'a>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        Box::new(self.nodes())
    }
}

impl<'a> IntoNodeReferences for &'a Graph {
    type NodeRef = (NodeIdx, &'a ());
    type NodeReferences = Box<dyn Iterator<Item = (NodeIdx, &'a ())> + 'a>;

    fn node_references(self) -> Self::NodeReferences {
        Box::new(self.nodes().map(|node| (node, &())))
    }
}

impl<'a> IntoEdgeReferences for &'a Graph {
    type EdgeRef = EdgeReference;
    type EdgeReferences = Box<dyn Iterator<Item = EdgeReference> + 'a>;

    fn edge_references(self) -> Self::EdgeReferences {
        Box::new(self.edges().map(|edge| self.reference(edge)))
    }
}

/// Nodes beside a node, in the order of its edges; parallel edges give it again.
#[derive(Clone, Debug)]
pub struct Neighbours<'a> {
    graph: &'a Graph,
    edges: Row<'a>,
}

/// Edges beside a node, in their order.
#[derive(Clone, Debug)]
pub struct Edges<'a> {
    graph: &'a Graph,
    edges: Row<'a>,
}

#[derive(Clone, Debug)]
enum Row<'a> {
    Out(std::ops::Range<u32>),
    In(std::slice::Iter<'a, u32>),
}

impl Row<'_> {
    fn next(&mut self) -> Option<EdgeIdx> {
        match self {
            Row::Out(range) => range.next(),
            Row::In(slice) => slice.next().copied(),
        }
        .map(EdgeIdx::of_number)
    }
}

impl Graph {
    fn row(&self, node: NodeIdx, direction: Direction) -> Row<'_> {
        let at = &self.block.at;
        let bounds = |section| {
            let start = self.block.column(section);
            start[node.place()]..start[node.place() + 1]
        };
        match direction {
            Direction::Outgoing => Row::Out(bounds(&at.out_start)),
            Direction::Incoming => {
                let row = bounds(&at.into_start);
                Row::In(self.block.column(&at.into)[row.start as usize..row.end as usize].iter())
            }
        }
    }
}

impl Iterator for Neighbours<'_> {
    type Item = NodeIdx;

    fn next(&mut self) -> Option<NodeIdx> {
        let (edge, at) = (self.edges.next()?, &self.graph.block.at);
        let far = match self.edges {
            Row::Out(_) => &at.target,
            Row::In(_) => &at.source,
        };
        Some(NodeIdx::of_number(self.graph.block.column(far)[edge.place()]))
    }
}

impl Iterator for Edges<'_> {
    type Item = EdgeReference;

    fn next(&mut self) -> Option<EdgeReference> {
        self.edges.next().map(|edge| self.graph.reference(edge))
    }
}

impl<'a> IntoNeighbors for &'a Graph {
    type Neighbors = Neighbours<'a>;

    fn neighbors(self, node: NodeIdx) -> Neighbours<'a> {
        self.neighbors_directed(node, Direction::Outgoing)
    }
}

impl<'a> IntoNeighborsDirected for &'a Graph {
    type NeighborsDirected = Neighbours<'a>;

    fn neighbors_directed(self, node: NodeIdx, direction: Direction) -> Neighbours<'a> {
        Neighbours { graph: self, edges: self.row(node, direction) }
    }
}

impl<'a> IntoEdges for &'a Graph {
    type Edges = Edges<'a>;

    fn edges(self, node: NodeIdx) -> Edges<'a> {
        self.edges_directed(node, Direction::Outgoing)
    }
}

impl<'a> IntoEdgesDirected for &'a Graph {
    type EdgesDirected = Edges<'a>;

    fn edges_directed(self, node: NodeIdx, direction: Direction) -> Edges<'a> {
        Edges { graph: self, edges: self.row(node, direction) }
    }
}
