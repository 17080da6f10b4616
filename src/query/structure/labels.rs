//! The words of their titles by which communities differ.

use std::collections::HashMap;

/// A word that tells of a community.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label<'a> {
    /// The word.
    pub word: &'a str,
    /// How many documents of the community have it in their titles.
    pub documents: u32,
    /// The log-likelihood ratio.
    pub score: f64,
}

/// Returns the most telling words of each community, by its number, best first and at most `most`.
///
/// `communities` and `words` hold the number of the community and the words of the title of each place. A word counts
/// once for each document; documents without words, as absent ones, are not counted at all.
///
/// The score is the log-likelihood ratio G² of Dunning 1993, *Accurate methods for the statistics of surprise and
/// coincidence*, of the table of documents inside and outside the community, with and without the word: 2 Σ O ln(O / E)
/// of the observed numbers O and those expected E if word and community were independent. Only words that are more
/// frequent inside than outside are returned. No list of stop words is needed: what is frequent everywhere is about as
/// frequent inside as expected, and scores low.
///
/// Sorted by score, which counts to nine decimals, then by documents, both descending, then by word. A community without
/// telling words, as the only one there is, has an empty list.
///
/// Time O(w log w) for w words in all, space O(w + communities).
///
/// # Examples
///
/// Two documents on rights and two on trade, all with `the`. For `rights` all four cells are decided: each document is
/// where it is expected twice as often as by chance, G² = 2 · 4 ln 2.
///
/// ```
/// use travaux::query::structure::labels;
///
/// let words = [vec!["the", "rights"], vec!["the", "rights"], vec!["the", "trade"], vec!["the", "trade"]];
/// let labels = labels(&[0, 0, 1, 1], &words, 3);
/// assert_eq!((labels[0].len(), labels[0][0].word, labels[0][0].documents), (1, "rights", 2));
/// assert!((labels[0][0].score - 8.0 * 2f64.ln()).abs() < 1e-12);
/// assert_eq!(labels[1][0].word, "trade");
/// ```
pub fn labels<'a>(communities: &[u32], words: &[Vec<&'a str>], most: usize) -> Vec<Vec<Label<'a>>> {
    let count = communities.iter().max().map_or(0, |most| *most as usize + 1);
    // Words are numbered as they come: the map is asked, never gone through.
    let mut number_of: HashMap<&str, u32> = HashMap::new();
    let mut known: Vec<&'a str> = Vec::new();
    let mut documents_with: Vec<u64> = Vec::new();
    let mut documents_of = vec![0u64; count];
    let mut occurrences: Vec<(u32, u32)> = Vec::new();
    let mut own: Vec<u32> = Vec::new();
    for (community, words) in communities.iter().zip(words).filter(|(_, words)| !words.is_empty()) {
        own.clear();
        for word in words {
            let number = *number_of.entry(word).or_insert_with(|| {
                known.push(word);
                documents_with.push(0);
                known.len() as u32 - 1
            });
            own.push(number);
        }
        own.sort_unstable();
        own.dedup();
        documents_of[*community as usize] += 1;
        for number in &own {
            documents_with[*number as usize] += 1;
            occurrences.push((*community, *number));
        }
    }
    let all: u64 = documents_of.iter().sum();
    occurrences.sort_unstable();
    let mut labels: Vec<Vec<Label>> = vec![Vec::new(); count];
    for same in occurrences.chunk_by(|a, b| a == b) {
        let (community, word) = same[0];
        let table = Table {
            both: same.len() as u64,
            inside: documents_of[community as usize],
            with: documents_with[word as usize],
            all,
        };
        if table.is_more_than_expected() {
            labels[community as usize].push(Label {
                word: known[word as usize],
                documents: same.len() as u32,
                score: table.log_likelihood_ratio(),
            });
        }
    }
    for own in &mut labels {
        let key = |label: &Label| (label.score * 1e9).round();
        own.sort_by(|a, b| {
            key(b).total_cmp(&key(a)).then(b.documents.cmp(&a.documents)).then(a.word.cmp(b.word))
        });
        own.truncate(most);
    }
    labels
}

/// Numbers of documents: inside the community with the word, inside, with the word, and all.
struct Table {
    both: u64,
    inside: u64,
    with: u64,
    all: u64,
}

impl Table {
    fn is_more_than_expected(&self) -> bool {
        u128::from(self.both) * u128::from(self.all) > u128::from(self.inside) * u128::from(self.with)
    }

    fn log_likelihood_ratio(&self) -> f64 {
        let (outside, without) = (self.all - self.inside, self.all - self.with);
        let cell = |observed: u64, row: u64, column: u64| {
            if observed == 0 {
                return 0.0;
            }
            let expected = row as f64 * column as f64 / self.all as f64;
            observed as f64 * (observed as f64 / expected).ln()
        };
        2.0 * (cell(self.both, self.inside, self.with)
            + cell(self.inside - self.both, self.inside, without)
            + cell(self.with - self.both, outside, self.with)
            + cell(outside + self.both - self.with, outside, without))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WORDS: [&str; 4] = ["children", "of", "peace", "sea"];

    /// Dunning's own form: the logarithms of the likelihoods of binomial distributions, without the coefficients, which
    /// cancel out.
    fn dunning(k1: f64, n1: f64, k2: f64, n2: f64) -> f64 {
        let log = |p: f64, k: f64, n: f64| {
            let times = |k: f64, p: f64| if k == 0.0 { 0.0 } else { k * p.ln() };
            times(k, p) + times(n - k, 1.0 - p)
        };
        let rate = |k: f64, n: f64| if n == 0.0 { 0.0 } else { k / n };
        let (p1, p2, p) = (rate(k1, n1), rate(k2, n2), rate(k1 + k2, n1 + n2));
        2.0 * (log(p1, k1, n1) + log(p2, k2, n2) - log(p, k1, n1) - log(p, k2, n2))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn labels_are_those_of_the_definition(
            places in proptest::collection::vec((0u32..3, proptest::collection::vec(0usize..4, 0..4)), 0..12),
            most in 0usize..5
        ) {
            let communities: Vec<u32> = places.iter().map(|(community, _)| *community).collect();
            let words: Vec<Vec<&str>> =
                places.iter().map(|(_, words)| words.iter().map(|w| WORDS[*w]).collect()).collect();
            let given = labels(&communities, &words, most);
            prop_assert_eq!(given.len(), communities.iter().max().map_or(0, |most| *most as usize + 1));
            for (community, given) in given.iter().enumerate() {
                let told = |inside: bool, word: Option<&str>| {
                    let counts = |at: &usize| {
                        !words[*at].is_empty()
                            && (communities[*at] as usize == community) == inside
                            && word.is_none_or(|word| words[*at].contains(&word))
                    };
                    (0..places.len()).filter(counts).count() as f64
                };
                let (n1, n2) = (told(true, None), told(false, None));
                let mut wanted: Vec<(f64, f64, &str)> = WORDS
                    .iter()
                    .map(|word| (told(true, Some(word)), told(false, Some(word)), *word))
                    .filter(|(k1, k2, _)| k1 * (n1 + n2) > (k1 + k2) * n1)
                    .map(|(k1, k2, word)| (dunning(k1, n1, k2, n2), k1, word))
                    .collect();
                let key = |score: f64| (score * 1e7).round();
                wanted.sort_by(|a, b| {
                    key(b.0).total_cmp(&key(a.0)).then(b.1.total_cmp(&a.1)).then(a.2.cmp(b.2))
                });
                wanted.truncate(most);
                prop_assert_eq!(given.len(), wanted.len());
                for (label, (score, documents, word)) in given.iter().zip(wanted) {
                    prop_assert_eq!((label.word, f64::from(label.documents)), (word, documents));
                    prop_assert!((label.score - score).abs() < 1e-9);
                }
            }
        }
    }
}
