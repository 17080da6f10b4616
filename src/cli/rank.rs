//! `travaux rank`: the most cited and the most central documents.

use std::io::Write;

use clap::Args;

use super::criteria::Criteria;
use super::picture::{Drawing, Syntax};
use super::question::{Opened, Source};
use super::screen::{Screen, clean, counted};
use super::shape::Shape;
use super::{Failure, Outcome, graph_file};
use crate::draw::{Diagram, columns, cut};
use crate::export::csv::Cells;
use crate::export::{Excerpt, Format, csv, json};
use crate::graph::Graph;
use crate::query::{RankOptions, Ranking, Subgraph};

/// Rank documents by how central they are.
///
/// `in-degree` counts the distinct documents that cite a document, `series` the distinct series. `pagerank` weighs each
/// citation by the rank of the citing document (damping 0.85), `katz` every chain of citations by its length.
/// `authority` and `hub` are the two scores of HITS. `closeness` and `harmonic` tell how near those are who build on a
/// document, `betweenness` on how many shortest chains between others it lies. Older texts have had more time: `aged`
/// and `aged-pagerank` compare with documents of the same time. `disruption` is 1 where a document is cited instead of
/// what it cites, −1 where with it; `beauty` is high where it was cited late and much. Instruments inside a document are
/// ranked on their own.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    criteria: Criteria,
    #[command(flatten)]
    source: Source,
    /// `table`, `csv`, `json` or `dot`; the documents as references: `ris`, `bibtex`, `csl-json`; or a format of
    /// graphs: `graphml`, `gexf`, `node-link`, `cytoscape`, `mermaid`.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Shape,
    #[command(flatten)]
    drawing: Drawing,
    /// In CSV: write cells that a spreadsheet would run as a formula as they are.
    #[arg(long)]
    raw: bool,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let syntax = arguments.drawing.syntax()?;
    let opened = arguments.source.open()?;
    let options = arguments.criteria.options(&opened, err)?;
    let ranking = opened.database.rank(&options)?;
    let graph = opened.database.graph()?;
    let draw = |syntax, out: &mut dyn Write| {
        let diagram = diagram(&opened, graph, &ranking, &options)?;
        arguments.drawing.draw(&diagram, "ranking", syntax, out)
    };
    match (syntax, arguments.format) {
        (Some(syntax), _) => draw(syntax, out)?,
        (None, Shape::Table) => Table { graph, ranking: &ranking, screen: Screen::of_stdout() }.write(
            &options,
            &opened.name,
            out,
        )?,
        (None, Shape::Export(Format::Csv)) => {
            let cells = if arguments.raw { Cells::Raw } else { Cells::Neutralised };
            csv::ranking(graph, &ranking, cells, out)?;
        }
        (None, Shape::Export(Format::Json)) => json::ranking(graph, &ranking, out)?,
        (None, Shape::Export(Format::Dot)) => draw(Syntax::Dot, out)?,
        (None, Shape::Export(Format::Mermaid)) => draw(Syntax::Mermaid, out)?,
        (None, Shape::Export(format)) => {
            let excerpt = Excerpt::between(graph, ranking.entries.iter().map(|e| e.node), &options.filter());
            graph_file::write(&opened, &excerpt, format, None, Cells::Raw, out)?;
        }
    }
    Ok(if ranking.entries.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

fn diagram(
    opened: &Opened,
    graph: &Graph,
    ranking: &Ranking,
    options: &RankOptions,
) -> Result<Diagram, Failure> {
    let drawn = Subgraph::unfolded(graph, ranking.entries.iter().map(|e| e.node), &options.filter());
    let places = opened.database.places_of(&drawn)?;
    let years = opened.database.likely_years(drawn.nodes)?;
    Ok(Diagram::of_ranking(graph, ranking, options, &places, &years))
}

/// A ranking on a screen.
struct Table<'a> {
    graph: &'a Graph,
    ranking: &'a Ranking,
    screen: Screen,
}

impl Table<'_> {
    fn write(&self, options: &RankOptions, source: &str, out: &mut dyn Write) -> std::io::Result<()> {
        let Table { graph, ranking, screen } = *self;
        let limit = options.as_of.map(|d| format!(", as of {d}")).unwrap_or_default();
        let text = format!(
            "{} of {} by {} ({}){limit}. Data: {source}.",
            ranking.entries.len(),
            counted(ranking.population, "document"),
            ranking.measure().by(),
            options.relations.to_string().replace(',', " and "),
        );
        self.say(&text, out)?;
        if let Some(listed) = options.listed() {
            self.say(&format!("{listed}."), out)?;
        }
        for (measure, estimate) in ranking.measures.iter().zip(&ranking.estimates) {
            let Some(estimate) = estimate else { continue };
            let bound = estimate.bound.map_or_else(String::new, |bound| {
                let sure = 100.0 * (1.0 - estimate.failure);
                format!(": no score is off by more than {}, with {sure:.0} % certainty", measure.show(bound))
            });
            self.say(&format!("Estimated from {} documents: {measure}{bound}.", estimate.pivots), out)?;
        }
        writeln!(out)?;
        let widths = self.widths();
        if ranking.measures.len() > 1 {
            let names = ranking.measures.iter().zip(&widths);
            let names: Vec<String> = names.map(|(m, width)| format!("{:>4}  {m:>width$}", "no.")).collect();
            writeln!(out, "{}", screen.faint(&names.join("  ")))?;
        }
        let widest =
            ranking.entries.iter().map(|e| columns(graph.id(e.node).as_str())).max().unwrap_or_default();
        let widest = widest.min(screen.width / 2);
        for entry in &ranking.entries {
            let id = clean(graph.id(entry.node).as_str());
            let gap = " ".repeat(widest.saturating_sub(columns(&id)));
            let cells = ranking.measures.iter().zip(&entry.standings).zip(&widths);
            let cells: Vec<String> = cells
                .map(|((measure, standing), width)| match standing {
                    Some(s) => format!("{:4}  {:>width$}", s.rank, measure.show(s.score)),
                    None => format!("{:>4}  {:>width$}", "–", "–"),
                })
                .collect();
            let before = cells.join("  ") + "  ";
            let date = graph.date(entry.node).map_or_else(|| "no date".to_owned(), |d| d.to_string());
            let used = columns(&before) + columns(&id) + gap.len() + 14;
            let title = graph.title(entry.node).map(clean).unwrap_or_default();
            let title = cut(&title, screen.width.saturating_sub(used).max(12));
            writeln!(out, "{}", format!("{before}{}{gap}  {date:10}  {title}", screen.bold(&id)).trim_end())?;
        }
        if ranking.without > 0 {
            writeln!(out, "\nWithout a value by this measure: {}.", counted(ranking.without, "document"))?;
        }
        if ranking.dateless > 0 {
            writeln!(
                out,
                "\nNot ranked because their dates are not known: {}.",
                counted(ranking.dateless, "document")
            )?;
        }
        if ranking.undated > 0 {
            writeln!(out, "\nLeft out because they have no date: {}.", counted(ranking.undated, "document"))?;
        }
        Ok(())
    }

    fn say(&self, text: &str, out: &mut dyn Write) -> std::io::Result<()> {
        self.screen.paragraph(0, text).iter().try_for_each(|line| writeln!(out, "{line}"))
    }

    /// Returns the widths of the columns of scores.
    fn widths(&self) -> Vec<usize> {
        let several = self.ranking.measures.len() > 1;
        let width = |(at, measure): (usize, &crate::query::Measure)| {
            let scores = self.ranking.entries.iter().filter_map(|e| e.standings[at]);
            let widest = scores.map(|s| measure.show(s.score).len()).max().unwrap_or_default();
            widest.max(if several { measure.as_str().len() } else { 8 })
        };
        self.ranking.measures.iter().enumerate().map(width).collect()
    }
}
