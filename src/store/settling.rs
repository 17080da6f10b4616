//! Hands out the references that may be resolved by what came later, and takes back what was made of them.

use std::collections::BTreeMap;

use rusqlite::{Row, params};

use super::writing::{Nodes, Writing};
use super::{Placing, Store, StoreError, row};
use crate::model::{
    Change, ChangeKind, Confidence, HeldReading, HeldReference, HeldRow, Id, KnownDocument, KnownName,
    NodeId, Settlement,
};

impl Store {
    /// Hands over the references that say what they ask for and have no target, then those whose target a number gave: as
    /// they were read, whatever was made of them since; each by file and in document order. No more than one is held.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn each_held(&self, take: &mut dyn FnMut(HeldReference)) -> Result<(), StoreError> {
        let sql =
            "SELECT u.id, n.name, coalesce(d.adopted, d.distributed) AS cited_on, u.source_id, u.relation,
                 u.date, u.asked_kind, u.asked, u.place
             FROM open_mentions AS u JOIN texts AS d ON d.id = u.document JOIN files AS f ON f.id = d.file
             JOIN nodes AS n ON n.id = d.node WHERE u.asked_kind IS NOT NULL
             ORDER BY f.path, d.position, u.position";
        self.each("open_mentions", sql, open, take)?;
        let sql = format!(
            "SELECT o.id, n.name, coalesce(d.adopted, d.distributed) AS cited_on, o.source_id,
                 coalesce(r.relation, o.relation) AS relation, o.date, {}
             FROM mentions AS o LEFT JOIN readings AS r ON r.mention = o.id
             JOIN texts AS d ON d.id = o.document JOIN files AS f ON f.id = d.file
             JOIN nodes AS n ON n.id = d.node WHERE o.class = 'number' AND NOT o.made
             ORDER BY f.path, d.position, o.position",
            as_read()
        );
        self.each("mentions", &sql, target, take)
    }

    /// Returns the documents that were read, by id, once for each title. Records of libraries are left out: a draft has the
    /// title of the resolution that it became.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn known_documents(&self) -> Result<Vec<KnownDocument>, StoreError> {
        let sql = "SELECT DISTINCT n.name, d.title, p.adopted, coalesce(p.adopted, p.distributed) AS date
             FROM texts AS d JOIN nodes AS n ON n.id = d.node
             JOIN texts AS p ON p.node = n.id AND p.is_primary AND p.form <> 'record'
             WHERE d.form <> 'record'
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
        let sql = "SELECT CASE WHEN m.open IS NULL THEN coalesce(m.further, m.id) END AS mention, m.open, m.source_id, m.target_id, m.relation,
                 m.rule, m.confidence, m.warning, m.explanation, m.suggestion
             FROM mentions AS m WHERE m.made OR m.id IN (SELECT mention FROM readings)";
        let before = self.list("mentions", sql, &[], settlement)?;
        if in_order(&before) == in_order(all) {
            return Ok(false);
        }
        let mut writing = Writing::begin(self)?;
        writing.tell_settlements(ChangeKind::Reopened, &before, all, placing)?;
        writing.tell_settlements(ChangeKind::Resolved, all, &before, placing)?;
        let mut nodes = Nodes { placing, known: BTreeMap::new() };
        writing.unsettle(&mut nodes)?;
        for settlement in all {
            writing.settlement(settlement, &mut nodes)?;
        }
        writing.finish(nodes.known.into_values())?;
        Ok(true)
    }
}

impl Writing<'_> {
    /// Makes every reference as it was read, and notes the nodes that these have to do with.
    fn unsettle(&mut self, nodes: &mut Nodes<'_>) -> Result<(), StoreError> {
        let loosened = self.rows(
            "mentions",
            "SELECT source FROM mentions WHERE made UNION SELECT target FROM mentions WHERE made
             UNION SELECT m.source FROM mentions AS m JOIN readings AS r ON r.mention = m.id
             UNION SELECT m.target FROM mentions AS m JOIN readings AS r ON r.mention = m.id",
            &[],
        )?;
        self.loosened.extend(loosened);
        self.run("mentions", "DELETE FROM mentions WHERE made", &[])?;
        for (mention, target) in self.read_targets()? {
            let target = self.node_of(&target, nodes)?;
            self.loosened.insert(target);
            self.run(
                "mentions",
                "UPDATE mentions SET target = ?2, (target_id, relation, is_edge, rule, confidence, warning, explanation, suggestion) =
                     (SELECT r.target_id, r.relation, r.is_edge, r.rule, r.confidence, r.warning, r.explanation, r.suggestion
                      FROM readings AS r WHERE r.mention = ?1)
                 WHERE id = ?1",
                params![mention, target],
            )?;
        }
        self.run("readings", "DELETE FROM readings", &[])
    }

    /// Returns the references that have another target than their text gave, with the one that it gave.
    fn read_targets(&self) -> Result<Vec<(i64, Id)>, StoreError> {
        let sql = "SELECT mention, target_id FROM readings ORDER BY mention";
        self.list("readings", sql, &[], |row| Ok((row.get(0)?, Id::new(row.get::<_, String>(1)?))))
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

    /// Writes what was made of a reference into its row; one that means several gets a further row for each of the others.
    fn settlement(&mut self, made: &Settlement, nodes: &mut Nodes<'_>) -> Result<(), StoreError> {
        let row = match made.row {
            HeldRow::Unresolved(open) => self.row_for_open(open, made, nodes)?,
            HeldRow::Resolved(row) => match self.is_settled(row)? {
                true => self.further_row(row)?,
                false => self.keep_reading(row)?,
            },
        };
        let target = self.node_of(&made.target, nodes)?;
        self.loosened.insert(target);
        let warning = made.warning.as_ref();
        self.run(
            "mentions",
            "UPDATE mentions SET target = ?2, target_id = ?3, relation = ?4, is_edge = ?5, rule = ?6, confidence = ?7,
                 warning = ?8, explanation = ?9, suggestion = ?10 WHERE id = ?1",
            params![
                row,
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

    /// Returns whether something was made of a reference already.
    fn is_settled(&self, row: i64) -> Result<bool, StoreError> {
        Ok(!self.rows("readings", "SELECT mention FROM readings WHERE mention = ?1", &[&row])?.is_empty())
    }

    /// Keeps what was read, and returns the row itself.
    fn keep_reading(&mut self, row: i64) -> Result<i64, StoreError> {
        self.run(
            "readings",
            "INSERT INTO readings (mention, target_id, relation, is_edge, rule, confidence, warning, explanation, suggestion)
             SELECT id, target_id, relation, is_edge, rule, confidence, warning, explanation, suggestion
             FROM mentions WHERE id = ?1",
            params![row],
        )?;
        let ends =
            "SELECT target FROM mentions WHERE id = ?1 UNION SELECT source FROM mentions WHERE id = ?1";
        let ends = self.rows("mentions", ends, &[&row])?;
        self.loosened.extend(ends);
        Ok(row)
    }

    /// Makes another row of a reference, and returns it.
    fn further_row(&self, row: i64) -> Result<i64, StoreError> {
        self.insert(
            "mentions",
            "INSERT INTO mentions (document, position, source, source_id, target, target_id, relation, is_edge, para, class,
                 surface, verb, verb_family, via, role, connector, rule, confidence, language, page, span_start, span_end,
                 date, further)
             SELECT document, position, source, source_id, target, target_id, relation, is_edge, para, class, surface,
                 verb, verb_family, via, role, connector, rule, confidence, language, page, span_start, span_end, date, id
             FROM mentions WHERE id = ?1",
            params![row],
        )
    }

    /// Makes a row of a reference that was read without target, and returns it.
    fn row_for_open(
        &mut self,
        open: i64,
        made: &Settlement,
        nodes: &mut Nodes<'_>,
    ) -> Result<i64, StoreError> {
        let source = self.node_of(&made.source, nodes)?;
        self.loosened.insert(source);
        // What is made of it takes the place of what it does not have.
        self.insert(
            "mentions",
            "INSERT INTO mentions (document, position, source, source_id, target, target_id, relation, is_edge, para, class,
                 surface, verb, verb_family, via, role, connector, rule, confidence, language, span_start, span_end, date,
                 open)
             SELECT document, position, ?2, source_id, ?2, source_id, relation, 0, para, class, surface, verb, verb_family,
                 via, role, connector, '', 0, language, span_start, span_end, date, id
             FROM open_mentions WHERE id = ?1",
            params![open, source],
        )
    }
}

/// Returns what was made of references in an order that does not depend on how it was found.
fn in_order(settlements: &[Settlement]) -> Vec<&Settlement> {
    let mut all: Vec<&Settlement> = settlements.iter().collect();
    all.sort_by(|a, b| (a.row, &a.target).cmp(&(b.row, &b.target)));
    all
}

/// Columns of a reference as it was read, whatever was made of it since: `o` is its row, `r` what is kept of the reading.
fn as_read() -> String {
    let names =
        ["target_id", "rule", "confidence"].map(|name| format!("coalesce(r.{name}, o.{name}) AS {name}"));
    let optional = ["warning", "explanation", "suggestion"]
        .map(|name| format!("CASE WHEN r.mention IS NULL THEN o.{name} ELSE r.{name} END AS {name}"));
    format!("{}, {}", names.join(", "), optional.join(", "))
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
    let mention: Option<i64> = row.get("mention")?;
    Ok(Settlement {
        row: match mention {
            Some(row) => HeldRow::Resolved(row),
            None => HeldRow::Unresolved(row.get("open")?),
        },
        source: Id::new(row.get::<_, String>("source_id")?),
        target: Id::new(row.get::<_, String>("target_id")?),
        relation: row::named(row, "relation", row::relation)?,
        rule: row.get("rule")?,
        confidence: Confidence::percent(row.get("confidence")?),
        warning: row::warning(row)?,
    })
}
