//! How one text leads to another: chains of citations with all that stands along the way.

use super::descent::{self, ChainLimits, Extent};
use super::{Depth, EdgeFilter, RelationSet, Selection, Subgraph};
use crate::graph::{EdgeIdx, Graph, NodeIdx};
use crate::model::{BodyId, Date};

/// What is asked about two documents.
#[derive(Clone, Debug)]
pub struct PathOptions {
    /// The relations to follow.
    pub relations: RelationSet,
    /// Only what was said by this day.
    pub as_of: Option<Date>,
    /// Only what documents of this body say.
    pub body: Option<BodyId>,
    /// The most chains to return.
    pub most: usize,
    /// How many steps longer than the shortest chains may be.
    pub longer: Depth,
}

impl Default for PathOptions {
    /// Up to ten shortest chains along recalls and cites.
    fn default() -> Self {
        Self {
            relations: RelationSet::references(),
            as_of: None,
            body: None,
            most: 10,
            longer: Depth::Steps(0),
        }
    }
}

impl PathOptions {
    /// Returns the filter of the edges that count.
    pub fn filter(&self) -> EdgeFilter {
        EdgeFilter { relations: self.relations.clone(), as_of: self.as_of, body: self.body.clone() }
    }
}

/// The chains of citations between two documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The citing and the cited end. They stand as they were asked about, unless chains lead the other way only.
    pub ends: [NodeIdx; 2],
    /// The chains, shortest first, of equally long ones in the order of dates as far as citations allow.
    pub chains: Vec<Chain>,
    /// Whether these are all chains of the lengths asked for.
    pub extent: Extent,
    /// The documents that every chain passes, of whatever length, from the citing to the cited end, both left out.
    pub gates: Vec<NodeIdx>,
    /// Sources that were left out because they have no date to compare with the last day, by id.
    pub undated: Vec<NodeIdx>,
}

/// One chain of citations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The documents, from the citing to the cited end, both included.
    pub nodes: Vec<NodeIdx>,
    /// The edges of each step, in graph order; one step less than there are documents.
    pub steps: Vec<Vec<EdgeIdx>>,
}

impl Chain {
    /// Returns the number of steps.
    pub fn length(&self) -> usize {
        self.steps.len()
    }
}

impl Paths {
    /// Returns the documents of all chains and the lines along them, for drawing.
    pub fn subgraph(&self, graph: &Graph, filter: &EdgeFilter) -> Subgraph {
        let nodes = self.chains.iter().flat_map(|chain| chain.nodes.iter().copied()).chain(self.ends);
        let mut subgraph = Subgraph::of(graph, nodes, filter);
        let along: std::collections::BTreeSet<(NodeIdx, NodeIdx)> =
            self.chains.iter().flat_map(|c| c.nodes.windows(2).map(|w| (w[0], w[1]))).collect();
        subgraph.links.retain(|link| along.contains(&(link.source, link.target)));
        subgraph
    }
}

/// Edges that a search for chains looks at before it gives up: some seconds.
const MOST_EDGES: u64 = 200_000_000;

/// Returns the chains of citations that lead from one document to another, with the edges of every step.
///
/// An instrument that is alone in its document is folded into it (see [`Selection::folded`]). With `longer` 0 these are
/// the shortest chains ([`descent::all_shortest_paths`]), otherwise all chains that pass no document twice and have so
/// many steps more at most ([`descent::simple_paths`]); no more than `most`. If none leads from the first to the second,
/// those from the second to the first are returned. [`Paths::gates`] are the dominators of the end
/// ([`descent::between`]).
///
/// Cycles, parallel edges and absent documents need no care: an absent one can only be the last. A document and itself
/// have no chain.
///
/// Time O(|V| log |V| + |E|) for the selection, and that of the searches.
///
/// # Examples
///
/// C recalls B and A, and B recalls A. From C to A leads one step, and one chain of two.
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, Relation};
/// use travaux::query::{Depth, PathOptions, paths};
///
/// let edge = |s, t| EdgeRecord {
///     source: NodeId::new(s), target: NodeId::new(t), relation: Relation::Recalls, weight: 1,
/// };
/// let graph = Graph::from_records(vec![], vec![edge("C", "B"), edge("C", "A"), edge("B", "A")]);
/// let node = |id| graph.find(&NodeId::new(id)).expect("a node");
/// let lengths = |options| -> Vec<usize> {
///     paths(&graph, [node("A"), node("C")], &options).chains.iter().map(|c| c.length()).collect()
/// };
/// assert_eq!(lengths(PathOptions::default()), [1]);
/// assert_eq!(lengths(PathOptions { longer: Depth::All, ..PathOptions::default() }), [1, 2]);
/// ```
pub fn paths(graph: &Graph, ends: [NodeIdx; 2], options: &PathOptions) -> Paths {
    let filter = options.filter();
    let selection = Selection::folded(graph, &filter);
    let ends = ends.map(|end| Subgraph::shown(graph, end));
    let mut found = Paths {
        ends,
        chains: Vec::new(),
        extent: Extent::All,
        gates: Vec::new(),
        undated: selection.undated.clone(),
    };
    let places = ends.map(|end| selection.place(end));
    let [Some(one), Some(other)] = places else { return found };
    if one == other {
        return found;
    }
    let net = &selection.net;
    let shortest = descent::shortest_path(net, one, other).map(|chain| (one, other, chain));
    let turned = || descent::shortest_path(net, other, one).map(|chain| (other, one, chain));
    let Some((from, to, shortest)) = shortest.or_else(turned) else { return found };
    let listed = match options.longer {
        Depth::Steps(0) => descent::all_shortest_paths(net, from, to, options.most),
        longer => {
            let longest = match longer {
                Depth::Steps(steps) => (shortest.len() as u32 - 1).saturating_add(steps),
                Depth::All => u32::MAX,
            };
            let limits = ChainLimits { most: options.most, longest, edges: MOST_EDGES };
            descent::simple_paths(net, from, to, limits)
        }
    };
    found.ends = [from, to].map(|place| selection.node(place));
    found.extent = listed.extent;
    found.gates = descent::between(net, from, to).into_iter().map(|place| selection.node(place)).collect();
    found.gates.retain(|node| !found.ends.contains(node));
    let chain = |places: Vec<u32>| {
        let nodes: Vec<NodeIdx> = places.into_iter().map(|place| selection.node(place)).collect();
        let steps = nodes.windows(2).map(|w| Selection::edges(graph, &filter, w[0], w[1])).collect();
        Chain { nodes, steps }
    };
    found.chains = listed.chains.into_iter().map(chain).collect();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EdgeRecord, NodeId, Relation};

    fn check(edges: &[(&str, &str)], ends: [&str; 2], longer: Depth, chains: &[&str], gates: &[&str]) {
        let record = |(source, target): &(&str, &str)| EdgeRecord {
            source: NodeId::new(*source),
            target: NodeId::new(*target),
            relation: Relation::Recalls,
            weight: 1,
        };
        let graph = Graph::from_records(vec![], edges.iter().map(record).collect());
        let ends = ends.map(|end| graph.find(&NodeId::new(end)).expect("a node"));
        let found = paths(&graph, ends, &PathOptions { longer, ..PathOptions::default() });
        let name = |node: &NodeIdx| graph.id(*node).to_string();
        let told: Vec<String> =
            found.chains.iter().map(|c| c.nodes.iter().map(name).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(told, chains);
        assert_eq!(found.gates.iter().map(name).collect::<Vec<_>>(), gates);
        for chain in &found.chains {
            assert!(chain.steps.iter().all(|edges| !edges.is_empty()));
        }
    }

    #[test]
    fn chains_lead_whichever_way_there_are_any() {
        let edges = [("D", "B"), ("D", "C"), ("B", "A"), ("C", "A"), ("E", "D"), ("A", "Z")];
        check(&edges, ["D", "A"], Depth::Steps(0), &["D B A", "D C A"], &[]);
        check(&edges, ["A", "E"], Depth::Steps(0), &["E D B A", "E D C A"], &["D"]);
        check(&edges, ["B", "C"], Depth::Steps(0), &[], &[]);
        check(&edges, ["B", "B"], Depth::Steps(0), &[], &[]);
    }

    #[test]
    fn longer_chains_come_when_they_are_asked_for() {
        let edges = [("C", "A"), ("C", "B"), ("B", "A"), ("D", "C"), ("D", "A")];
        check(&edges, ["D", "A"], Depth::Steps(0), &["D A"], &[]);
        check(&edges, ["D", "A"], Depth::Steps(1), &["D A", "D C A"], &[]);
        check(&edges, ["D", "A"], Depth::All, &["D A", "D C A", "D C B A"], &[]);
    }

    #[test]
    fn a_chain_by_way_of_an_annex_passes_its_document() {
        let edges = [("C", "B#annex"), ("B", "A"), ("C#annex", "B")];
        check(&edges, ["C", "A"], Depth::Steps(0), &["C B A"], &["B"]);
    }
}
