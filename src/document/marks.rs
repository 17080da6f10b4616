//! Footnote marks in the text: cuts them out and keeps their places.

use std::collections::BTreeSet;

use super::frame::Frame;
use super::line::{LINK_END, LINK_START, mark_number};
use crate::model::{Link, Mark, Paragraph, Span, Text};

/// Cuts marks and link borders out of a text. `plain` are the footnotes whose marks are plain digits, `next` the
/// number that the next new mark should have.
pub(super) fn cut(
    label: String,
    text: Text,
    plain: &BTreeSet<u32>,
    next: &mut u32,
    frame: &Frame,
) -> Paragraph {
    let (text, mut marks, links) = cut_markers(text);
    let (text, found, links) = cut_plain(text, &mut marks, links, plain, next, frame);
    marks.extend(found);
    marks.sort_by_key(|m| (m.at, m.number));
    Paragraph { label, text, marks, links }
}

/// Cuts the markers that cleaning left.
fn cut_markers(text: Text) -> (Text, Vec<Mark>, Vec<Link>) {
    // The markers begin with one of two bytes, which few texts hold.
    if memchr::memchr2(0xEE, 0xEF, text.as_str().as_bytes()).is_none() {
        return (text, Vec::new(), Vec::new());
    }
    let all = text.as_str();
    let mut out = Text::new();
    let (mut marks, mut links) = (Vec::new(), Vec::new());
    let mut link = None;
    let mut from = 0;
    let marker = |c: char| mark_number(c).is_some() || c == LINK_START || c == LINK_END;
    for (at, c) in all.match_indices(marker) {
        append(&mut out, &text, from, at);
        from = at + c.len();
        let c = c.chars().next().unwrap_or(' ');
        match (c, mark_number(c)) {
            (_, Some(number)) => marks.push(Mark { at: out.len(), number }),
            (LINK_START, _) => link = Some((out.len(), text.source(Span::new(at, from)).start)),
            _ => links.extend(link.take().map(|(start, place)| Link {
                words: Span::new(start, out.len()),
                place: Span::new(place, text.source(Span::new(at, from)).end),
                target: None,
            })),
        }
    }
    append(&mut out, &text, from, all.len());
    (out, marks, links)
}

/// Appends a part of `text`, without doubling a blank where a mark stood.
fn append(out: &mut Text, text: &Text, from: usize, to: usize) {
    let doubled = out.as_str().ends_with(' ') && text.as_str()[from..to].starts_with(' ');
    out.append_part(text, Span::new((from + usize::from(doubled)).min(to), to));
}

/// Returns the plain numbers of a text that may be footnote marks, each with the byte where the blank before it
/// begins: the `1` in `Rights,1 the` and `Rights, 1 the`, the `2` in `Rights2 and`; not those of `53/144`, `1998,`. Texts
/// of the 1980s and 1990s put a stroke behind it, which belongs to the mark: `Rights, 1/ the`.
fn figures(text: &str) -> impl Iterator<Item = (usize, Span)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + first_digit(&bytes[at..])?;
            let end = start + bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
            at = end;
            let gap = start - usize::from(start > 0 && bytes[start - 1] == b' ');
            let before = text[..gap].chars().next_back();
            let touched = before.is_some_and(|c| c.is_alphanumeric() || "”\"’)],.;:\u{f001}".contains(c));
            let closes = |end: usize| bytes.get(end).is_none_or(|b| b" ,;.:)".contains(b));
            if end - start <= 3 && touched && bytes.get(end) == Some(&b'/') && closes(end + 1) {
                return Some((gap, Span::new(start, end + 1)));
            }
            let ends = closes(end);
            if end - start <= 3 && touched && ends {
                return Some((gap, Span::new(start, end)));
            }
            // A year is told from the mark that touches it: `of 197192`.
            let year = start + YEAR;
            if (1..=3).contains(&end.saturating_sub(year)) && ends && ends_with_year(&text[..year]) {
                return Some((year, Span::new(year, end)));
            }
        }
    })
}

/// Returns the first digit, past chunks without one, whose bytes are looked at side by side.
fn first_digit(bytes: &[u8]) -> Option<usize> {
    let (chunks, _) = bytes.as_chunks::<32>();
    let any = |chunk: &[u8; 32]| chunk.iter().fold(false, |any, byte| any | byte.is_ascii_digit());
    let past = 32 * chunks.iter().position(any).unwrap_or(chunks.len());
    bytes[past..].iter().position(u8::is_ascii_digit).map(|at| past + at)
}

fn cut_plain(
    text: Text,
    earlier: &mut [Mark],
    links: Vec<Link>,
    plain: &BTreeSet<u32>,
    next: &mut u32,
    frame: &Frame,
) -> (Text, Vec<Mark>, Vec<Link>) {
    let all = text.as_str();
    let mut cuts: Vec<(Span, u32)> = Vec::new();
    for (gap, digits) in figures(all) {
        let printed = &all[digits.start..digits.end];
        let stroke = printed.ends_with('/');
        let Ok(number) = printed.trim_end_matches('/').parse::<u32>() else { continue };
        let before = &all[..gap];
        let glued = gap == digits.start;
        // `A/C.3/L.242/Rev.1` and `Add.1` are parts of a symbol.
        if glued && ends_in_symbol(before) || stroke && !plain.contains(&number) {
            continue;
        }
        let known = plain.contains(&number);
        let in_order = number <= *next || number <= *next + 2 && !glued_to_letter(before, glued);
        // A mark whose note the file leaves out is known by the word that it touches.
        let orphan = glued && touches_word(before) && (plain.is_empty() || number <= *next + 3);
        if !(known && in_order || orphan) {
            continue;
        }
        let in_link = {
            let after = links.partition_point(|l| l.words.start <= digits.start);
            after > 0 && links[after - 1].words.contains(digits)
        };
        let dated = frame.date_begins(&all[digits.start..]);
        let counted = frame.counted.is_match(before);
        let listed = before.ends_with([',', '.']) && {
            let word = before.trim_end_matches([',', '.']);
            let tail = word.bytes().rev().take_while(u8::is_ascii_digit).count();
            (1..=3).contains(&tail) && !word.ends_with('/') && !tail_is_resolution(word)
        };
        // Behind a figure only a year lets a mark follow: `24 maart 2016 4 en`.
        let after_figure = before.ends_with(|c: char| c.is_ascii_digit()) && {
            let year = before.bytes().rev().take_while(u8::is_ascii_digit).count() == 4;
            (glued || !year) && !(glued && known && in_order && ends_with_year(before))
        };
        // A number that counts is no mark, unless it touches the word and its note is there.
        let mark = stroke
            || (known && in_order && (glued || !counted) || orphan && !counted)
                && !(dated || listed || in_link || after_figure);
        if mark {
            cuts.push((Span::new(gap, digits.end), number));
            if number >= *next {
                *next = number + 1;
            }
        }
    }
    if cuts.is_empty() {
        return (text, Vec::new(), links);
    }
    let all = text.as_str();
    let mut out = Text::new();
    let mut marks = Vec::new();
    let mut from = 0;
    for (cut, number) in &cuts {
        append(&mut out, &text, from, cut.start);
        marks.push(Mark { at: out.len(), number: *number });
        from = cut.end;
    }
    append(&mut out, &text, from, all.len());
    // How many bytes were cut up to the end of each cut.
    let mut cut_before: Vec<(usize, usize)> = Vec::with_capacity(cuts.len());
    for (cut, _) in &cuts {
        let sum = cut_before.last().map_or(0, |(_, sum)| *sum);
        cut_before.push((cut.end, sum + cut.len()));
    }
    let moved = |at: usize| {
        let earlier = cut_before.partition_point(|(end, _)| *end <= at);
        at - earlier.checked_sub(1).map_or(0, |last| cut_before[last].1)
    };
    for mark in earlier.iter_mut() {
        mark.at = moved(mark.at);
    }
    let moved_link = |l: Link| Link { words: Span::new(moved(l.words.start), moved(l.words.end)), ..l };
    let links = links.into_iter().map(moved_link).collect();
    (out, marks, links)
}

fn glued_to_letter(before: &str, glued: bool) -> bool {
    glued && before.ends_with(char::is_alphabetic)
}

/// Returns whether a text ends with a word in small letters, and a comma at most: `Rights`, `seized,`.
fn touches_word(before: &str) -> bool {
    let word = before.strip_suffix(',').unwrap_or(before);
    word.chars().rev().take_while(|c| c.is_lowercase()).count() >= 3
}

/// Returns whether a text ends where the number of a modification follows: `A/C.3/L.242/Rev.`, `and Add.`.
fn ends_in_symbol(text: &str) -> bool {
    let Some(word) = text.strip_suffix('.') else { return false };
    let word = &word[word.rfind([' ', '(', '[']).map_or(0, |at| at + 1)..];
    let kind = word.rsplit('/').next().unwrap_or(word);
    let upper = word.starts_with(|c: char| c.is_ascii_uppercase());
    let symbol = word.contains('/') && upper && (1..=4).contains(&kind.len());
    symbol && kind.bytes().all(|b| b.is_ascii_alphabetic()) || ["Add", "Corr", "Rev", "Amend"].contains(&word)
}

/// How many digits a year has.
const YEAR: usize = 4;

/// Returns whether a text ends with a year behind a word: `of 1971`, `30 September 1977`.
pub(super) fn ends_with_year(text: &str) -> bool {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (before, year) = text.split_at(text.len() - digits);
    let word = before.strip_suffix(' ').is_some_and(|word| word.ends_with(char::is_alphabetic));
    digits == YEAR && word && ["19", "20"].iter().any(|century| year.starts_with(century))
}

/// Returns whether the digits at the end of a text are the second half of a number such as `53/144`.
fn tail_is_resolution(word: &str) -> bool {
    word.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with('/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::Authority;

    /// Cuts plain marks out of a text whose notes 1 and 2 are known, or none.
    fn check(notes: &[u32], text: &str, expected: &str, numbers: &[u32]) {
        let frame = &super::super::frame::frames(Authority::embedded())[0];
        let mut input = Text::new();
        input.push(text, 0);
        let plain = notes.iter().copied().collect();
        let paragraph = cut("pp1".to_owned(), input, &plain, &mut 1, frame);
        let found: Vec<u32> = paragraph.marks.iter().map(|m| m.number).collect();
        assert_eq!((paragraph.text.as_str(), found.as_slice()), (expected, numbers));
    }

    #[test]
    fn marks_that_touch_a_word_need_no_note() {
        check(
            &[],
            "the Declaration on Lakes2 and its protocol,13",
            "the Declaration on Lakes and its protocol,",
            &[2, 13],
        );
        check(
            &[1, 2],
            "the Lakes,1 and Rivers 2 of the world",
            "the Lakes, and Rivers of the world",
            &[1, 2],
        );
        check(
            &[],
            "emissions of CO2 and 5 of the G77, resolution 70/901,",
            "emissions of CO2 and 5 of the G77, resolution 70/901,",
            &[],
        );
    }
}
