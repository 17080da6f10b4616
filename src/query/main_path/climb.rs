//! The heaviest way from each node to an end, by the sum of weights.

use std::collections::BTreeSet;

use super::edges::{Edge, Edges};
use crate::query::Direction;

/// Totals whose logarithms differ by less than this are equal: their difference is one of rounding.
pub(super) const EQUAL: f64 = 1e-9;

/// For each place the heaviest way from its component in one direction, to a source or a sink.
pub(super) struct Climb {
    direction: Direction,
    /// The logarithm of the sum of weights along the way, -∞ where there is no edge.
    total: Vec<f64>,
    /// The first edge of the way.
    first: Vec<Option<Edge>>,
}

impl Climb {
    /// Finds the ways by one pass over the places: the sum beyond an edge is known when it is met.
    ///
    /// Of equal totals the one with the heavier first edge is taken, then the one that comes first.
    pub(super) fn of(edges: &Edges<'_>, weights: &[f64], direction: Direction) -> Climb {
        let nodes = edges.net.node_count();
        let mut out = Climb { direction, total: vec![f64::NEG_INFINITY; nodes], first: vec![None; nodes] };
        let mut visit = |part: std::ops::Range<u32>| {
            let mut best: Option<(f64, f64, Edge)> = None;
            for edge in edges.leaving(part.start, direction) {
                let own = weights[edge.number as usize];
                let beyond = out.total[edge.end(direction) as usize];
                let high = own.max(beyond);
                // A sum of two is at most twice the greater one: most edges need no exponential.
                if best.is_some_and(|(total, ..)| high + std::f64::consts::LN_2 < total - EQUAL) {
                    continue;
                }
                let sum = add(own, beyond);
                let better = best.is_none_or(|(total, heaviest, _)| {
                    sum > total + EQUAL || sum > total - EQUAL && own > heaviest + EQUAL
                });
                if better {
                    best = Some((sum, own, edge));
                }
            }
            for member in part {
                out.total[member as usize] = best.map_or(f64::NEG_INFINITY, |(total, ..)| total);
                out.first[member as usize] = best.map(|(.., edge)| edge);
            }
        };
        match direction {
            Direction::Out => edges.net.components().for_each(&mut visit),
            Direction::In => edges.net.components().rev().for_each(&mut visit),
        }
        out
    }

    /// Returns the logarithm of the greatest sum of weights on a way from the component of a place.
    pub(super) fn total(&self, place: u32) -> f64 {
        self.total[place as usize]
    }

    /// Adds the edges of the way from the component of a place, up to where one is there already.
    pub(super) fn follow(&self, place: u32, out: &mut BTreeSet<Edge>) {
        let mut place = place;
        while let Some(edge) = self.first[place as usize].filter(|edge| out.insert(*edge)) {
            place = edge.end(self.direction);
        }
    }
}

/// Returns the logarithm of the sum of two numbers given by theirs.
fn add(a: f64, b: f64) -> f64 {
    let (high, low) = if a >= b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}
