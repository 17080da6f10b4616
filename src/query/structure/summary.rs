//! The numbers that describe a net as a whole.

use super::components::weak_components;
use super::cores::core_numbers;
use super::degrees::{Side, assortativity, density, directed_assortativity, flow_hierarchy, reciprocity};
use super::neighbours::neighbour_counts;
use super::triangles::{at_places, clustered, shut};
use crate::graph::Net;

/// What [`summary`] returns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Number of places.
    pub nodes: usize,
    /// Number of edges.
    pub edges: usize,
    /// See [`density`].
    pub density: f64,
    /// Places that nothing cites and that cite nothing.
    pub isolated: usize,
    /// Places that cite nothing, isolated ones included.
    pub citing_nothing: usize,
    /// Places that nothing cites, isolated ones included.
    pub never_cited: usize,
    /// The most citations made by one place.
    pub most_cites: usize,
    /// The most citations received by one place.
    pub most_cited: usize,
    /// Number of weakly connected components.
    pub weak_components: usize,
    /// Size of the largest of them.
    pub largest_weak_component: usize,
    /// Number of strongly connected components of several places.
    pub knots: usize,
    /// Size of the largest of them; 0 if there is none.
    pub largest_knot: usize,
    /// See [`reciprocity`].
    pub reciprocity: f64,
    /// See [`flow_hierarchy`].
    pub flow_hierarchy: f64,
    /// Number of triangles, directions left out.
    pub triangles: u64,
    /// See [`transitivity`](super::transitivity).
    pub transitivity: f64,
    /// See [`average_clustering`](super::average_clustering).
    pub average_clustering: f64,
    /// See [`assortativity`].
    pub assortativity: Option<f64>,
    /// [`directed_assortativity`] of the citations that both ends received.
    pub cited_assortativity: Option<f64>,
    /// The greatest core number, see [`core_numbers`].
    pub deepest_core: u32,
    /// Number of places with it.
    pub deepest_core_size: usize,
}

/// Returns the numbers that describe a net as a whole.
///
/// Each is defined at the function named beside it, for isolated nodes and cycles as well; triangles are listed once
/// for all of them. Those of an empty net are 0, and its flow hierarchy 1.
///
/// Time O(|V| + |E|^1.5), space O(|V| + |E|).
///
/// # Examples
///
/// A triangle 0, 1, 2 and a document 3 that cites 2.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::summary;
///
/// let (net, _) = Net::of(4, &[(1, 0), (2, 0), (2, 1), (3, 2)]);
/// let found = summary(&net);
/// assert_eq!((found.nodes, found.edges, found.triangles), (4, 4, 1));
/// assert_eq!((found.citing_nothing, found.never_cited, found.most_cited), (1, 1, 2));
/// assert_eq!((found.deepest_core, found.deepest_core_size), (2, 3));
/// assert_eq!(found.transitivity, 0.6);
/// ```
pub fn summary(net: &Net) -> Summary {
    let places = || 0..net.node_count() as u32;
    let cites = |place: u32| net.cites(place).len();
    let cited = |place: u32| net.cited_by(place).len();
    let weak = weak_components(net);
    let cores = core_numbers(net);
    let deepest_core = cores.iter().max().copied().unwrap_or(0);
    let counts = neighbour_counts(net);
    let triangles = at_places(net, &counts);
    Summary {
        nodes: net.node_count(),
        edges: net.edge_count(),
        density: density(net),
        isolated: places().filter(|place| cites(*place) + cited(*place) == 0).count(),
        citing_nothing: places().filter(|place| cites(*place) == 0).count(),
        never_cited: places().filter(|place| cited(*place) == 0).count(),
        most_cites: places().map(cites).max().unwrap_or(0),
        most_cited: places().map(cited).max().unwrap_or(0),
        weak_components: weak.iter().max().map_or(0, |most| *most as usize + 1),
        largest_weak_component: weak.iter().filter(|part| **part == 0).count(),
        knots: net.knots().len(),
        largest_knot: net.knots().iter().map(|knot| knot.len()).max().unwrap_or(0),
        reciprocity: reciprocity(net),
        flow_hierarchy: flow_hierarchy(net),
        triangles: triangles.iter().sum::<u64>() / 3,
        transitivity: shut(&counts, &triangles),
        average_clustering: clustered(&counts, &triangles),
        assortativity: assortativity(net),
        cited_assortativity: directed_assortativity(net, Side::CitedBy, Side::CitedBy),
        deepest_core,
        deepest_core_size: cores.iter().filter(|number| **number == deepest_core).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 0 ⇄ 1 and 2 → 3 → 4 → 2 with 5 → 2, and 6 alone.
    #[test]
    fn cycles_and_isolated_nodes_are_told() {
        let (net, _) = Net::of(7, &[(0, 1), (1, 0), (2, 3), (3, 4), (4, 2), (5, 2)]);
        let found = summary(&net);
        assert_eq!((found.isolated, found.citing_nothing, found.never_cited), (1, 1, 2));
        assert_eq!((found.weak_components, found.largest_weak_component), (3, 4));
        assert_eq!((found.knots, found.largest_knot), (2, 3));
        assert_eq!((found.reciprocity, found.flow_hierarchy), (2.0 / 6.0, 1.0 - 5.0 / 6.0));
        assert_eq!((found.triangles, found.transitivity), (1, 0.6));
        assert_eq!((found.deepest_core, found.deepest_core_size), (2, 3));
        assert_eq!((found.most_cites, found.most_cited), (1, 2));
    }

    #[test]
    fn nothing_has_a_summary() {
        let found = summary(&Net::of(0, &[]).0);
        assert_eq!(found, Summary { flow_hierarchy: 1.0, ..Summary::default() });
    }
}
