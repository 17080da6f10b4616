//! Repairs session numerals that optical reading damaged, where a known number fits: `23 (1)` is 23 (I).

use std::sync::OnceLock;

use serde::Deserialize;

use super::number::{Number, roman_value, with_its_figure};
use super::running_numbers::RunningNumbers;
use crate::model::{BodyId, Date};

/// The name that a repaired reference carries as its rule or warning.
pub const REPAIRED: &str = "ocr-repaired";

/// Repaired numerals are no longer than this, in bytes.
const NUMERAL: usize = 8;
/// Digits that optical reading takes for each other.
const ALIKE: [(char, char); 9] = [
    ('0', '6'),
    ('0', '8'),
    ('0', '9'),
    ('1', '7'),
    ('3', '5'),
    ('3', '8'),
    ('5', '6'),
    ('6', '8'),
    ('8', '9'),
];
/// The special sessions that are counted in Roman numerals.
const SPECIAL: [&str; 7] = ["I", "II", "III", "IV", "V", "VI", "VII"];

/// What optical reading makes of a part of a numeral.
#[derive(Debug, Deserialize)]
struct Misreading {
    printed: String,
    meant: String,
    #[expect(dead_code, reason = "every fact names its source; the program does not show this one")]
    source: String,
}

fn misreadings() -> &'static [Misreading] {
    static ROWS: OnceLock<Vec<Misreading>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let table = include_str!("../../data/misreadings.csv");
        let rows = csv::Reader::from_reader(table.as_bytes()).deserialize().collect::<Result<_, _>>();
        rows.expect("data/misreadings.csv is checked by a test")
    })
}

/// Returns the session that a damaged numeral means, if its repair is a numeral and the number is one of that session:
/// `217` and `ffi` give `III`. A numeral that is none the worse gives nothing.
pub fn session(number: u16, printed: &str) -> Option<String> {
    let small = printed.len() == 1 || printed.bytes().all(|b| b"ivx".contains(&b));
    let item = small && printed.bytes().all(|b| b.is_ascii_lowercase());
    if item || printed.len() > NUMERAL || is_numeral(printed) {
        return None;
    }
    if let Some((kind, digits)) = printed.rsplit_once('-') {
        // Special sessions are Roman, too, but for the first two: `3201 (S-6)` is 3201 (S-VI).
        let numeral = digits.parse().ok().and_then(|n: usize| SPECIAL.get(n.checked_sub(1)?));
        let roman = numeral.filter(|_| ["S", "ES"].contains(&kind)).map(|n| format!("{kind}-{n}"));
        return roman.map(with_its_figure);
    }
    let mut repaired = String::new();
    let mut rest = printed;
    while let Some(first) = rest.chars().next() {
        let misread = misreadings().iter().filter(|m| rest.starts_with(m.printed.as_str()));
        let (meant, len) = match misread.max_by_key(|m| m.printed.len()) {
            Some(found) => (found.meant.as_str(), found.printed.len()),
            None if "IVXL".contains(first) => (&rest[..1], 1),
            None => return None,
        };
        repaired.push_str(meant);
        rest = &rest[len..];
    }
    (is_numeral(&repaired) && RunningNumbers::embedded().fits(number, &repaired)).then_some(repaired)
}

/// Reads the number of a resolution whose session is damaged, and returns the byte behind it: `217 A (ffi)`.
pub fn number(text: &str) -> Option<(Number, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let running: u16 = text.get(..digits).filter(|d| (1..=4).contains(&d.len()))?.parse().ok()?;
    let (before, rest) = text[digits..].split_once('(')?;
    let letter = before.trim();
    let part = letter.is_empty() || letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_uppercase());
    if !part || before.len() > 3 {
        return None;
    }
    let inside = |c: char| c.is_ascii_alphanumeric() || "!|-".contains(c);
    let printed = &rest[..rest.find(|c| !inside(c)).unwrap_or(rest.len())];
    let end = digits + before.len() + 1 + printed.len();
    // The closing bracket is lost, or is the last stroke: `(XVID of`.
    let (session, end) = match (text[end..].starts_with(')'), is_numeral(printed)) {
        (true, _) => (session(running, printed)?, end + 1),
        (false, true) if RunningNumbers::embedded().fits(running, printed) => (printed.to_owned(), end),
        (false, true) => return None,
        (false, false) => (session(running, printed).filter(|_| printed.ends_with('D'))?, end),
    };
    Some((Number::Roman { number: running, session, part: letter.to_owned() }, end))
}

/// Returns the number of a body that optical reading made another one of. Two of number, session or year, and printed date
/// must agree, and the third be one sign away: `311 (IX) of 11 December 1954` is 811 (IX), `3334 (XXXIX) of 17 December
/// 1974` is 3334 (XXIX), `434 (1973) of 18 September 1978` is 434 (1978).
pub fn misread(body: &BodyId, number: &Number, date: Date) -> Option<Number> {
    let numbers = RunningNumbers::embedded();
    match (body.as_str(), number) {
        ("GA", Number::Roman { number, session, part }) => {
            if numbers.fits(*number, session) {
                return None;
            }
            let is_of = |session: &str| {
                opening_year(session).is_some_and(|y| y == date.year() || y + 1 == date.year())
            };
            let (number, session) = match numbers.of(body).iter().find(|p| p.name == *session) {
                Some(period) if is_of(session) => {
                    let like = |n: &u16| mistaken(&n.to_string(), &number.to_string());
                    let mut meant = (period.first..=period.last?).filter(like);
                    (meant.next().filter(|_| meant.next().is_none())?, session.as_str())
                }
                _ => {
                    let meant = numbers.session_of("GA", *number)?;
                    let slip = is_of(meant) && one_more(meant, session, |_| true);
                    (*number, slip.then_some(meant)?)
                }
            };
            Some(Number::Roman { number, session: session.to_owned(), part: part.clone() })
        }
        ("SC", Number::Running { number, year }) if *year != date.year() => {
            let meant: u16 = numbers.period(body, *number)?.name.parse().ok()?;
            let slip = meant == date.year() && mistaken(&meant.to_string(), &year.to_string());
            slip.then_some(Number::Running { number: *number, year: meant })
        }
        _ => None,
    }
}

/// Returns the year in which a session of the General Assembly opens: the second one was that of 1947.
pub fn opening_year(session: &str) -> Option<u16> {
    Some(1945 + roman_value(session)?)
}

/// Returns whether two numbers of the same length differ in one digit that is taken for the other.
fn mistaken(meant: &str, printed: &str) -> bool {
    let mut differ = meant.chars().zip(printed.chars()).filter(|(a, b)| a != b);
    let alike = |pair: (char, char)| ALIKE.iter().any(|(a, b)| pair == (*a, *b) || pair == (*b, *a));
    meant.len() == printed.len() && differ.next().is_some_and(alike) && differ.next().is_none()
}

/// Returns whether one text is the other with one sign more, of those that count.
pub fn one_more(a: &str, b: &str, counts: impl Fn(char) -> bool) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    long.len() == short.len() + 1
        && long.char_indices().any(|(at, c)| {
            counts(c)
                && short.strip_prefix(&long[..at]).is_some_and(|rest| rest == &long[at + c.len_utf8()..])
        })
}

/// Returns whether a number was repaired: the words that print it do not have its session.
pub fn differs(number: &Number, printed: &str) -> bool {
    matches!(number, Number::Roman { session, .. } if !printed.contains(&format!("{session})")))
}

/// Returns the session of the General Assembly to which a number belongs for certain, where a title prints another one
/// that a stroke more or less makes of it: `168` under `III` belongs to `II`.
pub fn miscounted(number: u16, printed: &str) -> Option<&'static str> {
    let session = RunningNumbers::embedded().session_of("GA", number)?;
    let strokes = |numeral: &str| numeral.replace('I', "");
    (session != printed && strokes(session) == strokes(printed)).then_some(session)
}

/// Returns whether a text is a numeral as it is written: `IV`, not `IIII`.
fn is_numeral(text: &str) -> bool {
    roman_value(text).is_some_and(|value| value < 70)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_numerals_are_repaired_where_the_number_fits() {
        let check = |number, printed: &str, expected: Option<&str>| {
            assert_eq!(session(number, printed).as_deref(), expected, "{number} ({printed})");
        };
        check(217, "111", Some("III"));
        check(217, "ffi", Some("III"));
        check(217, "lll", Some("III"));
        check(217, "Ill", Some("III"));
        check(174, "IT", Some("II"));
        check(538, "V1", Some("VI"));
        check(1145, "XI1", Some("XII"));
        check(2200, "XXJ", Some("XXI"));
        check(23, "1", Some("I"));
        check(1819, "XVID", Some("XVII"));
        // No resolution 217 was adopted at the second session.
        check(217, "11", None);
        check(217, "III", None);
        check(2, "i", None);
        check(9, "iii", None);
        check(7, "Aging", None);
        check(242, "1967", None);
    }

    #[test]
    fn damaged_numbers_are_read_with_their_letter() {
        let check = |text: &str, expected: Option<(&str, usize)>| {
            let found = number(text).map(|(number, end)| (number.to_string(), end));
            assert_eq!(found.as_ref().map(|(n, e)| (n.as_str(), *e)), expected, "{text}");
        };
        check("217 A (ffi) of 1948", Some(("217(III)A", 11)));
        check("2200A(XXJ), annex", Some(("2200(XXI)A", 10)));
        check("41 (1)", Some(("41(I)", 6)));
        check("186 (S-2) of", Some(("186(S-2)", 9)));
        check("997 (ES-1)", Some(("997(ES-I)", 10)));
        check("1761 (XVID of 6 November", Some(("1761(XVII)", 10)));
        check("3452 (XXX\\. annex", Some(("3452(XXX)", 9)));
        check("217 (V and", None);
        check("12 (the lakes", None);
        check("12 (b) and", None);
        check("12 of the report (1)", None);
        check("1325 (2000)", None);
    }

    #[test]
    fn the_date_tells_a_sign_misread() {
        let check = |number: &str, date: &str, expected: Option<&str>| {
            let number: Number = number.parse().expect("a number");
            let body = BodyId::new(if matches!(number, Number::Running { .. }) { "SC" } else { "GA" });
            let meant = misread(&body, &number, date.parse().expect("a date")).map(|n| n.to_string());
            assert_eq!(meant.as_deref(), expected, "{number} of {date}");
        };
        check("311 (IX)", "1954-12-11", Some("811(IX)"));
        check("3334 (XXXIX)", "1974-12-17", Some("3334(XXIX)"));
        check("434 (1973)", "1978-09-18", Some("434(1978)"));
        // The date is of another session, too: nothing is certain.
        check("311 (IX)", "1949-12-11", None);
        check("434 (1973)", "1973-09-18", None);
        // A year off by more than one misread digit is what the author wrote.
        check("434 (1974)", "1978-09-18", None);
        check("811 (IX)", "1954-12-11", None);
        check("217 (III)", "1998-12-09", None);
        // 312 is like no number of the session.
        check("312 (XII)", "1957-12-11", None);
    }

    #[test]
    fn a_stroke_too_many_is_known_by_the_number() {
        assert_eq!(miscounted(168, "III"), Some("II"));
        assert_eq!(miscounted(168, "II"), None);
        assert_eq!(miscounted(311, "IX"), None);
    }
}
