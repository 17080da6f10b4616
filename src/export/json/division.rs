//! Communities as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::{Node, node, write};
use crate::graph::Graph;
use crate::query::{Community, Division, DivisionOptions};

#[derive(Debug, Serialize)]
struct DivisionAnswer<'a> {
    resolution: f64,
    seed: u64,
    modularity: f64,
    communities: usize,
    documents: usize,
    citations: usize,
    left_out_undated: usize,
    entries: Vec<CommunityLine<'a>>,
}

#[derive(Debug, Serialize)]
struct CommunityLine<'a> {
    community: usize,
    size: usize,
    words: Vec<WordLine<'a>>,
    first_year: Option<u16>,
    median_year: Option<u16>,
    last_year: Option<u16>,
    citations_within: usize,
    citations_outward: usize,
    documents: Vec<AssociateLine<'a>>,
}

#[derive(Debug, Serialize)]
struct WordLine<'a> {
    word: &'a str,
    documents: u32,
}

#[derive(Debug, Serialize)]
struct AssociateLine<'a> {
    cited_within: u32,
    cited_by: u32,
    #[serde(flatten)]
    node: Node<'a>,
}

/// Writes some communities, by their places in the list, with all their documents. Communities are numbered from 1, the
/// largest first.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn division(
    graph: &Graph,
    division: &Division,
    options: &DivisionOptions,
    places: impl IntoIterator<Item = usize>,
    out: impl Write,
) -> io::Result<()> {
    let answer = DivisionAnswer {
        resolution: options.resolution,
        seed: options.seed,
        modularity: division.modularity,
        communities: division.communities.len(),
        documents: division.documents(),
        citations: division.citations,
        left_out_undated: division.undated,
        entries: places.into_iter().map(|at| line(graph, at + 1, &division.communities[at])).collect(),
    };
    write(&answer, out)
}

fn line<'a>(graph: &'a Graph, number: usize, community: &'a Community) -> CommunityLine<'a> {
    let documents = community.members.iter().map(|member| AssociateLine {
        cited_within: member.cited_within,
        cited_by: member.cited_by,
        node: node(graph, member.node),
    });
    CommunityLine {
        community: number,
        size: community.members.len(),
        words: community.words.iter().map(|w| WordLine { word: &w.word, documents: w.documents }).collect(),
        first_year: community.years.map(|years| years.first),
        median_year: community.years.map(|years| years.median),
        last_year: community.years.map(|years| years.last),
        citations_within: community.within,
        citations_outward: community.outward,
        documents: documents.collect(),
    }
}
