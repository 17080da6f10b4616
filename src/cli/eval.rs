//! `travaux eval`: extraction against labelled files and against the links of editors.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Failure, Outcome};
use crate::authority::Authority;
use crate::eval::{self, links};

/// Measure precision and recall against labelled files.
///
/// Prints precision, recall and F1 by class and by document; the edges (document and target once each) by class, organ
/// and decade; how many edges of each confidence are right; then every miss and every spurious row, and what else is
/// wrong with the found ones: relation, verb, paragraph, words. A labelled file NAME.tsv belongs to the text NAME.txt
/// beside it, in ../seeds, in ../texts or in a folder of --texts.
///
/// With --links, the hyperlinks that editors placed in the texts of the first --texts folder are looked for as well.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Labelled files, or folders of them; each is shown separately.
    #[arg(required_unless_present = "links", value_name = "GOLD")]
    paths: Vec<PathBuf>,
    /// Folder of texts; may be given several times.
    #[arg(long, value_name = "FOLDER")]
    texts: Vec<PathBuf>,
    /// Table of hyperlinks: file, document, paragraph, kind, words, address, target.
    #[arg(long, value_name = "FILE", requires = "texts")]
    links: Option<PathBuf>,
    /// What a person decided about the links that are not found.
    #[arg(long, value_name = "FILE", requires = "links")]
    adjudicated: Option<PathBuf>,
    /// How to print: for reading with every fault, or the tables alone.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables, then every miss and every fault
    Text,
    /// The tables of the README
    Markdown,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let authority = Authority::embedded();
    let mut reports = Vec::new();
    for path in &arguments.paths {
        let report = eval::evaluate(path, &arguments.texts, authority)?;
        reports.push((path.display().to_string(), report));
    }
    let measured = match (&arguments.links, arguments.texts.first()) {
        (Some(table), Some(texts)) => {
            Some(links::measure(table, texts, arguments.adjudicated.as_deref(), authority)?)
        }
        _ => None,
    };
    match arguments.format {
        Format::Markdown => write!(out, "{}", eval::markdown(&reports, measured.as_ref()))?,
        Format::Text => {
            for (name, report) in &reports {
                // One folder needs no heading.
                if reports.len() > 1 {
                    writeln!(out, "== {name}\n")?;
                }
                write!(out, "{report}")?;
            }
            if let Some(report) = &measured {
                write!(out, "{report}")?;
            }
        }
    }
    let any = reports.iter().any(|(_, report)| report.total().gold > 0)
        || measured.is_some_and(|report| report.total().links > 0);
    Ok(if any { Outcome::Done } else { Outcome::Nothing })
}
