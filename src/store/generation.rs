//! Generations: which state of the database a reader has seen, and what is otherwise since.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, params};

use super::surroundings::Side;
use super::writing::Writing;
use super::{Store, StoreError, row};
use crate::model::{Changes, EdgeRecord, Generation, NodeId, NodeRecord};

/// The graph as rows, all of one generation.
#[derive(Clone, Debug, Default)]
pub struct GraphRecords {
    /// The generation that they are of.
    pub generation: Generation,
    /// The nodes, by id.
    pub nodes: Vec<NodeRecord>,
    /// The edges, by source, target and relation.
    pub edges: Vec<EdgeRecord>,
}

impl Store {
    /// Returns the generation that the database stands at.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn generation(&self) -> Result<Generation, StoreError> {
        let sql = "SELECT number, stamp FROM generations ORDER BY number DESC LIMIT 1";
        let read = |row: &rusqlite::Row<'_>| Ok(generation(row.get(0)?, row.get(1)?));
        let found = self.connection.query_row(sql, [], read).optional();
        Ok(found.map_err(self.in_table("generations"))?.unwrap_or_default())
    }

    /// Returns all nodes and edges, with the generation that they are of: no other process writes in between.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn graph_records(&self) -> Result<GraphRecords, StoreError> {
        self.at_once(|| {
            let generation = self.generation()?;
            Ok(GraphRecords { generation, nodes: self.nodes()?, edges: self.edges()? })
        })
    }

    /// Returns the generation of now, and the nodes and edges that may be otherwise than in an earlier one; `None` if
    /// this database has never stood there, or if more than `most` nodes may be otherwise.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn changes_since(
        &self,
        earlier: Generation,
        most: usize,
    ) -> Result<Option<(Generation, Changes)>, StoreError> {
        self.at_once(|| {
            let sql = "SELECT number FROM generations WHERE number = ?1 AND stamp = ?2";
            let known = self.list(
                "generations",
                sql,
                &[&signed(earlier.number), &signed(earlier.stamp)],
                |_| Ok(()),
            )?;
            if known.is_empty() {
                return Ok(None);
            }
            let now = self.generation()?;
            let sql = "SELECT node FROM touched WHERE generation > ?1 ORDER BY node LIMIT ?2";
            let limit = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
            let names =
                self.list("touched", sql, &[&signed(earlier.number), &limit], |row| row.get::<_, String>(0))?;
            if names.len() > most {
                return Ok(None);
            }
            let mut changes = Changes::default();
            for name in names {
                let sql = format!("SELECT {} FROM graph_nodes AS g WHERE g.name = ?1", row::NODE);
                let record = self.list("nodes", &sql, &[&name], row::node)?.pop();
                changes.edges.extend(self.edges_at(&name, Side::Out)?);
                changes.nodes.push((NodeId::new(name), record));
            }
            Ok(Some((now, changes)))
        })
    }

    /// Answers several questions from one state of the database.
    pub(super) fn at_once<T>(&self, answer: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
        // Ends when it is dropped; nothing is written in it.
        let _reading = self.connection.unchecked_transaction().map_err(self.in_table("generations"))?;
        answer()
    }
}

impl Writing<'_> {
    /// Returns the names of the nodes that this transaction may have changed, while those that go are still there: the
    /// nodes it met, the instruments of documents that came or went, and what leaves any text of these documents, since
    /// another may be the primary one now.
    pub(super) fn touched(&self, met: impl Iterator<Item = i64>) -> Result<BTreeSet<String>, StoreError> {
        let mut names = BTreeSet::new();
        let mut add = |sql: &str, node: i64| -> Result<(), StoreError> {
            names.extend(self.list("nodes", sql, &[&node], |row| row.get::<_, String>(0))?);
            Ok(())
        };
        for node in met.chain(self.documents.iter().copied()).chain(self.loosened.iter().copied()) {
            add("SELECT name FROM nodes WHERE id = ?1", node)?;
        }
        for node in &self.documents {
            // `$` stands behind `#`.
            add(
                "SELECT i.name FROM nodes AS h JOIN nodes AS i ON i.name > h.name || '#' AND i.name < h.name || '$'
                 WHERE h.id = ?1",
                *node,
            )?;
            add(
                "SELECT DISTINCT s.name FROM texts AS d JOIN mentions AS o ON o.document = d.id
                 JOIN nodes AS s ON s.id = o.source WHERE d.node = ?1",
                *node,
            )?;
        }
        Ok(names)
    }

    /// Begins a new generation, in which these nodes may be otherwise.
    pub(super) fn begin_generation(&self, touched: &BTreeSet<String>) -> Result<(), StoreError> {
        self.run(
            "generations",
            "INSERT INTO generations (number, stamp) SELECT coalesce(max(number), 0) + 1, random() FROM generations",
            &[],
        )?;
        for name in touched {
            self.run(
                "touched",
                "INSERT INTO touched (node, generation) VALUES (?1, (SELECT max(number) FROM generations))
                 ON CONFLICT (node) DO UPDATE SET generation = excluded.generation",
                params![name],
            )?;
        }
        Ok(())
    }
}

/// SQLite knows no numbers without sign; all 64 bits are kept.
fn signed(number: u64) -> i64 {
    number.cast_signed()
}

fn generation(number: i64, stamp: i64) -> Generation {
    Generation { number: number.cast_unsigned(), stamp: stamp.cast_unsigned() }
}
