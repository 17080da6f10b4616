//! `travaux chart top`: the most cited and the most central documents.

use std::io::Write;

use clap::Args;

use super::{Counted, Target};
use crate::cli::question::Source;
use crate::cli::top::Top;
use crate::cli::{Failure, Outcome};
use crate::draw::chart::Chart;
use crate::export::csv::{self, Cells};
use crate::query::{Measure, RankOptions};

/// Chart the most cited or the most central documents, as `travaux rank` lists them.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// `in-degree` or `pagerank`.
    #[arg(long, value_name = "MEASURE", default_value = "in-degree")]
    by: Measure,
    /// Number of documents to chart, or `all`.
    #[arg(long, value_name = "N|all", default_value = "20")]
    top: Top,
    #[command(flatten)]
    counted: Counted,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    target: Target,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Outcome, Failure> {
    arguments.target.file()?;
    let opened = arguments.source.open()?;
    let options = RankOptions {
        measure: arguments.by,
        relations: arguments.counted.relation.clone(),
        as_of: arguments.counted.as_of,
        top: arguments.top.0,
    };
    let ranking = opened.database.rank(&options)?;
    let graph = opened.database.graph()?;
    let chart = Chart::of_ranking(graph, &ranking, &options, &opened.name);
    arguments.target.write(&chart, out, |out| csv::ranking(graph, &ranking, Cells::Neutralised, out))?;
    Ok(if ranking.entries.is_empty() { Outcome::Nothing } else { Outcome::Done })
}
