//! Bends trunks where straight ones would make a picture too wide.
//!
//! A straight piece keeps what is left of it in any row apart from what is right of it in every other: long trunks side
//! by side push boxes away that share no row with each other. The width is that of the longest chain of pieces, each
//! left of the next. As long as it is too wide, those on the chain that run through most rows come apart in the middle.

use super::Spacing;
use super::nets::Layers;
use super::place::{Pieces, Straight, apart};

/// How much wider than its widest row a picture may be, and a width that is never too wide.
const MOST: f64 = 1.5;
const FITS: f64 = 900.0;

/// Rounds, and the part of a chain that comes apart in each.
const ROUNDS: usize = 400;
const PART: usize = 8;

/// Takes pieces apart. Time O((r + k log k) |V|) for r rounds, k links that came apart
/// and stands V.
pub(super) fn bent(layers: &Layers, mut straight: Straight, spacing: Spacing) -> Straight {
    let width = |row: &Vec<usize>| row.windows(2).map(|p| apart(layers, p[0], p[1], spacing)).sum::<f64>();
    let most = layers.rows.iter().map(width).fold(0.0, f64::max) * MOST;
    let mut loosened: Vec<(usize, usize)> = Vec::new();
    for _ in 0..ROUNDS {
        let pieces = Pieces::of(layers, &straight, spacing);
        let (width, chain) = longest(&pieces);
        if width <= most.max(FITS) {
            break;
        }
        // Where the chain enters a piece in one row and leaves it in another.
        let ways = chain.windows(2).map(|steps| (steps[0].1, steps[1].0));
        let mut loose: Vec<(usize, usize, usize)> =
            ways.filter_map(|(enters, leaves)| middle(layers, &straight, enters, leaves)).collect();
        if loose.is_empty() {
            break;
        }
        loose.sort_unstable_by(|a, b| b.cmp(a));
        loose.truncate(loose.len().div_ceil(PART));
        for (_, upper, lower) in loose {
            straight.below[upper] = None;
            straight.above[lower] = None;
            loosened.push((upper, lower));
        }
    }
    let limit = longest(&Pieces::of(layers, &straight, spacing)).0.max(most.max(FITS));
    join(layers, &mut straight, &loosened, limit, spacing);
    straight
}

/// Puts together again what came apart without need: whole chains come apart, of which one piece may have been enough.
/// All links are tried at once, then each half of them, so that most are decided upon in few steps.
fn join(layers: &Layers, straight: &mut Straight, links: &[(usize, usize)], limit: f64, spacing: Spacing) {
    if links.is_empty() {
        return;
    }
    for (upper, lower) in links {
        straight.below[*upper] = Some(*lower);
        straight.above[*lower] = Some(*upper);
    }
    if longest(&Pieces::of(layers, straight, spacing)).0 <= limit {
        return;
    }
    for (upper, lower) in links {
        straight.below[*upper] = None;
        straight.above[*lower] = None;
    }
    if links.len() > 1 {
        let (first, second) = links.split_at(links.len() / 2);
        join(layers, straight, first, limit, spacing);
        join(layers, straight, second, limit, spacing);
    }
}

/// Returns how many rows lie between two stands of a piece, and the link between two lanes nearest to their middle.
fn middle(layers: &Layers, straight: &Straight, one: usize, other: usize) -> Option<(usize, usize, usize)> {
    let (first, last) = if layers.row_of[one] <= layers.row_of[other] { (one, other) } else { (other, one) };
    let rows = layers.row_of[last] - layers.row_of[first];
    let steps = std::iter::successors(Some(first), |at| straight.below[*at]).take(rows);
    steps
        .enumerate()
        .filter_map(|(step, upper)| {
            let lower = straight.below[upper]?;
            let are_lanes = layers.is_lane(upper) && layers.is_lane(lower);
            are_lanes.then_some(((2 * step + 1).abs_diff(rows), upper, lower))
        })
        .min()
        .map(|(_, upper, lower)| (rows, upper, lower))
}

/// Returns the longest chain of pieces, from left to right: how long it is, and which stand pushes which.
fn longest(pieces: &Pieces) -> (f64, Vec<(usize, usize)>) {
    let places = pieces.least.iter().enumerate();
    let Some((last, width)) = places.max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0))) else {
        return (0.0, Vec::new());
    };
    let mut chain: Vec<(usize, usize)> =
        std::iter::successors(pieces.pushed[last], |step| pieces.pushed[pieces.of[step.0]]).collect();
    chain.reverse();
    (*width, chain)
}
