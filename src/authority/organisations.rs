//! Loads `data/organisations.csv`: names of non-governmental organisations, each with its consultative status and the
//! document that prints it.

use std::fmt;
use std::sync::OnceLock;

use serde::Deserialize;

/// One organisation as documents of the United Nations name it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Organisation {
    /// The name, without acronym.
    pub name: String,
    /// The acronym printed with the name; empty where there is none.
    pub acronym: String,
    /// Other names, separated by `; `; empty where there are none.
    pub other_names: String,
    /// Names that it gave up, separated by `; `; empty where there are none.
    pub former_names: String,
    /// The country in the name; empty where there is none.
    pub location: String,
    /// Its consultative status with the Economic and Social Council; absent where none is told.
    pub status: Option<Status>,
    /// The year in which the status was granted, where it is printed.
    pub since: Option<i16>,
    /// The documents that print the name, separated by `; `.
    pub source: String,
}

/// Consultative status with the Economic and Social Council (resolution 1996/31), or how the Committee on
/// Non-Governmental Organizations dealt with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Special consultative status.
    Special,
    /// In status; of which kind is not printed.
    InStatus,
    /// In status again, since the reports that were outstanding came in.
    Reinstated,
    /// Recommended for special consultative status.
    Recommended,
    /// Suspended for a year, as reports are outstanding.
    Suspended,
    /// Withdrawn.
    Withdrawn,
    /// The application waits for answers.
    Deferred,
    /// The application was closed without prejudice.
    Closed,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Status::Special => "special",
            Status::InStatus => "in status",
            Status::Reinstated => "reinstated",
            Status::Recommended => "recommended for special status",
            Status::Suspended => "suspended for a year",
            Status::Withdrawn => "withdrawn",
            Status::Deferred => "applied for, deferred",
            Status::Closed => "applied for, closed without prejudice",
        })
    }
}

impl Organisation {
    /// Returns the names other than the first, then those that it gave up.
    pub fn others(&self) -> impl Iterator<Item = &str> {
        self.other_names.split("; ").chain(self.former()).filter(|n| !n.is_empty())
    }

    /// Returns the names that it gave up.
    pub fn former(&self) -> impl Iterator<Item = &str> {
        self.former_names.split("; ").filter(|n| !n.is_empty())
    }

    /// Tells its status in words, with the document that says so: `special since 2016 (E/C.2/2025/2)`.
    pub fn standing(&self) -> Option<String> {
        let since = self.since.map(|year| format!(" since {year}")).unwrap_or_default();
        self.status.map(|status| format!("{status}{since} ({})", self.source))
    }
}

/// Returns the organisation of the table that bears or bore a name.
pub fn named(name: &str) -> Option<&'static Organisation> {
    let bears = |one: &&Organisation| one.name == name || one.others().any(|other| other == name);
    embedded().iter().find(bears)
}

/// Returns the organisations built into the program, in the order of the file.
pub fn embedded() -> &'static [Organisation] {
    static EMBEDDED: OnceLock<Vec<Organisation>> = OnceLock::new();
    EMBEDDED.get_or_init(|| {
        parse(include_str!("../../data/organisations.csv")).expect("the built-in table is well formed")
    })
}

/// Reads a table with the columns `name,acronym,other_names,former_names,location,status,since,source`.
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
    fn a_name_that_was_given_up_leads_to_the_organisation() {
        let found = named("Globethics.net Foundation").expect("in the table");
        assert_eq!(found.name, "Globethics");
        assert_eq!(found.standing().as_deref(), Some("special since 2012 (E/2025/32 (Part II))"));
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
