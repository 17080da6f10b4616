//! Random nets, and slow obvious answers about them, for tests.

use std::num::NonZeroUsize;

use proptest::prelude::*;

use crate::graph::Net;

/// Nets of up to `most` nodes: acyclic or with knots, sparse or dense, with nodes that no edge touches.
pub(super) fn any_net(most: u32) -> impl Strategy<Value = Net> {
    (1..=most, 0u32..3, 1usize..5).prop_flat_map(|(nodes, shape, density)| {
        proptest::collection::vec((0..nodes, 0..nodes), 0..=nodes as usize * density).prop_map(move |pairs| {
            // Without cycles; with a few that span few nodes; with any.
            let turned = |at: usize, (s, t): (u32, u32)| match shape {
                0 => (s.max(t), s.min(t)),
                1 if !at.is_multiple_of(8) || s.abs_diff(t) > 3 => (s.max(t), s.min(t)),
                _ => (s, t),
            };
            let edges: Vec<(u32, u32)> = pairs.into_iter().enumerate().map(|(at, e)| turned(at, e)).collect();
            Net::of(nodes as usize, &edges).0
        })
    })
}

/// Returns a number of threads.
pub(super) fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).expect("work is done by one thread at least")
}

/// Distances and numbers of shortest paths between all pairs.
pub(super) struct Oracle {
    nodes: usize,
    distance: Vec<usize>,
    paths: Vec<f64>,
}

impl Oracle {
    pub(super) fn of(net: &Net) -> Oracle {
        let nodes = net.node_count();
        let mut oracle =
            Oracle { nodes, distance: vec![usize::MAX; nodes * nodes], paths: vec![0.0; nodes * nodes] };
        for s in 0..nodes {
            // walks[v] is the number of walks of one length from s to v; the first that are any are the shortest paths.
            let mut walks = vec![0.0; nodes];
            walks[s] = 1.0;
            for length in 0..nodes {
                for (v, walks) in walks.iter().enumerate() {
                    if *walks > 0.0 && oracle.distance[s * nodes + v] == usize::MAX {
                        oracle.distance[s * nodes + v] = length;
                        oracle.paths[s * nodes + v] = *walks;
                    }
                }
                let mut next = vec![0.0; nodes];
                net.edges().for_each(|(v, t)| next[t as usize] += walks[v as usize]);
                walks = next;
            }
        }
        oracle
    }

    /// Returns the number of citations from one place to another, if there is a way.
    pub(super) fn distance(&self, from: usize, to: usize) -> Option<usize> {
        Some(self.distance[from * self.nodes + to]).filter(|d| *d != usize::MAX)
    }

    /// Returns the number of shortest paths from one place to another.
    pub(super) fn paths(&self, from: usize, to: usize) -> f64 {
        self.paths[from * self.nodes + to]
    }
}
