//! Labelled files against what the program reads: how much it finds and how much of that is right.

pub mod signatories;
