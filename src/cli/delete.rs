//! `travaux delete`: documents and files out of a database.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::question::Opened;
use super::screen::{clean, counted};
use super::{Failure, Outcome, named_database};
use crate::Database;

/// Take documents out of a database, with all that their texts say.
///
/// What other documents say of them stays: a document that others cite remains as one that was never read. A later ingest
/// of the same unchanged file does not bring a deleted document back; `ingest --again` does. Every deletion stands in
/// `travaux log`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Symbol, number or name of the document.
    #[arg(required_unless_present = "file")]
    symbol: Vec<String>,
    /// Delete all documents of this file instead, by its path as `travaux log` shows it.
    #[arg(long, value_name = "PATH", conflicts_with = "symbol")]
    file: Option<String>,
    /// The database; by default the one that TRAVAUX_DB names.
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let path = named_database(arguments.db.as_ref())?;
    let name = path.display().to_string();
    let mut database = Database::open(path)?;
    if let Some(file) = &arguments.file {
        return match database.forget_file(file)? {
            true => {
                writeln!(out, "deleted {}", clean(file))?;
                Ok(Outcome::Done)
            }
            false => Err(Failure::Unsupported(format!("{name} has read no file '{file}'"))),
        };
    }
    let opened = Opened { database, name };
    let node = opened.find(&arguments.symbol, err)?;
    let id = opened.database.graph()?.id(node).to_id();
    let Opened { mut database, name } = opened;
    let files = database.forget_document(&id)?;
    if files.is_empty() {
        let text = format!("{name} has no text of {id} that could be deleted: only others refer to it");
        return Err(Failure::Unsupported(text));
    }
    writeln!(out, "deleted {id}, which stood in {}:", counted(files.len(), "file"))?;
    for file in files {
        writeln!(out, "    {}", clean(&file))?;
    }
    Ok(Outcome::Done)
}
