//! Dates and numbers that contradict each other.

use super::{Check, Finding};
use crate::graph::{Graph, NodeIdx};
use crate::model::{NodeId, Occurrence, Relation};

/// Years between a date and the year of a symbol that sessions and late issues account for.
const NEAR: u16 = 1;

/// Returns the references that carry a warning; those of translations and second copies are left out.
pub fn contradictions(occurrences: &[Occurrence]) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for occurrence in occurrences.iter().filter(|occurrence| !occurrence.repeated) {
        let Some(warning) = &occurrence.warning else { continue };
        let meant =
            warning.suggestion.as_ref().map(|id| format!("; probably meant: {id}")).unwrap_or_default();
        let words = format!("{}: “{}”: {}{meant}", occurrence.para, occurrence.surface, warning.explanation);
        let nodes = vec![occurrence.source.clone(), occurrence.target.clone()];
        found.push(Finding { check: Check::Contradiction, nodes, words });
    }
    found
}

/// Returns the citations of what is dated later, to the precision that both dates have.
pub fn into_the_future(graph: &Graph) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for at in graph.edges() {
        let edge = graph.edge(at);
        if !matches!(edge.relation, Relation::Recalls | Relation::Cites) {
            continue;
        }
        let (Some(citing), Some(cited)) = (graph.date(edge.source), graph.date(edge.target)) else {
            continue;
        };
        if cited.is_by(citing) {
            continue;
        }
        let nodes = vec![graph.id(edge.source).to_id(), graph.id(edge.target).to_id()];
        // Both relations of a pair are one finding.
        if found.last().is_none_or(|last| last.nodes != nodes) {
            found.push(Finding { check: Check::Future, nodes, words: format!("{citing} cites {cited}") });
        }
    }
    found
}

/// Returns the documents that were read whose date is far from the year that their symbol tells.
pub fn far_from_symbol(graph: &Graph, likely_year: impl Fn(NodeIdx) -> Option<u16>) -> Vec<Finding> {
    let mut found = Vec::new();
    for node in graph.nodes().filter(|node| !graph.node(*node).absent) {
        let id = graph.id(node);
        let (Some(date), Some(year)) = (graph.date(node), likely_year(node)) else { continue };
        if date.year().abs_diff(year) > NEAR {
            let words = format!("dated {date}, while its symbol is of {year}");
            found.push(Finding { check: Check::Date, nodes: vec![NodeId::new(id.as_str())], words });
        }
    }
    found
}
