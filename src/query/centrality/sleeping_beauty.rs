//! Nodes that were hardly cited for long and then much.

use crate::graph::Net;

/// How long and how deeply a node slept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beauty {
    /// B: 0 if citations came at once or rose in a straight line, large if they came late and many; below 0 if they rose
    /// early and slowly after that.
    pub coefficient: f64,
    /// The year in which it awoke.
    pub awakening: i32,
    /// The year in which it was cited most.
    pub peak: i32,
}

/// Returns the beauty coefficient and the awakening of every place.
///
/// Ke, Ferrara, Radicchi and Flammini 2015, *Defining and identifying Sleeping Beauties in science*. With cₜ for the
/// citations received t years after its own year and tₘ for the first t of the greatest, the line from (0, c₀) to
/// (tₘ, c of tₘ) is ℓₜ, and B = Σ (ℓₜ − cₜ) / max(1, cₜ) for t from 0 to tₘ. It awoke at the first t, up to tₘ, of which
/// the point (t, cₜ) is farthest from the line. If it was cited most in its own year B is 0 and it awoke then.
///
/// Distinct citing nodes count. Those without a year, and those of years before the node's own (cycles, and dates that
/// contradict citations), are left out. A node without a year, or without a citation that counts, has `None`.
///
/// Years without citations are summed in closed form. Time O(|V| + |E| log |E|), whatever the years; space O(|V|).
///
/// # Panics
///
/// If there are not as many years as nodes.
///
/// # Examples
///
/// 0 is of 1950 and cited twice in 1954: the line rises by 0.5 a year, so that B = 0 + 0.5 + 1 + 1.5 + 0 = 3. The point of
/// 1953, with nothing, is farthest below it.
///
/// ```
/// use travaux::graph::Net;
/// use travaux::query::centrality::{Beauty, sleeping_beauty};
///
/// let (net, _) = Net::of(3, &[(1, 0), (2, 0)]);
/// let years = [Some(1950), Some(1954), Some(1954)];
/// let given = sleeping_beauty(&net, &years);
/// assert_eq!(given[0], Some(Beauty { coefficient: 3.0, awakening: 1953, peak: 1954 }));
/// assert_eq!(given[1], None);
/// ```
pub fn sleeping_beauty(net: &Net, years: &[Option<i32>]) -> Vec<Option<Beauty>> {
    assert_eq!(net.node_count(), years.len(), "every node has a year or none");
    let mut ages = Vec::new();
    let beauty = |place: u32| {
        let year = i64::from(years[place as usize]?);
        ages.clear();
        let citing = net.cited_by(place).iter().filter_map(|u| years[*u as usize]);
        ages.extend(citing.map(|y| i64::from(y) - year).filter(|age| *age >= 0));
        ages.sort_unstable();
        let curve: Vec<(i64, i64)> =
            ages.chunk_by(|a, b| a == b).map(|alike| (alike[0], alike.len() as i64)).collect();
        of_curve(&curve).map(|(coefficient, awakening, peak)| Beauty {
            coefficient,
            awakening: (year + awakening) as i32,
            peak: (year + peak) as i32,
        })
    };
    (0..net.node_count() as u32).map(beauty).collect()
}

/// Returns B, the awakening and the peak of the years with citations, ascending.
fn of_curve(curve: &[(i64, i64)]) -> Option<(f64, i64, i64)> {
    let most = curve.iter().map(|(_, count)| *count).max()?;
    let (peak, _) = *curve.iter().find(|(_, count)| *count == most)?;
    let first = curve.first().filter(|(t, _)| *t == 0).map_or(0, |(_, count)| *count);
    if peak == 0 {
        return Some((0.0, 0, 0));
    }
    let slope = (most - first) as f64 / peak as f64;
    let line = |t: i64| slope * t as f64 + first as f64;
    // As if no year had citations; then each that has is put right.
    let mut coefficient = (first + most) as f64 / 2.0 * (peak + 1) as f64;
    // Distances from the line are compared times its length, in whole numbers.
    let apart = |t: i64, count: i64| {
        (i128::from(most - first) * i128::from(t) + i128::from(peak) * i128::from(first - count)).abs()
    };
    let mut awakening = (apart(0, first), 0);
    let mut farther = |t: i64, count: i64| {
        if apart(t, count) > awakening.0 {
            awakening = (apart(t, count), t);
        }
    };
    let mut former = 0;
    for (t, count) in curve.iter().copied().take_while(|(t, _)| *t <= peak) {
        coefficient += (line(t) - count as f64) / count as f64 - line(t);
        // The line rises to the peak: of years without citations the last is farthest below it.
        if t > former + 1 {
            farther(t - 1, 0);
        }
        farther(t, count);
        former = t;
    }
    Some((coefficient, awakening.1, peak))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::any_net;
    use super::*;

    /// Year by year, as the paper says.
    fn slow(net: &Net, years: &[Option<i32>], place: usize) -> Option<Beauty> {
        let year = years[place]?;
        let mut counts = vec![0.0; 80];
        for citing in net.cited_by(place as u32) {
            if let Some(y) = years[*citing as usize].filter(|y| *y >= year) {
                counts[(y - year) as usize] += 1.0;
            }
        }
        let most = counts.iter().copied().fold(0.0, f64::max);
        let peak = counts.iter().position(|c| *c == most && most > 0.0)?;
        let (c0, cm, tm) = (counts[0], counts[peak], peak as f64);
        let mut coefficient = 0.0;
        let mut awakening = (0.0, 0);
        for (t, c) in counts.iter().enumerate().take(peak + 1).filter(|_| peak > 0) {
            let line = (cm - c0) / tm * t as f64 + c0;
            coefficient += (line - c) / c.max(1.0);
            let apart = ((cm - c0) * t as f64 - tm * c + tm * c0).abs();
            if apart > awakening.0 {
                awakening = (apart, t);
            }
        }
        Some(Beauty { coefficient, awakening: year + awakening.1 as i32, peak: year + peak as i32 })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn it_is_that_of_the_paper(
            net in any_net(20),
            span in 1i32..40,
            ages in proptest::collection::vec(proptest::option::weighted(0.9, 0i32..40), 20)
        ) {
            let years: Vec<Option<i32>> =
                ages[..net.node_count()].iter().map(|age| age.map(|age| 1945 + age % span)).collect();
            for (place, given) in sleeping_beauty(&net, &years).into_iter().enumerate() {
                match (given, slow(&net, &years, place)) {
                    (Some(a), Some(b)) => {
                        prop_assert!((a.coefficient - b.coefficient).abs() < 1e-9, "{a:?} {b:?}");
                        prop_assert_eq!((a.awakening, a.peak), (b.awakening, b.peak));
                    }
                    (given, expected) => prop_assert_eq!(given, expected),
                }
            }
        }
    }

    #[test]
    fn years_far_apart_are_no_harm() {
        let net = Net::of(3, &[(1, 0), (2, 0)]).0;
        let given = sleeping_beauty(&net, &[Some(i32::MIN), Some(i32::MAX), Some(i32::MAX)]);
        let coefficient = f64::from(u32::MAX) - 1.0;
        let expected = Beauty { coefficient, awakening: i32::MAX - 1, peak: i32::MAX };
        assert_eq!(given[0], Some(expected));
    }
}
