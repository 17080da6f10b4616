//! Organisations that sign the same documents: the projection of signatures.

/// Two organisations that signed together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoSignature {
    /// The organisation with the smaller number.
    pub a: u32,
    /// The other one.
    pub b: u32,
    /// How many documents both signed.
    pub shared: u32,
    /// The same, each document weighing less the more organisations signed it.
    pub weight: f64,
}

/// What [`co_signature`] returns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CoSignatures {
    /// The pairs, by (a, b).
    pub pairs: Vec<CoSignature>,
    /// The documents that were left out because too many organisations signed them, ascending.
    pub left_out: Vec<u32>,
}

/// A sensible bound of signatories for [`co_signature`]: such a document makes half a million pairs, each of which
/// weighs a thousandth.
pub const MOST_SIGNATORIES: usize = 1000;

/// Projects signatures, as (organisation, document) in any order, onto the organisations.
///
/// A document with n signatories adds 1 to `shared` of each pair of them, and 1/(n − 1) to `weight`, so that each
/// organisation gains 1 from each document that it signed with others (Newman 2001, *Scientific collaboration networks.
/// II. Shortest paths, weighted networks, and centrality*). Sums run in the order of documents. A pair that is given
/// several times counts once; a document with one signatory makes no pair.
///
/// A document with n signatories makes n(n − 1)/2 pairs: an open letter of thousands would make millions that say
/// little. Those with more than `most` signatories are left out and returned; [`MOST_SIGNATORIES`] is a sensible bound.
///
/// Time O(s log s + Σ n²) for s signatures, space O(s) beside the answer.
///
/// # Examples
///
/// 7 and 8 signed document 1 alone, and document 2 with 9: they share 2, weighing 1 + 1/2.
///
/// ```
/// use travaux::query::structure::{CoSignature, MOST_SIGNATORIES, co_signature};
///
/// let signed = [(7, 1), (8, 1), (7, 2), (8, 2), (9, 2)];
/// let found = co_signature(&signed, MOST_SIGNATORIES);
/// assert_eq!(found.pairs[0], CoSignature { a: 7, b: 8, shared: 2, weight: 1.5 });
/// assert_eq!(found.pairs[1], CoSignature { a: 7, b: 9, shared: 1, weight: 0.5 });
/// assert_eq!(co_signature(&signed, 2).left_out, [2]);
/// ```
pub fn co_signature(signed: &[(u32, u32)], most: usize) -> CoSignatures {
    let mut by_document: Vec<(u32, u32)> = signed.iter().map(|(who, what)| (*what, *who)).collect();
    by_document.sort_unstable();
    by_document.dedup();
    let mut organisations: Vec<u32> = by_document.iter().map(|(_, who)| *who).collect();
    organisations.sort_unstable();
    organisations.dedup();
    let number = |who: u32| organisations.partition_point(|known| *known < who) as u32;

    let mut left_out = Vec::new();
    let mut signatories: Vec<Vec<u32>> = Vec::new();
    let mut documents: Vec<Vec<u32>> = vec![Vec::new(); organisations.len()];
    for letter in by_document.chunk_by(|a, b| a.0 == b.0) {
        if letter.len() > most {
            left_out.push(letter[0].0);
            continue;
        }
        let own: Vec<u32> = letter.iter().map(|(_, who)| number(*who)).collect();
        own.iter().for_each(|who| documents[*who as usize].push(signatories.len() as u32));
        signatories.push(own);
    }
    let mut pairs = Vec::new();
    let mut sums = vec![(0u32, 0.0f64); organisations.len()];
    let mut touched: Vec<u32> = Vec::new();
    for (a, documents) in documents.iter().enumerate() {
        for document in documents {
            let all = &signatories[*document as usize];
            let after = all.partition_point(|who| *who as usize <= a);
            for b in &all[after..] {
                let sum = &mut sums[*b as usize];
                if sum.0 == 0 {
                    touched.push(*b);
                }
                sum.0 += 1;
                sum.1 += 1.0 / (all.len() - 1) as f64;
            }
        }
        touched.sort_unstable();
        for b in touched.drain(..) {
            let (shared, weight) = std::mem::take(&mut sums[b as usize]);
            pairs.push(CoSignature { a: organisations[a], b: organisations[b as usize], shared, weight });
        }
    }
    CoSignatures { pairs, left_out }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn pairs_are_those_of_each_document(
            signed in proptest::collection::vec((0u32..8, 0u32..6), 0..40), most in 0usize..8
        ) {
            let mut letters: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
            signed.iter().for_each(|(who, what)| {
                letters.entry(*what).or_default().insert(who * 1000);
            });
            let mut wanted: BTreeMap<(u32, u32), (u32, f64)> = BTreeMap::new();
            for all in letters.values().filter(|all| all.len() <= most) {
                for a in all {
                    for b in all.iter().filter(|b| a < b) {
                        let sum = wanted.entry((*a, *b)).or_default();
                        sum.0 += 1;
                        sum.1 += 1.0 / (all.len() as f64 - 1.0);
                    }
                }
            }
            let signed: Vec<(u32, u32)> = signed.iter().map(|(who, what)| (who * 1000, *what)).collect();
            let given = co_signature(&signed, most);
            let pairs: BTreeMap<(u32, u32), (u32, f64)> =
                given.pairs.iter().map(|p| ((p.a, p.b), (p.shared, p.weight))).collect();
            prop_assert_eq!(pairs, wanted);
            prop_assert!(given.pairs.windows(2).all(|w| (w[0].a, w[0].b) < (w[1].a, w[1].b)));
            let left_out: Vec<u32> =
                letters.iter().filter(|(_, all)| all.len() > most).map(|(what, _)| *what).collect();
            prop_assert_eq!(given.left_out, left_out);
        }
    }
}
