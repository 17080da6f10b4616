//! A measure by years in letters: a line for each cohort, with those that stand out.

use std::io::{self, Write};

use crate::cli::screen::{Screen, clean};
use crate::draw::chart::{Chart, Point, Scatter, Step};
use crate::draw::{columns, cut, wrap};

/// Most documents of a cohort that are named.
const NAMED: usize = 4;

const HEADS: [&str; 5] = ["years", "documents", "median", "upper tenth", "what stands out"];

/// Writes a chart of points within the width of standard output.
pub(super) fn write(chart: &Chart, scatter: &Scatter, out: &mut dyn Write) -> io::Result<()> {
    let screen = Screen::of_stdout();
    writeln!(out, "{}", screen.bold(&cut(&clean(&chart.title), screen.width)))?;
    for line in chart.subtitle.iter().flat_map(|words| screen.paragraph(0, words)) {
        writeln!(out, "{}", screen.faint(&line))?;
    }
    let lines = if scatter.steps.is_empty() { Vec::new() } else { lines(scatter, screen) };
    writeln!(out)?;
    for line in &lines {
        writeln!(out, "{line}")?;
    }
    if !lines.is_empty() {
        writeln!(out)?;
    }
    for line in screen.paragraph(0, &format!("Data: {}.", chart.source)) {
        writeln!(out, "{}", screen.faint(&line))?;
    }
    Ok(())
}

/// Returns a row for each cohort; names that need more lines stand below the first.
fn lines(scatter: &Scatter, screen: Screen) -> Vec<String> {
    let rows: Vec<[String; 5]> = scatter.steps.iter().map(|step| row(scatter, step)).collect();
    let heads = HEADS.map(str::to_owned);
    let width =
        |at: usize| rows.iter().chain([&heads]).map(|row| columns(&row[at])).max().unwrap_or_default();
    let widths = [width(0), width(1), width(2), width(3)];
    let used = widths.iter().sum::<usize>() + 2 * widths.len();
    let room = screen.width.saturating_sub(used).max(20);
    let set = |row: &[String; 5]| {
        let cells = row.iter().zip(widths).enumerate().map(|(at, (cell, width))| {
            let blanks = " ".repeat(width - columns(cell));
            if at == 0 { format!("{cell}{blanks}  ") } else { format!("{blanks}{cell}  ") }
        });
        cells.collect::<String>()
    };
    let mut out = vec![screen.faint(&format!("{}{}", set(&heads), HEADS[4]))];
    for row in &rows {
        let mut before = set(row);
        for line in wrap(&row[4], room, usize::MAX) {
            out.push(format!("{before}{line}"));
            before = " ".repeat(used);
        }
        if row[4].is_empty() {
            out.push(before.trim_end().to_owned());
        }
    }
    out
}

fn row(scatter: &Scatter, step: &Step) -> [String; 5] {
    let points = &scatter.points[step.points.clone()];
    let told = |point: &Point| {
        let (name, year) = (clean(&point.name), point.year.to_string());
        // Many a symbol prints its year.
        let year = if name.contains(&year) { String::new() } else { format!(" ({year})") };
        format!("{name}{year}: {}", point.shown)
    };
    let mut names: Vec<String> = points[..step.outstanding.min(NAMED)].iter().map(told).collect();
    if step.outstanding > NAMED {
        names.push(format!("{} more", step.outstanding - NAMED));
    }
    let years = if step.first == step.last {
        step.first.to_string()
    } else {
        format!("{}–{}", step.first, step.last)
    };
    let [median, upper_tenth] = step.shown.clone();
    [years, points.len().to_string(), median, upper_tenth, names.join(", ")]
}
