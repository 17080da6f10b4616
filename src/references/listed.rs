//! Numbers below a heading that says whose they are: `General Assembly resolutions`, and below it `53/144  Declaration on
//! the …`, a row to each, as budgets list the mandates of a programme.

use super::cues::{Cue, Hit};
use super::heads;
use super::mention::{Mention, Saying};
use super::numbers::{self, Head, Source};
use crate::model::{Confidence, Span};

/// The rule of a number whose body the heading above names.
const BELOW: &str = "B2-heading";
/// How sure such a number is.
const SURE: u8 = 95;

/// Reads a heading that is a body with what it adopts and nothing else.
pub(super) fn heading(source: Source<'_>) -> Option<Head> {
    let text = source.text.trim_end_matches([' ', ':']);
    let named = |noun: Hit, body: Span| Head {
        decision: noun.cue == Cue::Decision,
        body: Some(text[body.start..body.end].to_owned()),
        possessive: false,
        heading: true,
    };
    let before = |noun: Hit| {
        let before = heads::before(source, 0, noun.range.start);
        before.body.filter(|body| text[..body.start].trim().is_empty())
    };
    let behind = |noun: Hit| {
        let of = source.grammar.noun_of.find(&text[noun.range.end..])?;
        source.cues.bodies_at(noun.range.end + of.len()).find(|body| body.end == text.len())
    };
    // The singular and the plural of a noun are cues, and only one of them ends where the word ends.
    let mut nouns = source.cues.nouns().filter(|noun| noun.range.end <= text.len());
    nouns.find_map(|noun| {
        let last = noun.range.end == text.len();
        let first = noun.range.start == 0;
        let body = if last {
            before(noun)
        } else if first {
            behind(noun)
        } else {
            None
        };
        body.map(|body| named(noun, body))
    })
}

/// Finds the numbers that begin a row: at the beginning of a paragraph or before a title further on in it, as two columns
/// of a page are read into one line; and those that fill a cell of a table. Nothing is taken that has a head of its own.
pub(super) fn find(source: Source<'_>, head: &Head, known: &[Mention]) -> Vec<Mention> {
    let text = source.text;
    let mut out: Vec<Mention> = Vec::new();
    if text.starts_with('|') {
        let cells = text.match_indices("| ").map(|(at, bar)| at + bar.len());
        out.extend(cells.filter_map(|from| row(source, from, head, |rest| rest.starts_with(" |"))).flatten());
    } else {
        let title = |c: char| c.is_uppercase() || c.is_ascii_digit() || "“\"‘".contains(c);
        let titled = |rest: &str| {
            let rest = rest.strip_prefix(';').unwrap_or(rest);
            rest.is_empty() || rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(title))
        };
        for figure in source.cues.figures(0..text.len()) {
            let special = ["ES-", "S-"].into_iter().find(|letters| text[..figure].ends_with(letters));
            let from = figure - special.map_or(0, str::len);
            if out.last().is_none_or(|last| last.range.end <= from) {
                out.extend(row(source, from, head, titled).unwrap_or_default());
            }
        }
    }
    // A number that fills a link is read, too, but not under this head.
    out.retain(|m| !known.iter().any(|k| k.range.overlaps(m.range) && !is_bare(k)));
    out
}

/// Returns whether a number stands under no head.
pub(super) fn is_bare(mention: &Mention) -> bool {
    matches!(&mention.saying, Saying::Number(numbered) if numbered.body.is_none() && !numbered.possessive)
}

/// Reads the numbers of a row: `36/151; 49/176`; `fits` says whether what stands behind them is of a row.
fn row(source: Source<'_>, from: usize, head: &Head, fits: impl Fn(&str) -> bool) -> Option<Vec<Mention>> {
    let mut out = numbers::list_at(source, from, head)?;
    let mut end = out.iter().map(|m| m.range.end).max()?;
    while let Some(more) = source.text[end..].strip_prefix("; ") {
        let at = source.text.len() - more.len();
        let Some(next) = numbers::list_at(source, at, head) else { break };
        end = next.iter().map(|m| m.range.end).max()?;
        out.extend(next);
    }
    fits(&source.text[end..]).then_some(out)
}

/// Says of numbers whose body the heading names that it does.
pub(super) fn tell(mentions: &mut [Mention]) {
    let below = |mention: &&mut Mention| matches!(&mention.saying, Saying::Number(n) if n.heading);
    for resolved in mentions.iter_mut().filter(below).flat_map(|mention| &mut mention.resolved) {
        resolved.rule = BELOW;
        resolved.confidence = resolved.confidence.min(Confidence::percent(SURE));
    }
}
