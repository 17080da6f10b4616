//! Chains, main lines and common ground as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::{EdgeLine, Node, edge_line, node, write};
use crate::draw::Places;
use crate::graph::Graph;
use crate::query::descent::Extent;
use crate::query::{CommonGround, MainLine, Paths};

#[derive(Debug, Serialize)]
struct PathsAnswer<'a> {
    from: Node<'a>,
    to: Node<'a>,
    complete: bool,
    every_chain_passes: Vec<&'a str>,
    chains: Vec<ChainLine<'a>>,
    left_out_undated: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct ChainLine<'a> {
    length: usize,
    nodes: Vec<Node<'a>>,
    steps: Vec<Vec<EdgeLine<'a>>>,
}

/// Writes chains with the places of every step.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn paths(graph: &Graph, paths: &Paths, places: &Places, out: impl Write) -> io::Result<()> {
    let [from, to] = paths.ends.map(|end| node(graph, end));
    let chains = paths.chains.iter().map(|chain| ChainLine {
        length: chain.length(),
        nodes: chain.nodes.iter().map(|n| node(graph, *n)).collect(),
        steps: chain
            .steps
            .iter()
            .map(|edges| edges.iter().map(|e| edge_line(graph, places, *e)).collect())
            .collect(),
    });
    let answer = PathsAnswer {
        from,
        to,
        complete: paths.extent == Extent::All,
        every_chain_passes: paths.gates.iter().map(|n| graph.id(*n).as_str()).collect(),
        chains: chains.collect(),
        left_out_undated: paths.undated.iter().map(|n| graph.id(*n).as_str()).collect(),
    };
    write(&answer, out)
}

#[derive(Debug, Serialize)]
struct MainLineAnswer<'a> {
    among_documents: usize,
    among_citations: usize,
    nodes: Vec<Node<'a>>,
    links: Vec<WeighedLine<'a>>,
    left_out_undated: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct WeighedLine<'a> {
    source: &'a str,
    target: &'a str,
    log10_ways: f64,
}

/// Writes a main line.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn main_line(graph: &Graph, line: &MainLine, out: impl Write) -> io::Result<()> {
    let links = line.links.iter().map(|link| WeighedLine {
        source: graph.id(link.source).as_str(),
        target: graph.id(link.target).as_str(),
        log10_ways: link.weight,
    });
    let answer = MainLineAnswer {
        among_documents: line.documents,
        among_citations: line.citations,
        nodes: line.nodes.iter().map(|n| node(graph, *n)).collect(),
        links: links.collect(),
        left_out_undated: line.undated.iter().map(|n| graph.id(*n).as_str()).collect(),
    };
    write(&answer, out)
}

#[derive(Debug, Serialize)]
struct GroundAnswer<'a> {
    about: Vec<Node<'a>>,
    ancestors: Vec<GroundLine<'a>>,
    left_out_undated: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct GroundLine<'a> {
    steps: u64,
    nearest: bool,
    #[serde(flatten)]
    node: Node<'a>,
}

/// Writes what documents rest on together, nearest first.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn common_ground(graph: &Graph, found: &CommonGround, out: impl Write) -> io::Result<()> {
    let line = |ground: &crate::query::Ground| GroundLine {
        steps: ground.steps,
        nearest: ground.nearest,
        node: node(graph, ground.node),
    };
    let answer = GroundAnswer {
        about: found.asked.iter().map(|n| node(graph, *n)).collect(),
        ancestors: found.ancestors.iter().map(line).collect(),
        left_out_undated: found.undated.iter().map(|n| graph.id(*n).as_str()).collect(),
    };
    write(&answer, out)
}
