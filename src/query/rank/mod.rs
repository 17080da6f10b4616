//! The most cited and the most central nodes, by one measure or several side by side.

mod measure;
mod scores;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use thiserror::Error;

use super::centrality::KatzError;
use super::{EdgeFilter, RelationSet, Selection};
use crate::graph::{Graph, NodeIdx};
use crate::model::{BodyId, Date};
use scores::Scores;

pub use measure::{Measure, ParseMeasureError};

/// What a ranking asks.
#[derive(Clone, Debug)]
pub struct RankOptions {
    /// What to rank by; those behind the first are told beside it.
    pub measures: Vec<Measure>,
    /// The relations that count.
    pub relations: RelationSet,
    /// Only what was said by this day.
    pub as_of: Option<Date>,
    /// Rank only documents of this day or later; all citations count nevertheless.
    pub since: Option<Date>,
    /// Rank only documents of this body; all citations count nevertheless.
    pub body: Option<BodyId>,
    /// Where the readers of PageRank start; anywhere if empty.
    pub from: Vec<NodeIdx>,
    /// The years of nodes that have no date, as far as their symbols tell them.
    pub likely_years: BTreeMap<NodeIdx, u16>,
    /// How many nodes to return; all if `None`.
    pub top: Option<usize>,
    /// On how many threads to compute; on all there are if `None`. The answer is the same on any number.
    pub threads: Option<NonZeroUsize>,
}

impl RankOptions {
    /// Asks for one measure over all nodes by `recalls` and `cites`.
    pub fn by(measure: Measure) -> Self {
        RankOptions {
            measures: vec![measure],
            relations: RelationSet::references(),
            as_of: None,
            since: None,
            body: None,
            from: Vec::new(),
            likely_years: BTreeMap::new(),
            top: None,
            threads: None,
        }
    }

    /// Returns the filter of the edges that count.
    pub fn filter(&self) -> EdgeFilter {
        EdgeFilter { relations: self.relations.clone(), as_of: self.as_of, body: None }
    }

    /// Says which documents are ranked, where not all are: `Only documents of SC since 2000 are ranked`.
    pub fn listed(&self) -> Option<String> {
        let body = self.body.as_ref().map(|body| format!(" of {body}")).unwrap_or_default();
        let since = self.since.map(|since| format!(" since {since}")).unwrap_or_default();
        (self.body.is_some() || self.since.is_some())
            .then(|| format!("Only documents{body}{since} are ranked; whoever cites them counts"))
    }

    /// Returns the year of a node, or the likely one.
    pub(in crate::query) fn year(&self, graph: &Graph, node: NodeIdx) -> Option<u16> {
        graph.date(node).map(Date::year).or_else(|| self.likely_years.get(&node).copied())
    }

    /// Returns whether a node is among those to be ranked.
    fn wants(&self, graph: &Graph, node: NodeIdx) -> bool {
        self.is_late(graph, node) == Some(true) && self.is_of_body(graph, node)
    }

    /// Returns whether a node would be ranked if its date were known and late enough.
    fn cannot_tell(&self, graph: &Graph, node: NodeIdx) -> bool {
        self.is_late(graph, node).is_none() && self.is_of_body(graph, node)
    }

    /// Returns whether a node is of the first day or later, where that is known.
    fn is_late(&self, graph: &Graph, node: NodeIdx) -> Option<bool> {
        let Some(since) = self.since else { return Some(true) };
        if let Some(date) = graph.date(node) {
            return Some(date >= since);
        }
        let year = self.year(graph, node)?;
        (year != since.year() || since.month().is_none()).then_some(year >= since.year())
    }

    fn is_of_body(&self, graph: &Graph, node: NodeIdx) -> bool {
        self.body.as_ref().is_none_or(|body| graph.body(node) == Some(body))
    }
}

/// Says why nodes cannot be ranked.
#[derive(Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum RankError {
    /// Katz centrality has no value.
    #[error(transparent)]
    Katz(#[from] KatzError),
}

/// The nodes in order of a measure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranking {
    /// What it goes by, and what is told beside it.
    pub measures: Vec<Measure>,
    /// The nodes, best first, equal ones by id.
    pub entries: Vec<Ranked>,
    /// Number of nodes that took part, those beyond `top` included.
    pub population: usize,
    /// Number of nodes that could take part, but have no value by the first measure: documents without year, or that
    /// nobody cites.
    pub without: usize,
    /// Number of sources that were left out because they have no date to compare with the last day.
    pub undated: usize,
    /// Number of nodes that are not ranked because nobody knows whether they are of [`RankOptions::since`] or later.
    pub dateless: usize,
    /// Of each measure, how it was estimated if it was.
    pub estimates: Vec<Option<Estimate>>,
}

/// How a measure was estimated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// From how many nodes chains were followed.
    pub pivots: usize,
    /// How far scores may be off; closeness is a ratio of estimates and has no such bound.
    pub bound: Option<f64>,
    /// With what chance some score is off by more.
    pub failure: f64,
}

/// One node with its places.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// The node.
    pub node: NodeIdx,
    /// Its place by each measure, where it has one; by the first it has.
    pub standings: Vec<Option<Standing>>,
}

/// A place by one measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Place from 1, among the nodes that were to be ranked; equal scores share the best place of them all.
    pub rank: usize,
    /// The score.
    pub score: f64,
}

impl Ranking {
    /// Returns what it goes by.
    pub fn measure(&self) -> Measure {
        self.measures[0]
    }
}

impl Ranked {
    /// Returns the place by the measure that the ranking goes by.
    pub fn rank(&self) -> usize {
        self.first().rank
    }

    /// Returns the score of the measure that the ranking goes by.
    pub fn score(&self) -> f64 {
        self.first().score
    }

    fn first(&self) -> Standing {
        self.standings[0].expect("a node without a place by the first measure is no entry")
    }
}

/// Ranks the nodes by measures over the relations asked for.
///
/// All measures count distinct (source, target) pairs: parallel edges of several relations, and their weights,
/// count once, and an edge from a node to itself not at all (see [`Selection`]). Nodes that no counted edge touches take
/// no part. Absent nodes take part: they are cited, and cite nothing. What each measure is, what it does with cycles and
/// with nodes that cite nothing, and what it costs stands with its function in [`centrality`](super::centrality).
///
/// Distances between all pairs (closeness, harmonic, betweenness) are estimated from pivots where nodes times edges
/// exceed 10^10; [`Ranking::estimates`] says so. Equal scores are recognised after rounding to twelve digits: mirror
/// images in the graph differ in their last bits.
///
/// Time that of the measures, and O(|V| log |V| + |E|).
///
/// # Errors
///
/// Fails if a measure has no value on this graph.
///
/// # Panics
///
/// If no measure is asked for.
///
/// # Examples
///
/// 0 cites 1, which cites nothing. With x and y for their PageRank: x = 0.075 + 0.425 y and
/// y = 0.075 + 0.85 x + 0.425 y, so that x = 0.3509 and y = 0.6491.
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, Relation};
/// use travaux::query::{Measure, RankOptions, rank};
///
/// let edge = EdgeRecord {
///     source: NodeId::new("0"), target: NodeId::new("1"), relation: Relation::Cites, weight: 1,
/// };
/// let graph = Graph::from_records(vec![], vec![edge]);
/// let ranking = rank(&graph, &RankOptions::by(Measure::PageRank))?;
/// let scores: Vec<String> = ranking.entries.iter().map(|e| format!("{:.4}", e.score())).collect();
/// assert_eq!(scores, ["0.6491", "0.3509"]);
/// # Ok::<(), travaux::query::RankError>(())
/// ```
pub fn rank(graph: &Graph, options: &RankOptions) -> Result<Ranking, RankError> {
    assert!(!options.measures.is_empty(), "a ranking goes by something");
    let selection = Selection::of(graph, &options.filter());
    let wanted: Vec<bool> = selection.nodes.iter().map(|node| options.wants(graph, *node)).collect();
    let mut scores = Scores::new(graph, &selection, options);
    let mut columns: Vec<Vec<Option<Standing>>> = Vec::new();
    let mut estimates = Vec::new();
    let mut order: Vec<u32> = Vec::new();
    for (at, measure) in options.measures.iter().enumerate() {
        let column = scores.of(*measure)?;
        let places = ordered(&selection, &wanted, &column.scores);
        columns.push(standings(&places, &column.scores));
        estimates.push(column.estimate);
        if at == 0 {
            order = places;
        }
    }
    let population = order.len();
    order.truncate(options.top.unwrap_or(usize::MAX));
    let entries = order
        .into_iter()
        .map(|place| Ranked {
            node: selection.node(place),
            standings: columns.iter().map(|column| column[place as usize]).collect(),
        })
        .collect();
    Ok(Ranking {
        measures: options.measures.clone(),
        entries,
        population,
        without: wanted.iter().filter(|wanted| **wanted).count() - population,
        undated: selection.undated.len(),
        dateless: selection.nodes.iter().filter(|node| options.cannot_tell(graph, **node)).count(),
        estimates,
    })
}

/// Returns the places that are wanted and have a score, best first, equal ones by id.
fn ordered(selection: &Selection, wanted: &[bool], scores: &[Option<f64>]) -> Vec<u32> {
    let mut keys: Vec<(f64, NodeIdx, u32)> = (0..scores.len() as u32)
        .filter(|place| wanted[*place as usize])
        .filter_map(|place| Some((rounded(scores[place as usize]?), selection.node(place), place)))
        .collect();
    keys.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    keys.into_iter().map(|(_, _, place)| place).collect()
}

/// Returns the standings of places in order, by place.
fn standings(order: &[u32], scores: &[Option<f64>]) -> Vec<Option<Standing>> {
    let mut out = vec![None; scores.len()];
    let mut last: Option<Standing> = None;
    for (at, place) in order.iter().enumerate() {
        let Some(score) = scores[*place as usize] else { continue };
        let shared = last.filter(|last| rounded(last.score) == rounded(score));
        let standing = Standing { rank: shared.map_or(at + 1, |last| last.rank), score };
        out[*place as usize] = Some(standing);
        last = Some(standing);
    }
    out
}

/// Rounds to 40 bits, that is twelve digits; zero has no sign.
fn rounded(score: f64) -> f64 {
    const CUT: u64 = 1 << 12;
    f64::from_bits((score.to_bits() + CUT / 2) & !(CUT - 1)) + 0.0
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
        let ranking = rank(&graph, options).expect("a ranking");
        let lines: Vec<String> = ranking
            .entries
            .iter()
            .map(|e| format!("{} {} {}", e.rank(), graph.id(e.node), ranking.measure().show(e.score())))
            .collect();
        assert_eq!(lines, expected);
        ranking
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
        let ranking = check(&EDGES, &RankOptions::by(Measure::InDegree), &["1 A 2", "2 B 1", "3 C 0"]);
        assert_eq!(ranking.population, 3);
        let recalls = RankOptions {
            relations: RelationSet::of([Relation::Recalls]),
            ..RankOptions::by(Measure::InDegree)
        };
        check(&EDGES, &recalls, &["1 A 1", "1 B 1", "3 C 0"]);
        check(&EDGES, &RankOptions { top: Some(1), ..recalls }, &["1 A 1"]);
    }

    #[test]
    fn undated_sources_are_left_out_and_counted() {
        let options = RankOptions { as_of: Some(Date::of_year(2003)), ..RankOptions::by(Measure::InDegree) };
        let ranking = check(&EDGES, &options, &["1 A 1", "2 B 0"]);
        assert_eq!(ranking.undated, 1);
    }

    #[test]
    fn pagerank_of_one_citation_is_that_of_the_definition() {
        check(
            &[("0", Relation::Cites, "1"), ("1", Relation::Cites, "1")],
            &RankOptions::by(Measure::PageRank),
            &["1 1 0.649123", "2 0 0.350877"],
        );
    }

    #[test]
    fn nothing_has_no_ranking() {
        let ranking = check(&[], &RankOptions::by(Measure::PageRank), &[]);
        assert_eq!(ranking.population, 0);
    }

    #[test]
    fn measures_stand_side_by_side_and_only_what_is_asked_for_is_ranked() {
        let options = RankOptions {
            measures: vec![Measure::InDegree, Measure::OutDegree],
            since: Some(Date::of_year(2001)),
            ..RankOptions::by(Measure::InDegree)
        };
        let ranking = check(&EDGES, &options, &["1 B 1"]);
        assert_eq!(ranking.entries[0].standings[1], Some(Standing { rank: 1, score: 1.0 }));
        assert_eq!(ranking.dateless, 2, "A and C have no date");
        let options = RankOptions { body: Some(BodyId::new("GA")), ..RankOptions::by(Measure::InDegree) };
        assert_eq!(check(&EDGES, &options, &[]).dateless, 0);
    }

    #[test]
    fn what_has_no_value_is_counted_and_has_no_place() {
        let options = RankOptions {
            measures: vec![Measure::InDegree, Measure::Aged],
            ..RankOptions::by(Measure::InDegree)
        };
        let ranking = check(&EDGES, &options, &["1 A 2", "2 B 1", "3 C 0"]);
        let placed: Vec<bool> = ranking.entries.iter().map(|e| e.standings[1].is_some()).collect();
        assert_eq!(placed, [false, true, false]);
        let ranking = check(&EDGES, &RankOptions::by(Measure::Aged), &["1 B 1.00"]);
        assert_eq!(ranking.without, 2);
    }

    #[test]
    fn scores_that_differ_in_their_last_bits_are_equal() {
        assert_eq!(rounded(0.1 + 0.2), rounded(0.3));
        assert_ne!(rounded(0.3), rounded(0.300_000_001));
        assert_eq!(rounded(-0.0).to_bits(), 0.0f64.to_bits());
        assert!(rounded(-2.0) < rounded(-1.0));
    }

    #[test]
    fn rankings_are_the_same_on_one_thread_and_on_two() {
        let edge = |s: u64, t: u64| EdgeRecord {
            source: NodeId::new(format!("{s:03}")),
            target: NodeId::new(format!("{t:03}")),
            relation: Relation::Cites,
            weight: 1,
        };
        let records: Vec<EdgeRecord> =
            (1..300).flat_map(|s| [edge(s, s * s * 7919 % s), edge(s, s * 31 % 300)]).collect();
        let graph = Graph::from_records(vec![], records);
        let on = |threads| {
            let threads = NonZeroUsize::new(threads);
            let all = Measure::ALL.to_vec();
            rank(&graph, &RankOptions { measures: all, threads, ..RankOptions::by(Measure::InDegree) })
        };
        assert_eq!(on(1), on(2));
        assert_eq!(on(1), on(5));
    }
}
