//! Edge lists as files, and what is asked of every tool about one.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde_json::json;
use travaux::Database;
use travaux::query::centrality::pivots;
use travaux::query::{EdgeFilter, RelationSet, Selection};

use super::numbers::Pairs;

/// Beyond so many nodes, measures over all sources are estimated from pivots.
const MOST_FOR_EXACT: usize = 50_000;
const PIVOTS: usize = 64;
/// How many nodes are asked for what cites them, and how many pairs for a shortest path.
const DIRECT: u64 = 2_000;
const PAIRS: u32 = 16;

/// Citations between nodes `0..nodes`.
pub struct EdgeList {
    pub nodes: usize,
    pub edges: Vec<(u32, u32)>,
}

impl EdgeList {
    /// Reads `citing cited` lines. Nodes are all numbers up to the greatest.
    pub fn read(path: impl AsRef<Path>) -> Result<EdgeList, Box<dyn Error>> {
        let mut pairs = Pairs::open(path)?;
        let edges: Vec<(u32, u32)> = pairs.by_ref().collect();
        pairs.end()?;
        Ok(EdgeList::of(edges))
    }

    /// The list of edges between all numbers up to the greatest.
    pub fn of(edges: Vec<(u32, u32)>) -> EdgeList {
        let greatest = edges.iter().map(|(citing, cited)| citing.max(cited)).max();
        EdgeList { nodes: greatest.map_or(0, |n| *n as usize + 1), edges }
    }

    /// Returns the references of the shipped dataset (relations `recalls` and `cites`), by place.
    pub fn shipped() -> Result<EdgeList, Box<dyn Error>> {
        let database = Database::embedded()?;
        let filter = EdgeFilter { relations: RelationSet::references(), as_of: None, body: None };
        let selection = Selection::of(database.graph()?, &filter);
        Ok(EdgeList { nodes: selection.net.node_count(), edges: selection.net.edges().collect() })
    }

    /// Writes what [`EdgeList::read`] reads.
    pub fn write(&self, path: impl AsRef<Path>) -> Result<(), Box<dyn Error>> {
        let mut out = BufWriter::new(File::create(path)?);
        for (citing, cited) in &self.edges {
            writeln!(out, "{citing} {cited}")?;
        }
        out.flush()?;
        Ok(())
    }
}

/// What every tool is asked, in the numbers of the file.
pub struct Facts {
    pub nodes: usize,
    pub edges: usize,
    /// The most cited node.
    pub hub: u32,
    /// Nodes whose citing ones are asked for.
    pub direct: Vec<u32>,
    /// Nodes from which a shortest path to the most cited one is sought.
    pub sources: Vec<u32>,
    /// Where measures over all sources are estimated: from which.
    pub pivots: Option<Vec<u32>>,
}

impl Facts {
    pub fn of(list: &EdgeList, sampled: bool) -> Facts {
        let mut cited = vec![0u32; list.nodes];
        list.edges.iter().for_each(|(_, target)| cited[*target as usize] += 1);
        let hub = (0..list.nodes as u32).rev().max_by_key(|n| cited[*n as usize]).unwrap_or(0);
        let nodes = list.nodes as u64;
        // More of the older ones, which are cited more: by the cube of even steps.
        let direct = (0..DIRECT).map(|i| ((nodes * i * i * i) / (DIRECT * DIRECT * DIRECT)) as u32).collect();
        let sources = (0..PAIRS.min(list.nodes as u32)).map(|i| list.nodes as u32 - 1 - i).collect();
        let few = sampled || list.nodes > MOST_FOR_EXACT;
        let pivots = few.then(|| pivots(list.nodes, PIVOTS, 0));
        Facts { nodes: list.nodes, edges: list.edges.len(), hub, direct, sources, pivots }
    }

    pub fn json(&self) -> serde_json::Value {
        json!({
            "nodes": self.nodes, "edges": self.edges, "hub": self.hub, "direct": self.direct,
            "sources": self.sources, "pivots": self.pivots,
        })
    }
}
