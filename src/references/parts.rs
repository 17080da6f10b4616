//! Finds the parts of what was named before them: `article 49 thereof`, `its articles 2, 3 and 9`.

use super::cues::Cues;
use super::grammar::Grammar;
use super::mention::{Mention, Saying};
use crate::model::{Class, Span};

/// How many bytes before a part what it is a part of is looked for.
pub(super) const REACH: usize = 300;

/// Finds the parts in a text, one mention for each number.
pub(super) fn find(text: &str, cues: &Cues, grammar: &Grammar) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut push =
        |range: Span, places: Vec<String>| {
            out.extend(places.into_iter().map(|place| Mention {
                place: Some(place),
                ..Mention::new(range, Class::Short, Saying::Part)
            }));
        };
    for thereof in grammar.thereof.find_iter(text, cues) {
        if let Some((start, places)) = grammar.places.before_thereof(&text[..thereof.start]) {
            push(Span::new(start, thereof.end), places);
        }
    }
    for own in grammar.own_article.find_iter(text, cues) {
        if let Some((len, places)) = grammar.places.own_articles(&text[own.start..]) {
            push(Span::new(own.start, own.start + len), places);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::grammar;
    use super::*;
    use crate::authority::Authority;
    use crate::model::Language;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let grammar = grammar::of(Authority::embedded(), &Language::english());
        let found = find(text, &grammar.cues.read(text), grammar);
        let told: Vec<(&str, &str)> = found
            .iter()
            .map(|m| (&text[m.range.start..m.range.end], m.place.as_deref().unwrap_or_default()))
            .collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn parts_are_told_by_thereof_and_by_possessives() {
        check("in particular article 49 thereof, and", &[("article 49 thereof", "art.49")]);
        check(
            "pursuant to article 2, paragraph 2, thereof",
            &[("article 2, paragraph 2, thereof", "art.2/para.2")],
        );
        let both = "paragraphs 138 and 139 thereof";
        check(&format!("including {both} on"), &[(both, "para.138"), (both, "para.139")]);
        check("in particular chapter 37 thereof", &[("chapter 37 thereof", "chap.37")]);
        let own = "its articles 2 and 9";
        check(&format!("in particular {own}, and"), &[(own, "art.2"), (own, "art.9")]);
    }

    #[test]
    fn other_words_tell_no_part() {
        check("the costs thereof, its article of 2 May, and 5 copies thereof", &[]);
    }
}
