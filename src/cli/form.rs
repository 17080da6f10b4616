//! The forms in which a list is printed.

use std::io::{IsTerminal, stdout};

use clap::{Args, ValueEnum};

/// How to print a list.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Form {
    /// How to print: for reading on a terminal, otherwise tsv.
    #[arg(long, value_enum)]
    format: Option<Rows>,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Rows {
    /// For reading.
    Table,
    /// One row for each, tab-separated, with a header.
    Tsv,
    /// One line of JSON for each.
    Json,
}

impl Form {
    /// Returns what was asked for, or what standard output is made for.
    pub(super) fn rows(self) -> Rows {
        self.format.unwrap_or(if stdout().is_terminal() { Rows::Table } else { Rows::Tsv })
    }
}
