//! PageRank in one pass down the topological order.

use crate::graph::Net;
use crate::query::stretches::{Stretch, stretches};

/// How [`page_rank`] reads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageRankOptions<'a> {
    /// α: the chance of following a citation instead of starting anew; at least 0 and below 1.
    pub damping: f64,
    /// The places where readers start, all alike, repeats counting once; every place if `None`.
    pub restart: Option<&'a [u32]>,
}

impl Default for PageRankOptions<'_> {
    fn default() -> Self {
        PageRankOptions { damping: 0.85, restart: None }
    }
}

/// Returns the PageRank of every place: the share of readers who follow citations at random.
///
/// Page, Brin, Motwani and Winograd 1999, *The PageRank Citation Ranking*; nodes without citations of their own as in
/// Langville and Meyer 2004, *Deeper Inside PageRank*, §2: the vector p with p = α (Pᵀ p + d(p) r) + (1 − α) r, where P
/// is the adjacency with rows divided by their out-degree, d(p) the mass on dangling nodes and r the uniform vector over
/// the places of restart. Those who come to an end start anew as all others do.
///
/// **Exact without iteration.** The equation says p = α Pᵀ p + c r with a number c = α d(p) + 1 − α that depends on p.
/// I − α Pᵀ has an inverse, so that p = c x for the solution x of x = α Pᵀ x + r, whatever c is; and the masses of p
/// sum to 1. So x is computed and divided by its sum. Without cycles x follows from the citing nodes to the cited ones in
/// one pass. In a knot the same sweep is repeated until no value changes, or until the error, which shrinks at least by α
/// each time, is below 10⁻¹⁷ of what it was.
///
/// Nodes without edges are dangling nodes like others and share in the restart; leave them out of the net to leave them
/// out of the measure. A net without nodes gives nothing, and an empty restart gives zeros.
///
/// Time O(|V| + |E|), and O(log ε / log α) times the edges of the knots; space O(|V|).
///
/// # Panics
///
/// If the damping is not within [0, 1), or a place of restart is not one of the net.
///
/// # Examples
///
/// 1 cites 0, which cites nothing. With x and y for their PageRank: x = 0.075 + 0.425 y and y = 0.075 + 0.85 x + 0.425 y,
/// so that x = 0.3509 and y = 0.6491. If all start at 1: x = 0.15 + 0.85 y and y = 0.85 x, so that x = 1/1.85 = 0.5405.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::centrality::{PageRankOptions, page_rank};
///
/// let (net, _) = Net::of(2, &[(1, 0)]);
/// let show = |scores: Vec<f64>| scores.iter().map(|s| format!("{s:.4}")).collect::<Vec<_>>();
/// assert_eq!(show(page_rank(&net, &PageRankOptions::default())), ["0.6491", "0.3509"]);
/// let from_one = PageRankOptions { restart: Some(&[1]), ..PageRankOptions::default() };
/// assert_eq!(show(page_rank(&net, &from_one)), ["0.4595", "0.5405"]);
/// ```
pub fn page_rank(net: &Net, options: &PageRankOptions) -> Vec<f64> {
    let damping = options.damping;
    assert!((0.0..1.0).contains(&damping), "the damping is {damping}, not from 0 to below 1");
    let mut x = vec![if options.restart.is_none() { 1.0 } else { 0.0 }; net.node_count()];
    for place in options.restart.into_iter().flatten() {
        x[*place as usize] = 1.0;
    }
    // What each place hands to every one that it cites.
    let mut shares = vec![0.0; net.node_count()];
    let share = |place: u32, x: f64| match net.cites(place).len() {
        0 => 0.0,
        cited => damping * x / cited as f64,
    };
    for stretch in stretches(net, 0..net.node_count() as u32).into_iter().rev() {
        match stretch {
            Stretch::Plain(range) => {
                for place in range.rev() {
                    let at = place as usize;
                    x[at] += gathered(&shares, net.cited_by(place));
                    shares[at] = share(place, x[at]);
                }
            }
            Stretch::Knot(range) => {
                let values = &mut x[range.start as usize..range.end as usize];
                let start = values.to_vec();
                // As the shares are: only then does a sweep that changes nothing tell the solution.
                values.fill(0.0);
                for _ in 0..most_sweeps(damping) {
                    let mut changed = false;
                    for (place, start) in range.clone().zip(&start).rev() {
                        let value = start + gathered(&shares, net.cited_by(place));
                        changed |= value != x[place as usize];
                        x[place as usize] = value;
                        shares[place as usize] = share(place, value);
                    }
                    if !changed {
                        break;
                    }
                }
            }
        }
    }
    let sum: f64 = x.iter().sum();
    if sum > 0.0 {
        x.iter_mut().for_each(|x| *x /= sum);
    }
    x
}

/// Returns the sum of the values at some places. Four partial sums, in a fixed order, because one alone waits for each
/// addition.
pub(super) fn gathered(values: &[f64], places: &[u32]) -> f64 {
    let fours = places.chunks_exact(4);
    let rest: f64 = fours.remainder().iter().map(|p| values[*p as usize]).sum();
    let mut sums = [0.0; 4];
    for four in fours {
        (0..4).for_each(|at| sums[at] += values[four[at] as usize]);
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

/// Returns how many sweeps bring an error that shrinks by a factor each time below 10⁻¹⁷ of what it was.
pub(super) fn most_sweeps(factor: f64) -> usize {
    if factor > 0.0 { (1e-17f64.ln() / factor.ln()).ceil() as usize + 1 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::super::samples::any_net;
    use super::*;
    use proptest::prelude::*;

    /// Power iteration on the definition, from the uniform vector, long enough for any damping used here.
    fn slow(net: &Net, damping: f64, restart: &[u32]) -> Vec<f64> {
        let nodes = net.node_count();
        let mut r = vec![0.0; nodes];
        restart.iter().for_each(|place| r[*place as usize] = 1.0);
        let starts: f64 = r.iter().sum();
        r.iter_mut().for_each(|r| *r /= starts);
        let mut p = vec![1.0 / nodes as f64; nodes];
        for _ in 0..450 {
            let dangling: f64 = (0..nodes).filter(|v| net.cites(*v as u32).is_empty()).map(|v| p[v]).sum();
            let mut next: Vec<f64> = r.iter().map(|r| (damping * dangling + 1.0 - damping) * r).collect();
            for (citing, cited) in net.edges() {
                next[cited as usize] += damping * p[citing as usize] / net.cites(citing).len() as f64;
            }
            p = next;
        }
        p
    }

    fn close(given: &[f64], expected: &[f64]) -> bool {
        given.len() == expected.len() && given.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-13)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(250))]

        #[test]
        fn it_solves_the_equation_of_the_definition(net in any_net(16), damping in 0.0..0.93f64) {
            let all: Vec<u32> = (0..net.node_count() as u32).collect();
            let given = page_rank(&net, &PageRankOptions { damping, restart: None });
            prop_assert!(close(&given, &slow(&net, damping, &all)), "{given:?}");
            prop_assert_eq!(page_rank(&net, &PageRankOptions { damping, restart: Some(&all) }), given);
        }

        #[test]
        fn a_restart_is_kept_to(
            net in any_net(16), damping in 0.0..0.93f64, picked in proptest::collection::vec(0u32..25, 1..5)
        ) {
            let restart: Vec<u32> = picked.iter().map(|p| p % net.node_count() as u32).collect();
            let given = page_rank(&net, &PageRankOptions { damping, restart: Some(&restart) });
            prop_assert!(close(&given, &slow(&net, damping, &restart)), "{given:?}");
        }
    }

    #[test]
    fn nothing_and_no_restart() {
        assert!(page_rank(&Net::of(0, &[]).0, &PageRankOptions::default()).is_empty());
        let nowhere = PageRankOptions { restart: Some(&[]), ..PageRankOptions::default() };
        assert_eq!(page_rank(&Net::of(2, &[(1, 0)]).0, &nowhere), [0.0, 0.0]);
    }

    /// In a ring all are alike, however slowly the sweeps come to rest.
    #[test]
    fn a_ring_at_high_damping() {
        let ring: Vec<(u32, u32)> = (0..50).map(|v| (v, (v + 1) % 50)).collect();
        let options = PageRankOptions { damping: 0.999, restart: None };
        let given = page_rank(&Net::of(50, &ring).0, &options);
        assert!(close(&given, &[0.02; 50]), "{given:?}");
    }
}
