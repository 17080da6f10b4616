//! Writes what a file contributes, one transaction to a file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};

use super::{Placing, Store, StoreError};
use crate::model::{
    Basis, Citation, Document, DocumentFacts, FileRecord, Id, NodeId, NodeRecord, Signature, Symbol,
    Unresolved,
};

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
        let row = writing.file(file)?;
        writing.clear(row)?;
        let mut nodes = Nodes { placing, known: BTreeMap::new() };
        for (position, facts) in documents.iter().enumerate() {
            writing.document(row, position, facts, &mut nodes)?;
        }
        writing.finish(nodes.known.into_values())
    }

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
        writing.clear(row)?;
        writing.run("files", "DELETE FROM files WHERE id = ?1", params![row])?;
        writing.finish(std::iter::empty())?;
        Ok(true)
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
}

impl<'a> Writing<'a> {
    pub(super) fn begin(store: &'a mut Store) -> Result<Self, StoreError> {
        let Store { path, connection } = store;
        // A transaction that began as a reader could not be promoted once another process has written.
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|source| StoreError::in_table(path, "files", source))?;
        Ok(Self { transaction, path, documents: BTreeSet::new(), loosened: BTreeSet::new() })
    }

    pub(super) fn run(
        &self,
        table: &'static str,
        sql: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(values))
            .map(|_| ())
            .map_err(|source| StoreError::in_table(self.path, table, source))
    }

    fn insert(
        &self,
        table: &'static str,
        sql: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<i64, StoreError> {
        self.run(table, sql, values)?;
        Ok(self.transaction.last_insert_rowid())
    }

    fn rows(&self, table: &'static str, sql: &str, value: i64) -> Result<Vec<i64>, StoreError> {
        let list = || -> rusqlite::Result<Vec<i64>> {
            let mut statement = self.transaction.prepare_cached(sql)?;
            let rows = statement.query_map([value], |row| row.get(0))?;
            rows.collect()
        };
        list().map_err(|source| StoreError::in_table(self.path, table, source))
    }

    fn row_of_file(&self, path: &str) -> Result<Option<i64>, StoreError> {
        self.transaction
            .query_row("SELECT id FROM files WHERE path = ?1", [path], |row| row.get(0))
            .optional()
            .map_err(|source| StoreError::in_table(self.path, "files", source))
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

    /// Deletes what a file has contributed, and remembers which nodes that touches.
    fn clear(&mut self, file: i64) -> Result<(), StoreError> {
        let documents = self.rows("documents", "SELECT node FROM documents WHERE file = ?1", file)?;
        self.documents.extend(documents);
        let loosened = self.rows(
            "nodes",
            "WITH mine AS (SELECT id, node FROM documents WHERE file = ?1)
             SELECT node FROM mine
             UNION SELECT o.source FROM occurrences AS o JOIN mine ON o.document = mine.id
             UNION SELECT o.target FROM occurrences AS o JOIN mine ON o.document = mine.id
             UNION SELECT t.source FROM settlements AS t JOIN mine ON t.document = mine.id
             UNION SELECT t.target FROM settlements AS t JOIN mine ON t.document = mine.id
             UNION SELECT a.node FROM aliases AS a JOIN mine ON a.document = mine.id
             UNION SELECT s.organisation FROM signatures AS s JOIN mine ON s.document = mine.id
                   WHERE s.organisation IS NOT NULL",
            file,
        )?;
        self.loosened.extend(loosened);
        self.run("documents", "DELETE FROM documents WHERE file = ?1", params![file])
    }

    fn document(
        &mut self,
        file: i64,
        position: usize,
        facts: &DocumentFacts,
        nodes: &mut Nodes<'_>,
    ) -> Result<(), StoreError> {
        let document = &facts.document;
        let node = self.node_of(&document.id, nodes)?;
        self.documents.insert(node);
        let row = self.document_row(file, position, node, document)?;
        for (ordinal, paragraph) in document.paragraphs.iter().enumerate() {
            self.run(
                "paragraphs",
                "INSERT INTO paragraphs (document, ordinal, label, text) VALUES (?1, ?2, ?3, ?4)",
                params![row, place(ordinal), paragraph.label, paragraph.text.as_str()],
            )?;
        }
        // Signatures know the names of organisations, occurrences only their ids: the names must be written first.
        for (position, signature) in facts.signatures.iter().enumerate() {
            self.signature(row, position, signature, nodes)?;
        }
        for (position, citation) in facts.citations.iter().enumerate() {
            self.occurrence(row, position, citation, nodes)?;
        }
        for (position, unresolved) in facts.unresolved.iter().enumerate() {
            self.unresolved(row, position, unresolved)?;
        }
        for (name, id) in &facts.definitions {
            let named = self.node_of(id, nodes)?;
            self.run(
                "aliases",
                "INSERT INTO aliases (document, node, name, language) VALUES (?1, ?2, ?3, ?4)",
                params![row, named, name, document.language.as_str()],
            )?;
        }
        Ok(())
    }

    fn document_row(
        &self,
        file: i64,
        position: usize,
        node: i64,
        document: &Document,
    ) -> Result<i64, StoreError> {
        let says = &document.metadata;
        let vote = says.vote.map(|v| format!("{}-{}-{}", v.in_favour, v.against, v.abstentions));
        self.insert(
            "documents",
            "INSERT INTO documents (file, position, node, identity_rule, language, is_translation, form,
                 region_start, region_end, title, body, author, session, session_printed, agenda_item,
                 distributed, adopted, meeting, basis, vote, job_numbers, warnings)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
                 ?20, ?21, ?22)",
            params![
                file,
                place(position),
                node,
                document.identity_rule,
                document.language.as_str(),
                document.translation,
                document.form.as_str(),
                place(document.region.start),
                place(document.region.end),
                says.title,
                says.body.as_ref().map(|b| b.as_str()),
                says.author,
                says.session,
                says.session_printed,
                says.agenda_item,
                says.distributed.map(|d| d.to_string()),
                says.adopted.map(|d| d.to_string()),
                says.meeting,
                says.basis.as_ref().map(basis),
                vote,
                lines(&says.job_numbers),
                lines(&document.warnings),
            ],
        )
    }

    fn occurrence(
        &self,
        document: i64,
        position: usize,
        citation: &Citation,
        nodes: &mut Nodes<'_>,
    ) -> Result<(), StoreError> {
        let source = self.node_of(&citation.source, nodes)?;
        let target = self.node_of(&citation.target, nodes)?;
        let is_edge = citation.relation.is_edge() && !citation.target.is_set();
        self.run(
            "occurrences",
            "INSERT INTO occurrences (document, position, source, source_id, target, target_id, relation,
                 is_edge, para, class, surface, verb, verb_family, via, role, connector, rule, confidence,
                 warning, language, page, span_start, span_end, explanation, suggestion, date)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
                 ?20, ?21, ?22, ?23, ?24, ?25, ?26)",
            params![
                document,
                place(position),
                source,
                citation.source.as_str(),
                target,
                citation.target.as_str(),
                citation.relation.as_str(),
                is_edge,
                citation.para,
                citation.class.as_str(),
                citation.surface,
                citation.verb.as_ref().map(|v| v.printed.as_str()),
                citation.verb.as_ref().map(|v| v.family.as_str()),
                citation.via.to_string(),
                citation.role.as_str(),
                citation.connector,
                citation.rule,
                citation.confidence.as_percent(),
                citation.warning.as_ref().map(|w| &w.code),
                citation.language.as_str(),
                citation.page,
                place(citation.span.start),
                place(citation.span.end),
                citation.warning.as_ref().map(|w| &w.explanation),
                citation.warning.as_ref().and_then(|w| w.suggestion.as_ref()).map(Id::as_str),
                citation.date.map(|d| d.to_string()),
            ],
        )
    }

    fn unresolved(&self, document: i64, position: usize, unresolved: &Unresolved) -> Result<(), StoreError> {
        let open = unresolved.open.as_deref();
        let verb = open.and_then(|o| o.verb.as_ref());
        self.run(
            "unresolved",
            "INSERT INTO unresolved (document, position, para, surface, reason, span_start, span_end,
                 asked_kind, asked, place, source_id, class, relation, verb, verb_family, via, role, connector,
                 date, suggestion, language)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
                 ?20, ?21)",
            params![
                document,
                place(position),
                unresolved.para,
                unresolved.surface,
                unresolved.reason,
                place(unresolved.span.start),
                place(unresolved.span.end),
                open.map(|o| o.asked.kind()),
                open.map(|o| o.asked.words()),
                open.and_then(|o| o.place.as_ref()),
                open.map(|o| o.source.as_str()),
                open.map(|o| o.class.as_str()),
                open.map(|o| o.relation.as_str()),
                verb.map(|v| v.printed.as_str()),
                verb.map(|v| v.family.as_str()),
                open.map(|o| o.via.to_string()),
                open.map(|o| o.role.as_str()),
                open.and_then(|o| o.connector.as_ref()),
                open.and_then(|o| o.date).map(|d| d.to_string()),
                open.and_then(|o| o.suggestion.as_ref()).map(Id::as_str),
                open.map(|o| o.language.as_str()),
            ],
        )
    }

    fn signature(
        &self,
        document: i64,
        position: usize,
        signature: &Signature,
        nodes: &mut Nodes<'_>,
    ) -> Result<(), StoreError> {
        let organisation = nodes.placing.signatory(signature);
        let organisation = organisation.map(|record| self.node(record, nodes)).transpose()?;
        self.run(
            "signatures",
            "INSERT INTO signatures (document, position, organisation, name, as_printed, certainty,
                 is_organisation, acronym, aliases, location, rule, note, span_start, span_end)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            params![
                document,
                place(position),
                organisation,
                signature.name,
                signature.as_printed,
                signature.certainty.as_str(),
                signature.organisation,
                signature.acronym,
                lines(&signature.aliases),
                signature.location,
                signature.rule,
                signature.note,
                place(signature.span.start),
                place(signature.span.end),
            ],
        )?;
        let names = signature.acronym.iter().chain(&signature.aliases);
        for name in names.filter(|_| organisation.is_some()) {
            self.run(
                "aliases",
                "INSERT INTO aliases (document, node, name) VALUES (?1, ?2, ?3)",
                params![document, organisation, name],
            )?;
        }
        Ok(())
    }

    pub(super) fn node_of(&self, id: &Id, nodes: &mut Nodes<'_>) -> Result<i64, StoreError> {
        let record = nodes.placing.node(id);
        self.node(record, nodes)
    }

    /// Returns the row of a node, made or brought up to date as needed.
    fn node(&self, node: NodeRecord, nodes: &mut Nodes<'_>) -> Result<i64, StoreError> {
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
            .map_err(|source| StoreError::in_table(self.path, "nodes", source))
    }

    /// Chooses primary texts anew, removes nodes that nothing refers to, begins a new generation, and commits.
    pub(super) fn finish(self, met: impl Iterator<Item = i64>) -> Result<(), StoreError> {
        for node in &self.documents {
            self.choose_primary(*node)?;
        }
        let touched = self.touched(met)?;
        for node in &self.loosened {
            self.run(
                "nodes",
                "DELETE FROM nodes WHERE id = ?1
                 AND NOT EXISTS (SELECT 1 FROM documents WHERE node = ?1)
                 AND NOT EXISTS (SELECT 1 FROM occurrences WHERE source = ?1)
                 AND NOT EXISTS (SELECT 1 FROM occurrences WHERE target = ?1)
                 AND NOT EXISTS (SELECT 1 FROM settlements WHERE source = ?1)
                 AND NOT EXISTS (SELECT 1 FROM settlements WHERE target = ?1)
                 AND NOT EXISTS (SELECT 1 FROM signatures WHERE organisation = ?1)
                 AND NOT EXISTS (SELECT 1 FROM aliases WHERE node = ?1)",
                params![node],
            )?;
        }
        self.begin_generation(&touched)?;
        let path = self.path;
        self.transaction.commit().map_err(|source| StoreError::in_table(path, "files", source))
    }

    /// Makes one text speak for the document: an original before a translation, then the one with the most
    /// references, since damage loses references, then the first by path, so that the order of ingest is no matter.
    fn choose_primary(&self, node: i64) -> Result<(), StoreError> {
        self.run(
            "documents",
            "UPDATE documents SET is_primary = 0 WHERE node = ?1 AND is_primary",
            params![node],
        )?;
        self.run(
            "documents",
            "UPDATE documents SET is_primary = 1 WHERE id = (
                 SELECT d.id FROM documents AS d JOIN files AS f ON f.id = d.file
                 WHERE d.node = ?1
                 ORDER BY d.is_translation,
                     (SELECT count(*) FROM occurrences AS o WHERE o.document = d.id) DESC, f.path, d.position
                 LIMIT 1)",
            params![node],
        )
    }
}

/// Writes the basis of a resolution as `A/57/556/Add.2; A/57/556/Add.2/Corr.1 (Third Committee)`.
fn basis(basis: &Basis) -> String {
    let symbols = basis.symbols.iter().map(Symbol::as_str).collect::<Vec<_>>().join("; ");
    match &basis.committee {
        Some(committee) => format!("{symbols} ({committee})"),
        None => symbols,
    }
}

/// Joins texts that hold no line end.
fn lines(texts: &[String]) -> Option<String> {
    (!texts.is_empty()).then(|| texts.join("\n"))
}

fn place(at: usize) -> i64 {
    i64::try_from(at).expect("a place in a text in memory is far below 2^63")
}

fn signed(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
