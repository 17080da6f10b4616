//! `travaux doctor`: looks a database over.

use std::io::Write;

use clap::Args;

use super::form::{Form, Rows};
use super::question::Source;
use super::screen::{self, Screen, counted};
use super::top::Top;
use super::{Failure, Outcome};
use crate::export::findings;
use crate::query::findings::{Check, Finding, Severity};

/// Look a database over: whether the file is sound, and whether what it says can be true.
///
/// Looks for damage of the file, documents without a text that speaks, nodes that nothing refers to, gaps in the index of
/// words; and for what is hardly true or worth knowing: contradictions in references, citations of what is dated later,
/// dates far from a symbol, circles, the same document under two ids, files read by an older version. Each finding is
/// explained. The exit code is 2 if there is damage.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Put right what can be without taking anything that a document says, and resolve references anew.
    #[arg(long)]
    fix: bool,
    /// Only this check: file, primary, orphan, words, contradiction, future, date, cycle, duplicate or outdated.
    #[arg(long, value_name = "CHECK", value_parser = check)]
    check: Option<Check>,
    /// Number of findings to show of each check, or `all`.
    #[arg(long, value_name = "N|all", default_value = "5")]
    top: Top,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    form: Form,
}

fn check(name: &str) -> Result<Check, String> {
    let names = || Check::ALL.map(Check::as_str).join(", ");
    let found = Check::ALL.into_iter().find(|check| check.as_str() == name);
    found.ok_or_else(|| format!("there is no such check; there are {}", names()))
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let mut opened = arguments.source.open()?;
    if arguments.fix {
        opened.database.repair()?;
    }
    let mut found = opened.database.examine()?;
    found.retain(|finding| arguments.check.is_none_or(|check| check == finding.check));
    match arguments.form.rows() {
        Rows::Tsv => findings::write_tsv(&found, out)?,
        Rows::Json => findings::write_json(&found, out)?,
        Rows::Table => table(&found, arguments.top, &opened.name, Screen::of_stdout(), out)?,
    }
    let is_damaged = found.iter().any(|finding| finding.check.severity() == Severity::Damage);
    Ok(if is_damaged { Outcome::Partly } else { Outcome::Done })
}

fn table(
    found: &[Finding],
    top: Top,
    name: &str,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let count = |severity: Severity| found.iter().filter(|f| f.check.severity() == severity).count();
    let counts = [Severity::Damage, Severity::Doubt, Severity::Notice]
        .map(|severity| (count(severity), severity))
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, severity)| counted(count, severity.as_str()));
    let counts: Vec<String> = counts.collect();
    let verdict = if counts.is_empty() { "nothing was found".to_owned() } else { counts.join(", ") };
    writeln!(out, "{}", screen.bold(&format!("{}: {verdict}", screen::clean(name))))?;
    for of_check in found.chunk_by(|a, b| a.check == b.check) {
        let Some(first) = of_check.first() else { continue };
        let check = first.check;
        let head = format!("{} {}: {}", check.severity().as_str(), check.as_str(), of_check.len());
        writeln!(out, "\n{}", screen.bold(&head))?;
        for line in screen.paragraph(2, check.explanation()) {
            writeln!(out, "{}", screen.faint(&line))?;
        }
        for finding in of_check.iter().take(top.of(of_check.len())) {
            for line in screen.paragraph(4, &line(finding)) {
                writeln!(out, "{line}")?;
            }
        }
        let left = of_check.len() - top.of(of_check.len());
        if left > 0 {
            let text = format!("    {left} more (--check {} --top all)", check.as_str());
            writeln!(out, "{}", screen.faint(&text))?;
        }
    }
    Ok(())
}

/// Returns a finding as `A/RES/1/1 → A/RES/2/1: words`; a circle names its documents itself.
fn line(finding: &Finding) -> String {
    let arrow = match finding.check {
        Check::Contradiction | Check::Future => " → ",
        _ => ", ",
    };
    let nodes: Vec<&str> = finding.nodes.iter().map(|node| node.as_str()).collect();
    match finding.check {
        _ if nodes.is_empty() => finding.words.clone(),
        Check::Cycle => finding.words.clone(),
        _ => format!("{}: {}", nodes.join(arrow), finding.words),
    }
}
