//! The places of every edge, ready to be looked up.

use std::collections::BTreeMap;

use crate::graph::{EdgeIdx, Graph};
use crate::model::{NodeId, Occurrence, Relation};

/// Occurrences grouped by the edge that they make, each group in the order in which it was given.
#[derive(Clone, Debug, Default)]
pub struct Places(BTreeMap<(NodeId, NodeId, Relation), Vec<Occurrence>>);

impl Places {
    /// Groups occurrences; none at all is a valid answer for a graph without places.
    pub fn of(occurrences: impl IntoIterator<Item = Occurrence>) -> Self {
        let mut groups: BTreeMap<_, Vec<Occurrence>> = BTreeMap::new();
        for place in occurrences {
            let key = (place.source.clone(), place.target.clone(), place.relation);
            groups.entry(key).or_default().push(place);
        }
        Self(groups)
    }

    /// Returns every place of an edge, in the order in which they were given.
    pub fn every(&self, graph: &Graph, edge: EdgeIdx) -> &[Occurrence] {
        let edge = graph.edge(edge);
        let key = (graph.id(edge.source).to_id(), graph.id(edge.target).to_id(), edge.relation);
        self.0.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Returns the places of an edge; those in translations and second copies only where there are no others.
    pub fn at(&self, graph: &Graph, edge: EdgeIdx) -> Vec<&Occurrence> {
        let all = self.every(graph, edge);
        let own: Vec<&Occurrence> = all.iter().filter(|p| !p.repeated).collect();
        if own.is_empty() { all.iter().collect() } else { own }
    }
}
