//! The graph through its public surface: what records become, and that the order of records does not matter.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{
    Bfs, EdgeRef, GetAdjacencyMatrix, IntoEdgeReferences, IntoNodeReferences, Reversed, Walker,
};
use proptest::prelude::*;
use travaux::graph::{Graph, NodeIdx};
use travaux::model::{BodyId, Changes, EdgeRecord, Generation, NodeId, NodeKind, NodeRecord, Relation};

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
}

/// The same nodes and edges as petgraph keeps them, to run its algorithms beside those on our graph.
fn copied(graph: &Graph) -> DiGraph<(), Relation> {
    let mut copy = DiGraph::new();
    for _ in graph.nodes() {
        copy.add_node(());
    }
    for edge in graph.edges().map(|e| graph.edge(e)) {
        let at = |node: NodeIdx| NodeIndex::new(node.place());
        copy.add_edge(at(edge.source), at(edge.target), edge.relation);
    }
    copy
}

proptest! {
    #[test]
    fn algorithms_of_petgraph_run_on_it_as_on_a_copy(records in edges()) {
        let graph = Graph::from_records(vec![], records);
        let copy = copied(&graph);
        prop_assert_eq!((&graph).node_references().count(), copy.node_count());
        prop_assert_eq!(
            (&graph).edge_references().map(|e| *e.weight()).collect::<Vec<_>>(),
            copy.edge_references().map(|e| *e.weight()).collect::<Vec<_>>()
        );
        prop_assert_eq!(algo::is_cyclic_directed(&graph), algo::is_cyclic_directed(&copy));
        prop_assert_eq!(algo::connected_components(&graph), algo::connected_components(&copy));
        let parts = |found: Vec<Vec<usize>>| -> BTreeSet<BTreeSet<usize>> {
            found.into_iter().map(|part| part.into_iter().collect()).collect()
        };
        let ours = algo::tarjan_scc(&graph).into_iter().map(|p| p.into_iter().map(|n| n.place()).collect());
        let theirs = algo::tarjan_scc(&copy).into_iter().map(|p| p.into_iter().map(|n| n.index()).collect());
        prop_assert_eq!(parts(ours.collect()), parts(theirs.collect()));
        for node in graph.nodes() {
            let at = NodeIndex::new(node.place());
            let ours: BTreeMap<usize, u32> = algo::dijkstra(&graph, node, None, |_| 1u32)
                .into_iter().map(|(n, d)| (n.place(), d)).collect();
            let theirs: BTreeMap<usize, u32> = algo::dijkstra(&copy, at, None, |_| 1u32)
                .into_iter().map(|(n, d)| (n.index(), d)).collect();
            prop_assert_eq!(ours, theirs);
            let ours: BTreeMap<usize, Option<usize>> = graph.nodes()
                .map(|n| (n.place(), algo::dominators::simple_fast(&graph, node)
                    .immediate_dominator(n).map(|d| d.place()))).collect();
            let theirs: BTreeMap<usize, Option<usize>> = copy.node_indices()
                .map(|n| (n.index(), algo::dominators::simple_fast(&copy, at)
                    .immediate_dominator(n).map(|d| d.index()))).collect();
            prop_assert_eq!(ours, theirs);
            let reversed: BTreeSet<usize> = Bfs::new(Reversed(&graph), node)
                .iter(Reversed(&graph)).map(|n| n.place()).collect();
            let expected: BTreeSet<usize> = Bfs::new(Reversed(&copy), at)
                .iter(Reversed(&copy)).map(|n| n.index()).collect();
            prop_assert_eq!(reversed, expected);
            for other in graph.nodes() {
                let adjacent = graph.is_adjacent(&(), node, other);
                prop_assert_eq!(adjacent, copy.contains_edge(at, NodeIndex::new(other.place())));
            }
        }
    }
}

/// What a store says of a set of edges: every end is a node, and it knows which are otherwise than before.
fn nodes_of(edges: &[EdgeRecord]) -> BTreeMap<NodeId, NodeRecord> {
    let ends: BTreeSet<&NodeId> = edges.iter().flat_map(|e| [&e.source, &e.target]).collect();
    let record = |id: &NodeId| NodeRecord {
        id: id.clone(),
        kind: NodeKind::Document,
        body: Some(BodyId::new(if id.as_str().ends_with('3') { "HRC" } else { "GA" })),
        date: None,
        // Whether a document is known to others tells here what a text tells there.
        title: Some(format!("cited {} times", edges.iter().filter(|e| e.target == *id).count())),
        absent: !edges.iter().any(|e| e.source == *id),
    };
    ends.into_iter().map(|id| (id.clone(), record(id))).collect()
}

fn of_now(nodes: &BTreeMap<NodeId, NodeRecord>, edges: &[EdgeRecord], generation: Generation) -> Vec<u8> {
    let graph = Graph::from_records(nodes.values().cloned().collect(), edges.to_vec());
    bytes(&graph.of_generation(generation))
}

fn bytes(graph: &Graph) -> Vec<u8> {
    let mut bytes = Vec::new();
    graph.write_snapshot(&mut bytes).expect("room in memory");
    bytes
}

proptest! {
    #[test]
    fn changes_laid_over_a_graph_give_the_graph_of_now(before in edges(), after in edges(), same in 0usize..30) {
        // Some of what was there stays.
        let kept = before.iter().take(same).cloned();
        let after: Vec<EdgeRecord> = kept.chain(after.iter().skip(same).cloned()).collect();
        let (old, new) = (nodes_of(&before), nodes_of(&after));
        let leaving = |edges: &[EdgeRecord], id: &NodeId| -> Vec<EdgeRecord> {
            edges.iter().filter(|e| e.source == *id).cloned().collect()
        };
        let otherwise: BTreeSet<&NodeId> = old.keys().chain(new.keys())
            .filter(|id| old.get(id) != new.get(id) || leaving(&before, id) != leaving(&after, id))
            .collect();
        let changes = Changes {
            nodes: otherwise.iter().map(|id| ((*id).clone(), new.get(id).cloned())).collect(),
            edges: otherwise.iter().flat_map(|id| leaving(&after, id)).collect(),
        };
        let generation = Generation { number: 2, stamp: 5 };
        let graph = Graph::from_records(old.into_values().collect(), before);
        let changed = graph.with_changes(&changes).expect("changes since this graph");
        let expected = of_now(&new, &after, generation);
        prop_assert!(bytes(&changed.of_generation(generation)) == expected);
        // What is read back is the same again, and can be changed again: nothing, here.
        let read = Graph::read_snapshot(&expected[..], expected.len() as u64).expect("a snapshot");
        let again = read.with_changes(&Changes::default()).expect("no changes").of_generation(generation);
        prop_assert!(bytes(&again) == expected);
    }
}

#[test]
fn changes_that_belong_to_another_graph_are_refused() {
    let edge =
        |s: u8, t: u8| EdgeRecord { source: id(s), target: id(t), relation: Relation::Cites, weight: 1 };
    let graph = Graph::from_records(vec![], vec![edge(1, 2)]);
    let gone = Changes { nodes: vec![(id(2), None)], edges: vec![] };
    assert!(graph.with_changes(&gone).is_none());
}
