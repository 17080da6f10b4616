//! The dependencies of one source, with numbers of paths that no exponent bounds.

use std::collections::VecDeque;

use crate::graph::Net;

/// Adds the dependencies of a source on every other place to `scores`: Brandes 2001, one source.
///
/// Time and space O(|V| + |E|).
pub(super) fn add_dependencies(net: &Net, source: u32, scores: &mut [f64]) {
    const FAR: u32 = u32::MAX;
    let nodes = net.node_count();
    let mut distance = vec![FAR; nodes];
    let mut paths = vec![Wide::ZERO; nodes];
    let mut order = Vec::new();
    let mut open = VecDeque::from([source]);
    distance[source as usize] = 0;
    paths[source as usize] = Wide::ONE;
    while let Some(v) = open.pop_front() {
        order.push(v);
        for t in net.cites(v) {
            if distance[*t as usize] == FAR {
                distance[*t as usize] = distance[v as usize] + 1;
                open.push_back(*t);
            }
            if distance[*t as usize] == distance[v as usize] + 1 {
                paths[*t as usize] = paths[*t as usize].plus(paths[v as usize]);
            }
        }
    }
    let mut dependency = vec![0.0; nodes];
    for v in order.iter().rev().map(|v| *v as usize) {
        let below = net.cites(v as u32).iter().map(|t| *t as usize);
        dependency[v] = below
            .filter(|t| distance[*t] == distance[v] + 1)
            .map(|t| paths[v].over(paths[t]) * (1.0 + dependency[t]))
            .sum();
        if v != source as usize {
            scores[v] += dependency[v];
        }
    }
}

/// A number `part` · 2^(512 · `exponent`) that is not negative; `part` stays below 2^512.
#[derive(Clone, Copy)]
struct Wide {
    part: f64,
    exponent: i32,
}

/// 2^512.
const STEP: f64 = f64::from_bits((1023 + 512) << 52);

impl Wide {
    const ZERO: Wide = Wide { part: 0.0, exponent: 0 };
    const ONE: Wide = Wide { part: 1.0, exponent: 0 };

    fn plus(self, other: Wide) -> Wide {
        let (large, small) = if self.exponent >= other.exponent { (self, other) } else { (other, self) };
        let part = large.part + small.part * scale(small.exponent - large.exponent);
        if part < STEP {
            Wide { part, ..large }
        } else {
            Wide { part: part / STEP, exponent: large.exponent + 1 }
        }
    }

    /// Divides by a number that is not smaller by much.
    fn over(self, other: Wide) -> f64 {
        self.part / other.part * scale(self.exponent - other.exponent)
    }
}

/// Returns 2^(512 · steps), for no steps or fewer.
fn scale(steps: i32) -> f64 {
    match steps {
        0 => 1.0,
        -1 => 1.0 / STEP,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubling_two_thousand_times_is_no_harm() {
        let mut wide = Wide::ONE;
        let mut former = wide;
        for _ in 0..2_000 {
            former = wide;
            wide = wide.plus(wide);
            assert_eq!(former.over(wide), 0.5);
        }
        assert_eq!((wide.exponent, wide.part), (3, (2.0f64).powi(2_000 - 3 * 512)));
        assert_eq!(former.plus(Wide::ONE).over(wide), 0.5);
    }
}
