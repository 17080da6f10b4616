//! `travaux export`: the whole graph for other programs.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;

use super::question::Source;
use super::sparql::Triples;
use super::{Failure, Outcome};
use crate::export::csv::Cells;
use crate::export::{Format, ParseFormatError, csv, dot};

/// Write the whole graph for other programs.
///
/// `csv` writes two tables into a folder, nodes.csv and edges.csv, which Gephi and spreadsheets open as they are;
/// `dot` writes one file for Graphviz. `turtle` and `jsonld` write every fact and every citation as linked data (RDF), in
/// the terms that 'travaux sparql --vocabulary' lists.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// `csv`, `dot`, `turtle` or `jsonld`.
    #[arg(long, value_name = "FORMAT")]
    format: Shape,
    /// For csv the folder, made if there is none; for the others the file (standard output without it, or with -).
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    #[command(flatten)]
    source: Source,
    /// Write cells that a spreadsheet would run as a formula as they are.
    #[arg(long)]
    raw: bool,
}

/// A format of the graph, or of its triples.
#[derive(Clone, Copy, Debug)]
enum Shape {
    Graph(Format),
    Triples(Triples),
}

impl FromStr for Shape {
    type Err = ParseFormatError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "turtle" => Ok(Shape::Triples(Triples::Turtle)),
            "jsonld" => Ok(Shape::Triples(Triples::JsonLd)),
            other => other.parse().map(Shape::Graph),
        }
    }
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let path = arguments.output.as_deref().filter(|path| *path != Path::new("-"));
    let format = match arguments.format {
        Shape::Graph(format) => format,
        Shape::Triples(syntax) => return linked_data(arguments, syntax, path, out),
    };
    match format {
        Format::Csv => {
            let folder = path.ok_or(Failure::Usage("CSV takes a folder for its two tables: give -o DIR"))?;
            tables(arguments, folder)
        }
        Format::Dot => drawing(arguments, path, out),
        Format::Json => {
            let text =
                "the whole graph is exported as csv or dot; 'travaux trace' and 'travaux rank' write json";
            Err(Failure::Unsupported(text.to_owned()))
        }
    }
}

fn tables(arguments: &Arguments, folder: &Path) -> Result<Outcome, Failure> {
    let opened = arguments.source.open()?;
    let graph = opened.database.graph()?;
    let places = opened.database.all_places()?;
    let cells = if arguments.raw { Cells::Raw } else { Cells::Neutralised };
    fs::create_dir_all(folder).map_err(|source| Failure::File { path: folder.to_owned(), source })?;
    into_file(&folder.join("nodes.csv"), |file| csv::nodes(graph, cells, file))?;
    into_file(&folder.join("edges.csv"), |file| csv::edges(graph, &places, cells, file))?;
    Ok(Outcome::Done)
}

fn drawing(arguments: &Arguments, path: Option<&Path>, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let opened = arguments.source.open()?;
    let graph = opened.database.graph()?;
    let places = opened.database.all_places()?;
    match path {
        Some(path) => into_file(path, |file| dot::graph(graph, &places, file))?,
        None => dot::graph(graph, &places, out)?,
    }
    Ok(Outcome::Done)
}

/// Writes every triple of the graph.
fn linked_data(
    arguments: &Arguments,
    syntax: Triples,
    path: Option<&Path>,
    out: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let opened = arguments.source.open()?;
    let view = opened.database.view()?;
    let Some(path) = path else {
        syntax.write(view.triples().map(|triple| Ok(triple?)), out)?;
        return Ok(Outcome::Done);
    };
    let named = |source| Failure::File { path: path.to_owned(), source };
    let file = BufWriter::new(File::create(path).map_err(named)?);
    syntax.write(view.triples().map(|triple| Ok(triple?)), file).map_err(|failure| match failure {
        Failure::Output(source) => named(source),
        other => other,
    })?;
    Ok(Outcome::Done)
}

/// Writes a file, and names it where that fails.
pub(super) fn into_file(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<(), Failure> {
    let named = |source| Failure::File { path: path.to_owned(), source };
    let mut file = BufWriter::new(File::create(path).map_err(named)?);
    write(&mut file).and_then(|()| file.flush()).map_err(named)
}
