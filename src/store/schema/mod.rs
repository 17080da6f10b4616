//! The tables of a database file, and what tells that a file is one.
//!
//! What other programs read are the views of `public.sql`; the tables behind them may change with the version.

mod words;

pub(super) use self::words::{PASSAGE_STEMS, TITLE_STEMS, index, index_anew, index_text};

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// `application_id` in the header of the file (bytes 68–71): `trax` in ASCII.
pub(super) const APPLICATION_ID: i32 = 0x7472_6178;

/// `user_version` in the header of the file (bytes 60–63): the version of the tables below.
///
/// A change to a table raises it and brings a migration; a stored file of every version stays in
/// `tests/data/format-v*` and must open.
pub(super) const VERSION: i32 = 6;

const TABLES: &str = include_str!("tables.sql");
const READINGS: &str = include_str!("readings.sql");
const GENERATIONS: &str = include_str!("generations.sql");
const HISTORY: &str = include_str!("history.sql");
const WORDS: &str = include_str!("words.sql");
const GRAPH: &str = include_str!("graph.sql");
const PUBLIC: &str = include_str!("public.sql");

const NO_VIEWS: &str = include_str!("no_views.sql");
const FROM_1: &str = include_str!("from_1.sql");
const FROM_3: &str = include_str!("from_3.sql");
const FROM_3_SETTLED: &str = include_str!("from_3_settled.sql");
const FROM_4: &str = include_str!("from_4.sql");
const FROM_5: &str = include_str!("from_5.sql");

/// Makes sure that an open file is a database of a version this program reads. Returns whether it is still empty.
pub(super) fn check(connection: &Connection, path: &Path) -> Result<bool, StoreError> {
    let opening = |source| StoreError::opening(path, source);
    connection.pragma_update(None, "foreign_keys", true).map_err(opening)?;
    connection.pragma_update(None, "trusted_schema", false).map_err(opening)?;
    connection.pragma_update(None, "cell_size_check", true).map_err(opening)?;
    check_identity(connection, path)
}

/// Sets how a checked file is written, and makes the tables of an empty one. A file of another program must stay as
/// it is, so nothing is written before [`check`].
pub(super) fn prepare_writing(
    connection: &mut Connection,
    path: &Path,
    is_new: bool,
) -> Result<(), StoreError> {
    let opening = |source| StoreError::opening(path, source);
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).map_err(opening)?;
    connection.pragma_update(None, "synchronous", "FULL").map_err(opening)?;
    match is_new {
        true => make_tables(connection, path),
        false => migrate(connection, path),
    }
}

/// Returns whether the file holds nothing yet.
fn check_identity(connection: &Connection, path: &Path) -> Result<bool, StoreError> {
    let number = |name: &str| {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, i32>(0))
            .map_err(|source| StoreError::opening(path, source))
    };
    let owned = || path.to_owned();
    match (number("application_id")?, number("user_version")?) {
        (APPLICATION_ID, 1..=VERSION) => Ok(false),
        (APPLICATION_ID, found) if found > VERSION => {
            Err(StoreError::NewerVersion { path: owned(), found, supported: VERSION })
        }
        (0, 0) if number("schema_version")? == 0 => Ok(true),
        _ => Err(StoreError::Foreign { path: owned() }),
    }
}

fn make_tables(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let opening = |source| StoreError::opening(path, source);
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(opening)?;
    // Another process may have made them between the look at the header and the lock.
    if check_identity(&transaction, path)? {
        for part in [TABLES, READINGS, GENERATIONS, HISTORY, WORDS, GRAPH, PUBLIC] {
            transaction.execute_batch(part).map_err(opening)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(opening)?;
        transaction.pragma_update(None, "user_version", VERSION).map_err(opening)?;
    }
    transaction.commit().map_err(opening)
}

/// Brings a file of an older version up to this one, in one transaction.
fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let opening = |source| StoreError::opening(path, source);
    if version(connection, path)? == VERSION {
        return Ok(());
    }
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(opening)?;
    // Another process may have been faster.
    let tables: &[&str] = match version(&transaction, path)? {
        1 => &[FROM_1, FROM_3, READINGS, FROM_3_SETTLED, GENERATIONS, HISTORY, WORDS, FROM_5],
        2 => &[FROM_3, READINGS, FROM_3_SETTLED, GENERATIONS, HISTORY, WORDS, FROM_5],
        3 => &[FROM_3, READINGS, FROM_3_SETTLED, HISTORY, WORDS, FROM_5],
        4 => &[FROM_4, FROM_5],
        5 => &[FROM_5],
        _ => return Ok(()),
    };
    for part in [NO_VIEWS].iter().chain(tables).chain(&[GRAPH, PUBLIC]) {
        transaction.execute_batch(part).map_err(opening)?;
    }
    if tables.contains(&WORDS) {
        words::index_all(&transaction).map_err(opening)?;
    }
    transaction.pragma_update(None, "user_version", VERSION).map_err(opening)?;
    transaction.commit().map_err(opening)
}

/// Returns the version of the tables of a file.
pub(super) fn version(connection: &Connection, path: &Path) -> Result<i32, StoreError> {
    connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(|source| StoreError::opening(path, source))
}
