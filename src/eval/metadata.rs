//! Labelled metadata against what the head and the closing of a document gave.

use std::path::Path;

use super::gold::records;
use super::{EvalError, Found, LabelledText};
use crate::authority::Authority;
use crate::model::{Citation, Date, Document, Relation};

/// One labelled document.
#[derive(Clone, Debug)]
pub struct MetadataRow {
    /// Name of the text, with the language where a text holds several.
    pub seed: String,
    /// Id of the document.
    pub doc: String,
    /// Language.
    pub language: String,
    /// Field name and expected value; empty values are not asked for.
    pub fields: Vec<(&'static str, String)>,
}

/// One field of one document.
#[derive(Clone, Debug)]
pub struct MetadataCheck {
    /// Label of the document.
    pub doc: String,
    /// The field.
    pub field: &'static str,
    /// The label.
    pub gold: String,
    /// What was read.
    pub found: String,
}

impl MetadataCheck {
    /// Returns whether the field is right.
    pub fn right(&self) -> bool {
        self.gold == self.found
    }
}

/// Reads the labelled metadata of a folder.
pub(super) fn read(path: &Path) -> Result<Vec<MetadataRow>, EvalError> {
    let mut out = Vec::new();
    for (nth, record) in records(path)?.into_iter().enumerate() {
        if record.len() != 17 {
            let reason = format!("{} columns instead of 17", record.len());
            return Err(EvalError::Format { path: path.to_owned(), row: nth + 2, reason });
        }
        let field = |at: usize| record[at].as_str();
        // Remarks in brackets are for people.
        let plain = |at: usize| field(at).split(" (").next().unwrap_or("").trim().to_owned();
        let note = field(16);
        let counted = |kind: &str| {
            let mut words = note.split([' ', ',', ';']);
            words.find(|w| *w == kind).and_then(|_| words.next()).unwrap_or("").to_owned()
        };
        let basis = if field(12) == "not in the file" { "" } else { field(12) };
        let title = field(5).strip_prefix("(no title) ").unwrap_or(field(5));
        let votes: Vec<&str> =
            field(13).split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).take(3).collect();
        out.push(MetadataRow {
            seed: field(0).to_owned(),
            doc: field(2).to_owned(),
            language: plain(3),
            fields: vec![
                ("title", title.to_owned()),
                ("body", field(6).to_owned()),
                ("session", plain(7)),
                ("agenda_item", field(8).to_owned()),
                ("distributed", plain(9)),
                ("adopted", plain(10)),
                ("meeting", field(11).to_owned()),
                ("basis", basis.to_owned()),
                ("vote", votes.join("-")),
                ("job_number", field(14).to_owned()),
                ("pp", counted("pp")),
                ("op", counted("op")),
                ("fn", counted("fn")),
            ],
        });
    }
    Ok(out)
}

/// Compares one labelled document with the one that was read.
pub(super) fn check(row: &MetadataRow, text: &LabelledText, authority: &Authority) -> Vec<MetadataCheck> {
    let kind = row.doc.split(':').next().filter(|k| ["LETTER", "PAGE"].contains(k));
    let is = |d: &Document| match kind {
        Some(kind) => d.id.as_str().starts_with(kind),
        None => d.id.as_str() == row.doc && d.language.as_str() == row.language,
    };
    let found = text.found.iter().find(|f| is(&f.document));
    let asked = row.fields.iter().filter(|(_, gold)| !gold.is_empty());
    asked
        .map(|(field, gold)| MetadataCheck {
            doc: format!("{} ({})", row.doc, row.language),
            field,
            gold: gold.clone(),
            found: found.map_or_else(|| "(no such document)".to_owned(), |f| value(field, f, authority)),
        })
        .collect()
}

fn value(field: &str, found: &Found, authority: &Authority) -> String {
    let metadata = &found.document.metadata;
    let date = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
    match field {
        "title" => metadata.title.clone().unwrap_or_default(),
        "body" => {
            let named = metadata.body.as_ref().and_then(|b| authority.bodies.get(b)).map(|b| b.name.clone());
            named.or_else(|| metadata.author.clone()).unwrap_or_default()
        }
        "session" => metadata.session.clone().unwrap_or_default(),
        "agenda_item" => metadata.agenda_item.clone().unwrap_or_default(),
        "distributed" => date(metadata.distributed),
        "adopted" => date(metadata.adopted),
        "meeting" => metadata.meeting.clone().unwrap_or_default(),
        "basis" => basis(&found.citations, metadata.basis.as_ref().and_then(|b| b.committee.as_deref())),
        "vote" => {
            let vote = metadata.vote.map(|v| format!("{}-{}-{}", v.in_favour, v.against, v.abstentions));
            vote.unwrap_or_default()
        }
        "job_number" => metadata.job_numbers.join("; "),
        prefix => {
            let numbered = |label: &str| {
                label.strip_prefix(prefix).is_some_and(|n| n.chars().all(|c| c.is_ascii_digit()))
            };
            found.document.paragraphs.iter().filter(|p| numbered(&p.label)).count().to_string()
        }
    }
}

fn basis(citations: &[Citation], committee: Option<&str>) -> String {
    let reports = citations.iter().filter(|c| c.relation == Relation::AdoptedOnReport);
    let symbols: Vec<&str> = reports.map(|c| c.target.as_str()).collect();
    match committee {
        Some(committee) => format!("{} ({committee})", symbols.join("; ")),
        None => symbols.join("; "),
    }
}
