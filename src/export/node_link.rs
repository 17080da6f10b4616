//! Graphs as JSON: the node-link form of networkx and D3, and the elements of Cytoscape.

use std::io::{self, Write};

use serde::Serialize;

use super::excerpt::Excerpt;
use super::rows::{EdgeRow, NodeRow};
use crate::draw::Places;
use crate::graph::Graph;

/// A node, by the names of the columns of the table of nodes.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Node {
    label: String,
    kind: String,
    body: Option<String>,
    date: Option<String>,
    title: Option<String>,
    absent: bool,
    in_degree: usize,
    out_degree: usize,
}

/// An edge, by the names of the columns of the table of edges.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Edge {
    label: &'static str,
    weight: u32,
    verbs: Vec<String>,
    paragraphs: Vec<String>,
    first_date: Option<String>,
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    #[serde(flatten)]
    node: Node,
}

#[derive(Serialize)]
struct Keyed<'a> {
    source: &'a str,
    target: &'a str,
    /// The relation: what tells two edges between the same nodes apart.
    key: &'static str,
    #[serde(flatten)]
    edge: Edge,
}

#[derive(Serialize)]
struct About {
    name: &'static str,
}

#[derive(Serialize)]
struct NodeLink<'a> {
    directed: bool,
    multigraph: bool,
    graph: About,
    nodes: Vec<Named<'a>>,
    edges: Vec<Keyed<'a>>,
}

/// A node of Cytoscape: `value` is what networkx calls it, `name` what Cytoscape shows.
#[derive(Serialize)]
struct Point<'a> {
    id: &'a str,
    value: &'a str,
    name: String,
    #[serde(flatten)]
    node: Node,
}

/// An edge of Cytoscape. Nodes and edges share one set of ids.
#[derive(Serialize)]
struct Tie<'a> {
    id: String,
    #[serde(flatten)]
    keyed: Keyed<'a>,
    interaction: &'static str,
}

#[derive(Serialize)]
struct Data<T> {
    data: T,
}

#[derive(Serialize)]
struct Elements<'a> {
    nodes: Vec<Data<Point<'a>>>,
    edges: Vec<Data<Tie<'a>>>,
}

#[derive(Serialize)]
struct Cytoscape<'a> {
    format_version: &'static str,
    data: About,
    directed: bool,
    multigraph: bool,
    elements: Elements<'a>,
}

/// Writes a part of the graph in the node-link form: `networkx.node_link_graph` gives a `MultiDiGraph` whose edges have
/// their relation as key. Nodes and edges have the columns of the tables of nodes and edges; verbs and paragraphs are
/// lists, and what is not known is null.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn node_link(graph: &Graph, excerpt: &Excerpt, places: &Places, out: impl Write) -> io::Result<()> {
    let nodes = excerpt.nodes.iter().map(|node| {
        let (id, node) = described(NodeRow::of(graph, *node));
        Named { id, node }
    });
    let edges = excerpt.edges.iter().map(|edge| keyed(EdgeRow::of(graph, places, *edge)));
    let (nodes, edges) = (nodes.collect(), edges.collect());
    let answer =
        NodeLink { directed: true, multigraph: true, graph: About { name: "travaux" }, nodes, edges };
    write(&answer, out)
}

/// Writes a part of the graph as elements of Cytoscape and cytoscape.js, in the form that `networkx.cytoscape_graph`
/// reads as well.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn cytoscape(graph: &Graph, excerpt: &Excerpt, places: &Places, out: impl Write) -> io::Result<()> {
    let nodes = excerpt.nodes.iter().map(|node| {
        let (id, node) = described(NodeRow::of(graph, *node));
        Data { data: Point { id, value: id, name: node.label.clone(), node } }
    });
    let edges = excerpt.edges.iter().enumerate().map(|(number, edge)| {
        let keyed = keyed(EdgeRow::of(graph, places, *edge));
        Data { data: Tie { id: format!("e{number}"), interaction: keyed.key, keyed } }
    });
    let answer = Cytoscape {
        format_version: "1.0",
        data: About { name: "travaux" },
        directed: true,
        multigraph: true,
        elements: Elements { nodes: nodes.collect(), edges: edges.collect() },
    };
    write(&answer, out)
}

fn described(row: NodeRow<'_>) -> (&str, Node) {
    let NodeRow { id, label, kind, body, date, title, absent, in_degree, out_degree } = row;
    (id, Node { label, kind, body, date, title, absent, in_degree, out_degree })
}

fn keyed(row: EdgeRow<'_>) -> Keyed<'_> {
    let EdgeRow { source, target, relation, weight, verbs, paragraphs, first_date } = row;
    Keyed {
        source,
        target,
        key: relation,
        edge: Edge { label: relation, weight, verbs, paragraphs, first_date },
    }
}

fn write(answer: &impl Serialize, mut out: impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut out, answer)?;
    writeln!(out)?;
    out.flush()
}
