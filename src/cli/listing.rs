//! How a list leaves the program: for people, for spreadsheets or for programs.

use clap::{Args, ValueEnum};

use crate::export::csv::Cells;

/// How a list is written.
#[derive(Debug, Args)]
pub(super) struct Listing {
    /// For people, for spreadsheets, or for programs.
    #[arg(long, value_name = "table|csv|json", default_value = "table")]
    pub(super) format: Shape,
    /// In CSV: write cells that a spreadsheet would run as a formula as they are.
    #[arg(long)]
    raw: bool,
}

/// The syntax of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Shape {
    Table,
    Csv,
    Json,
}

impl Listing {
    /// Returns what happens to cells that a spreadsheet would run.
    pub(super) fn cells(&self) -> Cells {
        if self.raw { Cells::Raw } else { Cells::Neutralised }
    }
}
