//! Arguments -> library calls -> text and exit code. One file per subcommand.

mod ingest;

use std::env;
use std::io::{self, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use thiserror::Error;

/// Citations and lineage of United Nations documents.
#[derive(Debug, Parser)]
#[command(name = "travaux", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Ingest(ingest::Arguments),
}

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All was done.
    Done,
    /// Part of the input was bad and has been reported.
    Partly,
}

/// Why a command could not do its work.
#[derive(Debug, Error)]
enum Failure {
    /// The arguments do not suffice.
    #[error("{0}")]
    Usage(&'static str),
    /// The library failed.
    #[error(transparent)]
    Library(#[from] crate::Error),
    /// The output could not be written.
    #[error("cannot write the output")]
    Output(#[from] io::Error),
}

/// Runs the command line and returns the exit code: 0 done, 1 nothing found, 2 error.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    let result = match arguments.command {
        Command::Ingest(arguments) => ingest::run(&arguments, &mut out, &mut err),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::from(2),
        // Who closes the pipe has seen enough.
        Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            // Where standard error is closed too there is nobody left to tell.
            let _ = writeln!(err, "travaux: {}", with_causes(&failure));
            ExitCode::from(2)
        }
    }
}

/// Returns the database named by `--db` or else by `TRAVAUX_DB`.
fn database_path(given: Option<&PathBuf>) -> Option<PathBuf> {
    given.cloned().or_else(|| env::var_os("TRAVAUX_DB").filter(|path| !path.is_empty()).map(PathBuf::from))
}

/// Writes an error with its causes, from the outermost to the innermost.
fn with_causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
