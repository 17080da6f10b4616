//! Similar documents as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::{Node, node, write};
use crate::graph::Graph;
use crate::query::{Likeness, Resemblance};

#[derive(Debug, Serialize)]
struct SimilarAnswer<'a> {
    about: Node<'a>,
    by: &'static str,
    cited_by: usize,
    cites: usize,
    population: usize,
    left_out_undated: usize,
    entries: Vec<SimilarLine<'a>>,
}

#[derive(Debug, Serialize)]
struct SimilarLine<'a> {
    rank: usize,
    score: f64,
    cited_together: u32,
    shared_sources: u32,
    cites_it: bool,
    cited_by_it: bool,
    #[serde(flatten)]
    node: Node<'a>,
}

/// Writes the documents like one; `population` is their number, those beyond the list included.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn similar(
    graph: &Graph,
    found: &Resemblance,
    by: Likeness,
    population: usize,
    out: impl Write,
) -> io::Result<()> {
    let entries = found.entries.iter().enumerate().map(|(at, one)| SimilarLine {
        rank: at + 1,
        score: one.score,
        cited_together: one.together,
        shared_sources: one.sources,
        cites_it: one.cites,
        cited_by_it: one.cited,
        node: node(graph, one.node),
    });
    let answer = SimilarAnswer {
        about: node(graph, found.document),
        by: by.as_str(),
        cited_by: found.cited_by,
        cites: found.cites,
        population,
        left_out_undated: found.undated,
        entries: entries.collect(),
    };
    write(&answer, out)
}
