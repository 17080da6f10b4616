//! `travaux similar`: documents like a given one.

use std::io::Write;

use clap::Args;

use super::listing::{Listing, Shape};
use super::question::{Opened, Source};
use super::scope::Scope;
use super::screen::{Screen, clean, counted};
use super::top::Top;
use super::trace::head;
use super::{Failure, Outcome};
use crate::draw::{Years, columns, cut};
use crate::export::{csv, json};
use crate::graph::Graph;
use crate::query::{Alike, Likeness, LikenessOptions, Resemblance};

/// List the documents most like a given one, by the citations that they share with it.
///
/// Two documents are alike if the same documents cite both (co-citation), or if both cite the same (bibliographic
/// coupling). The score goes from 0 to 1: the number shared in parts of the numbers that each has (the cosine); by
/// default the mean of the two. It finds related documents that never name each other, and those of another body.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Symbol, number or name of the document.
    #[arg(required = true)]
    symbol: Vec<String>,
    /// By what they are alike: `together` (cited together), `sources` (citing the same) or `both`.
    #[arg(long, value_name = "together|sources|both", default_value_t)]
    by: Likeness,
    #[command(flatten)]
    scope: Scope,
    /// Number of documents to list, or `all`.
    #[arg(long, value_name = "N|all", default_value = "20")]
    top: Top,
    /// Leave out documents that cite it or that it cites.
    #[arg(long)]
    unlinked: bool,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    listing: Listing,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let opened = arguments.source.open()?;
    let asked = opened.find(&arguments.symbol, err)?;
    let options = LikenessOptions { by: arguments.by, filter: arguments.scope.filter() };
    let mut found = opened.database.similar_to(asked, &options)?;
    if arguments.unlinked {
        found.entries.retain(|one| !one.cites && !one.cited);
    }
    let graph = opened.database.graph()?;
    let whole = found.entries.len();
    found.entries.truncate(arguments.top.of(whole));
    match arguments.listing.format {
        Shape::Table => {
            let years = opened.database.likely_years(found.entries.iter().map(|one| one.node))?;
            let screen = Screen::of_stdout();
            Table { arguments, opened: &opened, graph, found: &found, whole, years, screen }.write(out)?;
        }
        Shape::Csv => csv::similar(graph, &found, arguments.listing.cells(), out)?,
        Shape::Json => json::similar(graph, &found, arguments.by, whole, out)?,
    }
    Ok(if found.entries.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

/// Similar documents on a screen.
struct Table<'a> {
    arguments: &'a Arguments,
    opened: &'a Opened,
    graph: &'a Graph,
    found: &'a Resemblance,
    /// Number of documents like it, those beyond the list included.
    whole: usize,
    years: Years,
    screen: Screen,
}

impl Table<'_> {
    fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let Table { graph, found, screen, .. } = self;
        for line in screen.paragraph(0, &self.headline()) {
            writeln!(out, "{line}")?;
        }
        if let Some(title) = graph.title(found.document) {
            let id = graph.id(found.document);
            let room = screen.width.saturating_sub(columns(id.as_str()) + 2);
            writeln!(out, "{}", screen.faint(&format!("{id}: {}", cut(&clean(title), room))))?;
        }
        if found.entries.is_empty() {
            return Ok(());
        }
        let [place, score, together, sources, link_name] = ["no.", "score", "together", "sources", "link"];
        let names = format!("{place:>4}  {score:>5}  {together:>8}  {sources:>7}  {link_name}");
        writeln!(out, "\n{}", screen.faint(&names))?;
        let widest =
            found.entries.iter().map(|one| columns(graph.id(one.node).as_str())).max().unwrap_or_default();
        let widest = widest.min(screen.width / 3);
        for (at, one) in found.entries.iter().enumerate() {
            let before = format!(
                "{:4}  {:.3}  {:8}  {:7}  {:<5}  ",
                at + 1,
                one.score,
                one.together,
                one.sources,
                link(one)
            );
            let line = head(graph, one.node, &self.years, widest, screen.right_of(columns(&before)));
            writeln!(out, "{before}{line}")?;
        }
        let key = "together: how many documents cite both. sources: how many documents both cite. link: whether it \
                   cites the document asked about, is cited by it, or both.";
        writeln!(out)?;
        for line in screen.paragraph(0, key) {
            writeln!(out, "{}", screen.faint(&line))?;
        }
        if found.undated > 0 {
            writeln!(out, "\nLeft out because they have no date: {}.", counted(found.undated, "document"))?;
        }
        Ok(())
    }

    fn headline(&self) -> String {
        let Table { arguments, found, .. } = self;
        let id = self.graph.id(found.document);
        let by = match arguments.by {
            Likeness::Together => "cited together with it (co-citation)",
            Likeness::Sources => "citing the same documents (bibliographic coupling)",
            Likeness::Both => {
                "cited together with it (co-citation) or citing the same documents (bibliographic coupling)"
            }
        };
        let unlinked = if arguments.unlinked { ", with no citation between them" } else { "" };
        let scope = arguments.scope.words();
        let first = match found.entries.len() {
            0 => format!("By {scope}, no document is like {id}: {by}{unlinked}."),
            1 => format!("By {scope}, the document most like {id} of {}: {by}{unlinked}.", self.whole),
            shown => {
                format!("By {scope}, the {shown} documents most like {id} of {}: {by}{unlinked}.", self.whole)
            }
        };
        let own =
            format!("{id} is cited by {} and cites {}.", counted(found.cited_by, "document"), found.cites);
        format!("{first} {own} Data: {}.", self.opened.name)
    }
}

/// Returns how a document is linked to the one asked about.
fn link(one: &Alike) -> &'static str {
    match (one.cites, one.cited) {
        (true, true) => "both",
        (true, false) => "cites",
        (false, true) => "cited",
        (false, false) => "",
    }
}
