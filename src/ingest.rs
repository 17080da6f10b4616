//! Files -> documents -> references -> database: the only place where the four meet. Records of libraries tell of documents
//! without text.
//!
//! A file whose content the database knows is left alone; a changed file replaces what it said before. A file that
//! cannot be read is reported and the run goes on; what it said before it was damaged stays. The entries of an archive are
//! files whose paths begin with that of the archive.

mod parallel;
mod placing;
mod settling;
mod sources;
mod walk;

use std::collections::BTreeSet;
use std::mem;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::thread::available_parallelism;

use sha2::{Digest, Sha256};
use thiserror::Error;

use self::placing::ByAuthority;
pub use self::settling::{Settled, resolve};
use self::sources::{Place, Refusal, Source, Sources};
use self::walk::Finding;
use crate::archive::ArchiveError;
use crate::authority::Authority;
use crate::catalogue::{self, CatalogueError, Told};
use crate::document::{self, ReadError, Reading};
use crate::model::{
    Certainty, Citation, Class, Confidence, Document, DocumentFacts, FileRecord, Id, Relation, Role,
    Signature, Symbol, Via,
};
use crate::references;
use crate::store::{Placing, Store, StoreError};

/// How to ingest.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Read files again that have not changed.
    pub again: bool,
    /// Number of threads that read; by default one for each core. The database is written by one, in the order of paths.
    pub threads: Option<NonZero<usize>>,
}

/// What a run reads.
#[derive(Clone, Debug)]
pub enum Input {
    /// A file, an archive, or a folder with everything below it.
    Path(PathBuf),
    /// Bytes that came from elsewhere, as from standard input.
    Bytes {
        /// The name of the file that they are taken for.
        name: String,
        /// The file.
        bytes: Vec<u8>,
    },
}

impl From<PathBuf> for Input {
    fn from(path: PathBuf) -> Self {
        Self::Path(path)
    }
}

impl From<&PathBuf> for Input {
    fn from(path: &PathBuf) -> Self {
        Self::Path(path.clone())
    }
}

/// What happens during a run, in the order in which it happens.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// How far the run is; told at its beginning and behind each file.
    Progress(Progress),
    /// A file has not changed since it was last read.
    Unchanged {
        /// The file.
        path: &'a Path,
        /// Bytes of the file.
        bytes: u64,
    },
    /// What the file says is in the database and on the disk.
    Done {
        /// The file.
        path: &'a Path,
        /// Bytes of the file.
        bytes: u64,
        /// Number of documents in it.
        documents: usize,
        /// Number of references with a target in it.
        citations: usize,
        /// Number of references without target in it, before all documents together were asked.
        unresolved: usize,
    },
    /// A file in a folder or archive was passed over.
    Skipped {
        /// The file.
        path: &'a Path,
        /// Why, as `hidden`.
        reason: &'static str,
    },
    /// A part of the file could not be read, the rest was; comes before [`Event::Done`].
    Warned {
        /// The file.
        path: &'a Path,
        /// What was passed over, and why.
        warning: &'a str,
    },
    /// The file could not be read.
    Failed {
        /// The file.
        path: &'a Path,
        /// Why.
        reason: &'a FileError,
    },
}

/// How far a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files that are done, however that ended.
    pub files: usize,
    /// Files that are known of by now. An archive counts as one until it is opened, and then for its entries.
    pub of_files: usize,
    /// Bytes on the disk that are done, entries of archives as they are packed.
    pub bytes: u64,
    /// Bytes on the disk of all files.
    pub of_bytes: u64,
}

/// Says why one file was not read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FileError {
    /// The file or folder cannot be read.
    #[error("cannot be read")]
    Io(#[from] std::io::Error),
    /// The file holds no documents.
    #[error(transparent)]
    Content(#[from] ReadError),
    /// The archive, or what is in it, cannot be unpacked.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The records of the file tell of no document.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The name of the file is no Unicode text, by which alone it could be kept.
    #[error("the name of the file is not Unicode")]
    Name,
}

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were read and are in the database.
    pub read: usize,
    /// Files that had not changed.
    pub unchanged: usize,
    /// Files in folders and archives that were passed over, as their names say that they are no documents.
    pub skipped: usize,
    /// Files and folders that could not be read.
    pub failed: usize,
    /// Documents in the files that were read.
    pub documents: usize,
    /// References with a target in the files that were read.
    pub citations: usize,
    /// References without target in the files that were read, before all documents together were asked.
    pub unresolved: usize,
    /// What all documents together made of references, these and earlier ones.
    pub settled: Settled,
}

/// Brings files, and the documents of folders and archives, into a database, in the order of their paths; several threads
/// read ahead.
///
/// Every file is a transaction of its own: [`Event::Done`] is reported when it is on the disk. What came in may tell what
/// references mean that were read before, so [`resolve`] runs at the end. Beside the paths of all files and 32 bytes for
/// each that the database knows, no more is held at once than a few files for each thread.
///
/// # Errors
///
/// Fails if the database fails. Files done before stay done.
pub fn ingest(
    store: &mut Store,
    authority: &'static Authority,
    inputs: Vec<Input>,
    options: Options,
    report: &mut dyn FnMut(Event<'_>),
) -> Result<Summary, StoreError> {
    let found = walk::files(inputs);
    let mut progress = Progress {
        of_files: found.values().filter(|finding| !finding.is_skipped()).count(),
        of_bytes: found.values().map(Finding::length).sum(),
        ..Progress::default()
    };
    report(Event::Progress(progress));
    let mut known: BTreeSet<[u8; 32]> = BTreeSet::new();
    if !options.again {
        store.each_file(&mut |file| {
            known.insert(imprint(&file));
        })?;
    }
    let work = |Source { path, packed, more, place }: Source| {
        let opened = place.is_ok();
        let read = content(&path, place).and_then(|content| {
            let record = content.record();
            let found = match known.contains(&imprint(&record)) {
                true => None,
                false => Some(content.facts(authority)?),
            };
            Ok((record, found))
        });
        // What is passed over for what it holds was counted as a file.
        let passed = opened && matches!(read, Err(Refusal::Skipped(_)));
        (path, packed, more - isize::from(passed), read)
    };
    let threads = options.threads.or_else(|| available_parallelism().ok()).unwrap_or(NonZero::<usize>::MIN);
    let mut summary = Summary::default();
    let mut failure = None;
    parallel::in_order(Sources::new(found), threads, work, |(path, packed, more, read)| {
        let path = path.as_path();
        progress.of_files = progress.of_files.saturating_add_signed(more);
        // Entries of a damaged archive may say more than there is.
        progress.bytes = progress.bytes.saturating_add(packed).min(progress.of_bytes);
        progress.files += 1;
        match read {
            Ok((record, None)) => {
                summary.unchanged += 1;
                report(Event::Unchanged { path, bytes: record.size });
            }
            Ok((record, Some(Found { documents, warnings }))) => {
                warnings.iter().for_each(|warning| report(Event::Warned { path, warning }));
                if let Err(error) = store.replace_file(&record, &documents, &ByAuthority(authority)) {
                    failure = Some(error);
                    return ControlFlow::Break(());
                }
                let citations = documents.iter().map(|d| d.citations.len()).sum::<usize>();
                let unresolved = documents.iter().map(|d| d.unresolved.len()).sum::<usize>();
                summary.read += 1;
                summary.documents += documents.len();
                summary.citations += citations;
                summary.unresolved += unresolved;
                let (bytes, documents) = (record.size, documents.len());
                report(Event::Done { path, bytes, documents, citations, unresolved });
            }
            Err(Refusal::Skipped(reason)) => {
                summary.skipped += 1;
                progress.files -= 1;
                report(Event::Skipped { path, reason });
            }
            Err(Refusal::Failed(reason)) => {
                summary.failed += 1;
                report(Event::Failed { path, reason: &reason });
            }
        }
        report(Event::Progress(progress));
        ControlFlow::Continue(())
    });
    if let Some(failure) = failure {
        return Err(failure);
    }
    summary.settled = resolve(store, authority)?;
    Ok(summary)
}

/// Returns what tells a file with its content from all others, in little space.
fn imprint(file: &FileRecord) -> [u8; 32] {
    // No path holds a zero byte.
    Sha256::digest([&file.path, "\0", &file.hash, "\0", &file.program].concat()).into()
}

/// Reads a source.
fn content(path: &Path, place: Result<Place, Refusal>) -> Result<Content, Refusal> {
    let place = place?;
    let packed = matches!(place, Place::Entry { .. });
    let content = Content::of(path, place)?;
    // In a folder the file itself is looked at.
    let other = packed && walk::is_xml(path) && !catalogue::is_catalogue(&content.bytes);
    if other { Err(Refusal::Skipped(walk::NO_DOCUMENT)) } else { Ok(content) }
}

/// What a file holds.
#[derive(Debug, Default)]
pub struct Found {
    /// Its documents, with all places in bytes of the file.
    pub documents: Vec<DocumentFacts>,
    /// What was passed over, and why.
    pub warnings: Vec<String>,
}

/// One file with its bytes.
struct Content {
    path: String,
    name: String,
    bytes: Vec<u8>,
}

impl Content {
    fn of(path: &Path, place: Place) -> Result<Self, FileError> {
        let text = path.to_str().ok_or(FileError::Name)?;
        let bytes = place.bytes(path)?;
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or(text).to_owned();
        Ok(Self { path: text.replace(MAIN_SEPARATOR, "/"), name, bytes })
    }

    /// Returns what tells whether the file has changed.
    fn record(&self) -> FileRecord {
        FileRecord {
            path: self.path.clone(),
            hash: Sha256::digest(&self.bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
            size: self.bytes.len() as u64,
            program: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    fn facts(&self, authority: &'static Authority) -> Result<Found, FileError> {
        if catalogue::is_catalogue(&self.bytes) {
            let catalogue = catalogue::read(&self.bytes, authority)?;
            let documents = catalogue.documents.into_iter().map(|told| told_facts(told, authority)).collect();
            return Ok(Found { documents, warnings: catalogue.warnings });
        }
        let mut reading = document::read(&self.bytes, &self.name, authority)?;
        let documents = mem::take(&mut reading.documents);
        let documents = documents.into_iter().map(|document| facts(document, &reading, authority)).collect();
        Ok(Found { documents, warnings: Vec::new() })
    }
}

/// Takes what a file holds, or why it was not read.
pub type Take<'a> = dyn FnMut(&Path, Result<Found, FileError>) + 'a;

/// Reads files, and the documents of folders and archives, without a database, by several threads; hands over what each file
/// holds, in the order of their paths and with all places in bytes of the file.
pub fn extract(
    authority: &'static Authority,
    inputs: Vec<Input>,
    threads: NonZero<usize>,
    take: &mut Take<'_>,
) {
    let work = |Source { path, place, .. }: Source| {
        let found = content(&path, place).and_then(|content| Ok(content.facts(authority)?));
        (path, found)
    };
    parallel::in_order(Sources::new(walk::files(inputs)), threads, work, |(path, found)| {
        match found {
            Ok(documents) => take(&path, Ok(documents)),
            Err(Refusal::Failed(reason)) => take(&path, Err(reason)),
            Err(Refusal::Skipped(_)) => {}
        }
        ControlFlow::Continue(())
    });
}

/// Reads the references of one document, and leads all places back to the bytes of the file.
fn facts(mut document: Document, reading: &Reading<'_>, authority: &'static Authority) -> DocumentFacts {
    let mut found = references::extract(&document, authority);
    let signed = found.signatures.iter().filter_map(|signature| signed(&document, signature, authority));
    found.citations.extend(signed.collect::<Vec<_>>());
    if let Some(basis) = &mut document.metadata.basis {
        basis.symbols = reports(&found.citations);
    }
    document.region = reading.to_input(document.region);
    for citation in &mut found.citations {
        citation.page = reading.page(citation.span.start);
        citation.span = reading.to_input(citation.span);
    }
    for unresolved in &mut found.unresolved {
        unresolved.span = reading.to_input(unresolved.span);
    }
    for signature in &mut found.signatures {
        signature.span = reading.to_input(signature.span);
    }
    DocumentFacts {
        document,
        citations: found.citations,
        unresolved: found.unresolved,
        signatures: found.signatures,
        definitions: found.definitions,
    }
}

/// Joins what a record tells of a document with what follows from its title and its symbols.
fn told_facts(told: Told, authority: &'static Authority) -> DocumentFacts {
    let Told { document, citations, unresolved } = told;
    let found = references::extract(&document, authority);
    let mut all = citations;
    for citation in found.citations {
        // The title of a draft names what it is about; the library says itself what became of it.
        let is_told =
            |known: &Citation| (&known.source, &known.target) == (&citation.source, &citation.target);
        if !all.iter().any(is_told) {
            all.push(citation);
        }
    }
    for edge in references::structural(&document, &all, authority) {
        let is_same = |known: &Citation| {
            (&known.source, known.relation, &known.target) == (&edge.source, edge.relation, &edge.target)
        };
        if !all.iter().any(is_same) {
            all.push(edge);
        }
    }
    DocumentFacts {
        document,
        citations: all,
        unresolved: unresolved.into_iter().chain(found.unresolved).collect(),
        signatures: Vec::new(),
        definitions: Vec::new(),
    }
}

/// Returns the reports and drafts on which a document was adopted.
fn reports(citations: &[Citation]) -> Vec<Symbol> {
    let basis = [Relation::AdoptedOnReport, Relation::AdoptedFromDraft];
    let found = citations.iter().filter(|c| basis.contains(&c.relation));
    found.map(|c| Symbol::from_normal(c.target.document())).collect()
}

/// Returns the edge from the organisation that signed to the letter.
fn signed(letter: &Document, signature: &Signature, authority: &'static Authority) -> Option<Citation> {
    let organisation = ByAuthority(authority).signatory(signature)?;
    let hundredths = match signature.certainty {
        Certainty::Certain => 100,
        Certainty::Probable => 75,
        Certainty::Uncertain => 50,
    };
    Some(Citation {
        source: Id::from(&organisation.id),
        para: "signatories".to_owned(),
        class: Class::Structural,
        surface: signature.as_printed.clone(),
        target: letter.id.clone(),
        relation: Relation::Signed,
        verb: None,
        via: Via::Text,
        role: Role::Object,
        connector: None,
        rule: signature.rule.clone(),
        confidence: Confidence::percent(hundredths),
        warning: None,
        date: None,
        language: letter.language.clone(),
        page: None,
        span: signature.span,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Form, Language, Metadata, Span};

    fn letter() -> Document {
        Document {
            id: Id::new("LETTER:2015-12-09"),
            identity_rule: "content-hash".to_owned(),
            identity: Vec::new(),
            title: crate::model::Text::new(),
            language: Language::english(),
            translation: false,
            form: Form::Plain,
            region: Span::default(),
            metadata: Metadata::default(),
            paragraphs: Vec::new(),
            notes_before: Vec::new(),
            signatories: Vec::new(),
            reproduces: None,
            warnings: Vec::new(),
        }
    }

    fn check(name: &str, organisation: bool, expected: Option<&str>) {
        let signature = Signature {
            name: name.to_owned(),
            as_printed: format!("{name}, Norway"),
            certainty: Certainty::Probable,
            organisation,
            acronym: None,
            aliases: Vec::new(),
            location: None,
            span: Span::new(4, 9),
            rule: "line".to_owned(),
            note: None,
        };
        let edge = signed(&letter(), &signature, Authority::embedded());
        assert_eq!(edge.as_ref().map(|edge| edge.source.as_str()), expected, "{name}");
        if let Some(edge) = edge {
            assert_eq!((edge.target.as_str(), edge.relation), ("LETTER:2015-12-09", Relation::Signed));
            assert_eq!((edge.span, edge.confidence.as_percent()), (signature.span, 75));
        }
    }

    #[test]
    fn an_organisation_signs_and_a_person_does_not() {
        check("River Watch", true, Some("ORG:river-watch"));
        check("Journalist and Poet", false, None);
    }
}
