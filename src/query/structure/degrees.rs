//! How citations are spread over the documents, and how far they lead one way.

use super::neighbours::{each_neighbour, neighbour_counts};
use crate::graph::Net;

/// Which end of its citations a document is looked at from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What it cites: the out-degree.
    Cites,
    /// What cites it: the in-degree.
    CitedBy,
}

impl Side {
    fn degree(self, net: &Net, place: u32) -> u32 {
        let row = match self {
            Side::Cites => net.cites(place),
            Side::CitedBy => net.cited_by(place),
        };
        row.len() as u32
    }
}

/// Returns how many places have each degree that occurs, as (degree, places), ascending.
///
/// Isolated nodes count with 0. Time O(|V| + k log k) for k degrees, at most O(|V| log |V|); space O(|V|).
///
/// # Examples
///
/// 1 and 2 cite 0.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::{Side, degree_distribution};
///
/// let (net, _) = Net::of(3, &[(1, 0), (2, 0)]);
/// assert_eq!(degree_distribution(&net, Side::CitedBy), [(0, 2), (2, 1)]);
/// assert_eq!(degree_distribution(&net, Side::Cites), [(0, 1), (1, 2)]);
/// ```
pub fn degree_distribution(net: &Net, side: Side) -> Vec<(u32, u64)> {
    let mut degrees: Vec<u32> = (0..net.node_count() as u32).map(|place| side.degree(net, place)).collect();
    degrees.sort_unstable();
    degrees.chunk_by(|a, b| a == b).map(|alike| (alike[0], alike.len() as u64)).collect()
}

/// Returns the share of the ordered pairs of different places that are edges; 0 for fewer than two places.
///
/// Time and space O(1).
///
/// # Examples
///
/// Two of the six pairs of three documents:
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::density;
///
/// let (net, _) = Net::of(3, &[(1, 0), (2, 0)]);
/// assert_eq!(density(&net), 2.0 / 6.0);
/// ```
pub fn density(net: &Net) -> f64 {
    let n = net.node_count() as f64;
    if n < 2.0 { 0.0 } else { net.edge_count() as f64 / (n * (n - 1.0)) }
}

/// Returns the share of the edges whose reverse is an edge as well; 0 without edges.
///
/// Wasserman and Faust 1994, *Social Network Analysis*, §13.3, as the share of arcs. Only edges inside knots can be
/// answered.
///
/// Time O(|V|), and O(d log d) for each place of a knot with d edges; space O(1).
///
/// # Examples
///
/// 1 and 2 cite each other, and both cite 0: two of four edges.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::reciprocity;
///
/// let (net, _) = Net::of(3, &[(1, 0), (2, 0), (1, 2), (2, 1)]);
/// assert_eq!(reciprocity(&net), 0.5);
/// ```
pub fn reciprocity(net: &Net) -> f64 {
    let answered = |place: u32| {
        net.cites(place).iter().filter(|target| net.cited_by(place).binary_search(target).is_ok()).count()
    };
    let both: usize = net.knots().iter().flat_map(|knot| knot.clone()).map(answered).sum();
    share(both, net.edge_count())
}

/// Returns the share of the edges that lie on no cycle: 1 if documents cite strictly older ones only, or nothing.
///
/// The flow hierarchy of Luo and Magee 2011, *Detecting evolving patterns of self-organizing networks by flow hierarchy
/// measurement*: an edge lies on a cycle if and only if both ends lie in one knot.
///
/// Time O(|V|), and O(d) for each place of a knot with d edges; space O(1).
///
/// # Examples
///
/// 1 and 2 cite each other, and both cite 0: two of four edges lie on no cycle.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::flow_hierarchy;
///
/// let (net, _) = Net::of(3, &[(1, 0), (2, 0), (1, 2), (2, 1)]);
/// assert_eq!(flow_hierarchy(&net), 0.5);
/// ```
pub fn flow_hierarchy(net: &Net) -> f64 {
    let mut inside = 0;
    for knot in net.knots() {
        for place in knot.clone() {
            inside += net.cites(place).iter().filter(|target| knot.contains(target)).count();
        }
    }
    1.0 - share(inside, net.edge_count())
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Returns the correlation of the numbers of neighbours at both ends of an edge: positive if well-connected documents
/// are tied to well-connected ones. `None` if all ends have the same number of neighbours, or there is no edge.
///
/// The degree assortativity r of Newman 2002, *Assortative mixing in networks*, on the net without directions, in which
/// two documents that cite each other are tied once. Isolated nodes take no part; cycles need no care. The sums are
/// whole numbers.
///
/// Time O(|V| + |E|), space O(|V|).
///
/// # Examples
///
/// A chain of four: the degrees at the ends of its edges, each read both ways, are (1, 2), (2, 1), (2, 2), (2, 2),
/// (2, 1), (1, 2), with mean 10/6, variance 2/9 and covariance 16/6 − 100/36 = −1/9: r = −1/2.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::assortativity;
///
/// let (net, _) = Net::of(4, &[(1, 0), (2, 1), (3, 2)]);
/// let r = assortativity(&net).expect("degrees differ");
/// assert!((r + 0.5).abs() < 1e-12);
/// ```
pub fn assortativity(net: &Net) -> Option<f64> {
    let counts = neighbour_counts(net);
    let mut pairs = Pairs::default();
    for place in 0..net.node_count() as u32 {
        // Each edge comes once from either end, as the definition has it.
        each_neighbour(net, place, |other, _| pairs.add(counts[place as usize], counts[other as usize]));
    }
    pairs.correlation()
}

/// Returns the correlation of a degree of the citing with a degree of the cited document, over all citations. `None` if
/// either is the same for all of them.
///
/// The degree assortativity of directed networks (Newman 2003, *Mixing patterns in networks*; the four choices are
/// those of Foster et al. 2010, *Edge direction and the structure of networks*). With [`Side::CitedBy`] twice: whether
/// much-cited documents cite much-cited ones. Isolated nodes take no part; cycles need no care.
///
/// Time O(|V| + |E|), space O(1).
///
/// # Examples
///
/// 1 cites 0, and 2 cites both: out-degrees 1, 2, 2 of the citing beside in-degrees 2, 2, 1 of the cited. With means
/// 5/3, variances 2/9 and covariance 8/3 − 25/9 = −1/9, r = −1/2.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::structure::{Side, directed_assortativity};
///
/// let (net, _) = Net::of(3, &[(1, 0), (2, 0), (2, 1)]);
/// let r = directed_assortativity(&net, Side::Cites, Side::CitedBy).expect("degrees differ");
/// assert!((r + 0.5).abs() < 1e-12);
/// ```
pub fn directed_assortativity(net: &Net, citing: Side, cited: Side) -> Option<f64> {
    let mut pairs = Pairs::default();
    for (source, target) in net.edges() {
        pairs.add(citing.degree(net, source), cited.degree(net, target));
    }
    pairs.correlation()
}

/// The sums of Pearson's correlation, exact.
#[derive(Default)]
struct Pairs {
    count: u64,
    x: u64,
    y: u64,
    xx: u128,
    yy: u128,
    xy: u128,
    /// Whether a pair differed from the first one, on either side.
    first: Option<(u32, u32)>,
    differ: (bool, bool),
}

impl Pairs {
    fn add(&mut self, x: u32, y: u32) {
        let first = *self.first.get_or_insert((x, y));
        self.differ.0 |= x != first.0;
        self.differ.1 |= y != first.1;
        let (x, y) = (u64::from(x), u64::from(y));
        self.count += 1;
        self.x += x;
        self.y += y;
        self.xx += u128::from(x * x);
        self.yy += u128::from(y * y);
        self.xy += u128::from(x * y);
    }

    fn correlation(&self) -> Option<f64> {
        if self.differ != (true, true) {
            return None;
        }
        let n = self.count as f64;
        let (x, y) = (self.x as f64 / n, self.y as f64 / n);
        let covariance = self.xy as f64 / n - x * y;
        let variances = (self.xx as f64 / n - x * x) * (self.yy as f64 / n - y * y);
        Some(covariance / variances.sqrt())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::neighbours::tests::{matrix, nets};
    use super::*;

    fn pearson(pairs: &[(f64, f64)]) -> Option<f64> {
        let n = pairs.len() as f64;
        let x = pairs.iter().map(|p| p.0).sum::<f64>() / n;
        let y = pairs.iter().map(|p| p.1).sum::<f64>() / n;
        let of = |f: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(f).sum::<f64>();
        let (xx, yy) = (of(&|p| (p.0 - x).powi(2)), of(&|p| (p.1 - y).powi(2)));
        let xy = of(&|p| (p.0 - x) * (p.1 - y));
        (xx > 1e-9 && yy > 1e-9).then(|| xy / (xx * yy).sqrt())
    }

    fn same(given: Option<f64>, wanted: Option<f64>) -> bool {
        match (given, wanted) {
            (Some(given), Some(wanted)) => (given - wanted).abs() < 1e-9,
            (given, wanted) => given == wanted,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn degrees_are_those_of_the_matrix(net in nets(9, 30)) {
            let matrix = matrix(&net);
            let n = matrix.len();
            let mut edges = Vec::new();
            for (s, row) in matrix.iter().enumerate() {
                edges.extend((0..n).filter(|t| row[*t]).map(|t| (s, t)));
            }
            let out = |v: usize| edges.iter().filter(|(s, _)| *s == v).count();
            let into = |v: usize| edges.iter().filter(|(_, t)| *t == v).count();
            let tied = |v: usize, u: usize| matrix[v][u] || matrix[u][v];
            let ties = |v: usize| (0..n).filter(|u| tied(v, *u)).count();

            for (side, degree) in [(Side::Cites, &out as &dyn Fn(usize) -> usize), (Side::CitedBy, &into)] {
                let wanted: Vec<(u32, u64)> = (0..=n)
                    .map(|d| (d as u32, (0..n).filter(|v| degree(*v) == d).count() as u64))
                    .filter(|(_, places)| *places > 0)
                    .collect();
                prop_assert_eq!(degree_distribution(&net, side), wanted);
            }
            let answered = edges.iter().filter(|(s, t)| matrix[*t][*s]).count();
            prop_assert_eq!(reciprocity(&net), answered as f64 / edges.len().max(1) as f64);
            let both: Vec<(f64, f64)> = (0..n)
                .flat_map(|v| (0..n).map(move |u| (v, u)))
                .filter(|(v, u)| tied(*v, *u))
                .map(|(v, u)| (ties(v) as f64, ties(u) as f64))
                .collect();
            prop_assert!(same(assortativity(&net), pearson(&both)));
            let along: Vec<(f64, f64)> = edges.iter().map(|(s, t)| (out(*s) as f64, into(*t) as f64)).collect();
            prop_assert!(same(directed_assortativity(&net, Side::Cites, Side::CitedBy), pearson(&along)));
            let along: Vec<(f64, f64)> = edges.iter().map(|(s, t)| (into(*s) as f64, out(*t) as f64)).collect();
            prop_assert!(same(directed_assortativity(&net, Side::CitedBy, Side::Cites), pearson(&along)));

            let mut reach = matrix.clone();
            for via in 0..n {
                for from in 0..n {
                    for to in 0..n {
                        reach[from][to] |= reach[from][via] && reach[via][to];
                    }
                }
            }
            let cyclic = edges.iter().filter(|(s, t)| reach[*t][*s]).count();
            prop_assert_eq!(flow_hierarchy(&net), 1.0 - cyclic as f64 / edges.len().max(1) as f64);
        }
    }

    #[test]
    fn nothing_has_no_spread() {
        let (net, _) = Net::of(0, &[]);
        assert_eq!((density(&net), reciprocity(&net), flow_hierarchy(&net)), (0.0, 0.0, 1.0));
        assert_eq!((assortativity(&net), degree_distribution(&net, Side::Cites)), (None, Vec::new()));
    }
}
