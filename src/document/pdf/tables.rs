//! Rows of tables whose cells run over several lines: each cell is put together again.

use super::rows::{Piece, Row};

/// Puts lines that go on a row of cells into it. Rows without cells stay as they are.
pub(super) fn whole(rows: &[Row]) -> Vec<Row> {
    if !(2..ROWS).contains(&rows.len()) || rows.iter().filter(|row| row.pieces.len() > 1).count() == 0 {
        return rows.to_vec();
    }
    let parted = parted(rows);
    let columns = columns(&parted);
    if columns.len() < 2 {
        return rows.to_vec();
    }
    let column = |piece: &Piece| {
        let middle = (piece.left + piece.right) / 2.0;
        columns.iter().position(|(left, right)| (*left..=*right).contains(&middle)).unwrap_or(0)
    };
    let mut out: Vec<Row> = Vec::new();
    // The last line of each cell of the row that is open, and whether words ran over lines in it.
    let mut lines: Vec<Option<&Piece>> = vec![None; columns.len()];
    let mut wrapped = false;
    for row in &parted {
        let first = row.pieces.first().map_or(0, &column);
        let runs_on = |piece: &Piece| {
            let at = column(piece);
            lines[at].is_some_and(|line| is_full(line, piece, columns[at].1))
        };
        let run_on = row.pieces.iter().all(runs_on)
            && if row.pieces.len() > 1 { row.pieces.iter().any(is_small) } else { wrapped };
        let goes_on = |last: &Row| last.pieces.len() > 1 && row.pieces.iter().all(is_small);
        let begins = first == 0 && (row.pieces.len() > 1 || !out.last().is_some_and(goes_on));
        // Figures below figures are a row of their own.
        let figures = |piece: &Piece| !piece.text.contains(char::is_alphabetic);
        let below = |last: &Row, piece: &Piece| last.pieces.iter().any(|own| column(own) == column(piece));
        let under = |piece: &Piece| figures(piece) && lines[column(piece)].is_some_and(figures);
        let begins = match run_on {
            true => row.pieces.iter().any(under),
            false => {
                begins
                    || out.last().is_some_and(|last| row.pieces.iter().any(|p| figures(p) && below(last, p)))
            }
        };
        match out.last_mut().filter(|_| !begins) {
            Some(open) => {
                for piece in &row.pieces {
                    add(open, piece, column(piece), &column);
                }
                open.base = row.base;
                wrapped |= run_on && row.pieces.len() > 1;
            }
            None => {
                out.push(row.clone());
                lines = vec![None; columns.len()];
                wrapped = false;
            }
        }
        for piece in &row.pieces {
            lines[column(piece)] = Some(piece);
        }
    }
    out
}

fn is_small(piece: &Piece) -> bool {
    piece.text.starts_with(char::is_lowercase)
}

/// Returns whether the first word of a piece would not have fitted on the line above it in its cell.
fn is_full(line: &Piece, next: &Piece, end: f64) -> bool {
    let letters = next.text.chars().count().max(1) as f64;
    let word = next.text.split(' ').next().map_or(0, |word| word.chars().count()) as f64;
    line.right + (next.right - next.left) / letters * (word + 1.0) * 1.1 >= end
}

/// Parts pieces at the gaps before columns, which may be as narrow as the blanks of a justified line: where pieces of other
/// rows begin that stand behind others, and which no row crosses.
fn parted(rows: &[Row]) -> Vec<Row> {
    let mut places: Vec<f64> = rows
        .iter()
        .flat_map(|row| &row.pieces)
        .flat_map(|piece| &piece.blanks)
        .map(|blank| blank.2)
        .collect();
    places.sort_by(f64::total_cmp);
    places.dedup_by(|next, place| *next - *place < FLUSH);
    let begins = |place: f64| {
        let behind = rows.iter().flat_map(|row| row.pieces.iter().skip(1));
        behind.filter(|piece| (piece.left - place).abs() < FLUSH).count() >= SEVERAL
    };
    let mut out = rows.to_vec();
    for place in places {
        let gutter = place - FLUSH;
        if begins(place) && !rows.iter().any(|row| row.crosses(gutter)) {
            out = out.iter().map(|row| row.parted(gutter)).collect();
        }
    }
    out
}

/// So many pieces begin where a column does.
const SEVERAL: usize = 2;
/// What begins at the same place does so within so many points.
const FLUSH: f64 = 2.0;

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
        let pieces: Vec<(f64, &str)> = pieces.iter().map(|(text, left)| (*left, *text)).collect();
        Row::set(0.0, 10.0, &pieces)
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

    /// Cells of a budget (A/81/6 (Sect. 24)) stand so near that a line and its neighbour had no gap between them, and every
    /// line of every cell began a row: the number of a resolution was parted from its body.
    #[test]
    fn words_that_run_over_lines_of_several_cells_are_one_row() {
        let line = |first: (&str, f64), pieces: &[(&str, f64)]| {
            let mut row = row(&[&[first], pieces].concat());
            // The second column begins behind a narrow blank where the first is full.
            let (left, right) = (row.pieces[0].right, row.pieces[1].left);
            if right - left < 14.0 {
                let next = row.pieces.remove(1);
                let own = &mut row.pieces[0];
                own.text.push(' ');
                own.blanks.push((own.text.len(), left, right));
                own.text.push_str(&next.text);
                own.right = next.right;
            }
            row
        };
        let shown = |rows: &[Row]| whole(rows).iter().map(Row::text).collect::<Vec<_>>();
        let cells = [
            line(("Lake Council", 0.0), &[("Lamps have", 80.0), ("Travellers take", 160.0)]),
            line(("resolution", 0.0), &[("many shores", 80.0), ("their lamps to", 160.0)]),
            line(("70/901 was read", 0.0), &[("of the lakes", 80.0), ("the lakes", 160.0)]),
            row(&[("in the night", 80.0)]),
        ];
        assert_eq!(cells[2].pieces.len(), 2);
        assert_eq!(
            shown(&cells),
            [
                "Lake Council resolution 70/901 was read  Lamps have many shores of the lakes in the night  Travellers take their lamps to the lakes"
            ]
        );
        // Rows of their own: what is below would have fitted, or is a figure below a figure.
        let rows = [
            row(&[("Lakes of the north", 0.0), ("Lamps", 160.0)]),
            row(&[("Lakes", 0.0), ("Nights of travellers", 160.0)]),
            row(&[("lamps and shores", 0.0), ("12", 160.0)]),
            row(&[("nights and shores", 0.0), ("13", 160.0)]),
        ];
        assert_eq!(
            shown(&rows),
            [
                "Lakes of the north  Lamps",
                "Lakes  Nights of travellers",
                "lamps and shores  12",
                "nights and shores  13"
            ]
        );
    }
}
