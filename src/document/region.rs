//! Cuts a file into its documents.

use std::ops::Range;

use super::frame::Frame;
use super::kind::Kind;
use super::line::Line;
use crate::model::BodyId;

/// The lines of one document.
#[derive(Clone, Debug)]
pub(super) struct Region {
    pub lines: Range<usize>,
    /// Position of the language among the frames.
    pub language: usize,
    /// The title line with what it says, where there is one.
    pub anchor: Option<Anchor>,
}

/// A title line that an opener or an act line confirms.
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    pub line: usize,
    pub number: String,
    pub body: BodyId,
    pub decision: bool,
    /// The line that opens the text (`The General Assembly,`), where it was found.
    pub opener: Option<usize>,
}

/// How many lines with content a title may run over before the opener.
const TITLE_LINES: usize = 16;
/// How many lines with content may stand between the act line and the title.
const HEAD_LINES: usize = 12;
/// From how many lines of prose on a text before the first document is a document of its own.
const PREFACE_LINES: usize = 8;

/// Finds the documents of a file.
pub(super) fn regions(lines: &[Line], kinds: &[Kind], frames: &[Frame]) -> Vec<Region> {
    let mut found: Vec<(usize, Anchor)> = Vec::new();
    for at in 0..kinds.len() {
        if let Some((language, anchor)) = anchor(at, kinds) {
            let again = found.last().is_some_and(|(l, a)| *l == language && a.number == anchor.number);
            if !again {
                found.push((language, anchor));
            }
        }
    }
    let mut starts: Vec<usize> = found.iter().map(|(_, a)| head_start(a.line, kinds)).collect();
    let prose = |range: Range<usize>| {
        range.filter(|at| kinds[*at] == Kind::Text && lines[*at].as_str().len() > 60).count()
    };
    let mut out = Vec::new();
    if let Some(first) = starts.first_mut() {
        if prose(0..*first) < PREFACE_LINES {
            *first = 0;
        } else {
            out.push(Region {
                lines: 0..*first,
                language: language_of(&lines[..*first], frames),
                anchor: None,
            });
        }
    }
    for (at, (language, anchor)) in found.into_iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(lines.len());
        out.push(Region { lines: starts[at]..end, language, anchor: Some(anchor) });
    }
    if out.is_empty() {
        out.push(Region { lines: 0..lines.len(), language: language_of(lines, frames), anchor: None });
    }
    out
}

/// Returns the title at line `at` if an opener follows or an act line precedes it.
fn anchor(at: usize, kinds: &[Kind]) -> Option<(usize, Anchor)> {
    let number = match &kinds[at] {
        Kind::Title { number, .. } | Kind::NumberedAct { number } => number.clone(),
        _ => return None,
    };
    let before = kinds[..at].iter().rev().filter(|k| **k != Kind::Blank).take(HEAD_LINES);
    let act = before.take_while(|k| !matches!(k, Kind::Meeting | Kind::Title { .. })).find_map(|k| match k {
        Kind::Act { language, body, decision } => Some((*language, body.clone(), *decision)),
        _ => None,
    });
    let after = kinds.iter().enumerate().skip(at + 1).filter(|(_, k)| **k != Kind::Blank).take(TITLE_LINES);
    let opener =
        after.take_while(|(_, k)| !matches!(k, Kind::Title { .. } | Kind::Meeting)).find_map(|(line, k)| {
            match k {
                Kind::Opener { language, body } => Some((line, *language, body.clone())),
                Kind::Act { language, body, .. } if matches!(kinds[at], Kind::NumberedAct { .. }) => {
                    Some((line, *language, body.clone()))
                }
                _ => None,
            }
        });
    let decision = act.as_ref().is_some_and(|(_, _, decision)| *decision);
    match (opener, act) {
        (Some((line, language, body)), _) => {
            Some((language, Anchor { line: at, number, body, decision, opener: Some(line) }))
        }
        (None, Some((language, body, _))) => {
            Some((language, Anchor { line: at, number, body, decision, opener: None }))
        }
        (None, None) => None,
    }
}

/// Walks up from a title line over the head of its document.
fn head_start(title: usize, kinds: &[Kind]) -> usize {
    let mut start = title;
    let mut at = title;
    let mut strange = 0;
    while at > 0 {
        at -= 1;
        let kind = &kinds[at];
        if matches!(kind, Kind::Meeting | Kind::Title { .. } | Kind::NumberedAct { .. } | Kind::Annex) {
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

/// Returns the language of lines without opener: by their mastheads and act lines, else by their letters.
fn language_of(lines: &[Line], frames: &[Frame]) -> usize {
    let sample: String = lines
        .iter()
        .map(Line::as_str)
        .filter(|l| l.len() > 60)
        .take(12)
        .flat_map(|l| [&l[..l.floor_char_boundary(200)], "\n"])
        .collect();
    let code = whatlang::detect(&sample).filter(|i| i.is_reliable()).map(|i| match i.lang() {
        whatlang::Lang::Nld => "nl",
        _ => "en",
    });
    frames.iter().position(|f| Some(f.words.lexicon.code.as_str()) == code).unwrap_or(0)
}
