//! Cuts the lines of a list into words that remember their place.

use crate::authority::list_words::{ListWords, WordRole};
use crate::authority::places::{PlaceKind, Places};
use crate::model::{Span, Text};

use super::fold;

/// What a word looks like; words never seen before are judged by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// All small letters.
    Small,
    /// One capital in front.
    Capital,
    /// Two capitals or more and no small letter.
    Capitals,
    /// Capitals or digits within (`HelpNow`, `Forum21`).
    Mixed,
    /// The name of a country.
    Country,
    /// The adjective of a country.
    Demonym,
    /// No letter or digit.
    Sign,
}

impl Shape {
    /// Number of shapes, for tables indexed by `shape as usize`.
    pub const COUNT: usize = 7;

    fn of(word: &str) -> Shape {
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        let capitals = letters().filter(|c| c.is_uppercase()).count();
        let count = letters().count();
        if !word.chars().any(char::is_alphanumeric) {
            Shape::Sign
        } else if capitals >= 2 && capitals == count {
            Shape::Capitals
        } else if word.chars().any(|c| c.is_ascii_digit()) {
            Shape::Mixed
        } else if capitals == 0 && letters().all(char::is_lowercase) {
            Shape::Small
        } else if inner_capital(word) {
            Shape::Mixed
        } else {
            Shape::Capital
        }
    }
}

/// Returns whether a capital follows a small letter within the word; a hyphen or apostrophe starts afresh.
fn inner_capital(word: &str) -> bool {
    word.split(['-', '\'', '’', '/', '.']).any(|part| {
        part.chars().zip(part.chars().skip(1)).any(|(a, b)| a.is_alphabetic() && b.is_uppercase())
    })
}

/// One printed word of a list.
#[derive(Clone, Debug)]
pub struct Token<'t> {
    /// The word as printed.
    pub printed: &'t str,
    /// The word with its hyphens repaired.
    pub clean: String,
    /// The folded word; empty for a sign.
    pub key: String,
    /// Index of the line.
    pub line: usize,
    /// Place in the line.
    pub at: Span,
    /// Whether the word opens its line.
    pub first: bool,
    /// The look of the word as the first of a name.
    pub opening: Shape,
    /// The look of the word as the last of a name.
    pub closing: Shape,
    /// Whether the word is a function word in small letters.
    pub function: bool,
    /// Whether the word stands within brackets or quotation marks opened before it.
    pub enclosed: bool,
    /// Whether the word is a list sign that opens its line, in a list where most lines have one.
    pub bullet: bool,
    /// Whether the word goes on with the name of a place that the word before it opened.
    pub within_place: bool,
}

impl Token<'_> {
    /// Returns whether nothing but a list sign is printed here (`•`, `3.`, `(4)`).
    fn is_list_sign(&self) -> bool {
        let inner = self.clean.trim_matches(|c: char| "()•·▪–-*.".contains(c));
        inner.is_empty() || (inner.len() < self.clean.len() && inner.parse::<u32>().is_ok())
    }

    /// Returns the word without punctuation around it.
    pub fn bare(&self) -> &str {
        self.clean.trim_matches(|c: char| !c.is_alphanumeric())
    }
}

/// Cuts lines into words.
pub fn tokens(lines: &[Text]) -> Vec<Token<'_>> {
    let (words, places) = (ListWords::embedded(), Places::embedded());
    let mut out: Vec<Token> = Vec::new();
    let mut depth = 0_i32;
    for (line, text) in lines.iter().enumerate() {
        let all = text.as_str();
        if depth > 0 && !closes_first(all) {
            depth = 0;
        }
        let from = out.len();
        for printed in all.split_whitespace() {
            let start = printed.as_ptr() as usize - all.as_ptr() as usize;
            let clean = fold::repair(printed);
            let shape = Shape::of(&clean);
            let function = words.is(WordRole::Function, clean.trim_end_matches(','));
            out.push(Token {
                printed,
                key: fold::key(&clean),
                line,
                at: Span::new(start, start + printed.len()),
                first: out.len() == from,
                opening: shape,
                closing: shape,
                function,
                enclosed: depth > 0,
                bullet: false,
                within_place: false,
                clean,
            });
            depth = (depth + nesting(printed)).max(0);
        }
        mark_places(&mut out[from..], places);
    }
    mark_bullets(&mut out);
    out
}

/// Marks list signs where at least half of the lines open with one.
fn mark_bullets(words: &mut [Token]) {
    let lines = words.iter().filter(|t| t.first).count();
    let signed = words.iter().filter(|t| t.first && t.is_list_sign()).count();
    if signed * 2 >= lines {
        words.iter_mut().for_each(|t| t.bullet = t.first && t.is_list_sign());
    }
}

/// Returns brackets and quotation marks opened less those closed.
fn nesting(word: &str) -> i32 {
    word.chars()
        .map(|c| match c {
            '(' | '[' | '“' | '«' => 1,
            ')' | ']' | '”' | '»' => -1,
            _ => 0,
        })
        .sum()
}

/// Returns whether a line closes a bracket or quotation before it opens one.
fn closes_first(line: &str) -> bool {
    line.chars().find(|c| "()[]“”«»".contains(*c)).is_some_and(|c| ")]”»".contains(c))
}

fn mark_places(line: &mut [Token], places: &Places) {
    for start in 0..line.len() {
        for end in (start + 1..=line.len().min(start + 4)).rev() {
            let phrase = line[start..end].iter().map(|t| t.bare()).collect::<Vec<_>>().join(" ");
            let Some(place) = places.get(&phrase) else { continue };
            let shape = match place.kind {
                PlaceKind::Country => Shape::Country,
                PlaceKind::Demonym => Shape::Demonym,
                PlaceKind::Code | PlaceKind::City => continue,
            };
            if line[start].within_place || line[start].opening == Shape::Small {
                continue;
            }
            line[start].opening = shape;
            line[end - 1].closing = shape;
            line[start + 1..end].iter_mut().for_each(|t| t.within_place = true);
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: &str) -> Text {
        let mut text = Text::new();
        text.push(line, 0);
        text
    }

    #[test]
    fn words_are_judged_by_their_look() {
        let lines = [text("HelpNow of the ABC Sri Lanka (Peruvian Friends) Anti-\u{2010}Noise & 2")];
        let tokens = tokens(&lines);
        let looks: Vec<_> = tokens.iter().map(|t| t.opening).collect();
        use Shape::*;
        let expected =
            [Mixed, Small, Small, Capitals, Country, Capital, Demonym, Capital, Capital, Sign, Mixed];
        assert_eq!(looks, expected);
        assert_eq!(tokens[5].closing, Country);
        assert!(tokens[5].within_place && tokens[7].enclosed && !tokens[8].enclosed);
        assert_eq!((tokens[8].printed, tokens[8].clean.as_str()), ("Anti-\u{2010}Noise", "Anti-Noise"));
    }
}
