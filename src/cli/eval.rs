//! `travaux eval`: extraction against labelled files.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::{Failure, Outcome};
use crate::authority::Authority;
use crate::eval;

/// Measure precision and recall against labelled files.
///
/// Prints precision, recall and F1 by class and by document, then every miss and every spurious row, and what else is
/// wrong with the found ones: relation, verb, paragraph, words. A labelled file NAME.tsv belongs to the text NAME.txt
/// beside it, in ../seeds or in ../texts.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Labelled files, or folders of them.
    #[arg(required = true, value_name = "GOLD")]
    paths: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let mut any = false;
    for path in &arguments.paths {
        let report = eval::evaluate(path, Authority::embedded())?;
        any |= report.total().gold > 0;
        write!(out, "{report}")?;
    }
    Ok(if any { Outcome::Done } else { Outcome::Nothing })
}
