//! Document symbols in normal form.

use std::fmt;
use std::str::FromStr;

use smol_str::{SmolStr, format_smolstr};
use thiserror::Error;

use super::Relation;

/// Symbol of a document in normal form (`A/RES/53/144`, `S/RES/1325(2000)`, `A/CONF.157/24(Part I)`).
///
/// Two printed symbols name the same document iff their normal forms are equal byte for byte. Parsing accepts
/// the printed spellings: blanks around `/`, non-breaking blanks, dashes of other widths, lower-case kinds,
/// trailing full stops and asterisks, a bracket before or after a part letter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(SmolStr);

/// Says why a text is not a symbol.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("'{0}' is not a document symbol")]
pub struct ParseSymbolError(String);

/// Kinds that are written in capitals wherever they stand as a component of their own.
const CAPITAL_KINDS: [&str; 13] =
    ["RES", "DEC", "PRST", "PV", "SR", "CONF", "HRC", "INF", "CRP", "NGO", "GC", "CO", "WP"];

/// Modifications, written with a capital first letter and a full stop before the number.
const MODIFICATIONS: [(&str, Relation); 4] = [
    ("Add", Relation::AddsTo),
    ("Corr", Relation::Corrects),
    ("Rev", Relation::Revises),
    ("Amend", Relation::Revises),
];

impl Symbol {
    /// Makes a symbol of a text that is known to be in normal form.
    pub fn from_normal(normal: impl Into<SmolStr>) -> Self {
        Self(normal.into())
    }

    /// Returns the normal form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the normal form away, for an id.
    pub(super) fn into_normal(self) -> SmolStr {
        self.0
    }

    /// Returns the document that this one corrects, adds to or revises, with the relation, if its last
    /// component is a modification (`A/57/556/Add.2` adds to `A/57/556`).
    pub fn modifies(&self) -> Option<(Symbol, Relation)> {
        let (base, last) = self.0.rsplit_once('/')?;
        let (word, number) = last.split_once('.')?;
        let numbered = number.starts_with(|c: char| c.is_ascii_digit());
        let (_, relation) = MODIFICATIONS.iter().find(|(name, _)| *name == word)?;
        (numbered && base.contains('/')).then(|| (Symbol(base.into()), *relation))
    }

    /// Returns the symbol of a part of this document (`Add.2`, `Corr.1`). A part of the same kind as the last
    /// component stands beside it, any other below it.
    pub fn with_modification(&self, kind: &str, number: &str) -> Symbol {
        let base = match self.0.rsplit_once('/') {
            Some((base, last)) if last.split_once('.').is_some_and(|(k, _)| k == kind) => base,
            _ => self.0.as_str(),
        };
        Symbol(format_smolstr!("{base}/{kind}.{number}"))
    }

    /// Returns the first component (`A`, `S`, `E`, `CCPR`).
    pub fn root(&self) -> &str {
        self.0.split('/').next().unwrap_or(&self.0)
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Symbol {
    type Err = ParseSymbolError;

    fn from_str(printed: &str) -> Result<Self, Self::Err> {
        let fail = || ParseSymbolError(printed.to_owned());
        let folded = fold_characters(printed);
        let trimmed = trim_ends(&folded);
        let normal = trimmed
            .split('/')
            .filter(|part| !part.is_empty())
            .enumerate()
            .map(|(at, part)| component(part, at == 0))
            .collect::<Vec<_>>()
            .join("/");
        let letters = |r: &str| !r.is_empty() && r.chars().all(|c| c.is_ascii_uppercase() || c == '-');
        // The series of a group of experts is part of its root: `GEGN.2/2025/64`.
        let series = |r: &str| {
            let parted = r.split_once('.').filter(|(name, _)| name.len() >= SERIES_ROOT);
            parted.is_some_and(|(name, number)| letters(name) && matches!(number.as_bytes(), [b'0'..=b'9']))
        };
        let root_is_letters = normal.split('/').next().is_some_and(|r| letters(r) || series(r));
        let has_number = normal.contains(|c: char| c.is_ascii_digit());
        if !root_is_letters || !has_number || !normal.contains('/') {
            return Err(fail());
        }
        Ok(Symbol(normal.into()))
    }
}

/// Roots with a number have at least so many letters.
const SERIES_ROOT: usize = 4;

/// Maps look-alike characters to ASCII and deletes the blanks that a symbol never has.
fn fold_characters(printed: &str) -> String {
    let mut out = String::with_capacity(printed.len());
    for c in printed.chars() {
        let folded = match c {
            '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{2009}' | '\t' | '\n' | '\r' => ' ',
            '\u{2010}'..='\u{2013}' | '\u{2212}' => '-',
            '\u{ad}' | '\u{200b}' => continue,
            '（' => '(',
            '）' => ')',
            '／' => '/',
            '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
            '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
            'А' => 'A',
            'В' => 'B',
            'С' => 'C',
            'Е' => 'E',
            'М' => 'M',
            'О' => 'O',
            'Р' => 'P',
            'Т' => 'T',
            'Х' => 'X',
            other => other,
        };
        out.push(folded);
    }
    // A blank goes where it stands beside a slash, or between a full stop and a digit.
    let chars: Vec<char> = out.chars().collect();
    let mut kept = String::with_capacity(out.len());
    for (at, &c) in chars.iter().enumerate() {
        if c == ' ' {
            let before = chars[..at].iter().rev().find(|c| **c != ' ').copied();
            let after = chars[at + 1..].iter().find(|c| **c != ' ').copied();
            let beside_slash = before == Some('/') || after == Some('/');
            let in_number = before == Some('.') && after.is_some_and(|c| c.is_ascii_digit());
            if beside_slash || in_number || before == Some(' ') || kept.ends_with(' ') {
                continue;
            }
        }
        kept.push(c);
    }
    kept
}

/// Drops what cannot end a symbol: punctuation, marks of reissue, brackets without partner.
fn trim_ends(folded: &str) -> &str {
    let mut text = folded.trim();
    loop {
        let unbalanced =
            text.ends_with(')') && !text.contains('(') || text.ends_with(']') && !text.contains('[');
        let cut = text.trim_end_matches(['.', ',', ';', ':', '*', '/', ' ']);
        let cut = if unbalanced && cut.len() == text.len() { &text[..text.len() - 1] } else { cut };
        if cut.len() == text.len() {
            return text;
        }
        text = cut;
    }
}

/// Brings one component to its normal form.
fn component(part: &str, root: bool) -> String {
    let part = part.trim();
    let part = part.replace('[', "(").replace(']', ")");
    let upper = part.to_ascii_uppercase();
    if root || CAPITAL_KINDS.contains(&upper.as_str()) {
        return upper;
    }
    if let Some((word, number)) = part.split_once('.') {
        let modification = MODIFICATIONS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
        if let Some((name, _)) = modification {
            return format!("{name}.{}", brackets(number.trim()));
        }
        // `UNEP/EA.4/RES.13`, as file names have it; the programmes write the kind small.
        if let Some(kind) =
            ["Res", "Dec"].iter().find(|kind| kind.eq_ignore_ascii_case(word)).filter(|_| !number.is_empty())
        {
            return format!("{kind}.{}", brackets(number.trim()));
        }
        if word.len() <= 4 && word.chars().all(|c| c.is_ascii_lowercase()) && word != "Sub" {
            let word = if word == "sub" { "Sub".to_owned() } else { word.to_ascii_uppercase() };
            return format!("{word}.{}", brackets(number.trim()));
        }
    }
    brackets(&part)
}

/// Brings the brackets of a component to their normal form: session and year directly behind the number, part
/// letters behind the bracket, one blank between word and number inside.
fn brackets(part: &str) -> String {
    let Some((number, rest)) = part.split_once('(') else {
        return lettered(part);
    };
    let Some((inside, after)) = rest.split_once(')') else {
        return part.to_owned();
    };
    let inside = inside.trim();
    let number = number.trim();
    let digits = number.trim_end_matches(|c: char| c.is_ascii_uppercase() || c == ' ');
    let mut letter: String = number[digits.len()..].trim().to_owned();
    let after = after.trim();
    let session = is_session_or_year(inside);
    let mut tail = String::new();
    if let Some(inner) = after.strip_prefix('(').and_then(|a| a.strip_suffix(')')) {
        if inner.len() == 1 && inner.chars().all(|c| c.is_ascii_uppercase()) {
            letter = inner.to_owned();
        } else {
            tail = format!("({})", words_and_numbers(inner));
        }
    } else if after.len() == 1 && after.chars().all(|c| c.is_ascii_uppercase()) {
        letter = after.to_owned();
    } else if !after.is_empty() {
        tail = if after.starts_with('(') { brackets(after) } else { after.to_owned() };
    }
    if session && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) {
        return format!("{digits}({}){letter}{tail}", inside.replace(' ', "").to_ascii_uppercase());
    }
    format!("{number}({}){tail}", words_and_numbers(inside))
}

/// Writes `48/13 A` as `48/13A`: a part letter follows its number without blank.
fn lettered(part: &str) -> String {
    match part.rsplit_once(' ') {
        Some((number, letter))
            if !letter.is_empty()
                && letter.len() <= 2
                && letter.chars().all(|c| c.is_ascii_uppercase())
                && number.chars().all(|c| c.is_ascii_digit()) =>
        {
            format!("{number}{letter}")
        }
        _ => part.to_owned(),
    }
}

/// The special sessions whose symbols have an Arabic figure in the brackets, though all later ones have a numeral:
/// `A/RES/186(S-2)`, `A/RES/1874(S-IV)`.
pub(crate) const ARABIC_SESSIONS: [(&str, &str); 2] = [("S-I", "S-1"), ("S-II", "S-2")];

fn is_session_or_year(inside: &str) -> bool {
    let compact = inside.replace(' ', "");
    let roman = compact.trim_start_matches("ES-").trim_start_matches("S-");
    let is_roman = !roman.is_empty() && roman.chars().all(|c| "IVXL".contains(c))
        || ARABIC_SESSIONS.iter().any(|(_, arabic)| *arabic == compact);
    let is_year = compact.len() == 4 && compact.chars().all(|c| c.is_ascii_digit());
    is_roman || is_year
}

/// Writes `PART I` as `Part I` and `Vol.I` as `Vol. I`.
fn words_and_numbers(inside: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let spaced = inside.replace('.', ". ");
    for word in spaced.split_whitespace() {
        let letters = word.trim_end_matches('.');
        let numeral = letters.chars().all(|c| c.is_ascii_digit() || "IVXL".contains(c));
        if numeral || letters.len() < 2 {
            words.push(word.to_owned());
        } else if letters.eq_ignore_ascii_case("supp") {
            words.push("SUPP".to_owned());
        } else {
            let mut chars = word.chars();
            let first = chars.next().map(|c| c.to_ascii_uppercase());
            words.push(first.into_iter().chain(chars.map(|c| c.to_ascii_lowercase())).collect());
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(printed: &str, normal: &str) {
        let symbol: Symbol = printed.parse().unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(symbol.as_str(), normal, "{printed}");
        assert_eq!(symbol.as_str().parse(), Ok(symbol.clone()), "{printed}: the normal form is not stable");
    }

    #[test]
    fn printed_spellings_meet_in_one_form() {
        check("A / RES / 72/247", "A/RES/72/247");
        check("A / 72/439 / Add.2", "A/72/439/Add.2");
        check("a/res/53/144", "A/RES/53/144");
        check("A/57/556/Add. 2", "A/57/556/Add.2");
        check("S/2014//502", "S/2014/502");
        check("A/72/170 .", "A/72/170");
        check("A/60/509/ADD.2 (Part II)", "A/60/509/Add.2(Part II)");
        check("A/CONF.157/24 (Part I)", "A/CONF.157/24(Part I)");
        check("S/RES/1325 (2000)", "S/RES/1325(2000)");
        check("A/RES/217(III)[A]", "A/RES/217(III)A");
        check("A/RES/217 A (III)", "A/RES/217(III)A");
        check("A/RES/2200(XXI) A", "A/RES/2200(XXI)A");
        check("A/RES/48/13 A", "A/RES/48/13A");
        check("A/31/39[Vol.II](SUPP)", "A/31/39(Vol. II)(SUPP)");
        check("A/81/6 (SECT. 24)", "A/81/6(Sect. 24)");
        check("E/CN.4/Sub.2/1999/4/Add.1", "E/CN.4/Sub.2/1999/4/Add.1");
        check("A/RES/3362 (S-VII)", "A/RES/3362(S-VII)");
        check("CCPR/C/21/Rev.1/Add.11", "CCPR/C/21/Rev.1/Add.11");
        check("А/HRC/36/31*", "A/HRC/36/31");
        check("UNEP/EA.4/RES.13", "UNEP/EA.4/Res.13");
        check("GEGN.2/2025/64", "GEGN.2/2025/64");
    }

    #[test]
    fn words_with_slashes_are_no_symbols() {
        for text in ["his/her", "HIV/Aids", "2/6", "and/or", "A/RES", "No.5/3", "GEGN.12/2025"] {
            assert!(text.parse::<Symbol>().is_err(), "{text}");
        }
    }

    #[test]
    fn modifications_lead_to_what_they_modify() {
        let symbol: Symbol = "A/57/556/Add.2/Corr.1".parse().expect("a symbol");
        let (base, relation) = symbol.modifies().expect("a corrigendum");
        assert_eq!((base.as_str(), relation), ("A/57/556/Add.2", Relation::Corrects));
        assert_eq!(base.with_modification("Add", "3").as_str(), "A/57/556/Add.3");
        assert_eq!(base.with_modification("Corr", "2").as_str(), "A/57/556/Add.2/Corr.2");
        let draft: Symbol = "A/C.3/70/L.46".parse().expect("a symbol");
        assert_eq!(draft.modifies(), None);
    }
}
