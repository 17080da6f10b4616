//! Synthetic citation graphs.

use std::collections::HashSet;

/// Nodes before this one cite nothing.
const FOUNDERS: u32 = 5;

/// Returns the edges of a graph that grows as citations do, sorted: node after node cites a number of earlier ones that
/// is Poisson distributed about `mean`. Half of the citations repeat one of an earlier node, so that what is cited much is
/// cited more (preferential attachment: Price 1976, *A general theory of bibliometric and other cumulative advantage
/// processes*); a quarter goes to any earlier node, a quarter to a recent one.
///
/// The same arguments give the same edges. Time and space O(|E|).
pub fn generate(nodes: u32, mean: f64, seed: u64) -> Vec<(u32, u32)> {
    let mut random = SplitMix64(seed);
    let mut edges: Vec<(u32, u32)> = Vec::with_capacity((f64::from(nodes) * mean * 1.02) as usize);
    let mut cited = HashSet::new();
    for node in FOUNDERS..nodes {
        cited.clear();
        let earlier = edges.len();
        for _ in 0..poisson(mean, &mut random) {
            let kind = random.unit();
            let target = if kind < 0.5 && earlier > 0 {
                edges[random.below(earlier as u64) as usize].1
            } else if kind < 0.75 {
                random.below(u64::from(node)) as u32
            } else {
                // Exponential, with a mean of three hundredths of all there is.
                let back = -0.03 * (1.0 - random.unit()).ln() * f64::from(node.max(200));
                (node - 1).saturating_sub(back as u32)
            };
            if cited.insert(target) {
                edges.push((node, target));
            }
        }
        edges[earlier..].sort_unstable();
    }
    edges
}

/// Knuth 1997, *The Art of Computer Programming* 2, §3.4.1: for small means.
fn poisson(mean: f64, random: &mut SplitMix64) -> u32 {
    let limit = (-mean).exp();
    let mut product = random.unit();
    let mut count = 0;
    while product > limit {
        product *= random.unit();
        count += 1;
    }
    count
}

/// Steele, Lea and Flood 2014, *Fast splittable pseudorandom number generators*.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Returns a number from 0 to below 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u64
    }
}
