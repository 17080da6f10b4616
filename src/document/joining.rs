//! Joins lines into one text, undoing what the line end did to words and numbers.

use super::line::Line;
use crate::model::{Span, Text};

/// How many bytes most paragraphs have at most.
const PARAGRAPH: usize = 480;

/// A text that grows line by line.
#[derive(Clone, Debug, Default)]
pub(super) struct Joined {
    text: Text,
    /// Place of the last byte in the decoded input.
    end: usize,
    /// Whether the last line ended with the soft hyphen of a broken word.
    broken: bool,
}

impl Joined {
    /// Returns the clean text so far.
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// Appends a line from its byte `from` on.
    pub fn push(&mut self, line: &Line<'_>, from: usize) {
        let words = line.as_str();
        let part = Span::new(words.len() - words[from..].trim_start().len(), words.len());
        if part.is_empty() {
            return;
        }
        let start = line.source_start(part.start);
        if self.text.is_empty() {
            self.text.reserve(part.len().max(PARAGRAPH));
        }
        let closely = self.broken || joins_closely(self.text.as_str(), &words[part.start..]);
        if !self.broken && is_syllable(self.text.as_str(), &words[part.start..]) {
            self.text.truncate(self.text.len() - 1);
        }
        if !self.text.is_empty() && !closely {
            self.text.push_made(" ", Span::new(self.end.min(start), start));
        }
        self.broken = line.broken;
        line.write(&mut self.text, part);
        self.end = line.place.end.max(start);
    }

    /// Drops characters from the front.
    pub fn trim_start(&mut self, characters: &[char]) {
        let all = self.text.as_str();
        let cut = all.len() - all.trim_start_matches(characters).len();
        if cut > 0 {
            self.text = self.text.slice(Span::new(cut, self.text.len()));
        }
    }

    /// Returns the text.
    pub fn into_text(self) -> Text {
        self.text
    }
}

/// Returns whether the next line belongs to the word or number at the end of the last: `non-` and `selectivity`,
/// `53/` and `144`.
fn joins_closely(before: &str, after: &str) -> bool {
    let last = before.chars().next_back();
    let next = after.chars().next();
    match last {
        Some('-') => {
            let hyphenated = before[..before.len() - 1].ends_with(char::is_alphabetic);
            hyphenated && next.is_some_and(char::is_alphabetic)
        }
        Some('/') => {
            before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit())
                && next.is_some_and(|c| c.is_ascii_digit())
        }
        _ => false,
    }
}

/// Returns whether the hyphen at the end of a line only breaks a word: `Declara-` before `tion`, not `non-` before
/// `selectivity`, `confidence-` before `building`.
fn is_syllable(before: &str, after: &str) -> bool {
    let Some(before) =
        before.strip_suffix('-').filter(|_| after.starts_with(|c: char| c.is_ascii_lowercase()))
    else {
        return false;
    };
    let first = &before[before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + 1)..];
    let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
    let is = |words: &[&str], word: &str| words.iter().any(|w| w.eq_ignore_ascii_case(word));
    // `twenty-first-` has a hyphen before, and so is no broken word.
    let compound = before[..before.len() - first.len()].ends_with('-')
        || is(&LEFT, first)
        || is(&RIGHT, &after[..letters]);
    first.len() >= 2 && !compound
}

/// What stands before the hyphen of a compound in English texts.
const LEFT: [&str; 44] = [
    "all", "anti", "by", "co", "cross", "decision", "eighty", "ex", "fact", "far", "fifty", "fifth", "first",
    "follow", "forty", "fourth", "full", "half", "high", "in", "least", "like", "long", "low", "middle",
    "mid", "multi", "ninety", "non", "one", "post", "pre", "quasi", "second", "self", "seventy", "short",
    "sixty", "so", "sub", "thirty", "twenty", "vice", "well",
];

/// What stands behind the hyphen of a compound in English texts.
const RIGHT: [&str; 25] = [
    "based",
    "building",
    "called",
    "contributing",
    "determination",
    "fifth",
    "first",
    "fourth",
    "in",
    "income",
    "level",
    "making",
    "ninth",
    "of",
    "off",
    "out",
    "related",
    "scale",
    "second",
    "sixth",
    "term",
    "third",
    "to",
    "up",
    "wide",
];

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn line_ends_vanish() {
        let check = |input: &str, expected: &str| {
            let mut joined = Joined::default();
            for line in lines(input) {
                joined.push(&line, 0);
            }
            assert_eq!(joined.as_str(), expected);
        };
        check("objectivity and non-\nselectivity of", "objectivity and non-selectivity of");
        check(
            "the Universal Declara-\ntion of the Secretary-\nGeneral",
            "the Universal Declaration of the Secretary-General",
        );
        check("self-\ndetermination, confidence-\nbuilding", "self-determination, confidence-building");
        check("the Stockpil\u{ad}\n\ning of AR\u{ad}\nMS", "the Stockpiling of ARMS");
        check("its resolution 53/\n144 of 9", "its resolution 53/144 of 9");
        check("as affirmed in the Vienna \n Declaration", "as affirmed in the Vienna Declaration");
        check("1989-\n1990", "1989- 1990");
    }
}
