//! The facts of a store -> the rows of a dataset.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{self, Source};
use super::{Dataset, Rows};
use crate::model::{NodeId, NodeKind, Occurrence, OccurrenceFilter, Relation, SignatureRecord, Span};
use crate::store::{Store, StoreError};

/// The most characters of a reference's own words that the dataset keeps.
const SURFACE: usize = 120;

impl Dataset {
    /// Takes the facts of a store. The names of files begin after `root`, the folder that was read.
    ///
    /// Rows that agree in everything, the place included, are one row, and what the authority says of an instrument
    /// is said once, not wherever the instrument is named.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn of(store: &Store, root: &str) -> Result<Self, StoreError> {
        let mut files = Files::of(store, root)?;
        let citations = citations(store.occurrences(&OccurrenceFilter::default())?, &files);
        let signatures = signatures(store.signatures(None)?, &files);
        for ((source, _, file, _), _) in &citations {
            files.with(source, file, |source| source.citations += 1);
        }
        for ((document, file, _), _) in &signatures {
            files.with(document, file, |source| source.signatures += 1);
        }
        let mut first: BTreeMap<&str, &str> = BTreeMap::new();
        for ((source, ..), row) in &citations {
            // The rows come by source, so the first is the smallest.
            first.entry(&row[rows::TARGET]).or_insert(source.as_str());
            let takes_part =
                |relation: Relation| relation.is_participation() && relation.as_str() == row[rows::RELATION];
            if Relation::ALL.into_iter().any(takes_part) {
                first.entry(source.as_str()).or_insert(&row[rows::TARGET]);
            }
        }
        let (mut documents, mut organisations) = (Vec::new(), Vec::new());
        for node in store.nodes()? {
            let Some(card) = store.card(&node.id)? else { continue };
            let id = node.id.as_str();
            let read = files.main.get(id).map(String::as_str);
            let source = read.or(first.get(id).copied()).unwrap_or_default();
            match node.kind {
                NodeKind::Organisation | NodeKind::State => {
                    organisations.push(rows::of_organisation(&card, source))
                }
                NodeKind::Document | NodeKind::Instrument | NodeKind::Set => {
                    documents.push(rows::of_card(&card, source));
                }
            }
        }
        let sources = files.all.values().map(rows::of_source).collect();
        let citations = citations.into_iter().map(|(_, row)| row).collect();
        let signatures = signatures.into_iter().map(|(_, row)| row).collect();
        let rows: Rows = [documents, organisations, citations, signatures, sources];
        Ok(Self::of_rows(&rows))
    }
}

/// The files that were read.
struct Files<'a> {
    root: &'a str,
    all: BTreeMap<String, Source>,
    /// The file of each document's main text.
    main: BTreeMap<String, String>,
}

impl<'a> Files<'a> {
    fn of(store: &Store, root: &'a str) -> Result<Self, StoreError> {
        let mut files = Self { root, all: BTreeMap::new(), main: BTreeMap::new() };
        for record in store.files()? {
            let file = from(root, &record.path);
            let source = Source {
                file: file.clone(),
                size: record.size,
                hash: record.hash,
                documents: Vec::new(),
                copies: Vec::new(),
                citations: 0,
                signatures: 0,
            };
            files.all.insert(file, source);
        }
        for document in store.documents()? {
            let file = from(root, &document.file);
            if document.primary {
                files.main.insert(document.node.to_string(), file.clone());
            }
            if let Some(source) = files.all.get_mut(&file) {
                let list = if document.primary { &mut source.documents } else { &mut source.copies };
                list.push(document.node);
            }
        }
        Ok(files)
    }

    /// Returns the file of a row about a node, empty where it is the usual one: that of the main text.
    fn told(&self, node: &NodeId, path: Option<&String>) -> String {
        let file = path.map(|path| from(self.root, path)).unwrap_or_default();
        if self.main.get(super::document_of(node.as_str())) == Some(&file) { String::new() } else { file }
    }

    /// Does something with the file that a row names or has as the usual one.
    fn with(&mut self, node: &NodeId, file: &str, act: impl FnOnce(&mut Source)) {
        let file = match file {
            "" => self.main.get(super::document_of(node.as_str())).map(String::as_str),
            named => Some(named),
        };
        if let Some(source) = file.and_then(|file| self.all.get_mut(file)) {
            act(source);
        }
    }
}

/// Sorts rows by source, the main text before its copies, then by file and place.
type CitationKey = (NodeId, bool, String, Option<Span>);

fn citations(occurrences: Vec<Occurrence>, files: &Files<'_>) -> Vec<(CitationKey, Vec<String>)> {
    let mut citations = Vec::with_capacity(occurrences.len());
    for mut place in occurrences {
        place.surface = shortened(&place.surface);
        let from_authority = place.surface.is_empty() && place.span.is_none_or(Span::is_empty);
        let path = place.file.as_ref().filter(|_| !from_authority);
        let file = files.told(&place.source, path);
        let row = rows::of_occurrence(&place, &file);
        citations.push(((place.source, place.repeated, file, place.span), row));
    }
    distinct(citations)
}

/// Sorts rows by their keys and drops those that stand there already; at one place the order stays.
fn distinct<K: Ord>(mut rows: Vec<(K, Vec<String>)>) -> Vec<(K, Vec<String>)> {
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    let mut seen = BTreeSet::new();
    rows.retain(|(_, row)| seen.insert(row.clone()));
    rows
}

/// Sorts rows by document, file and place.
type SignatureKey = (NodeId, String, Span);

fn signatures(entries: Vec<SignatureRecord>, files: &Files<'_>) -> Vec<(SignatureKey, Vec<String>)> {
    let mut signatures = Vec::with_capacity(entries.len());
    for entry in entries {
        let file = files.told(&entry.document, entry.file.as_ref());
        let row = rows::of_signature(&entry, &file);
        signatures.push(((entry.document, file, entry.signature.span), row));
    }
    distinct(signatures)
}

/// Returns a path from a folder on; a path that is not below it stays.
fn from(root: &str, path: &str) -> String {
    let below = path.strip_prefix(root.trim_end_matches('/')).and_then(|rest| rest.strip_prefix('/'));
    below.filter(|_| !root.is_empty()).unwrap_or(path).to_owned()
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
    fn files_are_named_from_the_root_on() {
        assert_eq!(from("../shared", "../shared/corpus/a.txt"), "corpus/a.txt");
        assert_eq!(from("../shared/", "../shared/corpus/a.txt"), "corpus/a.txt");
        assert_eq!(from("../sha", "../shared/corpus/a.txt"), "../shared/corpus/a.txt");
        assert_eq!(from("", "/a.txt"), "/a.txt");
    }
}
