//! Who recalls or cites a document, and what it recalls or cites itself: breadth-first search.

use std::collections::BTreeSet;
use std::str::FromStr;

use thiserror::Error;

use super::{Depth, EdgeFilter, Passage, RelationSet};
use crate::graph::{EdgeIdx, Graph, NodeIdx};
use crate::model::{BodyId, Date, Relation};

/// Which way a walk goes along the citations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Against the citations: who cites it.
    In,
    /// With the citations: what it cites.
    Out,
}

/// Says that a text names no direction.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("'{0}' is not a direction: 'in' or 'out'")]
pub struct ParseDirectionError(String);

impl Direction {
    /// Returns the stable name used on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::In => "in",
            Direction::Out => "out",
        }
    }
}

impl FromStr for Direction {
    type Err = ParseDirectionError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "in" => Ok(Direction::In),
            "out" => Ok(Direction::Out),
            other => Err(ParseDirectionError(other.to_owned())),
        }
    }
}

/// What a trace asks.
#[derive(Clone, Debug)]
pub struct TraceOptions {
    /// The relations to walk along.
    pub relations: RelationSet,
    /// The way to walk.
    pub direction: Direction,
    /// The number of steps.
    pub depth: Depth,
    /// Only what was said by this day.
    pub as_of: Option<Date>,
    /// Only what documents of this body say.
    pub body: Option<BodyId>,
    /// Whether a document stands for the instruments inside it as well.
    pub instruments: bool,
}

impl TraceOptions {
    /// Returns the filter of the edges that count.
    pub fn filter(&self) -> EdgeFilter {
        EdgeFilter { relations: self.relations.clone(), as_of: self.as_of, body: self.body.clone() }
    }
}

impl Default for TraceOptions {
    /// Who recalls it, in one step, its instruments included.
    fn default() -> Self {
        Self {
            relations: RelationSet::of([Relation::Recalls]),
            direction: Direction::In,
            depth: Depth::Steps(1),
            as_of: None,
            body: None,
            instruments: true,
        }
    }
}

/// What a trace found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The node that was asked about, then its instruments where they were included.
    pub start: Vec<NodeIdx>,
    /// Every node reached, once, by depth, then date (undated last), then id.
    pub hits: Vec<Hit>,
    /// Sources that were left out because they have no date to compare with the last day, by id.
    pub undated: Vec<NodeIdx>,
    /// Places in `hits`, sorted by node: what [`Trace::hit`] searches.
    by_node: Vec<usize>,
}

/// One node that a trace reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The node.
    pub node: NodeIdx,
    /// Number of steps from the start.
    pub depth: u32,
    /// The node before it on its shortest chain: the start itself, or another hit.
    pub parent: NodeIdx,
    /// The edges that join it to the nodes one step nearer, in graph order.
    pub edges: Vec<EdgeIdx>,
}

impl Trace {
    /// Returns the hit of a node.
    pub fn hit(&self, node: NodeIdx) -> Option<&Hit> {
        let at = self.by_node.binary_search_by_key(&node, |place| self.hits[*place].node).ok()?;
        Some(&self.hits[self.by_node[at]])
    }

    /// Returns the shortest chain to a hit, from the start to the hit itself.
    pub fn chain(&self, hit: &Hit) -> Vec<NodeIdx> {
        let mut chain = vec![hit.node];
        let mut at = hit.parent;
        while let Some(before) = self.hit(at) {
            chain.push(at);
            at = before.parent;
        }
        chain.push(at);
        chain.reverse();
        chain
    }
}

/// Walks from a node along its citations and returns every node reached with its shortest chain.
///
/// The walk is a breadth-first search in layers (Moore 1959, *The shortest path through a maze*). With
/// `instruments`, a document and the instruments inside it are left together: asking about `A/RES/53/144`
/// finds who recalls the resolution or the Declaration in its annex, and so at every later step. The nodes of
/// the start are never hits.
///
/// Cycles end because a node is reached once, at its least depth; parallel edges are all listed in
/// [`Hit::edges`]; absent nodes are nodes like others, though they cite nothing. Of several shortest chains
/// the one through the smallest id at each step is given.
///
/// Time O(|V| log |V| + |E|), space O(|V|) besides the result.
///
/// # Examples
///
/// C recalls B, B and D recall A. Who recalls A, to any depth? B and D in one step, C in two by way of B.
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, Relation};
/// use travaux::query::{Depth, TraceOptions, trace};
///
/// let edge = |s, t| EdgeRecord {
///     source: NodeId::new(s), target: NodeId::new(t), relation: Relation::Recalls, weight: 1,
/// };
/// let graph = Graph::from_records(vec![], vec![edge("C", "B"), edge("B", "A"), edge("D", "A")]);
/// let a = graph.find(&NodeId::new("A")).expect("a node");
/// let found = trace(&graph, a, &TraceOptions { depth: Depth::All, ..TraceOptions::default() });
/// let names: Vec<_> = found.hits.iter().map(|h| (graph.id(h.node).as_str(), h.depth)).collect();
/// assert_eq!(names, [("B", 1), ("D", 1), ("C", 2)]);
/// ```
pub fn trace(graph: &Graph, start: NodeIdx, options: &TraceOptions) -> Trace {
    let filter = options.filter();
    let group = |node: NodeIdx| {
        let held = options.instruments.then(|| graph.instruments(node)).into_iter().flatten();
        std::iter::once(node).chain(held)
    };
    let first: Vec<NodeIdx> = group(start).collect();
    // Depth at which a node was reached; the start counts as reached before the first step.
    let mut depth_of: Vec<Option<u32>> = vec![None; graph.node_count()];
    let mut left: Vec<bool> = vec![false; graph.node_count()];
    for node in &first {
        depth_of[node.place()] = Some(0);
    }
    let mut undated = BTreeSet::new();
    let mut hits: Vec<Hit> = Vec::new();
    let mut slot: Vec<usize> = vec![usize::MAX; graph.node_count()];
    let mut layer = vec![start];
    let mut depth = 1;
    while !layer.is_empty() && options.depth.reaches(depth) {
        let mut next: Vec<NodeIdx> = Vec::new();
        for &owner in &layer {
            for node in group(owner) {
                if std::mem::replace(&mut left[node.place()], true) {
                    continue;
                }
                let (coming, leaving) = match options.direction {
                    Direction::In => (Some(graph.edges_in(node)), None),
                    Direction::Out => (None, Some(graph.edges_out(node))),
                };
                for edge in coming.into_iter().flatten().chain(leaving.into_iter().flatten()) {
                    match filter.passage(graph, edge) {
                        Passage::Passes => {}
                        Passage::Stopped => continue,
                        Passage::Undated => {
                            undated.insert(graph.source(edge));
                            continue;
                        }
                    }
                    let other = match options.direction {
                        Direction::In => graph.source(edge),
                        Direction::Out => graph.target(edge),
                    };
                    let reached = *depth_of[other.place()].get_or_insert(depth);
                    if reached != depth {
                        continue;
                    }
                    if slot[other.place()] == usize::MAX {
                        slot[other.place()] = hits.len();
                        hits.push(Hit { node: other, depth, parent: owner, edges: Vec::new() });
                        next.push(other);
                    }
                    hits[slot[other.place()]].edges.push(edge);
                }
            }
        }
        next.sort_unstable();
        layer = next;
        depth += 1;
    }
    for hit in &mut hits {
        hit.edges.sort_unstable();
    }
    hits.sort_by_key(|h| {
        let date = graph.date(h.node);
        (h.depth, date.is_none(), date, h.node)
    });
    let mut by_node: Vec<usize> = (0..hits.len()).collect();
    by_node.sort_by_key(|place| hits[*place].node);
    Trace { start: first, hits, undated: undated.into_iter().collect(), by_node }
}
