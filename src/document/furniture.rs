//! Page furniture: running heads, page marks, job numbers, and the rules above footnotes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::kind::Kind;
use super::line::Line;
use crate::model::Symbol;

/// Blocks shorter than this many letters are never running titles.
const TITLE_LETTERS: usize = 30;

/// Marks the lines of a region that the production of pages put between the lines of the text. `own` is the
/// symbol of the document; `body` the line on which its text begins.
pub(super) fn furniture(
    lines: &[Line<'_>],
    kinds: &[Kind],
    region: &Range<usize>,
    own: Option<&Symbol>,
    body: usize,
) -> Vec<bool> {
    let mut drop = vec![false; lines.len()];
    for at in region.clone() {
        drop[at] = match &kinds[at] {
            kind if kind.is_furniture() => true,
            Kind::Symbol(symbol) => at >= body && own.is_none_or(|own| own == symbol),
            Kind::BodyName { .. } | Kind::Masthead { .. } => at >= body,
            _ => false,
        };
    }
    for block in running_titles(lines, region, body, &drop) {
        drop[block].fill(true);
    }
    // A number alone between blank lines is a page number if it stands beside other furniture.
    for at in body..region.end {
        if matches!(kinds[at], Kind::Number(_)) && !drop[at] {
            let near = |mut range: Box<dyn Iterator<Item = usize>>| {
                range.find(|i| !matches!(kinds[*i], Kind::Blank)).is_some_and(|i| drop[i])
            };
            let before = near(Box::new((body..at).rev()));
            let after = near(Box::new(at + 1..region.end));
            drop[at] = before || after;
        }
    }
    drop
}

/// Returns the blocks that stand more than once and beside other furniture: the title at the head of each page.
fn running_titles(
    lines: &[Line<'_>],
    region: &Range<usize>,
    body: usize,
    drop: &[bool],
) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut at = body;
    while at < region.end {
        if lines[at].is_blank() || drop[at] {
            at += 1;
            continue;
        }
        let end = (at..region.end).find(|i| lines[*i].is_blank() || drop[*i]).unwrap_or(region.end);
        if end - at <= 6 {
            blocks.push(at..end);
        }
        at = end;
    }
    let beside = |block: &Range<usize>| {
        let before = (body..block.start).rev().find(|i| !lines[*i].is_blank()).is_some_and(|i| drop[i]);
        let after = (block.end..region.end).find(|i| !lines[*i].is_blank()).is_some_and(|i| drop[i]);
        before || after
    };
    // Most texts have no furniture, and then nothing stands beside it.
    let heads: BTreeSet<[Option<char>; 4]> =
        blocks.iter().filter(|b| beside(b)).map(|b| head(lines, b)).collect();
    let mut seen: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
    for block in blocks.into_iter().filter(|block| !heads.is_empty() && heads.contains(&head(lines, block))) {
        let key = key(lines, &block);
        if key.chars().count() >= TITLE_LETTERS {
            seen.entry(key).or_default().push(block);
        }
    }
    seen.into_values().filter(|b| b.len() > 1).flatten().filter(|b| beside(b)).collect()
}

/// Returns the letters of a block, whatever their case.
fn letters(lines: &[Line<'_>], block: &Range<usize>) -> impl Iterator<Item = char> {
    let all = lines[block.clone()].iter().flat_map(|l| l.as_str().chars());
    // The dots of a table of contents and other signs are told without the tables of Unicode.
    let sign = |c: &char| matches!(c, '\u{2000}'..='\u{206f}');
    all.filter(move |c| !sign(c) && c.is_alphabetic()).flat_map(char::to_lowercase)
}

/// Returns as many letters of a block as tell it from others.
fn key(lines: &[Line<'_>], block: &Range<usize>) -> String {
    // The letters of ASCII are told without the tables of Unicode.
    if lines[block.clone()].iter().all(|line| line.as_str().is_ascii()) {
        let all = lines[block.clone()].iter().flat_map(|line| line.as_str().bytes());
        let letters = all.filter(u8::is_ascii_alphabetic).take(KEY);
        return letters.map(|letter| char::from(letter.to_ascii_lowercase())).collect();
    }
    letters(lines, block).take(KEY).collect()
}

/// How many letters of a block are compared.
const KEY: usize = 600;

/// Returns the first letters of a block, by which most blocks are told apart.
fn head(lines: &[Line<'_>], block: &Range<usize>) -> [Option<char>; 4] {
    let mut letters = letters(lines, block);
    std::array::from_fn(|_| letters.next())
}
