//! Brings in what another database has read.

use std::fs;
use std::path::Path;

use rusqlite::params;

use super::history::Counts;
use super::writing::Writing;
use super::{Store, StoreError, schema};

/// What a merge did with the files of the other database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Files that came in, by path.
    pub taken: Vec<String>,
    /// Number of files whose content was here before, under whatever name.
    pub known: usize,
    /// Files that are here under the same path with another content: they stay as they are here.
    pub kept: Vec<String>,
}

/// Columns that hold the row of a node, by table.
const NODE_COLUMNS: [(&str, &[&str]); 5] = [
    ("texts", &["node"]),
    ("mentions", &["source", "target"]),
    ("signatures", &["organisation"]),
    ("aliases", &["node"]),
    ("open_mentions", &[]),
];

impl Store {
    /// Brings in every file that another database has read and this one has not, in one transaction: both may be in use
    /// meanwhile. The other is only read, but one of an older version is brought up to this one first. What all documents
    /// together make of references is left to [`crate::ingest::resolve`].
    ///
    /// # Errors
    ///
    /// Fails if either database fails, or if both are the same file; nothing has changed here then.
    pub fn merge(&mut self, other: &Path) -> Result<Merged, StoreError> {
        drop(Store::open(other)?);
        if let (Ok(here), Ok(there)) = (fs::canonicalize(&self.path), fs::canonicalize(other))
            && here == there
        {
            return Err(StoreError::Same { path: self.path.clone() });
        }
        let name = other.to_str().ok_or_else(|| StoreError::Missing { path: other.to_owned() })?;
        let opening = |source| StoreError::opening(other, source);
        self.connection.execute("ATTACH DATABASE ?1 AS other", [name]).map_err(opening)?;
        let merged = self.take_from_other();
        // What was attached goes with the connection at the latest.
        let detached = self.connection.execute("DETACH DATABASE other", []).map_err(opening);
        let merged = merged?;
        detached?;
        Ok(merged)
    }

    fn take_from_other(&mut self) -> Result<Merged, StoreError> {
        let mut writing = Writing::begin(self)?;
        let mut merged = Merged::default();
        let mut met = Vec::new();
        let all = "SELECT id, path FROM other.files ORDER BY path";
        let all: Vec<(i64, String)> =
            writing.list("files", all, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for (row, path) in all {
            let same =
                "SELECT f.id FROM other.files AS o JOIN main.files AS f ON f.hash = o.hash WHERE o.id = ?1";
            if !writing.rows("files", same, &[&row])?.is_empty() {
                merged.known += 1;
            } else if writing.row_of_file(&path)?.is_some() {
                merged.kept.push(path);
            } else {
                met.extend(writing.take_file(row, &path)?);
                merged.taken.push(path);
            }
        }
        match merged.taken.is_empty() {
            true => Ok(merged),
            false => writing.finish(met.into_iter()).map(|()| merged),
        }
    }
}

impl Writing<'_> {
    /// Copies one file of the other database; returns the nodes that it names.
    fn take_file(&mut self, there: i64, path: &str) -> Result<Vec<i64>, StoreError> {
        self.run(
            "nodes",
            "WITH mine AS (SELECT id, node FROM other.texts WHERE file = ?1)
             INSERT INTO main.nodes (name, kind, body, date, title)
             SELECT n.name, n.kind, n.body, n.date, n.title FROM other.nodes AS n WHERE n.id IN (
                 SELECT node FROM mine
                 UNION SELECT m.source FROM other.mentions AS m JOIN mine ON m.document = mine.id
                 UNION SELECT m.target FROM other.mentions AS m JOIN mine ON m.document = mine.id
                 UNION SELECT s.organisation FROM other.signatures AS s JOIN mine ON s.document = mine.id
                 UNION SELECT a.node FROM other.aliases AS a JOIN mine ON a.document = mine.id)
             ORDER BY n.name
             ON CONFLICT (name) DO NOTHING",
            params![there],
        )?;
        let file = self.insert(
            "files",
            "INSERT INTO main.files (path, hash, size, program)
             SELECT path, hash, size, program FROM other.files WHERE id = ?1",
            params![there],
        )?;
        let texts = "SELECT id FROM other.texts WHERE file = ?1 ORDER BY position";
        for text in self.rows("texts", texts, &[&there])? {
            let row = self.copy("texts", "id", text, [("file", file), ("is_primary", 0)])?;
            self.run(
                "passages",
                "INSERT INTO main.passages (document, ordinal, label, text)
                 SELECT ?2, ordinal, label, text FROM other.passages WHERE document = ?1 ORDER BY ordinal",
                params![text, row],
            )?;
            for table in ["mentions", "signatures", "aliases", "open_mentions"] {
                self.copy(table, "document", text, [("document", row), ("document", row)])?;
            }
            // What the other made of references goes over with what was read, from which it is made anew here.
            self.run(
                "readings",
                "INSERT INTO main.readings (mention, target_id, relation, is_edge, rule, confidence, warning, explanation,
                     suggestion)
                 SELECT h.id, r.target_id, r.relation, r.is_edge, r.rule, r.confidence, r.warning, r.explanation,
                     r.suggestion
                 FROM other.readings AS r JOIN other.mentions AS t ON t.id = r.mention
                 JOIN main.mentions AS h ON h.document = ?2 AND h.position = t.position AND NOT h.made WHERE t.document = ?1",
                params![text, row],
            )?;
            schema::index_text(&self.transaction, row).map_err(self.in_table("passage_stems"))?;
        }
        let documents = self.rows("texts", "SELECT node FROM main.texts WHERE file = ?1", &[&file])?;
        self.documents.extend(&documents);
        let after: Counts = self.counts(file)?;
        self.tell_file(path, &Counts::new(), &after, false)?;
        self.rows(
            "nodes",
            "WITH mine AS (SELECT id, node FROM texts WHERE file = ?1)
             SELECT node FROM mine
             UNION SELECT m.source FROM mentions AS m JOIN mine ON m.document = mine.id
             UNION SELECT m.target FROM mentions AS m JOIN mine ON m.document = mine.id
             UNION SELECT s.organisation FROM signatures AS s JOIN mine ON s.document = mine.id
                 WHERE s.organisation IS NOT NULL
             UNION SELECT a.node FROM aliases AS a JOIN mine ON a.document = mine.id",
            &[&file],
        )
    }

    /// Copies the rows of a table for which a column has a value, in their order, and returns the last new row: columns
    /// that name a node name the same node here, and some have given values.
    fn copy(
        &self,
        table: &'static str,
        column: &str,
        value: i64,
        given: [(&str, i64); 2],
    ) -> Result<i64, StoreError> {
        let nodes =
            NODE_COLUMNS.iter().find(|(name, _)| *name == table).map_or(&[][..], |(_, columns)| columns);
        let columns = self.columns(table)?;
        let values: Vec<String> = columns
            .iter()
            .map(|name| match given.iter().find(|(given, _)| given == name) {
                Some((_, value)) => value.to_string(),
                None if nodes.contains(&name.as_str()) => format!(
                    "(SELECT h.id FROM main.nodes AS h JOIN other.nodes AS t ON t.name = h.name WHERE t.id = o.{name})"
                ),
                None => format!("o.{name}"),
            })
            .collect();
        let resolved_since = if table == "mentions" { "AND NOT o.made" } else { "" };
        let sql = format!(
            "INSERT INTO main.{table} ({}) SELECT {} FROM other.{table} AS o
             WHERE o.{column} = ?1 {resolved_since} ORDER BY o.id",
            columns.join(", "),
            values.join(", ")
        );
        self.insert(table, &sql, params![value])
    }

    /// Returns the columns of a table but for the number of the row.
    fn columns(&self, table: &'static str) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT name FROM pragma_table_info(?1) WHERE name <> 'id'";
        self.list(table, sql, &[&table], |row| row.get(0))
    }
}

impl Merged {
    /// Returns whether nothing of the other database was new here.
    pub fn is_empty(&self) -> bool {
        self.taken.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_to_a_node_is_led_over() {
        let store = Store::in_memory().expect("memory");
        let sql =
            "SELECT m.name, f.\"from\" FROM sqlite_master AS m JOIN pragma_foreign_key_list(m.name) AS f
             WHERE m.type = 'table' AND f.\"table\" = 'nodes' ORDER BY 1, 2";
        let found: Vec<(String, String)> =
            store.list("schema", sql, &[], |row| Ok((row.get(0)?, row.get(1)?))).expect("a schema");
        let mut known: Vec<(String, String)> = NODE_COLUMNS
            .iter()
            .flat_map(|(table, columns)| columns.iter().map(|c| ((*table).to_owned(), (*c).to_owned())))
            .collect();
        known.sort();
        assert_eq!(found, known);
    }
}
