//! The bytes of a graph: in memory and in a snapshot the same words.
//!
//! # Layout
//!
//! Words of 32 bits in the byte order of the machine that wrote them (a snapshot is a cache: where the order differs, it
//! is made anew). Sections of bytes are filled with zeros to a whole word. n nodes, m edges, b bodies.
//!
//! | words | section |
//! |---|---|
//! | 16 | head, see [`Head`] |
//! | n + 1 | `out_start`: edges `out_start[v]..out_start[v + 1]` leave node v |
//! | m | `target` of each edge |
//! | m | `source` of each edge |
//! | m | `weight` of each edge |
//! | n + 1 | `into_start`: see `into` |
//! | m | `into`: edges `into[into_start[v]..into_start[v + 1]]` lead to node v, ascending |
//! | n | `date` of each node: year × 65,536 + month × 256 + day, 0 for what is not known |
//! | n + 1 | `id_start`: bytes `id_start[v]..id_start[v + 1]` of `ids` |
//! | n + 1 | `title_start`: likewise of `titles` |
//! | b + 1 | `body_start`: likewise of `bodies` |
//! | m bytes | `relation` of each edge: its place in [`Relation::ALL`](crate::model::Relation::ALL) |
//! | 2 n bytes | `body` of each node: its place in `bodies` from 1, 0 for none; low byte first |
//! | n bytes | `flags` of each node, see [`flag`] |
//! | bytes | `ids`, `titles`, `bodies`: UTF-8 |

use std::ops::Range;

use bytemuck::{cast_slice, cast_slice_mut};

use crate::model::Generation;

/// What the first words of a block say.
///
/// | word | content |
/// |---|---|
/// | 0–1 | `travgrph` |
/// | 2 | version of the layout |
/// | 3 | `0x01020304`: the byte order |
/// | 4–6 | n, m, b |
/// | 7–9 | bytes of `ids`, `titles`, `bodies` |
/// | 10–11 | number of the generation that the graph was made of, low word first |
/// | 12–13 | stamp of that generation |
/// | 14 | CRC-32 of the words behind the head |
/// | 15 | CRC-32 of words 0–14 |
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) nodes: usize,
    pub(super) edges: usize,
    pub(super) bodies: usize,
    pub(super) id_bytes: usize,
    pub(super) title_bytes: usize,
    pub(super) body_bytes: usize,
    pub(super) generation: Generation,
    pub(super) body_sum: u32,
}

/// Number of words of a head.
pub(super) const HEAD: usize = 16;
const MAGIC: [u8; 8] = *b"travgrph";
/// A change to the layout raises it; older snapshots are then made anew.
const VERSION: u32 = 2;
const ORDER: u32 = 0x0102_0304;

/// Bits of `flags`.
pub(super) mod flag {
    /// The lowest two bits are the kind: document, instrument, organisation, State.
    pub(in crate::graph) const KIND: u8 = 0b0011;
    /// The text of the node was never read.
    pub(in crate::graph) const ABSENT: u8 = 0b0100;
    /// The node has a title, though it may be empty.
    pub(in crate::graph) const TITLED: u8 = 0b1000;
}

impl Head {
    pub(super) fn write(&self, words: &mut [u32]) {
        cast_slice_mut(&mut words[..2]).copy_from_slice(&MAGIC);
        words[2] = VERSION;
        words[3] = ORDER;
        let numbers = [self.nodes, self.edges, self.bodies, self.id_bytes, self.title_bytes, self.body_bytes];
        for (word, number) in words[4..10].iter_mut().zip(numbers) {
            *word = u32::try_from(number).expect("a graph has fewer than 2^32 of each");
        }
        let Generation { number, stamp } = self.generation;
        words[10..14].copy_from_slice(&[
            number as u32,
            (number >> 32) as u32,
            stamp as u32,
            (stamp >> 32) as u32,
        ]);
        words[14] = self.body_sum;
        words[15] = crc32fast::hash(cast_slice(&words[..15]));
    }

    /// Reads a head, if it is one of this version and byte order.
    pub(super) fn read(words: &[u32; HEAD]) -> Option<Head> {
        let sound = words[2] == VERSION
            && words[3] == ORDER
            && cast_slice::<u32, u8>(&words[..2]) == MAGIC
            && words[15] == crc32fast::hash(cast_slice(&words[..15]));
        let number = |at: usize| words[at] as usize;
        let long = |at: usize| u64::from(words[at]) | u64::from(words[at + 1]) << 32;
        sound.then(|| Head {
            nodes: number(4),
            edges: number(5),
            bodies: number(6),
            id_bytes: number(7),
            title_bytes: number(8),
            body_bytes: number(9),
            generation: Generation { number: long(10), stamp: long(12) },
            body_sum: words[14],
        })
    }
}

/// Where the sections of a block lie, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sections {
    pub(super) out_start: Range<usize>,
    pub(super) target: Range<usize>,
    pub(super) source: Range<usize>,
    pub(super) weight: Range<usize>,
    pub(super) into_start: Range<usize>,
    pub(super) into: Range<usize>,
    pub(super) date: Range<usize>,
    pub(super) id_start: Range<usize>,
    pub(super) title_start: Range<usize>,
    pub(super) body_start: Range<usize>,
    pub(super) relation: Range<usize>,
    pub(super) body: Range<usize>,
    pub(super) flags: Range<usize>,
    pub(super) ids: Range<usize>,
    pub(super) titles: Range<usize>,
    pub(super) bodies: Range<usize>,
    /// Number of words in all.
    pub(super) end: usize,
}

impl Sections {
    pub(super) fn of(head: &Head) -> Sections {
        let mut end = HEAD;
        let mut words = |count: usize| {
            end += count;
            end - count..end
        };
        let (n, m, b) = (head.nodes, head.edges, head.bodies);
        let bytes = |count: usize| count.div_ceil(4);
        Sections {
            out_start: words(n + 1),
            target: words(m),
            source: words(m),
            weight: words(m),
            into_start: words(n + 1),
            into: words(m),
            date: words(n),
            id_start: words(n + 1),
            title_start: words(n + 1),
            body_start: words(b + 1),
            relation: words(bytes(m)),
            body: words(bytes(2 * n)),
            flags: words(bytes(n)),
            ids: words(bytes(head.id_bytes)),
            titles: words(bytes(head.title_bytes)),
            bodies: words(bytes(head.body_bytes)),
            end,
        }
    }
}

/// The words of a graph with their sections.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) head: Head,
    pub(super) at: Sections,
    words: Vec<u32>,
}

impl Block {
    /// Makes room for a graph of these numbers, all zeros.
    pub(super) fn zeroed(head: Head) -> Block {
        let at = Sections::of(&head);
        Block { words: vec![0; at.end], head, at }
    }

    /// Takes words whose head has been checked.
    pub(super) fn of(head: Head, words: Vec<u32>) -> Block {
        let at = Sections::of(&head);
        debug_assert_eq!(at.end, words.len());
        Block { head, at, words }
    }

    /// Returns every word; the head is that of the last [`Block::seal`].
    pub(super) fn words(&self) -> &[u32] {
        &self.words
    }

    pub(super) fn column(&self, section: &Range<usize>) -> &[u32] {
        &self.words[section.start..section.end]
    }

    pub(super) fn column_mut(&mut self, section: Range<usize>) -> &mut [u32] {
        &mut self.words[section]
    }

    pub(super) fn bytes(&self, section: &Range<usize>) -> &[u8] {
        cast_slice(&self.words[section.start..section.end])
    }

    pub(super) fn bytes_mut(&mut self, section: Range<usize>) -> &mut [u8] {
        cast_slice_mut(&mut self.words[section])
    }

    /// Writes the head with the sum of what stands behind it, as of a generation.
    pub(super) fn seal(&mut self, generation: Generation) {
        self.head.generation = generation;
        self.head.body_sum = crc32fast::hash(cast_slice(&self.words[HEAD..]));
        let head = self.head;
        head.write(&mut self.words[..HEAD]);
    }
}
