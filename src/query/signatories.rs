//! Organisations: what each of them signed, with whom, and what that builds on.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::structure::{MOST_SIGNATORIES, co_signature};
use super::{EdgeFilter, RelationSet, Subgraph};
use crate::graph::{EdgeIdx, Graph, NodeIdx};
use crate::model::{Date, Relation};

/// The organisations of a graph that signed something.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signatories {
    /// The organisations: those that signed most first, then by id.
    pub organisations: Vec<Signatory>,
    /// What they signed, by date and id.
    pub documents: Vec<NodeIdx>,
    /// Documents that make no co-signatories, because more than [`MOST_SIGNATORIES`] signed them.
    pub left_out: Vec<NodeIdx>,
}

/// One organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Signatory {
    /// Its node.
    pub node: NodeIdx,
    /// What it signed, by date and id.
    pub signed: Vec<NodeIdx>,
    /// With whom: those of most documents first, then those of the greatest weight, then by id.
    pub partners: Vec<Partner>,
}

/// An organisation that signed together with another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Partner {
    /// Its node.
    pub node: NodeIdx,
    /// Number of documents that both signed.
    pub shared: u32,
    /// The same, each document weighing 1/(n − 1) where n signed it.
    pub weight: f64,
}

/// A document that is cited by what an organisation signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appeal {
    /// The document.
    pub node: NodeIdx,
    /// What was signed and cites it, by date and id, with the edges that say so.
    pub by: Vec<(NodeIdx, Vec<EdgeIdx>)>,
}

/// Returns the organisations that signed documents, with those that signed the same.
///
/// An edge `signed` leads from the organisation to what it signed; copies of one edge count once. With a last day, only
/// documents of that day or earlier count; such without date do not. Weights are those of [`co_signature`].
///
/// Time and space O(s log s + Σ n²) for s signatures, of n organisations for each document.
///
/// # Examples
///
/// X and Y signed a letter together, and X another one alone.
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, Relation};
/// use travaux::query::signatories;
///
/// let signed = |source, target| EdgeRecord {
///     source: NodeId::new(source), target: NodeId::new(target), relation: Relation::Signed, weight: 1,
/// };
/// let edges = vec![signed("ORG:x", "L1"), signed("ORG:y", "L1"), signed("ORG:x", "L2")];
/// let found = signatories(&Graph::from_records(vec![], edges), None);
/// let numbers: Vec<(usize, u32)> =
///     found.organisations.iter().map(|o| (o.signed.len(), o.partners[0].shared)).collect();
/// assert_eq!(numbers, [(2, 1), (1, 1)]);
/// ```
pub fn signatories(graph: &Graph, as_of: Option<Date>) -> Signatories {
    let filter = EdgeFilter { relations: RelationSet::of([Relation::Signed]), as_of: None, body: None };
    let in_time = |document: NodeIdx| match as_of {
        Some(limit) => graph.date(document).is_some_and(|date| date <= limit),
        None => true,
    };
    let mut signed: BTreeMap<NodeIdx, Vec<NodeIdx>> = BTreeMap::new();
    for edge in graph.edges().filter(|edge| filter.passes(graph, *edge)).map(|edge| graph.edge(edge)) {
        if in_time(edge.target) {
            signed.entry(edge.source).or_default().push(edge.target);
        }
    }
    let by_date = |node: &NodeIdx| (graph.date(*node), *node);
    let pairs: Vec<(u32, u32)> = signed
        .iter()
        .flat_map(|(who, what)| what.iter().map(|document| (who.place() as u32, document.place() as u32)))
        .collect();
    let all: BTreeMap<u32, NodeIdx> = signed
        .iter()
        .flat_map(|(who, what)| std::iter::once(who).chain(what))
        .map(|node| (node.place() as u32, *node))
        .collect();
    let together = co_signature(&pairs, MOST_SIGNATORIES);
    let mut partners: BTreeMap<NodeIdx, Vec<Partner>> = BTreeMap::new();
    for pair in &together.pairs {
        for (one, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let partner = Partner { node: all[&other], shared: pair.shared, weight: pair.weight };
            partners.entry(all[&one]).or_default().push(partner);
        }
    }
    let mut documents: Vec<NodeIdx> = signed.values().flatten().copied().collect();
    documents.sort_by_key(by_date);
    documents.dedup();
    let mut organisations: Vec<Signatory> = signed
        .into_iter()
        .map(|(node, mut signed)| {
            signed.sort_by_key(by_date);
            signed.dedup();
            let mut partners = partners.remove(&node).unwrap_or_default();
            partners.sort_by(|a, b| {
                b.shared.cmp(&a.shared).then(b.weight.total_cmp(&a.weight)).then(a.node.cmp(&b.node))
            });
            Signatory { node, signed, partners }
        })
        .collect();
    organisations.sort_by_key(|one| (Reverse(one.signed.len()), one.node));
    let left_out = together.left_out.iter().map(|place| all[place]).collect();
    Signatories { organisations, documents, left_out }
}

/// Returns what the documents that an organisation signed cite: the shortest lines from it to the texts that it appeals
/// to. Those that most of its documents cite come first, then by id.
///
/// An instrument that is alone in its document stands for the document, as in [`Subgraph::of`]. What was signed itself
/// is left out. Time O(k log k) for the k edges of the documents signed, space O(k).
pub fn appeals(graph: &Graph, signatory: &Signatory, filter: &EdgeFilter) -> Vec<Appeal> {
    let mut found: BTreeMap<NodeIdx, Vec<(NodeIdx, Vec<EdgeIdx>)>> = BTreeMap::new();
    for document in &signatory.signed {
        for edge in graph.edges_out(*document).filter(|edge| filter.passes(graph, *edge)) {
            let target = Subgraph::shown(graph, graph.edge(edge).target);
            if signatory.signed.contains(&target) {
                continue;
            }
            let by = found.entry(target).or_default();
            match by.last_mut() {
                Some((last, edges)) if last == document => edges.push(edge),
                _ => by.push((*document, vec![edge])),
            }
        }
    }
    let mut found: Vec<Appeal> = found.into_iter().map(|(node, by)| Appeal { node, by }).collect();
    found.sort_by_key(|appeal| (Reverse(appeal.by.len()), appeal.node));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EdgeRecord, NodeId, NodeKind, NodeRecord};

    /// X signed L1 with Y and Z, and L2 with Z; both letters cite 53/144, L2 by its annex.
    fn letters() -> Graph {
        let letter = |id: &str, year| NodeRecord {
            id: NodeId::new(id),
            kind: NodeKind::Document,
            body: None,
            date: Some(Date::of_year(year)),
            title: None,
            absent: false,
        };
        let edges = [
            ("ORG:x", "L1"),
            ("ORG:y", "L1"),
            ("ORG:z", "L1"),
            ("ORG:x", "L2"),
            ("ORG:z", "L2"),
            ("L1", "A/RES/53/144"),
            ("L1", "B"),
            ("L1", "A/RES/53/144#annex"),
            ("L2", "A/RES/53/144#annex"),
            ("L2", "L1"),
        ];
        let edges = edges.iter().map(|(source, target)| EdgeRecord {
            source: NodeId::new(*source),
            target: NodeId::new(*target),
            relation: if source.starts_with("ORG") { Relation::Signed } else { Relation::Cites },
            weight: 1,
        });
        Graph::from_records(vec![letter("L1", 2016), letter("L2", 2015)], edges.collect())
    }

    fn check(graph: &Graph, as_of: Option<Date>, expected: &[&str]) {
        let id = |node: NodeIdx| graph.id(node).to_string();
        let lines: Vec<String> = signatories(graph, as_of)
            .organisations
            .iter()
            .map(|one| {
                let signed: Vec<String> = one.signed.iter().map(|n| id(*n)).collect();
                let partners: Vec<String> = one
                    .partners
                    .iter()
                    .map(|p| format!("{} {} {}", id(p.node), p.shared, p.weight))
                    .collect();
                format!("{} signed {}: {}", id(one.node), signed.join(" "), partners.join(", "))
            })
            .collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn organisations_stand_with_those_who_signed_the_same() {
        let all = [
            "ORG:x signed L2 L1: ORG:z 2 1.5, ORG:y 1 0.5",
            "ORG:z signed L2 L1: ORG:x 2 1.5, ORG:y 1 0.5",
            "ORG:y signed L1: ORG:x 1 0.5, ORG:z 1 0.5",
        ];
        check(&letters(), None, &all);
        check(
            &letters(),
            Some(Date::of_year(2015)),
            &["ORG:x signed L2: ORG:z 1 1", "ORG:z signed L2: ORG:x 1 1"],
        );
        check(&Graph::default(), None, &[]);
    }

    #[test]
    fn what_was_signed_leads_to_what_it_cites() {
        let graph = letters();
        let found = signatories(&graph, None);
        let filter = EdgeFilter { relations: RelationSet::references(), as_of: None, body: None };
        let lines: Vec<String> = appeals(&graph, &found.organisations[0], &filter)
            .iter()
            .map(|appeal| {
                let by: Vec<String> =
                    appeal.by.iter().map(|(n, edges)| format!("{} {}", graph.id(*n), edges.len())).collect();
                format!("{}: {}", graph.id(appeal.node), by.join(", "))
            })
            .collect();
        assert_eq!(lines, ["A/RES/53/144: L2 1, L1 2", "B: L1 1"]);
    }
}
