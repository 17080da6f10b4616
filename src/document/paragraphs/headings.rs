//! The headings of sections and lists among paragraphs.

use super::{Builder, Label, Part};
use crate::document::joining::Joined;
use crate::document::{paragraph_numbers, sections};

/// Headings of sections are shorter than this, in bytes.
const HEADING: usize = 200;

/// Headings that begin with the numeral of their section are shorter than this, in bytes: they name budgets in full.
const SECTION: usize = 600;

impl Builder<'_> {
    /// Returns whether the open paragraph is the heading of a section: short, without verb and final punctuation.
    pub(super) fn heading_open(&self) -> bool {
        let verbs = self.frame.words.verbs();
        self.open.as_ref().is_some_and(|(label, joined)| {
            let unnumbered =
                matches!(label, Label::Preambular(_) | Label::Operative(None) | Label::Continued);
            let text = joined.as_str();
            unnumbered
                && verbs.window() == 0
                && (text.len() < HEADING || self.is_section(text))
                && text.starts_with(char::is_uppercase)
                && !self.terminal()
                && !self.frame.opens(text)
                && !(self.is_report() && paragraph_numbers::is_listed(text))
        })
    }

    /// Returns whether a text is the long heading of the next section of a resolution.
    pub(super) fn is_section(&self, text: &str) -> bool {
        text.len() < SECTION && !self.is_report() && sections::begins(&self.done, text)
    }

    /// Returns whether the open paragraph is the numeral of a section without title.
    pub(super) fn numeral_open(&self) -> bool {
        self.open.as_ref().is_some_and(|(_, joined)| sections::is_numeral(joined.as_str()))
    }

    /// Returns whether the open paragraph ends with a figure, as a row of a table does among numbered paragraphs.
    pub(super) fn is_figure(&self) -> bool {
        let figure = |joined: &Joined| joined.as_str().ends_with(|c: char| c.is_ascii_digit());
        self.part == Part::Operative && self.open.as_ref().is_some_and(|(_, joined)| figure(joined))
    }

    /// Returns whether a line is the heading of a list of acts: `Human Rights Council decisions`.
    pub(super) fn names_acts(&self, text: &str) -> bool {
        let heads = &self.frame.words.lexicon.heads;
        let last = text.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let mut nouns = heads.resolution.split('|').chain(heads.decision.split('|'));
        text.len() < HEADING
            && text.starts_with(char::is_uppercase)
            && nouns
                .any(|noun| noun.strip_suffix("s?").is_some_and(|stem| last.strip_suffix('s') == Some(stem)))
    }
}
