//! Loads `data/organisations.csv`: names of non-governmental organisations, each with the document that prints it.

use std::sync::OnceLock;

use serde::Deserialize;

/// One organisation as a document of the United Nations names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Organisation {
    /// The name, without acronym.
    pub name: String,
    /// The acronym printed with the name; empty where there is none.
    pub acronym: String,
    /// Other names, separated by `; `; empty where there are none.
    pub other_names: String,
    /// The country in the name; empty where there is none.
    pub location: String,
    /// The document that prints the name.
    pub source: String,
}

impl Organisation {
    /// Returns the names other than the first.
    pub fn others(&self) -> impl Iterator<Item = &str> {
        self.other_names.split("; ").filter(|n| !n.is_empty())
    }
}

/// Returns the organisations built into the program, in the order of the file.
pub fn embedded() -> &'static [Organisation] {
    static EMBEDDED: OnceLock<Vec<Organisation>> = OnceLock::new();
    EMBEDDED.get_or_init(|| {
        parse(include_str!("../../data/organisations.csv")).expect("the built-in table is well formed")
    })
}

/// Reads a table with the columns `name,acronym,other_names,location,source`.
///
/// # Errors
///
/// Fails on the first row that does not have these columns.
pub fn parse(table: &str) -> Result<Vec<Organisation>, csv::Error> {
    csv::Reader::from_reader(table.as_bytes()).deserialize().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_organisation_has_a_name_and_a_source() {
        assert!(embedded().len() > 1000);
        for organisation in embedded() {
            assert!(
                !organisation.name.trim().is_empty() && !organisation.source.is_empty(),
                "{organisation:?}"
            );
        }
    }

    #[test]
    fn no_two_rows_have_the_same_name() {
        let mut names: Vec<_> = embedded().iter().map(|o| o.name.to_lowercase()).collect();
        names.sort();
        let rows = names.len();
        names.dedup();
        assert_eq!(names.len(), rows);
    }
}
