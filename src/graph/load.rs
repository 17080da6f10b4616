//! Records of nodes and edges -> a graph.

use std::collections::{BTreeSet, HashMap};

use super::building::Building;
use super::{Edge, Graph, Node, NodeIdx};
use crate::model::{EdgeRecord, NodeId, NodeKind, NodeRecord};

impl Graph {
    /// Builds the graph of a set of records, in whatever order they come.
    ///
    /// An endpoint without a record becomes an absent node. Records of one node are joined, the one that was
    /// read winning over an absent one; records of one (source, target, relation) are added up. Open sets
    /// (`SET:…`) and relations that join no two nodes are left out.
    ///
    /// Time O(|V| log |V| + |E| log |E|), space O(|V| + |E|).
    pub fn from_records(nodes: Vec<NodeRecord>, edges: Vec<EdgeRecord>) -> Graph {
        let edges: Vec<EdgeRecord> = edges.into_iter().filter(joins_nodes).collect();
        let mut nodes: Vec<NodeRecord> = nodes.into_iter().filter(|n| n.kind != NodeKind::Set).collect();
        joined(&mut nodes);
        let mut places = places_of(&nodes);
        let ends = edges.iter().flat_map(|edge| [&edge.source, &edge.target]);
        let unknown: BTreeSet<&NodeId> = ends.filter(|id| !places.contains_key(*id)).collect();
        if !unknown.is_empty() {
            nodes.extend(unknown.into_iter().map(absent));
            joined(&mut nodes);
            places = places_of(&nodes);
        }
        let place = |id: &NodeId| *places.get(id).expect("every endpoint has become a node");
        let edges = sorted_edges(edges.iter(), place);
        let mut building = Building::with_capacity(nodes.len(), edges.len());
        nodes.iter().for_each(|record| building.node(&Node::of(record)));
        edges.into_iter().for_each(|edge| building.edge(edge));
        building.graph()
    }
}

/// Sorts records by id, and makes one of those of one node.
fn joined(nodes: &mut Vec<NodeRecord>) {
    nodes.sort_by(|a, b| a.id.cmp(&b.id));
    if nodes.windows(2).all(|pair| pair[0].id != pair[1].id) {
        return;
    }
    let mut out: Vec<NodeRecord> = Vec::with_capacity(nodes.len());
    for record in nodes.drain(..) {
        match out.pop_if(|last| last.id == record.id) {
            Some(earlier) => out.push(join(earlier, record)),
            None => out.push(record),
        }
    }
    *nodes = out;
}

/// Returns where each record stands.
fn places_of(nodes: &[NodeRecord]) -> HashMap<NodeId, NodeIdx> {
    nodes.iter().enumerate().map(|(at, record)| (record.id.clone(), NodeIdx::of(at))).collect()
}

/// Returns whether a record is an edge of the graph.
pub(super) fn joins_nodes(edge: &EdgeRecord) -> bool {
    let is_node = |id| kind_of(id) != NodeKind::Set;
    edge.relation.is_edge() && is_node(&edge.source) && is_node(&edge.target)
}

/// Returns edges in the order of source, target and relation, those that repeat each other added up.
pub(super) fn sorted_edges<'a>(
    records: impl Iterator<Item = &'a EdgeRecord>,
    place: impl Fn(&NodeId) -> NodeIdx,
) -> Vec<Edge> {
    let mut edges: Vec<Edge> = records
        .map(|e| Edge {
            source: place(&e.source),
            target: place(&e.target),
            relation: e.relation,
            weight: e.weight,
        })
        .collect();
    edges.sort_by_key(|e| (e.source, e.target, e.relation));
    edges.dedup_by(|later, kept| {
        let same = (later.source, later.target, later.relation) == (kept.source, kept.target, kept.relation);
        if same {
            kept.weight += later.weight;
        }
        same
    });
    edges
}

/// Joins two records of one node: facts of the one that was read come first, gaps are filled from the other.
fn join(a: NodeRecord, b: NodeRecord) -> NodeRecord {
    let (first, second) = if a.absent && !b.absent { (b, a) } else { (a, b) };
    NodeRecord {
        body: first.body.or(second.body),
        date: first.date.or(second.date),
        title: first.title.or(second.title),
        ..first
    }
}

pub(super) fn absent(id: &NodeId) -> NodeRecord {
    NodeRecord { id: id.clone(), kind: kind_of(id), body: None, date: None, title: None, absent: true }
}

/// Returns what the form of an id says of a node that has no record.
fn kind_of(id: &NodeId) -> NodeKind {
    let id = id.as_str();
    if id.starts_with("SET:") {
        NodeKind::Set
    } else if id.starts_with("ORG:") {
        NodeKind::Organisation
    } else if id.starts_with("STATE:") {
        NodeKind::State
    } else if id.contains('#') || id.starts_with("TREATY:") || id == "UN-CHARTER" {
        NodeKind::Instrument
    } else {
        NodeKind::Document
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Relation;

    fn node(id: &str, title: Option<&str>, absent: bool) -> NodeRecord {
        NodeRecord {
            id: NodeId::new(id),
            kind: NodeKind::Document,
            body: None,
            date: None,
            title: title.map(str::to_owned),
            absent,
        }
    }

    fn edge(source: &str, target: &str, relation: Relation) -> EdgeRecord {
        EdgeRecord { source: NodeId::new(source), target: NodeId::new(target), relation, weight: 1 }
    }

    fn listing(graph: &Graph) -> Vec<String> {
        graph
            .edges()
            .map(|e| graph.edge(e))
            .map(|e| format!("{} {} {} {}", graph.id(e.source), e.relation, graph.id(e.target), e.weight))
            .collect()
    }

    #[test]
    fn order_of_records_does_not_matter_and_repeats_add_up() {
        let records = [
            edge("B", "A", Relation::Recalls),
            edge("C", "A", Relation::Cites),
            edge("B", "A", Relation::Cites),
            edge("B", "A", Relation::Recalls),
        ];
        let forward = Graph::from_records(vec![], records.to_vec());
        let backward = Graph::from_records(vec![], records.iter().rev().cloned().collect());
        assert_eq!(listing(&forward), ["B recalls A 2", "B cites A 1", "C cites A 1"]);
        assert_eq!(listing(&forward), listing(&backward));
    }

    #[test]
    fn walks_are_sorted_both_ways() {
        let graph = Graph::from_records(
            vec![],
            ["D", "B", "C"].iter().flat_map(|s| ["A", "Z"].map(|t| edge(s, t, Relation::Cites))).collect(),
        );
        let a = graph.find(&NodeId::new("A")).expect("a node");
        let sources: Vec<&str> = graph.edges_in(a).map(|e| graph.id(graph.edge(e).source).as_str()).collect();
        assert_eq!(sources, ["B", "C", "D"]);
        let b = graph.find(&NodeId::new("B")).expect("a node");
        let targets: Vec<&str> =
            graph.edges_out(b).map(|e| graph.id(graph.edge(e).target).as_str()).collect();
        assert_eq!(targets, ["A", "Z"]);
    }

    #[test]
    fn a_node_that_was_read_wins_over_an_absent_one() {
        let graph = Graph::from_records(
            vec![node("A", Some("from citations"), true), node("A", None, false)],
            vec![],
        );
        let a = graph.node(graph.find(&NodeId::new("A")).expect("a node"));
        assert_eq!((a.absent, a.title), (false, Some("from citations")));
    }

    #[test]
    fn instruments_stand_with_their_document_only() {
        let ids = ["A/1", "A/1#annex", "A/1(Part I)", "A/10", "A/10#annex", "A/1#annex-II"];
        let graph = Graph::from_records(ids.iter().map(|id| node(id, None, false)).collect(), vec![]);
        let document = graph.find(&NodeId::new("A/1")).expect("a node");
        let held: Vec<&str> = graph.instruments(document).map(|i| graph.id(i).as_str()).collect();
        assert_eq!(held, ["A/1#annex", "A/1#annex-II"]);
    }

    #[test]
    fn sets_and_inner_references_are_no_part_of_the_graph() {
        let graph = Graph::from_records(
            vec![],
            vec![edge("B", "SET:earlier", Relation::Recalls), edge("B", "B", Relation::SelfReference)],
        );
        assert_eq!((graph.node_count(), graph.edge_count()), (0, 0));
    }
}
