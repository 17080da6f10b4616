//! One transaction on a database: rows of files and nodes, and what must hold when it ends.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::types::ToSql;
use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params};

use super::history::{Counts, Doing};
use super::soundness::ORPHAN;
use super::{Placing, Store, StoreError, row};
use crate::model::{DocumentFacts, FileRecord, Id, NodeId, NodeRecord};

impl Store {
    /// Replaces everything that a file has contributed by these documents, in one transaction: after a crash
    /// the file has contributed either all of the old or all of the new.
    ///
    /// # Errors
    ///
    /// Fails if the database is busy, read-only, full or damaged; nothing has changed then.
    pub fn replace_file(
        &mut self,
        file: &FileRecord,
        documents: &[DocumentFacts],
        placing: &dyn Placing,
    ) -> Result<(), StoreError> {
        let mut writing = Writing::begin(self)?;
        let is_same = writing.is_known(file)?;
        let row = writing.file(file)?;
        let before = writing.counts(row)?;
        writing.clear(Owner::File(row))?;
        let mut nodes = Nodes { placing, known: BTreeMap::new() };
        let mut after = Counts::new();
        for (position, facts) in documents.iter().enumerate() {
            writing.document(row, position, facts, &mut nodes)?;
            *after.entry(placing.node(&facts.document.id).id).or_default() += facts.citations.len() as u64;
        }
        writing.tell_file(&file.path, &before, &after, is_same)?;
        writing.finish(nodes.known.into_values())
    }
}

/// Nodes met in this transaction, with their rows.
pub(super) struct Nodes<'a> {
    pub(super) placing: &'a dyn Placing,
    pub(super) known: BTreeMap<NodeId, i64>,
}

/// One transaction on one file.
pub(super) struct Writing<'a> {
    pub(super) transaction: Transaction<'a>,
    pub(super) path: &'a Path,
    /// Nodes whose primary text may be another now.
    pub(super) documents: BTreeSet<i64>,
    /// Nodes that lost a reference and may have none left.
    pub(super) loosened: BTreeSet<i64>,
    /// On whose behalf.
    pub(super) doing: &'a mut Doing,
    /// The run in the log, where this transaction began it.
    pub(super) begun: Option<i64>,
}

/// Whose texts.
#[derive(Clone, Copy)]
pub(super) enum Owner {
    /// Those of a file.
    File(i64),
    /// Those of a node.
    Node(i64),
}

impl<'a> Writing<'a> {
    pub(super) fn begin(store: &'a mut Store) -> Result<Self, StoreError> {
        let Store { path, connection, doing } = store;
        // A transaction that began as a reader could not be promoted once another process has written.
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|source| StoreError::in_table(path, "files", source))?;
        Ok(Self {
            transaction,
            path,
            documents: BTreeSet::new(),
            loosened: BTreeSet::new(),
            doing,
            begun: None,
        })
    }

    pub(super) fn in_table(&self, table: &'static str) -> impl Fn(rusqlite::Error) -> StoreError + Copy + '_ {
        move |source| StoreError::in_table(self.path, table, source)
    }

    pub(super) fn run(
        &self,
        table: &'static str,
        sql: &str,
        values: &[&dyn ToSql],
    ) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(values))
            .map(|_| ())
            .map_err(self.in_table(table))
    }

    pub(super) fn insert(
        &self,
        table: &'static str,
        sql: &str,
        values: &[&dyn ToSql],
    ) -> Result<i64, StoreError> {
        self.run(table, sql, values)?;
        Ok(self.transaction.last_insert_rowid())
    }

    pub(super) fn list<T>(
        &self,
        table: &'static str,
        sql: &str,
        values: &[&dyn ToSql],
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        row::all(&self.transaction, sql, values, read).map_err(self.in_table(table))
    }

    /// Returns the first column of what a statement finds: numbers of rows.
    pub(super) fn rows(
        &self,
        table: &'static str,
        sql: &str,
        values: &[&dyn ToSql],
    ) -> Result<Vec<i64>, StoreError> {
        self.list(table, sql, values, |row| row.get(0))
    }

    pub(super) fn row_of_file(&self, path: &str) -> Result<Option<i64>, StoreError> {
        self.transaction
            .query_row("SELECT id FROM files WHERE path = ?1", [path], |row| row.get(0))
            .optional()
            .map_err(self.in_table("files"))
    }

    fn file(&self, file: &FileRecord) -> Result<i64, StoreError> {
        let size = signed(file.size);
        match self.row_of_file(&file.path)? {
            Some(row) => {
                let sql = "UPDATE files SET hash = ?2, size = ?3, program = ?4 WHERE id = ?1";
                self.run("files", sql, params![row, file.hash, size, file.program])?;
                Ok(row)
            }
            None => {
                let sql = "INSERT INTO files (path, hash, size, program) VALUES (?1, ?2, ?3, ?4)";
                self.insert("files", sql, params![file.path, file.hash, size, file.program])
            }
        }
    }

    /// Returns whether a file is in the database as it is.
    fn is_known(&self, file: &FileRecord) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM files WHERE path = ?1 AND hash = ?2 AND program = ?3";
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut statement| statement.exists(params![file.path, file.hash, file.program]))
            .map_err(self.in_table("files"))
    }

    /// Deletes texts with all that they have contributed, and remembers which nodes that touches.
    pub(super) fn clear(&mut self, owner: Owner) -> Result<(), StoreError> {
        let (column, row) = match owner {
            Owner::File(row) => ("file", row),
            Owner::Node(row) => ("node", row),
        };
        let sql = format!("SELECT node FROM texts WHERE {column} = ?1");
        let documents = self.rows("texts", &sql, &[&row])?;
        self.documents.extend(documents);
        let sql = format!(
            "WITH mine AS (SELECT id, node FROM texts WHERE {column} = ?1)
             SELECT node FROM mine
             UNION SELECT o.source FROM mentions AS o JOIN mine ON o.document = mine.id
             UNION SELECT o.target FROM mentions AS o JOIN mine ON o.document = mine.id
             UNION SELECT a.node FROM aliases AS a JOIN mine ON a.document = mine.id
             UNION SELECT s.organisation FROM signatures AS s JOIN mine ON s.document = mine.id
                   WHERE s.organisation IS NOT NULL"
        );
        let loosened = self.rows("nodes", &sql, &[&row])?;
        self.loosened.extend(loosened);
        let sql = format!(
            "DELETE FROM passage_stems WHERE rowid IN (
                 SELECT p.id FROM passages AS p JOIN texts AS t ON t.id = p.document WHERE t.{column} = ?1)"
        );
        self.run("passage_stems", &sql, params![row])?;
        let sql =
            format!("DELETE FROM title_stems WHERE rowid IN (SELECT id FROM texts WHERE {column} = ?1)");
        self.run("title_stems", &sql, params![row])?;
        self.run("texts", &format!("DELETE FROM texts WHERE {column} = ?1"), params![row])
    }

    pub(super) fn node_of(&self, id: &Id, nodes: &mut Nodes<'_>) -> Result<i64, StoreError> {
        let record = nodes.placing.node(id);
        self.node(record, nodes)
    }

    /// Returns the row of a node, made or brought up to date as needed.
    pub(super) fn node(&self, node: NodeRecord, nodes: &mut Nodes<'_>) -> Result<i64, StoreError> {
        if let Some(row) = nodes.known.get(&node.id) {
            return Ok(*row);
        }
        let row = self.node_row(&node)?;
        nodes.known.insert(node.id, row);
        Ok(row)
    }

    fn node_row(&self, node: &NodeRecord) -> Result<i64, StoreError> {
        let date = node.date.map(|d| d.to_string());
        let body = node.body.as_ref().map(|b| b.as_str());
        let values = params![node.id.as_str(), node.kind.as_str(), body, date, node.title];
        self.run(
            "nodes",
            "INSERT INTO nodes (name, kind, body, date, title) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (name) DO UPDATE
             SET kind = excluded.kind, body = excluded.body, date = excluded.date, title = excluded.title
             WHERE (kind, body, date, title)
                 IS NOT (excluded.kind, excluded.body, excluded.date, excluded.title)",
            values,
        )?;
        self.transaction
            .prepare_cached("SELECT id FROM nodes WHERE name = ?1")
            .and_then(|mut statement| statement.query_row([node.id.as_str()], |row| row.get(0)))
            .map_err(self.in_table("nodes"))
    }

    /// Chooses primary texts anew, removes nodes that nothing refers to, begins a new generation, and commits.
    pub(super) fn finish(self, met: impl Iterator<Item = i64>) -> Result<(), StoreError> {
        for node in &self.documents {
            self.choose_primary(*node)?;
        }
        let touched = self.touched(met)?;
        let delete = format!("DELETE FROM nodes AS n WHERE n.id = ?1 AND {ORPHAN}");
        for node in &self.loosened {
            self.run("nodes", &delete, params![node])?;
        }
        self.begin_generation(&touched)?;
        let path = self.path;
        self.transaction.commit().map_err(|source| StoreError::in_table(path, "files", source))?;
        self.doing.done(self.begun);
        Ok(())
    }

    /// Makes one text speak for the document: an original before a translation, then the one with the most
    /// references, since damage loses references, then the first by path, so that the order of ingest is no matter. What
    /// records of libraries tell of the document stands beside its text, and one of them is chosen likewise.
    fn choose_primary(&self, node: i64) -> Result<(), StoreError> {
        self.run("texts", "UPDATE texts SET is_primary = 0 WHERE node = ?1 AND is_primary", params![node])?;
        for of_records in [false, true] {
            self.run(
                "texts",
                "UPDATE texts SET is_primary = 1 WHERE id = (
                 SELECT d.id FROM texts AS d JOIN files AS f ON f.id = d.file
                 WHERE d.node = ?1 AND (d.form = 'record') = ?2
                 ORDER BY d.is_translation,
                     (SELECT count(*) FROM mentions AS o WHERE o.document = d.id AND NOT o.made) DESC, f.path, d.position
                 LIMIT 1)",
                params![node, of_records],
            )?;
        }
        Ok(())
    }
}

/// SQLite knows no numbers without sign.
fn signed(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
