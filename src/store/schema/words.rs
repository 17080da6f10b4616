//! The index of words: what a passage or a title puts into it, and filling it from the texts of a file that was written
//! without one.

use rusqlite::{Connection, Transaction, params};

use crate::model::Language;
use crate::search;

const PASSAGES: &str =
    "SELECT p.id, p.text, t.language FROM passages AS p JOIN texts AS t ON t.id = p.document";
const TITLES: &str = "SELECT id, title, language FROM texts WHERE title IS NOT NULL";

/// The index of passages.
pub(in crate::store) const PASSAGE_STEMS: &str = "passage_stems";

/// The index of titles.
pub(in crate::store) const TITLE_STEMS: &str = "title_stems";

/// Puts the words of a passage or title into its index, under the row where it stands.
pub(in crate::store) fn index(
    connection: &Connection,
    stems: &str,
    row: i64,
    text: &str,
    language: &Language,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(&format!("INSERT INTO {stems} (rowid, stems) VALUES (?1, ?2)"))?
        .execute(params![row, search::indexed(text, language)])
        .map(|_| ())
}

/// Indexes the passages and the title of one text.
pub(in crate::store) fn index_text(transaction: &Transaction<'_>, text: i64) -> rusqlite::Result<()> {
    index_found(transaction, &format!("{PASSAGES} WHERE t.id = {text}"), PASSAGE_STEMS)?;
    index_found(transaction, &format!("{TITLES} AND id = {text}"), TITLE_STEMS)
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
    index_found(transaction, PASSAGES, PASSAGE_STEMS)?;
    index_found(transaction, TITLES, TITLE_STEMS)
}

/// Indexes what a statement finds: rows, texts and languages.
fn index_found(transaction: &Transaction<'_>, texts: &str, stems: &str) -> rusqlite::Result<()> {
    let mut texts = transaction.prepare(texts)?;
    let mut rows = texts.query([])?;
    while let Some(row) = rows.next()? {
        let language = Language::new(row.get::<_, String>(2)?);
        index(transaction, stems, row.get(0)?, &row.get::<_, String>(1)?, &language)?;
    }
    Ok(())
}
