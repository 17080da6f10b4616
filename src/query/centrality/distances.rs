//! Distances from many sources at once, added up at the nodes that they reach.

use std::num::NonZeroUsize;

use super::chunks::in_pieces;
use crate::graph::Net;

/// What the distances to every place, from those sources that reach it and are not it, add up to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Distances {
    /// Their number.
    pub(super) reached: Vec<u32>,
    /// Their sum.
    pub(super) total: Vec<u64>,
    /// The sum of their inverses.
    pub(super) harmonic: Vec<f64>,
}

/// Words of the set of sources that reach a node, where there are more of them than a word has bits.
const WORDS: usize = 4;
/// Parts into which sources are cut, whatever the number of threads.
const PIECES: usize = 16;

/// From this part of all places on, they are taken up in the order of memory rather than of arrival.
const DENSE: usize = 16;

/// Adds up the distances along citations from distinct sources.
///
/// Breadth-first search from 256 sources side by side, one bit each: Then, Kaufmann, Chirigati, Hoang-Vu, Pham,
/// Kemper, Neumann and Vo 2014, *The more the merrier: efficient multi-source graph traversal*. A node is taken up once
/// for each distance at which some sources come to it; how many they are is a count of bits. Inverses are added in the
/// order of batches and distances, within 16 pieces that are then added in order: the same on any number of threads.
///
/// Up to 64 sources are one word, and a quarter of the memory is read.
///
/// Time O(|sources| |E|) at worst, a 256th of that where the sources of a batch come to all nodes at the same distances;
/// space O(|V|) for each thread.
pub(super) fn distances(net: &Net, sources: &[u32], threads: NonZeroUsize) -> Distances {
    match sources.len() {
        0..=64 => of_batches::<1>(net, sources, threads),
        _ => of_batches::<WORDS>(net, sources, threads),
    }
}

/// For batches of so many words of sources.
fn of_batches<const W: usize>(net: &Net, sources: &[u32], threads: NonZeroUsize) -> Distances {
    let batches: Vec<&[u32]> = sources.chunks(64 * W).collect();
    let mut sums = Distances::none(net.node_count());
    in_pieces(
        batches.len(),
        PIECES,
        threads,
        |range| {
            let mut part = Distances::none(net.node_count());
            let mut search = Search::<W>::of(net);
            batches[range].iter().for_each(|batch| search.run(batch, &mut part));
            part
        },
        |part| sums.add(&part),
    );
    sums
}

impl Distances {
    fn none(nodes: usize) -> Distances {
        Distances { reached: vec![0; nodes], total: vec![0; nodes], harmonic: vec![0.0; nodes] }
    }

    fn add(&mut self, other: &Distances) {
        self.reached.iter_mut().zip(&other.reached).for_each(|(sum, more)| *sum += more);
        self.total.iter_mut().zip(&other.total).for_each(|(sum, more)| *sum += more);
        self.harmonic.iter_mut().zip(&other.harmonic).for_each(|(sum, more)| *sum += more);
    }
}

/// One search, whose space is used again.
struct Search<'a, const W: usize> {
    net: &'a Net,
    /// The sources that have come to each place, those that did so in the last step, and those that now do.
    seen: Vec<[u64; W]>,
    front: Vec<[u64; W]>,
    coming: Vec<[u64; W]>,
    /// The places to which some came in the last step, and those to which some now come.
    places: Vec<u32>,
    next: Vec<u32>,
}

impl<'a, const W: usize> Search<'a, W> {
    fn of(net: &'a Net) -> Search<'a, W> {
        let none = vec![[0; W]; net.node_count()];
        Search {
            net,
            seen: none.clone(),
            front: none.clone(),
            coming: none,
            places: Vec::new(),
            next: Vec::new(),
        }
    }

    fn run(&mut self, sources: &[u32], sums: &mut Distances) {
        self.seen.fill([0; W]);
        self.places.clear();
        for (lane, source) in sources.iter().enumerate() {
            let at = *source as usize;
            self.seen[at][lane / 64] |= 1 << (lane % 64);
            self.front[at] = self.seen[at];
            self.places.push(*source);
        }
        let mut distance = 0u32;
        while !self.places.is_empty() {
            distance += 1;
            for place in &self.places {
                let front = self.front[*place as usize];
                for target in self.net.cites(*place) {
                    let coming = &mut self.coming[*target as usize];
                    if *coming == [0; W] {
                        self.next.push(*target);
                    }
                    (0..W).for_each(|w| coming[w] |= front[w]);
                }
            }
            self.places.clear();
            let mut next = std::mem::take(&mut self.next);
            if next.len() > self.net.node_count() / DENSE {
                (0..self.net.node_count() as u32).for_each(|place| self.arrive(place, distance, sums));
            } else {
                next.iter().for_each(|place| self.arrive(*place, distance, sums));
            }
            next.clear();
            self.next = next;
        }
    }

    /// Counts the sources that now come to a place for the first time.
    fn arrive(&mut self, place: u32, distance: u32, sums: &mut Distances) {
        let at = place as usize;
        let mut new = std::mem::replace(&mut self.coming[at], [0; W]);
        (0..W).for_each(|w| new[w] &= !self.seen[at][w]);
        let count: u32 = new.iter().map(|word| word.count_ones()).sum();
        if count > 0 {
            (0..W).for_each(|w| self.seen[at][w] |= new[w]);
            self.front[at] = new;
            self.places.push(place);
            sums.reached[at] += count;
            sums.total[at] += u64::from(count) * u64::from(distance);
            sums.harmonic[at] += f64::from(count) / f64::from(distance);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{any_net, threads};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// Small nets have no more sources than one word has bits.
        #[test]
        fn one_word_and_several_count_the_same(net in any_net(24), step in 1usize..4) {
            let sources: Vec<u32> = (0..net.node_count() as u32).step_by(step).collect();
            let narrow = of_batches::<1>(&net, &sources, NonZeroUsize::MIN);
            prop_assert_eq!(of_batches::<WORDS>(&net, &sources, NonZeroUsize::MIN), narrow);
        }
    }

    /// More sources than one batch or one piece of batches holds; v cites v/2, so that there is one way from each.
    #[test]
    fn batches_and_threads_add_up() {
        let nodes = 5_000u32;
        let tree: Vec<(u32, u32)> = (1..nodes).map(|v| (v, v / 2)).collect();
        let net = Net::of(nodes as usize, &tree).0;
        let all: Vec<u32> = (0..nodes).collect();
        let given = distances(&net, &all, NonZeroUsize::MIN);
        let mut expected = Distances::none(nodes as usize);
        for source in 0..nodes {
            let (mut place, mut distance) = (source as usize, 0);
            while place > 0 {
                place /= 2;
                distance += 1;
                expected.reached[place] += 1;
                expected.total[place] += distance;
            }
        }
        assert_eq!((&given.reached, &given.total), (&expected.reached, &expected.total));
        for count in [2, 3, 5] {
            assert_eq!(distances(&net, &all, threads(count)), given);
        }
    }
}
