//! Signs by which a text tells what it is: the end of a paragraph, a table, a title.

/// Returns whether a paragraph may end here, marks of notes aside.
pub(super) fn is_terminal(text: &str) -> bool {
    let ends = |text: &str| text.ends_with([',', ';', ':', '.']);
    let unmarked = text.trim_end_matches(|c| crate::document::line::mark_number(c).is_some() || c == ' ');
    ends(text) || ends(unmarked.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end())
}

/// Returns whether a text has what a symbol has, a figure behind a stroke: rows of tables do, and headings do not.
pub(super) fn has_symbol(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair[0] == b'/' && pair[1].is_ascii_digit())
}

/// Returns whether a text is a table or contents: cells, points before a page, or a figure to three letters.
pub(super) fn is_tabular(text: &str) -> bool {
    let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
    text.starts_with('|')
        || text.contains(LEADERS)
        || 3 * count(|c| c.is_ascii_digit()) > count(char::is_alphabetic)
}

/// The points between a title and its page in a table of contents.
const LEADERS: &str = ". . . .";

/// Returns whether a line is a title in capitals: `STATUTE OF THE COMMISSION`.
pub(super) fn is_capital_title(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 10 && text.contains(' ') && text.chars().all(|c| !c.is_lowercase())
}

/// Returns the label of an annex: `annex`, `annex-II`.
pub(super) fn annex_label(text: &str) -> String {
    match text.split_whitespace().nth(1) {
        Some(number) => format!("annex-{}", number.to_uppercase()),
        None => "annex".to_owned(),
    }
}
