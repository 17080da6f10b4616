//! Moves single nodes to better communities: the first step of the Leiden algorithm.

use super::ties::{Tie, Ties};

/// What a tie is weighed against.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    /// γ / 2m: two nodes of degrees k and l are better together if their ties weigh more than this times k l.
    pub(super) penalty: f64,
    /// Gains below it may be rounding: moving for them could go on for ever.
    pub(super) tolerance: f64,
}

impl Rule {
    /// For a net of so many edges.
    pub(super) fn new(resolution: f64, edges: usize) -> Rule {
        let degrees = 2.0 * edges as f64;
        Rule { penalty: resolution / degrees, tolerance: 1e-12 * degrees }
    }
}

/// What is known of a community while nodes move: its strength, and the weight of the visited node to it. Both are
/// wanted at once, and a million of them fit the cache of a processor.
#[derive(Clone, Copy, Default)]
struct Community {
    strength: u32,
    weight: u32,
}

/// A division while nodes move.
struct Moving<'a> {
    division: &'a mut [u32],
    communities: Vec<Community>,
    sizes: Vec<u32>,
    /// Labels without nodes.
    empty: Vec<u32>,
}

impl Moving<'_> {
    fn new<'a, T: Tie>(ties: &Ties<T>, division: &'a mut [u32]) -> Moving<'a> {
        let mut communities = vec![Community::default(); division.len()];
        let mut sizes = vec![0u32; division.len()];
        for (node, label) in division.iter().enumerate() {
            communities[*label as usize].strength += ties.strength(node as u32);
            sizes[*label as usize] += 1;
        }
        let empty = (0..division.len() as u32).filter(|label| sizes[*label as usize] == 0).collect();
        Moving { division, communities, sizes, empty }
    }

    /// Gives the communities the first numbers, so that what is known of them stands together in memory.
    fn number_anew(&mut self) {
        let nodes = self.division.len();
        let mut order = Vec::with_capacity(nodes - self.empty.len());
        let mut numbers = vec![u32::MAX; nodes];
        for label in self.division.iter_mut() {
            let number = &mut numbers[*label as usize];
            if *number == u32::MAX {
                *number = order.len() as u32;
                order.push(*label);
            }
            *label = *number;
        }
        let (communities, sizes) = (&self.communities, &self.sizes);
        self.communities = order.iter().map(|label| communities[*label as usize]).collect();
        self.communities.resize(nodes, Community::default());
        self.sizes = order.iter().map(|label| sizes[*label as usize]).collect();
        self.sizes.resize(nodes, 0);
        self.empty = (order.len() as u32..nodes as u32).rev().collect();
    }

    fn put(&mut self, node: u32, strength: u32, label: u32) {
        let own = std::mem::replace(&mut self.division[node as usize], label) as usize;
        self.communities[own].strength -= strength;
        self.sizes[own] -= 1;
        let label = label as usize;
        if self.sizes[label] == 0 {
            self.empty.pop();
        }
        self.communities[label].strength += strength;
        self.sizes[label] += 1;
        if self.sizes[own] == 0 {
            self.empty.push(own as u32);
        }
    }
}

/// Moves single nodes to the community that gains most, in the order of their numbers and again those whose neighbours
/// have moved, until none gains; says whether any moved. Labels are below the number of nodes, before and after.
pub(super) fn move_nodes<T: Tie>(ties: &Ties<T>, division: &mut [u32], rule: Rule) -> bool {
    let nodes = ties.node_count();
    let mut moving = Moving::new(ties, division);
    let mut waiting = Waiting::all(nodes);
    let mut near = vec![0u32; ties.most()];
    let mut touched = vec![0u32; ties.most() + 1];
    let mut moved = false;
    let mut numbered = nodes;
    loop {
        let mut any = false;
        let mut next = 0;
        while let Some(node) = waiting.take(next) {
            next = node + 1;
            let own = moving.division[node as usize];
            let strength = ties.strength(node);
            let price = rule.penalty * f64::from(strength);
            let own_ties = ties.of(node);
            // The labels are looked up by themselves: memory serves many such questions at a time.
            let division: &[u32] = moving.division;
            for (label, tie) in near.iter_mut().zip(own_ties) {
                *label = division[tie.other() as usize];
            }
            let mut count = 0;
            let communities = &mut moving.communities[..];
            for (label, tie) in near.iter().zip(own_ties) {
                let weight = &mut communities[*label as usize].weight;
                // Whether a community is new cannot be foretold: no branch on it.
                touched[count] = *label;
                count += usize::from(*weight == 0);
                *weight += tie.weight();
            }
            let Community { strength: whole, weight: within } = communities[own as usize];
            let stay = f64::from(within) - price * f64::from(whole - strength);
            // Leaving for an empty community gains nothing and costs nothing.
            let mut best = (stay + rule.tolerance, own);
            if best.0 < 0.0
                && let Some(label) = moving.empty.last()
            {
                best = (0.0, *label);
            }
            for label in &touched[..count] {
                let community = &mut communities[*label as usize];
                let weight = std::mem::take(&mut community.weight);
                let gain = f64::from(weight) - price * f64::from(community.strength);
                if gain > best.0 && *label != own {
                    best = (gain, *label);
                }
            }
            let (_, label) = best;
            if label == own {
                continue;
            }
            any = true;
            moving.put(node, strength, label);
            for (near, tie) in near.iter().zip(own_ties) {
                waiting.add_if(tie.other(), *near != label);
            }
        }
        if !any {
            return moved;
        }
        moved = true;
        if nodes - moving.empty.len() <= numbered / 2 {
            moving.number_anew();
            numbered = nodes - moving.empty.len();
        }
    }
}

/// A set of nodes, gone through in the order of their numbers.
struct Waiting(Vec<u64>);

impl Waiting {
    fn all(nodes: usize) -> Waiting {
        let mut words = vec![u64::MAX; nodes.div_ceil(64)];
        if let Some(last) = words.last_mut() {
            *last >>= (64 - nodes % 64) % 64;
        }
        Waiting(words)
    }

    fn add_if(&mut self, node: u32, is_added: bool) {
        self.0[node as usize / 64] |= u64::from(is_added) << (node % 64);
    }

    /// Takes out the first node from `from` on.
    fn take(&mut self, from: u32) -> Option<u32> {
        let mut at = from as usize / 64;
        let mut word = *self.0.get(at)? & (u64::MAX << (from % 64));
        while word == 0 {
            at += 1;
            word = *self.0.get(at)?;
        }
        let bit = word.trailing_zeros();
        self.0[at] &= !(1 << bit);
        Some(at as u32 * 64 + bit)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::neighbours::tests::nets;
    use super::*;
    use crate::graph::Net;

    /// What a node of a net gains in a community beside being alone, from the definition.
    fn gain(net: &Net, division: &[u32], node: u32, label: u32, resolution: f64) -> f64 {
        let degree = |v: u32| (net.cites(v).len() + net.cited_by(v).len()) as f64;
        let others = || (0..net.node_count() as u32).filter(|v| *v != node && division[*v as usize] == label);
        let tied: usize = others()
            .map(|v| usize::from(net.cites(node).contains(&v)) + usize::from(net.cites(v).contains(&node)))
            .sum();
        let strength: f64 = others().map(degree).sum();
        tied as f64 - resolution * degree(node) * strength / (2.0 * net.edge_count() as f64)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]
        #[test]
        fn no_node_gains_by_moving_where_nothing_moves(
            net in nets(12, 40), labels in proptest::collection::vec(0u32..4, 12), resolution in 0.3f64..2.5
        ) {
            let mut division: Vec<u32> =
                labels[..net.node_count()].iter().map(|label| label % net.node_count() as u32).collect();
            prop_assume!(net.edge_count() > 0);
            let rule = Rule::new(resolution, net.edge_count());
            let ties = Ties::of_net(&net);
            let before = division.clone();
            prop_assert_eq!(move_nodes(&ties, &mut division, rule), division != before);
            // Whose neighbours rest is not asked again, though a community may have grown too strong for it.
            while move_nodes(&ties, &mut division, rule) {}
            for node in 0..net.node_count() as u32 {
                let stay = gain(&net, &division, node, division[node as usize], resolution);
                // A label without nodes is one of them where there is one: what it gains is nothing.
                for label in 0..net.node_count() as u32 {
                    let gain = gain(&net, &division, node, label, resolution);
                    prop_assert!(gain <= stay + 1e-9, "{:?}: {} to {}", division, node, label);
                }
            }
        }
    }

    #[test]
    fn new_numbers_change_no_community() {
        let (net, _) = Net::of(6, &[(1, 0), (3, 2), (5, 4), (5, 3)]);
        let ties = Ties::of_net(&net);
        let mut division = [5, 5, 3, 3, 1, 1];
        let mut moving = Moving::new(&ties, &mut division);
        moving.number_anew();
        assert_eq!(moving.division, [0, 0, 1, 1, 2, 2]);
        assert_eq!(moving.sizes, [2, 2, 2, 0, 0, 0]);
        let strengths: Vec<u32> = moving.communities.iter().map(|c| c.strength).collect();
        assert_eq!(strengths, [2, 3, 3, 0, 0, 0]);
        assert_eq!(moving.empty, [5, 4, 3]);
        moving.put(2, ties.strength(2), 3);
        assert_eq!((moving.sizes[1], moving.sizes[3], moving.empty), (1, 1, vec![5, 4]));
    }

    #[test]
    fn nodes_wait_in_order_and_may_wait_again() {
        for nodes in [0, 1, 63, 64, 65, 130] {
            let mut waiting = Waiting::all(nodes);
            for node in 0..nodes as u32 {
                assert_eq!(waiting.take(node), Some(node));
            }
            assert_eq!((waiting.take(0), waiting.take(nodes as u32)), (None, None));
        }
        let mut waiting = Waiting::all(70);
        while waiting.take(0).is_some() {}
        waiting.add_if(69, true);
        waiting.add_if(3, true);
        waiting.add_if(5, false);
        assert_eq!((waiting.take(4), waiting.take(4), waiting.take(0)), (Some(69), None, Some(3)));
    }
}
