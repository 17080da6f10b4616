//! The part of a text that shows why it was found.

use std::ops::Range;

use super::Question;
use super::question::Term;
use super::stems::{Stem, stems};
use crate::model::Language;

/// A part of a text, in pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The pieces in their order; together they are the part.
    pub pieces: Vec<Piece>,
    /// Whether text stands before the part.
    pub begins_within: bool,
    /// Whether text stands behind the part.
    pub ends_within: bool,
}

/// A piece of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are what was asked for.
    pub is_match: bool,
}

impl Excerpt {
    /// Returns the part of a text, of about `length` characters, in which most of what was asked for
    /// stands; without a question, its beginning.
    pub fn of(text: &str, language: &Language, question: Option<&Question>, length: usize) -> Self {
        let stems = stems(text, language);
        let matches = question.map(|question| matches(&stems, question)).unwrap_or_default();
        let part = part(text, &stems, &matches, length);
        let mut pieces = Vec::new();
        let mut at = part.start;
        let mut piece = |text: &str, is_match: bool| {
            let text: String = text.split('\n').collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                pieces.push(Piece { text, is_match });
            }
        };
        for found in merged(&matches) {
            if found.start >= at && found.end <= part.end {
                piece(&text[at..found.start], false);
                piece(&text[found.clone()], true);
                at = found.end;
            }
        }
        piece(&text[at..part.end], false);
        Excerpt { pieces, begins_within: part.start > 0, ends_within: part.end < text.len() }
    }
}

/// One place where a term of the question stands.
struct Match {
    term: usize,
    span: Range<usize>,
}

fn matches(stems: &[Stem], question: &Question) -> Vec<Match> {
    let mut found = Vec::new();
    for (number, term) in question.terms().enumerate() {
        for reading in &term.readings {
            for run in stems.windows(reading.len()).filter(|run| stands(term, reading, run)) {
                let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
                found.push(Match { term: number, span: first.span.start..last.span.end });
            }
        }
    }
    found.sort_by_key(|m| (m.span.start, m.span.end, m.term));
    found
}

fn stands(term: &Term, reading: &[String], run: &[Stem]) -> bool {
    let last = reading.len() - 1;
    let alike = |(at, (asked, stem)): (usize, (&String, &Stem))| match term.is_prefix && at == last {
        true => stem.text.starts_with(asked.as_str()),
        false => stem.text == *asked,
    };
    reading.iter().zip(run).enumerate().all(alike)
}

/// Returns the spans of matches, those that overlap as one.
fn merged(matches: &[Match]) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    for Match { span, .. } in matches {
        match spans.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => spans.push(span.clone()),
        }
    }
    spans
}

/// Chooses the part: from some match on, with most different terms, the first of the best; a little stands before it.
fn part(text: &str, stems: &[Stem], matches: &[Match], length: usize) -> Range<usize> {
    if text.chars().count() <= length {
        return 0..text.len();
    }
    let reach = |from: usize, characters: usize| {
        text[from..].char_indices().nth(characters).map_or(text.len(), |(at, _)| from + at)
    };
    let before = length / 5;
    let mut best = (0, 0);
    for Match { span, .. } in matches {
        let end = reach(span.start, length - before);
        let within = matches.iter().filter(|m| m.span.start >= span.start && m.span.end <= end);
        let mut terms: Vec<usize> = within.map(|m| m.term).collect();
        terms.sort_unstable();
        terms.dedup();
        if terms.len() > best.0 {
            best = (terms.len(), span.start);
        }
    }
    let lead = text[..best.1].char_indices().rev().take(before).last().map_or(best.1, |(at, _)| at);
    let start = match lead {
        0 => 0,
        lead => stems.iter().map(|s| s.span.start).find(|at| *at >= lead).unwrap_or(best.1).min(best.1),
    };
    let most = reach(start, length);
    let end = match most == text.len() {
        true => most,
        false => stems.iter().map(|s| s.span.end).take_while(|end| *end <= most).last().unwrap_or(most),
    };
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, language: &str, typed: &str, length: usize) -> String {
        let language = Language::new(language);
        let question = Question::read(typed, Some(&language)).expect("a question");
        let excerpt = Excerpt::of(text, &language, Some(&question), length);
        let pieces: String = excerpt
            .pieces
            .iter()
            .map(|p| if p.is_match { format!("[{}]", p.text) } else { p.text.clone() })
            .collect();
        let dots = |is: bool| if is { "…" } else { "" };
        format!("{}{pieces}{}", dots(excerpt.begins_within), dots(excerpt.ends_within))
    }

    fn check(text: &str, language: &str, typed: &str, length: usize, expected: &str) {
        assert_eq!(shown(text, language, typed, length), expected, "{typed}");
    }

    #[test]
    fn what_was_asked_for_is_marked() {
        check("Notes the defenders of rights", "en", "defender", 100, "Notes the [defenders] of rights");
        check(
            "Human rights and the rights of man",
            "en",
            "\"human rights\"",
            100,
            "[Human rights] and the rights of man",
        );
        check("各国的人权维护者", "zh", "人权维护", 100, "各国的[人权维护]者");
        check("Women, a woman", "en", "wom*", 100, "[Women], a [woman]");
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        let text = "One two three four five six seven eight nine ten eleven twelve thirteen";
        check(text, "en", "nine", 30, "…eight [nine] ten eleven twelve…");
        check(text, "en", "one twelve", 30, "[One] two three four five six…");
        check(text, "en", "zero", 12, "One two…");
    }

    proptest! {
        #[test]
        fn the_pieces_are_a_part_of_the_text(text in "[a-c人权 ]{0,60}", typed in "[a-c人权]{1,3}", length in 1usize..40) {
            let language = Language::english();
            let question = Question::read(&typed, None).expect("a word");
            let excerpt = Excerpt::of(&text, &language, Some(&question), length);
            let whole: String = excerpt.pieces.iter().map(|piece| piece.text.as_str()).collect();
            // The words may stand at the beginning and again later: which of the two is shown, only the excerpt knows.
            let mut later = text.char_indices().skip(1).map(|(at, _)| &text[at..]).chain([""]);
            prop_assert!(excerpt.begins_within || text.starts_with(&whole));
            prop_assert!(!excerpt.begins_within || later.any(|rest| rest.starts_with(&whole)));
            prop_assert!(whole.chars().count() <= length);
        }
    }
}
