//! Communities as CSV.

use std::io::{self, Write};

use super::{Cells, Table, description};
use crate::graph::Graph;
use crate::query::Division;

const DIVISION: [&str; 10] =
    ["Community", "Words", "Id", "Label", "Kind", "Body", "Date", "Title", "CitedWithin", "CitedBy"];

/// Writes some communities, by their places in the list: a row for every document. Communities are numbered from 1, the
/// largest first.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn division(
    graph: &Graph,
    division: &Division,
    places: impl IntoIterator<Item = usize>,
    cells: Cells,
    out: impl Write,
) -> io::Result<()> {
    let mut table = Table::new(out, cells, &DIVISION)?;
    for place in places {
        let community = &division.communities[place];
        let words: Vec<&str> = community.words.iter().map(|w| w.word.as_str()).collect();
        for member in &community.members {
            let mut row = vec![(place + 1).to_string(), words.join("; ")];
            row.extend(description(graph, member.node));
            row.push(member.cited_within.to_string());
            row.push(member.cited_by.to_string());
            table.row(row)?;
        }
    }
    table.end()
}
