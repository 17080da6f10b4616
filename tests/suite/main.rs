//! The integration suite: everything that goes through the public interface, one module per subject.
#![expect(clippy::unwrap_used, reason = "tests panic on purpose")]

mod bad_input;
mod cases;
mod charts;
mod commands;
mod compare;
mod contracts;
mod corpus;
mod crash;
mod dataset;
mod evaluation;
mod export;
mod facts;
mod formats;
mod gallery;
mod gold;
mod golden;
mod graph;
mod ingest;
mod licences;
mod lines;
mod links;
mod query;
mod resolutions;
mod resolve;
mod shipped;
mod signatories;
mod snapshot;
mod store;
mod structure;
mod tidy;
mod unresolved;
