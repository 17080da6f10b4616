//! Chains, main lines and common ground as CSV.

use std::io::{self, Write};

use super::{Cells, PLACE, Table, description, place_cells};
use crate::draw::Places;
use crate::graph::Graph;
use crate::query::{CommonGround, MainLine, Paths};

const MAIN_LINE: [&str; 5] = ["Source", "Target", "Type", "Label", "Weight"];
const GROUND: [&str; 8] = ["Id", "Label", "Kind", "Body", "Date", "Title", "Steps", "Nearest"];

/// Writes chains: a row for every place of every step, and one row without place for an edge of which none is known.
/// Chains and steps are numbered from 1.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn paths(graph: &Graph, paths: &Paths, places: &Places, cells: Cells, out: impl Write) -> io::Result<()> {
    let header: Vec<&str> = ["Chain", "Step"].into_iter().chain(PLACE).collect();
    let mut table = Table::new(out, cells, &header)?;
    for (chain, number) in paths.chains.iter().zip(1..) {
        for (edges, step) in chain.steps.iter().zip(1..) {
            for place in edges.iter().flat_map(|edge| place_cells(graph, places, *edge)) {
                table.row([number, step].iter().map(u32::to_string).chain(place).collect())?;
            }
        }
    }
    table.end()
}

/// Writes the citations of a main line as an edge list; the weight is the decimal logarithm of the number of ways.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn main_line(graph: &Graph, line: &MainLine, cells: Cells, out: impl Write) -> io::Result<()> {
    let mut table = Table::new(out, cells, &MAIN_LINE)?;
    for link in &line.links {
        table.row(vec![
            graph.id(link.source).to_string(),
            graph.id(link.target).to_string(),
            "Directed".to_owned(),
            "main path".to_owned(),
            format!("{:.6}", link.weight),
        ])?;
    }
    table.end()
}

/// Writes what documents rest on together, nearest first.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn common_ground(graph: &Graph, found: &CommonGround, cells: Cells, out: impl Write) -> io::Result<()> {
    let mut table = Table::new(out, cells, &GROUND)?;
    for ground in &found.ancestors {
        let mut row = description(graph, ground.node);
        row.extend([ground.steps.to_string(), ground.nearest.to_string()]);
        table.row(row)?;
    }
    table.end()
}
