//! The whole graph: every node by its id, every edge from the citing to the cited document.

use std::io::{self, Write};

use super::style::{arrow, shape, stroke};
use super::{Attributes, FONT, edge, edge_defaults, graph_defaults, node, node_defaults, print};
use crate::draw::{Issuer, Line, Places, Theme, address, label};
use crate::graph::Graph;
use crate::query::Link;

/// Writes the whole graph, nodes by id, then edges by source, target and relation.
///
/// Edges run from the citing to the cited document; `rankdir=BT` puts the cited one above. Attributes that Graphviz
/// does not know (`kind`, `relation`) are for other readers.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn graph(graph: &Graph, places: &Places, out: impl Write) -> io::Result<()> {
    let mut stmts = vec![
        graph_defaults(
            Attributes::new()
                .text("rankdir", "BT")
                .text("outputorder", "edgesfirst")
                .text("nslimit", "1")
                .text("nslimit1", "1")
                .text("mclimit", "0.3")
                .text("fontname", FONT),
        ),
        node_defaults(
            Attributes::new()
                .text("shape", "box")
                .text("style", "filled,rounded")
                .text("fontname", FONT)
                .text("fontsize", "11")
                .text("height", "0.3"),
        ),
        edge_defaults(Attributes::new().text("arrowsize", "0.6")),
    ];
    for at in graph.nodes() {
        let record = graph.node(at);
        let issuer = Issuer::of(graph, at);
        let paint = Theme::Light.paint(issuer);
        let mut attributes = shape(issuer, Attributes::new().text("label", &label(record)))
            .text("fillcolor", &paint.fill.to_string())
            .text("color", &paint.border.to_string())
            .text("fontcolor", &paint.text.to_string())
            .text("tooltip", record.title.unwrap_or(record.id.as_str()))
            .text("kind", record.kind.as_str());
        if let Some(url) = address(record.id.as_str()) {
            attributes = attributes.text("URL", &url);
        }
        stmts.push(node(record.id.as_str(), attributes));
    }
    for at in graph.edges() {
        let line = graph.edge(at);
        let link =
            Link { source: line.source, target: line.target, relation: line.relation, edges: vec![at] };
        let kind = Line::of(graph, &link, places);
        let attributes = stroke(kind, Attributes::new(), false)
            .text("arrowhead", arrow(kind))
            .text("relation", line.relation.as_str())
            .text("tooltip", line.relation.as_str());
        stmts.push(edge(graph.id(line.source).as_str(), graph.id(line.target).as_str(), attributes));
    }
    print("travaux", stmts, out)
}
