//! `travaux organisations`: who signed what, with whom, and what that builds on.

use std::io::Write;

use clap::Args;

use super::listing::{Listing, Shape};
use super::picture::Drawing;
use super::question::{Opened, Source};
use super::scope::Scope;
use super::screen::{Screen, clean, counted};
use super::top::Top;
use super::trace::head;
use super::{Failure, Outcome};
use crate::authority::organisations::{self, Organisation};
use crate::draw::{Diagram, Years, columns, cut, label};
use crate::export::{csv, json};
use crate::graph::{Graph, NodeIdx};
use crate::query::{Appeal, Partner, Signatories, Signatory, appeals};

/// List the organisations that signed documents, or tell what one of them signed.
///
/// Without a name: the organisations, those that signed most first, each with the one that it signed with most. With a
/// name (or a part of it): the documents that it signed, what these cite, and who signed the same. The weight counts
/// every document by 1/(n − 1) where n organisations signed it: a letter of two says more of the two than one of two
/// hundred.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Name of an organisation, a part of it, or its id.
    name: Vec<String>,
    /// Number of organisations and of documents in each list, or `all`.
    #[arg(long, value_name = "N|all", default_value = "20")]
    top: Top,
    #[command(flatten)]
    scope: Scope,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    listing: Listing,
    #[command(flatten)]
    drawing: Drawing,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let syntax = arguments.drawing.syntax()?;
    if syntax.is_some() && arguments.name.is_empty() {
        return Err(Failure::Usage("one organisation is drawn: give its name"));
    }
    let opened = arguments.source.open()?;
    let graph = opened.database.graph()?;
    let filter = arguments.scope.filter();
    let found = opened.database.signatories(filter.as_of)?;
    let cells = arguments.listing.cells();
    let screen = Screen::of_stdout();
    let table = Table { arguments, opened: &opened, graph, found: &found, screen };
    if arguments.name.is_empty() {
        match arguments.listing.format {
            Shape::Table => table.many(out)?,
            Shape::Csv => csv::signatories(graph, &found, cells, out)?,
            Shape::Json => json::signatories(graph, &found, out)?,
        }
        return Ok(if found.organisations.is_empty() { Outcome::Nothing } else { Outcome::Done });
    }
    let Some(one) = named(&opened, graph, &found, &arguments.name.join(" "), err)? else {
        return Ok(Outcome::Nothing);
    };
    let appeals = appeals(graph, one, &filter);
    match (syntax, arguments.listing.format) {
        (Some(syntax), _) => {
            let drawn = Diagram::part_of_signatory(graph, one, &appeals, &filter);
            let places = opened.database.places_of(&drawn)?;
            let years = opened.database.likely_years(drawn.nodes.iter().copied())?;
            let diagram = Diagram::of_signatory(graph, one, &appeals, &drawn, &places, &years);
            arguments.drawing.draw(&diagram, "organisation", syntax, out)?;
        }
        (None, Shape::Table) => {
            let shown = one.signed.iter().copied().chain(appeals.iter().map(|appeal| appeal.node));
            let years = opened.database.likely_years(shown)?;
            table.one(one, &appeals, &years, out)?;
        }
        (None, Shape::Csv) => csv::signatory(graph, one, cells, out)?,
        (None, Shape::Json) => json::signatory(graph, one, &appeals, out)?,
    }
    Ok(Outcome::Done)
}

/// Finds the organisation of a name or a part of one, letter case aside. Where it may be several, the one that signed
/// most is taken and the others are named on standard error, as is that there is none.
fn named<'a>(
    opened: &Opened,
    graph: &Graph,
    found: &'a Signatories,
    typed: &str,
    err: &mut dyn Write,
) -> Result<Option<&'a Signatory>, Failure> {
    // A closed standard error must not stop the answer.
    let exact = opened.database.find(typed)?.nodes;
    let own = |node: NodeIdx| found.organisations.iter().find(|one| one.node == node);
    if let Some(one) = exact.into_iter().find_map(own) {
        return Ok(Some(one));
    }
    let wanted = typed.to_lowercase();
    let has = |one: &&Signatory| {
        let name = graph.title(one.node).unwrap_or_default().to_lowercase();
        name.contains(&wanted) || graph.id(one.node).as_str().to_lowercase().contains(&wanted)
    };
    let mut fitting = found.organisations.iter().filter(has);
    let Some(one) = fitting.next() else {
        let _ = writeln!(
            err,
            "travaux: {} knows no organisation '{typed}' that signed anything; without a name all are listed",
            opened.name
        );
        return Ok(None);
    };
    let others: Vec<String> = fitting.take(5).map(|other| label(graph.node(other.node))).collect();
    if !others.is_empty() {
        let _ = writeln!(
            err,
            "travaux: '{typed}' is read as {}; it is also in {}",
            clean(&label(graph.node(one.node))),
            clean(&others.join("; "))
        );
    }
    Ok(Some(one))
}

/// Organisations on a screen.
struct Table<'a> {
    arguments: &'a Arguments,
    opened: &'a Opened,
    graph: &'a Graph,
    found: &'a Signatories,
    screen: Screen,
}

impl Table<'_> {
    fn many(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let Table { graph, found, screen, arguments, .. } = *self;
        let listed = arguments.top.of(found.organisations.len());
        let limit = arguments.scope.filter().as_of.map(|day| format!(", as of {day}")).unwrap_or_default();
        let text = match found.documents.len() {
            0 => format!("No organisation signed anything{limit}. Data: {}.", self.opened.name),
            documents => format!(
                "{} signed {}{limit}; {listed} of them are listed. Data: {}.",
                counted(found.organisations.len(), "organisation"),
                counted(documents, "document"),
                self.opened.name
            ),
        };
        self.say(&text, out)?;
        if let [only] = found.documents[..] {
            let text = format!(
                "There is one such document only, {}, so that all of them signed together once and none stands out. \
                 Who they are: travaux show {}.",
                graph.id(only),
                graph.id(only)
            );
            self.say(&text, out)?;
        }
        if listed == 0 {
            return Ok(());
        }
        let names = ["signed", "others", "most often with"];
        let name = |node: NodeIdx| clean(&label(graph.node(node)));
        let organisations = &found.organisations[..listed];
        // With one document there is nobody with whom an organisation signed most often.
        let several = found.documents.len() > 1;
        let room = screen.width.saturating_sub(18);
        let room = if several { room / 2 } else { room };
        let widest =
            organisations.iter().map(|one| columns(&name(one.node))).max().unwrap_or_default().min(room);
        let gap = " ".repeat(widest.saturating_sub("organisation".len()));
        let heading = format!(
            "{:>6}  {:>6}  organisation{gap}  {}",
            names[0],
            names[1],
            if several { names[2] } else { "" }
        );
        writeln!(out, "\n{}", screen.faint(heading.trim_end()))?;
        for one in organisations {
            let own = cut(&name(one.node), widest);
            let gap = " ".repeat(widest.saturating_sub(columns(&own)));
            let partner = one.partners.first().filter(|_| several).map(|partner| {
                cut(
                    &format!("{} ({})", name(partner.node), partner.shared),
                    screen.width.saturating_sub(18 + widest),
                )
            });
            let line = format!(
                "{:6}  {:6}  {}{gap}  {}",
                one.signed.len(),
                one.partners.len(),
                screen.bold(&own),
                partner.unwrap_or_default()
            );
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(out)?;
        let key = "signed: number of documents. others: number of organisations that signed any of them as well. One \
                   organisation: travaux organisations NAME.";
        self.faintly(key, out)?;
        self.left_out(out)
    }

    fn one(
        &self,
        one: &Signatory,
        appeals: &[Appeal],
        years: &Years,
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        let Table { graph, screen, arguments, .. } = *self;
        let name = clean(&label(graph.node(one.node)));
        let text = format!(
            "{name} ({}) signed {}, together with {}. Data: {}.",
            clean(graph.id(one.node).as_str()),
            counted(one.signed.len(), "document"),
            match one.partners.len() {
                1 => "1 other organisation".to_owned(),
                others => format!("{others} other organisations"),
            },
            self.opened.name
        );
        self.say(&text, out)?;
        let title = graph.title(one.node).and_then(organisations::named);
        if let Some(standing) = title.and_then(Organisation::standing) {
            self.say(&format!("Consultative status with the Economic and Social Council: {standing}."), out)?;
        }
        let signed: Vec<NodeIdx> = one.signed[..arguments.top.of(one.signed.len())].to_vec();
        writeln!(out, "\n{}", screen.bold("What it signed"))?;
        let column = self.column(&signed);
        for node in &signed {
            writeln!(out, "  {}", head(graph, *node, years, column, screen.right_of(2)))?;
        }
        let shown = &appeals[..arguments.top.of(appeals.len())];
        let words = format!("What that cites ({}), by number of documents signed", arguments.scope.words());
        writeln!(out, "\n{}", screen.bold(&words))?;
        let nodes: Vec<NodeIdx> = shown.iter().map(|appeal| appeal.node).collect();
        let column = self.column(&nodes);
        for appeal in shown {
            let before = format!("{:4}  ", appeal.by.len());
            writeln!(
                out,
                "{before}{}",
                head(graph, appeal.node, years, column, screen.right_of(before.len()))
            )?;
        }
        if appeals.is_empty() {
            writeln!(out, "  nothing that is known")?;
        }
        let partners = &one.partners[..arguments.top.of(one.partners.len())];
        writeln!(out, "\n{}", screen.bold("Who signed the same"))?;
        writeln!(out, "{}", screen.faint("  shared  weight  organisation"))?;
        for Partner { node, shared, weight } in partners {
            let name = cut(&clean(&label(graph.node(*node))), screen.width.saturating_sub(18));
            writeln!(out, "{shared:8}  {weight:.4}  {name}")?;
        }
        if let [only] = one.signed[..] {
            let text = format!(
                "One document is not enough to tell with whom it works: all who signed {} share it and weigh the same.",
                graph.id(only)
            );
            writeln!(out)?;
            self.say(&text, out)?;
        }
        let cut_short = [
            (signed.len(), one.signed.len()),
            (shown.len(), appeals.len()),
            (partners.len(), one.partners.len()),
        ];
        if cut_short.iter().any(|(shown, all)| shown < all) {
            writeln!(out)?;
            self.faintly(
                &format!(
                    "Listed are {} of each at most. The whole lists: --top all.",
                    arguments.top.of(usize::MAX)
                ),
                out,
            )?;
        }
        self.left_out(out)
    }

    fn column(&self, nodes: &[NodeIdx]) -> usize {
        let widths = nodes.iter().map(|node| columns(self.graph.id(*node).as_str()));
        widths.max().unwrap_or_default().min(self.screen.width / 2)
    }

    fn left_out(&self, out: &mut dyn Write) -> std::io::Result<()> {
        if self.found.left_out.is_empty() {
            return Ok(());
        }
        let ids: Vec<&str> = self.found.left_out.iter().map(|n| self.graph.id(*n).as_str()).collect();
        writeln!(out)?;
        self.say(&format!("Signed by too many to tell who signed together: {}.", ids.join(", ")), out)
    }

    fn say(&self, text: &str, out: &mut dyn Write) -> std::io::Result<()> {
        self.screen.paragraph(0, text).iter().try_for_each(|line| writeln!(out, "{line}"))
    }

    fn faintly(&self, text: &str, out: &mut dyn Write) -> std::io::Result<()> {
        let lines = self.screen.paragraph(0, text);
        lines.iter().try_for_each(|line| writeln!(out, "{}", self.screen.faint(line)))
    }
}
