//! Documents among those of their years as CSV.

use std::io::{self, Write};

use super::{Cells, Table, description};
use crate::graph::Graph;
use crate::query::Cohorts;

const COHORTS: [&str; 13] = [
    "Id",
    "Label",
    "Kind",
    "Body",
    "Date",
    "Title",
    "Year",
    "YearBySymbol",
    "Score",
    "Cohort",
    "Documents",
    "Median",
    "UpperTenth",
];

/// Writes the documents of a ranking by cohort, the best of each first, with the number of documents, the median and the
/// upper tenth of the cohort; those of no known year come last, without cohort and score.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn cohorts(graph: &Graph, found: &Cohorts, cells: Cells, out: impl Write) -> io::Result<()> {
    let mut table = Table::new(out, cells, &COHORTS)?;
    for cohort in &found.cohorts {
        let years = match cohort.first == cohort.last {
            true => cohort.first.to_string(),
            false => format!("{}–{}", cohort.first, cohort.last),
        };
        for member in &cohort.members {
            let mut row = description(graph, member.node);
            row.push(member.year.to_string());
            row.push(member.by_symbol.to_string());
            row.push(found.measure.show(member.score));
            row.push(years.clone());
            row.push(cohort.members.len().to_string());
            // The mean of two counts is not one.
            row.push(match found.measure.counts() {
                true => cohort.median.to_string(),
                false => found.measure.show(cohort.median),
            });
            row.push(found.measure.show(cohort.upper_tenth));
            table.row(row)?;
        }
    }
    for node in &found.undated {
        let mut row = description(graph, *node);
        row.resize(COHORTS.len(), String::new());
        table.row(row)?;
    }
    table.end()
}
