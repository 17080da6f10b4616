//! `travaux chart top`: the most cited and the most central documents.

use std::io::Write;

use clap::Args;

use super::Target;
use crate::cli::criteria::Criteria;
use crate::cli::question::Source;
use crate::cli::{Failure, Outcome};
use crate::draw::chart::Chart;
use crate::export::csv::{self, Cells};

/// Chart the most cited or the most central documents, as `travaux rank` lists them.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    criteria: Criteria,
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
    let options = arguments.criteria.options(&opened, err)?;
    let ranking = opened.database.rank(&options)?;
    let graph = opened.database.graph()?;
    let chart = Chart::of_ranking(graph, &ranking, &options, &opened.name);
    arguments.target.write(&chart, out, |out| csv::ranking(graph, &ranking, Cells::Neutralised, out))?;
    Ok(if ranking.entries.is_empty() { Outcome::Nothing } else { Outcome::Done })
}
