//! How much of a long list is shown.

use std::cmp::Reverse;
use std::str::FromStr;

use crate::graph::{Graph, NodeIdx};

/// How many places of one document are shown where not everything is.
const PLACES: usize = 3;

/// How many to list; all without a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Top(pub(super) Option<usize>);

impl FromStr for Top {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "all" => Ok(Top(None)),
            number => number
                .parse()
                .map(|n| Top(Some(n)))
                .map_err(|_| format!("'{number}' is neither a whole number nor 'all'")),
        }
    }
}

impl Top {
    /// Returns how many of so many are listed.
    pub(super) fn of(self, all: usize) -> usize {
        self.0.unwrap_or(all).min(all)
    }

    /// Returns how many places of each document are listed.
    pub(super) fn places(self) -> usize {
        if self.0.is_none() { usize::MAX } else { PLACES }
    }

    /// Returns those of a list that are shown, in the order of the list: the nearest, then those that most documents
    /// refer to.
    pub(super) fn pick<'a, T>(
        self,
        graph: &Graph,
        list: &'a [T],
        node: impl Fn(&T) -> (u32, NodeIdx),
    ) -> Vec<&'a T> {
        let mut order: Vec<usize> = (0..list.len()).collect();
        order.sort_by_cached_key(|at| {
            let (depth, node) = node(&list[*at]);
            let mut citing: Vec<NodeIdx> = graph.edges_in(node).map(|e| graph.edge(e).source).collect();
            citing.dedup();
            (depth, Reverse(citing.len()), *at)
        });
        order.truncate(self.of(list.len()));
        order.sort_unstable();
        order.into_iter().map(|at| &list[at]).collect()
    }
}
