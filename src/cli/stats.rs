//! `travaux stats`: the numbers of the graph as a whole.

use std::io::{self, Write};

use clap::{Args, ValueEnum};

use super::question::{Opened, Source};
use super::scope::Scope;
use super::screen::{Screen, counted};
use super::trace::head;
use super::{Failure, Outcome};
use crate::draw::{Years, columns, cut};
use crate::export::json;
use crate::graph::{Graph, NodeIdx};
use crate::query::Statistics;
use crate::query::structure::Triad;

/// Groups of documents that cite each other, and documents of the core, that are named.
const KNOTS: usize = 10;
const CORE: usize = 5;

/// Steps of the longest chain that are listed at each end.
const ENDS: usize = 4;

/// Greatest width of bars.
const WIDEST: usize = 40;

/// Tell the numbers of the graph as a whole: what it holds, how much is cited, and how it hangs together.
///
/// Whatever is told of citations counts pairs of documents once, however often the one refers to the other, and
/// instruments inside documents on their own.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    scope: Scope,
    #[command(flatten)]
    source: Source,
    /// For people or for programs.
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shape {
    Table,
    Json,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let opened = arguments.source.open()?;
    let filter = arguments.scope.filter();
    let found = opened.database.statistics(&filter)?;
    let graph = opened.database.graph()?;
    match arguments.format {
        Shape::Table => {
            let named = found.chain.iter().chain(found.knots.iter().flatten()).chain(&found.core);
            let extremes = found.most_citing.iter().chain(&found.most_cited).map(|(node, _)| node);
            let years = opened.database.likely_years(named.chain(extremes).copied())?;
            Table { arguments, opened: &opened, graph, found: &found, years, screen: Screen::of_stdout() }
                .write(out)?;
        }
        Shape::Json => json::statistics(graph, &found, &filter, out)?,
    }
    Ok(if found.summary.edges == 0 { Outcome::Nothing } else { Outcome::Done })
}

/// The numbers on a screen.
struct Table<'a> {
    arguments: &'a Arguments,
    opened: &'a Opened,
    graph: &'a Graph,
    found: &'a Statistics,
    years: Years,
    screen: Screen,
}

impl Table<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.say(0, &format!("Data: {}.", self.opened.name), out)?;
        self.contents(out)?;
        let words = format!("Citations ({})", self.arguments.scope.words());
        self.heading(&words, out)?;
        if self.found.summary.edges == 0 {
            return self.say(2, "There are none.", out);
        }
        self.citations(out)?;
        self.spread("Citations received, and by how many documents", &self.found.received, out)?;
        self.spread("Citations made, and by how many documents", &self.found.given, out)?;
        self.descent(out)?;
        self.knots(out)?;
        self.cohesion(out)?;
        self.triads(out)
    }

    fn contents(&self, out: &mut dyn Write) -> io::Result<()> {
        let found = self.found;
        self.heading("What it holds", out)?;
        let years =
            found.years.map(|(first, last)| format!(", of the years {first} to {last}")).unwrap_or_default();
        self.row(found.read, &format!("documents whose text was read{years}"), out)?;
        self.row(
            found.cited_only,
            "documents whose text was not read: known from citations, or records of a library",
            out,
        )?;
        self.row(found.instruments, "treaties and other instruments, annexes of documents included", out)?;
        self.row(found.organisations, "organisations that signed", out)?;
        if found.states > 0 {
            self.row(found.states, "States that sponsored drafts", out)?;
        }
        for (relation, edges) in &found.relations {
            self.row(*edges, &format!("lines '{}'", relation.as_str().replace('_', " ")), out)?;
        }
        Ok(())
    }

    fn citations(&self, out: &mut dyn Write) -> io::Result<()> {
        let found = self.found;
        let summary = &found.summary;
        self.row(summary.edges, &format!("citations between {}", counted(summary.nodes, "document")), out)?;
        let mean =
            |mean: Option<f64>| mean.map(|mean| format!("{mean:.1} each in the mean")).unwrap_or_default();
        self.row(found.citing, &format!("of them cite others: {}", mean(found.mean_given())), out)?;
        self.row(found.cited, &format!("are cited: {}", mean(found.mean_received())), out)?;
        self.row(summary.never_cited, "are never cited", out)?;
        if found.undated > 0 {
            self.row(found.undated, "are left out because they have no date", out)?;
        }
        for (most, words) in [(found.most_cited, "Most cited"), (found.most_citing, "Cites most")] {
            if let Some((node, number)) = most {
                writeln!(out, "\n  {words}, {number}:")?;
                writeln!(out, "    {}", self.document(node, 0, 4))?;
            }
        }
        Ok(())
    }

    /// Writes bars for how many documents have 0, 1, 2, 3–4, 5–8 … citations.
    fn spread(&self, words: &str, degrees: &[(u32, u64)], out: &mut dyn Write) -> io::Result<()> {
        self.heading(words, out)?;
        let mut bins: Vec<(u32, u32, u64)> = Vec::new();
        for (degree, documents) in degrees {
            let (first, last) = bin(*degree);
            match bins.last_mut().filter(|bin| bin.0 == first) {
                Some(bin) => bin.2 += documents,
                None => bins.push((first, last, *documents)),
            }
        }
        let most = bins.iter().map(|bin| bin.2).max().unwrap_or(1);
        let names: Vec<String> = bins
            .iter()
            .map(|(first, last, _)| if first == last { first.to_string() } else { format!("{first}–{last}") })
            .collect();
        let widest = names.iter().map(|name| columns(name)).max().unwrap_or_default();
        for ((_, _, documents), name) in bins.iter().zip(&names) {
            let length = (*documents as f64 / most as f64 * WIDEST as f64).round().max(1.0) as usize;
            let gap = " ".repeat(widest - columns(name));
            writeln!(out, "  {gap}{name}  {} {documents}", "█".repeat(length))?;
        }
        Ok(())
    }

    fn descent(&self, out: &mut dyn Write) -> io::Result<()> {
        let found = self.found;
        self.heading("Descent", out)?;
        let text = format!(
            "The longest chain of citations passes {} generations, each citing the one before it. {} documents cite \
             nothing (roots: most were never read), {} are cited by nobody (the latest, or forgotten).",
            found.generations + 1,
            found.summary.citing_nothing,
            found.summary.never_cited
        );
        self.say(2, &text, out)?;
        let chain = &found.chain;
        let shown: Vec<usize> = match chain.len() > 2 * ENDS + 1 {
            true => (0..ENDS).chain(chain.len() - ENDS..chain.len()).collect(),
            false => (0..chain.len()).collect(),
        };
        let column =
            shown.iter().map(|at| columns(self.graph.id(chain[*at]).as_str())).max().unwrap_or_default();
        for (nth, at) in shown.iter().enumerate() {
            if nth > 0 && shown[nth - 1] + 1 < *at {
                let between = at - shown[nth - 1] - 1;
                writeln!(out, "{}", self.screen.faint(&format!("    ⋮ {between} between")))?;
            }
            writeln!(out, "    {}", self.document(chain[*at], column, 4))?;
        }
        Ok(())
    }

    fn knots(&self, out: &mut dyn Write) -> io::Result<()> {
        let knots = &self.found.knots;
        if knots.is_empty() {
            return Ok(());
        }
        self.heading("Documents that cite each other", out)?;
        let text = format!(
            "{} of documents that lead back to themselves (strongly connected components), as texts of one day do, or \
             where a citation was read wrongly:",
            counted(knots.len(), "group")
        );
        self.say(2, &text, out)?;
        for knot in knots.iter().take(KNOTS) {
            let ids: Vec<&str> = knot.iter().map(|node| self.graph.id(*node).as_str()).collect();
            self.say(4, &ids.join(", "), out)?;
        }
        if knots.len() > KNOTS {
            self.say(4, &format!("and {} more (--format json)", knots.len() - KNOTS), out)?;
        }
        Ok(())
    }

    fn cohesion(&self, out: &mut dyn Write) -> io::Result<()> {
        let found = self.found;
        let summary = &found.summary;
        self.heading("How it hangs together", out)?;
        let share = 100.0 * summary.largest_weak_component as f64 / summary.nodes as f64;
        let parts = format!(
            "parts without any citation between them (weak components); the largest holds {} documents, {share:.1} %",
            summary.largest_weak_component
        );
        self.row(summary.weak_components, &parts, out)?;
        let core = format!(
            "core number: the densest middle are {}, each linked to at least so many others of them; the most cited:",
            counted(found.core.len(), "document")
        );
        self.row(summary.deepest_core as usize, &core, out)?;
        for node in found.core.iter().take(CORE) {
            writeln!(out, "              {}", self.document(*node, 22, 14))?;
        }
        self.number(summary.reciprocity, "reciprocity: the share of citations that are returned", out)?;
        let clustering = "clustering (transitivity): how often two documents that a third one is linked to are linked \
                          themselves; 0 never, 1 always";
        self.number(summary.transitivity, clustering, out)?;
        let average = "the same in the mean over all documents (average clustering)";
        self.number(summary.average_clustering, average, out)?;
        if let Some(value) = summary.assortativity {
            let words = "assortativity by links: above 0 if documents with many links are linked to each other, below 0 \
                         if to such with few";
            self.number(value, words, out)?;
        }
        if let Some(value) = summary.cited_assortativity {
            self.number(
                value,
                "assortativity by citations received: whether those much cited cite those much cited",
                out,
            )?;
        }
        Ok(())
    }

    fn triads(&self, out: &mut dyn Write) -> io::Result<()> {
        self.heading("Patterns of three documents (triad census)", out)?;
        let mut rows: Vec<(u128, Triad)> = Triad::ALL
            .into_iter()
            .filter(|t| pattern(*t).is_some())
            .map(|t| (self.found.triads.count(t), t))
            .collect();
        rows.retain(|(count, _)| *count > 0);
        rows.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let widest = rows.iter().map(|(count, _)| count.to_string().len()).max().unwrap_or_default();
        for (count, triad) in rows {
            let words = pattern(triad).unwrap_or_default();
            let before = format!("  {count:>widest$}  {:4}  ", triad.as_str());
            let lines = self.screen.right_of(before.len()).paragraph(0, words);
            for (at, line) in lines.iter().enumerate() {
                let margin = if at == 0 { before.clone() } else { " ".repeat(before.len()) };
                writeln!(out, "{margin}{line}")?;
            }
        }
        Ok(())
    }

    fn heading(&self, words: &str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n{}", self.screen.bold(&cut(words, self.screen.width)))
    }

    fn row(&self, number: usize, words: &str, out: &mut dyn Write) -> io::Result<()> {
        self.line(&number.to_string(), words, out)
    }

    fn number(&self, number: f64, words: &str, out: &mut dyn Write) -> io::Result<()> {
        self.line(&format!("{number:.3}"), words, out)
    }

    fn line(&self, number: &str, words: &str, out: &mut dyn Write) -> io::Result<()> {
        for (at, line) in self.screen.right_of(12).paragraph(0, words).iter().enumerate() {
            let number = if at == 0 { number } else { "" };
            writeln!(out, "{number:>10}  {line}")?;
        }
        Ok(())
    }

    fn say(&self, indent: usize, text: &str, out: &mut dyn Write) -> io::Result<()> {
        self.screen.paragraph(indent, text).iter().try_for_each(|line| writeln!(out, "{line}"))
    }

    fn document(&self, node: NodeIdx, column: usize, used: usize) -> String {
        head(self.graph, node, &self.years, column, self.screen.right_of(used))
    }
}

/// Returns the first and last number of citations that are told together with one.
fn bin(citations: u32) -> (u32, u32) {
    match citations {
        0..=2 => (citations, citations),
        more => {
            let last = more.checked_next_power_of_two().unwrap_or(u32::MAX);
            (last / 2 + 1, last)
        }
    }
}

/// Returns what a pattern means here; nothing for those in which a document stands apart.
fn pattern(triad: Triad) -> Option<&'static str> {
    Some(match triad {
        Triad::T003 | Triad::T012 | Triad::T102 => return None,
        Triad::T021D => "one cites two that do not cite each other",
        Triad::T021U => "two that do not cite each other cite the same one",
        Triad::T021C => "a chain: one cites another, which cites a third that the first does not name",
        Triad::T111D => "two cite each other, and a third cites one of them",
        Triad::T111U => "two cite each other, and one of them cites a third",
        Triad::T030T => {
            "a chain with its shortcut (feed-forward): one cites another and also what that cites, as a renewal cites \
             the resolution before it together with the declaration that both build on"
        }
        Triad::T030C => "a circle: each cites the next",
        Triad::T201 => "one and each of two others cite each other",
        Triad::T120D => "two cite each other, and a third cites both",
        Triad::T120U => "two cite each other, and both cite a third",
        Triad::T120C => "two cite each other, and a third stands in a circle with them",
        Triad::T210 => "all are linked, two pairs of them both ways",
        Triad::T300 => "all three cite each other",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_citations_are_told_in_steps_of_two() {
        let bins: Vec<(u32, u32)> = [0, 1, 2, 3, 4, 5, 8, 9, 16, 17].into_iter().map(bin).collect();
        let expected = [(0, 0), (1, 1), (2, 2), (3, 4), (3, 4), (5, 8), (5, 8), (9, 16), (9, 16), (17, 32)];
        assert_eq!(bins, expected);
        assert!(bin(u32::MAX).1 == u32::MAX);
    }
}
