//! Letters and the pages that print them: `page1…` for the prose of the page, `lp1…` for that of the letter.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::frame::Frame;
use super::joining::Joined;
use super::line::Line;
use super::{marks, signatory_list};
use crate::authority::lexicon;
use crate::model::{Date, Document, Form, Id, Metadata, Paragraph, Span, Text};

/// A date in figures.
// Matches `2015.12.10`, `2015-12-10`; does not match `10.12.15`.
static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(r"\b(?P<year>(?:19|20)\d\d)[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})\b")
});

/// Name of the owner of a page.
// Matches `Copyright © Some Group. All Rights Reserved.`; does not match `copyright law`.
static OWNER: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(r"(?:Copyright )?(?:©|\(c\)) ?(?:\d{4}(?:[-–]\d{4})? )?(?P<owner>[^.|]{2,60})")
});

/// A block of lines that belong together.
struct Block {
    lines: Range<usize>,
    text: Text,
}

/// Reads a letter, and the page that prints it, if the lines hold one: its address or its list of signatories
/// tells.
pub(super) fn read(
    input: &str,
    lines: &[Line<'_>],
    region: Range<usize>,
    frame: &Frame,
) -> Option<Vec<Document>> {
    let texts: Vec<&str> = lines[region.clone()].iter().map(Line::as_str).collect();
    let list = signatory_list::find(&texts).map(|r| r.start + region.start..r.end + region.start);
    let addressed = region.clone().find(|at| frame.addressed.is_match(lines[*at].as_str()));
    let list = list?;
    let letter_start = addressed.filter(|at| *at < list.start).unwrap_or(region.start);
    let date_line = (region.start..letter_start).find(|at| frame.date_line.is_match(lines[*at].as_str()));
    let chrome = (list.end..region.end).find(|at| frame.chrome.is_match(lines[*at].as_str()));
    let has_page = letter_start > region.start && (date_line.is_some() || chrome.is_some());
    let mut paragraphs = Vec::new();
    let mut page = None;
    if has_page {
        let from = date_line.map_or(region.start, |at| at + 1);
        let prose = blocks(lines, from..letter_start, frame).into_iter().filter(|b| words(b) >= 6);
        for (nth, block) in prose.enumerate() {
            paragraphs.push(paragraph(format!("page{}", nth + 1), &block, frame));
        }
        page = Some(page_document(lines, &region, date_line, letter_start, frame));
    }
    let body: Vec<Block> = blocks(lines, letter_start..list.start, frame);
    let prose = body.iter().filter(|b| {
        let ends = b.text.as_str().ends_with(['.', '!', '?', ':', ';', '”', '"']);
        ends && words(b) >= 6 || words(b) >= 25
    });
    for (nth, block) in prose.enumerate() {
        paragraphs.push(paragraph(format!("lp{}", nth + 1), block, frame));
    }
    let all: String = paragraphs.iter().flat_map(|p| [p.text.as_str(), "\n"]).collect();
    let date = body.iter().find_map(|b| frame.date_only(b.text.as_str()));
    let addressee = addressed.map(|at| lines[at].as_str().to_owned());
    let slug = slug(addressee.as_deref().and_then(|a| a.split_once(':')).map_or("open letter", |(_, to)| to));
    let id = Id::new(format!("LETTER:{slug}{}", date.map(|d| format!("-{d}")).unwrap_or_default()));
    let letter = Document {
        id,
        identity_rule: "letter".to_owned(),
        identity: Vec::new(),
        language: frame.words.lexicon.language(),
        translation: false,
        form: if page.is_some() { Form::WebPage } else { Form::Plain },
        region: Span::new(lines[letter_start].place.start, lines[list.end - 1].place.end),
        metadata: Metadata {
            title: addressee,
            author: Some(frame.words.lexicon.document.letter.author.clone()),
            distributed: date,
            vote: frame.vote(&all),
            ..Metadata::default()
        },
        title: Text::new(),
        paragraphs,
        notes_before: Vec::new(),
        signatories: list
            .filter(|at| !lines[*at].is_blank())
            .map(|at| as_printed(input, &lines[at]))
            .collect(),
        reproduces: None,
        warnings: Vec::new(),
    };
    if let Some(page) = &mut page {
        page.reproduces = Some(letter.id.clone());
    }
    Some(page.into_iter().chain([letter]).collect())
}

/// The page itself: its headline, date and owner. Its prose counts with the letter that it introduces.
fn page_document(
    lines: &[Line<'_>],
    region: &Range<usize>,
    date_line: Option<usize>,
    letter_start: usize,
    frame: &Frame,
) -> Document {
    let before = region.start..date_line.unwrap_or(letter_start);
    let headline = blocks(lines, before, frame).into_iter().filter(|b| words(b) >= 5).max_by_key(words);
    let owner = lines[region.clone()].iter().rev().find_map(|l| {
        let found = OWNER.captures(l.as_str())?;
        Some(found["owner"].trim().to_owned())
    });
    let date =
        date_line.and_then(|at| figures(lines[at].as_str()).or(frame.date(lines[at].as_str()).map(|d| d.0)));
    let title = headline.map(|b| b.text).unwrap_or_default();
    let name = owner.clone().unwrap_or_else(|| title.as_str().to_owned());
    let id = format!("PAGE:{}{}", slug(&name), date.map(|d| format!("-{d}")).unwrap_or_default());
    Document {
        id: Id::new(id),
        identity_rule: "page".to_owned(),
        identity: Vec::new(),
        language: frame.words.lexicon.language(),
        translation: false,
        form: Form::WebPage,
        region: Span::new(lines[region.start].place.start, lines[region.end - 1].place.end),
        metadata: Metadata {
            title: Some(title.as_str().to_owned()).filter(|t| !t.is_empty()),
            author: owner,
            distributed: date,
            ..Metadata::default()
        },
        title,
        paragraphs: Vec::new(),
        notes_before: Vec::new(),
        signatories: Vec::new(),
        reproduces: None,
        warnings: Vec::new(),
    }
}

/// Returns a line of the list as it is printed, hyphens and blanks included; markup goes.
fn as_printed(input: &str, line: &Line<'_>) -> Text {
    let raw = &input[line.place.start..line.place.end];
    if raw.contains(['*', '[', '<', '^', '#']) {
        return line.text();
    }
    let mut text = Text::new();
    let first = line.source_start(0).max(line.place.start);
    text.push(raw[first - line.place.start..].trim_end(), first);
    text
}

fn figures(text: &str) -> Option<Date> {
    let found = FIGURES.captures(text)?;
    Date::new(found["year"].parse().ok()?, found["month"].parse().ok()?, found["day"].parse().ok()?)
}

/// Cuts lines into blocks at blank lines.
fn blocks(lines: &[Line<'_>], range: Range<usize>, frame: &Frame) -> Vec<Block> {
    let mut out = Vec::new();
    let mut open = Joined::default();
    let mut start = range.start;
    for at in range.clone() {
        if lines[at].is_blank() || frame.chrome.is_match(lines[at].as_str()) {
            let text = std::mem::take(&mut open).into_text();
            if !text.is_empty() {
                out.push(Block { lines: start..at, text });
            }
            start = at + 1;
        } else {
            open.push(&lines[at], 0);
        }
    }
    let text = open.into_text();
    if !text.is_empty() {
        out.push(Block { lines: start..range.end, text });
    }
    out
}

fn words(block: &Block) -> usize {
    debug_assert!(!block.lines.is_empty());
    block.text.as_str().split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count()
}

fn paragraph(label: String, block: &Block, frame: &Frame) -> Paragraph {
    marks::cut(label, block.text.clone(), &BTreeSet::new(), &mut 1, frame)
}

/// Writes a name as an id: lower case, words joined by hyphens, at most 40 letters.
fn slug(name: &str) -> String {
    let mut out = String::new();
    for word in name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if out.len() + word.len() > 40 {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}
