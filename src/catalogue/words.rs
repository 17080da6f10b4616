//! The words of a subfield as a reader takes them.

use crate::model::{Span, Text};

/// Folds white space, and reads what was written as UTF-8 twice (`TÃ¼rkiye`), as some tools that fetch records do.
pub(super) fn cleaned(raw: &Text) -> Text {
    let text = raw.as_str();
    let mut out = Text::new();
    let mut end = 0;
    // Other blanks than those of ASCII may be halves of letters that were written twice.
    while let Some(blanks) = text[end..].find(|c: char| !c.is_ascii_whitespace()) {
        let start = end + blanks;
        if !out.is_empty() {
            out.push_made(" ", raw.source(Span::new(end, start)));
        }
        end = text[start..].find(|c: char| c.is_ascii_whitespace()).map_or(text.len(), |at| start + at);
        match written_twice(&text[start..end]) {
            Some(meant) => out.push_made(&meant, raw.source(Span::new(start, end))),
            None => out.append_part(raw, Span::new(start, end)),
        }
    }
    out
}

/// Returns what a word means whose letters are the bytes of UTF-8, each written as a letter of its own.
fn written_twice(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = word.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    String::from_utf8(bytes?).ok()
}

/// Returns the part of a text between two bytes, without blanks and without some punctuation at its ends.
pub(super) fn trimmed(text: &Text, range: Span, punctuation: &[char]) -> Text {
    let part = &text.as_str()[range.start..range.end];
    let is_edge = |c: char| c.is_whitespace() || punctuation.contains(&c);
    let start = range.start + (part.len() - part.trim_start_matches(is_edge).len());
    let kept = part.trim_matches(is_edge).len();
    text.slice(Span::new(start.min(range.end), (start + kept).min(range.end)))
}

/// Returns all of a text; see [`trimmed`].
pub(super) fn whole(text: &Text) -> Span {
    Span::new(0, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str) {
        let mut text = Text::new();
        text.push(raw, 10);
        let clean = cleaned(&text);
        assert_eq!(clean.as_str(), expected);
        if !clean.is_empty() {
            let place = clean.source(whole(&clean));
            let lead = raw.len() - raw.trim_start().len();
            assert_eq!((place.start, place.end), (10 + lead, 10 + raw.trim_end().len()));
        }
    }

    #[test]
    fn words_written_twice_are_read_once() {
        check("  draft \n  resolution ", "draft resolution");
        check("C\u{c3}\u{b4}te d'Ivoire", "Côte d'Ivoire");
        check("T\u{c3}\u{bc}rkiye", "Türkiye");
        // The second half of this letter is a blank.
        check("voil\u{c3}\u{a0} tout", "voilà tout");
        check("Côte d’Ivoire", "Côte d’Ivoire");
        check("Türkiye", "Türkiye");
        check("مصر", "مصر");
        check("", "");
    }

    #[test]
    fn ends_are_trimmed() {
        let mut text = Text::new();
        text.push("Rights of rivers : ", 0);
        assert_eq!(trimmed(&text, whole(&text), &[':', '/']).as_str(), "Rights of rivers");
        assert_eq!(trimmed(&text, Span::new(16, 19), &[':', '/']).as_str(), "");
    }
}
