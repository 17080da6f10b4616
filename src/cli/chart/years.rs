//! `travaux chart years`: a measure of documents against their years.

use std::io::Write;

use clap::Args;

use super::Target;
use crate::cli::criteria::Competition;
use crate::cli::question::Source;
use crate::cli::{Failure, Outcome};
use crate::draw::chart::Chart;
use crate::export::csv::{self, Cells};
use crate::query::Measure;

/// Chart a measure against the years of documents, a point for each: which are cited much for their time.
///
/// Older texts have had more time to be cited. So each document is compared with those of the same five years (of the
/// same year, where all are of twenty years or less): a line is the median, a dashed one the score that a tenth of
/// them, at most, exceeds, and those that stand out carry their names. With a symbol, where that document stands.
/// `--format csv` writes every document with its year, score and cohort.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Symbol, number or name of a document to mark.
    symbol: Vec<String>,
    /// What is measured: in-degree, out-degree, series, aged, pagerank, aged-pagerank, katz, authority, hub, closeness,
    /// harmonic, betweenness, disruption or beauty; see `travaux rank --help`.
    #[arg(long, value_name = "MEASURE", default_value = "in-degree")]
    by: Measure,
    #[command(flatten)]
    competition: Competition,
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
    let focus = opened.find_if_named(&arguments.symbol, err)?;
    let options = arguments.competition.options(vec![arguments.by], true, &opened, err)?;
    let ranking = opened.database.rank(&options)?;
    let found = opened.database.cohorts(&ranking, &options)?;
    let graph = opened.database.graph()?;
    if let Some(node) = focus
        && !ranking.entries.iter().any(|entry| entry.node == node)
    {
        // A closed standard error changes nothing about the answer.
        let _ = writeln!(err, "{} is not among the documents of this chart", graph.id(node));
    }
    let chart = Chart::of_cohorts(graph, &found, &ranking, &options, focus, &opened.name);
    arguments.target.write(&chart, out, |out| csv::cohorts(graph, &found, Cells::Neutralised, out))?;
    Ok(if found.cohorts.is_empty() { Outcome::Nothing } else { Outcome::Done })
}
