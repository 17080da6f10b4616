//! Divides a net into communities: the Leiden algorithm.

use super::moving::{Rule, move_nodes};
use super::numbering::by_size;
use super::refinement::{numbered, refine};
use super::ties::{Tie, Ties};
use crate::graph::Net;
use crate::query::random::SplitMix64;

/// How [`communities`] divides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CommunityOptions {
    /// γ: communities are denser than γ times what chance would have. Greater values give smaller communities; 1 is
    /// the modularity of Newman and Girvan.
    pub resolution: f64,
    /// How often the whole algorithm runs, each time from the division found before; it stops earlier when a run
    /// changes nothing.
    pub iterations: usize,
    /// Where the random order of visits to the parts of communities begins. The same seed gives the same communities.
    pub seed: u64,
}

impl Default for CommunityOptions {
    /// Resolution 1, two iterations, seed 0.
    fn default() -> Self {
        CommunityOptions { resolution: 1.0, iterations: 2, seed: 0 }
    }
}

/// Returns the number of the community of each place: 0 is the largest, equal ones stand in the order of their
/// smallest places.
///
/// The Leiden algorithm (Traag, Waltman and van Eck 2019, *From Louvain to Leiden: guaranteeing well-connected
/// communities*) with modularity (see [`modularity`](super::modularity())) on the net without directions; two
/// documents that cite each other are tied twice. Each run moves nodes to better communities until none gains,
/// divides every community anew from single nodes (refinement), makes a node of each of these parts, and begins again
/// with the smaller graph, until every community is one node. In the refinement a node joins the part that gains most:
/// the limit θ → 0 of the paper, because an exponential function is not the same to the last bit on every machine.
///
/// The first of several runs joins whole communities instead of their parts, as the Louvain algorithm does (Blondel et
/// al. 2008, *Fast unfolding of communities in large networks*). Its graphs shrink faster, which halves the time of that
/// run, and the runs after it take its communities apart where they should be. Nodes are visited in the order of their
/// places, which is that of memory, again and again as long as neighbours move.
///
/// Every community is connected. With at least one iteration no two communities gain by being joined, and modularity
/// is not below that of the first phase of the Louvain algorithm in the same order of visits. The optimum itself is
/// not promised: finding it is NP-hard (Brandes et al. 2008, *On modularity clustering*). Isolated nodes are
/// communities of one. Cycles need no care. Without iterations every node is a community of its own.
///
/// Time O(|E|) for each pass over the edges, of which a handful is usual and no bound below |V| known; space
/// O(|V| + |E|): the ties are copied, and the smaller graphs stand beside them.
///
/// # Panics
///
/// If the net has 2^31 edges or more.
///
/// # Examples
///
/// Two triangles, tied by one citation: 0, 1, 2 and 3, 4, 5.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::{CommunityOptions, communities};
///
/// let (net, _) = Net::of(6, &[(1, 0), (2, 0), (2, 1), (4, 3), (5, 3), (5, 4), (3, 2)]);
/// assert_eq!(communities(&net, &CommunityOptions::default()), [0, 0, 0, 1, 1, 1]);
/// ```
pub fn communities(net: &Net, options: &CommunityOptions) -> Vec<u32> {
    let mut labels: Vec<u32> = (0..net.node_count() as u32).collect();
    if net.edge_count() == 0 {
        return labels;
    }
    let ties = Ties::of_net(net);
    let rule = Rule::new(options.resolution, net.edge_count());
    let mut random = SplitMix64(options.seed);
    for iteration in 0..options.iterations {
        let before = labels.clone();
        // From single nodes, communities as wholes are a good beginning, and much sooner found than in parts.
        let step = if iteration == 0 && options.iterations > 1 { Step::Whole } else { Step::Refined };
        iterate(&ties, &mut labels, rule, step, &mut random);
        if matches!(step, Step::Refined) {
            split(&ties, &mut labels);
        }
        by_size(&mut labels);
        if labels == before {
            break;
        }
    }
    labels
}

/// What becomes the nodes of the smaller graph.
#[derive(Clone, Copy)]
enum Step {
    /// Communities, as in the Louvain algorithm.
    Whole,
    /// Well-connected parts of communities.
    Refined,
}

/// One run of the algorithm from a division of the net, which becomes a better one.
fn iterate(ties: &Ties<u32>, labels: &mut [u32], rule: Rule, step: Step, random: &mut SplitMix64) {
    let Some((mut coarse, mut division, mut node_of)) = level(ties, labels, rule, step, random) else {
        return;
    };
    while let Some((coarser, parts, at)) = level(&coarse, &mut division, rule, step, random) {
        node_of.iter_mut().for_each(|node| *node = at[*node as usize]);
        (coarse, division) = (coarser, parts);
    }
    for (label, node) in labels.iter_mut().zip(&node_of) {
        *label = division[*node as usize];
    }
}

/// The smaller graph, its division, and the node that each node of the greater one has become.
type Level = (Ties<(u32, u32)>, Vec<u32>, Vec<u32>);

/// Moves and refines; returns the next, smaller graph, or nothing if the division is final.
fn level<T: Tie>(
    ties: &Ties<T>,
    division: &mut [u32],
    rule: Rule,
    step: Step,
    random: &mut SplitMix64,
) -> Option<Level> {
    loop {
        let moved = move_nodes(ties, division, rule);
        // There are no more communities than parts: their numbers are labels of the smaller graph as well.
        let whole = numbered(division);
        let (parts, count) = match step {
            Step::Whole => (division.to_vec(), whole),
            Step::Refined => refine(ties, division, rule, random),
        };
        if count < ties.node_count() {
            let mut coarse_division = vec![0; count];
            for (part, label) in parts.iter().zip(division.iter()) {
                coarse_division[*part as usize] = *label;
            }
            return Some((ties.joined(&parts, count), coarse_division, parts));
        }
        // Nothing was joined. If nothing moved either, no move gains and no two communities gain by being joined.
        if !moved {
            return None;
        }
    }
}

/// Divides communities that are not connected: in exact arithmetic there are none, after rounding there may be.
fn split(ties: &Ties<u32>, labels: &mut [u32]) {
    const UNSEEN: u32 = u32::MAX;
    let mut pieces = vec![UNSEEN; labels.len()];
    let mut pending = Vec::new();
    for root in 0..labels.len() as u32 {
        if pieces[root as usize] != UNSEEN {
            continue;
        }
        pieces[root as usize] = root;
        pending.push(root);
        while let Some(node) = pending.pop() {
            for other in ties.of(node) {
                if pieces[*other as usize] == UNSEEN && labels[*other as usize] == labels[node as usize] {
                    pieces[*other as usize] = root;
                    pending.push(*other);
                }
            }
        }
    }
    labels.copy_from_slice(&pieces);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::modularity;
    use super::super::neighbours::tests::nets;
    use super::*;

    /// The first phase of the Louvain algorithm: nodes move from communities of one until none gains.
    fn first_phase(net: &Net, options: &CommunityOptions) -> Vec<u32> {
        let mut labels: Vec<u32> = (0..net.node_count() as u32).collect();
        if net.edge_count() > 0 {
            move_nodes(&Ties::of_net(net), &mut labels, Rule::new(options.resolution, net.edge_count()));
        }
        labels
    }

    fn is_connected(net: &Net, labels: &[u32], community: u32) -> bool {
        let members: Vec<u32> =
            (0..net.node_count() as u32).filter(|v| labels[*v as usize] == community).collect();
        let mut met = vec![members[0]];
        let mut next = 0;
        while next < met.len() {
            let v = met[next];
            next += 1;
            for u in &members {
                let tied = net.cites(v).contains(u) || net.cites(*u).contains(&v);
                if tied && !met.contains(u) {
                    met.push(*u);
                }
            }
        }
        met.len() == members.len()
    }

    fn promises(net: &Net, options: &CommunityOptions) {
        let labels = communities(net, options);
        let quality = |labels: &[u32]| modularity(net, labels, options.resolution);
        let own = quality(&labels);
        assert_eq!(labels, communities(net, options));
        assert!(own >= quality(&first_phase(net, options)) - 1e-9);
        let count = labels.iter().max().map_or(0, |most| most + 1);
        let size = |community: u32| labels.iter().filter(|label| **label == community).count();
        let first = |community: u32| labels.iter().position(|label| *label == community);
        for a in 0..count {
            assert!(is_connected(net, &labels, a), "{labels:?}");
            for b in 0..a {
                assert!((size(a), first(b)) < (size(b), first(a)), "{labels:?}");
                let joined: Vec<u32> = labels.iter().map(|l| if *l == a { b } else { *l }).collect();
                assert!(quality(&joined) <= own + 1e-9, "{labels:?}: {a} and {b}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]
        #[test]
        fn communities_keep_the_promises_of_the_algorithm(
            net in nets(14, 40), resolution in 0.3f64..2.5, iterations in 1usize..4, seed: u64
        ) {
            promises(&net, &CommunityOptions { resolution, iterations, seed });
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(30))]
        #[test]
        fn larger_nets_keep_them_as_well(net in nets(60, 150), seed: u64) {
            promises(&net, &CommunityOptions { seed, ..CommunityOptions::default() });
        }
    }

    /// Documents in turn of so many groups, of whose citations three in four stay within the group.
    fn grouped(nodes: u32, groups: u32) -> Net {
        let mut random = SplitMix64(9);
        let mut edges = Vec::new();
        for v in groups..nodes {
            for _ in 0..1 + random.below(6) {
                let cited = match random.below(4) {
                    0 => random.below(v),
                    _ => v - groups * (1 + random.below(v / groups)),
                };
                edges.push((v, cited));
            }
        }
        Net::of(nodes as usize, &edges).0
    }

    /// So many nodes that the refinement has several blocks and communities are numbered anew while nodes move.
    #[test]
    fn nets_beyond_a_block_keep_the_promises_and_the_groups() {
        let net = grouped(2600, 8);
        for iterations in [1, 2, 3] {
            let options = CommunityOptions { iterations, ..CommunityOptions::default() };
            promises(&net, &options);
            let groups: Vec<u32> = (0..2600).map(|v| v % 8).collect();
            let found = modularity(&net, &communities(&net, &options), 1.0);
            assert!(found >= modularity(&net, &groups, 1.0), "{iterations}: {found}");
        }
    }

    /// The first of several runs leaves nothing behind that the parts of communities could not mend.
    #[test]
    fn later_runs_do_not_lose_what_earlier_ones_gained() {
        let net = grouped(1500, 40);
        let quality = |iterations: usize| {
            let options = CommunityOptions { iterations, ..CommunityOptions::default() };
            modularity(&net, &communities(&net, &options), 1.0)
        };
        let found = [2, 3, 4, 8].map(quality);
        assert!(found.is_sorted(), "{found:?}");
    }

    /// No division of a small net is better than the best, and the best is nearly always found.
    #[test]
    fn small_nets_are_divided_almost_as_well_as_can_be() {
        let mut random = SplitMix64(5);
        let (mut given, mut best) = (0.0, 0.0);
        for _ in 0..150 {
            let mut numbers: Vec<u32> = (0..49).collect();
            random.shuffle(&mut numbers);
            let edges: Vec<(u32, u32)> = numbers[..10].iter().map(|at| (at / 7, at % 7)).collect();
            let (net, _) = Net::of(7, &edges);
            let own = modularity(&net, &communities(&net, &CommunityOptions::default()), 1.0);
            let most = best_division(&net, &mut Vec::new());
            assert!(own <= most + 1e-12);
            given += own;
            best += most;
        }
        assert!(given > 0.99 * best, "{given} of {best}");
    }

    fn best_division(net: &Net, labels: &mut Vec<u32>) -> f64 {
        if labels.len() == net.node_count() {
            return modularity(net, labels, 1.0);
        }
        let next = labels.iter().max().map_or(0, |most| most + 1);
        let mut best = f64::MIN;
        for label in 0..=next {
            labels.push(label);
            best = best.max(best_division(net, labels));
            labels.pop();
        }
        best
    }

    /// Thirty cliques of five in a ring, each tied to the next: at resolution 1 neighbours are joined in pairs
    /// (Fortunato and Barthélemy 2007, *Resolution limit in community detection*); a greater resolution parts them.
    #[test]
    fn resolution_decides_what_is_one_community() {
        let mut edges = Vec::new();
        for clique in 0..30u32 {
            let begin = clique * 5;
            for v in 0..5 {
                edges.extend((0..v).map(|u| (begin + v, begin + u)));
            }
            edges.push((begin, (begin + 9) % 150));
        }
        let (net, numbering) = Net::of(150, &edges);
        let of = |resolution: f64| {
            communities(&net, &CommunityOptions { resolution, iterations: 10, ..CommunityOptions::default() })
        };
        let fine = of(4.0);
        assert_eq!(fine.iter().max(), Some(&29));
        let place = |v: u32| numbering.places[v as usize] as usize;
        assert!((0..150).all(|v| fine[place(v)] == fine[place(v / 5 * 5)]));
        assert!(of(1.0).iter().max() < Some(&20));
    }

    #[test]
    fn without_edges_or_iterations_every_node_is_alone() {
        let (net, _) = Net::of(3, &[]);
        assert_eq!(communities(&net, &CommunityOptions::default()), [0, 1, 2]);
        let (net, _) = Net::of(3, &[(1, 0)]);
        let none = CommunityOptions { iterations: 0, ..CommunityOptions::default() };
        assert_eq!(communities(&net, &none), [0, 1, 2]);
    }
}
