//! Triangles: how often two neighbours of a document are neighbours of each other.

use super::neighbours::{each_neighbour, neighbour_counts};
use crate::graph::Net;

/// A triangle of the projection without directions: three places and how they are tied, each pair seen from the place
/// named first ([`CITES`](super::neighbours::CITES), [`CITED`](super::neighbours::CITED) or both).
pub(super) struct Triangle {
    /// The corners v, w and x.
    pub corners: [u32; 3],
    /// v to w, v to x, and w to x.
    pub ties: [u8; 3],
}

/// Calls with every triangle once.
///
/// Every edge is given to its end with fewer neighbours (the smaller place, if both have as many), and the edges of two
/// neighbours in this order are compared (Chiba and Nishizeki 1985, *Arboricity and subgraph listing algorithms*;
/// Latapy 2008, *Main-memory triangle computations*): no place holds more than √(2|E|) of them, however many cite it.
///
/// Time O(|E|^1.5), space O(|V| + |E|).
pub(super) fn each_triangle(net: &Net, counts: &[u32], mut visit: impl FnMut(Triangle)) {
    let nodes = net.node_count();
    let above = |v: u32, u: u32| (counts[v as usize], v) < (counts[u as usize], u);
    let mut start = Vec::with_capacity(nodes + 1);
    let mut held: Vec<u32> = Vec::with_capacity(net.edge_count());
    let mut ties: Vec<u8> = Vec::with_capacity(net.edge_count());
    start.push(0);
    for v in 0..nodes as u32 {
        each_neighbour(net, v, |u, tie| {
            if above(v, u) {
                held.push(u);
                ties.push(tie);
            }
        });
        start.push(held.len());
    }
    let row = |v: u32| start[v as usize]..start[v as usize + 1];
    // How the place under consideration is tied to each other one.
    let mut marks = vec![0u8; nodes];
    for v in 0..nodes as u32 {
        for at in row(v) {
            marks[held[at] as usize] = ties[at];
        }
        for first in row(v) {
            let w = held[first];
            for second in row(w) {
                let x = held[second];
                let mark = marks[x as usize];
                if mark != 0 {
                    visit(Triangle { corners: [v, w, x], ties: [ties[first], mark, ties[second]] });
                }
            }
        }
        for at in row(v) {
            marks[held[at] as usize] = 0;
        }
    }
}

/// Returns the number of triangles at each place: pairs of its neighbours that are neighbours of each other.
///
/// Directions are left out, and two documents that cite each other are neighbours once. Isolated nodes have none;
/// cycles need no care.
///
/// Time O(|E|^1.5), space O(|V| + |E|).
///
/// # Examples
///
/// 3 cites 1 and 2, both of which cite 0; 2 cites 1 as well: the triangles are 0, 1, 2 and 1, 2, 3.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::triangles;
///
/// let (net, _) = Net::of(4, &[(1, 0), (2, 0), (2, 1), (3, 1), (3, 2)]);
/// assert_eq!(triangles(&net), [1, 2, 2, 1]);
/// ```
pub fn triangles(net: &Net) -> Vec<u64> {
    at_places(net, &neighbour_counts(net))
}

pub(super) fn at_places(net: &Net, counts: &[u32]) -> Vec<u64> {
    let mut at = vec![0; net.node_count()];
    each_triangle(net, counts, |triangle| triangle.corners.iter().for_each(|v| at[*v as usize] += 1));
    at
}

/// Returns the share of pairs of neighbours, at all places together, that are neighbours of each other.
///
/// Transitivity (Newman, Watts and Strogatz 2002, *Random graph models of social networks*): three times the triangles,
/// divided by the paths of two edges; on the net without directions. 0 if there is no such path.
///
/// Time O(|E|^1.5), space O(|V| + |E|).
///
/// # Examples
///
/// A triangle 0, 1, 2 and a document 3 that cites 2: one pair closed at 0, one at 1, one of three at 2: 3/5.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::{average_clustering, transitivity};
///
/// let (net, _) = Net::of(4, &[(1, 0), (2, 0), (2, 1), (3, 2)]);
/// assert_eq!(transitivity(&net), 0.6);
/// assert!((average_clustering(&net) - (1.0 + 1.0 + 1.0 / 3.0 + 0.0) / 4.0).abs() < 1e-15);
/// ```
pub fn transitivity(net: &Net) -> f64 {
    let counts = neighbour_counts(net);
    shut(&counts, &at_places(net, &counts))
}

/// Returns the mean over all places of the share of pairs of neighbours that are neighbours of each other.
///
/// Watts and Strogatz 1998, *Collective dynamics of small-world networks*, on the net without directions. Places with
/// fewer than two neighbours count with 0; an empty net has 0. The sum runs in the order of places. For an example see
/// [`transitivity`].
///
/// Time O(|E|^1.5), space O(|V| + |E|).
pub fn average_clustering(net: &Net) -> f64 {
    let counts = neighbour_counts(net);
    clustered(&counts, &at_places(net, &counts))
}

fn pairs(count: u32) -> u64 {
    u64::from(count) * u64::from(count.saturating_sub(1)) / 2
}

/// Returns the transitivity of given numbers of neighbours and triangles.
pub(super) fn shut(counts: &[u32], triangles: &[u64]) -> f64 {
    let open: u128 = counts.iter().map(|count| u128::from(pairs(*count))).sum();
    let closed: u128 = triangles.iter().map(|count| u128::from(*count)).sum();
    if open == 0 { 0.0 } else { closed as f64 / open as f64 }
}

/// Returns the average clustering of given numbers of neighbours and triangles.
pub(super) fn clustered(counts: &[u32], triangles: &[u64]) -> f64 {
    let share = |(count, closed): (&u32, &u64)| match pairs(*count) {
        0 => 0.0,
        pairs => *closed as f64 / pairs as f64,
    };
    if counts.is_empty() {
        return 0.0;
    }
    counts.iter().zip(triangles).map(share).sum::<f64>() / counts.len() as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::neighbours::tests::{matrix, nets};
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn triangles_are_those_of_the_matrix(net in nets(9, 35)) {
            let matrix = matrix(&net);
            let n = matrix.len();
            let tied = |i: usize, j: usize| matrix[i][j] || matrix[j][i];
            let mut at = vec![0u64; n];
            let (mut open, mut shares) = (0.0, 0.0);
            for (v, own) in at.iter_mut().enumerate() {
                let others: Vec<usize> = (0..n).filter(|u| tied(v, *u)).collect();
                let mut pairs = 0;
                for (i, a) in others.iter().enumerate() {
                    for b in &others[..i] {
                        pairs += 1;
                        *own += u64::from(tied(*a, *b));
                    }
                }
                open += f64::from(pairs);
                shares += *own as f64 / f64::from(pairs.max(1));
            }
            let wanted = at.iter().sum::<u64>() as f64 / f64::max(open, 1.0);
            prop_assert!((transitivity(&net) - wanted).abs() < 1e-12);
            prop_assert!((average_clustering(&net) - shares / n as f64).abs() < 1e-12);
            prop_assert_eq!(triangles(&net), at);
        }

        #[test]
        fn every_triangle_comes_once_with_its_ties(net in nets(8, 35)) {
            let matrix = matrix(&net);
            let mut met = std::collections::BTreeSet::new();
            each_triangle(&net, &neighbour_counts(&net), |triangle| {
                let [v, w, x] = triangle.corners.map(|corner| corner as usize);
                let tie = |a: usize, b: usize| u8::from(matrix[a][b]) + 2 * u8::from(matrix[b][a]);
                assert_eq!(triangle.ties, [tie(v, w), tie(v, x), tie(w, x)]);
                let mut corners = triangle.corners;
                corners.sort_unstable();
                assert!(met.insert(corners));
            });
            prop_assert_eq!(met.len() as u64 * 3, triangles(&net).iter().sum::<u64>());
        }
    }
}
