//! `travaux sparql`: a question in the query language of linked data.

use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use oxrdf::{Term, Triple};

use super::question::{Opened, Past, Source};
use super::screen::{Screen, clean, counted};
use super::watch::{Bounds, Passed};
use super::{Failure, Outcome};
use crate::draw::{columns, cut};
use crate::export::csv::{self, Cells};
use crate::export::solutions::{self, Syntax};
use crate::export::{json_ld, turtle};
use crate::model::NodeId;
use crate::sparql::{self, Answer, Limits, PREFIXES, Query, QueryError, Rows};

/// Ask a question in SPARQL 1.1, the query language of linked data.
///
/// A document is named by its symbol in normal form, between angle brackets, and no PREFIX lines are needed: to
/// `SELECT ?who ?year { ?who tr:recalls <A/RES/53/144> ; tr:year ?year }` the answer is who recalls 53/144, with the year.
///
/// `tr:recalls+` follows chains of any length, and `tr:descendsFrom` does so fast. Each single citation is a thing of its
/// own, with paragraph, words, verb and rule. `--vocabulary` lists all terms; docs/sparql.md explains them, and
/// docs/questions.md has worked questions. SELECT, ASK (yes or no), CONSTRUCT and DESCRIBE only read: nothing is changed,
/// and no other server is asked. The exit code is 1 if nothing was found, or the answer is no.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The query; without it and without --file it is read from standard input.
    #[arg(conflicts_with = "file")]
    query: Option<String>,
    /// A file with the query, or - for standard input.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    past: Past,
    #[command(flatten)]
    source: Source,
    /// How to print: rows as table, csv, tsv, json or xml (the result formats of SPARQL 1.1); triples as turtle or
    /// jsonld. By default rows are a table and triples Turtle.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Stop after so many seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    timeout: u64,
    /// Print at most so many rows or triples. If there are more, that is said and the exit code is 2.
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    max_rows: usize,
    /// Stop when the program holds more than so many megabytes of memory. It is looked at fifty times a second, so a
    /// query may pass it by what it takes between two looks.
    #[arg(long, value_name = "MB", default_value_t = 2000)]
    max_memory: usize,
    /// In CSV: write cells that a spreadsheet would run as a formula as they are.
    #[arg(long)]
    raw: bool,
    /// List the terms and prefixes that queries may use.
    #[arg(long, conflicts_with_all = ["query", "file"])]
    vocabulary: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading; long cells are cut.
    Table,
    /// Comma-separated values.
    Csv,
    /// Tab-separated terms.
    Tsv,
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// Triples as Turtle.
    Turtle,
    /// Triples as JSON-LD.
    Jsonld,
}

/// A syntax of triples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Triples {
    Turtle,
    JsonLd,
}

impl Triples {
    /// Writes triples. The addresses of documents are written in full: their short forms would be full of escapes.
    pub(super) fn write(
        self,
        triples: impl Iterator<Item = Result<Triple, Failure>>,
        out: impl Write,
    ) -> Result<(), Failure> {
        match self {
            Triples::Turtle => {
                let short: Vec<_> = PREFIXES.into_iter().filter(|(prefix, _)| *prefix != "un").collect();
                turtle::triples(triples, &short, out)
            }
            Triples::JsonLd => json_ld::triples(triples, out),
        }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    if arguments.vocabulary {
        vocabulary(Screen::of_stdout(), out)?;
        return Ok(Outcome::Done);
    }
    let query = Query::parse(&arguments.text()?).map_err(crate::Error::from)?;
    let opened = arguments.past.open(&arguments.source)?;
    let limits = Limits { rows: Some(arguments.max_rows), ..Limits::default() };
    let bounds = Bounds { seconds: arguments.timeout, mebibytes: arguments.max_memory };
    let stopped = |passed| arguments.stopped(passed);
    let (answer, passed) = bounds.watch(&limits.stop, stopped, || opened.database.sparql(&query, &limits));
    let answer = match (answer, passed) {
        (Err(crate::Error::Sparql(QueryError::Stopped)), Some(passed)) => {
            return Err(Failure::Unsupported(stopped(passed)));
        }
        (answer, _) => answer?,
    };
    arguments.write(&answer, &opened.name, out)?;
    // A closed standard error must not stop the answer.
    let _ = notes(&query, &answer, &opened, err);
    if answer.is_cut() {
        let _ = writeln!(
            err,
            "travaux: there is more than the {} that --max-rows allows; the answer is not complete",
            counted(arguments.max_rows, "row")
        );
        return Ok(Outcome::Partly);
    }
    Ok(if answer.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

impl Arguments {
    /// Returns the text of the query.
    fn text(&self) -> Result<String, Failure> {
        if let Some(query) = &self.query {
            return Ok(query.clone());
        }
        let path = self.file.as_deref().filter(|path| *path != "-");
        let read = match path {
            Some(path) => fs::read_to_string(path),
            None if self.file.is_none() && io::stdin().is_terminal() => {
                return Err(Failure::Usage(
                    "there is no query: give one in quotes, --file FILE, or --vocabulary to see what can be asked",
                ));
            }
            None => io::read_to_string(io::stdin().lock().by_ref()),
        };
        let path = path.map_or_else(|| PathBuf::from("standard input"), ToOwned::to_owned);
        read.map_err(|source| Failure::Unreadable { path, source })
    }

    /// Says why the query was stopped, and what to do.
    fn stopped(&self, passed: Passed) -> String {
        let narrower =
            "ask for less (name a document, add LIMIT, or use tr:descendsFrom in place of a path with +)";
        match passed {
            Passed::Time => format!(
                "the query was stopped after {}: {narrower}, or give it longer with --timeout",
                counted(usize::try_from(self.timeout).unwrap_or(usize::MAX), "second")
            ),
            Passed::Memory => format!(
                "the query was stopped because it took more than {} MB of memory: {narrower}, or allow it more with \
                 --max-memory",
                self.max_memory
            ),
        }
    }

    fn write(&self, answer: &Answer, source: &str, out: &mut dyn Write) -> Result<(), Failure> {
        let wrong = |what: &str, formats: &str| {
            Err(Failure::Unsupported(format!("{what} can be written as {formats}: choose one with --format")))
        };
        match answer {
            Answer::Rows(rows) => {
                let plain = |syntax| (syntax, &rows.variables, &rows.rows);
                let (syntax, variables, rows) = match self.format.unwrap_or(Format::Table) {
                    Format::Table => return Ok(table(rows, Screen::of_stdout(), source, out)?),
                    Format::Csv => {
                        let cells = if self.raw { Cells::Raw } else { Cells::Neutralised };
                        return Ok(csv::solutions(&rows.variables, &rows.rows, cells, out)?);
                    }
                    Format::Tsv => plain(Syntax::Tsv),
                    Format::Json => plain(Syntax::Json),
                    Format::Xml => plain(Syntax::Xml),
                    Format::Turtle | Format::Jsonld => {
                        return wrong("the rows of a SELECT", "table, csv, tsv, json or xml");
                    }
                };
                Ok(solutions::rows(variables, rows, syntax, out)?)
            }
            Answer::Truth(truth) => match self.format.unwrap_or(Format::Table) {
                Format::Table | Format::Csv | Format::Tsv => {
                    Ok(writeln!(out, "{}", if *truth { "yes" } else { "no" })?)
                }
                Format::Json => Ok(solutions::truth(*truth, Syntax::Json, out)?),
                Format::Xml => Ok(solutions::truth(*truth, Syntax::Xml, out)?),
                Format::Turtle | Format::Jsonld => wrong("yes or no", "table, json or xml"),
            },
            Answer::Triples { triples, .. } => {
                let triples = triples.iter().cloned().map(Ok);
                match self.format.unwrap_or(Format::Turtle) {
                    Format::Turtle => Triples::Turtle.write(triples, out),
                    Format::Jsonld => Triples::JsonLd.write(triples, out),
                    Format::Table | Format::Csv | Format::Tsv | Format::Json | Format::Xml => {
                        wrong("the triples of a CONSTRUCT or DESCRIBE", "turtle or jsonld")
                    }
                }
            }
        }
    }
}

/// Names what a query asks for and nobody can have meant: terms that there are not, and, where nothing was found,
/// documents that are not known.
fn notes(query: &Query, answer: &Answer, opened: &Opened, err: &mut dyn Write) -> Result<(), Failure> {
    for term in query.strange_terms() {
        if term.starts_with("tr:") || answer.is_empty() {
            writeln!(
                err,
                "travaux: nothing is told by the term {term}; 'travaux sparql --vocabulary' lists what is"
            )?;
        }
    }
    let graph = opened.database.graph()?;
    let unknown = query.ids().into_iter().filter(|id| graph.find(&NodeId::new(id.as_str())).is_none());
    for typed in unknown.filter(|_| answer.is_empty()) {
        let found = opened.database.find(&typed)?;
        let near = found.nodes.iter().chain(&found.near).map(|node| graph.id(*node).to_string()).collect();
        let unknown = Failure::Unknown { typed, read_as: Vec::new(), near, source_name: opened.name.clone() };
        writeln!(err, "travaux: {unknown}")?;
    }
    Ok(())
}

/// Writes rows for people. Columns keep their width as far as the screen has room; then the widest are cut.
fn table(rows: &Rows, screen: Screen, source: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}. Data: {source}.", counted(rows.rows.len(), "row"))?;
    if rows.rows.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    let names: Vec<String> = rows.variables.iter().map(|name| name.as_str().to_owned()).collect();
    let cells: Vec<Vec<String>> = rows
        .rows
        .iter()
        .map(|row| row.iter().map(|term| term.as_ref().map_or_else(String::new, shown)).collect())
        .collect();
    let widths = widths(&names, &cells, screen.width);
    let line = |cells: &[String], numbers: &[bool]| {
        let padded = cells.iter().zip(&widths).zip(numbers).map(|((cell, width), number)| {
            let cell = cut(cell, *width);
            let gap = " ".repeat(width.saturating_sub(columns(&cell)));
            if *number { format!("{gap}{cell}") } else { format!("{cell}{gap}") }
        });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let is_number = |at: usize| {
        let mut cells = cells.iter().map(|row| &row[at]).filter(|cell| !cell.is_empty()).peekable();
        cells.peek().is_some() && cells.all(|cell| cell.parse::<f64>().is_ok())
    };
    let numbers: Vec<bool> = (0..names.len()).map(is_number).collect();
    writeln!(out, "{}", screen.faint(&line(&names, &numbers)))?;
    cells.iter().try_for_each(|row| writeln!(out, "{}", line(row, &numbers)))
}

fn shown(term: &Term) -> String {
    clean(&match term {
        Term::NamedNode(name) => sparql::shortened(name.as_str()),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.value().to_owned(),
    })
}

/// Returns the widths of columns that fit side by side, two blanks between them.
fn widths(names: &[String], cells: &[Vec<String>], screen: usize) -> Vec<usize> {
    let widest = |at: usize| cells.iter().map(|row| columns(&row[at])).max().unwrap_or_default();
    let mut widths: Vec<usize> = (0..names.len()).map(|at| widest(at).max(columns(&names[at]))).collect();
    let room = screen.saturating_sub(2 * names.len().saturating_sub(1)).max(8 * names.len());
    while widths.iter().sum::<usize>() > room {
        if let Some(longest) = widths.iter_mut().max() {
            *longest -= 1;
        }
    }
    widths
}

/// Writes what queries may use.
fn vocabulary(screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let groups = [
        ("class", "Kinds of things (?x a tr:Resolution)"),
        ("fact", "What is known of documents, instruments, organisations and bodies"),
        ("edge", "What joins them"),
        ("verb", "Citations by the verb under which they stand"),
        ("chain", "Chains of citations of any length"),
        ("citation", "What is known of one citation (?c a cito:Citation)"),
    ];
    for (group, heading) in groups {
        writeln!(out, "{}", screen.bold(heading))?;
        for term in sparql::terms().into_iter().filter(|term| term.group == group) {
            let name = format!("{}:{}", term.prefix, term.name);
            let lines = screen.paragraph(34, &term.meaning);
            let first = lines.first().map_or("", |line| line.trim_start());
            writeln!(out, "  {name:<31} {first}")?;
            lines.iter().skip(1).try_for_each(|line| writeln!(out, "{line}"))?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}", screen.bold("Prefixes"))?;
    PREFIXES.iter().try_for_each(|(prefix, home)| writeln!(out, "  {prefix:<8} {home}"))?;
    writeln!(out, "\n<A/RES/53/144> is {}", sparql::of_node("A/RES/53/144"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_columns_are_cut_first() {
        let check = |cells: [&str; 3], screen: usize, expected: [usize; 3]| {
            let names = ["a", "b", "c"].map(str::to_owned);
            assert_eq!(widths(&names, &[cells.map(str::to_owned).to_vec()], screen), expected);
        };
        check(["one", "two", "three"], 100, [3, 3, 5]);
        check(["one", &"x".repeat(90), &"y".repeat(40)], 64, [3, 29, 28]);
        check([&"x".repeat(90), "", ""], 40, [34, 1, 1]);
    }
}
