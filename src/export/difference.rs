//! The difference between two graphs, one row each: for scripts (TSV, JSON).

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::{json_lines, tsv};
use crate::model::{EdgeRecord, NodeRecord};
use crate::query::Difference;

/// The columns of [`write_tsv`], in order. Others script against them: new ones come at the end.
pub const COLUMNS: [&str; 6] = ["difference", "node", "relation", "target", "before", "after"];

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Which: `only before`, `only after`, `changed`, `citation only before`, `citation only after`, `citation changed`.
    pub difference: &'static str,
    /// The node, or the source of the edge.
    pub node: String,
    /// The relation of the edge.
    pub relation: Option<String>,
    /// The target of the edge.
    pub target: Option<String>,
    /// What the first knows: date and title of a node, the number of places of an edge.
    pub before: String,
    /// What the second knows.
    pub after: String,
}

impl Row {
    /// Returns what is counted.
    pub fn noun(&self) -> &'static str {
        if self.relation.is_some() { "citation" } else { "node" }
    }
}

/// Returns every difference, nodes before edges.
pub fn rows(found: &Difference) -> Vec<Row> {
    let mut rows = Vec::new();
    let node = |difference, id: &NodeRecord, before: String, after: String| Row {
        difference,
        node: id.id.to_string(),
        relation: None,
        target: None,
        before,
        after,
    };
    let edge = |difference, edge: &EdgeRecord, before: String, after: String| Row {
        difference,
        node: edge.source.to_string(),
        relation: Some(edge.relation.to_string()),
        target: Some(edge.target.to_string()),
        before,
        after,
    };
    let none = String::new;
    rows.extend(found.only_before.iter().map(|n| node("only before", n, known(n), none())));
    rows.extend(found.only_after.iter().map(|n| node("only after", n, none(), known(n))));
    rows.extend(found.changed.iter().map(|(old, new)| node("changed", old, known(old), known(new))));
    let places = |e: &EdgeRecord| e.weight.to_string();
    rows.extend(found.edges_before.iter().map(|e| edge("citation only before", e, places(e), none())));
    rows.extend(found.edges_after.iter().map(|e| edge("citation only after", e, none(), places(e))));
    let again =
        found.reweighted.iter().map(|(old, new)| edge("citation changed", old, places(old), places(new)));
    rows.extend(again);
    rows
}

/// Returns what is known of a node in words.
fn known(node: &NodeRecord) -> String {
    let mut parts = vec![node.kind.to_string()];
    parts.extend(node.body.as_ref().map(ToString::to_string));
    parts.extend(node.date.map(|date| date.to_string()));
    parts.extend(node.absent.then(|| "never read".to_owned()));
    parts.extend(node.title.as_ref().map(|title| format!("“{title}”")));
    parts.join(", ")
}

/// Writes a header and tab-separated rows: no quoting, tabs and line ends within a cell are blanks.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write_tsv(found: &Difference, out: &mut dyn Write) -> io::Result<()> {
    let cells = |row: Row| {
        let (relation, target) = (row.relation.unwrap_or_default(), row.target.unwrap_or_default());
        let texts = [row.node, relation, target, row.before, row.after];
        let [node, relation, target, before, after] = texts.map(Cow::Owned);
        [row.difference.into(), node, relation, target, before, after]
    };
    tsv::write(&COLUMNS, rows(found).into_iter().map(cells), out)
}

/// Writes one line of JSON for each difference.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write_json(found: &Difference, out: &mut dyn Write) -> io::Result<()> {
    json_lines::write(rows(found), out)
}
