//! What can go wrong with a database file.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

/// Says why a database cannot be opened, read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// No file stands at the path.
    #[error("there is no database at '{}'", path.display())]
    Missing {
        /// The database.
        path: PathBuf,
    },
    /// The file cannot be opened or made.
    #[error("cannot open or create database '{}'", path.display())]
    Unopenable {
        /// The database.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The file is no SQLite database.
    #[error("'{}' is not a database", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The file is a database of another program.
    #[error("'{}' is a database of another program", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a later version of this program.
    #[error(
        "database '{}' has schema version {found}, this program reads up to {supported}",
        path.display()
    )]
    NewerVersion {
        /// The database.
        path: PathBuf,
        /// The version of the file.
        found: i32,
        /// The latest version that this program reads.
        supported: i32,
    },
    /// The file or its folder does not let this user write.
    #[error("database '{}' cannot be written: the file or its folder is read-only", path.display())]
    ReadOnly {
        /// The database.
        path: PathBuf,
    },
    /// Another process holds the write lock.
    #[error("database '{}' is in use by another process", path.display())]
    Busy {
        /// The database.
        path: PathBuf,
    },
    /// A database is to be merged with itself.
    #[error("'{}' cannot be merged with itself", path.display())]
    Same {
        /// The database.
        path: PathBuf,
    },
    /// A file stands where a new one is to be written.
    #[error("'{}' is there already; give the name of a new file", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The content of the file is not what this program writes.
    #[error("database '{}' is damaged: table '{table}'", path.display())]
    Damaged {
        /// The database.
        path: PathBuf,
        /// The table, or `schema` where the damage was found before any table was read.
        table: &'static str,
        /// The cause.
        source: rusqlite::Error,
    },
    /// A table cannot be read or written for another reason, such as a full disk.
    #[error("cannot use table '{table}' of database '{}'", path.display())]
    Table {
        /// The database.
        path: PathBuf,
        /// The table.
        table: &'static str,
        /// The cause.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// Returns the error of a failure while opening.
    pub(super) fn opening(path: &Path, source: rusqlite::Error) -> Self {
        match Self::in_table(path, "schema", source) {
            Self::Table { path, source, .. } => {
                let source = refusal(&path).unwrap_or_else(|| io::Error::other(source));
                match source.kind() {
                    io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
                        Self::ReadOnly { path }
                    }
                    _ => Self::Unopenable { path, source },
                }
            }
            other => other,
        }
    }

    /// Returns the error of a failure while using a table.
    pub(super) fn in_table(path: &Path, table: &'static str, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match &source {
            rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::NotADatabase => Self::NotADatabase { path },
                ErrorCode::ReadOnly => Self::ReadOnly { path },
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy { path },
                ErrorCode::DatabaseCorrupt
                | ErrorCode::ConstraintViolation
                | ErrorCode::TypeMismatch
                | ErrorCode::Unknown => Self::Damaged { path, table, source },
                // What remains are failures of the disk and of memory, which say nothing of the file.
                _ => Self::Table { path, table, source },
            },
            // The statements are fixed and were right when the file was made; what they now find or lack is damage.
            _ => Self::Damaged { path, table, source },
        }
    }
}

/// Asks the system why a database cannot be opened, which SQLite does not say: whether the file can be written, and
/// whether another can stand beside it.
fn refusal(path: &Path) -> Option<io::Error> {
    if path.exists()
        && let Err(error) = File::options().write(true).open(path)
    {
        return Some(error);
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push("-probe");
    match File::create_new(&beside) {
        Ok(_) => fs::remove_file(&beside).err(),
        Err(error) => Some(error),
    }
}

/// Says that a column holds a value that this program never writes there.
#[derive(Debug, Error)]
#[error("column '{column}' holds '{value}'")]
pub(super) struct BadValue {
    /// The column.
    pub(super) column: &'static str,
    /// The value as stored.
    pub(super) value: String,
}
