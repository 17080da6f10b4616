//! The graph through its public surface: what records become, and that the order of records does not matter.

use proptest::prelude::*;
use travaux::graph::Graph;
use travaux::model::{EdgeRecord, NodeId, NodeKind, NodeRecord, Relation};

fn id(number: u8) -> NodeId {
    NodeId::new(format!("A/RES/53/{number}"))
}

/// Lists the whole graph: nodes, then edges as seen from either end.
fn listing(graph: &Graph) -> Vec<String> {
    let line = |e| {
        let edge = graph.edge(e);
        format!("{} {} {} {}", graph.id(edge.source), edge.relation, graph.id(edge.target), edge.weight)
    };
    let nodes = graph.nodes().map(|n| format!("{:?}", graph.node(n)));
    let out = graph.nodes().flat_map(|n| graph.edges_out(n)).map(line);
    let inward = graph.nodes().flat_map(|n| graph.edges_in(n)).map(line);
    nodes.chain(out).chain(inward).collect()
}

fn edges() -> impl Strategy<Value = Vec<EdgeRecord>> {
    let relation = prop::sample::select(vec![Relation::Recalls, Relation::Cites, Relation::Signed]);
    let edge = (0u8..8, 0u8..8, relation, 1u32..4).prop_map(|(s, t, relation, weight)| EdgeRecord {
        source: id(s),
        target: id(t),
        relation,
        weight,
    });
    prop::collection::vec(edge, 0..30)
}

proptest! {
    #[test]
    fn the_order_of_records_does_not_matter(records in edges(), turn in 0usize..30) {
        let mut turned = records.clone();
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
        }
        let one = Graph::from_records(vec![], records);
        let other = Graph::from_records(vec![], turned);
        prop_assert_eq!(listing(&one), listing(&other));
    }

    #[test]
    fn every_edge_is_seen_from_both_ends(records in edges()) {
        let weight: u64 = records.iter().map(|r| u64::from(r.weight)).sum();
        let graph = Graph::from_records(vec![], records);
        let sum = |edges: Vec<travaux::graph::EdgeIdx>| -> u64 {
            edges.iter().map(|e| u64::from(graph.edge(*e).weight)).sum()
        };
        prop_assert_eq!(sum(graph.nodes().flat_map(|n| graph.edges_out(n)).collect()), weight);
        prop_assert_eq!(sum(graph.nodes().flat_map(|n| graph.edges_in(n)).collect()), weight);
        prop_assert_eq!(sum(graph.edges().collect()), weight);
    }
}

#[test]
fn unknown_endpoints_are_absent_nodes_of_the_kind_their_id_shows() {
    let edge = |s: &str, t: &str| EdgeRecord {
        source: NodeId::new(s),
        target: NodeId::new(t),
        relation: Relation::Cites,
        weight: 1,
    };
    let known = NodeRecord {
        id: NodeId::new("LETTER:1"),
        kind: NodeKind::Document,
        body: None,
        date: None,
        title: None,
        absent: false,
    };
    let graph = Graph::from_records(
        vec![known],
        vec![
            edge("ORG:amnesty", "LETTER:1"),
            edge("LETTER:1", "A/RES/53/144#annex"),
            edge("LETTER:1", "A/1"),
        ],
    );
    let seen: Vec<(&str, NodeKind, bool)> =
        graph.nodes().map(|n| graph.node(n)).map(|n| (n.id.as_str(), n.kind, n.absent)).collect();
    assert_eq!(
        seen,
        [
            ("A/1", NodeKind::Document, true),
            ("A/RES/53/144#annex", NodeKind::Instrument, true),
            ("LETTER:1", NodeKind::Document, false),
            ("ORG:amnesty", NodeKind::Organisation, true),
        ]
    );
    assert_eq!(graph.petgraph().node_count(), graph.node_count());
    assert_eq!(graph.petgraph().edge_count(), graph.edge_count());
}
