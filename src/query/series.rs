//! Series: documents that renew each other from year to year.

use std::collections::BTreeMap;

use crate::graph::{Graph, NodeIdx};
use crate::model::{NodeKind, Relation};

/// Documents that renew each other, at least two, by date (undated last) and id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The documents.
    pub members: Vec<Installment>,
}

/// One document of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Installment {
    /// The document.
    pub node: NodeIdx,
    /// The latest earlier document of the series that it names, and what shows that it renews it. The first document
    /// has none, nor has one that only later ones name.
    pub after: Option<(NodeIdx, Renewal)>,
}

/// What shows that a document renews another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Renewal {
    /// It recalls it and bears the same title.
    SameTitle,
    /// It names it as the latest of its predecessors.
    Succeeds,
}

impl Renewal {
    /// Returns the stable name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Renewal::SameTitle => "same-title",
            Renewal::Succeeds => "succeeds",
        }
    }
}

impl Series {
    /// Returns the place of a document in the series, from 0 on.
    pub fn position(&self, node: NodeIdx) -> Option<usize> {
        self.members.iter().position(|member| member.node == node)
    }
}

/// Returns the series of a graph, by the id of their first members.
///
/// A document renews another if it stands in the relation `succeeds` to it, or recalls it under the same title (letter
/// case, punctuation and white space aside). Documents joined by renewals, whichever way, are one series: the
/// components of an undirected graph, found with disjoint sets (Tarjan 1975, *Efficiency of a good but not linear set
/// union algorithm*; paths are halved). Cycles, parallel edges and loops change nothing; an absent document is a
/// member like others, but has a title only where it is a known one.
///
/// Time O((|V| + |E|) log |V|), space O(|V|).
///
/// # Examples
///
/// C recalls B and B recalls A, all three entitled alike; D is entitled otherwise. One series: A, B, C.
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, NodeKind, NodeRecord, Relation};
///
/// let node = |id, title: &str| NodeRecord {
///     id: NodeId::new(id), kind: NodeKind::Document, body: None, date: None,
///     title: Some(title.to_owned()), absent: false,
/// };
/// let edge = |s, t| EdgeRecord {
///     source: NodeId::new(s), target: NodeId::new(t), relation: Relation::Recalls, weight: 1,
/// };
/// let nodes = vec![node("A", "Oceans"), node("B", "Oceans"), node("C", "OCEANS."), node("D", "Forests")];
/// let graph = Graph::from_records(nodes, vec![edge("C", "B"), edge("B", "A"), edge("D", "A")]);
/// let found = travaux::query::series(&graph);
/// let names: Vec<_> = found[0].members.iter().map(|m| graph.id(m.node).as_str()).collect();
/// assert_eq!((found.len(), names), (1, vec!["A", "B", "C"]));
/// ```
pub fn series(graph: &Graph) -> Vec<Series> {
    let mut parent: Vec<NodeIdx> = graph.nodes().collect();
    let mut renewals: Vec<(NodeIdx, NodeIdx, Renewal)> = Vec::new();
    for edge in graph.edges().map(|at| graph.edge(at)) {
        if let Some(renewal) = renewal(graph, edge.source, edge.target, edge.relation) {
            renewals.push((edge.source, edge.target, renewal));
            let (a, b) = (root(&mut parent, edge.source), root(&mut parent, edge.target));
            parent[a.place().max(b.place())] = if a.place() < b.place() { a } else { b };
        }
    }
    let mut groups: BTreeMap<NodeIdx, Vec<NodeIdx>> = BTreeMap::new();
    for node in graph.nodes() {
        groups.entry(root(&mut parent, node)).or_default().push(node);
    }
    groups.retain(|_, members| members.len() > 1);
    let mut found: Vec<Series> =
        groups.into_values().map(|members| ordered(graph, members, &renewals)).collect();
    found.sort_by_key(|series| series.members[0].node);
    found
}

fn renewal(graph: &Graph, source: NodeIdx, target: NodeIdx, relation: Relation) -> Option<Renewal> {
    let is_document = |node: NodeIdx| graph.node(node).kind == NodeKind::Document;
    if source == target || !is_document(source) || !is_document(target) {
        return None;
    }
    match relation {
        Relation::Succeeds => Some(Renewal::Succeeds),
        Relation::Recalls => {
            let title = |node: NodeIdx| graph.node(node).title.map(folded).filter(|t| !t.is_empty());
            (title(source)? == title(target)?).then_some(Renewal::SameTitle)
        }
        _ => None,
    }
}

/// Returns the words of a title without letter case and punctuation.
fn folded(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<&str>>().join(" ").to_lowercase()
}

fn root(parent: &mut [NodeIdx], mut node: NodeIdx) -> NodeIdx {
    while parent[node.place()] != node {
        let above = parent[parent[node.place()].place()];
        parent[node.place()] = above;
        node = above;
    }
    node
}

fn ordered(graph: &Graph, mut members: Vec<NodeIdx>, renewals: &[(NodeIdx, NodeIdx, Renewal)]) -> Series {
    let key = |node: &NodeIdx| (graph.date(*node).is_none(), graph.date(*node), *node);
    members.sort_by_key(key);
    let after = |node: NodeIdx| {
        // Renewals come by source, as edges do.
        let first = renewals.partition_point(|(source, ..)| *source < node);
        let named = renewals[first..].iter().take_while(|(source, ..)| *source == node);
        let earlier = named.filter(|(_, target, _)| key(target) < key(&node));
        earlier
            .max_by_key(|(_, target, renewal)| (key(target), *renewal))
            .map(|(_, target, renewal)| (*target, *renewal))
    };
    let members = members.iter().map(|node| Installment { node: *node, after: after(*node) });
    Series { members: members.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EdgeRecord, NodeId, NodeRecord};

    fn node(id: &str, date: Option<&str>, title: Option<&str>) -> NodeRecord {
        NodeRecord {
            id: NodeId::new(id),
            kind: NodeKind::Document,
            body: None,
            date: date.and_then(|d| d.parse().ok()),
            title: title.map(str::to_owned),
            absent: false,
        }
    }

    fn edge(source: &str, target: &str, relation: Relation) -> EdgeRecord {
        EdgeRecord { source: NodeId::new(source), target: NodeId::new(target), relation, weight: 1 }
    }

    #[test]
    fn members_come_by_date_with_their_predecessors() {
        let nodes = vec![
            node("A", Some("2001"), Some("Oceans")),
            node("B", Some("2003"), Some("Oceans and seas")),
            node("C", None, None),
            node("D", Some("2005"), Some("Oceans, and seas")),
            node("E", Some("2006"), Some("Forests")),
            node("F", Some("2007"), None),
            node("G", Some("2008"), None),
        ];
        let edges = vec![
            edge("B", "A", Relation::Succeeds),
            edge("D", "A", Relation::Succeeds),
            edge("D", "B", Relation::Recalls),
            edge("C", "B", Relation::Succeeds),
            edge("E", "A", Relation::Recalls),
            edge("G", "F", Relation::Recalls),
        ];
        let graph = Graph::from_records(nodes, edges);
        let found = series(&graph);
        let name = |node: NodeIdx| graph.id(node).as_str();
        let told: Vec<_> = found[0]
            .members
            .iter()
            .map(|m| (name(m.node), m.after.map(|(node, renewal)| (name(node), renewal.as_str()))))
            .collect();
        let expected = [
            ("A", None),
            ("B", Some(("A", "succeeds"))),
            ("D", Some(("B", "same-title"))),
            ("C", Some(("B", "succeeds"))),
        ];
        assert_eq!((found.len(), told), (1, expected.to_vec()));
        assert_eq!(found[0].position(found[0].members[2].node), Some(2));
    }
}
