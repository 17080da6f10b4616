//! `travaux path`: how one text leads to another.

use std::io::Write;

use clap::Args;

use super::picture::{Drawing, Syntax};
use super::place;
use super::question::{Asked, Opened, Source};
use super::screen::{Screen, clean, counted};
use super::shape::Shape;
use super::speaker::Speaker;
use super::trace::head;
use super::{Failure, Outcome, graph_file};
use crate::draw::{Diagram, Places, Years, columns};
use crate::export::csv::Cells;
use crate::export::{Excerpt, Format, csv, json};
use crate::graph::{Graph, NodeIdx};
use crate::query::descent::Extent;
use crate::query::{Chain, Depth, PathOptions, Paths, RelationSet};

/// How many places of one step are told.
const PLACES: usize = 2;

/// Show how one text leads to another: the chains of citations between them, with the place and verb of every step.
///
/// Chains run from the later to the earlier text, whichever is named first. Told are the shortest ones, and what every
/// chain passes, however long it is.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Symbols, numbers or names of the two documents.
    #[arg(required = true, num_args = 2..)]
    symbols: Vec<String>,
    /// How many steps longer than the shortest chains may be, or `all`.
    #[arg(long, value_name = "N|all", default_value = "0")]
    longer: Depth,
    /// The most chains to list.
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
    /// Relations to follow, with commas between them, or all.
    #[arg(long, value_name = "RELATIONS", default_value = "recalls,cites")]
    relation: RelationSet,
    #[command(flatten)]
    speaker: Speaker,
    #[command(flatten)]
    source: Source,
    /// `table`, `csv`, `json` or `dot`; the documents as references: `ris`, `bibtex`, `csl-json`; or a format of
    /// graphs: `graphml`, `gexf`, `node-link`, `cytoscape`, `mermaid`.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Shape,
    #[command(flatten)]
    drawing: Drawing,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let syntax = arguments.drawing.syntax()?;
    let opened = arguments.source.open()?;
    let Asked::Two(ends) = opened.find_one_or_two(&arguments.symbols, err)? else {
        return Err(Failure::Usage("a path leads from one document to another: name two"));
    };
    let options = PathOptions {
        relations: arguments.relation.clone(),
        as_of: arguments.speaker.as_of,
        body: arguments.speaker.body(&opened)?,
        most: arguments.top,
        longer: arguments.longer,
    };
    let found = opened.database.paths(ends, &options)?;
    let graph = opened.database.graph()?;
    let places =
        opened.database.places(found.chains.iter().flat_map(|c| c.steps.iter().flatten().copied()))?;
    let subgraph = found.subgraph(graph, &options.filter());
    let years = opened.database.likely_years(subgraph.nodes.iter().copied())?;
    let draw = |syntax, out: &mut dyn Write| {
        let diagram = Diagram::of_paths(graph, &found, &subgraph, &places, &years);
        arguments.drawing.draw(&diagram, "path", syntax, out)
    };
    match (syntax, arguments.format) {
        (Some(syntax), _) => draw(syntax, out)?,
        (None, Shape::Table) => {
            let screen = Screen::of_stdout();
            Listing { graph, found: &found, places: &places, years: &years, screen }.write(&opened, out)?;
        }
        (None, Shape::Export(Format::Csv)) => csv::paths(graph, &found, &places, Cells::Neutralised, out)?,
        (None, Shape::Export(Format::Json)) => json::paths(graph, &found, &places, out)?,
        (None, Shape::Export(Format::Dot)) => draw(Syntax::Dot, out)?,
        (None, Shape::Export(Format::Mermaid)) => draw(Syntax::Mermaid, out)?,
        (None, Shape::Export(format)) => {
            let excerpt = Excerpt::of(graph, &subgraph);
            graph_file::write(&opened, &excerpt, format, None, Cells::Raw, out)?;
        }
    }
    Ok(if found.chains.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

/// Chains on a screen.
struct Listing<'a> {
    graph: &'a Graph,
    found: &'a Paths,
    places: &'a Places,
    years: &'a Years,
    screen: Screen,
}

impl Listing<'_> {
    fn write(&self, opened: &Opened, out: &mut dyn Write) -> std::io::Result<()> {
        let name = |node: NodeIdx| clean(self.graph.id(node).as_str());
        let [later, earlier] = self.found.ends.map(name);
        let Some(first) = self.found.chains.first() else {
            let text = format!("No chain of citations joins {later} and {earlier}. Data: {}.", opened.name);
            return self.say(&text, out);
        };
        let number = self.found.chains.len();
        let more = match self.found.extent {
            Extent::All => "",
            Extent::Most => " (there are more: --top)",
            Extent::Cut => " (the search ended before it had seen all)",
        };
        let lengths = match self.found.chains.last() {
            Some(last) if last.length() > first.length() => {
                format!("{} to {} steps", first.length(), last.length())
            }
            _ => counted(first.length(), "step"),
        };
        let text = format!(
            "From {later} to {earlier}: {} of {lengths}{more}. Data: {}.",
            counted(number, "chain"),
            opened.name
        );
        self.say(&text, out)?;
        if !self.found.gates.is_empty() {
            let gates: Vec<String> = self.found.gates.iter().map(|node| name(*node)).collect();
            self.say(&format!("Every chain, however long, passes {}.", gates.join(", then ")), out)?;
        }
        for (at, chain) in self.found.chains.iter().enumerate() {
            if number > 1 {
                writeln!(out, "\n{}", self.screen.faint(&format!("Chain {} of {number}", at + 1)))?;
            } else {
                writeln!(out)?;
            }
            self.chain(chain, out)?;
        }
        Ok(())
    }

    fn chain(&self, chain: &Chain, out: &mut dyn Write) -> std::io::Result<()> {
        let column =
            chain.nodes.iter().map(|n| columns(self.graph.id(*n).as_str())).max().unwrap_or_default();
        for (at, node) in chain.nodes.iter().enumerate() {
            writeln!(out, "{}", head(self.graph, *node, self.years, column, self.screen))?;
            let Some(edges) = chain.steps.get(at) else { continue };
            let asked = |_| Some(self.graph.id(chain.nodes[at + 1]));
            for line in place::lines(self.graph, edges, self.places, asked, PLACES, self.screen, 4) {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }

    fn say(&self, text: &str, out: &mut dyn Write) -> std::io::Result<()> {
        self.screen.paragraph(0, text).iter().try_for_each(|line| writeln!(out, "{line}"))
    }
}
