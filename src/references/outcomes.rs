//! Finds `its outcome document` behind the name of a conference: what the conference adopted. The tables name it as *the
//! outcome document of* that conference.

use std::sync::OnceLock;

use super::grammar::Grammar;
use super::mention::{Mention, Saying};
use super::nearby;
use crate::authority::Authority;
use crate::model::{Class, Id, Span};

/// A conference, in lower case, with what it adopted.
struct Conference {
    name: String,
    adopted: Vec<Id>,
}

/// How many bytes may stand between a conference and its outcome: places and dates.
const REACH: usize = 300;

/// Finds the outcomes in a text.
pub(super) fn find(text: &str, authority: &'static Authority, grammar: &Grammar) -> Vec<Mention> {
    let Some(words) = &grammar.words.lexicon.outcomes else { return Vec::new() };
    let mut out = Vec::new();
    for (at, phrase) in text.match_indices(words.its.as_str()) {
        let end = at + phrase.len();
        if !nearby::stands_alone(text, at, end) {
            continue;
        }
        let before = nearby::tail(&text[..at], REACH);
        let clause = before.rfind([';', ':']).map_or(before, |stop| &before[stop..]).to_lowercase();
        let last = conferences(authority, grammar)
            .iter()
            .filter_map(|c| Some((clause.rfind(&c.name)? + c.name.len(), c.name.len(), c)))
            .max_by_key(|(ends, len, _)| (*ends, *len));
        if let Some((_, _, conference)) = last {
            let saying = Saying::Outcome(conference.adopted.clone());
            out.push(Mention::new(Span::new(at, end), Class::Short, saying));
        }
    }
    out
}

/// The conferences whose outcome the tables name in the language of a grammar.
fn conferences(authority: &'static Authority, grammar: &Grammar) -> &'static [Conference] {
    static ENGLISH: OnceLock<Vec<Conference>> = OnceLock::new();
    let code = &grammar.words.lexicon.code;
    ENGLISH.get_or_init(|| {
        let of = grammar.words.lexicon.outcomes.as_ref().map_or("", |words| words.of.as_str());
        let names = authority.instruments.names().iter().filter(|n| n.language.as_str() == code);
        names
            .filter_map(|n| {
                let name = n.lower.strip_prefix(of)?;
                let name = name.strip_prefix("the ").unwrap_or(name).to_owned();
                Some(Conference { name, adopted: n.ids.clone() })
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::super::grammar;
    use super::*;
    use crate::model::Language;

    #[test]
    fn the_outcome_is_that_of_the_last_conference() {
        let authority = Authority::embedded();
        let grammar = grammar::of(authority, &Language::english());
        let check = |text: &str, expected: &[&str]| {
            let found = find(text, authority, grammar);
            let ids: Vec<&str> = found
                .iter()
                .flat_map(|m| match &m.saying {
                    Saying::Outcome(ids) => ids.iter().map(Id::as_str).collect(),
                    _ => Vec::new(),
                })
                .collect();
            assert_eq!(ids, expected, "{text}");
        };
        check(
            "the Durban Review Conference, and the United Nations Conference on Sustainable Development, held in Rio de \
             Janeiro from 20 to 22 June 2012, and its outcome document,",
            &["A/RES/66/288#annex"],
        );
        check("the Lakes Conference and its outcome document", &[]);
        check("the Durban Review Conference; the Lakes Conference and its outcome document", &[]);
    }
}
