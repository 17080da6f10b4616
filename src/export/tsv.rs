//! Tab-separated values: no quoting, so tabs and line ends within a cell are blanks.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};
use std::io::{self, Write};

/// What would end a cell or a row.
const BREAKS: [char; 3] = ['\t', '\n', '\r'];

/// Returns a text as one cell.
pub(super) fn cell(text: &str) -> String {
    text.replace(BREAKS, " ")
}

/// Writes the header.
///
/// # Errors
///
/// Fails if the writer fails.
pub(super) fn write_header(columns: &[&str], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", columns.join("\t"))
}

/// Writes a header and rows.
///
/// # Errors
///
/// Fails if the writer fails.
pub(super) fn write<'a, const WIDTH: usize>(
    columns: &[&str; WIDTH],
    rows: impl IntoIterator<Item = [Cow<'a, str>; WIDTH]>,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_header(columns, out)?;
    for row in rows {
        writeln!(out, "{}", row.map(|text| cell(&text)).join("\t"))?;
    }
    Ok(())
}

/// How many bytes a row has, rather more than most.
const ROW: usize = 192;

/// Rows that are put together in one text.
#[derive(Debug, Default)]
pub(super) struct Rows(String);

impl Rows {
    /// Makes room for so many rows of usual length.
    pub fn with_room(rows: usize) -> Self {
        Self(String::with_capacity(rows * ROW))
    }

    /// Adds a text as the next cell of the row.
    pub fn text(&mut self, text: &str) {
        // All bytes are looked at, which the compiler does for many at once.
        if text.bytes().fold(false, |any, byte| any | matches!(byte, b'\t' | b'\n' | b'\r')) {
            self.0.push_str(&cell(text));
        } else {
            self.0.push_str(text);
        }
        self.0.push('\t');
    }

    /// Adds the cells of a row that has not ended as the next cells of the row.
    pub fn cells(&mut self, other: &Rows) {
        self.0.push_str(&other.0);
    }

    /// Adds what is shown without tabs and line ends, as numbers are, as the next cell of the row.
    pub fn shown(&mut self, value: impl Display) {
        write!(self.0, "{value}\t").expect("a text takes everything");
    }

    /// Adds a number as the next cell of the row: most cells that are no texts are numbers.
    pub fn number(&mut self, mut number: usize) {
        let mut digits = [0; 20];
        let mut first = digits.len();
        loop {
            first -= 1;
            digits[first] = b'0' + (number % 10) as u8;
            number /= 10;
            if number == 0 {
                break;
            }
        }
        self.0.push_str(str::from_utf8(&digits[first..]).expect("digits are ASCII"));
        self.0.push('\t');
    }

    /// Ends the row.
    pub fn end(&mut self) {
        self.0.pop();
        self.0.push('\n');
    }

    /// Returns the rows, each with its line end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_on_one_line() {
        assert_eq!(cell("53/144\tof\r\n1998"), "53/144 of  1998");
    }

    #[test]
    fn rows_end_in_lines() {
        let mut rows = Rows::default();
        for (text, number) in [("a\tb", 0), ("", 20), ("c", usize::MAX)] {
            rows.text(text);
            rows.shown(number);
            rows.number(number);
            rows.end();
        }
        assert_eq!(rows.as_str(), format!("a b\t0\t0\n\t20\t20\nc\t{0}\t{0}\n", usize::MAX));
    }
}
