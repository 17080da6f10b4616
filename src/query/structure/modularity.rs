//! How much more communities cite within themselves than chance would have it.

use crate::graph::Net;

/// Returns the modularity of a division: `communities` holds the number of the community of each place.
///
/// Newman and Girvan 2004, *Finding and evaluating community structure in networks*, with the resolution γ of
/// Reichardt and Bornholdt 2006, *Statistical mechanics of community detection*:
/// Q = Σ_c (L_c / m − γ (K_c / 2m)²), where m is the number of edges, L_c of those inside the community c, and K_c the
/// sum of the degrees of its nodes, citations made and received. Directions are left out, so that two documents that
/// cite each other are tied twice. Communities need not be numbered without gaps.
///
/// A net without edges has modularity 0. Isolated nodes add nothing wherever they are put. Cycles need no care.
///
/// Time O(|V| + |E|), space O(greatest number of a community). The counts are whole numbers; the sum runs in the order
/// of the communities.
///
/// # Panics
///
/// If there are fewer communities than places.
///
/// # Examples
///
/// Two pairs: 1 cites 0, and 3 cites 2. Each pair is half of the edges and holds half of the degrees:
/// Q = 2 (1/2 − 1/4) = 1/2. In one community Q = 1 − 1 = 0.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::modularity;
///
/// let (net, _) = Net::of(4, &[(1, 0), (3, 2)]);
/// assert_eq!(modularity(&net, &[0, 0, 1, 1], 1.0), 0.5);
/// assert_eq!(modularity(&net, &[0, 0, 0, 0], 1.0), 0.0);
/// ```
pub fn modularity(net: &Net, communities: &[u32], resolution: f64) -> f64 {
    assert!(communities.len() >= net.node_count(), "every place is in a community");
    let count = communities.iter().max().map_or(0, |most| *most as usize + 1);
    let mut inside = vec![0u64; count];
    let mut degrees = vec![0u64; count];
    for place in 0..net.node_count() as u32 {
        let own = communities[place as usize];
        let cites = net.cites(place);
        degrees[own as usize] += (cites.len() + net.cited_by(place).len()) as u64;
        let within = cites.iter().filter(|target| communities[**target as usize] == own).count();
        inside[own as usize] += within as u64;
    }
    let m = net.edge_count() as f64;
    if m == 0.0 {
        return 0.0;
    }
    let share = |(inside, degree): (&u64, &u64)| {
        let part = *degree as f64 / (2.0 * m);
        *inside as f64 / m - resolution * part * part
    };
    inside.iter().zip(&degrees).map(share).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::neighbours::tests::{matrix, nets};
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        /// Q = 1/2m Σ_ij (A_ij − γ k_i k_j / 2m) δ(c_i, c_j).
        #[test]
        fn modularity_is_that_of_the_definition(
            net in nets(9, 30), labels in proptest::collection::vec(0u32..5, 9), resolution in 0.1f64..3.0
        ) {
            let (n, matrix) = (net.node_count(), matrix(&net));
            let a = |i: usize, j: usize| f64::from(u8::from(matrix[i][j]) + u8::from(matrix[j][i]));
            let k = |i: usize| (0..n).map(|j| a(i, j)).sum::<f64>();
            let two_m: f64 = (0..n).map(k).sum();
            let mut wanted = 0.0;
            for i in 0..n {
                for j in (0..n).filter(|j| labels[i] == labels[*j] && two_m > 0.0) {
                    wanted += (a(i, j) - resolution * k(i) * k(j) / two_m) / two_m;
                }
            }
            prop_assert!((modularity(&net, &labels, resolution) - wanted).abs() < 1e-12);
        }
    }
}
