//! The numbers that open paragraphs.

use super::{Builder, Label, Part};
use crate::authority::verbs::VerbForm;
use crate::document::joining::Joined;
use crate::document::paragraph_numbers::{self, number};

impl Builder<'_> {
    /// Opens a numbered operative paragraph if the line begins with the number of one; returns the byte behind it.
    pub(super) fn numbered(&mut self, text: &str) -> Option<usize> {
        if let Some(behind) = self.numbered_in_chapter(text) {
            return Some(behind);
        }
        if self.chapter.is_some() {
            return None;
        }
        let (number, behind) = number(text).or_else(|| self.misprinted(text))?;
        let rest = text[behind..].trim_start();
        let alone = rest.is_empty();
        let next = number > self.operative && number <= self.operative + 5;
        let restart = number == 1 && (self.terminal() || self.heading_open()) && self.after_blank;
        // Headings and lists with numbers of their own stand between those of a report, and its tables are counted.
        let goes_on = self.after_blank && !alone && self.printed > 0 && number == self.printed + 1;
        // A page may begin within a resolution.
        let within = self.operative == 0
            && self.after_blank
            && !self.is_report()
            && self.frame.opening_form(rest) == Some(VerbForm::Finite);
        if !(next || restart || goes_on || within)
            || !alone && !rest.starts_with(|c: char| c.is_alphabetic() || "“\"[*(".contains(c))
        {
            return None;
        }
        // Some texts print the number behind the first line of its paragraph.
        if alone
            && let Some((label @ Label::Operative(None), joined)) = &mut self.open
            && !joined.as_str().ends_with([';', '.'])
        {
            *label = Label::Operative(Some(number));
            self.operative = number;
            return Some(behind);
        }
        if self.part == Part::Operative
            && self.open.is_some()
            && !self.terminal()
            && !self.after_blank
            && alone
        {
            return None;
        }
        self.finish();
        if goes_on || self.printed == 0 || self.operative == self.printed && next {
            self.printed = number;
        }
        self.part = Part::Operative;
        self.operative = number;
        if alone {
            self.pending = Some(number);
        } else {
            self.open = Some((Label::Operative(Some(number)), Joined::default()));
        }
        Some(behind)
    }

    /// Reads the number before a verb whose full stop was printed or scanned as a comma: `1, Reaffirms`.
    pub(super) fn misprinted(&self, text: &str) -> Option<(u32, usize)> {
        let finite = |rest| self.frame.opening_form(rest) == Some(VerbForm::Finite);
        // Scanners read the first number as a letter.
        if let Some(rest) = ["I. ", "l. ", "I . "].iter().find_map(|one| text.strip_prefix(one)) {
            return (self.operative == 0 && finite(rest)).then_some((1, text.len() - rest.len()));
        }
        let (digits, rest) = text.split_at(text.bytes().take_while(u8::is_ascii_digit).count());
        let rest = rest.strip_prefix(", ")?;
        let finite = finite(rest);
        let number = digits.parse().ok().filter(|_| finite && digits.len() <= 2)?;
        Some((number, digits.len() + 2))
    }

    /// Opens a paragraph of a report if the line begins with its number within a chapter (`24.7`); returns the byte behind
    /// it. The first of a chapter is 1, so that no quantity begins a paragraph.
    pub(super) fn numbered_in_chapter(&mut self, text: &str) -> Option<usize> {
        let (chapter, number, behind) = paragraph_numbers::in_chapter(text).filter(|_| self.is_report())?;
        let next = match self.chapter {
            None => number == 1 && self.printed == 0,
            Some(now) if now == chapter => (self.operative + 1..=self.operative + 5).contains(&number),
            Some(now) => number == 1 && chapter == now + 1,
        };
        if !next || !(self.after_blank || self.terminal()) {
            return None;
        }
        self.finish();
        self.part = Part::Operative;
        self.chapter = Some(chapter);
        self.operative = number;
        self.printed = number;
        self.open = Some((Label::Operative(Some(number)), Joined::default()));
        Some(behind)
    }
}

#[cfg(test)]
mod tests {
    use super::super::labels;

    #[test]
    fn a_page_may_begin_within_a_resolution() {
        let text = "wells of the lakes, as it has been asked to do by those who live there, and for their good;\n\n\
            17. Welcomes the lamps;\n\n18. Requests:\n\n(a) Oil;\n\n68th plenary meeting\n14 December 1990\n\n\
            45/906. Lakes\n\nThe General Assembly,\n\n1. Decides to rest.\n";
        let reading =
            crate::document::read(text.as_bytes(), "lakes.txt", crate::authority::Authority::embedded());
        let tail = &reading.expect("a text").documents[0];
        let labels: Vec<&str> = tail.paragraphs.iter().map(|p| p.label.as_str()).collect();
        assert_eq!(labels, ["pp1", "op17", "op18", "op18(a)", "closing"]);
    }

    #[test]
    fn a_comma_may_stand_for_the_stop_behind_a_number() {
        let text = "Resolution 997 (1968)\nof 18 March 1968\n\nThe Security Council,\n\nNoting the lakes,\n\n\
            1, Reaffirms the lakes, of which there are\n12, Urging aside;\n\n2. Urges calm.\n";
        assert_eq!(labels(text), ["pp1", "op1", "op2"]);
    }
}
