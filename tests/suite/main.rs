//! The integration suite: everything that goes through the public interface, one module per subject.
#![expect(clippy::unwrap_used, reason = "tests panic on purpose")]

mod crash;
mod dataset;
mod facts;
mod ingest;
mod store;
