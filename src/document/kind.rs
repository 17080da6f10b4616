//! What a line of a file is, by its own words: masthead, title line, page mark, opener, or text.

use std::sync::LazyLock;

use regex::Regex;

use super::edges::{Edges, Which};
use super::frame::{Beginning, Frame};
use super::line::Line;
use super::statement;
use crate::authority::lexicon;
use crate::authority::ocr;
use crate::model::{BodyId, Date, Symbol};

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Blank,
    /// A rule of underscores or hyphens.
    Rule,
    Masthead {
        language: usize,
    },
    BodyName {
        body: BodyId,
    },
    Symbol(Symbol),
    Distribution,
    Date(Date),
    Session,
    Agenda,
    Act {
        language: usize,
        body: BodyId,
        decision: bool,
    },
    Basis,
    /// `57/209. Declaration …`: the number, the bytes that print it, and the byte where the title begins.
    Title {
        number: String,
        printed: usize,
        title_at: usize,
    },
    /// A capital alone on its line, as it stands above a part of a resolution.
    Part(char),
    /// The head of a page: `General Assembly—Fifth Session`, `Resolutions adopted on the reports of the …`.
    RunningHead,
    /// `Resolution 1325 (2000)`: a number with its year.
    NumberedAct {
        number: String,
    },
    Opener {
        language: usize,
        body: BodyId,
    },
    Meeting,
    /// The end of a sentence behind which the text of a President's statement stands: `… made the following statement:`.
    Statement {
        language: usize,
    },
    Annex,
    JobNumber,
    PageMark,
    /// A number alone on its line.
    Number(u32),
    /// Other production marks: recycling, `/...`, page comments.
    Production,
    Text,
}

impl Kind {
    /// Returns whether the line belongs to the head of a document.
    pub fn is_head(&self) -> bool {
        matches!(
            self,
            Kind::Blank
                | Kind::Masthead { .. }
                | Kind::BodyName { .. }
                | Kind::Symbol(_)
                | Kind::Distribution
                | Kind::Date(_)
                | Kind::Session
                | Kind::Agenda
                | Kind::Act { .. }
                | Kind::Basis
                | Kind::JobNumber
                | Kind::PageMark
                | Kind::Production
                | Kind::RunningHead
        )
    }

    /// Returns whether the line is made by the production of pages.
    pub fn is_furniture(&self) -> bool {
        matches!(self, Kind::JobNumber | Kind::PageMark | Kind::Production | Kind::RunningHead)
    }
}

/// Title line of a resolution.
// Matches `57/209. Declaration`, `217 (III). International Bill`, `22/6.`, `S-21/2. Key actions`, `1996/31.	Title`,
// `23(1). Registration`, `2617. (XXIV). Study`, `60/1.  2005 Summit`; does not match `12. Decides`, `53/144 of 9 December`.
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(concat!(
        r"^(?:Resolution )?(?P<number>(?:ES-|S-)?\d{1,4}/\d{1,4}(?: ?[A-Z])?|(?P<running>\d{1,4})\.?(?P<before> ?[A-Z])? ?\((?P<session>(?:ES-|S-)?[A-Za-z0-9!|]{1,8})\)(?P<after> ?[A-Z])?)",
        r"\.(?:[ \t]+(?P<title>[“”\x22'‘’(\[]?\p{Lu}|\p{Lo}|(?:19|20)\d\d \p{Lu})|$)"
    ))
});

/// Title line below the line that tells who adopted a text, where no full stop follows the number.
// Matches `15/5`, `26/9  Elaboration of lakes`, `51/36	Lakes`; does not match `26/9 of 26 June 2014`.
static BELOW_ACT: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(r"^(?P<number>(?:S-)?\d{1,3}/\d{1,3})(?:(?: {2,}|[ ]?\t)(?P<title>[“\x22‘]?\p{Lu})|$)")
});

/// Title line of a President's statement.
// Matches `PRST 29/1.  Efficiency`, `PRST OS/14/2. Methods`, `PRST 18/2`; does not match `PRST 29/1 of 3 July 2015`.
static STATEMENT: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(concat!(
        r"^(?P<number>PRST[ /](?:OS/)?\d{1,4}/\d{1,3})",
        r"(?:\.[ \t]+(?P<title>[“”\x22'‘’(\[]?\p{Lu}|\p{Lo})|\.?$)"
    ))
});

/// Numbered act of the Security Council.
// Matches `Resolution 1325 (2000)`, `RESOLUTION 242 (1967)`, `47 (1948). Resolution of 21 April 1948`; does not match
// `resolution 1325 (2000) of 31 October`.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(
        r"^(?:(?i:resolution) (?P<number>\d{1,4} ?\((?:19|20)\d\d\))\.?|(?P<before>\d{1,4} ?\((?:19|20)\d\d\))\.? (?i:r[ée]solution) (?:of|du) \d.*)$",
    )
});

/// A symbol alone on its line.
// Matches `A / RES / 72/247`, `A/C.3/70/L.46/Rev.1*`, `GEGN.2/2025/64`; does not match `A/RES/72/247 of 2017`, `and/or`.
static SYMBOL: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(r"^[A-Z]{1,6}(?:\.\d)? ?/ ?[A-Za-z0-9][A-Za-z0-9.()\[\]/ -]{0,60}\*{0,2}$")
});

/// Production numbers.
// Matches `17-23331 (E) 300118`, `* 1723331 *`, `02 55268`, `N1723331`, `*0947161*`; does not match `2007-2012`, `12`.
static JOB: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(
        r"^(?:\d{2}[- –]\d{5}(?: \([ACEFRS]\)(?: \d{6})?)?\*?|\* ?\d{7} ?\*|\d{7}|N\d{7}|GE\.\d{2}-\d{5}(?: ?\([ACEFRS]\))?(?: \d{6})?)$",
    )
});

/// Page marks.
// Matches `2/6`, `Page 4`, `- 3 -`; does not match `53/144 of`, `Page 4 of the report`.
static PAGE: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(r"^(?:(?P<page>\d{1,3})/(?P<pages>\d{1,3})|(?i:page) \d{1,3}|[-–—] ?\d{1,3} ?[-–—])$")
});

/// Other production marks.
// Matches `/...`, `Please rec cle`, `<!-- Page 1 -->`, `0F`; does not match `Please note`.
static PRODUCTION: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(r"^(?:/? ?\.{3}|…|♲|(?i:please rec ?y? ?cle)\S*|<!-- .* -->|\d{1,2}F)$")
});

/// The edges of lines that numbers make, with the bits of their patterns.
static NUMBER_LINES: LazyLock<Edges> = LazyLock::new(|| {
    let patterns = [&JOB, &PAGE, &PRODUCTION, &TITLE, &NUMBERED, &STATEMENT];
    Edges::new(&patterns.map(|pattern| pattern.as_str()))
});
const IS_JOB: Which = 1;
const IS_PAGE: Which = 1 << 1;
const IS_PRODUCTION: Which = 1 << 2;
const IS_TITLE: Which = 1 << 3;
const IS_NUMBERED: Which = 1 << 4;
const IS_STATEMENT: Which = 1 << 5;

/// Lines of prose are longer than this, in bytes; `Adopted unanimously at the` before its meeting is not.
const PROSE: usize = 30;

/// Says what every line of a file is.
pub(super) fn kinds(lines: &[Line<'_>], frames: &[Frame]) -> Vec<Kind> {
    let mut out: Vec<Kind> = lines.iter().map(|line| kind(line, frames)).collect();
    for at in 1..out.len() {
        // `… as made at the` | `1448th meeting of the Council,` goes on; no document closes within a sentence.
        if matches!((&out[at], &out[at - 1]), (Kind::Meeting, Kind::Text)) {
            let before = lines[at - 1].as_str().trim_end();
            if before.len() > PROSE && before.ends_with(|c: char| c.is_alphanumeric() || c == ',') {
                out[at] = Kind::Text;
            }
        }
        if matches!(out[at], Kind::Act { .. }) {
            numbered_below(at, lines, &mut out);
        }
        if matches!(out[at], Kind::Statement { .. }) {
            introduced(at, lines, frames, &mut out);
        }
        // The letter of a part and its title may stand on one line.
        let alone = matches!((&out[at], &out[at - 1]), (Kind::Text, Kind::Blank));
        if let Some(letter) = alone.then(|| titled_part(lines[at].as_str())).flatten() {
            let mut next = out[at + 1..].iter().filter(|kind| !matches!(kind, Kind::Blank)).take(PART_TITLE);
            if next.any(|kind| matches!(kind, Kind::Opener { .. })) {
                out[at] = Kind::Part(letter);
            }
        }
    }
    out
}

/// How many lines with content may stand from the line that tells who adopted a text to its number.
const NUMBER_BELOW: usize = 2;

/// Finds the number below the line `at`, which tells who adopted a text: one without full stop looks like the mark of a
/// page.
fn numbered_below(at: usize, lines: &[Line<'_>], out: &mut [Kind]) {
    let below = (at + 1..lines.len()).filter(|at| out[*at] != Kind::Blank).take(NUMBER_BELOW);
    let mut below = below.take_while(|at| matches!(out[*at], Kind::Text | Kind::PageMark | Kind::Basis));
    let titled = |at: usize| Some((at, title(&BELOW_ACT.captures(lines[at].as_str())?)?));
    if let Some((at, kind)) = below.find_map(titled) {
        out[at] = kind;
    }
}

/// Corrects the lines around the end, at line `at`, of the sentence that introduces a statement: the lines of the sentence
/// close no document (`At the 38th meeting, held on 30 September 2011,`), and the opener stands in quotation marks.
fn introduced(at: usize, lines: &[Line<'_>], frames: &[Frame], out: &mut [Kind]) {
    for kind in out[..at].iter_mut().rev().take_while(|kind| matches!(kind, Kind::Text | Kind::Meeting)) {
        *kind = Kind::Text;
    }
    let Some(next) = (at + 1..lines.len()).find(|at| out[*at] != Kind::Blank) else { return };
    let text = statement::unquoted(lines[next].as_str());
    let opener =
        |(language, frame)| framed(text, language, frame).filter(|k| matches!(k, Kind::Opener { .. }));
    // `“The Security Council, on the occasion of …` is a sentence.
    if out[next] == Kind::Text
        && !text.is_empty()
        && text.len() < OPENER
        && let Some(kind) = frames.iter().enumerate().find_map(opener)
    {
        out[next] = kind;
    }
}

/// How many lines with content may stand from the letter of a part to its opener.
const PART_TITLE: usize = 3;

/// Returns the letter of a part, but the first, whose title stands on its line: `B. Care of lamps`, `C Care of lamps`.
pub(super) fn titled_part(text: &str) -> Option<char> {
    let letter = text.chars().next().filter(|c| ('B'..='Z').contains(c) && *c != 'I')?;
    let rest = text[1..].trim_start_matches('.').strip_prefix(' ')?;
    let title = rest.starts_with(|c: char| c.is_ascii_uppercase()) && text.len() < PART_LINE;
    title.then_some(letter)
}

/// Lines with the letter and the title of a part are shorter than this, in bytes.
const PART_LINE: usize = 160;

/// Says what a line is by its own words; `frames` are those of all languages.
fn kind(line: &Line<'_>, frames: &[Frame]) -> Kind {
    let text = line.as_str();
    if text.is_empty() {
        return Kind::Blank;
    }
    if let Some(language) = frames.iter().position(|frame| statement::is_introduction(text, frame)) {
        return Kind::Statement { language };
    }
    if text.len() > 400 {
        return Kind::Text;
    }
    if text.len() >= 3 && (text.bytes().all(|b| b == b'_') || text.bytes().all(|b| b == b'-' || b == b' ')) {
        return Kind::Rule;
    }
    if may_be_numbered(text)
        && let Some(kind) = numbered(text)
    {
        return kind;
    }
    if let Some(letter) = part(text) {
        return Kind::Part(letter);
    }
    let slash = text.bytes().take(SYMBOL_ROOT).any(|b| b == b'/');
    if slash
        && SYMBOL.is_match(text)
        && let Ok(symbol) = text.parse::<Symbol>()
    {
        return Kind::Symbol(symbol);
    }
    for (language, frame) in frames.iter().enumerate() {
        if let Some(kind) = framed(text, language, frame) {
            return kind;
        }
    }
    Kind::Text
}

/// Openers are shorter than this, in bytes.
const OPENER: usize = 60;

/// Production marks are shorter than this, in bytes.
const PRODUCTION_MARK: usize = 80;

/// Returns whether a line begins as one of numbers may: `N1723331`, `GE.13-12345`, `Page 4`, `Resolution 242 (1967)`,
/// `S-21/2.`; the number of a paragraph (`12. Decides`) is none.
fn may_be_numbered(text: &str) -> bool {
    match text.as_bytes()[0] {
        b'0'..=b'9' => {
            let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
            !behind.starts_with(". ") || behind.starts_with(". (")
        }
        b'R' | b'r' => matches!(text.as_bytes(), [_, b'e' | b'E', b's' | b'S', ..]),
        b'E' | b'S' => text.starts_with("S-") || text.starts_with("ES-"),
        b'P' if text.starts_with("PRST") => true,
        b'N' | b'G' | b'P' | b'p' | b'*' | b'-' | b'/' | b'.' | b'<' | 0xe2 => text.len() < PRODUCTION_MARK,
        _ => false,
    }
}

/// How many bytes the root of a symbol and its slash take up at most.
const SYMBOL_ROOT: usize = 8;

/// Says what a line is that numbers make: production marks, page marks, titles.
fn numbered(text: &str) -> Option<Kind> {
    let which = NUMBER_LINES.of(text);
    let plain = text.trim_matches('*');
    if which & IS_JOB > 0 && JOB.is_match(text) || text != plain && JOB.is_match(plain.trim()) {
        return Some(Kind::JobNumber);
    }
    if which & IS_PAGE > 0
        && let Some(found) = PAGE.captures(text)
    {
        let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<u32>().ok());
        let ordered = number("page").zip(number("pages")).is_none_or(|(n, m)| n <= m && m <= 80);
        if ordered {
            return Some(Kind::PageMark);
        }
    }
    if which & IS_PRODUCTION > 0 && PRODUCTION.is_match(text) {
        return Some(Kind::Production);
    }
    if text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(text.parse().map_or(Kind::Text, Kind::Number));
    }
    if which & IS_TITLE > 0
        && let Some(title) = TITLE.captures(text).as_ref().and_then(title)
    {
        return Some(title);
    }
    if which & IS_STATEMENT > 0
        && let Some(title) = STATEMENT.captures(text).as_ref().and_then(title)
    {
        return Some(title);
    }
    let found = (which & IS_NUMBERED > 0).then(|| NUMBERED.captures(text)).flatten()?;
    let number = found.name("number").or(found.name("before"))?;
    Some(Kind::NumberedAct { number: number.as_str().to_owned() })
}

/// Reads a title line whose number may be damaged.
fn title(found: &regex::Captures<'_>) -> Option<Kind> {
    let whole = found.get(0)?;
    let number = found.name("number")?;
    let title_at = found.name("title").map_or(whole.end(), |m| m.start());
    let title = |text: String| Kind::Title { number: text, printed: number.end(), title_at };
    // The pattern of statements has neither.
    let (Some(running), Some(session)) = (found.name("running"), found.name("session")) else {
        return Some(title(number.as_str().to_owned()));
    };
    let numeral = session.as_str().trim_start_matches("ES-").trim_start_matches("S-");
    let repaired = match numeral.bytes().all(|b| b"IVXL".contains(&b)) {
        true => None,
        false => Some(ocr::session(running.as_str().parse().ok()?, session.as_str())?),
    };
    if repaired.is_none() && !number.as_str().contains('.') {
        return Some(title(number.as_str().to_owned()));
    }
    let letters = |name: &str| found.name(name).map_or("", |m| m.as_str());
    let session = repaired.as_deref().unwrap_or(session.as_str());
    Some(title(format!("{}{} ({session}){}", running.as_str(), letters("before"), letters("after"))))
}

/// Returns the letter of a part that stands alone on its line: `B`, `C.`.
fn part(text: &str) -> Option<char> {
    let letter = text.chars().next().filter(char::is_ascii_uppercase)?;
    matches!(&text[1..], "" | ".").then_some(letter)
}

fn framed(text: &str, language: usize, frame: &Frame) -> Option<Kind> {
    if text.as_bytes()[0].is_ascii_digit()
        && let Some(date) = frame.date_only(text)
    {
        return Some(Kind::Date(date));
    }
    let which = frame.beginnings.of(text);
    let may = |beginning: Beginning| which & beginning.bit() > 0;
    let body = |beginning: Beginning, pattern: &Regex| {
        let found = may(beginning).then(|| pattern.captures(text)).flatten()?;
        frame.body(&found["body"])
    };
    let capital = text.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase());
    if may(Beginning::Masthead) && frame.masthead.is_match(text) {
        return Some(Kind::Masthead { language });
    }
    if let Some(body) = body(Beginning::BodyLine, &frame.body_line) {
        return Some(Kind::BodyName { body });
    }
    let distribution = &frame.words.lexicon.document.distribution;
    if text.starts_with(distribution.as_str()) && text.len() < 40 {
        return Some(Kind::Distribution);
    }
    if may(Beginning::RunningHead) && capital && text.len() < 140 && frame.running_head.is_match(text) {
        return Some(Kind::RunningHead);
    }
    if let Some(body) = body(Beginning::DecisionAct, &frame.decision_act) {
        return Some(Kind::Act { language, body, decision: true });
    }
    let act = || body(Beginning::AdoptedBy, &frame.adopted_by);
    if let Some(body) = body(Beginning::Act, &frame.act).or_else(act) {
        return Some(Kind::Act { language, body, decision: false });
    }
    if let Some(body) = body(Beginning::Opener, &frame.opener) {
        return Some(Kind::Opener { language, body });
    }
    let session = || may(Beginning::Session) && frame.session.is_match(text);
    let special = || may(Beginning::SpecialSession) && frame.special_session.is_match(text);
    if text.len() < 80 && (session() || special()) {
        return Some(Kind::Session);
    }
    if may(Beginning::Agenda) && frame.agenda.is_match(text) {
        return Some(Kind::Agenda);
    }
    if may(Beginning::Basis) && frame.basis.is_match(text) {
        return Some(Kind::Basis);
    }
    let in_words = || may(Beginning::MeetingInWords) && capital && frame.meets_in_words(text);
    // `At the 45th meeting, …, the President made the following statement:` opens a text.
    if text.len() < 120 && !text.ends_with(':') && (frame.meets(text) || in_words()) && !frame.opens(text) {
        return Some(Kind::Meeting);
    }
    (may(Beginning::Annex) && frame.annex.is_match(text)).then_some(Kind::Annex)
}
