//! Betweenness: on how many shortest paths between others a node lies.

use std::num::NonZeroUsize;
use std::ops::Range;

use super::chunks::in_pieces;
use super::near_paths::{MOST, Near};
use super::pivots::pivots;
use super::wide_paths::add_dependencies;
use crate::graph::Net;
use crate::query::stretches::{Stretch, stretches};

/// Returns the betweenness of every place: the sum over all pairs of other nodes s and t of the share of the shortest
/// paths from s to t, along citations, that pass through it.
///
/// Freeman 1977, *A set of measures of centrality based on betweenness*; the dependencies of one source on all nodes
/// are added up as in Brandes 2001, *A faster algorithm for betweenness centrality*. Directed, not normalised, ends
/// excluded; a pair without a path counts nothing. A node that cites nothing or that nobody cites has 0, and so has a
/// node without edges: a graph reduced to those that are touched gives the same values. Cycles need no care: shortest
/// paths never go round.
///
/// A source that reaches at most 1024 places is followed alone, over these and no others. Of the rest, sixteen are
/// followed at once: along places in topological order one pass downwards finds distances and numbers of shortest paths of
/// all sixteen, and one pass upwards the dependencies; in a knot nodes are taken by distance. Numbers of paths are `f64`,
/// exact up to 2^53 and rounded beyond; a batch in which one exceeds 10^300 or a distance exceeds 253 is done anew source
/// by source with numbers that have an exponent of their own, so that no value is ever infinite. Sources are cut into 16
/// pieces whose sums are added in order: the result has the same bytes on any number of threads.
///
/// Time O(|V| |E|), for a source that reaches few places O(edges among these); space O(|V|) for each thread (about 150
/// bytes a node).
///
/// # Examples
///
/// 4 cites 3 and 2, which both cite 1, which cites 0. Through 1 go the paths to 0 from 2, 3 and 4; through 2 half of
/// those from 4 to 1 and from 4 to 0.
///
/// ```
/// use std::num::NonZeroUsize;
/// use travaux::graph::Net;
/// use travaux::query::centrality::betweenness;
///
/// let (net, _) = Net::of(5, &[(4, 3), (4, 2), (3, 1), (2, 1), (1, 0)]);
/// assert_eq!(betweenness(&net, NonZeroUsize::MIN), [0.0, 3.0, 1.0, 1.0, 0.0]);
/// ```
pub fn betweenness(net: &Net, threads: NonZeroUsize) -> Vec<f64> {
    let sources: Vec<u32> = (0..net.node_count() as u32).collect();
    from_sources(net, &sources, CUT, threads)
}

/// Returns the betweenness of every place as estimated from `count` pivots: n/k times the dependencies of k sources
/// drawn by lot.
///
/// Brandes and Pich 2007, *Centrality estimation in large networks*; the estimate has the true value as its mean. One
/// source adds at most n − 2 to a node, so that with [`pivot_error`](super::pivot_error) ε, all values are within
/// ε n (n − 2) of the exact ones except with the given chance. The same seed draws the same pivots. If `count` is n or
/// more, this is [`betweenness`]. In all else as there.
///
/// Time O(k |E|), space O(|V|) for each thread.
///
/// # Examples
///
/// ```
/// use std::num::NonZeroUsize;
/// use travaux::graph::Net;
/// use travaux::query::centrality::{betweenness, betweenness_sampled};
///
/// let (net, _) = Net::of(4, &[(3, 2), (2, 1), (1, 0)]);
/// let threads = NonZeroUsize::MIN;
/// assert_eq!(betweenness_sampled(&net, 4, 7, threads), betweenness(&net, threads));
/// // One pivot: 3 adds 2 to node 2, which lies between it and two others, and 1 to node 1.
/// let one = betweenness_sampled(&net, 1, 7, threads);
/// assert!([[0.0, 4.0, 8.0, 0.0], [0.0, 4.0, 0.0, 0.0], [0.0; 4]].iter().any(|possible| one == possible));
/// ```
pub fn betweenness_sampled(net: &Net, count: usize, seed: u64, threads: NonZeroUsize) -> Vec<f64> {
    let sources = pivots(net.node_count(), count, seed);
    let mut scores = from_sources(net, &sources, CUT, threads);
    if sources.len() < net.node_count() {
        let scale = net.node_count() as f64 / sources.len().max(1) as f64;
        scores.iter_mut().for_each(|score| *score *= scale);
    }
    scores
}

/// Sources that are followed side by side: a row of distances fills one register of the smallest x86-64.
const LANES: usize = 16;

/// How sources are divided.
#[derive(Clone, Copy)]
struct Cut {
    /// Parts into which sources are cut, whatever the number of threads.
    pieces: usize,
    /// The most places that a source reaches which is followed alone.
    near: usize,
}

const CUT: Cut = Cut { pieces: 16, near: MOST };

/// Returns the sum of the dependencies of some sources, ascending, on every place.
fn from_sources(net: &Net, sources: &[u32], cut: Cut, threads: NonZeroUsize) -> Vec<f64> {
    let mut scores = vec![0.0; net.node_count()];
    let piece = |batches: Range<usize>| {
        let mut part = vec![0.0; net.node_count()];
        let mut near = Near::of(net, cut.near);
        let mut far = sources[batches.start * LANES..sources.len().min(batches.end * LANES)].to_vec();
        far.retain(|source| !near.add_dependencies(*source, &mut part));
        drop(near);
        if !far.is_empty() {
            from_far(net, &far, &mut part);
        }
        part
    };
    in_pieces(sources.len().div_ceil(LANES), cut.pieces, threads, piece, |part| {
        scores.iter_mut().zip(part).for_each(|(score, more)| *score += more);
    });
    scores
}

/// Adds the dependencies of some sources, ascending, on every place to `scores`.
fn from_far(net: &Net, sources: &[u32], scores: &mut [f64]) {
    let mut lanes = Lanes::of(net);
    for batch in sources.chunks(LANES) {
        if lanes.down(batch).is_ok() {
            lanes.up(batch, scores);
        } else {
            batch.iter().for_each(|source| add_dependencies(net, *source, scores));
        }
    }
}

/// Distances from sixteen sources.
type Hops = [u8; LANES];
/// One number for each of sixteen sources.
type Row = [f64; LANES];

/// The distance of what is not reached.
const FAR: u8 = u8::MAX;
/// A distance that no node has.
const NEVER: u8 = FAR - 1;
/// Above this, numbers of paths have no precise inverse.
const MOST_PATHS: f64 = 1e300;

/// Says that a distance or a number of paths does not fit.
struct Unfit;

/// What is known of all places from sixteen sources.
struct Lanes<'a> {
    net: &'a Net,
    stretches: Vec<Stretch>,
    /// The distance of each place.
    hops: Vec<Hops>,
    /// σ on the way down: the number of shortest paths to each place. On the way up it is replaced by
    /// 1/σ + Σ of the same over those it leads to, which is (1 + δ)/σ for the dependency δ of Brandes.
    values: Vec<Row>,
    /// The nodes of knots by distance, in the order in which they were reached.
    visits: Vec<(u8, u32)>,
    /// Where the visits of each knot begin, last knot first.
    begins: Vec<usize>,
    /// The places that the sources may reach.
    reach: Range<u32>,
}

impl<'a> Lanes<'a> {
    fn of(net: &'a Net) -> Lanes<'a> {
        Lanes {
            net,
            stretches: stretches(net, 0..net.node_count() as u32),
            hops: vec![[FAR; LANES]; net.node_count()],
            values: vec![[0.0; LANES]; net.node_count()],
            visits: Vec::new(),
            begins: Vec::new(),
            reach: 0..0,
        }
    }

    /// Finds distances and numbers of paths. Rows above the reach are still as they were at first, because sources
    /// ascend from batch to batch; rows below are never read.
    fn down(&mut self, sources: &[u32]) -> Result<(), Unfit> {
        let (Some(&first), Some(&last)) = (sources.first(), sources.last()) else { return Ok(()) };
        self.visits.clear();
        self.begins.clear();
        self.reach = first..last + 1;
        let mut waiting = sources.len();
        for at in (0..self.stretches.len()).rev() {
            match self.stretches[at].clone() {
                Stretch::Plain(range) => {
                    for place in (range.start..range.end.min(last + 1)).rev() {
                        if place < self.reach.start {
                            break;
                        }
                        let lane = (waiting > 0 && sources[waiting - 1] == place).then(|| {
                            waiting -= 1;
                            waiting
                        });
                        self.enter(place, place + 1, lane)?;
                    }
                }
                Stretch::Knot(range) if range.start <= last && range.end > self.reach.start => {
                    self.reach.end = self.reach.end.max(range.end);
                    self.reach.start = self.reach.start.min(range.start);
                    for place in range.clone().rev() {
                        let lane = (waiting > 0 && sources[waiting - 1] == place).then(|| {
                            waiting -= 1;
                            waiting
                        });
                        self.enter(place, range.end, lane)?;
                    }
                    self.untie(range)?;
                }
                Stretch::Knot(_) => {}
            }
        }
        Ok(())
    }

    /// Computes the row of a place from those places from `above` that cite it.
    fn enter(&mut self, place: u32, above: u32, source: Option<usize>) -> Result<(), Unfit> {
        let citing = between(self.net.cited_by(place), above, self.reach.end);
        let mut near = [FAR; LANES];
        for u in citing {
            let hops = &self.hops[*u as usize];
            (0..LANES).for_each(|l| near[l] = near[l].min(hops[l]));
        }
        let mut hops = near.map(|near| near.saturating_add(1));
        if let Some(lane) = source {
            hops[lane] = 0;
        }
        self.hops[place as usize] = hops;
        if hops == [FAR; LANES] {
            self.values[place as usize] = [0.0; LANES];
            return Ok(());
        }
        let wanted = near.map(|near| if near == FAR { NEVER } else { near });
        let mut paths = [0.0; LANES];
        for u in citing {
            add_where(&mut paths, &self.hops[*u as usize], &wanted, &self.values[*u as usize]);
        }
        if let Some(lane) = source {
            paths[lane] = 1.0;
        }
        self.values[place as usize] = paths;
        if let Some(lowest) = self.net.cites(place).first() {
            self.reach.start = self.reach.start.min(*lowest);
        }
        let unfit = hops.contains(&NEVER) | paths.iter().any(|paths| *paths > MOST_PATHS);
        if unfit { Err(Unfit) } else { Ok(()) }
    }

    /// Follows citations within a knot, whose rows hold what comes from outside, in the order of distances.
    fn untie(&mut self, knot: Range<u32>) -> Result<(), Unfit> {
        self.begins.push(self.visits.len());
        let mut arrivals: Vec<(u8, u32)> = Vec::new();
        for place in knot.clone() {
            arrivals.extend(self.hops[place as usize].iter().filter(|h| **h != FAR).map(|h| (*h, place)));
        }
        arrivals.sort_unstable();
        arrivals.dedup();
        let mut arrivals = arrivals.into_iter().peekable();
        let mut now: Vec<u32> = Vec::new();
        let mut next: Vec<u32> = Vec::new();
        let mut distance = 0;
        loop {
            if now.is_empty() {
                let Some((nearest, _)) = arrivals.peek() else { break };
                distance = *nearest;
            }
            while let Some((_, place)) = arrivals.next_if(|(hops, _)| *hops == distance) {
                now.push(place);
            }
            now.sort_unstable();
            now.dedup();
            for place in now.drain(..) {
                let at = place as usize;
                if !self.hops[at].contains(&distance) {
                    continue;
                }
                self.visits.push((distance, place));
                for target in between(self.net.cites(place), knot.start, knot.end) {
                    let to = *target as usize;
                    let mut reached = false;
                    for lane in 0..LANES {
                        let paths = self.values[at][lane];
                        if self.hops[at][lane] != distance || self.hops[to][lane] <= distance {
                        } else if self.hops[to][lane] == distance + 1 {
                            self.values[to][lane] += paths;
                        } else {
                            self.hops[to][lane] = distance + 1;
                            self.values[to][lane] = paths;
                            reached = true;
                        }
                        if self.values[to][lane] > MOST_PATHS {
                            return Err(Unfit);
                        }
                    }
                    if reached {
                        next.push(*target);
                    }
                }
            }
            std::mem::swap(&mut now, &mut next);
            distance += 1;
            if distance == NEVER {
                return if now.is_empty() { Ok(()) } else { Err(Unfit) };
            }
        }
        for place in knot {
            if self.hops[place as usize] != [FAR; LANES]
                && let Some(lowest) = self.net.cites(place).first()
            {
                self.reach.start = self.reach.start.min(*lowest);
            }
        }
        Ok(())
    }

    /// Adds the dependencies of the sources on all places, other than themselves, to `scores`.
    fn up(&mut self, sources: &[u32], scores: &mut [f64]) {
        let mut begun = 0;
        for at in 0..self.stretches.len() {
            match self.stretches[at].clone() {
                Stretch::Plain(range) => {
                    for place in range.start.max(self.reach.start)..range.end.min(self.reach.end) {
                        let lane = (sources.get(begun) == Some(&place)).then_some(begun);
                        begun += usize::from(lane.is_some());
                        let hops = self.hops[place as usize];
                        if hops != [FAR; LANES] {
                            let wanted = hops.map(|h| if h == FAR { NEVER } else { h + 1 });
                            scores[place as usize] += self.leave(place, &hops, &wanted, lane);
                        }
                    }
                }
                Stretch::Knot(range) if range.start >= self.reach.start && range.end <= self.reach.end => {
                    let own = sources[begun..].iter().take_while(|s| range.contains(s)).count();
                    let begin = self.begins.pop().expect("every knot in reach was entered on the way down");
                    for at in (begin..self.visits.len()).rev() {
                        let (distance, place) = self.visits[at];
                        let hops = self.hops[place as usize].map(|h| if h == distance { h } else { FAR });
                        let wanted = hops.map(|h| if h == FAR { NEVER } else { h + 1 });
                        let lane = sources[begun..begun + own].iter().position(|s| *s == place);
                        scores[place as usize] += self.leave(place, &hops, &wanted, lane.map(|l| l + begun));
                    }
                    self.visits.truncate(begin);
                    begun += own;
                }
                Stretch::Knot(_) => {}
            }
        }
    }

    /// Turns the numbers of paths of a place into what those that cite it ask for, where `hops` says that it is reached,
    /// and returns the sum of the dependencies on it.
    fn leave(&mut self, place: u32, hops: &Hops, wanted: &Hops, source: Option<usize>) -> f64 {
        let mut shares = [0.0; LANES];
        for t in self.net.cites(place) {
            add_where(&mut shares, &self.hops[*t as usize], wanted, &self.values[*t as usize]);
        }
        let value = &mut self.values[place as usize];
        let mut dependencies = [0.0; LANES];
        for lane in 0..LANES {
            dependencies[lane] = value[lane] * shares[lane];
            let changed = 1.0 / value[lane] + shares[lane];
            value[lane] = if hops[lane] == FAR { value[lane] } else { changed };
        }
        if let Some(lane) = source {
            dependencies[lane] = 0.0;
        }
        dependencies.iter().sum()
    }
}

/// Adds the values of those lanes whose distance is the wanted one.
#[inline(always)]
fn add_where(sums: &mut Row, hops: &Hops, wanted: &Hops, values: &Row) {
    let mut mask = [0u8; LANES];
    for l in 0..LANES {
        mask[l] = if hops[l] == wanted[l] { u8::MAX } else { 0 };
    }
    if mask != [0; LANES] {
        for l in 0..LANES {
            // All bits or none: a comparison here is turned into branches, this into one instruction for two lanes.
            let all_or_none = i64::from(mask[l] as i8) as u64;
            sums[l] += f64::from_bits(values[l].to_bits() & all_or_none);
        }
    }
}

/// Returns those of ascending places that lie from `from` to before `to`.
fn between(places: &[u32], from: u32, to: u32) -> &[u32] {
    // Most rows lie within as a whole.
    let end = if places.last().is_none_or(|p| *p < to) {
        places.len()
    } else {
        places.partition_point(|p| *p < to)
    };
    let begin =
        if places.first().is_none_or(|p| *p >= from) { 0 } else { places.partition_point(|p| *p < from) };
    &places[begin.min(end)..end]
}

#[cfg(test)]
mod tests {
    use super::super::samples::{Oracle, any_net, threads};
    use super::*;
    use proptest::prelude::*;

    /// From the definition: σ(s, v) σ(v, t) / σ(s, t) for each pair, wherever v lies on the way.
    fn slow(net: &Net) -> Vec<f64> {
        let oracle = Oracle::of(net);
        let nodes = net.node_count();
        let mut scores = vec![0.0; nodes];
        for s in 0..nodes {
            for t in 0..nodes {
                for v in (0..nodes).filter(|v| *v != s && *v != t && s != t) {
                    let (Some(whole), Some(one), Some(two)) =
                        (oracle.distance(s, t), oracle.distance(s, v), oracle.distance(v, t))
                    else {
                        continue;
                    };
                    if one + two == whole {
                        scores[v] += oracle.paths(s, v) * oracle.paths(v, t) / oracle.paths(s, t);
                    }
                }
            }
        }
        scores
    }

    fn close(given: &[f64], expected: &[f64]) -> bool {
        given.len() == expected.len()
            && given.iter().zip(expected).all(|(a, b)| (a - b).abs() <= 1e-9 * b.abs().max(1.0))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn it_is_that_of_the_definition_on_any_number_of_threads(net in any_net(24)) {
            let given = betweenness(&net, threads(1));
            prop_assert!(close(&given, &slow(&net)), "{given:?}");
            prop_assert_eq!(&betweenness(&net, threads(3)), &given);
        }

        #[test]
        fn however_sources_are_divided_it_is_the_same(net in any_net(40), near in 0usize..42) {
            let sources: Vec<u32> = (0..net.node_count() as u32).collect();
            let mut expected = vec![0.0; sources.len()];
            sources.iter().for_each(|source| add_dependencies(&net, *source, &mut expected));
            // In one piece rows are used again from batch to batch.
            for cut in [Cut { near: 0, pieces: 1 }, Cut { near, pieces: 1 }, Cut { near, pieces: 16 }] {
                let given = from_sources(&net, &sources, cut, threads(1));
                prop_assert!(close(&given, &expected), "{given:?} {expected:?}");
            }
            let cut = Cut { near, pieces: 16 };
            let given = from_sources(&net, &sources, cut, threads(1));
            prop_assert_eq!(&from_sources(&net, &sources, cut, threads(3)), &given);
        }

        #[test]
        fn plain_search_agrees(net in any_net(20)) {
            let mut given = vec![0.0; net.node_count()];
            (0..net.node_count() as u32).for_each(|s| add_dependencies(&net, s, &mut given));
            prop_assert!(close(&given, &slow(&net)));
        }

        #[test]
        fn pivots_give_their_share(net in any_net(24), count in 0usize..30, seed in 0u64..4) {
            let nodes = net.node_count();
            let drawn = pivots(nodes, count, seed);
            let mut expected = vec![0.0; nodes];
            drawn.iter().for_each(|s| add_dependencies(&net, *s, &mut expected));
            expected.iter_mut().for_each(|e| *e *= nodes as f64 / drawn.len().max(1) as f64);
            prop_assert!(close(&betweenness_sampled(&net, count, seed, threads(2)), &expected));
        }
    }

    /// In a ring of n nodes v lies between s and t for (n − 1)(n − 2)/2 of the pairs; distances exceed those of a lane
    /// when n > 254.
    #[test]
    fn long_rings_and_chains_are_done_source_by_source() {
        for n in [10u32, 254, 255, 256, 300] {
            let both = |net: &Net, expected: &[f64]| {
                let sources: Vec<u32> = (0..n).collect();
                for near in [0, MOST] {
                    let given = from_sources(net, &sources, Cut { near, ..CUT }, threads(2));
                    assert!(close(&given, expected), "{n} {near} {given:?}");
                }
            };
            let ring: Vec<(u32, u32)> = (0..n).map(|v| (v, (v + 1) % n)).collect();
            let expected = f64::from((n - 1) * (n - 2) / 2);
            both(&Net::of(n as usize, &ring).0, &vec![expected; n as usize]);
            let chain: Vec<(u32, u32)> = (1..n).map(|v| (v, v - 1)).collect();
            let expected: Vec<f64> = (0..n).map(|v| f64::from(v * (n - 1 - v))).collect();
            both(&Net::of(n as usize, &chain).0, &expected);
        }
    }

    #[test]
    fn numbers_of_paths_beyond_floating_point_are_no_harm() {
        // 160 layers of 100 nodes would be large; 20 nodes in each of 240 layers give 20^238 > 10^308 paths.
        let (width, layers) = (20u32, 240u32);
        let mut edges = Vec::new();
        for layer in 1..layers {
            for (a, b) in (0..width).flat_map(|a| (0..width).map(move |b| (a, b))) {
                edges.push((layer * width + a, (layer - 1) * width + b));
            }
        }
        let net = Net::of((width * layers) as usize, &edges).0;
        let mut given = vec![0.0; net.node_count()];
        let source = layers * width - 1;
        add_dependencies(&net, source, &mut given);
        // From the last layer, each node of layer l carries a width-th part of the paths to all layers below.
        for (at, value) in given.iter().enumerate() {
            let layer = at as u32 / width;
            let expected = if layer == layers - 1 { 0.0 } else { f64::from(layer) };
            assert!((value - expected).abs() < 1e-9 * expected.max(1.0), "{at} {value} {expected}");
        }
        let sampled = betweenness_sampled(&net, 2, 3, threads(1));
        assert!(sampled.iter().all(|score| score.is_finite()));
        let mut lanes = Lanes::of(&net);
        assert!(lanes.down(&[source]).is_err());
    }
}
