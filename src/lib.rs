#![doc = include_str!("../README.md")]

pub mod model;

pub mod authority;
pub mod document;
pub mod references;

pub mod eval;

pub mod cli;
