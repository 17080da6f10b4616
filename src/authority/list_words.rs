//! Loads `data/list_words.csv`: the words that shape a list of organisations, by the part they play.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Deserialize;

/// The part a word or phrase plays in or around a list of organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WordRole {
    /// Neither opens an entry in small letters nor closes one (`of`, `para`).
    Function,
    /// Says what an organisation is (`Foundation`, `Red`).
    Noun,
    /// Says what a person does (`Journalist`).
    Person,
    /// Opens a clause after the name (`within the framework of`).
    Clause,
    /// Stands before a former name (`formerly`).
    Former,
    /// Added to a name with a hyphen (`NGO`).
    Suffix,
    /// A legal form (`Inc`).
    Legal,
    /// Stands above a list (`signatories`).
    Heading,
    /// Page furniture that ends a list (`back to top`).
    Chrome,
}

#[derive(Deserialize)]
struct Row {
    phrase: String,
    role: WordRole,
    #[expect(dead_code, reason = "the column documents the table; reading it proves that it is there")]
    source: String,
}

/// Words by role, in small letters.
#[derive(Debug, Default)]
pub struct ListWords {
    by_role: BTreeMap<WordRole, BTreeSet<String>>,
}

impl ListWords {
    /// Returns the words built into the program.
    pub fn embedded() -> &'static ListWords {
        static EMBEDDED: OnceLock<ListWords> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            parse(include_str!("../../data/list_words.csv")).expect("the built-in table is well formed")
        })
    }

    /// Returns whether a word or phrase, in small letters, plays a part.
    pub fn is(&self, role: WordRole, phrase: &str) -> bool {
        self.by_role.get(&role).is_some_and(|phrases| phrases.contains(phrase))
    }

    /// Returns the phrases of a role, sorted.
    pub fn phrases(&self, role: WordRole) -> impl Iterator<Item = &str> {
        self.by_role.get(&role).into_iter().flatten().map(String::as_str)
    }
}

/// Reads a table with the columns `phrase,role,source`.
///
/// # Errors
///
/// Fails on the first row that does not have these columns.
pub fn parse(table: &str) -> Result<ListWords, csv::Error> {
    let mut words = ListWords::default();
    for row in csv::Reader::from_reader(table.as_bytes()).deserialize() {
        let row: Row = row?;
        words.by_role.entry(row.role).or_default().insert(row.phrase.to_lowercase());
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_play_their_parts() {
        let words = ListWords::embedded();
        assert!(words.is(WordRole::Function, "para"));
        assert!(words.is(WordRole::Noun, "foundation"));
        assert!(!words.is(WordRole::Function, "foundation"));
        assert!(words.phrases(WordRole::Chrome).any(|p| p == "back to top"));
    }
}
