//! The facts of a database as three CSV files: written from a store, built into the program, read into the same
//! records as a store gives.
//!
//! `documents.csv` has a row for each node, `citations.csv` for each occurrence, `signatures.csv` for each entry of
//! a signatory list; the columns are the fields of the rows. In the first, `source` is the document that the row
//! comes from: the document itself where it was read, else the first one that cites it; in the second, the citing
//! node; in the third, `document`. No path of any machine and no text beyond the words of a reference is kept.

mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use thiserror::Error;

use self::rows::{CitationRow, DocumentRow, Row, SignatureRow};
use super::{Store, StoreError};
use crate::model::{
    Card, EdgeRecord, NodeId, NodeRecord, Occurrence, OccurrenceFilter, Relation, SignatureRecord, Span,
};

/// The most characters of a reference's own words that the dataset keeps.
const SURFACE: usize = 120;

/// Facts in memory that answer what a [`Store`] answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dataset {
    /// By node.
    cards: Vec<Card>,
    /// By source, the primary text before its copies.
    occurrences: Vec<Occurrence>,
    /// By document.
    signatures: Vec<SignatureRecord>,
}

/// Says why the files of a dataset cannot be read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DatasetError {
    /// A row is no CSV or lacks a column.
    #[error("cannot read or write '{file}'")]
    Csv {
        /// Name of the file.
        file: &'static str,
        /// The cause, with the line.
        source: csv::Error,
    },
    /// A cell holds what it cannot.
    #[error("line {line} of '{file}': '{value}' is no {column}")]
    Cell {
        /// Name of the file.
        file: &'static str,
        /// Line of the row.
        line: u64,
        /// Name of the column.
        column: &'static str,
        /// The cell.
        value: String,
    },
    /// A file cannot be made.
    #[error("cannot make '{file}'")]
    File {
        /// Name of the file.
        file: &'static str,
        /// The cause.
        source: std::io::Error,
    },
}

impl Dataset {
    /// Returns the dataset that is built into the program.
    ///
    /// # Errors
    ///
    /// Fails if the files of `data/` were damaged when the program was made; a test holds them sound.
    pub fn embedded() -> Result<Self, DatasetError> {
        Self::read(
            include_bytes!("../../../data/documents.csv").as_slice(),
            include_bytes!("../../../data/citations.csv").as_slice(),
            include_bytes!("../../../data/signatures.csv").as_slice(),
        )
    }

    /// Takes the facts of a store, without files and places in them.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn of(store: &Store) -> Result<Self, StoreError> {
        let mut cards = Vec::new();
        for node in store.nodes()? {
            let card = store.card(&node.id)?;
            cards.extend(card.map(|card| Card { files: Vec::new(), ..card }));
        }
        let mut occurrences = store.occurrences(&OccurrenceFilter::default())?;
        for occurrence in &mut occurrences {
            occurrence.surface = shortened(&occurrence.surface);
            occurrence.file = None;
            occurrence.span = None;
        }
        let mut signatures = store.signatures(None)?;
        for entry in &mut signatures {
            entry.file = None;
            entry.signature.span = Span::default();
        }
        // Paths have no say in a dataset, so that the folder from which it was made leaves no trace.
        signatures.sort_by(|a, b| a.document.cmp(&b.document));
        Ok(Self { cards, occurrences, signatures })
    }

    /// Reads the three files.
    ///
    /// # Errors
    ///
    /// Fails at the first row that cannot be read.
    pub fn read(
        documents: impl Read,
        citations: impl Read,
        signatures: impl Read,
    ) -> Result<Self, DatasetError> {
        let mut cards: Vec<Card> = rows::read::<DocumentRow, _>(documents)?;
        let mut occurrences: Vec<Occurrence> = rows::read::<CitationRow, _>(citations)?;
        let mut signatures: Vec<SignatureRecord> = rows::read::<SignatureRow, _>(signatures)?;
        // A file edited by hand may be out of order; within a document its order is that of the document.
        cards.sort_by(|a, b| a.node.id.cmp(&b.node.id));
        occurrences.sort_by(|a, b| (&a.source, a.repeated).cmp(&(&b.source, b.repeated)));
        signatures.sort_by(|a, b| a.document.cmp(&b.document));
        Ok(Self { cards, occurrences, signatures })
    }

    /// Writes the three files.
    ///
    /// # Errors
    ///
    /// Fails if a writer fails.
    pub fn write(
        &self,
        documents: impl Write,
        citations: impl Write,
        signatures: impl Write,
    ) -> Result<(), DatasetError> {
        let citing = self.first_citing();
        let source = |card: &Card| match (card.node.absent, citing.get(&card.node.id)) {
            (true, Some(first)) => first.to_string(),
            _ => card.node.id.to_string(),
        };
        rows::write(documents, self.cards.iter().map(|card| DocumentRow::of(card, source(card))))?;
        rows::write(citations, self.occurrences.iter().map(CitationRow::of))?;
        rows::write(signatures, self.signatures.iter().map(SignatureRow::of))
    }

    /// Writes the three files into a folder under their usual names.
    ///
    /// # Errors
    ///
    /// Fails if a file cannot be made or written.
    pub fn write_folder(&self, folder: &Path) -> Result<(), DatasetError> {
        let make =
            |file| File::create(folder.join(file)).map_err(|source| DatasetError::File { file, source });
        self.write(make(DocumentRow::FILE)?, make(CitationRow::FILE)?, make(SignatureRow::FILE)?)
    }

    /// Returns the nodes of the graph, by id.
    pub fn nodes(&self) -> Vec<NodeRecord> {
        self.cards.iter().map(|card| card.node.clone()).collect()
    }

    /// Returns the edges of the graph, by source, target and relation.
    pub fn edges(&self) -> Vec<EdgeRecord> {
        let mut weights: BTreeMap<(&NodeId, &NodeId, Relation), u32> = BTreeMap::new();
        for place in self.occurrences.iter().filter(|o| o.relation.is_edge() && !o.target_id.is_set()) {
            let weight = weights.entry((&place.source, &place.target, place.relation)).or_default();
            *weight += u32::from(!place.repeated);
        }
        weights
            .into_iter()
            .map(|((source, target, relation), weight)| EdgeRecord {
                source: source.clone(),
                target: target.clone(),
                relation,
                weight,
            })
            .collect()
    }

    /// Returns the places where edges stand, by source and in document order.
    pub fn occurrences(&self, filter: &OccurrenceFilter<'_>) -> Vec<Occurrence> {
        self.occurrences
            .iter()
            .filter(|o| filter.source.is_none_or(|source| *source == o.source))
            .filter(|o| filter.target.is_none_or(|target| *target == o.target))
            .filter(|o| filter.relation.is_none_or(|relation| relation == o.relation))
            .cloned()
            .collect()
    }

    /// Returns the card of a node.
    pub fn card(&self, node: &NodeId) -> Option<Card> {
        let at = self.cards.binary_search_by(|card| card.node.id.cmp(node)).ok()?;
        self.cards.get(at).cloned()
    }

    /// Returns signatory lists, of one document or of all.
    pub fn signatures(&self, document: Option<&NodeId>) -> Vec<SignatureRecord> {
        let wanted = |entry: &&SignatureRecord| document.is_none_or(|id| *id == entry.document);
        self.signatures.iter().filter(wanted).cloned().collect()
    }

    /// Returns the first node that cites each node.
    fn first_citing(&self) -> BTreeMap<&NodeId, &NodeId> {
        let pairs: BTreeSet<_> = self.occurrences.iter().map(|o| (&o.target, &o.source)).collect();
        // The last of equal keys stays in a map, so the pairs come in descending order.
        pairs.into_iter().rev().collect()
    }
}

/// Cuts the words of a long reference.
fn shortened(surface: &str) -> String {
    if surface.chars().count() <= SURFACE {
        return surface.to_owned();
    }
    surface.chars().take(SURFACE - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_references_are_cut_at_a_character() {
        assert_eq!(shortened("déclaration"), "déclaration");
        let long = "é".repeat(SURFACE + 1);
        assert_eq!(shortened(&long).chars().count(), SURFACE);
        assert_eq!(shortened(&long[2..]), long[2..]);
    }

    #[test]
    fn the_embedded_files_are_what_the_writer_makes_of_them() {
        let dataset = Dataset::embedded().expect("sound files");
        let (mut documents, mut citations, mut signatures) = (Vec::new(), Vec::new(), Vec::new());
        dataset.write(&mut documents, &mut citations, &mut signatures).expect("memory");
        assert!(documents == include_bytes!("../../../data/documents.csv"), "documents.csv");
        assert!(citations == include_bytes!("../../../data/citations.csv"), "citations.csv");
        assert!(signatures == include_bytes!("../../../data/signatures.csv"), "signatures.csv");
    }

    #[test]
    fn a_bad_cell_is_named_with_its_line() {
        let mut documents = Vec::new();
        Dataset::default().write(&mut documents, Vec::new(), Vec::new()).expect("memory");
        documents.extend_from_slice(b"A/1,bird,,,,false,,,,,,,,,A/1\n");
        let error = Dataset::read(documents.as_slice(), b"".as_slice(), b"".as_slice()).expect_err("no kind");
        assert_eq!(error.to_string(), "line 2 of 'documents.csv': 'bird' is no kind");
    }
}
