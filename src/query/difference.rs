//! What one graph says and another does not.

use crate::graph::Graph;
use crate::model::{EdgeRecord, NodeId, NodeRecord};

/// The difference between two graphs, each part by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Nodes that only the first has.
    pub only_before: Vec<NodeRecord>,
    /// Nodes that only the second has.
    pub only_after: Vec<NodeRecord>,
    /// Nodes of both of which something else is known: as in the first, as in the second.
    pub changed: Vec<(NodeRecord, NodeRecord)>,
    /// Edges that only the first has.
    pub edges_before: Vec<EdgeRecord>,
    /// Edges that only the second has.
    pub edges_after: Vec<EdgeRecord>,
    /// Edges of both that stand in another number of places: as in the first, as in the second.
    pub reweighted: Vec<(EdgeRecord, EdgeRecord)>,
}

impl Difference {
    /// Returns the difference between two graphs, in time and space proportional to both.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::graph::Graph;
    /// use travaux::query::Difference;
    ///
    /// let empty = Graph::from_records(Vec::new(), Vec::new());
    /// assert!(Difference::between(&empty, &empty).is_empty());
    /// ```
    pub fn between(before: &Graph, after: &Graph) -> Self {
        let mut found = Self::default();
        for (old, new) in merged(nodes(before), nodes(after), |node| node.id.clone()) {
            match (old, new) {
                (Some(old), Some(new)) if old != new => found.changed.push((old, new)),
                (Some(old), None) => found.only_before.push(old),
                (None, Some(new)) => found.only_after.push(new),
                _ => {}
            }
        }
        let key = |edge: &EdgeRecord| (edge.source.clone(), edge.target.clone(), edge.relation);
        for (old, new) in merged(edges(before), edges(after), key) {
            match (old, new) {
                (Some(old), Some(new)) if old != new => found.reweighted.push((old, new)),
                (Some(old), None) => found.edges_before.push(old),
                (None, Some(new)) => found.edges_after.push(new),
                _ => {}
            }
        }
        found
    }

    /// Returns whether both graphs say the same.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn nodes(graph: &Graph) -> Vec<NodeRecord> {
    let record = |at| {
        let node = graph.node(at);
        NodeRecord {
            id: graph.id(at).to_id(),
            kind: node.kind,
            body: graph.body(at).cloned(),
            date: node.date,
            title: node.title.map(str::to_owned),
            absent: node.absent,
        }
    };
    let mut nodes: Vec<NodeRecord> = graph.nodes().map(record).collect();
    nodes.sort_by(|a, b| a.id.cmp(&b.id));
    nodes
}

fn edges(graph: &Graph) -> Vec<EdgeRecord> {
    let id = |node| -> NodeId { graph.id(node).to_id() };
    let record = |at| {
        let edge = graph.edge(at);
        let (source, target) = (id(edge.source), id(edge.target));
        EdgeRecord { source, target, relation: edge.relation, weight: edge.weight }
    };
    let mut edges: Vec<EdgeRecord> = graph.edges().map(record).collect();
    edges.sort_by(|a, b| (&a.source, &a.target, a.relation).cmp(&(&b.source, &b.target, b.relation)));
    edges
}

/// Pairs the items of two sorted lists that have the same key.
fn merged<T, K: Ord>(before: Vec<T>, after: Vec<T>, key: impl Fn(&T) -> K) -> Vec<(Option<T>, Option<T>)> {
    let (mut before, mut after) = (before.into_iter().peekable(), after.into_iter().peekable());
    let mut pairs = Vec::new();
    loop {
        let order = match (before.peek(), after.peek()) {
            (Some(old), Some(new)) => key(old).cmp(&key(new)),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => return pairs,
        };
        pairs.push((before.next_if(|_| order.is_le()), after.next_if(|_| order.is_ge())));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{NodeKind, Relation};

    fn graph(edges: &BTreeMap<(u8, u8), u32>) -> Graph {
        let id = |n: u8| NodeId::new(format!("A/{n}"));
        let mut names: Vec<u8> = edges.keys().flat_map(|(a, b)| [*a, *b]).collect();
        names.sort_unstable();
        names.dedup();
        let node = |n: u8| NodeRecord {
            id: id(n),
            kind: NodeKind::Document,
            body: None,
            date: None,
            title: None,
            absent: n.is_multiple_of(2),
        };
        let edge = |((a, b), weight): (&(u8, u8), &u32)| EdgeRecord {
            source: id(*a),
            target: id(*b),
            relation: Relation::Cites,
            weight: *weight,
        };
        Graph::from_records(names.into_iter().map(node).collect(), edges.iter().map(edge).collect())
    }

    proptest! {
        #[test]
        fn what_is_lost_gained_and_changed_leads_from_one_to_the_other(
            before in proptest::collection::btree_map((0u8..6, 0u8..6), 1u32..3, 0..9),
            after in proptest::collection::btree_map((0u8..6, 0u8..6), 1u32..3, 0..9),
        ) {
            let found = Difference::between(&graph(&before), &graph(&after));
            let mut now: Vec<EdgeRecord> = edges(&graph(&before));
            now.retain(|edge| !found.edges_before.contains(edge));
            for edge in &mut now {
                if let Some((_, new)) = found.reweighted.iter().find(|(old, _)| old == edge) {
                    *edge = new.clone();
                }
            }
            now.extend(found.edges_after.clone());
            now.sort_by(|a, b| (&a.source, &a.target).cmp(&(&b.source, &b.target)));
            prop_assert_eq!(now, edges(&graph(&after)));
            prop_assert_eq!(before == after, found.is_empty());
            let back = Difference::between(&graph(&after), &graph(&before));
            prop_assert_eq!((back.only_after, back.edges_after), (found.only_before, found.edges_before));
        }
    }
}
