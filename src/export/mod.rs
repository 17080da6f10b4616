//! Values -> a writer, one syntax per file: CSV for spreadsheets and Gephi, DOT for Graphviz, JSON for programs.

pub mod csv;
pub mod difference;
pub mod digest;
mod dossier;
pub mod dot;
pub mod findings;
pub mod json;
pub mod json_ld;
pub mod log;
pub mod mermaid;
pub mod references;
pub mod search;
pub mod solutions;
mod tsv;
pub mod turtle;
pub mod unresolved;

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

pub use dossier::Dossier;

/// A syntax in which answers leave the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// The language of Graphviz.
    Dot,
    /// JavaScript object notation.
    Json,
}

/// Says that a text names no format.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("'{0}' is not an export format ({list})", list = Format::names())]
pub struct ParseFormatError(String);

impl Format {
    /// Every format, in the order of listings.
    pub const ALL: [Format; 3] = [Format::Csv, Format::Dot, Format::Json];

    /// Returns the name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Dot => "dot",
            Format::Json => "json",
        }
    }

    /// Returns the file extension, without the dot.
    pub fn extension(self) -> &'static str {
        self.name()
    }

    /// Returns the media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv; charset=utf-8",
            Format::Dot => "text/vnd.graphviz; charset=utf-8",
            Format::Json => "application/json",
        }
    }

    fn names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Format {
    type Err = ParseFormatError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Format::ALL.into_iter().find(|f| f.name() == s).ok_or_else(|| ParseFormatError(s.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip_and_errors_name_them_all() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        let message = "xml".parse::<Format>().expect_err("no such format").to_string();
        assert_eq!(message, "'xml' is not an export format (csv, dot, json)");
    }
}
