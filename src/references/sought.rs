//! A pattern that is looked for only around the words that each of its matches holds.

use std::ops::Range;
use std::sync::LazyLock;

use super::cues::{self, Cue, CueWord, Cues};
use super::promises;
use crate::authority::automaton::Automaton;
use crate::authority::lexicon;
use crate::authority::opening::Closing;
use crate::model::Span;

/// A pattern with the words that it promises.
pub(super) struct Sought {
    forwards: LazyLock<Automaton, Box<dyn FnOnce() -> Automaton + Send>>,
    /// What stands before the words of each promise, if anything does.
    before: Vec<Option<Closing>>,
    /// The cues of the promises.
    cues: Range<u8>,
    /// The bits of these cues.
    bits: u128,
}

/// Whether the letter case of ASCII counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// It counts.
    Kept,
    /// It does not.
    Ignored,
}

impl std::fmt::Debug for Sought {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.before.fmt(f)
    }
}

impl Sought {
    /// Takes a pattern of the data files and adds what it promises to the words of the table of cues.
    ///
    /// # Panics
    ///
    /// Panics if the pattern promises no word; a test compiles those of every language.
    pub fn new(pattern: &str, case: Case, words: &mut Vec<CueWord>) -> Self {
        let promised = promises::of(&lexicon::parsed(pattern));
        let promised =
            promised.unwrap_or_else(|| panic!("each pattern of references promises a word: {pattern}"));
        let used =
            words.iter().filter_map(|w| if let Cue::Sought(n) = w.cue { Some(n + 1) } else { None }).max();
        let mut cues = used.unwrap_or(0)..used.unwrap_or(0);
        let cased = |pattern: &str| match case {
            Case::Kept => pattern.to_owned(),
            Case::Ignored => format!("(?i){pattern}"),
        };
        let mut before = Vec::new();
        for promise in promised {
            let (cue, exact) = (Cue::Sought(cues.end), case == Case::Kept);
            words.extend(promise.words.into_iter().map(|word| CueWord { word, cue, exact }));
            before.push((!promise.before.is_empty()).then(|| Closing::new(cased(&promise.before))));
            cues.end += 1;
        }
        let whole = cased(pattern);
        let forwards = LazyLock::new(Box::new(move || Automaton::forwards(&[whole])) as Box<_>);
        let bits = cues.clone().fold(0, |bits, nth| bits | cues::bit(nth));
        Self { forwards, before, cues, bits }
    }

    /// Finds the pattern in a text, in order and without overlap. `cues` are those of the text.
    #[inline]
    pub fn find_iter(&self, text: &str, cues: &Cues) -> impl Iterator<Item = Span> + use<> {
        // Most texts hold none of its words, and nothing is set up for them.
        let found = if cues.seeks(self.bits) { self.find(text, cues) } else { Vec::new() };
        found.into_iter()
    }

    fn find(&self, text: &str, cues: &Cues) -> Vec<Span> {
        let (mut last, mut tried) = (0, None);
        let hits = cues.hits(|cue| matches!(cue, Cue::Sought(n) if self.cues.contains(&n)));
        let found = hits.filter_map(|hit| {
            let at = hit.range.start;
            if at < last || tried.replace((hit.cue, at)) == Some((hit.cue, at)) {
                return None;
            }
            let Cue::Sought(which) = hit.cue else { return None };
            let start = match &self.before[usize::from(which - self.cues.start)] {
                Some(before) => before.start(text, last..at)?,
                None => at,
            };
            last = self.forwards.end(text, start)?.1;
            Some(Span::new(start, last))
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::super::cues::CueTable;
    use super::*;

    #[test]
    fn what_is_sought_is_what_the_pattern_finds() {
        let patterns = [
            (r"\b(?:all )?(?:the |its )?(?:other )*(?:earlier|past) (?:notes|letters)\b", Case::Ignored),
            (r"\b(?i:the|that) (?:Charters|Charter|Pact)\b", Case::Kept),
            (r"\b(?:the [a-z]+ of letters|old notes)\b", Case::Ignored),
        ];
        let text = "All its other other earlier notes, the past letters the earlier letters, all past note, pastnotes past \
                    notes. THE Charter, the charter, that Charters the Pactum; some old notes the old notes of letters";
        for (pattern, case) in patterns {
            let mut words = Vec::new();
            let sought = Sought::new(pattern, case, &mut words);
            let table = CueTable::new(words, std::iter::empty());
            let cues = table.read(text);
            let found: Vec<&str> = sought.find_iter(text, &cues).map(|s| &text[s.start..s.end]).collect();
            let cased = if case == Case::Ignored { format!("(?i){pattern}") } else { pattern.to_owned() };
            let searched = Regex::new(&cased).expect("a pattern");
            let expected: Vec<&str> = searched.find_iter(text).map(|m| m.as_str()).collect();
            assert_eq!(found, expected, "{pattern}");
        }
    }
}
