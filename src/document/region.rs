//! Cuts a file into its documents.

use std::ops::Range;

use super::anchor::{self, Anchor};
use super::frame::Frame;
use super::kind::Kind;
use super::line::Line;
use super::parts;
use crate::authority::Authority;
use crate::model::Symbol;

/// The lines of one document.
#[derive(Clone, Debug)]
pub(super) struct Region {
    pub lines: Range<usize>,
    /// Position of the language among the frames.
    pub language: usize,
    /// The title line with what it says, where there is one.
    pub anchor: Option<Anchor>,
    /// Whether this is the end of a document that begins before the file does.
    pub tail: bool,
}

/// From how many lines of prose on a text before the first document is a document of its own.
const PREFACE_LINES: usize = 8;
/// Lines that begin with the number of a paragraph are longer than this where a text is set in narrow columns.
const NUMBERED: usize = 40;
/// Lines of prose are longer than this, in bytes.
const PROSE: usize = 60;

/// Finds the documents of a file. `file` is what the file's name spells.
pub(super) fn regions(
    lines: &[Line<'_>],
    kinds: &[Kind],
    frames: &[Frame],
    file: Option<&Symbol>,
    authority: &Authority,
) -> Vec<Region> {
    let mut found = anchor::anchors(kinds, file, authority);
    if found.is_empty() {
        found.extend(file.and_then(|file| anchor::named(kinds, file, authority)));
    }
    for (language, anchor) in &mut found {
        anchor::redate(anchor, lines, &frames[*language]);
    }
    let mut starts: Vec<usize> = found.iter().map(|(_, a)| head_start(a.line, lines, kinds)).collect();
    let mut out = Vec::new();
    if let Some(first) = starts.first_mut() {
        let tail = is_tail(&lines[..*first], &kinds[..*first]);
        let prose = (0..*first).filter(|at| is_prose(&lines[*at], &kinds[*at])).count();
        if tail || prose >= PREFACE_LINES {
            out.push(Region {
                lines: 0..*first,
                language: language_of(&lines[..*first], frames),
                anchor: None,
                tail,
            });
        } else {
            *first = 0;
        }
    }
    for (at, (language, anchor)) in found.into_iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(lines.len());
        let whole = Region { lines: starts[at]..end, language, anchor: Some(anchor), tail: false };
        out.extend(parts::parts(whole, kinds, file, authority));
    }
    if out.is_empty() {
        let language = language_of(lines, frames);
        out.push(Region { lines: 0..lines.len(), language, anchor: None, tail: false });
    }
    out
}

/// Walks up from a title line over the head of its document.
fn head_start(title: usize, lines: &[Line<'_>], kinds: &[Kind]) -> usize {
    let mut start = title;
    let mut at = title;
    let mut strange = 0;
    while at > 0 {
        at -= 1;
        let kind = &kinds[at];
        let other = matches!(
            kind,
            Kind::Meeting
                | Kind::Title { .. }
                | Kind::NumberedAct { .. }
                | Kind::Annex
                | Kind::Opener { .. }
                | Kind::Part(_)
        );
        let text = lines[at].as_str();
        let sentence =
            is_prose(&lines[at], kind) || *kind == Kind::Text && text.starts_with(char::is_lowercase);
        let ends = sentence && text.ends_with(['.', ';']);
        if other || ends || goes_on(&lines[at], kind) {
            break;
        }
        // The date below a closing meeting belongs to the document before.
        let closes = matches!(kind, Kind::Date(_))
            && kinds[..at].iter().rev().find(|k| **k != Kind::Blank).is_some_and(|k| *k == Kind::Meeting);
        if closes {
            break;
        }
        if kind.is_head() {
            start = at;
        } else {
            strange += 1;
            if strange > 6 {
                break;
            }
        }
        if matches!(kind, Kind::Masthead { .. }) {
            break;
        }
    }
    start
}

/// Returns whether lines before the first title end a document that began on the page before.
fn is_tail(lines: &[Line<'_>], kinds: &[Kind]) -> bool {
    let closed = kinds.contains(&Kind::Meeting);
    closed || lines.iter().zip(kinds).any(|(line, kind)| goes_on(line, kind))
}

/// Returns whether a line stands in the midst of a text, as no line of a head does: a long one that goes on from
/// another or is numbered, and ends with a stop.
fn goes_on(line: &Line<'_>, kind: &Kind) -> bool {
    let text = line.as_str();
    let within = |c: char| c.is_lowercase() || c == '(';
    let sentence = is_prose(line, kind) && text.ends_with([',', ';', '.', ':']) && text.starts_with(within);
    sentence || *kind == Kind::Text && text.len() > NUMBERED && is_numbered(text)
}

/// Returns whether a line begins with the number of a paragraph.
fn is_numbered(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && text[digits..].starts_with(". ")
}

fn is_prose(line: &Line<'_>, kind: &Kind) -> bool {
    *kind == Kind::Text && line.as_str().len() > PROSE
}

/// Returns the language of lines without opener: by their mastheads and act lines, else by their letters.
fn language_of(lines: &[Line<'_>], frames: &[Frame]) -> usize {
    let sample: String = lines
        .iter()
        .map(Line::as_str)
        .filter(|l| l.len() > PROSE)
        .take(12)
        .flat_map(|l| [&l[..l.floor_char_boundary(200)], "\n"])
        .collect();
    // Every sentence of another language has one of its articles; without any the letters need not be asked.
    let articles = || frames.iter().skip(1).flat_map(|frame| &frame.words.lexicon.names.articles);
    if !sample.split_whitespace().any(|word| articles().any(|article| article.eq_ignore_ascii_case(word))) {
        return 0;
    }
    let code = whatlang::detect(&sample).filter(|i| i.is_reliable()).map(|i| match i.lang() {
        whatlang::Lang::Nld => "nl",
        _ => "en",
    });
    frames.iter().position(|f| Some(f.words.lexicon.code.as_str()) == code).unwrap_or(0)
}
