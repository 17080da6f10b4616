//! The body that adopts or issues a document.

use std::borrow::Borrow;
use std::fmt;

use smol_str::SmolStr;

/// Short stable name of a body (`GA`, `HRC`, `SC`); its full name and numbering stand in `data/bodies.csv`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BodyId(SmolStr);

impl BodyId {
    /// Makes a body id of its short name.
    pub fn new(id: impl Into<SmolStr>) -> Self {
        Self(id.into())
    }

    /// Returns the short name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for BodyId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BodyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
