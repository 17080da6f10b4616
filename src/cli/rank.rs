//! `travaux rank`: the most cited and the most central documents.

use std::io::Write;
use std::str::FromStr;

use clap::Args;

use super::question::Source;
use super::screen::{Screen, clean, counted};
use super::top::Top;
use super::{Failure, Outcome};
use crate::draw::{columns, cut};
use crate::export::csv::Cells;
use crate::export::{Format, csv, dot, json};
use crate::graph::Graph;
use crate::model::Date;
use crate::query::{Measure, RankOptions, Ranking, RelationSet, Subgraph};

/// Rank documents by how central they are.
///
/// `in-degree` counts the distinct documents that cite a document. `pagerank` weighs each citation by the rank of the
/// citing document (damping 0.85). Instruments inside a document are ranked on their own.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// `in-degree` or `pagerank`.
    #[arg(long, value_name = "MEASURE", default_value = "in-degree")]
    by: Measure,
    /// Relations that count, with commas between them, or all.
    #[arg(long, value_name = "RELATIONS", default_value = "recalls,cites")]
    relation: RelationSet,
    /// Number of documents to list, or `all`.
    #[arg(long, value_name = "N|all", default_value = "20")]
    top: Top,
    /// Only what documents dated by this day say (YYYY, YYYY-MM or YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    #[command(flatten)]
    source: Source,
    /// `table`, `csv`, `json` or `dot`.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Shape,
    /// In CSV: write cells that a spreadsheet would run as a formula as they are.
    #[arg(long)]
    raw: bool,
}

/// How the answer looks.
#[derive(Clone, Copy, Debug)]
enum Shape {
    Table,
    Export(Format),
}

impl FromStr for Shape {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "table" => Ok(Shape::Table),
            other => other
                .parse()
                .map(Shape::Export)
                .map_err(|_| format!("'{other}' is not a format (table, csv, json, dot)")),
        }
    }
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let opened = arguments.source.open()?;
    let options = RankOptions {
        measure: arguments.by,
        relations: arguments.relation.clone(),
        as_of: arguments.as_of,
        top: arguments.top.0,
    };
    let ranking = opened.database.rank(&options)?;
    let graph = opened.database.graph()?;
    match arguments.format {
        Shape::Table => table(graph, &ranking, &options, &opened.name, out)?,
        Shape::Export(Format::Csv) => {
            let cells = if arguments.raw { Cells::Raw } else { Cells::Neutralised };
            csv::ranking(graph, &ranking, cells, out)?;
        }
        Shape::Export(Format::Json) => json::ranking(graph, &ranking, out)?,
        Shape::Export(Format::Dot) => {
            let filter = options.filter();
            let drawn = Subgraph::unfolded(graph, ranking.entries.iter().map(|e| e.node), &filter);
            let places = opened.database.places_of(&drawn)?;
            let years = opened.database.likely_years(drawn.nodes)?;
            dot::ranking(graph, &ranking, &options, &places, &years, out)?;
        }
    }
    Ok(if ranking.entries.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

fn table(
    graph: &Graph,
    ranking: &Ranking,
    options: &RankOptions,
    source: &str,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let screen = Screen::of_stdout();
    let measure = match ranking.measure {
        Measure::InDegree => "number of distinct documents that refer to them",
        Measure::PageRank => "PageRank",
    };
    let limit = options.as_of.map(|d| format!(", as of {d}")).unwrap_or_default();
    let text = format!(
        "{} of {} by {measure} ({}){limit}. Data: {source}.",
        ranking.entries.len(),
        counted(ranking.population, "document"),
        options.relations.to_string().replace(',', " and "),
    );
    for line in screen.paragraph(0, &text) {
        writeln!(out, "{line}")?;
    }
    writeln!(out)?;
    let widest = ranking.entries.iter().map(|e| columns(graph.id(e.node).as_str())).max().unwrap_or_default();
    let widest = widest.min(screen.width / 2);
    for entry in &ranking.entries {
        let id = clean(graph.id(entry.node).as_str());
        let gap = " ".repeat(widest.saturating_sub(columns(&id)));
        let score = ranking.measure.show(entry.score);
        let date = graph.date(entry.node).map_or_else(|| "no date".to_owned(), |d| d.to_string());
        let before = format!("{:4}  {score:>8}  ", entry.rank);
        let used = columns(&before) + columns(&id) + gap.len() + 14;
        let title = graph.title(entry.node).map(clean).unwrap_or_default();
        let title = cut(&title, screen.width.saturating_sub(used).max(12));
        writeln!(out, "{}", format!("{before}{}{gap}  {date:10}  {title}", screen.bold(&id)).trim_end())?;
    }
    if ranking.undated > 0 {
        writeln!(out, "\nLeft out because they have no date: {}.", counted(ranking.undated, "document"))?;
    }
    Ok(())
}
