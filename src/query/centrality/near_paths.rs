//! The dependencies of one source that reaches few places, at the price of those alone.

use crate::graph::Net;

/// Shortest paths from one source after another, as long as each reaches few places.
///
/// Space: 17 bytes for each place of the net, written where sources reach.
pub(super) struct Near<'a> {
    net: &'a Net,
    /// As [`Step::UNSEEN`] between sources.
    steps: Vec<Step>,
    /// The places reached, in the order of their distance.
    reached: Vec<u32>,
    /// Whether a place is known to reach too many: then so does all that leads to it.
    far: Vec<bool>,
    most: usize,
}

/// What is known of a place from one source.
#[derive(Clone, Copy)]
struct Step {
    distance: u32,
    /// σ, the number of shortest paths, on the way down; (1 + δ)/σ for the dependency δ on the way up.
    value: f64,
}

impl Step {
    const UNSEEN: Step = Step { distance: u32::MAX, value: 0.0 };
}

/// The most places that a source may reach, itself included. Among n nodes there are at most 3^(n/3) shortest paths
/// between two, so that numbers of paths stay below 10^163 and have an inverse.
pub(super) const MOST: usize = 1024;

impl<'a> Near<'a> {
    /// Sources may reach up to `most` places, and never more than [`MOST`].
    pub(super) fn of(net: &'a Net, most: usize) -> Near<'a> {
        let nodes = net.node_count();
        Near {
            net,
            steps: vec![Step::UNSEEN; nodes],
            reached: Vec::new(),
            far: vec![false; nodes],
            most: most.min(MOST),
        }
    }

    /// Adds the dependencies of a source on every other place to `scores`, as in Brandes 2001, and returns true; or adds
    /// nothing and returns false if it reaches too many places.
    ///
    /// Time O(edges among the places reached).
    pub(super) fn add_dependencies(&mut self, source: u32, scores: &mut [f64]) -> bool {
        let near = self.down(source);
        if near {
            self.up(scores);
        }
        self.far[source as usize] = !near;
        self.reached.drain(..).for_each(|place| self.steps[place as usize] = Step::UNSEEN);
        near
    }

    /// Finds distances and numbers of paths, unless the source reaches too many places.
    fn down(&mut self, source: u32) -> bool {
        self.reached.push(source);
        self.steps[source as usize] = Step { distance: 0, value: 1.0 };
        let mut at = 0;
        while let Some(&place) = self.reached.get(at) {
            let Step { distance, value } = self.steps[place as usize];
            for target in self.net.cites(place) {
                let step = &mut self.steps[*target as usize];
                if step.distance == Step::UNSEEN.distance {
                    if self.far[*target as usize] || self.reached.len() >= self.most {
                        return false;
                    }
                    *step = Step { distance: distance + 1, value };
                    self.reached.push(*target);
                } else if step.distance == distance + 1 {
                    step.value += value;
                }
            }
            at += 1;
        }
        true
    }

    /// Adds up dependencies, the most distant places first; that of the source on itself is left out.
    fn up(&mut self, scores: &mut [f64]) {
        for at in (1..self.reached.len()).rev() {
            let place = self.reached[at] as usize;
            let Step { distance, value } = self.steps[place];
            let below = self.net.cites(place as u32).iter().map(|target| self.steps[*target as usize]);
            let share: f64 = below.filter(|step| step.distance == distance + 1).map(|step| step.value).sum();
            scores[place] += value * share;
            self.steps[place].value = 1.0 / value + share;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::any_net;
    use super::super::wide_paths::add_dependencies;
    use super::*;
    use proptest::prelude::*;

    fn reach(net: &Net, source: u32) -> usize {
        let mut found = vec![source];
        let mut at = 0;
        while let Some(place) = found.get(at).copied() {
            let new: Vec<u32> = net.cites(place).iter().copied().filter(|t| !found.contains(t)).collect();
            found.extend(new);
            at += 1;
        }
        found.len()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn it_is_plain_search_for_those_that_reach_few(net in any_net(24), most in 1usize..26) {
            let mut near = Near::of(&net, most);
            // Twice: what is known of the first round does no harm to the second.
            for source in (0..net.node_count() as u32).chain(0..net.node_count() as u32) {
                let mut given = vec![0.0; net.node_count()];
                let mut expected = given.clone();
                let few = reach(&net, source) <= most;
                prop_assert_eq!(near.add_dependencies(source, &mut given), few);
                if few {
                    add_dependencies(&net, source, &mut expected);
                }
                let same = given.iter().zip(&expected).all(|(a, b)| (a - b).abs() <= 1e-9 * b.max(1.0));
                prop_assert!(same, "{given:?} {expected:?}");
            }
        }
    }

    /// Layers of three nodes, each citing the whole next layer, are what has most shortest paths: 3^340.
    #[test]
    fn the_most_paths_among_so_few_places_have_an_inverse() {
        let layers = MOST as u32 / 3;
        let ends = |layer: u32| (0..9).map(move |at| (3 * layer + at / 3, 3 * (layer - 1) + at % 3));
        let edges: Vec<(u32, u32)> = (1..layers).flat_map(ends).collect();
        let net = Net::of(3 * layers as usize, &edges).0;
        let mut given = vec![0.0; net.node_count()];
        assert!(Near::of(&net, MOST).add_dependencies(3 * layers - 1, &mut given));
        for (place, value) in given.iter().enumerate() {
            // Each node carries a third of the paths to all three nodes of each layer below.
            let layer = place as u32 / 3;
            let expected = if layer == layers - 1 { 0.0 } else { f64::from(layer) };
            assert!((value - expected).abs() < 1e-9 * expected.max(1.0), "{place} {value}");
        }
    }
}
