//! The number of a resolution or decision, without the body that makes a symbol of it.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::model::{ARABIC_SESSIONS, Symbol};

/// Number under which a body adopted a text, as prose prints it after `resolution` or `decision`.
///
/// The form says much about the body: only the Security Council prints a year in brackets, only the General
/// Assembly and the Human Rights Council have special sessions. [`super::Body::may_number`] compares.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Number {
    /// `53/144`, `53/243 A`: session, number within it, part letters.
    Session {
        /// The session.
        session: u16,
        /// The number within the session.
        number: u16,
        /// Part letters, or empty.
        part: String,
    },
    /// `S-21/2`, `ES-10/2`: special session, number within it, part letters.
    Special {
        /// `S` for special, `ES` for emergency special sessions.
        kind: String,
        /// The special session.
        session: u16,
        /// The number within the session.
        number: u16,
        /// Part letters, or empty.
        part: String,
    },
    /// `1996/31`: year, number within it, part letters.
    Year {
        /// The year.
        year: u16,
        /// The number within the year.
        number: u16,
        /// Part letters, or empty.
        part: String,
    },
    /// `217 A (III)`, `3362 (S-VII)`: running number, session in Roman numerals, part letters.
    Roman {
        /// The running number.
        number: u16,
        /// The session as printed in the brackets (`III`, `S-VII`).
        session: String,
        /// Part letters, or empty.
        part: String,
    },
    /// `1325 (2000)`: running number and year.
    Running {
        /// The running number.
        number: u16,
        /// The year.
        year: u16,
    },
}

/// Says that a text is not the number of a resolution or decision.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("'{0}' is not the number of a resolution or decision")]
pub struct ParseNumberError(String);

impl Number {
    /// Returns the number within its session or year, or the running number.
    pub fn ordinal(&self) -> u16 {
        match self {
            Number::Session { number, .. }
            | Number::Special { number, .. }
            | Number::Year { number, .. }
            | Number::Roman { number, .. }
            | Number::Running { number, .. } => *number,
        }
    }
}

impl Number {
    /// Returns whether two numbers are of one session or one year, as far as it stands before a stroke.
    pub fn shares_session(&self, other: &Number) -> bool {
        match (self, other) {
            (
                Number::Session { session: own, .. } | Number::Year { year: own, .. },
                Number::Session { session: other, .. } | Number::Year { year: other, .. },
            ) => own == other,
            (
                Number::Special { kind: own_kind, session: own, .. },
                Number::Special { kind: other_kind, session: other, .. },
            ) => (own_kind, own) == (other_kind, other),
            _ => self == other,
        }
    }
}

/// Writes the number as it stands in a normal symbol (`53/243A`, `217(III)A`).
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Session { session, number, part } => write!(f, "{session}/{number}{part}"),
            Number::Special { kind, session, number, part } => {
                write!(f, "{kind}-{session}/{number}{part}")
            }
            Number::Year { year, number, part } => write!(f, "{year}/{number}{part}"),
            Number::Roman { number, session, part } => write!(f, "{number}({session}){part}"),
            Number::Running { number, year } => write!(f, "{number}({year})"),
        }
    }
}

impl FromStr for Number {
    type Err = ParseNumberError;

    fn from_str(printed: &str) -> Result<Self, Self::Err> {
        parse(printed).ok_or_else(|| ParseNumberError(printed.to_owned()))
    }
}

/// Returns a special session in Roman numerals as its symbols have it.
pub(super) fn with_its_figure(session: String) -> String {
    ARABIC_SESSIONS
        .iter()
        .find(|(roman, _)| *roman == session)
        .map_or(session, |(_, arabic)| (*arabic).to_owned())
}

fn parse(printed: &str) -> Option<Number> {
    plain(printed).or_else(|| folded(printed))
}

/// Reads what most texts print: digits and capitals, with a blank before a letter or a bracket at most. `None` says
/// nothing but that the number is written otherwise.
fn plain(printed: &str) -> Option<Number> {
    let (number, rest) = split_digits(printed);
    if let Some(rest) = rest.strip_prefix('/') {
        let (within, rest) = split_digits(rest);
        let part =
            letters(rest.strip_prefix(' ').unwrap_or(rest)).filter(|part| rest.len() <= part.len() + 1)?;
        let (own, within) = (digits(number)?, digits(within)?);
        return Some(if number.len() == 4 {
            Number::Year { year: own, number: within, part }
        } else {
            Number::Session { session: own, number: within, part }
        });
    }
    let number = digits(number)?;
    let (part, inside) = rest.strip_suffix(')')?.split_once('(')?;
    let part = part.strip_suffix(' ').unwrap_or(part);
    let part = part.strip_prefix(' ').filter(|part| !part.is_empty()).unwrap_or(part);
    if !part.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let part = letters(part)?;
    if inside.len() == 4 && part.is_empty() && inside.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(Number::Running { number, year: digits(inside)? });
    }
    let numeral = inside.bytes().all(|b| b"IVXL".contains(&b));
    let session = || roman_value(inside).map(|_| inside.to_owned());
    Some(Number::Roman { number, session: numeral.then(session).flatten()?, part })
}

/// Reads a number as the model reads symbols: it folds blanks, dashes and the order of brackets and letters.
fn folded(printed: &str) -> Option<Number> {
    let symbol: Symbol = format!("X/{}", printed.trim().to_ascii_uppercase()).parse().ok()?;
    let normal = symbol.as_str().strip_prefix("X/")?;
    if let Some((number, rest)) = normal.split_once('(') {
        let (inside, part) = rest.split_once(')')?;
        let number = digits(number)?;
        let part = letters(part)?;
        if inside.len() == 4 && inside.starts_with(|c: char| c.is_ascii_digit()) {
            let year = digits(inside).filter(|_| part.is_empty())?;
            return Some(Number::Running { number, year });
        }
        if ARABIC_SESSIONS.iter().any(|(roman, arabic)| [*roman, *arabic].contains(&inside)) {
            return Some(Number::Roman { number, session: with_its_figure(inside.to_owned()), part });
        }
        let roman = inside.trim_start_matches("ES-").trim_start_matches("S-");
        roman_value(roman)?;
        return Some(Number::Roman { number, session: inside.to_owned(), part });
    }
    let (left, right) = normal.split_once('/')?;
    let end = right.find(|c: char| !c.is_ascii_digit()).unwrap_or(right.len());
    let (number, part) = (digits(&right[..end])?, letters(&right[end..])?);
    match left.split_once('-') {
        Some((kind @ ("S" | "ES"), session)) => {
            Some(Number::Special { kind: kind.to_owned(), session: digits(session)?, number, part })
        }
        Some(_) => None,
        None if left.len() == 4 => Some(Number::Year { year: digits(left)?, number, part }),
        None => Some(Number::Session { session: digits(left)?, number, part }),
    }
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(text.len()))
}

fn digits(text: &str) -> Option<u16> {
    let plain = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok().filter(|n| *n > 0) } else { None }
}

fn letters(text: &str) -> Option<String> {
    let part = text.trim();
    (part.len() <= 2 && part.bytes().all(|b| b.is_ascii_uppercase())).then(|| part.to_owned())
}

/// Returns the value of a Roman numeral in capitals, if it is written as numerals are.
pub fn roman_value(numeral: &str) -> Option<u16> {
    const SIGNS: [(&str, u16); 9] =
        [("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    let (mut rest, mut value) = (numeral, 0);
    for (sign, worth) in SIGNS {
        let repeats = if sign.len() == 1 && sign != "V" && sign != "L" { 3 } else { 1 };
        for _ in 0..repeats {
            if let Some(after) = rest.strip_prefix(sign) {
                (rest, value) = (after, value + worth);
            }
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(printed: &str, normal: &str) {
        let number: Number = printed.parse().unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(number.to_string(), normal, "{printed}");
        assert_eq!(number.to_string().parse(), Ok(number), "{printed}: the normal form is not stable");
    }

    #[test]
    fn printed_forms_are_read() {
        check("53/144", "53/144");
        check("53/ 44", "53/44");
        check("53/243 A", "53/243A");
        check("S-21/2", "S-21/2");
        check("es-10/2", "ES-10/2");
        check("1996/31", "1996/31");
        check("217 A (III)", "217(III)A");
        check("217A(III)", "217(III)A");
        check("377 (V) A", "377(V)A");
        check("3362 (S-VII)", "3362(S-VII)");
        check("186 (S-2)", "186(S-2)");
        check("186 (S-II)", "186(S-2)");
        check("1325 (2000)", "1325(2000)");
    }

    /// The short way reads nothing that the long one does not, and nothing otherwise.
    #[test]
    fn plain_numbers_are_read_as_symbols_are() {
        let heads = ["", "1", "53", "217", "1996", "0053", "12345", "0"];
        let middles = ["/", "/ ", " ", "", " A ", "A", " AB", "ABC ", "  ", " A", "a "];
        let tails = [
            "144", "144 A", "144A", "144 AB", "144  A", "144 ABC", "144 a", "44.", "00", "144 A ", "144 A-C",
        ];
        let sessions = ["III", "XLVIII", "IIII", "2000", "S-VII", "1", "20x0", "", "C", "0100"];
        let brackets =
            sessions.map(|s| [format!("({s})"), format!("({s}) B"), format!("({s}"), format!("({s}))")]);
        let tails: Vec<&str> =
            tails.into_iter().chain(brackets.iter().flatten().map(String::as_str)).collect();
        for head in heads {
            for middle in middles {
                for tail in &tails {
                    let printed = format!("{head}{middle}{tail}");
                    let short = plain(&printed);
                    assert!(short.is_none() || short == folded(&printed), "{printed}: {short:?}");
                }
            }
        }
        for printed in ["53/144", "53/243 A", "53/243A", "1996/31", "217 A (III)", "1514 (XV)", "1325 (2000)"]
        {
            assert!(plain(printed).is_some(), "{printed}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in
            ["", "53", "53/", "/144", "0/1", "1/CP.21", "109 (b)", "217 A (IIII)", "XX-3/1", "his/her"]
        {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }

    #[test]
    fn roman_numerals_have_one_spelling() {
        let check = |numeral, value| assert_eq!(roman_value(numeral), value, "{numeral}");
        check("III", Some(3));
        check("XXVIII", Some(28));
        check("XLVIII", Some(48));
        check("LXIII", Some(63));
        check("IIII", None);
        check("VX", None);
        check("", None);
    }
}
