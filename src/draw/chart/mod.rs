//! Numbers as bars or points: citations by year, the growth of a series, the top of a ranking, a measure by years.
//!
//! A [`Chart`] is a plain value with every word and number that is shown; [`svg`] gives it a page, and a terminal may
//! tell the same with letters.

mod axis;
mod citing;
mod cohorts;
mod columns;
mod growth;
mod key;
mod look;
mod mark;
mod page;
mod ranking;
mod rows;
mod scale;
mod scatter;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::draw::Issuer;
use crate::graph::{Graph, NodeIdx};
use crate::model::NodeKind;
use crate::query::{Measure, RelationSet};
use axis::Axis;

pub use citing::{Citing, CitingDocument};
pub use look::Look;
pub use page::svg;

/// Numbers as bars or points, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The headline.
    pub title: String,
    /// What is counted, and how it is read.
    pub subtitle: Vec<String>,
    /// Where the numbers come from.
    pub source: String,
    /// Where the document asked about can be read.
    pub address: Option<String>,
    /// The bars or points.
    pub plot: Plot,
}

/// How bars or points stand.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// Upright over years, each panel below the one before, with the same years.
    Years {
        /// The first year of the axis and the last one, also where no bar stands in them.
        span: Option<(u16, u16)>,
        /// The bars by what they measure.
        panels: Vec<Panel>,
    },
    /// Lying, one below the other.
    Ranking(Panel),
    /// Points over years.
    Scatter(Scatter),
}

/// Documents as points, by year and score, among those of their years.
#[derive(Clone, Debug, PartialEq)]
pub struct Scatter {
    /// What they measure.
    pub measure: String,
    /// Where scores stand.
    axis: Axis,
    /// The documents, by cohort, the best of each first.
    pub points: Vec<Point>,
    /// The cohorts, by year.
    pub steps: Vec<Step>,
}

/// A document as a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The year in which it stands.
    pub year: u16,
    /// The score.
    pub value: f64,
    /// Who speaks.
    pub issuer: Issuer,
    /// The document.
    pub name: String,
    /// The score as it is told.
    pub shown: String,
    /// What it says, in words.
    pub words: String,
    /// Where the document can be read.
    pub address: Option<String>,
    /// Whether it was asked about.
    pub is_focus: bool,
}

/// The documents of some years.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The first year.
    pub first: u16,
    /// The last year.
    pub last: u16,
    /// The score in the middle.
    pub median: f64,
    /// The score that at most a tenth exceeds.
    pub upper_tenth: f64,
    /// Both scores as they are told.
    pub shown: [String; 2],
    /// The documents among the points.
    pub points: Range<usize>,
    /// How many of them, from the first, stand out.
    pub outstanding: usize,
}

/// Bars that measure one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// What they measure.
    pub measure: String,
    /// Whether they count: an axis then has whole numbers only.
    pub counts: bool,
    /// The bars; by year (unknown last) where they stand over years.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The year in which it stands.
    pub year: Option<u16>,
    /// The document that it stands for, unless it stands for a year.
    pub name: String,
    /// What is told of that document.
    pub title: String,
    /// Its parts, from the foot.
    pub parts: Vec<Part>,
    /// The number at its end.
    pub shown: String,
    /// What it says, in words.
    pub words: String,
    /// Where its document can be read.
    pub address: Option<String>,
    /// Whether its document was asked about.
    pub is_focus: bool,
}

impl Bar {
    /// Returns its length.
    pub fn value(&self) -> f64 {
        self.parts.iter().map(|part| part.value).sum()
    }
}

/// A part of a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it is a part of.
    pub look: Look,
    /// Its length.
    pub value: f64,
    /// What it says, in words.
    pub words: String,
    /// Where its document can be read, if it is only one.
    pub address: Option<String>,
}

impl Chart {
    /// Returns the panels of bars, from the top.
    pub fn panels(&self) -> &[Panel] {
        match &self.plot {
            Plot::Years { panels, .. } => panels,
            Plot::Ranking(panel) => std::slice::from_ref(panel),
            Plot::Scatter(_) => &[],
        }
    }

    /// Returns what parts of bars occur, in the order of keys and of parts.
    pub fn looks(&self) -> BTreeSet<Look> {
        let bars = self.panels().iter().flat_map(|panel| &panel.bars);
        let parts = bars.clone().flat_map(|bar| &bar.parts).filter(|part| part.value > 0.0);
        let focus = bars.filter(|bar| bar.is_focus).map(|_| Look::Focus);
        parts.map(|part| part.look).chain(focus).collect()
    }
}

/// Returns the id and the title of a document, as a subtitle begins.
fn heading(graph: &Graph, node: NodeIdx) -> String {
    match graph.title(node) {
        Some(title) => format!("{} — {title}", graph.id(node)),
        None => graph.id(node).to_string(),
    }
}

/// Returns where numbers come from, and how many documents can cite at all: a year of which few documents were read has
/// low bars.
fn provenance(graph: &Graph, source: &str) -> String {
    let read = |node: &NodeIdx| {
        let record = graph.node(*node);
        !record.absent && record.kind == NodeKind::Document
    };
    let number = graph.nodes().filter(read).count();
    format!(
        "{source}; citations are those of the {} that were read",
        counted(number, "document", "documents")
    )
}

/// Returns a number with its noun.
fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Returns a number with words, unless it is none.
fn if_any(number: usize, one: &str, many: &str) -> Option<String> {
    (number > 0).then(|| counted(number, one, many))
}

/// Returns what a measure counts or tells, for an axis.
fn axis_name(measure: Measure) -> String {
    match measure {
        Measure::InDegree => "documents that refer to it".to_owned(),
        Measure::OutDegree => "documents that it refers to".to_owned(),
        Measure::PageRank => "PageRank".to_owned(),
        other => other.by().to_owned(),
    }
}

/// Returns the relations that are counted, in words, where they are not the usual ones.
fn restriction(relations: &RelationSet) -> Option<String> {
    let names: Vec<String> = relations.iter().map(|r| r.as_str().replace('_', " ")).collect();
    if *relations == RelationSet::references() {
        None
    } else if *relations == RelationSet::all() {
        Some("Every relation counts".to_owned())
    } else {
        Some(format!("Only these relations count: {}", names.join(", ")))
    }
}

/// Returns years as they are written: `1998–2023`.
fn years_in_words((first, last): (u16, u16)) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}
