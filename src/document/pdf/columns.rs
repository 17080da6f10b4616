//! Rows of a page -> parts in the order of reading: columns of prose one after the other, all else row by row.

use super::rows::{Piece, Row, is_label};

/// Rows that are read one below the other.
#[derive(Debug)]
pub(super) struct Part {
    pub rows: Vec<Row>,
    /// Where its lines end at most.
    pub right: f64,
}

/// Rows that two columns must share.
const ROWS: usize = 8;
/// Lines of prose have so many letters on average.
const LETTERS: usize = 18;
/// How much of its column a line of prose fills.
const FILL: f64 = 0.7;

/// Parts the rows of a page.
pub(super) fn parts(rows: Vec<Row>) -> Vec<Part> {
    if rows.len() > MOST_ROWS {
        return vec![part(rows)];
    }
    let mut out: Vec<Part> = Vec::new();
    let mut plain: Vec<Row> = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let Some((len, gutter)) = columns(&rows[at..]) else {
            plain.push(rows[at].clone());
            at += 1;
            continue;
        };
        // One of the columns may begin above the first row that they share.
        let above = plain
            .iter()
            .rev()
            .take_while(|row| is_of_one_side(row, gutter) && is_beside(row, &rows[at..at + len]));
        let band = plain.split_off(plain.len() - above.count());
        if !plain.is_empty() {
            out.push(part(std::mem::take(&mut plain)));
        }
        let band: Vec<Row> = band.iter().chain(&rows[at..at + len]).map(|row| split(row, gutter)).collect();
        for left in [true, false] {
            let side = |row: &Row| {
                let mut row = row.clone();
                row.pieces.retain(|piece| (piece.left < gutter) == left);
                (!row.pieces.is_empty()).then_some(row)
            };
            out.push(part(band.iter().filter_map(side).collect()));
        }
        at += len;
    }
    if !plain.is_empty() {
        out.push(part(plain));
    }
    out
}

/// Returns whether all of a row stands on one side of a gutter.
fn is_of_one_side(row: &Row, gutter: f64) -> bool {
    row.right() < gutter || row.left() > gutter
}

/// Pages with more rows than this have no columns.
const MOST_ROWS: usize = 1_000;

/// Returns whether a row above columns belongs to one of them: it stands near, and no farther out.
fn is_beside(row: &Row, band: &[Row]) -> bool {
    let left = band.iter().map(Row::left).fold(f64::INFINITY, f64::min);
    let right = band.iter().map(Row::right).fold(0.0, f64::max);
    let near = band.first().is_some_and(|first| first.base - row.base < NEAR * first.size);
    near && row.left() >= left - ALIKE && row.right() <= right + ALIKE
}

/// What stands above columns and belongs to them is at most so far above the first shared row, in sizes.
const NEAR: f64 = 8.0;

/// Most lines of a part end before this, save a few that stand out.
fn part(rows: Vec<Row>) -> Part {
    let mut ends: Vec<f64> = rows.iter().map(Row::right).collect();
    ends.sort_by(f64::total_cmp);
    let right = ends.get(ends.len().saturating_sub(1 + ends.len() / 30)).copied().unwrap_or(0.0);
    Part { rows, right }
}

/// Returns how many rows from the first on stand in two columns, of prose or of entries that begin alike, and where these
/// part.
fn columns(rows: &[Row]) -> Option<(usize, f64)> {
    let first = rows.first()?;
    let between = first.pieces.windows(2).map(|pair| (pair[0].right + pair[1].left) / 2.0);
    let within =
        first.pieces.iter().flat_map(|piece| &piece.blanks).map(|(_, left, right)| (left + right) / 2.0);
    let gutters = between.chain(within);
    gutters.filter_map(|gutter| parted(rows, gutter).map(|len| (len, gutter))).max_by_key(|(len, _)| *len)
}

/// Returns whether words of a row run over a gutter.
fn crosses(row: &Row, gutter: f64) -> bool {
    let over = |piece: &&Piece| piece.left < gutter && piece.right > gutter;
    let blank =
        |piece: &Piece| piece.blanks.iter().any(|(_, left, right)| (*left..=*right).contains(&gutter));
    row.pieces.iter().filter(over).any(|piece| !blank(piece))
}

/// Parts the piece of a row in which a gutter runs.
fn split(row: &Row, gutter: f64) -> Row {
    let mut row = row.clone();
    let pieces = row.pieces.iter().flat_map(|piece| match piece.parted(gutter) {
        Some((left, right)) => vec![left, right],
        None => vec![piece.clone()],
    });
    row.pieces = pieces.collect();
    row
}

/// Returns how many rows from the first on a gutter parts in two columns.
fn parted(rows: &[Row], gutter: f64) -> Option<usize> {
    let len = rows.iter().take_while(|row| !crosses(row, gutter)).count();
    if len < ROWS {
        return None;
    }
    let rows: Vec<Row> = rows[..len].iter().map(|row| split(row, gutter)).collect();
    if sides(&rows, gutter).is_some_and(|(lefts, rights)| is_prose(&lefts) && is_prose(&rights)) {
        return Some(len);
    }
    // What stands alone where the numbers of entries stand, and is none, is the heading of others.
    let begin = rows[0].left();
    let heading = |row: &&Row| match row.pieces.as_slice() {
        [only] => alike(only.left, begin) && !only.text.contains(|c: char| c.is_ascii_digit()),
        _ => false,
    };
    let len = rows.iter().take_while(|row| !heading(row)).count();
    let (lefts, rights) = sides(&rows[..len], gutter)?;
    entries(&lefts).is_some_and(|own| entries(&rights).is_some_and(|other| alike(own, other))).then_some(len)
}

/// What stands on one side of a gutter, line by line.
type Side<'a> = Vec<&'a [Piece]>;

/// Parts rows at a gutter; nothing if one side has few lines.
fn sides(rows: &[Row], gutter: f64) -> Option<(Side<'_>, Side<'_>)> {
    let (mut lefts, mut rights): (Vec<&[Piece]>, Vec<&[Piece]>) = (Vec::new(), Vec::new());
    for row in rows {
        let at = row.pieces.iter().take_while(|piece| piece.left < gutter).count();
        let (left, right) = row.pieces.split_at(at);
        lefts.extend((!left.is_empty()).then_some(left));
        rights.extend((!right.is_empty()).then_some(right));
    }
    (lefts.len() >= ROWS && rights.len() >= ROWS).then_some((lefts, rights))
}

/// Returns whether lines are those of prose: in one piece, and most of them full.
fn is_prose(lines: &[&[Piece]]) -> bool {
    let (begin, end) = extent(lines);
    let one =
        lines.iter().filter(|line| line.len() == 1 || line.len() == 2 && is_label(&line[0].text)).count();
    let full = lines.iter().filter(|line| width(line) > FILL * (end - begin)).count();
    let letters: usize =
        lines.iter().flat_map(|line| line.iter()).map(|piece| piece.text.chars().count()).sum();
    if letters < LETTERS * lines.len() {
        return false;
    }
    one * 10 >= lines.len() * 9 && full * 2 > lines.len()
}

/// Returns how far the words of entries stand from their numbers (`66/137   United Nations Declaration on`), where lines
/// are such entries or go on from them.
fn entries(lines: &[&[Piece]]) -> Option<f64> {
    let (begin, _) = extent(lines);
    let set_in = |piece: &Piece| piece.left - begin;
    let second = lines.iter().find(|line| line.len() == 2).map(|line| set_in(&line[1]))?;
    let words =
        |piece: &Piece| (set_in(piece) - second).abs() < ALIKE && piece.text.contains(char::is_lowercase);
    let entry = |line: &&&[Piece]| match line {
        [only] => words(only) || set_in(only) < ALIKE,
        [number, title] => set_in(number) < ALIKE && words(title),
        _ => false,
    };
    (lines.iter().filter(entry).count() * 10 >= lines.len() * 9).then_some(second)
}

/// What stands equally far from the beginning of a column does so within so many points.
const ALIKE: f64 = 8.0;

fn alike(own: f64, other: f64) -> bool {
    (own - other).abs() < ALIKE
}

fn extent(lines: &[&[Piece]]) -> (f64, f64) {
    let all = || lines.iter().flat_map(|line| line.iter());
    let begin = all().map(|piece| piece.left).fold(f64::INFINITY, f64::min);
    (begin, all().map(|piece| piece.right).fold(0.0, f64::max))
}

fn width(line: &[Piece]) -> f64 {
    line.last().map_or(0.0, |last| last.right) - line.first().map_or(0.0, |first| first.left)
}
