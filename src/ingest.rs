//! Files -> documents -> references -> database: the only place where the four meet. Records of libraries tell of documents
//! without text.
//!
//! A file whose content the database knows is left alone; a changed file replaces what it said before. A file that
//! cannot be read is reported and the run goes on; what it said before it was damaged stays.

mod parallel;
mod placing;
mod settling;
mod walk;

use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::thread::available_parallelism;
use std::{fs, mem};

use sha2::{Digest, Sha256};
use thiserror::Error;

use self::placing::ByAuthority;
pub use self::settling::{Settled, resolve};
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

/// What happens during a run, in the order in which it happens.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// The files to be read are known.
    Found {
        /// Number of files.
        files: usize,
    },
    /// A file has not changed since it was last read.
    Unchanged {
        /// The file.
        path: &'a Path,
    },
    /// What the file says is in the database and on the disk.
    Done {
        /// The file.
        path: &'a Path,
        /// Number of documents in it.
        documents: usize,
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
    /// Files in folders whose names say that they are no text.
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

/// Brings files, and the text files of folders, into a database, in the order of their paths; several threads read ahead.
///
/// Every file is a transaction of its own: [`Event::Done`] is reported when it is on the disk. What came in may tell what
/// references mean that were read before, so [`resolve`] runs at the end.
///
/// # Errors
///
/// Fails if the database fails. Files done before stay done.
pub fn ingest(
    store: &mut Store,
    authority: &'static Authority,
    paths: &[PathBuf],
    options: Options,
    report: &mut dyn FnMut(Event<'_>),
) -> Result<Summary, StoreError> {
    let found = walk::files(paths);
    let mut summary = Summary { skipped: found.skipped, ..Summary::default() };
    report(Event::Found { files: found.files.len() });
    let known: BTreeMap<String, FileRecord> = match options.again {
        true => BTreeMap::new(),
        false => store.files()?.into_iter().map(|file| (file.path.clone(), file)).collect(),
    };
    let work = |(path, readable): (PathBuf, Result<(), FileError>)| {
        let read = readable.and_then(|()| Content::of(&path)).and_then(|content| {
            let record = content.record();
            let found = match known.get(&record.path) == Some(&record) {
                true => None,
                false => Some(content.facts(authority)?),
            };
            Ok((record, found))
        });
        (path, read)
    };
    let threads = options.threads.or_else(|| available_parallelism().ok()).unwrap_or(NonZero::<usize>::MIN);
    let mut failure = None;
    parallel::in_order(found.files.into_iter().collect(), threads, work, |(path, read)| {
        let path = path.as_path();
        match read {
            Ok((_, None)) => {
                summary.unchanged += 1;
                report(Event::Unchanged { path });
            }
            Ok((record, Some(Found { documents, warnings }))) => {
                warnings.iter().for_each(|warning| report(Event::Warned { path, warning }));
                if let Err(error) = store.replace_file(&record, &documents, &ByAuthority(authority)) {
                    failure = Some(error);
                    return ControlFlow::Break(());
                }
                summary.read += 1;
                summary.documents += documents.len();
                summary.citations += documents.iter().map(|d| d.citations.len()).sum::<usize>();
                summary.unresolved += documents.iter().map(|d| d.unresolved.len()).sum::<usize>();
                report(Event::Done { path, documents: documents.len() });
            }
            Err(reason) => {
                summary.failed += 1;
                report(Event::Failed { path, reason: &reason });
            }
        }
        ControlFlow::Continue(())
    });
    if let Some(failure) = failure {
        return Err(failure);
    }
    summary.settled = resolve(store, authority)?;
    Ok(summary)
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
    fn of(path: &Path) -> Result<Self, FileError> {
        let text = path.to_str().ok_or(FileError::Name)?;
        let bytes = fs::read(path)?;
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

/// Reads files, and the documents of folders, without a database, by several threads; hands over what each file holds,
/// in the order of their paths and with all places in bytes of the file.
pub fn extract(
    authority: &'static Authority,
    paths: &[PathBuf],
    threads: NonZero<usize>,
    take: &mut Take<'_>,
) {
    let work = |(path, readable): (PathBuf, Result<(), FileError>)| {
        let content = readable.and_then(|()| Content::of(&path));
        let found = content.and_then(|content| content.facts(authority));
        (path, found)
    };
    let files = walk::files(paths).files.into_iter().collect();
    parallel::in_order(files, threads, work, |(path, found)| {
        take(&path, found);
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
