//! What is told of each node and edge in the formats of other programs: the same columns in all of them.

use std::collections::BTreeSet;

use crate::draw::{Places, label};
use crate::graph::{EdgeIdx, Graph, NodeIdx};

/// The columns of nodes, in order.
pub(super) const NODE: [&str; 9] =
    ["Id", "Label", "Kind", "Body", "Date", "Title", "Absent", "InDegree", "OutDegree"];

/// The columns of edges, in order.
pub(super) const EDGE: [&str; 8] =
    ["Source", "Target", "Type", "Label", "Weight", "Verbs", "Paragraphs", "FirstDate"];

/// What is told of a node.
pub(super) struct NodeRow<'a> {
    pub(super) id: &'a str,
    pub(super) label: String,
    pub(super) kind: String,
    pub(super) body: Option<String>,
    /// As precise as it is known: a year, a month or a day.
    pub(super) date: Option<String>,
    /// On one line.
    pub(super) title: Option<String>,
    pub(super) absent: bool,
    /// Distinct neighbours over all relations of the whole graph.
    pub(super) in_degree: usize,
    pub(super) out_degree: usize,
}

/// What is told of an edge.
pub(super) struct EdgeRow<'a> {
    pub(super) source: &'a str,
    pub(super) target: &'a str,
    pub(super) relation: &'static str,
    /// Number of places, without those of translations and second copies.
    pub(super) weight: u32,
    /// Those of the places known, in the order of their first appearance.
    pub(super) verbs: Vec<String>,
    pub(super) paragraphs: Vec<String>,
    /// The date of the citing document, the day from which the edge exists.
    pub(super) first_date: Option<String>,
}

impl<'a> NodeRow<'a> {
    /// Returns what is told of the node as text, in the order of [`NODE`].
    pub(super) fn cells(self) -> [String; 9] {
        [
            self.id.to_owned(),
            self.label,
            self.kind,
            self.body.unwrap_or_default(),
            self.date.unwrap_or_default(),
            self.title.unwrap_or_default(),
            self.absent.to_string(),
            self.in_degree.to_string(),
            self.out_degree.to_string(),
        ]
    }

    pub(super) fn of(graph: &'a Graph, node: NodeIdx) -> Self {
        let record = graph.node(node);
        let distinct = |ends: BTreeSet<NodeIdx>| ends.len();
        // A line end in a cell breaks the row in many a reader.
        let title = |title: &str| title.split_whitespace().collect::<Vec<&str>>().join(" ");
        Self {
            id: graph.id(node).as_str(),
            label: label(record),
            kind: record.kind.to_string(),
            body: graph.body(node).map(|body| body.to_string()),
            date: graph.date(node).map(|date| date.to_string()),
            title: graph.title(node).map(title),
            absent: record.absent,
            in_degree: distinct(graph.edges_in(node).map(|e| graph.edge(e).source).collect()),
            out_degree: distinct(graph.edges_out(node).map(|e| graph.edge(e).target).collect()),
        }
    }
}

impl<'a> EdgeRow<'a> {
    pub(super) fn of(graph: &'a Graph, places: &Places, at: EdgeIdx) -> Self {
        let edge = graph.edge(at);
        let places = places.at(graph, at);
        Self {
            source: graph.id(edge.source).as_str(),
            target: graph.id(edge.target).as_str(),
            relation: edge.relation.as_str(),
            weight: edge.weight,
            verbs: distinct(places.iter().filter_map(|p| p.verb.as_ref()).map(|v| v.printed.as_str())),
            paragraphs: distinct(places.iter().map(|p| p.para.as_str())),
            first_date: graph.date(edge.source).map(|date| date.to_string()),
        }
    }

    /// Returns the verbs as one text.
    pub(super) fn verbs(&self) -> String {
        self.verbs.join("; ")
    }

    /// Returns the paragraphs as one text.
    pub(super) fn paragraphs(&self) -> String {
        self.paragraphs.join("; ")
    }
}

/// Returns the distinct texts in the order of their first appearance.
fn distinct<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for text in texts.filter(|t| !t.is_empty()) {
        if !seen.iter().any(|known| known == text) {
            seen.push(text.to_owned());
        }
    }
    seen
}
