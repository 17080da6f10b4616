//! The edges of a net with their numbers, as a search for paths meets them: from a component upwards or downwards.

use std::ops::Range;

use crate::graph::Net;
use crate::query::Direction;
use crate::query::stretches::component;

/// A net whose edges are numbered in the order of [`Net::edges`].
pub(super) struct Edges<'a> {
    pub(super) net: &'a Net,
    /// The number of the first edge of each citing place.
    first: Vec<u32>,
}

/// An edge between two components.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    pub(super) citing: u32,
    pub(super) cited: u32,
    /// Its number.
    pub(super) number: u32,
}

impl Edge {
    /// Returns the end to which the edge leads in a direction.
    pub(super) fn end(self, direction: Direction) -> u32 {
        match direction {
            Direction::Out => self.cited,
            Direction::In => self.citing,
        }
    }
}

impl<'a> Edges<'a> {
    pub(super) fn of(net: &'a Net) -> Edges<'a> {
        let mut first = Vec::with_capacity(net.node_count());
        let mut count = 0;
        for place in 0..net.node_count() as u32 {
            first.push(count);
            count += net.cites(place).len() as u32;
        }
        Edges { net, first }
    }

    /// Returns the edges by which one can leave the component of a place: to what it cites, or to what cites it.
    pub(super) fn leaving(&self, place: u32, direction: Direction) -> impl Iterator<Item = Edge> + '_ {
        let own = component(self.net, place);
        own.clone().flat_map(move |member| self.at(member, direction)).filter(move |edge| {
            let end = edge.end(direction);
            !own.contains(&end)
        })
    }

    /// Returns the edges of one place, those within its knot included.
    pub(super) fn at(&self, place: u32, direction: Direction) -> impl Iterator<Item = Edge> + '_ {
        let row = match direction {
            Direction::Out => self.net.cites(place),
            Direction::In => self.net.cited_by(place),
        };
        row.iter().enumerate().map(move |(at, other)| match direction {
            Direction::Out => {
                Edge { citing: place, cited: *other, number: self.first[place as usize] + at as u32 }
            }
            Direction::In => {
                let position = self.net.cites(*other).partition_point(|t| *t < place);
                Edge { citing: *other, cited: place, number: self.first[*other as usize] + position as u32 }
            }
        })
    }

    /// Returns whether no edge leads from a component in a direction.
    pub(super) fn ends_at(&self, part: &Range<u32>, direction: Direction) -> bool {
        self.leaving(part.start, direction).next().is_none()
    }
}
