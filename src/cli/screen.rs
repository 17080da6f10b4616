//! Text for people: its width, its emphasis, and nothing in it that a terminal would obey.

use std::io::{self, IsTerminal};

use crate::draw::wrap;

/// Columns where standard output is no terminal.
const PIPED: usize = 100;

/// Columns beyond which lines are hard to read.
const WIDEST: usize = 140;

/// What standard output can show.
#[derive(Clone, Copy, Debug)]
pub(super) struct Screen {
    /// Columns.
    pub(super) width: usize,
    colour: bool,
}

impl Screen {
    /// Returns what standard output can show; no colour where it is no terminal or `NO_COLOR` is set.
    pub(super) fn of_stdout() -> Self {
        let terminal = io::stdout().is_terminal();
        let width = if terminal { terminal_size::terminal_size() } else { None };
        Self {
            width: width.map_or(PIPED, |(w, _)| usize::from(w.0)).clamp(40, WIDEST),
            colour: terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        }
    }

    /// Returns a screen of some width without colour, as a test needs it.
    #[cfg(test)]
    pub(super) fn plain(width: usize) -> Self {
        Self { width, colour: false }
    }

    /// Returns the screen to the right of some columns.
    pub(super) fn right_of(self, used: usize) -> Self {
        Self { width: self.width.saturating_sub(used), ..self }
    }

    /// Returns a text in bold.
    pub(super) fn bold(self, text: &str) -> String {
        self.marked("1", text)
    }

    /// Returns a text in bold, or between asterisks where there is none.
    pub(super) fn emphasised(self, text: &str) -> String {
        if self.colour { self.bold(text) } else { format!("*{text}*") }
    }

    /// Returns a text that stands back.
    pub(super) fn faint(self, text: &str) -> String {
        self.marked("2", text)
    }

    fn marked(self, code: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// Returns a text in as many lines as it needs, each after `indent` blanks and within the width.
    pub(super) fn paragraph(self, indent: usize, text: &str) -> Vec<String> {
        let room = self.width.saturating_sub(indent).max(20);
        wrap(&clean(text), room, usize::MAX).into_iter().map(|line| format!("{:indent$}{line}", "")).collect()
    }
}

/// Returns a text of a document without control characters: a file must not be able to move the cursor.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Returns a number with its noun, as `1 document` or `2 documents`.
pub(super) fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_cannot_write_on_the_terminal() {
        assert_eq!(clean("a\u{1b}[2Jb\nc"), "a [2Jb c");
    }

    #[test]
    fn paragraphs_keep_to_the_width() {
        let screen = Screen { width: 40, colour: false };
        assert_eq!(
            screen.paragraph(4, "Promotion and protection of all human rights"),
            ["    Promotion and protection of all", "    human rights"]
        );
    }
}
