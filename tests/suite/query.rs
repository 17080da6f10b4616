//! Questions to the graph: each fast algorithm against a slow obvious one, and the cases that must not surprise.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use travaux::graph::Graph;
use travaux::model::{Date, EdgeRecord, NodeId, NodeKind, NodeRecord, Relation};
use travaux::query::{
    Depth, Direction, LineageOptions, Measure, RankOptions, RelationSet, TraceOptions, lineage, rank, trace,
};

fn document(id: &str, date: Option<&str>) -> NodeRecord {
    NodeRecord {
        id: NodeId::new(id),
        kind: NodeKind::Document,
        body: None,
        date: date.map(|d| d.parse().unwrap()),
        title: None,
        absent: false,
    }
}

fn recall(source: &str, target: &str) -> EdgeRecord {
    said(source, Relation::Recalls, target)
}

fn said(source: &str, relation: Relation, target: &str) -> EdgeRecord {
    EdgeRecord { source: NodeId::new(source), target: NodeId::new(target), relation, weight: 1 }
}

/// Traces and compares: one line per hit, `depth id < parent (number of direct edges)`.
fn check(graph: &Graph, start: &str, options: &TraceOptions, expected: &[&str]) -> usize {
    let found = trace(graph, graph.find(&NodeId::new(start)).unwrap(), options);
    let lines: Vec<String> = found
        .hits
        .iter()
        .map(|h| format!("{} {} < {} ({})", h.depth, graph.id(h.node), graph.id(h.parent), h.edges.len()))
        .collect();
    assert_eq!(lines, expected);
    found.undated.len()
}

fn family() -> Graph {
    Graph::from_records(
        vec![
            document("A/RES/53/144", Some("1998-12-09")),
            document("A/RES/54/170", Some("1999-12-17")),
            document("A/RES/57/209", Some("2002-12-18")),
            document("A/RES/62/152", Some("2007-12-18")),
            document("A/HRC/RES/7/8", None),
        ],
        vec![
            recall("A/RES/54/170", "A/RES/53/144"),
            recall("A/RES/54/170", "A/RES/53/144#annex"),
            recall("A/RES/57/209", "A/RES/53/144"),
            recall("A/RES/57/209", "A/RES/54/170"),
            recall("A/RES/62/152", "A/RES/53/144#annex"),
            recall("A/RES/62/152", "A/RES/57/209"),
            recall("A/HRC/RES/7/8", "A/RES/53/144"),
            said("A/HRC/36/1", Relation::Cites, "A/RES/53/144"),
            recall("A/RES/70/161", "A/RES/62/152#annex"),
            recall("A/RES/53/144", "A/RES/217(III)A"),
            said("A/RES/53/144#annex", Relation::AnnexedTo, "A/RES/53/144"),
        ],
    )
}

#[test]
fn a_question_about_a_resolution_includes_its_instruments() {
    let all = [
        "1 A/RES/54/170 < A/RES/53/144 (2)",
        "1 A/RES/57/209 < A/RES/53/144 (1)",
        "1 A/RES/62/152 < A/RES/53/144 (1)",
        "1 A/HRC/RES/7/8 < A/RES/53/144 (1)",
    ];
    check(&family(), "A/RES/53/144", &TraceOptions::default(), &all);
    let without = TraceOptions { instruments: false, ..TraceOptions::default() };
    check(
        &family(),
        "A/RES/53/144",
        &without,
        &[
            "1 A/RES/54/170 < A/RES/53/144 (1)",
            "1 A/RES/57/209 < A/RES/53/144 (1)",
            "1 A/HRC/RES/7/8 < A/RES/53/144 (1)",
        ],
    );
}

#[test]
fn a_hit_brings_its_instruments_to_the_next_step() {
    let deep = TraceOptions { depth: Depth::All, ..TraceOptions::default() };
    check(
        &family(),
        "A/RES/57/209",
        &deep,
        &["1 A/RES/62/152 < A/RES/57/209 (1)", "2 A/RES/70/161 < A/RES/62/152 (1)"],
    );
}

#[test]
fn relations_and_direction_are_those_asked_for() {
    let cites = TraceOptions { relations: "cites".parse().unwrap(), ..TraceOptions::default() };
    check(&family(), "A/RES/53/144", &cites, &["1 A/HRC/36/1 < A/RES/53/144 (1)"]);
    let out = TraceOptions { direction: Direction::Out, ..TraceOptions::default() };
    check(&family(), "A/RES/53/144", &out, &["1 A/RES/217(III)A < A/RES/53/144 (1)"]);
    check(&family(), "A/RES/53/144", &TraceOptions { depth: Depth::Steps(0), ..out }, &[]);
}

#[test]
fn as_of_takes_dated_sources_only_and_counts_the_others() {
    let early = TraceOptions { as_of: Some("2002-12-18".parse().unwrap()), ..TraceOptions::default() };
    let undated = check(
        &family(),
        "A/RES/53/144",
        &early,
        &["1 A/RES/54/170 < A/RES/53/144 (2)", "1 A/RES/57/209 < A/RES/53/144 (1)"],
    );
    assert_eq!(undated, 1, "A/HRC/RES/7/8 has no date");
}

#[test]
fn a_signature_is_as_old_as_its_letter() {
    let graph = Graph::from_records(
        vec![document("LETTER:1", Some("2015-12-09"))],
        vec![said("ORG:one", Relation::Signed, "LETTER:1")],
    );
    let signed = |day: u16| TraceOptions {
        relations: RelationSet::of([Relation::Signed]),
        as_of: Some(Date::of_year(day)),
        ..TraceOptions::default()
    };
    assert_eq!(check(&graph, "LETTER:1", &signed(2015), &["1 ORG:one < LETTER:1 (1)"]), 0);
    assert_eq!(check(&graph, "LETTER:1", &signed(2014), &[]), 0);
}

#[test]
fn a_cycle_reaches_each_node_once_and_never_the_start() {
    let graph = Graph::from_records(
        vec![],
        vec![recall("A", "B"), recall("B", "C"), recall("C", "A"), recall("A", "A"), recall("C", "B")],
    );
    let deep = TraceOptions { depth: Depth::All, ..TraceOptions::default() };
    check(&graph, "A", &deep, &["1 C < A (1)", "2 B < C (1)"]);
}

#[test]
fn a_lineage_shows_ancestors_descendants_and_the_lines_between_them() {
    let graph = family();
    let found =
        lineage(&graph, graph.find(&NodeId::new("A/RES/57/209")).unwrap(), &LineageOptions::default());
    let mut members: Vec<(&str, Option<u32>, Option<u32>)> =
        found.members.iter().map(|m| (graph.id(m.node).as_str(), m.ancestor, m.descendant)).collect();
    members.sort_unstable();
    assert_eq!(
        members,
        [
            ("A/RES/53/144", Some(1), None),
            ("A/RES/54/170", Some(1), None),
            ("A/RES/57/209", None, None),
            ("A/RES/62/152", None, Some(1)),
            ("A/RES/70/161", None, Some(2)),
        ]
    );
    assert_eq!(found.subgraph.links.len(), 6, "54/170, 57/209 and 62/152 each recall 53/144 in one line");
}

/// A graph of up to nine nodes as pairs of numbers, cycles and repeats included.
fn small() -> impl Strategy<Value = Vec<(u8, u8)>> {
    prop::collection::vec((0u8..9, 0u8..9), 1..25)
}

fn graph_of(pairs: &[(u8, u8)]) -> Graph {
    let edges = pairs.iter().map(|(s, t)| recall(&format!("N{s}"), &format!("N{t}"))).collect();
    Graph::from_records(vec![], edges)
}

/// Distances to `start` against the citations by relaxing every edge until nothing changes.
fn slow_distances(pairs: &[(u8, u8)], start: u8) -> BTreeMap<u8, u32> {
    let mut distance = BTreeMap::from([(start, 0)]);
    loop {
        let before = distance.clone();
        for (source, target) in pairs {
            if let Some(steps) = distance.get(target).copied() {
                let best = distance.entry(*source).or_insert(steps + 1);
                *best = (*best).min(steps + 1);
            }
        }
        if before == distance {
            distance.remove(&start);
            return distance;
        }
    }
}

/// PageRank by its definition: a dense matrix with every entry written out, applied until 0.85^n is lost in rounding.
fn slow_page_rank(pairs: &[(u8, u8)]) -> BTreeMap<u8, f64> {
    let pairs: BTreeSet<(u8, u8)> = pairs.iter().copied().filter(|(s, t)| s != t).collect();
    let nodes: Vec<u8> =
        pairs.iter().flat_map(|(s, t)| [*s, *t]).collect::<BTreeSet<u8>>().into_iter().collect();
    let n = nodes.len() as f64;
    let chance = |from: u8, to: u8| {
        let out = pairs.iter().filter(|(s, _)| *s == from).count();
        let follow = match (out, pairs.contains(&(from, to))) {
            (0, _) => 1.0 / n,
            (_, true) => 1.0 / out as f64,
            (_, false) => 0.0,
        };
        0.85 * follow + 0.15 / n
    };
    let matrix: Vec<Vec<f64>> =
        nodes.iter().map(|to| nodes.iter().map(|from| chance(*from, *to)).collect()).collect();
    let mut p: Vec<f64> = vec![1.0 / n; nodes.len()];
    for _ in 0..250 {
        p = matrix.iter().map(|row| row.iter().zip(&p).map(|(chance, x)| chance * x).sum()).collect();
    }
    nodes.into_iter().zip(p).collect()
}

proptest! {
    #[test]
    fn distances_are_those_of_the_slow_search(pairs in small()) {
        let graph = graph_of(&pairs);
        let start = pairs[0].1;
        let options = TraceOptions { depth: Depth::All, ..TraceOptions::default() };
        let found = trace(&graph, graph.find(&NodeId::new(format!("N{start}"))).unwrap(), &options);
        let fast: BTreeMap<u8, u32> =
            found.hits.iter().map(|h| (graph.id(h.node).as_str()[1..].parse().unwrap(), h.depth)).collect();
        prop_assert_eq!(&fast, &slow_distances(&pairs, start));
        prop_assert_eq!(fast.len(), found.hits.len(), "a node was reached twice");
        for hit in &found.hits {
            let chain = found.chain(hit);
            prop_assert_eq!(chain.len() as u32, hit.depth + 1);
            for step in chain.windows(2) {
                prop_assert!(graph.edges_in(step[0]).any(|e| graph.edge(e).source == step[1]));
            }
            for edge in hit.edges.iter().map(|e| graph.edge(*e)) {
                let nearer = found.hit(edge.target).map_or(0, |h| h.depth);
                prop_assert_eq!((edge.source, nearer + 1), (hit.node, hit.depth));
            }
        }
    }

    #[test]
    fn pagerank_is_that_of_the_dense_iteration(pairs in small()) {
        let graph = graph_of(&pairs);
        let options = RankOptions { relations: RelationSet::all(), ..RankOptions::by(Measure::PageRank) };
        let ranking = rank(&graph, &options).unwrap();
        let slow = slow_page_rank(&pairs);
        prop_assert_eq!(ranking.entries.len(), slow.len());
        for entry in &ranking.entries {
            let number: u8 = graph.id(entry.node).as_str()[1..].parse().unwrap();
            prop_assert!((entry.score() - slow[&number]).abs() < 1e-9, "{} is {}", number, entry.score());
        }
        if !slow.is_empty() {
            let sum: f64 = ranking.entries.iter().map(|e| e.score()).sum();
            prop_assert!((sum - 1.0).abs() < 1e-9);
        }
    }
}
