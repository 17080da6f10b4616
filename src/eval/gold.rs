//! Reads labelled files: tab-separated, header line, no quoting.

use std::path::Path;

use super::EvalError;

/// One labelled reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldRow {
    /// Label of the document (`A/RES/72/247[nl]`).
    pub doc: String,
    /// Label of the paragraph.
    pub para: String,
    /// The reference's own words.
    pub surface: String,
    /// Full id of the target.
    pub target: String,
    /// Stable name of the relation.
    pub relation: String,
    /// The printed verb.
    pub verb: String,
    /// `no`, `marker:fn1`, `in:fn1`.
    pub via: String,
    /// The class, from the note.
    pub class: String,
    /// The line of the text on which the reference begins, from the note.
    pub line: usize,
}

impl GoldRow {
    /// Returns whether the reference counts for nothing, found or not: it stands in the tail of a neighbouring
    /// document, or nobody can say what it refers to.
    pub fn is_neutral(&self) -> bool {
        self.doc == "?" || self.target == "?"
    }
}

/// Compares ids; letters, pages, sets and what has no symbol have slugs that no text gives, so their kind decides.
pub(super) fn same(gold: &str, found: &str) -> bool {
    let kind = ["LETTER:", "PAGE:", "SET:", "EXT:"].into_iter().find(|k| gold.starts_with(k));
    match kind {
        Some(kind) => found.starts_with(kind),
        None => gold == found,
    }
}

/// Reads the rows of a labelled file.
pub(super) fn read(path: &Path) -> Result<Vec<GoldRow>, EvalError> {
    let mut out = Vec::new();
    for (row, record) in records(path)?.into_iter().enumerate() {
        let [doc, para, surface, target, relation, verb, via, note] = record.as_slice() else {
            let reason = format!("{} columns instead of 8", record.len());
            return Err(EvalError::Format { path: path.to_owned(), row: row + 2, reason });
        };
        let class = note.strip_prefix("class=").and_then(|n| n.split([';', '+', ' ']).next()).unwrap_or("");
        let line = note.rsplit('L').next().and_then(|l| l.trim().parse().ok()).unwrap_or(0);
        out.push(GoldRow {
            doc: doc.clone(),
            para: para.clone(),
            surface: surface.clone(),
            target: target.clone(),
            relation: relation.clone(),
            verb: verb.clone(),
            via: via.clone(),
            class: class.to_owned(),
            line,
        });
    }
    Ok(out)
}

/// Reads the records of a tab-separated file without its header.
pub(super) fn records(path: &Path) -> Result<Vec<Vec<String>>, EvalError> {
    let reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).flexible(true).from_path(path);
    let mut reader =
        reader.map_err(|e| EvalError::Io { path: path.to_owned(), source: std::io::Error::other(e) })?;
    let mut out = Vec::new();
    for (row, record) in reader.records().enumerate() {
        let record = record.map_err(|e| EvalError::Format {
            path: path.to_owned(),
            row: row + 2,
            reason: e.to_string(),
        })?;
        out.push(record.iter().map(str::to_owned).collect());
    }
    Ok(out)
}
