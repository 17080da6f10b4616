//! Documents like a given one: cited with it, or citing the same.

use crate::graph::Net;

/// A document that shares citations with the one asked about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Similar {
    /// Where it stands.
    pub place: u32,
    /// How many documents cite both, are cited by both, or (for [`similar`]) the sum of the two numbers.
    pub shared: u32,
    /// The cosine, from 0 to 1.
    pub score: f64,
}

/// Returns the documents that are cited together with one, best first.
///
/// Co-citation (Small 1973, *Co-citation in the scientific literature: a new measure of the relationship between two
/// documents*): `shared` documents cite both. The score is the cosine of Salton and McGill 1983, *Introduction to Modern
/// Information Retrieval*: shared / √(d e), where d and e are the numbers of documents that cite either.
///
/// Sorted by score, which counts to twelve decimals, then by `shared`, both descending, then by place. Documents that
/// share nothing are left out, as is the document itself; one that is cited by none has none like it. Cycles need no
/// care: a document that cites the one asked about may be co-cited with it.
///
/// Time O(k log k) for the k citations made by the documents that cite it, but O(|V| + k) where k is of the order of
/// |V|; plus the sorting of the answer. Space O(k), at most O(|V|).
///
/// # Examples
///
/// 2 cites 0 and 1, 3 cites 0 only: 0 and 1 share one of two and one, 1/√2.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::cocited;
///
/// let (net, _) = Net::of(4, &[(2, 0), (2, 1), (3, 0)]);
/// let found = cocited(&net, 0);
/// assert_eq!((found.len(), found[0].place, found[0].shared), (1, 1, 1));
/// assert!((found[0].score - 0.5f64.sqrt()).abs() < 1e-15);
/// ```
pub fn cocited(net: &Net, place: u32) -> Vec<Similar> {
    sorted(shared(net, place, Net::cited_by, Net::cites))
}

/// Returns the documents that cite what one cites, best first.
///
/// Bibliographic coupling (Kessler 1963, *Bibliographic coupling between scientific papers*): `shared` documents are
/// cited by both. The score is shared / √(d e), where d and e are the numbers of documents that either cites. Order, time
/// and space are those of [`cocited`], with the citations that the cited documents have received. A document that cites
/// nothing, as one that was never read, has none like it.
///
/// # Examples
///
/// 2 cites 0 and 1, 3 cites 0 only.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::coupled;
///
/// let (net, _) = Net::of(4, &[(2, 0), (2, 1), (3, 0)]);
/// let found = coupled(&net, 3);
/// assert_eq!((found.len(), found[0].place, found[0].shared), (1, 2, 1));
/// ```
pub fn coupled(net: &Net, place: u32) -> Vec<Similar> {
    sorted(shared(net, place, Net::cites, Net::cited_by))
}

/// Returns the documents like one: the mean of the scores of [`cocited`] and [`coupled`], best first.
///
/// Old documents are known by what cites them, new ones by what they cite; the mean holds for both, as do the combined
/// measures compared by Boyack and Klavans 2010, *Co-citation analysis, bibliographic coupling, and direct citation*. A
/// document that only one of the two finds has 0 for the other. `shared` is the sum of both numbers. Order as of
/// [`cocited`]; time and space are those of both together.
///
/// # Examples
///
/// 1 and 2 both cite 0, and 3 cites both: they cite the same and are cited by the same.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::{Similar, similar};
///
/// let (net, _) = Net::of(4, &[(1, 0), (2, 0), (3, 1), (3, 2)]);
/// assert_eq!(similar(&net, 1), [Similar { place: 2, shared: 2, score: 1.0 }]);
/// ```
pub fn similar(net: &Net, place: u32) -> Vec<Similar> {
    let mut both = shared(net, place, Net::cited_by, Net::cites);
    both.extend(shared(net, place, Net::cites, Net::cited_by));
    both.sort_by_key(|found| found.place);
    let mut means: Vec<Similar> = Vec::new();
    for found in both {
        let half = Similar { score: found.score / 2.0, ..found };
        match means.last_mut() {
            Some(last) if last.place == half.place => {
                last.shared += half.shared;
                last.score += half.score;
            }
            _ => means.push(half),
        }
    }
    sorted(means)
}

/// One side of the rows of a net.
type Rows = for<'a> fn(&'a Net, u32) -> &'a [u32];

/// Returns what is reached from a place by a step to one side and back, by place.
fn shared(net: &Net, place: u32, side: Rows, back: Rows) -> Vec<Similar> {
    let between = side(net, place);
    let others = || between.iter().flat_map(|via| back(net, *via)).copied().filter(|other| *other != place);
    let found = |other: u32, shared: u32| {
        // Of two lengths below 2^32 the product has 64 bits; its root is rounded once.
        let lengths = between.len() as u64 * side(net, other).len() as u64;
        Similar { place: other, shared, score: f64::from(shared) / (lengths as f64).sqrt() }
    };
    let walks: usize = between.iter().map(|via| back(net, *via).len()).sum();
    if walks < net.node_count() / 16 {
        let mut met: Vec<u32> = others().collect();
        met.sort_unstable();
        return met.chunk_by(|a, b| a == b).map(|same| found(same[0], same.len() as u32)).collect();
    }
    let mut counts = vec![0u32; net.node_count()];
    others().for_each(|other| counts[other as usize] += 1);
    (0u32..).zip(counts).filter(|(_, count)| *count > 0).map(|(other, count)| found(other, count)).collect()
}

fn sorted(mut found: Vec<Similar>) -> Vec<Similar> {
    // Equal fractions of different numbers may differ in their last bits.
    let key = |one: &Similar| (one.score * 1e12).round();
    found.sort_by(|a, b| key(b).total_cmp(&key(a)).then(b.shared.cmp(&a.shared)).then(a.place.cmp(&b.place)));
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::neighbours::tests::{matrix, nets};
    use super::*;

    /// The cosine of two rows of the matrix, and what they share.
    fn cosine(a: &[bool], b: &[bool]) -> (u32, f64) {
        let count = |row: &[bool]| row.iter().filter(|x| **x).count() as f64;
        let shared = a.iter().zip(b).filter(|(x, y)| **x && **y).count() as u32;
        (shared, if shared == 0 { 0.0 } else { f64::from(shared) / (count(a) * count(b)).sqrt() })
    }

    fn agrees(given: &[Similar], wanted: impl Fn(usize) -> (u32, f64), n: usize, place: u32) {
        let mut left: Vec<usize> = (0..n).filter(|v| *v != place as usize && wanted(*v).0 > 0).collect();
        for pair in given.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            assert!(a.score > b.score - 1e-12);
            if (a.score - b.score).abs() < 1e-13 {
                assert!(
                    (b.shared, a.place) < (a.shared, b.place) || a.shared == b.shared && a.place < b.place
                );
            }
        }
        for found in given {
            let (shared, score) = wanted(found.place as usize);
            assert_eq!(found.shared, shared);
            assert!((found.score - score).abs() < 1e-12);
            left.retain(|v| *v != found.place as usize);
        }
        assert!(left.is_empty());
    }

    /// Nets of few and of many nodes take different ways: the sparse one begins at 16 nodes for each walk.
    fn check(net: &Net) {
        let out = matrix(net);
        let n = out.len();
        let into: Vec<Vec<bool>> = (0..n).map(|v| (0..n).map(|u| out[u][v]).collect()).collect();
        for place in 0..n as u32 {
            let own = place as usize;
            agrees(&cocited(net, place), |v| cosine(&into[own], &into[v]), n, place);
            agrees(&coupled(net, place), |v| cosine(&out[own], &out[v]), n, place);
            let mean = |v: usize| {
                let (a, b) = (cosine(&into[own], &into[v]), cosine(&out[own], &out[v]));
                (a.0 + b.0, (a.1 + b.1) / 2.0)
            };
            agrees(&similar(net, place), mean, n, place);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]
        #[test]
        fn shared_citations_are_those_of_the_matrix(net in nets(10, 40)) {
            check(&net);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10))]
        #[test]
        fn few_walks_among_many_nodes_give_the_same(net in nets(80, 60)) {
            check(&net);
        }
    }
}
