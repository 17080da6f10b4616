//! Main paths: the lines of heaviest citations.

use std::collections::BTreeSet;

use super::climb::{Climb, EQUAL};
use super::edges::{Edge, Edges};
use crate::graph::Net;
use crate::query::Direction;
use crate::query::stretches::component;

/// How a path goes on from a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// By the heaviest edge at hand; by all of them, if several are equally heavy.
    Local,
    /// By the way whose weights have the greatest sum.
    Global,
}

/// Returns the local main path as (citing, cited), ascending: with [`Direction::In`] forward, from the sources to those
/// that cite them, with [`Direction::Out`] backward, from the sinks to what they cite.
///
/// The *priority first search* of Hummon and Doreian (1989, *Connectivity in a citation network*): it begins with the
/// heaviest of all edges that leave an end, and goes on from each node that it comes to by the heaviest edge there. All
/// edges of equal weight are followed, so that the path may branch; weights are logarithms, in the order of
/// [`Net::edges`], and equal if they differ by less than 1e-9. A knot counts as one node. Time O(|V| + |E|), space
/// O(|V|).
///
/// # Examples
///
/// 3 cites 1 and 2, which both cite 0; 4 and 5 cite 3. All branches weigh the same but for the edge by which 6 cites 2:
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::Direction;
/// use travaux::query::main_path::{Count, local, traversal_weights};
///
/// let (net, _) = Net::of(7, &[(1, 0), (2, 0), (3, 1), (3, 2), (4, 3), (5, 3), (6, 2)]);
/// let weights = traversal_weights(&net, Count::Spc);
/// let ways: Vec<f64> = weights.iter().map(|w| w.exp().round()).collect();
/// assert_eq!(ways, [2.0, 3.0, 2.0, 2.0, 2.0, 2.0, 1.0]);
/// assert_eq!(local(&net, &weights, Direction::In), [(2, 0), (3, 2), (4, 3), (5, 3)]);
/// assert_eq!(local(&net, &weights, Direction::Out), [(1, 0), (2, 0), (3, 1), (3, 2), (4, 3), (5, 3)]);
/// ```
pub fn local(net: &Net, weights: &[f64], direction: Direction) -> Vec<(u32, u32)> {
    let edges = Edges::of(net);
    let ends = net.components().filter(|part| edges.ends_at(part, against(direction)));
    let first = heaviest(ends.flat_map(|part| edges.leaving(part.start, direction)), weights);
    let mut found: BTreeSet<Edge> = first.iter().copied().collect();
    greedy(&edges, weights, direction, first, &mut found);
    pairs(found)
}

/// Returns the global main path as (citing, cited), ascending: the chain from a sink to a source with the greatest sum of
/// weights.
///
/// The critical path of Batagelj (2003, *Efficient algorithms for citation network analysis*), also called global search
/// (Liu and Lu 2012, *An integrated approach for main path analysis*). The sum is that of the weights themselves, whose
/// logarithms are given in the order of [`Net::edges`]: it is computed as log (e^a + e^b) from edge to edge and stays
/// within range. Where the greatest weights are many digits longer than others, these others change no digit of the sum:
/// of sums whose logarithms differ by less than 1e-9 the one with the heavier next edge wins, then the one that comes
/// first. One path is returned. A knot counts as one node; a net without edges between components has no path.
///
/// One pass: time O(|V| + |E|), space O(|V|).
///
/// # Examples
///
/// 3 cites 2 and 0, 2 cites 1, which cites 0; all edges weigh 1, of which the longer way has three:
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::main_path::{Count, global, traversal_weights};
///
/// let (net, _) = Net::of(4, &[(3, 2), (3, 0), (2, 1), (1, 0)]);
/// let weights = traversal_weights(&net, Count::Spc);
/// assert_eq!(global(&net, &weights), [(1, 0), (2, 1), (3, 2)]);
/// ```
pub fn global(net: &Net, weights: &[f64]) -> Vec<(u32, u32)> {
    let edges = Edges::of(net);
    let climb = Climb::of(net, weights, Direction::Out);
    let mut best: Option<(f64, u32)> = None;
    for part in net.components().filter(|part| edges.ends_at(part, Direction::In)) {
        let total = climb.total(part.start);
        if best.is_none_or(|(most, _)| total > most + EQUAL) {
            best = Some((total, part.start));
        }
    }
    let mut found = BTreeSet::new();
    if let Some((_, sink)) = best {
        climb.follow(sink, &mut found);
    }
    pairs(found)
}

/// Returns the key-route main paths as (citing, cited), ascending: the `most` heaviest edges, each with the path that
/// leads through it from a source to a sink.
///
/// Liu and Lu (2012, *An integrated approach for main path analysis*): from the citing end of each key route the search
/// goes forward to the sinks, from its cited end backward to the sources, locally (see [`local`]) or globally (see
/// [`global`]). Edges as heavy as the last one that is taken are taken as well. No edge within a knot is a key route.
///
/// Time O(|V| + |E| log |E|), space O(|V| + |E|).
///
/// # Examples
///
/// Ways of the example of [`local`] lead mostly through the edge from 2 to 0: three of them.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::main_path::{Count, Search, key_routes, traversal_weights};
///
/// let (net, _) = Net::of(7, &[(1, 0), (2, 0), (3, 1), (3, 2), (4, 3), (5, 3), (6, 2)]);
/// let weights = traversal_weights(&net, Count::Spc);
/// assert_eq!(key_routes(&net, &weights, 1, Search::Local), [(2, 0), (3, 2), (4, 3), (5, 3)]);
/// assert_eq!(key_routes(&net, &weights, 1, Search::Global), [(2, 0), (3, 2), (4, 3)]);
/// ```
pub fn key_routes(net: &Net, weights: &[f64], most: usize, search: Search) -> Vec<(u32, u32)> {
    let edges = Edges::of(net);
    let keys = heaviest_edges(net, weights, most);
    let mut found: BTreeSet<Edge> = keys.iter().copied().collect();
    for direction in [Direction::In, Direction::Out] {
        match search {
            Search::Local => greedy(&edges, weights, direction, keys.clone(), &mut found),
            Search::Global if keys.is_empty() => {}
            Search::Global => {
                let climb = Climb::of(net, weights, direction);
                let mut beyond = BTreeSet::new();
                keys.iter().for_each(|key| climb.follow(key.end(direction), &mut beyond));
                found.append(&mut beyond);
            }
        }
    }
    pairs(found)
}

/// Returns the heaviest edges between components, with those as heavy as the last.
fn heaviest_edges(net: &Net, weights: &[f64], most: usize) -> Vec<Edge> {
    let mut order: Vec<f64> = weights.iter().copied().filter(|w| *w > f64::NEG_INFINITY).collect();
    let Some(last) = most.min(order.len()).checked_sub(1) else { return Vec::new() };
    let (_, least, _) = order.select_nth_unstable_by(last, |a, b| b.total_cmp(a));
    let least = *least - EQUAL;
    let numbered = net.edges().zip(weights).zip(0..);
    numbered
        .filter(|((_, weight), _)| **weight > least)
        .map(|(((citing, cited), _), number)| Edge { citing, cited, number })
        .collect()
}

/// Follows the heaviest edges from the ends of some edges until no edge leads on.
fn greedy(
    edges: &Edges<'_>,
    weights: &[f64],
    direction: Direction,
    from: Vec<Edge>,
    found: &mut BTreeSet<Edge>,
) {
    let mut seen: BTreeSet<u32> = BTreeSet::new();
    let mut open = from;
    while let Some(edge) = open.pop() {
        let place = component(edges.net, edge.end(direction)).start;
        if seen.insert(place) {
            let next = heaviest(edges.leaving(place, direction), weights);
            found.extend(&next);
            open.extend(next);
        }
    }
}

/// Returns those of some edges that no other outweighs.
fn heaviest(edges: impl Iterator<Item = Edge>, weights: &[f64]) -> Vec<Edge> {
    let weighed: Vec<(f64, Edge)> = edges.map(|edge| (weights[edge.number as usize], edge)).collect();
    let most = weighed.iter().map(|(weight, _)| *weight).fold(f64::NEG_INFINITY, f64::max);
    weighed.into_iter().filter(|(weight, _)| *weight > most - EQUAL).map(|(_, edge)| edge).collect()
}

fn against(direction: Direction) -> Direction {
    match direction {
        Direction::In => Direction::Out,
        Direction::Out => Direction::In,
    }
}

fn pairs(edges: BTreeSet<Edge>) -> Vec<(u32, u32)> {
    edges.into_iter().map(|edge| (edge.citing, edge.cited)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Count, traversal_weights};
    use super::*;
    use crate::query::descent::random_nets::net;

    /// Edges between components with whole weights, and what follows from the definitions on them.
    struct Slow {
        /// Component of the citing end, of the cited end, the edge, its weight.
        edges: Vec<(u32, u32, (u32, u32), u64)>,
    }

    impl Slow {
        fn of(net: &Net, weights: &[f64]) -> Slow {
            let part = |place| component(net, place).start;
            let all = net.edges().zip(weights);
            let all = all.map(|(e, w)| (part(e.0), part(e.1), e, w.exp().round() as u64));
            Slow { edges: all.filter(|e| e.0 != e.1).collect() }
        }

        fn leaving(&self, part: u32, up: bool) -> Vec<(u32, u32, (u32, u32), u64)> {
            self.edges.iter().copied().filter(|e| if up { e.1 == part } else { e.0 == part }).collect()
        }

        fn heaviest(edges: Vec<(u32, u32, (u32, u32), u64)>) -> Vec<(u32, u32, (u32, u32), u64)> {
            let most = edges.iter().map(|e| e.3).max();
            edges.into_iter().filter(|e| Some(e.3) == most).collect()
        }

        /// Grows a set of edges by the heaviest ones at their ends until it stands still.
        fn grown(&self, from: Vec<(u32, u32, (u32, u32), u64)>, up: bool) -> BTreeSet<(u32, u32)> {
            let mut found: BTreeSet<_> = from.into_iter().collect();
            loop {
                let next: Vec<_> = found
                    .iter()
                    .flat_map(|e| Slow::heaviest(self.leaving(if up { e.0 } else { e.1 }, up)))
                    .collect();
                let before = found.len();
                found.extend(next);
                if found.len() == before {
                    return found.into_iter().map(|e| e.2).collect();
                }
            }
        }

        fn local(&self, up: bool) -> BTreeSet<(u32, u32)> {
            let start =
                |e: &&(u32, u32, (u32, u32), u64)| self.leaving(if up { e.1 } else { e.0 }, !up).is_empty();
            self.grown(Slow::heaviest(self.edges.iter().filter(start).copied().collect()), up)
        }

        /// The greatest sum of weights along a way that leaves a component.
        fn greatest(&self, part: u32, up: bool) -> u64 {
            let ways = self.leaving(part, up).into_iter();
            ways.map(|e| e.3 + self.greatest(if up { e.0 } else { e.1 }, up)).max().unwrap_or(0)
        }

        fn keys(&self, most: usize) -> Vec<(u32, u32, (u32, u32), u64)> {
            let mut order = self.edges.clone();
            order.sort_by_key(|e| std::cmp::Reverse(e.3));
            let least = order.get(most.wrapping_sub(1)).or(order.last()).map(|e| e.3);
            order.into_iter().filter(|e| most > 0 && Some(e.3) >= least).collect()
        }

        fn sum(&self, path: &[(u32, u32)]) -> u64 {
            self.edges.iter().filter(|e| path.contains(&e.2)).map(|e| e.3).sum()
        }
    }

    fn counts() -> impl Strategy<Value = Count> {
        prop_oneof![Just(Count::Spc), Just(Count::Splc), Just(Count::Spnp)]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]
        #[test]
        fn local_paths_follow_the_definition(net in net(10, 26), count in counts()) {
            let weights = traversal_weights(&net, count);
            let slow = Slow::of(&net, &weights);
            for (direction, up) in [(Direction::In, true), (Direction::Out, false)] {
                let wanted: Vec<(u32, u32)> = slow.local(up).into_iter().collect();
                prop_assert_eq!(local(&net, &weights, direction), wanted);
            }
        }

        #[test]
        fn the_global_path_has_the_greatest_sum(net in net(10, 26), count in counts()) {
            let weights = traversal_weights(&net, count);
            let slow = Slow::of(&net, &weights);
            let path = global(&net, &weights);
            let most = slow.edges.iter().map(|e| slow.greatest(e.0, false)).max().unwrap_or(0);
            prop_assert_eq!(slow.sum(&path), most);
            // Upwards, each edge begins in the component where the one before it ended.
            let part = |place| component(&net, place).start;
            prop_assert!(path.windows(2).all(|pair| part(pair[0].0) == part(pair[1].1)));
            if let (Some(first), Some(last)) = (path.first(), path.last()) {
                prop_assert!(slow.leaving(part(first.1), false).is_empty());
                prop_assert!(slow.leaving(part(last.0), true).is_empty());
            }
        }

        #[test]
        fn key_routes_follow_the_definition(net in net(10, 26), count in counts(), most in 0usize..4) {
            let weights = traversal_weights(&net, count);
            let slow = Slow::of(&net, &weights);
            let keys = slow.keys(most);
            let mut wanted = slow.grown(keys.clone(), true);
            wanted.append(&mut slow.grown(keys.clone(), false));
            let given = key_routes(&net, &weights, most, Search::Local);
            prop_assert_eq!(&given, &wanted.into_iter().collect::<Vec<_>>());
            let given = key_routes(&net, &weights, most, Search::Global);
            if let [key] = keys[..] {
                let sum = key.3 + slow.greatest(key.0, true) + slow.greatest(key.1, false);
                prop_assert_eq!(slow.sum(&given), sum);
            }
            prop_assert!(keys.iter().all(|key| given.contains(&key.2)));
            let edge = |pair: &(u32, u32)| slow.edges.iter().find(|e| e.2 == *pair).copied();
            for (lower, upper, ..) in given.iter().filter_map(edge).map(|e| (e.1, e.0)) {
                for (part, up) in [(lower, false), (upper, true)] {
                    let on: Vec<_> = slow.leaving(part, up);
                    // Every path is whole: from each of its nodes it goes on while there is an edge.
                    prop_assert!(on.is_empty() || on.iter().any(|e| given.contains(&e.2)));
                }
            }
        }
    }

    /// Sums of weights beyond the range of a double: two lines of diamonds of different length side by side.
    #[test]
    fn the_path_follows_the_longer_line_of_diamonds() {
        let mut edges = Vec::new();
        for (begin, diamonds) in [(0, 1100), (4000, 1101)] {
            for k in 1..=diamonds {
                let (top, low) = (begin + 3 * k, begin + 3 * k - 3);
                edges.extend([(top, top - 1), (top, top - 2), (top - 1, low), (top - 2, low)]);
            }
        }
        let (net, _) = Net::of(8000, &edges);
        let path = global(&net, &traversal_weights(&net, Count::Spc));
        assert_eq!((path.len(), path[0]), (2202, (4001, 4000)));
    }
}
