//! Places in a text where one of many phrases may begin: word starts whose first three letters are those of a phrase.
//!
//! Three bytes, without the bits that tell letter case, are one of 32,768 numbers; a table of as many bits refuses most
//! words before any automaton sees them.

/// The beginnings of a set of phrases.
#[derive(Debug)]
pub(super) struct Starts {
    bits: Vec<u64>,
}

impl Starts {
    /// Gathers the beginnings of phrases; shorter ones than three bytes are refused.
    pub fn new<'a>(phrases: impl Iterator<Item = &'a str>) -> Self {
        let mut bits = vec![0; 1 << 9];
        for phrase in phrases {
            let at = number(phrase.as_bytes()).expect("phrases have three letters");
            bits[at >> 6] |= 1 << (at & 63);
        }
        Self { bits }
    }

    /// Returns the bytes of a text at which a phrase may begin, from `from` on.
    pub fn next(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        (from..bytes.len().saturating_sub(2)).find(|at| {
            let begins = *at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
            begins
                && number(&bytes[*at..]).is_some_and(|n| self.bits[n >> 6] >> (n & 63) & 1 == 1)
                && text.is_char_boundary(*at)
        })
    }
}

fn number(bytes: &[u8]) -> Option<usize> {
    let [a, b, c, ..] = bytes else { return None };
    Some(usize::from(a & 31) | usize::from(b & 31) << 5 | usize::from(c & 31) << 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_as_a_phrase_are_found() {
        let starts = Starts::new(["Charter of the Lakes", "2030 Agenda"].into_iter());
        let text = "a charter, “Charlatans, orchards and 2030";
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(next) = starts.next(text, at) {
            found.push(&text[next..next + 4]);
            at = next + 1;
        }
        assert_eq!(found, ["char", "Char", "2030"]);
    }
}
