//! `travaux mainpath`: the main line of all texts, or of what is about one.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::picture::{Drawing, Syntax};
use super::question::{Opened, Source};
use super::screen::{Screen, clean, counted};
use super::shape::Shape;
use super::speaker::Speaker;
use super::trace::head;
use super::{Failure, Outcome, graph_file};
use crate::draw::{Diagram, columns};
use crate::export::csv::Cells;
use crate::export::{Excerpt, Format, csv, json};
use crate::graph::Graph;
use crate::query::main_path::Count;
use crate::query::{MainLine, MainLineOptions, RelationSet, Route};

/// Show the main path: the line of citations along which most of a body of texts has come down.
///
/// Every citation is weighed by the number of ways through it from the oldest texts to the latest (Hummon and Doreian
/// 1989), and the heaviest line is followed. Of a document: within what it rests on and what rests on it.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Symbol, number or name of a document; of all texts if there is none.
    symbol: Vec<String>,
    /// What citations are weighed by: `spc`, ways from the oldest to the latest texts; `splc`, from every text to the
    /// latest; `spnp`, from every text to every other.
    #[arg(long, value_name = "spc|splc|spnp", default_value = "spc")]
    weights: Weights,
    /// How the line is found: `key-routes`, through the heaviest citations; `global`, the one heaviest line; `forward` or
    /// `backward`, step by step from the oldest or the latest texts.
    #[arg(long, value_name = "SEARCH", default_value = "key-routes")]
    search: Search,
    /// Number of key routes.
    #[arg(long, value_name = "N", default_value_t = 10)]
    routes: usize,
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Weights {
    Spc,
    Splc,
    Spnp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Search {
    KeyRoutes,
    Global,
    Forward,
    Backward,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let syntax = arguments.drawing.syntax()?;
    let opened = arguments.source.open()?;
    let options = MainLineOptions {
        count: match arguments.weights {
            Weights::Spc => Count::Spc,
            Weights::Splc => Count::Splc,
            Weights::Spnp => Count::Spnp,
        },
        route: match arguments.search {
            Search::KeyRoutes => Route::KeyRoutes(arguments.routes),
            Search::Global => Route::Global,
            Search::Forward => Route::Forward,
            Search::Backward => Route::Backward,
        },
        topic: opened.find_if_named(&arguments.symbol, err)?,
        relations: arguments.relation.clone(),
        as_of: arguments.speaker.as_of,
        body: arguments.speaker.body(&opened)?,
    };
    let found = opened.database.main_line(&options)?;
    let graph = opened.database.graph()?;
    let draw = |syntax, out: &mut dyn Write| -> Result<(), Failure> {
        let subgraph = found.subgraph(graph, &options.filter());
        let places = opened.database.places_of(&subgraph)?;
        let years = opened.database.likely_years(subgraph.nodes.iter().copied())?;
        let diagram = Diagram::of_main_line(graph, &found, &options, &subgraph, &places, &years);
        arguments.drawing.draw(&diagram, "mainpath", syntax, out)
    };
    match (syntax, arguments.format) {
        (Some(syntax), _) => draw(syntax, out)?,
        (None, Shape::Table) => table(&opened, graph, &found, &options, out)?,
        (None, Shape::Export(Format::Csv)) => csv::main_line(graph, &found, Cells::Neutralised, out)?,
        (None, Shape::Export(Format::Json)) => json::main_line(graph, &found, out)?,
        (None, Shape::Export(Format::Dot)) => draw(Syntax::Dot, out)?,
        (None, Shape::Export(Format::Mermaid)) => draw(Syntax::Mermaid, out)?,
        (None, Shape::Export(format)) => {
            let excerpt = Excerpt::of(graph, &found.subgraph(graph, &options.filter()));
            graph_file::write(&opened, &excerpt, format, None, Cells::Raw, out)?;
        }
    }
    Ok(if found.links.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

/// Lists the documents, the latest first, each with what it cites along the line and the weight of that.
fn table(
    opened: &Opened,
    graph: &Graph,
    found: &MainLine,
    options: &MainLineOptions,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let screen = Screen::of_stdout();
    let topic = options.topic.map(|n| format!(" around {}", clean(graph.id(n).as_str()))).unwrap_or_default();
    let text = format!(
        "The main path{topic}: {} and {} of {} and {}. The weight is the number of ways through a citation. Data: {}.",
        counted(found.nodes.len(), "document"),
        counted(found.links.len(), "citation"),
        counted(found.documents, "document"),
        counted(found.citations, "citation"),
        opened.name
    );
    for line in screen.paragraph(0, &text) {
        writeln!(out, "{line}")?;
    }
    writeln!(out)?;
    let years = opened.database.likely_years(found.nodes.iter().copied())?;
    let widest = found.nodes.iter().map(|n| columns(graph.id(*n).as_str())).max().unwrap_or_default();
    for node in found.nodes.iter().rev() {
        writeln!(out, "{}", head(graph, *node, &years, widest.min(screen.width / 2), screen))?;
        for link in found.links.iter().filter(|link| link.source == *node) {
            let ways = ways(link.weight);
            writeln!(out, "    {} ({ways})", clean(graph.id(link.target).as_str()))?;
        }
    }
    Ok(())
}

/// Returns a number of ways, given as its decimal logarithm, as people read it: `42 ways`, `3.1e12 ways`.
fn ways(weight: f64) -> String {
    if weight < 6.0 {
        return counted(10f64.powf(weight).round() as usize, "way");
    }
    let exponent = weight.floor();
    format!("{:.1}e{exponent:.0} ways", 10f64.powf(weight - exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_are_numbers_as_long_as_they_can_be_read() {
        assert_eq!(ways(0.0), "1 way");
        assert_eq!(ways(2f64.log10()), "2 ways");
        assert_eq!(ways(3.1e12f64.log10()), "3.1e12 ways");
    }
}
