//! Similar documents as CSV.

use std::io::{self, Write};

use super::{Cells, Table, description};
use crate::graph::Graph;
use crate::query::Resemblance;

const SIMILAR: [&str; 12] = [
    "Rank",
    "Id",
    "Label",
    "Kind",
    "Body",
    "Date",
    "Title",
    "Score",
    "CitedTogether",
    "SharedSources",
    "CitesIt",
    "CitedByIt",
];

/// Writes the documents like one, best first. `CitesIt` says whether a document cites the one asked about.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn similar(graph: &Graph, found: &Resemblance, cells: Cells, out: impl Write) -> io::Result<()> {
    let mut table = Table::new(out, cells, &SIMILAR)?;
    for (at, one) in found.entries.iter().enumerate() {
        let mut row = vec![(at + 1).to_string()];
        row.extend(description(graph, one.node));
        row.push(format!("{:.6}", one.score));
        row.push(one.together.to_string());
        row.push(one.sources.to_string());
        row.push(one.cites.to_string());
        row.push(one.cited.to_string());
        table.row(row)?;
    }
    table.end()
}
