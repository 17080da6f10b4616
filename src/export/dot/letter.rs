//! A letter in the middle, the organisations that signed it on either side.

use std::io::{self, Write};

use graphviz_rust::dot_structures::Stmt;

use super::quote::html;
use super::{Attributes, FONT, edge, edge_defaults, graph_defaults, node, node_defaults, print};
use crate::draw::{Issuer, Theme, columns, cut, label, wrap};
use crate::graph::{Graph, NodeIdx};
use crate::model::Relation;

/// Columns after which the name of an organisation is cut.
const LONGEST: usize = 60;

/// Writes a letter with its signatories, by name: the first half at the left, the second at the right.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn letter(graph: &Graph, letter: NodeIdx, out: impl Write) -> io::Result<()> {
    let mut signatories: Vec<(String, NodeIdx)> = graph
        .edges_in(letter)
        .map(|e| graph.edge(e))
        .filter(|e| e.relation == Relation::Signed)
        .map(|e| (label(graph.node(e.source)), e.source))
        .collect();
    signatories.sort_by_key(|(name, node)| (name.to_lowercase(), *node));
    let mut stmts = vec![
        graph_defaults(
            Attributes::new()
                .text("rankdir", "LR")
                .text("outputorder", "edgesfirst")
                .text("bgcolor", "#FFFFFF")
                .text("pad", "0.4")
                .text("nodesep", "0.07")
                .text("ranksep", "3")
                .text("splines", "line")
                .text("fontname", FONT)
                .text("tooltip", " "),
        ),
        node_defaults(
            Attributes::new()
                .text("shape", "box")
                .text("style", "filled,rounded")
                .text("fontname", FONT)
                .text("fontsize", "10")
                .text("margin", "0.08,0.03")
                .text("height", "0.2"),
        ),
        edge_defaults(
            Attributes::new().text("color", "#B8650B80").text("style", "solid").text("arrowsize", "0.6"),
        ),
        centre(graph, letter, signatories.len()),
    ];
    let paint = Theme::Light.paint(Issuer::Civil);
    // Cards of one width, so that no straight line runs through the card of a neighbour.
    let widest = signatories.iter().map(|(name, _)| columns(&cut(name, LONGEST))).max().unwrap_or_default();
    let width = format!("{:.2}", 0.3 + 0.078 * widest as f64);
    let middle = signatories.len().div_ceil(2);
    let letter_id = graph.id(letter).as_str();
    for (at, (name, organisation)) in signatories.iter().enumerate() {
        let id = graph.id(*organisation).as_str();
        let card = Attributes::new()
            .text("label", &cut(name, LONGEST))
            .text("width", &width)
            .text("fillcolor", &paint.fill.to_string())
            .text("color", &paint.border.to_string())
            .text("fontcolor", &paint.text.to_string())
            .text("tooltip", name);
        stmts.push(node(id, card));
        let tooltip = format!("{name} signed {letter_id}");
        let line = Attributes::new().text("tooltip", &tooltip);
        stmts.push(if at < middle {
            edge(id, letter_id, line.text("arrowhead", "odot").text("tailport", "e").text("headport", "w"))
        } else {
            edge(
                letter_id,
                id,
                line.text("dir", "back")
                    .text("arrowtail", "odot")
                    .text("tailport", "e")
                    .text("headport", "w"),
            )
        });
    }
    print("letter", stmts, out)
}

fn centre(graph: &Graph, letter: NodeIdx, signatories: usize) -> Stmt {
    let record = graph.node(letter);
    let title: Vec<String> = wrap(record.title.unwrap_or_default(), 34, 6).iter().map(|l| html(l)).collect();
    let row = |size: u8, text: &str| format!("<TR><TD><FONT POINT-SIZE=\"{size}\">{text}</FONT></TD></TR>");
    let mut rows = row(16, &format!("<B>{}</B>", html(&cut(&label(record), 40))));
    if !title.is_empty() {
        rows += &row(11, &title.join("<BR/>"));
    }
    let counted = if signatories == 1 { "signatory" } else { "signatories" };
    rows += &row(11, &format!("<I>{signatories} {counted}</I>"));
    let attributes = Attributes::new()
        .html("label", &format!("<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\">{rows}</TABLE>"))
        .text("shape", "note")
        .text("style", "filled")
        .text("margin", "0.2,0.15")
        .text("penwidth", "2.8")
        .text("fillcolor", &Theme::Light.focus().fill.to_string())
        .text("color", &Theme::Light.focus().border.to_string())
        .text("tooltip", record.title.unwrap_or(record.id.as_str()));
    node(record.id.as_str(), attributes)
}
