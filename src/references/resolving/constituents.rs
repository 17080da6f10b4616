//! The texts that found bodies: `its Charter`, `the statute of the Unit` mean that of the body that was named last.

use super::Memory;
use crate::authority::NameUse;
use crate::model::{Id, Span};
use crate::references::nearby;

/// The text that founds a body.
struct Constituent<'a> {
    /// The body, as its name goes without what texts leave away: `High Commissioner for Refugees`.
    body: &'a str,
    id: &'a Id,
}

/// What such texts are called.
const NOUNS: [&str; 3] = ["statute", "charter", "constitution"];

/// So many paragraphs before the phrase, and the title, are asked for a body.
const FAR: usize = 2000;

/// What texts leave away at the beginning of the name of a body.
const LEFT_AWAY: [&str; 2] = ["Office of the ", "United Nations "];

impl Constituent<'_> {
    /// Returns whether a noun by itself means the body, once it was named: `the Unit`, `the Office`.
    fn is_called(&self, noun: &str) -> bool {
        let stem = [" of ", " for "].iter().filter_map(|of| self.body.find(of)).min();
        let stem = &self.body[..stem.unwrap_or(self.body.len())];
        let office = stem == "High Commissioner" && noun == "Office";
        let organization = stem == "United Nations" && noun == "Organization";
        office || organization || stem.ends_with(noun)
    }

    /// Returns whether a text speaks of the body, by its name or by a noun of it.
    fn is_told(&self, text: &str) -> bool {
        let nouns = text.split(|c: char| !c.is_alphabetic()).filter(|w| w.starts_with(char::is_uppercase));
        let noun = |noun: &str| noun.len() > 1 && self.is_called(noun);
        text.contains(self.body) || nouns.into_iter().any(noun)
    }
}

impl Memory<'_> {
    /// Returns the constituent text that a phrase means. The body is the one with such a text that the document named
    /// last before, of those that the phrase calls by a noun, else of those of which the paragraph speaks.
    pub(super) fn constituent(&self, text: &str, phrase: Span) -> Option<Id> {
        let surface = text[phrase.start..phrase.end].to_lowercase();
        let noun = NOUNS.into_iter().find(|noun| surface.contains(noun))?;
        let (_, behind) = surface.split_once(noun)?;
        // ` of the office of the high commissioner`, ` of his office`.
        let called = behind.split(' ').nth(3).map(capital);
        let fits = |c: &Constituent<'_>| match &called {
            Some(noun) => c.is_called(noun),
            None => c.is_told(text),
        };
        let all: Vec<Constituent<'_>> = self.constituents(noun).into_iter().filter(fits).collect();
        let named = |text: &str| {
            let last = |c: &Constituent<'_>| Some((text.rfind(c.body)?, c.body.len()));
            let found = all.iter().filter_map(|c| Some((last(c)?, c)));
            found.max_by_key(|(place, _)| *place).map(|(_, c)| c)
        };
        let paragraphs = self.document.paragraphs.iter().map(|p| p.text.as_str());
        let before: Vec<&str> = paragraphs.take_while(|p| !std::ptr::eq(*p, text)).collect();
        let before = before.into_iter().rev().take(FAR).chain([self.document.title.as_str()]);
        [&text[..phrase.start]].into_iter().chain(before).find_map(named).map(|found| found.id.clone())
    }

    /// Returns the texts that found bodies whose names begin with a noun: `Statute of the Joint Inspection Unit`.
    fn constituents(&self, noun: &str) -> Vec<Constituent<'_>> {
        let start = format!("{noun} of the ");
        let code = &self.grammar.words.lexicon.code;
        let named = self.authority.instruments.names_from(&start).filter_map(|name| {
            let known = name.language.as_str() == code && name.usage != NameUse::Title;
            let [id] = name.ids.as_slice() else { return None };
            let body = name.text.get(start.len()..).filter(|_| known)?;
            let short = LEFT_AWAY.iter().fold(body, |body, away| {
                body.strip_prefix(away).filter(|short| short.contains(' ')).unwrap_or(body)
            });
            Some(Constituent { body: short, id })
        });
        named.collect()
    }
}

/// Returns a word with a capital letter.
fn capital(word: &str) -> String {
    let first = nearby::head(word, 1);
    format!("{}{}", first.to_uppercase(), &word[first.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_of_its_name_calls_a_body() {
        let id = Id::new("A/RES/428(V)#annex");
        let check = |body: &str, noun: &str, called: bool| {
            assert_eq!(Constituent { body, id: &id }.is_called(noun), called, "{body}, {noun}");
        };
        check("Joint Inspection Unit", "Unit", true);
        check("High Commissioner for Refugees", "Office", true);
        check("Special Court for Sierra Leone", "Court", true);
        check("International Atomic Energy Agency", "Office", false);
        check("Institute for Disarmament Research", "Research", false);
    }
}
