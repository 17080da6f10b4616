//! Main path analysis (Hummon and Doreian 1989, *Connectivity in a citation network: the development of DNA theory*): the
//! lines along which most of what a field knows has come down.
//!
//! Knowledge flows from the cited to the citing place. It rises at the *sources*, which cite nothing, and ends at the
//! *sinks*, which nothing cites. Every edge is weighed by the number of ways that lead through it
//! ([`traversal_weights`]), and paths are sought along heavy edges ([`local`], [`global`], [`key_routes`]).
//!
//! Counts of ways have no end in a cycle, so that each knot counts as one node, which may be entered and left at any
//! member (one of two remedies in Batagelj 2003, *Efficient algorithms for citation network analysis*): edges within a knot
//! have no weight and lie on no path, and where a path goes through a knot, one edge ends at a member and the next may
//! begin at another. A knot that cites nothing outside is a source, one that nothing outside cites a sink. Absent
//! nodes cite nothing: they are sources. Nodes without an edge lie on no path.

mod climb;
mod edges;
mod large;
mod paths;
mod weights;

pub use paths::{Search, global, key_routes, local};
pub use weights::{Count, traversal_weights};
