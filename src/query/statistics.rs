//! The numbers of a graph as a whole, with the documents that they speak of.

use std::collections::BTreeMap;

use super::descent::{generations, longest_chain};
use super::structure::{
    Side, Summary, TriadCensus, core_numbers, degree_distribution, summary, triad_census,
};
use super::{EdgeFilter, Selection};
use crate::graph::{Graph, NodeIdx};
use crate::model::{NodeKind, Relation};

/// What a graph holds, and how its documents hang together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statistics {
    /// Number of documents whose text was read.
    pub read: usize,
    /// Number of documents whose text was not read: they are known from citations, or from records of a library.
    pub cited_only: usize,
    /// Number of instruments that are nodes of their own: treaties, and annexes of documents.
    pub instruments: usize,
    /// Number of organisations.
    pub organisations: usize,
    /// Number of States.
    pub states: usize,
    /// The first and last year of documents that were read.
    pub years: Option<(u16, u16)>,
    /// Number of edges of each relation, the most frequent first; all relations.
    pub relations: Vec<(Relation, usize)>,
    /// What follows counts the edges that were asked for.
    pub summary: Summary,
    /// Number of sources that were left out because they have no date to compare with the last day.
    pub undated: usize,
    /// Number of documents that cite something.
    pub citing: usize,
    /// Number of documents that are cited.
    pub cited: usize,
    /// How many documents make so many citations, from the fewest on.
    pub given: Vec<(u32, u64)>,
    /// How many documents receive so many citations, from the fewest on.
    pub received: Vec<(u32, u64)>,
    /// The document that cites most others, and how many.
    pub most_citing: Option<(NodeIdx, usize)>,
    /// The document that most others cite, and how many.
    pub most_cited: Option<(NodeIdx, usize)>,
    /// The groups of documents that cite each other, directly or in a circle, each by date; the largest first.
    pub knots: Vec<Vec<NodeIdx>>,
    /// One of the longest chains of citations, from the citing to the cited end.
    pub chain: Vec<NodeIdx>,
    /// Number of steps of the longest chain, those within a knot left out.
    pub generations: u32,
    /// The documents of the deepest core, the most cited first.
    pub core: Vec<NodeIdx>,
    /// How often each pattern of three documents occurs.
    pub triads: TriadCensus,
}

impl Statistics {
    /// Returns the mean number of citations that a document makes which makes any.
    pub fn mean_given(&self) -> Option<f64> {
        (self.citing > 0).then(|| self.summary.edges as f64 / self.citing as f64)
    }

    /// Returns the mean number of citations that a document receives which receives any.
    pub fn mean_received(&self) -> Option<f64> {
        (self.cited > 0).then(|| self.summary.edges as f64 / self.cited as f64)
    }
}

/// Counts a graph.
///
/// Nodes and relations are counted all; what hangs together is told of the edges that pass the filter, as distinct
/// (citing, cited) pairs, instruments being nodes of their own (see [`Selection::of`]). The definitions stand with
/// [`summary`], [`triad_census`], [`core_numbers`] and [`generations`], for cycles and absent documents as well. Of
/// several documents that are cited most, that with the smallest id is named.
///
/// Time O(|V| log |V| + |E|^1.5), space O(|V| + |E|).
///
/// # Examples
///
/// 1 and 2 cite each other, and 1 cites 0:
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, Relation};
/// use travaux::query::{EdgeFilter, RelationSet, statistics};
///
/// let edge = |(source, target): &(&str, &str)| EdgeRecord {
///     source: NodeId::new(*source), target: NodeId::new(*target), relation: Relation::Cites, weight: 1,
/// };
/// let graph = Graph::from_records(vec![], [("1", "0"), ("1", "2"), ("2", "1")].iter().map(edge).collect());
/// let found = statistics(&graph, &EdgeFilter { relations: RelationSet::references(), as_of: None, body: None });
/// assert_eq!((found.citing, found.cited, found.generations), (2, 3, 1));
/// assert_eq!((found.knots.len(), found.knots[0].len(), found.mean_given()), (1, 2, Some(1.5)));
/// ```
pub fn statistics(graph: &Graph, filter: &EdgeFilter) -> Statistics {
    let mut found = counted(graph);
    let selection = Selection::of(graph, filter);
    let net = &selection.net;
    let nodes = |places: &[u32]| places.iter().map(|place| selection.node(*place)).collect::<Vec<NodeIdx>>();
    let places = || 0..net.node_count() as u32;
    let most = |count: &dyn Fn(u32) -> usize| {
        let best = places().max_by_key(|place| (count(*place), std::cmp::Reverse(selection.node(*place))));
        best.map(|place| (selection.node(place), count(place))).filter(|(_, count)| *count > 0)
    };
    found.summary = summary(net);
    found.undated = selection.undated.len();
    found.citing = places().filter(|place| !net.cites(*place).is_empty()).count();
    found.cited = places().filter(|place| !net.cited_by(*place).is_empty()).count();
    found.given = degree_distribution(net, Side::Cites);
    found.received = degree_distribution(net, Side::CitedBy);
    found.most_citing = most(&|place| net.cites(place).len());
    found.most_cited = most(&|place| net.cited_by(place).len());
    found.knots = net.knots().iter().map(|knot| nodes(&knot.clone().collect::<Vec<u32>>())).collect();
    for knot in &mut found.knots {
        knot.sort_by_key(|node| (graph.date(*node), *node));
    }
    found.knots.sort_by_key(|knot| (std::cmp::Reverse(knot.len()), knot[0]));
    found.chain = nodes(&longest_chain(net));
    found.generations = generations(net).into_iter().max().unwrap_or(0);
    let cores = core_numbers(net);
    let deepest = found.summary.deepest_core;
    let mut core: Vec<u32> = places().filter(|place| cores[*place as usize] == deepest).collect();
    core.sort_by_key(|place| (std::cmp::Reverse(net.cited_by(*place).len()), selection.node(*place)));
    found.core = nodes(&core);
    found.triads = triad_census(net);
    found
}

/// Counts nodes and relations.
fn counted(graph: &Graph) -> Statistics {
    let mut found = Statistics::default();
    for at in graph.nodes() {
        let node = graph.node(at);
        match (node.kind, node.absent) {
            (NodeKind::Organisation, _) => found.organisations += 1,
            (NodeKind::State, _) => found.states += 1,
            (NodeKind::Instrument, _) => found.instruments += 1,
            // Open sets of documents are no nodes.
            (NodeKind::Set, _) => {}
            (NodeKind::Document, true) => found.cited_only += 1,
            (NodeKind::Document, false) => {
                found.read += 1;
                if let Some(year) = graph.date(at).map(|date| date.year()) {
                    let (first, last) = found.years.unwrap_or((year, year));
                    found.years = Some((first.min(year), last.max(year)));
                }
            }
        }
    }
    let mut relations: BTreeMap<Relation, usize> = BTreeMap::new();
    graph.edges().for_each(|edge| *relations.entry(graph.edge(edge).relation).or_default() += 1);
    found.relations = relations.into_iter().collect();
    found.relations.sort_by_key(|(relation, count)| (std::cmp::Reverse(*count), *relation));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, EdgeRecord, NodeId, NodeRecord};
    use crate::query::RelationSet;
    use crate::query::structure::Triad;

    /// D cites C, which cites B, which cites A; D cites B as well; E and F cite each other; an organisation signed D.
    #[test]
    fn a_graph_is_counted_and_its_extremes_are_named() {
        let node = |id: &str, kind, year: Option<u16>| NodeRecord {
            id: NodeId::new(id),
            kind,
            body: None,
            date: year.map(Date::of_year),
            title: None,
            absent: false,
        };
        let nodes = vec![
            node("A", NodeKind::Instrument, None),
            node("B", NodeKind::Document, Some(1999)),
            node("C", NodeKind::Document, Some(2001)),
            node("ORG:x", NodeKind::Organisation, None),
        ];
        let edges = [("B", "A"), ("C", "B"), ("D", "B"), ("D", "C"), ("E", "F"), ("F", "E"), ("ORG:x", "D")];
        let edges = edges.iter().map(|(source, target)| EdgeRecord {
            source: NodeId::new(*source),
            target: NodeId::new(*target),
            relation: if *target == "D" { Relation::Signed } else { Relation::Recalls },
            weight: 1,
        });
        let graph = Graph::from_records(nodes, edges.collect());
        let ids = |nodes: &[NodeIdx]| nodes.iter().map(|n| graph.id(*n).to_string()).collect::<Vec<_>>();
        let references = EdgeFilter { relations: RelationSet::references(), as_of: None, body: None };
        let found = statistics(&graph, &references);
        assert_eq!((found.read, found.cited_only, found.instruments, found.organisations), (2, 3, 1, 1));
        assert_eq!(
            (found.years, &found.relations[..]),
            (Some((1999, 2001)), &[(Relation::Recalls, 6), (Relation::Signed, 1)][..])
        );
        assert_eq!((found.citing, found.cited, found.summary.nodes), (5, 5, 6));
        let named = |most: Option<(NodeIdx, usize)>| most.map(|(n, count)| (graph.id(n).to_string(), count));
        assert_eq!(named(found.most_citing), Some(("D".to_owned(), 2)));
        assert_eq!(named(found.most_cited), Some(("B".to_owned(), 2)));
        assert_eq!((found.knots.len(), ids(&found.knots[0])), (1, vec!["E".to_owned(), "F".to_owned()]));
        assert_eq!((ids(&found.chain).concat(), found.generations), ("DCBA".to_owned(), 3));
        assert_eq!((ids(&found.core).concat(), found.triads.count(Triad::T030T)), ("BCD".to_owned(), 1));
        assert_eq!((found.mean_given(), &found.given[..]), (Some(1.2), &[(0, 1), (1, 4), (2, 1)][..]));
        let none = statistics(&Graph::default(), &references);
        assert_eq!((none.mean_given(), none.mean_received(), none.most_cited), (None, None, None));
    }
}
