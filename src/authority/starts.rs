//! Places in a text where one of many phrases may begin: word starts whose first letters are those of a phrase.
//!
//! A table tells by the first six bytes, without the bits that tell letter case, which sets have such a phrase, and
//! refuses most words before any automaton sees them; where the phrases are as long, others ask for the first fourteen and
//! twenty: six letters do not tell `international covenants` from every other word of the kind, and fourteen not `United
//! Nations Convention` from every other `United Nations`. Several sets of phrases share the tables: each is one bit of
//! every entry. No word takes another way than the next, which a processor would have
//! to guess.

/// The beginnings of up to four sets of phrases.
#[derive(Debug)]
pub struct Starts {
    /// The sets that have a phrase with these six letters: in the lower half of the bits one that is shorter than fourteen,
    /// in the upper half one that is not.
    six: Box<[u8; 1 << SIX]>,
    /// The same of these first six letters and those behind the eighth: one that is shorter than twenty, and one that is
    /// not.
    fourteen: Box<[u8; 1 << SIX]>,
    /// The sets that have a phrase with all these letters and the six behind them.
    twenty: Box<[u8; 1 << SIX]>,
    /// The sets that have a phrase of three letters like these which is shorter than six.
    short: Box<[u8; 1 << SHORT]>,
}

/// The bits of a byte that do not tell letter case.
const LETTER: u64 = 0x1f1f_1f1f_1f1f;
/// Spreads the bits of six letters; any odd number with many bits does.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
/// How many bits the number of six letters has.
const SIX: u32 = 13;
/// The same of three letters of short phrases, which are few. All tables together stay in the fastest memory.
const SHORT: u32 = 12;

impl Starts {
    /// Gathers the beginnings of phrases, none shorter than three bytes; each comes with the bit of its set.
    pub fn new(phrases: impl Iterator<Item = (u8, impl AsRef<str>)>) -> Self {
        let mut out = Self {
            six: Box::new([0; 1 << SIX]),
            fourteen: Box::new([0; 1 << SIX]),
            twenty: Box::new([0; 1 << SIX]),
            short: Box::new([0; 1 << SHORT]),
        };
        for (set, phrase) in phrases {
            let bytes = phrase.as_ref().as_bytes();
            assert!(bytes.len() >= 3, "phrases have three letters");
            assert!(set < 1 << HALF, "each set has a bit of half a byte");
            if bytes.len() < 6 {
                out.short[first(letters(bytes))] |= set;
            } else {
                let (long, longer) = (bytes.len() >= BEHIND + 6, bytes.len() >= BEYOND + 6);
                out.six[six(letters(bytes))] |= set << if long { HALF } else { 0 };
                if long {
                    out.fourteen[number(fourteen(bytes))] |= set << if longer { HALF } else { 0 };
                }
                if longer {
                    out.twenty[number(twenty(bytes))] |= set;
                }
            }
        }
        out
    }

    /// Returns the sets that may have a phrase which begins with the first of some bytes.
    #[inline]
    pub fn beginning(&self, bytes: &[u8]) -> u8 {
        let letters = letters(bytes);
        let (six, long) = halves(self.six[six(letters)]);
        let long = if long == 0 { 0 } else { long & self.going_on(bytes) };
        self.short[first(letters)] | six | long
    }

    /// Returns the sets that may have a phrase of fourteen letters at least with which bytes begin.
    fn going_on(&self, bytes: &[u8]) -> u8 {
        // All but the last words of a text have so many bytes that none of them is asked whether it is there.
        match bytes.first_chunk::<STRETCH>() {
            Some(stretch) => self.of_stretch(stretch),
            None => self.of_stretch(bytes),
        }
    }

    #[inline]
    fn of_stretch(&self, bytes: &[u8]) -> u8 {
        let (long, longer) = halves(self.fourteen[number(fourteen(bytes))]);
        long | if longer == 0 { 0 } else { longer & self.twenty[number(twenty(bytes))] }
    }
}

/// How many bits each half of an entry has.
const HALF: u32 = 4;

/// Returns the lower and the upper half of an entry.
fn halves(entry: u8) -> (u8, u8) {
    (entry & ((1 << HALF) - 1), entry >> HALF)
}

/// Returns the bytes of a text at which its words begin: letters and digits of ASCII behind none, and the first bytes of
/// letters and signs beyond ASCII, behind which a word may go on; whoever asks looks at it.
pub fn words(text: &str) -> impl Iterator<Item = usize> {
    blocks(text).flat_map(|(first, mut left)| {
        std::iter::from_fn(move || {
            let at = (left != 0).then_some(first + left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(at)
        })
    })
}

/// Returns the same in blocks: the first byte of each with a bit for every byte at which a word begins, the lowest first.
/// Whoever asks for all words of many texts goes over the bits in a loop of its own, which keeps its state at hand.
pub fn blocks(text: &str) -> impl Iterator<Item = (usize, u64)> {
    let mut before = false;
    text.as_bytes().chunks(BLOCK).enumerate().map(move |(nth, block)| {
        let (begin, inside) = word_starts(block, before);
        before = inside;
        (nth * BLOCK, begin)
    })
}

/// So many bytes are looked at together: each has a bit of the answer.
const BLOCK: usize = 64;

/// Returns a bit for each byte of a block at which a word begins, and whether the block ends with a letter of ASCII;
/// `before` says so of the block before.
fn word_starts(block: &[u8], before: bool) -> (u64, bool) {
    match block.try_into() {
        Ok(block) => whole_starts(block, before),
        Err(_) => {
            // The last block of a text goes on with zeros, which begin no word.
            let mut padded = [0; BLOCK];
            padded[..block.len()].copy_from_slice(block);
            whole_starts(&padded, before)
        }
    }
}

/// The same for a whole block, in loops of which the compiler makes one operation for many bytes.
fn whole_starts(block: &[u8; BLOCK], before: bool) -> (u64, bool) {
    let (mut inside, mut leads) = ([0; BLOCK], [0; BLOCK]);
    for at in 0..BLOCK {
        let byte = block[at];
        let digit = byte.wrapping_sub(b'0') < 10;
        let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        inside[at] = u8::from(digit | letter);
        // The two highest bits are set.
        leads[at] = u8::from(byte >= 0xc0);
    }
    // Most texts are of ASCII.
    let beyond = leads.iter().fold(0, |any, lead| any | lead);
    let (inside, leads) = (gathered(&inside), if beyond == 0 { 0 } else { gathered(&leads) });
    let behind = inside << 1 | u64::from(before);
    (inside & !behind | leads, inside >> (BLOCK - 1) == 1)
}

/// Gathers the lowest bits of the bytes of a block.
fn gathered(marks: &[u8; BLOCK]) -> u64 {
    let mut out = 0;
    let (eights, _) = marks.as_chunks::<8>();
    for (nth, eight) in eights.iter().enumerate() {
        // Each product moves the lowest bit of a byte to its place in the highest one, and no sum reaches another.
        let bits = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        out |= bits << (8 * nth);
    }
    out
}

/// Beginnings of which a text may have one: up to six letters each, letter case aside.
#[derive(Debug)]
pub(super) struct Beginnings {
    /// The letters, and which bits of a text are compared with them, by the first letter.
    all: [Vec<(u64, u64)>; FIRST + 1],
}

/// The bits of the first of some letters.
const FIRST: usize = 0x1f;

impl Beginnings {
    /// Gathers beginnings.
    pub(super) fn new<'a>(beginnings: impl Iterator<Item = &'a [u8]>) -> Self {
        let compared = |bytes: &[u8]| {
            let bits = u32::try_from(8 * bytes.len()).unwrap_or(u64::BITS);
            let bits = LETTER & u64::MAX.checked_shl(bits).map_or(u64::MAX, |behind| !behind);
            (letters(bytes) & bits, bits)
        };
        let mut all = [const { Vec::new() }; FIRST + 1];
        for (beginning, bits) in beginnings.map(compared) {
            let first = beginning as usize & FIRST;
            // What begins with nothing begins with any letter.
            let of = if bits == 0 { 0..=FIRST } else { first..=first };
            all[of].iter_mut().for_each(|of_letter| of_letter.push((beginning, bits)));
        }
        for of_letter in &mut all {
            of_letter.sort_unstable();
            of_letter.dedup();
        }
        Self { all }
    }

    /// Returns whether a text may have one of them.
    #[inline]
    pub(super) fn may_begin(&self, text: &str) -> bool {
        let letters = letters(text.as_bytes());
        self.all[letters as usize & FIRST].iter().any(|(beginning, bits)| letters & bits == *beginning)
    }
}

/// Returns the first six bytes and two more as a number; behind the end of a text stand zeros.
#[inline]
fn letters(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => last_letters(bytes),
    }
}

/// The same at the end of a text, where fewer are left.
#[cold]
fn last_letters(bytes: &[u8]) -> u64 {
    let mut letters = [0; 8];
    letters[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(letters)
}

/// Returns the number of the first three of some letters.
fn first(letters: u64) -> usize {
    spread(letters & LETTER & 0xff_ffff, SHORT)
}

/// The letters behind so many are asked for besides the first six.
const BEHIND: usize = 8;
/// And those behind so many.
const BEYOND: usize = 14;
/// So many bytes are read for them.
const STRETCH: usize = BEYOND + 8;

/// Mixes the first six bytes with six further ones.
#[inline]
fn fourteen(bytes: &[u8]) -> u64 {
    further(letters(bytes) & LETTER, bytes, BEHIND)
}

/// Mixes these with the six behind them.
#[inline]
fn twenty(bytes: &[u8]) -> u64 {
    further(fourteen(bytes), bytes, BEYOND)
}

/// Mixes letters with the six behind so many.
#[inline]
fn further(before: u64, bytes: &[u8], behind: usize) -> u64 {
    before.wrapping_mul(SPREAD) ^ letters(bytes.get(behind..).unwrap_or_default()) & LETTER
}

/// Returns the number of mixed letters.
fn number(mixed: u64) -> usize {
    spread(mixed, SIX)
}

/// Returns a number of so many bits that depends on all bits of another.
fn spread(bits: u64, wanted: u32) -> usize {
    (bits.wrapping_mul(SPREAD) >> (u64::BITS - wanted)) as usize
}

/// Returns the number of the first six of some letters.
fn six(letters: u64) -> usize {
    spread(letters & LETTER, SIX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_that_begin_alike_are_told_apart() {
        let starts = Starts::new(
            [(1, "Harbour Lamps Convention"), (2, "Harbour Lamps"), (4, "Harbour Watch Code")].into_iter(),
        );
        let check = |text: &str, sets: u8| assert_eq!(starts.beginning(text.as_bytes()), sets, "{text}");
        check("harbour lamps convention", 1 | 2);
        check("HARBOUR WATCH CODES", 2 | 4);
        check("harbour bells", 2);
        check("harbou", 2);
        check("harbo", 0);
        let long =
            Starts::new([(1, "Harbour Lamps Convention"), (2, "Harbour Lamps Codes of 1990")].into_iter());
        assert_eq!(long.beginning(b"harbour lamps covenants"), 0);
        assert_eq!(long.beginning(b"Harbour lamps codes of 1990, and"), 2);
    }

    #[test]
    fn words_that_begin_as_a_phrase_are_found() {
        let starts = Starts::new([(1, "Charter of the Lakes"), (2, "2030 Agenda"), (4, "orch")].into_iter());
        let text = "a charter of the lakesides, charters, “Charlatans, orchards, chart, and 2030 agendas";
        let found: Vec<(u8, &str)> = words(text)
            .map(|at| (starts.beginning(&text.as_bytes()[at..]), &text[at..]))
            .filter(|(sets, _)| *sets > 0)
            .map(|(sets, rest)| (sets, &rest[..5]))
            .collect();
        assert_eq!(found, [(1, "chart"), (4, "orcha"), (2, "2030 ")]);
    }

    #[test]
    fn words_begin_behind_what_is_no_letter() {
        let text = "a Word, 2nd… “é_é bé” @[`{/:x 0z9 é".repeat(5);
        let bytes = text.as_bytes();
        let begins = |at: &usize| {
            let before = *at > 0 && bytes[at - 1].is_ascii_alphanumeric();
            bytes[*at].is_ascii_alphanumeric() && !before || bytes[*at] >= 0xc0
        };
        assert!(words(&text).eq((0..text.len()).filter(begins)));
    }
}
