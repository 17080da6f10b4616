//! Catalogues of libraries: MARCXML of the United Nations Digital Library -> documents that a record tells of, without
//! their texts, and their edges.
//!
//! Fields are those of the Dag Hammarskjöld Library: 191 symbol, 245 title, 269 date, 515 later sponsors, 710 sponsors,
//! 991 agenda item, 993 related documents, 996 and 967 votes. Places are bytes of the file.

mod description;
mod marc;
mod related;
mod sponsors;
mod words;

use thiserror::Error;

pub use self::marc::HEAD;

use self::marc::Record;
use crate::authority::Authority;
use crate::model::{Citation, Document, Unresolved};

/// What the records of a file tell.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// The documents, in the order of the records; a record with several symbols tells of several.
    pub documents: Vec<Told>,
    /// What was passed over, and why: records without symbol, and what stands behind a broken place.
    pub warnings: Vec<String>,
}

/// A document that a record tells of.
#[derive(Debug)]
pub struct Told {
    /// The document, without paragraphs.
    pub document: Document,
    /// The edges that the record gives, in the order of its fields.
    pub citations: Vec<Citation>,
    /// Related documents whose symbol cannot be read.
    pub unresolved: Vec<Unresolved>,
}

/// Says why a file of records tells nothing.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum CatalogueError {
    /// The XML is broken before the end of the first record.
    #[error("the XML is broken at line {line} (byte {byte}), before any record is whole: {reason}")]
    Broken {
        /// Line of the file, from 1 on.
        line: usize,
        /// Byte of the file.
        byte: usize,
        /// What is wrong there.
        reason: String,
    },
    /// There is no record.
    #[error("a MARCXML file without records")]
    Empty,
    /// No record has a symbol.
    #[error("a MARCXML file none of whose records has a symbol of a document (field 191): {0}")]
    NoSymbol(String),
}

/// Returns whether a file holds records of a library; its first bytes tell.
pub fn is_catalogue(bytes: &[u8]) -> bool {
    marc::is_marc(bytes)
}

/// Reads the records of a file. What stands before a broken place is read, and a warning tells the place.
///
/// # Errors
///
/// Fails if no record tells of a document.
pub fn read(bytes: &[u8], authority: &Authority) -> Result<Catalogue, CatalogueError> {
    let found = marc::read(bytes);
    let mut catalogue = Catalogue::default();
    for (at, record) in found.records.iter().enumerate() {
        match told(record, authority) {
            Ok(documents) => catalogue.documents.extend(documents),
            Err(reason) => {
                let number = record.number.as_ref().map(|n| format!(", number {n}")).unwrap_or_default();
                let which = format!("record {} (byte {}{number})", at + 1, record.span.start);
                catalogue.warnings.push(format!("{which} is passed over: {reason}"));
            }
        }
    }
    if let Some(marc::Damage { line, byte, reason }) = found.damage {
        if found.records.is_empty() {
            return Err(CatalogueError::Broken { line, byte, reason });
        }
        let read = found.records.len();
        let records = if read == 1 {
            "the record before it is".to_owned()
        } else {
            format!("the {read} records before it are")
        };
        let place = format!("the XML is broken at line {line} (byte {byte})");
        catalogue.warnings.push(format!("{place}: {reason}; {records} read, nothing behind it is"));
    }
    match (catalogue.documents.is_empty(), catalogue.warnings.first()) {
        (false, _) => Ok(catalogue),
        (true, Some(first)) => Err(CatalogueError::NoSymbol(first.clone())),
        (true, None) => Err(CatalogueError::Empty),
    }
}

/// Returns the documents of a record, or why it tells of none.
fn told(record: &Record, authority: &Authority) -> Result<Vec<Told>, String> {
    let (symbols, refused) = description::symbols(record);
    if symbols.is_empty() {
        return Err(match refused.first() {
            Some(refused) => format!("{refused} (field 191)"),
            None => "it names no symbol (field 191)".to_owned(),
        });
    }
    let documents = symbols.iter().map(|symbol| {
        let mut document = description::document(record, symbol, authority);
        let is_draft = description::is_draft(record, symbol);
        let sponsors = sponsors::sponsors(record, &document, is_draft, authority);
        let related = related::related(&document, is_draft, record.all("993"), authority);
        document.metadata.author = sponsors.submitted_by;
        document.warnings.extend(sponsors.remarks);
        document.warnings.extend(refused.iter().cloned());
        let citations = sponsors.citations.into_iter().chain(related.citations).collect();
        Told { document, citations, unresolved: related.unresolved }
    });
    Ok(documents.collect())
}

#[cfg(test)]
mod tests;
