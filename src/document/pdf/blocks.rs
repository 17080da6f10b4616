//! Rows in the order of reading -> blocks: paragraphs, headings, rows of tables.

use super::columns::Part;
use super::rows::{Row, is_label};

/// Rows that belong together.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub rows: Vec<Row>,
    /// Where its lines begin at least and end at most.
    pub left: f64,
    pub right: f64,
    /// Whether its rows stand each for itself, and so do their pieces.
    pub masthead: bool,
}

/// How much farther than lines of the same paragraph two lines lie apart that are none, in distances of lines.
const APART: f64 = 1.3;
/// The first line of a paragraph is set in between these, in sizes.
const INDENT: (f64, f64) = (0.8, 6.0);
/// Lines that begin at the same place do so within this, in sizes.
const FLUSH: f64 = 0.4;

/// Groups the rows of a part into blocks; lines of its paragraphs stand `pitch` sizes apart.
pub(super) fn blocks(part: Part, pitch: f64) -> Vec<Block> {
    let Part { rows, right } = part;
    let margin = margin(&rows);
    let left = rows.iter().map(Row::left).fold(f64::INFINITY, f64::min);
    let mut out: Vec<Block> = Vec::new();
    for row in rows {
        match out.last_mut() {
            Some(block) if !begins(block, &row, pitch, margin) => block.rows.push(row),
            _ => out.push(Block { rows: vec![row], left, right, masthead: false }),
        }
    }
    out
}

/// A line that begins behind this share of its column is set to the right.
const SET_RIGHT: f64 = 0.4;

/// Returns the usual distance of lines on a page, in sizes. It is that of all its parts: one that holds but a table of figures
/// does not tell how near the lines of a paragraph are.
pub(super) fn pitch(parts: &[Part]) -> f64 {
    let pairs = parts.iter().flat_map(|part| part.rows.windows(2));
    let distances = pairs.map(|pair| (pair[1].base - pair[0].base) / pair[0].size.max(1.0));
    let mut usual: Vec<f64> = distances.filter(|d| (0.85..2.6).contains(d)).collect();
    usual.sort_by(f64::total_cmp);
    // Most lines of a page stand within paragraphs; the lower third is safe where few do.
    usual.get(usual.len() / 3).copied().unwrap_or(1.2)
}

/// Returns where most rows begin.
fn margin(rows: &[Row]) -> f64 {
    let mut counts: std::collections::BTreeMap<i64, usize> = std::collections::BTreeMap::new();
    for row in rows {
        *counts.entry(row.left().round() as i64).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(left, times)| (*times, -left)).map_or(0.0, |(left, _)| left as f64)
}

fn begins(block: &Block, row: &Row, pitch: f64, margin: f64) -> bool {
    let last = &block.rows[block.rows.len() - 1];
    let size = last.size.max(1.0);
    let apart = (row.base - last.base) / size > pitch * APART + 0.05 || row.base < last.base;
    let resized = (row.size - last.size).abs() > 0.15 * size;
    if apart || resized {
        return true;
    }
    let text = last.text();
    let ended = text.trim_end().ends_with(['.', ';', ':', ',', '!', '?', '”', '"', ')'])
        || !is_full(last, row, block)
        || text.ends_with(" and")
        || text.ends_with(" or");
    if labelled(row) && ended {
        return true;
    }
    // A first line set in from lines that begin at the margin.
    let in_by = (row.left() - margin) / size;
    let flush = |row: &Row| (row.left() - margin).abs() < FLUSH * size;
    (INDENT.0..INDENT.1).contains(&in_by)
        && flush(last)
        && block.rows.len() > 1
        && ended
        && text.trim_end().ends_with(['.', ';', ':', ','])
}

/// Returns whether the first word of a row would not have fitted on the row before: the line end means nothing.
pub(super) fn is_full(last: &Row, next: &Row, block: &Block) -> bool {
    // What is set to the right or in the middle ends where it ends.
    if last.left() > block.left + SET_RIGHT * (block.right - block.left) {
        return false;
    }
    let text = next.text();
    let letters = text.chars().count().max(1) as f64;
    let word = text.split(' ').next().map_or(0, |word| word.chars().count()) as f64;
    let width = (next.right() - next.left()) / letters * (word + 1.0);
    last.right() + width * 1.1 >= block.right
}

/// Returns whether a row begins with the number, letter or bullet of a paragraph.
pub(super) fn labelled(row: &Row) -> bool {
    let text = row.text();
    let mut words = text.split_whitespace();
    words.next().is_some_and(is_label) && words.next().is_some()
}

/// Returns whether a row is a number and words apart from it, as lists of documents have them: `66/901   Year of Lamps`.
fn is_entry(row: &Row) -> bool {
    let number = |text: &str| {
        let known = text.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase());
        known && text.contains(|c: char| c.is_ascii_digit()) && text.chars().count() < NUMBER
    };
    row.pieces.len() == 2 && number(&row.pieces[0].text)
}

/// The number or symbol of an entry has fewer letters than this (`79/258, sect. IX`).
const NUMBER: usize = 24;

/// Returns whether a block at the head of a page goes on from the one at the foot of the page before.
pub(super) fn goes_on(before: &Block, next: &Block) -> bool {
    let (last, first) = (&before.rows[before.rows.len() - 1], &next.rows[0]);
    if before.masthead || next.masthead || labelled(first) || is_entry(first) {
        return false;
    }
    if (last.size - first.size).abs() > 0.15 * last.size || last.pieces.len() > 2 || first.pieces.len() > 2 {
        return false;
    }
    let (ended, begun) = (last.text(), first.text());
    let terminal = ended.trim_end().ends_with(['.', ';', ':', '!', '?', '”']);
    let small = begun.starts_with(|c: char| c.is_lowercase());
    let full = is_full(last, first, before);
    let left = before.rows.iter().map(Row::left).fold(f64::INFINITY, f64::min);
    let flush = (first.left() - left).abs() < 3.0 * FLUSH * first.size;
    if small {
        return !terminal || full;
    }
    let comma = ended.trim_end().ends_with(',');
    full && if terminal || comma { labelled(&before.rows[0]) && flush } else { flush || ended.ends_with('-') }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(pieces: &[(f64, &str)]) -> Block {
        let row = Row::set(0.0, 10.0, pieces);
        Block { left: row.left(), right: row.right(), rows: vec![row], masthead: false }
    }

    #[test]
    fn an_entry_of_a_list_goes_on_from_nothing() {
        let heading = block(&[(0.0, "Statements of the Lake Council")]);
        assert!(!goes_on(&heading, &block(&[(0.0, "70/901"), (60.0, "Year of Lamps")])));
        assert!(!goes_on(&heading, &block(&[(0.0, "LC/8/Rev.10"), (80.0, "Rules of the lakes")])));
        assert!(goes_on(&heading, &block(&[(0.0, "and of its lamps")])));
    }
}
