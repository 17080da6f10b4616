//! Labelled files against extraction: precision and recall by class, document, organ and decade, how far the
//! confidence may be trusted, and the editors' hyperlinks; with every miss and every spurious row.

mod adjudication;
mod calibration;
pub mod comparison;
mod edges;
mod gold;
pub mod links;
mod markdown;
mod matching;
mod metadata;
mod report;
pub mod signatories;
mod texts;

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::authority::{Authority, organisations};
use crate::document;
use crate::model::Document;
use crate::references::signatories::{Gazetteer, segment};
use texts::{labelled, text_of};

pub use adjudication::{Adjudicated, Verdict};
pub use calibration::{Band, Calibration};
pub use edges::{EdgeTally, Edges};
pub use gold::GoldRow;
pub use markdown::markdown;
pub use matching::{Outcome, Pair};
pub use metadata::{MetadataCheck, MetadataRow};
use signatories::{GoldSignatory, SignatoryReport};

pub use report::{DocumentReport, Report, Tally};
pub use texts::{Found, LabelledText};

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
    #[error(
        "{path}: no text named {text} beside it, in ../seeds, in ../texts or in a folder given for texts"
    )]
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

/// Tables of a gold folder that hold no labelled references.
const OTHER_TABLES: [&str; 2] = ["adjudicated-links.tsv", "sc-sample.tsv"];

/// Compares extraction with every labelled file of a folder, or with one labelled file. The texts stand beside it, or
/// in one of `folders`.
///
/// # Errors
///
/// Fails if a file cannot be read or is not in the format.
pub fn evaluate(
    path: &Path,
    folders: &[PathBuf],
    authority: &'static Authority,
) -> Result<Report, EvalError> {
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
                other if OTHER_TABLES.contains(&other) => {}
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
        let labelled = labelled(&text_of(&file, folders)?, authority)?;
        let name = file.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some(letter) = labelled.found.iter().find(|f| !f.document.signatories.is_empty()) {
            letters.push(letter.document.clone());
        }
        report.edges.add(&rows, &labelled, authority);
        report.documents.push(DocumentReport { name, outcome: matching::compare(rows, &labelled) });
    }
    if let Some(file) = metadata {
        for row in metadata::read(&file)? {
            let text = text_of(&file.with_file_name(format!("{}.tsv", row.seed)), folders)?;
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
