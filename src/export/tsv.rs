//! Tab-separated values: no quoting, so tabs and line ends within a cell are blanks.

use std::fmt::{Display, Write};

/// What would end a cell or a row.
const BREAKS: [char; 3] = ['\t', '\n', '\r'];

/// Returns a text as one cell.
pub(super) fn cell(text: &str) -> String {
    text.replace(BREAKS, " ")
}

/// Rows that are put together in one text.
#[derive(Debug, Default)]
pub(super) struct Rows(String);

impl Rows {
    /// Adds a text as the next cell of the row.
    pub fn text(&mut self, text: &str) {
        if text.bytes().any(|b| BREAKS.contains(&char::from(b))) {
            self.0.push_str(&cell(text));
        } else {
            self.0.push_str(text);
        }
        self.0.push('\t');
    }

    /// Adds what is shown without tabs and line ends, as numbers are, as the next cell of the row.
    pub fn shown(&mut self, value: impl Display) {
        write!(self.0, "{value}\t").expect("a text takes everything");
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
        for (text, number) in [("a\tb", 1), ("", 20)] {
            rows.text(text);
            rows.shown(number);
            rows.end();
        }
        assert_eq!(rows.as_str(), "a b\t1\n\t20\n");
    }
}
