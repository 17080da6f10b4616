//! `travaux chart`: numbers as bars or points. One file per chart.

mod bars;
mod citations;
mod cohorts;
mod series;
mod top;
mod years;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use super::export::into_file;
use super::picture::{Syntax, written};
use super::{Failure, Outcome};
use crate::draw::Theme;
use crate::draw::chart::{Chart, Plot, svg};

/// Draw numbers as bars or points: citations by year, the growth of a series, the most cited documents, a measure
/// against the years of documents.
///
/// Without -o the chart is drawn with letters; with it, the ending of the file says what is written: .svg (with links
/// and tooltips), .png or .pdf. `--format csv` writes the numbers themselves.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    chart: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Citations(citations::Arguments),
    Series(series::Arguments),
    Top(top::Arguments),
    Years(years::Arguments),
}

pub(super) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Failure> {
    match &arguments.chart {
        What::Citations(arguments) => citations::run(arguments, out, err),
        What::Series(arguments) => series::run(arguments, out, err),
        What::Top(arguments) => top::run(arguments, out, err),
        What::Years(arguments) => years::run(arguments, out, err),
    }
}

/// Where a chart goes, and how it looks.
#[derive(Debug, Args)]
struct Target {
    /// The file to write, ending in .svg, .png or .pdf; without it, or with -, text goes to standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The colours of a picture: `light`, `dark` or `print` (black on white).
    #[arg(long, value_name = "THEME", default_value_t)]
    theme: Theme,
    /// On standard output: the chart in letters, or the numbers as comma-separated values.
    #[arg(long, value_name = "text|csv", default_value = "text", conflicts_with = "output")]
    format: Shape,
}

/// What goes to standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shape {
    Text,
    Csv,
}

impl Target {
    /// Returns the file to write with its syntax, or fails before any work is done.
    fn file(&self) -> Result<Option<(&Path, Syntax)>, Failure> {
        let Some(path) = self.output.as_deref().filter(|path| *path != Path::new("-")) else {
            return Ok(None);
        };
        let syntax = Syntax::of_file(path).ok().filter(|syntax| syntax.is_page()).ok_or_else(|| {
            let text = format!("cannot draw '{}': a chart is written as .svg, .png or .pdf", path.display());
            Failure::Unsupported(text)
        })?;
        Ok(Some((path, syntax)))
    }

    /// Writes a chart, or with `--format csv` what `csv` writes.
    fn write(
        &self,
        chart: &Chart,
        out: &mut dyn Write,
        csv: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        match self.file()? {
            None if self.format == Shape::Csv => csv(out)?,
            None => match &chart.plot {
                Plot::Scatter(scatter) => cohorts::write(chart, scatter, out)?,
                Plot::Years { .. } | Plot::Ranking(_) => bars::write(chart, out)?,
            },
            Some((path, syntax)) => {
                let bytes = written(svg(chart, self.theme), syntax)?;
                into_file(path, |file| file.write_all(&bytes))?;
            }
        }
        Ok(())
    }
}
