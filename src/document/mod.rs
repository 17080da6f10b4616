//! Bytes of one file -> documents with paragraphs and footnotes, and offsets back to the bytes. Knows nothing of
//! citations.

mod decoding;
mod footnotes;
mod frame;
mod furniture;
mod header;
mod joining;
mod kind;
mod letter;
mod line;
mod marks;
mod paragraphs;
mod region;
pub mod signatory_list;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::authority::Authority;
use crate::model::{Document, Form, Metadata, Paragraph, Span, Symbol};
use frame::Frame;
use kind::Kind;
use line::Line;
use region::Region;

/// What one file holds.
#[derive(Debug)]
pub struct Reading {
    /// The documents, in the order of the file.
    pub documents: Vec<Document>,
    decoded: decoding::Decoded,
}

impl Reading {
    /// Returns the place in the bytes of the file of a place in the decoded text.
    pub fn to_input(&self, span: Span) -> Span {
        self.decoded.to_input(span)
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
}

/// Reads the documents of one file. `name` is the file's name, which may tell the identity.
///
/// # Errors
///
/// Fails if the bytes are empty or no text.
pub fn read(bytes: &[u8], name: &str, authority: &'static Authority) -> Result<Reading, ReadError> {
    let decoded = decoding::decode(bytes)?;
    let frames = frame::frames(authority);
    let lines = line::lines(&decoded.text);
    let kinds: Vec<Kind> = kind::kinds(&lines, frames);
    let regions = region::regions(&lines, &kinds, frames);
    let file =
        file_symbol(name).filter(|s| regions.len() == 1 && authority.bodies.of_symbol(s.as_str()).is_some());
    let mut documents: Vec<Document> = Vec::new();
    for region in &regions {
        let frame = &frames[region.language];
        if region.anchor.is_none()
            && let Some(letter) = letter::read(&decoded.text, &lines, region.lines.clone(), frame)
        {
            documents.extend(letter);
            continue;
        }
        let mut document = document(&lines, &kinds, region, frame, file.as_ref(), bytes, authority);
        document.translation =
            documents.iter().any(|d| d.id == document.id && d.language != document.language);
        document.form = form(&decoded.text, &document, bytes);
        documents.push(document);
    }
    Ok(Reading { documents, decoded })
}

/// Reads one region that is no letter.
fn document(
    lines: &[Line],
    kinds: &[Kind],
    region: &Region,
    frame: &Frame,
    file: Option<&Symbol>,
    bytes: &[u8],
    authority: &Authority,
) -> Document {
    let body = body_start(kinds, region);
    let hash = || Sha256::digest(bytes).iter().take(8).map(|b| format!("{b:02x}")).collect::<String>();
    let identity = header::identity(lines, kinds, region, body, file, hash, authority);
    let mut skip = furniture::furniture(lines, kinds, &region.lines, identity.symbol.as_ref(), body);
    let notes = footnotes::cut(lines, kinds, &region.lines, body, &frame.words.lexicon.document, &mut skip);
    let head = header::head(lines, kinds, region, body, &skip, frame);
    let mut metadata: Metadata =
        header::metadata(lines, kinds, region, body, &head, identity.symbol.as_ref(), frame);
    if metadata.body.is_none() {
        metadata.body = identity
            .symbol
            .as_ref()
            .and_then(|s| authority.bodies.of_symbol(s.as_str()))
            .map(|b| b.id.clone());
    }
    let opening = opening(lines, region, frame);
    let inside: Vec<(usize, &Line)> = (body..region.lines.end).map(|at| (at, &lines[at])).collect();
    let drafts = paragraphs::paragraphs(&inside, kinds, &skip, frame, opening);
    let plain: BTreeSet<u32> = notes.iter().filter(|n| n.bare).map(|n| n.number).collect();
    let mut next = 1;
    let mut paragraphs: Vec<Paragraph> = head.lines;
    for draft in drafts {
        paragraphs.push(marks::cut(draft.label, draft.text, &plain, &mut next, frame));
    }
    let none = BTreeSet::new();
    for note in notes {
        paragraphs.push(marks::cut(format!("fn{}", note.number), note.text, &none, &mut 1, frame));
    }
    let mut warnings = identity.warnings;
    if let Some(printed) = &metadata.session_printed {
        warnings.push(format!("session-printed: {printed}"));
    }
    Document {
        id: identity.id,
        identity_rule: identity.rule.to_owned(),
        identity: identity.printed,
        language: frame.words.lexicon.language(),
        translation: false,
        form: Form::Plain,
        region: Span::new(lines[region.lines.start].place.start, lines[region.lines.end - 1].place.end),
        metadata,
        title: head.title,
        paragraphs,
        signatories: Vec::new(),
        reproduces: None,
        warnings,
    }
}

/// Returns the line on which the text of a document begins, behind head and title.
fn body_start(kinds: &[Kind], region: &Region) -> usize {
    if let Some(anchor) = &region.anchor {
        return anchor.opener.unwrap_or(anchor.line + 1).min(region.lines.end);
    }
    let head = region.lines.clone().take(40);
    head.take_while(|at| kinds[*at].is_head()).last().map_or(region.lines.start, |at| at + 1)
}

/// Returns the line of the opener and the byte behind it, so that a text on the same line is kept.
fn opening(lines: &[Line], region: &Region, frame: &Frame) -> Option<(usize, usize)> {
    let at = region.anchor.as_ref()?.opener?;
    let end = frame.opener.find(lines[at].as_str()).map_or(lines[at].as_str().len(), |m| m.end());
    Some((at, end))
}

/// Returns the symbol that a file's name may spell: `S_PRST_2011_4.txt`, `A_RES_1514(XV).txt`. Whether a body issues
/// such symbols is for the caller to say.
fn file_symbol(name: &str) -> Option<Symbol> {
    let stem = name.rsplit(['/', '\\']).next()?;
    let stem = stem
        .rsplit_once('.')
        .filter(|(_, e)| e.len() <= 4 && e.chars().all(char::is_alphabetic))
        .map_or(stem, |(s, _)| s);
    let mut spelled = stem.replace('_', "/");
    // `S_RES_0290_1970_EN` has number and year of `S/RES/290(1970)`.
    if let Some(found) = NUMBER_AND_YEAR.captures(&spelled) {
        spelled =
            format!("{}{}({})", &found["root"], found["number"].trim_start_matches('0'), &found["year"]);
    }
    let symbol: Symbol = spelled.parse().ok()?;
    (symbol.as_str().matches('/').count() >= 2).then_some(symbol)
}

/// The running number and the year in the name of a file.
// Matches `S/RES/0290/1970`, `S/RES/1325/2000/EN`; does not match `S/RES/1325(2000)`, `S/PRST/2011/4`.
static NUMBER_AND_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<root>S/RES/)(?P<number>\d{1,4})/(?P<year>(?:19|20)\d\d)(?:/[A-Za-z/]*)?$")
        .expect("the pattern is fixed")
});

/// Says what make of text a document was read from.
fn form(input: &str, document: &Document, bytes: &[u8]) -> Form {
    let (mut indented, mut wrapped, mut long, mut heading) = (0, 0, 0, false);
    for line in input[document.region.start..document.region.end].lines() {
        indented += usize::from(line.starts_with(' ') && line.len() > 40);
        wrapped += usize::from((60..110).contains(&line.trim_end().len()));
        long += usize::from(line.len() > 200);
        heading |= line.starts_with("# ") || line.starts_with("### ");
    }
    if heading {
        Form::Markdown
    } else if wrapped > 4 * (long + 1) && (indented > 5 || long == 0 || bytes.contains(&0xc)) {
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
        check("S_RES_0290_1970_EN_GOLD.txt", Some("S/RES/290(1970)"));
        check("000_34f82cd9c4d3bda5.txt", None);
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
