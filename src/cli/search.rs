//! `travaux search`: words in paragraphs and titles.

use std::io::Write;
use std::ops::RangeInclusive;
use std::str::FromStr;

use clap::Args;

use super::form::{Form, Rows};
use super::question::{Opened, Source};
use super::screen::{self, Screen, counted};
use super::speaker::body;
use super::{Failure, Outcome};
use crate::database::Searched;
use crate::export::search::{write_json, write_tsv};
use crate::model::{Date, Language, Relation};
use crate::search::{Excerpt, Filter, Found, FoundPassage, FoundTitle, Question, Reference};

/// Characters of a paragraph that are shown.
const EXCERPT: usize = 320;

/// Signs of the private use area that stand around a match until its line is written.
const MARKS: [char; 2] = ['\u{e000}', '\u{e001}'];

/// Search for words in the paragraphs and titles of the documents that were read.
///
/// All words must stand in one paragraph or title, in any order and form: `defender` finds `defenders`. "Words in
/// quotation marks" stand side by side, `wom*` is the beginning of a word, `OR` between two words asks for one of them,
/// and a word behind `-` must not be there (write `--` before the words then). Works in English, French, Spanish,
/// Russian, Arabic and Chinese.
///
/// Together with --relation-to, --relation or --verb: the paragraphs that refer so and speak of the words; without
/// words, all that refer so.
///
/// The dataset built into the program has titles and no texts: paragraphs are searched in a database made by
/// `travaux ingest` from your own files. The exit code is 1 if nothing is found.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The words.
    words: Vec<String>,
    /// Only documents of this body (GA, SC, HRC, …).
    #[arg(long, value_name = "BODY")]
    body: Option<String>,
    /// Only documents of these years: 1998, 1998-2005, 1998- or -2005.
    #[arg(long, value_name = "YEARS", allow_hyphen_values = true)]
    year: Option<Years>,
    /// Only documents dated by this day (YYYY, YYYY-MM or YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Only texts in this language: en, fr, es, ru, ar, zh. The words are then read in it alone.
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// Only paragraphs that refer to this document.
    #[arg(long, value_name = "SYMBOL")]
    relation_to: Option<String>,
    /// Only paragraphs with a reference of this relation: recalls, cites, …
    #[arg(long, value_name = "RELATION")]
    relation: Option<Relation>,
    /// Only paragraphs with a reference under this verb or its family: welcomes, reaffirm, …
    #[arg(long, value_name = "VERB")]
    verb: Option<String>,
    /// Number of paragraphs and of titles to list.
    #[arg(long, value_name = "N", default_value = "10")]
    top: usize,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    form: Form,
}

/// Years, both ends included.
#[derive(Clone, Debug)]
struct Years(RangeInclusive<u16>);

impl FromStr for Years {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let bad = || format!("'{s}' is neither a year nor two with - between them");
        let year = |text: &str, open: u16| match text.trim() {
            "" => Ok(open),
            number => number.parse().map_err(|_| bad()),
        };
        let years = match s.split_once(['-', '–']) {
            Some((from, to)) => year(from, u16::MIN)?..=year(to, u16::MAX)?,
            None => year(s, 0)?..=year(s, 0)?,
        };
        if years.is_empty() || s.trim().len() < 4 { Err(bad()) } else { Ok(Years(years)) }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let opened = arguments.source.open()?;
    let filter = filter(arguments, &opened, err)?;
    let typed = arguments.words.join(" ");
    let question = match typed.trim().is_empty() {
        true if filter.reference.is_any() => {
            let text = "give words to search for, or what the paragraphs refer to (--relation-to, --verb)";
            return Err(Failure::Usage(text));
        }
        true => None,
        false => Some(Question::read(&typed, filter.language.as_ref())?),
    };
    if opened.database.is_embedded() && !filter.reference.is_any() {
        let text = "the dataset built into travaux has no texts: search a database made by 'travaux ingest' (--db \
             FILE), or ask 'travaux trace' who refers to a document";
        return Err(Failure::Unsupported(text.to_owned()));
    }
    let found = opened.database.search(question.as_ref(), &filter, arguments.top)?;
    let passages = found.passages.as_ref().map_or(&[][..], |passages| &passages.first);
    match arguments.form.rows() {
        Rows::Tsv => write_tsv(passages, &found.titles.first, out)?,
        Rows::Json => write_json(passages, &found.titles.first, question.as_ref(), out)?,
        Rows::Table => table(&found, question.as_ref(), Screen::of_stdout(), out)?,
    }
    let all = found.titles.total + found.passages.map_or(0, |passages| passages.total);
    Ok(if all == 0 { Outcome::Nothing } else { Outcome::Done })
}

fn filter(arguments: &Arguments, opened: &Opened, err: &mut dyn Write) -> Result<Filter, Failure> {
    let target = opened.id_if_named(arguments.relation_to.as_slice(), err)?;
    Ok(Filter {
        body: arguments.body.as_ref().map(|name| body(opened, name)).transpose()?,
        years: arguments.year.clone().map(|years| years.0),
        as_of: arguments.as_of,
        language: arguments.language.as_ref().map(|code| Language::new(code.to_lowercase())),
        reference: Reference { target, relation: arguments.relation, verb: arguments.verb.clone() },
    })
}

fn table(
    found: &Searched,
    question: Option<&Question>,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    match &found.passages {
        Some(passages) => {
            writeln!(out, "{}", screen.bold(&heading(passages, "paragraph")))?;
            for passage in &passages.first {
                write_passage(passage, question, screen, out)?;
            }
        }
        None => {
            let text = "The dataset built into travaux has titles and no texts; paragraphs are searched in your own \
                 database (--db FILE).";
            for line in screen.paragraph(0, text) {
                writeln!(out, "{}", screen.faint(&line))?;
            }
        }
    }
    if found.titles.total > 0 || found.passages.is_none() {
        writeln!(out, "\n{}", screen.bold(&heading(&found.titles, "title")))?;
        for title in &found.titles.first {
            write_title(title, question, screen, out)?;
        }
    }
    Ok(())
}

fn heading<T>(found: &Found<T>, noun: &str) -> String {
    match found.total {
        0 => format!("No {noun} found"),
        all if all > found.first.len() => {
            format!("{}, the best {} of them", counted(all, noun), found.first.len())
        }
        all => counted(all, noun),
    }
}

fn write_passage(
    passage: &FoundPassage,
    question: Option<&Question>,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let head = head(passage.document.as_str(), passage.date, Some(&passage.label));
    writeln!(out, "\n{}  {}", head, screen.faint(&screen::clean(&passage.file)))?;
    let title = passage.title.iter().flat_map(|title| screen.paragraph(2, title));
    for line in title {
        writeln!(out, "{}", screen.faint(&line))?;
    }
    let excerpt = Excerpt::of(&passage.text, &passage.language, question, EXCERPT);
    write_excerpt(&excerpt, screen, out)
}

fn write_title(
    title: &FoundTitle,
    question: Option<&Question>,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    writeln!(out, "\n{}", head(title.node.as_str(), title.date, None))?;
    write_excerpt(&Excerpt::of(&title.title, &title.language, question, EXCERPT), screen, out)
}

fn head(id: &str, date: Option<Date>, label: Option<&str>) -> String {
    let label = label.map(|label| format!("  {}", screen::clean(label))).unwrap_or_default();
    let date = date.map(|date| format!("  {date}")).unwrap_or_default();
    format!("{}{label}{date}", screen::clean(id))
}

fn write_excerpt(excerpt: &Excerpt, screen: Screen, out: &mut dyn Write) -> Result<(), Failure> {
    let mut text = String::from(if excerpt.begins_within { "…" } else { "" });
    for piece in &excerpt.pieces {
        match piece.is_match {
            true => {
                text.extend([&MARKS[0].to_string(), &piece.text, &MARKS[1].to_string()].map(String::as_str))
            }
            false => text += &piece.text,
        }
    }
    text += if excerpt.ends_within { "…" } else { "" };
    let mut within = false;
    for line in screen.paragraph(4, &text) {
        writeln!(out, "{}", marked(&line, &mut within, screen))?;
    }
    Ok(())
}

/// Returns a line with its matches in bold, or between asterisks where there is no bold; a match may go on in the next.
fn marked(line: &str, within: &mut bool, screen: Screen) -> String {
    let mut out = String::new();
    for part in line.split_inclusive(MARKS) {
        let text = part.trim_end_matches(MARKS);
        let blanks = text.len() - text.trim_start().len();
        let (indent, words) = text.split_at(if *within { blanks } else { 0 });
        out += indent;
        match *within && !words.is_empty() {
            true => out += &screen.emphasised(words),
            false => out += words,
        }
        *within = match part.chars().last() {
            Some(mark) if mark == MARKS[0] => true,
            Some(mark) if mark == MARKS[1] => false,
            _ => *within,
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_have_one_end_or_two() {
        let check = |text: &str, from: u16, to: u16| {
            assert_eq!(text.parse::<Years>().map(|years| years.0), Ok(from..=to), "{text}");
        };
        check("1998", 1998, 1998);
        check("1998-2005", 1998, 2005);
        check("1998-", 1998, u16::MAX);
        check("-2005", 0, 2005);
        for bad in ["", "-", "98", "2005-1998", "now"] {
            assert!(bad.parse::<Years>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_match_may_go_on_in_the_next_line() {
        let [open, close] = MARKS;
        let screen = Screen::plain(40);
        let mut within = false;
        assert_eq!(marked(&format!("    of {open}human"), &mut within, screen), "    of *human*");
        assert_eq!(marked(&format!("    rights{close} and"), &mut within, screen), "    *rights* and");
        assert!(!within);
    }
}
