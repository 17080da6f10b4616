//! `travaux backup`: a copy of a database while it is in use.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::{Failure, Outcome, named_database};
use crate::Database;

/// Copy a database into a new file, also while others read and write it.
///
/// The copy is the database as it is at one moment, without gaps inside; it appears once it is whole. To copy the file by
/// other means, no program may be using it, and the file with the ending -wal belongs to it if there is one.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The new file.
    #[arg(value_name = "FILE")]
    to: PathBuf,
    /// The database; by default the one that TRAVAUX_DB names.
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let path = named_database(arguments.db.as_ref())?;
    Database::open(path)?.back_up(&arguments.to)?;
    writeln!(out, "wrote {}", arguments.to.display())?;
    Ok(Outcome::Done)
}
