//! `travaux graph`: documents that are named and the lines between them, or a letter with those who signed it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::question::{Opened, Source};
use super::screen::counted;
use super::{Failure, Outcome};
use crate::draw::{self, Diagram, Flow, Letter, Options, Theme, View};
use crate::export::dot;
use crate::graph::NodeIdx;
use crate::model::{Date, Relation};
use crate::query::{EdgeFilter, RelationSet, Subgraph};

/// Draw some documents and the lines between them, or who signed a letter.
///
/// The ending of the file says what is written: .svg (with links and tooltips), .png, .pdf, or .dot, the language of
/// Graphviz. A name of several words is one argument: travaux graph 53/144 "217 A (III)" ICCPR -o out.svg
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Symbols, numbers or names of documents, each an argument of its own.
    #[arg(required_unless_present = "signatories", conflicts_with = "signatories")]
    documents: Vec<String>,
    /// A letter: draw everyone who signed it.
    #[arg(long, value_name = "LETTER")]
    signatories: Option<String>,
    /// Relations to draw, with commas between them, or all.
    #[arg(long, value_name = "RELATIONS", default_value = "all", conflicts_with = "signatories")]
    relation: RelationSet,
    /// Only what documents dated by this day say (YYYY, YYYY-MM or YYYY-MM-DD).
    #[arg(long, value_name = "DATE", conflicts_with = "signatories")]
    as_of: Option<Date>,
    #[command(flatten)]
    source: Source,
    /// The file to write, ending in .svg, .png, .pdf or .dot; without it, or with -, DOT goes to standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How much of each document is shown: `cards`, `compact` or `constellation`; by default, what can be read.
    #[arg(long, value_name = "VIEW", conflicts_with = "signatories")]
    view: Option<View>,
    /// Which way time runs: TB (downward) or LR (to the right).
    #[arg(long, value_name = "TB|LR", default_value_t, conflicts_with = "signatories")]
    direction: Flow,
    /// The colours: `light`, `dark` or `print` (black on white).
    #[arg(long, value_name = "THEME", default_value_t)]
    theme: Theme,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let file = arguments.output.as_deref().filter(|path| *path != Path::new("-"));
    let format = file.map_or(Ok(Format::Dot), Format::of_file)?;
    let opened = arguments.source.open()?;
    let (bytes, outcome) = match &arguments.signatories {
        Some(letter) => signatories(arguments, letter, &opened, format, err)?,
        None => documents(arguments, &opened, format, err)?,
    };
    match file {
        None => out.write_all(&bytes)?,
        Some(path) => {
            fs::write(path, bytes).map_err(|source| Failure::File { path: path.to_owned(), source })?;
        }
    }
    Ok(outcome)
}

fn signatories(
    arguments: &Arguments,
    letter: &str,
    opened: &Opened,
    format: Format,
    err: &mut dyn Write,
) -> Result<(Vec<u8>, Outcome), Failure> {
    let node = opened.find(&[letter.to_owned()], err)?;
    let graph = opened.database.graph()?;
    let records = opened.database.signatures(Some(graph.id(node)))?;
    let drawn = Letter::of(graph, node, &records);
    let count = drawn.signatories().count();
    if count == 0 {
        let signed = graph.edges().map(|e| graph.edge(e)).find(|e| e.relation == Relation::Signed);
        let hint = signed.map(|e| format!("; one that has is {}", graph.id(e.target))).unwrap_or_default();
        return Err(Failure::Unsupported(format!("{} has no signatories{hint}", graph.id(node))));
    }
    let bytes = if format == Format::Dot {
        let mut text = Vec::new();
        dot::letter(graph, node, &mut text)?;
        text
    } else {
        format.written(draw::letter_svg(&drawn, arguments.theme))?
    };
    // A closed standard error must not undo what is drawn.
    let number = if count == 1 { "1 signatory".to_owned() } else { format!("{count} signatories") };
    let _ = writeln!(err, "{} with {number} drawn", graph.id(node));
    Ok((bytes, Outcome::Done))
}

fn documents(
    arguments: &Arguments,
    opened: &Opened,
    format: Format,
    err: &mut dyn Write,
) -> Result<(Vec<u8>, Outcome), Failure> {
    let mut nodes: Vec<NodeIdx> = Vec::new();
    for typed in &arguments.documents {
        nodes.push(opened.find(std::slice::from_ref(typed), err)?);
    }
    let graph = opened.database.graph()?;
    let filter = EdgeFilter { relations: arguments.relation.clone(), as_of: arguments.as_of };
    let subgraph = Subgraph::of(graph, nodes, &filter);
    let places = opened.database.places_of(&subgraph)?;
    let years = opened.database.likely_years(subgraph.nodes.iter().copied())?;
    let diagram = Diagram::of_documents(graph, &subgraph, &places, &years);
    let bytes = if format == Format::Dot {
        let mut text = Vec::new();
        dot::diagram("documents", &diagram, &mut text)?;
        text
    } else {
        let options = Options { view: arguments.view, flow: arguments.direction, theme: arguments.theme };
        format.written(draw::svg(&diagram, options))?
    };
    let _ = writeln!(
        err,
        "{} and {} drawn",
        counted(subgraph.nodes.len(), "document"),
        counted(subgraph.links.len(), "line")
    );
    Ok((bytes, if subgraph.links.is_empty() { Outcome::Nothing } else { Outcome::Done }))
}

/// The syntax of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Svg,
    Png,
    Pdf,
    Dot,
}

impl Format {
    /// Returns the syntax that the ending of a file names.
    fn of_file(path: &Path) -> Result<Self, Failure> {
        match path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase).as_deref() {
            Some("svg") => Ok(Format::Svg),
            Some("png") => Ok(Format::Png),
            Some("pdf") => Ok(Format::Pdf),
            Some("dot") => Ok(Format::Dot),
            _ => Err(Failure::Unsupported(format!(
                "cannot draw '{}': a graph is written as .svg, .png, .pdf or .dot",
                path.display()
            ))),
        }
    }

    /// Returns a picture in this syntax; what is no picture stays SVG.
    fn written(self, svg: String) -> Result<Vec<u8>, Failure> {
        Ok(match self {
            Format::Svg | Format::Dot => svg.into_bytes(),
            Format::Png => draw::png(&svg)?,
            Format::Pdf => draw::pdf(&svg)?,
        })
    }
}
