//! The part of the graph that a measure looks at, as a bare net.

use super::{EdgeFilter, Passage};
use crate::graph::{Graph, Net, NodeIdx};

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
    /// Selects the edges of a graph that pass a filter.
    ///
    /// Time O(|V| log |V| + |E|), space O(|V| + |E|).
    pub fn of(graph: &Graph, filter: &EdgeFilter) -> Selection {
        let mut pairs: Vec<(NodeIdx, NodeIdx)> = Vec::new();
        let mut undated: Vec<NodeIdx> = Vec::new();
        let mut touched = vec![false; graph.node_count()];
        for at in graph.edges() {
            let edge = graph.edge(at);
            match filter.passage(graph, at) {
                Passage::Passes if edge.source != edge.target => {
                    touched[edge.source.place()] = true;
                    touched[edge.target.place()] = true;
                    pairs.push((edge.source, edge.target));
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

    /// Returns the place of a node, if an edge that counts touches it.
    pub fn place(&self, node: NodeIdx) -> Option<u32> {
        self.places[node.place()]
    }
}
