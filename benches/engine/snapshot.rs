//! Opening a snapshot, beside a plain read of the same bytes.

use std::error::Error;
use std::fs::{self, File};

use travaux::graph::Graph;
use travaux::model::{EdgeRecord, Generation, NodeId, Relation};

use super::edge_list::EdgeList;
use super::stopwatch::Stopwatch;

/// Beyond so many edges, records of edges with their ids do not fit the memory of a small machine.
const MOST: usize = 30_000_000;

/// Times `open`, and `plain read`, which is its limit. The file is in the page cache, where it was just written.
pub fn time(watch: &Stopwatch, list: &EdgeList) -> Result<(), Box<dyn Error>> {
    if list.edges.len() > MOST {
        return Ok(());
    }
    let path = std::env::temp_dir().join(format!("travaux-engine-{}.snapshot", std::process::id()));
    graph(list).write_snapshot(File::create(&path)?)?;
    let length = fs::metadata(&path)?.len();
    watch.time("open", 1, || {
        let file = File::open(&path).expect("it was just written");
        Graph::read_snapshot(file, length).map_or(f64::NAN, |graph| graph.edge_count() as f64)
    });
    fs::remove_file(&path)?;
    Ok(())
}

/// Times a plain read of the bytes of a snapshot into a new place.
pub fn time_plain_read(watch: &Stopwatch, list: &EdgeList) -> Result<(), Box<dyn Error>> {
    if list.edges.len() > MOST {
        return Ok(());
    }
    let path = std::env::temp_dir().join(format!("travaux-engine-{}.snapshot", std::process::id()));
    graph(list).write_snapshot(File::create(&path)?)?;
    watch.time("open", 1, || fs::read(&path).map_or(f64::NAN, |bytes| bytes.len() as f64));
    fs::remove_file(&path)?;
    Ok(())
}

/// Returns a graph of documents with ids as long as symbols are.
fn graph(list: &EdgeList) -> Graph {
    let ids: Vec<NodeId> = (0..list.nodes).map(|n| NodeId::new(format!("A/RES/{n:07}"))).collect();
    let record = |(citing, cited): &(u32, u32)| EdgeRecord {
        source: ids[*citing as usize].clone(),
        target: ids[*cited as usize].clone(),
        relation: Relation::Recalls,
        weight: 1,
    };
    // Of a generation: without one it bears no sum by which it could be checked.
    Graph::from_records(Vec::new(), list.edges.iter().map(record).collect())
        .of_generation(Generation { number: 1, stamp: 1 })
}
