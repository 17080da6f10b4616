//! `travaux trace`: who recalls or cites a document, with every place.

use std::collections::BTreeMap;
use std::io::Write;
use std::str::FromStr;

use clap::Args;

use super::question::{Opened, Source};
use super::screen::{Screen, clean, counted};
use super::speaker::Speaker;
use super::top::Top;
use super::tree::branches;
use super::{Failure, Outcome, graph_file, place};
use crate::draw::{Places, Years, columns, cut};
use crate::export::csv::Cells;
use crate::export::{Excerpt, Format, csv, dot, json};
use crate::graph::{Graph, NodeIdx};
use crate::model::{NodeKind, Relation};
use crate::query::{Depth, Direction, Hit, RelationSet, Subgraph, Trace, TraceOptions};
use crate::store::Ends;

/// List who recalls a document, with the paragraph, the verb and the words of every place.
///
/// A question about a document includes the instruments inside it: who recalls 53/144 is who recalls the resolution
/// or the Declaration in its annex. Symbols are read as people type them: 53/144, HRC 22/6, "1325 (2000)",
/// "217 A (III)", A/57/385, ICCPR.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Symbol, number or name of the document.
    #[arg(required = true)]
    symbol: Vec<String>,
    /// Relations to follow, with commas between them: recalls, cites, adopted_on_report, signed, …, or all.
    #[arg(long, value_name = "RELATIONS", default_value = "recalls")]
    relation: RelationSet,
    /// `in`: who recalls it; `out`: what it recalls.
    #[arg(long, value_name = "in|out", default_value = "in")]
    direction: Direction,
    /// Number of steps, or `all`.
    #[arg(long, value_name = "N|all", default_value = "1")]
    depth: Depth,
    #[command(flatten)]
    speaker: Speaker,
    /// In a table or tree: the number of documents to list, or `all`; those that most documents refer to are chosen.
    #[arg(long, value_name = "N|all", default_value = "40")]
    top: Top,
    /// Leave out the instruments inside documents.
    #[arg(long)]
    no_instruments: bool,
    #[command(flatten)]
    source: Source,
    /// `table`, `tree`, `json`, `csv` or `dot`; `ids`: the symbols alone, one a line; the documents found as references:
    /// `ris`, `bibtex`, `csl-json`; or a format of graphs: `graphml`, `gexf`, `node-link`, `cytoscape`, `mermaid`.
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
    Tree,
    Ids,
    Export(Format),
}

impl Shape {
    /// Returns what must be known of the documents found: a choice among them goes by how often they are cited.
    fn ends(self) -> Ends {
        match self {
            Shape::Ids | Shape::Export(Format::Csv | Format::Json) => Ends::Bare,
            Shape::Table | Shape::Tree | Shape::Export(_) => Ends::Cited,
        }
    }
}

impl FromStr for Shape {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "table" => Ok(Shape::Table),
            "tree" => Ok(Shape::Tree),
            "ids" => Ok(Shape::Ids),
            other => other
                .parse()
                .map(Shape::Export)
                .map_err(|_| format!("'{other}' is not a format (table, tree, ids, {})", Format::names())),
        }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let opened = arguments.source.open()?;
    let start = match arguments.depth {
        // Which bodies there are only the whole graph tells.
        Depth::Steps(1) if !arguments.speaker.names_a_body() => {
            opened.find_only(&arguments.symbol, arguments.format.ends(), err)?
        }
        _ => opened.find(&arguments.symbol, err)?,
    };
    let options = TraceOptions {
        relations: arguments.relation.clone(),
        direction: arguments.direction,
        depth: arguments.depth,
        as_of: arguments.speaker.as_of,
        body: arguments.speaker.body(&opened)?,
        instruments: !arguments.no_instruments,
    };
    let found = opened.database.trace(start, &options)?;
    let graph = opened.database.graph()?;
    let places = |hits: &mut dyn Iterator<Item = &Hit>| {
        opened.database.places(hits.flat_map(|hit| hit.edges.iter().copied()))
    };
    match arguments.format {
        Shape::Table | Shape::Tree => {
            let every = TraceOptions { relations: RelationSet::all(), ..options.clone() };
            let others = opened.database.trace(start, &every)?.hits.len().saturating_sub(found.hits.len());
            let hits = arguments.top.pick(graph, &found.hits, |hit| (hit.depth, hit.node));
            let nodes = hits.iter().map(|h| h.node).chain([start]);
            let places = places(&mut hits.iter().copied())?;
            let answer = Answer {
                opened: &opened,
                graph,
                start,
                options: &options,
                found: &found,
                years: opened.database.likely_years(nodes)?,
                top: arguments.top,
                hits,
                places,
                others,
            };
            match arguments.format {
                Shape::Tree => answer.tree(out)?,
                Shape::Table | Shape::Ids | Shape::Export(_) => answer.table(out)?,
            }
        }
        Shape::Ids => {
            for hit in &found.hits {
                writeln!(out, "{}", graph.id(hit.node))?;
            }
        }
        Shape::Export(Format::Json) => {
            json::trace(graph, &found, &options, &places(&mut found.hits.iter())?, out)?;
        }
        Shape::Export(Format::Csv) => {
            let cells = if arguments.raw { Cells::Raw } else { Cells::Neutralised };
            csv::trace(graph, &found, &places(&mut found.hits.iter())?, cells, out)?;
        }
        Shape::Export(Format::Dot) => {
            let nodes = found.start.iter().copied().chain(found.hits.iter().map(|h| h.node));
            let years = opened.database.likely_years(nodes.map(|n| Subgraph::shown(graph, n)))?;
            dot::trace(graph, &found, &options, &places(&mut found.hits.iter())?, &years, out)?;
        }
        Shape::Export(format) => {
            let nodes = found.start.iter().copied().chain(found.hits.iter().map(|h| h.node));
            let edges = found.hits.iter().flat_map(|h| h.edges.iter().copied());
            graph_file::write(&opened, &Excerpt::joined(graph, nodes, edges), format, None, Cells::Raw, out)?;
        }
    }
    Ok(if found.hits.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

/// A trace with all that is needed to tell it.
struct Answer<'a> {
    opened: &'a Opened,
    graph: &'a Graph,
    start: NodeIdx,
    options: &'a TraceOptions,
    found: &'a Trace,
    /// The hits to be listed.
    hits: Vec<&'a Hit>,
    top: Top,
    places: Places,
    years: Years,
    /// Number of nodes that would be found by all relations, and are not among the hits.
    others: usize,
}

impl Answer<'_> {
    fn table(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let screen = Screen::of_stdout();
        self.headline(screen, out)?;
        let widest =
            self.hits.iter().map(|h| columns(self.graph.id(h.node).as_str())).max().unwrap_or_default();
        let widest = widest.min(screen.width / 2);
        let mut depth = 0;
        for hit in &self.hits {
            writeln!(out)?;
            if hit.depth != depth && self.options.depth != Depth::Steps(1) {
                depth = hit.depth;
                let steps = counted(depth as usize, "step");
                writeln!(out, "{}\n", screen.faint(&format!("— {steps} away —")))?;
            }
            writeln!(out, "{}", head(self.graph, hit.node, &self.years, widest, screen))?;
            self.write_places(hit, screen, out)?;
        }
        self.footer(screen, out)
    }

    fn write_places(&self, hit: &Hit, screen: Screen, out: &mut dyn Write) -> std::io::Result<()> {
        if hit.depth > 1 {
            let chain = self.found.chain(hit);
            let via: Vec<&str> =
                chain[1..chain.len() - 1].iter().map(|n| self.graph.id(*n).as_str()).collect();
            writeln!(out, "    {}", screen.faint(&format!("by way of {}", via.join(", "))))?;
        }
        // Going out, the target is the hit itself; coming in at the first step, it is what was asked about.
        let asked = match self.options.direction {
            Direction::Out => Some(self.graph.id(hit.node)),
            Direction::In if hit.depth == 1 => Some(self.graph.id(self.start)),
            Direction::In => None,
        };
        let most = self.top.places();
        for line in place::lines(self.graph, &hit.edges, &self.places, |_| asked, most, screen, 4) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }

    /// Says what is listed and from which data.
    fn headline(&self, screen: Screen, out: &mut dyn Write) -> std::io::Result<()> {
        let id = self.graph.id(self.start);
        let held: Vec<&str> = self.found.start[1..].iter().map(|n| self.graph.id(*n).as_str()).collect();
        let about = match held.is_empty() {
            true => id.to_string(),
            false => format!("{id} or what it contains ({})", held.join(", ")),
        };
        let hits = self.hits_in_words();
        let mut text = match self.options.direction {
            Direction::In if self.found.hits.is_empty() => {
                format!("No document {} {about}", verb(&self.options.relations, false))
            }
            Direction::In => {
                format!("{hits} {} {about}", verb(&self.options.relations, self.found.hits.len() != 1))
            }
            Direction::Out => {
                let what = if self.found.hits.is_empty() { "no document" } else { &hits };
                format!("{about} {} {what}", verb(&self.options.relations, false))
            }
        };
        text += &match self.options.depth {
            Depth::Steps(1) => ", directly".to_owned(),
            Depth::Steps(most) => format!(", in at most {most} steps"),
            Depth::All => ", in any number of steps".to_owned(),
        };
        if let Some(limit) = self.options.as_of {
            text += &format!(", as of {limit}");
        }
        text += &format!(". Data: {}.", self.opened.name);
        for line in screen.paragraph(0, &text) {
            writeln!(out, "{line}")?;
        }
        if let Some(title) = self.graph.title(self.start) {
            writeln!(
                out,
                "{}",
                screen
                    .faint(&format!("{id}: {}", cut(&clean(title), screen.width - columns(id.as_str()) - 2)))
            )?;
        }
        Ok(())
    }

    /// Counts what was found: `3 documents, 12 organisations and 1 State`.
    fn hits_in_words(&self) -> String {
        let of = |kind: NodeKind| {
            self.found.hits.iter().filter(|hit| self.graph.node(hit.node).kind == kind).count()
        };
        let (organisations, states) = (of(NodeKind::Organisation), of(NodeKind::State));
        let documents = self.found.hits.len() - organisations - states;
        let mut parts: Vec<String> =
            [(documents, "document"), (organisations, "organisation"), (states, "State")]
                .into_iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, noun)| counted(count, noun))
                .collect();
        match parts.pop() {
            None => counted(0, "document"),
            Some(last) if parts.is_empty() => last,
            Some(last) => format!("{} and {last}", parts.join(", ")),
        }
    }

    /// Says what the answer leaves out.
    fn footer(&self, screen: Screen, out: &mut dyn Write) -> std::io::Result<()> {
        if self.hits.len() < self.found.hits.len() {
            let nearest =
                if self.options.depth == Depth::Steps(1) { "" } else { "the nearest and of these " };
            let text = format!(
                "Listed are {} of {}: {nearest}those that most documents refer to. The whole list: --top all.",
                self.hits.len(),
                self.found.hits.len()
            );
            writeln!(out)?;
            for line in screen.paragraph(0, &text) {
                writeln!(out, "{}", screen.faint(&line))?;
            }
        }
        if self.others > 0 {
            let text = format!(
                "By other relations there {} {} more: --relation all.",
                if self.others == 1 { "is" } else { "are" },
                self.others
            );
            writeln!(out, "\n{}", screen.faint(&text))?;
        }
        if self.found.undated.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        let undated = &self.found.undated;
        let listed = self.top.of(undated.len());
        let names: Vec<&str> = undated[..listed].iter().map(|n| self.graph.id(*n).as_str()).collect();
        let text = format!(
            "Left out because they have no date: {} ({}{}).",
            counted(undated.len(), "document"),
            names.join(", "),
            if listed < undated.len() { ", …" } else { "" }
        );
        for line in screen.paragraph(0, &text) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }

    /// Writes every hit once, below the hit through which it was reached.
    fn tree(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let screen = Screen::of_stdout();
        self.headline(screen, out)?;
        writeln!(out)?;
        let mut children: BTreeMap<NodeIdx, Vec<NodeIdx>> = BTreeMap::new();
        for hit in &self.hits {
            children.entry(hit.parent).or_default().push(hit.node);
        }
        writeln!(out, "{}", head(self.graph, self.start, &self.years, 0, screen))?;
        let line = |node, room| head(self.graph, node, &self.years, 0, room);
        branches(self.start, &children, screen, line, out)?;
        self.footer(screen, out)
    }
}

/// Returns what a subject does by some relations: `recalls`, `recall or cite`, `refers to`.
fn verb(relations: &RelationSet, plural: bool) -> String {
    let words: Option<Vec<&str>> = relations
        .iter()
        .map(|relation| match (relation, plural) {
            (Relation::Recalls, true) => Some("recall"),
            (Relation::Recalls, false) => Some("recalls"),
            (Relation::Cites, true) => Some("cite"),
            (Relation::Cites, false) => Some("cites"),
            (Relation::Signed, _) => Some("signed"),
            (Relation::Sponsored, _) => Some("sponsored"),
            _ => None,
        })
        .collect();
    match words {
        Some(words) => words.join(" or "),
        None => {
            let refers = if plural { "refer" } else { "refers" };
            let names: Vec<String> = relations.iter().map(|r| r.as_str().replace('_', " ")).collect();
            match *relations == RelationSet::all() {
                true => format!("{refers} (by any relation) to"),
                false => format!("{refers} ({}) to", names.join(", ")),
            }
        }
    }
}

/// Returns the line of a document: its id in a column, its date or likely year, its title cut to the width.
pub(super) fn head(graph: &Graph, node: NodeIdx, years: &Years, column: usize, screen: Screen) -> String {
    let record = graph.node(node);
    let id = clean(record.id.as_str());
    let date = match (graph.date(node), years.of(node)) {
        (Some(date), _) => date.to_string(),
        (None, Some(year)) => format!("about {year}"),
        (None, None) if record.kind.is_party() => String::new(),
        (None, None) => "no date".to_owned(),
    };
    let gap = " ".repeat(column.saturating_sub(columns(&id)));
    let used = columns(&id) + gap.len() + 2 + date.len().max(10) + 2;
    let title = match graph.title(node) {
        Some(title) => clean(title),
        None if record.absent => "(known from citations only)".to_owned(),
        None => String::new(),
    };
    let title = cut(&title, screen.width.saturating_sub(used).max(12));
    format!("{}{gap}  {date:10}  {title}", screen.bold(&id)).trim_end().to_owned()
}
