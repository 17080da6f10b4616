//! What can go wrong in the library, whatever the layer.

use thiserror::Error;

use crate::query::RankError;
use crate::sparql::QueryError;
use crate::store::{DatasetError, StoreError};

/// Any failure of the library.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A database cannot be opened, read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The dataset built into the program cannot be read.
    #[error(transparent)]
    Dataset(#[from] DatasetError),
    /// Documents cannot be ranked by a measure.
    #[error(transparent)]
    Rank(#[from] RankError),
    /// A query cannot be answered.
    #[error(transparent)]
    Sparql(#[from] QueryError),
    /// The dataset built into the program takes no documents.
    #[error("the embedded dataset takes no documents")]
    Embedded,
}
