//! What several documents rest on together.

use super::Direction;
use super::bits::Bits;
use super::reach::reached_with_steps;
use crate::graph::Net;
use crate::query::stretches::component;

/// A place that is an ancestor of all places asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommonAncestor {
    /// The place.
    pub place: u32,
    /// The sum of its steps from each of the places asked about.
    pub steps: u64,
    /// Whether it is no ancestor of another common ancestor outside its own knot.
    pub nearest: bool,
}

/// Returns what all of some places rest on, nearest first: by the sum of steps, then by place.
///
/// None of the places asked about counts as its own ancestor, so that none of them is among the answers. Those with
/// [`CommonAncestor::nearest`] are the lowest common ancestors of Aït-Kaci, Boyer, Lincoln and Nasr (1989, *Efficient
/// implementation of lattice operations*), which may be several in a net. Members of one knot are each other's
/// ancestors: they are nearest together or not at all, as far as they are answers. Repeated places count once; no places
/// have no common ancestor.
///
/// One search (as [`distances`](super::distances)) for each place: time O(m (|V| + |E|)) for m places, less where
/// little is reached; space O(|V|).
///
/// # Examples
///
/// 3 and 4 cite 1 and 2, both of which cite 0; 4 cites 0 as well. 0 stands behind 1 and 2, so that it is not nearest:
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::descent::common_ancestors;
///
/// let (net, _) = Net::of(5, &[(1, 0), (2, 0), (3, 1), (3, 2), (4, 1), (4, 2), (4, 0)]);
/// let found = common_ancestors(&net, &[3, 4]);
/// let lines: Vec<_> = found.iter().map(|a| (a.place, a.steps, a.nearest)).collect();
/// assert_eq!(lines, [(1, 2, true), (2, 2, true), (0, 3, false)]);
/// ```
pub fn common_ancestors(net: &Net, places: &[u32]) -> Vec<CommonAncestor> {
    let mut asked = places.to_vec();
    asked.sort_unstable();
    asked.dedup();
    let Some((first, others)) = asked.split_first() else { return Vec::new() };
    let found = |place| reached_with_steps(net, place, Direction::Out);
    let mut shared: Vec<(u32, u64)> =
        found(*first).into_iter().map(|(place, steps)| (place, u64::from(steps))).collect();
    for place in others {
        let next = found(*place);
        let mut at = 0;
        shared.retain_mut(|(place, sum)| {
            while next.get(at).is_some_and(|(other, _)| other < place) {
                at += 1;
            }
            match next.get(at) {
                Some((other, steps)) if other == place => {
                    *sum += u64::from(*steps);
                    true
                }
                _ => false,
            }
        });
    }
    shared.retain(|(place, _)| asked.binary_search(place).is_err());
    let behind = behind(net, &asked, &shared);
    let mut out: Vec<CommonAncestor> = shared
        .into_iter()
        .map(|(place, steps)| CommonAncestor { place, steps, nearest: !behind.contains(place) })
        .collect();
    out.sort_unstable_by_key(|found| (found.steps, found.place));
    out
}

/// Returns those of the common ancestors that are ancestors of others outside their knots.
///
/// What a common ancestor cites is one too, unless it is asked about: then it stands in the knot of the citing one. So
/// it is enough to look one step up from each knot, at common ancestors and at places asked about that share a knot with
/// one.
fn behind(net: &Net, asked: &[u32], shared: &[(u32, u64)]) -> Bits {
    let mut above = Bits::none_of(net.node_count());
    let within = |place: u32| {
        let own = component(net, place);
        let at = shared.partition_point(|(other, _)| *other < own.start);
        shared.get(at).is_some_and(|(other, _)| own.contains(other))
    };
    let asked_within = asked.iter().filter(|place| within(**place));
    for place in shared.iter().map(|(place, _)| place).chain(asked_within) {
        above.insert(*place);
    }
    let mut out = Bits::none_of(net.node_count());
    for (place, _) in shared {
        let own = component(net, *place);
        let citing = |member: u32| net.cited_by(member).iter().filter(|p| !own.contains(p));
        if own.clone().any(|member| citing(member).any(|p| above.contains(*p))) {
            out.insert(*place);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::random_nets::{net, steps};
    use super::*;

    fn slow(net: &Net, asked: &[u32]) -> Vec<CommonAncestor> {
        let table = steps(net);
        let reach = |from: u32, to: u32| table[from as usize][to as usize];
        let distinct: std::collections::BTreeSet<u32> = asked.iter().copied().collect();
        let common: Vec<u32> = (0..net.node_count() as u32)
            .filter(|c| {
                !distinct.is_empty()
                    && !distinct.contains(c)
                    && distinct.iter().all(|a| reach(*a, *c).is_some())
            })
            .collect();
        let mut out: Vec<CommonAncestor> = common
            .iter()
            .map(|c| CommonAncestor {
                place: *c,
                steps: distinct.iter().filter_map(|a| reach(*a, *c)).map(u64::from).sum(),
                nearest: !common.iter().any(|d| reach(*d, *c).is_some() && reach(*c, *d).is_none()),
            })
            .collect();
        out.sort_by_key(|a| (a.steps, a.place));
        out
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn common_ancestors_follow_the_definition(
            net in net(14, 40), rough in proptest::collection::vec(0u32..14, 0..4)
        ) {
            let nodes = net.node_count() as u32;
            let asked: Vec<u32> = rough.into_iter().map(|p| p % nodes).collect();
            prop_assert_eq!(common_ancestors(&net, &asked), slow(&net, &asked));
        }
    }
}
