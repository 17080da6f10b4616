//! Places of nodes and edges in a graph.

/// Place of a node in its graph; nodes are numbered in the order of their ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeIdx(u32);

/// Place of an edge in its graph; edges are numbered in the order of source, target and relation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeIdx(u32);

impl NodeIdx {
    pub(super) fn of(place: usize) -> Self {
        Self(u32::try_from(place).expect("a graph has fewer than 2^32 nodes"))
    }

    /// Returns the place as a number below the node count, for arrays with a slot per node.
    pub fn place(self) -> usize {
        self.0 as usize
    }

    pub(super) fn of_number(number: u32) -> Self {
        Self(number)
    }

    pub(super) fn number(self) -> u32 {
        self.0
    }
}

impl EdgeIdx {
    pub(super) fn of(place: usize) -> Self {
        Self(u32::try_from(place).expect("a graph has fewer than 2^32 edges"))
    }

    pub(super) fn of_number(number: u32) -> Self {
        Self(number)
    }

    /// Returns the place as a number below the edge count, for arrays with a slot per edge.
    pub fn place(self) -> usize {
        self.0 as usize
    }
}
