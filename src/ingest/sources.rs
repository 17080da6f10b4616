//! What a run reads, one source after the other: files, and the entries of archives, which are opened when their turn comes.
//!
//! However many entries there are, no more is held than the list of those of the archives that are open: at most
//! [`DEEPEST`] of them, and those whose last entries are being read.

use std::collections::btree_map;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufReader, Cursor, Read};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::vec;

use super::FileError;
use super::walk::{self, EMPTY, Finding, Found, HIDDEN, LINK, NO_DOCUMENT};
use crate::archive::{self, Allowance, Archive, ArchiveError, Bytes, DEEPEST, Entry, EntryKind};
use crate::document;

/// One thing to be read, or the word that it is not.
pub(super) struct Source {
    /// Its path; of an entry that of the archive with the path inside it.
    pub(super) path: PathBuf,
    /// Bytes that it takes up on the disk, those of an entry as they are packed.
    pub(super) packed: u64,
    /// How many more sources, or fewer, are known of since the one before.
    pub(super) more: isize,
    /// Where its bytes are.
    pub(super) place: Result<Place, Refusal>,
}

/// Where the bytes of a source are.
pub(super) enum Place {
    File,
    Entry { archive: Arc<Mutex<Archive<'static>>>, index: usize, size: u64 },
    Memory(Arc<Vec<u8>>),
}

/// Why there are no bytes.
pub(super) enum Refusal {
    /// They are passed over on purpose.
    Skipped(&'static str),
    /// They cannot be read.
    Failed(FileError),
}

impl<E: Into<FileError>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Place {
    /// Reads the bytes of the source of this path. What was read holds no archive open.
    pub(super) fn bytes(self, path: &Path) -> Result<Vec<u8>, FileError> {
        match self {
            Self::File => Ok(fs::read(path)?),
            Self::Memory(bytes) => Ok(Arc::try_unwrap(bytes).unwrap_or_else(|shared| shared.to_vec())),
            Self::Entry { archive, index, size } => Ok(unpacked(&archive, index, size)?),
        }
    }
}

/// Unpacks an entry, which must be as long as the archive says: by this its turn was allowed.
fn unpacked(archive: &Mutex<Archive<'static>>, index: usize, size: u64) -> Result<Vec<u8>, ArchiveError> {
    let mut archive = archive.lock().unwrap_or_else(PoisonError::into_inner);
    archive.unpack(index, size).map_err(|error| match error {
        ArchiveError::TooLong(_) => {
            ArchiveError::Damaged("it unpacks to more than the archive says".to_owned())
        }
        error => error,
    })
}

/// The sources of a run, in the order of their paths.
pub(super) struct Sources {
    found: btree_map::IntoIter<PathBuf, Finding>,
    /// The archives that are open, the innermost last.
    open: Vec<Opened>,
    /// What the outermost of them may unpack to.
    allowance: Allowance,
    more: isize,
}

/// An archive whose entries are taken one by one.
struct Opened {
    path: PathBuf,
    archive: Arc<Mutex<Archive<'static>>>,
    entries: vec::IntoIter<Entry>,
    /// The path before, of which there is but one.
    last: Option<String>,
    /// Bytes that the archive takes up on the disk, and its own.
    share: (u64, u64),
    /// What is to be said behind the last entry.
    left: Vec<Source>,
}

/// What a file turned out to be.
enum Container {
    Document,
    Archive(Archive<'static>, Vec<(Option<String>, ArchiveError)>),
}

impl Sources {
    pub(super) fn new(found: Found) -> Self {
        Self { found: found.into_iter(), open: Vec::new(), allowance: Allowance::default(), more: 0 }
    }

    fn source(&mut self, path: PathBuf, packed: u64, place: Result<Place, Refusal>) -> Source {
        Source { path, packed, more: mem::take(&mut self.more), place }
    }

    /// Opens an archive, whose entries come next. Of one without entries that is all there is to say.
    fn enter(
        &mut self,
        path: PathBuf,
        share: (u64, u64),
        archive: Archive<'static>,
        said: Vec<(Option<String>, ArchiveError)>,
    ) -> Result<Option<Source>, ArchiveError> {
        self.allowance.open(archive.len())?;
        let is_seen = |entry: &Entry| entry.kind != EntryKind::Folder && !is_hidden_folder(entry);
        let mut entries: Vec<Entry> = archive.entries().filter(is_seen).collect();
        // By parts of the path, as files are.
        entries.sort_by(|a, b| Path::new(printed(a)).cmp(Path::new(printed(b))).then(a.index.cmp(&b.index)));
        let left = said.into_iter().map(|(name, error)| Source {
            path: name.map_or_else(|| path.clone(), |name| below(&path, &name)),
            packed: 0,
            more: 0,
            place: Err(error.into()),
        });
        let left: Vec<Source> = left.collect();
        let read = entries.iter().filter(|entry| skipped(entry).is_none()).count() + left.len();
        // The archive itself was counted.
        self.more += isize::try_from(read).unwrap_or(isize::MAX) - 1;
        if entries.is_empty() && left.is_empty() {
            return Ok(Some(self.source(path, share.0, Err(Refusal::Skipped(EMPTY)))));
        }
        let archive = Arc::new(Mutex::new(archive));
        self.open.push(Opened { left, path, archive, entries: entries.into_iter(), last: None, share });
        Ok(None)
    }

    /// Takes the next entry of the innermost archive; nothing where it was an archive itself, or the last.
    fn entry(&mut self) -> Option<Source> {
        let depth = self.open.len();
        let opened = self.open.last_mut()?;
        let Some(entry) = opened.entries.next() else {
            let left = opened.left.pop();
            match left {
                Some(_) => {}
                None => drop(self.open.pop()),
            }
            return left.map(|left| Source { more: mem::take(&mut self.more), ..left });
        };
        let (disk, own) = opened.share;
        // An entry that says it is longer than its archive would be allowed to grow as much.
        let entry = Entry { packed: entry.packed.min(own), ..entry };
        let scaled = u128::from(entry.packed) * u128::from(disk) / u128::from(own.max(1));
        let packed = u64::try_from(scaled).unwrap_or(u64::MAX);
        let path = below(&opened.path, printed(&entry));
        if let Some(why) = skipped(&entry) {
            return Some(self.source(path, packed, Err(Refusal::Skipped(why))));
        }
        let index = entry.index;
        let archive = opened.archive.clone();
        let is_twice = entry.name.as_ref().ok() == opened.last.as_ref() && opened.last.is_some();
        opened.last = entry.name.as_ref().ok().cloned();
        let to_come = opened.entries.as_slice();
        let behind = || to_come.iter().filter(|entry| skipped(entry).is_none()).count();
        let allowed = match self.allowance.take(&entry, behind) {
            _ if is_twice => Err(ArchiveError::Twice),
            Err(error @ ArchiveError::Total { behind, .. }) => {
                // What nests around it may go on as far as it can.
                opened.entries = Vec::new().into_iter();
                self.more -= isize::try_from(behind).unwrap_or(isize::MAX);
                Err(error)
            }
            allowed => allowed,
        };
        let name = match allowed.and_then(|()| entry.name.map_err(|(_, error)| error)) {
            Ok(name) => name,
            Err(error) => return Some(self.source(path, packed, Err(error.into()))),
        };
        if !walk::is_zip(Path::new(&name)) {
            let place = Place::Entry { archive, index, size: entry.size };
            return Some(self.source(path, packed, Ok(place)));
        }
        let inner = unpacked(&archive, index, entry.size).map(Arc::new);
        let failure = match inner.map(|inner| (contained(&Held::Memory(inner.clone()), true), inner)) {
            Ok((Ok(Container::Document), inner)) => {
                return Some(self.source(path, packed, Ok(Place::Memory(inner))));
            }
            Ok((Ok(Container::Archive(..)), _)) if depth == DEEPEST => Refusal::from(ArchiveError::Deep),
            Ok((Ok(Container::Archive(inner, said)), bytes)) => {
                match self.enter(path.clone(), (packed, bytes.len() as u64), inner, said) {
                    Ok(source) => return source,
                    Err(error) => error.into(),
                }
            }
            Ok((Err(failure), _)) => failure,
            Err(error) => error.into(),
        };
        Some(self.source(path, packed, Err(failure)))
    }

    /// Takes the next path; nothing where it is an archive, whose entries come next.
    fn file(&mut self, path: PathBuf, finding: Finding) -> Option<Source> {
        let (length, held) = match finding {
            Finding::Skipped(why) => return Some(self.source(path, 0, Err(Refusal::Skipped(why)))),
            Finding::Unreadable(error) => return Some(self.source(path, 0, Err(error.into()))),
            Finding::File(length) => (length, Held::File(path.clone())),
            Finding::Bytes(bytes) => (bytes.len() as u64, Held::Memory(bytes)),
        };
        let plain = match &held {
            Held::File(_) => Place::File,
            Held::Memory(bytes) => Place::Memory(bytes.clone()),
        };
        if !walk::may_be_archive(&path) {
            return Some(self.source(path, length, Ok(plain)));
        }
        let place = match contained(&held, walk::is_zip(&path)) {
            Ok(Container::Document) => Ok(plain),
            Ok(Container::Archive(archive, said)) => {
                self.allowance = Allowance::new(length);
                match self.enter(path.clone(), (length, length), archive, said) {
                    Ok(source) => return source,
                    Err(error) => Err(error.into()),
                }
            }
            Err(failure) => Err(failure),
        };
        Some(self.source(path, length, place))
    }
}

impl Iterator for Sources {
    type Item = Source;

    fn next(&mut self) -> Option<Source> {
        loop {
            let source = if self.open.is_empty() {
                let (path, finding) = self.found.next()?;
                self.file(path, finding)
            } else {
                self.entry()
            };
            if source.is_some() {
                return source;
            }
        }
    }
}

/// Bytes that may be those of an archive.
enum Held {
    File(PathBuf),
    Memory(Arc<Vec<u8>>),
}

/// Bytes that several share.
struct Shared(Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Held {
    fn open(&self) -> Result<Box<dyn Bytes>, FileError> {
        Ok(match self {
            Self::File(path) => Box::new(BufReader::new(File::open(path)?)),
            Self::Memory(bytes) => Box::new(Cursor::new(Shared(bytes.clone()))),
        })
    }
}

/// Looks what a file is. What says by its name that it is an archive may be damaged at its beginning.
fn contained(held: &Held, is_named_zip: bool) -> Result<Container, Refusal> {
    let mut head = Vec::new();
    held.open()?.take(archive::HEAD as u64).read_to_end(&mut head)?;
    if let Some(kind) = archive::foreign(&head) {
        return Err(ArchiveError::Foreign(kind).into());
    }
    if !archive::is_zip(&head) && !is_named_zip {
        return Ok(Container::Document);
    }
    let (archive, said) = match Archive::open(held.open()?) {
        Ok(archive) => (archive, Vec::new()),
        // A Word file is whole or none, and a text is no archive, whatever its name.
        Err(_) if !is_named_zip || !archive::is_zip(&head) && !head.contains(&0) => {
            return Ok(Container::Document);
        }
        Err(_) => {
            let salvage = Archive::salvage(held.open()?)?;
            let found = (None, ArchiveError::CutOff(salvage.archive.len()));
            let cut = salvage.cut.map(|name| (Some(name), ArchiveError::CutEntry));
            (salvage.archive, [found].into_iter().chain(cut).collect())
        }
    };
    if document::is_package(&archive) {
        return Ok(Container::Document);
    }
    // By another name it is an archive if it holds what is read in one.
    let holds_any = || archive.entries().any(|entry| entry.name.is_ok() && skipped(&entry).is_none());
    Ok(match is_named_zip || holds_any() {
        true => Container::Archive(archive, said),
        false => Container::Document,
    })
}

fn printed(entry: &Entry) -> &str {
    match &entry.name {
        Ok(name) | Err((name, _)) => name,
    }
}

/// Joins as text, because the path of an entry may look like another one from the root.
fn below(archive: &Path, name: &str) -> PathBuf {
    let mut path = archive.as_os_str().to_owned();
    path.push(OsStr::new("/"));
    path.push(name);
    PathBuf::from(path)
}

/// Returns whether an entry stands in a folder that is passed over as a whole.
fn is_hidden_folder(entry: &Entry) -> bool {
    let folders = entry.name.as_ref().ok().and_then(|name| name.rsplit_once('/'));
    folders.is_some_and(|(folders, _)| {
        folders.split('/').any(|folder| folder.starts_with('.') || folder == "__MACOSX")
    })
}

/// Returns why an entry is passed over, as a file in a folder would be.
fn skipped(entry: &Entry) -> Option<&'static str> {
    let name = entry.name.as_ref().ok()?;
    let path = Path::new(name);
    let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    match entry.kind {
        EntryKind::Link => Some(LINK),
        _ if hidden => Some(HIDDEN),
        _ if !walk::is_read(path) => Some(NO_DOCUMENT),
        _ => None,
    }
}
