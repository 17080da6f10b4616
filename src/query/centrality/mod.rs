//! Measures of how central single nodes are: `&Net` -> values by place.
//!
//! By counting: [`in_degree`], [`out_degree`], [`distinct_groups`]. By who cites, passed on along citations:
//! [`page_rank`], [`katz`] (one pass down the topological order each) and [`hits`]. By distance: [`closeness`],
//! [`harmonic`], [`betweenness`], each exact, and estimated from [`pivots`] with a bound of the error, [`pivot_error`].
//! By time: [`rescaled`] (any score, among nodes of the same age), [`age_normalised`], [`disruption`],
//! [`sleeping_beauty`]. Eigenvector centrality is left out: without cycles it is 0 everywhere, and what it is meant for
//! [`katz`] and [`page_rank`] do. All see one edge between a pair and none from a node to itself, as [`Net`] has them,
//! and give the same bytes on any number of threads.
//!
//! [`Net`]: crate::graph::Net

mod betweenness;
mod chunks;
mod closeness;
mod degree;
mod disruption;
mod distances;
mod groups;
mod hits;
mod katz;
mod near_paths;
mod page_rank;
mod pivots;
mod rescaled;
#[cfg(test)]
mod samples;
mod sleeping_beauty;
mod wide_paths;

pub use betweenness::{betweenness, betweenness_sampled};
pub use closeness::{closeness, closeness_sampled, harmonic, harmonic_sampled};
pub use degree::{in_degree, out_degree};
pub use disruption::disruption;
pub use groups::distinct_groups;
pub use hits::{Hits, hits};
pub use katz::{KatzError, KatzOptions, katz};
pub use page_rank::{PageRankOptions, page_rank};
pub use pivots::{pivot_error, pivots};
pub use rescaled::{age_normalised, rescaled};
pub use sleeping_beauty::{Beauty, sleeping_beauty};
