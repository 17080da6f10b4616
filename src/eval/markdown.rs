//! The tables of an evaluation as Markdown, as the README shows them.

use std::fmt::Write;

use super::calibration::Calibration;
use super::edges::EdgeTally;
use super::links::LinkReport;
use super::report::{Report, Tally};

/// Writes the tables of labelled folders, each under its name, and of the editors' links.
pub fn markdown(reports: &[(String, Report)], links: Option<&LinkReport>) -> String {
    let mut out = String::new();
    for (name, report) in reports.iter().filter(|(_, report)| !report.documents.is_empty()) {
        labelled(&mut out, name, report).expect("a string takes every text");
    }
    if let Some(links) = links {
        linked(&mut out, links).expect("a string takes every text");
    }
    out
}

/// Returns a share in hundredths; what is not whole does not round up to it.
fn percent(share: f64) -> String {
    format!("{:.1}", if share < 1.0 { (100.0 * share).min(99.9) } else { 100.0 })
}

fn labelled(out: &mut String, name: &str, report: &Report) -> std::fmt::Result {
    let total = report.total();
    let documents = report.documents.len();
    writeln!(out, "### {name}\n\n{documents} texts, {} labelled references.\n", total.gold)?;
    writeln!(
        out,
        "| references, every place | labelled | precision | recall | relation | verb | paragraph |"
    )?;
    writeln!(out, "|---|--:|--:|--:|--:|--:|--:|")?;
    for (class, t) in report.by_class().into_iter().chain([("all".to_owned(), total)]) {
        let Tally { gold, found, .. } = t;
        let of = |part: usize| percent(super::report::share(part, found));
        write!(out, "| {class} | {gold} | {} | {} ", percent(t.precision()), percent(t.recall()))?;
        writeln!(out, "| {} | {} | {} |", of(t.relation), of(t.verb), of(t.para))?;
    }
    for (what, groups) in report.edges.groups() {
        writeln!(out, "\n| edges by {what} | labelled | precision | recall | relation |")?;
        writeln!(out, "|---|--:|--:|--:|--:|")?;
        let totals = report.edges.totals().map(|(name, tally)| (name.to_owned(), tally));
        for (group, t) in groups.into_iter().chain(totals) {
            let EdgeTally { gold, .. } = t;
            let shares = [t.precision(), t.recall(), t.relations()].map(percent).join(" | ");
            writeln!(out, "| {group} | {gold} | {shares} |")?;
        }
    }
    writeln!(out, "\n| confidence of an edge | edges found | right |\n|---|--:|--:|")?;
    for band in Calibration::of(&report.edges).bands.iter().filter(|b| b.found > 0) {
        writeln!(out, "| {} | {} | {} % |", band.name(), band.found, percent(band.share()))?;
    }
    writeln!(out)
}

fn linked(out: &mut String, report: &LinkReport) -> std::fmt::Result {
    writeln!(out, "### Hyperlinks of the editors\n")?;
    write!(out, "| document → target | links | found as linked | a part of it | editors' error | missed ")?;
    writeln!(out, "| recall as linked | recall |\n|---|--:|--:|--:|--:|--:|--:|--:|")?;
    let total = (("all".to_owned(), String::new()), report.total());
    for ((from, to), t) in report.by_size().into_iter().chain([(&total.0, &total.1)]) {
        let name = if to.is_empty() { from.clone() } else { format!("{from} → {to}") };
        let (parts, missed) = (t.lettered + t.ranged, t.ours + t.open);
        write!(out, "| {name} | {} | {} | {parts} | {} | {missed} ", t.links, t.same, t.editors)?;
        writeln!(out, "| {} | {} |", percent(t.raw()), percent(t.recall()))?;
    }
    writeln!(out)
}
