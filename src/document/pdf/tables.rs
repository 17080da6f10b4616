//! Rows of tables whose cells run over several lines: each cell is put together again.

use super::rows::{Piece, Row};

/// Puts lines that go on a row of cells into it. Rows without cells stay as they are.
pub(super) fn whole(rows: &[Row]) -> Vec<Row> {
    if !(2..ROWS).contains(&rows.len()) || rows.iter().filter(|row| row.pieces.len() > 1).count() == 0 {
        return rows.to_vec();
    }
    let columns = columns(rows);
    if columns.len() < 2 {
        return rows.to_vec();
    }
    let column = |piece: &Piece| {
        let middle = (piece.left + piece.right) / 2.0;
        columns.iter().position(|(left, right)| (*left..=*right).contains(&middle)).unwrap_or(0)
    };
    let mut out: Vec<Row> = Vec::new();
    for row in rows {
        let first = row.pieces.first().map_or(0, &column);
        let goes_on = |last: &Row| {
            last.pieces.len() > 1 && row.pieces.iter().all(|piece| piece.text.starts_with(char::is_lowercase))
        };
        let begins = first == 0 && (row.pieces.len() > 1 || !out.last().is_some_and(goes_on));
        // Figures below figures are a row of their own.
        let figures = |piece: &Piece| !piece.text.contains(char::is_alphabetic);
        let below = |last: &Row, piece: &Piece| last.pieces.iter().any(|own| column(own) == column(piece));
        let begins =
            begins || out.last().is_some_and(|last| row.pieces.iter().any(|p| figures(p) && below(last, p)));
        match out.last_mut().filter(|_| !begins) {
            Some(open) => {
                for piece in &row.pieces {
                    add(open, piece, column(piece), &column);
                }
                open.base = row.base;
            }
            None => out.push(row.clone()),
        }
    }
    out
}

/// Tables of more rows than a page has are none.
const ROWS: usize = 400;

/// Appends a line to its cell.
fn add(row: &mut Row, piece: &Piece, to: usize, column: &impl Fn(&Piece) -> usize) {
    match row.pieces.iter_mut().find(|own| column(own) == to) {
        Some(cell) => {
            let closely = cell.text.ends_with('/') || cell.text.ends_with('-');
            cell.text =
                format!("{}{}{}", cell.text.trim_end(), if closely { "" } else { " " }, piece.text.trim());
            cell.left = cell.left.min(piece.left);
            cell.right = cell.right.max(piece.right);
        }
        None => {
            row.pieces.push(piece.clone());
            row.pieces.sort_by(|a, b| a.left.total_cmp(&b.left));
        }
    }
}

/// Returns the columns: stretches of the page that pieces fill, parted by what no piece crosses.
fn columns(rows: &[Row]) -> Vec<(f64, f64)> {
    let mut spans: Vec<(f64, f64)> =
        rows.iter().flat_map(|row| &row.pieces).map(|piece| (piece.left, piece.right)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f64, f64)> = Vec::new();
    for (left, right) in spans {
        match out.last_mut() {
            Some(last) if left <= last.1 => last.1 = last.1.max(right),
            _ => out.push((left, right)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(pieces: &[(&str, f64)]) -> Row {
        let piece = |(text, left): &(&str, f64)| Piece {
            text: (*text).to_owned(),
            left: *left,
            right: left + 5.0 * text.len() as f64,
            blanks: Vec::new(),
        };
        Row { pieces: pieces.iter().map(piece).collect(), base: 0.0, size: 10.0, artifact: false }
    }

    #[test]
    fn cells_are_read_whole() {
        let check = |rows: &[Row], expected: &[&str]| {
            let shown: Vec<String> = whole(rows).iter().map(Row::text).collect();
            assert_eq!(shown, expected);
        };
        check(
            &[
                row(&[("66/901", 0.0), ("Declaration on the", 60.0), ("Lakes", 300.0)]),
                row(&[("Care of Lamps", 60.0)]),
                row(&[("66/902", 0.0), ("Year of Lamps", 60.0)]),
            ],
            &["66/901  Declaration on the Care of Lamps  Lakes", "66/902  Year of Lamps"],
        );
        check(
            &[row(&[("Lamps", 0.0), ("12", 200.0)]), row(&[("of the lakes", 0.0)]), row(&[("13", 200.0)])],
            &["Lamps of the lakes  12", "13"],
        );
        check(&[row(&[("Lamps", 0.0)]), row(&[("and lakes", 0.0)])], &["Lamps", "and lakes"]);
    }
}
