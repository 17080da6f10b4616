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
pub(super) const VERSION: i32 = 3;

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
    span_end INTEGER NOT NULL,
    explanation TEXT,
    suggestion TEXT,
    date TEXT
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
    span_end INTEGER NOT NULL,
    asked_kind TEXT,
    asked TEXT,
    place TEXT,
    source_id TEXT,
    class TEXT,
    relation TEXT,
    verb TEXT,
    verb_family TEXT,
    via TEXT,
    role TEXT,
    connector TEXT,
    date TEXT,
    suggestion TEXT,
    language TEXT
) STRICT;
CREATE INDEX unresolved_of_document ON unresolved (document);
";

/// What later documents made of references that were read before: the only table that follows from the others. SQL
/// cannot compare titles and dates, so it is no view; [`super::Store::settle`] makes it anew as a whole, and what was
/// read stays beside it, so that the order in which documents came leaves no trace.
const SETTLEMENTS: &str = "
CREATE TABLE settlements (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    occurrence INTEGER REFERENCES occurrences (id) ON DELETE CASCADE,
    unresolved INTEGER REFERENCES unresolved (id) ON DELETE CASCADE,
    source INTEGER NOT NULL REFERENCES nodes (id),
    target INTEGER NOT NULL REFERENCES nodes (id),
    target_id TEXT NOT NULL,
    relation TEXT NOT NULL,
    is_edge INTEGER NOT NULL,
    rule TEXT NOT NULL,
    confidence INTEGER NOT NULL,
    warning TEXT,
    explanation TEXT,
    suggestion TEXT,
    CHECK ((occurrence IS NULL) <> (unresolved IS NULL))
) STRICT;
CREATE INDEX settlements_of_document ON settlements (document);
CREATE INDEX settlements_of_occurrence ON settlements (occurrence);
CREATE INDEX settlements_of_unresolved ON settlements (unresolved);
CREATE INDEX settlements_by_source ON settlements (source);
CREATE INDEX settlements_by_target ON settlements (target);
";

/// Which generations the database went through, and in which a node was last touched: by these a reader who saw an earlier
/// one learns what is otherwise since. A node that is no more keeps its row.
const GENERATIONS: &str = "
CREATE TABLE generations (
    number INTEGER PRIMARY KEY,
    stamp INTEGER NOT NULL
) STRICT;
INSERT INTO generations (number, stamp) VALUES (1, random());

CREATE TABLE touched (
    node TEXT PRIMARY KEY,
    generation INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX touched_since ON touched (generation);
";

/// What readers see.
const VIEWS: &str = "
-- Every reference with a target: as read, or as all documents together have it. Those that were read without target
-- come behind the others of their document (stage 1).
CREATE VIEW citations AS
SELECT o.document, 0 AS stage, o.position, o.source, o.target, o.target_id, o.relation, o.is_edge, o.para, o.class,
       o.surface, o.verb, o.verb_family, o.via, o.role, o.connector, o.rule, o.confidence, o.warning,
       o.explanation, o.suggestion, o.language, o.span_start, o.span_end
FROM occurrences AS o WHERE NOT EXISTS (SELECT 1 FROM settlements AS s WHERE s.occurrence = o.id)
UNION ALL
SELECT o.document, 0, o.position, s.source, s.target, s.target_id, s.relation, s.is_edge, o.para, o.class,
       o.surface, o.verb, o.verb_family, o.via, o.role, o.connector, s.rule, s.confidence, s.warning,
       s.explanation, s.suggestion, o.language, o.span_start, o.span_end
FROM settlements AS s JOIN occurrences AS o ON o.id = s.occurrence
UNION ALL
SELECT u.document, 1, u.position, s.source, s.target, s.target_id, s.relation, s.is_edge, u.para, u.class,
       u.surface, u.verb, u.verb_family, u.via, u.role, u.connector, s.rule, s.confidence, s.warning,
       s.explanation, s.suggestion, u.language, u.span_start, u.span_end
FROM settlements AS s JOIN unresolved AS u ON u.id = s.unresolved;

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
-- What only a reference named that is settled otherwise now is no node either.
WHERE n.kind <> 'set' AND (
    n.id NOT IN (SELECT o.target FROM settlements AS s JOIN occurrences AS o ON o.id = s.occurrence)
    OR d.id IS NOT NULL
    OR EXISTS (SELECT 1 FROM citations AS c WHERE c.target = n.id)
    OR EXISTS (SELECT 1 FROM citations AS c WHERE c.source = n.id)
    OR EXISTS (SELECT 1 FROM signatures WHERE organisation = n.id)
    OR EXISTS (SELECT 1 FROM aliases WHERE node = n.id)
);

CREATE VIEW graph_edges AS
SELECT s.name AS source, t.name AS target, e.relation AS relation, e.weight AS weight
FROM (
    SELECT o.source, o.target, o.relation, sum(d.is_primary) AS weight
    FROM citations AS o JOIN documents AS d ON d.id = o.document
    WHERE o.is_edge
    GROUP BY o.source, o.target, o.relation
) AS e JOIN nodes AS s ON s.id = e.source JOIN nodes AS t ON t.id = e.target;
";

/// Version 1 -> 2: what a reference asks for, the date printed with it, and settlements. Files of version 1 were read by
/// programs that did not keep these; their references without target stay as they are until their files are read again.
const FROM_1: &str = "
DROP VIEW graph_edges;
DROP VIEW graph_nodes;
ALTER TABLE occurrences ADD COLUMN explanation TEXT;
ALTER TABLE occurrences ADD COLUMN suggestion TEXT;
ALTER TABLE occurrences ADD COLUMN date TEXT;
ALTER TABLE unresolved ADD COLUMN asked_kind TEXT;
ALTER TABLE unresolved ADD COLUMN asked TEXT;
ALTER TABLE unresolved ADD COLUMN place TEXT;
ALTER TABLE unresolved ADD COLUMN source_id TEXT;
ALTER TABLE unresolved ADD COLUMN class TEXT;
ALTER TABLE unresolved ADD COLUMN relation TEXT;
ALTER TABLE unresolved ADD COLUMN verb TEXT;
ALTER TABLE unresolved ADD COLUMN verb_family TEXT;
ALTER TABLE unresolved ADD COLUMN via TEXT;
ALTER TABLE unresolved ADD COLUMN role TEXT;
ALTER TABLE unresolved ADD COLUMN connector TEXT;
ALTER TABLE unresolved ADD COLUMN date TEXT;
ALTER TABLE unresolved ADD COLUMN suggestion TEXT;
ALTER TABLE unresolved ADD COLUMN language TEXT;
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
        for part in [TABLES, SETTLEMENTS, GENERATIONS, VIEWS] {
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
    let parts: &[&str] = match version(&transaction, path)? {
        1 => &[FROM_1, SETTLEMENTS, VIEWS, GENERATIONS],
        2 => &[GENERATIONS],
        _ => &[],
    };
    for part in parts {
        transaction.execute_batch(part).map_err(opening)?;
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
