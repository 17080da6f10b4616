//! One organisation: what it signed, what that cites, and who signed the same most.

use std::collections::BTreeSet;

use super::{Diagram, Places, Years, label};
use crate::graph::{Graph, NodeIdx};
use crate::model::Relation;
use crate::query::{Appeal, EdgeFilter, Partner, RelationSet, Signatory, Subgraph};

/// Most organisations beside the one asked about; each shares several documents with it.
const PARTNERS: usize = 12;

/// Most documents that were signed, the latest, and most of those that they cite.
const SIGNED: usize = 12;
const CITED: usize = 24;

impl Diagram {
    /// Returns what the picture of an organisation shows: it, the documents that it signed, what these cite, and the
    /// organisations that signed most of them as well.
    pub fn part_of_signatory(
        graph: &Graph,
        one: &Signatory,
        appeals: &[Appeal],
        filter: &EdgeFilter,
    ) -> Subgraph {
        let signed = one.signed.iter().rev().take(SIGNED).copied();
        let cited = appeals.iter().take(CITED).map(|appeal| appeal.node);
        let partners = partners(one).map(|partner| partner.node);
        let mut relations: BTreeSet<Relation> = filter.relations.iter().collect();
        relations.insert(Relation::Signed);
        // What was signed by the last day was chosen already; an organisation has no date that could be compared.
        let filter = EdgeFilter { relations: RelationSet::of(relations), as_of: None, body: None };
        let nodes: Vec<NodeIdx> =
            std::iter::once(one.node).chain(signed).chain(cited).chain(partners).collect();
        Subgraph::of(graph, nodes, &filter)
    }

    /// Makes the picture of [`Diagram::part_of_signatory`].
    pub fn of_signatory(
        graph: &Graph,
        one: &Signatory,
        appeals: &[Appeal],
        subgraph: &Subgraph,
        places: &Places,
        years: &Years,
    ) -> Self {
        let mut diagram = Self::of_documents(graph, subgraph, places, years);
        let name = label(graph.node(one.node));
        diagram.title = format!("What {name} signed");
        let documents = |number: usize| format!("{number} document{}", if number == 1 { "" } else { "s" });
        let left = |all: usize, most: usize| {
            if all > most { format!(", {most} of them shown") } else { String::new() }
        };
        let [signed, cited, others] = [one.signed.len(), appeals.len(), one.partners.len()];
        let drawn = match partners(one).count() {
            0 if others > 0 => " (none with several documents in common)".to_owned(),
            drawn => left(others, drawn),
        };
        diagram.subtitle[0] = format!(
            "Signed {}{}, citing {}{}, together with {others} other organisation{}{drawn}",
            documents(signed),
            left(signed, SIGNED),
            documents(cited),
            left(cited, CITED),
            if others == 1 { "" } else { "s" },
        );
        for node in &mut diagram.nodes {
            node.is_focus = node.id == graph.id(one.node).as_str();
        }
        diagram
    }
}

/// Returns the organisations that are drawn: who shares one document only stands out by nothing.
fn partners(one: &Signatory) -> impl Iterator<Item = &Partner> {
    one.partners.iter().filter(|partner| partner.shared > 1).take(PARTNERS)
}
