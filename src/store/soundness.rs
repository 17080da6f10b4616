//! What must hold in a database beyond its pages, and putting it right.

use super::writing::Writing;
use super::{Store, StoreError, schema};
use crate::model::NodeId;

/// Holds of a row `n` of `nodes` that nothing refers to.
pub(super) const ORPHAN: &str = "NOT EXISTS (SELECT 1 FROM texts WHERE node = n.id)
     AND NOT EXISTS (SELECT 1 FROM mentions WHERE source = n.id)
     AND NOT EXISTS (SELECT 1 FROM mentions WHERE target = n.id)
     AND NOT EXISTS (SELECT 1 FROM signatures WHERE organisation = n.id)
     AND NOT EXISTS (SELECT 1 FROM aliases WHERE node = n.id)";

/// The documents of passages and titles that the index of words lacks; FTS5 keeps a row of `_docsize` for each of its own.
const UNINDEXED: &str = "
     SELECT p.document AS text FROM passages AS p WHERE p.id NOT IN (SELECT id FROM passage_stems_docsize)
     UNION SELECT id FROM texts WHERE title IS NOT NULL AND id NOT IN (SELECT id FROM title_stems_docsize)";

impl Store {
    /// Returns the nodes that nothing refers to, by id.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn orphans(&self) -> Result<Vec<NodeId>, StoreError> {
        self.node_names(&format!("SELECT n.name FROM nodes AS n WHERE {ORPHAN} ORDER BY n.name"))
    }

    /// Returns the documents that have texts none of which is primary, or records none of which is, by id.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn without_primary(&self) -> Result<Vec<NodeId>, StoreError> {
        self.node_names(
            "SELECT DISTINCT n.name FROM nodes AS n JOIN texts AS t ON t.node = n.id
             GROUP BY n.id, t.form = 'record' HAVING max(t.is_primary) = 0 ORDER BY n.name",
        )
    }

    /// Returns the documents whose words are not all in the index, by id.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn unindexed(&self) -> Result<Vec<NodeId>, StoreError> {
        self.node_names(&format!(
            "SELECT DISTINCT n.name FROM ({UNINDEXED}) AS u JOIN texts AS t ON t.id = u.text
             JOIN nodes AS n ON n.id = t.node ORDER BY n.name"
        ))
    }

    /// Chooses primary texts where there is none, takes out nodes that nothing refers to, and makes the index of words
    /// anew where it lacks some; in one transaction.
    ///
    /// # Errors
    ///
    /// Fails if the database is busy, read-only, full or damaged; nothing has changed then.
    pub fn repair(&mut self) -> Result<(), StoreError> {
        let is_indexed = self.unindexed()?.is_empty();
        let mut writing = Writing::begin(self)?;
        let without =
            "SELECT DISTINCT node FROM texts GROUP BY node, form = 'record' HAVING max(is_primary) = 0";
        writing.documents.extend(writing.rows("texts", without, &[])?);
        let orphans = format!("SELECT n.id FROM nodes AS n WHERE {ORPHAN}");
        writing.loosened.extend(writing.rows("nodes", &orphans, &[])?);
        if !is_indexed {
            schema::index_anew(&writing.transaction).map_err(writing.in_table("passage_stems"))?;
        }
        if writing.documents.is_empty() && writing.loosened.is_empty() && is_indexed {
            return Ok(());
        }
        writing.finish(std::iter::empty())
    }

    fn node_names(&self, sql: &str) -> Result<Vec<NodeId>, StoreError> {
        self.list("nodes", sql, &[], |row| Ok(NodeId::new(row.get::<_, String>(0)?)))
    }
}
