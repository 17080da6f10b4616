//! One story of a Word file (the text, a head or foot, the notes): paragraphs, tables and boxes, in reading order.

use std::collections::BTreeMap;
use std::mem;

use super::markup::{Element, Markup, Piece};
use super::notes::{Calls, Place};
use super::numbering::{Counters, Numbering};
use super::package::Relations;
use super::styles::{Letters, Style, Styles};
use crate::document::rows;
use crate::document::runs::{Look, Runs};

/// What all stories share.
#[derive(Debug, Default)]
pub(super) struct Setting {
    /// The styles.
    pub styles: Styles,
    /// The lists.
    pub numbering: Numbering,
}

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Blocks in order, with a blank line between them.
    pub text: String,
    /// The texts of notes by id, where the story holds notes.
    pub notes: BTreeMap<String, String>,
    /// The byte at which the XML is damaged, if it is.
    pub damaged: Option<u64>,
}

/// A table that begins within so many bytes of the text lays out a masthead.
const HEAD: usize = 300;
/// Words of boxes in drawings are shorter than this, in bytes; longer ones are prose.
const BOX: usize = 120;

/// Tables and boxes within each other are told apart so deep: at every step out their text is copied.
const DEEPEST: usize = 64;

/// Elements whose content is not printed: what was deleted or moved away, what was before a tracked change, what holds
/// no text. `del` and `moveFrom` also stand in properties, which [`Reader::property`] reads.
const SILENT: [&str; 17] = [
    "del",
    "moveFrom",
    "delText",
    "delInstrText",
    "pPrChange",
    "rPrChange",
    "sectPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "tblPr",
    "tblGrid",
    "sdtPr",
    "sdtEndPr",
    "sectPr",
    "rt",
    "fldData",
];

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    runs: Runs,
    style: Style,
    list: Option<String>,
    level: Option<usize>,
    outline: Option<u32>,
    /// Whether its end was deleted, so that the next one goes on in it.
    joined: bool,
    /// What stands in its boxes.
    boxes: Vec<Vec<String>>,
}

/// A field: its code comes before its result.
#[derive(Default)]
struct Field {
    code: String,
    result: bool,
    link: Option<usize>,
}

/// Rows that are being read: the cells of each with their paragraphs.
#[derive(Default)]
struct Table {
    cells: Vec<Vec<String>>,
    rows: Vec<String>,
    head: bool,
}

/// Where a paragraph goes that has ended.
enum Holder {
    Table(Table),
    /// A box in a drawing, which stands in a paragraph.
    Box(Vec<String>),
}

pub(super) struct Reader<'a> {
    setting: &'a Setting,
    relations: &'a Relations,
    counters: &'a mut Counters,
    calls: &'a mut Calls,
    told: Told,
    holders: Vec<Holder>,
    open: Vec<Paragraph>,
    /// Text of a paragraph whose end was deleted.
    left: Option<Runs>,
    fields: Vec<Field>,
    /// How many fields are in their code.
    codes: usize,
    /// How many tables are open.
    tables: usize,
    /// How many tables and boxes are open that lie too deep to be told apart.
    beyond: usize,
    links: Vec<Option<usize>>,
    /// For each place where a writer gives several versions of the same, whether one was read.
    choices: Vec<bool>,
    letters: Letters,
    /// Inside the properties of a paragraph, or of a run.
    in_paragraph: bool,
    in_run: bool,
    keeps_blanks: bool,
    in_text: bool,
    in_code: bool,
    note: Option<String>,
    /// Whether every row is a masthead.
    is_head: bool,
}

impl<'a> Reader<'a> {
    /// Prepares to read a story.
    pub fn new(
        setting: &'a Setting,
        relations: &'a Relations,
        counters: &'a mut Counters,
        calls: &'a mut Calls,
        is_head: bool,
    ) -> Self {
        Self {
            setting,
            relations,
            counters,
            calls,
            told: Told::default(),
            holders: Vec::new(),
            open: Vec::new(),
            left: None,
            fields: Vec::new(),
            codes: 0,
            tables: 0,
            beyond: 0,
            links: Vec::new(),
            choices: Vec::new(),
            letters: Letters::default(),
            in_paragraph: false,
            in_run: false,
            keeps_blanks: false,
            in_text: false,
            in_code: false,
            note: None,
            is_head,
        }
    }

    /// Reads a part to its end, or to where it is damaged.
    pub fn read(mut self, part: &str) -> Told {
        let mut markup = Markup::new(part);
        while let Some(piece) = markup.next() {
            match piece {
                Piece::Open(element) => {
                    if !self.begin(&element) {
                        if element.name() == "sectPr" {
                            self.calls.end_section();
                        }
                        markup.pass_over();
                    }
                }
                Piece::Close(name) => self.end(&name),
                Piece::Text(text) => self.text(&text),
            }
        }
        self.told.damaged = markup.damaged;
        // What a file that is cut off leaves open.
        while !self.open.is_empty() {
            self.end_paragraph();
        }
        self.end_joined();
        for holder in std::mem::take(&mut self.holders) {
            match holder {
                Holder::Table(mut table) => {
                    table.end_row();
                    self.put(table.block());
                }
                Holder::Box(texts) => texts.into_iter().for_each(|text| self.put(text)),
            }
        }
        self.told
    }

    /// Takes in the beginning of an element; returns whether its content is to be read.
    fn begin(&mut self, element: &Element<'_>) -> bool {
        let name = element.name();
        if self.in_paragraph || self.in_run {
            return self.property(element);
        }
        if SILENT.contains(&name) {
            return false;
        }
        match name {
            "p" => self.open.push(Paragraph::default()),
            "pPr" => self.in_paragraph = true,
            "r" => self.letters = Letters::default(),
            "rPr" => self.in_run = true,
            "t" => {
                self.in_text = true;
                self.keeps_blanks = element.attribute("space").as_deref() == Some("preserve");
            }
            "instrText" => self.in_code = true,
            "tab" | "ptab" => self.add("\t"),
            "br" | "cr" => self.add("\n"),
            "noBreakHyphen" => self.add("-"),
            "sym" => {
                // Bullets of symbol fonts; what else they draw has no letter.
                let bullet = matches!(element.attribute("char").as_deref(), Some("F0B7" | "F0A7" | "F0D8"));
                self.add(if bullet { "•" } else { "" });
            }
            "fldChar" => self.field(element),
            "fldSimple" => {
                let code = element.attribute("instr").unwrap_or_default();
                let link = self.link_of(&code);
                let link = link.or(self.fields.last().and_then(|field| field.link));
                self.fields.push(Field { code, result: true, link });
            }
            "hyperlink" => {
                let target = element.attribute("id").and_then(|id| self.relations.get(&id));
                let target = target.map(|relation| relation.target.clone());
                let link = target.and_then(|target| Some(self.open.last_mut()?.runs.link(&target)));
                self.links.push(link);
            }
            "footnoteReference" => self.call(Place::Foot, element),
            "endnoteReference" => self.call(Place::End, element),
            "AlternateContent" => self.choices.push(false),
            "Choice" | "Fallback" => {
                return self.choices.last_mut().is_none_or(|read| !mem::replace(read, true));
            }
            "tbl" | "txbxContent" if self.holders.len() == DEEPEST => self.beyond += 1,
            "tr" | "tc" if self.beyond > 0 => {}
            "tbl" => {
                let head = self.is_head || self.told.text.len() < HEAD && self.holders.is_empty();
                let head = head && self.note.is_none();
                self.tables += 1;
                self.holders.push(Holder::Table(Table { head, ..Table::default() }));
            }
            "tc" => {
                if let Some(Holder::Table(table)) = self.holders.last_mut() {
                    table.cells.push(Vec::new());
                }
            }
            "txbxContent" => self.holders.push(Holder::Box(Vec::new())),
            "footnote" | "endnote" => {
                let kind = element.attribute("type");
                if kind.is_some_and(|kind| kind != "normal") {
                    return false;
                }
                self.note = element.attribute("id");
                self.told.text.clear();
            }
            _ => {}
        }
        true
    }

    /// Takes in a property of a paragraph or run.
    fn property(&mut self, element: &Element<'_>) -> bool {
        let styles = &self.setting.styles;
        if self.in_run && !self.in_paragraph {
            match element.name() {
                "rStyle" => {
                    let named = element.value().and_then(|id| Some(styles.get(&id)?.letters));
                    self.letters = self.letters.over(named.unwrap_or_default());
                }
                "rPrChange" => return false,
                _ => self.letters.take(element),
            }
            return true;
        }
        let Some(paragraph) = self.open.last_mut() else { return true };
        match element.name() {
            "pStyle" => paragraph.style = styles.paragraph(element.value().as_deref()),
            "numId" => paragraph.list = element.value(),
            "ilvl" => paragraph.level = element.number().map(|n| n as usize),
            "outlineLvl" => paragraph.outline = element.number(),
            "del" | "moveFrom" => paragraph.joined = true,
            "sectPr" | "pPrChange" | "rPrChange" => return false,
            _ => {}
        }
        true
    }

    fn end(&mut self, name: &str) {
        match name {
            "pPr" => self.in_paragraph = false,
            "rPr" if !self.in_paragraph => self.in_run = false,
            _ if self.in_paragraph || self.in_run => {}
            "p" => self.end_paragraph(),
            "r" => self.letters = Letters::default(),
            "t" => self.in_text = false,
            "instrText" => self.in_code = false,
            "fldSimple" => {
                let ended = self.fields.pop();
                self.codes -= usize::from(ended.is_some_and(|field| !field.result));
            }
            "hyperlink" => {
                self.links.pop();
            }
            "AlternateContent" => {
                self.choices.pop();
            }
            "tbl" | "txbxContent" if self.beyond > 0 => self.beyond -= 1,
            "tr" | "tc" if self.beyond > 0 => {}
            "tr" => {
                if let Some(Holder::Table(table)) = self.holders.last_mut() {
                    table.end_row();
                }
            }
            "tbl" => {
                if let Some(Holder::Table(_)) = self.holders.last()
                    && let Some(Holder::Table(table)) = self.holders.pop()
                {
                    self.tables -= 1;
                    let rows = table.block();
                    self.put(rows);
                }
            }
            "txbxContent" => {
                if let Some(Holder::Box(_)) = self.holders.last()
                    && let Some(Holder::Box(texts)) = self.holders.pop()
                    && let Some(paragraph) = self.open.last_mut()
                {
                    paragraph.boxes.push(texts);
                }
            }
            "tc" => self.end_joined(),
            "footnote" | "endnote" => {
                self.end_joined();
                if let Some(id) = self.note.take() {
                    self.told.notes.insert(id, mem::take(&mut self.told.text));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_code {
            if let Some(field) = self.fields.last_mut().filter(|field| !field.result) {
                field.code.push_str(text);
            }
        } else if self.in_text {
            let text = if self.keeps_blanks { text } else { text.trim_matches(['\n', '\r', '\t', ' ']) };
            self.add(&text.replace(['\n', '\r'], " "));
        }
    }

    /// Appends letters to the paragraph, unless they are hidden or the code of a field.
    fn add(&mut self, text: &str) {
        let Some(paragraph) = self.open.last_mut() else { return };
        let letters = self.letters.over(paragraph.style.letters);
        if self.codes > 0 || letters.hidden == Some(true) || text.is_empty() {
            return;
        }
        let of_fields = || self.fields.last().and_then(|field| field.link);
        let look = Look {
            italic: letters.italic == Some(true),
            raised: letters.raised == Some(true),
            link: self.links.last().copied().flatten().or_else(of_fields),
        };
        paragraph.runs.push(text, look);
    }

    fn field(&mut self, element: &Element<'_>) {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => {
                let link = self.fields.last().and_then(|field| field.link);
                self.fields.push(Field { link, ..Field::default() });
                self.codes += 1;
            }
            Some("separate") => {
                let code = self.fields.last().map(|field| field.code.clone()).unwrap_or_default();
                let link = self.link_of(&code);
                if let Some(field) = self.fields.last_mut().filter(|field| !field.result) {
                    (field.result, field.link) = (true, link.or(field.link));
                    self.codes -= 1;
                }
            }
            Some("end") => {
                let ended = self.fields.pop();
                self.codes -= usize::from(ended.is_some_and(|field| !field.result));
            }
            _ => {}
        }
    }

    /// Notes the address in the code of a field: `HYPERLINK "https://undocs.org/…"`.
    fn link_of(&mut self, code: &str) -> Option<usize> {
        let rest = code.trim().strip_prefix("HYPERLINK")?.trim_start();
        let address = rest.strip_prefix('"')?.split('"').next()?;
        Some(self.open.last_mut()?.runs.link(address))
    }

    fn call(&mut self, place: Place, element: &Element<'_>) {
        let own = element.attribute("customMarkFollows").is_some_and(|own| own == "1" || own == "true");
        let Some(id) = element.attribute("id") else { return };
        let letters = self.letters.over(self.open.last().map(|p| p.style.letters).unwrap_or_default());
        if letters.hidden == Some(true) {
            return;
        }
        let number = self.calls.call(place, id, own);
        if let Some((paragraph, number)) = self.open.last_mut().zip(number) {
            paragraph.runs.mark(number);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.open.pop() else { return };
        let in_table = self.tables > 0;
        if let Some(mut before) = self.left.take() {
            before.append(mem::take(&mut paragraph.runs));
            paragraph.runs = before;
        }
        if paragraph.joined && paragraph.boxes.is_empty() {
            self.left = Some(paragraph.runs);
            return;
        }
        paragraph.runs.in_table = in_table;
        let text = paragraph.runs.line();
        let list = paragraph.list.as_ref().or(paragraph.style.list.as_ref()).filter(|list| *list != "0");
        let level = paragraph.level.or(paragraph.style.level).unwrap_or(0);
        let number =
            list.map(|list| self.counters.next(&self.setting.numbering, &self.setting.styles, list, level));
        if !text.is_empty() {
            let outline = paragraph.outline.or(paragraph.style.outline).filter(|level| *level < 6);
            let heading = outline.filter(|_| !in_table && self.note.is_none() && !self.is_head);
            let hashes = heading.map_or_else(String::new, |level| "#".repeat(level as usize + 1) + " ");
            self.put(format!("{hashes}{}{text}", number.unwrap_or_default()));
        }
        for texts in paragraph.boxes {
            if texts.iter().any(|text| text.len() > BOX) {
                texts.into_iter().for_each(|text| self.put(text));
            } else if !texts.is_empty() {
                self.put(rows::line(texts.into_iter()));
            }
        }
    }

    /// Ends a paragraph whose own end was deleted, where none follows in which it could go on.
    fn end_joined(&mut self) {
        if let Some(runs) = self.left.take() {
            self.put(runs.line());
        }
    }

    /// Writes a block where it belongs.
    fn put(&mut self, block: String) {
        if block.is_empty() {
            return;
        }
        match self.holders.last_mut() {
            Some(Holder::Table(table)) => match table.cells.last_mut() {
                Some(cell) => cell.push(block),
                None => table.cells.push(vec![block]),
            },
            Some(Holder::Box(texts)) => texts.push(block),
            None => {
                // The note is one block, and so is a head.
                let between = if self.note.is_some() { "\n" } else { "\n\n" };
                if !self.told.text.is_empty() {
                    self.told.text.push_str(between);
                }
                self.told.text.push_str(&block);
            }
        }
    }
}

impl Table {
    fn end_row(&mut self) {
        let cells = mem::take(&mut self.cells);
        self.rows.extend(rows::blocks(&cells, self.head));
    }

    /// Returns the table as a block: rows line by line, prose apart.
    fn block(self) -> String {
        let mut out = String::new();
        for row in self.rows {
            let is_row = |text: &str| text.starts_with("| ") && text.ends_with(" |");
            if !out.is_empty() {
                let last = out.rsplit('\n').next().unwrap_or_default();
                out.push_str(if is_row(last) && is_row(&row) || self.head { "\n" } else { "\n\n" });
            }
            out.push_str(&row);
        }
        out
    }
}
