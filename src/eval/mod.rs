//! Labelled files against extraction: precision and recall by class and by document, with every miss and every
//! spurious row.

pub mod comparison;
mod gold;
mod matching;
mod metadata;
mod report;
pub mod signatories;

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::authority::{Authority, organisations};
use crate::document;
use crate::model::{Citation, Document, Span};
use crate::references;
use crate::references::signatories::{Gazetteer, segment};

pub use gold::GoldRow;
pub use matching::{Outcome, Pair};
pub use metadata::{MetadataCheck, MetadataRow};
use signatories::{GoldSignatory, SignatoryReport};

pub use report::{DocumentReport, Report, Tally};

/// Says why labelled files could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum EvalError {
    /// A file or folder could not be read.
    #[error("cannot read {path}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// A labelled file is not in the format.
    #[error("{path}, row {row}: {reason}")]
    Format {
        /// The file.
        path: PathBuf,
        /// The row, counted from 1 with the header.
        row: usize,
        /// What is wrong.
        reason: String,
    },
    /// No text belongs to a labelled file.
    #[error("{path}: no text named {text} beside it, in ../seeds or in ../texts")]
    NoText {
        /// The labelled file.
        path: PathBuf,
        /// The text that was looked for.
        text: String,
    },
    /// A text could not be read as documents.
    #[error("{path} holds no document")]
    NoDocument {
        /// The text.
        path: PathBuf,
        /// The cause.
        source: document::ReadError,
    },
}

/// One document of a text with what extraction found.
#[derive(Debug)]
pub struct Found {
    /// The document.
    pub document: Document,
    /// Its citations, spans in bytes of the file.
    pub citations: Vec<Citation>,
}

/// A text that labels belong to.
#[derive(Debug)]
pub struct LabelledText {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// What was found in it.
    pub found: Vec<Found>,
}

/// Compares extraction with every labelled file of a folder, or with one labelled file.
///
/// # Errors
///
/// Fails if a file cannot be read or is not in the format.
pub fn evaluate(path: &Path, authority: &'static Authority) -> Result<Report, EvalError> {
    let mut files = Vec::new();
    let (mut metadata, mut signatories) = (None, None);
    if path.is_dir() {
        let fail = |source| EvalError::Io { path: path.to_owned(), source };
        for entry in std::fs::read_dir(path).map_err(fail)? {
            let file = entry.map_err(fail)?.path();
            let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            match name.as_str() {
                "metadata.tsv" => metadata = Some(file),
                "signatories.tsv" => signatories = Some(file),
                _ if name.ends_with(".tsv") => files.push(file),
                _ => {}
            }
        }
    } else {
        files.push(path.to_owned());
    }
    files.sort();
    let mut report = Report::default();
    let mut letters: Vec<Document> = Vec::new();
    for file in files {
        let rows = gold::read(&file)?;
        let labelled = labelled(&text_of(&file)?, authority)?;
        let name = file.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some(letter) = labelled.found.iter().find(|f| !f.document.signatories.is_empty()) {
            letters.push(letter.document.clone());
        }
        report.documents.push(DocumentReport { name, outcome: matching::compare(rows, &labelled) });
    }
    if let Some(file) = metadata {
        for row in metadata::read(&file)? {
            let text = text_of(&file.with_file_name(format!("{}.tsv", row.seed)))?;
            report.metadata.extend(metadata::check(&row, &labelled(&text, authority)?, authority));
        }
    }
    if let (Some(file), Some(letter)) = (signatories, letters.first()) {
        report.signatories = read_list(&file, letter)?;
    }
    Ok(report)
}

/// Reads a labelled signatory list and compares the reading of the letter with it: once with the organisations known
/// from other documents, once with none.
fn read_list(file: &Path, letter: &Document) -> Result<Vec<(&'static str, SignatoryReport)>, EvalError> {
    let fail = |source| EvalError::Io { path: file.to_owned(), source };
    let table = std::fs::read_to_string(file).map_err(fail)?;
    let gold = GoldSignatory::read(&table).map_err(|e| EvalError::Format {
        path: file.to_owned(),
        row: e.position().map_or(0, |p| p.line() as usize),
        reason: e.to_string(),
    })?;
    let known = Gazetteer::of(organisations::embedded(), Some(letter.id.as_str()));
    let read = |gazetteer: &Gazetteer| signatories::compare(&segment(&letter.signatories, gazetteer), &gold);
    Ok(vec![
        ("organisations known from other documents", read(&known)),
        ("no organisation known", read(&known.without_names())),
    ])
}

/// Finds the text of a labelled file: `NAME.txt` beside it, in `../seeds` or in `../texts`; a language behind the
/// name is left off.
fn text_of(gold: &Path) -> Result<PathBuf, EvalError> {
    let stem = gold.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let bare = stem.rsplit_once('.').map_or(stem.as_str(), |(s, _)| s);
    let folder = gold.parent().unwrap_or(Path::new("."));
    for name in [stem.as_str(), bare] {
        for place in [folder.to_owned(), folder.join("../seeds"), folder.join("../texts")] {
            let text = place.join(format!("{name}.txt"));
            if text.is_file() {
                return Ok(text);
            }
        }
    }
    Err(EvalError::NoText { path: gold.to_owned(), text: format!("{bare}.txt") })
}

/// Reads a text and extracts from it.
fn labelled(path: &Path, authority: &'static Authority) -> Result<LabelledText, EvalError> {
    let bytes = std::fs::read(path).map_err(|source| EvalError::Io { path: path.to_owned(), source })?;
    let name = path.to_string_lossy();
    let reading = document::read(&bytes, &name, authority)
        .map_err(|source| EvalError::NoDocument { path: path.to_owned(), source })?;
    let mut found = Vec::new();
    for document in &reading.documents {
        let mut citations = references::extract(document, authority).citations;
        for citation in &mut citations {
            citation.span = reading.to_input(citation.span);
        }
        found.push(Found { document: document.clone(), citations });
    }
    Ok(LabelledText { bytes, found })
}

/// Returns the line, counted from 1, on which a place begins.
fn line_of(bytes: &[u8], span: Span) -> usize {
    bytes[..span.start.min(bytes.len())].iter().filter(|b| **b == b'\n').count() + 1
}
