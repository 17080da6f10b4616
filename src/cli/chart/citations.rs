//! `travaux chart citations`: who cites a document, by year and by how.

use std::collections::BTreeMap;
use std::io::{self, Write};

use clap::Args;

use super::Target;
use crate::cli::question::Source;
use crate::cli::scope::Scope;
use crate::cli::{Failure, Outcome};
use crate::draw::Line;
use crate::draw::chart::{Chart, Citing};

/// Chart the documents that cite a document, by year and by how they do: recalling, reaffirming, welcoming …
///
/// Each document counts once, under the strongest verb under which it refers to the document or to an instrument inside
/// it.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Symbol, number or name of the document.
    #[arg(required = true)]
    symbol: Vec<String>,
    #[command(flatten)]
    counted: Scope,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    target: Target,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    arguments.target.file()?;
    let opened = arguments.source.open()?;
    let node = opened.find(&arguments.symbol, err)?;
    let filter = arguments.counted.filter();
    let citing = opened.database.citing(node, &filter)?;
    let chart = Chart::of_citing(opened.database.graph()?, &citing, &filter, &opened.name);
    arguments.target.write(&chart, out, |out| table(&citing, out))?;
    Ok(if citing.documents.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

/// Writes a row for each year and way of citing; documents of no known year come last, with an empty year.
fn table(citing: &Citing, out: &mut dyn Write) -> io::Result<()> {
    let mut rows: BTreeMap<(bool, Option<u16>, Line), (usize, usize)> = BTreeMap::new();
    for document in &citing.documents {
        let row = rows.entry((document.year.is_none(), document.year, document.line)).or_default();
        row.0 += 1;
        row.1 += usize::from(document.by_symbol);
    }
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["year", "how", "documents", "year_by_symbol"])?;
    for ((_, year, line), (documents, by_symbol)) in rows {
        let year = year.map(|y| y.to_string()).unwrap_or_default();
        table.write_record([year.as_str(), line.name(), &documents.to_string(), &by_symbol.to_string()])?;
    }
    table.flush()
}
