//! Loads `data/places.csv`: countries, their adjectives and codes, and cities.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

/// What the name of a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceKind {
    /// A country or territory, in full or in a usual short form (`Viet Nam`, `UK`).
    Country,
    /// A word for what belongs to a country (`Peruvian`).
    Demonym,
    /// A two-letter code (`PE`).
    Code,
    /// A city.
    City,
}

/// One name of a place.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Place {
    /// The name.
    pub name: String,
    /// What the name is.
    pub kind: PlaceKind,
    /// ISO 3166-1 code of the country.
    pub code: String,
    /// The country.
    pub country: String,
    /// Where the row comes from.
    pub source: String,
}

/// Names of places, found without regard to capitals; codes only in capitals.
#[derive(Debug, Default)]
pub struct Places {
    names: BTreeMap<String, Place>,
    codes: BTreeMap<String, Place>,
}

impl Places {
    /// Returns the places built into the program.
    pub fn embedded() -> &'static Places {
        static EMBEDDED: OnceLock<Places> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            parse(include_str!("../../data/places.csv")).expect("the built-in table is well formed")
        })
    }

    /// Returns the place of a name.
    pub fn get(&self, name: &str) -> Option<&Place> {
        self.codes.get(name).or_else(|| self.names.get(&name.to_lowercase()))
    }
}

/// Reads a table with the columns `name,kind,code,country,source`; the first row of a name counts.
///
/// # Errors
///
/// Fails on the first row that does not have these columns.
pub fn parse(table: &str) -> Result<Places, csv::Error> {
    let mut places = Places::default();
    for row in csv::Reader::from_reader(table.as_bytes()).deserialize() {
        let place: Place = row?;
        match place.kind {
            PlaceKind::Code => places.codes.entry(place.name.clone()).or_insert(place),
            PlaceKind::Country | PlaceKind::Demonym | PlaceKind::City => {
                places.names.entry(place.name.to_lowercase()).or_insert(place)
            }
        };
    }
    Ok(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_by_name_and_codes_by_capitals() {
        let places = Places::embedded();
        let check = |name: &str, expected: Option<(PlaceKind, &str)>| {
            let found = places.get(name).map(|p| (p.kind, p.code.as_str()));
            assert_eq!(found, expected, "{name}");
        };
        check("Sri Lanka", Some((PlaceKind::Country, "LK")));
        check("peruvian", Some((PlaceKind::Demonym, "PE")));
        check("PE", Some((PlaceKind::Code, "PE")));
        check("UK", Some((PlaceKind::Country, "GB")));
        check("pe", None);
        check("Foundation", None);
    }
}
