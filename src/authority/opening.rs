//! Patterns of the data files that are tried at one place of a text instead of being searched in it: where a text opens,
//! and where it closes. Both are compiled when they are first asked for, without their groups unless those are asked for.

use std::ops::Range;
use std::slice;
use std::sync::{LazyLock, OnceLock};

use regex::{Captures, Regex};
use regex_syntax::hir::literal::{ExtractKind, Extractor};

use super::automaton::Automaton;
use super::lexicon;
use super::starts::Beginnings;

/// A pattern that is compiled when it is first asked for.
pub type Lazy = LazyLock<Regex, Box<dyn FnOnce() -> Regex + Send>>;

/// Returns a pattern of the data files that is compiled when it is first asked for.
pub fn lazy(pattern: String) -> Lazy {
    LazyLock::new(Box::new(move || lexicon::pattern(&pattern)))
}

/// A pattern with which a text begins.
///
/// Most texts begin with none of its first letters, and no automaton is asked about them.
#[derive(Debug)]
pub struct Opening {
    /// The pattern; it begins with `^`.
    source: String,
    begins: OnceLock<Option<Beginnings>>,
    /// What tells where the words end.
    forwards: OnceLock<Automaton>,
    /// What tells their groups.
    regex: OnceLock<Regex>,
}

/// How many bytes of a pattern's beginning are made out, and how many beginnings it may have: letters of both cases.
const LETTERS: usize = 6;
const BEGINNINGS: usize = 1 << 13;

impl Opening {
    /// Takes a pattern that begins with `^`.
    pub fn new(pattern: String) -> Self {
        debug_assert!(pattern.trim_start_matches("(?i)").starts_with('^'), "{pattern}");
        Self { source: pattern, begins: OnceLock::new(), forwards: OnceLock::new(), regex: OnceLock::new() }
    }

    /// Returns the words with which a text begins.
    pub fn find<'t>(&self, text: &'t str) -> Option<&'t str> {
        if !self.may_begin(text) {
            return None;
        }
        let forwards = self.forwards.get_or_init(|| Automaton::forwards(slice::from_ref(&self.source)));
        forwards.end(text, 0).map(|(_, end)| &text[..end])
    }

    /// Returns whether a text begins with the pattern.
    pub fn is_match(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Returns the groups of the words with which a text begins.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        // Groups are costly, and the automaton without them refuses most texts.
        if !self.is_match(text) {
            return None;
        }
        self.regex.get_or_init(|| lexicon::pattern(&self.source)).captures(text)
    }

    fn may_begin(&self, text: &str) -> bool {
        let begins = self.begins.get_or_init(|| beginnings(&self.source)).as_ref();
        begins.is_none_or(|begins| begins.may_begin(text))
    }
}

/// Returns how all texts begin that a pattern matches, if they begin in few ways.
fn beginnings(pattern: &str) -> Option<Beginnings> {
    let mut extractor = Extractor::new();
    extractor.limit_literal_len(LETTERS).limit_total(BEGINNINGS);
    let all = extractor.extract(&lexicon::parsed(pattern));
    Some(Beginnings::new(all.literals()?.iter().map(|literal| literal.as_bytes())))
}

/// A pattern with which a text ends.
///
/// Most texts end with none of its last letters, and no automaton is asked about them.
pub struct Closing {
    /// The pattern.
    source: String,
    ends: OnceLock<Option<Endings>>,
    backwards: OnceLock<Automaton>,
    regex: Lazy,
}

impl std::fmt::Debug for Closing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.source.fmt(f)
    }
}

impl Closing {
    /// Takes a pattern; with `$` at its end it is that of a whole text's end, without of any part's.
    pub fn new(pattern: String) -> Self {
        let (ends, backwards) = (OnceLock::new(), OnceLock::new());
        Self { source: pattern.clone(), ends, backwards, regex: lazy(pattern) }
    }

    /// Returns the first byte from which the pattern matches up to the end of a part of a text.
    pub fn start(&self, text: &str, part: Range<usize>) -> Option<usize> {
        let ends = self.ends.get_or_init(|| endings(&self.source)).as_ref();
        if ends.is_some_and(|ends| !ends.may_end(&text.as_bytes()[part.clone()])) {
            return None;
        }
        self.backwards.get_or_init(|| Automaton::backwards(&self.source)).start(text, part)
    }

    /// Returns whether a text ends with the pattern.
    pub fn is_match(&self, text: &str) -> bool {
        self.start(text, 0..text.len()).is_some()
    }

    /// Returns the groups of the words with which a text ends.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.regex.captures_at(text, self.start(text, 0..text.len())?)
    }
}

/// Returns how all texts end that a pattern matches, if they end in few ways.
fn endings(pattern: &str) -> Option<Endings> {
    let mut extractor = Extractor::new();
    extractor.kind(ExtractKind::Suffix).limit_literal_len(ENDING).limit_total(BEGINNINGS);
    let all = extractor.extract(&lexicon::parsed(pattern));
    Endings::new(all.literals()?.iter().map(|literal| literal.as_bytes()))
}

/// How many of the last bytes of a text are looked at.
const ENDING: usize = 2;

/// The last bytes that texts may have, by their place from the end.
#[derive(Debug)]
struct Endings([[bool; 256]; ENDING]);

impl Endings {
    /// Gathers endings; `None` if one of them is empty.
    fn new<'a>(endings: impl Iterator<Item = &'a [u8]>) -> Option<Self> {
        let mut out = [[false; 256]; ENDING];
        for ending in endings {
            for (nth, known) in out.iter_mut().enumerate() {
                match ending.len().checked_sub(nth + 1) {
                    Some(at) => known[usize::from(ending[at])] = true,
                    // What stands before a short ending is not known.
                    None if nth > 0 => known.fill(true),
                    None => return None,
                }
            }
        }
        Some(Self(out))
    }

    /// Returns whether a text may have one of them.
    fn may_end(&self, text: &[u8]) -> bool {
        text.iter().rev().zip(&self.0).all(|(byte, known)| known[usize::from(*byte)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_a_text_is_refused_by_its_first_letters() {
        let opening = Opening::new("(?i)^,? (?:of the|by) (?P<body>[a-z]+)".to_owned());
        let check = |text: &str, body: Option<&str>| {
            assert_eq!(opening.find(text).is_some(), body.is_some(), "{text}");
            assert_eq!(opening.captures(text).map(|c| c["body"].to_owned()).as_deref(), body, "{text}");
        };
        check(" OF the lakes", Some("lakes"));
        check(", by lakes", Some("lakes"));
        check(" on lakes", None);
        check(" o", None);
        assert!(!opening.may_begin(" off the lakes") && opening.may_begin(" of theirs"));
    }

    #[test]
    fn what_closes_a_text_begins_as_early_as_it_can() {
        let closing = Closing::new(r"(?i)\b(?:(?:all|the) )*(?P<last>[a-z]+)$".to_owned());
        let text = "of All the lakes";
        assert_eq!(closing.start(text, 0..text.len()), Some(3));
        assert_eq!(closing.start(text, 5..text.len()), Some(7));
        assert_eq!(closing.captures(text).map(|c| c["last"].to_owned()).as_deref(), Some("lakes"));
        assert!(!closing.is_match("lakes of "));
        assert!(
            endings("(?i)of (?:the|lakes) ?$")
                .is_some_and(|ends| ends.may_end(b"THE") && !ends.may_end(b"sea"))
        );
        let part = Closing::new(r"\b(?:all )?\b".to_owned());
        assert_eq!(part.start("of all lakes", 0..7), Some(3));
    }
}
