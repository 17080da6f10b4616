//! `travaux chart series`: the growth of a series.

use std::io::{self, Write};

use clap::Args;

use super::Target;
use crate::cli::question::Source;
use crate::cli::scope::Scope;
use crate::cli::{Failure, Outcome};
use crate::draw::chart::Chart;
use crate::graph::Graph;
use crate::query::Growth;

/// Chart the series of a document: the documents that renew each other in their years, with how many documents each of
/// them cites and how many cite it.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Symbol, number or name of a document of the series.
    #[arg(required = true)]
    symbol: Vec<String>,
    #[command(flatten)]
    counted: Scope,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    target: Target,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    arguments.target.file()?;
    let opened = arguments.source.open()?;
    let node = opened.find(&arguments.symbol, err)?;
    let filter = arguments.counted.filter();
    let graph = opened.database.graph()?;
    let Some(growth) = opened.database.growth(node, &filter)? else {
        let id = graph.id(node);
        // A closed standard error changes nothing about the answer.
        let _ = writeln!(
            err,
            "{id} is in no series: it renews no document, and none renews it; 'travaux chart citations {id}' \
             charts what cites it"
        );
        return Ok(Outcome::Nothing);
    };
    let years = opened.database.likely_years(growth.members.iter().map(|m| m.node))?;
    let chart = Chart::of_growth(graph, &growth, &filter, &years, &opened.name);
    arguments.target.write(&chart, out, |out| table(graph, &growth, out))?;
    Ok(if growth.members.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

/// Writes a row for each document of the series.
fn table(graph: &Graph, growth: &Growth, out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record([
        "date",
        "document",
        "cites_in_series",
        "cites_others",
        "cited_by_in_series",
        "cited_by_others",
    ])?;
    for member in &growth.members {
        table.write_record([
            graph.date(member.node).map(|d| d.to_string()).unwrap_or_default(),
            graph.id(member.node).to_string(),
            member.cites.inside.to_string(),
            member.cites.outside.to_string(),
            member.cited_by.inside.to_string(),
            member.cited_by.outside.to_string(),
        ])?;
    }
    table.flush()
}
