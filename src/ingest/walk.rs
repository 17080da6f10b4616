//! The files that a run reads: those named, and those of the folders named that look like documents.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use super::FileError;
use crate::catalogue;

/// Endings of the names of documents; a name without ending is taken as well.
const ENDINGS: [&str; 9] = ["txt", "md", "markdown", "text", "pdf", "docx", "html", "htm", "xhtml"];

/// Ending of the names of records of libraries; most such files hold something else.
const RECORDS: &str = "xml";

/// What stands under the paths given.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Files to be read and places that cannot be, by normalised path, each once.
    pub(super) files: BTreeMap<PathBuf, Result<(), FileError>>,
    /// Number of files in folders that were passed over.
    pub(super) skipped: usize,
}

/// Finds the files under paths. A file named by the caller is taken whatever its ending; in a folder hidden files
/// and folders are passed over, and links to folders are not followed, since they may lead in a circle.
pub(super) fn files(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        let path = normal(path);
        match fs::metadata(&path) {
            Ok(named) if named.is_dir() => found.folder(&path),
            Ok(_) => found.take(path, Ok(())),
            Err(error) => found.take(path, Err(error)),
        }
    }
    found
}

impl Found {
    fn take(&mut self, path: PathBuf, readable: io::Result<()>) {
        self.files.insert(path, readable.map_err(FileError::from));
    }

    fn folder(&mut self, folder: &Path) {
        let entries = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(error) => return self.take(folder.to_owned(), Err(error)),
        };
        for entry in entries {
            let path = if folder == Path::new(".") { entry.file_name().into() } else { entry.path() };
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => {
                    if !hidden {
                        self.folder(&path);
                    }
                }
                // A link that leads nowhere is no file and is passed over.
                Ok(_) if !hidden && is_document(&path) && path.is_file() => self.take(path, Ok(())),
                Ok(_) => self.skipped += 1,
                Err(error) => self.take(path, Err(error)),
            }
        }
    }
}

fn is_document(path: &Path) -> bool {
    path.extension().is_none_or(|ending| {
        ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
            || ending.eq_ignore_ascii_case(RECORDS) && is_catalogue(path)
    })
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
            "in/.hidden/c.txt",
            "in/.lock",
            "in/settings.xml",
            "named.pdf",
        ];
        for name in all {
            fs::write(at(name), "x").expect("a file");
        }
        let records = "<collection xmlns=\"http://www.loc.gov/MARC21/slim\"></collection>";
        fs::write(at("in/records.XML"), records).expect("a file");
        let found = files(&[at("named.pdf"), at("in"), at("in/b.txt"), at("gone.txt")]);
        let names: Vec<_> = found
            .files
            .iter()
            .map(|(path, readable)| (path.strip_prefix(folder.path()).expect("below"), readable.is_ok()))
            .collect();
        let expected = [
            ("gone.txt", false),
            ("in/b.txt", true),
            ("in/deep/a.MD", true),
            ("in/deep/scan.PDF", true),
            ("in/plain", true),
            ("in/records.XML", true),
            ("named.pdf", true),
        ];
        assert_eq!(names, expected.map(|(name, readable)| (Path::new(name), readable)));
        assert_eq!(found.skipped, 3);
    }
}
