//! Different ids that seem to be one document or organisation.

use std::collections::BTreeMap;

use super::{Check, Finding};
use crate::graph::Graph;
use crate::model::{BodyId, Date, NodeKind};

/// Characters of a title below which many documents share it (“Agenda”, “Note by the Secretariat”).
const TELLING: usize = 30;

/// What two nodes must share to seem one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Likeness<'a> {
    is_organisation: bool,
    title: String,
    body: Option<&'a BodyId>,
    date: Option<Date>,
}

/// Returns nodes that have title, body and day in common, and organisations of one name.
pub fn duplicates(graph: &Graph) -> Vec<Finding> {
    let mut alike: BTreeMap<Likeness<'_>, Vec<_>> = BTreeMap::new();
    for node in graph.nodes() {
        let known = graph.node(node);
        let Some(title) = known.title else { continue };
        let is_organisation = known.kind == NodeKind::Organisation;
        let folded = folded(title);
        // Without a day, documents of one name are as a rule those of different years.
        let is_telling =
            is_organisation || (known.kind == NodeKind::Document && folded.chars().count() >= TELLING);
        if is_telling && (is_organisation || known.date.and_then(Date::day).is_some()) {
            let likeness =
                Likeness { is_organisation, title: folded, body: graph.body(node), date: known.date };
            alike.entry(likeness).or_default().push(node);
        }
    }
    let several = alike.into_iter().filter(|(_, nodes)| nodes.len() > 1);
    let finding = |(likeness, nodes): (Likeness<'_>, Vec<_>)| {
        let title = nodes.first().and_then(|node| graph.title(*node)).unwrap_or_default();
        let date = likeness.date.map(|date| format!(", {date}")).unwrap_or_default();
        let nodes = nodes.into_iter().map(|node| graph.id(node).to_id()).collect();
        Finding { check: Check::Duplicate, nodes, words: format!("“{title}”{date}") }
    };
    several.map(finding).collect()
}

/// Returns the letters and digits of a title in lower case.
fn folded(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
