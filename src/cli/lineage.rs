//! `travaux lineage`: the ancestors and descendants of a document, or what joins two, as a picture or a tree.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;

use super::picture::{Looks, Syntax, deliver};
use super::question::{Asked, Opened, Source};
use super::screen::{Screen, counted};
use super::speaker::Speaker;
use super::trace::head;
use super::tree::branches;
use super::{Failure, Outcome, graph_file};
use crate::draw::{Diagram, Years};
use crate::export::csv::Cells;
use crate::export::{Excerpt, Format};
use crate::graph::{Graph, NodeIdx};
use crate::query::{Connection, Depth, Lineage, LineageOptions, RelationSet, Subgraph};

/// Draw the texts that a document builds on and those that build on it, on a time line; of two documents, what joins
/// them.
///
/// The ending of the file says what is written: .svg, .png, .pdf, .dot (for Graphviz) or .mmd (Mermaid); for other
/// programs .graphml, .gexf, .json (node-link) or .cyjs; as references .bib or .ris. Without a file a terminal shows a
/// tree, and a pipe gets DOT.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Symbol, number or name of the document; or of two, to draw what joins them.
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
    #[command(flatten)]
    speaker: Speaker,
    /// The most documents to draw: the nearest, then the most cited; the others are counted.
    #[arg(long, value_name = "N", default_value_t = 60)]
    max_nodes: usize,
    /// Draw only the spine: no line that a longer chain says as well.
    #[arg(long)]
    spine: bool,
    #[command(flatten)]
    source: Source,
    /// The file to write; without it, or with -, the answer goes to standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// `tree`, `svg`, `png`, `pdf`, `dot`, `mermaid`, or a format of `travaux export`; by default what the ending of the
    /// file says.
    #[arg(long, value_name = "FORMAT")]
    format: Option<Shape>,
    #[command(flatten)]
    looks: Looks,
}

/// How the answer looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Tree,
    Picture(Syntax),
    Export(Format),
}

impl FromStr for Shape {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "tree" => Ok(Shape::Tree),
            other => match (other.parse(), other.parse()) {
                (Ok(syntax), _) => Ok(Shape::Picture(syntax)),
                (_, Ok(Format::Json)) => Ok(Shape::Export(Format::NodeLink)),
                (_, Ok(format)) => Ok(Shape::Export(format)),
                (_, Err(_)) => {
                    let drawn = ["dot", "mermaid", "json"];
                    let others =
                        Format::ALL.iter().map(|format| format.name()).filter(|n| !drawn.contains(n));
                    let others = others.collect::<Vec<&str>>().join(", ");
                    Err(format!("'{other}' is not a format (tree, svg, png, pdf, dot, mermaid, {others})"))
                }
            },
        }
    }
}

/// What was found, about one document or two.
enum Found {
    Lineage(Lineage),
    Connection(Connection),
}

impl Found {
    fn subgraph(&self) -> &Subgraph {
        match self {
            Found::Lineage(lineage) => &lineage.subgraph,
            Found::Connection(connection) => &connection.subgraph,
        }
    }

    fn left_out(&self) -> usize {
        match self {
            Found::Lineage(lineage) => lineage.left_out,
            Found::Connection(connection) => connection.left_out,
        }
    }

    /// Returns whether anything was found beside what was asked about.
    fn says_something(&self) -> bool {
        match self {
            Found::Lineage(lineage) => lineage.members.len() > 1,
            Found::Connection(connection) => !connection.subgraph.links.is_empty(),
        }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let file = arguments.output.as_deref().filter(|path| *path != Path::new("-"));
    let shape = match (arguments.format, file) {
        (Some(shape), _) => shape,
        (None, Some(path)) => match graph_file::of_file(path) {
            Some(format) => Shape::Export(format),
            None => Shape::Picture(Syntax::of_file(path)?),
        },
        (None, None) if io::stdout().is_terminal() => Shape::Tree,
        (None, None) => Shape::Picture(Syntax::Dot),
    };
    let opened = arguments.source.open()?;
    let options = LineageOptions {
        ancestors: arguments.ancestors,
        descendants: arguments.descendants,
        relations: arguments.relation.clone(),
        as_of: arguments.speaker.as_of,
        body: arguments.speaker.body(&opened)?,
        max_nodes: Some(arguments.max_nodes),
        spine: arguments.spine,
    };
    let found = match opened.find_one_or_two(&arguments.symbol, err)? {
        Asked::One(focus) => Found::Lineage(opened.database.lineage(focus, &options)?),
        Asked::Two(ends) => Found::Connection(opened.database.connection(ends, &options)?),
    };
    match shape {
        Shape::Picture(syntax) => {
            let bytes = arguments.looks.picture(&diagram(&opened, &found)?, "lineage", syntax)?;
            deliver(&bytes, file, out)?;
        }
        Shape::Tree => deliver(&tree(&opened, &found)?, file, out)?,
        Shape::Export(format) => {
            let excerpt = Excerpt::of(opened.database.graph()?, found.subgraph());
            graph_file::write(&opened, &excerpt, format, file, Cells::Neutralised, out)?;
        }
    }
    // A closed standard error must not undo what is written.
    let _ = writeln!(
        err,
        "{} and {} {}{}",
        counted(found.subgraph().nodes.len(), "document"),
        counted(found.subgraph().links.len(), "line"),
        if matches!(shape, Shape::Export(_)) { "written" } else { "drawn" },
        match found.left_out() {
            0 => String::new(),
            others => format!("; {others} in reach left out (--max-nodes {})", arguments.max_nodes),
        }
    );
    Ok(if found.says_something() { Outcome::Done } else { Outcome::Nothing })
}

fn diagram(opened: &Opened, found: &Found) -> Result<Diagram, Failure> {
    let graph = opened.database.graph()?;
    let places = opened.database.places_of(found.subgraph())?;
    let years = opened.database.likely_years(found.subgraph().nodes.iter().copied())?;
    Ok(match found {
        Found::Lineage(lineage) => Diagram::of_lineage(graph, lineage, &places, &years),
        Found::Connection(connection) => Diagram::of_connection(graph, connection, &places, &years),
    })
}

fn tree(opened: &Opened, found: &Found) -> Result<Vec<u8>, Failure> {
    let graph = opened.database.graph()?;
    let years = opened.database.likely_years(found.subgraph().nodes.iter().copied())?;
    let mut out = Vec::new();
    match found {
        Found::Lineage(lineage) => lineage_tree(graph, lineage, &years, &mut out)?,
        Found::Connection(connection) => connection_list(graph, connection, &years, &mut out)?,
    }
    Ok(out)
}

/// Writes two trees with the document as their root: what it builds on, what builds on it. Each document stands once,
/// below the nearest that joins it to the root.
fn lineage_tree(graph: &Graph, lineage: &Lineage, years: &Years, out: &mut Vec<u8>) -> io::Result<()> {
    let screen = Screen::of_stdout();
    writeln!(out, "{}", head(graph, lineage.focus, years, 0, screen))?;
    let line = |node, room| head(graph, node, years, 0, room);
    let ancestors: BTreeMap<NodeIdx, u32> =
        lineage.members.iter().filter_map(|m| Some((m.node, m.ancestor?))).collect();
    let descendants: BTreeMap<NodeIdx, u32> =
        lineage.members.iter().filter_map(|m| Some((m.node, m.descendant?))).collect();
    let back = lineage.subgraph.links.iter().map(|link| (link.source, link.target));
    let forward = lineage.subgraph.links.iter().map(|link| (link.target, link.source));
    for (words, steps, pairs) in [
        ("builds on", &ancestors, back.collect::<Vec<_>>()),
        ("is built upon by", &descendants, forward.collect()),
    ] {
        writeln!(out, "\n{} {}", words, counted(steps.len(), "document"))?;
        let children = below(graph, lineage.focus, steps, &pairs);
        branches(lineage.focus, &children, screen, line, out)?;
    }
    if lineage.left_out > 0 {
        writeln!(
            out,
            "\n{}",
            screen.faint(&format!("{} further documents in reach (--max-nodes).", lineage.left_out))
        )?;
    }
    Ok(())
}

/// Returns the children of every node: those one step farther from the root that a line joins to it, by date; a node
/// that several join hangs below the one that comes first.
fn below(
    graph: &Graph,
    root: NodeIdx,
    steps: &BTreeMap<NodeIdx, u32>,
    pairs: &[(NodeIdx, NodeIdx)],
) -> BTreeMap<NodeIdx, Vec<NodeIdx>> {
    let step = |node: NodeIdx| if node == root { Some(0) } else { steps.get(&node).copied() };
    let mut parent: BTreeMap<NodeIdx, NodeIdx> = BTreeMap::new();
    for (near, far) in pairs {
        if let (Some(one), Some(next)) = (step(*near), step(*far))
            && one + 1 == next
        {
            let known = parent.entry(*far).or_insert(*near);
            *known = (*known).min(*near);
        }
    }
    let mut children: BTreeMap<NodeIdx, Vec<NodeIdx>> = BTreeMap::new();
    // What was kept without the documents that lead to it hangs below the root.
    for node in steps.keys().filter(|node| **node != root) {
        children.entry(parent.get(node).copied().unwrap_or(root)).or_default().push(*node);
    }
    for list in children.values_mut() {
        list.sort_by_key(|node| (graph.date(*node).is_none(), graph.date(*node), *node));
    }
    children
}

/// Writes what joins two documents, by date, each with what it cites of the others.
fn connection_list(
    graph: &Graph,
    connection: &Connection,
    years: &Years,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    let screen = Screen::of_stdout();
    let [one, other] = connection.ends.map(|end| graph.id(end));
    let chain = match connection.chain {
        Some(1) => "one refers to the other".to_owned(),
        Some(steps) => format!("the shortest chain has {steps} steps"),
        None => "no chain leads from one to the other".to_owned(),
    };
    let text = format!(
        "{one} and {other}: {chain}; of what is listed, both build on {}, and {} build on both.",
        counted(connection.ancestors, "document"),
        connection.descendants
    );
    for line in screen.paragraph(0, &text) {
        writeln!(out, "{line}")?;
    }
    let mut nodes = connection.subgraph.nodes.clone();
    nodes.sort_by_key(|node| (graph.date(*node).is_none(), graph.date(*node), *node));
    for node in nodes {
        writeln!(out, "\n{}", head(graph, node, years, 0, screen))?;
        let mut said: BTreeMap<NodeIdx, Vec<&str>> = BTreeMap::new();
        for link in connection.subgraph.links.iter().filter(|link| link.source == node) {
            said.entry(link.target).or_default().push(link.relation.as_str());
        }
        for (target, relations) in said {
            writeln!(out, "   {} {}", relations.join(" and "), graph.id(target))?;
        }
    }
    if connection.left_out > 0 {
        writeln!(
            out,
            "\n{}",
            screen.faint(&format!("{} further documents join the two (--max-nodes).", connection.left_out))
        )?;
    }
    Ok(())
}
