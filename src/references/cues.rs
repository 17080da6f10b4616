//! Words without which a pattern cannot match: found in one pass over a text, so that patterns that cannot match it are
//! never run.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::Regex;
use regex_syntax::hir::{Hir, HirKind};

use crate::model::Span;

/// What a word is a cue for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cue {
    /// Head noun of numbers: `resolution`.
    Number,
    /// The same where a number or words that lead to one follow.
    Numbered,
    /// `the present resolution`.
    ThisDocument,
    /// `that resolution`.
    ThatResolution,
    /// `that article`.
    ThatArticle,
    /// `paragraph 14 above`.
    Paragraph,
    /// Open sets.
    Set,
    /// Descriptions that a footnote resolves.
    Report,
    /// General comments.
    Comment,
    /// Conventions of the International Labour Organization.
    Labour,
    /// Treaty Series.
    Treaty,
    /// Numbers of other organizations, press releases.
    Outside,
    /// Records of meetings.
    Record,
    /// Goals of an agenda.
    Goal,
    /// What a conference adopted.
    Outcome,
    /// Nouns of definite phrases.
    Short,
    /// Name of a body.
    Body,
}

/// The cues of one language.
#[derive(Debug)]
pub(super) struct CueTable {
    words: AhoCorasick,
    /// What stands between the head noun and its number, and how the number begins.
    number: Regex,
    /// The cue of each word, in the order of the automaton's patterns.
    kinds: Vec<Cue>,
}

/// The cues of one text.
#[derive(Debug, Default)]
pub(super) struct Cues {
    seen: u32,
    /// Names of bodies, in order and without overlap; of those that begin together the longest.
    pub bodies: Vec<Span>,
}

impl CueTable {
    /// Compiles words with their cues; letter case is that of ASCII and does not matter. `number` matches what leads from
    /// the head noun to its number.
    pub fn new(cues: Vec<(Cue, Vec<String>)>, number: Regex) -> Self {
        let mut words = Vec::new();
        let mut kinds = Vec::new();
        for (cue, all) in cues {
            for word in all {
                words.push(word);
                kinds.push(cue);
            }
        }
        let words = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .ascii_case_insensitive(true)
            .build(&words)
            .expect("the words of a language are few");
        Self { words, number, kinds }
    }

    /// Finds the cues of a text.
    pub fn read(&self, text: &str) -> Cues {
        let mut out = Cues::default();
        let mut bodies: Vec<Span> = Vec::new();
        for found in self.words.find_overlapping_iter(text) {
            let kind = self.kinds[found.pattern().as_usize()];
            if kind == Cue::Body {
                if stands_alone(text, found.start(), found.end()) {
                    bodies.push(Span::new(found.start(), found.end()));
                }
            } else {
                out.seen |= 1 << kind as u32;
                if kind == Cue::Number && !out.has(Cue::Numbered) && self.leads(&text[found.end()..]) {
                    out.seen |= 1 << Cue::Numbered as u32;
                }
            }
        }
        bodies.sort_by_key(|b| (b.start, std::cmp::Reverse(b.end)));
        for body in bodies {
            if out.bodies.last().is_none_or(|last| last.end <= body.start) {
                out.bodies.push(body);
            }
        }
        out
    }

    /// Returns whether the text behind a head noun leads to a number; the ending of the noun may still stand there.
    fn leads(&self, after: &str) -> bool {
        self.number.is_match(after.trim_start_matches(|c: char| c.is_ascii_lowercase()))
    }
}

impl Cues {
    /// Returns whether a text has a cue.
    pub fn has(&self, cue: Cue) -> bool {
        self.seen & 1 << cue as u32 != 0
    }
}

/// Returns whether no ASCII letter or digit touches a range.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let word = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    !word(text.as_bytes()[..start].last()) && !word(text.as_bytes().get(end))
}

/// Returns words of which every match of a pattern holds at least one, or `None` if the pattern promises none.
///
/// A concatenation holds what any of its parts holds, or any run of parts that promises few phrases, so the one with the
/// longest is taken; an alternation holds what all of its branches hold together.
///
/// # Panics
///
/// Panics if the pattern is none; a test compiles those of every language.
pub(super) fn required(pattern: &str) -> Option<Vec<String>> {
    let parsed = regex_syntax::Parser::new().parse(pattern).expect("data/languages is checked by a test");
    let words = of(&parsed)?;
    words.iter().all(|w| w.len() > 1).then_some(words)
}

fn of(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Capture(capture) => of(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => of(&repetition.sub),
        HirKind::Concat(parts) => {
            let runs = (0..parts.len()).filter_map(|from| run(&parts[from..]));
            parts.iter().filter_map(of).chain(runs).max_by_key(|words| shortest(words))
        }
        HirKind::Alternation(branches) => {
            let all: Option<Vec<Vec<String>>> = branches.iter().map(of).collect();
            Some(all?.concat())
        }
        _ => all_of(hir),
    }
}

/// At most so many phrases stand for one pattern.
const PHRASES: usize = 96;

/// Returns the phrases with which the first of some parts begin: as many parts as promise few phrases.
fn run(parts: &[Hir]) -> Option<Vec<String>> {
    let mut phrases = vec![String::new()];
    for part in parts {
        let Some(next) = all_of(part).filter(|next| next.len() * phrases.len() <= PHRASES) else { break };
        phrases = joined(&phrases, &next);
    }
    (shortest(&phrases) > 0).then_some(phrases)
}

/// Returns all texts that a pattern matches, if they are few.
fn all_of(hir: &Hir) -> Option<Vec<String>> {
    let all = match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => vec![String::new()],
        HirKind::Literal(literal) => vec![String::from_utf8(literal.0.to_vec()).ok()?],
        HirKind::Class(class) => class.literal().map(|l| String::from_utf8(l).ok())?.into_iter().collect(),
        HirKind::Capture(capture) => return all_of(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min == 0 && repetition.max == Some(1) => {
            let mut all = all_of(&repetition.sub)?;
            all.push(String::new());
            all
        }
        HirKind::Repetition(_) => return None,
        HirKind::Concat(parts) => {
            let join = |phrases: Vec<String>, part| {
                let next = all_of(part).filter(|next| next.len() * phrases.len() <= PHRASES)?;
                Some(joined(&phrases, &next))
            };
            parts.iter().try_fold(vec![String::new()], join)?
        }
        HirKind::Alternation(branches) => {
            let all: Option<Vec<Vec<String>>> = branches.iter().map(all_of).collect();
            all?.concat()
        }
    };
    (all.len() <= PHRASES).then_some(all)
}

/// Returns every phrase with every ending.
fn joined(phrases: &[String], endings: &[String]) -> Vec<String> {
    phrases.iter().flat_map(|p| endings.iter().map(move |e| format!("{p}{e}"))).collect()
}

fn shortest(words: &[String]) -> usize {
    words.iter().map(String::len).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_promise_words() {
        let check = |pattern: &str, expected: Option<&[&str]>| {
            let found = required(pattern);
            let found: Option<Vec<&str>> =
                found.as_ref().map(|words| words.iter().map(String::as_str).collect());
            assert_eq!(found.as_deref(), expected, "{pattern}");
        };
        check("resolutions?", Some(&["resolutions", "resolution"]));
        check(
            "(?:that|the same) (?:resolution|decision)",
            Some(&["that resolution", "that decision", "the same resolution", "the same decision"]),
        );
        check("all (?:[a-z]+ )?resolutions?", Some(&["resolutions", "resolution"]));
        check(r"paragraphs? \d{1,3} (?:above|below)", Some(&["paragraphs ", "paragraph "]));
        check("(?:its )?[a-z]+", None);
        check("notes?|x*", None);
    }

    #[test]
    fn cues_are_found_in_one_pass() {
        let cues = vec![
            (Cue::Number, vec!["resolution".to_owned()]),
            (Cue::Body, vec!["council".to_owned(), "human rights council".to_owned()]),
        ];
        // Matches ` 5`; does not match ` of`.
        let table = CueTable::new(cues, Regex::new(r"^ \d").expect("a pattern"));
        let cues = table.read("Human Rights Council Resolutions, the councils and the Council");
        assert!(cues.has(Cue::Number) && !cues.has(Cue::Report) && !cues.has(Cue::Numbered));
        assert!(table.read("the resolution 5").has(Cue::Numbered));
        assert_eq!(cues.bodies, [Span::new(0, 20), Span::new(55, 62)]);
    }
}
