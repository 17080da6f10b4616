//! The part of the graph around some nodes, without unpacking the rest.

use std::collections::BTreeSet;
use std::ops::Range;

use super::layout::{CITATIONS, DOCUMENTS, ORGANISATIONS};
use super::{Dataset, document_of, rows};
use crate::model::{EdgeRecord, NodeId, NodeRecord};

impl Dataset {
    /// Returns nodes and edges around some nodes; see [`Store::surroundings`](crate::store::Store::surroundings).
    pub fn surroundings(&self, of: &[NodeId]) -> Option<(Vec<NodeRecord>, Vec<EdgeRecord>)> {
        let table = &self.tables[CITATIONS];
        let (sources, targets) = (table.column(rows::SOURCE), table.column(rows::TARGET));
        let centre: BTreeSet<u32> = of.iter().flat_map(|id| self.family(id.as_str())).collect();
        if centre.is_empty() {
            return None;
        }
        // By number of the pool.
        let mut is_end = vec![false; self.pool.len()];
        centre.iter().for_each(|node| is_end[*node as usize] = true);
        let is_centre = is_end.clone();
        for (source, target) in sources.iter().zip(targets) {
            let (source, target) = (*source as usize, *target as usize);
            is_end[source] |= is_centre[target];
            is_end[target] |= is_centre[source];
        }
        let wanted = |row: &usize| is_centre[sources[*row] as usize] || is_end[targets[*row] as usize];
        let edges = self.edges_of((0..table.rows()).filter(wanted));
        let ends = (0..self.pool.len() as u32).filter(|node| is_end[*node as usize]);
        let nodes: BTreeSet<u32> = ends.flat_map(|node| self.family(self.pool.get(node))).collect();
        let cards = nodes.into_iter().filter_map(|node| self.row_of(node));
        Some((cards.map(|(layout, row)| self.card_at(layout, row).node).collect(), edges))
    }

    /// Returns a node, what lies in the same document, and the document, as numbers of the pool.
    fn family(&self, id: &str) -> impl Iterator<Item = u32> {
        let holder = document_of(id);
        let documents = self.tables[DOCUMENTS].column(0);
        let from = |text: &str| documents.partition_point(|cell| self.pool.get(*cell) < text);
        let inside: Range<usize> = from(&format!("{holder}#"))..from(&format!("{holder}$"));
        let itself = self.pool.find(holder).filter(|node| self.row_of(*node).is_some());
        itself.into_iter().chain(documents[inside].iter().copied())
    }

    /// Returns the table and the row of a node.
    pub(super) fn row_of(&self, node: u32) -> Option<(usize, usize)> {
        let find = |layout: usize| Some((layout, rows::rows_of(self.tables[layout].column(0), node).next()?));
        find(DOCUMENTS).or_else(|| find(ORGANISATIONS))
    }
}
