//! The part of the graph that a measure looks at, as a bare net.

use super::{EdgeFilter, Passage, Subgraph};
use crate::graph::{EdgeIdx, Graph, Net, NodeIdx};

/// The edges that count for a question as a [`Net`], and which node stands at which of its places.
///
/// Distinct (source, target) pairs: parallel edges of several relations, and their weights, count once, an edge from a
/// node to itself not at all. Nodes that no counted edge touches are left out. Places follow the dates as far as
/// citations allow, nodes without date first.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The edges.
    pub net: Net,
    /// The node at each place.
    pub nodes: Vec<NodeIdx>,
    /// The place of each node of the graph.
    places: Vec<Option<u32>>,
    /// Sources that were left out because they have no date to compare with the last day, by id.
    pub undated: Vec<NodeIdx>,
}

impl Selection {
    /// Selects the edges of a graph that pass a filter. Instruments inside a document are nodes of their own.
    ///
    /// Time O(|V| log |V| + |E|), space O(|V| + |E|).
    pub fn of(graph: &Graph, filter: &EdgeFilter) -> Selection {
        Self::between(graph, filter, |node| node)
    }

    /// Selects the edges of a graph that pass a filter, an instrument that is alone in its document folded into it (see
    /// [`Subgraph::of`]): who recalls the Declaration in its annex builds on resolution 53/144.
    ///
    /// Time O(|V| log |V| + |E|), space O(|V| + |E|).
    pub fn folded(graph: &Graph, filter: &EdgeFilter) -> Selection {
        let shown: Vec<NodeIdx> = graph.nodes().map(|node| Subgraph::shown(graph, node)).collect();
        Self::between(graph, filter, |node| shown[node.place()])
    }

    fn between(graph: &Graph, filter: &EdgeFilter, shown: impl Fn(NodeIdx) -> NodeIdx) -> Selection {
        let mut pairs: Vec<(NodeIdx, NodeIdx)> = Vec::new();
        let mut undated: Vec<NodeIdx> = Vec::new();
        let mut touched = vec![false; graph.node_count()];
        for at in graph.edges() {
            let edge = graph.edge(at);
            let (source, target) = (shown(edge.source), shown(edge.target));
            match filter.passage(graph, at) {
                Passage::Passes if source != target => {
                    touched[source.place()] = true;
                    touched[target.place()] = true;
                    pairs.push((source, target));
                }
                Passage::Passes | Passage::Stopped => {}
                Passage::Undated => undated.push(edge.source),
            }
        }
        undated.dedup();
        let mut order: Vec<NodeIdx> = graph.nodes().filter(|n| touched[n.place()]).collect();
        order.sort_by_cached_key(|n| (graph.date(*n), *n));
        let mut numbers = vec![0u32; graph.node_count()];
        for (number, node) in order.iter().enumerate() {
            numbers[node.place()] = number as u32;
        }
        let edges: Vec<(u32, u32)> =
            pairs.iter().map(|(s, t)| (numbers[s.place()], numbers[t.place()])).collect();
        let (net, numbering) = Net::of(order.len(), &edges);
        let nodes: Vec<NodeIdx> = numbering.numbers.iter().map(|number| order[*number as usize]).collect();
        let mut places = vec![None; graph.node_count()];
        for (place, node) in nodes.iter().enumerate() {
            places[node.place()] = Some(place as u32);
        }
        Selection { net, nodes, places, undated }
    }

    /// Returns the node at a place.
    pub fn node(&self, place: u32) -> NodeIdx {
        self.nodes[place as usize]
    }

    /// Returns the edges that stand between two nodes of a selection, those of instruments folded into them included, in
    /// graph order.
    pub fn edges(graph: &Graph, filter: &EdgeFilter, source: NodeIdx, target: NodeIdx) -> Vec<EdgeIdx> {
        let group = |node: NodeIdx| {
            let folded = move |i: &NodeIdx| Subgraph::shown(graph, *i) == node;
            std::iter::once(node).chain(graph.instruments(node).filter(folded))
        };
        let mut edges: Vec<EdgeIdx> = group(source)
            .flat_map(|s| group(target).flat_map(move |t| graph.edges_between(s, t)))
            .filter(|edge| filter.passes(graph, *edge))
            .collect();
        edges.sort_unstable();
        edges
    }

    /// Returns the place of a node, if an edge that counts touches it.
    pub fn place(&self, node: NodeIdx) -> Option<u32> {
        self.places[node.place()]
    }
}
