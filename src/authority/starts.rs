//! Places in a text where one of many phrases may begin: word starts whose first letters are those of a phrase.
//!
//! Three bytes, without the bits that tell letter case, are one of 32,768 numbers; a table of as many entries refuses
//! most words before any automaton sees them. What passes is asked for its first six bytes, by a second table. Several
//! sets of phrases share the tables: each is one bit of every entry.

/// The beginnings of up to eight sets of phrases.
#[derive(Debug)]
pub struct Starts {
    three: Vec<First>,
    /// The sets that have a phrase with these six letters.
    six: Vec<u8>,
}

/// The sets that have a phrase with the same first three letters.
#[derive(Clone, Copy, Debug, Default)]
struct First {
    /// Those whose phrase has six letters or more, which are still to be looked at.
    long: u8,
    /// Those whose phrase is shorter.
    short: u8,
}

/// The bits of a byte that do not tell letter case.
const LETTER: u64 = 0x1f1f_1f1f_1f1f;
/// Spreads the bits of six letters; any odd number with many bits does.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
/// How many bits the number of six letters has.
const SIX: u32 = 14;

impl Starts {
    /// Gathers the beginnings of phrases, none shorter than three bytes; each comes with the bit of its set.
    pub fn new(phrases: impl Iterator<Item = (u8, impl AsRef<str>)>) -> Self {
        let mut out = Self { three: vec![First::default(); 1 << 15], six: vec![0; 1 << SIX] };
        for (set, phrase) in phrases {
            let bytes = phrase.as_ref().as_bytes();
            let first = &mut out.three[three(bytes).expect("phrases have three letters")];
            match six(bytes) {
                Some(six) => {
                    first.long |= set;
                    out.six[six] |= set;
                }
                None => first.short |= set,
            }
        }
        out
    }

    /// Returns the sets that may have a phrase which begins with the first of some bytes.
    #[inline]
    pub fn beginning(&self, bytes: &[u8]) -> u8 {
        let Some(first) = three(bytes).map(|at| self.three[at]) else { return 0 };
        if first.long == 0 {
            return first.short;
        }
        first.short | six(bytes).map_or(0, |at| first.long & self.six[at])
    }
}

/// What a byte is to the words of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// No part of a word.
    Gap,
    /// A letter or digit of ASCII.
    Letter,
    /// The first byte of a letter beyond ASCII, or of a sign: whoever asks looks at it.
    Lead,
}

const PARTS: [Part; 256] = {
    let mut out = [Part::Gap; 256];
    let mut at = 0;
    while at < 256 {
        if (at as u8).is_ascii_alphanumeric() {
            out[at] = Part::Letter;
        } else if at >= 0xc0 {
            out[at] = Part::Lead;
        }
        at += 1;
    }
    out
};

/// Returns the bytes of a text at which its words begin.
pub fn words(text: &str) -> impl Iterator<Item = usize> {
    let mut last = Part::Gap;
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        let part = PARTS[usize::from(byte)];
        let before = std::mem::replace(&mut last, part);
        // Behind a letter beyond ASCII a word may go on; whoever asks looks at it.
        (part == Part::Letter && before != Part::Letter || part == Part::Lead).then_some(at)
    })
}

/// Returns the number of the first three bytes, letter case aside.
pub(super) fn three(bytes: &[u8]) -> Option<usize> {
    let [a, b, c, ..] = bytes else { return None };
    Some(usize::from(a & 31) | usize::from(b & 31) << 5 | usize::from(c & 31) << 10)
}

fn six(bytes: &[u8]) -> Option<usize> {
    let [a, b, c, d, e, f, ..] = bytes else { return None };
    let letters = u64::from_le_bytes([*a, *b, *c, *d, *e, *f, 0, 0]) & LETTER;
    usize::try_from(letters.wrapping_mul(SPREAD) >> (u64::BITS - SIX)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_as_a_phrase_are_found() {
        let starts = Starts::new([(1, "Charter of the Lakes"), (2, "2030 Agenda"), (4, "orch")].into_iter());
        let text = "a charter, “Charlatans, orchards, chart, and 2030 agendas";
        let found: Vec<(u8, &str)> = words(text)
            .map(|at| (starts.beginning(&text.as_bytes()[at..]), &text[at..]))
            .filter(|(sets, _)| *sets > 0)
            .map(|(sets, rest)| (sets, &rest[..5]))
            .collect();
        assert_eq!(found, [(1, "chart"), (4, "orcha"), (2, "2030 ")]);
    }
}
