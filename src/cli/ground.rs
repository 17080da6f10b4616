//! `travaux common`: what several texts rest on together.

use std::io::Write;

use clap::Args;

use super::question::Source;
use super::screen::{Screen, clean};
use super::shape::Shape;
use super::speaker::Speaker;
use super::top::Top;
use super::trace::head;
use super::{Failure, Outcome};
use crate::draw::columns;
use crate::export::csv::Cells;
use crate::export::{Format, csv, json};
use crate::graph::NodeIdx;
use crate::query::{EdgeFilter, RelationSet};

/// Show what several texts rest on together, directly or through others, the nearest first.
///
/// A name of several words is one argument: travaux common 72/247 "1325 (2000)"
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Symbols, numbers or names of documents, each an argument of its own.
    #[arg(required = true, num_args = 2..)]
    documents: Vec<String>,
    /// Relations to follow, with commas between them, or all.
    #[arg(long, value_name = "RELATIONS", default_value = "recalls,cites")]
    relation: RelationSet,
    #[command(flatten)]
    speaker: Speaker,
    /// Number of documents to list, or `all`.
    #[arg(long, value_name = "N|all", default_value = "20")]
    top: Top,
    #[command(flatten)]
    source: Source,
    /// `table`, `csv` or `json`.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Shape,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    if matches!(arguments.format, Shape::Export(Format::Dot)) {
        return Err(Failure::Usage("what texts rest on together is drawn by: travaux lineage A B"));
    }
    let opened = arguments.source.open()?;
    let mut nodes: Vec<NodeIdx> = Vec::new();
    for typed in &arguments.documents {
        nodes.push(opened.find(std::slice::from_ref(typed), err)?);
    }
    let filter = EdgeFilter {
        relations: arguments.relation.clone(),
        as_of: arguments.speaker.as_of,
        body: arguments.speaker.body(&opened)?,
    };
    let found = opened.database.common_ground(&nodes, &filter)?;
    let graph = opened.database.graph()?;
    match arguments.format {
        Shape::Export(Format::Csv) => csv::common_ground(graph, &found, Cells::Neutralised, out)?,
        Shape::Export(_) => json::common_ground(graph, &found, out)?,
        Shape::Table => {
            let screen = Screen::of_stdout();
            let names: Vec<String> = found.asked.iter().map(|n| clean(graph.id(*n).as_str())).collect();
            let nearest = found.ancestors.iter().filter(|ground| ground.nearest).count();
            let all = match found.ancestors.len() {
                0 => "nothing that is known".to_owned(),
                1 => "1 document".to_owned(),
                all => format!("{all} documents, {nearest} of which no other of them rests on (nearest)"),
            };
            let mut text = format!("{} rest together on {all}.", names.join(" and "));
            for node in found.asked.iter().map(|n| graph.node(*n)).filter(|node| node.absent) {
                text +=
                    &format!(" {} was never read: what it rests on is not known.", clean(node.id.as_str()));
            }
            if !found.ancestors.is_empty() {
                text += " The number counts the steps from all of them together.";
            }
            for line in screen.paragraph(0, &format!("{text} Data: {}.", opened.name)) {
                writeln!(out, "{line}")?;
            }
            writeln!(out)?;
            let listed = &found.ancestors[..arguments.top.of(found.ancestors.len())];
            let years = opened.database.likely_years(listed.iter().map(|ground| ground.node))?;
            let widest = listed.iter().map(|g| columns(graph.id(g.node).as_str())).max().unwrap_or_default();
            for ground in listed {
                let mark = if ground.nearest { "nearest" } else { "" };
                let line =
                    head(graph, ground.node, &years, widest.min(screen.width / 2), screen.right_of(14));
                writeln!(out, "{:4}  {mark:7} {line}", ground.steps)?;
            }
            if listed.len() < found.ancestors.len() {
                let text = format!("{} more: --top all.", found.ancestors.len() - listed.len());
                writeln!(out, "\n{}", screen.faint(&text))?;
            }
        }
    }
    Ok(if found.ancestors.is_empty() { Outcome::Nothing } else { Outcome::Done })
}
