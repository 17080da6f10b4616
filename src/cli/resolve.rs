//! `travaux resolve`: references by what else is in the database.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::screen::counted;
use super::{Failure, Outcome, named_database};
use crate::Database;

/// Resolve references by what else is in the database, without reading files.
///
/// `travaux ingest` does so at its end; this is for a database whose documents were read by an older program, or while
/// an ingest broke off. Quoted titles, names that documents give, resolutions in lettered parts, and numbers with the
/// date of a document are looked up among all documents. What was read stays beside what is made of it, and a second
/// run changes nothing.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The database; by default the one that TRAVAUX_DB names.
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let path = named_database(arguments.db.as_ref())?;
    let settled = Database::open(path)?.resolve()?;
    writeln!(
        out,
        "{} resolved by other documents, {} revised, {} unresolved{}",
        counted(settled.resolved, "reference"),
        settled.revised,
        settled.unresolved,
        if settled.changed { "" } else { " (as before)" },
    )?;
    Ok(Outcome::Done)
}
