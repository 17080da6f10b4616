//! A PDF -> the text that it shows, in the order of reading.
//!
//! The library parses the file; what it shows is read here from the letters and their places: what is raised is the mark of
//! a note, what stands at the same height on every page is no text, and columns part where nothing crosses.

mod allowance;
mod assembling;
mod blocks;
mod columns;
mod encodings;
mod fonts;
mod furniture;
mod glyphs;
mod guard;
mod matrix;
mod notes;
mod rows;
mod tables;

use std::collections::BTreeMap;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::ReadError;
use super::sheet::Sheet;
use crate::model::Form;
use allowance::Allowance;
use assembling::Page;
use blocks::Block;
use columns::Part;
use glyphs::{Rule, Shown};
use notes::{Around, Foot};
use rows::Row;

/// Reads a PDF.
///
/// # Errors
///
/// Fails, with what to do about it, if the file is damaged beyond repair, protected, asks for too much memory, or holds no
/// text but pictures of it.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, ReadError> {
    let container = |message: &str| ReadError::Container(message.to_owned());
    if !allowance::tables_fit(bytes) {
        return Err(container(
            "this PDF unpacks to far more than a document holds: it is damaged, or made to do harm; open it in a PDF \
             program that you trust, print it to a new PDF, and read that",
        ));
    }
    guard::guarded(bytes, sheet).unwrap_or_else(|| Err(container(DAMAGED)))
}

const DAMAGED: &str =
    "this PDF is damaged and cannot be read: open it in a PDF program, print it to a new PDF, and read that";
const LOCKED: &str =
    "this PDF is protected by a password: open it with the password, save it without one, and read that";

fn sheet(bytes: Vec<u8>) -> Result<Sheet, ReadError> {
    let container = |message: &str| ReadError::Container(message.to_owned());
    let encrypted = memchr::memmem::find(&bytes, b"/Encrypt").is_some();
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => container(LOCKED),
        LoadPdfError::Invalid if encrypted => container(LOCKED),
        LoadPdfError::Decryption(_) => container(
            "this PDF is encrypted in a way that is not known here: save it without protection, and read that",
        ),
        LoadPdfError::Invalid => container(DAMAGED),
    })?;
    let mut allowance = Allowance::new();
    let mut fonts = BTreeMap::new();
    let all = pdf.pages();
    let mut read: Vec<Set> = Vec::new();
    for page in all.iter().take(allowance::PAGES) {
        read.push(Set::new(glyphs::shown(page, &mut fonts, &mut allowance)));
    }
    let pictures = read.iter().any(|page| page.pictures);
    let unknown = read.iter().any(|page| page.unknown > 0);
    let mut warnings = warnings(&read);
    if all.len() > allowance::PAGES {
        warnings.push(format!("pdf-pages: {} of {} pages were read", allowance::PAGES, all.len()));
    }
    if allowance.exceeded {
        warnings
            .push("pdf-parts: parts of the file are larger than any document and were left out".to_owned());
    }
    let assembled = assembling::assemble(pages(read));
    if assembled.text.trim().is_empty() {
        return Err(container(match (all.is_empty(), pictures, unknown) {
            (true, ..) => "this PDF has no pages",
            (_, _, true) => {
                "the fonts of this PDF do not say which letters they show: run OCR first, for instance `ocrmypdf \
                 --force-ocr in.pdf out.pdf`, and read the result"
            }
            (_, true, _) => {
                "scanned images, no text layer: run OCR first, for instance `ocrmypdf in.pdf out.pdf`, and read the result"
            }
            _ => "the pages of this PDF are empty",
        }));
    }
    Ok(Sheet { text: assembled.text, form: Form::PdfText, warnings, pages: assembled.pages })
}

/// A page set in rows. Its letters are let go, so that books of thousands of pages take little memory.
struct Set {
    rows: Vec<Row>,
    turned: Vec<Row>,
    rules: Vec<Rule>,
    width: f64,
    height: f64,
    pictures: bool,
    letters: usize,
    unknown: usize,
}

impl Set {
    fn new(shown: Shown) -> Self {
        let Shown { glyphs, turned, rules, height, width, pictures, unknown } = shown;
        let letters = glyphs.len();
        let (rows, turned) = (rows::rows(glyphs), rows::rows(turned));
        Self { rows, turned, rules, width, height, pictures, letters, unknown }
    }
}

/// Tells what of the pages could not be read.
fn warnings(pages: &[Set]) -> Vec<String> {
    let mut out = Vec::new();
    let numbers = |chosen: &dyn Fn(&Set) -> bool| {
        let chosen = pages.iter().enumerate().filter(|(_, page)| chosen(page));
        chosen.map(|(at, _)| at + 1).collect::<Vec<_>>()
    };
    let scanned = numbers(&|page| page.letters == 0 && page.pictures);
    if !scanned.is_empty() {
        out.push(format!("pdf-scanned: no text, but images, on {}", ranges(&scanned)));
    }
    let unknown = numbers(&|page| page.unknown * 20 > page.letters);
    if !unknown.is_empty() {
        out.push(format!("pdf-letters: fonts do not say which letters they show on {}", ranges(&unknown)));
    }
    out
}

/// `page 3`, `pages 3, 5-7`.
fn ranges(numbers: &[usize]) -> String {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => parts.push((*number, *number)),
        }
    }
    let part = |(first, last): &(usize, usize)| {
        if first == last { first.to_string() } else { format!("{first}-{last}") }
    };
    let parts: Vec<String> = parts.iter().map(part).collect();
    format!("{} {}", if numbers.len() == 1 { "page" } else { "pages" }, parts.join(", "))
}

/// Parts the rows of all pages in blocks, without furniture, and notes.
fn pages(read: Vec<Set>) -> Vec<Page> {
    let mut kept = Vec::with_capacity(read.len());
    let mut sheets = Vec::with_capacity(read.len());
    for page in read {
        sheets.push(furniture::Sheet { rows: page.rows, height: page.height });
        kept.push((page.turned, page.rules, page.width, page.height));
    }
    let jobs = furniture::cut(&mut sheets);
    let body = body_size(&sheets);
    let mut open = false;
    let mut out = Vec::with_capacity(sheets.len());
    for (at, ((sheet, (turned, rules, width, height)), jobs)) in
        sheets.into_iter().zip(kept).zip(jobs).enumerate()
    {
        let mut rows = sheet.rows;
        let mut blocks: Vec<Block> = Vec::new();
        if at == 0 {
            let text = rows.split_off(masthead(&rows, height));
            let head = std::mem::replace(&mut rows, text);
            let block = |row| Block { rows: vec![row], left: 0.0, right: width, masthead: true };
            blocks.extend(head.into_iter().map(block));
        }
        let mut foot = Foot::default();
        let mut parts = columns::parts(rows);
        for part in &mut parts {
            let around = Around { rules: &rules, width, height, body, open: open && foot.is_empty() };
            foot.extend(notes::cut(&mut part.rows, around));
        }
        let pitch = blocks::pitch(&parts);
        for part in parts {
            let mut next = blocks::blocks(part, pitch);
            // A paragraph that runs over the foot of a column goes on at the head of the next.
            let joins =
                blocks.last().zip(next.first()).is_some_and(|(last, first)| blocks::goes_on(last, first));
            if joins && let Some(open) = blocks.last_mut() {
                open.rows.extend(next.remove(0).rows);
            }
            blocks.extend(next);
        }
        open = !foot.notes.is_empty() || open && !foot.carried.is_empty();
        let turned = [Part { rows: turned, right: height }];
        let pitch = blocks::pitch(&turned);
        blocks.extend(turned.into_iter().flat_map(|part| blocks::blocks(part, pitch)));
        out.push(Page { blocks, foot, jobs });
    }
    out
}

/// Returns the size in which most letters are set.
fn body_size(pages: &[furniture::Sheet]) -> f64 {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for row in pages.iter().flat_map(|page| &page.rows) {
        let letters: usize = row.pieces.iter().map(|piece| piece.text.len()).sum();
        *counts.entry((row.size * 4.0).round() as i64).or_default() += letters;
    }
    counts
        .into_iter()
        .max_by_key(|(size, letters)| (*letters, *size))
        .map_or(10.0, |(size, _)| size as f64 / 4.0)
}

/// A masthead ends above this share of the page.
const MASTHEAD: f64 = 0.42;

/// Returns how many rows of the first page its masthead takes: to the language of the original, or to the date of
/// distribution.
fn masthead(rows: &[Row], height: f64) -> usize {
    let upper = rows.iter().take_while(|row| row.base < MASTHEAD * height);
    let told = |row: &Row| {
        row.pieces.iter().any(|piece| {
            let text = piece.text.to_uppercase();
            let text = text.trim();
            ["ORIGINAL", "DISTR", "ОРИГИНАЛ", "原文", "الأصل"]
                .iter()
                .any(|word| text.starts_with(word) && text.chars().count() < 60)
        })
    };
    upper.enumerate().filter(|(_, row)| told(row)).last().map_or(0, |(at, _)| at + 1)
}
