//! The paragraphs of a resolution: preambular, operative, closing, annex.

mod headings;
mod items;
mod numbered;
mod signs;

use std::mem;
use std::ops::Range;

use super::frame::Frame;
use super::joining::Joined;
use super::kind::Kind;
use super::line::Line;
use super::paragraph_numbers::{self, item_mark, number};
use super::{sections, statement};
use crate::authority::verbs::VerbForm;
use crate::model::{Span, Text};
use signs::{annex_label, has_symbol, is_capital_title, is_tabular, is_terminal};

/// A paragraph whose footnote marks are not yet cut.
#[derive(Debug)]
pub(super) struct Draft {
    pub label: String,
    pub text: Text,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Preamble,
    Operative,
    Closing,
    Annex,
}

/// What makes the paragraphs of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Make {
    /// Verbs and numbers open them.
    Act,
    /// The same, and each may stand in the quotation marks of a long quotation.
    Statement,
    /// No verbs open them: a report, a letter.
    Report,
}

struct Builder<'a> {
    frame: &'a Frame,
    part: Part,
    done: Vec<Draft>,
    open: Option<(Label, Joined)>,
    preambular: u32,
    operative: u32,
    /// The last number that the text itself prints before its paragraphs, lists within these aside.
    printed: u32,
    /// The chapter within which paragraphs are numbered, where they are: `24.7` is of chapter 24.
    chapter: Option<u32>,
    /// A number that stood alone on its line and waits for its text.
    pending: Option<u32>,
    make: Make,
    annex: String,
    after_blank: bool,
    /// The letter of the last sub-paragraph whose own was not printed.
    unlettered: Option<char>,
    /// Whether the sections count their paragraphs anew: those do that have preambles of their own.
    anew: bool,
}

#[derive(Clone, PartialEq, Eq)]
enum Label {
    Fixed(String),
    Preambular(u32),
    /// An operative paragraph; `None` until its number is known.
    Operative(Option<u32>),
    /// What follows a numbered paragraph without a number of its own, where the text prints numbers.
    Continued,
    Item(String),
}

/// Cuts the lines `range` of a resolution, from behind its opener on, or of a report, into paragraphs. Lines for which
/// `skip` holds are passed over.
pub(super) fn paragraphs(
    lines: &[Line<'_>],
    kinds: &[Kind],
    range: Range<usize>,
    skip: &[bool],
    frame: &Frame,
    opening: Option<(usize, usize)>,
    make: Make,
) -> Vec<Draft> {
    let mut builder = Builder {
        frame,
        part: Part::Preamble,
        done: Vec::new(),
        open: None,
        preambular: 0,
        operative: 0,
        printed: 0,
        chapter: None,
        pending: None,
        make,
        annex: "annex".to_owned(),
        after_blank: true,
        unlettered: None,
        anew: false,
    };
    for at in range.filter(|at| !skip[*at]) {
        let from = opening.filter(|(line, _)| *line == at).map_or(0, |(_, from)| from);
        builder.line(&lines[at], &kinds[at], from);
    }
    builder.finish();
    builder.done
}

impl Builder<'_> {
    fn is_report(&self) -> bool {
        self.make == Make::Report
    }

    /// Returns what of a line says whether it begins a paragraph.
    fn bare<'t>(&self, text: &'t str) -> &'t str {
        if self.make == Make::Statement { statement::unquoted(text) } else { text }
    }

    fn line(&mut self, line: &Line<'_>, kind: &Kind, from: usize) {
        let text = line.as_str()[from..].trim_start();
        if text.is_empty() || matches!(kind, Kind::Rule) {
            self.after_blank = true;
            return;
        }
        let behind_opener = from > 0;
        let from = line.as_str().len() - text.len();
        match kind {
            Kind::Meeting if self.part != Part::Annex => {
                self.finish();
                self.part = Part::Closing;
                self.open = Some((Label::Fixed("closing".to_owned()), Joined::default()));
            }
            // The date of what was adopted without a meeting closes it as well.
            Kind::Date(_) if self.is_closed_by() => {
                self.finish();
                self.part = Part::Closing;
            }
            Kind::Annex if self.may_annex() => {
                self.finish();
                self.part = Part::Annex;
                self.annex = annex_label(text);
                self.after_blank = true;
                return;
            }
            // The parts of a resolution that begins on the page before have no titles.
            Kind::Part(_) if self.part == Part::Closing => {
                self.finish();
                self.part = Part::Preamble;
                self.operative = 0;
                self.printed = 0;
                self.after_blank = true;
                return;
            }
            // What was adopted may stand below the closing under its own title alone.
            Kind::Text if self.part == Part::Closing && self.after_blank && is_capital_title(text) => {
                self.finish();
                self.part = Part::Annex;
            }
            // A body that recommends a resolution to another one quotes it from its opener on.
            Kind::Opener { .. } if !behind_opener && self.quotes() => {
                self.finish();
                self.part = Part::Preamble;
                (self.preambular, self.operative, self.printed) = (0, 0, 0);
                self.pending = None;
                self.after_blank = true;
                return;
            }
            // A second opener is that of an annex.
            Kind::Opener { .. }
                if !behind_opener && self.part != Part::Annex && self.preambular + self.operative == 0 =>
            {
                return;
            }
            // A heading counts with no paragraph, though it may begin with a number of its own.
            Kind::Text if line.heading && matches!(self.part, Part::Preamble | Part::Operative) => {
                self.finish();
                let text = line.slice(Span::new(from, line.as_str().len()));
                self.done.push(Draft { label: "heading".to_owned(), text });
                self.after_blank = true;
                return;
            }
            _ => {}
        }
        match self.part {
            Part::Closing => {}
            Part::Annex => self.annex_line(text, line.indented),
            Part::Preamble | Part::Operative => {
                let bare = self.bare(text);
                if let Some(rest) = self.numbered(bare) {
                    let rest = text.len() - bare.len() + rest;
                    if !text[rest..].trim().is_empty() {
                        self.push(line, from + rest);
                    }
                    self.after_blank = false;
                    return;
                }
                self.unnumbered(bare, line.indented);
            }
        }
        self.push(line, from);
        self.after_blank = false;
    }

    /// Returns whether the operative part of an act may end, below which a date stands alone.
    fn is_closed_by(&self) -> bool {
        self.part == Part::Operative && self.make == Make::Act && self.after_blank && self.open_ends('.')
    }

    /// Returns whether what follows may be the text of another act: `the adoption of the following draft resolution:`.
    fn quotes(&self) -> bool {
        self.part == Part::Operative && self.make == Make::Act && self.open_ends(':')
    }

    fn open_ends(&self, stop: char) -> bool {
        self.open.as_ref().is_some_and(|(_, joined)| joined.as_str().ends_with(stop))
    }

    /// Returns whether an annex may begin: behind the closing or another annex, and behind the last paragraph of a text
    /// that has no closing.
    fn may_annex(&self) -> bool {
        match self.part {
            Part::Closing | Part::Annex => true,
            Part::Operative => self.make == Make::Statement || self.make == Make::Act && self.open_ends('.'),
            Part::Preamble => self.make == Make::Statement,
        }
    }

    fn push(&mut self, line: &Line<'_>, from: usize) {
        if self.open.is_none() {
            let label = match self.part {
                Part::Preamble => {
                    self.preambular += 1;
                    Label::Preambular(self.preambular)
                }
                Part::Operative if self.goes_on(line.as_str()) => Label::Continued,
                Part::Operative => Label::Operative(self.pending.take()),
                Part::Closing => Label::Fixed("closing".to_owned()),
                Part::Annex => Label::Fixed(self.annex.clone()),
            };
            self.open = Some((label, Joined::default()));
        }
        if let Some((_, joined)) = &mut self.open {
            joined.push(line, from);
        }
    }

    /// Returns whether a paragraph without number belongs to the numbered one before: no verb opens it.
    fn goes_on(&self, text: &str) -> bool {
        self.printed > 0 && self.pending.is_none() && self.frame.opening_form(text).is_none()
    }

    /// Opens a new paragraph if an unnumbered line begins one.
    fn unnumbered(&mut self, text: &str, indented: bool) {
        if self.pending.is_some() || self.item(text) {
            return;
        }
        let verbs = self.frame.words.verbs();
        let form = self.frame.opening_form(text);
        let terminal = self.terminal();
        let capital = text.starts_with(|c: char| c.is_uppercase());
        let set_off = self.after_blank || indented;
        // The title of what is adopted may stand behind a colon too; it ends with no stop.
        let ends = text.ends_with([';', ',', '.', ':']);
        if set_off && terminal && capital && ends && form.is_none() && self.unlettered_item() {
            return;
        }
        // A table and the text above and below it are paragraphs of their own, and so is a row of a list.
        let open = self.open.as_ref().map_or("", |(_, joined)| joined.as_str());
        let table = open.starts_with('|') != text.starts_with('|');
        let rows = [open, text].map(paragraph_numbers::is_listed);
        let set_apart = || table || rows.contains(&true) || self.names_acts(text);
        if self.is_report() && (rows == [true; 2] || self.after_blank && set_apart()) {
            self.finish();
        }
        let below = form.is_some()
            || capital && self.numeral_open()
            || self.is_report() && capital && !self.is_figure();
        let below = below && self.after_blank && self.heading_open();
        if below {
            self.finish();
        }
        // Nothing stands before what stands below a heading.
        let terminal = terminal || below && !self.is_report();
        // A section may have a preamble of its own below its heading.
        let headed = self.open.is_none() && self.done.last().is_some_and(|draft| draft.label == "heading");
        let opens_with = |wanted| form == Some(wanted) && verbs.window() == 0;
        let participle = opens_with(VerbForm::Participle);
        let finite = opens_with(VerbForm::Finite);
        if self.part == Part::Operative && !self.is_report() && headed && participle {
            self.part = Part::Preamble;
            self.anew = true;
            self.count_anew();
        }
        let begins = match self.part {
            Part::Preamble if finite && terminal => {
                self.finish();
                self.part = Part::Operative;
                return;
            }
            Part::Preamble => {
                let opens = form.is_some() && (set_off || terminal);
                let within = terminal && capital && verbs.window() > 0 && verbs.opens_within_window(text);
                // A preamble whose comma the scanner lost goes on with a capital letter behind a blank line.
                opens && (terminal || self.after_blank && (participle || self.open_is_short()))
                    || within
                    || set_off && terminal && capital
            }
            Part::Operative => terminal && capital && (finite || set_off),
            Part::Closing | Part::Annex => false,
        };
        if begins && self.open.is_some() {
            self.finish();
        }
    }

    fn annex_line(&mut self, text: &str, indented: bool) {
        let begins = self.after_blank || indented || number(text).is_some() || item_mark(text).is_some();
        if begins && self.terminal() {
            self.finish();
        }
    }

    /// Counts the operative paragraphs of a new section from 1 on, where no number is printed that tells.
    fn count_anew(&mut self) {
        if self.printed == 0 {
            self.operative = 0;
        }
    }

    fn terminal(&self) -> bool {
        let ends = |text| match self.make {
            Make::Statement => is_terminal(statement::without_closing(text)),
            Make::Act | Make::Report => is_terminal(text),
        };
        self.open.as_ref().is_none_or(|(_, joined)| ends(joined.as_str()))
    }

    fn open_is_short(&self) -> bool {
        self.open.as_ref().is_some_and(|(_, joined)| joined.as_str().len() < 40)
    }

    fn label_text(&self, label: &Label) -> String {
        match label {
            Label::Fixed(label) | Label::Item(label) => label.clone(),
            Label::Preambular(n) => ["pp", &n.to_string()].concat(),
            Label::Operative(Some(n)) => self.operative_label(*n),
            Label::Operative(None) => self.operative_label(self.operative + 1),
            Label::Continued => self.operative_label(self.operative),
        }
    }

    fn operative_label(&self, number: u32) -> String {
        match self.chapter {
            Some(chapter) => format!("op{chapter}.{number}"),
            None => ["op", &number.to_string()].concat(),
        }
    }

    fn finish(&mut self) {
        let heading = self.heading_open();
        let Some((label, joined)) = self.open.take() else { return };
        let heading = heading && !(self.is_report() && has_symbol(joined.as_str()));
        if joined.as_str().is_empty() {
            return;
        }
        if heading {
            self.preambular -= u32::from(matches!(label, Label::Preambular(_)));
            let anew = self.anew && sections::begins(&self.done, joined.as_str());
            self.done.push(Draft { label: "heading".to_owned(), text: joined.into_text() });
            if anew {
                self.count_anew();
            }
            return;
        }
        if self.is_report()
            && let Label::Preambular(number) = label
            && is_tabular(joined.as_str())
        {
            // Tables and contents before the first number are made up in as many ways as there are formats.
            self.preambular -= 1;
            let label = if number == 1 { "heading".to_owned() } else { format!("pp{}", number - 1) };
            self.done.push(Draft { label, text: joined.into_text() });
            return;
        }
        let mut name = self.label_text(&label);
        if label == Label::Operative(None) {
            self.operative += 1;
        }
        if !matches!(label, Label::Preambular(_)) {
            self.done.push(Draft { label: name, text: joined.into_text() });
            return;
        }
        for (nth, text) in self.unglued(joined.into_text()).into_iter().enumerate() {
            let label = if nth == 0 {
                mem::take(&mut name)
            } else {
                self.preambular += 1;
                format!("pp{}", self.preambular)
            };
            self.done.push(Draft { label, text });
        }
    }

    /// Parts preambular paragraphs that stand on one line: `…, Recalling …`.
    fn unglued(&self, mut text: Text) -> Vec<Text> {
        let all = text.as_str();
        let mut cuts = vec![0];
        for at in memchr::memchr_iter(b',', all.as_bytes()) {
            if all[at + 1..].strip_prefix(' ').is_some_and(|rest| self.frame.opens(rest)) {
                cuts.push(at + 2);
            }
        }
        if cuts.len() == 1 {
            text.truncate(text.as_str().trim_end().len());
            return vec![text];
        }
        cuts.push(all.len());
        let span = |w: &[usize]| {
            let end = w[0] + all[w[0]..w[1]].trim_end().len();
            text.slice(Span::new(w[0], end))
        };
        cuts.windows(2).filter(|w| w[0] < w[1]).map(span).collect()
    }
}

/// Reads a text and returns the labels of its first document, head aside.
#[cfg(test)]
pub(super) fn labels(text: &str) -> Vec<String> {
    let authority = crate::authority::Authority::embedded();
    let reading = super::read(text.as_bytes(), "lakes.txt", authority).expect("a text");
    let labels = reading.documents[0].paragraphs.iter().map(|p| p.label.clone());
    labels.filter(|label| label != "header").collect()
}

#[cfg(test)]
mod tests {

    /// A report (A/80/604/Add.1) has headings with numbers of their own, tables and lists between its paragraphs: a
    /// count of all that stands there drifted away from the numbers that are printed.
    #[test]
    fn printed_numbers_decide_in_reports() {
        let text = "A/80/901\n\nGeneral Assembly\n\n1. The lamps were lit in 2025.\n\nLamps  12\n\nOil  13.\n\nLakes  14.\n\n\
            2. The oil was dear.\n\n1. Lamps and oil of the lakes.\n\n2. Oil alone.\n\n3. The lakes were calm.\n\n\
            These are the lakes of the north.\n\n4. The lamps are out.\n";
        let authority = crate::authority::Authority::embedded();
        let reading = crate::document::read(text.as_bytes(), "lakes.txt", authority).expect("a text");
        let shown = |p: &crate::model::Paragraph| format!("{} {}", p.label, p.text.as_str());
        let labels: Vec<String> = reading.documents[0].paragraphs.iter().map(shown).collect();
        for expected in [
            "op1 Lamps 12 Oil 13.",
            "op2 The oil was dear.",
            "op3 The lakes were calm.",
            "op3 These are the lakes of the north.",
            "op4 The lamps are out.",
        ] {
            assert!(labels.iter().any(|label| label == expected), "{expected}: {labels:?}");
        }
    }

    #[test]
    fn a_quoted_resolution_counts_anew() {
        let text = "Economic and Social Council\n\n2013/901. Lakes\n\nThe Economic and Social Council\n\n\
            Recommends to the General Assembly the adoption of the following draft resolution:\n\nThe General Assembly,\n\n\
            Noting the Lakes,\n\nNoting the rivers,\n\n1. Decides to swim;\n\n2. Decides to rest.\n";
        assert_eq!(super::labels(text), ["op1", "pp1", "pp2", "op1", "op2"]);
    }

    #[test]
    fn captions_below_marked_headings_count_with_the_paragraph_before() {
        let text = "General Assembly\n\n70/901. Lakes\n\nThe General Assembly,\n\n1. Decides to rest.\n\n\
            # 1. Lakes and rivers\n\n(In litres)\n\n| Lakes | 70 |\n| Rivers | 901 |\n\n2. Decides to swim.\n";
        assert_eq!(super::labels(text), ["op1", "heading", "op1", "op2"]);
    }

    #[test]
    fn headings_are_no_paragraphs() {
        let text = "General Assembly\n\n70/901. Lakes\n\nThe General Assembly,\n\nRecalling the Lakes,\n\n\
            Protection of the Lakes\nand their shores\n\n1. Decides to rest;\n\n\
            II Rivers\n\nNoting the Rivers,\n\n1. Decides to swim.\n";
        assert_eq!(super::labels(text), ["pp1", "heading", "opI.1", "heading", "ppII.1", "opII.1"]);
    }
}
