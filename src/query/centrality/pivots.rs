//! Nodes drawn by lot, from which a measure over all nodes is estimated, and how far the estimate may be off.

use crate::query::random::SplitMix64;

/// Draws distinct places by lot, ascending: all of them if `count` is `nodes` or more.
///
/// Every set of `count` places is equally likely (Floyd's algorithm, in Bentley and Floyd 1987, *Programming pearls: a
/// sample of brilliance*), the numbers come from SplitMix64 (Steele, Lea and Flood 2014, *Fast splittable pseudorandom
/// number generators*): the same seed gives the same places on every machine. Time and space O(`nodes`).
///
/// # Examples
///
/// ```
/// use travaux::query::centrality::pivots;
///
/// assert_eq!(pivots(3, 5, 1), [0, 1, 2]);
/// assert_eq!(pivots(1000, 5, 1), pivots(1000, 5, 1));
/// ```
pub fn pivots(nodes: usize, count: usize, seed: u64) -> Vec<u32> {
    let count = count.min(nodes);
    let mut random = SplitMix64(seed);
    let mut drawn = vec![false; nodes];
    for last in nodes - count..nodes {
        let candidate = random.below(last as u32 + 1) as usize;
        let place = if drawn[candidate] { last } else { candidate };
        drawn[place] = true;
    }
    (0..nodes as u32).filter(|place| drawn[*place as usize]).collect()
}

/// Returns how far estimates from pivots are off at most, in parts of the greatest value possible, with a chance of
/// `failure` that some node is off by more.
///
/// If a measure of a node is the sum over all n nodes s of values between 0 and M(s, v) ≤ M, then n/k times the sum over
/// k pivots differs from it by at most ε n M, where ε = √(ln(2 n / `failure`) / (2 k)), for all n nodes at once: Hoeffding
/// 1963, *Probability inequalities for sums of bounded random variables*, Theorem 2 and, for draws without replacement,
/// §6, with the union bound over the nodes, as in Eppstein and Wang 2004, *Fast approximation of centrality*, for
/// closeness, and Brandes and Pich 2007, *Centrality estimation in large networks*, for betweenness. With all nodes as
/// pivots nothing is estimated and the error is 0; without pivots it is infinite.
///
/// # Examples
///
/// A million nodes, 10,000 pivots, one chance in ten: ln(2·10⁷) = 16.81, so that ε = √(16.81 / 20,000) = 0.0290.
///
/// ```
/// use travaux::query::centrality::pivot_error;
///
/// assert_eq!(format!("{:.4}", pivot_error(1_000_000, 10_000, 0.1)), "0.0290");
/// assert_eq!(pivot_error(100, 100, 0.1), 0.0);
/// ```
pub fn pivot_error(nodes: usize, pivots: usize, failure: f64) -> f64 {
    if pivots >= nodes {
        return 0.0;
    }
    ((2.0 * nodes as f64 / failure).ln() / (2.0 * pivots as f64)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_drawn_about_equally_often() {
        let mut drawn = [0; 10];
        for seed in 0..10_000 {
            let pivots = pivots(10, 3, seed);
            assert_eq!(pivots.len(), 3);
            assert!(pivots.windows(2).all(|w| w[0] < w[1]));
            pivots.iter().for_each(|p| drawn[*p as usize] += 1);
        }
        // 3,000 expected, with a standard deviation of 46.
        assert!(drawn.iter().all(|d| (2_750..3_250).contains(d)), "{drawn:?}");
    }
}
