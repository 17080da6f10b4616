//! The most cited and the most central nodes: in-degree and PageRank.

use std::str::FromStr;

use thiserror::Error;

use super::{EdgeFilter, Passage, RelationSet};
use crate::graph::{EdgeIdx, Graph, NodeIdx};
use crate::model::Date;

/// What a ranking goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Measure {
    /// Number of distinct nodes that cite it.
    InDegree,
    /// Share of a reader who follows citations at random.
    PageRank,
}

/// Says that a text names no measure.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("'{0}' is not a measure: 'in-degree' or 'pagerank'")]
pub struct ParseMeasureError(String);

impl Measure {
    /// Returns the stable name used on the command line and in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Measure::InDegree => "in-degree",
            Measure::PageRank => "pagerank",
        }
    }

    /// Returns a score of this measure as text: a whole number, or six decimals.
    pub fn show(self, score: f64) -> String {
        match self {
            Measure::InDegree => format!("{score:.0}"),
            Measure::PageRank => format!("{score:.6}"),
        }
    }
}

impl FromStr for Measure {
    type Err = ParseMeasureError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "in-degree" => Ok(Measure::InDegree),
            "pagerank" => Ok(Measure::PageRank),
            other => Err(ParseMeasureError(other.to_owned())),
        }
    }
}

/// What a ranking asks.
#[derive(Clone, Debug)]
pub struct RankOptions {
    /// What to rank by.
    pub measure: Measure,
    /// The relations that count.
    pub relations: RelationSet,
    /// Only what was said by this day.
    pub as_of: Option<Date>,
    /// How many nodes to return; all if `None`.
    pub top: Option<usize>,
}

impl RankOptions {
    /// Returns the filter of the edges that count.
    pub fn filter(&self) -> EdgeFilter {
        EdgeFilter { relations: self.relations.clone(), as_of: self.as_of }
    }
}

/// The nodes in order of a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// What it goes by.
    pub measure: Measure,
    /// The nodes, best first, equal ones by id.
    pub entries: Vec<Ranked>,
    /// Number of nodes that took part, those beyond `top` included.
    pub population: usize,
    /// Number of sources that were left out because they have no date to compare with the last day.
    pub undated: usize,
}

/// One node with its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// Place from 1; equal scores share the best place of them all.
    pub rank: usize,
    /// The node.
    pub node: NodeIdx,
    /// Its score.
    pub score: f64,
}

/// Chance of following a citation instead of starting anew.
const DAMPING: f64 = 0.85;
/// The iteration ends when the scores change by less than this in sum.
const TOLERANCE: f64 = 1e-10;
/// The error shrinks at least by the damping at each step, so that 0.85^n < 1e-10 bounds the steps by 142; the
/// rest is a margin for rounding.
const MOST_STEPS: usize = 200;

/// Ranks the nodes by a measure over the relations asked for.
///
/// Both measures count distinct (source, target) pairs: parallel edges of several relations, and their weights,
/// count once, and an edge from a node to itself not at all. Nodes that no counted edge touches take no part.
/// Absent nodes take part: they are cited, and cite nothing. Cycles need no care.
///
/// **In-degree** is the number of distinct sources. Time O(|V| log |V| + |E|), space O(|V| + |E|).
///
/// **PageRank** (Page, Brin, Motwani and Winograd 1999, *The PageRank Citation Ranking*; the treatment of nodes
/// without citations of their own as in Langville and Meyer 2004, *Deeper Inside PageRank*, §2) is the vector p
/// with p = α (Pᵀ p + d(p)/n · 1) + (1 − α)/n · 1, where P is the adjacency with rows divided by their out-degree,
/// α = 0.85 and d(p) the mass on dangling nodes, spread uniformly. Power iteration from the uniform vector until
/// the change is below 1e-10 in the L1 norm. Sums run in the order of ids, so that the result is the same on
/// every machine. Time O(k (|V| + |E|)) for k ≤ 142 steps, space O(|V| + |E|). Equal scores are
/// recognised after rounding to twelve decimals: mirror images in the graph differ in their last bits.
///
/// # Examples
///
/// 0 cites 1, which cites nothing. With x and y for their PageRank: x = 0.075 + 0.425 y and
/// y = 0.075 + 0.85 x + 0.425 y, so that x = 0.3509 and y = 0.6491.
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, Relation};
/// use travaux::query::{Measure, RankOptions, RelationSet, rank};
///
/// let edge = EdgeRecord {
///     source: NodeId::new("0"), target: NodeId::new("1"), relation: Relation::Cites, weight: 1,
/// };
/// let graph = Graph::from_records(vec![], vec![edge]);
/// let options =
///     RankOptions { measure: Measure::PageRank, relations: RelationSet::all(), as_of: None, top: None };
/// let scores: Vec<String> =
///     rank(&graph, &options).entries.iter().map(|e| format!("{:.4}", e.score)).collect();
/// assert_eq!(scores, ["0.6491", "0.3509"]);
/// ```
pub fn rank(graph: &Graph, options: &RankOptions) -> Ranking {
    let filter = options.filter();
    let (pairs, undated) = pairs(graph, &filter);
    let population = population(graph, &pairs);
    let scores = match options.measure {
        Measure::InDegree => in_degree(graph.node_count(), &pairs),
        Measure::PageRank => page_rank(graph.node_count(), &population, &pairs),
    };
    let key = |node: NodeIdx| (scores[node.place()] * 1e12).round();
    let mut order = population.clone();
    order.sort_by(|a, b| key(*b).total_cmp(&key(*a)).then(a.cmp(b)));
    let mut entries: Vec<Ranked> = Vec::new();
    for (place, &node) in order.iter().enumerate().take(options.top.unwrap_or(usize::MAX)) {
        let rank = match entries.last() {
            Some(last) if key(last.node) == key(node) => last.rank,
            _ => place + 1,
        };
        entries.push(Ranked { rank, node, score: scores[node.place()] });
    }
    Ranking { measure: options.measure, entries, population: population.len(), undated }
}

/// Returns the distinct (source, target) pairs that count, sorted by source, and the number of undated sources.
fn pairs(graph: &Graph, filter: &EdgeFilter) -> (Vec<(NodeIdx, NodeIdx)>, usize) {
    let mut pairs: Vec<(NodeIdx, NodeIdx)> = Vec::new();
    let mut undated: Vec<NodeIdx> = Vec::new();
    let ends = |edge: EdgeIdx| (graph.edge(edge).source, graph.edge(edge).target);
    for edge in graph.edges() {
        match filter.passage(graph, edge) {
            Passage::Passes if ends(edge).0 != ends(edge).1 => pairs.push(ends(edge)),
            Passage::Passes | Passage::Stopped => {}
            Passage::Undated => undated.push(ends(edge).0),
        }
    }
    pairs.dedup();
    undated.dedup();
    (pairs, undated.len())
}

/// Returns the nodes that a pair touches, by id.
fn population(graph: &Graph, pairs: &[(NodeIdx, NodeIdx)]) -> Vec<NodeIdx> {
    let mut touched = vec![false; graph.node_count()];
    for (source, target) in pairs {
        touched[source.place()] = true;
        touched[target.place()] = true;
    }
    graph.nodes().filter(|n| touched[n.place()]).collect()
}

fn in_degree(nodes: usize, pairs: &[(NodeIdx, NodeIdx)]) -> Vec<f64> {
    let mut degree = vec![0.0; nodes];
    for (_, target) in pairs {
        degree[target.place()] += 1.0;
    }
    degree
}

fn page_rank(nodes: usize, population: &[NodeIdx], pairs: &[(NodeIdx, NodeIdx)]) -> Vec<f64> {
    let n = population.len() as f64;
    let mut out_degree = vec![0.0; nodes];
    for (source, _) in pairs {
        out_degree[source.place()] += 1.0;
    }
    let mut p = vec![0.0; nodes];
    for node in population {
        p[node.place()] = 1.0 / n;
    }
    for _ in 0..MOST_STEPS {
        let dangling: f64 =
            population.iter().filter(|v| out_degree[v.place()] == 0.0).map(|v| p[v.place()]).sum();
        let base = (1.0 - DAMPING) / n + DAMPING * dangling / n;
        let mut next = vec![0.0; nodes];
        for node in population {
            next[node.place()] = base;
        }
        for (source, target) in pairs {
            next[target.place()] += DAMPING * p[source.place()] / out_degree[source.place()];
        }
        let change: f64 = population.iter().map(|v| (next[v.place()] - p[v.place()]).abs()).sum();
        p = next;
        if change < TOLERANCE {
            break;
        }
    }
    p
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EdgeRecord, NodeId, NodeKind, NodeRecord, Relation};

    fn check(edges: &[(&str, Relation, &str)], options: &RankOptions, expected: &[&str]) -> Ranking {
        let records = edges
            .iter()
            .map(|(s, relation, t)| EdgeRecord {
                source: NodeId::new(*s),
                target: NodeId::new(*t),
                relation: *relation,
                weight: 7,
            })
            .collect();
        let dated = NodeRecord {
            id: NodeId::new("B"),
            kind: NodeKind::Document,
            body: None,
            date: Some(Date::of_year(2002)),
            title: None,
            absent: false,
        };
        let graph = Graph::from_records(vec![dated], records);
        let ranking = rank(&graph, options);
        let lines: Vec<String> = ranking
            .entries
            .iter()
            .map(|e| format!("{} {} {}", e.rank, graph.id(e.node), ranking.measure.show(e.score)))
            .collect();
        assert_eq!(lines, expected);
        ranking
    }

    fn by(measure: Measure) -> RankOptions {
        RankOptions { measure, relations: RelationSet::references(), as_of: None, top: None }
    }

    const EDGES: [(&str, Relation, &str); 5] = [
        ("B", Relation::Recalls, "A"),
        ("B", Relation::Cites, "A"),
        ("C", Relation::Cites, "A"),
        ("C", Relation::Recalls, "B"),
        ("ORG:x", Relation::Signed, "C"),
    ];

    #[test]
    fn distinct_sources_count_and_equal_nodes_share_a_place() {
        let ranking = check(&EDGES, &by(Measure::InDegree), &["1 A 2", "2 B 1", "3 C 0"]);
        assert_eq!(ranking.population, 3);
        let recalls =
            RankOptions { relations: RelationSet::of([Relation::Recalls]), ..by(Measure::InDegree) };
        check(&EDGES, &recalls, &["1 A 1", "1 B 1", "3 C 0"]);
        check(&EDGES, &RankOptions { top: Some(1), ..recalls }, &["1 A 1"]);
    }

    #[test]
    fn undated_sources_are_left_out_and_counted() {
        let options = RankOptions { as_of: Some(Date::of_year(2003)), ..by(Measure::InDegree) };
        let ranking = check(&EDGES, &options, &["1 A 1", "2 B 0"]);
        assert_eq!(ranking.undated, 1);
    }

    #[test]
    fn pagerank_of_one_citation_is_that_of_the_definition() {
        check(
            &[("0", Relation::Cites, "1"), ("1", Relation::Cites, "1")],
            &by(Measure::PageRank),
            &["1 1 0.649123", "2 0 0.350877"],
        );
    }

    #[test]
    fn nothing_has_no_ranking() {
        let ranking = check(&[], &by(Measure::PageRank), &[]);
        assert_eq!(ranking.population, 0);
    }
}
