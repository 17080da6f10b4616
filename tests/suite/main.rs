//! The integration tests: one binary, a module per subject.

#![expect(clippy::unwrap_used)]

mod export;
mod golden;
mod graph;
mod query;
