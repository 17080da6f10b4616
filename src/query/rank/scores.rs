//! The scores of one measure over a selection.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use super::{Estimate, Measure, RankError, RankOptions};
use crate::graph::{Graph, NodeIdx};
use crate::query::centrality::{
    Hits, KatzOptions, PageRankOptions, age_normalised, betweenness, betweenness_sampled, closeness,
    closeness_sampled, disruption, distinct_groups, harmonic, harmonic_sampled, hits, in_degree, katz,
    out_degree, page_rank, pivot_error, rescaled, sleeping_beauty,
};
use crate::query::{Selection, series};

/// Number of nodes times number of edges up to which distances between all pairs are computed: about half a minute on
/// one processor of the year 2020.
const EXACT: u128 = 10_000_000_000;
/// Sources from which measures are estimated above that.
const PIVOTS: usize = 2048;
/// Any number does; the same one draws the same sources.
const SEED: u64 = 53_144;
/// The chance that an estimate is off by more than is said.
const FAILURE: f64 = 0.05;
/// Nodes of the same time that a score is compared with: Mariani, Medo and Zhang 2016 take 1,000 of 450,000.
const WINDOW: usize = 300;
/// A year with fewer documents is compared together with its neighbours.
const FEWEST: usize = 30;

/// The scores of the measures of one question, each computed once.
pub(super) struct Scores<'a> {
    graph: &'a Graph,
    selection: &'a Selection,
    options: &'a RankOptions,
    /// One run gives both scores.
    hits: Option<Hits>,
    /// What two measures begin with.
    page_rank: Option<Vec<f64>>,
    /// What three measures look at, by place.
    years: Option<Vec<Option<i32>>>,
}

/// One score for each place, where it is defined.
pub(super) struct Column {
    pub(super) scores: Vec<Option<f64>>,
    pub(super) estimate: Option<Estimate>,
}

impl<'a> Scores<'a> {
    pub(super) fn new(graph: &'a Graph, selection: &'a Selection, options: &'a RankOptions) -> Self {
        Scores { graph, selection, options, hits: None, page_rank: None, years: None }
    }

    pub(super) fn of(&mut self, measure: Measure) -> Result<Column, RankError> {
        let net = &self.selection.net;
        let counted = |counts: Vec<u32>| counts.into_iter().map(|n| Some(f64::from(n))).collect();
        let all = |scores: Vec<f64>| scores.into_iter().map(Some).collect();
        let exact = |scores| Ok(Column { scores, estimate: None });
        let threads = self.options.threads.unwrap_or_else(available);
        match measure {
            Measure::InDegree => exact(counted(in_degree(net))),
            Measure::OutDegree => exact(counted(out_degree(net))),
            Measure::Series => exact(counted(distinct_groups(net, &self.groups()))),
            Measure::Aged => exact(age_normalised(net, self.years(), FEWEST)),
            Measure::PageRank => exact(all(self.page_rank().to_vec())),
            Measure::AgedPageRank => {
                let scores = self.page_rank().to_vec();
                exact(rescaled(&scores, self.years(), WINDOW))
            }
            Measure::Katz => exact(all(katz(net, &KatzOptions::default())?)),
            Measure::Authority => exact(all(self.hits().authorities.clone())),
            Measure::Hub => exact(all(self.hits().hubs.clone())),
            Measure::Disruption => {
                let mut scores = disruption(net, Some(&self.times()), threads);
                // What a text cites that was never read is not known, so that nobody can tell what is cited instead of it.
                for (score, node) in scores.iter_mut().zip(&self.selection.nodes) {
                    *score = score.filter(|_| !self.graph.node(*node).absent);
                }
                exact(scores)
            }
            Measure::Beauty => {
                let found = sleeping_beauty(net, self.years());
                exact(found.into_iter().map(|beauty| beauty.map(|b| b.coefficient)).collect())
            }
            Measure::Closeness if self.is_large() => {
                self.estimated(all(closeness_sampled(net, PIVOTS, SEED, threads)), None)
            }
            Measure::Harmonic if self.is_large() => {
                let most = |n: f64| n;
                self.estimated(all(harmonic_sampled(net, PIVOTS, SEED, threads)), Some(most))
            }
            Measure::Betweenness if self.is_large() => {
                let most = |n: f64| n * (n - 2.0);
                self.estimated(all(betweenness_sampled(net, PIVOTS, SEED, threads)), Some(most))
            }
            Measure::Closeness => exact(all(closeness(net, threads))),
            Measure::Harmonic => exact(all(harmonic(net, threads))),
            Measure::Betweenness => exact(all(betweenness(net, threads))),
        }
    }

    fn is_large(&self) -> bool {
        let net = &self.selection.net;
        net.node_count() as u128 * net.edge_count() as u128 > EXACT
    }

    /// The bound is ε times the most that a value can be, where there is such a bound.
    fn estimated(&self, scores: Vec<Option<f64>>, most: Option<fn(f64) -> f64>) -> Result<Column, RankError> {
        let nodes = self.selection.net.node_count();
        let bound = most.map(|most| pivot_error(nodes, PIVOTS, FAILURE) * most(nodes as f64));
        Ok(Column { scores, estimate: Some(Estimate { pivots: PIVOTS, bound, failure: FAILURE }) })
    }

    fn page_rank(&mut self) -> &[f64] {
        let (selection, from) = (self.selection, &self.options.from);
        self.page_rank.get_or_insert_with(|| {
            let mut places: Vec<u32> = from.iter().filter_map(|node| selection.place(*node)).collect();
            places.sort_unstable();
            let restart = (!from.is_empty()).then_some(&places[..]);
            page_rank(&selection.net, &PageRankOptions { restart, ..PageRankOptions::default() })
        })
    }

    fn hits(&mut self) -> &Hits {
        self.hits.get_or_insert_with(|| hits(&self.selection.net))
    }

    fn years(&mut self) -> &[Option<i32>] {
        let (graph, options) = (self.graph, self.options);
        let year = |node: &NodeIdx| options.year(graph, *node).map(i32::from);
        self.years.get_or_insert_with(|| self.selection.nodes.iter().map(year).collect())
    }

    /// Returns the days of the documents as numbers that order as days do; of those without date, the first of the year.
    fn times(&self) -> Vec<Option<i32>> {
        let time = |node: &NodeIdx| {
            let dated = self.graph.date(*node).map(|date| date.to_number());
            dated.or_else(|| self.options.year(self.graph, *node).map(|year| u32::from(year) << 16))
        };
        self.selection.nodes.iter().map(|node| time(node).map(|t| t as i32)).collect()
    }

    /// Returns the series of each place; a document of none is one by itself.
    fn groups(&self) -> Vec<u32> {
        let first: BTreeMap<NodeIdx, NodeIdx> = series(self.graph)
            .iter()
            .flat_map(|series| series.members.iter().map(|m| (m.node, series.members[0].node)))
            .collect();
        let group = |node: &NodeIdx| first.get(node).unwrap_or(node).place() as u32;
        self.selection.nodes.iter().map(group).collect()
    }
}

fn available() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}
