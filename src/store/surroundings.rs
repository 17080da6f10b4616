//! The part of the graph around some nodes, read from its rows.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Row;

use super::dataset::document_of;
use super::generation::GraphRecords;
use super::{Store, StoreError, row};
use crate::model::{EdgeRecord, NodeId, NodeRecord, Relation};

/// What stands around some nodes.
#[derive(Debug)]
pub enum Surroundings {
    /// None of the nodes is there.
    Nothing,
    /// More rows than may be read.
    TooMany,
    /// The nodes and edges.
    Few(GraphRecords),
}

/// What stands around some nodes while it is read.
struct Reading<'a> {
    store: &'a Store,
    /// How many rows may still be read.
    left: u32,
    nodes: BTreeMap<NodeId, NodeRecord>,
    edges: BTreeMap<(NodeId, NodeId, Relation), EdgeRecord>,
}

/// What is read of the nodes at the other end of edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// What is known of them.
    Bare,
    /// That, and everything that cites them: who is cited most can be told.
    Cited,
}

/// Which edges of a node.
#[derive(Clone, Copy)]
pub(super) enum Side {
    /// Those that leave it.
    Out,
    /// Those that lead to it.
    In,
}

impl Side {
    /// Returns the columns of the node itself and of the other end.
    fn ends(self) -> (&'static str, &'static str) {
        match self {
            Side::Out => ("source", "target"),
            Side::In => ("target", "source"),
        }
    }
}

impl Store {
    /// Returns the edges of a node on one side, by the name of the other end and relation.
    pub(super) fn edges_at(&self, name: &str, side: Side) -> Result<Vec<EdgeRecord>, StoreError> {
        let (near, far) = side.ends();
        let sql = format!(
            "SELECT source.name AS source, target.name AS target, m.relation AS relation,
                 sum(d.is_primary) AS weight
             FROM mentions AS m JOIN texts AS d ON d.id = m.document JOIN nodes AS source ON source.id = m.source
             JOIN nodes AS target ON target.id = m.target
             WHERE m.is_edge AND m.{near} = (SELECT id FROM nodes WHERE name = ?1)
             GROUP BY {far}.name, m.relation"
        );
        self.list("mentions", &sql, &[&name], row::edge)
    }

    /// Returns those of some nodes that the graph has, what lies in them and in what they lie, everything that an edge
    /// joins to these, and, where `ends` asks, how often that is cited.
    ///
    /// The graph of these records answers what is asked about the nodes and the edges at them as the whole graph does.
    /// Rows are counted before they are read, so that to find too many costs little.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn surroundings(&self, of: &[NodeId], ends: Ends, most: u32) -> Result<Surroundings, StoreError> {
        self.at_once(|| {
            let mut around =
                Reading { store: self, left: most, nodes: BTreeMap::new(), edges: BTreeMap::new() };
            around.nodes(of)?;
            let centre: Vec<NodeId> = around.nodes.keys().cloned().collect();
            if centre.is_empty() {
                return Ok(Surroundings::Nothing);
            }
            if !around.has_room(&centre, Side::Out)? || !around.has_room(&centre, Side::In)? {
                return Ok(Surroundings::TooMany);
            }
            for id in &centre {
                around.edges(id, Side::Out)?;
                around.edges(id, Side::In)?;
            }
            let others: BTreeSet<NodeId> =
                around.edges.keys().flat_map(|(source, target, _)| [source, target]).cloned().collect();
            let others: Vec<NodeId> = others.into_iter().filter(|id| !centre.contains(id)).collect();
            if ends == Ends::Cited && !around.has_room(&others, Side::In)? {
                return Ok(Surroundings::TooMany);
            }
            around.nodes(&others)?;
            for id in others.iter().filter(|_| ends == Ends::Cited) {
                around.edges(id, Side::In)?;
            }
            Ok(Surroundings::Few(GraphRecords {
                generation: self.generation()?,
                nodes: around.nodes.into_values().collect(),
                edges: around.edges.into_values().collect(),
            }))
        })
    }

    /// Returns how many references there may be at most: the number of the last one.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn references_at_most(&self) -> Result<u32, StoreError> {
        let sql = "SELECT coalesce(max(id), 0) FROM mentions";
        let last: Vec<u32> = self.list("mentions", sql, &[], |row| row.get(0))?;
        Ok(last.into_iter().sum())
    }
}

impl Reading<'_> {
    /// Reads nodes, what lies in them, and what they lie in: they lend each other date and title.
    fn nodes(&mut self, ids: &[NodeId]) -> Result<(), StoreError> {
        let holders: BTreeSet<&str> = ids.iter().map(|id| document_of(id.as_str())).collect();
        let holders = serde_json::Value::from_iter(holders).to_string();
        // One question for all: of thousands, one each takes twice the time.
        let sql = format!(
            "SELECT {node} FROM json_each(?1) AS h CROSS JOIN graph_nodes AS g WHERE g.name = h.value
             UNION ALL SELECT {node} FROM json_each(?1) AS h CROSS JOIN graph_nodes AS g
             WHERE g.name > h.value || '#' AND g.name < h.value || '$'",
            node = row::NODE
        );
        for record in self.store.list("nodes", &sql, &[&holders], row::node)? {
            self.nodes.insert(record.id.clone(), record);
        }
        Ok(())
    }

    /// Counts the rows at some nodes among those that may be read; `false` if they are too many.
    fn has_room(&mut self, nodes: &[NodeId], side: Side) -> Result<bool, StoreError> {
        let (near, _) = side.ends();
        let count = format!(
            "SELECT count(*) FROM (SELECT 1 FROM mentions
             WHERE {near} = (SELECT id FROM nodes WHERE name = ?1) LIMIT ?2)"
        );
        for id in nodes {
            let limit = i64::from(self.left) + 1;
            let number = |row: &Row<'_>| row.get::<_, u32>(0);
            let rows: u32 =
                self.store.list("mentions", &count, &[&id.as_str(), &limit], number)?.into_iter().sum();
            let Some(left) = self.left.checked_sub(rows) else {
                return Ok(false);
            };
            self.left = left;
        }
        Ok(true)
    }

    /// Reads the edges of a node.
    fn edges(&mut self, id: &NodeId, side: Side) -> Result<(), StoreError> {
        for edge in self.store.edges_at(id.as_str(), side)? {
            self.edges.insert((edge.source.clone(), edge.target.clone(), edge.relation), edge);
        }
        Ok(())
    }
}
