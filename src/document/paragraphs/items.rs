//! The sub-paragraphs of a paragraph, with their letters or without.

use super::{Builder, Label, Part};
use crate::document::joining::Joined;
use crate::document::paragraph_numbers::{item_label, item_mark};

/// Titles of items are shorter than this, in bytes.
const TITLE: usize = 120;

impl Builder<'_> {
    /// Opens a sub-paragraph if the line begins with the mark of one.
    pub(super) fn item(&mut self, text: &str) -> bool {
        let Some(mark) = item_mark(text) else { return false };
        let before = match &self.open {
            Some((_, joined)) => joined.as_str(),
            None => self.done.last().map_or("", |d| d.text.as_str()),
        };
        let follows = [":", ";", ",", ".", " and", " or"].iter().any(|end| before.ends_with(end));
        // The title of an item ends with no stop: `(a) Protection of lakes`, and `(i)` below it.
        let titled = mark == "i" && self.after_blank && item_mark(before).is_some() && before.len() < TITLE;
        if !follows && !titled && !self.is_below_heading(mark) {
            return false;
        }
        let base = match &self.open {
            Some((label, _)) => self.label_text(label),
            None => self.done.last().map(|d| d.label.clone()).unwrap_or_default(),
        };
        let label = item_label(&base, mark);
        self.finish();
        self.unlettered = None;
        self.open = Some((Label::Item(label), Joined::default()));
        true
    }

    /// Returns whether the open paragraph is a heading among items, and a mark the first or the next one: `Better statistics`
    /// above `(f) Support provided`.
    fn is_below_heading(&self, mark: &str) -> bool {
        let Some((Label::Continued, joined)) = &self.open else { return false };
        let heading = joined.as_str();
        let last = self.done.last().and_then(|draft| draft.label.strip_suffix(')')?.chars().next_back());
        let next = match (last, mark.as_bytes()) {
            (Some(last), [letter]) => u32::from(last) + 1 == u32::from(*letter),
            (None, mark) => mark == b"a",
            _ => false,
        };
        self.after_blank && next && heading.len() < TITLE && heading.starts_with(char::is_uppercase)
    }

    /// Opens a sub-paragraph behind a colon or behind another one, in a text without printed numbers and letters.
    pub(super) fn unlettered_item(&mut self) -> bool {
        let Some((label, joined)) = self.open.as_ref().filter(|_| self.part == Part::Operative) else {
            return false;
        };
        let behind_colon = joined.as_str().ends_with(':') && *label == Label::Operative(None);
        let within = self.unlettered.filter(|_| joined.as_str().ends_with([';', ',']));
        let (base, letter) = match (label, within) {
            (Label::Operative(None), _) if behind_colon => (self.label_text(label), 'a'),
            (Label::Item(last), Some(letter @ 'a'..='y')) => {
                (last[..last.rfind('(').unwrap_or(last.len())].to_owned(), char::from(letter as u8 + 1))
            }
            _ => return false,
        };
        if self.printed > 0 || self.is_report() || self.frame.words.verbs().window() > 0 {
            return false;
        }
        self.finish();
        self.open = Some((Label::Item(format!("{base}({letter})")), Joined::default()));
        self.unlettered = Some(letter);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::labels;

    #[test]
    fn items_that_lost_their_letters_have_them() {
        let text = "General Assembly\n\n70/901. Lakes\n\nThe General Assembly,\n\nRequests the Secretary-General:\n\n\
            Rowing on all lakes, to the end;\n\nSwimming, as appropriate;\n\nFishing in winter.\n\nAlso requests a report.\n";
        assert_eq!(labels(text), ["op1", "op1(a)", "op1(b)", "op1(c)", "op2"]);
    }

    #[test]
    fn a_title_behind_a_colon_is_no_item() {
        let text = "General Assembly\n\n70/901. Lakes\n\nThe General Assembly,\n\nAdopts the following declaration:\n\n\
            Declaration on lakes\n\nLakes are deep.\n";
        assert!(labels(text).iter().all(|label| !label.contains('(')));
    }
}
