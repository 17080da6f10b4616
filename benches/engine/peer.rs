//! The same jobs by petgraph, with its own graph and its own algorithms.

use std::error::Error;

use petgraph::Direction::Incoming;
use petgraph::algo::{bidirectional_dijkstra, page_rank};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{Dfs, Reversed};

use super::Request;
use super::edge_list::{EdgeList, Facts};
use super::numbers::Pairs;

/// Steps of PageRank, which petgraph takes as given: 0.85^114 is below 10⁻⁸.
const STEPS: usize = 114;

/// Times every job that is asked for.
pub fn run(request: &Request) -> Result<(), Box<dyn Error>> {
    let watch = request.stopwatch("petgraph");
    let graph = watch.once("load", || {
        let made = Pairs::open(&request.file).and_then(|mut pairs| {
            let mut graph = DiGraph::<(), ()>::new();
            graph.extend_with_edges(&mut pairs);
            pairs.end().map(|()| graph)
        });
        let edges = made.as_ref().map_or(0, |graph| graph.edge_count());
        (made, edges as f64)
    })?;
    let list = EdgeList::read(&request.file)?;
    let facts = Facts::of(&list, request.sampled);
    drop(list);
    let node = |number: u32| NodeIndex::new(number as usize);
    let hub = node(facts.hub);
    watch.time("direct", facts.direct.len(), || {
        let numbers =
            |at: &u32| graph.neighbors_directed(node(*at), Incoming).map(|c| c.index() as f64).sum::<f64>();
        facts.direct.iter().map(numbers).sum()
    });
    watch.time("descendants", 1, || {
        let reversed = Reversed(&graph);
        let mut walk = Dfs::new(reversed, hub);
        let mut count = 0.0;
        while walk.next(reversed).is_some() {
            count += 1.0;
        }
        count - 1.0
    });
    watch.time("shortest path", facts.sources.len(), || {
        let length = |source: &u32| bidirectional_dijkstra(&graph, node(*source), hub, |_| 1u32).unwrap_or(0);
        facts.sources.iter().map(length).sum::<u32>().into()
    });
    watch.time("pagerank", 1, || page_rank(&graph, 0.85f64, STEPS)[hub.index()]);
    Ok(())
}
