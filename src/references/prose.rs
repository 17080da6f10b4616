//! Verbs of running prose, sentence by sentence: letters, pages, explanatory footnotes.

use std::sync::LazyLock;

use regex::Regex;

use super::grammar::Grammar;
use super::nearby;
use crate::authority::lexicon;
use crate::model::Verb;

/// End of a sentence.
// Matches `. W`, `.” W`, `! W`; does not match `No. 29`, `e.g. the`.
static STOP: LazyLock<Regex> =
    LazyLock::new(|| lexicon::pattern(r#"[.!?][”"’)]*\s+(?P<next>[“"‘(]?\p{Lu})"#));

/// How far a sentence reaches to either side, in bytes.
const REACH: usize = 4000;

/// Returns the verb that governs the byte `at` of a text, or that of `before` where its sentence has none.
pub(super) fn verb_at(text: &str, at: usize, grammar: &Grammar) -> Option<Verb> {
    let (start, end) = sentence(text, at);
    let sentence = &text[start..end];
    let verbs = &grammar.words.lexicon.prose.verbs;
    // The verb that ends nearest before the place governs; of those that end together, the longest.
    let mut best: Option<((usize, usize), usize)> = None;
    let mut whole: Option<usize> = None;
    for (pattern, which) in &grammar.prose {
        for found in pattern.find_iter(sentence) {
            let governs = verbs[*which].whole || start + found.end() <= at;
            let precedes = start + found.start() <= at;
            let nearness = ((start + found.end()).min(at), found.len());
            if precedes && governs && best.is_none_or(|(nearest, _)| nearness > nearest) {
                best = Some((nearness, *which));
            }
            if verbs[*which].whole && whole.is_none() {
                whole = Some(*which);
            }
        }
    }
    let which = best.map(|(_, which)| which).or(whole)?;
    Some(Verb::new(&verbs[which].prints, &verbs[which].family))
}

/// Returns the borders of the sentences of a text.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let starts = STOP.captures_iter(text).filter_map(|found| found.name("next").map(|next| next.start()));
    let mut from = 0;
    starts.chain([text.len()]).map(move |to| (std::mem::replace(&mut from, to), to))
}

/// Returns the borders of the sentence around the byte `at`.
fn sentence(text: &str, at: usize) -> (usize, usize) {
    let from = at - nearby::tail(&text[..at], REACH).len();
    let to = at + nearby::head(&text[at..], REACH).len();
    let mut start = from;
    for found in STOP.captures_iter(&text[from..to]) {
        let next = from + found.name("next").map_or(to, |m| m.start());
        if next > at {
            return (start, next);
        }
        start = next;
    }
    (start, to)
}

#[cfg(test)]
mod tests {
    use super::super::grammar;
    use super::*;
    use crate::authority::Authority;
    use crate::model::Language;

    #[test]
    fn the_nearest_verb_of_the_sentence_governs() {
        let grammar = grammar::of(Authority::embedded(), &Language::english());
        let check = |text: &str, verb: Option<&str>| {
            let at = text.find("Charter").expect("the word");
            assert_eq!(verb_at(text, at, grammar).as_ref().map(|v| v.printed.as_str()), verb, "{text}");
        };
        check("We strongly encourage you to read the Charter.", Some("encourage"));
        check("At the request of the group, the Charter was read.", None);
        check("We regret the vote. We also reaffirm the Charter.", Some("reaffirm"));
    }
}
