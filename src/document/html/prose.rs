//! Elements of a page -> blocks of a sheet: paragraphs, headings, items of lists with their numbers, rows of tables.

use std::collections::BTreeSet;

use super::notes::{Notes, figure};
use super::tree::{Child, Tree};
use crate::document::numerals::printed;
use crate::document::rows;
use crate::document::runs::{Look, Runs};

/// A table that begins within so many bytes of the text lays out a masthead.
const HEAD: usize = 300;

/// What the writing of a page needs to know.
pub(super) struct Page<'a> {
    /// The elements.
    pub tree: &'a Tree,
    /// Those that are no text.
    pub chrome: &'a BTreeSet<usize>,
    /// Marks and notes.
    pub notes: &'a Notes,
    /// What addresses begin from that are not told in full.
    pub base: Option<&'a str>,
}

/// Blocks as they are written.
#[derive(Default)]
struct Writer {
    blocks: Vec<String>,
    runs: Runs,
    /// What stands before the block: hashes of a heading, the number of an item.
    prefix: String,
    /// How many bytes were written before.
    written: usize,
    in_table: bool,
    /// Line ends count, as in listings.
    as_typed: bool,
    /// The note that is being written.
    note: Option<u32>,
}

/// Names of headings.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
/// Elements whose letters are italic.
const ITALIC: [&str; 5] = ["i", "em", "cite", "dfn", "var"];

impl Page<'_> {
    /// Returns the blocks of some elements.
    pub fn blocks(&self, elements: &[usize]) -> Vec<String> {
        let mut writer = Writer::default();
        for at in elements {
            self.element(*at, Look::default(), &mut writer);
            writer.end();
        }
        writer.blocks
    }

    fn children(&self, at: usize, look: Look, writer: &mut Writer) {
        for child in &self.tree.nodes[at].children {
            match child {
                Child::Text(text) => writer.text(text, look),
                Child::Element(at) => self.element(*at, look, writer),
            }
        }
    }

    fn element(&self, at: usize, look: Look, writer: &mut Writer) {
        let node = &self.tree.nodes[at];
        if self.chrome.contains(&at) {
            return;
        }
        if let Some(number) = self.notes.texts.get(&at).filter(|_| writer.note.is_none()) {
            writer.end();
            let block = self.note(at, *number);
            writer.put(block);
            return;
        }
        match node.name.as_str() {
            "br" => writer.line(look),
            "hr" => {
                writer.end();
                writer.put("_".repeat(20));
            }
            "table" => {
                writer.end();
                self.table(at, writer);
            }
            "ul" | "ol" | "menu" | "dir" => {
                writer.end();
                self.list(at, look, writer);
                writer.end();
            }
            "pre" => {
                writer.end();
                let before = std::mem::replace(&mut writer.as_typed, true);
                self.children(at, look, writer);
                writer.as_typed = before;
                writer.end();
            }
            "a" => self.link(at, look, writer),
            "q" => {
                writer.text("“", look);
                self.children(at, look, writer);
                writer.text("”", look);
            }
            "sup" => match self.tree.inside(at).iter().find_map(|inside| self.notes.marks.get(inside)) {
                Some(number) => writer.runs.mark(*number),
                None => self.children(at, Look { raised: true, ..look }, writer),
            },
            name if ITALIC.contains(&name) => self.children(at, Look { italic: true, ..look }, writer),
            name if node.is_block() => {
                writer.end();
                if let Some(level) = HEADINGS.iter().position(|heading| *heading == name) {
                    writer.prefix = "#".repeat(level + 1) + " ";
                }
                self.children(at, look, writer);
                writer.end();
            }
            _ => self.children(at, look, writer),
        }
    }

    fn link(&self, at: usize, look: Look, writer: &mut Writer) {
        if let Some(number) = self.notes.marks.get(&at) {
            writer.runs.mark(*number);
            return;
        }
        let href = self.tree.nodes[at].attribute("href").unwrap_or_default().trim();
        let inside = href.starts_with('#');
        // A note leads back to its mark by its number or an arrow.
        if inside && writer.note.is_some() {
            let words = self.tree.words(at);
            if figure(&words).is_some() || !words.chars().any(char::is_alphanumeric) {
                return;
            }
        }
        let script =
            href.starts_with("javascript:") || href.starts_with("mailto:") || href.starts_with("data:");
        let link = (!href.is_empty() && !inside && !script && look.link.is_none())
            .then(|| writer.runs.link(&self.address(href)));
        self.children(at, Look { link: look.link.or(link), ..look }, writer);
    }

    /// Returns an address in full, if the page tells what it begins from.
    fn address(&self, href: &str) -> String {
        let Some(base) = self.base.filter(|_| !href.contains("://")) else { return href.to_owned() };
        let host = base.find("://").map_or(0, |at| at + 3);
        let root = base[host..].find('/').map_or(base.len(), |at| host + at);
        match href.strip_prefix("//") {
            Some(rest) => format!("https://{rest}"),
            None if href.starts_with('/') => format!("{}{href}", &base[..root]),
            None => {
                format!("{}/{href}", base[..base.rfind('/').unwrap_or(0).max(root)].trim_end_matches('/'))
            }
        }
    }

    /// Returns a note as a block of lines.
    fn note(&self, at: usize, number: u32) -> String {
        let mut inner = Writer { note: Some(number), ..Writer::default() };
        self.children(at, Look::default(), &mut inner);
        inner.end();
        let text = inner.blocks.join("\n");
        // The number that the note itself prints.
        let printed = text.trim_start_matches(['[', '(', ' ']);
        let bare = printed
            .strip_prefix(&number.to_string())
            .filter(|rest| rest.starts_with([' ', ']', ')', '.', '\u{a0}', '\t', '\n']) || rest.is_empty());
        let text = bare.map_or(text.as_str(), |rest| rest.trim_start_matches([']', ')', '.', ' ', '\u{a0}']));
        format!("[^{number}] {}", text.trim_start_matches(['^', '↑', '↩', ' ', '\n']))
    }

    /// Writes a list, its items with the numbers that a browser prints unless the text begins with one itself.
    fn list(&self, at: usize, look: Look, writer: &mut Writer) {
        let node = &self.tree.nodes[at];
        let ordered = node.name == "ol";
        let mut next: i64 = node.attribute("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        for child in &node.children {
            match child {
                Child::Text(text) => writer.text(text, look),
                Child::Element(item)
                    if self.tree.nodes[*item].name == "li" && !self.chrome.contains(item) =>
                {
                    writer.end();
                    let own = self.tree.nodes[*item].attribute("value");
                    let number = own.and_then(|own| own.trim().parse().ok()).unwrap_or(next);
                    next = number.saturating_add(1);
                    writer.prefix = match ordered {
                        true => numeral(number, node.attribute("type").unwrap_or("1")) + " ",
                        false => "• ".to_owned(),
                    };
                    self.element(*item, look, writer);
                    writer.end();
                    writer.prefix.clear();
                }
                Child::Element(other) => self.element(*other, look, writer),
            }
        }
    }

    fn table(&self, at: usize, writer: &mut Writer) {
        let head = writer.written < HEAD && !writer.in_table;
        let mut lines = String::new();
        let mut rows = Vec::new();
        self.rows(at, &mut rows);
        for row in rows {
            let mut cells = Vec::new();
            for child in &self.tree.nodes[row].children {
                let Child::Element(cell) = child else { continue };
                if self.chrome.contains(cell) || !self.tree.nodes[*cell].is(&["td", "th", "caption"]) {
                    continue;
                }
                let mut inner = Writer { in_table: true, note: writer.note, ..Writer::default() };
                self.children(*cell, Look::default(), &mut inner);
                inner.end();
                cells.push(inner.blocks);
            }
            if self.tree.nodes[row].name != "tr" {
                let mut inner = Writer::default();
                self.children(row, Look::default(), &mut inner);
                inner.end();
                cells.push(inner.blocks);
            }
            let mut blocks = rows::blocks(&cells, head);
            if let Some(number) = self.notes.texts.get(&row).filter(|_| writer.note.is_none()) {
                blocks = vec![self.note(row, *number)];
            }
            for block in blocks {
                if block.starts_with("| ") {
                    lines.push_str(if lines.is_empty() { "" } else { "\n" });
                    lines.push_str(&block);
                } else {
                    writer.put(std::mem::take(&mut lines));
                    writer.put(block);
                }
            }
        }
        writer.put(lines);
    }

    /// Gathers the rows and captions of a table, but not those of tables inside it.
    fn rows(&self, at: usize, out: &mut Vec<usize>) {
        for child in &self.tree.nodes[at].children {
            let Child::Element(child) = child else { continue };
            if self.chrome.contains(child) {
                continue;
            }
            match self.tree.nodes[*child].name.as_str() {
                "tr" | "caption" => out.push(*child),
                "tbody" | "thead" | "tfoot" | "form" => self.rows(*child, out),
                _ => {}
            }
        }
    }
}

impl Writer {
    fn text(&mut self, text: &str, look: Look) {
        if self.as_typed {
            self.runs.push(text, look);
            return;
        }
        let mut folded = String::with_capacity(text.len());
        for c in text.chars() {
            if !matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}') {
                folded.push(c);
            } else if !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
        self.runs.push(&folded, look);
    }

    fn line(&mut self, look: Look) {
        self.runs.push("\n", look);
    }

    /// Ends the block that is being written.
    fn end(&mut self) {
        let mut runs = std::mem::take(&mut self.runs);
        if runs.is_empty() {
            return;
        }
        runs.in_table = self.in_table;
        let line = runs.line();
        let mut prefix = std::mem::take(&mut self.prefix);
        if begins_with_number(&line) {
            prefix.retain(|c| c == '#');
            prefix.push_str(if prefix.is_empty() { "" } else { " " });
        }
        self.put(prefix + &line);
    }

    fn put(&mut self, block: String) {
        if !block.is_empty() {
            self.written += block.len();
            self.blocks.push(block);
        }
    }
}

/// Returns whether a line begins with the number of a paragraph: `12. Decides`, `(a) To`.
fn begins_with_number(line: &str) -> bool {
    let Some(label) = line.split([' ', '\u{a0}']).next().filter(|label| label.len() < line.len()) else {
        return false;
    };
    let bare = label.trim_start_matches(['(', '*']).trim_end_matches(['.', ')', '*']);
    let marked = label.ends_with(['.', ')']) || label.ends_with(".*");
    let digits = bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit());
    let roman = bare.len() <= 5 && bare.bytes().all(|b| b"ivxIVX".contains(&b));
    marked && !bare.is_empty() && (digits || roman || bare.len() == 1)
}

/// Returns the number of an item: as browsers print it, but letters and small Roman numerals in the brackets with
/// which sub-paragraphs are cited.
fn numeral(number: i64, kind: &str) -> String {
    let print = |format: &str| {
        u32::try_from(number).map_or_else(|_| number.to_string(), |number| printed(number, format))
    };
    match kind {
        "a" => format!("({})", print("lowerLetter")),
        "i" => format!("({})", print("lowerRoman")),
        "A" => print("upperLetter") + ".",
        "I" => print("upperRoman") + ".",
        _ => print("decimal") + ".",
    }
}
