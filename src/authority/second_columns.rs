//! The words by which the second language of a page in two columns is known.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

/// One word of a language, of the kind that every sentence has.
#[derive(Debug, Deserialize)]
struct Row {
    language: String,
    word: String,
    /// Whether the word alone tells that a text may hold the language.
    sign: String,
    #[expect(dead_code, reason = "every fact names its source; the program does not show this one")]
    source: String,
}

fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let table = include_str!("../../data/second_columns.csv");
        let rows = csv::Reader::from_reader(table.as_bytes()).deserialize().collect::<Result<_, _>>();
        rows.expect("data/second_columns.csv is checked by a test")
    })
}

/// Returns the row of a word in lower case.
fn row(word: &str) -> Option<&'static Row> {
    static WORDS: OnceLock<BTreeMap<&str, &Row>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        // Of rows with the same word the first counts.
        let plain = rows().iter().rev().filter(|row| row.sign != "yes");
        plain.map(|row| (row.word.as_str(), row)).collect()
    });
    words.get(word).copied()
}

/// Returns the language of a second column that a text may hold: the name of a body or a meeting tells.
pub fn language(text: &str) -> Option<&'static str> {
    let signs = rows().iter().filter(|row| row.sign == "yes");
    let text = text.as_bytes();
    // Hardly any text in one language holds the first letter beyond ASCII, which is found faster than a word.
    let letter = |word: &str| word.bytes().find(|byte| !byte.is_ascii());
    let may_hold = |word: &str| letter(word).is_none_or(|letter| memchr::memchr(letter, text).is_some());
    let found = |row: &&Row| may_hold(&row.word) && memchr::memmem::find(text, row.word.as_bytes()).is_some();
    signs.into_iter().find(found).map(|row| row.language.as_str())
}

/// Returns whether a line is of the language `second`, not of `first`; `None` where its words do not tell.
pub fn is_of(line: &str, second: &str, first: &str) -> Option<bool> {
    let mut score = 0i32;
    for word in line.split([' ', '’', '\'', ',', '(', ')', '“', '«']).filter(|w| !w.is_empty()) {
        let word = word.to_lowercase();
        let accented = || !word.is_ascii() && word.contains(['é', 'è', 'ê', 'à', 'ç', 'ô', 'û', 'î']);
        score += match row(&word) {
            Some(row) if row.language == second => 1,
            Some(row) if row.language == first => -1,
            _ => i32::from(accented()),
        };
    }
    (score != 0).then_some(score > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_known_by_their_words() {
        let check =
            |line: &str, expected: Option<bool>| assert_eq!(is_of(line, "fr", "en"), expected, "{line}");
        check("Considérant que les lacs sont profonds,", Some(true));
        check("Considering that the lakes are deep,", Some(false));
        check("le 17 novembre 1947.", Some(true));
        check("Question of Côte d’Ivoire and of the lakes", Some(false));
        check("ARTICLE 4", None);
        assert_eq!(language("Hundredth meeting"), None);
        assert_eq!(language("L’Assemblée générale,\nConsidérant"), Some("fr"));
    }
}
