//! Who cites a document, by year and by how.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Bar, Chart, Look, Panel, Part, Plot, counted, heading, if_any, provenance, restriction, years_in_words,
};
use crate::draw::{Line, Places, Years, address, label};
use crate::graph::{EdgeIdx, Graph, NodeIdx};
use crate::model::Date;
use crate::query::{EdgeFilter, Link, Trace};

/// Most documents that are named in one tooltip.
const NAMED: usize = 8;

/// The documents that cite one, each with its year and how it cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citing {
    /// The document that is cited.
    pub focus: NodeIdx,
    /// The documents that cite it, by year (unknown last), by how they cite, and by id.
    pub documents: Vec<CitingDocument>,
    /// Number of documents that were left out because they have no date to compare with the last day.
    pub undated: usize,
}

/// A document that cites another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CitingDocument {
    /// The year in which it does, where known.
    pub year: Option<u16>,
    /// The strongest of the ways in which it does.
    pub line: Line,
    /// The document.
    pub node: NodeIdx,
    /// Whether the year is not that of a date, but the likely one of its symbol.
    pub by_symbol: bool,
}

impl Citing {
    /// Takes the documents of a trace of one step against the citations. A document and what is annexed to it are one;
    /// a signature is as old as its letter.
    pub fn of(graph: &Graph, trace: &Trace, places: &Places, years: &Years) -> Self {
        let mut found: BTreeMap<NodeIdx, CitingDocument> = BTreeMap::new();
        for hit in &trace.hits {
            let node = graph.document(hit.node).unwrap_or(hit.node);
            let said = |e: &EdgeIdx| {
                let edge = graph.edge(*e);
                graph.date(if edge.relation.is_participation() { edge.target } else { edge.source })
            };
            let dated = hit.edges.iter().filter_map(said).map(Date::year).min();
            let year = dated.or_else(|| years.of(hit.node));
            let Some(line) = line(graph, &hit.edges, places) else { continue };
            let by_symbol = dated.is_none() && year.is_some();
            let known = found.entry(node).or_insert(CitingDocument { year, line, node, by_symbol });
            known.line = known.line.min(line);
        }
        let mut documents: Vec<CitingDocument> = found.into_values().collect();
        documents.sort_by_key(|d| (d.year.is_none(), *d));
        let focus = trace.start.first().copied().unwrap_or_default();
        let undated: BTreeSet<NodeIdx> =
            trace.undated.iter().map(|n| graph.document(*n).unwrap_or(*n)).collect();
        Self { focus, documents, undated: undated.len() }
    }

    /// Returns the documents of each year, in order.
    fn by_year(&self) -> impl Iterator<Item = &[CitingDocument]> {
        self.documents.chunk_by(|a, b| a.year == b.year)
    }
}

/// Returns the strongest of what some edges to one document say.
fn line(graph: &Graph, edges: &[EdgeIdx], places: &Places) -> Option<Line> {
    let links = edges.iter().map(|e| {
        let edge = graph.edge(*e);
        Link { source: edge.source, target: edge.target, relation: edge.relation, edges: vec![*e] }
    });
    links.map(|link| Line::of(graph, &link, places)).min()
}

impl Chart {
    /// Makes the chart of who cites a document, by year and by how.
    pub fn of_citing(graph: &Graph, citing: &Citing, filter: &EdgeFilter, source: &str) -> Self {
        let documents = &citing.documents;
        let own = graph.date(citing.focus).map(Date::year);
        let years = || documents.iter().filter_map(|d| d.year);
        // The axis begins with the document itself: how long it waited for its first reader is part of the answer.
        let span =
            years().chain(own).min().zip(years().chain(own).max()).filter(|_| years().next().is_some());
        let as_of = filter.as_of.map(|day| format!(" as of {day}")).unwrap_or_default();
        let mut subtitle = vec![heading(graph, citing.focus)];
        subtitle.push(if documents.is_empty() {
            "No document cites it".to_owned()
        } else {
            let cite = counted(documents.len(), "document cites it", "documents cite it");
            let when = years().min().zip(years().max()).map(|s| format!(", {}", years_in_words(s)));
            cite + &when.unwrap_or_default()
        });
        if !documents.is_empty() {
            let reading = "Each counts once with its annexes, under the strongest verb under which it refers to it, \
                           in the order of the key";
            subtitle.push(reading.to_owned());
        }
        subtitle.extend(restriction(&filter.relations));
        let count = |keep: &dyn Fn(&CitingDocument) -> bool| documents.iter().filter(|d| keep(d)).count();
        subtitle.extend(if_any(
            count(&|d| d.by_symbol),
            "document without a known date stands in the year of its session or symbol",
            "documents without a known date stand in the year of their session or symbol",
        ));
        subtitle.extend(if_any(
            count(&|d| d.year.is_none()),
            "document of no known year stands at the left",
            "documents of no known year stand at the left",
        ));
        subtitle.extend(if_any(
            citing.undated,
            "undated document is left out",
            "undated documents are left out",
        ));
        let bars = citing.by_year().map(|documents| bar(graph, documents)).collect();
        Chart {
            title: format!("Citations of {} by year{as_of}", label(graph.node(citing.focus))),
            subtitle,
            source: provenance(graph, source),
            address: address(graph.id(citing.focus).as_str()),
            plot: Plot::Years {
                span,
                panels: vec![Panel { measure: "documents that cite it".to_owned(), counts: true, bars }],
            },
        }
    }
}

/// Returns the bar of the documents of one year.
fn bar(graph: &Graph, documents: &[CitingDocument]) -> Bar {
    let year = documents.first().and_then(|d| d.year);
    let when = year.map_or_else(|| "no known year".to_owned(), |y| y.to_string());
    let mut parts = Vec::new();
    let mut told = Vec::new();
    for of_line in documents.chunk_by(|a, b| a.line == b.line) {
        let name = of_line[0].line.name();
        told.push(format!("{name} {}", of_line.len()));
        let mut ids: Vec<&str> = of_line.iter().take(NAMED).map(|d| graph.id(d.node).as_str()).collect();
        if of_line.len() > NAMED {
            ids.push("…");
        }
        let by_symbol = of_line.iter().filter(|d| d.by_symbol).count();
        let guessed = if by_symbol > 0 { format!("; {by_symbol} by the symbol only") } else { String::new() };
        let number = counted(of_line.len(), "document", "documents");
        parts.push(Part {
            look: Look::Line(of_line[0].line),
            value: of_line.len() as f64,
            words: format!("{when}, {name}: {number} ({}{guessed})", ids.join(", ")),
            address: if let [one] = of_line { address(graph.id(one.node).as_str()) } else { None },
        });
    }
    Bar {
        year,
        name: String::new(),
        title: String::new(),
        parts,
        shown: documents.len().to_string(),
        words: format!("{when}: {} ({})", counted(documents.len(), "document", "documents"), told.join(", ")),
        address: None,
        is_focus: false,
    }
}
