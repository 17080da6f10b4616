//! Fills the index of words from the texts of a file that was written without one.

use rusqlite::{Transaction, params};

use crate::model::Language;
use crate::search;

const PASSAGES: &str =
    "SELECT p.id, p.text, t.language FROM passages AS p JOIN texts AS t ON t.id = p.document";
const TITLES: &str = "SELECT id, title, language FROM texts WHERE title IS NOT NULL";
const INTO_PASSAGES: &str = "INSERT INTO passage_stems (rowid, stems) VALUES (?1, ?2)";
const INTO_TITLES: &str = "INSERT INTO title_stems (rowid, stems) VALUES (?1, ?2)";

/// Indexes the passages and the title of one text.
pub(in crate::store) fn index_text(transaction: &Transaction<'_>, text: i64) -> rusqlite::Result<()> {
    index(transaction, &format!("{PASSAGES} WHERE t.id = {text}"), INTO_PASSAGES)?;
    index(transaction, &format!("{TITLES} AND id = {text}"), INTO_TITLES)
}

/// Empties the index and fills it again.
pub(in crate::store) fn index_anew(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "INSERT INTO passage_stems (passage_stems) VALUES ('delete-all');
         INSERT INTO title_stems (title_stems) VALUES ('delete-all');",
    )?;
    index_all(transaction)
}

/// Indexes every passage and every title of a text.
pub(super) fn index_all(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    index(transaction, PASSAGES, INTO_PASSAGES)?;
    index(transaction, TITLES, INTO_TITLES)
}

fn index(transaction: &Transaction<'_>, texts: &str, insert: &str) -> rusqlite::Result<()> {
    let mut insert = transaction.prepare(insert)?;
    let mut texts = transaction.prepare(texts)?;
    let mut rows = texts.query([])?;
    while let Some(row) = rows.next()? {
        let text: String = row.get(1)?;
        let language = Language::new(row.get::<_, String>(2)?);
        insert.execute(params![row.get::<_, i64>(0)?, search::indexed(&text, &language)])?;
    }
    Ok(())
}
