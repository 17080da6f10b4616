//! `travaux compare`: what two builds of the program find in the same files.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::screen::{clean, counted};
use super::{Failure, Outcome};
use crate::authority::Authority;
use crate::eval::comparison::{Change, Comparison, Kind, Row};

/// Compare two outputs of `travaux extract --format tsv`: references gained, lost and changed.
///
/// Rows are matched by file, document, paragraph and words, whatever their order. A reference is changed if the same
/// words have another target, or the same target another relation or verb. The exit code is 1 if there is no
/// difference.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The output of the older program.
    #[arg(value_name = "OLD.tsv")]
    old: PathBuf,
    /// The output of the newer program.
    #[arg(value_name = "NEW.tsv")]
    new: PathBuf,
    /// Most examples of each kind in the table; they are taken evenly from all.
    #[arg(long, value_name = "N", default_value = "5")]
    examples: usize,
    /// `table`: numbers by rule, class and organs, with examples. `tsv`: every difference, one row each.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Tsv,
}

/// The columns of the tab-separated form. Others script against them: new ones come at the end.
const COLUMNS: [&str; 14] = [
    "change",
    "file",
    "doc",
    "para",
    "surface",
    "old_target",
    "new_target",
    "old_relation",
    "new_relation",
    "old_verb",
    "new_verb",
    "class",
    "rule",
    "organs",
];

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let (old, new) = (read(&arguments.old)?, read(&arguments.new)?);
    let found = Comparison::of(&old, &new).map_err(|error| {
        let paths = format!("'{}', '{}'", arguments.old.display(), arguments.new.display());
        Failure::Unsupported(format!("cannot compare {paths}: {error}"))
    })?;
    match arguments.format {
        Format::Tsv => tsv(&found, out)?,
        Format::Table => table(&found, arguments.examples, out)?,
    }
    Ok(if found.changes.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path)
        .map_err(|error| Failure::Unsupported(format!("cannot read '{}': {error}", path.display())))
}

fn tsv(found: &Comparison, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{}", COLUMNS.join("\t"))?;
    let authority = Authority::embedded();
    for change in &found.changes {
        let of = |row: &Option<Row>, cell: fn(&Row) -> &String| {
            row.as_ref().map(cell).cloned().unwrap_or_default()
        };
        let (place, row) = (&change.place, change.row());
        let cells = [
            change.kind.as_str().to_owned(),
            place.file.clone(),
            place.doc.clone(),
            place.para.clone(),
            place.words.clone(),
            of(&change.old, |r| &r.target),
            of(&change.new, |r| &r.target),
            of(&change.old, |r| &r.relation),
            of(&change.new, |r| &r.relation),
            of(&change.old, |r| &r.verb),
            of(&change.new, |r| &r.verb),
            row.class.clone(),
            row.rule.clone(),
            change.organs(authority),
        ];
        writeln!(out, "{}", cells.join("\t"))?;
    }
    Ok(())
}

fn table(found: &Comparison, examples: usize, out: &mut dyn Write) -> std::io::Result<()> {
    let counts: Vec<String> =
        Kind::ALL.iter().map(|kind| format!("{} {}", found.count(*kind), name(*kind))).collect();
    writeln!(out, "{} before, {} now: {}", counted(found.old, "reference"), found.new, counts.join(", "))?;
    if found.changes.is_empty() {
        return Ok(());
    }
    let authority = Authority::embedded();
    breakdown(found, "by rule", |c| c.row().rule.clone(), out)?;
    breakdown(found, "by class", |c| c.row().class.clone(), out)?;
    breakdown(found, "by organs (citing-cited)", |c| c.organs(authority), out)?;
    for kind in Kind::ALL {
        let all: Vec<&Change> = found.changes.iter().filter(|c| c.kind == kind).collect();
        let shown = examples.min(all.len());
        if shown == 0 {
            continue;
        }
        writeln!(out, "\n{} ({shown} of {})", name(kind), all.len())?;
        for change in (0..shown).map(|nth| all[nth * all.len() / shown]) {
            let place = &change.place;
            let line = format!("{} {} “{}”: {}", place.doc, place.para, place.words, told(change));
            writeln!(out, "  {}", clean(&line))?;
        }
    }
    Ok(())
}

/// Writes a line for each group of differences, the largest group first.
fn breakdown(
    found: &Comparison,
    title: &str,
    group: impl Fn(&Change) -> String,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let mut groups: BTreeMap<String, [usize; Kind::ALL.len()]> = BTreeMap::new();
    for change in &found.changes {
        let at = Kind::ALL.iter().position(|kind| *kind == change.kind).unwrap_or_default();
        groups.entry(group(change)).or_default()[at] += 1;
    }
    let mut rows: Vec<(String, [usize; Kind::ALL.len()])> = groups.into_iter().collect();
    rows.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.iter().sum::<usize>()));
    write!(out, "\n{title:<26}")?;
    for kind in Kind::ALL {
        write!(out, "{:>9}", kind.as_str())?;
    }
    writeln!(out)?;
    for (name, counts) in rows {
        write!(out, "{:<26}", clean(&name))?;
        for count in counts {
            write!(out, "{count:>9}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Gained => "gained",
        Kind::Lost => "lost",
        Kind::Target => "with another target",
        Kind::Relation => "with another relation",
        Kind::Verb => "with another verb",
    }
}

fn told(change: &Change) -> String {
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => match change.kind {
            Kind::Verb => format!("{} by “{}”, was “{}”", new.target, new.verb, old.verb),
            Kind::Relation => format!("{} {}, was {}", new.relation, new.target, old.relation),
            Kind::Target | Kind::Gained | Kind::Lost => {
                format!("{} ({}), was {} ({})", new.target, new.rule, old.target, old.rule)
            }
        },
        _ => format!("{} {} ({})", change.row().relation, change.row().target, change.row().rule),
    }
}
