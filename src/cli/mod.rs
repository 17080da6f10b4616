//! Arguments -> library calls -> text and exit code. One file per subcommand.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Citations and lineage of United Nations documents.
#[derive(Debug, Parser)]
#[command(name = "travaux", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {}

/// Runs the command line and returns the exit code: 0 done, 1 nothing found, 2 error.
pub fn run() -> ExitCode {
    match Arguments::parse().command {}
}
