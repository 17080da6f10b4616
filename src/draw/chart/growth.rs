//! The growth of a series: every document of it in its year, with what it cites and what cites it.

use super::{
    Bar, Chart, Look, Panel, Part, Plot, counted, heading, if_any, provenance, restriction, years_in_words,
};
use crate::draw::{Years, address, label};
use crate::graph::{Graph, NodeIdx};
use crate::query::{EdgeFilter, Grown, Growth, Reach};

impl Chart {
    /// Makes the chart of a series: above what its documents cite, below what cites them.
    pub fn of_growth(
        graph: &Graph,
        growth: &Growth,
        filter: &EdgeFilter,
        years: &Years,
        source: &str,
    ) -> Self {
        let year = |node: NodeIdx| graph.date(node).map(|d| d.year()).or_else(|| years.of(node));
        let mut members: Vec<(Option<u16>, &Grown)> =
            growth.members.iter().map(|m| (year(m.node), m)).collect();
        // Stable: within a year the order of the series remains.
        members.sort_by_key(|(year, _)| (year.is_none(), *year));
        let known = || members.iter().filter_map(|(year, _)| *year);
        let span = known().min().zip(known().max());
        let when = span.map(|s| format!(", {}", years_in_words(s))).unwrap_or_default();
        let mut subtitle = vec![heading(graph, growth.focus)];
        subtitle.push(format!(
            "{}{when}; they cite {} and are cited by {}",
            counted(members.len(), "document of the series", "documents that renew each other"),
            counted(growth.cites.total(), "document", "documents"),
            counted(growth.cited_by.total(), "document", "documents"),
        ));
        subtitle
            .push("Each stands in its year: above the names what it cites, below what cites it".to_owned());
        subtitle.extend(restriction(&filter.relations));
        let guessed =
            members.iter().filter(|(year, m)| year.is_some() && graph.date(m.node).is_none()).count();
        subtitle.extend(if_any(
            guessed,
            "document of the series without a known date stands in the year of its session or symbol",
            "documents of the series without a known date stand in the year of their session or symbol",
        ));
        subtitle.extend(if_any(
            members.iter().filter(|(year, _)| year.is_none()).count(),
            "document of the series of no known year stands at the left",
            "documents of the series of no known year stand at the left",
        ));
        subtitle.extend(if_any(
            growth.later,
            "document of the series is later and left out",
            "documents of the series are later and left out",
        ));
        subtitle.extend(if_any(
            growth.undated,
            "undated document is left out",
            "undated documents are left out",
        ));
        let panel = |measure: &str, verb: &str, reach: &dyn Fn(&Grown) -> Reach| Panel {
            measure: measure.to_owned(),
            counts: true,
            bars: members
                .iter()
                .map(|(year, member)| {
                    bar(graph, *year, member.node, reach(member), verb, member.node == growth.focus)
                })
                .collect(),
        };
        let as_of = filter.as_of.map(|day| format!(" as of {day}")).unwrap_or_default();
        Chart {
            title: format!("The series of {} by year{as_of}", label(graph.node(growth.focus))),
            subtitle,
            source: provenance(graph, source),
            address: address(graph.id(growth.focus).as_str()),
            plot: Plot::Years {
                span,
                panels: vec![
                    panel("documents that it cites", "cites", &|m| m.cites),
                    panel("documents that cite it", "is cited by", &|m| m.cited_by),
                ],
            },
        }
    }
}

fn bar(graph: &Graph, year: Option<u16>, node: NodeIdx, reach: Reach, verb: &str, is_focus: bool) -> Bar {
    let id = graph.id(node);
    let when = year.map_or_else(|| "no known year".to_owned(), |y| y.to_string());
    let part = |look: Look, number: usize, what: &str| Part {
        look,
        value: number as f64,
        words: format!("{id} ({when}) {verb} {number} {what}"),
        address: None,
    };
    let mut parts = vec![
        part(Look::Inside, reach.inside, "of the series"),
        part(Look::Outside, reach.outside, "outside the series"),
    ];
    parts.retain(|part| part.value > 0.0);
    Bar {
        year,
        name: label(graph.node(node)),
        title: graph.title(node).unwrap_or_default().to_owned(),
        parts,
        shown: reach.total().to_string(),
        words: format!(
            "{id} ({when}) {verb} {}, {} of the series and {} outside",
            counted(reach.total(), "document", "documents"),
            reach.inside,
            reach.outside
        ),
        address: address(id.as_str()),
        is_focus,
    }
}
