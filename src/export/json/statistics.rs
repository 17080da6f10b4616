//! The numbers of a graph as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::{Node, node, write};
use crate::graph::{Graph, NodeIdx};
use crate::model::Relation;
use crate::query::structure::Triad;
use crate::query::{EdgeFilter, Statistics};

#[derive(Debug, Serialize)]
struct StatisticsAnswer<'a> {
    documents_read: usize,
    documents_cited_only: usize,
    instruments: usize,
    organisations: usize,
    states: usize,
    first_year: Option<u16>,
    last_year: Option<u16>,
    edges: Vec<RelationLine>,
    relations: Vec<&'static str>,
    as_of: Option<String>,
    left_out_undated: usize,
    documents: usize,
    citations: usize,
    citing: usize,
    cited: usize,
    mean_given: Option<f64>,
    mean_received: Option<f64>,
    most_citing: Option<Extreme<'a>>,
    most_cited: Option<Extreme<'a>>,
    given: Vec<Degree>,
    received: Vec<Degree>,
    density: f64,
    components: usize,
    largest_component: usize,
    knots: Vec<Vec<&'a str>>,
    generations: u32,
    longest_chain: Vec<&'a str>,
    citing_nothing: usize,
    never_cited: usize,
    core_number: u32,
    core: Vec<&'a str>,
    reciprocity: f64,
    flow_hierarchy: f64,
    assortativity: Option<f64>,
    cited_assortativity: Option<f64>,
    triangles: u64,
    transitivity: f64,
    average_clustering: f64,
    triads: Vec<TriadLine>,
}

#[derive(Debug, Serialize)]
struct RelationLine {
    relation: &'static str,
    edges: usize,
}

#[derive(Debug, Serialize)]
struct Extreme<'a> {
    number: usize,
    #[serde(flatten)]
    node: Node<'a>,
}

/// How many documents make or receive so many citations.
#[derive(Debug, Serialize)]
struct Degree {
    citations: u32,
    documents: u64,
}

/// A number of triples is given as text where it is greater than numbers of JSON are read everywhere.
#[derive(Debug, Serialize)]
struct TriadLine {
    triad: &'static str,
    count: String,
}

/// Writes the numbers of a graph; triads are all sixteen, their numbers as texts because they exceed 2^53 soon.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn statistics(graph: &Graph, found: &Statistics, filter: &EdgeFilter, out: impl Write) -> io::Result<()> {
    let ids = |nodes: &[NodeIdx]| nodes.iter().map(|n| graph.id(*n).as_str()).collect::<Vec<&str>>();
    let extreme =
        |most: Option<(NodeIdx, usize)>| most.map(|(at, number)| Extreme { number, node: node(graph, at) });
    let degrees = |spread: &[(u32, u64)]| {
        spread
            .iter()
            .map(|(citations, documents)| Degree { citations: *citations, documents: *documents })
            .collect()
    };
    let relations = found.relations.iter();
    let triads = Triad::ALL.into_iter();
    let summary = &found.summary;
    let answer = StatisticsAnswer {
        documents_read: found.read,
        documents_cited_only: found.cited_only,
        instruments: found.instruments,
        organisations: found.organisations,
        states: found.states,
        first_year: found.years.map(|(first, _)| first),
        last_year: found.years.map(|(_, last)| last),
        edges: relations.map(|(r, edges)| RelationLine { relation: r.as_str(), edges: *edges }).collect(),
        relations: filter.relations.iter().map(Relation::as_str).collect(),
        as_of: filter.as_of.map(|day| day.to_string()),
        left_out_undated: found.undated,
        documents: summary.nodes,
        citations: summary.edges,
        citing: found.citing,
        cited: found.cited,
        mean_given: found.mean_given(),
        mean_received: found.mean_received(),
        most_citing: extreme(found.most_citing),
        most_cited: extreme(found.most_cited),
        given: degrees(&found.given),
        received: degrees(&found.received),
        density: summary.density,
        components: summary.weak_components,
        largest_component: summary.largest_weak_component,
        knots: found.knots.iter().map(|knot| ids(knot)).collect(),
        generations: found.generations,
        longest_chain: ids(&found.chain),
        citing_nothing: summary.citing_nothing,
        never_cited: summary.never_cited,
        core_number: summary.deepest_core,
        core: ids(&found.core),
        reciprocity: summary.reciprocity,
        flow_hierarchy: summary.flow_hierarchy,
        assortativity: summary.assortativity,
        cited_assortativity: summary.cited_assortativity,
        triangles: summary.triangles,
        transitivity: summary.transitivity,
        average_clustering: summary.average_clustering,
        triads: triads
            .map(|triad| TriadLine { triad: triad.as_str(), count: found.triads.count(triad).to_string() })
            .collect(),
    };
    write(&answer, out)
}
