//! The files that a run reads: those named, and those of the folders named that look like documents.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::Input;
use crate::{archive, catalogue};

/// Endings of the names of documents that are no archives; a name without ending is taken as well.
const DOCUMENTS: [&str; 8] = ["txt", "md", "markdown", "text", "pdf", "html", "htm", "xhtml"];

/// Ending of the names of records of libraries; most such files hold something else.
const RECORDS: &str = "xml";

/// Endings of the names of archives, of which some are documents.
const ARCHIVES: [&str; 2] = ["zip", "docx"];

/// What stands under the inputs, by normalised path, each once.
pub(super) type Found = BTreeMap<PathBuf, Finding>;

/// What stands at a path.
#[derive(Debug)]
pub(super) enum Finding {
    /// A file of so many bytes.
    File(u64),
    /// Bytes that came with their name.
    Bytes(Arc<Vec<u8>>),
    /// A file or folder that cannot be read.
    Unreadable(io::Error),
    /// What is passed over in a folder, and why.
    Skipped(&'static str),
}

impl Finding {
    /// Returns whether it is passed over.
    pub(super) fn is_skipped(&self) -> bool {
        matches!(self, Self::Skipped(_))
    }

    /// Returns how many bytes it is.
    pub(super) fn length(&self) -> u64 {
        match self {
            Self::File(length) => *length,
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Unreadable(_) | Self::Skipped(_) => 0,
        }
    }
}

/// Why a file is passed over in a folder or an archive.
pub(super) const HIDDEN: &str = "hidden";
/// Why an archive is passed over.
pub(super) const EMPTY: &str = "an archive that holds no file";
/// Why a file is passed over in a folder or an archive.
pub(super) const NO_DOCUMENT: &str = "by its name no document";
/// Why a file is passed over in a folder or an archive.
pub(super) const LINK: &str = "a link";

/// Finds the files under paths. A file named by the caller is taken whatever its ending; in a folder hidden files
/// and folders are passed over, and links to folders are not followed, since they may lead in a circle.
pub(super) fn files(inputs: Vec<Input>) -> Found {
    let mut found = Found::new();
    for input in inputs {
        let path = match input {
            Input::Path(path) => normal(&path),
            Input::Bytes { name, bytes } => {
                found.insert(PathBuf::from(name), Finding::Bytes(Arc::new(bytes)));
                continue;
            }
        };
        match fs::metadata(&path) {
            Ok(named) if named.is_dir() => folder(&path, &mut found),
            Ok(named) => drop(found.insert(path, Finding::File(named.len()))),
            Err(error) => drop(found.insert(path, Finding::Unreadable(error))),
        }
    }
    found
}

fn folder(folder_path: &Path, found: &mut Found) {
    let entries = match fs::read_dir(folder_path).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
        Ok(entries) => entries,
        Err(error) => return drop(found.insert(folder_path.to_owned(), Finding::Unreadable(error))),
    };
    for entry in entries {
        let path = if folder_path == Path::new(".") { entry.file_name().into() } else { entry.path() };
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let finding = match entry.file_type() {
            Ok(kind) if kind.is_dir() => {
                if !hidden {
                    folder(&path, found);
                }
                continue;
            }
            Ok(_) if hidden => Finding::Skipped(HIDDEN),
            Ok(_) if !is_read(&path) || is_xml(&path) && !is_catalogue(&path) => {
                Finding::Skipped(NO_DOCUMENT)
            }
            // A link that leads nowhere or to a folder is no file.
            Ok(_) => match fs::metadata(&path) {
                Ok(file) if file.is_file() => Finding::File(file.len()),
                _ => Finding::Skipped(LINK),
            },
            Err(error) => Finding::Unreadable(error),
        };
        match (found.entry(path), finding) {
            // What the caller named is not passed over.
            (Entry::Occupied(_), Finding::Skipped(_)) => {}
            (Entry::Occupied(mut known), finding) => drop(known.insert(finding)),
            (Entry::Vacant(place), finding) => drop(place.insert(finding)),
        }
    }
}

/// Returns whether a file is read in a folder, by its name; archives of makes that are not read are named, for they may hold
/// documents, and files of XML may hold something else.
pub(super) fn is_read(path: &Path) -> bool {
    let all = [&DOCUMENTS[..], &[RECORDS], &ARCHIVES, &archive::FOREIGN].concat();
    path.extension().is_none_or(|ending| is_among(ending, &all))
}

/// Returns whether a file may be an archive: by its name it is no document of another make.
pub(super) fn may_be_archive(path: &Path) -> bool {
    path.extension().is_none_or(|ending| !is_among(ending, &DOCUMENTS))
}

/// Returns whether a file may hold records of a library, by its name.
pub(super) fn is_xml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| is_among(ending, &[RECORDS]))
}

/// Returns whether a file says by its name that it is a ZIP archive.
pub(super) fn is_zip(path: &Path) -> bool {
    path.extension().is_some_and(|ending| is_among(ending, &["zip"]))
}

fn is_among(ending: &OsStr, endings: &[&str]) -> bool {
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Returns whether a file holds records of a library, as far as its beginning tells.
fn is_catalogue(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(catalogue::HEAD).read_to_end(&mut head));
    // What cannot be read is to be told, not passed over.
    read.is_err() || catalogue::is_catalogue(&head)
}

/// Drops what says nothing (`./a//b` is `a/b`). `..` stays: behind a link it is not what it seems.
fn normal(path: &Path) -> PathBuf {
    let normal: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if normal.as_os_str().is_empty() { PathBuf::from(".") } else { normal }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_say_the_same_are_the_same() {
        let check = |given: &str, expected: &str| assert_eq!(normal(Path::new(given)), Path::new(expected));
        check("./a//b/./c", "a/b/c");
        check("a/../b", "a/../b");
        check("/a/", "/a");
        check("./", ".");
        check(".", ".");
    }

    #[test]
    fn folders_give_their_documents_and_names_give_what_they_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("in/deep")).expect("a folder");
        fs::create_dir_all(at("in/.hidden")).expect("a folder");
        let all = [
            "in/b.txt",
            "in/deep/a.MD",
            "in/deep/scan.PDF",
            "in/plain",
            "in/photo.jpg",
            "in/photo.png",
            "in/.hidden/c.txt",
            "in/.lock",
            "in/settings.xml",
            "named.pdf",
        ];
        for name in all {
            fs::write(at(name), "x").expect("a file");
        }
        fs::write(at("in/papers.zip"), "x").expect("a file");
        fs::write(at("in/old.tar.gz"), "x").expect("a file");
        let records = "<collection xmlns=\"http://www.loc.gov/MARC21/slim\"></collection>";
        fs::write(at("in/records.XML"), records).expect("a file");
        let named = [at("named.pdf"), at("in"), at("in/b.txt"), at("in/photo.png"), at("gone.txt")];
        let found = files(named.map(Input::from).into());
        let word = |finding: &Finding| match finding {
            Finding::File(_) => "read",
            Finding::Skipped(why) => why,
            _ => "unreadable",
        };
        let names = found
            .iter()
            .map(|(path, finding)| (path.strip_prefix(folder.path()).expect("below"), word(finding)));
        let expected = [
            ("gone.txt", "unreadable"),
            ("in/.lock", HIDDEN),
            ("in/b.txt", "read"),
            ("in/deep/a.MD", "read"),
            ("in/deep/scan.PDF", "read"),
            ("in/old.tar.gz", "read"),
            ("in/papers.zip", "read"),
            ("in/photo.jpg", NO_DOCUMENT),
            ("in/photo.png", "read"),
            ("in/plain", "read"),
            ("in/records.XML", "read"),
            ("in/settings.xml", NO_DOCUMENT),
            ("named.pdf", "read"),
        ];
        assert_eq!(names.collect::<Vec<_>>(), expected.map(|(name, word)| (Path::new(name), word)));
    }
}
