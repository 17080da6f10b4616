//! Automata that are asked at one place of a text, forwards or backwards. Each builds its states when a text first needs
//! them, and of the many parts of a general engine it has one.

use std::ops::Range;
use std::panic::{RefUnwindSafe, UnwindSafe};

use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::pool::Pool;
use regex_automata::{Anchored, HalfMatch, Input, MatchKind};

use super::lexicon::{self, CACHE};

/// An automaton with its states.
pub struct Automaton {
    dfa: DFA,
    caches: Pool<Cache, NewCache>,
}

type NewCache = Box<dyn Fn() -> Cache + Send + Sync + UnwindSafe + RefUnwindSafe>;

impl std::fmt::Debug for Automaton {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.dfa.get_nfa().fmt(f)
    }
}

impl Automaton {
    /// Compiles patterns of the data files, of which the first that matches is told.
    ///
    /// # Panics
    ///
    /// Panics if a pattern is none; a test compiles those of every language.
    pub fn forwards(patterns: &[String]) -> Self {
        Self::new(patterns, thompson::Config::new(), MatchKind::LeftmostFirst)
    }

    /// Compiles a pattern of the data files that is read from its end.
    ///
    /// # Panics
    ///
    /// Panics if the pattern is none; a test compiles those of every language.
    pub fn backwards(pattern: &str) -> Self {
        Self::new(&[pattern], thompson::Config::new().reverse(true), MatchKind::All)
    }

    fn new(patterns: &[impl AsRef<str>], config: thompson::Config, kind: MatchKind) -> Self {
        let parsed: Vec<_> = patterns.iter().map(|pattern| lexicon::parsed(pattern.as_ref())).collect();
        let build = || {
            let config = config.which_captures(WhichCaptures::None);
            let nfa = thompson::Compiler::new().configure(config).build_many_from_hir(&parsed).ok()?;
            let config = DFA::config().match_kind(kind).cache_capacity(CACHE).skip_cache_capacity_check(true);
            DFA::builder().configure(config).build_from_nfa(nfa).ok()
        };
        let dfa = build().expect("data/languages is checked by a test");
        let copy = dfa.clone();
        Self { dfa, caches: Pool::new(Box::new(move || copy.create_cache())) }
    }

    /// Returns which pattern matches from a byte on, and where the match ends.
    pub fn end(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        let input = Input::new(text).range(at..).anchored(Anchored::Yes);
        let found = self.dfa.try_search_fwd(&mut self.caches.get(), &input);
        told(found).map(|found| (found.pattern().as_usize(), found.offset()))
    }

    /// Returns the first byte from which the pattern matches up to the end of a part of a text.
    pub fn start(&self, text: &str, part: Range<usize>) -> Option<usize> {
        let input = Input::new(text).range(part).anchored(Anchored::Yes);
        told(self.dfa.try_search_rev(&mut self.caches.get(), &input)).map(|found| found.offset())
    }
}

/// Takes what an automaton found.
fn told<E: std::fmt::Debug>(found: Result<Option<HalfMatch>, E>) -> Option<HalfMatch> {
    found.expect("borders of ASCII words stop no automaton")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_pattern_is_told_with_its_end() {
        let patterns = [r"(?i)takes? note\b", r"(?i)takes?(?: [a-z]+)*\b"].map(str::to_owned);
        let forwards = Automaton::forwards(&patterns);
        assert_eq!(forwards.end("He takes note of it", 3), Some((0, 13)));
        assert_eq!(forwards.end("He takes notes of it", 3), Some((1, 20)));
        assert_eq!(forwards.end("He takes note", 2), None);
    }
}
