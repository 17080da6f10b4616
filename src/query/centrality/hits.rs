//! Hubs and authorities.

use super::page_rank::gathered;
use crate::graph::Net;

/// Two measures that define each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Hits {
    /// By place: large if it cites many authorities. The sum is 1, or 0 without edges.
    pub hubs: Vec<f64>,
    /// By place: large if many hubs cite it. The sum is 1, or 0 without edges.
    pub authorities: Vec<f64>,
    /// Whether the iteration came to rest within its tolerance.
    pub converged: bool,
}

/// The iteration ends when hubs and authorities together change by less than this in sum.
const TOLERANCE: f64 = 1e-10;
/// Two eigenvalues in a ratio of 0.99 need about 2,300.
const MOST_STEPS: usize = 5_000;

/// Returns hubs and authorities: a = Aᵀ h and h = A a, up to length.
///
/// Kleinberg 1999, *Authoritative sources in a hyperlinked environment*. The iteration starts from the uniform vector of
/// hubs and normalises both vectors to the sum 1, until they change by less than 10⁻¹⁰ in the L1 norm, at most 5,000
/// times; `converged` says which.
///
/// Authorities are the dominant eigenvector of Aᵀ A. Where several components of that matrix (sets of nodes linked by
/// being cited together) have the same greatest eigenvalue, it is not unique; the limit is then the part of the uniform
/// start that lies in the eigenspace, so that components alike share equally. Components with a smaller eigenvalue go
/// to 0: the measure sees the densest part of a graph and little else. Cycles need no care. Nodes that cite nothing have
/// hub 0, those that nobody cites authority 0, absent nodes are cited and may be authorities.
///
/// Time O(k (|V| + |E|)) for k steps, space O(|V|).
///
/// # Examples
///
/// 2 cites 1 and 0, and 3 cites 0. For authorities (x, y) of 0 and 1, h(2) = x + y and h(3) = x, so that
/// x : y = (2x + y) : (x + y), the golden ratio.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::centrality::hits;
///
/// let hits = hits(&Net::of(4, &[(2, 1), (2, 0), (3, 0)]).0);
/// let show = |scores: &[f64]| scores.iter().map(|s| format!("{s:.4}")).collect::<Vec<_>>();
/// assert_eq!(show(&hits.authorities), ["0.6180", "0.3820", "0.0000", "0.0000"]);
/// assert_eq!(show(&hits.hubs), ["0.0000", "0.0000", "0.6180", "0.3820"]);
/// ```
pub fn hits(net: &Net) -> Hits {
    let nodes = net.node_count();
    let places = 0..nodes as u32;
    let mut hubs = vec![1.0 / nodes.max(1) as f64; nodes];
    let mut authorities = vec![0.0; nodes];
    for _ in 0..MOST_STEPS {
        let mut next: Vec<f64> = places.clone().map(|v| gathered(&hubs, net.cited_by(v))).collect();
        normalise(&mut next);
        let mut change = distance(&next, &authorities);
        authorities = next;
        let mut next: Vec<f64> = places.clone().map(|v| gathered(&authorities, net.cites(v))).collect();
        normalise(&mut next);
        change += distance(&next, &hubs);
        hubs = next;
        if change < TOLERANCE {
            return Hits { hubs, authorities, converged: true };
        }
    }
    Hits { hubs, authorities, converged: false }
}

fn normalise(values: &mut [f64]) {
    let sum: f64 = values.iter().sum();
    if sum > 0.0 {
        values.iter_mut().for_each(|value| *value /= sum);
    }
}

fn distance(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b).abs()).sum()
}

#[cfg(test)]
mod tests {
    use super::super::samples::any_net;
    use super::*;
    use proptest::prelude::*;

    type Matrix = Vec<Vec<f64>>;

    fn times(a: &Matrix, b: &Matrix) -> Matrix {
        let column = |j: usize| b.iter().map(move |row| row[j]);
        let dot = |row: &Vec<f64>, j: usize| row.iter().zip(column(j)).map(|(x, y)| x * y).sum();
        a.iter().map(|row| (0..b.len()).map(|j| dot(row, j)).collect()).collect()
    }

    /// (Aᵀ A)^(2^20) Aᵀ 1 by squaring: gaps between eigenvalues hardly matter, and errors of rounding, which each
    /// squaring doubles, do not yet.
    fn slow(net: &Net) -> Vec<f64> {
        let nodes = net.node_count();
        let mut a: Matrix = vec![vec![0.0; nodes]; nodes];
        let mut transposed = a.clone();
        net.edges().for_each(|(s, t)| {
            a[s as usize][t as usize] = 1.0;
            transposed[t as usize][s as usize] = 1.0;
        });
        let mut power = times(&transposed, &a);
        for _ in 0..20 {
            power = times(&power, &power);
            let largest = power.iter().flatten().copied().fold(1e-300, f64::max);
            power.iter_mut().flatten().for_each(|x| *x /= largest);
        }
        let start: Vec<f64> = transposed.iter().map(|row| row.iter().sum()).collect();
        let mut limit: Vec<f64> =
            power.iter().map(|row| row.iter().zip(&start).map(|(x, y)| x * y).sum()).collect();
        normalise(&mut limit);
        limit
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn authorities_are_the_limit(net in any_net(8)) {
            let given = hits(&net);
            if given.converged {
                prop_assert!(distance(&given.authorities, &slow(&net)) < 1e-6, "{given:?} {:?}", slow(&net));
            }
            let mut hubs: Vec<f64> =
                (0..net.node_count() as u32).map(|v| gathered(&given.authorities, net.cites(v))).collect();
            normalise(&mut hubs);
            prop_assert!(distance(&given.hubs, &hubs) < 1e-12);
        }
    }

    /// Stars of two arms twice have one eigenvalue, a single citation a smaller one.
    #[test]
    fn components_alike_share_and_smaller_ones_vanish() {
        let edges = [(1, 0), (2, 0), (4, 3), (5, 3), (7, 6)];
        let given = hits(&Net::of(8, &edges).0);
        let authorities: Vec<String> = given.authorities.iter().map(|a| format!("{a:.6}")).collect();
        assert_eq!((authorities[0].as_str(), authorities[3].as_str()), ("0.500000", "0.500000"));
        assert_eq!((authorities[6].as_str(), given.converged), ("0.000000", true));
        let nothing = hits(&Net::of(2, &[]).0);
        assert_eq!(
            (nothing.hubs, nothing.authorities, nothing.converged),
            (vec![0.0; 2], vec![0.0; 2], true)
        );
    }
}
