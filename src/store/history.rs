//! What each run changed, written with the change itself, so that neither is there without the other.

use std::collections::BTreeMap;

use rusqlite::{Row, params};

use super::writing::Writing;
use super::{Store, StoreError, row};
use crate::model::{Change, ChangeKind, NodeId, Run};

/// On whose behalf a store is written.
#[derive(Debug)]
pub(super) struct Doing {
    /// The command.
    command: String,
    /// Its run, once it has changed something.
    run: Option<i64>,
}

impl Default for Doing {
    fn default() -> Self {
        Self { command: "library".to_owned(), run: None }
    }
}

/// Number of references with a target, by document.
pub(super) type Counts = BTreeMap<NodeId, u64>;

impl Store {
    /// Begins a run: what is written from now on is told in the log as done by this command. A run that changes nothing
    /// is not told.
    pub fn begin_run(&mut self, command: &str) {
        self.doing = Doing { command: command.to_owned(), run: None };
    }

    /// Returns the runs that changed something, the first of them first, each with what it changed; of one document or of
    /// all.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn runs(&self, document: Option<&NodeId>) -> Result<Vec<Run>, StoreError> {
        let sql = "SELECT id, began, command, program FROM runs ORDER BY id";
        let mut runs = self.list("runs", sql, &[], |row| {
            let number: i64 = row.get(0)?;
            Ok(Run {
                number: number.cast_unsigned(),
                began: row.get(1)?,
                command: row.get(2)?,
                program: row.get(3)?,
                changes: Vec::new(),
            })
        })?;
        let sql = "SELECT run, document, change, file, references_before, references_after, target FROM log
             WHERE ?1 IS NULL OR document = ?1 ORDER BY id";
        let changes = self.list("log", sql, &[&document.map(NodeId::as_str)], |row| {
            Ok((row.get::<_, i64>(0)?.cast_unsigned(), change(row)?))
        })?;
        for (number, change) in changes {
            if let Ok(place) = runs.binary_search_by_key(&number, |run| run.number) {
                runs[place].changes.push(change);
            }
        }
        runs.retain(|run| document.is_none() || !run.changes.is_empty());
        Ok(runs)
    }
}

impl Writing<'_> {
    /// Tells what became of a document, in the run of this store.
    pub(super) fn tell(&mut self, change: &Change) -> Result<(), StoreError> {
        let run = match self.begun.or(self.doing.run) {
            Some(run) => run,
            None => {
                let values = params![self.doing.command, env!("CARGO_PKG_VERSION")];
                self.insert("runs", "INSERT INTO runs (command, program) VALUES (?1, ?2)", values)?
            }
        };
        self.begun = Some(run);
        self.run(
            "log",
            "INSERT INTO log (run, file, document, change, references_before, references_after, target)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                run,
                change.file,
                change.document.as_str(),
                change.kind.as_str(),
                change.before.map(u64::cast_signed),
                change.after.map(u64::cast_signed),
                change.target.as_ref().map(NodeId::as_str),
            ],
        )
    }

    /// Tells what became of the documents of a file.
    pub(super) fn tell_file(
        &mut self,
        file: &str,
        before: &Counts,
        after: &Counts,
        is_same: bool,
    ) -> Result<(), StoreError> {
        for (document, had) in before {
            let has = after.get(document);
            if is_same && has == Some(had) {
                continue;
            }
            let kind = if has.is_some() { ChangeKind::Changed } else { ChangeKind::Removed };
            self.tell(&text_change(document, kind, file, Some(*had), has.copied()))?;
        }
        for (document, has) in after.iter().filter(|(document, _)| !before.contains_key(document)) {
            self.tell(&text_change(document, ChangeKind::Added, file, None, Some(*has)))?;
        }
        Ok(())
    }

    /// Returns the documents of a file, each with the number of its references that have a target.
    pub(super) fn counts(&self, file: i64) -> Result<Counts, StoreError> {
        let sql = "SELECT n.name, count(m.id) FROM texts AS t JOIN nodes AS n ON n.id = t.node
             LEFT JOIN mentions AS m ON m.document = t.id AND NOT m.made WHERE t.file = ?1 GROUP BY n.name";
        let counts = self.list("texts", sql, &[&file], |row| {
            Ok((NodeId::new(row.get::<_, String>(0)?), row.get::<_, i64>(1)?.cast_unsigned()))
        })?;
        Ok(counts.into_iter().collect())
    }
}

impl Doing {
    /// Notes the run of a transaction that is on the disk.
    pub(super) fn done(&mut self, run: Option<i64>) {
        self.run = run.or(self.run);
    }
}

/// Returns what became of a text of a document, with the number of its references that have a target.
pub(super) fn text_change(
    document: &NodeId,
    kind: ChangeKind,
    file: &str,
    before: Option<u64>,
    after: Option<u64>,
) -> Change {
    Change { document: document.clone(), kind, file: Some(file.to_owned()), before, after, target: None }
}

fn change(row: &Row<'_>) -> rusqlite::Result<Change> {
    let number =
        |column: &str| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)?.map(i64::cast_unsigned));
    let target: Option<String> = row.get("target")?;
    Ok(Change {
        document: NodeId::new(row.get::<_, String>("document")?),
        kind: row::named(row, "change", ChangeKind::named)?,
        file: row.get("file")?,
        before: number("references_before")?,
        after: number("references_after")?,
        target: target.map(NodeId::new),
    })
}
