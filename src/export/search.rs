//! What a search found, one row each: for scripts (TSV, JSON).

use std::io::{self, Write};

use serde::Serialize;

use super::{json_lines, tsv};
use crate::model::Date;
use crate::search::{Excerpt, FoundPassage, FoundTitle, Question};

/// The columns of [`write_tsv`], in order. Others script against them: new ones come at the end.
pub const COLUMNS: [&str; 7] = ["found", "doc", "date", "para", "language", "text", "file"];

#[derive(Serialize)]
struct Line<'a> {
    found: &'a str,
    doc: &'a str,
    date: Option<String>,
    title: Option<&'a str>,
    para: Option<&'a str>,
    language: &'a str,
    text: &'a str,
    matches: Vec<String>,
    file: Option<&'a str>,
}

impl<'a> Line<'a> {
    fn of_passage(passage: &'a FoundPassage, question: Option<&Question>) -> Self {
        let excerpt = Excerpt::of(&passage.text, &passage.language, question, usize::MAX);
        Self {
            found: "paragraph",
            doc: passage.document.as_str(),
            date: date(passage.date),
            title: passage.title.as_deref(),
            para: Some(&passage.label),
            language: passage.language.as_str(),
            text: &passage.text,
            matches: matches(excerpt),
            file: Some(&passage.file),
        }
    }

    fn of_title(title: &'a FoundTitle, question: Option<&Question>) -> Self {
        let excerpt = Excerpt::of(&title.title, &title.language, question, usize::MAX);
        Self {
            found: "title",
            doc: title.node.as_str(),
            date: date(title.date),
            title: Some(&title.title),
            para: None,
            language: title.language.as_str(),
            text: &title.title,
            matches: matches(excerpt),
            file: None,
        }
    }
}

/// Writes a header and tab-separated rows with whole texts: no quoting, tabs and line ends within a cell are blanks.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write_tsv(passages: &[FoundPassage], titles: &[FoundTitle], out: &mut dyn Write) -> io::Result<()> {
    let rows = lines(passages, titles, None).map(|line| {
        [
            line.found.into(),
            line.doc.into(),
            line.date.unwrap_or_default().into(),
            line.para.unwrap_or_default().into(),
            line.language.into(),
            line.text.into(),
            line.file.unwrap_or_default().into(),
        ]
    });
    tsv::write(&COLUMNS, rows, out)
}

/// Writes one line of JSON for each find, with the words that answer the question.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write_json(
    passages: &[FoundPassage],
    titles: &[FoundTitle],
    question: Option<&Question>,
    out: &mut dyn Write,
) -> io::Result<()> {
    json_lines::write(lines(passages, titles, question), out)
}

fn lines<'a>(
    passages: &'a [FoundPassage],
    titles: &'a [FoundTitle],
    question: Option<&'a Question>,
) -> impl Iterator<Item = Line<'a>> {
    let passages = passages.iter().map(move |passage| Line::of_passage(passage, question));
    passages.chain(titles.iter().map(move |title| Line::of_title(title, question)))
}

fn date(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn matches(excerpt: Excerpt) -> Vec<String> {
    excerpt.pieces.into_iter().filter(|piece| piece.is_match).map(|piece| piece.text).collect()
}
