//! Years to draw undated documents in.

use std::collections::BTreeMap;

use crate::graph::NodeIdx;

/// The likely years of nodes without a date, from their symbols. They place a node in a picture, where a document of
/// the 57th session is out of place among undated ones; no answer compares them but measures of age, and a chart that counts by years says
/// how many of its documents stand in such a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Years(BTreeMap<NodeIdx, u16>);

impl Years {
    /// Takes the likely years of some nodes.
    pub fn of_nodes(years: impl IntoIterator<Item = (NodeIdx, u16)>) -> Self {
        Self(years.into_iter().collect())
    }

    /// Returns the years by node.
    pub fn into_nodes(self) -> BTreeMap<NodeIdx, u16> {
        self.0
    }

    /// Returns the likely year of a node.
    pub fn of(&self, node: NodeIdx) -> Option<u16> {
        self.0.get(&node).copied()
    }
}
