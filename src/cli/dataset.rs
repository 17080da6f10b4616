//! `travaux dataset`: documents -> the CSV files of a dataset.

use std::io::Write;
use std::path::{Component, PathBuf};

use clap::Args;

use super::export::into_file;
use super::ingest::{Shown, bring};
use super::{Failure, Outcome};
use crate::Database;
use crate::export::csv::{self, Cells};
use crate::ingest::{Input, Options};
use crate::query::series;

/// Read documents and write all their facts as the CSV files of a dataset.
///
/// The dataset built into this program is made so from real documents; the data/README.md of its source explains the
/// columns. No database file is needed or left behind.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder of the documents: the dataset names its files from there on.
    root: PathBuf,
    /// Files and folders in it; without them all of it is read.
    #[arg(value_name = "FILE-OR-FOLDER")]
    paths: Vec<PathBuf>,
    /// The folder to write, made if there is none; files of an older dataset in it are replaced.
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    // Names of files are kept with plain strokes and without steps that lead nowhere.
    let root: PathBuf = arguments.root.components().filter(|part| *part != Component::CurDir).collect();
    let mut paths: Vec<PathBuf> = arguments.paths.iter().map(|path| root.join(path)).collect();
    if paths.is_empty() {
        paths.push(arguments.root.clone());
    }
    let mut database = Database::in_memory()?;
    let paths = paths.into_iter().map(Input::from).collect();
    let outcome = bring(&mut database, paths, Options::default(), Shown::default(), out, err)?;
    if database.graph()?.nodes().len() == 0 {
        // A mistyped folder takes no older dataset away.
        let folder = arguments.output.display();
        return Err(Failure::Unsupported(format!("no document was read; nothing is written to '{folder}'")));
    }
    let root = root.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    database.dataset(&root)?.write_folder(&arguments.output).map_err(crate::Error::from)?;
    let graph = database.graph()?;
    let file = arguments.output.join("series.csv");
    into_file(&file, |file| csv::series(graph, &series(graph), Cells::Raw, file))?;
    Ok(outcome)
}
