//! `travaux export`: the whole graph for other programs.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;

use super::question::{Past, Source};
use super::sparql::Triples;
use super::{Failure, Outcome, graph_file};
use crate::export::csv::Cells;
use crate::export::{Excerpt, Format, ParseFormatError};

/// Write the whole graph for other programs, or all its documents as references.
///
/// Graphs: `csv` writes two tables into a folder, nodes.csv and edges.csv, which Gephi and spreadsheets open as they are;
/// `neo4j` two tables for neo4j-admin; `graphml` a file for networkx, igraph, yEd and others, `gexf` for Gephi,
/// `node-link` (or `json`) for networkx and D3, `cytoscape` for Cytoscape, `dot` for Graphviz, `mermaid` for pages (few
/// documents only). References: `ris` for EndNote and Zotero, `bibtex` for JabRef and LaTeX, `csl-json` for Zotero and
/// pandoc. `parquet` writes nodes, edges and every place for DuckDB, pandas and R, where the program was made with it
/// (cargo install --features parquet). Linked data (RDF): `turtle` and `jsonld` write every fact and every citation in the
/// terms that 'travaux sparql --vocabulary' lists. `sqlite` writes a database, which SQL reads and to which 'travaux ingest'
/// adds your own documents; that of the dataset built in has no texts of paragraphs.
///
/// For a part of the graph ask a question and let it write its answer: travaux lineage 53/144 -o out.graphml, travaux
/// graph 53/144 70/1 -o out.gexf, travaux trace 53/144 --format ris > out.ris, travaux rank --format bibtex > out.bib.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// `csv`, `neo4j`, `graphml`, `gexf`, `node-link`, `cytoscape`, `dot`, `mermaid`, `ris`, `bibtex`, `csl-json`,
    /// `turtle`, `jsonld` or `sqlite`; by default what the ending of the file says.
    #[arg(long, value_name = "FORMAT", required_unless_present = "output")]
    format: Option<Shape>,
    /// For csv, neo4j and parquet the folder, made if there is none; for others the file (standard output without it, or with -).
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    #[command(flatten)]
    past: Past,
    #[command(flatten)]
    source: Source,
    /// In CSV: write cells that a spreadsheet would run as a formula as they are.
    #[arg(long)]
    raw: bool,
}

/// A format of the graph, or of its triples.
#[derive(Clone, Copy, Debug)]
enum Shape {
    Graph(Format),
    Triples(Triples),
    Database,
}

impl Shape {
    /// Returns the format of the files with this ending.
    fn of_extension(ending: &str) -> Option<Self> {
        match ending {
            "ttl" => Some(Shape::Triples(Triples::Turtle)),
            "jsonld" => Some(Shape::Triples(Triples::JsonLd)),
            "db" | "sqlite" => Some(Shape::Database),
            other => Format::of_extension(other).map(Shape::Graph),
        }
    }
}

impl FromStr for Shape {
    type Err = ParseFormatError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "turtle" => Ok(Shape::Triples(Triples::Turtle)),
            "jsonld" => Ok(Shape::Triples(Triples::JsonLd)),
            "sqlite" => Ok(Shape::Database),
            other => other.parse().map(Shape::Graph),
        }
    }
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let path = arguments.output.as_deref().filter(|path| *path != Path::new("-"));
    let by_ending = || path?.extension().and_then(|ending| Shape::of_extension(ending.to_str()?));
    let shape = arguments.format.or_else(by_ending).ok_or_else(|| {
        Failure::Unsupported(format!(
            "the ending of the file names no format: give --format ({}, turtle, jsonld, sqlite)",
            Format::names()
        ))
    })?;
    let format = match shape {
        Shape::Graph(format) => format,
        Shape::Triples(syntax) => return linked_data(arguments, syntax, path, out),
        Shape::Database => {
            let to = path.ok_or(Failure::Usage("a database is one file: give -o FILE.db"))?;
            if arguments.past.as_of.is_some() {
                let text = "a database holds what its documents say, of whatever day; --as-of goes with other formats";
                return Err(Failure::Usage(text));
            }
            arguments.source.open()?.database.back_up(to)?;
            return Ok(Outcome::Done);
        }
    };
    if format.is_folder() && path.is_none() {
        let text = format!("{format} takes a folder for its tables: give -o DIR");
        return Err(Failure::Unsupported(text));
    }
    let opened = arguments.past.open(&arguments.source)?;
    let excerpt = Excerpt::whole(opened.database.graph()?);
    let cells = if arguments.raw { Cells::Raw } else { Cells::Neutralised };
    graph_file::write(&opened, &excerpt, format, path, cells, out)?;
    Ok(Outcome::Done)
}

/// Writes every triple of the graph.
fn linked_data(
    arguments: &Arguments,
    syntax: Triples,
    path: Option<&Path>,
    out: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let opened = arguments.past.open(&arguments.source)?;
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
