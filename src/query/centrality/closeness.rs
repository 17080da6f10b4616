//! Closeness and harmonic centrality: how near a node is to those that build on it.

use std::num::NonZeroUsize;

use super::distances::{Distances, distances};
use super::pivots::pivots;
use crate::graph::Net;

/// Returns the closeness of every place: with R the number of nodes that cite it, directly or not, S the sum of their
/// distances to it, and n that of all nodes, R/S · R/(n − 1).
///
/// Bavelas 1950, *Communication patterns in task-oriented groups*; the factor for what does not reach it as in Wasserman
/// and Faust 1994, *Social Network Analysis*, p. 201. Distances count citations along their direction, inwards, as
/// networkx does for directed graphs. Nobody cites it: 0. Nodes without edges count in n. Cycles need no care.
///
/// Time O(|V| |E|) bit operations, 256 sources at once; space O(|V|) for each thread.
///
/// # Examples
///
/// 3 cites 2, which cites 1; 0 stands alone. To 1: R = 2, S = 1 + 2, n = 4: 2/3 · 2/3 = 0.4444.
///
/// ```
/// use std::num::NonZeroUsize;
/// use travaux::graph::Net;
/// use travaux::query::centrality::{closeness, harmonic};
///
/// let (net, _) = Net::of(4, &[(3, 2), (2, 1)]);
/// let show = |scores: Vec<f64>| scores.iter().map(|s| format!("{s:.4}")).collect::<Vec<_>>();
/// assert_eq!(show(closeness(&net, NonZeroUsize::MIN)), ["0.0000", "0.4444", "0.3333", "0.0000"]);
/// assert_eq!(harmonic(&net, NonZeroUsize::MIN), [0.0, 1.5, 1.0, 0.0]);
/// ```
pub fn closeness(net: &Net, threads: NonZeroUsize) -> Vec<f64> {
    closeness_of(&from_all(net, threads), net.node_count(), 1.0)
}

/// Returns the closeness of every place as estimated from `count` pivots, by n/k times their number R and sum S.
///
/// Eppstein and Wang 2004, *Fast approximation of centrality*. With [`pivot_error`](super::pivot_error) ε, all R/n are
/// within ε of the exact ones except with the given chance, and all S/n within ε Δ except with the same, for the
/// greatest distance Δ. A node that no pivot reaches has 0. If `count` is n or more, this is [`closeness`]. The same
/// seed draws the same pivots.
///
/// Time O(k |E|) bit operations, space O(|V|) for each thread.
pub fn closeness_sampled(net: &Net, count: usize, seed: u64, threads: NonZeroUsize) -> Vec<f64> {
    let sources = pivots(net.node_count(), count, seed);
    closeness_of(&distances(net, &sources, threads), net.node_count(), scale(net, &sources))
}

/// Returns the harmonic centrality of every place: the sum of 1/d over all nodes that cite it, directly or not, at the
/// distance d.
///
/// Marchiori and Latora 2000, *Harmony in the small-world*; Rochat 2009, *Closeness centrality extended to unconnected
/// graphs*. Not normalised: divide by n − 1 to compare graphs. What does not reach it adds nothing. In all else, and for
/// an example, as [`closeness`].
pub fn harmonic(net: &Net, threads: NonZeroUsize) -> Vec<f64> {
    from_all(net, threads).harmonic
}

/// Returns the harmonic centrality of every place as estimated from `count` pivots: n/k times the sum over them.
///
/// A pivot adds at most 1, so that with [`pivot_error`](super::pivot_error) ε all values are within ε n of the exact ones
/// except with the given chance. If `count` is n or more, this is [`harmonic`]. In all else as [`closeness_sampled`].
pub fn harmonic_sampled(net: &Net, count: usize, seed: u64, threads: NonZeroUsize) -> Vec<f64> {
    let sources = pivots(net.node_count(), count, seed);
    let mut scores = distances(net, &sources, threads).harmonic;
    let scale = scale(net, &sources);
    scores.iter_mut().for_each(|score| *score *= scale);
    scores
}

fn from_all(net: &Net, threads: NonZeroUsize) -> Distances {
    let sources: Vec<u32> = (0..net.node_count() as u32).collect();
    distances(net, &sources, threads)
}

fn scale(net: &Net, sources: &[u32]) -> f64 {
    net.node_count() as f64 / sources.len().max(1) as f64
}

fn closeness_of(distances: &Distances, nodes: usize, scale: f64) -> Vec<f64> {
    let others = nodes.saturating_sub(1) as f64;
    let closeness = |(reached, total): (&u32, &u64)| match reached {
        0 => 0.0,
        _ => f64::from(*reached) / *total as f64 * (f64::from(*reached) * scale / others),
    };
    distances.reached.iter().zip(&distances.total).map(closeness).collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{Oracle, any_net};
    use super::*;
    use proptest::prelude::*;

    fn close(given: &[f64], expected: &[f64]) -> bool {
        given.len() == expected.len()
            && given.iter().zip(expected).all(|(a, b)| (a - b).abs() <= 1e-12 * b.max(1.0))
    }

    /// Both measures from the definition, with the pivots alone as sources.
    fn slow(net: &Net, sources: &[u32]) -> (Vec<f64>, Vec<f64>) {
        let oracle = Oracle::of(net);
        let nodes = net.node_count();
        let scale = nodes as f64 / sources.len() as f64;
        let of = |v: usize| {
            let ways = sources.iter().filter_map(|s| oracle.distance(*s as usize, v)).filter(|d| *d > 0);
            let distances: Vec<f64> = ways.map(|d| d as f64).collect();
            let (reached, total) = (scale * distances.len() as f64, scale * distances.iter().sum::<f64>());
            let closeness = if total > 0.0 { reached * reached / total / (nodes as f64 - 1.0) } else { 0.0 };
            (closeness, scale * distances.iter().map(|d| 1.0 / d).sum::<f64>())
        };
        (0..nodes).map(of).unzip()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn they_are_those_of_the_definition(net in any_net(24), count in 1usize..30, seed in 0u64..4) {
            let one = NonZeroUsize::MIN;
            let all: Vec<u32> = (0..net.node_count() as u32).collect();
            let expected = slow(&net, &all);
            prop_assert!(close(&closeness(&net, one), &expected.0));
            prop_assert!(close(&harmonic(&net, one), &expected.1));
            let expected = slow(&net, &pivots(net.node_count(), count, seed));
            prop_assert!(close(&closeness_sampled(&net, count, seed, one), &expected.0));
            prop_assert!(close(&harmonic_sampled(&net, count, seed, one), &expected.1));
        }
    }
}
