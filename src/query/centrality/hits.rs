//! Hubs and authorities.

use super::page_rank::gathered;
use crate::graph::Net;

/// Two measures that define each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Hits {
    /// By place: large if it cites many authorities. The sum is 1, or 0 without edges.
    pub hubs: Vec<f64>,
    /// By place: large if many hubs cite it. The sum is 1, or 0 without edges.
    pub authorities: Vec<f64>,
    /// Whether the iteration came to rest within its tolerance.
    pub converged: bool,
}

/// Authorities a of length 1 with eigenvalue λ are accepted if Aᵀ A a differs from λ a by less than this part of λ.
const TOLERANCE: f64 = 1e-12;
/// Part of an image that is taken for an error of rounding: some hundred of them, and less than the tolerance.
const NOTHING: f64 = 1e-13;
/// Vectors that are combined before the iteration starts again from the best combination.
const BASIS: usize = 8;
/// Times that the iteration starts again.
const MOST_ROUNDS: usize = 500;

/// Returns hubs and authorities: a = Aᵀ h and h = A a, up to length.
///
/// Kleinberg 1999, *Authoritative sources in a hyperlinked environment*: authorities are the dominant eigenvector of
/// Aᵀ A. Instead of multiplying with it again and again, the best combination of eight such products is taken each time
/// (Lanczos 1950, *An iteration method for the solution of the eigenvalue problem*, started anew, every vector made
/// orthogonal to all before), from the same start as Kleinberg's, hubs all alike, and to the same limit, until the
/// residue is below 10⁻¹² of the eigenvalue, in at most 500 rounds; `converged` says which. Both vectors are normalised to
/// the sum 1.
///
/// Where several components of Aᵀ A (sets of nodes linked by being cited together) have the same greatest eigenvalue,
/// the eigenvector is not unique; the limit is then the part of the start that lies in the eigenspace, so that
/// components alike share equally. Components with a smaller eigenvalue go to 0: the measure sees the densest part of a
/// graph and little else. Cycles need no care. Nodes that cite nothing have hub 0, those that nobody cites authority 0;
/// absent nodes are cited and may be authorities.
///
/// Time O(k (|V| + |E|)) for k products, space O(|V|).
///
/// # Examples
///
/// 2 cites 1 and 0, and 3 cites 0. For authorities (x, y) of 0 and 1, h(2) = x + y and h(3) = x, so that
/// x : y = (2x + y) : (x + y), the golden ratio.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::centrality::hits;
///
/// let hits = hits(&Net::of(4, &[(2, 1), (2, 0), (3, 0)]).0);
/// let show = |scores: &[f64]| scores.iter().map(|s| format!("{s:.4}")).collect::<Vec<_>>();
/// assert_eq!(show(&hits.authorities), ["0.6180", "0.3820", "0.0000", "0.0000"]);
/// assert_eq!(show(&hits.hubs), ["0.0000", "0.0000", "0.6180", "0.3820"]);
/// ```
pub fn hits(net: &Net) -> Hits {
    let places = 0..net.node_count() as u32;
    let hubs_of = |a: &[f64]| -> Vec<f64> { places.clone().map(|v| gathered(a, net.cites(v))).collect() };
    let image = |a: &[f64]| -> Vec<f64> {
        let hubs = hubs_of(a);
        places.clone().map(|v| gathered(&hubs, net.cited_by(v))).collect()
    };
    let mut authorities: Vec<f64> = places.clone().map(|v| net.cited_by(v).len() as f64).collect();
    let mut converged = net.edge_count() == 0;
    for _ in 0..MOST_ROUNDS {
        if converged {
            break;
        }
        (authorities, converged) = round(authorities, image);
    }
    // What is not in the dominant part is left with errors of either sign.
    authorities.iter_mut().for_each(|a| *a = a.max(0.0));
    divide(&mut authorities, |a| a.iter().sum());
    let mut hubs = hubs_of(&authorities);
    divide(&mut hubs, |h| h.iter().sum());
    Hits { hubs, authorities, converged }
}

/// Returns the best combination of a vector and its first images, and whether it is an eigenvector.
fn round(start: Vec<f64>, image: impl Fn(&[f64]) -> Vec<f64>) -> (Vec<f64>, bool) {
    let mut basis = vec![start];
    divide(&mut basis[0], length);
    let mut small = [[0.0; BASIS]; BASIS];
    let mut left = 0.0;
    for at in 0..BASIS {
        let mut next = image(&basis[at]);
        let whole = length(&next);
        small[at][at] = dot(&next, &basis[at]);
        // Twice, because the first time leaves errors as large as what is taken away.
        for vector in basis.iter().chain(&basis) {
            let part = dot(&next, vector);
            next.iter_mut().zip(vector).for_each(|(n, v)| *n -= part * v);
        }
        left = length(&next);
        // What is left then are errors of rounding, which may lie anywhere, also between blocks that share an eigenvalue.
        if left <= whole * NOTHING {
            left = 0.0;
            break;
        }
        if at + 1 < BASIS {
            small[at][at + 1] = left;
            small[at + 1][at] = left;
            divide(&mut next, |_| left);
            basis.push(next);
        }
    }
    let (value, weights) = dominant(small, basis.len());
    let mut best = vec![0.0; basis[0].len()];
    for (vector, weight) in basis.iter().zip(weights) {
        best.iter_mut().zip(vector).for_each(|(b, v)| *b += weight * v);
    }
    if best.iter().sum::<f64>() < 0.0 {
        best.iter_mut().for_each(|b| *b = -*b);
    }
    (best, left * weights[basis.len() - 1].abs() <= TOLERANCE * value)
}

/// Returns the greatest eigenvalue, and its vector, of the first `size` rows of a symmetric matrix.
///
/// Jacobi 1846, *Über ein leichtes Verfahren*: pairs of rows are turned until nothing is left beside the diagonal.
fn dominant(mut matrix: [[f64; BASIS]; BASIS], size: usize) -> (f64, [f64; BASIS]) {
    /// Six or seven are enough for any matrix of this size.
    const SWEEPS: usize = 20;
    let mut vectors = [[0.0; BASIS]; BASIS];
    (0..BASIS).for_each(|at| vectors[at][at] = 1.0);
    let pairs = (0..size).flat_map(|p| (p + 1..size).map(move |q| (p, q)));
    for (p, q) in std::iter::repeat_n(pairs, SWEEPS).flatten() {
        if matrix[p][q] == 0.0 {
            continue;
        }
        let slope = (matrix[q][q] - matrix[p][p]) / (2.0 * matrix[p][q]);
        let tangent = slope.signum() / (slope.abs() + slope.hypot(1.0));
        let cosine = 1.0 / tangent.hypot(1.0);
        let sine = tangent * cosine;
        let turned = |a: f64, b: f64| (cosine * a - sine * b, sine * a + cosine * b);
        for row in matrix.iter_mut().chain(&mut vectors) {
            (row[p], row[q]) = turned(row[p], row[q]);
        }
        let (upper, lower) = matrix.split_at_mut(q);
        for (a, b) in upper[p].iter_mut().zip(&mut lower[0]) {
            (*a, *b) = turned(*a, *b);
        }
    }
    let greatest = (0..size).fold(0, |best, at| if matrix[at][at] > matrix[best][best] { at } else { best });
    (matrix[greatest][greatest], vectors.map(|row| row[greatest]))
}

fn divide(values: &mut [f64], by: impl Fn(&[f64]) -> f64) {
    let by = by(values);
    if by > 0.0 {
        values.iter_mut().for_each(|value| *value /= by);
    }
}

/// Returns the sum of the products. Eight partial sums, in a fixed order, because one alone waits for each addition.
fn dot(one: &[f64], other: &[f64]) -> f64 {
    let (ones, others) = (one.chunks_exact(8), other.chunks_exact(8));
    let rest: f64 = ones.remainder().iter().zip(others.remainder()).map(|(a, b)| a * b).sum();
    let mut sums = [0.0; 8];
    for (a, b) in ones.zip(others) {
        (0..8).for_each(|at| sums[at] += a[at] * b[at]);
    }
    sums.iter().sum::<f64>() + rest
}

fn length(values: &[f64]) -> f64 {
    dot(values, values).sqrt()
}

#[cfg(test)]
mod tests {
    use super::super::samples::any_net;
    use super::*;
    use proptest::prelude::*;

    fn distance(one: &[f64], other: &[f64]) -> f64 {
        one.iter().zip(other).map(|(a, b)| (a - b).abs()).sum()
    }

    type Matrix = Vec<Vec<f64>>;

    fn times(a: &Matrix, b: &Matrix) -> Matrix {
        let column = |j: usize| b.iter().map(move |row| row[j]);
        let dot = |row: &Vec<f64>, j: usize| row.iter().zip(column(j)).map(|(x, y)| x * y).sum();
        a.iter().map(|row| (0..b.len()).map(|j| dot(row, j)).collect()).collect()
    }

    /// (Aᵀ A)^(2^20) Aᵀ 1 by squaring: gaps between eigenvalues hardly matter, and errors of rounding, which each
    /// squaring doubles, do not yet.
    fn slow(net: &Net) -> Vec<f64> {
        let nodes = net.node_count();
        let mut a: Matrix = vec![vec![0.0; nodes]; nodes];
        let mut transposed = a.clone();
        net.edges().for_each(|(s, t)| {
            a[s as usize][t as usize] = 1.0;
            transposed[t as usize][s as usize] = 1.0;
        });
        let mut power = times(&transposed, &a);
        for _ in 0..20 {
            power = times(&power, &power);
            let largest = power.iter().flatten().copied().fold(1e-300, f64::max);
            power.iter_mut().flatten().for_each(|x| *x /= largest);
        }
        let start: Vec<f64> = transposed.iter().map(|row| row.iter().sum()).collect();
        let mut limit: Vec<f64> =
            power.iter().map(|row| row.iter().zip(&start).map(|(x, y)| x * y).sum()).collect();
        divide(&mut limit, |l| l.iter().sum());
        limit
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn authorities_are_the_limit(net in any_net(8)) {
            let given = hits(&net);
            prop_assert!(given.converged);
            prop_assert!(distance(&given.authorities, &slow(&net)) < 1e-7, "{given:?} {:?}", slow(&net));
            let mut hubs: Vec<f64> =
                (0..net.node_count() as u32).map(|v| gathered(&given.authorities, net.cites(v))).collect();
            divide(&mut hubs, |h| h.iter().sum());
            prop_assert!(distance(&given.hubs, &hubs) < 1e-12);
        }
    }

    /// Stars of 2,001 and 2,000 arms: of two eigenvalues this close, multiplication alone would need 50,000 steps.
    #[test]
    fn close_eigenvalues_are_told_apart() {
        let edges: Vec<(u32, u32)> = (2..4_003).map(|v| (v, v % 2)).collect();
        let given = hits(&Net::of(4_003, &edges).0);
        assert!(given.converged && given.authorities[0] > 1.0 - 1e-9, "{:?}", &given.authorities[..2]);
    }

    /// The blocks {0, 1} and {2, 3, 4, 5} are built otherwise and have one eigenvalue, (5 + √17) / 2.
    #[test]
    fn blocks_of_one_eigenvalue_keep_their_part_of_the_start() {
        let edges = [(1, 2), (2, 0), (2, 1), (3, 0), (3, 1), (4, 1), (5, 3), (6, 2), (6, 3), (6, 4), (6, 5)];
        let net = Net::of(7, &edges).0;
        let given = hits(&net);
        assert!(given.converged && distance(&given.authorities, &slow(&net)) < 1e-9, "{given:?}");
    }

    /// Stars of two arms twice have one eigenvalue, a single citation a smaller one.
    #[test]
    fn components_alike_share_and_smaller_ones_vanish() {
        let edges = [(1, 0), (2, 0), (4, 3), (5, 3), (7, 6)];
        let given = hits(&Net::of(8, &edges).0);
        let authorities: Vec<String> = given.authorities.iter().map(|a| format!("{a:.6}")).collect();
        assert_eq!((authorities[0].as_str(), authorities[3].as_str()), ("0.500000", "0.500000"));
        assert_eq!((authorities[6].as_str(), given.converged), ("0.000000", true));
        let nothing = hits(&Net::of(2, &[]).0);
        assert_eq!(
            (nothing.hubs, nothing.authorities, nothing.converged),
            (vec![0.0; 2], vec![0.0; 2], true)
        );
    }
}
