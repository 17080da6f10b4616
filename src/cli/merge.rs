//! `travaux merge`: what another database has read, into this one.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::screen::{clean, counted};
use super::{Failure, Outcome, named_database};
use crate::Database;

/// Bring everything that another database has read into a database.
///
/// Files are told by their content: what was read in both stays once. Where both have read a file of the same path that
/// differs, that of the database is kept and named; read it again with `travaux ingest` if the other is the right one. All
/// comes in as a whole or not at all, and references are resolved anew with what came in.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The other database, which is only read.
    #[arg(value_name = "OTHER")]
    other: PathBuf,
    /// The database, made if there is none; by default the one that TRAVAUX_DB names.
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let path = named_database(arguments.db.as_ref())?;
    let mut database = Database::create(path)?;
    let merged = database.merge(&arguments.other)?;
    for file in &merged.kept {
        // A closed standard error must not stop the answer.
        let _ = writeln!(err, "travaux: {}: differs in both; that of the database is kept", clean(file));
    }
    let known = merged.known;
    writeln!(
        out,
        "{} came in, {known} known before, {} kept",
        counted(merged.taken.len(), "file"),
        merged.kept.len()
    )?;
    Ok(if merged.kept.is_empty() { Outcome::Done } else { Outcome::Partly })
}
