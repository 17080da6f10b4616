//! How an answer looks that may be a table, a file format or DOT.

use std::str::FromStr;

use crate::export::Format;

/// A table for people, or a format that others read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    Table,
    Export(Format),
}

impl FromStr for Shape {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "table" => Ok(Shape::Table),
            other => other
                .parse()
                .map(Shape::Export)
                .map_err(|_| format!("'{other}' is not a format (table, {})", Format::names())),
        }
    }
}
