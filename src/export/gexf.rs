//! GEXF, the format of Gephi.

use std::io::{self, Write};

use super::excerpt::Excerpt;
use super::rows::{EDGE, EdgeRow, NODE, NodeRow};
use super::xml::Document;
use crate::draw::Places;
use crate::graph::Graph;

/// Writes a part of the graph as GEXF 1.2: labels and weights are those of the format, the other columns of the tables of
/// nodes and edges are attributes of their types.
///
/// Version 1.2 and not 1.3, since both Gephi and networkx read it. Edges are numbered, so that two relations between the
/// same documents stay two, and have their relation as label. Empty cells are left out.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn graph(graph: &Graph, excerpt: &Excerpt, places: &Places, out: impl Write) -> io::Result<()> {
    let mut document = Document::new(out)?;
    document.open("gexf", &[("xmlns", "http://www.gexf.net/1.2draft"), ("version", "1.2")])?;
    document.open("graph", &[("defaultedgetype", "directed"), ("mode", "static")])?;
    attributes(&mut document, "node", &NODE[2..])?;
    attributes(&mut document, "edge", &EDGE[5..])?;
    document.open("nodes", &[])?;
    for node in &excerpt.nodes {
        let row = NodeRow::of(graph, *node);
        document.open("node", &[("id", row.id), ("label", &row.label)])?;
        values(&mut document, &row.cells()[2..])?;
        document.close("node")?;
    }
    document.close("nodes")?;
    document.open("edges", &[])?;
    for (number, edge) in excerpt.edges.iter().enumerate() {
        let row = EdgeRow::of(graph, places, *edge);
        let (number, weight) = (format!("e{number}"), row.weight.to_string());
        document.open(
            "edge",
            &[
                ("id", &number),
                ("source", row.source),
                ("target", row.target),
                ("label", row.relation),
                ("weight", &weight),
            ],
        )?;
        values(&mut document, &[row.verbs(), row.paragraphs(), row.first_date.unwrap_or_default()])?;
        document.close("edge")?;
    }
    document.close("edges")?;
    document.close("graph")?;
    document.close("gexf")?;
    document.end()
}

fn attributes<W: Write>(document: &mut Document<W>, class: &str, names: &[&str]) -> io::Result<()> {
    document.open("attributes", &[("class", class)])?;
    for (at, name) in names.iter().enumerate() {
        let kind = match *name {
            "Absent" => "boolean",
            "InDegree" | "OutDegree" => "integer",
            _ => "string",
        };
        document.empty("attribute", &[("id", &at.to_string()), ("title", name), ("type", kind)])?;
    }
    document.close("attributes")
}

fn values<W: Write>(document: &mut Document<W>, cells: &[String]) -> io::Result<()> {
    document.open("attvalues", &[])?;
    for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        document.empty("attvalue", &[("for", &at.to_string()), ("value", cell)])?;
    }
    document.close("attvalues")
}
