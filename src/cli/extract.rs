//! `travaux extract`: the references of files, without a database.

use std::io::{IsTerminal, Write, stdin, stdout};
use std::num::NonZero;
use std::path::PathBuf;
use std::thread::available_parallelism;

use clap::{Args, ValueEnum};

use super::{Failure, Outcome, inputs, screen, with_causes};
use crate::authority::Authority;
use crate::export::digest;
use crate::export::references::{self, FileReferences};
use crate::ingest;

/// Show every reference of files, folders or ZIP archives, with its place; no database is used.
///
/// Each reference comes with the paragraph in which it stands, its verb, its own words, and the rule that resolved it.
/// PDFs, Word files (.docx), web pages, texts and records of libraries (MARCXML) are read; what an author deleted or hid in Word is left out, and the
/// column `page` tells the page of a PDF on which a reference is printed. Where the link on the words leads to another
/// document than they name, the words count and the warning tells it. A file that cannot be read is named on standard
/// error with the reason, and the rest goes on; the exit code is 2 then.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files, folders and ZIP archives; - reads one document, or one archive, from standard input.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The name for which standard input (-) is taken, as A_RES_53_144.pdf: a name that is a symbol tells which document
    /// it is. Without it the name is stdin.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// How to print: a table on a terminal, otherwise tsv. In tsv and json, start and end are bytes of the file, or of
    /// the text that is made of a PDF, Word file or web page.
    #[arg(long, value_enum)]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One row for each reference and target, tab-separated, with a header.
    Tsv,
    /// One line of JSON for each file, with metadata, unresolved references and signatories.
    Json,
    /// For reading.
    Table,
    /// One row for each file: how many references, and a hash that changes with any of them.
    Digest,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let by_default = if stdout().is_terminal() { Format::Table } else { Format::Tsv };
    let format = arguments.format.unwrap_or(by_default);
    let inputs = inputs::named(&arguments.paths, arguments.name.as_deref(), stdin())?;
    let (mut any, mut failed) = (false, false);
    let mut written = match format {
        Format::Tsv => references::write_tsv_header(out),
        Format::Digest => digest::write_header(out),
        Format::Json | Format::Table => Ok(()),
    };
    let threads = available_parallelism().unwrap_or(NonZero::<usize>::MIN);
    ingest::extract(Authority::embedded(), inputs, threads, &mut |path, content| {
        if written.is_err() {
            return;
        }
        let file = path.display().to_string();
        match content {
            Ok(ingest::Found { documents, warnings }) => {
                for warning in &warnings {
                    let _ = writeln!(err, "travaux: {file}: {warning}");
                }
                let found = FileReferences { file, documents };
                any |= !found.is_empty();
                written = match format {
                    Format::Tsv => references::write_tsv(&found, out),
                    Format::Json => references::write_json(&found, out),
                    Format::Digest => digest::write(&found, out),
                    Format::Table => references::write_table(&found, screen::Screen::of_stdout().width, out),
                };
            }
            Err(reason) => {
                failed = true;
                // Where standard error is closed there is nobody to tell, and the work goes on.
                let said = with_causes(&reason);
                let _ = writeln!(err, "travaux: {}: {}", screen::clean(&file), screen::clean(&said));
            }
        }
    });
    written?;
    Ok(match (failed, any) {
        (true, _) => Outcome::Partly,
        (false, true) => Outcome::Done,
        (false, false) => Outcome::Nothing,
    })
}
