//! What this machine could do at best: the least memory that each row must touch, at the speed measured here.
//!
//! Four speeds are measured on the graph itself, so that caches count as they do for the engine:
//!
//! - R: the rows of one side are read once, end to end, and summed;
//! - G: the same, and a double is gathered for every edge (in the order of the rows, which is topological);
//! - W: the same with a row of sixteen doubles; B: with a row of 32 bytes;
//! - C: one step of a walk of dependent reads through as many words as the graph has.
//!
//! | row | limit |
//! |---|---|
//! | load | a plain read of the file |
//! | open | a plain read of the snapshot |
//! | direct | 2 C: where the row stands, and the row |
//! | descendants | R times the share of edges that leave a descendant or the node itself, on the citing side |
//! | shortest path | 2 C for each node of the path |
//! | pagerank, katz | G |
//! | hits | 2 G: one step of the iteration; how many are needed is a matter of the method |
//! | betweenness | 2 W for each sixteen sources, times the share of edges below a source (mean over pivots) |
//! | closeness, harmonic | B for each 256 sources, times the same share |
//! | communities | 2 G: every edge from both ends once |
//! | main path | 3 G: ways from below, ways from above, the heaviest path |
//!
//! A limit says what no program of this kind on this machine goes below, not that one could reach it.

use std::error::Error;
use std::fs;
use std::hint::black_box;

use serde_json::json;
use travaux::graph::Net;
use travaux::query::centrality::pivots;
use travaux::query::descent::{ancestors, descendants, shortest_path};

use super::edge_list::{EdgeList, Facts};
use super::stopwatch::processor;
use super::{Request, snapshot};

/// Sources whose share of edges stands for that of all.
const SAMPLE: usize = 64;

/// Prints the limit of every row.
pub fn run(request: &Request) -> Result<(), Box<dyn Error>> {
    let watch = request.stopwatch("limit");
    let list = EdgeList::read(&request.file)?;
    watch.time("load", 1, || fs::read(&request.file).map_or(f64::NAN, |bytes| bytes.len() as f64));
    if watch.wants("open") {
        snapshot::time_plain_read(&watch, &list)?;
    }
    let (net, numbering) = Net::of(list.nodes, &list.edges);
    let facts = Facts::of(&list, request.sampled);
    drop(list);
    let (nodes, edges) = (net.node_count(), net.edge_count().max(1) as f64);
    let hub = numbering.places[facts.hub as usize];

    let rows: Vec<u32> = (0..nodes as u32).flat_map(|v| net.cited_by(v).iter().copied()).collect();
    let read = read_once(&rows);
    let gather = gathered::<1>(&rows, nodes);
    let wide = gathered::<16>(&rows, nodes);
    let bits = gathered::<4>(&rows, nodes);
    drop(rows);
    let step = chase(nodes + net.edge_count());
    let tell = |job: &str, seconds: f64| {
        if watch.wants(job) {
            println!("{}", json!({"tool": "limit", "job": job, "wall": seconds, "cpu": seconds}));
        }
    };
    println!(
        "{}",
        json!({"tool": "limit", "job": "speeds", "read": read, "gather": gather, "wide": wide, "bits": bits, "step": step,
            "bytes per second": 4.0 * edges / read})
    );
    tell("direct", 2.0 * step);
    let below: usize = descendants(&net, hub).iter().chain([&hub]).map(|v| net.cited_by(*v).len()).sum();
    tell("descendants", read * below as f64 / edges);
    let lengths: usize = facts
        .sources
        .iter()
        .filter_map(|s| shortest_path(&net, numbering.places[*s as usize], hub))
        .map(|p| p.len())
        .sum();
    tell("shortest path", 2.0 * step * lengths as f64 / facts.sources.len().max(1) as f64);
    tell("pagerank", gather);
    tell("katz", gather);
    tell("hits", 2.0 * gather);
    let sample = pivots(nodes, SAMPLE, 1);
    let within = |source: &u32| {
        let found = ancestors(&net, *source);
        found.iter().chain([source]).map(|v| net.cites(*v).len()).sum::<usize>() as f64
    };
    let share = sample.iter().map(within).sum::<f64>() / (edges * sample.len().max(1) as f64);
    let sources = facts.pivots.as_ref().map_or(nodes, Vec::len) as f64;
    tell("betweenness", 2.0 * wide * share * sources / 16.0);
    for job in ["closeness", "harmonic"] {
        tell(job, bits * share * (sources / 256.0).max(1.0));
    }
    tell("communities", 2.0 * gather);
    tell("main path", 3.0 * gather);
    Ok(())
}

/// Returns the seconds of one read of the rows of a side, end to end.
fn read_once(rows: &[u32]) -> f64 {
    seconds(|| rows.iter().map(|place| u64::from(*place)).sum::<u64>())
}

/// Returns the seconds of one pass that gathers `WIDTH` doubles for each edge.
///
/// Into several sums in turn, so that no addition waits for the one before.
fn gathered<const WIDTH: usize>(rows: &[u32], nodes: usize) -> f64 {
    const SUMS: usize = 8;
    let values = vec![[1.0f64; WIDTH]; nodes];
    seconds(|| {
        let mut sums = [[0.0f64; WIDTH]; SUMS];
        for places in rows.chunks(SUMS) {
            for (sum, place) in sums.iter_mut().zip(places) {
                let gathered = &values[*place as usize];
                (0..WIDTH).for_each(|lane| sum[lane] += gathered[lane]);
            }
        }
        sums
    })
}

/// Returns the seconds of one of many reads each of which tells where the next one is.
fn chase(words: usize) -> f64 {
    const STEPS: usize = 200_000;
    let words = words.max(2).next_power_of_two();
    // A full period for a power of two: Hull and Dobell 1962, *Random number generators*.
    let next: Vec<u32> =
        (0..words as u64).map(|i| ((i * 0x5851_F42D + 0x1405_7B7F) % words as u64) as u32).collect();
    seconds(|| (0..STEPS).fold(0u32, |at, _| next[at as usize])) / STEPS as f64
}

/// Returns the least seconds of processor of several runs: a limit is what is possible.
fn seconds<T>(mut run: impl FnMut() -> T) -> f64 {
    let one = |_| {
        let begin = processor();
        black_box(run());
        processor() - begin
    };
    (0..5).map(one).fold(f64::INFINITY, f64::min)
}
