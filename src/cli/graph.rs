//! `travaux graph`: documents that are named and the lines between them, or a letter with those who signed it.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::picture::{Looks, Syntax, deliver};
use super::question::{Opened, Source};
use super::screen::counted;
use super::{Failure, Outcome, graph_file};
use crate::draw::{Diagram, Letter};
use crate::export::Excerpt;
use crate::export::csv::Cells;
use crate::graph::NodeIdx;
use crate::model::{Date, Relation};
use crate::query::{EdgeFilter, RelationSet, Subgraph};

/// Draw some documents and the lines between them, or who signed a letter.
///
/// The ending of the file says what is written: .svg (with links and tooltips), .png, .pdf, .dot (for Graphviz) or, of
/// documents, .mmd (Mermaid), .graphml, .gexf, .json (node-link), .cyjs, .bib or .ris. A name of several words is one argument: travaux graph 53/144 "217 A (III)" ICCPR -o out.svg
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
    /// The file to write; without it, or with -, DOT goes to standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    looks: Looks,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let file = arguments.output.as_deref().filter(|path| *path != Path::new("-"));
    if let (Some(path), None) = (file, &arguments.signatories)
        && let Some(format) = graph_file::of_file(path)
    {
        let opened = arguments.source.open()?;
        let subgraph = named(arguments, &opened, err)?;
        let excerpt = Excerpt::of(opened.database.graph()?, &subgraph);
        graph_file::write(&opened, &excerpt, format, file, Cells::Neutralised, out)?;
        return Ok(if subgraph.links.is_empty() { Outcome::Nothing } else { Outcome::Done });
    }
    let syntax = file.map_or(Ok(Syntax::Dot), Syntax::of_file)?;
    let opened = arguments.source.open()?;
    let (bytes, outcome) = match &arguments.signatories {
        Some(letter) => signatories(arguments, letter, &opened, syntax, err)?,
        None => documents(arguments, &opened, syntax, err)?,
    };
    deliver(&bytes, file, out)?;
    Ok(outcome)
}

fn signatories(
    arguments: &Arguments,
    letter: &str,
    opened: &Opened,
    syntax: Syntax,
    err: &mut dyn Write,
) -> Result<(Vec<u8>, Outcome), Failure> {
    let node = opened.find(&[letter.to_owned()], err)?;
    let graph = opened.database.graph()?;
    let records = opened.database.signatures(Some(&graph.id(node).to_id()))?;
    let drawn = Letter::of(graph, node, &records);
    let count = drawn.signatories().count();
    if count == 0 {
        let signed = graph.edges().map(|e| graph.edge(e)).find(|e| e.relation == Relation::Signed);
        let hint = signed.map(|e| format!("; one that has is {}", graph.id(e.target))).unwrap_or_default();
        return Err(Failure::Unsupported(format!("{} has no signatories{hint}", graph.id(node))));
    }
    let bytes = arguments.looks.letter(graph, node, &drawn, syntax)?;
    // A closed standard error must not undo what is drawn.
    let number = if count == 1 { "1 signatory".to_owned() } else { format!("{count} signatories") };
    let _ = writeln!(err, "{} with {number} drawn", graph.id(node));
    Ok((bytes, Outcome::Done))
}

/// Returns the documents that are named and the lines between them.
fn named(arguments: &Arguments, opened: &Opened, err: &mut dyn Write) -> Result<Subgraph, Failure> {
    let mut nodes: Vec<NodeIdx> = Vec::new();
    for typed in &arguments.documents {
        nodes.push(opened.find(std::slice::from_ref(typed), err)?);
    }
    let filter = EdgeFilter { relations: arguments.relation.clone(), as_of: arguments.as_of, body: None };
    Ok(Subgraph::of(opened.database.graph()?, nodes, &filter))
}

fn documents(
    arguments: &Arguments,
    opened: &Opened,
    syntax: Syntax,
    err: &mut dyn Write,
) -> Result<(Vec<u8>, Outcome), Failure> {
    let graph = opened.database.graph()?;
    let subgraph = named(arguments, opened, err)?;
    let places = opened.database.places_of(&subgraph)?;
    let years = opened.database.likely_years(subgraph.nodes.iter().copied())?;
    let diagram = Diagram::of_documents(graph, &subgraph, &places, &years);
    let bytes = arguments.looks.picture(&diagram, "documents", syntax)?;
    let _ = writeln!(
        err,
        "{} and {} drawn",
        counted(subgraph.nodes.len(), "document"),
        counted(subgraph.links.len(), "line")
    );
    Ok((bytes, if subgraph.links.is_empty() { Outcome::Nothing } else { Outcome::Done }))
}
