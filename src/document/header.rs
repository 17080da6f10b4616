//! The head and the closing of a document: title and metadata.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::frame::{Beginning, Frame};
use super::joining::Joined;
use super::kind::Kind;
use super::line::Line;
use super::marks;
use super::region::Region;
use super::statement;
use crate::authority::lexicon;
use crate::authority::roman_value;
use crate::model::{Basis, Date, Metadata, Paragraph, Symbol, Text};

/// Lines of a head are shorter than this, in bytes.
const HEAD_LINE: usize = 160;

/// Lines that hold no more than a damaged number are shorter than this, in bytes.
const DAMAGED_NUMBER: usize = 40;

/// The end of an act line is shorter than this, in bytes.
const ACT_END: usize = 40;

/// How many blank lines, and the line behind them, may stand inside a bracket.
const GAP: usize = 3;

/// The head of a document as text: its lines and its title.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub lines: Vec<Paragraph>,
    pub title: Text,
}

/// Gathers the head: the lines before the title, each a paragraph `header`, and the title itself.
pub(super) fn head(
    lines: &[Line<'_>],
    kinds: &[Kind],
    region: &Region,
    body: usize,
    skip: &[bool],
    frame: &Frame,
) -> Head {
    let title_line = region.anchor.as_ref().map(|a| a.line);
    let plain = std::collections::BTreeSet::new();
    let mut out = Head::default();
    let mut open = Joined::default();
    let close = |open: &mut Joined, out: &mut Vec<Paragraph>| {
        let text = std::mem::take(open).into_text();
        if !text.is_empty() {
            out.push(marks::cut("header".to_owned(), text, &plain, &mut 1, frame));
        }
    };
    for at in region.lines.start..title_line.unwrap_or(body).min(body) {
        // A bracket that runs over two lines is one text, whatever stands between them, and so is an act line.
        let within = open.as_str().starts_with('[') && !open.as_str().ends_with(']');
        let next = || lines[at..].iter().take(GAP).find(|line| !line.is_blank());
        let ends = |line: &Line<'_>| line.as_str().ends_with(']') && !line.as_str().contains('[');
        if lines[at].is_blank() && !(within && next().is_some_and(ends))
            || !within && !is_sentence(&kinds[at])
        {
            close(&mut open, &mut out.lines);
        }
        if !skip[at] {
            open.push(&lines[at], 0);
        }
    }
    close(&mut open, &mut out.lines);
    if let Some(at) = title_line {
        let (mut title, end) = title(lines, kinds, at..body, skip);
        for at in end..body {
            if lines[at].is_blank() || !is_sentence(&kinds[at]) {
                close(&mut open, &mut out.lines);
            }
            if !skip[at] {
                open.push(&lines[at], 0);
            }
        }
        close(&mut open, &mut out.lines);
        // A part without a title of its own bears that of the whole.
        let whole = region.anchor.as_ref().and_then(|a| a.whole.clone());
        if let Some(whole) = whole.filter(|_| title.is_empty()) {
            title = self::title(lines, kinds, whole, skip).0;
        }
        out.title = marks::cut(String::new(), title, &plain, &mut 1, frame).text;
    }
    out
}

/// Returns whether a line of a head may go on from the line above it.
fn is_sentence(kind: &Kind) -> bool {
    matches!(kind, Kind::Text | Kind::Statement { .. })
}

/// Joins the lines of a title, the first of which bears the number or the letter of a part; returns the line behind it.
fn title(lines: &[Line<'_>], kinds: &[Kind], range: Range<usize>, skip: &[bool]) -> (Text, usize) {
    let mut title = Joined::default();
    match &kinds[range.start] {
        Kind::Title { title_at, .. } => title.push(&lines[range.start], *title_at),
        // A number that cannot be read may stand before it: `77280. Care of lamps`.
        Kind::Text => {
            let text = lines[range.start].as_str();
            // A damaged number is no title: `Resolution 290`.
            if text.len() < DAMAGED_NUMBER && text.ends_with(|c: char| c.is_ascii_digit() || c == ')') {
                return (title.into_text(), range.start);
            }
            title.push(&lines[range.start], text.find(char::is_alphabetic).unwrap_or(text.len()));
        }
        _ => {}
    }
    // A number with its year needs no title: what stands below is date and symbol.
    let act = matches!(kinds[range.start], Kind::NumberedAct { .. });
    for at in range.start + 1..range.end {
        let blank = kinds[at] == Kind::Blank;
        let stops = kinds[at].is_head() && !blank
            || matches!(kinds[at], Kind::Rule | Kind::Part(_) | Kind::Statement { .. });
        // A blank line ends the title unless the number stood alone above it.
        if act || stops || blank && !title.as_str().is_empty() {
            return (title.into_text(), at);
        }
        if !skip[at] {
            title.push(&lines[at], 0);
        }
    }
    (title.into_text(), range.end)
}

/// Reads the metadata off the head and the closing.
pub(super) fn metadata(
    lines: &[Line<'_>],
    kinds: &[Kind],
    region: &Region,
    body: usize,
    head: &Head,
    symbol: Option<&Symbol>,
    frame: &Frame,
) -> Metadata {
    let mut out = Metadata::default();
    let title = head.title.as_str().trim();
    out.title = (!title.is_empty()).then(|| title.to_owned());
    out.body = region.anchor.as_ref().map(|a| a.body.clone());
    let mut distributed = false;
    for at in region.lines.start..body {
        let text = lines[at].as_str();
        match &kinds[at] {
            Kind::Distribution => distributed = true,
            Kind::Date(date) if distributed && out.distributed.is_none() => out.distributed = Some(*date),
            Kind::Session if out.session_printed.is_none() => out.session_printed = Some(text.to_owned()),
            Kind::Agenda if out.agenda_item.is_none() => {
                out.agenda_item = frame.agenda.captures(text).map(|c| c["item"].to_owned());
            }
            Kind::BodyName { body } if out.body.is_none() => out.body = Some(body.clone()),
            _ => {}
        }
        run_together(&mut out, text, frame);
    }
    session(&mut out, symbol, frame);
    // An act line may end before its date: `at its 4046th meeting,` and below it `on 17 September 1999`.
    let mut goes_on = false;
    for paragraph in &head.lines {
        let text = paragraph.text.as_str();
        if std::mem::take(&mut goes_on) && text.len() < ACT_END {
            out.adopted = out.adopted.or(frame.date(text).map(|(date, _)| date));
        }
        let which = frame.beginnings.of(text);
        let begins =
            |beginning: Beginning, pattern: &Regex| which & beginning.bit() > 0 && pattern.is_match(text);
        let dated = || frame.dated_act.find(text).is_some_and(|m| frame.date_begins(&text[m.end()..]));
        if begins(Beginning::Act, &frame.act)
            || begins(Beginning::DecisionAct, &frame.decision_act)
            || begins(Beginning::AdoptedBy, &frame.adopted_by)
            || which & Beginning::DatedAct.bit() > 0 && dated()
        {
            out.adopted = frame.date(text).map(|(d, _)| d).or(out.adopted);
            goes_on = out.adopted.is_none();
        }
        if statement::is_introduction(text, frame) {
            out.adopted = frame.date(text).map(|(date, _)| date);
            out.meeting = frame.meeting_of(text);
        }
        let basis = which & Beginning::Basis.bit() > 0;
        if let Some(found) = basis.then(|| frame.basis.captures(text)).flatten() {
            let committee = found.name("committee").map(|c| frame.committee(c.as_str()));
            out.basis = Some(Basis { symbols: Vec::new(), committee });
        }
    }
    if let Some(at) = region.anchor.as_ref().map(|a| a.line).filter(|_| out.adopted.is_none())
        && matches!(kinds[at], Kind::NumberedAct { .. })
    {
        out.adopted = frame.date(lines[at].as_str()).map(|(date, _)| date);
    }
    closing(&mut out, lines, kinds, region, body, frame);
    out.job_numbers = job_numbers(lines, kinds, region);
    out
}

/// Reads what a line holds of a head whose lines were joined: `Fifty-eighth session Agenda item 110`, `Distr.: General
/// 19 February 2004`.
fn run_together(out: &mut Metadata, text: &str, frame: &Frame) {
    let words = &frame.words.lexicon.document;
    if text.len() > HEAD_LINE || text.starts_with('[') {
        return;
    }
    if let Some(at) = text.find(words.distribution.as_str()).filter(|_| out.distributed.is_none()) {
        out.distributed = frame.date(&text[at..]).map(|(date, _)| date);
    }
    let parts = text.match_indices(' ').map(|(at, _)| (&text[..at], &text[at + 1..]));
    for (before, after) in parts.filter(|_| out.agenda_item.is_none()) {
        if frame.beginnings.of(after) & Beginning::Agenda.bit() == 0 {
            continue;
        }
        let session = || frame.session.is_match(before) || frame.special_session.is_match(before);
        if let Some(found) = frame.agenda.captures(after).filter(|_| session()) {
            out.agenda_item = Some(found["item"].to_owned());
            out.session_printed.get_or_insert(before.to_owned());
            break;
        }
    }
}

/// Settles the session: the number of the document decides, and what is printed otherwise is kept.
fn session(out: &mut Metadata, symbol: Option<&Symbol>, frame: &Frame) {
    let of_number = symbol.and_then(session_of);
    let printed = out.session_printed.as_deref().and_then(|text| {
        let special = frame.special_session.captures(text).map(|c| (c["ordinal"].to_owned(), "S-"));
        let regular = || frame.session.captures(text).map(|c| (c["ordinal"].to_owned(), ""));
        let (ordinal, prefix) = special.or_else(regular)?;
        frame.words.lexicon.ordinal(&ordinal).map(|n| format!("{prefix}{n}"))
    });
    if printed.is_some() && (of_number.is_none() || printed == of_number) {
        out.session_printed = None;
    }
    out.session = of_number.or(printed);
}

/// Session in the number of a resolution.
// Matches `A/RES/57/209`, `A/HRC/RES/S-9/1`; does not match `E/RES/1996/31`, `A/RES/217(III)A`.
static NUMBERED_SESSION: LazyLock<Regex> =
    LazyLock::new(|| lexicon::pattern(r"/(?:RES|DEC|PRST)/(?P<session>(?:ES-|S-)?\d{1,3})/\d"));

fn session_of(symbol: &Symbol) -> Option<String> {
    if let Some(found) = NUMBERED_SESSION.captures(symbol.as_str()) {
        return Some(found["session"].to_owned());
    }
    let roman = symbol.as_str().split_once('(')?.1.split_once(')')?.0;
    roman_value(roman).map(|n| n.to_string())
}

/// Reads meeting, date and vote off the closing lines.
fn closing(
    out: &mut Metadata,
    lines: &[Line<'_>],
    kinds: &[Kind],
    region: &Region,
    body: usize,
    frame: &Frame,
) {
    let Some(meeting) = (body..region.lines.end).find(|at| matches!(kinds[*at], Kind::Meeting)) else {
        return;
    };
    let text = lines[meeting].as_str();
    out.meeting = frame.meeting_of(text);
    let near = meeting..region.lines.end.min(meeting + 4);
    let date: Option<Date> = near.clone().find_map(|at| frame.date(lines[at].as_str()).map(|(d, _)| d));
    out.adopted = out.adopted.or(date);
    let tail: String =
        lines[meeting..region.lines.end.min(meeting + 12)].iter().flat_map(|l| [l.as_str(), " "]).collect();
    out.vote = frame.vote(&tail);
}

fn job_numbers(lines: &[Line<'_>], kinds: &[Kind], region: &Region) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for at in region.lines.clone().filter(|at| matches!(kinds[*at], Kind::JobNumber)) {
        let text = lines[at].as_str();
        let text = if text.starts_with('*') { text.replace(' ', "") } else { text.to_owned() };
        // The short form in running heads repeats the first.
        if !out.iter().any(|o| o.contains(&text)) {
            out.push(text);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_have_values() {
        let check = |numeral: &str, value: Option<u16>| assert_eq!(roman_value(numeral), value, "{numeral}");
        check("III", Some(3));
        check("XIV", Some(14));
        check("XXIX", Some(29));
        check("XLVIII", Some(48));
        check("2000", None);
    }
}
