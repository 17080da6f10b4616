//! A chart in letters, for a terminal.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::cli::screen::{Screen, clean};
use crate::draw::chart::{Bar, Chart, Look, Panel, Plot};
use crate::draw::{Line, columns, cut};

/// More years in a row without a bar are told in one line.
const MOST_EMPTY: u16 = 4;

/// Least and greatest width of the bars.
const NARROWEST: usize = 4;
const WIDEST: usize = 60;

/// Writes a chart within the width of standard output.
pub(super) fn write(chart: &Chart, out: &mut dyn Write) -> io::Result<()> {
    write_on(chart, Screen::of_stdout(), out)
}

fn write_on(chart: &Chart, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", screen.bold(&cut(&clean(&chart.title), screen.width)))?;
    for line in chart.subtitle.iter().flat_map(|words| screen.paragraph(0, words)) {
        writeln!(out, "{}", screen.faint(&line))?;
    }
    for panel in chart.panels() {
        writeln!(out, "\n{}", screen.bold(&cut(&panel.measure, screen.width)))?;
        for line in lines(&chart.plot, panel, screen) {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out)?;
    for line in screen.paragraph(0, &key(chart)) {
        writeln!(out, "{line}")?;
    }
    for line in screen.paragraph(0, &format!("Data: {}.", chart.source)) {
        writeln!(out, "{}", screen.faint(&line))?;
    }
    Ok(())
}

/// Returns what stands before each bar, and the bar.
fn lines(plot: &Plot, panel: &Panel, screen: Screen) -> Vec<String> {
    let heads: Vec<String> = panel.bars.iter().map(|bar| head(plot, bar, screen.width / 2)).collect();
    let head_width = heads.iter().map(|head| columns(head)).max().unwrap_or(0);
    let number_width = panel.bars.iter().map(|bar| columns(&bar.shown)).max().unwrap_or(0);
    let room = screen.width.saturating_sub(head_width + number_width + 3);
    let room = room.clamp(NARROWEST, WIDEST);
    let most = panel.bars.iter().map(Bar::value).fold(0.0, f64::max);
    let mut out: Vec<String> = Vec::new();
    let mut before: Option<u16> = match plot {
        Plot::Years { span, .. } => span.map(|(first, _)| first.saturating_sub(1)),
        Plot::Ranking(_) | Plot::Scatter(_) => None,
    };
    let gap = |from: u16, to: u16, out: &mut Vec<String>| {
        if to - from + 1 > MOST_EMPTY {
            out.push(screen.faint(&format!("⋮ {from}–{to}: none")));
        } else {
            out.extend((from..=to).map(|year| year.to_string()));
        }
    };
    for (bar, head) in panel.bars.iter().zip(&heads) {
        if let (Plot::Years { .. }, Some(year), Some(last)) = (plot, bar.year, before)
            && year > last + 1
        {
            gap(last + 1, year - 1, &mut out);
        }
        before = bar.year.or(before);
        let blanks = " ".repeat(head_width - columns(head));
        let head = if bar.is_focus { screen.bold(head) } else { head.clone() };
        out.push(format!("{head}{blanks}  {} {}", cells(bar, most, room), bar.shown));
    }
    out
}

fn head(plot: &Plot, bar: &Bar, most: usize) -> String {
    let name = clean(&bar.name);
    match plot {
        Plot::Years { .. } => {
            let year = bar.year.map_or_else(|| "no date".to_owned(), |year| year.to_string());
            let head = if name.is_empty() { year } else { format!("{year} {name}") };
            cut(&head, most)
        }
        Plot::Ranking(_) | Plot::Scatter(_) if bar.title.is_empty() => cut(&name, most),
        Plot::Ranking(_) | Plot::Scatter(_) => cut(&format!("{name} · {}", clean(&bar.title)), most),
    }
}

/// Returns a bar so long that the greatest fills the room, its parts in their own letters. A bar that is not nothing
/// has at least one letter.
fn cells(bar: &Bar, most: f64, room: usize) -> String {
    let mut out = String::new();
    let (mut reached, mut drawn) = (0.0, 0);
    for part in &bar.parts {
        reached += part.value;
        let end = (reached / most * room as f64).round() as usize;
        let end = if drawn == 0 { end.max(1) } else { end };
        out.extend(std::iter::repeat_n(letter(part.look), end.saturating_sub(drawn)));
        drawn = drawn.max(end);
    }
    out
}

/// Returns the letter that stands for a part of a bar.
fn letter(look: Look) -> char {
    match look {
        Look::Line(Line::Recalls) | Look::Inside | Look::Focus | Look::Issuer(_) => '█',
        Look::Line(Line::Reaffirms) => '▓',
        Look::Line(Line::Endorses) => '▚',
        Look::Line(Line::Welcomes) => '▒',
        Look::Line(Line::TakesNote) | Look::Outside => '░',
        Look::Line(Line::Cites) => '·',
        Look::Line(Line::Signs | Line::Sponsors) => '▪',
        Look::Line(Line::Belongs) => '│',
    }
}

/// Returns the letters with what they stand for, and how many there are of each; too short a part may have no letter.
fn key(chart: &Chart) -> String {
    let mut totals: BTreeMap<Look, f64> = BTreeMap::new();
    for part in chart.panels().iter().flat_map(|panel| &panel.bars).flat_map(|bar| &bar.parts) {
        *totals.entry(part.look).or_default() += part.value;
    }
    let words = totals.iter().filter_map(|(look, total)| match look {
        Look::Line(line) => Some(format!("{} {} {total}", letter(*look), line.name())),
        Look::Inside | Look::Outside => Some(format!("{} {}", letter(*look), look.name())),
        Look::Focus | Look::Issuer(_) => None,
    });
    words.collect::<Vec<String>>().join("   ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::chart::Part;

    fn bar(year: u16, name: &str, values: &[(Line, f64)]) -> Bar {
        let part = |(line, value): &(Line, f64)| Part {
            look: Look::Line(*line),
            value: *value,
            words: String::new(),
            address: None,
        };
        Bar {
            year: Some(year),
            name: name.to_owned(),
            title: String::new(),
            parts: values.iter().map(part).collect(),
            shown: values.iter().fold(0.0, |sum, (_, value)| sum + value).to_string(),
            words: String::new(),
            address: None,
            is_focus: false,
        }
    }

    fn check(bars: Vec<Bar>, width: usize, expected: &[&str]) {
        let panel = Panel { measure: "documents".to_owned(), counts: true, bars };
        let plot = Plot::Years { span: Some((1998, 2012)), panels: Vec::new() };
        assert_eq!(lines(&plot, &panel, Screen::plain(width)), expected);
    }

    #[test]
    fn short_gaps_are_lines_and_long_ones_are_told() {
        let bars = vec![
            bar(2000, "", &[(Line::Recalls, 4.0), (Line::Cites, 4.0)]),
            bar(2002, "", &[(Line::TakesNote, 1.0)]),
            bar(2012, "", &[(Line::Recalls, 1.0), (Line::Reaffirms, 1.0)]),
        ];
        let expected = [
            "1998",
            "1999",
            "2000  ████████········ 8",
            "2001",
            "2002  ░░ 1",
            "⋮ 2003–2011: none",
            "2012  ██▓▓ 2",
        ];
        check(bars, 24, &expected);
    }

    #[test]
    fn bars_of_little_or_nothing_are_seen() {
        let bars = vec![
            bar(1998, "关于个人", &[(Line::Recalls, 9000.0)]),
            bar(1999, "", &[(Line::Recalls, 1.0)]),
            bar(2000, "", &[]),
        ];
        let full = format!("1998 关于个人  {} 9000", "█".repeat(20));
        check(bars, 40, &[&full, "1999           █ 1", "2000            0"]);
    }
}
