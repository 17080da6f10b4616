//! GraphML, for networkx, igraph, yEd, Gephi and Cytoscape.

use std::io::{self, Write};

use super::excerpt::Excerpt;
use super::rows::{EDGE, EdgeRow, NODE, NodeRow};
use super::xml::Document;
use crate::draw::Places;
use crate::graph::Graph;

/// Writes a part of the graph as GraphML: every column of the tables of nodes and edges is an attribute of its type.
///
/// Brandes, Eiglsperger, Herman, Himsolt and Marshall 2002, *GraphML progress report*. Nodes go by their ids; edges are
/// numbered, so that two relations between the same documents stay two. Empty cells are left out. Ids of UN documents
/// are no names of XML (`A/RES/53/144`), which strict schemas ask for and no reader minds.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn graph(graph: &Graph, excerpt: &Excerpt, places: &Places, out: impl Write) -> io::Result<()> {
    let mut document = Document::new(out)?;
    document.open("graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")])?;
    for name in &NODE[1..] {
        let kind = match *name {
            "Absent" => "boolean",
            "InDegree" | "OutDegree" => "int",
            _ => "string",
        };
        let key = format!("n-{name}");
        document.empty("key", &[("id", &key), ("for", "node"), ("attr.name", name), ("attr.type", kind)])?;
    }
    for name in &EDGE[3..] {
        let kind = if *name == "Weight" { "int" } else { "string" };
        let key = format!("e-{name}");
        document.empty("key", &[("id", &key), ("for", "edge"), ("attr.name", name), ("attr.type", kind)])?;
    }
    document.open("graph", &[("id", "travaux"), ("edgedefault", "directed")])?;
    for node in &excerpt.nodes {
        let row = NodeRow::of(graph, *node);
        document.open("node", &[("id", row.id)])?;
        data(&mut document, "n", &NODE[1..], &row.cells()[1..])?;
        document.close("node")?;
    }
    for (number, edge) in excerpt.edges.iter().enumerate() {
        let row = EdgeRow::of(graph, places, *edge);
        let number = format!("e{number}");
        document.open("edge", &[("id", &number), ("source", row.source), ("target", row.target)])?;
        let cells = [
            row.relation.to_owned(),
            row.weight.to_string(),
            row.verbs(),
            row.paragraphs(),
            row.first_date.unwrap_or_default(),
        ];
        data(&mut document, "e", &EDGE[3..], &cells)?;
        document.close("edge")?;
    }
    document.close("graph")?;
    document.close("graphml")?;
    document.end()
}

fn data<W: Write>(document: &mut Document<W>, of: &str, names: &[&str], cells: &[String]) -> io::Result<()> {
    for (name, cell) in names.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        document.text("data", &[("key", &format!("{of}-{name}"))], cell)?;
    }
    Ok(())
}
