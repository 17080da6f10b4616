//! A part of the graph fit to be looked at: some nodes, and the lines between them.

use std::collections::{BTreeMap, BTreeSet};

use super::EdgeFilter;
use super::descent::transitive_reduction;
use crate::graph::{EdgeIdx, Graph, Net, NodeIdx};
use crate::model::Relation;

/// Some nodes with the lines between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subgraph {
    /// The nodes, by id.
    pub nodes: Vec<NodeIdx>,
    /// The lines, by source, target and relation.
    pub links: Vec<Link>,
}

/// One line: the edges of one relation between two documents, those of folded instruments included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The citing node.
    pub source: NodeIdx,
    /// The cited node.
    pub target: NodeIdx,
    /// What the line says.
    pub relation: Relation,
    /// The edges that say so, in graph order.
    pub edges: Vec<EdgeIdx>,
}

impl Subgraph {
    /// Returns the nodes given and every edge between them that passes the filter.
    ///
    /// An instrument that is alone in its document is folded into the document: a text that recalls resolution
    /// 53/144 and the Declaration in its annex gives one line, not two. Where a document holds several
    /// instruments, those among the nodes stay apart, tied to their document by `annexed_to` whatever
    /// relations were asked for. Lines from a node to itself are left out.
    ///
    /// Time O(n log n + m log m) for n nodes with m edges in the whole graph; space O(n + m). Parallel edges of
    /// one relation become one line; cycles and absent nodes are kept as they are.
    pub fn of(graph: &Graph, nodes: impl IntoIterator<Item = NodeIdx>, filter: &EdgeFilter) -> Subgraph {
        let nodes: BTreeSet<NodeIdx> = nodes.into_iter().map(|n| Self::shown(graph, n)).collect();
        // A document brings the instruments that are folded into it, asked for or not.
        let sources: BTreeSet<NodeIdx> = nodes
            .iter()
            .flat_map(|n| std::iter::once(*n).chain(graph.instruments(*n)))
            .filter(|n| nodes.contains(&Self::shown(graph, *n)))
            .collect();
        Self::between(graph, nodes, &sources, filter, |n| Self::shown(graph, n))
    }

    /// Returns the nodes given and every edge between them that passes the filter, as [`Subgraph::of`] does, but
    /// with every instrument on its own.
    pub fn unfolded(
        graph: &Graph,
        nodes: impl IntoIterator<Item = NodeIdx>,
        filter: &EdgeFilter,
    ) -> Subgraph {
        let nodes: BTreeSet<NodeIdx> = nodes.into_iter().collect();
        Self::between(graph, nodes.clone(), &nodes, filter, |n| n)
    }

    fn between(
        graph: &Graph,
        nodes: BTreeSet<NodeIdx>,
        sources: &BTreeSet<NodeIdx>,
        filter: &EdgeFilter,
        shown: impl Fn(NodeIdx) -> NodeIdx,
    ) -> Subgraph {
        let mut links: BTreeMap<(NodeIdx, NodeIdx, Relation), Vec<EdgeIdx>> = BTreeMap::new();
        for edge_idx in sources.iter().flat_map(|n| graph.edges_out(*n)) {
            let edge = graph.edge(edge_idx);
            let (source, target) = (shown(edge.source), shown(edge.target));
            let wanted = filter.passes(graph, edge_idx) || edge.relation == Relation::AnnexedTo;
            if source != target && wanted && nodes.contains(&target) {
                links.entry((source, target, edge.relation)).or_default().push(edge_idx);
            }
        }
        let links = links
            .into_iter()
            .map(|((source, target, relation), mut edges)| {
                edges.sort_unstable();
                Link { source, target, relation, edges }
            })
            .collect();
        Subgraph { nodes: nodes.into_iter().collect(), links }
    }

    /// Returns the same nodes with the lines of the spine: those between nodes that no longer chain joins as well. What a
    /// text recalls that its predecessor recalls too is thus told once, by the predecessor. Lines within a cycle all stay.
    ///
    /// The transitive reduction (Aho, Garey and Ullman 1972, *The transitive reduction of a directed graph*); see
    /// [`transitive_reduction`].
    pub fn spine(&self) -> Subgraph {
        let number =
            |node: NodeIdx| self.nodes.binary_search(&node).expect("lines join nodes of the subgraph") as u32;
        let pairs: Vec<(u32, u32)> =
            self.links.iter().map(|link| (number(link.source), number(link.target))).collect();
        let (net, numbering) = Net::of(self.nodes.len(), &pairs);
        let back = |place: u32| numbering.numbers[place as usize];
        let kept: BTreeSet<(u32, u32)> =
            transitive_reduction(&net).into_iter().map(|(s, t)| (back(s), back(t))).collect();
        let links = self.links.iter().zip(&pairs).filter(|(_, pair)| kept.contains(pair));
        Subgraph { nodes: self.nodes.clone(), links: links.map(|(link, _)| link.clone()).collect() }
    }

    /// Returns the node that stands for a node in a subgraph: its document where the node is the only
    /// instrument of a document that is known, and itself otherwise.
    pub fn shown(graph: &Graph, node: NodeIdx) -> NodeIdx {
        match graph.document(node) {
            Some(document) if graph.instruments(document).count() == 1 => document,
            _ => node,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EdgeRecord, NodeId};
    use crate::query::RelationSet;

    fn check(edges: &[(&str, Relation, &str)], nodes: &[&str], expected: &[&str]) {
        let records = edges
            .iter()
            .map(|(s, relation, t)| EdgeRecord {
                source: NodeId::new(*s),
                target: NodeId::new(*t),
                relation: *relation,
                weight: 1,
            })
            .collect();
        let graph = Graph::from_records(vec![], records);
        let nodes: Vec<NodeIdx> =
            nodes.iter().map(|n| graph.find(&NodeId::new(*n)).expect("a node")).collect();
        let filter = EdgeFilter { relations: RelationSet::references(), as_of: None, body: None };
        let lines: Vec<String> = Subgraph::of(&graph, nodes, &filter)
            .links
            .iter()
            .map(|l| {
                let (s, t) = (graph.id(l.source), graph.id(l.target));
                format!("{s} {} {t} {}", l.relation, l.edges.len())
            })
            .collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_lone_instrument_is_folded_into_its_document() {
        let edges = [
            ("B", Relation::Recalls, "A"),
            ("B", Relation::Recalls, "A#annex"),
            ("A#annex", Relation::AnnexedTo, "A"),
            ("C", Relation::Cites, "A#annex"),
        ];
        check(&edges, &["A#annex", "B", "C"], &["B recalls A 2", "C cites A 1"]);
        check(&edges, &["A", "B"], &["B recalls A 2"]);
    }

    #[test]
    fn the_spine_has_no_line_that_a_longer_chain_says() {
        let recalls = |s, t| (s, Relation::Recalls, t);
        let edges = [
            recalls("B", "A"),
            recalls("C", "A"),
            recalls("C", "B"),
            ("C", Relation::Cites, "B"),
            recalls("D", "A"),
        ];
        let records = edges.iter().map(|(s, relation, t)| EdgeRecord {
            source: NodeId::new(*s),
            target: NodeId::new(*t),
            relation: *relation,
            weight: 1,
        });
        let graph = Graph::from_records(vec![], records.collect());
        let filter = EdgeFilter { relations: RelationSet::references(), as_of: None, body: None };
        let spine = Subgraph::of(&graph, graph.nodes(), &filter).spine();
        let told: Vec<String> = spine
            .links
            .iter()
            .map(|l| format!("{} {} {}", graph.id(l.source), l.relation, graph.id(l.target)))
            .collect();
        assert_eq!(told, ["B recalls A", "C recalls B", "C cites B", "D recalls A"]);
    }

    #[test]
    fn several_instruments_stay_apart() {
        let edges = [
            ("B", Relation::Recalls, "A#annex:ONE"),
            ("B", Relation::Cites, "A#annex:TWO"),
            ("A#annex:ONE", Relation::AnnexedTo, "A"),
        ];
        check(&edges, &["A", "A#annex:ONE", "B"], &["A#annex:ONE annexed_to A 1", "B recalls A#annex:ONE 1"]);
    }
}
