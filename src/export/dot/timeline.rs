//! A part of the graph on a time line: a row for each year, older texts above, arrows up to the text that is cited.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use graphviz_rust::dot_structures::Stmt;

use super::quote::{address, html};
use super::style::{FOCUS, Issuer, Line, Paint};
use super::{
    Attributes, FONT, chain, edge, edge_defaults, graph_defaults, node, node_defaults, print, same_rank,
};
use crate::export::{Places, Years, cut, label, wrap};
use crate::graph::{Graph, NodeIdx};
use crate::model::{NodeKind, Relation};
use crate::query::{Direction, Lineage, Link, Measure, RankOptions, Ranking, Subgraph, Trace, TraceOptions};

/// Above this many nodes titles are left out.
const MOST_CARDS: usize = 60;

/// Most nodes in a row, with and without titles.
const WIDEST: usize = 7;
const WIDEST_COMPACT: usize = 12;

/// Above this many lines, those that pass the focus by are left out.
const MOST_LINES: usize = 60;

/// Lines over more rows than this are faded.
const SHORT: usize = 2;

/// What is drawn, and how it is introduced.
struct Picture<'a> {
    graph: &'a Graph,
    places: &'a Places,
    subgraph: &'a Subgraph,
    /// The nodes that were asked about.
    focus: BTreeSet<NodeIdx>,
    title: String,
    subtitle: Vec<String>,
    /// Years to stand in for the dates of undated nodes.
    years: &'a Years,
    /// A line below the name, and a size from 0 to 1, of nodes that a measure was taken of.
    measured: BTreeMap<NodeIdx, (String, f64)>,
}

/// Writes a lineage, its focus in yellow. In a dense one, lines that pass the focus by are counted instead of drawn.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn lineage(
    graph: &Graph,
    lineage: &Lineage,
    places: &Places,
    years: &Years,
    out: impl Write,
) -> io::Result<()> {
    let (subgraph, passing) = readable(lineage);
    let mut subtitle = counts(graph, &subgraph, years);
    subtitle.push("Read upward: an arrow points to the older text that is cited".to_owned());
    subtitle
        .extend(left_out(passing, "lines from later to earlier texts that pass the focus by are not drawn"));
    subtitle.extend(left_out(lineage.left_out, "further documents in reach are not drawn"));
    subtitle.extend(left_out(lineage.undated.len(), "undated documents are not drawn"));
    let picture = Picture {
        graph,
        places,
        subgraph: &subgraph,
        focus: BTreeSet::from([lineage.focus]),
        title: format!("Lineage of {}", graph.id(lineage.focus)),
        subtitle,
        years,
        measured: BTreeMap::new(),
    };
    print("lineage", picture.stmts(), out)
}

/// Returns what can be read of a lineage, and how many lines are left out of it.
///
/// In a dense lineage most lines run from what cites the focus to what the focus cites (everything cites the Charter):
/// they say nothing of the focus, and bury the lines that do.
fn readable(lineage: &Lineage) -> (Subgraph, usize) {
    let all = &lineage.subgraph;
    if all.links.len() <= MOST_LINES {
        return (all.clone(), 0);
    }
    let later: BTreeSet<NodeIdx> =
        lineage.members.iter().filter(|m| m.descendant.is_some()).map(|m| m.node).collect();
    let earlier: BTreeSet<NodeIdx> =
        lineage.members.iter().filter(|m| m.ancestor.is_some()).map(|m| m.node).collect();
    let (passing, links): (Vec<Link>, Vec<Link>) =
        all.links.iter().cloned().partition(|l| later.contains(&l.source) && earlier.contains(&l.target));
    (Subgraph { nodes: all.nodes.clone(), links }, passing.len())
}

/// Writes a trace: what was asked about in yellow, and every hit.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn trace(
    graph: &Graph,
    trace: &Trace,
    options: &TraceOptions,
    places: &Places,
    years: &Years,
    out: impl Write,
) -> io::Result<()> {
    let filter = options.filter();
    let asked = trace.start.first().map(|n| Subgraph::shown(graph, *n));
    let nodes = trace.hits.iter().map(|h| h.node).chain(asked);
    let subgraph = Subgraph::of(graph, nodes, &filter);
    let mut subtitle = counts(graph, &subgraph, years);
    subtitle.push("Read upward: an arrow points to the older text that is cited".to_owned());
    subtitle.extend(left_out(trace.undated.len(), "undated documents are not drawn"));
    let name = asked.map(|n| graph.id(n).to_string()).unwrap_or_default();
    let title = match options.direction {
        Direction::In => format!("What refers to {name}"),
        Direction::Out => format!("What {name} refers to"),
    };
    let picture = Picture {
        graph,
        places,
        subgraph: &subgraph,
        focus: asked.into_iter().collect(),
        title,
        subtitle,
        years,
        measured: BTreeMap::new(),
    };
    print("trace", picture.stmts(), out)
}

/// Writes a ranking: the nodes of the list, larger the higher they stand, and the citations between them.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn ranking(
    graph: &Graph,
    ranking: &Ranking,
    options: &RankOptions,
    places: &Places,
    years: &Years,
    out: impl Write,
) -> io::Result<()> {
    let filter = options.filter();
    let most = ranking.entries.first().map_or(1.0, |e| e.score).max(f64::MIN_POSITIVE);
    // A ranking counts instruments on their own, so none is folded into its document here.
    let subgraph = Subgraph::unfolded(graph, ranking.entries.iter().map(|e| e.node), &filter);
    let measured = ranking
        .entries
        .iter()
        .map(|e| {
            let caption = match ranking.measure {
                Measure::InDegree => format!("no. {} · cited by {}", e.rank, ranking.measure.show(e.score)),
                Measure::PageRank => format!("no. {} · {}", e.rank, ranking.measure.show(e.score)),
            };
            (e.node, (caption, (e.score / most).sqrt()))
        })
        .collect();
    let mut subtitle = counts(graph, &subgraph, years);
    subtitle
        .push(format!("Of {} in the ranking; the larger the name, the higher its place", ranking.population));
    subtitle.extend(left_out(ranking.undated, "undated sources do not count"));
    let title = match ranking.measure {
        Measure::InDegree => "Most cited documents".to_owned(),
        Measure::PageRank => "Most central documents (PageRank)".to_owned(),
    };
    let focus = BTreeSet::new();
    let picture = Picture { graph, places, subgraph: &subgraph, focus, title, subtitle, years, measured };
    print("ranking", picture.stmts(), out)
}

/// Returns the first lines of a subtitle: the years covered, the documents, the citations, and how many stand in a
/// year that is not printed.
fn counts(graph: &Graph, subgraph: &Subgraph, years: &Years) -> Vec<String> {
    let known: BTreeSet<u16> =
        subgraph.nodes.iter().filter_map(|n| graph.date(*n)).map(|d| d.year()).collect();
    let span = match (known.first(), known.last()) {
        (Some(first), Some(last)) if first != last => Some(format!("{first}–{last}")),
        (Some(only), _) => Some(only.to_string()),
        (None, _) => None,
    };
    let pairs: BTreeSet<(NodeIdx, NodeIdx)> =
        subgraph.links.iter().filter(|l| !l.relation.is_structural()).map(|l| (l.source, l.target)).collect();
    let mut words: Vec<String> = span.into_iter().collect();
    words.push(counted(subgraph.nodes.len(), "document", "documents"));
    words.push(counted(pairs.len(), "citation between them", "citations between them"));
    let mut lines = vec![words.join(" · ")];
    let guessed =
        subgraph.nodes.iter().filter(|n| graph.date(**n).is_none() && years.of(**n).is_some()).count();
    lines.extend(left_out(guessed, "without a known date stand in the year of their session or symbol"));
    lines
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn left_out(number: usize, words: &str) -> Option<String> {
    (number > 0).then(|| format!("{number} {words}"))
}

/// A row of the picture: a year, or a part of one that would be too wide. Texts of no known year that are only cited
/// stand above all years, others below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    when: When,
    part: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    UndatedCited,
    Year(u16),
    Undated,
}

impl Row {
    fn name(self) -> String {
        let when = match self.when {
            When::UndatedCited => "undated, cited".to_owned(),
            When::Year(year) => year.to_string(),
            When::Undated => "undated".to_owned(),
        };
        if self.part == 0 { format!("row:{when}") } else { format!("row:{when}, part {}", self.part + 1) }
    }

    fn label(self) -> String {
        match self.when {
            _ if self.part > 0 => "·".to_owned(),
            When::Year(year) => year.to_string(),
            When::UndatedCited | When::Undated => "no date".to_owned(),
        }
    }
}

impl Picture<'_> {
    fn stmts(&self) -> Vec<Stmt> {
        let rows = self.rows();
        let row_of: BTreeMap<NodeIdx, Row> =
            rows.iter().flat_map(|(row, nodes)| nodes.iter().map(|n| (*n, *row))).collect();
        let place_of: BTreeMap<Row, usize> = rows.keys().enumerate().map(|(at, row)| (*row, at)).collect();
        let lines = self.lines();
        let mut stmts = self.defaults();
        stmts.extend(rows.keys().map(|row| self.axis(*row)));
        if rows.len() > 1 {
            let names: Vec<String> = rows.keys().map(|r| r.name()).collect();
            let attributes = Attributes::new()
                .text("style", "dotted")
                .text("color", "#D1D5DB")
                .text("arrowtail", "none")
                .text("arrowhead", "none")
                .text("weight", "100");
            stmts.push(chain(names.iter().map(String::as_str), attributes));
        }
        stmts.extend(self.subgraph.nodes.iter().map(|n| self.card(*n)));
        if !self.subgraph.nodes.is_empty() {
            stmts.push(self.legend(&lines));
        }
        for (at, (row, nodes)) in rows.iter().enumerate() {
            let name = row.name();
            let legend = (at == 0).then_some("legend");
            let members = std::iter::once(name.as_str())
                .chain(nodes.iter().map(|n| self.graph.id(*n).as_str()))
                .chain(legend);
            stmts.push(same_rank(&format!("rank of {name}"), members));
        }
        for ((source, target), links) in &lines {
            let rows = (place_of[&row_of[source]], place_of[&row_of[target]]);
            stmts.push(self.line(*source, *target, links, rows));
        }
        stmts
    }

    /// Returns the nodes of every row, in order of date and id. A year with more nodes than a page is wide is broken
    /// into rows of equal size.
    fn rows(&self) -> BTreeMap<Row, Vec<NodeIdx>> {
        let citing: BTreeSet<NodeIdx> = self.subgraph.links.iter().map(|l| l.source).collect();
        let mut years: BTreeMap<When, Vec<NodeIdx>> = BTreeMap::new();
        for &node in &self.subgraph.nodes {
            let year = self.graph.date(node).map(|d| d.year()).or_else(|| self.years.of(node));
            let when = match year {
                Some(year) => When::Year(year),
                None if citing.contains(&node) || self.focus.contains(&node) => When::Undated,
                None => When::UndatedCited,
            };
            years.entry(when).or_default().push(node);
        }
        let widest = if self.subgraph.nodes.len() > MOST_CARDS { WIDEST_COMPACT } else { WIDEST };
        let mut rows: BTreeMap<Row, Vec<NodeIdx>> = BTreeMap::new();
        for (when, mut nodes) in years {
            nodes.sort_by_key(|n| (self.graph.date(*n), *n));
            let parts = nodes.len().div_ceil(widest);
            let size = nodes.len().div_ceil(parts);
            for (part, nodes) in nodes.chunks(size).enumerate() {
                rows.insert(Row { when, part }, nodes.to_vec());
            }
        }
        rows
    }

    /// Returns the links between every pair, since a pair is joined by one line.
    fn lines(&self) -> BTreeMap<(NodeIdx, NodeIdx), Vec<&Link>> {
        let mut lines: BTreeMap<(NodeIdx, NodeIdx), Vec<&Link>> = BTreeMap::new();
        for link in &self.subgraph.links {
            lines.entry((link.source, link.target)).or_default().push(link);
        }
        lines
    }

    fn defaults(&self) -> Vec<Stmt> {
        let subtitle: Vec<String> = self.subtitle.iter().map(|line| html(line)).collect();
        let title = format!(
            "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\"><TR><TD ALIGN=\"LEFT\">\
             <FONT POINT-SIZE=\"22\"><B>{}</B></FONT></TD></TR><TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\">\
             <FONT POINT-SIZE=\"12\" COLOR=\"#4B5563\">{}</FONT></TD></TR></TABLE>",
            html(&self.title),
            subtitle.join("<BR/>"),
        );
        let mut graph = Attributes::new()
            .text("rankdir", "TB")
            .text("newrank", "true")
            .text("splines", "true")
            .text("outputorder", "edgesfirst")
            .text("bgcolor", "#FFFFFF")
            .text("pad", "0.4")
            .text("nodesep", "0.28")
            .text("ranksep", "0.32")
            .text("fontname", FONT)
            .text("labelloc", "t")
            .text("labeljust", "l")
            .text("tooltip", " ")
            .html("label", &title);
        if self.subgraph.nodes.len() > MOST_CARDS {
            graph = graph.text("nslimit", "1").text("nslimit1", "1").text("mclimit", "0.3");
        }
        let node = Attributes::new()
            .text("shape", "box")
            .text("style", "filled,rounded")
            .text("fontname", FONT)
            .text("fontsize", "11")
            .text("penwidth", "1.1")
            .text("margin", "0.10,0.05")
            .text("height", "0.3");
        let edge = Attributes::new().text("dir", "back").text("arrowsize", "0.6");
        vec![graph_defaults(graph), node_defaults(node), edge_defaults(edge)]
    }

    fn axis(&self, row: Row) -> Stmt {
        let attributes = Attributes::new()
            .text("label", &row.label())
            .text("shape", "plaintext")
            .text("style", "")
            .text("fontsize", "13")
            .text("fontcolor", "#6B7280")
            .text("group", "axis")
            .text("tooltip", &row.label());
        node(&row.name(), attributes)
    }

    fn card(&self, at: NodeIdx) -> Stmt {
        let record = self.graph.node(at);
        let issuer = Issuer::of(self.graph, at);
        let is_focus = self.focus.contains(&at);
        let paint = if is_focus { FOCUS } else { issuer.paint() };
        let mut attributes = issuer
            .shape(Attributes::new().text("id", record.id.as_str()))
            .html("label", &self.card_label(at, paint))
            .text("tooltip", &self.tooltip(at))
            .text("fillcolor", paint.fill)
            .text("color", paint.border)
            .text("fontcolor", paint.text);
        if is_focus {
            attributes = attributes.text("penwidth", "2.8");
        } else if record.absent {
            // What was never read is known from citations only: a thin broken border.
            attributes = attributes.text("penwidth", "0.8");
        }
        if self.graph.instruments(at).next().is_some() || record.kind == NodeKind::Instrument {
            attributes = attributes.text("peripheries", "2");
        }
        if let Some(url) = address(record.id.as_str()) {
            attributes = attributes.text("URL", &url).text("target", "_blank");
        }
        node(record.id.as_str(), attributes)
    }

    fn card_label(&self, at: NodeIdx, paint: Paint) -> String {
        let record = self.graph.node(at);
        let size = match self.measured.get(&at) {
            Some((_, share)) => 10.0 + 14.0 * share,
            None if self.focus.contains(&at) => 16.0,
            None => 12.0,
        };
        let name = cut(&label(record), 36);
        let row =
            |size: f64, text: &str| format!("<TR><TD><FONT POINT-SIZE=\"{size:.0}\">{text}</FONT></TD></TR>");
        let mut rows = row(size, &format!("<B>{}</B>", html(&name)));
        let small = (size * 0.75).clamp(9.0, 11.0);
        if self.subgraph.nodes.len() <= MOST_CARDS
            && let Some(title) = self.graph.title(at).filter(|t| *t != name)
        {
            let lines: Vec<String> = wrap(title, 30, 3).iter().map(|l| html(l)).collect();
            rows += &row(small, &lines.join("<BR/>"));
        }
        if let Some((caption, _)) = self.measured.get(&at) {
            rows += &row(small, &format!("<I>{}</I>", html(caption)));
        }
        let signed =
            self.graph.edges_in(at).filter(|e| self.graph.edge(*e).relation == Relation::Signed).count();
        if signed > 0 {
            rows += &row(small, &format!("<I>{}</I>", counted(signed, "signatory", "signatories")));
        }
        format!(
            "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\" COLOR=\"{}\">{rows}</TABLE>",
            paint.border
        )
    }

    fn tooltip(&self, at: NodeIdx) -> String {
        let record = self.graph.node(at);
        let mut words = vec![record.id.to_string()];
        words.extend(self.graph.title(at).map(|t| format!("— {t}")));
        match (self.graph.date(at), self.years.of(at)) {
            (Some(date), _) => words.push(format!("({date})")),
            (None, Some(year)) => words.push(format!("(about {year}, by its symbol)")),
            (None, None) => {}
        }
        if record.absent {
            words.push("· known from citations only".to_owned());
        }
        words.join(" ")
    }

    /// Returns the line of a pair. Graphviz puts the tail of an edge above its head, so the older text is the tail
    /// and the arrow is drawn backwards, except where a text cites one in a later row.
    fn line(&self, source: NodeIdx, target: NodeIdx, links: &[&Link], rows: (usize, usize)) -> Stmt {
        let kind =
            links.iter().map(|l| Line::of(self.graph, l, self.places)).min().expect("a pair has a link");
        let (citing, cited) = rows;
        let gap = citing.abs_diff(cited);
        let mut attributes = kind.stroke(Attributes::new(), gap > SHORT);
        let weight = match gap {
            1 => "8",
            2 => "3",
            _ => "1",
        };
        attributes = attributes.text("weight", weight);
        if gap == 0 {
            attributes = attributes.text("constraint", "false");
        }
        let tooltip = self.line_tooltip(links);
        attributes = attributes.text("tooltip", &tooltip).text("edgetooltip", &tooltip);
        let (source, target) = (self.graph.id(source).as_str(), self.graph.id(target).as_str());
        if cited <= citing {
            edge(target, source, attributes.text("arrowtail", kind.arrow()))
        } else {
            edge(source, target, attributes.text("dir", "forward").text("arrowhead", kind.arrow()))
        }
    }

    /// Says who cites whom, with paragraph and verb of every place.
    fn line_tooltip(&self, links: &[&Link]) -> String {
        let sentences = links.iter().map(|link| {
            let (source, target) = (self.graph.id(link.source), self.graph.id(link.target));
            let places: Vec<String> = link
                .edges
                .iter()
                .flat_map(|e| self.places.at(self.graph, *e))
                .map(|p| match &p.verb {
                    Some(verb) => format!("{} {}", p.para, verb.printed),
                    None => p.para.clone(),
                })
                .collect();
            let head = format!("{source} {} {target}", link.relation);
            if places.is_empty() { head } else { format!("{head}: {}", places.join("; ")) }
        });
        sentences.collect::<Vec<String>>().join("\n")
    }

    /// Returns the key to colours and lines, of what occurs only.
    fn legend(&self, lines: &BTreeMap<(NodeIdx, NodeIdx), Vec<&Link>>) -> Stmt {
        let issuers: BTreeSet<Issuer> =
            self.subgraph.nodes.iter().map(|n| Issuer::of(self.graph, *n)).collect();
        let kinds: BTreeSet<Line> = lines
            .values()
            .filter_map(|links| links.iter().map(|l| Line::of(self.graph, l, self.places)).min())
            .collect();
        let small = |text: &str| format!("<FONT POINT-SIZE=\"10\">{}</FONT>", html(text));
        let who: Vec<String> = issuers
            .into_iter()
            .map(|issuer| {
                let Paint { fill, border, .. } = issuer.paint();
                format!(
                    "<TD BORDER=\"1\" COLOR=\"{border}\" BGCOLOR=\"{fill}\" WIDTH=\"18\"> </TD>\
                     <TD ALIGN=\"LEFT\">{}</TD>",
                    small(issuer.name())
                )
            })
            .collect();
        let how: Vec<String> = kinds
            .into_iter()
            .map(|kind| {
                format!(
                    "<TD><FONT COLOR=\"{}\" POINT-SIZE=\"10\" FACE=\"DejaVu Sans\">{}</FONT></TD>\
                     <TD ALIGN=\"LEFT\">{}</TD>",
                    kind.colour(),
                    kind.glyph(),
                    small(kind.name())
                )
            })
            .collect();
        let empty = "<TD></TD><TD></TD>".to_owned();
        let rows: String = (0..who.len().max(how.len()))
            .map(|at| {
                let cells = [&who, &how].map(|column| column.get(at).unwrap_or(&empty).as_str());
                format!("<TR>{}</TR>", cells.concat())
            })
            .collect();
        let table = format!(
            "<TABLE BORDER=\"1\" COLOR=\"#D1D5DB\" CELLBORDER=\"0\" CELLSPACING=\"4\" CELLPADDING=\"2\" \
             STYLE=\"ROUNDED\" BGCOLOR=\"#FFFFFF\">{rows}</TABLE>"
        );
        let attributes = Attributes::new()
            .text("shape", "plaintext")
            .text("style", "")
            .text("margin", "0")
            .text("tooltip", " ")
            .html("label", &table);
        node("legend", attributes)
    }
}
