//! From how many different groups a node is cited.

use crate::graph::Net;

/// Returns the number of different groups among the nodes that cite each place, its own group not counted.
///
/// Groups are numbers by place: series, bodies, communities. A resolution that is recalled each year by its own series
/// has 0 here, one that four series recall has 4. Cycles need no care; a node that nobody cites has 0.
///
/// Time O((|V| + |E|) log |V|), space O(|V|).
///
/// # Panics
///
/// If there are not as many groups as nodes.
///
/// # Examples
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::centrality::distinct_groups;
///
/// // 1, 2, 3 and 4 cite 0, which is of the group of 1.
/// let (net, _) = Net::of(5, &[(1, 0), (2, 0), (3, 0), (4, 0)]);
/// assert_eq!(distinct_groups(&net, &[7, 7, 8, 8, 9]), [2, 0, 0, 0, 0]);
/// ```
pub fn distinct_groups(net: &Net, groups: &[u32]) -> Vec<u32> {
    assert_eq!(net.node_count(), groups.len(), "every node has a group");
    let mut names = groups.to_vec();
    names.sort_unstable();
    names.dedup();
    let rank = |group: &u32| names.partition_point(|name| name < group);
    let ranks: Vec<usize> = groups.iter().map(rank).collect();
    // The last node for which a group was counted; its own counts as counted from the start.
    let mut counted = vec![u32::MAX; names.len()];
    let count = |place: u32| {
        counted[ranks[place as usize]] = place;
        let mut count = 0;
        for citing in net.cited_by(place) {
            let last = &mut counted[ranks[*citing as usize]];
            count += u32::from(*last != place);
            *last = place;
        }
        count
    };
    (0..net.node_count() as u32).map(count).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::super::samples::any_net;
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn it_is_the_size_of_the_set(net in any_net(20), names in proptest::collection::vec(0u32..6, 20)) {
            let groups: Vec<u32> = names[..net.node_count()].iter().map(|name| name * 700_000_000).collect();
            let expected: Vec<u32> = (0..net.node_count() as u32)
                .map(|v| {
                    let all: BTreeSet<u32> = net.cited_by(v).iter().map(|u| groups[*u as usize]).collect();
                    all.iter().filter(|group| **group != groups[v as usize]).count() as u32
                })
                .collect();
            prop_assert_eq!(distinct_groups(&net, &groups), expected);
        }
    }
}
