//! What was found in looking a database over, one row each: for scripts (TSV, JSON).

use std::io::{self, Write};

use serde::Serialize;

use super::{json_lines, tsv};
use crate::query::findings::Finding;

/// The columns of [`write_tsv`], in order. Others script against them: new ones come at the end.
pub const COLUMNS: [&str; 4] = ["severity", "check", "docs", "words"];

#[derive(Serialize)]
struct Line<'a> {
    severity: &'a str,
    check: &'a str,
    docs: Vec<&'a str>,
    words: &'a str,
}

impl<'a> Line<'a> {
    fn of(finding: &'a Finding) -> Self {
        Self {
            severity: finding.check.severity().as_str(),
            check: finding.check.as_str(),
            docs: finding.nodes.iter().map(|node| node.as_str()).collect(),
            words: &finding.words,
        }
    }
}

/// Writes a header and tab-separated rows, with blanks between the documents of one: no quoting, tabs and line ends within
/// a cell are blanks.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write_tsv(found: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    let rows = found
        .iter()
        .map(Line::of)
        .map(|line| [line.severity.into(), line.check.into(), line.docs.join(" ").into(), line.words.into()]);
    tsv::write(&COLUMNS, rows, out)
}

/// Writes one line of JSON for each finding.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write_json(found: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    json_lines::write(found.iter().map(Line::of), out)
}
