//! `travaux unresolved`: the references of a database that have no target yet.

use std::io::{IsTerminal, Write, stdout};

use clap::{Args, ValueEnum};

use super::question::Source;
use super::{Failure, Outcome, screen};
use crate::export::unresolved;
use crate::model::UnresolvedRecord;

/// List the references without a known target, with the paragraph, the words and the reason.
///
/// They are kept in databases made by `travaux ingest`; the dataset built into the program has none of them. The
/// exit code is 1 if there are none.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Symbol, number or name of one document; without it, all documents.
    symbol: Vec<String>,
    /// Only those whose reason holds these words, whatever their letter case.
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    #[command(flatten)]
    source: Source,
    /// How to print: a table on a terminal, otherwise tsv. In tsv and json, start and end are bytes of the file.
    #[arg(long, value_enum)]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One row for each reference, tab-separated, with a header.
    Tsv,
    /// One line of JSON for each reference.
    Json,
    /// For reading.
    Table,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let opened = arguments.source.open()?;
    if opened.database.is_embedded() {
        let text = format!(
            "{} keeps no references without target: name a database made by 'travaux ingest' with --db FILE or \
             TRAVAUX_DB",
            opened.name
        );
        return Err(Failure::Unsupported(text));
    }
    let document = match arguments.symbol.is_empty() {
        true => None,
        false => {
            let node = opened.find(&arguments.symbol, err)?;
            Some(opened.database.graph()?.id(node).to_id())
        }
    };
    let mut found = opened.database.unresolved(document.as_ref())?;
    if let Some(words) = &arguments.reason {
        let words = words.to_lowercase();
        found.retain(|record: &UnresolvedRecord| record.unresolved.reason.to_lowercase().contains(&words));
    }
    let by_default = if stdout().is_terminal() { Format::Table } else { Format::Tsv };
    match arguments.format.unwrap_or(by_default) {
        Format::Tsv => unresolved::write_tsv(&found, out)?,
        Format::Json => unresolved::write_json(&found, out)?,
        Format::Table => unresolved::write_table(&found, screen::Screen::of_stdout().width, out)?,
    }
    Ok(if found.is_empty() { Outcome::Nothing } else { Outcome::Done })
}
