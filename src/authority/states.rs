//! Loads `data/states.csv`: States and groups of States, with the names under which they sponsored drafts.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::places::{PlaceKind, Places};
use super::slug::slug;
use crate::model::Id;

/// One State (`STATE:norway`) or group of States (`ORG:group-of-77`).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct State {
    /// The id of its node.
    pub id: String,
    /// The short name that the United Nations use.
    pub name: String,
    /// Formal, usual and earlier names, separated by `|`; empty where there are none.
    pub other_names: String,
    /// ISO 3166-1 code; empty where it has none.
    pub code: String,
    /// Where the row comes from.
    pub source: String,
}

/// Words of names that are not those of one State.
const GROUPS: [&str; 12] = [
    "alliance",
    "association",
    "community",
    "council",
    "countries",
    "forum",
    "group",
    "league",
    "movement",
    "organisation",
    "organization",
    "union",
];

/// States and groups of States by id and by name, whatever the letter case, accents and punctuation.
#[derive(Debug, Default)]
pub struct States {
    rows: BTreeMap<String, State>,
    /// Ids by the slugs of names.
    names: BTreeMap<String, String>,
    /// The same without hyphens: a blank may have slipped into a name (`Ir eland`).
    joined: BTreeMap<String, String>,
    /// Ids by codes.
    codes: BTreeMap<String, String>,
}

impl States {
    /// Returns the States built into the program.
    pub fn embedded() -> &'static States {
        static EMBEDDED: OnceLock<States> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            parse(include_str!("../../data/states.csv")).expect("the built-in table is well formed")
        })
    }

    /// Returns the row of an id.
    pub fn get(&self, id: &str) -> Option<&State> {
        self.rows.get(id)
    }

    /// Returns the row of a name: as the table has it, else as `data/places.csv` names the country.
    pub fn of_name(&self, name: &str) -> Option<&State> {
        let country = || {
            let place = Places::embedded().get(name.trim()).filter(|p| p.kind == PlaceKind::Country)?;
            self.codes.get(&place.code)
        };
        let slug = slug(name);
        let joined = || self.joined.get(&slug.replace('-', ""));
        self.rows.get(self.names.get(&slug).or_else(country).or_else(joined)?)
    }

    /// Returns the id of whoever a list of States names: that of the table, or one made of the name. `None` if the name
    /// has no letter.
    pub fn id_of(&self, name: &str) -> Option<Id> {
        if let Some(state) = self.of_name(name) {
            return Some(Id::new(state.id.as_str()));
        }
        let slug = slug(name);
        let is_group = slug.split('-').any(|word| GROUPS.contains(&word));
        let scheme = if is_group { "ORG" } else { "STATE" };
        (!slug.is_empty()).then(|| Id::new(format!("{scheme}:{slug}")))
    }
}

/// Reads a table with the columns `id,name,other_names,code,source`.
///
/// # Errors
///
/// Fails on the first row that does not have these columns.
pub fn parse(table: &str) -> Result<States, csv::Error> {
    let mut states = States::default();
    for row in csv::Reader::from_reader(table.as_bytes()).deserialize() {
        let state: State = row?;
        let others = state.other_names.split('|').filter(|name| !name.is_empty());
        for name in others.chain([state.name.as_str()]) {
            let slug = slug(name);
            states.joined.insert(slug.replace('-', ""), state.id.clone());
            states.names.insert(slug, state.id.clone());
        }
        if !state.code.is_empty() {
            states.codes.insert(state.code.clone(), state.id.clone());
        }
        states.rows.insert(state.id.clone(), state);
    }
    Ok(states)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_state_meet() {
        let check = |name: &str, expected: &str| {
            let found = States::embedded().id_of(name);
            assert_eq!(found.as_ref().map(Id::as_str), Some(expected), "{name}");
        };
        check("Norway", "STATE:norway");
        check("Netherlands", "STATE:netherlands");
        check("Netherlands (Kingdom of The)", "STATE:netherlands");
        check("Iran (Islamic Republic of)", "STATE:iran");
        check("iran", "STATE:iran");
        check("Cote d'Ivoire", "STATE:cote-divoire");
        check("Côte d’Ivoire", "STATE:cote-divoire");
        check("Turkey", "STATE:turkiye");
        check("Ir eland", "STATE:ireland");
        check("United states of America", "STATE:united-states");
        check("Russia", "STATE:russian-federation");
        check("UN. Group of African States", "ORG:group-of-african-states");
        check("Group of 77 and China", "ORG:group-of-77");
        check("Ruritania (Kingdom of)", "STATE:ruritania-kingdom-of");
        check("Community of Mountain States", "ORG:community-of-mountain-states");
        assert_eq!(States::embedded().id_of("–"), None);
    }

    #[test]
    fn every_member_and_observer_has_a_row_and_a_code_of_its_own() {
        let states = States::embedded();
        assert_eq!(states.codes.len(), 195);
        for state in states.rows.values() {
            let is_group = state.id.starts_with("ORG:");
            assert!(is_group || state.id.starts_with("STATE:"), "{state:?}");
            assert!(!state.source.is_empty() && (!is_group || state.code.is_empty()), "{state:?}");
            assert_eq!(states.of_name(&state.name), Some(state));
        }
    }

    #[test]
    fn no_name_belongs_to_two() {
        let names = States::embedded().rows.values().flat_map(|state| {
            let others = state.other_names.split('|').filter(|name| !name.is_empty());
            others.chain([state.name.as_str()]).map(|name| (slug(name), state.id.as_str()))
        });
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (name, id) in names {
            assert_eq!(*seen.entry(name.clone()).or_insert(id), id, "{name}");
        }
    }
}
