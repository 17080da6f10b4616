//! Takes files and documents out of the database.

use rusqlite::params;

use super::history::text_change;
use super::writing::{Owner, Writing};
use super::{Store, StoreError};
use crate::model::{ChangeKind, NodeId};

impl Store {
    /// Takes away a file and everything it has contributed. Returns whether there was such a file.
    ///
    /// # Errors
    ///
    /// Fails if the database is busy, read-only or damaged; nothing has changed then.
    pub fn forget_file(&mut self, path: &str) -> Result<bool, StoreError> {
        let mut writing = Writing::begin(self)?;
        let Some(row) = writing.row_of_file(path)? else {
            return Ok(false);
        };
        let before = writing.counts(row)?;
        writing.clear(Owner::File(row))?;
        writing.run("files", "DELETE FROM files WHERE id = ?1", params![row])?;
        writing.tell_file(path, &before, &Default::default(), false)?;
        writing.finish(std::iter::empty())?;
        Ok(true)
    }

    /// Takes away every text of a document with all that these texts say; returns the files in which they stood. What
    /// other documents say of it stays, so that it may remain as a node that was never read. The files stay known: until
    /// they change, or are read [again](crate::ingest::Options::again), the document does not come back.
    ///
    /// # Errors
    ///
    /// Fails if the database is busy, read-only or damaged; nothing has changed then.
    pub fn forget_document(&mut self, document: &NodeId) -> Result<Vec<String>, StoreError> {
        let mut writing = Writing::begin(self)?;
        let find = "SELECT id FROM nodes WHERE name = ?1";
        let Some(node) = writing.rows("nodes", find, &[&document.as_str()])?.pop() else {
            return Ok(Vec::new());
        };
        let texts = writing.texts_of(node)?;
        if texts.is_empty() {
            return Ok(Vec::new());
        }
        writing.clear(Owner::Node(node))?;
        for (file, references) in &texts {
            writing.tell(&text_change(document, ChangeKind::Removed, file, Some(*references), None))?;
        }
        writing.finish(std::iter::empty())?;
        Ok(texts.into_iter().map(|(file, _)| file).collect())
    }
}

impl Writing<'_> {
    /// Returns the files in which a document stands, by path, with the number of references there that have a target.
    fn texts_of(&self, node: i64) -> Result<Vec<(String, u64)>, StoreError> {
        let sql = "SELECT f.path, count(m.id) FROM texts AS t JOIN files AS f ON f.id = t.file
             LEFT JOIN mentions AS m ON m.document = t.id AND NOT m.made WHERE t.node = ?1 GROUP BY f.path ORDER BY f.path";
        self.list("texts", sql, &[&node], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned())))
    }
}
