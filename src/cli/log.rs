//! `travaux log`: what each run changed in a database.

use std::collections::BTreeMap;
use std::io::Write;

use clap::Args;

use super::form::{Form, Rows};
use super::question::Source;
use super::screen::{self, Screen, counted};
use super::{Failure, Outcome};
use crate::export::log;
use crate::model::{Change, ChangeKind, Run};

/// Show what each ingest and other command added, changed and removed in a database, the latest first.
///
/// `resolved` says that a reference read earlier has a target since, by what another document tells; `reopened`, that it
/// has lost it. Times are those of the machine that wrote, in UTC.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Symbol, number or name of one document: only its changes, each told.
    symbol: Vec<String>,
    /// Number of runs to show, or `all`.
    #[arg(long, value_name = "N|all", default_value = "10")]
    top: super::top::Top,
    /// Tell each change.
    #[arg(short, long)]
    verbose: bool,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    form: Form,
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let opened = arguments.source.open()?;
    if opened.database.is_embedded() {
        let text = "the dataset built into travaux does not change: name a database made by 'travaux ingest' with \
             --db FILE or TRAVAUX_DB";
        return Err(Failure::Unsupported(text.to_owned()));
    }
    let document = opened.id_if_named(&arguments.symbol, err)?;
    let runs = opened.database.runs(document.as_ref())?;
    let shown = &runs[runs.len() - arguments.top.of(runs.len())..];
    let verbose = arguments.verbose || document.is_some();
    match arguments.form.rows() {
        Rows::Tsv => log::write_tsv(shown, out)?,
        Rows::Json => log::write_json(shown, out)?,
        Rows::Table => table(shown, runs.len() - shown.len(), verbose, Screen::of_stdout(), out)?,
    }
    Ok(if runs.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

fn table(
    runs: &[Run],
    earlier: usize,
    verbose: bool,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    for run in runs.iter().rev() {
        let head =
            format!("{}  {}  {}", run.number, run.began.replace(['T', 'Z'], " ").trim_end(), run.command);
        writeln!(out, "{}  {}", screen.bold(&screen::clean(&head)), summary(&run.changes))?;
        for change in run.changes.iter().filter(|_| verbose) {
            writeln!(out, "    {}", screen::clean(&line(change)))?;
        }
    }
    if earlier > 0 {
        writeln!(out, "{}", screen.faint(&format!("{} before (--top all)", counted(earlier, "run"))))?;
    }
    Ok(())
}

/// Returns what a run did, as `2 documents added, 1 changed; 3 references resolved`.
fn summary(changes: &[Change]) -> String {
    let mut counts: BTreeMap<ChangeKind, usize> = BTreeMap::new();
    for change in changes {
        *counts.entry(change.kind).or_default() += 1;
    }
    let of_texts = [ChangeKind::Added, ChangeKind::Changed, ChangeKind::Removed];
    let part = |noun: &str, wanted: bool| {
        let mut parts = Vec::new();
        for (kind, count) in counts.iter().filter(|(kind, _)| of_texts.contains(kind) == wanted) {
            parts.push(match parts.is_empty() {
                true => format!("{} {}", counted(*count, noun), kind.as_str()),
                false => format!("{count} {}", kind.as_str()),
            });
        }
        parts.join(", ")
    };
    let parts = [part("document", true), part("reference", false)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

fn line(change: &Change) -> String {
    let references = match (change.before, change.after) {
        (None, Some(after)) => format!("  {}", counted_references(after)),
        (Some(before), None) => format!("  {}", counted_references(before)),
        (Some(before), Some(after)) => format!("  {before} → {}", counted_references(after)),
        (None, None) => String::new(),
    };
    let target = change.target.as_ref().map(|target| format!("  → {target}")).unwrap_or_default();
    let file = change.file.as_ref().map(|file| format!("  {file}")).unwrap_or_default();
    format!("{:<9}{}{references}{target}{file}", change.kind.as_str(), change.document)
}

fn counted_references(number: u64) -> String {
    counted(usize::try_from(number).unwrap_or(usize::MAX), "reference")
}
