//! A measure of documents against their years.

use super::axis::Axis;
use super::{
    Chart, Plot, Point, Scatter, Step, axis_name, counted, if_any, provenance, restriction, years_in_words,
};
use crate::draw::{Issuer, address, label};
use crate::graph::{Graph, NodeIdx};
use crate::query::{Cohort, Cohorts, Contemporary, RankOptions, Ranking};

impl Chart {
    /// Makes the chart of documents by year and score, in which those of a document asked about are marked.
    pub fn of_cohorts(
        graph: &Graph,
        found: &Cohorts,
        ranking: &Ranking,
        options: &RankOptions,
        focus: Option<NodeIdx>,
        source: &str,
    ) -> Self {
        let measure = found.measure;
        let mut subtitle = vec![match found.cohorts.as_slice() {
            [] => "No document of a known year has a value".to_owned(),
            cohorts => {
                let years = || found.members().map(|m| m.year);
                let span = years().min().zip(years().max()).map(years_in_words).unwrap_or_default();
                let all = counted(found.members().count(), "document", "documents");
                let each = if cohorts[0].first == cohorts[0].last { "each year" } else { "each five years" };
                format!(
                    "{all} of {span}; the line is the median of {each}, and a tenth at most exceeds the dashed one"
                )
            }
        }];
        subtitle.extend(focus.and_then(|node| standing(graph, found, node)));
        subtitle.extend(restriction(&options.relations));
        subtitle.extend(options.listed());
        let symbols = found.members().filter(|member| member.by_symbol).count();
        subtitle.extend(if_any(
            symbols,
            "document without a known date stands in the year of its session or symbol",
            "documents without a known date stand in the year of their session or symbol",
        ));
        subtitle.extend(if_any(
            found.undated.len() + ranking.dateless,
            "document of no known year is left out",
            "documents of no known year are left out",
        ));
        subtitle.extend(if_any(
            ranking.without,
            "document without a value by this measure is left out",
            "documents without a value by this measure are left out",
        ));
        subtitle.extend(if_any(
            ranking.undated,
            "undated source does not count",
            "undated sources do not count",
        ));
        let axis = Axis::of(found.members().map(|member| member.score), measure.counts());
        let scale = if axis.is_logarithmic() { ", on a logarithmic scale" } else { "" };
        let as_of = options.as_of.map(|day| format!(" as of {day}")).unwrap_or_default();
        let mut points = Vec::new();
        let mut steps = Vec::new();
        for cohort in &found.cohorts {
            let shown = |score: f64| {
                if score.fract() == 0.0 { measure.show(score) } else { middle(measure.show(score), score) }
            };
            steps.push(Step {
                first: cohort.first,
                last: cohort.last,
                median: cohort.median,
                upper_tenth: cohort.upper_tenth,
                shown: [shown(cohort.median), measure.show(cohort.upper_tenth)],
                points: points.len()..points.len() + cohort.members.len(),
                outstanding: cohort.outstanding().count(),
            });
            let told = |member: &Contemporary| {
                let is_focus =
                    focus.is_some_and(|f| member.node == f || graph.document(member.node) == Some(f));
                point(graph, cohort, member, &measure.show(member.score), is_focus)
            };
            points.extend(cohort.members.iter().map(told));
        }
        Chart {
            title: format!("{} by year{as_of}", measure.heading()),
            subtitle,
            source: provenance(graph, source),
            address: focus.and_then(|node| address(graph.id(node).as_str())),
            plot: Plot::Scatter(Scatter {
                measure: format!("{}{scale}", axis_name(measure)),
                axis,
                points,
                steps,
            }),
        }
    }
}

/// Shows the mean of two whole numbers, which may not be one.
fn middle(shown: String, score: f64) -> String {
    if shown.contains('.') { shown } else { format!("{score:.1}") }
}

fn point(graph: &Graph, cohort: &Cohort, member: &Contemporary, shown: &str, is_focus: bool) -> Point {
    let record = graph.node(member.node);
    let issuer = Issuer::of(graph, member.node);
    let by_symbol = if member.by_symbol { " (by the symbol)" } else { "" };
    let title = graph.title(member.node).unwrap_or_default();
    let above = cohort.members.iter().take_while(|other| other.score > member.score).count();
    let words = format!(
        "{} ({}), {}{by_symbol}: {shown}; no. {} of {}. {title}",
        record.id,
        issuer.name(),
        member.year,
        above + 1,
        of_cohort(cohort)
    );
    Point {
        year: member.year,
        value: member.score,
        issuer,
        name: label(record),
        shown: shown.to_owned(),
        words,
        address: address(record.id.as_str()),
        is_focus,
    }
}

/// Returns how many documents a cohort has, and of which years.
fn of_cohort(cohort: &Cohort) -> String {
    let years = years_in_words((cohort.first, cohort.last));
    format!("{} of {years}", counted(cohort.members.len(), "document", "documents"))
}

/// Says where a document stands among those of its years.
fn standing(graph: &Graph, found: &Cohorts, node: NodeIdx) -> Option<String> {
    let name = label(graph.node(node));
    if found.undated.contains(&node) {
        return Some(format!("{name} is of no known year"));
    }
    let (cohort, member) = found
        .cohorts
        .iter()
        .find_map(|cohort| Some((cohort, cohort.members.iter().find(|member| member.node == node)?)))?;
    let less = cohort.members.iter().filter(|other| other.score < member.score).count();
    let caption = found.measure.caption(member.score);
    Some(format!("{name} ({caption}) exceeds {less} of the {}", of_cohort(cohort)))
}
