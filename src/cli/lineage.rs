//! `travaux lineage`: the ancestors and descendants of a document as a diagram.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::question::Source;
use super::screen::counted;
use super::{Failure, Outcome};
use crate::export::{Format, dot};
use crate::model::Date;
use crate::query::{Depth, LineageOptions, RelationSet};

/// Draw the texts that a document builds on and those that build on it, on a time line.
///
/// The diagram is written in DOT, the language of Graphviz: `dot -Tsvg out.dot -o out.svg` makes a picture of it.
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
    /// The file to write, ending in .dot; without it, or with -, the DOT goes to standard output.
    #[arg(short, long, value_name = "FILE.dot")]
    output: Option<PathBuf>,
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
            let mut text = Vec::new();
            dot::lineage(graph, &found, &places, &years, &mut text)?;
            fs::write(path, text).map_err(|source| Failure::File { path: path.to_owned(), source })?;
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

/// Says what is supported where a file has another ending.
fn supported(path: &Path) -> Result<(), Failure> {
    let dot = Format::Dot.extension();
    match path.extension().and_then(OsStr::to_str) {
        Some(ending) if ending.eq_ignore_ascii_case(dot) => Ok(()),
        _ => Err(Failure::Unsupported(format!(
            "cannot draw '{}': a lineage is written as .{dot}; Graphviz makes pictures of it (dot -Tsvg file.dot -o file.svg)",
            path.display()
        ))),
    }
}
