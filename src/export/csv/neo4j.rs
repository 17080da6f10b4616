//! Tables that `neo4j-admin database import` reads.

use std::io::{self, Write};

use super::{Cells, Table};
use crate::draw::Places;
use crate::export::Excerpt;
use crate::export::rows::{EdgeRow, NodeRow};
use crate::graph::Graph;

const NODES: [&str; 10] = [
    "id:ID",
    "label",
    "kind",
    "body",
    "date",
    "title",
    "absent:boolean",
    "inDegree:int",
    "outDegree:int",
    ":LABEL",
];
const RELATIONSHIPS: [&str; 7] =
    [":START_ID", ":END_ID", ":TYPE", "weight:int", "verbs", "paragraphs", "firstDate"];

/// Writes the table of nodes: labels are `Document`, `Instrument` and `Organisation`. Dates are texts, since many are
/// known by their year only.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn neo4j_nodes(graph: &Graph, excerpt: &Excerpt, out: impl Write) -> io::Result<()> {
    let mut table = Table::new(out, Cells::Raw, &NODES)?;
    for node in &excerpt.nodes {
        let row = NodeRow::of(graph, *node);
        let mut letters = row.kind.chars();
        let label =
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
        let mut cells = row.cells().to_vec();
        cells.push(label);
        table.row(cells)?;
    }
    table.end()
}

/// Writes the table of relationships, with types as Neo4j writes them: `RECALLS`, `ANNEXED_TO`.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn neo4j_relationships(
    graph: &Graph,
    excerpt: &Excerpt,
    places: &Places,
    out: impl Write,
) -> io::Result<()> {
    let mut table = Table::new(out, Cells::Raw, &RELATIONSHIPS)?;
    for edge in &excerpt.edges {
        let row = EdgeRow::of(graph, places, *edge);
        table.row(vec![
            row.source.to_owned(),
            row.target.to_owned(),
            row.relation.to_uppercase(),
            row.weight.to_string(),
            row.verbs(),
            row.paragraphs(),
            row.first_date.unwrap_or_default(),
        ])?;
    }
    table.end()
}
