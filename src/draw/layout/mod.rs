//! A time line: a row for each year, older texts first, every line from a later row to an earlier one.
//!
//! A layered drawing in the manner of Sugiyama, Tagawa and Toda (1981, *Methods for visual understanding of
//! hierarchical system structures*), in which the years have already told the layers:
//!
//! 1. `rows`: years become rows, and within a year what is cited stands before what cites it;
//! 2. `nets`: lines to one text that say the same share a trunk, which passes the rows between in lanes;
//! 3. `order`: medians and exchanges of neighbours, until few lines cross;
//! 4. `place`, `bend`, `settle`: places across the rows, so that trunks and the spines of series run straight;
//! 5. `ports`, `channel`, `route`: lines leave boxes apart from each other, and turn only between the rows.
//!
//! Since lines run along the rows in the channels between them, and across the rows in lanes of their own, none
//! touches a box that it does not belong to. *Across* is the way along a row, *along* the way of time; the last step
//! makes *x* and *y* of them.

mod bend;
mod channel;
#[cfg(test)]
mod checks;
#[cfg(test)]
mod crossings;
mod nets;
mod order;
mod place;
mod ports;
mod route;
mod rows;
mod settle;

use super::card::Card;
use super::{Diagram, Flow, Line, View};

/// A point of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A rectangle of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A piece of a line: a way of straight pieces, whose corners are rounded when it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Route {
    /// The pieces that belong together bear the same number: a trunk and its branches.
    pub(super) net: usize,
    /// From the citing to the cited text, or to the trunk that leads there.
    pub(super) points: Vec<Point>,
    /// The line of the diagram that takes this way; none on a trunk.
    pub(super) edge: Option<usize>,
    /// The cited node.
    pub(super) target: usize,
    /// What it says.
    pub(super) line: Line,
    /// Whether it ends at the cited text.
    pub(super) has_head: bool,
    /// Whether it is long, and stands back.
    pub(super) is_faded: bool,
}

/// All rows of one year.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Band {
    pub(super) label: String,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// Where everything stands, from the corner at the top left.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub(super) width: f64,
    pub(super) height: f64,
    /// The boxes of the nodes.
    pub(super) boxes: Vec<Rect>,
    /// The nodes as one reads: by row, then across.
    pub(super) reading: Vec<usize>,
    pub(super) routes: Vec<Route>,
    pub(super) bands: Vec<Band>,
}

/// Distances of a time line.
#[derive(Clone, Copy, Debug)]
struct Spacing {
    /// Widest row of boxes, after which a year is broken.
    widest: f64,
    /// Between boxes.
    boxes: f64,
    /// Between a lane and a box.
    lane: f64,
    /// Between lanes, between ports and between tracks.
    lines: f64,
    /// The least height of a channel.
    channel: f64,
}

impl Spacing {
    fn of(view: View, flow: Flow) -> Self {
        let narrow: f64 = match flow {
            Flow::Down => 1.0,
            Flow::Right => 0.5,
        };
        match view {
            View::Cards => Self {
                widest: 1120.0 * narrow.max(0.6),
                boxes: 26.0 * narrow,
                lane: 15.0,
                lines: 9.0,
                channel: 36.0,
            },
            View::Compact | View::Constellation => Self {
                widest: 1300.0 * narrow.max(0.6),
                boxes: 16.0 * narrow,
                lane: 9.0,
                lines: 6.0,
                channel: 26.0,
            },
        }
    }
}

/// Places a diagram whose nodes have these boxes.
///
/// Time O((|V| + |E| + d) log |V|) for a fixed number of sweeps, where d is the number of rows that trunks pass; space
/// O(|V| + |E| + d). Cycles, lines to later texts and nodes without a year are drawn like all others.
pub(super) fn timeline(diagram: &Diagram, cards: &[Card], view: View, flow: Flow) -> Placed {
    let spacing = Spacing::of(view, flow);
    // Breadth is measured across, depth along.
    let sizes: Vec<(f64, f64)> = cards
        .iter()
        .map(|card| match flow {
            Flow::Down => (card.width, card.height),
            Flow::Right => (card.height, card.width),
        })
        .collect();
    let breadths: Vec<f64> = sizes.iter().map(|(breadth, _)| *breadth).collect();
    let rows = rows::rows(diagram, &breadths, spacing);
    let mut layers = nets::layers(diagram, &rows, &breadths);
    order::order(&mut layers);
    let across = place::across(&layers, spacing);
    route::placed(diagram, &sizes, &rows, &layers, &across, spacing, flow)
}
