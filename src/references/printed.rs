//! The forms in which the numbers of resolutions are printed.

use crate::authority::Number;

/// A printed number, of which part letters may make several.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Printed {
    /// How many bytes it takes up.
    pub len: usize,
    /// The number without part letters: `217 (III)`, `1325 (2000)`, `53/243`, `S-21/2`.
    base: String,
    /// The part letters.
    letters: Vec<char>,
}

impl Printed {
    /// Returns the numbers that are meant; `None` if the only one is none.
    pub fn numbers(&self) -> Option<Vec<Number>> {
        if self.letters.is_empty() {
            return Some(vec![self.base.parse().ok()?]);
        }
        let lettered = |letter| format!("{} {letter}", self.base).parse().ok();
        Some(self.letters.iter().filter_map(lettered).collect())
    }
}

/// The last number of a range: ` to 45/5`, `–45/5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    /// How many bytes it takes up, with what joins it.
    pub len: usize,
    pub session: u16,
    pub number: u16,
}

/// Reads the number with which a text begins: `217 A (III)`, `3411 A and B (XXX)`, `1325 (2000)`, `2005/67`,
/// `53/243 A`, `S-21/2`, `31/6 A and B`; not `12 (b)`.
pub(super) fn number(text: &str) -> Option<Printed> {
    let Read { base, before, rest } = bracketed(text).or_else(|| slashed(text))?;
    // A capital that begins the next word is no part letter, and what is counted by the year has none.
    let inside = base.strip_suffix(')');
    let by_year = inside.is_some_and(|base| base.ends_with(|c: char| c.is_ascii_digit()));
    let behind = rest.strip_prefix(' ').unwrap_or(rest);
    let after = if by_year { "" } else { letters(behind, |rest| !rest.starts_with(is_of_word)) };
    let rest = if after.is_empty() { rest } else { &behind[after.len()..] };
    let mut letters = part_letters(before);
    letters.extend(part_letters(after));
    Some(Printed { len: text.len() - rest.len(), base, letters })
}

/// A number without the letters behind it.
struct Read<'t> {
    base: String,
    /// The letters of `217 A (III)`, which stand inside.
    before: &'t str,
    rest: &'t str,
}

/// Returns whether a text begins with a number that may stand apart from its head: `66/173`, `1500 (2003)`,
/// `181 A (II)`; not `66 / 173`, `5 of`.
pub(super) fn stands_apart(text: &str) -> bool {
    let special = ["ES-", "S-"].into_iter().find_map(|kind| text.strip_prefix(kind));
    let stroke = |rest: &str| matches!(rest.as_bytes(), [b'/', b'0'..=b'9', ..]);
    figures(special.unwrap_or(text), 4).is_some_and(|(_, rest)| stroke(rest))
        || bracketed(text).is_some_and(|read| read.before.len() <= 1)
}

/// Reads a running number with its session or year: `217 A (III)`, `3362 (S-VII)`, `1325 (2000)`.
fn bracketed(text: &str) -> Option<Read<'_>> {
    let (figures, rest) = figures(text, 4)?;
    let rest = unspaced(rest);
    let before = letters(rest, |rest| unspaced(rest).starts_with('('));
    let inside = unspaced(&rest[before.len()..]).strip_prefix('(')?;
    let (inside, rest) = inside.split_at(inside.bytes().take(BRACKET).position(|b| b == b')')?);
    let year = before.is_empty() && is_year(inside);
    (year || is_session(inside)).then(|| Read {
        base: format!("{figures} ({inside})"),
        before,
        rest: &rest[1..],
    })
}

/// How many bytes stand in brackets at most, with that which closes them: `(ES-XXXVIII)`.
const BRACKET: usize = 11;

/// Reads a number under its session or year: `53/144`, `ES-10/2`, `1996 / 31`.
fn slashed(text: &str) -> Option<Read<'_>> {
    let special = ["ES-", "S-"].into_iter().find(|kind| text.starts_with(kind)).unwrap_or("");
    let rest = &text[special.len()..];
    let (session, rest) = figures(if special.is_empty() { rest } else { unspaced(rest) }, 4)?;
    let (number, rest) = leading_figures(unspaced(unspaced(rest).strip_prefix('/')?), 3)?;
    Some(Read { base: format!("{special}{session}/{number}"), before: "", rest })
}

/// Returns whether the number before a text goes on in it: then it is a date or a fraction.
pub(super) fn goes_on(text: &str) -> bool {
    match text.as_bytes() {
        [b'/', next, ..] => next.is_ascii_digit(),
        [first, ..] => first.is_ascii_digit() || first.is_ascii_lowercase(),
        [] => false,
    }
}

/// Reads what makes a range of the number before a text: ` to 45/5`, `–45/5`; not ` to the`.
pub(super) fn range(text: &str) -> Option<Range> {
    let words = [" to ", " tot "].into_iter().find_map(|to| text.strip_prefix(to));
    let dashed = || unspaced(text).strip_prefix(['-', '–']).map(unspaced);
    let (session, rest) = figures(words.or_else(dashed)?, 3)?;
    let (number, rest) = figures(rest.strip_prefix('/')?, 3)?;
    let ends = !rest.starts_with(is_of_word);
    ends.then_some(Range {
        len: text.len() - rest.len(),
        session: session.parse().ok()?,
        number: number.parse().ok()?,
    })
}

/// Reads the figures with which a text begins, if there are no more than `most`.
fn figures(text: &str, most: usize) -> Option<(&str, &str)> {
    leading_figures(text, most).filter(|(_, rest)| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Reads the first figures of a text, at most `most`.
fn leading_figures(text: &str, most: usize) -> Option<(&str, &str)> {
    let len = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    (len > 0).then(|| text.split_at(len))
}

fn unspaced(text: &str) -> &str {
    text.strip_prefix(' ').unwrap_or(text)
}

pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && text.starts_with(['1', '2']) && {
        let (century, year) = text.split_at(2);
        ["19", "20"].contains(&century) && year.bytes().all(|b| b.is_ascii_digit())
    }
}

fn is_session(text: &str) -> bool {
    let numeral = ["ES-", "S-"].into_iter().find_map(|kind| text.strip_prefix(kind)).unwrap_or(text);
    (1..=7).contains(&numeral.len()) && numeral.bytes().all(|b| b"IVXL".contains(&b))
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// What stands between part letters.
const JOINTS: [&str; 11] = [", ", " and ", ", and ", " to ", " - ", "- ", " -", "-", " – ", "– ", "–"];

/// Returns the part letters with which a text begins, up to the last that `fits` what follows: `A`, `A and B`, `A to E`.
fn letters(text: &str, fits: impl Fn(&str) -> bool) -> &str {
    let (mut rest, mut end) = (text, 0);
    while let Some(behind) = rest.strip_prefix(|c: char| c.is_ascii_uppercase()) {
        if fits(behind) {
            end = text.len() - behind.len();
        }
        let joined = JOINTS.iter().filter_map(|joint| behind.strip_prefix(joint));
        let Some(next) = joined.into_iter().find(|next| next.starts_with(|c: char| c.is_ascii_uppercase()))
        else {
            break;
        };
        rest = next;
    }
    &text[..end]
}

/// Returns the part letters of `A and B`, `A to E`.
fn part_letters(printed: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    let mut range = false;
    for word in printed.split([' ', ',']).filter(|w| !w.is_empty()) {
        for c in word.chars() {
            match (c, out.last().copied()) {
                ('-' | '–', _) => range = true,
                ('A'..='Z', Some(first)) if range && first < c => {
                    out.extend((first..=c).skip(1));
                    range = false;
                }
                ('A'..='Z', _) => out.push(c),
                _ => range |= word == "to",
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;

    #[test]
    fn numbers_are_read_as_the_pattern_says() {
        // Matches `217 A (III)`, `1325 (2000)`, `53/243 A`, `S-21/2`; does not match `12 (b)`.
        let pattern = Regex::new(concat!(
            r"^(?:(?P<roman>\d{1,4}) ?(?P<before>[A-Z](?:(?:, | and | to | ?[-–] ?|,? and )[A-Z])*)? ?\((?P<session>(?:ES-|S-)?[IVXL]{1,7})\)",
            r"|(?P<running>\d{1,4}) ?\((?P<year>(?:19|20)\d\d)\)",
            r"|(?P<slashed>(?:ES- ?|S- ?)?\d{1,4} ?/ ?\d{1,3}))",
            r"(?: ?(?P<after>[A-Z](?:(?:, | and | to | ?[-–] ?|,? and )[A-Z])*)\b)?"
        ))
        .expect("a pattern");
        for text in [
            "217 A (III)",
            "217A(III), annex",
            "3411 A and B (XXX)",
            "3411 A, B and C (XXX) of",
            "217 (III) A",
            "3362 (S-VII)",
            "1325 (2000) on",
            "1325 (2000) A",
            "2005/67",
            "53/243 A and B",
            "53/243 A and Borders",
            "53/243 An",
            "S-21/2",
            "ES- 10 / 2",
            "ES-10/2 A to E.",
            "31/6 A–C of",
            "31/6A-C",
            "31/6 A, and B",
            "12 (b)",
            "12345 (III)",
            "12 of",
            "53/12345",
            "24/12/2017",
            "(III)",
            "217 A B (III)",
            "217 A, B",
            "1325 (200)",
            "5 / 6 ",
            "12 (IVXLIVXL)",
            "53/243 É",
            "53/243 A_",
            "53/243 A and",
            "",
            "S-",
            "217 A (ffi)",
            "99 – 5/6",
        ] {
            let found = pattern.captures(text);
            let expected = found.map(|found| {
                let part = |name: &str| found.name(name).map(|m| m.as_str());
                let running = part("running").map(|n| format!("{n} ({})", &found["year"]));
                let roman = part("roman").map(|n| format!("{n} ({})", &found["session"]));
                let base = running
                    .clone()
                    .or(roman)
                    .unwrap_or_else(|| part("slashed").unwrap_or("").replace(' ', ""));
                let letters =
                    ["before", "after"].into_iter().filter_map(part).flat_map(part_letters).collect();
                let whole = found.get(0).map_or(0, |m| m.end());
                match running {
                    Some(_) => (base, text.find(')').map_or(0, |at| at + 1), Vec::new()),
                    None => (base, whole, letters),
                }
            });
            let read = number(text).map(|read| (read.base, read.len, read.letters));
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn ranges_end_with_a_number_of_the_session() {
        let check = |text: &str, expected: Option<(usize, u16, u16)>| {
            assert_eq!(range(text).map(|r| (r.len, r.session, r.number)), expected, "{text}");
        };
        check(" to 45/5 and", Some((8, 45, 5)));
        check("–45/5", Some((7, 45, 5)));
        check(" - 45/12.", Some((8, 45, 12)));
        check(" to the", None);
        check(" to 45/5678", None);
        check(" and 45/5", None);
        assert!(goes_on("/2017") && goes_on("5") && goes_on("th") && !goes_on(", 5") && !goes_on("/A"));
    }

    #[test]
    fn letters_may_be_a_range() {
        assert_eq!(part_letters("A to D, F"), ['A', 'B', 'C', 'D', 'F']);
        assert_eq!(part_letters("A and B"), ['A', 'B']);
    }
}
