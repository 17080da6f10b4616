//! Rows of a page -> parts in the order of reading: columns of prose one after the other, all else row by row.

use std::collections::BTreeSet;

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
/// Lines that each of two columns of entries has at least.
const FEW: usize = 2;
/// Lines of prose have so many letters on average.
const LETTERS: usize = 18;
/// How much of its column a line of prose fills.
const FILL: f64 = 0.7;

/// Parts the rows of a page.
pub(super) fn parts(rows: Vec<Row>) -> Vec<Part> {
    if rows.len() > MOST_ROWS {
        return vec![part(rows)];
    }
    let places = places(&rows);
    let mut out: Vec<Part> = Vec::new();
    let mut plain: Vec<Row> = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let Some(Columns { len, gutter, prose }) = columns(&rows[at..], &places) else {
            plain.push(rows[at].clone());
            at += 1;
            continue;
        };
        // One of the columns of prose may begin above the first row that they share; above those of a list stands its heading.
        let above = plain
            .iter()
            .rev()
            .take_while(|row| prose && is_of_one_side(row, gutter) && is_beside(row, &rows[at..at + len]));
        let band = plain.split_off(plain.len() - above.count());
        if !plain.is_empty() {
            out.push(part(std::mem::take(&mut plain)));
        }
        let band: Vec<Row> = band.iter().chain(&rows[at..at + len]).map(|row| row.parted(gutter)).collect();
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

/// Rows in two columns.
struct Columns {
    /// How many they are.
    len: usize,
    /// Where the columns part.
    gutter: f64,
    /// Whether they are of prose, and not of entries.
    prose: bool,
}

/// Returns the rows from the first on that stand in two columns, of prose or of entries that begin alike.
fn columns(rows: &[Row], places: &[f64]) -> Option<Columns> {
    let first = rows.first()?;
    let between = first.pieces.windows(2).map(|pair| (pair[0].right + pair[1].left) / 2.0);
    let within =
        first.pieces.iter().flat_map(|piece| &piece.blanks).map(|(_, left, right)| (left + right) / 2.0);
    let gutters: Vec<f64> = between.chain(within).collect();
    let found = |gutter: &f64, prose| {
        let len = if prose { parted(rows, *gutter) } else { listed(rows, *gutter) };
        len.map(|len| Columns { len, gutter: *gutter, prose })
    };
    let lists = places.iter().chain(&gutters).filter_map(|gutter| found(gutter, false));
    let prose = gutters.iter().filter_map(|gutter| found(gutter, true));
    lists.chain(prose).max_by_key(|columns| columns.len)
}

/// Returns the places before which numbers of entries begin: the first row of a list has not always entries in both columns,
/// nor is its longest line there.
fn places(rows: &[Row]) -> Vec<f64> {
    let entries = rows.iter().flat_map(|row| row.pieces.windows(2)).filter(|pair| is_entry(pair));
    let begins: BTreeSet<i64> = entries.map(|pair| pair[0].left.round() as i64).collect();
    begins.into_iter().take(PLACES).map(|left| left as f64 - BEFORE).collect()
}

/// Returns whether two pieces are a number with figures and words behind it.
fn is_entry(pair: &[Piece]) -> bool {
    pair[0].text.contains(|c: char| c.is_ascii_digit()) && pair[1].text.contains(char::is_lowercase)
}

/// No page has numbers of entries at more places than this.
const PLACES: usize = 32;
/// A gutter is looked for so far before what begins there, in points.
const BEFORE: f64 = 1.0;

/// Returns how many rows from the first on a gutter parts in two columns of prose.
fn parted(rows: &[Row], gutter: f64) -> Option<usize> {
    let len = rows.iter().take_while(|row| !row.crosses(gutter)).count();
    if len < ROWS {
        return None;
    }
    let rows: Vec<Row> = rows[..len].iter().map(|row| row.parted(gutter)).collect();
    let (lefts, rights) = sides(&rows, gutter);
    let prose = |lines: &Side<'_>| lines.len() >= ROWS && is_prose(lines);
    (prose(&lefts) && prose(&rights)).then_some(len)
}

/// Returns how many rows from the first on a gutter parts in two columns of entries.
fn listed(rows: &[Row], gutter: f64) -> Option<usize> {
    let len = rows.iter().take_while(|row| !row.crosses(gutter)).count();
    let begin = rows[..len].iter().map(Row::left).fold(f64::INFINITY, f64::min);
    let size = rows[0].size;
    // What stands alone where the numbers of entries stand, and is none, is the heading of others; so is what stands alone
    // in another size.
    let heading = |row: &&Row| match row.pieces.as_slice() {
        [only] => {
            alike(only.left, begin) && !only.text.contains(|c: char| c.is_ascii_digit())
                || (row.size - size).abs() > RESIZED * size
        }
        _ => false,
    };
    let len = rows[..len].iter().take_while(|row| !heading(row)).count();
    let entry = |left: bool| {
        let mut pairs = rows[..len].iter().flat_map(|row| row.pieces.windows(2));
        pairs.any(|pair| is_entry(pair) && if left { pair[1].left < gutter } else { pair[0].left > gutter })
    };
    if !entry(true) || !entry(false) {
        return None;
    }
    let rows: Vec<Row> = rows[..len].iter().map(|row| row.parted(gutter)).collect();
    let (lefts, rights) = sides(&rows, gutter);
    let own = entries(&lefts)?;
    entries(&rights).is_some_and(|other| alike(own, other)).then_some(len)
}

/// A heading is larger or smaller than the entries below it by this share.
const RESIZED: f64 = 0.1;

/// What stands on one side of a gutter, line by line.
type Side<'a> = Vec<&'a [Piece]>;

/// Parts rows at a gutter.
fn sides(rows: &[Row], gutter: f64) -> (Side<'_>, Side<'_>) {
    let (mut lefts, mut rights): (Vec<&[Piece]>, Vec<&[Piece]>) = (Vec::new(), Vec::new());
    for row in rows {
        let at = row.pieces.iter().take_while(|piece| piece.left < gutter).count();
        let (left, right) = row.pieces.split_at(at);
        lefts.extend((!left.is_empty()).then_some(left));
        rights.extend((!right.is_empty()).then_some(right));
    }
    (lefts, rights)
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
/// are such entries or go on from them: of many lines most, of few lines all. Numbers have figures.
fn entries(lines: &[&[Piece]]) -> Option<f64> {
    let (begin, _) = extent(lines);
    let set_in = |piece: &Piece| piece.left - begin;
    let second = lines.iter().find(|line| line.len() == 2).map(|line| set_in(&line[1]))?;
    let words =
        |piece: &Piece| (set_in(piece) - second).abs() < ALIKE && piece.text.contains(char::is_lowercase);
    let number = |piece: &Piece| set_in(piece) < ALIKE && piece.text.contains(|c: char| c.is_ascii_digit());
    let many = lines.len() >= ROWS;
    let entry = |line: &&&[Piece]| match line {
        [only] => words(only) || many && set_in(only) < ALIKE,
        [own, title] => number(own) && words(title),
        _ => false,
    };
    let fit = lines.iter().filter(entry).count();
    let enough = if many { fit * 10 >= lines.len() * 9 } else { fit == lines.len() && fit >= FEW };
    enough.then_some(second)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A row: its height and size, and its pieces, each with its beginning.
    type Line<'a> = (f64, f64, &'a [(f64, &'a str)]);

    fn check(rows: &[Line<'_>], expected: &[&[&str]]) {
        let rows = rows.iter().map(|(base, size, pieces)| Row::set(*base, *size, pieces)).collect();
        let shown: Vec<Vec<String>> =
            parts(rows).iter().map(|part| part.rows.iter().map(Row::text).collect()).collect();
        assert_eq!(shown, expected);
    }

    /// A budget (A/81/6 (Sect. 24)) lists mandates in two columns whose lines stand at different heights; the first row had
    /// an entry in one column alone, and a longer line below ran over the middle of the gap, so both were read as one.
    #[test]
    fn short_lists_in_two_columns_are_read_one_after_the_other() {
        check(
            &[
                (100.0, 10.0, &[(60.0, "Lake Council resolutions")]),
                (120.0, 8.0, &[(60.0, "70/901"), (130.0, "Care of")]),
                (122.0, 8.0, &[(310.0, "72/903"), (380.0, "Convention on the Lamps")]),
                (130.0, 8.0, &[(130.0, "the lakes and of all of their many shores")]),
                (132.0, 8.0, &[(380.0, "of Travellers")]),
                (
                    144.0,
                    8.0,
                    &[(60.0, "71/902"), (130.0, "Year of Lamps"), (310.0, "73/904"), (380.0, "Night")],
                ),
                (170.0, 10.0, &[(123.0, "Lamp Council")]),
            ],
            &[
                &["Lake Council resolutions"],
                &["70/901  Care of", "the lakes and of all of their many shores", "71/902  Year of Lamps"],
                &["72/903  Convention on the Lamps", "of Travellers", "73/904  Night"],
                &["Lamp Council"],
            ],
        );
    }

    #[test]
    fn tables_without_numbers_of_entries_are_read_row_by_row() {
        let rows: &[Line<'_>] = &[
            (120.0, 8.0, &[(60.0, "North"), (130.0, "Lakes"), (310.0, "South"), (380.0, "Lamps")]),
            (132.0, 8.0, &[(60.0, "East"), (130.0, "Shores"), (310.0, "West"), (380.0, "Nights")]),
            (144.0, 8.0, &[(60.0, "Both"), (130.0, "Travellers"), (310.0, "All"), (380.0, "Mornings")]),
        ];
        check(
            rows,
            &[&[
                "North  Lakes  South  Lamps",
                "East  Shores  West  Nights",
                "Both  Travellers  All  Mornings",
            ]],
        );
    }

    #[test]
    fn columns_of_entries_that_begin_differently_are_no_list() {
        let rows: &[Line<'_>] = &[
            (120.0, 8.0, &[(60.0, "1"), (130.0, "Care of lakes"), (310.0, "12"), (340.0, "metres")]),
            (132.0, 8.0, &[(60.0, "2"), (130.0, "Care of lamps"), (310.0, "13"), (340.0, "litres")]),
            (144.0, 8.0, &[(60.0, "3"), (130.0, "Care of nights"), (310.0, "14"), (340.0, "hours")]),
        ];
        check(
            rows,
            &[&[
                "1  Care of lakes  12  metres",
                "2  Care of lamps  13  litres",
                "3  Care of nights  14  hours",
            ]],
        );
    }
}
