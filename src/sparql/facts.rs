//! What a query needs to know beyond the graph.

use std::error::Error;
use std::fmt;

use crate::model::{BodyId, NodeId, Occurrence};

/// Answers what the graph does not hold. It is asked only when a query touches such a fact.
pub trait Facts {
    /// Returns the places where a node cites, or where any does: by source, each in an order that is always the same.
    ///
    /// # Errors
    ///
    /// Fails if they cannot be read.
    fn occurrences(&self, source: Option<&NodeId>) -> Result<Vec<Occurrence>, FactsError>;

    /// Returns the full name of a body.
    fn body_name(&self, body: &BodyId) -> Option<String>;
}

/// Says that facts cannot be read, with the cause.
#[derive(Debug)]
pub struct FactsError(Box<dyn Error + Send + Sync>);

impl FactsError {
    /// Wraps a cause.
    pub fn new(cause: impl Error + Send + Sync + 'static) -> Self {
        Self(Box::new(cause))
    }
}

impl fmt::Display for FactsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for FactsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}
