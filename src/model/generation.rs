//! A state of a database.

/// Which state of which database something was made of. Every transaction that writes begins a new generation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Generation {
    /// How many transactions have written; 0 for what comes from no database.
    pub number: u64,
    /// Drawn at random when the generation began, so that generations of two databases differ.
    pub stamp: u64,
}
