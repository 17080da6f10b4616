//! The heaviest way from each node to an end, by the sum of weights.

use std::collections::BTreeSet;
use std::f64::consts::LN_2;
use std::ops::Range;

use super::edges::Edge;
use crate::graph::Net;
use crate::query::Direction;
use crate::query::stretches::{Stretch, stretches};

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
    /// Finds the ways by one pass over the edges in order: the sum beyond an edge is known when it is met.
    ///
    /// Of equal totals the one with the heavier first edge is taken, then the one to the smaller place.
    pub(super) fn of(net: &Net, weights: &[f64], direction: Direction) -> Climb {
        let nodes = net.node_count();
        let mut out = Climb { direction, total: vec![f64::NEG_INFINITY; nodes], first: vec![None; nodes] };
        let mut order = stretches(net, 0..nodes as u32);
        match direction {
            Direction::Out => {
                let mut number = 0;
                for stretch in order {
                    let (range, knot) = bounds(stretch);
                    for citing in range.clone() {
                        // What is cited within the knot does not stand before it.
                        let cites = net.cites(citing);
                        let outside =
                            if knot { cites.partition_point(|t| *t < range.start) } else { cites.len() };
                        out.pull(weights, citing, &cites[..outside], number);
                        number += cites.len() as u32;
                    }
                    if knot {
                        out.unite(weights, range);
                    }
                }
            }
            // Each place hands down what it knows, so that the weights are read in order here as well.
            Direction::In => {
                order.reverse();
                let mut number = net.edge_count() as u32;
                for stretch in order {
                    let (range, knot) = bounds(stretch);
                    if knot {
                        out.unite(weights, range.clone());
                    }
                    for citing in range.clone().rev() {
                        for cited in net.cites(citing).iter().rev() {
                            number -= 1;
                            if !knot || *cited < range.start {
                                out.offer(weights, Edge { citing, cited: *cited, number });
                            }
                        }
                    }
                }
            }
        }
        out
    }

    /// Offers the edges of a citing place, which are numbered from `number`.
    fn pull(&mut self, weights: &[f64], citing: u32, cites: &[u32], number: u32) {
        let own = &weights[number as usize..][..cites.len()];
        let high = |total: &[f64], cited: u32, own: f64| own.max(total[cited as usize]);
        // No sum is less than its greater part: most edges are out of question before any sum is computed.
        let parts = cites.iter().zip(own).map(|(cited, own)| high(&self.total, *cited, *own));
        let most = parts.fold(f64::NEG_INFINITY, f64::max);
        for ((cited, own), number) in cites.iter().zip(own).zip(number..) {
            if high(&self.total, *cited, *own) + LN_2 >= most - EQUAL {
                self.offer(weights, Edge { citing, cited: *cited, number });
            }
        }
    }

    /// Takes an edge as the first one of the way from its near end, if the way is better.
    fn offer(&mut self, weights: &[f64], edge: Edge) {
        let own = weights[edge.number as usize];
        let (near, far) = match self.direction {
            Direction::Out => (edge.citing, edge.cited),
            Direction::In => (edge.cited, edge.citing),
        };
        let beyond = self.total[far as usize];
        // A sum of two is at most twice the greater one: most edges need no exponential.
        if own.max(beyond) + LN_2 >= self.total[near as usize] - EQUAL {
            self.take(weights, near, add(own, beyond), edge);
        }
    }

    fn take(&mut self, weights: &[f64], near: u32, sum: f64, edge: Edge) {
        let total = &mut self.total[near as usize];
        let first = &mut self.first[near as usize];
        let equal = |known: &Edge| {
            let (own, heaviest) = (weights[edge.number as usize], weights[known.number as usize]);
            let smaller = edge.end(self.direction) < known.end(self.direction);
            own > heaviest + EQUAL || own > heaviest - EQUAL && smaller
        };
        if sum > *total + EQUAL || sum > *total - EQUAL && first.as_ref().is_none_or(equal) {
            *total = sum;
            *first = Some(edge);
        }
    }

    /// Gives all members of a knot the best way of any of them.
    fn unite(&mut self, weights: &[f64], knot: Range<u32>) {
        for member in knot.clone() {
            if let Some(edge) = self.first[member as usize] {
                self.take(weights, knot.start, self.total[member as usize], edge);
            }
        }
        let (begin, end) = (knot.start as usize, knot.end as usize);
        let (total, first) = (self.total[begin], self.first[begin]);
        self.total[begin..end].fill(total);
        self.first[begin..end].fill(first);
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

/// Returns the places of a stretch, and whether they are a knot.
fn bounds(stretch: Stretch) -> (Range<u32>, bool) {
    match stretch {
        Stretch::Plain(range) => (range, false),
        Stretch::Knot(range) => (range, true),
    }
}

/// Returns the logarithm of the sum of two numbers given by theirs.
fn add(a: f64, b: f64) -> f64 {
    let (high, low) = if a >= b { (a, b) } else { (b, a) };
    // e^-40 is below the precision of a double.
    if high - low < 40.0 { high + (low - high).exp().ln_1p() } else { high }
}
