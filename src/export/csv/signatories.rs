//! Organisations as CSV.

use std::io::{self, Write};

use super::{Cells, Table};
use crate::graph::Graph;
use crate::query::{Signatories, Signatory};

const SIGNATORIES: [&str; 7] =
    ["Id", "Name", "Signed", "CoSignatories", "MostFrequent", "MostFrequentShared", "MostFrequentWeight"];
const PARTNERS: [&str; 4] = ["Id", "Name", "Shared", "Weight"];

/// Writes organisations: a row for each, with the one that it signed with most.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn signatories(graph: &Graph, found: &Signatories, cells: Cells, out: impl Write) -> io::Result<()> {
    let mut table = Table::new(out, cells, &SIGNATORIES)?;
    for one in &found.organisations {
        let first = one.partners.first();
        table.row(vec![
            graph.id(one.node).to_string(),
            graph.title(one.node).unwrap_or_default().to_owned(),
            one.signed.len().to_string(),
            one.partners.len().to_string(),
            first.map(|p| graph.id(p.node).to_string()).unwrap_or_default(),
            first.map(|p| p.shared.to_string()).unwrap_or_default(),
            first.map(|p| format!("{:.6}", p.weight)).unwrap_or_default(),
        ])?;
    }
    table.end()
}

/// Writes those that signed together with one organisation: a row for each.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn signatory(graph: &Graph, one: &Signatory, cells: Cells, out: impl Write) -> io::Result<()> {
    let mut table = Table::new(out, cells, &PARTNERS)?;
    for partner in &one.partners {
        table.row(vec![
            graph.id(partner.node).to_string(),
            graph.title(partner.node).unwrap_or_default().to_owned(),
            partner.shared.to_string(),
            format!("{:.6}", partner.weight),
        ])?;
    }
    table.end()
}
