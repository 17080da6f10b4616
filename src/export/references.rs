//! The references of files, one row for each reference and target: for scripts (TSV, JSON) and for eyes (a table).

use std::io::{self, Write};

use serde::Serialize;

use super::{json_lines, tsv};
use crate::draw::cut;
use crate::model::{Citation, Class, DocumentFacts, Id, Unresolved};

/// The columns of [`write_tsv`], in order. Others script against them: new ones come at the end.
pub const COLUMNS: [&str; 17] = [
    "file",
    "doc",
    "para",
    "class",
    "surface",
    "target",
    "relation",
    "verb",
    "via_footnote",
    "connector",
    "rule",
    "confidence",
    "page",
    "start",
    "end",
    "warning",
    "suggestion",
];

/// One file with its documents.
#[derive(Debug)]
pub struct FileReferences {
    /// The file, as named.
    pub file: String,
    /// Its documents.
    pub documents: Vec<DocumentFacts>,
}

impl FileReferences {
    /// Returns the cells of [`COLUMNS`] of every reference that stands in the text, in document order. Edges that no
    /// single reference prints are left to the database.
    pub(super) fn rows(&self) -> tsv::Rows {
        let mut rows = tsv::Rows::with_room(self.documents.iter().map(|facts| facts.citations.len()).sum());
        for facts in &self.documents {
            let mut head = tsv::Rows::default();
            head.text(&self.file);
            head.text(&facts.document.label());
            for citation in facts.citations.iter().filter(is_printed) {
                rows.cells(&head);
                cells(citation, &mut rows);
                rows.end();
            }
        }
        rows
    }

    /// Returns whether no reference stands in the text.
    pub fn is_empty(&self) -> bool {
        !self.documents.iter().flat_map(|d| &d.citations).any(|c| is_printed(&c))
    }
}

/// Writes the header of the tab-separated form.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write_tsv_header(out: &mut dyn Write) -> io::Result<()> {
    tsv::write_header(&COLUMNS, out)
}

/// Writes the references of a file as tab-separated rows: no quoting, tabs and line ends within a cell are blanks.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write_tsv(references: &FileReferences, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(references.rows().as_str().as_bytes())
}

fn is_printed(citation: &&Citation) -> bool {
    citation.class != Class::Structural
}

/// Adds the cells of a reference behind those of its file and document.
fn cells(citation: &Citation, rows: &mut tsv::Rows) {
    let warning = citation.warning.as_ref();
    rows.text(&citation.para);
    rows.text(citation.class.as_str());
    rows.text(&citation.surface);
    rows.text(citation.target.as_str());
    rows.text(citation.relation.as_str());
    rows.text(citation.verb.as_ref().map_or("", |v| &v.printed));
    rows.shown(citation.via);
    rows.text(citation.connector.as_deref().unwrap_or_default());
    // The rule with what contradicts it.
    match warning {
        Some(warning) => rows.text(&format!("{} warning={}", citation.rule, warning.code)),
        None => rows.text(&citation.rule),
    }
    rows.shown(citation.confidence);
    match citation.page {
        Some(page) => rows.shown(page),
        None => rows.text(""),
    }
    rows.number(citation.span.start);
    rows.number(citation.span.end);
    rows.text(warning.map_or("", |w| &w.code));
    rows.text(suggestion(citation).map_or("", Id::as_str));
}

fn suggestion(citation: &Citation) -> Option<&Id> {
    citation.warning.as_ref()?.suggestion.as_ref()
}

#[derive(Serialize)]
struct JsonFile<'a> {
    file: &'a str,
    documents: Vec<JsonDocument<'a>>,
}

#[derive(Serialize)]
struct JsonDocument<'a> {
    doc: String,
    identity_rule: &'a str,
    language: &'a str,
    title: Option<&'a str>,
    body: Option<&'a str>,
    session: Option<&'a str>,
    agenda_item: Option<&'a str>,
    distributed: Option<String>,
    adopted: Option<String>,
    meeting: Option<&'a str>,
    warnings: &'a [String],
    references: Vec<JsonReference<'a>>,
    structural: Vec<JsonEdge<'a>>,
    unresolved: Vec<JsonUnresolved<'a>>,
    signatories: Vec<JsonSignatory<'a>>,
}

#[derive(Serialize)]
struct JsonReference<'a> {
    para: &'a str,
    class: &'a str,
    surface: &'a str,
    target: &'a str,
    relation: &'a str,
    verb: Option<&'a str>,
    verb_family: Option<&'a str>,
    via_footnote: String,
    connector: Option<&'a str>,
    rule: &'a str,
    confidence: f64,
    warning: Option<&'a str>,
    start: usize,
    end: usize,
    explanation: Option<&'a str>,
    suggestion: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonEdge<'a> {
    source: &'a str,
    target: &'a str,
    relation: &'a str,
    rule: &'a str,
}

#[derive(Serialize)]
struct JsonUnresolved<'a> {
    para: &'a str,
    surface: &'a str,
    reason: &'a str,
    start: usize,
    end: usize,
    suggestion: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonSignatory<'a> {
    name: &'a str,
    as_printed: &'a str,
    certainty: &'a str,
    organisation: bool,
    acronym: Option<&'a str>,
    location: Option<&'a str>,
    note: Option<&'a str>,
    start: usize,
    end: usize,
}

/// Writes the references of a file as one line of JSON.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write_json(references: &FileReferences, out: &mut dyn Write) -> io::Result<()> {
    let file =
        JsonFile { file: &references.file, documents: references.documents.iter().map(json).collect() };
    json_lines::write([file], out)
}

fn json(facts: &DocumentFacts) -> JsonDocument<'_> {
    let metadata = &facts.document.metadata;
    let (structural, printed): (Vec<&Citation>, Vec<&Citation>) =
        facts.citations.iter().partition(|c| c.class == Class::Structural);
    JsonDocument {
        doc: facts.document.label(),
        identity_rule: &facts.document.identity_rule,
        language: facts.document.language.as_str(),
        title: metadata.title.as_deref(),
        body: metadata.body.as_ref().map(|b| b.as_str()).or(metadata.author.as_deref()),
        session: metadata.session.as_deref(),
        agenda_item: metadata.agenda_item.as_deref(),
        distributed: metadata.distributed.map(|d| d.to_string()),
        adopted: metadata.adopted.map(|d| d.to_string()),
        meeting: metadata.meeting.as_deref(),
        warnings: &facts.document.warnings,
        references: printed
            .into_iter()
            .map(|c| JsonReference {
                para: &c.para,
                class: c.class.as_str(),
                surface: &c.surface,
                target: c.target.as_str(),
                relation: c.relation.as_str(),
                verb: c.verb.as_ref().map(|v| v.printed.as_str()),
                verb_family: c.verb.as_ref().map(|v| v.family.as_str()).filter(|f| !f.is_empty()),
                via_footnote: c.via.to_string(),
                connector: c.connector.as_deref(),
                rule: &c.rule,
                confidence: f64::from(c.confidence.as_percent()) / 100.0,
                warning: c.warning.as_ref().map(|w| w.code.as_str()),
                start: c.span.start,
                end: c.span.end,
                explanation: c.warning.as_ref().map(|w| w.explanation.as_str()),
                suggestion: suggestion(c).map(Id::as_str),
            })
            .collect(),
        structural: structural
            .into_iter()
            .map(|c| JsonEdge {
                source: c.source.as_str(),
                target: c.target.as_str(),
                relation: c.relation.as_str(),
                rule: &c.rule,
            })
            .collect(),
        unresolved: facts.unresolved.iter().map(json_unresolved).collect(),
        signatories: facts
            .signatures
            .iter()
            .map(|s| JsonSignatory {
                name: &s.name,
                as_printed: &s.as_printed,
                certainty: s.certainty.as_str(),
                organisation: s.organisation,
                acronym: s.acronym.as_deref(),
                location: s.location.as_deref(),
                note: s.note.as_deref(),
                start: s.span.start,
                end: s.span.end,
            })
            .collect(),
    }
}

fn json_unresolved(unresolved: &Unresolved) -> JsonUnresolved<'_> {
    JsonUnresolved {
        para: &unresolved.para,
        surface: &unresolved.surface,
        reason: &unresolved.reason,
        start: unresolved.span.start,
        end: unresolved.span.end,
        suggestion: unresolved.open.as_ref().and_then(|o| o.suggestion.as_ref()).map(Id::as_str),
    }
}

/// Writes the references of a file as a table for eyes; `width` is that of the screen, in columns.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write_table(references: &FileReferences, width: usize, out: &mut dyn Write) -> io::Result<()> {
    for facts in &references.documents {
        let document = &facts.document;
        writeln!(out, "{}  {}", references.file, document.label())?;
        if let Some(title) = &document.metadata.title {
            writeln!(out, "  {}", cut(title, width.saturating_sub(2)))?;
        }
        let printed = facts.citations.iter().filter(|c| c.class != Class::Structural);
        for c in printed {
            let verb = c.verb.as_ref().map_or("", |v| v.printed.as_str());
            let line = format!("  {:<9} {:<10} {:<30} {}", c.para, c.relation, c.target, verb);
            writeln!(out, "{}", cut(&line, width))?;
            writeln!(out, "{}", cut(&format!("              “{}”", c.surface), width))?;
            if let Some(warning) = &c.warning {
                writeln!(out, "{}", cut(&format!("              [{}]", warning.in_words()), width))?;
            }
        }
        for u in &facts.unresolved {
            let line = format!("  {:<9} unresolved  “{}”: {}", u.para, u.surface, u.reason);
            writeln!(out, "{}", cut(&line, width))?;
        }
        if !facts.signatures.is_empty() {
            writeln!(out, "  {} signatories", facts.signatures.len())?;
        }
        for s in &facts.signatures {
            let line = format!("    {:<9} {}", s.certainty.as_str(), s.name);
            writeln!(out, "{}", cut(&line, width))?;
        }
    }
    Ok(())
}
