//! The integration tests: one binary, a module per subject.

#![expect(clippy::unwrap_used)]

mod graph;
mod query;
