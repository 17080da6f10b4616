//! Finds the lettered parts of the same resolution: `resolutions A, B, C and D above`.

use super::cues::{Cue, Cues};
use super::mention::{Mention, Saying};
use crate::authority::opening::Opening;
use crate::model::{Class, Span};
use std::sync::LazyLock;

/// The letters behind the noun.
// Matches ` A above`, ` A, B, C and D above`, ` B below`; does not match ` A`, ` A of`.
static LETTERS: LazyLock<Opening> = LazyLock::new(|| {
    Opening::new(r"^ (?P<letters>[A-Z](?:(?:, |,? and | to )[A-Z])*),? (?:above|below)\b".to_owned())
});

/// Finds the parts in a text, one mention for each letter.
pub(super) fn find(text: &str, cues: &Cues) -> Vec<Mention> {
    let mut out = Vec::new();
    for noun in cues.nouns().filter(|noun| noun.cue == Cue::Resolution) {
        let Some(found) = LETTERS.captures(&text[noun.range.end..]) else { continue };
        let range = Span::new(noun.range.start, noun.range.end + found[0].len());
        let letters: Vec<char> = found["letters"].chars().filter(char::is_ascii_uppercase).collect();
        let all = match (found["letters"].contains(" to "), letters.as_slice()) {
            (true, [first, last]) => (*first..=*last).collect(),
            _ => letters,
        };
        let sibling = |letter| Mention::new(range, Class::Short, Saying::Sibling(letter));
        out.extend(all.into_iter().map(sibling));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::grammar;
    use super::*;
    use crate::authority::Authority;
    use crate::model::Language;

    #[test]
    fn letters_name_parts() {
        let grammar = grammar::of(Authority::embedded(), &Language::english());
        let check = |text: &str, expected: &str| {
            let letter = |m: &Mention| match m.saying {
                Saying::Sibling(letter) => letter,
                _ => '?',
            };
            let found: String = find(text, &grammar.cues.read(text)).iter().map(letter).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("provided for in resolutions A, B, C and D above", "ABCD");
        check("established in resolution A above, and resolutions B to D below", "ABCD");
        check("the resolution A of the above", "");
    }
}
