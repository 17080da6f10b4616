//! `travaux ingest`: documents into a database.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use super::failures::Failures;
use super::screen::{clean, counted};
use super::{Failure, Outcome, inputs, named_database, progress, with_causes};
use crate::Database;
use crate::export::csv::{Cells, FileRow, FileTable};
use crate::ingest::{Event, Input, Options, Progress, Summary};

/// Bring documents into a database.
///
/// Takes files, and folders and ZIP archives (.zip) with everything in them that can be read: PDFs, Word files (.docx),
/// web pages (.html, .htm, .xhtml), Markdown and plain text (.md, .markdown, .txt, .text, and names without ending) in
/// UTF-8, UTF-16 or the older encodings of Latin, Russian, Arabic and Chinese. Of a PDF its text layer is read; where
/// pages are images alone, the message says so and what to do. What is in an archive has a path behind that of the archive
/// (papers.zip/folder/A_RES_53_144.pdf), and nothing is unpacked to the disk. Records that the United Nations Digital
/// Library exports as MARCXML (.xml) tell of documents without their texts: title, date, sponsors, and what a draft became.
///
/// A file that has not changed since the last time is left alone, in an archive too; a changed file replaces what it said
/// before. So a run that was broken off goes on where it stood when it is started again. A file that cannot be read is
/// named on standard error with the reason, and the rest goes on; the exit code is 2 then. Of many files with the same
/// reason three are named, and all in the file of --report.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files, folders and ZIP archives; - reads one document, or one archive, from standard input.
    #[arg(required = true, value_name = "FILE-OR-FOLDER")]
    paths: Vec<PathBuf>,
    /// The database, made if there is none; by default the one that TRAVAUX_DB names.
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
    /// The name under which standard input (-) is kept, as A_RES_53_144.pdf: a name that is a symbol tells which document
    /// it is, and a later run with the same name replaces it. Without it the name is stdin.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Read files again that have not changed.
    #[arg(long)]
    again: bool,
    /// Print a line for each file once it is safe on the disk: `done` or `unchanged`, a tab, the path.
    #[arg(short, long)]
    verbose: bool,
    /// Write a table (CSV) with a row for each file: path, status (done, unchanged, failed or skipped), numbers of
    /// documents, citations and unresolved references, bytes, and the reason where it was not read.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let path = named_database(arguments.db.as_ref())?;
    let inputs = inputs::named(&arguments.paths, arguments.name.as_deref(), io::stdin())?;
    let mut database = Database::create(path)?;
    let options = Options { again: arguments.again, threads: None };
    let shown = Shown { verbose: arguments.verbose, report: arguments.report.as_deref() };
    bring(&mut database, inputs, options, shown, out, err)
}

/// What a run shows beside bad files and the sum.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shown<'a> {
    /// A line for each file.
    verbose: bool,
    /// The table that is written of all files.
    report: Option<&'a Path>,
}

/// Brings files into a database and shows what happens.
pub(super) fn bring(
    database: &mut Database,
    inputs: Vec<Input>,
    options: Options,
    shown: Shown<'_>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let report = shown.report.map(Report::new).transpose()?;
    let terminal = io::stderr().is_terminal().then(Terminal::new);
    let failures = Failures::default();
    let (verbose, warned) = (shown.verbose, Vec::new());
    let mut screen = Screen { out, err, verbose, terminal, failures, report, warned, broken: None };
    let summary = database.ingest(inputs, options, &mut |event| screen.show(&event))?;
    screen.end(&summary)?;
    Ok(if summary.failed == 0 { Outcome::Done } else { Outcome::Partly })
}

/// Where a run shows what it does.
struct Screen<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    verbose: bool,
    /// Absent where standard error is no terminal.
    terminal: Option<Terminal>,
    failures: Failures,
    report: Option<Report<'a>>,
    /// What was passed over in the file that comes next, for the report.
    warned: Vec<String>,
    /// The first failure to write a result: the run goes on without a reader, for its work is the database.
    broken: Option<io::Error>,
}

/// The line on a terminal that tells how far the run is.
struct Terminal {
    begun: Instant,
    shown: Option<Instant>,
    documents: usize,
}

impl Terminal {
    fn new() -> Self {
        Self { begun: Instant::now(), shown: None, documents: 0 }
    }
}

/// The table of all files.
struct Report<'a> {
    path: &'a Path,
    table: FileTable<BufWriter<File>>,
    broken: Option<io::Error>,
}

impl<'a> Report<'a> {
    fn new(path: &'a Path) -> Result<Self, Failure> {
        let table =
            File::create(path).and_then(|file| FileTable::new(BufWriter::new(file), Cells::Neutralised));
        let table = table.map_err(|source| Failure::File { path: path.to_owned(), source })?;
        Ok(Self { path, table, broken: None })
    }

    fn row(&mut self, row: FileRow<'_>) {
        if self.broken.is_none() {
            self.broken = self.table.row(row).err();
        }
    }

    fn end(self) -> Result<(), Failure> {
        let written = self.broken.map_or_else(|| self.table.end(), Err);
        written.map_err(|source| Failure::File { path: self.path.to_owned(), source })
    }
}

impl Screen<'_> {
    fn show(&mut self, event: &Event<'_>) {
        self.note(event);
        match event {
            Event::Progress(progress) => self.progress(progress),
            Event::Unchanged { path, .. } => self.line("unchanged", path),
            Event::Done { path, documents, .. } => {
                if let Some(terminal) = &mut self.terminal {
                    terminal.documents += documents;
                }
                self.line("done", path);
            }
            Event::Failed { path, reason } => {
                let reason = with_causes(*reason);
                if self.failures.count(&reason) {
                    self.clear();
                    let path = path.display().to_string();
                    self.tell(&format!("travaux: {}: {}\n", clean(&path), clean(&reason)));
                }
            }
            Event::Skipped { .. } => {}
            Event::Warned { path, warning } => {
                self.clear();
                let path = path.display().to_string();
                self.tell(&format!("travaux: {}: {}\n", clean(&path), clean(warning)));
            }
        }
    }

    /// Writes a file into the report.
    fn note(&mut self, event: &Event<'_>) {
        let Some(report) = &mut self.report else { return };
        let failed;
        // What was passed over in a file is told in the row of the file, which comes next.
        let warned = match event {
            Event::Warned { warning, .. } => return self.warned.push((*warning).to_owned()),
            _ => mem::take(&mut self.warned).join("; "),
        };
        let (path, row) = match event {
            Event::Progress(_) | Event::Warned { .. } => return,
            Event::Unchanged { path, bytes } => {
                (path, FileRow { status: "unchanged", bytes: Some(*bytes), ..FileRow::default() })
            }
            Event::Done { path, bytes, documents, citations, unresolved } => {
                let found = Some([*documents, *citations, *unresolved]);
                (
                    path,
                    FileRow {
                        status: "done",
                        bytes: Some(*bytes),
                        found,
                        reason: &warned,
                        ..FileRow::default()
                    },
                )
            }
            Event::Skipped { path, reason } => {
                (path, FileRow { status: "skipped", reason, ..FileRow::default() })
            }
            Event::Failed { path, reason } => {
                failed = with_causes(*reason);
                (path, FileRow { status: "failed", reason: &failed, ..FileRow::default() })
            }
        };
        report.row(FileRow { path: &path.display().to_string(), ..row });
    }

    fn line(&mut self, word: &str, path: &Path) {
        if self.verbose && self.broken.is_none() {
            let written = writeln!(self.out, "{word}\t{}", path.display()).and_then(|()| self.out.flush());
            self.broken = written.err();
        }
    }

    fn progress(&mut self, progress: &Progress) {
        let Some(terminal) = &mut self.terminal else { return };
        let is_last = progress.files >= progress.of_files;
        if !is_last && terminal.shown.is_some_and(|shown| shown.elapsed() < progress::PAUSE) {
            return;
        }
        terminal.shown = Some(Instant::now());
        let line = progress::line(progress, terminal.documents, terminal.begun.elapsed());
        self.tell(&format!("\r{line}\x1b[K"));
    }

    fn clear(&mut self) {
        if self.terminal.is_some() {
            self.tell("\r\x1b[K");
        }
    }

    fn tell(&mut self, text: &str) {
        // Where standard error is closed there is nobody to tell, and the work goes on.
        let _ = self.err.write_all(text.as_bytes());
    }

    fn end(mut self, summary: &Summary) -> Result<(), Failure> {
        self.clear();
        for line in self.failures.rest(self.report.is_some()) {
            self.tell(&format!("travaux: {}\n", clean(&line)));
        }
        if let Some(report) = self.report.take() {
            report.end()?;
        }
        let written = match self.broken.take() {
            Some(error) => Err(error),
            None => writeln!(self.out, "{}", line(summary)).and_then(|()| self.out.flush()),
        };
        match written {
            // A bad file must still be told by the exit code.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            other => Ok(other?),
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
