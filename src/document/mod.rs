//! Bytes of one file -> documents with paragraphs and footnotes, and offsets back to the bytes. Knows nothing of
//! citations.

pub mod signatory_list;

use thiserror::Error;

use crate::authority::Authority;
use crate::model::{Document, Span};

/// What one file holds.
#[derive(Debug)]
pub struct Reading {
    /// The documents, in the order of the file.
    pub documents: Vec<Document>,
}

impl Reading {
    /// Returns the place in the bytes of the file of a place in the decoded text.
    pub fn to_input(&self, span: Span) -> Span {
        span
    }
}

/// Says why a file holds no document.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file has no content.
    #[error("the file is empty")]
    Empty,
    /// The file is no text.
    #[error("not a text file: {0}")]
    Binary(String),
}

/// Reads the documents of one file. `name` is the file's name, which may tell the identity.
///
/// # Errors
///
/// Fails if the bytes are empty or no text.
pub fn read(bytes: &[u8], name: &str, authority: &Authority) -> Result<Reading, ReadError> {
    let _ = (name, authority);
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(Reading { documents: Vec::new() })
}
