//! Pages of blocks and notes -> one text with the places at which its pages begin.

use std::collections::BTreeSet;

use super::blocks::{self, Block};
use super::notes::Foot;
use super::rows::{Row, raised};
use super::tables;

/// One page without its furniture.
#[derive(Debug)]
pub(super) struct Page {
    pub blocks: Vec<Block>,
    pub foot: Foot,
    /// Job numbers.
    pub jobs: Vec<String>,
}

/// The text of a file.
#[derive(Debug, Default)]
pub(super) struct Assembled {
    pub text: String,
    /// From which byte on which page is shown; ascending by byte.
    pub pages: Vec<(usize, u32)>,
}

/// A note, which may go on over pages.
struct Note {
    page: u32,
    number: u32,
    rows: Vec<Row>,
}

/// Writes the text of all pages. Notes stand behind the paragraph during which they are printed, so that none is torn.
pub(super) fn assemble(pages: Vec<Page>) -> Assembled {
    let mut writer = Writer { words: words(&pages), ..Writer::default() };
    let mut notes: Vec<Note> = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let number = at as u32 + 1;
        if let Some(last) = notes.last_mut() {
            last.rows.extend(page.foot.carried.iter().cloned());
        } else if !page.foot.carried.is_empty() {
            notes.push(Note { page: number, number: 0, rows: page.foot.carried.clone() });
        }
        for (mark, rows) in &page.foot.notes {
            notes.push(Note { page: number, number: *mark, rows: rows.clone() });
        }
    }
    writer.notes = notes.iter().map(|note| note.number).collect();
    let mut notes = notes.into_iter().peekable();
    let mut before: Option<&Block> = None;
    for (at, page) in pages.iter().enumerate() {
        let number = at as u32 + 1;
        let joins =
            before.zip(page.blocks.first()).is_some_and(|(before, next)| blocks::goes_on(before, next));
        if !joins {
            writer.tell_notes(&mut notes, number.saturating_sub(1));
        }
        if at > 0 {
            writer.turn_page(number, joins);
        } else {
            writer.out.pages.push((0, 1));
        }
        for (nth, block) in page.blocks.iter().enumerate() {
            if nth > 0 || !joins {
                writer.part();
            }
            writer.block(block);
            if nth == 0 && joins && (page.blocks.len() > 1) {
                writer.tell_notes(&mut notes, number - 1);
                writer.page(number);
            }
        }
        if !page.blocks.is_empty() || !joins {
            before = page.blocks.last();
        }
        for row in &page.foot.plain {
            if std::ptr::eq(row, &page.foot.plain[0]) {
                writer.part();
                writer.out.text.push_str("_______________\n");
            }
            let line = writer.shown(&row.text());
            writer.out.text.push_str(&line);
            writer.out.text.push('\n');
        }
        for job in &page.jobs {
            writer.jobs.push((number, job.clone()));
        }
    }
    writer.tell_notes(&mut notes, u32::MAX);
    writer.out
}

#[derive(Default)]
struct Writer {
    out: Assembled,
    /// Numbers of notes.
    notes: BTreeSet<u32>,
    /// Words that stand within lines, in small letters.
    words: BTreeSet<String>,
    jobs: Vec<(u32, String)>,
}

impl Writer {
    /// Ends a block with a blank line.
    fn part(&mut self) {
        let text = &mut self.out.text;
        while text.ends_with([' ', '\n']) {
            text.pop();
        }
        if !text.is_empty() && !text.ends_with('\u{c}') {
            text.push_str("\n\n");
        }
    }

    fn page(&mut self, number: u32) {
        self.out.pages.push((self.out.text.len(), number));
    }

    /// Goes on to a page; within a paragraph the form feed stands for the line end.
    fn turn_page(&mut self, number: u32, joins: bool) {
        if !joins {
            self.part();
        }
        self.out.text.push('\u{c}');
        self.page(number);
    }

    /// Writes the notes, and the job numbers, of pages up to one.
    fn tell_notes(&mut self, notes: &mut std::iter::Peekable<std::vec::IntoIter<Note>>, up_to: u32) {
        while let Some(note) = notes.next_if(|note| note.page <= up_to) {
            self.part();
            self.page(note.page);
            if note.number > 0 {
                self.out.text.push_str(&format!("[^{}] ", note.number));
            }
            let mut joined = String::new();
            for row in &note.rows {
                let line = row.text();
                let line = line.trim();
                let line = line.strip_prefix(|c| raised(c) == Some(note.number)).unwrap_or(line).trim_start();
                let line = self.shown(line);
                self.join(&mut joined, &line, " ");
            }
            self.out.text.push_str(&joined);
            self.part();
        }
        for (page, job) in std::mem::take(&mut self.jobs) {
            if page > up_to {
                self.jobs.push((page, job));
                continue;
            }
            self.part();
            self.page(page);
            self.out.text.push_str(&job);
        }
    }

    fn block(&mut self, block: &Block) {
        if block.masthead {
            for piece in block.rows.iter().flat_map(|row| &row.pieces) {
                let line = self.shown(piece.text.trim());
                self.out.text.push_str(&line);
                self.out.text.push('\n');
            }
            return;
        }
        let mut joined = String::new();
        let rows = tables::whole(&block.rows);
        for (at, row) in rows.iter().enumerate() {
            let text = row.text();
            let line = self.shown(text.trim());
            let cells = |row: &Row| row.pieces.len() > 1 && !blocks::labelled(row);
            let full = at > 0 && blocks::is_full(&rows[at - 1], row, block);
            let prose = !cells(row)
                && (at == 0 || !cells(&rows[at - 1]))
                && (full || line.starts_with(|c: char| c.is_lowercase()));
            self.join(&mut joined, &line, if prose { " " } else { "\n" });
        }
        self.out.text.push_str(&joined);
    }

    /// Appends a line to a text, parted by what is given unless a word or symbol goes on.
    fn join(&self, text: &mut String, line: &str, parted: &str) {
        if text.is_empty() {
            text.push_str(line);
            return;
        }
        let kept = text.trim_end().len();
        text.truncate(kept);
        let next = line.chars().next().unwrap_or(' ');
        if text.ends_with('\u{ad}') {
            text.pop();
        } else if text.ends_with('-')
            && text[..text.len() - 1].ends_with(char::is_alphanumeric)
            && next.is_alphanumeric()
        {
            if next.is_lowercase() && self.is_word_without_hyphen(text, line) {
                text.pop();
            }
        } else if text.ends_with('/') && !text.ends_with("//") && next.is_alphanumeric() || next == '/' {
            // A symbol goes on.
        } else {
            text.push_str(parted);
        }
        text.push_str(line);
    }

    /// Returns whether the halves of a word stand elsewhere in the text as one word, and not as two with a hyphen.
    fn is_word_without_hyphen(&self, text: &str, line: &str) -> bool {
        let head: String =
            text.trim_end_matches('-').chars().rev().take_while(|c| c.is_alphabetic()).collect();
        let head: String = head.chars().rev().collect::<String>().to_lowercase();
        let tail: String = line.chars().take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
        self.words.contains(&format!("{head}{tail}")) && !self.words.contains(&format!("{head}-{tail}"))
    }

    /// Writes raised numbers out: as marks of notes, or as they are behind a short word (`m2`).
    fn shown(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            let Some(number) = raised(c) else {
                out.push(c);
                continue;
            };
            let word = out.chars().rev().take_while(|c| c.is_alphabetic()).count();
            let unit = (1..=2).contains(&word) && !self.notes.contains(&number);
            match unit {
                true => out.push_str(&number.to_string()),
                false => out.push_str(&format!("[^{number}]")),
            }
        }
        out
    }
}

/// Returns the words that stand within lines, whole.
fn words(pages: &[Page]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for row in pages.iter().flat_map(|page| &page.blocks).flat_map(|block| &block.rows) {
        let text = row.text().to_lowercase();
        let mut all: Vec<&str> = text.split(|c: char| !(c.is_alphabetic() || c == '-')).collect();
        // The first and the last may be halves.
        all.pop();
        out.extend(all.into_iter().skip(1).filter(|word| word.len() > 2).map(str::to_owned));
    }
    out
}
