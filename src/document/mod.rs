//! Bytes of one file -> documents with paragraphs and footnotes, and offsets back to the bytes. Knows nothing of
//! citations.

mod anchor;
mod columns;
mod decoding;
mod docx;
mod edges;
mod footnotes;
mod frame;
mod furniture;
mod guess;
mod header;
mod html;
mod identity;
mod joining;
mod kind;
mod letter;
mod line;
mod link_target;
mod marks;
mod numerals;
mod old_office;
mod page_notes;
mod paragraph_numbers;
mod paragraphs;
mod parts;
mod pdf;
mod region;
mod rows;
mod runs;
mod sections;
mod sheet;
pub mod signatory_list;
mod statement;

use std::collections::BTreeSet;
use std::mem;

use thiserror::Error;

use crate::archive::Archive;
use crate::authority::Authority;
use crate::model::{Document, Form, Id, Language, Metadata, Span, Symbol};
use anchor::Anchor;
use footnotes::Footnote;
use frame::Frame;
use identity::{Around, Identity};
use kind::Kind;
use line::Line;
use paragraphs::Make;
use region::Region;

/// What one file holds.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The documents, in the order of the file.
    pub documents: Vec<Document>,
    decoded: decoding::Decoded<'a>,
}

impl Reading<'_> {
    /// Returns the place in the bytes of the file of a place in the decoded text.
    pub fn to_input(&self, span: Span) -> Span {
        self.decoded.to_input(span)
    }

    /// Returns the page on which a place in the decoded text is printed, where the file has pages.
    pub fn page(&self, at: usize) -> Option<u32> {
        self.decoded.page(at)
    }

    /// Returns the decoded text.
    pub fn text(&self) -> &str {
        &self.decoded.text
    }
}

/// Says why a file holds no document.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file has no content.
    #[error("the file is empty")]
    Empty,
    /// The file is no text.
    #[error("not a text file: {0}")]
    Binary(String),
    /// The file is of a known make and cannot be read: what is wrong, and what to do about it.
    #[error("{0}")]
    Container(String),
}

/// Returns whether an archive is a document by itself, as a Word file is, and no folder of documents.
pub fn is_package(archive: &Archive<'_>) -> bool {
    docx::is_package(archive)
}

/// Reads the documents of one file. `name` is the file's name, which may tell the identity.
///
/// # Errors
///
/// Fails if the bytes are empty or no text.
pub fn read<'a>(
    bytes: &'a [u8],
    name: &str,
    authority: &'static Authority,
) -> Result<Reading<'a>, ReadError> {
    let decoded = decoding::decode(bytes)?;
    let frames = frame::frames(authority);
    let lines = line::lines(&decoded.text);
    let kinds: Vec<Kind> = kind::kinds(&lines, frames);
    let file = file_symbol(name).filter(|s| authority.bodies.of_symbol(s.as_str()).is_some());
    let page = Page { input: &decoded.text, frames, file: file.as_ref(), bytes, authority };
    let (first, second) = columns::parted(&decoded.text, lines, kinds, authority);
    let mut drafts = page.drafts(&first);
    if let Some((column, language)) = second {
        let known: Vec<Id> = drafts.iter().map(|d| d.document.id.clone()).collect();
        drafts.extend(page.second_column(&column, &language, &known));
    }
    let mut documents: Vec<Document> = Vec::new();
    let shared = page_notes::shared(&drafts);
    let mut next = 1;
    for (draft, shared) in drafts.into_iter().zip(shared) {
        let mut document = draft.finish(&shared, &mut next, frames);
        document.translation |=
            documents.iter().any(|d| d.id == document.id && d.language != document.language);
        if !is_letter(&document) {
            document.form = decoded.form.unwrap_or_else(|| form(&decoded.text, &document, bytes));
        }
        document.warnings.extend(decoded.warnings.iter().cloned());
        for link in document.paragraphs.iter_mut().flat_map(|paragraph| &mut paragraph.links) {
            link.target = link_target::named(&decoded.text[link.place.start..link.place.end], authority);
        }
        documents.push(document);
    }
    page_notes::lend(&mut documents, frames);
    Ok(Reading { documents, decoded })
}

fn is_letter(document: &Document) -> bool {
    ["letter", "page"].contains(&document.identity_rule.as_str())
}

/// The lines of one language of a file, with what each of them is.
struct Column<'a> {
    lines: Vec<Line<'a>>,
    kinds: Vec<Kind>,
}

/// What all documents of a file share.
struct Page<'a> {
    input: &'a str,
    frames: &'static [Frame],
    /// What the name of the file spells.
    file: Option<&'a Symbol>,
    bytes: &'a [u8],
    authority: &'static Authority,
}

/// A document whose footnote marks are not yet cut.
struct Draft {
    /// The document with the paragraphs of its head.
    document: Document,
    paragraphs: Vec<paragraphs::Draft>,
    notes: Vec<Footnote>,
    language: usize,
}

impl Page<'_> {
    fn drafts(&self, column: &Column<'_>) -> Vec<Draft> {
        let Column { lines, kinds } = column;
        let regions = region::regions(lines, kinds, self.frames, self.file, self.authority);
        let symbols: Vec<Option<Symbol>> =
            regions.iter().map(|r| r.anchor.as_ref()?.symbol(self.authority)).collect();
        let meant = self.file.and_then(|file| identity::meant(&regions, &symbols, file));
        let mut out: Vec<Draft> = Vec::new();
        // The last document that is no part: its position, and what it prints.
        let mut whole = (0, Metadata::default());
        for (at, region) in regions.iter().enumerate() {
            let frame = &self.frames[region.language];
            // A file that bears the name of a symbol is no letter of organisations, whatever it reproduces.
            if region.anchor.is_none()
                && self.file.is_none()
                && let Some(letter) = letter::read(self.input, lines, region.lines.clone(), frame)
            {
                out.extend(letter.into_iter().map(|document| Draft::done(document, region.language)));
                continue;
            }
            let around = Around {
                file: self.file.filter(|_| meant == Some(at)),
                several: regions.len() > 1,
                next: symbols.get(at + 1).and_then(Option::as_ref),
                title: symbols[at].as_ref(),
                bytes: self.bytes,
            };
            let body = body_start(lines, kinds, region, frame);
            let identity = identity::identity(lines, kinds, region, body, &around, self.authority);
            let mut draft = self.draft(column, region, body, identity);
            // What stands on the same page is of the same body.
            let next = around.next.filter(|_| region.tail && draft.document.metadata.body.is_none());
            if let Some(body) = next.and_then(|next| self.authority.bodies.of_symbol(next.as_str())) {
                draft.document.metadata.body = Some(body.id.clone());
            }
            if let Some(anchor) = &region.anchor {
                let metadata = &mut draft.document.metadata;
                if anchor.whole.is_none() {
                    whole = (out.len(), metadata.clone());
                } else {
                    let (head, printed) = &whole;
                    metadata.inherit(printed);
                    // A whole without a date of its own has that of its first part.
                    if head + 1 == out.len() {
                        let adopted = &mut out[*head].document.metadata.adopted;
                        *adopted = adopted.or(metadata.adopted);
                    }
                }
            }
            out.push(draft);
        }
        page_notes::assign(&mut out);
        out
    }

    /// Reads one region that is no letter.
    fn draft(&self, column: &Column<'_>, region: &Region, body: usize, identity: Identity) -> Draft {
        let Column { lines, kinds } = column;
        let frame = &self.frames[region.language];
        let mut skip = furniture::furniture(lines, kinds, &region.lines, identity.symbol.as_ref(), body);
        let notes =
            footnotes::cut(lines, kinds, &region.lines, body, &frame.words.lexicon.document, &mut skip);
        let head = header::head(lines, kinds, region, body, &skip, frame);
        let mut metadata: Metadata =
            header::metadata(lines, kinds, region, body, &head, identity.symbol.as_ref(), frame);
        if metadata.body.is_none() {
            metadata.body = identity
                .symbol
                .as_ref()
                .and_then(|s| self.authority.bodies.of_symbol(s.as_str()))
                .map(|b| b.id.clone());
        }
        let opening = opening(lines, region, frame);
        let mut warnings = identity.warnings;
        if let Some(printed) = &metadata.session_printed {
            warnings.push(format!("session-printed: {printed}"));
        }
        let document = Document {
            id: identity.id,
            identity_rule: identity.rule.to_owned(),
            identity: identity.printed,
            language: frame.words.lexicon.language(),
            translation: false,
            form: Form::Plain,
            region: Span::new(lines[region.lines.start].place.start, lines[region.lines.end - 1].place.end),
            metadata,
            title: head.title,
            paragraphs: head.lines,
            notes_before: Vec::new(),
            signatories: Vec::new(),
            reproduces: None,
            warnings,
        };
        let introduced = kinds[region.lines.start..body].iter().any(|k| matches!(k, Kind::Statement { .. }));
        let statement = introduced || region.anchor.as_ref().is_some_and(Anchor::is_statement);
        let adopted = ["/RES/", "/DEC/", "/PRST/"].iter().any(|kind| document.id.as_str().contains(kind));
        let text = body..region.lines.end;
        let report = region.anchor.is_none() && !region.tail && !adopted;
        let make = match (statement, report) {
            (true, _) => Make::Statement,
            (false, true) => Make::Report,
            (false, false) => Make::Act,
        };
        let mut paragraphs = paragraphs::paragraphs(lines, kinds, text, &skip, frame, opening, make);
        if make == Make::Act {
            sections::label(&mut paragraphs);
        }
        Draft { document, paragraphs, notes, language: region.language }
    }

    /// Reads the second column of a page that prints two languages: each document is the translation of the one of the
    /// same number in the first.
    fn second_column(&self, column: &Column<'_>, language: &Language, known: &[Id]) -> Vec<Draft> {
        let mut out = Vec::new();
        for (region, symbol) in columns::regions(&column.lines, &column.kinds, known, self.authority) {
            // A running head may stand above the title.
            let content = region.lines.clone().filter(|at| column.kinds[*at] != Kind::Blank).take(3);
            let title = content.filter(|at| anchor::is_title(&column.kinds[*at])).last();
            let lettered = matches!(column.kinds[region.lines.start], Kind::Part(_));
            let body = title.map_or(region.lines.start + usize::from(lettered), |at| at + 1);
            let id = symbol.clone().map_or_else(|| identity::of_content(self.bytes), Id::from);
            let identity =
                Identity { id, symbol, rule: "second-column", printed: Vec::new(), warnings: Vec::new() };
            let mut draft = self.draft(column, &region, body, identity);
            draft.document.language = language.clone();
            draft.document.translation = true;
            out.push(draft);
        }
        page_notes::assign(&mut out);
        out
    }
}

impl Draft {
    /// A document that is read to its end.
    fn done(document: Document, language: usize) -> Self {
        Self { document, paragraphs: Vec::new(), notes: Vec::new(), language }
    }

    /// Cuts the footnote marks. `shared` are the notes of other documents of the page, `next` is the number that the
    /// document before came to.
    fn finish(self, shared: &BTreeSet<u32>, next: &mut u32, frames: &[Frame]) -> Document {
        let frame = &frames[self.language];
        let mut document = self.document;
        let mut plain: BTreeSet<u32> = self.notes.iter().filter(|n| n.bare).map(|n| n.number).collect();
        // The notes of a page that goes on from others begin with any number.
        let page = || shared.first().map_or(1, |first| *first.max(next));
        *next = plain.first().copied().unwrap_or_else(page);
        plain.extend(shared);
        document.paragraphs.reserve(self.paragraphs.len() + self.notes.len());
        for draft in self.paragraphs {
            document.paragraphs.push(marks::cut(draft.label, draft.text, &plain, next, frame));
        }
        let none = BTreeSet::new();
        for note in self.notes {
            document.paragraphs.push(marks::cut(
                format!("fn{}", note.number),
                note.text,
                &none,
                &mut 1,
                frame,
            ));
        }
        document
    }
}

/// Lines of a title are shorter than this, in bytes, where they end with a comma.
const TITLE_LINE: usize = 60;

/// Returns the line on which the text of a document begins, behind head and title.
fn body_start(lines: &[Line<'_>], kinds: &[Kind], region: &Region, frame: &Frame) -> usize {
    if let Some(anchor) = &region.anchor {
        let Some(opener) = anchor.opener else {
            // The whole of a resolution in parts has no text of its own.
            if matches!(kinds.get(region.lines.end), Some(Kind::Part(_))) && anchor.whole.is_none() {
                return region.lines.end;
            }
            let head = |text: &str| {
                text.starts_with(['(', '['])
                    || frame.dated_act.is_match(text)
                    || !text.contains(char::is_lowercase)
            };
            let text = (anchor.line + 1..region.lines.end)
                .find(|at| kinds[*at] == Kind::Text && !head(lines[*at].as_str()));
            return text.unwrap_or(anchor.line + 1).min(region.lines.end);
        };
        // Some texts give their reasons before they name the body: paragraphs, which no title has.
        let verbs = frame.words.verbs();
        let paragraph = |at: &usize| {
            let blank = |at: Option<usize>| at.is_none_or(|at| lines[at].is_blank());
            let text = lines[*at].as_str();
            let alone = text.len() > TITLE_LINE && text.ends_with([',', ';', ':']) && blank(Some(at + 1));
            let opens = || {
                text.starts_with(frame.words.lexicon.document.reasons.as_str())
                    || verbs.window() == 0 && frame.opens(text)
            };
            kinds[*at] == Kind::Text && blank(at.checked_sub(1)) && (alone || opens())
        };
        return (anchor.line + 1..opener).find(paragraph).unwrap_or(opener);
    }
    if region.tail {
        return region.lines.start;
    }
    if let Some(start) = statement::text_start(lines, kinds, region, frame) {
        return start;
    }
    let head = region.lines.clone().take(40);
    head.take_while(|at| kinds[*at].is_head()).last().map_or(region.lines.start, |at| at + 1)
}

/// Returns the line of the opener and the byte behind it, so that a text on the same line is kept.
fn opening(lines: &[Line<'_>], region: &Region, frame: &Frame) -> Option<(usize, usize)> {
    let at = region.anchor.as_ref()?.opener?;
    let text = lines[at].as_str();
    let bare = statement::unquoted(text);
    Some((at, frame.opener.find(bare).map_or(text.len(), |m| text.len() - bare.len() + m.end())))
}

/// How names of files tell the language of the text.
const LANGUAGES: [&str; 6] = ["ar", "en", "es", "fr", "ru", "zh"];

/// Returns the symbol that a file's name may spell: `S_PRST_2011_4.txt`, `A_RES_1514(XV).txt`. Whether a body issues
/// such symbols is for the caller to say.
fn file_symbol(name: &str) -> Option<Symbol> {
    let stem = name.rsplit(['/', '\\']).next()?;
    let stem = stem
        .rsplit_once('.')
        .filter(|(_, e)| e.len() <= 4 && e.chars().all(char::is_alphabetic))
        .map_or(stem, |(s, _)| s);
    // Names of downloads end with the language: `A_51_595.en.pdf`.
    let stem = stem.rsplit_once('.').filter(|(_, code)| LANGUAGES.contains(code)).map_or(stem, |(s, _)| s);
    let parts: Vec<&str> = stem.split('_').collect();
    // Some collections part number and year: `S_RES_0004_1946_EN`.
    if let [root, "RES", number, year, ..] = parts.as_slice()
        && year.parse().is_ok_and(|year: u16| (1946..2100).contains(&year))
    {
        return format!("{root}/RES/{} ({year})", number.trim_start_matches('0')).parse().ok();
    }
    // A letter behind the last stroke is that of a part: `A_RES_75_290_A`.
    let part =
        stem.rsplit_once('_').filter(|(_, p)| p.len() == 1 && p.bytes().all(|b| b.is_ascii_uppercase()));
    let stem = part.map_or_else(|| stem.to_owned(), |(whole, letter)| format!("{whole} {letter}"));
    let symbol: Symbol = stem.replace('_', "/").parse().ok()?;
    (symbol.as_str().matches('/').count() >= 2).then_some(symbol)
}

/// Says what make of text a document was read from.
fn form(input: &str, document: &Document, bytes: &[u8]) -> Form {
    let text = &input[document.region.start..document.region.end];
    let (mut indented, mut wrapped, mut long) = (0usize, 0usize, 0usize);
    let mut from = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = &text[mem::replace(&mut from, end + 1)..end];
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.starts_with("# ") || line.starts_with("### ") {
            return Form::Markdown;
        }
        indented += usize::from(line.starts_with(' ') && line.len() > 40);
        wrapped += usize::from((60..110).contains(&line.trim_end().len()));
        long += usize::from(line.len() > 200);
    }
    if wrapped > 4 * (long + 1) && (indented > 5 || memchr::memchr(0xc, bytes).is_some() || long == 0) {
        Form::PdfText
    } else {
        Form::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_may_spell_symbols() {
        let check = |name: &str, symbol: Option<&str>| {
            assert_eq!(file_symbol(name).as_ref().map(Symbol::as_str), symbol, "{name}");
        };
        check("S_PRST_2011_4.txt", Some("S/PRST/2011/4"));
        check("corpus/A_RES_1514(XV).txt", Some("A/RES/1514(XV)"));
        check("S_RES_0004_1946_EN.txt", Some("S/RES/4(1946)"));
        check("A_RES_75_290_A.txt", Some("A/RES/75/290A"));
        check("000_34f82cd9c4d3bda5.txt", None);
        check("A_51_595.en.pdf", Some("A/51/595"));
        check("notes.txt", None);
    }

    #[test]
    fn a_file_name_of_no_body_is_no_identity() {
        let rule = |name: &str| {
            let reading = read("Dear all,\nlakes are deep.\n".as_bytes(), name, Authority::embedded());
            reading.expect("a text").documents[0].identity_rule.clone()
        };
        assert_eq!(rule("S_PRST_2011_4.txt"), "file-name");
        assert_eq!(rule("lake_group_34_letter.txt"), "content-hash");
    }

    /// Resolutions of the Security Council from 1946 to today lost their date when their act line came to count as the
    /// beginning of the text, and where it ran over two lines its end was a paragraph (S/RES/2242(2015), S/RES/1889(2009)).
    #[test]
    fn a_numbered_act_has_its_date_and_no_paragraph_of_it() {
        for act in ["its 7990th meeting, on 13 October 2015", "its 7990th meeting,\n\non 13 October 2015"] {
            let text = format!(
                "Resolution 2990 (2015)\n\nAdopted by the Security Council at {act}\n\nThe Security Council,\n\n\
                 Recalling resolution 1325 (2000),\n\n1. Decides to remain seized.\n"
            );
            let reading = read(text.as_bytes(), "lakes.txt", Authority::embedded()).expect("a text");
            let document = &reading.documents[0];
            assert_eq!(
                document.metadata.adopted.map(|d| d.to_string()).as_deref(),
                Some("2015-10-13"),
                "{act}"
            );
            let labels = document.paragraphs.iter().map(|p| p.label.as_str()).filter(|l| *l != "header");
            assert_eq!(labels.collect::<Vec<_>>(), ["pp1", "op1"], "{act}");
        }
    }

    #[test]
    fn a_file_named_by_a_symbol_is_no_letter() {
        let kinds = ["Watch", "Society", "Association", "Foundation", "Union", "Network"];
        let places = ["Norway", "Kenya", "Peru", "Nepal", "Ghana", "Chile"];
        let signed: String = (0..36)
            .map(|n| {
                format!("{} Lamp {}, {}\n", ["River", "Harbour", "Lake"][n % 3], kinds[n / 6], places[n % 6])
            })
            .collect();
        let letter = format!(
            "To: All Member States\n\n9 December 2015\n\nWe urge you to support the resolution on lamps, which keep \
            the lakes bright and safe at night.\n\nSigned by:\n\n{signed}"
        );
        let id = |name: &str| {
            let reading = read(letter.as_bytes(), name, Authority::embedded());
            reading.expect("a text").documents[0].id.to_string()
        };
        assert!(id("letter.txt").starts_with("LETTER:"), "{}", id("letter.txt"));
        assert_eq!(id("HSP_GC_24_5.txt"), "HSP/GC/24/5");
    }

    #[test]
    fn head_lines_may_run_together() {
        let text = "General Assembly Distr.: General 19 February 2004\n\nFifty-eighth session Agenda item 110 (b)\n\n\
            58/901. Lakes\n\nThe General Assembly,\n\nRecalling the Lakes,\n\n1. Decides to rest.\n";
        let reading = read(text.as_bytes(), "lakes.txt", Authority::embedded()).expect("a text");
        let metadata = &reading.documents[0].metadata;
        assert_eq!(metadata.agenda_item.as_deref(), Some("110 (b)"));
        assert_eq!(metadata.distributed.map(|d| d.to_string()).as_deref(), Some("2004-02-19"));
        assert_eq!(metadata.session_printed, None);
    }
}
