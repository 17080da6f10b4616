//! Descent on a bare net: who rests on whom, by which chains, and what no chain can go round.
//!
//! An *ancestor* of a place is what it cites, straight or by others; a *descendant* is what so cites it. A *chain* is a
//! walk along citations, from the citing place to the cited. Nodes without an edge are places like all others, and
//! so are absent ones, which are cited and cite nothing.

mod bits;
mod chains;
mod dominators;
mod ends;
mod generations;
mod reach;
mod reduction;
mod shared_ancestors;
mod shortest;
mod sparse;

#[cfg(test)]
pub(in crate::query) mod random_nets;

pub use chains::{ChainLimits, Chains, Extent, simple_paths};
pub use dominators::{Dominators, between, dominators};
pub use ends::{leaves, roots};
pub use generations::{generations, longest_chain};
pub use reach::{ancestors, descendants, distances};
pub use reduction::transitive_reduction;
pub use shared_ancestors::{CommonAncestor, common_ancestors};
pub use shortest::{all_shortest_paths, shortest_path};

use super::Direction;
use crate::graph::Net;

/// Returns what stands one step away: what a place cites, or what cites it.
fn neighbours(net: &Net, place: u32, direction: Direction) -> &[u32] {
    match direction {
        Direction::Out => net.cites(place),
        Direction::In => net.cited_by(place),
    }
}
