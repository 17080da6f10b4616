//! The language of a document or a text region.

use std::fmt;

use smol_str::SmolStr;

/// ISO 639-1 code of a language (`en`, `nl`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(SmolStr);

impl Language {
    /// Makes a language of its ISO 639-1 code.
    pub fn new(code: impl Into<SmolStr>) -> Self {
        Self(code.into())
    }

    /// Returns English, the language in which most documents are read.
    pub fn english() -> Self {
        Self::new("en")
    }

    /// Returns the code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
