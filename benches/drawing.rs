//! Time to draw a lineage, beside Graphviz on the same graphs: `cargo bench --bench drawing`.
//!
//! Needs an installed `dot`. Both get the same diagrams in memory and give SVG; Graphviz is a process of its own, whose
//! start (told in the first row) counts, as it would for a program that asks it. Of each the least of several runs.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use travaux::Database;
use travaux::draw::{self, Diagram, Options};
use travaux::export::dot;
use travaux::model::NodeId;
use travaux::query::{Depth, LineageOptions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::embedded()?;
    println!("| diagram | nodes | lines | own, ms | dot, ms | times faster |\n|---|--:|--:|--:|--:|--:|");
    let start = least(5, || graphviz(b"digraph { a }"))?;
    println!("| one node in Graphviz | 1 | 0 | | {:.1} | |", ms(start));
    for (focus, nodes, rounds) in
        [("A/RES/53/144", 25, 9), ("A/RES/70/1", 60, 9), ("A/RES/70/1", 200, 5), ("A/RES/70/1", 1500, 1)]
    {
        let diagram = diagram(&database, focus, nodes)?;
        let own = least(20, || {
            assert!(draw::svg(&diagram, Options::default()).ends_with("</svg>\n"));
            Ok(())
        })?;
        let mut text = Vec::new();
        dot::diagram("lineage", &diagram, &mut text)?;
        let other = least(rounds, || graphviz(&text))?;
        println!(
            "| {focus} | {} | {} | {:.1} | {:.1} | {:.0} |",
            diagram.nodes.len(),
            diagram.edges.len(),
            ms(own),
            ms(other),
            other.as_secs_f64() / own.as_secs_f64()
        );
    }
    Ok(())
}

/// Returns the lineage of a document to any depth, of so many nodes.
fn diagram(database: &Database, focus: &str, nodes: usize) -> Result<Diagram, travaux::Error> {
    let graph = database.graph()?;
    let focus = graph.find(&NodeId::new(focus)).expect("the shipped dataset has it");
    let options = LineageOptions {
        ancestors: Depth::All,
        descendants: Depth::All,
        max_nodes: Some(nodes),
        ..LineageOptions::default()
    };
    let found = database.lineage(focus, &options)?;
    let places = database.places_of(&found.subgraph)?;
    let years = database.likely_years(found.subgraph.nodes.iter().copied())?;
    Ok(Diagram::of_lineage(graph, &found, &places, &years))
}

fn graphviz(text: &[u8]) -> std::io::Result<()> {
    let mut child = Command::new("dot").arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().expect("it is piped");
    let text = text.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&text));
    let output = child.wait_with_output()?;
    writer.join().expect("a writer does not panic")?;
    assert!(output.status.success() && !output.stdout.is_empty());
    Ok(())
}

fn least(rounds: usize, mut work: impl FnMut() -> std::io::Result<()>) -> std::io::Result<Duration> {
    let mut least = Duration::MAX;
    for _ in 0..rounds {
        let start = Instant::now();
        work()?;
        least = least.min(start.elapsed());
    }
    Ok(least)
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
