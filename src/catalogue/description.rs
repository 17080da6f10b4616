//! What a record tells of a document: fields of the catalogue of the Dag Hammarskjöld Library -> metadata.

use super::marc::Record;
use super::words::{trimmed, whole};
use crate::authority::Authority;
use crate::model::{Date, Document, Form, Id, Language, Metadata, Span, Symbol, Text, Vote};

/// Codes of MARC for languages, with those of ISO 639-1.
const LANGUAGES: [(&str, &str); 10] = [
    ("ara", "ar"),
    ("chi", "zh"),
    ("dut", "nl"),
    ("eng", "en"),
    ("fre", "fr"),
    ("ger", "de"),
    ("ita", "it"),
    ("por", "pt"),
    ("rus", "ru"),
    ("spa", "es"),
];

/// Codes of field 089 for kinds of document.
const DRAFT: &str = "B02";
const VOTING_RECORD: &str = "B23";

/// What is between two parts of a title that stand in one subfield, and what ends a subfield.
const COLON: &str = " : ";
const ENDS: [char; 5] = [':', '/', ';', '=', ','];

/// Returns the symbols of the document that a record describes, and what was wrong with others: those of field 191; of the
/// record of a vote, that of the resolution (791).
pub(super) fn symbols(record: &Record) -> (Vec<Symbol>, Vec<String>) {
    let mut symbols: Vec<Symbol> = Vec::new();
    let mut refused = Vec::new();
    let own = record.words("191", 'a');
    let voted =
        record.words("791", 'a').filter(|_| is(record, VOTING_RECORD) || record.all("967").next().is_some());
    for words in own.chain(voted) {
        match words.as_str().trim_matches(['[', ']']).parse::<Symbol>() {
            Ok(symbol) if symbols.contains(&symbol) => {}
            Ok(symbol) => symbols.push(symbol),
            Err(error) => refused.push(error.to_string()),
        }
    }
    (symbols, refused)
}

/// Returns whether a record describes a draft, which States sponsor.
pub(super) fn is_draft(record: &Record, symbol: &Symbol) -> bool {
    match record.first("089", 'b') {
        Some(_) => is(record, DRAFT),
        None => symbol.as_str().split('/').any(|part| part.starts_with("L.")),
    }
}

fn is(record: &Record, kind: &str) -> bool {
    record.words("089", 'b').any(|words| words.as_str() == kind)
}

/// Returns whether a symbol is that of an adopted text.
pub(super) fn is_adopted(symbol: &str) -> bool {
    symbol.split('/').any(|part| matches!(part, "RES" | "DEC" | "PRST"))
}

/// Returns a document of a record, without text.
pub(super) fn document(record: &Record, symbol: &Symbol, authority: &Authority) -> Document {
    let body = authority.bodies.of_symbol(symbol.as_str());
    let date = |tag: &str| record.first(tag, 'a').and_then(date);
    let acted = date("992").filter(|_| is_adopted(symbol.as_str()));
    let title = title(record);
    let metadata = Metadata {
        title: (!title.is_empty()).then(|| title.as_str().to_owned()),
        body: body.map(|body| body.id.clone()),
        author: None,
        session: session(record, symbol),
        session_printed: None,
        agenda_item: agenda(record),
        distributed: date("269"),
        adopted: acted,
        meeting: record.first("996", 'a').and_then(meeting),
        basis: None,
        vote: vote(record),
        job_numbers: record.words("029", 'b').map(|words| words.as_str().to_owned()).collect(),
    };
    Document {
        id: Id::from(symbol),
        identity_rule: "marc-191".to_owned(),
        identity: Vec::new(),
        title,
        language: language(record),
        translation: false,
        form: Form::Record,
        region: record.span,
        metadata,
        paragraphs: Vec::new(),
        notes_before: Vec::new(),
        signatories: Vec::new(),
        reproduces: None,
        warnings: Vec::new(),
    }
}

/// Title and rest of the title (245 $a $b) as a reader writes them: `Rights of rivers: draft resolution`.
fn title(record: &Record) -> Text {
    let mut title = Text::new();
    let parts = record.all("245").take(1).flat_map(|field| field.words('a').chain(field.words('b')));
    for part in parts {
        let part = trimmed(part, whole(part), &ENDS);
        if !title.is_empty() && !part.is_empty() {
            title.push_made(": ", part.source(Span::new(0, 0)));
        }
        let (text, mut from) = (part.as_str(), 0);
        while let Some(at) = text[from..].find(COLON) {
            let colon = Span::new(from + at, from + at + COLON.len());
            title.append_part(&part, Span::new(from, colon.start));
            title.push_made(": ", part.source(colon));
            from = colon.end;
        }
        title.append_part(&part, Span::new(from, text.len()));
    }
    title
}

/// The language of the document (041), or, where it has several, that in which the library describes it (040 $b).
fn language(record: &Record) -> Language {
    let known =
        |code: &str| LANGUAGES.iter().find(|(own, _)| *own == code).map(|(_, code)| Language::new(*code));
    let described = record.first("040", 'b');
    let mut printed = record.words("041", 'a').map(Text::as_str);
    let own = match described {
        Some(described) if record.words("041", 'a').any(|words| words.as_str() == described) => {
            Some(described)
        }
        _ => printed.next().or(described),
    };
    own.and_then(known).unwrap_or_else(Language::english)
}

/// Reads `2023-11-08`, `20231108`, `2023-11` or `2023`.
fn date(words: &str) -> Option<Date> {
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    let whole = match digits.len() {
        8 => format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]),
        6 => format!("{}-{}", &digits[..4], &digits[4..]),
        4 => digits,
        _ => return None,
    };
    let is_date = words.chars().all(|c| c.is_ascii_digit() || c == '-');
    is_date.then(|| whole.parse().ok()).flatten()
}

/// The session of the symbol (191 $c): `78`; `10emsp` is the tenth emergency special session, `27sp` a special one.
fn session(record: &Record, symbol: &Symbol) -> Option<String> {
    let of_symbol = |words: &&Text| words.as_str().trim_end_matches('/') != symbol.as_str();
    let printed = record.words("191", 'c').chain(record.words("791", 'c')).find(of_symbol)?.as_str();
    let printed = printed.trim_end_matches('/');
    let number = printed.trim_end_matches(|c: char| !c.is_ascii_digit());
    match &printed[number.len()..] {
        "" if !number.is_empty() => Some(number.to_owned()),
        "sp" => Some(format!("S-{number}")),
        "emsp" => Some(format!("ES-{number}")),
        _ => None,
    }
}

/// The agenda items (991 $b): `71b` is `71 (b)`; what the library's index adds in square brackets is left out.
fn agenda(record: &Record) -> Option<String> {
    let mut items: Vec<String> = Vec::new();
    for words in record.words("991", 'b') {
        let item = words.as_str().split('[').next().unwrap_or_default().trim();
        let number = item.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let letter = &item[number.len()..];
        let written = match letter {
            "" => number.to_owned(),
            letter => format!("{number} ({letter})"),
        };
        if number.starts_with(|c: char| c.is_ascii_digit()) && !items.contains(&written) {
            items.push(written);
        }
    }
    (!items.is_empty()).then(|| items.join(", "))
}

/// The meeting of a note on the vote (996 $a): `Adopted without vote, 50th plenary meeting`.
fn meeting(note: &str) -> Option<String> {
    let words: Vec<&str> = note.split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
    let end = words.iter().position(|word| word.trim_end_matches('.') == "meeting")?;
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let start = (end.saturating_sub(2)..end).rev().find(|at| is_number(&words[*at]))?;
    Some([&words[start..end], &["meeting"]].concat().join(" "))
}

/// The votes: of the record of a vote, those that it counts (996 $b in favour, $c against, $d abstaining) or lists (967 $d
/// `Y`, `N`, `A`); else those of the note on the vote (`Adopted 117-14-40, 53rd meeting`).
fn vote(record: &Record) -> Option<Vote> {
    let number = |words: &str| words.trim().parse::<u16>().ok();
    let counted = |code: char| record.first("996", code).and_then(number);
    if let (Some(in_favour), Some(against), Some(abstentions)) = (counted('b'), counted('c'), counted('d')) {
        return Some(Vote { in_favour, against, abstentions });
    }
    if record.all("967").next().is_some() {
        let of = |vote: &str| {
            let those = record.words("967", 'd').filter(|words| words.as_str() == vote).count();
            u16::try_from(those).unwrap_or(u16::MAX)
        };
        return Some(Vote { in_favour: of("Y"), against: of("N"), abstentions: of("A") });
    }
    let note = record.first("996", 'a')?;
    note.split([' ', ',', '(', ')']).find_map(|word| {
        let mut counts = word.split('-').map(number);
        let counts = [counts.next()??, counts.next()??, counts.next()??];
        let [in_favour, against, abstentions] = counts;
        Some(Vote { in_favour, against, abstentions })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_the_library_writes_them() {
        let check = |words: &str, expected: Option<&str>| {
            assert_eq!(date(words).map(|d| d.to_string()).as_deref(), expected, "{words}");
        };
        check("2023-11-08", Some("2023-11-08"));
        check("20231108", Some("2023-11-08"));
        check("2023-11", Some("2023-11"));
        check("2023", Some("2023"));
        check("8 Nov. 2023", None);
        check("2023-13-40", None);
        check("", None);
    }

    #[test]
    fn meetings_are_taken_out_of_notes() {
        let check = |note: &str, expected: Option<&str>| assert_eq!(meeting(note).as_deref(), expected);
        check("Adopted without vote, 50th plenary meeting", Some("50th plenary meeting"));
        check("Adopted 117-14-40, 53rd meeting.", Some("53rd meeting"));
        check("Adopted without vote", None);
        check("meeting", None);
    }
}
