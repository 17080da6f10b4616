//! centrality
mod betweenness;
mod chunks;
mod closeness;
mod degree;
mod distances;
mod hits;
mod katz;
mod page_rank;
mod pivots;
#[cfg(test)]
mod samples;
mod stretches;
mod wide_paths;

pub use betweenness::{betweenness, betweenness_sampled};
pub use pivots::{pivot_error, pivots};
pub use degree::{in_degree, out_degree};
pub use hits::{Hits, hits};
pub use katz::{KatzError, KatzOptions, katz};
pub use page_rank::{PageRankOptions, page_rank};
pub use closeness::{closeness, closeness_sampled, harmonic, harmonic_sampled};
