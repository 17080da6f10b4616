//! Scores against those of the same age: what is old had more time to be cited.

use crate::graph::Net;

/// Returns how far each score lies above the mean of those of about the same age, in standard deviations.
///
/// Mariani, Medo and Zhang 2016, *Identification of milestone papers through time-balanced network centrality*: with
/// nodes in the order of their years, R = (s − μ) / σ for the mean and the standard deviation (over all, not of a sample)
/// of the scores of the `window` nodes nearest in that order, the node itself among them. Near an end of the order these
/// are the first, or the last, `window` nodes. Years alike keep the order of places; a window of at least 1 is taken,
/// and of no more nodes than are dated. Where all scores of the window are alike R is 0. Nodes without a year have
/// `None` and stand in no window. Any score by place will do: PageRank, citations received. Nothing is asked of the graph.
///
/// The order is cut into blocks of a window's length: each window is the end of one and the beginning of the next, whose
/// means and squares are put together (Chan, Golub and LeVeque 1983, *Algorithms for computing the sample variance*), so
/// that nothing is ever subtracted. Time O(|V| log |V|), space O(|V|).
///
/// # Panics
///
/// If there are not as many years as scores.
///
/// # Examples
///
/// Windows of three: for the first two nodes 4, 1, 1 with the mean 2 and the variance 2, so that R = 2/√2 and −1/√2.
///
/// ```
/// use travaux::query::centrality::rescaled;
///
/// let years = [Some(1950), Some(1951), Some(1960), Some(1970), None];
/// let given = rescaled(&[4.0, 1.0, 1.0, 1.0, 9.0], &years, 3);
/// let show: Vec<String> = given.iter().flatten().map(|r| format!("{r:.4}")).collect();
/// assert_eq!(show, ["1.4142", "-0.7071", "0.0000", "0.0000"]);
/// assert_eq!(given[4], None);
/// ```
pub fn rescaled(scores: &[f64], years: &[Option<i32>], window: usize) -> Vec<Option<f64>> {
    assert_eq!(scores.len(), years.len(), "every score has a year or none");
    let order = by_year(years);
    let window = window.clamp(1, order.len().max(1));
    let of = |at: usize| scores[order[at].1 as usize];
    let mut heads: Vec<Moments> = Vec::with_capacity(order.len());
    for at in 0..order.len() {
        let former = if at % window == 0 { Moments::default() } else { heads[at - 1] };
        heads.push(former.joined(Moments::of(of(at))));
    }
    let mut tails = vec![Moments::default(); order.len() + 1];
    for at in (0..order.len()).rev() {
        let later = if (at + 1) % window == 0 { Moments::default() } else { tails[at + 1] };
        tails[at] = Moments::of(of(at)).joined(later);
    }
    let mut out = vec![None; scores.len()];
    for (at, (_, place)) in order.iter().enumerate() {
        let begin = at.saturating_sub(window / 2).min(order.len() - window);
        let whole = begin % window == 0;
        let moments =
            if whole { heads[begin + window - 1] } else { tails[begin].joined(heads[begin + window - 1]) };
        out[*place as usize] = Some(moments.standing(of(at)));
    }
    out
}

/// Returns the citations that each node received, divided by the mean of those of its year.
///
/// Radicchi, Fortunato and Castellano 2008, *Universality of citation distributions*, with years instead of fields and
/// years: c / c₀. Where a year has fewer than `fewest` nodes, as many years before and after it are added as give so
/// many, or all. Nodes without a year have `None`, and so have those of years in which nobody was cited. A node without
/// citations has 0 otherwise. Distinct citing nodes count, dated or not; cycles need no care.
///
/// Time O(|V| log |V| + years²) at worst, for the number of different years; space O(|V|).
///
/// # Panics
///
/// If there are not as many years as nodes.
///
/// # Examples
///
/// 2 and 3 cite 0, and 3 cites 1. 0 and 1 are of one year, in which 1.5 citations are the mean.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::centrality::age_normalised;
///
/// let (net, _) = Net::of(4, &[(2, 0), (3, 0), (3, 1)]);
/// let years = [Some(1990), Some(1990), Some(2000), None];
/// let given = age_normalised(&net, &years, 1);
/// assert_eq!(given, [Some(2.0 / 1.5), Some(1.0 / 1.5), None, None]);
/// // At least three nodes: 2000 takes in the years down to 1990, with 3 citations for three nodes.
/// assert_eq!(age_normalised(&net, &years, 3)[2], Some(0.0));
/// ```
pub fn age_normalised(net: &Net, years: &[Option<i32>], fewest: usize) -> Vec<Option<f64>> {
    assert_eq!(net.node_count(), years.len(), "every node has a year or none");
    let received = |place: u32| net.cited_by(place).len();
    // Each year that occurs, with the number of its nodes and of their citations.
    let mut tallies: Vec<(i32, usize, usize)> = Vec::new();
    let order = by_year(years);
    for (year, place) in &order {
        match tallies.last_mut().filter(|last| last.0 == *year) {
            Some(last) => *last = (*year, last.1 + 1, last.2 + received(*place)),
            None => tallies.push((*year, 1, received(*place))),
        }
    }
    let mean = |at: usize| {
        let (year, mut nodes, mut citations) = tallies[at];
        let (mut low, mut high) = (at, at + 1);
        while nodes < fewest && (low > 0 || high < tallies.len()) {
            // The next year on either side, or on both if they are equally far.
            let before = (low > 0).then(|| year.abs_diff(tallies[low - 1].0));
            let after = (high < tallies.len()).then(|| tallies[high].0.abs_diff(year));
            let nearest = before.into_iter().chain(after).min();
            let mut take = |tally: (i32, usize, usize)| {
                nodes += tally.1;
                citations += tally.2;
            };
            if before == nearest {
                low -= 1;
                take(tallies[low]);
            }
            if after == nearest {
                take(tallies[high]);
                high += 1;
            }
        }
        citations as f64 / nodes as f64
    };
    let means: Vec<f64> = (0..tallies.len()).map(mean).collect();
    let mut out = vec![None; years.len()];
    let mut at = 0;
    for (year, place) in order {
        at += usize::from(tallies[at].0 != year);
        out[place as usize] = (means[at] > 0.0).then(|| received(place) as f64 / means[at]);
    }
    out
}

/// Returns the dated places with their years, ascending.
fn by_year(years: &[Option<i32>]) -> Vec<(i32, u32)> {
    let dated = years.iter().zip(0u32..).filter_map(|(year, place)| year.map(|year| (year, place)));
    let mut order: Vec<(i32, u32)> = dated.collect();
    order.sort_unstable();
    order
}

/// Scores taken together.
#[derive(Clone, Copy, Default)]
struct Moments {
    count: f64,
    mean: f64,
    /// The sum of the squares of what they differ from the mean.
    squares: f64,
}

impl Moments {
    fn of(score: f64) -> Moments {
        Moments { count: 1.0, mean: score, squares: 0.0 }
    }

    fn joined(self, other: Moments) -> Moments {
        let count = self.count + other.count;
        if count == 0.0 {
            return self;
        }
        let apart = other.mean - self.mean;
        Moments {
            count,
            mean: self.mean + apart * other.count / count,
            squares: self.squares + other.squares + apart * apart * self.count * other.count / count,
        }
    }

    fn standing(self, score: f64) -> f64 {
        let deviation = (self.squares / self.count).sqrt();
        if deviation > 0.0 { (score - self.mean) / deviation } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::any_net;
    use super::*;
    use proptest::prelude::*;

    fn any_years(count: usize) -> impl Strategy<Value = Vec<Option<i32>>> {
        proptest::collection::vec(proptest::option::weighted(0.85, 1940i32..1960), count)
    }

    fn slow_rescaled(scores: &[f64], years: &[Option<i32>], window: usize) -> Vec<Option<f64>> {
        let mut order: Vec<usize> = (0..scores.len()).filter(|v| years[*v].is_some()).collect();
        order.sort_by_key(|v| (years[*v], *v));
        let window = window.max(1).min(order.len());
        let standing = |v: usize| {
            let at = order.iter().position(|o| *o == v)?;
            // Of all windows of this length, the one that begins half a length before, or as near to that as there is.
            let begin = (0..=order.len() - window)
                .min_by_key(|b| (at as i64 - window as i64 / 2 - *b as i64).abs())?;
            let near: Vec<f64> = order[begin..begin + window].iter().map(|o| scores[*o]).collect();
            let mean = near.iter().sum::<f64>() / window as f64;
            let variance = near.iter().map(|s| (s - mean) * (s - mean)).sum::<f64>() / window as f64;
            Some(if near.iter().all(|s| *s == near[0]) { 0.0 } else { (scores[v] - mean) / variance.sqrt() })
        };
        (0..scores.len()).map(standing).collect()
    }

    fn slow_normalised(net: &Net, years: &[Option<i32>], fewest: usize) -> Vec<Option<f64>> {
        let received = |v: usize| net.cited_by(v as u32).len() as f64;
        let normalised = |v: usize| {
            let year = years[v]?;
            let around = |reach: i32| -> Vec<f64> {
                let near = (0..years.len()).filter(|o| years[*o].is_some_and(|y| (y - year).abs() <= reach));
                near.map(received).collect()
            };
            let group = (0..30).map(around).find(|group| group.len() >= fewest).unwrap_or_else(|| around(30));
            let mean = group.iter().sum::<f64>() / group.len() as f64;
            (mean > 0.0).then(|| received(v) / mean)
        };
        (0..years.len()).map(normalised).collect()
    }

    fn close(given: &[Option<f64>], expected: &[Option<f64>]) -> bool {
        let near = |(a, b): (&Option<f64>, &Option<f64>)| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-9,
            (a, b) => a.is_none() && b.is_none(),
        };
        given.len() == expected.len() && given.iter().zip(expected).all(near)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn windows_are_those_of_the_definition(
            (scores, years) in (0usize..30).prop_flat_map(|count| {
                (proptest::collection::vec((0u8..5).prop_map(f64::from), count), any_years(count))
            }),
            window in 0usize..12
        ) {
            let given = rescaled(&scores, &years, window);
            let expected = slow_rescaled(&scores, &years, window);
            prop_assert!(close(&given, &expected), "{given:?} {expected:?}");
        }

        #[test]
        fn years_are_widened_as_far_as_needed(
            (net, years) in any_net(25).prop_flat_map(|net| {
                let years = any_years(net.node_count());
                (Just(net), years)
            }),
            fewest in 0usize..12
        ) {
            let given = age_normalised(&net, &years, fewest);
            let expected = slow_normalised(&net, &years, fewest);
            prop_assert!(close(&given, &expected), "{given:?} {expected:?}");
        }
    }
}
