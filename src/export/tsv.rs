//! Tab-separated values: no quoting, so tabs and line ends within a cell are blanks.

/// Returns a text as one cell.
pub(super) fn cell(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_is_on_one_line() {
        assert_eq!(cell("53/144\tof\r\n1998"), "53/144 of  1998");
    }
}
