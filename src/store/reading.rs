//! Lists what a database holds, always sorted.

use rusqlite::types::ToSql;
use rusqlite::{OptionalExtension, Row};

use super::{Store, StoreError, row};
use crate::model::{
    Card, DocumentRecord, EdgeRecord, FileRecord, NodeId, NodeRecord, Occurrence, OccurrenceFilter,
    SignatureRecord, UnresolvedRecord,
};

/// What holds of a row `u` of `unresolved` of which nothing was made since it was read.
const OPEN: &str = "NOT EXISTS (SELECT 1 FROM mentions AS m WHERE m.open = u.id)";

impl Store {
    /// Returns the nodes of the graph, by id. Open sets are no nodes.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn nodes(&self) -> Result<Vec<NodeRecord>, StoreError> {
        let sql = format!("SELECT {} FROM graph_nodes AS g ORDER BY g.name", row::NODE);
        self.list("nodes", &sql, &[], row::node)
    }

    /// Returns the edges of the graph, by source, target and relation.
    ///
    /// An edge that stands only in a translation or a second copy weighs 0.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn edges(&self) -> Result<Vec<EdgeRecord>, StoreError> {
        let sql = "SELECT source, target, relation, weight FROM graph_edges";
        let mut edges = self.list("mentions", sql, &[], row::edge)?;
        edges.sort_by(|a, b| (&a.source, &a.target, a.relation).cmp(&(&b.source, &b.target, b.relation)));
        Ok(edges)
    }

    /// Returns the places where edges stand, also those that point at open sets and at the document itself: by
    /// source, then the primary text before its copies, then in document order.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn occurrences(&self, filter: &OccurrenceFilter<'_>) -> Result<Vec<Occurrence>, StoreError> {
        let mut sql = format!(
            "SELECT {} FROM mentions AS o JOIN texts AS d ON d.id = o.document JOIN files AS f ON f.id = d.file
             JOIN nodes AS s ON s.id = o.source JOIN nodes AS t ON t.id = o.target WHERE 1",
            row::OCCURRENCE
        );
        let names: Vec<(&str, &str)> = [
            ("o.source = (SELECT id FROM nodes WHERE name = ?)", filter.source.map(NodeId::as_str)),
            ("o.target = (SELECT id FROM nodes WHERE name = ?)", filter.target.map(NodeId::as_str)),
            ("o.relation = ?", filter.relation.map(|r| r.as_str())),
        ]
        .into_iter()
        .filter_map(|(condition, name)| name.map(|n| (condition, n)))
        .collect();
        for (condition, _) in &names {
            sql.push_str(" AND ");
            sql.push_str(condition);
        }
        sql.push_str(
            " ORDER BY s.name, d.is_primary DESC, f.path, d.position, o.open IS NOT NULL, o.position, o.target_id",
        );
        let values: Vec<&dyn ToSql> = names.iter().map(|(_, name)| name as &dyn ToSql).collect();
        self.list("mentions", &sql, &values, row::occurrence)
    }

    /// Returns the card of a node.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn card(&self, node: &NodeId) -> Result<Option<Card>, StoreError> {
        let sql = format!(
            "SELECT {}, d.language, coalesce(d.session, r.session) AS session,
                 coalesce(d.agenda_item, r.agenda_item) AS agenda_item,
                 coalesce(d.distributed, r.distributed) AS distributed, coalesce(d.meeting, r.meeting) AS meeting,
                 d.basis, coalesce(d.vote, r.vote) AS vote, d.identity_rule
             FROM graph_nodes AS g LEFT JOIN texts AS d ON d.id = g.primary_document
             LEFT JOIN texts AS r ON r.id = g.record WHERE g.name = ?1",
            row::NODE
        );
        let card = self
            .connection
            .query_row(&sql, [node.as_str()], row::card)
            .optional()
            .map_err(self.in_table("texts"))?;
        let Some(card) = card else {
            return Ok(None);
        };
        let sql = "SELECT DISTINCT f.path FROM texts AS d JOIN files AS f ON f.id = d.file
             WHERE d.node = (SELECT id FROM nodes WHERE name = ?1) ORDER BY f.path";
        let files = self.list("files", sql, &[&node.as_str()], |row| row.get(0))?;
        Ok(Some(Card { files, ..card }))
    }

    /// Returns the labels and texts of the paragraphs of a document's primary text, in document order.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn paragraphs(&self, node: &NodeId) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "SELECT p.label, p.text FROM passages AS p JOIN texts AS d ON d.id = p.document
             WHERE d.is_primary AND d.node = (SELECT id FROM nodes WHERE name = ?1) ORDER BY p.ordinal";
        self.list("passages", sql, &[&node.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Returns references without target, of one document or of all, by file and in document order.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn unresolved(&self, document: Option<&NodeId>) -> Result<Vec<UnresolvedRecord>, StoreError> {
        let sql = format!(
            "SELECT u.*, n.name, f.path
             FROM open_mentions AS u JOIN texts AS d ON d.id = u.document JOIN files AS f ON f.id = d.file
             JOIN nodes AS n ON n.id = d.node WHERE (?1 IS NULL OR n.name = ?1)
                 AND {OPEN} ORDER BY f.path, d.position, u.position"
        );
        self.list("open_mentions", &sql, &[&document.map(NodeId::as_str)], row::unresolved)
    }

    /// Returns how many references [`Store::unresolved`] returns of all documents.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn unresolved_count(&self) -> Result<usize, StoreError> {
        let sql = format!("SELECT count(*) FROM open_mentions AS u WHERE {OPEN}");
        let counts: Vec<u32> = self.list("open_mentions", &sql, &[], |row| row.get(0))?;
        Ok(counts.into_iter().map(|count| count as usize).sum())
    }

    /// Returns signatory lists, of one document or of all, by file and in the order of the list.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn signatures(&self, document: Option<&NodeId>) -> Result<Vec<SignatureRecord>, StoreError> {
        let sql = "SELECT n.name AS letter, org.name AS organisation, f.path, s.name, s.as_printed,
                 s.certainty, s.is_organisation, s.acronym, s.aliases, s.location, s.rule, s.note,
                 s.span_start, s.span_end
             FROM signatures AS s JOIN texts AS d ON d.id = s.document JOIN files AS f ON f.id = d.file
             JOIN nodes AS n ON n.id = d.node LEFT JOIN nodes AS org ON org.id = s.organisation
             WHERE ?1 IS NULL OR n.name = ?1 ORDER BY f.path, d.position, s.position";
        self.list("signatures", sql, &[&document.map(NodeId::as_str)], row::signature)
    }

    /// Returns other names of nodes that documents print, by name and node.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn aliases(&self) -> Result<Vec<(String, NodeId)>, StoreError> {
        let sql = "SELECT DISTINCT a.name, n.name FROM aliases AS a JOIN nodes AS n ON n.id = a.node
             ORDER BY a.name, n.name";
        self.list("aliases", sql, &[], |row| Ok((row.get(0)?, NodeId::new(row.get::<_, String>(1)?))))
    }

    /// Returns the files that were read, by path.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn files(&self) -> Result<Vec<FileRecord>, StoreError> {
        let sql = "SELECT path, hash, size, program FROM files ORDER BY path";
        self.list("files", sql, &[], row::file)
    }

    /// Hands over the files that were read, by path, without holding all of them.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn each_file(&self, take: &mut dyn FnMut(FileRecord)) -> Result<(), StoreError> {
        self.each("files", "SELECT path, hash, size, program FROM files ORDER BY path", row::file, take)
    }

    /// Returns one file, if it was read.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn file(&self, path: &str) -> Result<Option<FileRecord>, StoreError> {
        let sql = "SELECT path, hash, size, program FROM files WHERE path = ?1";
        Ok(self.list("files", sql, &[&path], row::file)?.pop())
    }

    /// Returns the documents with each of their texts, by file and in the order of the file.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn documents(&self) -> Result<Vec<DocumentRecord>, StoreError> {
        let sql = "SELECT n.name, f.path, d.language, d.is_translation, d.is_primary,
                 (SELECT count(*) FROM passages AS p WHERE p.document = d.id) AS paragraphs,
                 (SELECT count(*) FROM mentions AS o WHERE o.document = d.id) AS citations
             FROM texts AS d JOIN files AS f ON f.id = d.file JOIN nodes AS n ON n.id = d.node
             ORDER BY f.path, d.position";
        self.list("texts", sql, &[], row::document)
    }

    pub(super) fn list<T>(
        &self,
        table: &'static str,
        sql: &str,
        values: &[&dyn ToSql],
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        row::all(&self.connection, sql, values, read).map_err(self.in_table(table))
    }

    /// Hands over what a statement without values finds, row by row.
    pub(super) fn each<T>(
        &self,
        table: &'static str,
        sql: &str,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        take: &mut dyn FnMut(T),
    ) -> Result<(), StoreError> {
        row::each(&self.connection, sql, read, take).map_err(self.in_table(table))
    }
}
