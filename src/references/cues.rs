//! Words without which a pattern cannot match: found in one pass over a text, so that patterns are tried where they can
//! match and nowhere else.

use std::ops::Range;

use super::trie::Trie;
use crate::authority::starts::{self, Starts};
use crate::model::Span;

/// What a word is a cue for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// Head noun of resolutions: `resolution`.
    Resolution,
    /// Head noun of decisions.
    Decision,
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
    /// Decisions of parties to a convention.
    Parties,
    /// Goals of an agenda.
    Goal,
    /// What a conference adopted.
    Outcome,
    /// Name of a body.
    Body,
    /// The words that a pattern promises, and which way of matching promises them.
    Sought(u8),
}

/// A word with what it is a cue for.
#[derive(Debug)]
pub(super) struct CueWord {
    pub word: String,
    pub cue: Cue,
    /// Whether only its own letter case counts.
    pub exact: bool,
}

/// The cues of one language.
#[derive(Debug)]
pub(super) struct CueTable {
    /// How the words below begin, the names of instruments, and verbs.
    begins: Starts,
    /// The words in lower case.
    trie: Trie,
    /// In the order of the tree's phrases.
    words: Vec<CueWord>,
}

/// The set of the words in a [`CueTable`].
const WORDS: u8 = 1;
/// The set of names in words.
pub(super) const NAMES: u8 = 2;
/// The set of acronyms.
pub(super) const ACRONYMS: u8 = 4;
/// The set of the beginnings of verbs.
pub(super) const VERBS: u8 = 8;

/// The cues of one text.
#[derive(Debug, Default)]
pub(super) struct Cues {
    /// In the order in which they begin; of those that begin together the shortest first.
    hits: Vec<Hit>,
    /// The patterns that are sought for, one bit for each; the last bit stands for all others.
    sought: u128,
    /// Names of bodies, in order and without overlap; of those that begin together the longest.
    pub bodies: Vec<Span>,
    /// Where the name of an instrument may begin, and in which of the sets [`NAMES`] and [`ACRONYMS`].
    pub names: Vec<(usize, u8)>,
    /// Where a verb or its adverbs may begin.
    pub verbs: Vec<usize>,
    /// Where words begin with a digit.
    figures: Vec<usize>,
    /// The text with the letters of ASCII in lower case: what is asked without regard to them is folded once.
    pub folded: Vec<u8>,
}

/// A word of the table in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub cue: Cue,
    pub range: Span,
}

impl CueTable {
    /// Compiles words; the letter case of ASCII does not matter, unless a word says so. `others` are the names of
    /// instruments and the beginnings of verbs, with their sets.
    pub fn new(words: Vec<CueWord>, others: impl Iterator<Item = (u8, String)>) -> Self {
        let trie = Trie::new(words.iter().map(|w| w.word.to_ascii_lowercase()));
        let words_begin = words.iter().map(|w| (WORDS, w.word.clone()));
        let begins = Starts::new(words_begin.chain(others));
        Self { begins, trie, words }
    }

    /// Finds the cues of a text.
    pub fn read(&self, text: &str) -> Cues {
        let mut out = Cues::default();
        self.read_into(text, &mut out);
        out
    }

    /// Finds the cues of a text in place of those of another.
    pub fn read_into(&self, text: &str, out: &mut Cues) {
        out.clear();
        let bytes = text.as_bytes();
        out.folded.extend_from_slice(bytes);
        out.folded.make_ascii_lowercase();
        for (first, mut left) in starts::blocks(text) {
            while left != 0 {
                let start = first + left.trailing_zeros() as usize;
                left &= left - 1;
                let word = &bytes[start..];
                // Digits stand before all letters with which words begin.
                if word[0] <= b'9' {
                    out.figures.push(start);
                }
                let sets = self.begins.beginning(word);
                if sets != 0 {
                    self.gather(text, start, sets, out);
                }
            }
        }
    }

    /// Gathers what begins at a byte with one of some sets.
    fn gather(&self, text: &str, start: usize, sets: u8, out: &mut Cues) {
        if sets & (NAMES | ACRONYMS) != 0 {
            out.names.push((start, sets));
        }
        if sets & VERBS != 0 {
            out.verbs.push(start);
        }
        if sets & WORDS != 0 {
            self.gather_words(text, start, out);
        }
    }

    /// Gathers the words that begin at a byte.
    fn gather_words(&self, text: &str, start: usize, out: &mut Cues) {
        let mut body = None;
        for (nth, len) in self.trie.all(&out.folded[start..]) {
            let CueWord { word, cue, exact } = &self.words[nth];
            let range = Span::new(start, start + len);
            if *exact && text[range.start..range.end] != **word {
                continue;
            }
            if let Cue::Sought(nth) = cue {
                out.sought |= bit(*nth);
            }
            if *cue == Cue::Body {
                if !stands_alone(text, range) {
                    continue;
                }
                body = Some(range);
            }
            out.hits.push(Hit { cue: *cue, range });
        }
        out.bodies.extend(body.filter(|b| out.bodies.last().is_none_or(|last| last.end <= b.start)));
    }
}

impl Cues {
    /// Forgets everything but the room for it.
    fn clear(&mut self) {
        let Self { hits, sought, bodies, names, verbs, figures, folded } = self;
        hits.clear();
        bodies.clear();
        names.clear();
        verbs.clear();
        figures.clear();
        folded.clear();
        *sought = 0;
    }

    /// Returns whether a text has a cue.
    pub fn has(&self, cue: Cue) -> bool {
        self.hits.iter().any(|hit| hit.cue == cue)
    }

    /// Returns whether a text may have a cue of patterns that are sought for, each with its [`bit`].
    pub fn seeks(&self, patterns: u128) -> bool {
        self.sought & patterns != 0
    }

    /// Returns the cues that a test lets pass, in the order in which they begin.
    pub fn hits(&self, passes: impl Fn(Cue) -> bool) -> impl Iterator<Item = Hit> {
        self.hits.iter().copied().filter(move |hit| passes(hit.cue))
    }

    /// Returns the head nouns, singular and plural of one noun one after the other.
    pub fn nouns(&self) -> impl DoubleEndedIterator<Item = Hit> {
        self.hits.iter().copied().filter(|hit| matches!(hit.cue, Cue::Resolution | Cue::Decision))
    }

    /// Returns where in a range a word begins with a digit.
    pub fn figures(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let first = self.figures.partition_point(|at| *at < range.start);
        self.figures[first..].iter().copied().take_while(move |at| *at < range.end)
    }

    /// Returns the names of bodies that end at a byte, and begin at another or behind it, the longest first.
    pub fn bodies_before(&self, from: usize, end: usize) -> impl Iterator<Item = Span> {
        let near = from.max(end.saturating_sub(BODY));
        let first = self.hits.partition_point(|hit| hit.range.start < near);
        let last = self.hits.partition_point(|hit| hit.range.start < end);
        let ends = move |hit: &&Hit| hit.cue == Cue::Body && hit.range.end == end;
        self.hits[first..last].iter().filter(ends).map(|hit| hit.range)
    }

    /// Returns the names of bodies that begin at a byte, the longest first.
    pub fn bodies_at(&self, start: usize) -> impl Iterator<Item = Span> {
        let first = self.hits.partition_point(|hit| hit.range.start < start);
        let last = self.hits.partition_point(|hit| hit.range.start <= start);
        self.hits[first..last].iter().rev().filter(|hit| hit.cue == Cue::Body).map(|hit| hit.range)
    }
}

/// Returns the bit of a pattern that is sought for.
pub(super) fn bit(nth: u8) -> u128 {
    1 << u32::from(nth).min(u128::BITS - 1)
}

/// The names of bodies are no longer than this, in bytes.
const BODY: usize = 200;

/// Returns whether no ASCII letter or digit touches a range.
pub(super) fn stands_alone(text: &str, range: Span) -> bool {
    let word = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    !word(text.as_bytes()[..range.start].last()) && !word(text.as_bytes().get(range.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_found_in_one_pass() {
        let word = |word: &str, cue, exact| CueWord { word: word.to_owned(), cue, exact };
        let words = vec![
            word("resolution", Cue::Resolution, false),
            word("council", Cue::Body, false),
            word("human rights council", Cue::Body, false),
            word("rights council", Cue::Body, false),
            word("Charter", Cue::Sought(0), true),
        ];
        let table = CueTable::new(words, [(NAMES, "Lakes".to_owned())].into_iter());
        let cues =
            table.read("Human Rights Council Resolutions 5, charters of the lakes, councils and the Council");
        assert!(cues.has(Cue::Resolution) && !cues.has(Cue::Decision) && !cues.has(Cue::Sought(0)));
        assert_eq!(cues.bodies, [Span::new(0, 20), Span::new(76, 83)]);
        assert_eq!(cues.names, [(52, NAMES)]);
        assert_eq!(cues.figures(0..40).collect::<Vec<_>>(), [33]);
        let before: Vec<usize> = cues.bodies_before(0, 20).map(|body| body.start).collect();
        assert_eq!(before, [0, 6, 13]);
        assert_eq!(cues.bodies_at(0).map(|body| body.end).collect::<Vec<_>>(), [20]);
        assert!(table.read("the Charter").has(Cue::Sought(0)));
    }
}
