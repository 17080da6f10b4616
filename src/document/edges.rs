//! The bytes that may stand at both ends of a line for a pattern to match it: a look at a few of them refuses nearly
//! every line before any pattern runs.

use std::ops::RangeInclusive;

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// How many bytes are looked at, at each end.
const DEPTH: usize = 8;

/// Patterns of a set, one bit each.
pub(super) type Which = u32;

/// For each place its bytes, each with the patterns that allow it there.
type Table = [[Which; 256]; DEPTH];

/// The edges of up to 32 patterns. It never refuses what a pattern matches; what it lets through the pattern decides.
#[derive(Debug)]
pub(super) struct Edges {
    /// From the first byte of the line on.
    front: Box<Table>,
    /// From the last byte of the line back.
    back: Box<Table>,
    /// For each length, up to that of all longer lines, the patterns that match no more bytes at the least.
    least: [Which; DEPTH + 1],
}

impl Edges {
    /// Reads the edges off patterns, all of which match only at the beginning of a text.
    pub fn new(patterns: &[&str]) -> Self {
        let empty = || Box::new([[0; 256]; DEPTH]);
        let mut out = Self { front: empty(), back: empty(), least: [0; DEPTH + 1] };
        for (nth, pattern) in patterns.iter().enumerate() {
            let which = 1 << nth;
            let Some(hir) = parsed(pattern) else {
                allow_from(0, which, &mut out.front);
                allow_from(0, which, &mut out.back);
                out.least.iter_mut().for_each(|patterns| *patterns |= which);
                continue;
            };
            let least = hir.properties().minimum_len().unwrap_or(DEPTH).min(DEPTH);
            out.least[least..].iter_mut().for_each(|patterns| *patterns |= which);
            Walk { which, table: &mut out.front, backwards: false }.run(&hir);
            if hir.properties().look_set_suffix().contains(Look::End) {
                Walk { which, table: &mut out.back, backwards: true }.run(&hir);
            } else {
                allow_from(0, which, &mut out.back);
            }
        }
        out
    }

    /// Returns the patterns that may match a line.
    pub fn of(&self, line: &str) -> Which {
        let least = self.least[line.len().min(DEPTH)];
        let front = line.bytes().zip(self.front.iter()).fold(least, and);
        if front == 0 { 0 } else { line.bytes().rev().zip(self.back.iter()).fold(front, and) }
    }
}

/// Keeps the patterns that allow a byte at its place.
fn and(which: Which, (byte, place): (u8, &[Which; 256])) -> Which {
    which & place[usize::from(byte)]
}

/// Parses a pattern as the patterns of data files are compiled: without Unicode where it needs none.
fn parsed(pattern: &str) -> Option<Hir> {
    let parse = |unicode: bool| ParserBuilder::new().unicode(unicode).build().parse(pattern).ok();
    parse(false).or_else(|| parse(true))
}

/// Allows any byte from a place on.
fn allow_from(from: usize, which: Which, table: &mut Table) {
    for place in &mut table[from.min(DEPTH)..] {
        place.iter_mut().for_each(|patterns| *patterns |= which);
    }
}

/// Places that a part of a pattern may begin at, one bit each; those behind the last that is looked at are left out.
type Places = u16;

const PLACES: Places = (1 << DEPTH) - 1;

/// Writes down what bytes one pattern allows at the places of one edge.
struct Walk<'a> {
    which: Which,
    table: &'a mut Table,
    backwards: bool,
}

impl Walk<'_> {
    fn run(&mut self, hir: &Hir) {
        // Behind the end of the match anything may stand.
        let ends = self.walk(hir, 1);
        if ends != 0 {
            allow_from(ends.trailing_zeros() as usize, self.which, self.table);
        }
    }

    /// Walks over a part of the pattern that begins at any of `from`; returns the places behind it.
    fn walk(&mut self, hir: &Hir, from: Places) -> Places {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => from,
            HirKind::Literal(literal) => {
                let mut at = from;
                for nth in 0..literal.0.len() {
                    let nth = if self.backwards { literal.0.len() - 1 - nth } else { nth };
                    self.allow(literal.0[nth]..=literal.0[nth], at);
                    at = at << 1 & PLACES;
                }
                at
            }
            HirKind::Class(Class::Bytes(class)) => {
                class.ranges().iter().for_each(|range| self.allow(range.start()..=range.end(), from));
                from << 1 & PLACES
            }
            HirKind::Class(Class::Unicode(class)) => {
                let ascii = class.ranges().iter().filter(|range| range.start().is_ascii());
                for range in ascii.clone() {
                    self.allow(range.start() as u8..=range.end().min('\x7f') as u8, from);
                }
                let to = if ascii.count() > 0 { from << 1 } else { 0 };
                let beyond = class.ranges().iter().filter(|range| !range.end().is_ascii());
                let shortest = beyond.clone().map(|range| range.start().len_utf8().max(2)).min();
                let longest = beyond.map(|range| range.end().len_utf8()).max();
                let to = shortest
                    .zip(longest)
                    .map_or(to, |(shortest, longest)| to | self.beyond_ascii(shortest..=longest, from));
                to & PLACES
            }
            HirKind::Repetition(repetition) => {
                // More rounds than there are places lead nowhere new.
                let rounds = DEPTH as u32 + 1;
                let least = repetition.min.min(rounds);
                let mut to = if least == 0 { from } else { 0 };
                let mut at = from;
                for round in 1..=repetition.max.unwrap_or(rounds).min(rounds) {
                    at = self.walk(&repetition.sub, at);
                    to |= if round >= least { at } else { 0 };
                    if at == 0 {
                        break;
                    }
                }
                to
            }
            HirKind::Capture(capture) => self.walk(&capture.sub, from),
            HirKind::Concat(parts) if self.backwards => {
                parts.iter().rev().fold(from, |at, part| self.walk(part, at))
            }
            HirKind::Concat(parts) => parts.iter().fold(from, |at, part| self.walk(part, at)),
            HirKind::Alternation(ways) => ways.iter().fold(0, |to, way| to | self.walk(way, from)),
        }
    }

    /// Allows letters beyond ASCII, of which only the lengths are looked at.
    fn beyond_ascii(&mut self, lengths: RangeInclusive<usize>, from: Places) -> Places {
        (0..*lengths.end()).for_each(|byte| self.allow(0x80..=0xff, from << byte & PLACES));
        lengths.fold(0, |to, len| to | from << len)
    }

    fn allow(&mut self, bytes: RangeInclusive<u8>, at: Places) {
        for (place, table) in self.table.iter_mut().enumerate().filter(|(place, _)| at >> place & 1 == 1) {
            debug_assert!(place < DEPTH);
            bytes.clone().for_each(|byte| table[usize::from(byte)] |= self.which);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use regex::Regex;

    use super::*;
    use crate::authority::lexicon::pattern as compiled;

    const PATTERNS: [&str; 5] = [
        r"(?i)^(?:UN|ab?c) session$",
        r"^(?:\d{1,3}/\d{1,3}|[-–] ?\d)$",
        r"^x*y{2,}z",
        r"^(?:[a-z]{1,6}\b)?é{0,2} [^()]{4,}\)?$",
        "(?i)^(?P<ordinal>\\p{L}+(?:[ -]\\p{L}+){0,2}) session$",
    ];

    #[test]
    fn strangers_are_refused() {
        let edges = Edges::new(&PATTERNS);
        let check = |line: &str, expected: Which| assert_eq!(edges.of(line), expected, "{line}");
        check("Recalling its resolution 53/144 of 9 December 1998,", 0);
        check("AC SESSION", 0b10001);
        check("yyz and what follows", 0b01100);
        check("2/6", 0b00010);
        check("– 3", 0b00010);
        check("2", 0);
    }

    /// The edges of the patterns, and the patterns.
    static ALL: LazyLock<(Edges, Vec<Regex>)> =
        LazyLock::new(|| (Edges::new(&PATTERNS), PATTERNS.map(compiled).into()));

    proptest! {
        #[test]
        fn no_match_is_refused(line in "[xyzabUNc –é0-9/()-]{0,12}( session|  SESSION)?") {
            let (edges, patterns) = &*ALL;
            for (nth, pattern) in patterns.iter().enumerate() {
                let refused = edges.of(&line) >> nth & 1 == 0;
                prop_assert!(!(refused && pattern.is_match(&line)), "{pattern}: {line}");
            }
        }
    }
}
