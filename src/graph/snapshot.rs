//! A graph as a file: its block, read in one go and checked.

use std::io::{self, Read, Write};

use bytemuck::{cast_slice, cast_slice_mut};
use thiserror::Error;

use super::block::{Block, HEAD, Head, Sections};
use super::{Graph, text};
use crate::model::{BodyId, Generation};

/// Words that are read and summed up at a time: what was read is summed up while it is near the processor (512 KB).
const STEP: usize = 1 << 17;

/// Says why a file holds no graph that can be used. A snapshot is a cache: whoever meets this makes it anew.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// It cannot be read.
    #[error("the snapshot cannot be read")]
    Io(#[from] io::Error),
    /// It is no snapshot, or one of another version or byte order, or its head is damaged.
    #[error("this is no snapshot of this version")]
    Foreign,
    /// It is shorter or longer than its head says.
    #[error("the snapshot has {found} bytes instead of {expected}")]
    Length {
        /// Number of bytes of the file.
        found: u64,
        /// Number of bytes that the head announces.
        expected: u64,
    },
    /// Its bytes are not those that were written.
    #[error("the snapshot is damaged")]
    Damaged,
}

impl Graph {
    /// Returns the graph as one that was made of a generation, ready for [`Graph::write_snapshot`].
    pub fn of_generation(mut self, generation: Generation) -> Graph {
        self.block.seal(generation);
        self
    }

    /// Returns the generation that the graph was made of.
    pub fn generation(&self) -> Generation {
        self.block.head.generation
    }

    /// Writes the graph as it stands in memory; equal graphs of one generation are equal bytes.
    ///
    /// # Errors
    ///
    /// Returns the error of the writer.
    pub fn write_snapshot(&self, mut out: impl Write) -> io::Result<()> {
        out.write_all(cast_slice(self.block.words()))?;
        out.flush()
    }

    /// Reads a snapshot of `length` bytes: one read of contiguous bytes into the place where they stay.
    ///
    /// Time and space O(|V| + |E|).
    ///
    /// # Errors
    ///
    /// Fails if the bytes cannot be read, or are not those of a snapshot as it was written.
    pub fn read_snapshot(mut input: impl Read, length: u64) -> Result<Graph, SnapshotError> {
        if length < 4 * HEAD as u64 {
            return Err(SnapshotError::Foreign);
        }
        let mut first = [0u32; HEAD];
        input.read_exact(cast_slice_mut(&mut first))?;
        let head = Head::read(&first).ok_or(SnapshotError::Foreign)?;
        let expected = 4 * Sections::of(&head).end as u64;
        // Before room is made for what may be a wild number.
        if length != expected {
            return Err(SnapshotError::Length { found: length, expected });
        }
        let mut words = vec![0u32; (expected / 4) as usize];
        words[..HEAD].copy_from_slice(&first);
        let mut sum = crc32fast::Hasher::new();
        for step in words[HEAD..].chunks_mut(STEP) {
            input.read_exact(cast_slice_mut(step))?;
            sum.update(cast_slice(step));
        }
        if sum.finalize() != head.body_sum {
            return Err(SnapshotError::Damaged);
        }
        Ok(Graph::of_block(Block::of(head, words)))
    }

    fn of_block(block: Block) -> Graph {
        let start = block.column(&block.at.body_start);
        let names = block.bytes(&block.at.bodies);
        let bodies = start.windows(2).map(|at| BodyId::new(text(&names[at[0] as usize..at[1] as usize])));
        Graph { bodies: bodies.collect(), block }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EdgeRecord, NodeId, NodeKind, NodeRecord, Relation};

    fn graph() -> Graph {
        let edge = |source: &str, target: &str| EdgeRecord {
            source: NodeId::new(source),
            target: NodeId::new(target),
            relation: Relation::Recalls,
            weight: 3,
        };
        let node = NodeRecord {
            id: NodeId::new("A/1"),
            kind: NodeKind::Document,
            body: Some(BodyId::new("GA")),
            date: "1998-12-09".parse().ok(),
            title: Some("Défenseurs".to_owned()),
            absent: false,
        };
        Graph::from_records(vec![node], vec![edge("A/2", "A/1"), edge("A/3", "A/1"), edge("A/3", "A/2")])
            .of_generation(Generation { number: 7, stamp: u64::MAX - 1 })
    }

    fn bytes() -> Vec<u8> {
        let mut bytes = Vec::new();
        graph().write_snapshot(&mut bytes).expect("room in memory");
        bytes
    }

    fn read(bytes: &[u8]) -> Result<Graph, SnapshotError> {
        Graph::read_snapshot(bytes, bytes.len() as u64)
    }

    #[test]
    fn what_was_written_is_read() {
        let read = read(&bytes()).expect("a snapshot");
        assert_eq!(read.block.words(), graph().block.words());
        assert_eq!(read.generation(), Generation { number: 7, stamp: u64::MAX - 1 });
        let node = read.find(&NodeId::new("A/1")).expect("a node");
        assert_eq!((read.title(node), read.body(node)), (Some("Défenseurs"), Some(&BodyId::new("GA"))));
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let sound = bytes();
        for bit in 0..8 * sound.len() {
            let mut damaged = sound.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(read(&damaged).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn every_torn_or_longer_file_is_noticed() {
        let sound = bytes();
        for length in 0..sound.len() {
            assert!(read(&sound[..length]).is_err(), "{length} bytes");
        }
        assert!(matches!(read(&[&sound[..], b"more"].concat()), Err(SnapshotError::Length { .. })));
        // The length of the file may be right when its end was never written.
        let mut torn = sound.clone();
        let half = torn.len() / 2;
        torn[half..].fill(0);
        assert!(matches!(read(&torn), Err(SnapshotError::Damaged)));
    }
}
