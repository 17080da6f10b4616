//! References without target, one row each: for scripts (TSV, JSON) and for eyes (a table).

use std::io::{self, Write};

use serde::Serialize;

use super::{json_lines, tsv};
use crate::draw::cut;
use crate::model::{Id, UnresolvedRecord};

/// The columns of [`write_tsv`], in order. Others script against them: new ones come at the end.
pub const COLUMNS: [&str; 9] =
    ["file", "doc", "para", "surface", "reason", "start", "end", "class", "suggestion"];

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    doc: &'a str,
    para: &'a str,
    surface: &'a str,
    reason: &'a str,
    start: usize,
    end: usize,
    class: Option<&'a str>,
    suggestion: Option<&'a str>,
}

impl<'a> Line<'a> {
    fn of(record: &'a UnresolvedRecord) -> Self {
        let found = &record.unresolved;
        Self {
            file: &record.file,
            doc: record.document.as_str(),
            para: &found.para,
            surface: &found.surface,
            reason: &found.reason,
            start: found.span.start,
            end: found.span.end,
            class: found.open.as_ref().map(|o| o.class.as_str()),
            suggestion: suggestion(record),
        }
    }
}

/// Writes a header and tab-separated rows: no quoting, tabs and line ends within a cell are blanks.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write_tsv(records: &[UnresolvedRecord], out: &mut dyn Write) -> io::Result<()> {
    let rows = records.iter().map(Line::of).map(|line| {
        [
            line.file.into(),
            line.doc.into(),
            line.para.into(),
            line.surface.into(),
            line.reason.into(),
            line.start.to_string().into(),
            line.end.to_string().into(),
            line.class.unwrap_or_default().into(),
            line.suggestion.unwrap_or_default().into(),
        ]
    });
    tsv::write(&COLUMNS, rows, out)
}

/// Writes one line of JSON for each reference.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write_json(records: &[UnresolvedRecord], out: &mut dyn Write) -> io::Result<()> {
    json_lines::write(records.iter().map(Line::of), out)
}

/// Writes a table for eyes, the documents in the order given; `width` is that of the screen, in columns.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write_table(records: &[UnresolvedRecord], width: usize, out: &mut dyn Write) -> io::Result<()> {
    let plain = |text: &str| text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    let mut last = None;
    for record in records {
        let here = Some((&record.file, &record.document));
        if last != here {
            let gap = if last.is_some() { "\n" } else { "" };
            writeln!(out, "{gap}{}  {}", plain(record.document.as_str()), plain(&record.file))?;
            last = here;
        }
        let found = &record.unresolved;
        let meant = suggestion(record).map_or(String::new(), |id| format!("; probably {id}"));
        let text = plain(&format!("“{}”: {}{meant}", found.surface, found.reason));
        writeln!(out, "  {:<9} {}", plain(&found.para), cut(&text, width.saturating_sub(12)))?;
    }
    Ok(())
}

fn suggestion(record: &UnresolvedRecord) -> Option<&str> {
    record.unresolved.open.as_ref()?.suggestion.as_ref().map(Id::as_str)
}
