//! Different ids that seem to be one document or organisation.

use std::collections::BTreeMap;

use super::{Check, Finding};
use crate::graph::{Graph, NodeIdx};
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
    let mut alike: BTreeMap<Likeness<'_>, Vec<NodeIdx>> = BTreeMap::new();
    for node in graph.nodes() {
        let known = graph.node(node);
        let Some(title) = known.title else { continue };
        let is_organisation = known.kind.is_party();
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
    // The parts A and B of one resolution have its title and day.
    let resolution =
        |node: &NodeIdx| graph.id(*node).as_str().trim_end_matches(|c: char| c.is_ascii_uppercase());
    let are_parts =
        |nodes: &[NodeIdx]| nodes.windows(2).all(|pair| resolution(&pair[0]) == resolution(&pair[1]));
    let several = alike.into_iter().filter(|(_, nodes)| nodes.len() > 1 && !are_parts(nodes));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NodeId, NodeRecord};

    fn check(ids: [&str; 2], title: &str, dates: [&str; 2], expected: usize) {
        let node = |(id, date): (&str, &str)| NodeRecord {
            id: NodeId::new(id),
            kind: if id.starts_with("ORG:") { NodeKind::Organisation } else { NodeKind::Document },
            body: None,
            date: date.parse().ok(),
            title: Some(title.to_owned()),
            absent: false,
        };
        let nodes = ids.into_iter().zip(dates).map(node).collect();
        let found = duplicates(&Graph::from_records(nodes, Vec::new()));
        assert_eq!(found.len(), expected, "{ids:?}");
    }

    #[test]
    fn what_is_named_and_dated_alike_may_be_one() {
        let (title, day) = ("Keeping of the lighthouses of all the seas", "2005-12-16");
        check(["A/60/1", "A/C.3/60/L.1"], title, [day, day], 1);
        check(["A/60/1", "A/C.3/60/L.1"], title, [day, "2005-12-17"], 0);
        check(["A/60/1", "A/C.3/60/L.1"], title, ["2005", "2005"], 0);
        check(["A/60/1", "A/C.3/60/L.1"], "Agenda", [day, day], 0);
        check(["A/RES/60/1A", "A/RES/60/1B"], title, [day, day], 0);
        check(["ORG:river-watch", "ORG:riverwatch"], "River Watch", ["", ""], 1);
    }
}
