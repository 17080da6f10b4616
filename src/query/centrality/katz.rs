//! Katz centrality in one pass down the topological order.

use std::ops::Range;

use thiserror::Error;

use super::page_rank::{gathered, most_sweeps};
use crate::graph::Net;
use crate::query::stretches::{Stretch, stretches};

/// How [`katz`] weighs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KatzOptions {
    /// α: what a citation is worth that is one step farther away.
    pub attenuation: f64,
    /// β: what every node has of itself.
    pub base: f64,
}

impl Default for KatzOptions {
    /// Returns α = 0.05, with which knots of up to twenty nodes converge however they cite one another, and β = 1.
    fn default() -> Self {
        KatzOptions { attenuation: 0.05, base: 1.0 }
    }
}

/// Says why there is no Katz centrality.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum KatzError {
    /// The sum over walks that go round a knot has no end, or nearly none.
    #[error("attenuation {attenuation} is too large for a knot of {} nodes: below {most:.4} it can be summed", knot.len())]
    Diverges {
        /// The places of the knot.
        knot: Range<u32>,
        /// α as given.
        attenuation: f64,
        /// The least upper bound of what is accepted for this knot.
        most: f64,
    },
    /// A value is beyond floating point.
    #[error("attenuation {0} gives values that are too large to be written")]
    Overflow(f64),
}

/// Parts of 1/ρ up to which α is accepted.
const MARGIN: f64 = 0.999;

/// Returns the Katz centrality of every place: the sum over all walks of citations that end there, from anywhere, each
/// worth β αˡ for its length l, walks of length 0 included.
///
/// Katz 1953, *A new status index derived from sociometric analysis*; the vector x with x = α Aᵀ x + β. Not normalised.
/// Nodes that nobody cites have β; those that cite nothing need no care.
///
/// Without cycles every sum is finite, whatever α, and one pass from the citing nodes to the cited ones is exact. In a
/// knot walks may go round, and the sum is finite if and only if α is below 1/ρ, for the spectral radius ρ of the knot
/// (1 for a ring, k − 1 if all k nodes cite each other). ρ is enclosed between the least and the greatest of (A x)ᵢ / xᵢ
/// (Collatz 1942, *Einschließungssatz für die charakteristischen Zahlen von Matrizen*). Up to 0.999/ρ the sweep over the
/// knot is repeated until nothing changes, or as often as brings the error, which shrinks at least by the upper bound of
/// α ρ each time, below 10⁻¹⁷ of what it was.
///
/// Time O(|V| + |E|), and a number of sweeps that depends on α ρ times the edges of the knots; space O(|V|).
///
/// # Errors
///
/// [`KatzError::Diverges`] for the last knot of which α is above 0.999/ρ; [`KatzError::Overflow`] if a value is beyond
/// 10^308, as may be on long chains of dense citations with a large α.
///
/// # Panics
///
/// If α or β are negative or not finite.
///
/// # Examples
///
/// 2 cites 1 and 0, and 1 cites 0. With α = 0.5 and β = 1: x(2) = 1, x(1) = 1.5, x(0) = 1 + 0.5 (1 + 1.5) = 2.25.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::centrality::{KatzOptions, katz};
///
/// let options = KatzOptions { attenuation: 0.5, base: 1.0 };
/// let (net, _) = Net::of(3, &[(2, 1), (2, 0), (1, 0)]);
/// assert_eq!(katz(&net, &options), Ok(vec![2.25, 1.5, 1.0]));
/// // Two that cite each other: x = 1 + 0.5 x.
/// let (net, _) = Net::of(2, &[(0, 1), (1, 0)]);
/// assert_eq!(katz(&net, &options), Ok(vec![2.0, 2.0]));
/// assert!(katz(&net, &KatzOptions { attenuation: 1.0, base: 1.0 }).is_err());
/// ```
pub fn katz(net: &Net, options: &KatzOptions) -> Result<Vec<f64>, KatzError> {
    let KatzOptions { attenuation, base } = *options;
    assert!(attenuation >= 0.0 && attenuation.is_finite(), "the attenuation is {attenuation}");
    assert!(base >= 0.0 && base.is_finite(), "the base is {base}");
    let mut x = vec![0.0; net.node_count()];
    for stretch in stretches(net, 0..net.node_count() as u32).into_iter().rev() {
        match stretch {
            Stretch::Plain(range) => {
                for place in range.rev() {
                    x[place as usize] = base + attenuation * gathered(&x, net.cited_by(place));
                }
            }
            Stretch::Knot(range) => {
                let factor = contraction(net, &range, attenuation)?;
                for _ in 0..most_sweeps(factor) {
                    let mut changed = false;
                    for place in range.clone().rev() {
                        let value = base + attenuation * gathered(&x, net.cited_by(place));
                        changed |= value != x[place as usize];
                        x[place as usize] = value;
                    }
                    if !changed {
                        break;
                    }
                }
            }
        }
    }
    if x.iter().all(|x| x.is_finite()) { Ok(x) } else { Err(KatzError::Overflow(attenuation)) }
}

/// Returns an upper bound of α ρ for a knot if it is small enough.
///
/// Power iteration on A + I, which has the same vectors as A and no other eigenvalue as large: the bounds close in on ρ.
fn contraction(net: &Net, knot: &Range<u32>, attenuation: f64) -> Result<f64, KatzError> {
    /// Enough for bounds that close in slowly; then the upper one decides.
    const MOST_STEPS: usize = 100_000;
    let citing = |place: u32| {
        let inside = net.cited_by(place).iter().take_while(|u| **u < knot.end);
        inside.map(|u| (*u - knot.start) as usize)
    };
    let mut x = vec![1.0; knot.len()];
    let mut least = 0.0f64;
    let mut most = f64::INFINITY;
    for _ in 0..MOST_STEPS {
        let image: Vec<f64> = knot.clone().map(|place| citing(place).map(|u| x[u]).sum()).collect();
        let ratios = image.iter().zip(&x).map(|(image, x)| image / x);
        least = ratios.clone().fold(f64::INFINITY, f64::min).max(least);
        most = ratios.fold(0.0, f64::max).min(most);
        if attenuation * most <= MARGIN {
            return Ok(attenuation * most);
        }
        if attenuation * least > MARGIN && most <= least * (1.0 + 1e-6) {
            break;
        }
        let largest = image.iter().zip(&x).map(|(image, x)| image + x).fold(0.0, f64::max);
        x.iter_mut().zip(image).for_each(|(x, image)| *x = (*x + image) / largest);
    }
    Err(KatzError::Diverges { knot: knot.clone(), attenuation, most: MARGIN / most })
}

#[cfg(test)]
mod tests {
    use super::super::samples::any_net;
    use super::*;
    use proptest::prelude::*;

    /// Adds up walks by length until they no longer count; `None` if they still do.
    fn slow(net: &Net, options: &KatzOptions) -> Option<Vec<f64>> {
        let mut walks = vec![options.base; net.node_count()];
        let mut x = walks.clone();
        for _ in 0..60_000 {
            let mut next = vec![0.0; net.node_count()];
            net.edges().for_each(|(u, v)| next[v as usize] += options.attenuation * walks[u as usize]);
            walks = next;
            x.iter_mut().zip(&walks).for_each(|(x, walks)| *x += walks);
            if walks.iter().all(|walks| *walks < 1e-18) {
                return Some(x);
            }
            if walks.iter().any(|walks| *walks > 1e50) {
                return None;
            }
        }
        None
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn it_is_the_sum_over_walks(net in any_net(20), attenuation in 0.0..0.6f64, base in 0.1..2.0f64) {
            let options = KatzOptions { attenuation, base };
            match (katz(&net, &options), slow(&net, &options)) {
                (Ok(given), Some(expected)) => {
                    let close = given.iter().zip(&expected).all(|(a, b)| (a - b).abs() <= 1e-11 * b);
                    prop_assert!(close, "{given:?} {expected:?}");
                }
                (Err(KatzError::Diverges { most, .. }), expected) => {
                    prop_assert!(attenuation > most * 0.999_999);
                    // Walks that can be summed are refused only next to the bound.
                    prop_assert!(expected.is_none() || attenuation < most * 1.002);
                }
                (given, expected) => prop_assert!(false, "{given:?} {expected:?}"),
            }
        }
    }

    #[test]
    fn the_bound_of_a_ring_is_one_and_that_of_a_clique_is_its_others() {
        let most = |nodes: u32, edges: Vec<(u32, u32)>| {
            let net = Net::of(nodes as usize, &edges).0;
            match katz(&net, &KatzOptions { attenuation: 5.0, base: 1.0 }) {
                Err(KatzError::Diverges { most, .. }) => (most * 1e6).round() / 1e6,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(most(7, (0..7).map(|v| (v, (v + 1) % 7)).collect()), 0.999);
        let clique = (0..5).flat_map(|a| (0..5).map(move |b| (a, b))).collect();
        assert_eq!(most(5, clique), 0.24975);
    }

    #[test]
    fn what_cannot_be_written_is_an_error() {
        let chain: Vec<(u32, u32)> = (1..400).map(|v| (v, v - 1)).collect();
        let options = KatzOptions { attenuation: 10.0, base: 1.0 };
        assert_eq!(katz(&Net::of(400, &chain).0, &options), Err(KatzError::Overflow(10.0)));
    }
}
