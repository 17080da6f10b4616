//! What is connected: weakly, and along citations both ways.

use super::numbering::by_size;
use crate::graph::Net;

/// Returns the number of the weakly connected component of each place: 0 is the largest, equal ones stand in the order
/// of their smallest places.
///
/// Two places are in one component if a way leads from one to the other along citations in either direction.
/// Union-find with path halving (Tarjan and van Leeuwen 1984, *Worst-case analysis of set union algorithms*), the
/// smaller place being the root. Isolated nodes are components of one; cycles need no care.
///
/// Time O(|V| + |E| log |V|), in practice linear; space O(|V|).
///
/// # Examples
///
/// 1 cites 0; 2 and 4 cite 3: the larger component comes first.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::weak_components;
///
/// let (net, _) = Net::of(5, &[(1, 0), (4, 3), (4, 2)]);
/// assert_eq!(weak_components(&net), [1, 1, 0, 0, 0]);
/// ```
pub fn weak_components(net: &Net) -> Vec<u32> {
    let mut parent: Vec<u32> = (0..net.node_count() as u32).collect();
    let root = |parent: &mut [u32], mut place: u32| {
        while parent[place as usize] != place {
            let above = parent[parent[place as usize] as usize];
            parent[place as usize] = above;
            place = above;
        }
        place
    };
    for (source, target) in net.edges() {
        let (a, b) = (root(&mut parent, source), root(&mut parent, target));
        parent[a.max(b) as usize] = a.min(b);
    }
    for place in 0..parent.len() {
        // Parents are smaller, so that those before are roots by now.
        parent[place] = parent[parent[place] as usize];
    }
    by_size(&mut parent);
    parent
}

/// Returns the number of the strongly connected component of each place, in the order of places: a component cites only
/// what lies in itself or in components with smaller numbers.
///
/// Two places are in one component if each reaches the other along citations. The net knows them as its knots (Tarjan
/// 1972, *Depth-first search and linear graph algorithms*). Nodes on no cycle are components of one.
///
/// Time and space O(|V|).
///
/// # Examples
///
/// 1 and 2 cite each other, and 1 cites 0.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::strong_components;
///
/// let (net, _) = Net::of(3, &[(1, 0), (1, 2), (2, 1)]);
/// assert_eq!(strong_components(&net), [0, 1, 1]);
/// ```
pub fn strong_components(net: &Net) -> Vec<u32> {
    let mut numbers = Vec::with_capacity(net.node_count());
    for (number, part) in net.components().enumerate() {
        numbers.resize(part.end as usize, number as u32);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::neighbours::tests::{matrix, nets};
    use super::*;

    fn closed(mut reach: Vec<Vec<bool>>) -> Vec<Vec<bool>> {
        for via in 0..reach.len() {
            for from in 0..reach.len() {
                for to in 0..reach.len() {
                    reach[from][to] |= reach[from][via] && reach[via][to];
                }
            }
        }
        reach
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]
        #[test]
        fn components_are_those_of_the_closure(net in nets(9, 14)) {
            let matrix = matrix(&net);
            let n = matrix.len();
            let both: Vec<Vec<bool>> =
                (0..n).map(|i| (0..n).map(|j| matrix[i][j] || matrix[j][i]).collect()).collect();
            let (along, both) = (closed(matrix), closed(both));
            let (weak, strong) = (weak_components(&net), strong_components(&net));
            for i in 0..n {
                for j in 0..n {
                    prop_assert_eq!(weak[i] == weak[j], i == j || both[i][j]);
                    prop_assert_eq!(strong[i] == strong[j], i == j || along[i][j] && along[j][i]);
                    prop_assert!(!along[i][j] || strong[i] >= strong[j]);
                }
            }
            let key = |part: u32| {
                let members: Vec<usize> = (0..n).filter(|i| weak[*i] == part).collect();
                (std::cmp::Reverse(members.len()), members[0])
            };
            let parts = weak.iter().max().map_or(0, |most| most + 1);
            prop_assert!((1..parts).all(|part| key(part - 1) < key(part)));
        }
    }

    #[test]
    fn a_long_chain_is_one_component() {
        let edges: Vec<(u32, u32)> = (1..200_000).map(|v| (v - 1, v)).collect();
        let (net, _) = Net::of(200_000, &edges);
        assert!(weak_components(&net).iter().all(|part| *part == 0));
        assert_eq!(strong_components(&net)[199_999], 199_999);
    }
}
