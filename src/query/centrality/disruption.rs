//! Whether those who cite a node still cite what it built on.

use std::num::NonZeroUsize;
use std::ops::Range;

use super::chunks::in_pieces;
use crate::graph::Net;

/// Returns the disruption index of every place: D = (nᵢ − nⱼ) / (nᵢ + nⱼ + nₖ), where nᵢ nodes cite it and nothing that it
/// cites, nⱼ cite it and something that it cites, and nₖ cite something that it cites but not itself.
///
/// Funk and Owen-Smith 2017, *A dynamic network measure of technological change* (the CD index, of which this is the form
/// of Wu, Wang and Evans 2019, *Large teams develop and small teams disrupt science and technology*). From −1 (it
/// consolidates: all who cite it go back to its sources as well) to 1 (it disrupts: nobody does). Where nobody is
/// counted there is `None`; a node that cites nothing has 1 if it is cited.
///
/// `times`, years or days by place, leave out of nₖ what is older than the node, as both papers do: what is known to be
/// from an earlier time, while the same time and nodes without one count. With `None` all count. Those who cite the node
/// count in any case. In a cycle a node may be one of those that cite it, and count so; a node never counts for itself.
///
/// Time O(Σ over edges of the citations that the cited end received), at worst O(|V| |E|); space O(|V|) for each thread.
///
/// # Panics
///
/// If there are times, but not as many as nodes.
///
/// # Examples
///
/// 1 cites 0; 2 and 5 cite 1; 3 cites 1 and 0; 4 cites 0. For 1 these are nᵢ = 2, nⱼ = 1 and nₖ = 1, so that D = 1/4; if 4
/// is older than 1, nₖ = 0 and D = 1/3. 0 cites nothing. 2 builds on 1, which 3 and 5 cite, but nobody cites 2.
///
/// ```
/// use std::num::NonZeroUsize;
/// use travaux::graph::Net;
/// use travaux::query::centrality::disruption;
///
/// let (net, _) = Net::of(6, &[(1, 0), (2, 1), (5, 1), (3, 1), (3, 0), (4, 0)]);
/// let given = disruption(&net, None, NonZeroUsize::MIN);
/// assert_eq!(given[..3], [Some(1.0), Some(0.25), Some(0.0)]);
/// let times = [Some(1990), Some(2000), None, None, Some(1995), None];
/// assert_eq!(disruption(&net, Some(&times), NonZeroUsize::MIN)[1], Some(1.0 / 3.0));
/// ```
pub fn disruption(net: &Net, times: Option<&[Option<i32>]>, threads: NonZeroUsize) -> Vec<Option<f64>> {
    assert!(times.is_none_or(|times| times.len() == net.node_count()), "every node has a time or none");
    let mut out = Vec::with_capacity(net.node_count());
    let piece = |range: Range<usize>| {
        // The last node for which a node was counted as citing it, or as citing what it cites.
        let mut citing = vec![u32::MAX; net.node_count()];
        let mut beside = vec![u32::MAX; net.node_count()];
        let index = |place: usize| index(net, times, place as u32, &mut citing, &mut beside);
        range.map(index).collect::<Vec<_>>()
    };
    in_pieces(net.node_count(), PIECES, threads, piece, |part| out.extend(part));
    out
}

/// Parts into which nodes are cut.
const PIECES: usize = 64;

fn index(
    net: &Net,
    times: Option<&[Option<i32>]>,
    place: u32,
    citing: &mut [u32],
    beside: &mut [u32],
) -> Option<f64> {
    let time = |place: u32| times.and_then(|times| times[place as usize]);
    let earlier = |other: u32| matches!((time(other), time(place)), (Some(a), Some(b)) if a < b);
    net.cited_by(place).iter().for_each(|u| citing[*u as usize] = place);
    let (mut both, mut only_sources) = (0u32, 0u32);
    for source in net.cites(place) {
        for u in net.cited_by(*source) {
            let last = &mut beside[*u as usize];
            if *last == place || *u == place {
                continue;
            }
            *last = place;
            if citing[*u as usize] == place {
                both += 1;
            } else if !earlier(*u) {
                only_sources += 1;
            }
        }
    }
    let only_it = net.cited_by(place).len() as u32 - both;
    let all = f64::from(only_it) + f64::from(both) + f64::from(only_sources);
    (all > 0.0).then(|| (f64::from(only_it) - f64::from(both)) / all)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{any_net, threads};
    use super::*;

    fn slow(net: &Net, times: Option<&[Option<i32>]>) -> Vec<Option<f64>> {
        let nodes = net.node_count() as u32;
        let index = |f: u32| {
            let (mut i, mut j, mut k) = (0.0, 0.0, 0.0);
            for u in (0..nodes).filter(|u| *u != f) {
                let it = net.cites(u).contains(&f);
                let its = net.cites(u).iter().any(|t| net.cites(f).contains(t));
                let old = times.is_some_and(|times| {
                    let (u, f) = (times[u as usize], times[f as usize]);
                    u.is_some() && f.is_some() && u < f
                });
                match (it, its) {
                    (true, false) => i += 1.0,
                    (true, true) => j += 1.0,
                    (false, true) if !old => k += 1.0,
                    _ => {}
                }
            }
            (i + j + k > 0.0).then(|| (i - j) / (i + j + k))
        };
        (0..nodes).map(index).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn it_is_that_of_the_definition(
            net in any_net(20),
            times in proptest::collection::vec(proptest::option::weighted(0.8, 0i32..6), 20),
            count in 1usize..4
        ) {
            let threads = threads(count);
            let times = &times[..net.node_count()];
            prop_assert_eq!(disruption(&net, None, threads), slow(&net, None));
            prop_assert_eq!(disruption(&net, Some(times), threads), slow(&net, Some(times)));
        }
    }
}
