//! `travaux lineage`: the ancestors and descendants of a document as a diagram.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::question::Source;
use super::screen::counted;
use super::{Failure, Outcome, graphviz};
use crate::draw::{self, Diagram, Flow, Options, Theme, View};
use crate::export::dot;
use crate::model::Date;
use crate::query::{Depth, LineageOptions, RelationSet};

/// Draw the texts that a document builds on and those that build on it, on a time line.
///
/// The ending of the file says what is written: .svg (with links, and tooltips that tell paragraph and verb), .png, .pdf,
/// or .dot, the language of Graphviz. Up to 60 documents are drawn as cards, up to 250 by their names, more as points.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Symbol, number or name of the document.
    #[arg(required = true)]
    symbol: Vec<String>,
    /// Steps towards what it cites, or `all`.
    #[arg(long, value_name = "N|all", default_value = "1")]
    ancestors: Depth,
    /// Steps towards what cites it, or `all`.
    #[arg(long, value_name = "N|all", default_value = "2")]
    descendants: Depth,
    /// Relations to follow, with commas between them, or all.
    #[arg(long, value_name = "RELATIONS", default_value = "recalls,cites")]
    relation: RelationSet,
    /// Only what documents dated by this day say (YYYY, YYYY-MM or YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// The most documents to draw: the nearest, then the most cited; the others are counted.
    #[arg(long, value_name = "N", default_value_t = 60)]
    max_nodes: usize,
    #[command(flatten)]
    source: Source,
    /// The file to write, ending in .svg, .png, .pdf or .dot; without it, or with -, DOT goes to standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How much of each document is shown: `cards`, `compact` or `constellation`; by default, what can be read.
    #[arg(long, value_name = "VIEW")]
    view: Option<View>,
    /// Which way time runs: TB (downward) or LR (to the right).
    #[arg(long, value_name = "TB|LR", default_value_t)]
    direction: Flow,
    /// The colours: `light`, `dark` or `print` (black on white).
    #[arg(long, value_name = "THEME", default_value_t)]
    theme: Theme,
    /// Who gives everything its place: `own`, or `dot`, the program of an installed Graphviz.
    #[arg(long, value_name = "own|dot", default_value = "own")]
    engine: Engine,
}

/// Who gives everything its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Engine {
    Own,
    Dot,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let file = arguments.output.as_deref().filter(|path| *path != Path::new("-"));
    if let Some(path) = file {
        supported(path)?;
    }
    let opened = arguments.source.open()?;
    let focus = opened.find(&arguments.symbol, err)?;
    let options = LineageOptions {
        ancestors: arguments.ancestors,
        descendants: arguments.descendants,
        relations: arguments.relation.clone(),
        as_of: arguments.as_of,
        max_nodes: Some(arguments.max_nodes),
    };
    let found = opened.database.lineage(focus, &options)?;
    let graph = opened.database.graph()?;
    let places = opened.database.places_of(&found.subgraph)?;
    let years = opened.database.likely_years(found.subgraph.nodes.iter().copied())?;
    match file {
        None => dot::lineage(graph, &found, &places, &years, out)?,
        Some(path) => {
            let diagram = Diagram::of_lineage(graph, &found, &places, &years);
            let options = Options { view: arguments.view, flow: arguments.direction, theme: arguments.theme };
            let format = supported(path)?;
            let bytes = if format == Format::Dot || arguments.engine == Engine::Dot {
                let mut text = Vec::new();
                dot::diagram("lineage", &diagram, &mut text)?;
                if format == Format::Dot { text } else { graphviz::drawn(&text, format.name())? }
            } else {
                let svg = draw::svg(&diagram, options);
                match format {
                    Format::Svg | Format::Dot => svg.into_bytes(),
                    Format::Png => draw::png(&svg)?,
                    Format::Pdf => draw::pdf(&svg)?,
                }
            };
            fs::write(path, bytes).map_err(|source| Failure::File { path: path.to_owned(), source })?;
        }
    }
    // A closed standard error must not undo what is written.
    let _ = writeln!(
        err,
        "{} and {} drawn{}",
        counted(found.subgraph.nodes.len(), "document"),
        counted(found.subgraph.links.len(), "line"),
        if found.left_out == 0 {
            String::new()
        } else {
            format!("; {} in reach left out (--max-nodes {})", found.left_out, arguments.max_nodes)
        }
    );
    Ok(if found.members.len() > 1 { Outcome::Done } else { Outcome::Nothing })
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
    const ALL: [Format; 4] = [Format::Svg, Format::Png, Format::Pdf, Format::Dot];

    /// Returns the ending of its files, by which Graphviz knows it as well.
    fn name(self) -> &'static str {
        match self {
            Format::Svg => "svg",
            Format::Png => "png",
            Format::Pdf => "pdf",
            Format::Dot => "dot",
        }
    }
}

/// Returns the syntax that the ending of a file names.
fn supported(path: &Path) -> Result<Format, Failure> {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    Format::ALL.into_iter().find(|format| format.name().eq_ignore_ascii_case(ending)).ok_or_else(|| {
        Failure::Unsupported(format!(
            "cannot draw '{}': a lineage is written as .svg, .png, .pdf or .dot",
            path.display()
        ))
    })
}
