//! One signatory of a letter.

use std::fmt;
use std::str::FromStr;

use super::Span;

/// How sure the reading of a signatory line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// The line holds just this entry, or its borders are beyond doubt.
    Certain,
    /// The borders follow from evidence that can mislead.
    Probable,
    /// The entry may be no organisation, or may hold several.
    Uncertain,
}

impl Certainty {
    /// Returns the stable name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Certainty::Certain => "certain",
            Certainty::Probable => "probable",
            Certainty::Uncertain => "uncertain",
        }
    }
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Certainty {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "certain" => Ok(Certainty::Certain),
            "probable" => Ok(Certainty::Probable),
            "uncertain" => Ok(Certainty::Uncertain),
            other => Err(format!("'{other}' is not a certainty (certain, probable, uncertain)")),
        }
    }
}

/// One entry of a signatory list: who signed, as printed and as named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The usual name, without acronym, location or clause.
    pub name: String,
    /// The words as printed, white space folded; a line break within the entry is ` ⏎ `.
    pub as_printed: String,
    /// How sure the reading is.
    pub certainty: Certainty,
    /// Whether the entry is an organisation (a bare description of a person is not).
    pub organisation: bool,
    /// Acronym printed with the name.
    pub acronym: Option<String>,
    /// Other names printed with the name (a former name, a name in another language).
    pub aliases: Vec<String>,
    /// Country or city printed with the name.
    pub location: Option<String>,
    /// Place in the input.
    pub span: Span,
    /// The rule that set the borders of the entry.
    pub rule: String,
    /// What a reader should know (the other readings of a damaged line).
    pub note: Option<String>,
}
