//! Names of organisations known before a list is read, and the words they are made of.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::authority::organisations::{self, Organisation};

use super::fold;
use super::word_model::WordModel;

/// Known names, with the words that open and close names.
///
/// Names set the borders of entries; words only weigh. A gazetteer without names still has words.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    names: BTreeMap<String, String>,
    words: WordModel,
}

impl Gazetteer {
    /// Returns the gazetteer of the built-in organisations.
    pub fn embedded() -> &'static Gazetteer {
        static EMBEDDED: OnceLock<Gazetteer> = OnceLock::new();
        EMBEDDED.get_or_init(|| Gazetteer::of(organisations::embedded(), None))
    }

    /// Makes a gazetteer of organisations, leaving out those whose only source is `excluded`.
    pub fn of(organisations: &[Organisation], excluded: Option<&str>) -> Gazetteer {
        let kept = || organisations.iter().filter(|o| excluded != Some(o.source.as_str()));
        let mut names = BTreeMap::new();
        for organisation in kept() {
            for name in std::iter::once(organisation.name.as_str()).chain(organisation.others()) {
                names.entry(fold::name_key(name)).or_insert_with(|| organisation.name.clone());
            }
        }
        names.remove("");
        Gazetteer { names, words: WordModel::of_names(kept().map(|o| o.name.as_str())) }
    }

    /// Returns the same gazetteer without its names: what words tell, and nothing more.
    pub fn without_names(&self) -> Gazetteer {
        Gazetteer { names: BTreeMap::new(), words: self.words.clone() }
    }

    /// Returns the usual name of an organisation from a name in any spelling.
    pub fn name(&self, name: &str) -> Option<&str> {
        self.names.get(&fold::name_key(name)).map(String::as_str)
    }

    /// Returns whether any name is known.
    pub fn has_names(&self) -> bool {
        !self.names.is_empty()
    }

    pub(super) fn words(&self) -> &WordModel {
        &self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_source_can_be_left_out() {
        let row = |name: &str, source: &str| Organisation {
            name: name.to_owned(),
            source: source.to_owned(),
            ..Organisation::default()
        };
        let rows = [row("Friends of Lakes", "X/1"), row("River Center", "X/2")];
        let gazetteer = Gazetteer::of(&rows, Some("X/1"));
        assert_eq!(gazetteer.name("Friends of Lakes"), None);
        assert_eq!(gazetteer.name("The River Centre"), Some("River Center"));
        assert_eq!(gazetteer.without_names().name("River Center"), None);
    }
}
