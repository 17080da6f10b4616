#![doc = include_str!("../README.md")]

pub mod model;

pub mod archive;
pub mod authority;
pub mod catalogue;
pub mod document;
pub mod references;
pub mod search;
pub mod store;

pub mod ingest;

pub mod graph;

pub mod query;

pub mod draw;

pub mod export;

pub mod sparql;

pub mod error;

pub mod database;

pub mod eval;

pub mod cli;

pub use database::Database;
pub use error::Error;
