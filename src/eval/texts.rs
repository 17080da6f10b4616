//! Texts with what extraction finds in them.

use std::path::{Path, PathBuf};

use super::EvalError;
use super::gold::{GoldRow, same};
use crate::authority::Authority;
use crate::document;
use crate::model::{Citation, Document, Span};
use crate::references;

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

impl LabelledText {
    /// Returns the document to which a label belongs. The text of a lettered part may be read as one document with the
    /// others of its number.
    pub(super) fn of(&self, row: &GoldRow) -> Option<&Found> {
        let labelled = |doc: &str| self.found.iter().find(|f| same(doc, &f.document.label()));
        let whole = || labelled(row.doc.strip_suffix(|c: char| c.is_ascii_uppercase())?);
        labelled(&row.doc).or_else(whole)
    }

    /// Returns the documents that have labels.
    pub(super) fn labelled<'a>(&'a self, rows: &[&GoldRow]) -> Vec<&'a Found> {
        let of: Vec<&Found> = rows.iter().filter_map(|row| self.of(row)).collect();
        self.found.iter().filter(|f| of.iter().any(|o| std::ptr::eq(*o, *f))).collect()
    }
}

/// Finds the text of a labelled file: `NAME.txt` beside it, in `../seeds`, in `../texts` or in one of `folders`; a
/// language behind the name is left off.
pub(super) fn text_of(gold: &Path, folders: &[PathBuf]) -> Result<PathBuf, EvalError> {
    let stem = gold.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let bare = stem.rsplit_once('.').map_or(stem.as_str(), |(s, _)| s);
    let folder = gold.parent().unwrap_or(Path::new("."));
    let near = [folder.to_owned(), folder.join("../seeds"), folder.join("../texts")];
    for name in [stem.as_str(), bare] {
        for place in near.iter().chain(folders) {
            let text = place.join(format!("{name}.txt"));
            if text.is_file() {
                return Ok(text);
            }
        }
    }
    Err(EvalError::NoText { path: gold.to_owned(), text: format!("{bare}.txt") })
}

/// Reads texts, each in its slot, on as many threads as the machine has.
pub(super) fn read_all(
    paths: &[PathBuf],
    authority: &'static Authority,
) -> Vec<Result<LabelledText, EvalError>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = paths.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let workers: Vec<_> = paths
            .chunks(share)
            .map(|some| scope.spawn(move || some.iter().map(|p| labelled(p, authority)).collect::<Vec<_>>()))
            .collect();
        workers.into_iter().flat_map(|w| w.join().expect("extraction is total")).collect()
    })
}

/// Reads a text and extracts from it.
pub(super) fn labelled(path: &Path, authority: &'static Authority) -> Result<LabelledText, EvalError> {
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
pub(super) fn line_of(bytes: &[u8], span: Span) -> usize {
    bytes[..span.start.min(bytes.len())].iter().filter(|b| **b == b'\n').count() + 1
}
