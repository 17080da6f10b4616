//! The growth of a series: what each of its documents cites, and what cites it.

use std::collections::BTreeSet;

use super::{EdgeFilter, Passage, Subgraph, series};
use crate::graph::{EdgeIdx, Graph, NodeIdx};
use crate::model::Date;

/// The documents of a series with their citations counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// The document that was asked about.
    pub focus: NodeIdx,
    /// The documents of the series, by date (undated last) and id.
    pub members: Vec<Grown>,
    /// The distinct documents that any of them cites.
    pub cites: Reach,
    /// The distinct documents that cite any of them.
    pub cited_by: Reach,
    /// Number of documents of the series that are left out because they are later than the last day.
    pub later: usize,
    /// Number of documents, of the series or citing it, that are left out because they have no date to compare with
    /// the last day.
    pub undated: usize,
}

/// One document of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grown {
    /// The document.
    pub node: NodeIdx,
    /// How many documents it cites.
    pub cites: Reach,
    /// How many documents cite it.
    pub cited_by: Reach,
}

/// Numbers of distinct documents, inside and outside a series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Documents of the series.
    pub inside: usize,
    /// Other documents.
    pub outside: usize,
}

impl Reach {
    /// Returns how many there are in all.
    pub fn total(self) -> usize {
        self.inside + self.outside
    }
}

/// Counts what each document of a series cites and what cites it, for the series of a node; `None` where the node is
/// in no series.
///
/// A document counts together with the instruments inside it, and counts once whatever the number of places and
/// relations. Of what is cited, instruments that share their document with others count apart, as in [`Subgraph::of`]:
/// the two Covenants are two. With a last day, documents of the series that are later take no part.
///
/// Time O(|V| log |V| + |E| log |V|), for finding the series; space O(|V|). Cycles, parallel edges and absent documents
/// need no care: an absent one cites nothing.
///
/// # Examples
///
/// B renews A and cites X; Y cites B. A cites nothing and is cited by B, B cites two and is cited by Y.
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, Relation};
/// use travaux::query::{EdgeFilter, RelationSet, growth};
///
/// let edge = |s, relation, t| EdgeRecord {
///     source: NodeId::new(s), target: NodeId::new(t), relation, weight: 1,
/// };
/// let edges = vec![
///     edge("B", Relation::Succeeds, "A"),
///     edge("B", Relation::Recalls, "A"),
///     edge("B", Relation::Cites, "X"),
///     edge("Y", Relation::Cites, "B"),
/// ];
/// let graph = Graph::from_records(vec![], edges);
/// let filter = EdgeFilter { relations: RelationSet::references(), as_of: None, body: None };
/// let found = growth(&graph, graph.find(&NodeId::new("A")).expect("a node"), &filter).expect("a series");
/// let counts: Vec<_> = found.members.iter().map(|m| (m.cites.total(), m.cited_by.total())).collect();
/// assert_eq!(counts, [(0, 1), (2, 1)]);
/// ```
pub fn growth(graph: &Graph, focus: NodeIdx, filter: &EdgeFilter) -> Option<Growth> {
    let found = series(graph).into_iter().find(|s| s.position(focus).is_some())?;
    let all: BTreeSet<NodeIdx> = found.members.iter().map(|m| m.node).collect();
    let mut undated: BTreeSet<NodeIdx> = BTreeSet::new();
    let mut later = 0;
    let (mut every_cited, mut every_citing) = (BTreeSet::new(), BTreeSet::new());
    let mut members = Vec::new();
    for node in found.members.iter().map(|m| m.node) {
        match standing(graph.date(node), filter.as_of) {
            Passage::Passes => {}
            Passage::Stopped => {
                later += 1;
                continue;
            }
            Passage::Undated => {
                undated.insert(node);
                continue;
            }
        }
        let whole: Vec<NodeIdx> = std::iter::once(node).chain(graph.instruments(node)).collect();
        let (mut cited, mut citing) = (BTreeSet::new(), BTreeSet::new());
        for edge in whole.iter().flat_map(|n| graph.edges_out(*n)).filter(|e| filter.passes(graph, *e)) {
            cited.insert(Subgraph::shown(graph, graph.edge(edge).target));
        }
        for edge in whole.iter().flat_map(|n| graph.edges_in(*n)) {
            let source = speaker(graph, edge);
            match filter.passage(graph, edge) {
                Passage::Passes => {
                    citing.insert(source);
                }
                Passage::Undated if !whole.contains(&source) => {
                    undated.insert(source);
                }
                Passage::Undated | Passage::Stopped => {}
            }
        }
        for own in &whole {
            cited.remove(own);
            citing.remove(own);
        }
        members.push(Grown { node, cites: reach(&cited, &all), cited_by: reach(&citing, &all) });
        every_cited.append(&mut cited);
        every_citing.append(&mut citing);
    }
    Some(Growth {
        focus,
        members,
        cites: reach(&every_cited, &all),
        cited_by: reach(&every_citing, &all),
        later,
        undated: undated.len(),
    })
}

/// Says whether a document is there by the last day.
fn standing(date: Option<Date>, as_of: Option<Date>) -> Passage {
    match (date, as_of) {
        (_, None) => Passage::Passes,
        (None, Some(_)) => Passage::Undated,
        (Some(date), Some(limit)) if date.is_by(limit) => Passage::Passes,
        (Some(_), Some(_)) => Passage::Stopped,
    }
}

/// Returns the document that cites, where an instrument inside it does.
fn speaker(graph: &Graph, edge: EdgeIdx) -> NodeIdx {
    let source = graph.edge(edge).source;
    graph.document(source).unwrap_or(source)
}

fn reach(nodes: &BTreeSet<NodeIdx>, series: &BTreeSet<NodeIdx>) -> Reach {
    let inside = nodes.intersection(series).count();
    Reach { inside, outside: nodes.len() - inside }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EdgeRecord, NodeId, NodeKind, NodeRecord, Relation};
    use crate::query::RelationSet;

    /// A 2000, B 2002 and C, undated, renew each other; Y of 2003 and Z, undated, cite them.
    fn graph() -> Graph {
        let node = |id: &str, date: Option<u16>| NodeRecord {
            id: NodeId::new(id),
            kind: NodeKind::Document,
            body: None,
            date: date.map(Date::of_year),
            title: None,
            absent: false,
        };
        let edge = |source: &str, relation, target: &str| EdgeRecord {
            source: NodeId::new(source),
            target: NodeId::new(target),
            relation,
            weight: 1,
        };
        Graph::from_records(
            vec![node("A", Some(2000)), node("B", Some(2002)), node("C", None), node("Y", Some(2003))],
            vec![
                edge("B", Relation::Succeeds, "A"),
                edge("B", Relation::Recalls, "A"),
                edge("B", Relation::Cites, "A#annex"),
                edge("B", Relation::Cites, "X#annex:ONE"),
                edge("B", Relation::Cites, "X#annex:TWO"),
                edge("B#annex", Relation::Cites, "A"),
                edge("B#annex", Relation::AnnexedTo, "B"),
                edge("C", Relation::Succeeds, "B"),
                edge("C", Relation::Recalls, "B"),
                edge("Y", Relation::Cites, "A"),
                edge("Y", Relation::Recalls, "A#annex"),
                edge("Z", Relation::Cites, "B"),
            ],
        )
    }

    fn check(as_of: Option<u16>, expected: &[(&str, usize, usize, usize, usize)]) -> Growth {
        let graph = graph();
        let filter =
            EdgeFilter { relations: RelationSet::references(), as_of: as_of.map(Date::of_year), body: None };
        let found =
            growth(&graph, graph.find(&NodeId::new("B")).expect("a node"), &filter).expect("a series");
        let told: Vec<_> = found
            .members
            .iter()
            .map(|m| {
                let id = graph.id(m.node).as_str();
                (id, m.cites.inside, m.cites.outside, m.cited_by.inside, m.cited_by.outside)
            })
            .collect();
        assert_eq!(told, expected);
        found
    }

    #[test]
    fn a_document_counts_once_with_what_is_annexed_to_it() {
        let found = check(None, &[("A", 0, 0, 1, 1), ("B", 1, 2, 1, 1), ("C", 1, 0, 0, 0)]);
        assert_eq!((found.cites, found.cited_by.outside), (Reach { inside: 2, outside: 2 }, 2));
        assert_eq!((found.later, found.undated), (0, 0));
    }

    #[test]
    fn a_last_day_leaves_out_what_is_later_and_counts_what_has_no_date() {
        let found = check(Some(2002), &[("A", 0, 0, 1, 0), ("B", 1, 2, 0, 0)]);
        assert_eq!((found.later, found.undated), (0, 2), "C and Z have no date");
        assert_eq!(check(Some(2001), &[("A", 0, 0, 0, 0)]).later, 1);
    }

    #[test]
    fn what_renews_nothing_has_no_growth() {
        let graph = graph();
        let filter = EdgeFilter { relations: RelationSet::references(), as_of: None, body: None };
        assert_eq!(growth(&graph, graph.find(&NodeId::new("Y")).expect("a node"), &filter), None);
    }
}
