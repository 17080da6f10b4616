//! Hands out the references that may be resolved by what came later, and takes back what was made of them.

use std::collections::BTreeMap;

use rusqlite::types::ToSql;
use rusqlite::{Row, params};

use super::writing::{Nodes, Writing};
use super::{Placing, Store, StoreError, row};
use crate::model::{
    Change, ChangeKind, Confidence, HeldReading, HeldReference, HeldRow, Id, KnownDocument, KnownName,
    NodeId, Settlement,
};

impl Store {
    /// Returns the references that say what they ask for and have no target, and those whose target a number gave: as
    /// they were read, whatever was made of them since; by file and in document order.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn held(&self) -> Result<Vec<HeldReference>, StoreError> {
        let sql =
            "SELECT u.id, n.name, coalesce(d.adopted, d.distributed) AS cited_on, u.source_id, u.relation,
                 u.date, u.asked_kind, u.asked, u.place
             FROM open_mentions AS u JOIN texts AS d ON d.id = u.document JOIN files AS f ON f.id = d.file
             JOIN nodes AS n ON n.id = d.node WHERE u.asked_kind IS NOT NULL
             ORDER BY f.path, d.position, u.position";
        let mut held = self.list("open_mentions", sql, &[], open)?;
        let sql =
            "SELECT o.id, n.name, coalesce(d.adopted, d.distributed) AS cited_on, o.source_id, o.relation,
                 o.date, o.target_id, o.rule, o.confidence, o.warning, o.explanation, o.suggestion
             FROM mentions AS o JOIN texts AS d ON d.id = o.document JOIN files AS f ON f.id = d.file
             JOIN nodes AS n ON n.id = d.node WHERE o.class = 'number'
             ORDER BY f.path, d.position, o.position";
        held.extend(self.list("mentions", sql, &[], target)?);
        Ok(held)
    }

    /// Returns the documents that were read, by id, once for each title.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn known_documents(&self) -> Result<Vec<KnownDocument>, StoreError> {
        let sql = "SELECT DISTINCT n.name, d.title, p.adopted, coalesce(p.adopted, p.distributed) AS date
             FROM texts AS d JOIN nodes AS n ON n.id = d.node
             JOIN texts AS p ON p.node = n.id AND p.is_primary
             ORDER BY n.name, d.title";
        self.list("texts", sql, &[], |row| {
            Ok(KnownDocument {
                id: Id::new(row.get::<_, String>("name")?),
                title: row.get("title")?,
                adopted: row::date(row, "adopted")?,
                date: row::date(row, "date")?,
            })
        })
    }

    /// Returns the names that documents give to what they cite, by name, document and node. Names of organisations
    /// that sign are not among them.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn known_names(&self) -> Result<Vec<KnownName>, StoreError> {
        let sql = "SELECT DISTINCT a.name, h.name, n.name FROM aliases AS a
             JOIN nodes AS n ON n.id = a.node JOIN texts AS d ON d.id = a.document
             JOIN nodes AS h ON h.id = d.node WHERE a.language IS NOT NULL ORDER BY a.name, h.name, n.name";
        self.list("aliases", sql, &[], |row| {
            Ok(KnownName {
                name: row.get(0)?,
                document: NodeId::new(row.get::<_, String>(1)?),
                node: NodeId::new(row.get::<_, String>(2)?),
            })
        })
    }

    /// Replaces all that was made of references before by these, in one transaction. Returns whether anything is
    /// another now; where nothing is, nothing is written.
    ///
    /// # Errors
    ///
    /// Fails if the database is busy, read-only, full or damaged; nothing has changed then.
    pub fn settle(&mut self, all: &[Settlement], placing: &dyn Placing) -> Result<bool, StoreError> {
        let sql = "SELECT t.occurrence, t.unresolved, coalesce(o.source_id, u.source_id) AS source_id,
                 t.target_id, t.relation, t.rule, t.confidence, t.warning, t.explanation, t.suggestion
             FROM settlements AS t LEFT JOIN mentions AS o ON o.id = t.occurrence
             LEFT JOIN open_mentions AS u ON u.id = t.unresolved ORDER BY t.id";
        let before = self.list("settlements", sql, &[], settlement)?;
        if before == all {
            return Ok(false);
        }
        let mut writing = Writing::begin(self)?;
        writing.tell_settlements(ChangeKind::Reopened, &before, all, placing)?;
        writing.tell_settlements(ChangeKind::Resolved, all, &before, placing)?;
        writing.loosen_settled()?;
        writing.run("settlements", "DELETE FROM settlements", &[])?;
        let mut nodes = Nodes { placing, known: BTreeMap::new() };
        for settlement in all {
            writing.settlement(settlement, &mut nodes)?;
        }
        writing.loosen_settled()?;
        writing.finish(nodes.known.into_values())?;
        Ok(true)
    }
}

impl Writing<'_> {
    fn list(&self, table: &'static str, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<i64>, StoreError> {
        let rows = || -> rusqlite::Result<Vec<i64>> {
            let mut statement = self.transaction.prepare_cached(sql)?;
            statement.query_map(values, |row| row.get(0))?.collect()
        };
        rows().map_err(|source| StoreError::in_table(self.path, table, source))
    }

    /// Notes every node that a settlement has to do with, those included that it takes a reference from.
    fn loosen_settled(&mut self) -> Result<(), StoreError> {
        let nodes = self.list(
            "settlements",
            "SELECT source FROM settlements UNION SELECT target FROM settlements
             UNION SELECT o.target FROM settlements AS s JOIN mentions AS o ON o.id = s.occurrence
             UNION SELECT o.source FROM settlements AS s JOIN mentions AS o ON o.id = s.occurrence",
            &[],
        )?;
        self.loosened.extend(nodes);
        Ok(())
    }

    /// Tells which settlements are among these and not among the others. A reference that has another target than before
    /// is told as resolved only.
    fn tell_settlements(
        &mut self,
        kind: ChangeKind,
        these: &[Settlement],
        others: &[Settlement],
        placing: &dyn Placing,
    ) -> Result<(), StoreError> {
        let targets: BTreeMap<HeldRow, &Id> = others.iter().map(|other| (other.row, &other.target)).collect();
        for made in these {
            let is_told = match (kind, targets.get(&made.row)) {
                (ChangeKind::Reopened, there) => there.is_none(),
                (_, there) => there != Some(&&made.target),
            };
            if is_told {
                self.tell(&Change {
                    document: placing.node(&made.source).id,
                    kind,
                    file: None,
                    before: None,
                    after: None,
                    target: Some(placing.node(&made.target).id),
                })?;
            }
        }
        Ok(())
    }

    fn settlement(&mut self, made: &Settlement, nodes: &mut Nodes<'_>) -> Result<(), StoreError> {
        let (occurrence, unresolved) = match made.row {
            HeldRow::Resolved(row) => (Some(row), None),
            HeldRow::Unresolved(row) => (None, Some(row)),
        };
        let source = self.node_of(&made.source, nodes)?;
        let target = self.node_of(&made.target, nodes)?;
        let warning = made.warning.as_ref();
        self.run(
            "settlements",
            "INSERT INTO settlements (document, occurrence, unresolved, source, target, target_id, relation,
                 is_edge, rule, confidence, warning, explanation, suggestion)
             VALUES (coalesce((SELECT document FROM mentions WHERE id = ?1),
                     (SELECT document FROM open_mentions WHERE id = ?2)),
                 ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                occurrence,
                unresolved,
                source,
                target,
                made.target.as_str(),
                made.relation.as_str(),
                made.relation.is_edge() && !made.target.is_set(),
                made.rule,
                made.confidence.as_percent(),
                warning.map(|w| &w.code),
                warning.map(|w| &w.explanation),
                warning.and_then(|w| w.suggestion.as_ref()).map(Id::as_str),
            ],
        )
    }
}

fn open(row: &Row<'_>) -> rusqlite::Result<HeldReference> {
    let place = row.get("place")?;
    let asked = row::asked(row)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    held(row, HeldRow::Unresolved(row.get("id")?), HeldReading::Open(asked, place))
}

fn target(row: &Row<'_>) -> rusqlite::Result<HeldReference> {
    let reading = HeldReading::Target {
        target: Id::new(row.get::<_, String>("target_id")?),
        rule: row.get("rule")?,
        confidence: Confidence::percent(row.get("confidence")?),
        warning: row::warning(row)?,
    };
    held(row, HeldRow::Resolved(row.get("id")?), reading)
}

fn held(row: &Row<'_>, at: HeldRow, reading: HeldReading) -> rusqlite::Result<HeldReference> {
    Ok(HeldReference {
        row: at,
        document: NodeId::new(row.get::<_, String>("name")?),
        cited_on: row::date(row, "cited_on")?,
        source: Id::new(row.get::<_, String>("source_id")?),
        relation: row::named(row, "relation", row::relation)?,
        date: row::date(row, "date")?,
        reading,
    })
}

fn settlement(row: &Row<'_>) -> rusqlite::Result<Settlement> {
    let occurrence: Option<i64> = row.get("occurrence")?;
    Ok(Settlement {
        row: match occurrence {
            Some(row) => HeldRow::Resolved(row),
            None => HeldRow::Unresolved(row.get("unresolved")?),
        },
        source: Id::new(row.get::<_, String>("source_id")?),
        target: Id::new(row.get::<_, String>("target_id")?),
        relation: row::named(row, "relation", row::relation)?,
        rule: row.get("rule")?,
        confidence: Confidence::percent(row.get("confidence")?),
        warning: row::warning(row)?,
    })
}
