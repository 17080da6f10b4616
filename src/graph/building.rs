//! Nodes in the order of their ids, edges in the order of source, target and relation -> a graph.

use std::collections::BTreeMap;

use super::block::{Block, Head, flag};
use super::{Edge, Graph, Node};
use crate::model::{BodyId, Date, NodeKind, Relation};

/// Columns that grow node by node and edge by edge.
#[derive(Debug, Default)]
pub(super) struct Building {
    dates: Vec<u32>,
    id_start: Vec<u32>,
    title_start: Vec<u32>,
    node_bodies: Vec<u16>,
    flags: Vec<u8>,
    ids: Vec<u8>,
    titles: Vec<u8>,
    bodies: BTreeMap<String, u16>,
    sources: Vec<u32>,
    targets: Vec<u32>,
    weights: Vec<u32>,
    relations: Vec<u8>,
}

impl Building {
    /// Makes room for about so many nodes and edges.
    pub(super) fn with_capacity(nodes: usize, edges: usize) -> Building {
        Building {
            dates: Vec::with_capacity(nodes),
            id_start: Vec::with_capacity(nodes),
            title_start: Vec::with_capacity(nodes),
            node_bodies: Vec::with_capacity(nodes),
            flags: Vec::with_capacity(nodes),
            sources: Vec::with_capacity(edges),
            targets: Vec::with_capacity(edges),
            weights: Vec::with_capacity(edges),
            relations: Vec::with_capacity(edges),
            ..Building::default()
        }
    }

    /// Appends a node, whose id is greater than that of the last.
    pub(super) fn node(&mut self, node: &Node<'_>) {
        self.id_start.push(length(&self.ids));
        self.ids.extend(node.id.as_str().as_bytes());
        self.title_start.push(length(&self.titles));
        self.titles.extend(node.title.unwrap_or_default().as_bytes());
        self.dates.push(node.date.map_or(0, Date::to_number));
        let body = node.body.map_or(0, |body| self.body(body));
        self.node_bodies.push(body);
        let absent = if node.absent { flag::ABSENT } else { 0 };
        let titled = if node.title.is_some() { flag::TITLED } else { 0 };
        self.flags.push(code(node.kind) | absent | titled);
    }

    fn body(&mut self, name: &str) -> u16 {
        if let Some(number) = self.bodies.get(name) {
            return *number;
        }
        let number = u16::try_from(self.bodies.len() + 1).expect("there are fewer than 2^16 bodies");
        self.bodies.insert(name.to_owned(), number);
        number
    }

    /// Appends an edge, which is greater than the last. Its nodes may come later.
    pub(super) fn edge(&mut self, edge: Edge) {
        self.sources.push(edge.source.number());
        self.targets.push(edge.target.number());
        self.weights.push(edge.weight);
        self.relations.push(edge.relation as u8);
    }

    /// Returns the graph. Bodies are numbered in the order of their names, so that equal graphs are equal bytes.
    ///
    /// Time O(|V| + |E|).
    pub(super) fn graph(self) -> Graph {
        let mut renumbered = vec![0u16; self.bodies.len() + 1];
        for (at, number) in self.bodies.values().enumerate() {
            renumbered[usize::from(*number)] = at as u16 + 1;
        }
        let names: Vec<&str> = self.bodies.keys().map(String::as_str).collect();
        let mut block = Block::zeroed(Head {
            nodes: self.dates.len(),
            edges: self.targets.len(),
            bodies: names.len(),
            id_bytes: self.ids.len(),
            title_bytes: self.titles.len(),
            body_bytes: names.iter().map(|n| n.len()).sum(),
            ..Head::default()
        });
        let at = block.at.clone();
        starts(block.column_mut(at.out_start), &self.sources);
        let into_start = block.column_mut(at.into_start);
        starts(into_start, &self.targets);
        let mut next = into_start.to_vec();
        let into = block.column_mut(at.into);
        for (edge, target) in self.targets.iter().enumerate() {
            let slot = &mut next[*target as usize];
            into[*slot as usize] = edge as u32;
            *slot += 1;
        }
        block.column_mut(at.target).copy_from_slice(&self.targets);
        block.column_mut(at.source).copy_from_slice(&self.sources);
        block.column_mut(at.weight).copy_from_slice(&self.weights);
        block.column_mut(at.date).copy_from_slice(&self.dates);
        let offsets =
            [(at.id_start, &self.id_start, &self.ids), (at.title_start, &self.title_start, &self.titles)];
        for (section, starts, bytes) in offsets {
            let column = block.column_mut(section);
            column[..starts.len()].copy_from_slice(starts);
            column[starts.len()] = length(bytes);
        }
        let mut end = 0;
        for (slot, name) in block.column_mut(at.body_start)[1..].iter_mut().zip(&names) {
            end += name.len() as u32;
            *slot = end;
        }
        fill(block.bytes_mut(at.relation), &self.relations);
        let bodies: Vec<u8> =
            self.node_bodies.iter().flat_map(|n| renumbered[usize::from(*n)].to_le_bytes()).collect();
        fill(block.bytes_mut(at.body), &bodies);
        fill(block.bytes_mut(at.flags), &self.flags);
        fill(block.bytes_mut(at.ids), &self.ids);
        fill(block.bytes_mut(at.titles), &self.titles);
        fill(block.bytes_mut(at.bodies), names.concat().as_bytes());
        let bodies = names.into_iter().map(BodyId::new).collect();
        Graph { block, bodies }
    }
}

/// Returns the number of a kind. Sets are no nodes of a graph.
fn code(kind: NodeKind) -> u8 {
    match kind {
        NodeKind::Document | NodeKind::Set => 0,
        NodeKind::Instrument => 1,
        NodeKind::Organisation => 2,
        NodeKind::State => 3,
    }
}

/// Returns the kind of a number: the opposite of [`code`].
pub(super) fn kind(code: u8) -> NodeKind {
    match code & flag::KIND {
        0 => NodeKind::Document,
        1 => NodeKind::Instrument,
        2 => NodeKind::Organisation,
        _ => NodeKind::State,
    }
}

/// Returns the relation of a number.
pub(super) fn relation(code: u8) -> &'static Relation {
    &Relation::ALL[usize::from(code)]
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).expect("the names of a graph have fewer than 2^32 bytes")
}

/// Writes where the rows of ascending or counted keys begin.
fn starts(column: &mut [u32], keys: &[u32]) {
    for key in keys {
        column[*key as usize + 1] += 1;
    }
    for at in 1..column.len() {
        column[at] += column[at - 1];
    }
}

fn fill(section: &mut [u8], bytes: &[u8]) {
    section[..bytes.len()].copy_from_slice(bytes);
}
