//! Places in a text where one of many phrases may begin: word starts whose first letters are those of a phrase.
//!
//! Three bytes, without the bits that tell letter case, are one of 32,768 numbers; a table of as many bits refuses most
//! words before any automaton sees them. What passes is asked for its first six bytes, by a second table.

/// The beginnings of a set of phrases.
#[derive(Debug)]
pub(super) struct Starts {
    three: Vec<u64>,
    six: Vec<u64>,
}

/// The bits of a byte that do not tell letter case.
const LETTER: u64 = 0x1f1f_1f1f_1f1f;
/// Spreads the bits of six letters; any odd number with many bits does.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Starts {
    /// Gathers the beginnings of phrases, none shorter than three bytes.
    pub fn new<'a>(phrases: impl Iterator<Item = &'a str>) -> Self {
        let mut out = Self { three: vec![0; 1 << 9], six: vec![0; 1 << 10] };
        for phrase in phrases {
            let bytes = phrase.as_bytes();
            set(&mut out.three, three(bytes).expect("phrases have three letters"));
            match six(bytes) {
                Some(six) => set(&mut out.six, six),
                // A shorter phrase lets everything pass that begins like it.
                None => out.six.fill(u64::MAX),
            }
        }
        out
    }

    /// Returns whether a phrase may begin with the first of some bytes.
    pub fn may_begin(&self, bytes: &[u8]) -> bool {
        three(bytes).is_some_and(|at| is_set(&self.three, at))
            && six(bytes).is_none_or(|at| is_set(&self.six, at))
    }
}

/// Returns the bytes of a text at which its words begin.
pub(super) fn words(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let mut inside = false;
    (0..bytes.len()).filter(move |at| {
        let letter = bytes[*at].is_ascii_alphanumeric();
        // Behind a letter beyond ASCII a word may go on; whoever asks looks at it.
        let begins = letter && !inside || bytes[*at] >= 0xc0;
        inside = letter;
        begins
    })
}

fn set(table: &mut [u64], at: usize) {
    table[at >> 6] |= 1 << (at & 63);
}

fn is_set(table: &[u64], at: usize) -> bool {
    table[at >> 6] >> (at & 63) & 1 == 1
}

fn three(bytes: &[u8]) -> Option<usize> {
    let [a, b, c, ..] = bytes else { return None };
    Some(usize::from(a & 31) | usize::from(b & 31) << 5 | usize::from(c & 31) << 10)
}

fn six(bytes: &[u8]) -> Option<usize> {
    let [a, b, c, d, e, f, ..] = bytes else { return None };
    let letters = u64::from_le_bytes([*a, *b, *c, *d, *e, *f, 0, 0]) & LETTER;
    usize::try_from(letters.wrapping_mul(SPREAD) >> 48).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_as_a_phrase_are_found() {
        let starts = Starts::new(["Charter of the Lakes", "2030 Agenda"].into_iter());
        let text = "a charter, “Charlatans, orchards, chart, and 2030 agendas";
        let found: Vec<&str> = words(text)
            .filter(|at| starts.may_begin(&text.as_bytes()[*at..]))
            .map(|at| &text[at..at + 5])
            .collect();
        assert_eq!(found, ["chart", "2030 "]);
    }
}
