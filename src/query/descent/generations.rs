//! How many generations stand below each document, and one longest line of descent.

use std::collections::VecDeque;
use std::ops::Range;

use crate::graph::Net;
use crate::query::stretches::{Stretch, component, stretches};

/// Returns for each place the number of steps of the longest chain below it: 0 where nothing outside is cited.
///
/// All members of a knot share a generation, and steps within it count nothing: this is the longest path in the
/// condensation (the *level* of Sedgewick and Wayne 2011, *Algorithms*, §4.4, all edges of length one). One pass.
/// Time O(|V| + |E|), space O(|V|).
///
/// # Examples
///
/// 3 cites 2 and 0, 2 cites 1, and 1 cites 0; 4 stands alone:
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::descent::{generations, longest_chain};
///
/// let (net, _) = Net::of(5, &[(3, 2), (3, 0), (2, 1), (1, 0)]);
/// assert_eq!(generations(&net), [0, 1, 2, 3, 0]);
/// assert_eq!(longest_chain(&net), [3, 2, 1, 0]);
/// ```
pub fn generations(net: &Net) -> Vec<u32> {
    let mut level = vec![0u32; net.node_count()];
    for stretch in stretches(net, 0..net.node_count() as u32) {
        match stretch {
            Stretch::Plain(range) => {
                for place in range {
                    let below = net.cites(place).iter().map(|t| level[*t as usize] + 1).max();
                    level[place as usize] = below.unwrap_or(0);
                }
            }
            Stretch::Knot(range) => {
                let outside = range.clone().flat_map(|place| net.cites(place)).filter(|t| **t < range.start);
                let below = outside.map(|t| level[*t as usize] + 1).max().unwrap_or(0);
                level[range.start as usize..range.end as usize].fill(below);
            }
        }
    }
    level
}

/// Returns one longest chain by [`generations`], citing before cited.
///
/// It begins at the smallest place of the last generation, and each step leads to the smallest place of the next one
/// below. Through a knot it goes by the shortest way from the member where it comes in to one from which it can go on
/// (of equally near ones the smallest), so that it may have more steps than there are generations. A net without nodes
/// has the empty chain.
///
/// Time O(|V| + |E|), space O(|V|).
pub fn longest_chain(net: &Net) -> Vec<u32> {
    let level = generations(net);
    let Some(top) = level.iter().copied().max() else { return Vec::new() };
    let next_below = |place: u32| {
        let wanted = level[place as usize].checked_sub(1)?;
        net.cites(place).iter().copied().find(|t| level[*t as usize] == wanted)
    };
    let first = level.iter().position(|l| *l == top).expect("the greatest level is one of the levels");
    let mut chain = Vec::new();
    let mut entry = first as u32;
    loop {
        let knot = component(net, entry);
        if knot.len() > 1 && level[entry as usize] > 0 {
            chain.extend(way_out(net, knot, entry, |place| next_below(place).is_some()));
        } else {
            chain.push(entry);
        }
        let Some(next) = chain.last().and_then(|last| next_below(*last)) else { return chain };
        entry = next;
    }
}

/// Returns the shortest way within a knot from one member to one where `out` holds, both ends included.
fn way_out(net: &Net, knot: Range<u32>, entry: u32, out: impl Fn(u32) -> bool) -> Vec<u32> {
    // By the place within the knot: the member from which it was reached, itself for the entry.
    let mut from = vec![u32::MAX; knot.len()];
    from[(entry - knot.start) as usize] = entry;
    // The members of one layer are looked at in the order of places, so that the first one found is the smallest.
    let mut layer = vec![entry];
    let mut way = VecDeque::new();
    while way.is_empty() && !layer.is_empty() {
        layer.sort_unstable();
        if let Some(end) = layer.iter().find(|place| out(**place)) {
            way.push_front(*end);
            break;
        }
        let mut next = Vec::new();
        for place in &layer {
            for other in net.cites(*place).iter().filter(|other| knot.contains(other)) {
                let known = &mut from[(other - knot.start) as usize];
                if *known == u32::MAX {
                    *known = *place;
                    next.push(*other);
                }
            }
        }
        layer = next;
    }
    while let Some(place) = way.front().copied().filter(|place| *place != entry) {
        way.push_front(from[(place - knot.start) as usize]);
    }
    way.into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::random_nets::{net, steps};
    use super::*;

    /// The longest chain below by relaxing every edge until nothing changes.
    fn slow(net: &Net) -> Vec<u32> {
        let table = steps(net);
        let together = |a: u32, b: u32| {
            a == b || table[a as usize][b as usize].and(table[b as usize][a as usize]).is_some()
        };
        let nodes = net.node_count() as u32;
        let mut level = vec![0; nodes as usize];
        for _ in 0..nodes {
            for (s, t) in net.edges().filter(|(s, t)| !together(*s, *t)) {
                for member in (0..nodes).filter(|m| together(*m, s)) {
                    level[member as usize] = level[member as usize].max(level[t as usize] + 1);
                }
            }
        }
        level
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn generations_follow_the_definition(net in net(12, 36)) {
            let level = generations(&net);
            prop_assert_eq!(&level, &slow(&net));
            let chain = longest_chain(&net);
            for pair in chain.windows(2) {
                prop_assert!(net.cites(pair[0]).contains(&pair[1]));
            }
            let mut passed: Vec<u32> = chain.iter().map(|place| level[*place as usize]).collect();
            prop_assert!(passed.is_sorted_by(|a, b| a >= b));
            passed.dedup();
            let top = level.iter().copied().max().unwrap_or(0);
            prop_assert_eq!(passed, (0..=top).rev().collect::<Vec<_>>());
            let smallest = (0..).zip(&level).find(|(_, l)| **l == top).map(|(place, _): (u32, _)| place);
            prop_assert_eq!(chain.first().copied(), smallest);
            let mut distinct = chain.clone();
            distinct.sort_unstable();
            distinct.dedup();
            prop_assert_eq!(distinct.len(), chain.len());
        }
    }

    #[test]
    fn a_knot_is_crossed_by_the_shortest_way() {
        // 4 cites 1; 1, 2, 3 cite each other in a ring and 1 cites 3 as well; 3 cites 0.
        let (net, _) = Net::of(5, &[(4, 1), (1, 2), (2, 3), (3, 1), (1, 3), (3, 0)]);
        assert_eq!(generations(&net), [0, 1, 1, 1, 2]);
        assert_eq!(longest_chain(&net), [4, 1, 3, 0]);
        // Two ways of two steps lead out of the knot, by 3 to 4 and by 2 to 5.
        let ring = [(6, 1), (1, 2), (1, 3), (2, 5), (3, 4), (4, 1), (5, 1), (4, 0), (5, 0)];
        assert_eq!(longest_chain(&Net::of(7, &ring).0), [6, 1, 3, 4, 0]);
        assert!(longest_chain(&Net::of(0, &[]).0).is_empty());
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let edges: Vec<(u32, u32)> = (1..200_000).map(|v| (v, v - 1)).collect();
        let (net, _) = Net::of(200_000, &edges);
        assert_eq!(longest_chain(&net), (0..200_000).rev().collect::<Vec<_>>());
    }
}
