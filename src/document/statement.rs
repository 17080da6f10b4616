//! Statements of a President: what was read out stands behind a line that says so, each paragraph of it in the quotation
//! marks of a long quotation.

use super::frame::Frame;
use super::kind::Kind;
use super::line::Line;
use super::region::Region;

/// Among how many lines with content the head of a statement ends.
const HEAD: usize = 16;

/// What opens a quotation, or does in print: some texts open one with the mark that closes.
const MARKS: [char; 4] = ['“', '"', '”', '«'];

/// Returns the line on which the text of a statement without number begins, if its head says that it is one: by its
/// title, or by its symbol.
pub(super) fn text_start(
    lines: &[Line<'_>],
    kinds: &[Kind],
    region: &Region,
    frame: &Frame,
) -> Option<usize> {
    let head = || region.lines.clone().filter(|at| kinds[*at] != Kind::Blank).take(HEAD);
    let introduction = head().find(|at| matches!(kinds[*at], Kind::Statement { .. }))?;
    let tells = |at: usize| match &kinds[at] {
        Kind::Symbol(symbol) => symbol.as_str().contains("/PRST/"),
        _ => frame.statement_title.is_match(lines[at].as_str()),
    };
    let titled = head().take_while(|at| *at < introduction).any(tells);
    let text = introduction + 1..region.lines.end;
    titled.then(|| text.clone().find(|at| kinds[*at] != Kind::Blank).unwrap_or(text.end))
}

/// Returns whether a line, or the lines of a sentence, end as the introduction of a statement does.
pub(super) fn is_introduction(text: &str, frame: &Frame) -> bool {
    let end = || &text[text.ceil_char_boundary(text.len().saturating_sub(END))..];
    text.ends_with(':') && frame.statement.is_match(end())
}

/// The words that end the introduction of a statement take up fewer bytes than this.
const END: usize = 80;

/// Returns a text without the quotation mark that opens it.
pub(super) fn unquoted(text: &str) -> &str {
    text.strip_prefix(MARKS).unwrap_or(text).trim_start()
}

/// Returns a text without the quotation mark that closes it.
pub(super) fn without_closing(text: &str) -> &str {
    text.strip_suffix(['”', '"', '»']).unwrap_or(text)
}
