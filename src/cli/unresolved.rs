//! `travaux unresolved`: the references of a database that have no target yet.

use std::io::Write;

use clap::Args;

use super::form::{Form, Rows};
use super::question::Source;
use super::{Failure, Outcome, screen};
use crate::export::unresolved;
use crate::model::UnresolvedRecord;

/// List the references without a known target, with the paragraph, the words and the reason.
///
/// They are kept in databases made by `travaux ingest`; the dataset built into the program has none of them. In tsv and
/// json, start and end are bytes of the file. The exit code is 1 if there are none.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Symbol, number or name of one document; without it, all documents.
    symbol: Vec<String>,
    /// Only those whose reason holds these words, whatever their letter case.
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    form: Form,
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
    let document = opened.id_if_named(&arguments.symbol, err)?;
    let mut found = opened.database.unresolved(document.as_ref())?;
    if let Some(words) = &arguments.reason {
        let words = words.to_lowercase();
        found.retain(|record: &UnresolvedRecord| record.unresolved.reason.to_lowercase().contains(&words));
    }
    match arguments.form.rows() {
        Rows::Tsv => unresolved::write_tsv(&found, out)?,
        Rows::Json => unresolved::write_json(&found, out)?,
        Rows::Table => unresolved::write_table(&found, screen::Screen::of_stdout().width, out)?,
    }
    Ok(if found.is_empty() { Outcome::Nothing } else { Outcome::Done })
}
