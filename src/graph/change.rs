//! A graph and what has changed since -> the graph of now.

use std::collections::BTreeSet;

use super::building::Building;
use super::load::{absent, joins_nodes, sorted_edges};
use super::{Edge, Graph, Node, NodeIdx};
use crate::model::{Changes, NodeId, NodeKind, NodeRecord};

impl Graph {
    /// Returns the graph with changes laid over it: the same as one that is built of all records of now.
    ///
    /// Returns `None` if an edge of a node that has not changed leads to one that is no more: then the changes are not
    /// those since this graph.
    ///
    /// One pass in memory order: time O(|V| + |E| + c log |V|) for c changed nodes and edges, space O(|V| + |E|).
    pub fn with_changes(&self, changes: &Changes) -> Option<Graph> {
        let named = |id: &NodeId| changes.nodes.binary_search_by(|(changed, _)| changed.cmp(id)).is_ok();
        let edges: Vec<_> = changes.edges.iter().filter(|e| joins_nodes(e)).collect();
        // An endpoint that nobody describes is an absent node, as in a graph that is built of records.
        let ends: BTreeSet<&NodeId> = edges.iter().flat_map(|e| [&e.source, &e.target]).collect();
        let mut arriving: Vec<(NodeId, Option<NodeRecord>)> = changes
            .nodes
            .iter()
            .map(|(id, record)| {
                let kept = record.clone().filter(|r| r.kind != NodeKind::Set);
                (id.clone(), kept.or_else(|| ends.contains(id).then(|| absent(id))))
            })
            .collect();
        let unknown = ends.iter().filter(|id| !named(id) && self.find(id).is_none());
        arriving.extend(unknown.map(|id| ((*id).clone(), Some(absent(id)))));
        arriving.sort_by(|a, b| a.0.cmp(&b.0));

        let mut building = Building::with_capacity(self.node_count() + arriving.len(), self.edge_count());
        // The place of each old node among the new ones, and whether its edges come from the changes.
        let mut moved: Vec<Option<NodeIdx>> = Vec::with_capacity(self.node_count());
        let mut replaced = vec![false; self.node_count()];
        let mut names: Vec<(&NodeId, NodeIdx)> = Vec::new();
        let mut coming = arriving.iter().peekable();
        let mut next = 0;
        let mut push = |node: &Node<'_>| {
            building.node(node);
            next += 1;
            NodeIdx::of(next - 1)
        };
        for old in self.nodes() {
            let id = self.id(old);
            while let Some((name, record)) = coming.next_if(|(name, _)| name.borrowed() < id) {
                let at = record.as_ref().map(|r| push(&Node::of(r)));
                names.extend(at.map(|at| (name, at)));
            }
            let at = match coming.next_if(|(name, _)| name.borrowed() == id) {
                None => Some(push(&self.node(old))),
                Some((name, record)) => {
                    replaced[old.place()] = true;
                    let at = record.as_ref().map(|r| push(&Node::of(r)));
                    names.extend(at.map(|at| (name, at)));
                    at
                }
            };
            moved.push(at);
        }
        for (name, record) in coming {
            let at = record.as_ref().map(|r| push(&Node::of(r)));
            names.extend(at.map(|at| (name, at)));
        }

        let place = |id: &NodeId| match names.binary_search_by(|(name, _)| (*name).cmp(id)) {
            Ok(at) => names[at].1,
            Err(_) => {
                let old = self.find(id).expect("an end is named or was known before");
                moved[old.place()].expect("a node that is no more is named")
            }
        };
        let new = sorted_edges(edges.into_iter(), place);
        let mut new = new.into_iter().peekable();
        for old in self.nodes().filter(|n| !replaced[n.place()]) {
            let source = moved[old.place()].expect("a node that is no more is named");
            while let Some(edge) = new.next_if(|e| e.source < source) {
                building.edge(edge);
            }
            for edge in self.edges_out(old).map(|e| self.edge(e)) {
                building.edge(Edge { source, target: moved[edge.target.place()]?, ..edge });
            }
        }
        new.for_each(|edge| building.edge(edge));
        Some(building.graph())
    }
}
