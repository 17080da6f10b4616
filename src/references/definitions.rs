//! Names that a document gives: `LONG (the SHORT)`, `LONG, commonly referred to as the SHORT`.

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
}

impl Definitions {
    /// Learns the names that a text gives to its resolved mentions.
    pub fn learn(&mut self, text: &str, mentions: &[Mention], grammar: &Grammar) {
        for mention in mentions {
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

    /// Returns whether the document has given no name yet.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
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
        let articles = &grammar.words.lexicon.names.articles;
        for (name, ids) in &self.known {
            for (at, _) in text.match_indices(name.as_str()) {
                let end = at + name.len();
                if !nearby::stands_alone(text, at, end) {
                    continue;
                }
                let article = articles.iter().find(|a| {
                    text[..at].strip_suffix(' ').is_some_and(|b| {
                        b.len() >= a.len()
                            && b.is_char_boundary(b.len() - a.len())
                            && b[b.len() - a.len()..].eq_ignore_ascii_case(a)
                            && !b[..b.len() - a.len()].ends_with(char::is_alphanumeric)
                    })
                });
                let range = Span::new(at - article.map_or(0, |a| a.len() + 1), end);
                if mentions.iter().any(|m| m.range.overlaps(range)) {
                    continue;
                }
                let mut mention = Mention::new(range, Class::Alias, Saying::Name(ids.clone()));
                mention.resolved = ids.iter().map(|id| Resolved::new(id.clone(), "definition", 95)).collect();
                mentions.push(mention);
            }
        }
        mentions.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end)));
    }
}

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
