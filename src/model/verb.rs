//! The verb under which a reference stands.

use smol_str::SmolStr;

/// A governing verb as the document prints it, with the family that a reader may group by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Verb {
    /// The words as printed, in lower case, with *also* and *further* (`recalling also`).
    pub printed: SmolStr,
    /// The family of the verb (`recall`, `reaffirm`, `take-note`), or empty where no family is known.
    pub family: SmolStr,
}

impl Verb {
    /// Makes a verb.
    pub fn new(printed: impl Into<SmolStr>, family: impl Into<SmolStr>) -> Self {
        Self { printed: printed.into(), family: family.into() }
    }
}
