//! A part of the graph on a time line: a row for each year, older texts above, arrows up to the text that is cited.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use graphviz_rust::dot_structures::Stmt;

use super::quote::html;
use super::style::{arrow, colour, glyph, shape, stroke};
use super::{
    Attributes, FONT, chain, edge, edge_defaults, graph_defaults, node, node_defaults, print, same_rank,
};
use crate::draw::{Diagram, Edge, Node, Paint, Theme, wrap};

/// Above this many nodes titles are left out.
const MOST_CARDS: usize = 60;

/// Most nodes in a row, with and without titles.
const WIDEST: usize = 7;
const WIDEST_COMPACT: usize = 12;

/// Lines over more rows than this are faded.
const SHORT: usize = 2;

/// Writes a diagram under a name that is a word.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn diagram(name: &str, diagram: &Diagram, out: impl Write) -> io::Result<()> {
    print(name, Picture { diagram }.stmts(), out)
}

struct Picture<'a> {
    diagram: &'a Diagram,
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
        let nodes = &self.diagram.nodes;
        let rows = self.rows();
        let row_of: BTreeMap<usize, Row> =
            rows.iter().flat_map(|(row, nodes)| nodes.iter().map(|n| (*n, *row))).collect();
        let place_of: BTreeMap<Row, usize> = rows.keys().enumerate().map(|(at, row)| (*row, at)).collect();
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
        stmts.extend(nodes.iter().map(|n| self.card(n)));
        if !nodes.is_empty() {
            stmts.push(self.legend());
        }
        for (at, (row, members)) in rows.iter().enumerate() {
            let name = row.name();
            let legend = (at == 0).then_some("legend");
            let members = std::iter::once(name.as_str())
                .chain(members.iter().map(|n| nodes[*n].id.as_str()))
                .chain(legend);
            stmts.push(same_rank(&format!("rank of {name}"), members));
        }
        for edge in &self.diagram.edges {
            let rows = (place_of[&row_of[&edge.source]], place_of[&row_of[&edge.target]]);
            stmts.push(self.line(edge, rows));
        }
        stmts
    }

    /// Returns the nodes of every row, in order of date and id. A year with more nodes than a page is wide is broken
    /// into rows of equal size.
    fn rows(&self) -> BTreeMap<Row, Vec<usize>> {
        let nodes = &self.diagram.nodes;
        let citing: BTreeSet<usize> = self.diagram.edges.iter().map(|e| e.source).collect();
        let mut years: BTreeMap<When, Vec<usize>> = BTreeMap::new();
        for (at, node) in nodes.iter().enumerate() {
            let when = match node.year {
                Some(year) => When::Year(year),
                None if citing.contains(&at) || node.is_focus => When::Undated,
                None => When::UndatedCited,
            };
            years.entry(when).or_default().push(at);
        }
        let widest = if nodes.len() > MOST_CARDS { WIDEST_COMPACT } else { WIDEST };
        let mut rows: BTreeMap<Row, Vec<usize>> = BTreeMap::new();
        for (when, mut members) in years {
            members.sort_by_key(|n| (nodes[*n].date, *n));
            let parts = members.len().div_ceil(widest);
            let size = members.len().div_ceil(parts);
            for (part, members) in members.chunks(size).enumerate() {
                rows.insert(Row { when, part }, members.to_vec());
            }
        }
        rows
    }

    fn defaults(&self) -> Vec<Stmt> {
        let subtitle: Vec<String> = self.diagram.subtitle.iter().map(|line| html(line)).collect();
        let title = format!(
            "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\"><TR><TD ALIGN=\"LEFT\">\
             <FONT POINT-SIZE=\"22\"><B>{}</B></FONT></TD></TR><TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\">\
             <FONT POINT-SIZE=\"12\" COLOR=\"#4B5563\">{}</FONT></TD></TR></TABLE>",
            html(&self.diagram.title),
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
        if self.diagram.nodes.len() > MOST_CARDS {
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

    fn card(&self, at: &Node) -> Stmt {
        let paint = if at.is_focus { Theme::Light.focus() } else { Theme::Light.paint(at.issuer) };
        let mut attributes = shape(at.issuer, Attributes::new().text("id", &at.id))
            .html("label", &self.card_label(at, paint))
            .text("tooltip", &at.tooltip)
            .text("fillcolor", &paint.fill.to_string())
            .text("color", &paint.border.to_string())
            .text("fontcolor", &paint.text.to_string());
        if at.is_focus {
            attributes = attributes.text("penwidth", "2.8");
        } else if at.is_absent {
            // What was never read is known from citations only: a thin broken border.
            attributes = attributes.text("penwidth", "0.8");
        }
        if at.is_instrument {
            attributes = attributes.text("peripheries", "2");
        }
        if let Some(community) = at.community {
            attributes = attributes.text("community", &community.to_string());
        }
        if let Some(url) = &at.address {
            attributes = attributes.text("URL", url).text("target", "_blank");
        }
        node(&at.id, attributes)
    }

    fn card_label(&self, at: &Node, paint: Paint) -> String {
        let size = match at.share {
            Some(share) => 10.0 + 14.0 * share,
            None if at.is_focus => 16.0,
            None => 12.0,
        };
        let row =
            |size: f64, text: &str| format!("<TR><TD><FONT POINT-SIZE=\"{size:.0}\">{text}</FONT></TD></TR>");
        let mut rows = row(size, &format!("<B>{}</B>", html(&at.label)));
        let small = (size * 0.75).clamp(9.0, 11.0);
        if self.diagram.nodes.len() <= MOST_CARDS
            && let Some(title) = &at.title
        {
            let lines: Vec<String> = wrap(title, 30, 3).iter().map(|l| html(l)).collect();
            rows += &row(small, &lines.join("<BR/>"));
        }
        for caption in &at.captions {
            rows += &row(small, &format!("<I>{}</I>", html(caption)));
        }
        format!(
            "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\" COLOR=\"{}\">{rows}</TABLE>",
            paint.border
        )
    }

    /// Returns the line of a pair. Graphviz puts the tail of an edge above its head, so the older text is the tail
    /// and the arrow is drawn backwards, except where a text cites one in a later row.
    fn line(&self, line: &Edge, rows: (usize, usize)) -> Stmt {
        let (citing, cited) = rows;
        let gap = citing.abs_diff(cited);
        let mut attributes = stroke(line.line, Attributes::new(), gap > SHORT);
        let weight = match gap {
            1 => "8",
            2 => "3",
            _ => "1",
        };
        attributes = attributes.text("weight", weight);
        if gap == 0 {
            attributes = attributes.text("constraint", "false");
        }
        attributes = attributes.text("tooltip", &line.tooltip).text("edgetooltip", &line.tooltip);
        let [source, target] = [line.source, line.target].map(|n| self.diagram.nodes[n].id.as_str());
        if cited <= citing {
            edge(target, source, attributes.text("arrowtail", arrow(line.line)))
        } else {
            edge(source, target, attributes.text("dir", "forward").text("arrowhead", arrow(line.line)))
        }
    }

    /// Returns the key to colours and lines, of what occurs only.
    fn legend(&self) -> Stmt {
        let issuers = self.diagram.issuers();
        let kinds = self.diagram.lines();
        let small = |text: &str| format!("<FONT POINT-SIZE=\"10\">{}</FONT>", html(text));
        let who: Vec<String> = issuers
            .into_iter()
            .map(|issuer| {
                let Paint { fill, border, .. } = Theme::Light.paint(issuer);
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
                    colour(kind),
                    glyph(kind),
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
