//! Names that a document gives: `LONG (the SHORT)`, `LONG, commonly referred to as the SHORT`.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use memchr::memmem;

use super::grammar::Grammar;
use super::mention::{Mention, Resolved, Saying};
use super::nearby;
use crate::model::{Class, Id, Span};

/// How many bytes a definition takes up at most.
const REACH: usize = 160;

/// The names that a document has given so far, with what they mean.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    known: Vec<(String, Vec<Id>)>,
    /// The beginnings that names have up to their noun: `Kyoto Declaration` of `Kyoto Declaration on Advancing …`.
    brief: Vec<Brief>,
    /// What was named, each once with the length of its name.
    named: BTreeSet<(usize, Id)>,
}

/// The beginning of a name that stands for it once it was named.
#[derive(Debug)]
struct Brief {
    name: memmem::Finder<'static>,
    /// What it means, if all names that begin so mean the same.
    id: Option<Id>,
}

impl Definitions {
    /// Learns the names that a text gives to its resolved mentions.
    pub fn learn(&mut self, text: &str, mentions: &[Mention], grammar: &Grammar) {
        for mention in mentions {
            self.learn_brief(text, mention, grammar);
            let names = matches!(mention.saying, Saying::Name(_) | Saying::Number(_) | Saying::Symbol(_));
            if !names || mention.resolved.is_empty() {
                continue;
            }
            let after = nearby::head(&text[mention.range.end..], REACH);
            // `established pursuant to the resolution (“the Committee”)`: only an instrument takes a quoted name.
            let quotes = |name: &str| {
                matches!(mention.saying, Saying::Name(_))
                    && name.contains(' ')
                    && grammar.instrument.is_match(name)
            };
            let Some(short) = grammar.defines.captures(after).and_then(|c| {
                let quoted = c.name("quoted").filter(|name| quotes(name.as_str()));
                quoted.or(c.name("short")).or(c.name("bracketed")).or(c.name("acronym"))
            }) else {
                continue;
            };
            let fits = if short.as_str().contains(char::is_lowercase) {
                // `resolution 2213 (2015) (“the Measures”)`, `(the Committee)`: what it orders or founds is no document.
                grammar.instrument.is_match(short.as_str())
            } else {
                // `the Mission to support the Lamp Agreement (MLA)` is the name of a mission.
                may_abbreviate(short.as_str(), &text[mention.range.start..mention.range.end])
            };
            if !fits {
                continue;
            }
            let at = mention.range.end + short.start();
            let range = Span::new(at, at + short.len());
            let taken = mentions.iter().any(|m| m.range.overlaps(range));
            let known = self.known.iter().any(|(name, _)| name == short.as_str());
            if !taken && !known {
                let ids = mention.resolved.iter().map(|r| r.id.clone()).collect();
                self.known.push((short.as_str().to_owned(), ids));
            }
        }
    }

    /// Learns the beginning of a long name up to its noun, where a word that tells one instrument from others leads it.
    fn learn_brief(&mut self, text: &str, mention: &Mention, grammar: &Grammar) {
        let ([one], Saying::Name(_), None) = (mention.resolved.as_slice(), &mention.saying, &mention.place)
        else {
            return;
        };
        if !self.named.insert((mention.range.len(), one.id.clone())) {
            return;
        }
        let Some(name) = brief(&text[mention.range.start..mention.range.end], grammar) else { return };
        match self.brief.iter_mut().find(|brief| brief.name.needle() == name.as_bytes()) {
            Some(known) if known.id.as_ref() != Some(&one.id) => known.id = None,
            Some(_) => {}
            None => {
                let name = memmem::Finder::new(name.as_bytes()).into_owned();
                self.brief.push(Brief { name, id: Some(one.id.clone()) });
            }
        }
    }

    /// Returns whether the document has given no name yet.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty() && self.brief.is_empty()
    }

    /// Returns the names that mean one thing, with that.
    pub fn given(&self) -> Vec<(String, Id)> {
        let one = |(name, ids): &(String, Vec<Id>)| match ids.as_slice() {
            [id] => Some((name.clone(), id.clone())),
            _ => None,
        };
        self.known.iter().filter_map(one).collect()
    }

    /// Finds the given names in a text, where no other mention stands.
    pub fn find(&self, text: &str, mentions: &mut Vec<Mention>, grammar: &Grammar) {
        let found = mentions.len();
        for (name, ids) in &self.known {
            for (at, _) in text.match_indices(name.as_str()) {
                let Some((range, _)) = free(text, Span::new(at, at + name.len()), mentions, grammar) else {
                    continue;
                };
                let mut mention = Mention::new(range, Class::Alias, Saying::Name(ids.clone()));
                mention.resolved = ids.iter().map(|id| Resolved::new(id.clone(), "definition", 95)).collect();
                mentions.push(mention);
            }
        }
        for Brief { name, id } in &self.brief {
            let Some(id) = id else { continue };
            for at in name.find_iter(text.as_bytes()) {
                let end = at + name.needle().len();
                let Some((range, true)) = free(text, Span::new(at, end), mentions, grammar) else { continue };
                // What goes on is another name: `the Kyoto Declaration on Lamps`.
                if grammar.continues.is_match(&text[end..]) {
                    continue;
                }
                let mut mention = Mention::new(range, Class::Alias, Saying::Name(vec![id.clone()]));
                mention.resolved = vec![Resolved::new(id.clone(), "antecedent", 90)];
                mentions.push(mention);
            }
        }
        if mentions.len() > found {
            mentions.sort_by_key(|m| (m.range.start, Reverse(m.range.end)));
        }
    }
}

/// Returns whether some capitals may abbreviate a name: a word of it begins as they do.
fn may_abbreviate(short: &str, name: &str) -> bool {
    let first = short.chars().find(|c| c.is_alphabetic());
    let initials = name.split([' ', '-']).filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
    first.is_none_or(|first| initials.flat_map(char::to_uppercase).any(|initial| initial == first))
}

/// Returns the place of a given name with its article, and whether it has one, if it stands alone and no other mention
/// there.
fn free(text: &str, name: Span, mentions: &[Mention], grammar: &Grammar) -> Option<(Span, bool)> {
    if !nearby::stands_alone(text, name.start, name.end) {
        return None;
    }
    let articles = &grammar.words.lexicon.names.articles;
    let article = articles.iter().find(|a| {
        text[..name.start].strip_suffix(' ').is_some_and(|b| {
            b.len() >= a.len()
                && b.is_char_boundary(b.len() - a.len())
                && b[b.len() - a.len()..].eq_ignore_ascii_case(a)
                && !b[..b.len() - a.len()].ends_with(char::is_alphanumeric)
        })
    });
    let range = Span::new(name.start - article.map_or(0, |a| a.len() + 1), name.end);
    (!mentions.iter().any(|m| m.range.overlaps(range))).then_some((range, article.is_some()))
}

/// Returns the beginning of a name up to its noun: `Kyoto Declaration` of `the Kyoto Declaration on Advancing Crime
/// Prevention`; nothing of `the United Nations Convention against Corruption`, whose beginning many share.
fn brief<'t>(name: &'t str, grammar: &Grammar) -> Option<&'t str> {
    let shorts = &grammar.words.lexicon.shorts;
    let articles = &grammar.words.lexicon.names.articles;
    let first = name.split(' ').next().unwrap_or_default();
    let name =
        if articles.iter().any(|a| a.eq_ignore_ascii_case(first)) { &name[first.len()..] } else { name };
    let name = name.trim_start();
    // Of nouns that begin together the longest: `Programme of Action`, not `Programme`.
    let noun_at = |at: usize| {
        // Most are told apart by their first letter.
        let rest = name.as_bytes().get(at..)?;
        let begins = |noun: &&String| noun.as_bytes().first() == rest.first();
        let here = |noun: &&String| rest.starts_with(noun.as_bytes());
        shorts.nouns.iter().filter(begins).filter(here).map(String::len).max()
    };
    let end = name.match_indices(' ').find_map(|(at, _)| Some(at + 1 + noun_at(at + 1)?))?;
    let brief = &name[..end];
    let words = brief.split(' ').count();
    let goes_on = name[end..].starts_with(": ")
        || name[end..].starts_with(' ') && grammar.continues.is_match(&name[end..]);
    let led = brief.starts_with(char::is_uppercase)
        && !shorts.generic.iter().any(|word| brief.starts_with(word.as_str()));
    (goes_on && led && (2..=BRIEF).contains(&words)).then_some(brief)
}

/// How many words the beginning of a name has at most.
const BRIEF: usize = 6;

#[cfg(test)]
mod tests {
    use super::super::grammar;
    use super::*;
    use crate::authority::Authority;
    use crate::model::Language;

    fn check(text: &str, long: &str, short: &str, expected: &[&str]) {
        let grammar = grammar::of(Authority::embedded(), &Language::english());
        let at = text.find(long).expect("the long name");
        let id = Id::new("TREATY:MADE-UP");
        let mut mention =
            Mention::new(Span::new(at, at + long.len()), Class::Name, Saying::Name(vec![id.clone()]));
        mention.resolved = vec![Resolved::new(id, "name", 98)];
        let mut mentions = vec![mention];
        let mut definitions = Definitions::default();
        definitions.learn(text, &mentions, grammar);
        definitions.find(&format!("{text} {short} applies"), &mut mentions, grammar);
        let full = format!("{text} {short} applies");
        let found: Vec<&str> = mentions.iter().skip(1).map(|m| &full[m.range.start..m.range.end]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_document_may_name_its_texts() {
        check(
            "Recalling the Convention on Made-up Things (the Tallinn Rules),",
            "Convention on Made-up Things",
            "the Tallinn Rules",
            &["the Tallinn Rules", "the Tallinn Rules"],
        );
        check(
            "Recalling the Convention on Made-up Things, commonly referred to as the Tallinn Rules,",
            "Convention on Made-up Things",
            "Tallinn Rules",
            &["the Tallinn Rules", "Tallinn Rules"],
        );
        check(
            "Recalling the Convention on Made-up Things (CMUT),",
            "Convention on Made-up Things",
            "CMUT",
            &["CMUT", "CMUT"],
        );
    }

    #[test]
    fn other_brackets_define_nothing() {
        check("the Convention on Made-up Things (Part I),", "Convention on Made-up Things", "Part I", &[]);
        check(
            "the Convention on Made-up Things (hereby revised),",
            "Convention on Made-up Things",
            "revised",
            &[],
        );
    }
}
