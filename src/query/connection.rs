//! How two documents hang together: the chains from one to the other, what both rest on, what rests on both.

use std::collections::{BTreeMap, BTreeSet};

use super::lineage::cited_by;
use super::{Depth, Direction, LineageOptions, Subgraph, Trace};
use crate::graph::{Graph, NodeIdx};

/// Two documents with what joins them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// The two documents asked about.
    pub ends: [NodeIdx; 2],
    /// Number of steps of the shortest chain of citations from one to the other, if there is one.
    pub chain: Option<u32>,
    /// Number of documents, among those kept, that both build on.
    pub ancestors: usize,
    /// Number of documents, among those kept, that build on both.
    pub descendants: usize,
    /// The nodes kept and the lines between them.
    pub subgraph: Subgraph,
    /// Number of nodes that join the two but are beyond the most that may be kept.
    pub left_out: usize,
    /// Sources that were left out because they have no date to compare with the last day, by id.
    pub undated: Vec<NodeIdx>,
}

/// What a node does between the two documents; the earlier, the more it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    End,
    Chain,
    Ancestor,
    Descendant,
}

/// Returns two documents with every node of a shortest chain of citations from one to the other, in either direction,
/// the documents that both build on within `ancestors` steps, and those that build on both within `descendants` steps.
///
/// Chains are followed to any length, whatever the depths are. If more than `max_nodes` join the two, those on chains
/// are kept first, then those nearest to both (by the sum of the two distances), of equally near ones those cited most
/// in the whole graph, then by id; the number of the others is in [`Connection::left_out`].
///
/// In a cycle both directions have chains, and all are kept. Parallel edges are one line; absent nodes are kept; a
/// document and itself are joined by nothing.
///
/// Four walks (see [`trace`](super::trace)): time O(|V| log |V| + |E| log |E|), space O(|V| + |E|).
///
/// # Examples
///
/// C recalls B, B recalls A, D recalls A and C. From C to A leads the chain by B; D builds on both.
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, Relation};
/// use travaux::query::{LineageOptions, connection};
///
/// let edge = |s, t| EdgeRecord {
///     source: NodeId::new(s), target: NodeId::new(t), relation: Relation::Recalls, weight: 1,
/// };
/// let edges = vec![edge("C", "B"), edge("B", "A"), edge("D", "A"), edge("D", "C")];
/// let graph = Graph::from_records(vec![], edges);
/// let node = |id| graph.find(&NodeId::new(id)).expect("a node");
/// let found = connection(&graph, [node("A"), node("C")], &LineageOptions::default());
/// assert_eq!((found.chain, found.ancestors, found.descendants), (Some(2), 0, 1));
/// ```
pub fn connection(graph: &Graph, ends: [NodeIdx; 2], options: &LineageOptions) -> Connection {
    let ends = ends.map(|end| Subgraph::shown(graph, end));
    let filter = options.filter();
    let far = |direction| ends.map(|end| options.walk(graph, end, direction, Depth::All));
    let (back, forward) = (far(Direction::Out), far(Direction::In));
    let steps = |walks: &[Trace; 2]| [0, 1].map(|at| distances(graph, ends[at], &walks[at]));
    let (out, into) = (steps(&back), steps(&forward));

    let mut found: BTreeMap<NodeIdx, (Part, u32)> = BTreeMap::new();
    let mut add = |node, part, steps| {
        let entry = found.entry(node).or_insert((part, steps));
        *entry = (*entry).min((part, steps));
    };
    ends.iter().for_each(|end| add(*end, Part::End, 0));
    let chains = [(0, 1), (1, 0)].map(|(from, to)| out[from].get(&ends[to]).copied());
    for ((from, to), length) in [(0, 1), (1, 0)].into_iter().zip(chains) {
        let Some(length) = length.filter(|l| *l > 0) else { continue };
        for (node, steps) in &out[from] {
            if into[to].get(node).is_some_and(|rest| steps + rest == length) {
                add(*node, Part::Chain, length);
            }
        }
    }
    if ends[0] != ends[1] {
        for (walks, part, depth) in
            [(&out, Part::Ancestor, options.ancestors), (&into, Part::Descendant, options.descendants)]
        {
            for (node, near) in &walks[0] {
                let Some(other) = walks[1].get(node) else { continue };
                if [near, other].iter().all(|steps| **steps > 0 && depth.reaches(**steps)) {
                    add(*node, part, near + other);
                }
            }
        }
    }
    let mut ranked: Vec<(Part, u32, std::cmp::Reverse<usize>, NodeIdx)> = found
        .into_iter()
        .map(|(node, (part, steps))| {
            // Ancestors and descendants compete for the room by their nearness alone.
            (part, steps, std::cmp::Reverse(cited_by(graph, node, &filter)), node)
        })
        .collect();
    ranked.sort_by_key(|(part, steps, cited, node)| ((*part).min(Part::Ancestor), *steps, *cited, *node));
    let kept = options.max_nodes.unwrap_or(usize::MAX).max(ends.len()).min(ranked.len());
    let left_out = ranked.len() - kept;
    ranked.truncate(kept);
    let count = |part| ranked.iter().filter(|r| r.0 == part).count();
    let undated: BTreeSet<NodeIdx> =
        back.iter().chain(&forward).flat_map(|walk| walk.undated.iter().copied()).collect();
    let whole = Subgraph::of(graph, ranked.iter().map(|r| r.3), &filter);
    Connection {
        ends,
        chain: chains.into_iter().flatten().filter(|steps| *steps > 0).min(),
        ancestors: count(Part::Ancestor),
        descendants: count(Part::Descendant),
        subgraph: if options.spine { whole.spine() } else { whole },
        left_out,
        undated: undated.into_iter().collect(),
    }
}

/// Returns how many steps lie between a walk's start and what it reached, by the node that a picture shows.
fn distances(graph: &Graph, start: NodeIdx, walk: &Trace) -> BTreeMap<NodeIdx, u32> {
    let mut out = BTreeMap::from([(start, 0)]);
    for hit in &walk.hits {
        // Hits come by depth: the first one of a node is its nearest.
        out.entry(Subgraph::shown(graph, hit.node)).or_insert(hit.depth);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EdgeRecord, NodeId, Relation};

    fn graph(edges: &[(&str, &str)]) -> Graph {
        let record = |(source, target): &(&str, &str)| EdgeRecord {
            source: NodeId::new(*source),
            target: NodeId::new(*target),
            relation: Relation::Recalls,
            weight: 1,
        };
        Graph::from_records(vec![], edges.iter().map(record).collect())
    }

    fn check(edges: &[(&str, &str)], ends: [&str; 2], max_nodes: usize, expected: &[&str], left_out: usize) {
        let graph = graph(edges);
        let ends = ends.map(|end| graph.find(&NodeId::new(end)).expect("a node"));
        let options = LineageOptions { max_nodes: Some(max_nodes), ..LineageOptions::default() };
        let found = connection(&graph, ends, &options);
        let names: Vec<&str> = found.subgraph.nodes.iter().map(|n| graph.id(*n).as_str()).collect();
        assert_eq!((names.as_slice(), found.left_out), (expected, left_out));
    }

    #[test]
    fn chains_are_followed_to_any_length() {
        let chain = [("E", "D"), ("D", "C"), ("C", "B"), ("B", "A"), ("X", "A"), ("D", "Y")];
        check(&chain, ["E", "A"], 60, &["A", "B", "C", "D", "E"], 0);
        check(&chain, ["A", "E"], 60, &["A", "B", "C", "D", "E"], 0);
    }

    #[test]
    fn what_both_rest_on_and_what_rests_on_both_is_kept() {
        let edges = [("B", "A"), ("C", "A"), ("D", "B"), ("D", "C"), ("E", "B"), ("C", "F")];
        check(&edges, ["B", "C"], 60, &["A", "B", "C", "D"], 0);
        check(&edges, ["B", "C"], 3, &["A", "B", "C"], 1);
    }

    #[test]
    fn strangers_and_twins_have_nothing_between_them() {
        check(&[("B", "A"), ("D", "C")], ["B", "D"], 60, &["B", "D"], 0);
        check(&[("B", "A"), ("A", "B")], ["A", "A"], 60, &["A"], 0);
    }

    #[test]
    fn a_cycle_has_chains_both_ways() {
        check(&[("A", "B"), ("B", "C"), ("C", "A")], ["A", "B"], 60, &["A", "B", "C"], 0);
    }
}
