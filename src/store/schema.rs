//! The tables of a database file, and what tells that a file is one.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// `application_id` in the header of the file (bytes 68–71): `trax` in ASCII.
pub(super) const APPLICATION_ID: i32 = 0x7472_6178;

/// `user_version` in the header of the file (bytes 60–63): the version of the tables below.
///
/// A change to a table raises it and brings a migration; a stored file of every version stays in
/// `tests/data/format-v*` and must open.
pub(super) const VERSION: i32 = 1;

/// What is a fact is a table, and what follows from facts is a view, so that the two cannot disagree: whether a
/// node is absent and how much an edge weighs is never written down.
///
/// Everything that a file contributes hangs on its row of `files` and goes with it. `nodes` holds what is known
/// of a node without having read it; what its own text says stands in `documents`.
const TABLES: &str = "
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    size INTEGER NOT NULL,
    program TEXT NOT NULL
) STRICT;

CREATE TABLE nodes (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    body TEXT,
    date TEXT,
    title TEXT
) STRICT;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    node INTEGER NOT NULL REFERENCES nodes (id),
    is_primary INTEGER NOT NULL DEFAULT 0,
    identity_rule TEXT NOT NULL,
    language TEXT NOT NULL,
    is_translation INTEGER NOT NULL,
    form TEXT NOT NULL,
    region_start INTEGER NOT NULL,
    region_end INTEGER NOT NULL,
    title TEXT,
    body TEXT,
    author TEXT,
    session TEXT,
    session_printed TEXT,
    agenda_item TEXT,
    distributed TEXT,
    adopted TEXT,
    meeting TEXT,
    basis TEXT,
    vote TEXT,
    job_numbers TEXT,
    warnings TEXT,
    UNIQUE (file, position)
) STRICT;
CREATE INDEX documents_of_node ON documents (node);
CREATE UNIQUE INDEX one_primary_text ON documents (node) WHERE is_primary;

CREATE TABLE paragraphs (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE occurrences (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES nodes (id),
    source_id TEXT NOT NULL,
    target INTEGER NOT NULL REFERENCES nodes (id),
    target_id TEXT NOT NULL,
    relation TEXT NOT NULL,
    is_edge INTEGER NOT NULL,
    para TEXT NOT NULL,
    class TEXT NOT NULL,
    surface TEXT NOT NULL,
    verb TEXT,
    verb_family TEXT,
    via TEXT NOT NULL,
    role TEXT NOT NULL,
    connector TEXT,
    rule TEXT NOT NULL,
    confidence INTEGER NOT NULL,
    warning TEXT,
    language TEXT NOT NULL,
    page INTEGER,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL
) STRICT;
CREATE INDEX occurrences_of_document ON occurrences (document);
CREATE INDEX occurrences_by_source ON occurrences (source);
CREATE INDEX occurrences_by_target ON occurrences (target);

CREATE TABLE signatures (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    organisation INTEGER REFERENCES nodes (id),
    name TEXT NOT NULL,
    as_printed TEXT NOT NULL,
    certainty TEXT NOT NULL,
    is_organisation INTEGER NOT NULL,
    acronym TEXT,
    aliases TEXT,
    location TEXT,
    rule TEXT NOT NULL,
    note TEXT,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL
) STRICT;
CREATE INDEX signatures_of_document ON signatures (document);
CREATE INDEX signatures_by_organisation ON signatures (organisation);

CREATE TABLE aliases (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    node INTEGER NOT NULL REFERENCES nodes (id),
    name TEXT NOT NULL,
    language TEXT
) STRICT;
CREATE INDEX aliases_of_document ON aliases (document);
CREATE INDEX aliases_of_node ON aliases (node);

CREATE TABLE unresolved (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    para TEXT NOT NULL,
    surface TEXT NOT NULL,
    reason TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL
) STRICT;
CREATE INDEX unresolved_of_document ON unresolved (document);

-- An instrument inside a document (A/RES/53/144#annex) was read when its document was; an organisation has no
-- text that could be absent.
CREATE VIEW graph_nodes AS
SELECT n.name AS name,
       n.kind AS kind,
       coalesce(d.body, n.body) AS body,
       coalesce(d.adopted, d.distributed, n.date) AS date,
       coalesce(d.title, n.title) AS title,
       n.kind <> 'organisation' AND d.id IS NULL AND NOT EXISTS (
           SELECT 1 FROM nodes AS holder JOIN documents AS held ON held.node = holder.id
           WHERE instr(n.name, '#') > 0 AND holder.name = substr(n.name, 1, instr(n.name, '#') - 1)
       ) AS absent,
       d.id AS primary_document
FROM nodes AS n LEFT JOIN documents AS d ON d.node = n.id AND d.is_primary
WHERE n.kind <> 'set';

CREATE VIEW graph_edges AS
SELECT s.name AS source, t.name AS target, e.relation AS relation, e.weight AS weight
FROM (
    SELECT o.source, o.target, o.relation, sum(d.is_primary) AS weight
    FROM occurrences AS o JOIN documents AS d ON d.id = o.document
    WHERE o.is_edge
    GROUP BY o.source, o.target, o.relation
) AS e JOIN nodes AS s ON s.id = e.source JOIN nodes AS t ON t.id = e.target;
";

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
    if is_new {
        make_tables(connection, path)?;
    }
    Ok(())
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
        transaction.execute_batch(TABLES).map_err(opening)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(opening)?;
        transaction.pragma_update(None, "user_version", VERSION).map_err(opening)?;
    }
    transaction.commit().map_err(opening)
}
