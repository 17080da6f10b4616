//! Answers as JSON for programs. The structs here are the wire format: fields are added at the end, never renamed.

mod division;
mod lines;
mod signatories;
mod similar;
mod statistics;

use std::io::{self, Write};

use serde::Serialize;

use super::Dossier;
use crate::draw::{Places, label};
use crate::graph::{EdgeIdx, Graph, NodeIdx};
use crate::model::{Occurrence, Relation, Signature};
use crate::query::{Measure, Ranked, Ranking, Standing, Trace, TraceOptions};

pub use division::division;
pub use lines::{common_ground, main_line, paths};
pub use signatories::{signatories, signatory};
pub use similar::similar;
pub use statistics::statistics;

/// One node on the wire.
#[derive(Debug, Serialize)]
struct Node<'a> {
    id: &'a str,
    label: String,
    kind: &'static str,
    body: Option<&'a str>,
    date: Option<String>,
    title: Option<&'a str>,
    absent: bool,
}

/// One place on the wire.
#[derive(Debug, Serialize)]
struct Place<'a> {
    source: &'a str,
    relation: &'static str,
    target: &'a str,
    target_id: &'a str,
    paragraph: &'a str,
    verb: Option<&'a str>,
    verb_family: Option<&'a str>,
    words: &'a str,
    class: &'static str,
    role: &'static str,
    via_footnote: String,
    connector: Option<&'a str>,
    rule: &'a str,
    confidence: f64,
    warning: Option<&'a str>,
    language: &'a str,
    repeated: bool,
    file: Option<&'a str>,
    start: Option<usize>,
    end: Option<usize>,
    explanation: Option<&'a str>,
    suggestion: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct EdgeLine<'a> {
    source: &'a str,
    relation: &'static str,
    target: &'a str,
    weight: u32,
    places: Vec<Place<'a>>,
}

#[derive(Debug, Serialize)]
struct TraceHit<'a> {
    depth: u32,
    #[serde(flatten)]
    node: Node<'a>,
    chain: Vec<&'a str>,
    edges: Vec<EdgeLine<'a>>,
}

#[derive(Debug, Serialize)]
struct TraceAnswer<'a> {
    about: Vec<Node<'a>>,
    relations: Vec<&'static str>,
    direction: &'static str,
    depth: String,
    as_of: Option<String>,
    hits: Vec<TraceHit<'a>>,
    left_out_undated: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct RankLine<'a> {
    rank: usize,
    score: f64,
    #[serde(flatten)]
    node: Node<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    beside: Vec<Beside>,
}

/// The place by another measure; none where a document has no value.
#[derive(Debug, Serialize)]
struct Beside {
    measure: &'static str,
    rank: Option<usize>,
    score: Option<f64>,
}

#[derive(Debug, Serialize)]
struct RankAnswer<'a> {
    measure: &'static str,
    population: usize,
    left_out_undated: usize,
    entries: Vec<RankLine<'a>>,
}

#[derive(Debug, Serialize)]
struct SignatureLine<'a> {
    name: &'a str,
    as_printed: &'a str,
    certainty: &'static str,
    organisation: bool,
    acronym: Option<&'a str>,
    location: Option<&'a str>,
    note: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct UnresolvedLine<'a> {
    paragraph: &'a str,
    words: &'a str,
    reason: &'a str,
}

#[derive(Debug, Serialize)]
struct CardAnswer<'a> {
    #[serde(flatten)]
    node: Node<'a>,
    language: Option<&'a str>,
    session: Option<&'a str>,
    agenda_item: Option<&'a str>,
    distributed: Option<String>,
    meeting: Option<&'a str>,
    basis: Option<&'a str>,
    vote: Option<&'a str>,
    identity_rule: Option<&'a str>,
    files: Vec<&'a str>,
    instruments: Vec<Node<'a>>,
    cites: Vec<EdgeLine<'a>>,
    cited_by: Vec<EdgeLine<'a>>,
    signatories: Vec<SignatureLine<'a>>,
    unresolved: Vec<UnresolvedLine<'a>>,
}

/// Writes a trace with the places of every edge.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn trace(
    graph: &Graph,
    trace: &Trace,
    options: &TraceOptions,
    places: &Places,
    out: impl Write,
) -> io::Result<()> {
    let hits = trace.hits.iter().map(|hit| TraceHit {
        depth: hit.depth,
        node: node(graph, hit.node),
        chain: trace.chain(hit).into_iter().map(|n| graph.id(n).as_str()).collect(),
        edges: hit.edges.iter().map(|e| edge_line(graph, places, *e)).collect(),
    });
    let answer = TraceAnswer {
        about: trace.start.iter().map(|n| node(graph, *n)).collect(),
        relations: options.relations.iter().map(Relation::as_str).collect(),
        direction: options.direction.as_str(),
        depth: options.depth.to_string(),
        as_of: options.as_of.map(|d| d.to_string()),
        hits: hits.collect(),
        left_out_undated: trace.undated.iter().map(|n| graph.id(*n).as_str()).collect(),
    };
    write(&answer, out)
}

/// Writes a ranking.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn ranking(graph: &Graph, ranking: &Ranking, out: impl Write) -> io::Result<()> {
    let entries = ranking.entries.iter().map(|e| RankLine {
        rank: e.rank(),
        score: e.score(),
        node: node(graph, e.node),
        beside: beside(ranking, e),
    });
    let answer = RankAnswer {
        measure: ranking.measure().as_str(),
        population: ranking.population,
        left_out_undated: ranking.undated,
        entries: entries.collect(),
    };
    write(&answer, out)
}

fn beside(ranking: &Ranking, entry: &Ranked) -> Vec<Beside> {
    let others = ranking.measures.iter().zip(&entry.standings).skip(1);
    let beside = |(measure, standing): (&Measure, &Option<Standing>)| Beside {
        measure: measure.as_str(),
        rank: standing.map(|s| s.rank),
        score: standing.map(|s| s.score),
    };
    others.map(beside).collect()
}

/// Writes all that is known of one document.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn dossier(graph: &Graph, dossier: &Dossier, places: &Places, out: impl Write) -> io::Result<()> {
    let card = &dossier.card;
    let lines = |edges: &[EdgeIdx]| edges.iter().map(|e| edge_line(graph, places, *e)).collect();
    let answer = CardAnswer {
        node: node(graph, dossier.node),
        language: card.language.as_ref().map(|l| l.as_str()),
        session: card.session.as_deref(),
        agenda_item: card.agenda_item.as_deref(),
        distributed: card.distributed.map(|d| d.to_string()),
        meeting: card.meeting.as_deref(),
        basis: card.basis.as_deref(),
        vote: card.vote.as_deref(),
        identity_rule: card.identity_rule.as_deref(),
        files: card.files.iter().map(String::as_str).collect(),
        instruments: dossier.instruments.iter().map(|n| node(graph, *n)).collect(),
        cites: lines(&dossier.cites),
        cited_by: lines(&dossier.cited_by),
        signatories: dossier.signatures.iter().map(signature_line).collect(),
        unresolved: dossier
            .unresolved
            .iter()
            .map(|u| UnresolvedLine { paragraph: &u.para, words: &u.surface, reason: &u.reason })
            .collect(),
    };
    write(&answer, out)
}

fn write(answer: &impl Serialize, mut out: impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, answer)?;
    writeln!(out)?;
    out.flush()
}

fn node(graph: &Graph, at: NodeIdx) -> Node<'_> {
    let record = graph.node(at);
    Node {
        id: record.id.as_str(),
        label: label(record),
        kind: record.kind.as_str(),
        body: graph.body(at).map(|b| b.as_str()),
        date: graph.date(at).map(|d| d.to_string()),
        title: graph.title(at),
        absent: record.absent,
    }
}

fn edge_line<'a>(graph: &'a Graph, places: &'a Places, at: EdgeIdx) -> EdgeLine<'a> {
    let edge = graph.edge(at);
    EdgeLine {
        source: graph.id(edge.source).as_str(),
        relation: edge.relation.as_str(),
        target: graph.id(edge.target).as_str(),
        weight: edge.weight,
        places: places.at(graph, at).into_iter().map(place).collect(),
    }
}

fn place(place: &Occurrence) -> Place<'_> {
    Place {
        source: place.source.as_str(),
        relation: place.relation.as_str(),
        target: place.target.as_str(),
        target_id: place.target_id.as_str(),
        paragraph: &place.para,
        verb: place.verb.as_ref().map(|v| v.printed.as_str()),
        verb_family: place.verb.as_ref().map(|v| v.family.as_str()).filter(|f| !f.is_empty()),
        words: &place.surface,
        class: place.class.as_str(),
        role: place.role.as_str(),
        via_footnote: place.via.to_string(),
        connector: place.connector.as_deref(),
        rule: &place.rule,
        confidence: f64::from(place.confidence.as_percent()) / 100.0,
        warning: place.warning.as_ref().map(|w| w.code.as_str()),
        language: place.language.as_str(),
        repeated: place.repeated,
        file: place.file.as_deref(),
        start: place.span.map(|s| s.start),
        end: place.span.map(|s| s.end),
        explanation: place.warning.as_ref().map(|w| w.explanation.as_str()),
        suggestion: place.warning.as_ref().and_then(|w| w.suggestion.as_ref()).map(|id| id.as_str()),
    }
}

fn signature_line(signature: &Signature) -> SignatureLine<'_> {
    SignatureLine {
        name: &signature.name,
        as_printed: &signature.as_printed,
        certainty: signature.certainty.as_str(),
        organisation: signature.organisation,
        acronym: signature.acronym.as_deref(),
        location: signature.location.as_deref(),
        note: signature.note.as_deref(),
    }
}
