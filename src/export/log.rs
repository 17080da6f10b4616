//! The log of a database, one row for each change: for scripts (TSV, JSON).

use std::io::{self, Write};

use serde::Serialize;

use super::{json_lines, tsv};
use crate::model::{Change, NodeId, Run};

/// The columns of [`write_tsv`], in order. Others script against them: new ones come at the end.
pub const COLUMNS: [&str; 9] =
    ["run", "began", "command", "change", "doc", "before", "after", "target", "file"];

#[derive(Serialize)]
struct Line<'a> {
    run: u64,
    began: &'a str,
    command: &'a str,
    change: &'a str,
    doc: &'a str,
    before: Option<u64>,
    after: Option<u64>,
    target: Option<&'a str>,
    file: Option<&'a str>,
}

impl<'a> Line<'a> {
    fn of(run: &'a Run, change: &'a Change) -> Self {
        Self {
            run: run.number,
            began: &run.began,
            command: &run.command,
            change: change.kind.as_str(),
            doc: change.document.as_str(),
            before: change.before,
            after: change.after,
            target: change.target.as_ref().map(NodeId::as_str),
            file: change.file.as_deref(),
        }
    }
}

fn lines(runs: &[Run]) -> impl Iterator<Item = Line<'_>> {
    runs.iter().flat_map(|run| run.changes.iter().map(|change| Line::of(run, change)))
}

/// Writes a header and tab-separated rows: no quoting, tabs and line ends within a cell are blanks.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write_tsv(runs: &[Run], out: &mut dyn Write) -> io::Result<()> {
    let number = |number: Option<u64>| number.map_or(String::new(), |number| number.to_string());
    let rows = lines(runs).map(|line| {
        [
            line.run.to_string().into(),
            line.began.into(),
            line.command.into(),
            line.change.into(),
            line.doc.into(),
            number(line.before).into(),
            number(line.after).into(),
            line.target.unwrap_or_default().into(),
            line.file.unwrap_or_default().into(),
        ]
    });
    tsv::write(&COLUMNS, rows, out)
}

/// Writes one line of JSON for each change.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write_json(runs: &[Run], out: &mut dyn Write) -> io::Result<()> {
    json_lines::write(lines(runs), out)
}
