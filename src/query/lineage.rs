//! The ancestors and descendants of a document, as a part of the graph.

use std::collections::{BTreeMap, BTreeSet};

use super::{Depth, Direction, EdgeFilter, RelationSet, Subgraph, Trace, TraceOptions, trace};
use crate::graph::{Graph, NodeIdx};
use crate::model::{BodyId, Date};

/// What a lineage asks.
#[derive(Clone, Debug)]
pub struct LineageOptions {
    /// How many steps towards what the document cites.
    pub ancestors: Depth,
    /// How many steps towards what cites it.
    pub descendants: Depth,
    /// The relations to walk along and to show.
    pub relations: RelationSet,
    /// Only what was said by this day.
    pub as_of: Option<Date>,
    /// Only what documents of this body say.
    pub body: Option<BodyId>,
    /// The most nodes to keep, the document itself included.
    pub max_nodes: Option<usize>,
    /// Whether to keep only the lines of the spine: those that no longer way round says as well.
    pub spine: bool,
}

impl LineageOptions {
    /// Returns the filter of the edges that count.
    pub fn filter(&self) -> EdgeFilter {
        EdgeFilter { relations: self.relations.clone(), as_of: self.as_of, body: self.body.clone() }
    }

    /// Walks from a node in one direction, instruments included.
    pub(super) fn walk(&self, graph: &Graph, start: NodeIdx, direction: Direction, depth: Depth) -> Trace {
        let options = TraceOptions {
            relations: self.relations.clone(),
            direction,
            depth,
            as_of: self.as_of,
            body: self.body.clone(),
            instruments: true,
        };
        trace(graph, start, &options)
    }
}

impl Default for LineageOptions {
    /// One step back, two steps forward, along recalls and cites, not more than 60 nodes: what a page can show.
    fn default() -> Self {
        Self {
            ancestors: Depth::Steps(1),
            descendants: Depth::Steps(2),
            relations: RelationSet::references(),
            as_of: None,
            body: None,
            max_nodes: Some(60),
            spine: false,
        }
    }
}

/// A document with its ancestors and descendants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lineage {
    /// The document that was asked about.
    pub focus: NodeIdx,
    /// The nodes kept, most relevant first: the focus, then by distance, citations received, and id.
    pub members: Vec<Member>,
    /// The same nodes and the lines between them.
    pub subgraph: Subgraph,
    /// Number of nodes that were in reach but beyond the most that may be kept.
    pub left_out: usize,
    /// Sources that were left out because they have no date to compare with the last day, by id.
    pub undated: Vec<NodeIdx>,
}

/// One node of a lineage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The node.
    pub node: NodeIdx,
    /// Steps towards the past, if it is an ancestor.
    pub ancestor: Option<u32>,
    /// Steps towards the present, if it is a descendant.
    pub descendant: Option<u32>,
    /// Number of distinct documents of the whole graph that cite it by the relations asked for.
    pub cited_by: usize,
}

impl Member {
    /// Returns the number of steps to the focus, which is at none.
    pub fn distance(&self) -> u32 {
        match (self.ancestor, self.descendant) {
            (Some(a), Some(d)) => a.min(d),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => 0,
        }
    }
}

/// Returns a document with what it cites and what cites it, to the depths asked for.
///
/// Two traces, one in each direction (see [`trace`]), with instruments included; an instrument alone in its
/// document is folded into it (see [`Subgraph::of`]). If more than `max_nodes` are in reach, the nearest are
/// kept, of equally near ones those cited most in the whole graph, then by id; the number of the others is
/// in [`Lineage::left_out`]. Lines between kept nodes are all shown, also those that no shortest chain uses.
///
/// In a cycle a node can be ancestor and descendant at once; it is kept once. Absent nodes are kept.
///
/// Time O(|V| log |V| + |E| log |E|), space O(|V| + |E|).
///
/// # Examples
///
/// B recalls A, C recalls B. The lineage of B is A (ancestor), B and C (descendant) with two lines.
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, Relation};
/// use travaux::query::{LineageOptions, lineage};
///
/// let edge = |s, t| EdgeRecord {
///     source: NodeId::new(s), target: NodeId::new(t), relation: Relation::Recalls, weight: 1,
/// };
/// let graph = Graph::from_records(vec![], vec![edge("B", "A"), edge("C", "B")]);
/// let b = graph.find(&NodeId::new("B")).expect("a node");
/// let found = lineage(&graph, b, &LineageOptions::default());
/// assert_eq!((found.members.len(), found.subgraph.links.len(), found.left_out), (3, 2, 0));
/// ```
pub fn lineage(graph: &Graph, focus: NodeIdx, options: &LineageOptions) -> Lineage {
    let focus = Subgraph::shown(graph, focus);
    let filter = options.filter();
    let back = options.walk(graph, focus, Direction::Out, options.ancestors);
    let forward = options.walk(graph, focus, Direction::In, options.descendants);
    let mut members: BTreeMap<NodeIdx, Member> = BTreeMap::new();
    let member =
        |node| Member { node, ancestor: None, descendant: None, cited_by: cited_by(graph, node, &filter) };
    members.insert(focus, member(focus));
    for (hits, is_ancestor) in [(&back.hits, true), (&forward.hits, false)] {
        for hit in hits {
            let node = Subgraph::shown(graph, hit.node);
            if node == focus {
                continue;
            }
            let entry = members.entry(node).or_insert_with(|| member(node));
            let steps = if is_ancestor { &mut entry.ancestor } else { &mut entry.descendant };
            *steps = Some(steps.map_or(hit.depth, |known| known.min(hit.depth)));
        }
    }
    let mut members: Vec<Member> = members.into_values().collect();
    members.sort_by_key(|m| (m.node != focus, m.distance(), std::cmp::Reverse(m.cited_by), m.node));
    let kept = options.max_nodes.unwrap_or(usize::MAX).max(1).min(members.len());
    let left_out = members.len() - kept;
    members.truncate(kept);
    let undated: BTreeSet<NodeIdx> = back.undated.into_iter().chain(forward.undated).collect();
    let whole = Subgraph::of(graph, members.iter().map(|m| m.node), &filter);
    Lineage {
        focus,
        subgraph: if options.spine { whole.spine() } else { whole },
        members,
        left_out,
        undated: undated.into_iter().collect(),
    }
}

/// Counts the distinct nodes that cite a node or an instrument folded into it.
pub(super) fn cited_by(graph: &Graph, node: NodeIdx, filter: &EdgeFilter) -> usize {
    std::iter::once(node)
        .chain(graph.instruments(node).filter(|i| Subgraph::shown(graph, *i) == node))
        .flat_map(|n| graph.edges_in(n))
        .filter(|e| filter.passes(graph, *e))
        .map(|e| Subgraph::shown(graph, graph.edge(e).source))
        .filter(|source| *source != node)
        .collect::<BTreeSet<NodeIdx>>()
        .len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EdgeRecord, NodeId, Relation};

    fn check(edges: &[(&str, &str)], focus: &str, max_nodes: usize, expected: &[&str], left_out: usize) {
        let records = edges
            .iter()
            .map(|(s, t)| EdgeRecord {
                source: NodeId::new(*s),
                target: NodeId::new(*t),
                relation: Relation::Recalls,
                weight: 1,
            })
            .collect();
        let graph = Graph::from_records(vec![], records);
        let focus = graph.find(&NodeId::new(focus)).expect("a node");
        let options = LineageOptions { max_nodes: Some(max_nodes), ..LineageOptions::default() };
        let found = lineage(&graph, focus, &options);
        let names: Vec<&str> = found.members.iter().map(|m| graph.id(m.node).as_str()).collect();
        assert_eq!((names.as_slice(), found.left_out), (expected, left_out));
    }

    #[test]
    fn the_nearest_and_most_cited_are_kept_and_the_rest_is_counted() {
        let edges = [("B", "A"), ("C", "B"), ("D", "C"), ("E", "B"), ("F", "E"), ("G", "E"), ("H", "G")];
        check(&edges, "B", 60, &["B", "E", "A", "C", "G", "D", "F"], 0);
        check(&edges, "B", 3, &["B", "E", "A"], 4);
        check(&edges, "B", 0, &["B"], 6);
    }

    #[test]
    fn a_cycle_keeps_each_node_once() {
        check(&[("A", "B"), ("B", "A")], "A", 60, &["A", "B"], 0);
    }
}
