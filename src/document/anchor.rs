//! The lines on which the documents of a file begin: titles that an opener, an act line or their place confirms.

use std::collections::BTreeMap;
use std::ops::Range;

use super::frame::Frame;
use super::kind::Kind;
use super::line::Line;
use crate::authority::{Authority, Number, ocr, of_statement};
use crate::model::{BodyId, Symbol};

/// A title line that is confirmed.
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    pub line: usize,
    pub number: String,
    pub body: BodyId,
    pub decision: bool,
    /// The line that opens the text (`The General Assembly,`), where it was found.
    pub opener: Option<usize>,
    /// The lines of the title under which this part of a resolution stands.
    pub whole: Option<Range<usize>>,
}

/// How many lines with content a title may run over before the opener.
pub(super) const TITLE_LINES: usize = 16;
/// How many lines with content may stand between the act line and the title.
const HEAD_LINES: usize = 12;

/// Among how many lines with content, that of a number first, its date is looked for.
const BELOW: usize = 2;
/// A line that tells the date of a number is no longer than this, in bytes: `Resolution 434 (1978) of 18 September 1978`.
const DATE_LINE: usize = 60;

/// Before which line with content the number of an act needs no opener.
const FIRST: usize = 5;

impl Anchor {
    /// Returns the symbol that the title gives.
    pub fn symbol(&self, authority: &Authority) -> Option<Symbol> {
        if let Some(number) = statement(&self.number) {
            return of_statement(number).1.parse().ok();
        }
        let body = authority.bodies.get(&self.body)?;
        let number = self.number.replace(' ', "");
        let number = if self.number.contains('(') { self.number.as_str() } else { number.as_str() };
        if self.decision { body.decision(number) } else { body.resolution(number) }
    }

    /// Returns whether the title is that of a President's statement.
    pub fn is_statement(&self) -> bool {
        statement(&self.number).is_some()
    }
}

/// Returns the number of a President's statement as a title prints it, without `PRST`.
fn statement(number: &str) -> Option<&str> {
    number.strip_prefix("PRST").map(|rest| rest.trim_start_matches([' ', '/']))
}

/// Finds the titles of a file, each with the position of its language among the frames. `file` is what the file's name
/// spells.
pub(super) fn anchors(kinds: &[Kind], file: Option<&Symbol>, authority: &Authority) -> Vec<(usize, Anchor)> {
    let mut found: BTreeMap<usize, (usize, Anchor)> = BTreeMap::new();
    let titles = || kinds.iter().enumerate().filter(|(_, k)| is_title(k)).map(|(at, _)| at);
    for at in titles() {
        found.extend(confirmed(at, kinds).map(|anchor| (at, anchor)));
    }
    // The body of a title without opener is that of its neighbours, or that of the file.
    let neighbour = found.values().next().map(|(language, a)| (*language, a.body.clone()));
    let named = file.and_then(|file| authority.bodies.of_symbol(file.as_str())).map(|b| (0, b.id.clone()));
    if let Some((language, body)) = neighbour.or(named) {
        // In the order of the file, since a title may follow one that had no opener either.
        for at in titles() {
            let (Kind::Title { number, .. } | Kind::NumberedAct { number }) = &kinds[at] else { continue };
            if found.contains_key(&at) {
                continue;
            }
            let first = || kinds[..at].iter().filter(|kind| **kind != Kind::Blank).nth(FIRST - 1).is_none();
            let act = matches!(kinds[at], Kind::NumberedAct { .. }) && first();
            let anchor = Anchor {
                line: at,
                number: number.clone(),
                body: body.clone(),
                decision: false,
                opener: None,
                whole: None,
            };
            let meant = file.is_some() && anchor.symbol(authority).as_ref() == file;
            let next = || found.range(..at).next_back().is_some_and(|(_, (_, a))| follows(&a.number, number));
            if meant || act || number.contains('(') && follows_closing(at, kinds) || next() {
                found.insert(at, (language, anchor));
            }
        }
    }
    let mut out: Vec<(usize, Anchor)> = Vec::new();
    for (language, mut anchor) in found.into_values() {
        recount(&mut anchor);
        let again = out.last().is_some_and(|(l, a)| *l == language && a.number == anchor.number);
        if !again {
            out.push((language, anchor));
        }
    }
    out
}

/// Returns the title of a file that names its document and prints no number that can be read: the first line behind the
/// head, before the opener of the body whose symbol the file's name spells.
pub(super) fn named(kinds: &[Kind], file: &Symbol, authority: &Authority) -> Option<(usize, Anchor)> {
    let named = authority.bodies.of_symbol(file.as_str())?;
    let content =
        || kinds.iter().enumerate().filter(|(_, kind)| **kind != Kind::Blank).take(HEAD_LINES + TITLE_LINES);
    let opener =
        content().take_while(|(_, kind)| **kind != Kind::Meeting).find_map(|(at, kind)| match kind {
            Kind::Opener { language, body } if *body == named.id => Some((at, *language)),
            _ => None,
        });
    let (opener, language) = opener?;
    let head = content().filter(|(at, kind)| *at < opener && kind.is_head()).last();
    let title = content().find(|(at, kind)| head.is_none_or(|(head, _)| *at > head) && **kind == Kind::Text);
    let (line, _) = title.filter(|(at, _)| *at < opener)?;
    let (kind, number) =
        ["/RES/", "/DEC/"].iter().find_map(|kind| Some((*kind, file.as_str().split_once(kind)?.1)))?;
    let anchor = Anchor {
        line,
        number: number.to_owned(),
        body: named.id.clone(),
        decision: kind == "/DEC/",
        opener: Some(opener),
        whole: None,
    };
    (anchor.symbol(authority).as_ref() == Some(file)).then_some((language, anchor))
}

/// Returns whether a line is the title of a document by its own words.
pub(super) fn is_title(kind: &Kind) -> bool {
    matches!(kind, Kind::Title { .. } | Kind::NumberedAct { .. })
}

/// Returns the title at line `at` if an opener follows or an act line precedes it.
fn confirmed(at: usize, kinds: &[Kind]) -> Option<(usize, Anchor)> {
    let number = match &kinds[at] {
        Kind::Title { number, .. } | Kind::NumberedAct { number } => number.clone(),
        _ => return None,
    };
    let stated = statement(&number).map(|bare| of_statement(bare).0);
    let before = kinds[..at].iter().rev().filter(|k| **k != Kind::Blank).take(HEAD_LINES);
    let act = before.take_while(|k| !matches!(k, Kind::Meeting | Kind::Title { .. })).find_map(|k| match k {
        Kind::Act { language, body, decision } => Some((*language, body.clone(), *decision)),
        _ => None,
    });
    let after = kinds.iter().enumerate().skip(at + 1).filter(|(_, k)| **k != Kind::Blank).take(TITLE_LINES);
    let after = || after.clone().take_while(|(_, k)| !matches!(k, Kind::Title { .. } | Kind::Meeting));
    let opener = after().find_map(|(line, k)| match k {
        Kind::Opener { language, body } => Some((line, *language, body.clone())),
        _ => None,
    });
    // The act line below a number with its year opens the text where nothing else does.
    let act_below = || {
        after().find_map(|(line, k)| match k {
            Kind::Act { language, body, .. } => Some((line, *language, body.clone())),
            _ => None,
        })
    };
    let numbered = matches!(kinds[at], Kind::NumberedAct { .. });
    let opener = opener.or_else(|| if numbered { act_below() } else { None });
    let decision = act.as_ref().is_some_and(|(_, _, decision)| *decision);
    let anchor = |body, opener| Anchor { line: at, number, body, decision, opener, whole: None };
    if let Some(body) = stated {
        let introduction = |(line, kind)| match kind {
            &Kind::Statement { language } => Some((line, language)),
            _ => None,
        };
        let (introduction, language) = after().find_map(introduction)?;
        let opener = opener.map_or(introduction, |(line, ..)| line);
        return Some((language, anchor(body, Some(opener))));
    }
    match (opener, act) {
        (Some((line, language, body)), _) => Some((language, anchor(body, Some(line)))),
        (None, Some((language, body, _))) => Some((language, anchor(body, None))),
        (None, None) => None,
    }
}

/// Returns whether a line stands directly below the closing of another document, or below the head of a page.
fn follows_closing(at: usize, kinds: &[Kind]) -> bool {
    let mut before = kinds[..at].iter().rev().filter(|k| **k != Kind::Blank && **k != Kind::Production);
    match before.next() {
        Some(Kind::Meeting | Kind::RunningHead) => true,
        Some(Kind::Date(_)) => before.next() == Some(&Kind::Meeting),
        _ => false,
    }
}

/// Returns whether a number is the next one of the same session: 14 (I) behind 13 (I).
fn follows(before: &str, number: &str) -> bool {
    let parsed = |text: &str| match text.parse() {
        Ok(Number::Roman { number, session, .. }) => Some((number, session)),
        Ok(Number::Session { session, number, .. } | Number::Year { year: session, number, .. }) => {
            Some((number, session.to_string()))
        }
        Ok(Number::Special { .. } | Number::Running { .. }) | Err(_) => None,
    };
    parsed(before).zip(parsed(number)).is_some_and(|(a, b)| a.1 == b.1 && a.0 + 1 == b.0)
}

/// Corrects the session of a title that a stroke more or less belies: `168 (III)` is 168 (II).
fn recount(anchor: &mut Anchor) {
    let Some((number, rest)) = anchor.number.split_once('(') else { return };
    let Some((session, part)) = rest.split_once(')') else { return };
    let digits = number.trim_end_matches(|c: char| !c.is_ascii_digit());
    let miscounted = digits.parse().ok().and_then(|n| ocr::miscounted(n, session));
    if let Some(session) = miscounted.filter(|_| anchor.body.as_str() == "GA") {
        anchor.number = format!("{number}({session}){part}");
    }
}

/// Corrects the number of a title that the date in the line below belies by one misread sign: `434 (1973)`, of
/// 18 September 1978, is 434 (1978).
pub(super) fn redate(anchor: &mut Anchor, lines: &[Line<'_>], frame: &Frame) {
    let near = lines.iter().skip(anchor.line).filter(|line| !line.as_str().is_empty()).take(BELOW);
    let short = near.map(Line::as_str).filter(|text| text.len() <= DATE_LINE);
    let date = short.filter_map(|text| frame.date(text)).map(|(date, _)| date).next();
    let printed: Option<Number> = anchor.number.parse().ok();
    let meant = printed.zip(date).and_then(|(number, date)| ocr::misread(&anchor.body, &number, date));
    if let Some(meant) = meant {
        anchor.number = meant.to_string();
    }
}
