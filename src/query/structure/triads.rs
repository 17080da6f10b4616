//! The triad census: how often each pattern of three documents occurs.

use super::neighbours::{CITED, CITES, each_neighbour, neighbour_counts};
use super::triangles::{Triangle, each_triangle};
use crate::graph::Net;

/// The sixteen patterns of three nodes, by the names of Holland and Leinhardt 1970, *A method for detecting structure in
/// sociometric data*: the numbers of mutual, one-way and absent ties, and a letter where these leave several.
///
/// An arrow leads from the citing to the cited document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Triad {
    /// `003`: no tie.
    T003,
    /// `012`: A → B, and C apart.
    T012,
    /// `102`: A ↔ B, and C apart.
    T102,
    /// `021D`: A ← B → C. Co-citation: one document cites two that do not cite one another.
    T021D,
    /// `021U`: A → B ← C. Bibliographic coupling: two documents that do not cite one another cite the same one.
    T021U,
    /// `021C`: A → B → C. A chain: the source is reached only through the document between.
    T021C,
    /// `111D`: A ↔ B ← C.
    T111D,
    /// `111U`: A ↔ B → C.
    T111U,
    /// `030T`: A → B → C and A → C. The feed-forward loop: a document and its own source are cited together, as a
    /// resolution does that recalls the one before and what that recalled.
    T030T,
    /// `030C`: A → B → C → A. A cycle.
    T030C,
    /// `201`: A ↔ B ↔ C.
    T201,
    /// `120D`: A ← B → C and A ↔ C.
    T120D,
    /// `120U`: A → B ← C and A ↔ C.
    T120U,
    /// `120C`: A → B → C and A ↔ C.
    T120C,
    /// `210`: A → B ↔ C and A ↔ C.
    T210,
    /// `300`: all cite each other.
    T300,
}

impl Triad {
    /// All patterns in the order of Holland and Leinhardt.
    pub const ALL: [Triad; 16] = [
        Triad::T003,
        Triad::T012,
        Triad::T102,
        Triad::T021D,
        Triad::T021U,
        Triad::T021C,
        Triad::T111D,
        Triad::T111U,
        Triad::T030T,
        Triad::T030C,
        Triad::T201,
        Triad::T120D,
        Triad::T120U,
        Triad::T120C,
        Triad::T210,
        Triad::T300,
    ];

    /// Returns the name.
    pub fn as_str(self) -> &'static str {
        match self {
            Triad::T003 => "003",
            Triad::T012 => "012",
            Triad::T102 => "102",
            Triad::T021D => "021D",
            Triad::T021U => "021U",
            Triad::T021C => "021C",
            Triad::T111D => "111D",
            Triad::T111U => "111U",
            Triad::T030T => "030T",
            Triad::T030C => "030C",
            Triad::T201 => "201",
            Triad::T120D => "120D",
            Triad::T120U => "120U",
            Triad::T120C => "120C",
            Triad::T210 => "210",
            Triad::T300 => "300",
        }
    }

    /// The numbers of mutual and of one-way ties.
    fn ties(self) -> (u128, u128) {
        let digit = |at: usize| u128::from(self.as_str().as_bytes()[at] - b'0');
        (digit(0), digit(1))
    }

    /// The pattern of a node whose ties to two others are these, and of these others if they are not tied.
    fn open(one: u8, other: u8) -> Triad {
        match (one.min(other), one.max(other)) {
            (CITES, CITES) => Triad::T021D,
            (CITES, CITED) => Triad::T021C,
            (CITED, CITED) => Triad::T021U,
            (CITES, _) => Triad::T111U,
            (CITED, _) => Triad::T111D,
            _ => Triad::T201,
        }
    }

    /// The pattern of three nodes that are all tied: the first to the second and third, and the second to the third.
    fn closed([vw, vx, wx]: [u8; 3]) -> Triad {
        let turned = |tie: u8| tie >> 1 | (tie & CITES) << 1;
        let mutual = [vw, vx, wx].iter().filter(|tie| **tie == CITES | CITED).count();
        // Both ties of each node, seen from it.
        let corners = [(vw, vx), (turned(vw), wx), (turned(vx), turned(wx))];
        let has = |pair: (u8, u8)| corners.contains(&pair);
        match mutual {
            0 if has((CITES, CITES)) => Triad::T030T,
            0 => Triad::T030C,
            1 if has((CITES, CITES)) => Triad::T120D,
            1 if has((CITED, CITED)) => Triad::T120U,
            1 => Triad::T120C,
            2 => Triad::T210,
            _ => Triad::T300,
        }
    }
}

/// How many triples of nodes form each pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TriadCensus([u128; 16]);

impl TriadCensus {
    /// Returns the number of triples that form a pattern.
    pub fn count(&self, triad: Triad) -> u128 {
        self.0[triad as usize]
    }
}

/// Counts the patterns of all triples of places, exactly.
///
/// The census of Batagelj and Mrvar 2001, *A subquadratic triad census algorithm for large sparse networks with small
/// maximum degree*. Theirs takes O(Δ|E|) for the highest degree Δ, which is great where one document is cited by very
/// many; this one lists the triangles only and counts the rest from degrees (as do Ortmann and Brandes 2017, *Efficient
/// orbit-aware triad and quad census in directed and undirected graphs*): the pairs of ties at every place, less those
/// whose ends are tied, are the connected triples without triangle; every tie forms a triple with each other node, from
/// which the triples of one tie follow, and what is left of n(n − 1)(n − 2)/6 has none.
///
/// Isolated nodes take part, in triples of one tie or none. Cycles need no care.
///
/// Time O(|V| + |E|^1.5), space O(|V| + |E|).
///
/// # Examples
///
/// A resolution 2 recalls the one before, 1, and what that recalled, 0; 3 recalls 2 only.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::{Triad, triad_census};
///
/// let (net, _) = Net::of(4, &[(1, 0), (2, 1), (2, 0), (3, 2)]);
/// let census = triad_census(&net);
/// assert_eq!(census.count(Triad::T030T), 1); // 0, 1, 2
/// assert_eq!(census.count(Triad::T021C), 2); // 3, 2, 1 and 3, 2, 0
/// assert_eq!(census.count(Triad::T012), 1); // 0, 1, and 3 apart
/// ```
pub fn triad_census(net: &Net) -> TriadCensus {
    let mut closed = [[[0u64; 4]; 4]; 4];
    each_triangle(net, &neighbour_counts(net), |Triangle { ties: [vw, vx, wx], .. }| {
        closed[usize::from(vw)][usize::from(vx)][usize::from(wx)] += 1;
    });
    let mut counts = [0u128; 16];
    let mut ties = [0u128; 4];
    for place in 0..net.node_count() as u32 {
        let mut own = [0u128; 4];
        each_neighbour(net, place, |_, tie| own[usize::from(tie)] += 1);
        for one in 1..4u8 {
            let many = own[usize::from(one)];
            ties[usize::from(one)] += many;
            counts[Triad::open(one, one) as usize] += many * many.saturating_sub(1) / 2;
            for other in one + 1..4 {
                counts[Triad::open(one, other) as usize] += many * own[usize::from(other)];
            }
        }
    }
    let turned = |tie: u8| tie >> 1 | (tie & CITES) << 1;
    for (vw, vx, wx) in (0..64u8).map(|code| (code >> 4, code >> 2 & 3, code & 3)) {
        let many = u128::from(closed[usize::from(vw)][usize::from(vx)][usize::from(wx)]);
        if many == 0 {
            continue;
        }
        counts[Triad::closed([vw, vx, wx]) as usize] += many;
        for (one, other) in [(vw, vx), (turned(vw), wx), (turned(vx), turned(wx))] {
            counts[Triad::open(one, other) as usize] -= many;
        }
    }
    let n = net.node_count() as u128;
    let others = n.saturating_sub(2);
    let (mut mutual, mut single) = (ties[3] / 2 * others, ties[1] * others);
    for triad in &Triad::ALL[3..] {
        let (both, one) = triad.ties();
        mutual -= both * counts[*triad as usize];
        single -= one * counts[*triad as usize];
    }
    counts[Triad::T012 as usize] = single;
    counts[Triad::T102 as usize] = mutual;
    let triples = n * n.saturating_sub(1) * others / 6;
    counts[Triad::T003 as usize] = triples - counts.iter().sum::<u128>();
    TriadCensus(counts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::neighbours::tests::{matrix, nets};
    use super::*;

    /// One drawing of each pattern, as in the paper.
    const DRAWN: [(Triad, &[(usize, usize)]); 16] = [
        (Triad::T003, &[]),
        (Triad::T012, &[(0, 1)]),
        (Triad::T102, &[(0, 1), (1, 0)]),
        (Triad::T021D, &[(1, 0), (1, 2)]),
        (Triad::T021U, &[(0, 1), (2, 1)]),
        (Triad::T021C, &[(0, 1), (1, 2)]),
        (Triad::T111D, &[(0, 1), (1, 0), (2, 1)]),
        (Triad::T111U, &[(0, 1), (1, 0), (1, 2)]),
        (Triad::T030T, &[(0, 1), (1, 2), (0, 2)]),
        (Triad::T030C, &[(0, 1), (1, 2), (2, 0)]),
        (Triad::T201, &[(0, 1), (1, 0), (1, 2), (2, 1)]),
        (Triad::T120D, &[(1, 0), (1, 2), (0, 2), (2, 0)]),
        (Triad::T120U, &[(0, 1), (2, 1), (0, 2), (2, 0)]),
        (Triad::T120C, &[(0, 1), (1, 2), (0, 2), (2, 0)]),
        (Triad::T210, &[(0, 1), (1, 2), (2, 1), (0, 2), (2, 0)]),
        (Triad::T300, &[(0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0)]),
    ];

    const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn the_census_is_that_of_all_triples(net in nets(8, 45)) {
            let matrix = matrix(&net);
            let mut wanted = [0u128; 16];
            for c in 0..matrix.len() {
                for b in 0..c {
                    for a in 0..b {
                        let corners = [a, b, c];
                        let alike = |edges: &[(usize, usize)], order: &[usize; 3]| {
                            let is = |i: usize, j: usize| matrix[corners[order[i]]][corners[order[j]]];
                            (0..3).all(|i| (0..3).all(|j| is(i, j) == edges.contains(&(i, j))))
                        };
                        let found: Vec<Triad> = DRAWN
                            .iter()
                            .filter(|(_, edges)| ORDERS.iter().any(|order| alike(edges, order)))
                            .map(|(triad, _)| *triad)
                            .collect();
                        prop_assert_eq!(found.len(), 1);
                        wanted[found[0] as usize] += 1;
                    }
                }
            }
            prop_assert_eq!(triad_census(&net), TriadCensus(wanted));
        }
    }

    #[test]
    fn patterns_stand_in_the_order_of_their_numbers() {
        for (at, triad) in Triad::ALL.iter().enumerate() {
            assert_eq!(*triad as usize, at, "{}", triad.as_str());
        }
    }

    /// Most places have no tie with one another: these triples are never visited.
    #[test]
    fn a_star_is_counted_from_its_degree() {
        let n = 100_000u128;
        let edges: Vec<(u32, u32)> = (1..n as u32).map(|v| (v, 0)).collect();
        let census = triad_census(&Net::of(n as usize, &edges).0);
        assert_eq!(census.count(Triad::T021U), (n - 1) * (n - 2) / 2);
        assert_eq!(census.count(Triad::T003), (n - 1) * (n - 2) * (n - 3) / 6);
    }
}
