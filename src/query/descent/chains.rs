//! All chains of citations from one document to another, shortest first.

use super::bits::Bits;
use super::{Direction, distances};
use crate::graph::Net;

/// How far a search for chains goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainLimits {
    /// Greatest number of chains.
    pub most: usize,
    /// Greatest number of steps of a chain.
    pub longest: u32,
    /// Greatest number of edges to look at.
    pub edges: u64,
}

/// Chains of citations from one place to another, each from the citing to the cited end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chains {
    /// The chains with both ends, shortest first, of equally long ones in the order of their places.
    pub chains: Vec<Vec<u32>>,
    /// Whether these are all.
    pub extent: Extent,
}

/// Whether a list of chains is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// No chain within the length asked for is missing.
    All,
    /// There are more chains than were asked for.
    Most,
    /// The search ended because it had looked at as many edges as it may; chains may be missing.
    Cut,
}

/// Returns the chains of citations from one place to another that pass no place twice, shortest first, of equally long
/// ones in the order of their places.
///
/// One depth-first search for each length, which never enters a place that is further from the end than there are steps
/// left (Korf 1985, *Depth-first iterative-deepening*, with the exact distance as bound). Outside of knots each place
/// entered thus lies on a chain that is listed or was listed before, so that up to the k-th chain the work is
/// O(k l d) for each of l lengths and a greatest out-degree d. Within large knots a search can run into many dead ends,
/// and there [`ChainLimits::edges`] ends it. A place has the one chain of itself alone to itself.
///
/// Time O(|V| + |E|) for the distances, and the above; space O(|V|).
///
/// # Examples
///
/// 3 cites 2, 1 and 0; 2 cites 1, and 1 cites 0:
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::descent::{ChainLimits, Extent, simple_paths};
///
/// let (net, _) = Net::of(4, &[(3, 2), (3, 1), (3, 0), (2, 1), (1, 0)]);
/// let limits = ChainLimits { most: 10, longest: 10, edges: 1000 };
/// let found = simple_paths(&net, 3, 0, limits);
/// assert_eq!(found.chains, [vec![3, 0], vec![3, 1, 0], vec![3, 2, 1, 0]]);
/// assert_eq!(found.extent, Extent::All);
/// let two = simple_paths(&net, 3, 0, ChainLimits { most: 2, ..limits });
/// assert_eq!((two.chains.len(), two.extent), (2, Extent::Most));
/// ```
pub fn simple_paths(net: &Net, from: u32, to: u32, limits: ChainLimits) -> Chains {
    let distance = distances(net, to, Direction::In);
    let mut search = Search {
        net,
        to,
        limits,
        distance,
        on_chain: Bits::none_of(net.node_count()),
        edges: 0,
        chains: Vec::new(),
    };
    let mut length = search.distance[from as usize];
    let mut more = length != u32::MAX && length <= limits.longest;
    let mut extent = Extent::All;
    while more && extent == Extent::All {
        let longer;
        (longer, extent) = search.of_length(from, length);
        more = longer && length < limits.longest;
        length = length.saturating_add(1);
    }
    Chains { chains: search.chains, extent }
}

struct Search<'a> {
    net: &'a Net,
    to: u32,
    limits: ChainLimits,
    /// The steps from each place to the end.
    distance: Vec<u32>,
    on_chain: Bits,
    /// How many edges have been looked at.
    edges: u64,
    chains: Vec<Vec<u32>>,
}

impl Search<'_> {
    /// Adds the chains of one length. Returns whether there may be longer ones, and whether this was the end of it.
    fn of_length(&mut self, from: u32, length: u32) -> (bool, Extent) {
        let mut longer = false;
        let mut chain = vec![from];
        let mut followed = vec![0];
        self.on_chain.insert(from);
        while let (Some(last), Some(tried)) = (chain.last().copied(), followed.last_mut()) {
            if last == self.to {
                if self.chains.len() == self.limits.most {
                    return (longer, Extent::Most);
                }
                self.chains.push(chain.clone());
            } else if let Some(next) = self.net.cites(last).get(*tried).copied() {
                *tried += 1;
                self.edges += 1;
                if self.edges > self.limits.edges {
                    return (longer, Extent::Cut);
                }
                let left = length - chain.len() as u32;
                let away = self.distance[next as usize];
                // The end itself is entered by the last step only: sooner, the chain is one that was found before.
                let too_soon = next == self.to && left > 0;
                if away > left && away != u32::MAX {
                    longer = true;
                } else if away != u32::MAX && !too_soon && self.on_chain.insert(next) {
                    chain.push(next);
                    followed.push(0);
                }
                continue;
            }
            self.on_chain.remove(last);
            chain.pop();
            followed.pop();
        }
        (longer, Extent::All)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::random_nets::{all_chains, net};
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]
        #[test]
        fn chains_follow_the_definition(net in net(8, 30), most in 0usize..6, longest in 0u32..8) {
            for from in 0..net.node_count() as u32 {
                for to in 0..net.node_count() as u32 {
                    let mut wanted = all_chains(&net, from, to);
                    let limits = ChainLimits { most: usize::MAX, longest: u32::MAX, edges: u64::MAX };
                    let all = simple_paths(&net, from, to, limits);
                    prop_assert_eq!((&all.chains, all.extent), (&wanted, Extent::All));
                    wanted.retain(|chain| chain.len() as u32 - 1 <= longest);
                    let extent = if wanted.len() > most { Extent::Most } else { Extent::All };
                    wanted.truncate(most);
                    let some = simple_paths(&net, from, to, ChainLimits { most, longest, ..limits });
                    prop_assert_eq!((some.chains, some.extent), (wanted, extent));
                }
            }
        }

        #[test]
        fn a_search_that_is_cut_says_so(net in net(8, 30), edges in 0u64..40) {
            let last = net.node_count() as u32 - 1;
            let limits = ChainLimits { most: usize::MAX, longest: u32::MAX, edges };
            let found = simple_paths(&net, last, 0, limits);
            let wanted = all_chains(&net, last, 0);
            prop_assert!(wanted.starts_with(&found.chains));
            prop_assert!(found.extent == Extent::Cut || found.chains.len() == wanted.len());
        }
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let edges: Vec<(u32, u32)> = (1..200_000).map(|v| (v, v - 1)).collect();
        let (net, _) = Net::of(200_000, &edges);
        let limits = ChainLimits { most: 2, longest: u32::MAX, edges: u64::MAX };
        let found = simple_paths(&net, 199_999, 0, limits);
        assert_eq!((found.chains.len(), found.extent), (1, Extent::All));
        let short = ChainLimits { longest: 10, ..limits };
        assert_eq!(simple_paths(&net, 199_999, 0, short).chains.len(), 0);
    }
}
