//! Arguments -> library calls -> text and exit code. One file per subcommand.

mod backup;
mod chart;
mod communities;
mod compare;
mod criteria;
mod dataset;
mod delete;
mod diff;
mod doctor;
mod eval;
mod export;
mod extract;
mod failures;
mod form;
mod graph;
mod graph_file;
mod graphviz;
mod ground;
mod ingest;
mod inputs;
mod lineage;
mod listing;
mod log;
mod mainpath;
mod merge;
mod organisations;
mod path;
mod picture;
mod place;
mod progress;
mod question;
mod rank;
mod resolve;
mod scope;
mod screen;
mod search;
mod shape;
mod show;
mod similar;
mod sparql;
mod speaker;
mod stats;
mod top;
mod trace;
mod tree;
mod unresolved;
mod watch;

use std::env;
use std::io::{self, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use thiserror::Error;

use crate::sparql::{FactsError, QueryError};

/// Citations and lineage of United Nations documents.
#[derive(Debug, Parser)]
#[command(name = "travaux", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Arguments),
    Ingest(ingest::Arguments),
    Trace(trace::Arguments),
    Show(show::Arguments),
    Lineage(lineage::Arguments),
    Graph(graph::Arguments),
    Path(path::Arguments),
    Common(ground::Arguments),
    Mainpath(mainpath::Arguments),
    Rank(rank::Arguments),
    Similar(similar::Arguments),
    Communities(communities::Arguments),
    Organisations(organisations::Arguments),
    Stats(stats::Arguments),
    Sparql(sparql::Arguments),
    Chart(chart::Arguments),
    Export(export::Arguments),
    Search(search::Arguments),
    Unresolved(unresolved::Arguments),
    Resolve(resolve::Arguments),
    Log(log::Arguments),
    Diff(diff::Arguments),
    Doctor(doctor::Arguments),
    Delete(delete::Arguments),
    Merge(merge::Arguments),
    Backup(backup::Arguments),
    Compare(compare::Arguments),
    Dataset(dataset::Arguments),
    Eval(eval::Arguments),
}

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All was done.
    Done,
    /// Part of the input was bad and has been reported.
    Partly,
    /// The question was answered: there is nothing.
    Nothing,
}

/// Why a command could not do its work.
#[derive(Debug, Error)]
enum Failure {
    /// The arguments do not suffice.
    #[error("{0}")]
    Usage(&'static str),
    /// The arguments ask for what the command cannot do.
    #[error("{0}")]
    Unsupported(String),
    /// The document asked about is not known.
    #[error("{source_name} does not know '{typed}'{}", hint(.typed, .read_as, .near))]
    Unknown {
        /// What was typed.
        typed: String,
        /// The ids that it may mean.
        read_as: Vec<String>,
        /// Ids that are known and similar.
        near: Vec<String>,
        /// Where was looked.
        source_name: String,
    },
    /// A file cannot be written.
    #[error("cannot write '{}'", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A file cannot be read.
    #[error("cannot read '{}'", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The library failed.
    #[error(transparent)]
    Library(#[from] crate::Error),
    /// The picture could not be drawn.
    #[error(transparent)]
    Draw(#[from] crate::draw::DrawError),
    /// The typed words are no question.
    #[error(transparent)]
    Question(#[from] crate::search::QuestionError),
    /// The labelled files could not be read.
    #[error(transparent)]
    Labels(#[from] crate::eval::EvalError),
    /// The output could not be written.
    #[error("cannot write the output")]
    Output(#[from] io::Error),
}

impl From<FactsError> for Failure {
    fn from(error: FactsError) -> Self {
        Failure::Library(QueryError::from(error).into())
    }
}

/// Runs the command line and returns the exit code: 0 done, 1 nothing found, 2 error.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    let result = match arguments.command {
        Command::Extract(arguments) => extract::run(&arguments, &mut out, &mut err),
        Command::Ingest(arguments) => ingest::run(&arguments, &mut out, &mut err),
        Command::Trace(arguments) => trace::run(&arguments, &mut out, &mut err),
        Command::Show(arguments) => show::run(&arguments, &mut out, &mut err),
        Command::Lineage(arguments) => lineage::run(&arguments, &mut out, &mut err),
        Command::Graph(arguments) => graph::run(&arguments, &mut out, &mut err),
        Command::Path(arguments) => path::run(&arguments, &mut out, &mut err),
        Command::Common(arguments) => ground::run(&arguments, &mut out, &mut err),
        Command::Mainpath(arguments) => mainpath::run(&arguments, &mut out, &mut err),
        Command::Rank(arguments) => rank::run(&arguments, &mut out, &mut err),
        Command::Similar(arguments) => similar::run(&arguments, &mut out, &mut err),
        Command::Communities(arguments) => communities::run(&arguments, &mut out, &mut err),
        Command::Organisations(arguments) => organisations::run(&arguments, &mut out, &mut err),
        Command::Stats(arguments) => stats::run(&arguments, &mut out),
        Command::Sparql(arguments) => sparql::run(&arguments, &mut out, &mut err),
        Command::Chart(arguments) => chart::run(&arguments, &mut out, &mut err),
        Command::Export(arguments) => export::run(&arguments, &mut out),
        Command::Search(arguments) => search::run(&arguments, &mut out, &mut err),
        Command::Unresolved(arguments) => unresolved::run(&arguments, &mut out, &mut err),
        Command::Resolve(arguments) => resolve::run(&arguments, &mut out),
        Command::Dataset(arguments) => dataset::run(&arguments, &mut out, &mut err),
        Command::Diff(arguments) => diff::run(&arguments, &mut out),
        Command::Doctor(arguments) => doctor::run(&arguments, &mut out),
        Command::Log(arguments) => log::run(&arguments, &mut out, &mut err),
        Command::Merge(arguments) => merge::run(&arguments, &mut out, &mut err),
        Command::Backup(arguments) => backup::run(&arguments, &mut out),
        Command::Delete(arguments) => delete::run(&arguments, &mut out, &mut err),
        Command::Compare(arguments) => compare::run(&arguments, &mut out),
        Command::Eval(arguments) => eval::run(&arguments, &mut out),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::from(2),
        Ok(Outcome::Nothing) => ExitCode::from(1),
        // Who closes the pipe has seen enough.
        Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            // Where standard error is closed too there is nobody left to tell.
            let _ = writeln!(err, "travaux: {}", with_causes(&failure));
            ExitCode::from(if matches!(failure, Failure::Unknown { .. }) { 1 } else { 2 })
        }
    }
}

/// Returns the database named by `--db` or else by `TRAVAUX_DB`.
fn database_path(given: Option<&PathBuf>) -> Option<PathBuf> {
    given.cloned().or_else(|| env::var_os("TRAVAUX_DB").filter(|path| !path.is_empty()).map(PathBuf::from))
}

/// Returns the database that a command changes, which has to be named.
fn named_database(given: Option<&PathBuf>) -> Result<PathBuf, Failure> {
    database_path(given).ok_or(Failure::Usage("no database named: give --db FILE or set TRAVAUX_DB"))
}

/// Returns what to say to someone who asked for an unknown document.
fn hint(typed: &str, read_as: &[String], near: &[String]) -> String {
    let mut text = String::new();
    if read_as.iter().any(|id| id != typed) {
        text += &format!(" (read as {})", read_as.join(" or "));
    }
    if near.is_empty() {
        text += "; symbols are read as in 53/144, HRC 22/6, 1325 (2000), A/57/385";
    } else {
        text += &format!("; near it are {}", near.join(", "));
    }
    text
}

/// Writes an error with its causes, from the outermost to the innermost.
fn with_causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
