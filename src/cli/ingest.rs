//! `travaux ingest`: documents into a database.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;

use super::{Failure, Outcome, named_database, with_causes};
use crate::Database;
use crate::ingest::{Event, Options, Summary};

/// Bring documents into a database.
///
/// Takes files, and folders with everything below them that can be read: PDFs, Word files (.docx), web pages (.html,
/// .htm, .xhtml), Markdown and plain text (.md, .markdown, .txt, .text, and names without ending) in UTF-8, UTF-16 or
/// the older encodings of Latin, Russian, Arabic and Chinese. Of a PDF its text layer is read; where pages are images
/// alone, the message says so and what to do. Records that the United Nations Digital Library exports as MARCXML (.xml)
/// tell of documents without their texts: title, date, sponsors, and what a draft became. A file that has not changed since the last time is left alone; a changed
/// file replaces what it said before. A file that cannot be read is named on standard error with the reason, and the
/// rest goes on; the exit code is 2 then.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files and folders.
    #[arg(required = true, value_name = "FILE-OR-FOLDER")]
    paths: Vec<PathBuf>,
    /// The database, made if there is none; by default the one that TRAVAUX_DB names.
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
    /// Read files again that have not changed.
    #[arg(long)]
    again: bool,
    /// Print a line for each file once it is safe on the disk: `done` or `unchanged`, a tab, the path.
    #[arg(short, long)]
    verbose: bool,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let path = named_database(arguments.db.as_ref())?;
    let mut database = Database::create(path)?;
    let options = Options { again: arguments.again, threads: None };
    bring(&mut database, &arguments.paths, options, arguments.verbose, out, err)
}

/// Brings files into a database and shows what happens; `verbose` prints a line for each file.
pub(super) fn bring(
    database: &mut Database,
    paths: &[PathBuf],
    options: Options,
    verbose: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let progress = io::stderr().is_terminal().then(Progress::default);
    let mut screen = Screen { out, err, verbose, progress, broken: None };
    let summary = database.ingest(paths, options, &mut |event| screen.show(&event))?;
    screen.end(&summary)?;
    Ok(if summary.failed == 0 { Outcome::Done } else { Outcome::Partly })
}

/// Where a run shows what it does.
struct Screen<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    verbose: bool,
    /// Absent where standard error is no terminal.
    progress: Option<Progress>,
    /// The first failure to write a result: the run goes on without a reader, for its work is the database.
    broken: Option<io::Error>,
}

#[derive(Default)]
struct Progress {
    files: usize,
    seen: usize,
}

impl Screen<'_> {
    fn show(&mut self, event: &Event<'_>) {
        match event {
            Event::Found { files } => {
                if let Some(progress) = &mut self.progress {
                    progress.files = *files;
                }
            }
            Event::Unchanged { path } => self.line("unchanged", path),
            Event::Done { path, .. } => self.line("done", path),
            Event::Warned { path, warning } => {
                self.clear();
                self.tell(&format!("travaux: {}: {warning}\n", path.display()));
            }
            Event::Failed { path, reason } => {
                self.clear();
                self.tell(&format!("travaux: {}: {}\n", path.display(), with_causes(*reason)));
                self.step();
            }
        }
    }

    fn line(&mut self, word: &str, path: &std::path::Path) {
        if self.verbose && self.broken.is_none() {
            let written = writeln!(self.out, "{word}\t{}", path.display()).and_then(|()| self.out.flush());
            self.broken = written.err();
        }
        self.step();
    }

    fn step(&mut self) {
        let Some(progress) = &mut self.progress else {
            return;
        };
        progress.seen += 1;
        let text = format!("\r{}/{} files", progress.seen, progress.files);
        self.tell(&text);
    }

    fn clear(&mut self) {
        if self.progress.is_some() {
            self.tell("\r\x1b[K");
        }
    }

    fn tell(&mut self, text: &str) {
        // Where standard error is closed there is nobody to tell, and the work goes on.
        let _ = self.err.write_all(text.as_bytes());
    }

    fn end(mut self, summary: &Summary) -> io::Result<()> {
        self.clear();
        let written = match self.broken.take() {
            Some(error) => Err(error),
            None => writeln!(self.out, "{}", line(summary)).and_then(|()| self.out.flush()),
        };
        match written {
            // A bad file must still be told by the exit code.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }
}

fn line(summary: &Summary) -> String {
    let settled = summary.settled.resolved + summary.settled.revised;
    let by_others = match summary.settled.changed {
        true => format!("; {} resolved by all documents together", counted(settled, "reference")),
        false => String::new(),
    };
    format!(
        "{} read ({}, {}, {} unresolved), {} unchanged, {} skipped, {} failed{by_others}",
        counted(summary.read, "file"),
        counted(summary.documents, "document"),
        counted(summary.citations, "citation"),
        summary.unresolved,
        summary.unchanged,
        summary.skipped,
        summary.failed,
    )
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_one_line() {
        let summary = Summary { read: 1, documents: 2, citations: 41, failed: 3, ..Summary::default() };
        let expected =
            "1 file read (2 documents, 41 citations, 0 unresolved), 0 unchanged, 0 skipped, 3 failed";
        assert_eq!(line(&summary), expected);
    }
}
