//! Finds the records of meetings in the footnotes of old volumes: `Official Records of the Security Council, Thirty-third
//! Year, 2071st meeting` is S/PV.2071.

use std::sync::LazyLock;

use regex::Regex;

use super::grammar::Grammar;
use super::mention::{Mention, Saying};
use crate::authority::lexicon::{self, Lexicon, RecordWords};
use crate::model::{Class, Id, Span};

/// The first session of the General Assembly whose records carry its number.
const NUMBERED_SESSIONS: u16 = 31;

/// Numbers of meetings: `787th and 788th`.
const MEETINGS: &str = r"\d{1,4}(?:st|nd|rd|th)(?:(?:, and |, | and |[-–])\d{1,4}(?:st|nd|rd|th))*";

/// Returns the pattern of the records of a language.
pub(super) fn pattern(words: &RecordWords) -> String {
    // Matches `Thirty-third Year, 2071st meeting`, `Thirty-second Session, Plenary Meetings, 84th meeting`, `Twentieth
    // Session, Third Committee, 1359th meeting`; does not match `at its 2071st meeting`.
    format!(
        r"(?P<ordinal>[A-Z][a-z]+(?:-? ?[a-z]+)?) (?:{year},(?: Nos?\. [\dI, -]+,)?|{session}, (?P<body>{plenary}|{committees}),) (?P<list>{MEETINGS}) {meeting}",
        year = words.year,
        session = words.session,
        plenary = words.plenary,
        committees = words.committees.join("|"),
        meeting = words.meeting,
    )
}

/// Finds the records in a text.
pub(super) fn find(text: &str, grammar: &Grammar) -> Vec<Mention> {
    let lexicon = &grammar.words.lexicon;
    let (Some(words), Some(pattern)) = (&lexicon.records, &grammar.records) else { return Vec::new() };
    let mut out = Vec::new();
    for found in pattern.captures_iter(text) {
        let series = match found.name("body") {
            None => Some("S/PV.".to_owned()),
            Some(body) => series(&found["ordinal"], body.as_str(), words, lexicon),
        };
        let Some((series, whole)) = series.zip(found.get(0)) else { continue };
        let place = grammar.paragraph_behind(&text[whole.end()..]).map(|(p, _)| format!("para.{p}"));
        for number in numbers(&found["list"]) {
            let range = Span::new(whole.start(), whole.end());
            let mut mention = Mention::of_symbol(range, Class::Symbol, format!("{series}{number}"));
            mention.place = place.clone();
            out.push(mention);
        }
    }
    out
}

/// A meeting in a sentence.
// Matches `at the 1143rd meeting`, `at its 3778th meeting`, `at the 3778th meeting of the Security Council`,
// `at the 1663rd to 1666th meetings of the Council`; does not match `at a meeting`.
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(concat!(
        r"\bat (?P<phrase>(?:the|its) (?P<numbers>\d{1,4} ?(?:st|nd|rd|th)(?:(?:, and |, | and | to |[-–])\d{1,4} ?(?:st|nd|rd|th))*) meetings?)",
        r"(?P<body> of the (?:Security )?Council\b)?(?P<other> of\b| held by)?"
    ))
});

/// Finds the meetings of the Security Council of which a sentence speaks: their records tell what was said there.
pub(super) fn spoken(text: &str, grammar: &Grammar) -> Vec<Mention> {
    if grammar.words.lexicon.code != "en" {
        return Vec::new();
    }
    let mut out = Vec::new();
    for found in SPOKEN.captures_iter(text) {
        let named = found.name("body").is_some_and(|body| body.as_str().contains("Security"));
        let Some(phrase) = found.name("phrase") else { continue };
        // `Adopted unanimously at the 1371st meeting` closes a resolution.
        if found.name("other").is_none() && !text.starts_with("Adopted") {
            let numbers = numbers(&found["numbers"].replace(" to ", "-"));
            let saying = Saying::Meetings { numbers, named };
            out.push(Mention::new(Span::new(phrase.start(), phrase.end()), Class::Description, saying));
        }
    }
    out
}

/// Returns the records that a note behind one of the Security Council means by `Ibid., 1628th meeting, para. 29`, or any
/// note of the Council itself: their symbols with the place.
pub(super) fn again(rest: &str, council: bool, grammar: &Grammar) -> Vec<Id> {
    let Some(words) = &grammar.words.lexicon.records else { return Vec::new() };
    let list = rest.trim_start_matches([',', ' ']);
    let end = list.find(words.meeting.trim_end_matches("s?")).unwrap_or(0);
    let plain = list[..end].chars().all(|c| c.is_ascii_alphanumeric() || ", -–".contains(c));
    let series = council && list.starts_with(|c: char| c.is_ascii_digit());
    if !(plain && series) {
        return Vec::new();
    }
    let word = list[end..].find(|c: char| !c.is_alphabetic()).unwrap_or(list.len() - end);
    let place = grammar.paragraph_behind(&list[end + word..]).map(|(p, _)| format!("para.{p}"));
    let record = |number| {
        let id = Id::new(format!("S/PV.{number}"));
        place.as_deref().map_or(id.clone(), |place| id.with_place(place))
    };
    numbers(&list[..end]).into_iter().map(record).collect()
}

/// Returns the symbols with which the records of a body of the General Assembly begin.
fn series(ordinal: &str, body: &str, words: &RecordWords, lexicon: &Lexicon) -> Option<String> {
    let session = lexicon.ordinal(&ordinal.replace("- ", "-"))?;
    let numbered = session >= NUMBERED_SESSIONS;
    let Some(committee) = words.committees.iter().position(|c| c == body) else {
        return Some(if numbered { format!("A/{session}/PV.") } else { "A/PV.".to_owned() });
    };
    let kind = match (committee, numbered) {
        // The First Committee has had both kinds; which in what year is not known here.
        (0, false) => return None,
        (0, true) => "PV",
        _ => "SR",
    };
    let committee = committee + 1;
    Some(if numbered {
        format!("A/C.{committee}/{session}/{kind}.")
    } else {
        format!("A/C.{committee}/{kind}.")
    })
}

/// Returns the numbers of a list; a range counts them all.
pub(super) fn numbers(list: &str) -> Vec<u32> {
    let mut out: Vec<u32> = Vec::new();
    let mut range = false;
    for part in list.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        let Ok(number) = digits.parse::<u32>() else { continue };
        match out.last().copied() {
            Some(first) if range && first < number && number - first < RANGE_LIMIT => {
                out.extend(first + 1..=number)
            }
            _ => out.push(number),
        }
        range = part.ends_with(['-', '–']);
    }
    out
}

/// At most so many numbers of one range.
const RANGE_LIMIT: u32 = 60;

#[cfg(test)]
mod tests {
    use super::super::grammar;
    use super::super::mention::symbols;
    use super::*;
    use crate::authority::Authority;
    use crate::model::Language;

    #[test]
    fn records_are_those_of_the_body() {
        let grammar = grammar::of(Authority::embedded(), &Language::english());
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(symbols(find(text, grammar)), expected, "{text}");
        };
        check(
            "Official Records of the Security Council, Twenty-second Year, 1382nd meeting.",
            &["S/PV.1382"],
        );
        check("Ibid., Twelfth Year, 787th and 788th meetings", &["S/PV.787", "S/PV.788"]);
        check("Ibid., Twenty- seventh Year, 1673rd meeting", &["S/PV.1673"]);
        check("Ibid., Thirty-second Session, Plenary Meetings, 84th meeting, paras. 46-79", &["A/32/PV.84"]);
        check("Ibid., Twentieth Session, Third Committee, 1359th meeting", &["A/C.3/SR.1359"]);
        check("Forty-fifth Session, Fifth Committee, 44th meeting", &["A/C.5/45/SR.44"]);
        check(
            "Fifth Session, Sixth Committee, 231st-233rd meetings",
            &["A/C.6/SR.231", "A/C.6/SR.232", "A/C.6/SR.233"],
        );
        check("at its 2071st meeting, Fifth Session, First Committee, 12th meeting", &[]);
    }
}
