//! Lines that share a trunk, and the lanes that trunks take through the rows.

use std::collections::BTreeMap;

use super::rows::Row;
use crate::draw::{Diagram, Line};

/// Something that takes room in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// The box of a node.
    Node(usize),
    /// A trunk that passes.
    Lane {
        /// The net that it belongs to.
        net: usize,
    },
}

/// A piece of a line in the channel between two rows that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// What it is joined to in the earlier row.
    pub(super) upper: usize,
    /// What it is joined to in the later row.
    pub(super) lower: usize,
    pub(super) net: usize,
    /// The line of the diagram that begins here; none where a trunk goes on.
    pub(super) edge: Option<usize>,
    /// Whether it should run straight before all others.
    pub(super) is_spine: bool,
}

/// The lines of a picture that lead to the same text, from the same side, and say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Net {
    pub(super) target: usize,
    pub(super) line: Line,
    /// Whether the cited text stands in an earlier row, as is usual.
    pub(super) is_upward: bool,
    /// Over how many rows it reaches.
    pub(super) span: usize,
}

/// The picture as rows of boxes and lanes, with pieces of lines from row to row.
#[derive(Clone, Debug, Default)]
pub(super) struct Layers {
    pub(super) stands: Vec<Stand>,
    /// The room that each stand takes across.
    pub(super) breadths: Vec<f64>,
    /// The row of each stand.
    pub(super) row_of: Vec<usize>,
    /// The stands of each row, in order.
    pub(super) rows: Vec<Vec<usize>>,
    pub(super) links: Vec<Link>,
    pub(super) nets: Vec<Net>,
}

impl Layers {
    fn add(&mut self, stand: Stand, row: usize, breadth: f64) -> usize {
        let at = self.stands.len();
        self.stands.push(stand);
        self.breadths.push(breadth);
        self.row_of.push(row);
        self.rows[row].push(at);
        at
    }
}

/// Returns the rows with the lanes of all trunks. The first stands are the nodes, in their order.
///
/// The lines that join one cited text from one side and say the same make a net. Its trunk passes every row between the
/// cited text and the row before the furthest citing one; citing texts join it in the channel before their own row. A
/// line that renews a text of its series has a net of its own.
pub(super) fn layers(diagram: &Diagram, rows: &[Row], breadths: &[f64]) -> Layers {
    let mut layers = Layers { rows: vec![Vec::new(); rows.len()], ..Layers::default() };
    let mut row_of = vec![0; diagram.nodes.len()];
    for (at, row) in rows.iter().enumerate() {
        for node in &row.nodes {
            row_of[*node] = at;
        }
    }
    for node in 0..diagram.nodes.len() {
        layers.add(Stand::Node(node), row_of[node], breadths[node]);
    }
    for (row, members) in layers.rows.iter_mut().zip(rows) {
        row.clone_from(&members.nodes);
    }
    let mut nets: BTreeMap<(usize, Line, bool, Option<usize>), Vec<usize>> = BTreeMap::new();
    for (at, edge) in diagram.edges.iter().enumerate() {
        let is_upward = row_of[edge.source] > row_of[edge.target];
        nets.entry((edge.target, edge.line, is_upward, edge.renews.then_some(at))).or_default().push(at);
    }
    for ((target, line, is_upward, spine), edges) in nets {
        let net = layers.nets.len();
        let home = row_of[target];
        let span = edges.iter().map(|e| row_of[diagram.edges[*e].source].abs_diff(home)).max().unwrap_or(0);
        layers.nets.push(Net { target, line, is_upward, span });
        // What a line joins that begins so many rows from the cited text: the text itself, then the lanes.
        let mut joints = vec![target];
        for distance in 1..span {
            let row = if is_upward { home + distance } else { home - distance };
            let lane = layers.add(Stand::Lane { net }, row, 0.0);
            let inner = joints[distance - 1];
            layers.links.push(link(inner, lane, is_upward, net, None, spine.is_some()));
            joints.push(lane);
        }
        for edge in edges {
            let source = diagram.edges[edge].source;
            let joint = joints[row_of[source].abs_diff(home) - 1];
            layers.links.push(link(joint, source, is_upward, net, Some(edge), spine.is_some()));
        }
    }
    layers
}

fn link(
    inner: usize,
    outer: usize,
    is_upward: bool,
    net: usize,
    edge: Option<usize>,
    is_spine: bool,
) -> Link {
    let (upper, lower) = if is_upward { (inner, outer) } else { (outer, inner) };
    Link { upper, lower, net, edge, is_spine }
}
