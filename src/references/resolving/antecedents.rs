//! What a definite phrase points back at: the instrument of the title, the one that was named last, the text in which it
//! stands.

use memchr::memmem;

use super::Memory;
use crate::authority::{Instrument, NameUse};
use crate::model::{Id, Span};
use crate::references::{goals, nearby, numbers};

/// What treaties are about is told with more than so many bytes.
const SUBJECT: usize = 16;

impl Memory<'_> {
    /// Returns whether a phrase means the text that the document itself proclaims: its title bears the noun, and no
    /// instrument of that noun is known under the title.
    pub(super) fn proclaims(&self, surface: &str, noun: &str) -> bool {
        if !self.is_near(surface) {
            return false;
        }
        let noun = noun.to_lowercase();
        let holds = |name: &str| holds_noun(name, &noun, |_| true);
        holds(&self.document.title.as_str().to_lowercase())
            && !self.of_title.iter().any(|(name, _)| holds(name))
    }

    /// Returns whether a phrase means the instrument in whose text it stands.
    pub(super) fn is_of_annex(&self, surface: &str, noun: &str) -> bool {
        let headed = |annex: &Instrument| self.is_headed(&annex.name.to_lowercase(), &noun.to_lowercase());
        self.is_near(surface) && self.annex.is_some_and(headed)
    }

    /// Returns whether a phrase begins with an article by which a text means itself: `this Protocol`, also behind a place.
    fn is_near(&self, surface: &str) -> bool {
        has_article(surface, &self.grammar.words.lexicon.shorts.near)
    }

    /// Returns what `the Declaration` points at: the instrument of the title, else the last one of that noun, else
    /// the one that the noun alone means.
    pub(super) fn antecedent(&self, noun: &str) -> Option<(Vec<Id>, &'static str, u8)> {
        let noun = noun.to_lowercase();
        let holds = |surface: &str| self.is_headed(surface, &noun);
        let plural = is_plural(&noun);
        if let Some((_, ids)) = self.defined.iter().rev().find(|(defined, _)| *defined == noun) {
            return Some((ids.clone(), "definition", 95));
        }
        let fits = |(surface, ids): &&(String, Vec<Id>)| holds(surface) && (plural || ids.len() == 1);
        if let Some((_, ids)) = self.of_title.iter().find(fits) {
            return Some((ids.clone(), "title-antecedent", 95));
        }
        let found = self.introduced.iter().rev().filter(|(surface, _)| holds(surface));
        if let Some(ids) = found.into_iter().find_map(|(_, ids)| {
            if plural || ids.len() == 1 { Some(ids.clone()) } else { self.only(&noun, ids) }
        }) {
            return Some((ids, "antecedent", 93));
        }
        if let Some(ids) = self.protocol(&noun).or_else(|| Some(self.existing(&self.named_after(&noun)?))) {
            return Some((ids, "protocol-of-antecedent", 88));
        }
        // Inside another name stands what may be an instrument of the same noun that no table knows.
        let inside = |(surface, _): &(String, Vec<Id>)| holds_noun(surface, &noun, |_| true);
        if noun.contains(' ') && self.of_title.iter().chain(&self.introduced).any(inside) {
            return None;
        }
        let code = &self.grammar.words.lexicon.code;
        let known = self.authority.instruments.names_from(&noun).find(|n| {
            n.usage == NameUse::Short
                && (n.language.as_str() == code)
                && n.text.eq_ignore_ascii_case(&noun)
                // A short form of one instrument is no default for its noun: only the Charter stands alone, and what
                // says more than the noun.
                && (noun.contains(' ') || n.ids.iter().all(|id| id.as_str() == "UN-CHARTER"))
        })?;
        Some((known.ids.clone(), "short-name", 80))
    }

    /// Returns what `that Convention` points at where one was named before it in the paragraph: that one, and not the one
    /// which the document calls the Convention.
    pub(super) fn pointed_at(&self, surface: &str, noun: &str) -> Option<(Vec<Id>, &'static str, u8)> {
        let pointing = &self.grammar.words.lexicon.shorts.pointing;
        if !has_article(surface, pointing) {
            return None;
        }
        let noun = noun.to_lowercase();
        let one = |ids: &Vec<Id>| is_plural(&noun) || ids.len() == 1;
        let mut named = self.introduced[self.paragraph..].iter().rev();
        let (_, ids) = named.find(|(name, ids)| one(ids) && self.is_headed(name, &noun))?;
        Some((ids.clone(), "antecedent", 93))
    }

    /// Returns a name without its article.
    fn bare<'n>(&self, name: &'n str) -> &'n str {
        let articles = &self.grammar.words.lexicon.names.articles;
        articles.iter().find_map(|a| name.strip_prefix(a.as_str())?.strip_prefix(' ')).unwrap_or(name)
    }

    /// Returns what a short name of some instruments means that was given to another one, or begins the name of one: `the
    /// Paris Principles` in the bracket behind a longer name, `the Vienna Declaration` behind the Vienna Declaration on Crime
    /// and Justice. `name` is the short name in lower case, `range` where it stands with its place.
    pub(super) fn meant_before(&self, ids: &[Id], name: &str, text: &str, range: Span) -> Option<&Vec<Id>> {
        let mut others = self.introduced.iter().rev().filter(|(_, of)| of.iter().all(|id| !ids.contains(id)));
        let before = text[..range.start].strip_suffix(" (").map(str::to_lowercase);
        if let Some(before) = before.filter(|_| text[range.end..].starts_with(')')) {
            let (name, given) = others.next().filter(|(name, _)| before.ends_with(name.as_str()))?;
            // The Nelson Mandela Rules are the Standard Minimum Rules in their latest version.
            let version = |id: &Id| {
                let known = self.authority.instruments.get(id);
                known.is_some_and(|instrument| instrument.name.to_lowercase().contains(self.bare(name)))
            };
            return (!ids.iter().any(version)).then_some(given);
        }
        if self.introduced.iter().any(|(_, of)| of.iter().any(|id| ids.contains(id))) {
            return None;
        }
        let short = self.bare(name);
        let longer = |(name, _): &&(String, Vec<Id>)| {
            // `The Space Millennium: Vienna Declaration on Space and Human Development` has two names.
            name.split(": ").any(|name| {
                let rest = self.bare(name).strip_prefix(short);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            })
        };
        others.find(longer).map(|(_, of)| of)
    }

    /// Returns the one of several instruments whose name a noun heads: the Convention of `the Convention … and the
    /// Protocols thereto`.
    fn only(&self, noun: &str, ids: &[Id]) -> Option<Vec<Id>> {
        let headed = |id: &&Id| {
            let known = self.authority.instruments.get(id);
            known.is_some_and(|instrument| self.is_headed(&instrument.name.to_lowercase(), noun))
        };
        let mut headed = ids.iter().filter(headed);
        let first = headed.next()?;
        headed.next().is_none().then(|| vec![first.clone()])
    }

    /// Returns what `that resolution`, `that decision` points at: the last one of the kind that its noun says.
    pub(super) fn last_of_kind(&self, surface: &str) -> Option<&Id> {
        let noun = surface.rsplit(' ').next().unwrap_or(surface);
        let decision = numbers::is_word(noun, &self.grammar.words.lexicon.heads.decision);
        if decision { self.last_decision.as_ref() } else { self.last_resolution.as_ref() }
    }

    /// Returns another lettered part of the document's own resolution.
    pub(super) fn sibling(&self, letter: char) -> Option<Id> {
        let own = self.document.id.as_str();
        let whole = own.strip_suffix(|c: char| c.is_ascii_uppercase()).filter(|_| own.contains("/RES/"))?;
        Some(Id::new(format!("{whole}{letter}")))
    }

    /// Returns the agenda whose goals a place is one of, if it was named: `the 2030 Agenda …, including target 11.1`.
    pub(super) fn agenda(&self, place: Option<&str>) -> Option<(Vec<Id>, &'static str, u8)> {
        let words =
            self.grammar.words.lexicon.goals.as_ref().filter(|_| place.is_some_and(goals::is_place))?;
        let agenda = Id::new(&words.id);
        let named = self.of_title.iter().chain(&self.introduced).any(|(_, ids)| ids.contains(&agenda));
        named.then(|| (vec![agenda], "antecedent", 90))
    }

    /// Returns whether a noun is what a name is headed by: `Declaration` and `Programme of Action` in `Vienna Declaration
    /// and Programme of Action`, not `Charter` in `Declaration … in accordance with the Charter`.
    fn is_headed(&self, surface: &str, noun: &str) -> bool {
        let lexicon = &self.grammar.words.lexicon;
        let joins = |w: &str| w == lexicon.verbs.and || lexicon.names.articles.iter().any(|a| a == w);
        holds_noun(surface, noun, |before| {
            let mut words = before.split([' ', ',']).filter(|w| !w.is_empty());
            let joined =
                before.split(' ').rev().find(|w| !w.is_empty() && *w != "the") == Some(&lexicon.verbs.and);
            joined || !words.any(|w| !joins(w) && lexicon.names.function_words.iter().any(|f| f == w))
        })
    }

    /// Returns what `the Optional Protocol` means behind the name of its treaty.
    fn protocol(&self, noun: &str) -> Option<Vec<Id>> {
        let treaties = self.of_title.iter().rev().chain(&self.introduced).rev();
        treaties.map(|(_, of)| of).find_map(|of| self.protocols_of(of, noun))
    }

    /// Returns what a noun means behind the name of an instrument: the one whose name begins with the noun and goes on with
    /// that name, as the Declaration of the States parties to a treaty does.
    fn named_after(&self, noun: &str) -> Option<Vec<Id>> {
        let code = &self.grammar.words.lexicon.code;
        let of_noun = self.authority.instruments.names_from(noun).filter_map(|n| {
            let rest = n.lower.strip_prefix(noun).filter(|rest| rest.starts_with(' '))?;
            (n.language.as_str() == code && n.usage != NameUse::Title).then_some((rest, n))
        });
        let of_noun: Vec<_> = of_noun.collect();
        if of_noun.is_empty() {
            return None;
        }
        // Many a declaration has the Charter in its name, and is none of it.
        let charter =
            |(_, ids): &&(String, Vec<Id>)| ids.iter().any(|id| id.as_str().starts_with("UN-CHARTER"));
        let mut treaties = self.of_title.iter().rev().chain(&self.introduced).rev().filter(|t| !charter(t));
        let adopted = |ids: &[Id]| self.authority.instruments.get(ids.first()?)?.adopted;
        treaties.find_map(|(surface, of)| {
            let treaty = self.bare(surface);
            // `Protocol relating to the Status of Refugees` has the subject of the treaty and not its name.
            let subject = treaty.find(' ').map(|at| &treaty[at..]).filter(|subject| subject.len() > SUBJECT);
            let later =
                |ids: &[Id]| adopted(of).zip(adopted(ids)).is_some_and(|(of, protocol)| of <= protocol);
            let named = memmem::Finder::new(treaty);
            let mut fits = of_noun.iter().filter_map(|(rest, n)| {
                let names = named.find(rest.as_bytes()).is_some();
                (names || subject == Some(*rest) && later(&n.ids)).then_some(n)
            });
            let first = fits.next()?;
            fits.all(|n| n.ids == first.ids).then(|| first.ids.clone())
        })
    }
}

/// Returns whether one of some articles stands before a noun, also behind a place.
fn has_article(surface: &str, articles: &[String]) -> bool {
    surface.split(' ').rev().skip(1).any(|word| articles.iter().any(|a| a.eq_ignore_ascii_case(word)))
}

/// Returns whether a noun in lower case may mean several instruments.
fn is_plural(noun: &str) -> bool {
    noun.ends_with('s') || noun.ends_with("en")
}

/// Returns whether a name holds a noun as a word of its own, behind words that will do.
fn holds_noun(surface: &str, noun: &str, before: impl Fn(&str) -> bool) -> bool {
    let alone = |at: usize| nearby::stands_alone(surface, at, at + noun.len());
    surface.match_indices(noun).any(|(at, _)| alone(at) && before(&surface[..at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_stand_alone_in_names() {
        assert!(holds_noun("the universal declaration of human rights", "declaration", |_| true));
        assert!(!holds_noun("the declarations of others", "declaration", |_| true));
        assert!(
            !holds_noun("the protocol to the convention", "convention", |before| !before.contains(" to "))
        );
    }
}
