//! `travaux communities`: documents that cite one another more than chance would have it.

use std::io::Write;

use clap::Args;

use super::listing::{Listing, Shape};
use super::picture::Drawing;
use super::question::{Opened, Source};
use super::scope::Scope;
use super::screen::{Screen, counted};
use super::top::Top;
use super::trace::head;
use super::{Failure, Outcome};
use crate::draw::{Diagram, Years, columns};
use crate::export::{csv, json};
use crate::graph::{Graph, NodeIdx};
use crate::query::{Associate, Community, Division, DivisionOptions, Subgraph};

/// Communities that are listed or drawn where nobody says how many.
const LISTED: usize = 10;
const DRAWN: usize = 6;

/// Documents that are listed of each community.
const DOCUMENTS: usize = 3;

/// Divide the documents into communities: groups that cite one another more than chance would have it.
///
/// Found by the Leiden algorithm from the citations alone, whatever their direction. Each is named by words
/// that its titles have more often than those of others, and by the documents that most of its own cite. Modularity tells how clear the
/// division is: 0 if no more citations stay within than by chance, near 1 if all do and there are many communities.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Only the community of this document, with all its documents.
    #[arg(long, value_name = "SYMBOL")]
    of: Option<String>,
    /// Number of communities, the largest first, or `all`; with --of, number of its documents.
    #[arg(long, value_name = "N|all")]
    top: Option<Top>,
    /// Greater values give more and smaller communities, smaller ones fewer.
    #[arg(long, value_name = "NUMBER", default_value_t = 1.0, value_parser = resolution)]
    resolution: f64,
    /// Where the random order begins in which documents are looked at; the same gives the same communities.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    seed: u64,
    #[command(flatten)]
    scope: Scope,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    listing: Listing,
    #[command(flatten)]
    drawing: Drawing,
}

fn resolution(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0);
    number.ok_or_else(|| format!("'{text}' is no number above 0"))
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let syntax = arguments.drawing.syntax()?;
    let opened = arguments.source.open()?;
    let of = opened.find_if_named(arguments.of.as_slice(), err)?;
    let graph = opened.database.graph()?;
    let years = opened.database.likely_years(graph.nodes())?;
    let options = DivisionOptions {
        filter: arguments.scope.filter(),
        resolution: arguments.resolution,
        seed: arguments.seed,
        likely_years: years.clone().into_nodes(),
    };
    let division = opened.database.division(&options)?;
    let all = division.communities.len();
    let listed =
        |usual: usize| -> Vec<usize> { (0..arguments.top.unwrap_or(Top(Some(usual))).of(all)).collect() };
    let one = of.map(|node| division.place(Subgraph::shown(graph, node)).into_iter().collect::<Vec<usize>>());
    match (syntax, arguments.listing.format) {
        (Some(syntax), _) => {
            let places = one.clone().unwrap_or_else(|| listed(DRAWN));
            let nodes = Diagram::nodes_of_communities(&division, &places);
            let drawn = Subgraph::of(graph, nodes, &options.filter);
            let texts = opened.database.places_of(&drawn)?;
            let diagram = Diagram::of_communities(graph, &division, &places, &options.filter, &texts, &years);
            arguments.drawing.draw(&diagram, "communities", syntax, out)?;
        }
        (None, Shape::Table) => {
            let screen = Screen::of_stdout();
            let table =
                Table { arguments, opened: &opened, graph, division: &division, years: &years, screen };
            match (of, &one) {
                (Some(node), Some(places)) => table.one(node, places.first().copied(), out)?,
                _ => table.many(&listed(LISTED), out)?,
            }
        }
        // Files for programs are whole, unless a number is given.
        (None, Shape::Csv) => {
            let places = one.clone().unwrap_or_else(|| listed(all));
            csv::division(graph, &division, places, arguments.listing.cells(), out)?;
        }
        (None, Shape::Json) => {
            let places = one.clone().unwrap_or_else(|| listed(all));
            json::division(graph, &division, &options, places, out)?;
        }
    }
    let found = one.map_or(all > 0, |places| !places.is_empty());
    Ok(if found { Outcome::Done } else { Outcome::Nothing })
}

/// Communities on a screen.
struct Table<'a> {
    arguments: &'a Arguments,
    opened: &'a Opened,
    graph: &'a Graph,
    division: &'a Division,
    years: &'a Years,
    screen: Screen,
}

impl Table<'_> {
    fn many(&self, listed: &[usize], out: &mut dyn Write) -> std::io::Result<()> {
        let Table { division, .. } = self;
        let all = division.communities.len();
        let mut text = format!(
            "{all} {} of {} with {} ({}); modularity {:.2}.",
            if all == 1 { "community" } else { "communities" },
            counted(division.documents(), "document"),
            counted(division.citations, "citation"),
            self.arguments.scope.words(),
            division.modularity,
        );
        let shown: usize = listed.iter().map(|at| division.communities[*at].members.len()).sum();
        if listed.len() < all {
            text += &format!(" Listed are the {} largest, with {shown} of the documents.", listed.len());
        }
        self.say(0, &format!("{text} Data: {}.", self.opened.name), out)?;
        let kept = listed.iter().map(|at| &division.communities[*at]);
        let ids = kept.flat_map(|c| c.members.iter().take(DOCUMENTS)).map(|m| self.graph.id(m.node));
        let column = ids.map(|id| columns(id.as_str())).max().unwrap_or_default().min(self.screen.width / 3);
        for at in listed {
            writeln!(out)?;
            self.head(*at, out)?;
            let members = &division.communities[*at].members;
            self.members(&members[..members.len().min(DOCUMENTS)], column, out)?;
        }
        if !listed.is_empty() {
            let key = "Words are those that titles have more often here than in other communities. Before each document stands how many of \
                       its community cite it. One community in full: --of SYMBOL.";
            writeln!(out)?;
            self.faintly(key, out)?;
        }
        self.undated(out)
    }

    fn one(&self, asked: NodeIdx, place: Option<usize>, out: &mut dyn Write) -> std::io::Result<()> {
        let id = self.graph.id(asked);
        let Some(place) = place else {
            let text = format!(
                "{id} is in no community: it neither cites nor is cited ({}). Data: {}.",
                self.arguments.scope.words(),
                self.opened.name
            );
            return self.say(0, &text, out);
        };
        let text = format!(
            "{id} is in community {} of {}, by size ({}). Data: {}.",
            place + 1,
            self.division.communities.len(),
            self.arguments.scope.words(),
            self.opened.name
        );
        self.say(0, &text, out)?;
        writeln!(out)?;
        self.head(place, out)?;
        let members = &self.division.communities[place].members;
        let members = &members[..self.arguments.top.unwrap_or(Top(None)).of(members.len())];
        let ids = members.iter().map(|m| columns(self.graph.id(m.node).as_str()));
        self.members(members, ids.max().unwrap_or_default().min(self.screen.width / 3), out)?;
        writeln!(out)?;
        self.faintly("Before each document stands how many of its community cite it.", out)?;
        self.undated(out)
    }

    /// Writes what is said of a community as a whole.
    fn head(&self, place: usize, out: &mut dyn Write) -> std::io::Result<()> {
        let community = &self.division.communities[place];
        let words: Vec<&str> = community.words.iter().map(|w| w.word.as_str()).collect();
        let words = if words.is_empty() { "(titles tell nothing)".to_owned() } else { words.join(", ") };
        for (at, line) in self.screen.right_of(5).paragraph(0, &words).iter().enumerate() {
            let number = if at == 0 { format!("{:3}  ", place + 1) } else { " ".repeat(5) };
            writeln!(out, "{number}{}", self.screen.bold(line))?;
        }
        self.say(5, &numbers(community), out)
    }

    fn members(&self, members: &[Associate], column: usize, out: &mut dyn Write) -> std::io::Result<()> {
        for member in members {
            let before = format!("{:10}  ", member.cited_within);
            let line = head(self.graph, member.node, self.years, column, self.screen.right_of(before.len()));
            writeln!(out, "{before}{line}")?;
        }
        Ok(())
    }

    fn undated(&self, out: &mut dyn Write) -> std::io::Result<()> {
        if self.division.undated > 0 {
            writeln!(
                out,
                "\nLeft out because they have no date: {}.",
                counted(self.division.undated, "document")
            )?;
        }
        Ok(())
    }

    fn say(&self, indent: usize, text: &str, out: &mut dyn Write) -> std::io::Result<()> {
        self.screen.paragraph(indent, text).iter().try_for_each(|line| writeln!(out, "{line}"))
    }

    fn faintly(&self, text: &str, out: &mut dyn Write) -> std::io::Result<()> {
        let lines = self.screen.paragraph(0, text);
        lines.iter().try_for_each(|line| writeln!(out, "{}", self.screen.faint(line)))
    }
}

/// Returns the numbers of a community in words: `412 documents, 1948–2024, half of them by 1999; …`.
fn numbers(community: &Community) -> String {
    let years = community.years.map_or_else(String::new, |years| match years.first == years.last {
        true => format!(", all of {}", years.first),
        false => format!(", {}–{}, half of them by {}", years.first, years.last, years.median),
    });
    let made = community.within + community.outward;
    let share = match made {
        0 => String::new(),
        _ => format!(
            "; {:.0} % of their {} stay within",
            100.0 * community.within as f64 / made as f64,
            counted(made, "citation")
        ),
    };
    format!("{}{years}{share}", counted(community.members.len(), "document"))
}
