//! Places across the rows: trunks and spines straight, boxes near what they are joined to.
//!
//! The method of Brandes and Köpf (2002, *Fast and simple horizontal coordinate assignment*): stands are aligned with
//! the medians of their neighbours, four times (from above and from below, leftmost and rightmost), and each takes the
//! mean of the two middle places. Names follow the paper. Blocks are packed by longest paths between them, which needs
//! no classes; what the paper calls inner segments are here the links of trunks and those of spines.

use std::collections::BTreeSet;

use super::nets::{Layers, Stand};
use super::{Spacing, settle};

/// Returns the place of the middle of each stand.
///
/// Time O(|V| + |L| log |L|), space O(|V| + |L|), for stands V and links L.
pub(super) fn across(layers: &Layers, spacing: Spacing) -> Vec<f64> {
    let size = layers.stands.len();
    let ties = ties(layers);
    let mut runs: Vec<Vec<f64>> = Vec::with_capacity(4);
    for upwards in [false, true] {
        for mirrored in [false, true] {
            let mut rows = layers.rows.clone();
            if upwards {
                rows.reverse();
            }
            if mirrored {
                for row in &mut rows {
                    row.reverse();
                }
            }
            let neighbours = if upwards { &ties.below } else { &ties.above };
            let root = aligned(&rows, neighbours, size);
            let mut places = packed(layers, &rows, &root, spacing);
            if mirrored {
                for place in &mut places {
                    *place = -*place;
                }
            }
            runs.push(places);
        }
    }
    let mut places = balanced(layers, runs);
    settle::settle(layers, &ties, &mut places, spacing);
    places
}

/// One end of a link, seen from the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    pub(super) to: usize,
    pub(super) is_strong: bool,
}

/// The links that may be straight, from both ends.
pub(super) struct Ties {
    pub(super) above: Vec<Vec<Tie>>,
    pub(super) below: Vec<Vec<Tie>>,
}

/// Returns the links without those that cross a trunk or a spine.
fn ties(layers: &Layers) -> Ties {
    let size = layers.stands.len();
    let mut place = vec![0; size];
    for row in &layers.rows {
        for (at, stand) in row.iter().enumerate() {
            place[*stand] = at;
        }
    }
    let is_lane = |stand: usize| matches!(layers.stands[stand], Stand::Lane { .. });
    let mut of_row: Vec<Vec<(usize, usize, bool)>> = vec![Vec::new(); layers.rows.len()];
    for link in &layers.links {
        let is_strong = link.is_spine || is_lane(link.upper) && is_lane(link.lower);
        of_row[layers.row_of[link.upper]].push((link.upper, link.lower, is_strong));
    }
    let mut ties = Ties { above: vec![Vec::new(); size], below: vec![Vec::new(); size] };
    for links in &mut of_row {
        links.sort_by_key(|(upper, lower, _)| (place[*upper], place[*lower]));
        // Strong links that do not cross each other, in order.
        let mut strong: Vec<(usize, usize)> = Vec::new();
        let mut kept: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (upper, lower, _) in links.iter().filter(|(_, _, is_strong)| *is_strong) {
            let ends = (place[*upper], place[*lower]);
            if strong.last().is_none_or(|last| last.0 < ends.0 && last.1 < ends.1) {
                strong.push(ends);
                kept.insert((*upper, *lower));
            }
        }
        let (uppers, lowers): (BTreeSet<usize>, BTreeSet<usize>) = kept.iter().copied().unzip();
        for &(upper, lower, _) in links.iter() {
            let (a, b) = (place[upper], place[lower]);
            // What is straight already on one side cannot be straight with a second one there.
            let is_free = !uppers.contains(&upper) && !lowers.contains(&lower);
            let passes = strong.partition_point(|s| s.0 < a) == strong.partition_point(|s| s.1 < b);
            let is_strong = kept.contains(&(upper, lower));
            if is_strong || is_free && passes {
                ties.below[upper].push(Tie { to: lower, is_strong });
                ties.above[lower].push(Tie { to: upper, is_strong });
            }
        }
    }
    for list in ties.above.iter_mut().chain(ties.below.iter_mut()) {
        list.sort_by_key(|tie| place[tie.to]);
    }
    ties
}

/// Returns the root of the block of each stand.
fn aligned(rows: &[Vec<usize>], neighbours: &[Vec<Tie>], size: usize) -> Vec<usize> {
    let mut place = vec![0_usize; size];
    for row in rows {
        for (at, stand) in row.iter().enumerate() {
            place[*stand] = at;
        }
    }
    let mut root: Vec<usize> = (0..size).collect();
    for row in rows {
        // One after the place of the last neighbour that is taken: alignments must not cross.
        let mut free = 0;
        for &v in row {
            let list = &neighbours[v];
            let mut medians: Vec<usize> = match list.iter().find(|tie| tie.is_strong) {
                Some(strong) => vec![strong.to],
                None if list.is_empty() => Vec::new(),
                None => {
                    let mut places: Vec<usize> = list.iter().map(|tie| tie.to).collect();
                    places.sort_by_key(|n| place[*n]);
                    vec![places[(places.len() - 1) / 2], places[places.len() / 2]]
                }
            };
            medians.dedup();
            if let Some(&u) = medians.iter().find(|u| place[**u] >= free) {
                root[v] = root[u];
                free = place[u] + 1;
            }
        }
    }
    root
}

/// Packs blocks as far left as they go, then each as near to its right neighbours as it goes.
fn packed(layers: &Layers, rows: &[Vec<usize>], root: &[usize], spacing: Spacing) -> Vec<f64> {
    let size = root.len();
    let mut after: Vec<Vec<(usize, f64)>> = vec![Vec::new(); size];
    let mut waiting = vec![0_usize; size];
    for row in rows {
        for pair in row.windows(2) {
            let (a, b) = (root[pair[0]], root[pair[1]]);
            after[a].push((b, apart(layers, pair[0], pair[1], spacing)));
            waiting[b] += 1;
        }
    }
    let mut order: Vec<usize> = (0..size).filter(|v| root[*v] == *v && waiting[*v] == 0).collect();
    let mut x = vec![0.0_f64; size];
    let mut at = 0;
    while at < order.len() {
        let a = order[at];
        at += 1;
        for &(b, distance) in &after[a] {
            x[b] = x[b].max(x[a] + distance);
            waiting[b] -= 1;
            if waiting[b] == 0 {
                order.push(b);
            }
        }
    }
    for &a in order.iter().rev() {
        let room = after[a].iter().map(|(b, distance)| x[*b] - distance).fold(f64::INFINITY, f64::min);
        if room.is_finite() {
            x[a] = x[a].max(room);
        }
    }
    (0..size).map(|v| x[root[v]]).collect()
}

/// Returns the distance between the middles of two neighbours.
pub(super) fn apart(layers: &Layers, left: usize, right: usize, spacing: Spacing) -> f64 {
    let is_lane = |stand: usize| matches!(layers.stands[stand], Stand::Lane { .. });
    let gap = match (is_lane(left), is_lane(right)) {
        (true, true) => spacing.lines,
        (false, false) => spacing.boxes,
        _ => spacing.lane,
    };
    (layers.breadths[left] + layers.breadths[right]) / 2.0 + gap
}

/// Lays the runs over each other by the narrowest, and takes the mean of the two middle places of each stand.
fn balanced(layers: &Layers, runs: Vec<Vec<f64>>) -> Vec<f64> {
    let size = layers.stands.len();
    let bounds: Vec<(f64, f64)> = runs
        .iter()
        .map(|run| {
            (0..size).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| {
                let half = layers.breadths[v] / 2.0;
                (low.min(run[v] - half), high.max(run[v] + half))
            })
        })
        .collect();
    let narrowest = (0..runs.len())
        .min_by(|a, b| (bounds[*a].1 - bounds[*a].0).total_cmp(&(bounds[*b].1 - bounds[*b].0)))
        .unwrap_or(0);
    (0..size)
        .map(|v| {
            let mut four: Vec<f64> = runs
                .iter()
                .enumerate()
                .map(|(at, run)| {
                    // Every second run is a rightmost one.
                    let shift = if at % 2 == 0 {
                        bounds[narrowest].0 - bounds[at].0
                    } else {
                        bounds[narrowest].1 - bounds[at].1
                    };
                    run[v] + shift
                })
                .collect();
            four.sort_by(f64::total_cmp);
            (four[1] + four[2]) / 2.0
        })
        .collect()
}
