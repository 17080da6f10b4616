//! How deep in the dense middle each document lies: its core number.

use super::neighbours::{each_neighbour, neighbour_counts};
use crate::graph::Net;

/// Returns the core number of each place: the greatest k such that it belongs to a part of the net in which every node
/// has at least k neighbours.
///
/// Seidman 1983, *Network structure and minimum degree*, on the net without directions, in which two documents that
/// cite each other are neighbours once. Places are peeled off by rising degree as by Batagelj and Zaveršnik 2003, *An
/// O(m) algorithm for cores decomposition of networks*, but one level after the other, without keeping all places
/// sorted by degree: what remains is gone through once for each level. A place is gone through at most once more than
/// its degree, so that the whole stays linear. Isolated nodes have core number 0; cycles need no care.
///
/// Time O(|V| + |E|), space O(|V|).
///
/// # Examples
///
/// A triangle 0, 1, 2 and a document 3 that cites one of its corners: the triangle is the 2-core.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::core_numbers;
///
/// let (net, _) = Net::of(4, &[(1, 0), (2, 0), (2, 1), (3, 2)]);
/// assert_eq!(core_numbers(&net), [2, 2, 2, 1]);
/// ```
pub fn core_numbers(net: &Net) -> Vec<u32> {
    // Of a place that was peeled off this is the core number.
    let mut degree = neighbour_counts(net);
    let mut left: Vec<u32> = (0..net.node_count() as u32).collect();
    let mut peeled = Vec::new();
    let mut level = 0;
    while !left.is_empty() {
        peeled.extend(left.iter().filter(|place| degree[**place as usize] == level));
        while let Some(place) = peeled.pop() {
            each_neighbour(net, place, |other, _| {
                let count = &mut degree[other as usize];
                if *count > level {
                    *count -= 1;
                    if *count == level {
                        peeled.push(other);
                    }
                }
            });
        }
        left.retain(|place| degree[*place as usize] > level);
        level += 1;
    }
    degree
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::neighbours::tests::{matrix, nets};
    use super::*;

    /// What is left when nodes with fewer than k neighbours are taken away one by one.
    fn core(net: &Net, k: usize) -> Vec<bool> {
        let matrix = matrix(net);
        let mut inside = vec![true; matrix.len()];
        let degree = |v: usize, inside: &[bool]| {
            (0..matrix.len()).filter(|u| inside[*u] && (matrix[v][*u] || matrix[*u][v])).count()
        };
        while let Some(v) = (0..matrix.len()).find(|v| inside[*v] && degree(*v, &inside) < k) {
            inside[v] = false;
        }
        inside
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn cores_are_what_peeling_leaves(net in nets(10, 45)) {
            let numbers = core_numbers(&net);
            for k in 0..10 {
                let wanted = core(&net, k);
                let given: Vec<bool> = numbers.iter().map(|number| *number as usize >= k).collect();
                prop_assert_eq!(given, wanted);
            }
        }
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let edges: Vec<(u32, u32)> = (1..200_000).map(|v| (v, v - 1)).collect();
        assert!(core_numbers(&Net::of(200_000, &edges).0).iter().all(|number| *number == 1));
    }
}
