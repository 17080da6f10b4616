//! Undirected graphs with weights, which shrink as communities are found.

use crate::graph::Net;

/// The other end of a tie, and its weight.
pub(super) trait Tie: Copy {
    fn other(self) -> u32;
    fn weight(self) -> u32;
}

/// A tie of weight 1.
impl Tie for u32 {
    fn other(self) -> u32 {
        self
    }

    fn weight(self) -> u32 {
        1
    }
}

impl Tie for (u32, u32) {
    fn other(self) -> u32 {
        self.0
    }

    fn weight(self) -> u32 {
        self.1
    }
}

/// An undirected graph: every tie stands at both of its ends. Weights are whole numbers, and so are all their sums.
pub(super) struct Ties<T> {
    start: Vec<u32>,
    ties: Vec<T>,
    /// The sum of the weights at each node, those inside it twice.
    strength: Vec<u32>,
}

impl<T: Tie> Ties<T> {
    pub(super) fn node_count(&self) -> usize {
        self.strength.len()
    }

    /// Returns the sum of the weights at a node, those inside it twice.
    pub(super) fn strength(&self, node: u32) -> u32 {
        self.strength[node as usize]
    }

    /// Returns the ties of a node to others.
    pub(super) fn of(&self, node: u32) -> &[T] {
        let node = node as usize;
        &self.ties[self.start[node] as usize..self.start[node + 1] as usize]
    }

    /// Returns the greatest number of ties of a node.
    pub(super) fn most(&self) -> usize {
        self.start.windows(2).map(|ends| (ends[1] - ends[0]) as usize).max().unwrap_or(0)
    }

    /// Makes one node of each part, numbered from 0 to `count`: parts are tied by the sum of the ties between them.
    ///
    /// Time O(|V| + |E|), space O(|V| + |E|).
    pub(super) fn joined(&self, parts: &[u32], count: usize) -> Ties<(u32, u32)> {
        let mut next = vec![0u32; count + 1];
        parts.iter().for_each(|part| next[*part as usize + 1] += 1);
        for at in 1..next.len() {
            next[at] += next[at - 1];
        }
        let begins = next.clone();
        let mut members = vec![0u32; parts.len()];
        for (node, part) in parts.iter().enumerate() {
            members[next[*part as usize] as usize] = node as u32;
            next[*part as usize] += 1;
        }
        // Pages of memory that stay empty cost nothing.
        let mut ties = Vec::with_capacity(self.ties.len());
        let mut start = Vec::with_capacity(count + 1);
        let mut strength = Vec::with_capacity(count);
        start.push(0);
        let mut tally = Tally::new(count);
        for part in 0..count {
            let nodes = &members[begins[part] as usize..begins[part + 1] as usize];
            for node in nodes {
                self.of(*node).iter().for_each(|tie| tally.add(parts[tie.other() as usize], tie.weight()));
            }
            strength.push(nodes.iter().map(|node| self.strength(*node)).sum());
            tally.drain(|other, weight| {
                if other as usize != part {
                    ties.push((other, weight));
                }
            });
            start.push(ties.len() as u32);
        }
        Ties { start, ties, strength }
    }
}

impl Ties<u32> {
    /// Returns the ties of a net: each citation is one.
    ///
    /// # Panics
    ///
    /// If the net has 2^31 edges or more: the sums of all weights are below 2^32.
    pub(super) fn of_net(net: &Net) -> Ties<u32> {
        assert!(net.edge_count() < 1 << 31, "communities are found in nets of fewer than 2^31 edges");
        let nodes = net.node_count() as u32;
        let mut start = Vec::with_capacity(net.node_count() + 1);
        let mut ties = Vec::with_capacity(2 * net.edge_count());
        start.push(0);
        for node in 0..nodes {
            ties.extend_from_slice(net.cites(node));
            ties.extend_from_slice(net.cited_by(node));
            start.push(ties.len() as u32);
        }
        let strength = start.windows(2).map(|ends| ends[1] - ends[0]).collect();
        Ties { start, ties, strength }
    }
}

/// Sums of weights by number, of which few are touched at a time.
pub(super) struct Tally {
    weight: Vec<u32>,
    touched: Vec<u32>,
    count: usize,
}

impl Tally {
    /// For numbers below `numbers`.
    pub(super) fn new(numbers: usize) -> Tally {
        Tally { weight: vec![0; numbers], touched: vec![0; numbers + 1], count: 0 }
    }

    pub(super) fn add(&mut self, at: u32, weight: u32) {
        let sum = &mut self.weight[at as usize];
        // Whether a number is new cannot be foretold: no branch on it.
        self.touched[self.count] = at;
        self.count += usize::from(*sum == 0);
        *sum += weight;
    }

    /// Calls with every sum in the order in which it was first touched, and empties the tally.
    pub(super) fn drain(&mut self, mut visit: impl FnMut(u32, u32)) {
        for at in &self.touched[..self.count] {
            visit(*at, std::mem::take(&mut self.weight[*at as usize]));
        }
        self.count = 0;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::neighbours::tests::{matrix, nets};
    use super::*;

    /// The weights between nodes, and their strengths, of a graph that is asked tie by tie.
    fn told<T: Tie>(ties: &Ties<T>) -> (Vec<Vec<u32>>, Vec<u32>) {
        let nodes = ties.node_count();
        let mut weights = vec![vec![0; nodes]; nodes];
        for node in 0..nodes as u32 {
            assert!(ties.of(node).len() <= ties.most());
            for tie in ties.of(node) {
                weights[node as usize][tie.other() as usize] += tie.weight();
            }
        }
        (weights, (0..nodes as u32).map(|node| ties.strength(node)).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]
        #[test]
        fn parts_are_tied_by_the_sums_of_their_nodes(
            net in nets(9, 30), parts in proptest::collection::vec(0u32..4, 9)
        ) {
            let matrix = matrix(&net);
            let tie = |v: usize, u: usize| u32::from(matrix[v][u]) + u32::from(matrix[u][v]);
            let ties = Ties::of_net(&net);
            let nodes = net.node_count();
            let single: Vec<Vec<u32>> = (0..nodes).map(|v| (0..nodes).map(|u| tie(v, u)).collect()).collect();
            let degrees: Vec<u32> = single.iter().map(|row| row.iter().sum()).collect();
            prop_assert_eq!(told(&ties), (single.clone(), degrees.clone()));

            let mut joined = (vec![vec![0; 4]; 4], vec![0; 4]);
            for v in 0..nodes {
                let part = parts[v] as usize;
                joined.1[part] += degrees[v];
                for u in (0..nodes).filter(|u| parts[*u] != parts[v]) {
                    joined.0[part][parts[u] as usize] += single[v][u];
                }
            }
            let once = ties.joined(&parts[..nodes], 4);
            prop_assert_eq!(told(&once), joined.clone());
            // And of weights: all in one part, tied to nothing.
            prop_assert_eq!(told(&once.joined(&[0; 4], 1)), (vec![vec![0]], vec![joined.1.iter().sum::<u32>()]));
            prop_assert_eq!(told(&once.joined(&[0, 1, 2, 3], 4)), joined);
        }
    }
}
