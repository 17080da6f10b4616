//! The undirected simple projection of a net, read off its rows without a copy.

use crate::graph::Net;

/// The node cites its neighbour.
pub(super) const CITES: u8 = 1;
/// The neighbour cites the node.
pub(super) const CITED: u8 = 2;

/// Calls with every neighbour of a place once, ascending, and with how the two are tied: [`CITES`], [`CITED`] or both.
///
/// Time O(degree).
pub(super) fn each_neighbour(net: &Net, place: u32, mut visit: impl FnMut(u32, u8)) {
    let (mut cites, mut cited_by) = (net.cites(place), net.cited_by(place));
    // Outside knots all cited places are smaller and all citing ones greater: nothing is to be merged.
    if cites.last().is_none_or(|last| *last < place) && cited_by.first().is_none_or(|first| *first > place) {
        cites.iter().for_each(|other| visit(*other, CITES));
        cited_by.iter().for_each(|other| visit(*other, CITED));
        return;
    }
    while let (Some(target), Some(source)) = (cites.first(), cited_by.first()) {
        let tie = match target.cmp(source) {
            std::cmp::Ordering::Less => CITES,
            std::cmp::Ordering::Greater => CITED,
            std::cmp::Ordering::Equal => CITES | CITED,
        };
        visit(*target.min(source), tie);
        cites = &cites[usize::from(tie & CITES)..];
        cited_by = &cited_by[usize::from(tie >> 1)..];
    }
    cites.iter().for_each(|other| visit(*other, CITES));
    cited_by.iter().for_each(|other| visit(*other, CITED));
}

/// Returns the number of neighbours of every place.
///
/// Time O(|V| + |E|), space O(|V|).
pub(super) fn neighbour_counts(net: &Net) -> Vec<u32> {
    let mut counts = vec![0; net.node_count()];
    for (place, count) in counts.iter_mut().enumerate() {
        each_neighbour(net, place as u32, |_, _| *count += 1);
    }
    counts
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Random nets of at most `most` nodes, with cycles, pairs that cite each other and isolated nodes.
    pub(in super::super) fn nets(most: u32, edges: usize) -> impl Strategy<Value = Net> {
        (1..=most, proptest::collection::vec((0..most, 0..most), 0..edges), any::<bool>()).prop_map(
            |(nodes, rough, acyclic)| {
                let edges: Vec<(u32, u32)> = rough
                    .iter()
                    .map(|(s, t)| (s % nodes, t % nodes))
                    .map(|(s, t)| if acyclic { (s.max(t), s.min(t)) } else { (s, t) })
                    .collect();
                Net::of(nodes as usize, &edges).0
            },
        )
    }

    /// The adjacency matrix: `[citing][cited]`.
    pub(in super::super) fn matrix(net: &Net) -> Vec<Vec<bool>> {
        let mut matrix = vec![vec![false; net.node_count()]; net.node_count()];
        net.edges().for_each(|(s, t)| matrix[s as usize][t as usize] = true);
        matrix
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]
        #[test]
        fn neighbours_are_those_of_the_matrix(net in nets(9, 30)) {
            let matrix = matrix(&net);
            let counts = neighbour_counts(&net);
            for v in 0..net.node_count() {
                let mut given = Vec::new();
                each_neighbour(&net, v as u32, |other, tie| given.push((other, tie)));
                let tie = |u: usize| u8::from(matrix[v][u]) * CITES + u8::from(matrix[u][v]) * CITED;
                let wanted: Vec<(u32, u8)> =
                    (0..net.node_count()).map(|u| (u as u32, tie(u))).filter(|(_, t)| *t != 0).collect();
                prop_assert_eq!(counts[v] as usize, wanted.len());
                prop_assert_eq!(given, wanted);
            }
        }
    }
}
