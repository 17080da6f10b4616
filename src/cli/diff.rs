//! `travaux diff`: what one database says and another does not.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::form::{Form, Rows};
use super::screen::{self, Screen, counted};
use super::top::Top;
use super::{Failure, Outcome};
use crate::Database;
use crate::export::difference::{self, Row};
use crate::query::Difference;

/// Compare two databases: documents and citations that only one of them has, and what they know otherwise.
///
/// With one database, it is compared with the dataset built into this program. The exit code is 1 if both say the same.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The first database; or the only one, which is then the second.
    #[arg(value_name = "A.db")]
    first: PathBuf,
    /// The second.
    #[arg(value_name = "B.db")]
    second: Option<PathBuf>,
    /// Number of documents and citations to show of each kind, or `all`.
    #[arg(long, value_name = "N|all", default_value = "10")]
    top: Top,
    #[command(flatten)]
    form: Form,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let (before, after) = match &arguments.second {
        Some(second) => (Database::open(&arguments.first)?, Database::open(second)?),
        None => (Database::embedded()?, Database::open(&arguments.first)?),
    };
    let found = Difference::between(before.graph()?, after.graph()?);
    match arguments.form.rows() {
        Rows::Tsv => difference::write_tsv(&found, out)?,
        Rows::Json => difference::write_json(&found, out)?,
        Rows::Table => table(&found, arguments.top, Screen::of_stdout(), out)?,
    }
    Ok(if found.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

fn table(found: &Difference, top: Top, screen: Screen, out: &mut dyn Write) -> Result<(), Failure> {
    if found.is_empty() {
        writeln!(out, "both say the same")?;
        return Ok(());
    }
    let rows = difference::rows(found);
    for kind in rows.chunk_by(|a, b| a.difference == b.difference) {
        let Some(first) = kind.first() else { continue };
        writeln!(
            out,
            "{}",
            screen.bold(&format!("{}: {}", first.difference, counted(kind.len(), first.noun())))
        )?;
        for row in kind.iter().take(top.of(kind.len())) {
            for line in screen.paragraph(4, &line(row)) {
                writeln!(out, "{line}")?;
            }
        }
        let left = kind.len() - top.of(kind.len());
        if left > 0 {
            writeln!(out, "{}", screen.faint(&format!("    {left} more (--top all)")))?;
        }
    }
    Ok(())
}

fn line(row: &Row) -> String {
    let about = match (&row.relation, &row.target) {
        (Some(relation), Some(target)) => format!("{} {relation} {target}", row.node),
        _ => row.node.clone(),
    };
    let change = match (row.before.as_str(), row.after.as_str()) {
        ("", "") => String::new(),
        ("", after) => format!("  {after}"),
        (before, "") => format!("  {before}"),
        (before, after) => format!("  {before} → {after}"),
    };
    screen::clean(&format!("{about}{change}"))
}
