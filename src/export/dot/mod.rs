//! The language of Graphviz, written through graphviz-rust.
//!
//! graphviz-rust escapes nothing: every text that comes from a document passes through `quote`. Node names are the
//! ids of the graph, so that other readers of DOT find the documents again.

mod letter;
mod quote;
mod style;
mod timeline;
mod whole;

use std::io::{self, Write};

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph as Dot, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

pub use letter::letter;
pub use timeline::diagram;
pub use whole::graph;

use crate::draw::{Diagram, Places, Years};
use crate::graph::Graph;
use crate::query::{Lineage, RankOptions, Ranking, Trace, TraceOptions};
use quote::quoted;

/// Family of fonts that Graphviz asks for; every system has it or a metric twin.
const FONT: &str = "Arial";

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
    diagram("lineage", &Diagram::of_lineage(graph, lineage, places, years), out)
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
    diagram("trace", &Diagram::of_trace(graph, trace, options, places, years), out)
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
    diagram("ranking", &Diagram::of_ranking(graph, ranking, options, places, years), out)
}

/// Attributes in the making: names are ours, values are quoted where they are added.
#[derive(Clone, Debug, Default)]
struct Attributes(Vec<Attribute>);

impl Attributes {
    fn new() -> Self {
        Self::default()
    }

    /// Adds an attribute with a text of any origin.
    fn text(mut self, name: &str, value: &str) -> Self {
        self.0.push(Attribute(Id::Plain(name.to_owned()), quoted(value)));
        self
    }

    /// Adds an attribute with a label in Graphviz's HTML, whose texts the caller has escaped.
    fn html(mut self, name: &str, table: &str) -> Self {
        self.0.push(Attribute(Id::Plain(name.to_owned()), Id::Html(format!("<{table}>"))));
        self
    }
}

fn name(id: &str) -> NodeId {
    NodeId(quoted(id), None)
}

fn node(id: &str, attributes: Attributes) -> Stmt {
    Stmt::Node(Node::new(name(id), attributes.0))
}

fn edge(from: &str, to: &str, attributes: Attributes) -> Stmt {
    Stmt::Edge(Edge {
        ty: EdgeTy::Pair(Vertex::N(name(from)), Vertex::N(name(to))),
        attributes: attributes.0,
    })
}

fn chain<'a>(ids: impl Iterator<Item = &'a str>, attributes: Attributes) -> Stmt {
    Stmt::Edge(Edge {
        ty: EdgeTy::Chain(ids.map(|id| Vertex::N(name(id))).collect()),
        attributes: attributes.0,
    })
}

/// Returns a group of nodes on one rank.
fn same_rank<'a>(id: &str, members: impl Iterator<Item = &'a str>) -> Stmt {
    let rank = Stmt::Attribute(Attribute(Id::Plain("rank".to_owned()), Id::Plain("same".to_owned())));
    let nodes = members.map(|m| node(m, Attributes::new()));
    Stmt::Subgraph(Subgraph { id: quoted(id), stmts: std::iter::once(rank).chain(nodes).collect() })
}

fn graph_defaults(attributes: Attributes) -> Stmt {
    Stmt::GAttribute(GraphAttributes::Graph(attributes.0))
}

fn node_defaults(attributes: Attributes) -> Stmt {
    Stmt::GAttribute(GraphAttributes::Node(attributes.0))
}

fn edge_defaults(attributes: Attributes) -> Stmt {
    Stmt::GAttribute(GraphAttributes::Edge(attributes.0))
}

/// Prints a directed graph.
///
/// Statements stand on lines of their own: without line ends the printer glues `{rank=same` to what follows.
fn print(id: &str, stmts: Vec<Stmt>, mut out: impl Write) -> io::Result<()> {
    let dot = Dot::DiGraph { id: Id::Plain(id.to_owned()), strict: false, stmts };
    let mut context = PrinterContext::default();
    context.with_semi();
    writeln!(out, "{}", dot.print(&mut context))?;
    out.flush()
}
