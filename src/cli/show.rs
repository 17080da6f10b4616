//! `travaux show`: one document's card.

use std::io::Write;
use std::str::FromStr;

use clap::Args;

use super::question::{Opened, Past, Source};
use super::screen::{Screen, clean, counted};
use super::top::Top;
use super::trace::head;
use super::{Failure, Outcome, place};
use crate::authority::Authority;
use crate::authority::organisations::{self, Organisation};
use crate::draw::{Places, Years};
use crate::export::{Dossier, Format, dot, json};
use crate::graph::{EdgeIdx, Graph, NodeIdx};
use crate::model::{Certainty, NodeKind, Relation, Signature, Warning};
use crate::query::series;
use crate::store::Ends;

/// Show what is known of one document: what it says of itself, what it cites, what cites it, with the places.
///
/// For a letter the signatories are listed as well, and for a draft its sponsors, where the record of a library names
/// them. Of a State or an organisation (`Norway`, `STATE:norway`) is told what it sponsored or signed.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Symbol, number or name of the document.
    #[arg(required = true)]
    symbol: Vec<String>,
    /// In text: the number of documents in each list, or `all`. Of those that cite it the most cited are chosen.
    #[arg(long, value_name = "N|all", default_value = "20")]
    top: Top,
    #[command(flatten)]
    past: Past,
    #[command(flatten)]
    source: Source,
    /// `text`, `json`, or for a letter `dot`: the letter with its signatories.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Shape,
}

/// How the answer looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Text,
    Json,
    Dot,
}

impl FromStr for Shape {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "text" => Ok(Shape::Text),
            name if name == Format::Json.name() => Ok(Shape::Json),
            name if name == Format::Dot.name() => Ok(Shape::Dot),
            other => Err(format!("'{other}' is not a format (text, json, dot)")),
        }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let opened = arguments.past.open(&arguments.source)?;
    let node = opened.find_only(&arguments.symbol, Ends::Cited, err)?;
    let graph = opened.database.graph()?;
    if arguments.format == Shape::Dot {
        if !graph.edges_in(node).any(|e| graph.edge(e).relation == Relation::Signed) {
            let id = graph.id(node);
            let text =
                format!("'{id}' has no signatories to draw; 'travaux lineage {id}' draws what it cites");
            return Err(Failure::Unsupported(text));
        }
        dot::letter(graph, node, out)?;
        return Ok(Outcome::Done);
    }
    let Some(dossier) = opened.database.dossier(node)? else {
        return Ok(Outcome::Nothing);
    };
    let places = opened.database.places(dossier.cites.iter().chain(&dossier.cited_by).copied())?;
    match arguments.format {
        Shape::Json => json::dossier(graph, &dossier, &places, out)?,
        Shape::Text | Shape::Dot => {
            let ends = dossier.cites.iter().chain(&dossier.cited_by).map(|e| graph.edge(*e));
            let nodes = ends.flat_map(|edge| [edge.source, edge.target]);
            let page = Page {
                opened: &opened,
                graph,
                dossier: &dossier,
                places,
                years: opened.database.likely_years(nodes)?,
                top: arguments.top,
                screen: Screen::of_stdout(),
            };
            page.write(out)?;
        }
    }
    Ok(Outcome::Done)
}

/// Which documents of a long list are shown.
#[derive(Clone, Copy)]
enum Choice {
    First,
    MostCited,
}

/// A dossier with all that is needed to tell it.
struct Page<'a> {
    opened: &'a Opened,
    graph: &'a Graph,
    dossier: &'a Dossier,
    places: Places,
    years: Years,
    top: Top,
    screen: Screen,
}

impl Page<'_> {
    fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        self.card(out)?;
        self.instruments(out)?;
        let is_of = |relation| move |e: &&EdgeIdx| self.graph.edge(**e).relation == relation;
        let refers = |e: &&EdgeIdx| !self.graph.edge(**e).relation.is_participation();
        let out_of =
            |relation| self.dossier.cites.iter().filter(is_of(relation)).copied().collect::<Vec<_>>();
        let into =
            |relation| self.dossier.cited_by.iter().filter(is_of(relation)).copied().collect::<Vec<_>>();
        let cites: Vec<EdgeIdx> = self.dossier.cites.iter().filter(refers).copied().collect();
        let cited_by: Vec<EdgeIdx> = self.dossier.cited_by.iter().filter(refers).copied().collect();
        let target = |e| self.graph.edge(e).target;
        self.edges("Signed", &out_of(Relation::Signed), target, Choice::First, out)?;
        self.edges("Sponsored", &out_of(Relation::Sponsored), target, Choice::First, out)?;
        self.edges("Refers to", &cites, target, Choice::First, out)?;
        self.edges("Referred to by", &cited_by, |e| self.graph.edge(e).source, Choice::MostCited, out)?;
        self.signatories(&into(Relation::Signed), out)?;
        self.sponsors(&into(Relation::Sponsored), out)?;
        self.unresolved(out)
    }

    fn card(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let card = &self.dossier.card;
        writeln!(out, "{}", self.screen.bold(&clean(card.node.id.as_str())))?;
        if let Some(title) = self.graph.title(self.dossier.node) {
            for line in self.screen.paragraph(0, title) {
                writeln!(out, "{line}")?;
            }
        }
        writeln!(out)?;
        let body = self.graph.body(self.dossier.node).map(|id| {
            Authority::embedded().bodies.get(id).map_or_else(|| id.to_string(), |body| body.name.clone())
        });
        let known = match (card.node.absent, card.files.is_empty()) {
            (true, true) => Some("from citations only; the text was not read".to_owned()),
            (true, false) => Some("from the record of a library; the text was not read".to_owned()),
            (false, _) => None,
        };
        let listed = self.listed();
        let former = listed.map(|one| one.former().collect::<Vec<_>>().join("; "));
        let files = if card.node.absent { "Record in" } else { "Read from" };
        let rows: [(&str, Option<String>); 17] = [
            ("Kind", Some(card.node.kind.to_string())),
            ("Known", known),
            ("Acronym", listed.map(|one| one.acronym.clone()).filter(|acronym| !acronym.is_empty())),
            ("Formerly", former.filter(|names| !names.is_empty())),
            ("Status", listed.and_then(Organisation::standing)),
            ("Body", body),
            ("Date", self.graph.date(self.dossier.node).map(|d| d.to_string())),
            ("Session", card.session.clone()),
            ("Agenda item", card.agenda_item.clone()),
            ("Meeting", card.meeting.clone()),
            ("Adopted on", card.basis.clone()),
            ("Vote", card.vote.as_deref().map(vote)),
            ("Distributed", card.distributed.map(|d| d.to_string())),
            ("Language", card.language.as_ref().map(|l| l.to_string())),
            ("Series", self.series()),
            (files, (!card.files.is_empty()).then(|| card.files.join(", "))),
            ("Data", Some(self.opened.name.clone())),
        ];
        for (name, value) in rows {
            let Some(value) = value else { continue };
            let mut lines = self.screen.paragraph(15, &value).into_iter();
            let first = lines.next().unwrap_or_default();
            writeln!(out, "  {name:13}{}", first.trim_start())?;
            for line in lines {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }

    /// Returns what the table of organisations knows of the node.
    fn listed(&self) -> Option<&'static Organisation> {
        let node = &self.dossier.card.node;
        let name = self.graph.title(self.dossier.node).filter(|_| node.kind == NodeKind::Organisation);
        organisations::named(name?)
    }

    /// Says which place the document has among those that renew each other.
    fn series(&self) -> Option<String> {
        let all = series(self.graph);
        let (series, at) = all.iter().find_map(|s| Some((s, s.position(self.dossier.node)?)))?;
        let name = |at: usize| {
            let node = series.members[at].node;
            let year = self.graph.date(node).map(|d| format!(" ({})", d.year())).unwrap_or_default();
            format!("{}{year}", self.graph.id(node))
        };
        let mut text = format!("number {} of {} that renew each other", at + 1, series.members.len());
        if at > 0 {
            text += &format!("; before it {}", name(at - 1));
        }
        if at + 1 < series.members.len() {
            text += &format!("; after it {}", name(at + 1));
        }
        Some(text)
    }

    fn instruments(&self, out: &mut dyn Write) -> std::io::Result<()> {
        if self.dossier.instruments.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}", self.screen.bold("Instruments inside it"))?;
        for node in &self.dossier.instruments {
            writeln!(out, "  {}", self.line(*node, 2))?;
        }
        Ok(())
    }

    fn edges(
        &self,
        title: &str,
        edges: &[EdgeIdx],
        other: impl Fn(EdgeIdx) -> NodeIdx,
        choice: Choice,
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        // One entry for each document, in the order of its first edge.
        let mut groups: Vec<(NodeIdx, Vec<EdgeIdx>)> = Vec::new();
        for &edge in edges {
            let node = other(edge);
            match groups.iter_mut().find(|(n, _)| *n == node) {
                Some((_, edges)) => edges.push(edge),
                None => groups.push((node, vec![edge])),
            }
        }
        if groups.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}", self.screen.bold(&format!("{title} {}", counted(groups.len(), "document"))))?;
        let shown = match choice {
            Choice::First => groups.iter().take(self.top.of(groups.len())).collect(),
            Choice::MostCited => self.top.pick(self.graph, &groups, |(node, _)| (0, *node)),
        };
        for (node, edges) in &shown {
            writeln!(out, "  {}", self.line(*node, 2))?;
            let asked = |edge: EdgeIdx| {
                let target = self.graph.edge(edge).target;
                Some(self.graph.id(if target == *node { *node } else { self.dossier.node }))
            };
            let most = self.top.places();
            for line in place::lines(self.graph, edges, &self.places, asked, most, self.screen, 6) {
                writeln!(out, "{line}")?;
            }
        }
        if shown.len() < groups.len() {
            let chosen = match choice {
                Choice::First => "the first in the text",
                Choice::MostCited => "those that most documents refer to",
            };
            let text = format!(
                "Listed are {} of {}: {chosen}. The whole list: --top all.",
                shown.len(),
                groups.len()
            );
            for line in self.screen.paragraph(2, &text) {
                writeln!(out, "{}", self.screen.faint(&line))?;
            }
        }
        Ok(())
    }

    fn line(&self, node: NodeIdx, indent: usize) -> String {
        head(self.graph, node, &self.years, 20, self.screen.right_of(indent))
    }

    fn signatories(&self, signed: &[EdgeIdx], out: &mut dyn Write) -> std::io::Result<()> {
        let entries = &self.dossier.signatures;
        let names: Vec<String> = if entries.is_empty() {
            signed.iter().map(|e| crate::draw::label(self.graph.node(self.graph.edge(*e).source))).collect()
        } else {
            entries.iter().map(signatory).collect()
        };
        if names.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}", self.screen.bold(&format!("Signed by {}", names.len())))?;
        for (at, name) in names.iter().enumerate() {
            let mut lines = self.screen.paragraph(7, name).into_iter();
            writeln!(out, "{:5}. {}", at + 1, lines.next().unwrap_or_default().trim_start())?;
            for line in lines {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }

    /// Names who sponsored a draft, one behind the other: there may be a hundred States.
    fn sponsors(&self, sponsored: &[EdgeIdx], out: &mut dyn Write) -> std::io::Result<()> {
        let mut names: Vec<String> = sponsored
            .iter()
            .map(|edge| {
                let name = clean(&crate::draw::label(self.graph.node(self.graph.edge(*edge).source)));
                let places = self.places.at(self.graph, *edge);
                let withdrew = places.iter().any(|place| {
                    place.warning.as_ref().is_some_and(|warning| warning.code == Warning::WITHDRAWN)
                });
                if withdrew { format!("{name} (withdrew)") } else { name }
            })
            .collect();
        if names.is_empty() {
            return Ok(());
        }
        names.sort();
        writeln!(out, "\n{}", self.screen.bold(&format!("Sponsored by {}", names.len())))?;
        for line in self.screen.paragraph(2, &names.join(", ")) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }

    fn unresolved(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let entries = &self.dossier.unresolved;
        if entries.is_empty() {
            return Ok(());
        }
        let title = format!("{} without a known target", counted(entries.len(), "reference"));
        writeln!(out, "\n{}", self.screen.bold(&title))?;
        for entry in entries {
            let meant = entry.open.as_ref().and_then(|o| o.suggestion.as_ref());
            let meant = meant.map_or(String::new(), |id| format!("; probably {id}"));
            let text = format!(
                "{}: “{}” ({}{meant})",
                place::paragraph_name(&entry.para, self.dossier.card.node.id.as_str()),
                entry.surface,
                entry.reason
            );
            for line in self.screen.paragraph(2, &text) {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }
}

/// Writes `127-14-41` in words.
fn vote(counts: &str) -> String {
    match counts.split('-').collect::<Vec<&str>>()[..] {
        [yes, no, abstaining] => format!("{yes} in favour, {no} against, {abstaining} abstaining"),
        _ => counts.to_owned(),
    }
}

fn signatory(entry: &Signature) -> String {
    let mut text = entry.name.clone();
    if let Some(acronym) = &entry.acronym {
        text += &format!(" ({acronym})");
    }
    if let Some(location) = &entry.location {
        text += &format!(", {location}");
    }
    match entry.certainty {
        Certainty::Certain => {}
        Certainty::Probable | Certainty::Uncertain => text += &format!(" [{}]", entry.certainty),
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_are_told_in_words() {
        assert_eq!(vote("127-14-41"), "127 in favour, 14 against, 41 abstaining");
        assert_eq!(vote("without a vote"), "without a vote");
    }
}
