//! Divides communities into well-connected parts: the second step of the Leiden algorithm.

use super::moving::Rule;
use super::ties::{Tally, Tie, Ties};
use crate::query::random::SplitMix64;

/// Nodes are visited block by block, and within a block in random order: what stands together in memory is read
/// together.
const BLOCK: usize = 1024;

/// Divides every community into well-connected parts, from single nodes; returns the part of each node, numbered in
/// the order of their first nodes, and how many there are.
pub(super) fn refine<T: Tie>(
    ties: &Ties<T>,
    division: &[u32],
    rule: Rule,
    random: &mut SplitMix64,
) -> (Vec<u32>, usize) {
    let nodes = ties.node_count();
    let mut total = vec![0u32; nodes];
    // A part bears the number of the node that it began with: its strength and its weight to the rest of its community.
    let mut strength: Vec<u32> = Vec::with_capacity(nodes);
    let mut outer: Vec<u32> = Vec::with_capacity(nodes);
    for node in 0..nodes as u32 {
        let own = division[node as usize];
        strength.push(ties.strength(node));
        total[own as usize] += ties.strength(node);
        let within = |tie: &T| if division[tie.other() as usize] == own { tie.weight() } else { 0 };
        outer.push(ties.of(node).iter().map(within).sum());
    }
    let mut part: Vec<u32> = (0..nodes as u32).collect();
    let mut alone = vec![true; nodes];
    let mut tally = Tally::new(nodes);
    let mut order: Vec<u32> = (0..nodes as u32).collect();
    order.chunks_mut(BLOCK).for_each(|block| random.shuffle(block));
    for node in order {
        let at = node as usize;
        let whole = total[division[at] as usize];
        let connected = |outer: u32, strength: u32| {
            f64::from(outer) >= rule.penalty * f64::from(strength) * f64::from(whole - strength)
        };
        if !alone[at] || outer[at] == 0 || !connected(outer[at], strength[at]) {
            continue;
        }
        for tie in ties.of(node) {
            if division[tie.other() as usize] == division[at] {
                tally.add(part[tie.other() as usize], tie.weight());
            }
        }
        let price = rule.penalty * f64::from(strength[at]);
        let mut best: Option<(f64, u32, u32)> = None;
        tally.drain(|to, weight| {
            let gain = f64::from(weight) - price * f64::from(strength[to as usize]);
            let better = gain >= 0.0 && best.is_none_or(|(most, ..)| gain > most);
            if better && connected(outer[to as usize], strength[to as usize]) {
                best = Some((gain, to, weight));
            }
        });
        if let Some((_, to, shared)) = best {
            part[at] = to;
            alone[to as usize] = false;
            strength[to as usize] += strength[at];
            outer[to as usize] = outer[to as usize] + outer[at] - 2 * shared;
        }
    }
    let count = numbered(&mut part);
    (part, count)
}

/// Gives parts, labelled below the number of nodes, the numbers from 0 on in the order of their first nodes; returns
/// how many there are.
pub(super) fn numbered(parts: &mut [u32]) -> usize {
    let mut numbers = vec![u32::MAX; parts.len()];
    let mut count = 0;
    for part in parts {
        let number = &mut numbers[*part as usize];
        if *number == u32::MAX {
            *number = count;
            count += 1;
        }
        *part = *number;
    }
    count as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::modularity;
    use super::super::neighbours::tests::nets;
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]
        #[test]
        fn parts_lie_within_communities_are_connected_and_gain(
            net in nets(12, 40), labels in proptest::collection::vec(0u32..3, 12), seed: u64
        ) {
            prop_assume!(net.edge_count() > 0);
            let nodes = net.node_count();
            let division: Vec<u32> = labels[..nodes].iter().map(|label| label % nodes as u32).collect();
            let rule = Rule::new(1.0, net.edge_count());
            let (parts, count) = refine(&Ties::of_net(&net), &division, rule, &mut SplitMix64(seed));
            let mut met = 0;
            for part in &parts {
                prop_assert!(*part <= met);
                met = met.max(*part + 1);
            }
            prop_assert_eq!(met as usize, count);
            for part in 0..count as u32 {
                let own: Vec<u32> = (0..nodes as u32).filter(|v| parts[*v as usize] == part).collect();
                prop_assert!(own.iter().all(|v| division[*v as usize] == division[own[0] as usize]));
                let mut reached = vec![own[0]];
                let mut next = 0;
                while next < reached.len() {
                    let v = reached[next];
                    next += 1;
                    for u in net.cites(v).iter().chain(net.cited_by(v)) {
                        if parts[*u as usize] == part && !reached.contains(u) {
                            reached.push(*u);
                        }
                    }
                }
                prop_assert_eq!(reached.len(), own.len(), "{:?}", parts);
            }
            let alone: Vec<u32> = (0..nodes as u32).collect();
            prop_assert!(modularity(&net, &parts, 1.0) >= modularity(&net, &alone, 1.0) - 1e-12);
        }
    }

    /// Two triangles, tied by one citation and called one community: each is a part.
    #[test]
    fn a_community_falls_into_its_parts() {
        let (net, _) = crate::graph::Net::of(6, &[(1, 0), (2, 0), (2, 1), (4, 3), (5, 3), (5, 4), (3, 2)]);
        let rule = Rule::new(1.0, net.edge_count());
        for seed in 0..20 {
            let (parts, count) = refine(&Ties::of_net(&net), &[0; 6], rule, &mut SplitMix64(seed));
            assert!(count >= 2, "{parts:?}");
        }
    }
}
