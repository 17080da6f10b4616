//! The database: one SQLite file with the facts of all files that were read, and the same facts as the dataset
//! that is built into the program.
//!
//! A [`Store`] is written a file at a time: [`Store::replace_file`] takes away everything that the file had
//! contributed and writes what it contributes now, in one transaction that is on the disk when the call returns.
//! Which node an id belongs to is decided by the caller ([`Placing`]); the store keeps, counts and lists.
//!
//! Invariants:
//! - every document node has exactly one primary text, whatever the order in which its copies came;
//! - a node that nothing refers to any more does not exist;
//! - what was read is never lost: what later documents make of a reference is told of it, and what its own text says is kept
//!   beside it ([`Store::settle`]);
//! - every listing is sorted, and does not depend on the order of writing.

mod contribution;
mod dataset;
mod error;
mod filling;
mod generation;
mod history;
mod merging;
mod reading;
mod removal;
mod row;
mod schema;
mod searching;
mod settling;
mod soundness;
mod surroundings;
mod writing;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

use self::history::Doing;
use crate::model::{Id, NodeRecord, Signature};

pub use dataset::{Dataset, DatasetError, Source};
pub use error::StoreError;
pub use generation::GraphRecords;
pub use merging::Merged;
pub use searching::TitleIndex;
pub use surroundings::{Ends, Surroundings};

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long to wait before another try to open a file.
const PAUSE: Duration = Duration::from_millis(10);

/// An open database file.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    connection: Connection,
    doing: Doing,
}

/// Tells which node an id or a signatory belongs to, and what is known of that node without having read it.
///
/// The answer depends on nothing but the question, so that the order of writing leaves no trace. The store finds
/// out by itself whether the node is absent.
pub trait Placing {
    /// Returns the node of a document, or of the target of a reference: the id without the place inside.
    fn node(&self, id: &Id) -> NodeRecord;

    /// Returns the organisation that signed; `None` where the entry names none.
    fn signatory(&self, signature: &Signature) -> Option<NodeRecord>;
}

impl Store {
    /// Opens a database that exists; one in a read-only folder can be read.
    ///
    /// # Errors
    ///
    /// Fails if the file is missing, unreadable, damaged, or no database of this program and version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing { path: path.to_owned() });
        }
        match Self::connect(path, OpenFlags::empty()) {
            // A reader keeps a log and an index beside the file, which a folder that lets nobody write cannot take.
            // The file alone holds everything unless a log was left behind.
            Err(StoreError::Unopenable { .. } | StoreError::ReadOnly { .. })
                if path.is_file() && !log_of(path).exists() =>
            {
                Self::connect_sealed(path)
            }
            other => other,
        }
    }

    /// Opens a database, or makes it where there is none. Folders are not made.
    ///
    /// # Errors
    ///
    /// Fails as [`Store::open`] does, or if the file cannot be made.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        Self::connect(path, OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Makes a database that is gone when it is dropped.
    ///
    /// # Errors
    ///
    /// Fails if there is no memory for it.
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::connect(Path::new(":memory:"), OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Connects, and waits while another process makes the file: SQLite itself does not wait where one connection turns
    /// the log on and another looks at the header.
    fn connect(path: &Path, extra: OpenFlags) -> Result<Self, StoreError> {
        let begin = Instant::now();
        loop {
            match Self::connect_at_once(path, extra) {
                Err(StoreError::Busy { .. }) if begin.elapsed() < PATIENCE => sleep(PAUSE),
                connected => return connected,
            }
        }
    }

    fn connect_at_once(path: &Path, extra: OpenFlags) -> Result<Self, StoreError> {
        let opening = |source| StoreError::opening(path, source);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | extra;
        let mut connection = Connection::open_with_flags(path, flags).map_err(opening)?;
        connection.busy_timeout(PATIENCE).map_err(opening)?;
        let is_new = schema::check(&connection, path)?;
        schema::prepare_writing(&mut connection, path, is_new)?;
        Ok(Self { path: path.to_owned(), connection, doing: Doing::default() })
    }

    /// Opens a file that nobody can write, hence without a look at locks and logs.
    fn connect_sealed(path: &Path) -> Result<Self, StoreError> {
        let opening = |source| StoreError::opening(path, source);
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(sealed_uri(path), flags).map_err(opening)?;
        // Neither can tables be made there, nor those of an older version be brought up to this one.
        match schema::check(&connection, path)? || schema::version(&connection, path)? != schema::VERSION {
            true => Err(StoreError::ReadOnly { path: path.to_owned() }),
            false => Ok(Self { path: path.to_owned(), connection, doing: Doing::default() }),
        }
    }

    /// Returns the path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the whole file and checks that its pages, indices and references agree.
    ///
    /// # Errors
    ///
    /// Fails if they do not.
    pub fn check(&self) -> Result<(), StoreError> {
        let fail = |source| StoreError::opening(&self.path, source);
        let damaged = |what: String| {
            let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
            fail(rusqlite::Error::SqliteFailure(code, Some(what)))
        };
        let verdict: String =
            self.connection.pragma_query_value(None, "integrity_check", |row| row.get(0)).map_err(fail)?;
        if verdict != "ok" {
            return Err(damaged(verdict));
        }
        let mut orphans = self.connection.prepare("PRAGMA foreign_key_check").map_err(fail)?;
        match orphans.exists([]).map_err(fail)? {
            true => Err(damaged("a row refers to a row that does not exist".to_owned())),
            false => Ok(()),
        }
    }

    /// Writes the database as it is now into a new file, while others may read and write it. The new file appears once it
    /// is whole; it has the same generation.
    ///
    /// # Errors
    ///
    /// Fails if a file stands there, or cannot be written; nothing stands there then.
    pub fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        unfinished(to, |part| {
            let name = part.to_str().ok_or_else(|| StoreError::Missing { path: part.to_owned() })?;
            let failing = |source| StoreError::opening(to, source);
            self.connection.execute("VACUUM INTO ?1", [name]).map(|_| ()).map_err(failing)
        })
    }

    fn in_table(&self, table: &'static str) -> impl Fn(rusqlite::Error) -> StoreError + Copy + '_ {
        move |source| StoreError::in_table(&self.path, table, source)
    }
}

/// Makes a file under another name beside its own, which it gets once it is whole.
fn unfinished(to: &Path, make: impl FnOnce(&Path) -> Result<(), StoreError>) -> Result<(), StoreError> {
    if to.exists() {
        return Err(StoreError::Exists { path: to.to_owned() });
    }
    let mut part = to.as_os_str().to_owned();
    part.push("-part");
    let part = PathBuf::from(part);
    let named = make(&part).and_then(|()| {
        fs::rename(&part, to).map_err(|source| StoreError::Unopenable { path: to.to_owned(), source })
    });
    if named.is_err() {
        // What could not become whole must not be taken for it; where it cannot go either, its name says so.
        let _ = fs::remove_file(&part);
    }
    named
}

/// Returns the path of the write-ahead log.
fn log_of(path: &Path) -> PathBuf {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    PathBuf::from(log)
}

/// Returns the name by which SQLite opens a file as unchanging (<https://www.sqlite.org/uri.html>).
fn sealed_uri(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                uri.push(char::from(*byte))
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri + "?immutable=1"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FileRecord;

    fn new_store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::create(&folder.path().join("test.db")).expect("a new store");
        (folder, store)
    }

    struct Nowhere;

    impl Placing for Nowhere {
        fn node(&self, id: &Id) -> NodeRecord {
            panic!("{id} is not asked for")
        }

        fn signatory(&self, _: &Signature) -> Option<NodeRecord> {
            None
        }
    }

    #[test]
    fn another_writer_is_named_as_the_reason() {
        let (_folder, mut store) = new_store();
        store.connection.busy_timeout(Duration::ZERO).expect("a setting");
        let other = Connection::open(store.path()).expect("the same file");
        other.execute_batch("BEGIN IMMEDIATE").expect("the lock");
        let error = store.forget_file("a").expect_err("a write that cannot be");
        assert!(matches!(error, StoreError::Busy { .. }), "{error:?}");
    }

    /// Permission bits do not bind root, under whom tests often run: the connection is made read-only instead.
    #[test]
    fn a_file_that_cannot_be_written_is_named_as_the_reason() {
        let (_folder, mut store) = new_store();
        store.connection.pragma_update(None, "query_only", true).expect("a setting");
        let file = FileRecord { path: "a".to_owned(), hash: String::new(), size: 0, program: String::new() };
        let error = store.replace_file(&file, &[], &Nowhere).expect_err("a write that cannot be");
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
    }

    /// The folder of a database on a read-only medium, without the medium, which root could write.
    #[test]
    fn a_sealed_file_is_read_and_not_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("50% sûr? #1.db");
        let file = FileRecord { path: "a".to_owned(), hash: String::new(), size: 0, program: String::new() };
        let mut store = Store::create(&path).expect("a new store");
        store.replace_file(&file, &[], &Nowhere).expect("a write");
        drop(store);
        let mut sealed = Store::connect_sealed(&path).expect("the same file");
        assert_eq!(sealed.file("a").expect("a list").as_ref(), Some(&file));
        sealed.check().expect("a sound file");
        let error = sealed.replace_file(&file, &[], &Nowhere).expect_err("a write that cannot be");
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
        assert!(!log_of(&path).exists());
    }

    #[test]
    fn a_value_that_no_program_writes_is_named_with_its_table() {
        let (_folder, store) = new_store();
        let insert = "INSERT INTO nodes (name, kind) VALUES ('A/1', 'bird')";
        store.connection.execute_batch(insert).expect("a row");
        let error = store.nodes().expect_err("no kind of node");
        assert!(matches!(error, StoreError::Damaged { table: "nodes", .. }), "{error:?}");
        let cause = std::error::Error::source(&error).and_then(|e| e.source()).map(|e| e.to_string());
        assert_eq!(cause.as_deref(), Some("column 'kind' holds 'bird'"));
    }
}
