//! How a list leaves the program: for people, for spreadsheets or for programs.

use std::path::{Path, PathBuf};

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

/// Where a picture of the list goes, if one is asked for.
#[derive(Debug, Args)]
pub(super) struct Drawing {
    /// Draw it instead: .svg, .png, .pdf, .dot or .mmd.
    #[arg(short, long, value_name = "FILE", conflicts_with = "format")]
    output: Option<PathBuf>,
}

impl Drawing {
    /// Returns the file to draw into; - is standard output, which takes no picture here.
    pub(super) fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }
}
