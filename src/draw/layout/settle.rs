//! Draws together what the placing has left apart.
//!
//! Every straight piece (a trunk, a spine, or a single box) moves towards the median of what it is joined to, as far as its neighbours in the
//! rows let it, from the left and from the right in turns. Where a cut from the first row to the last leaves room in
//! every row, all that is right of it moves left. No piece is bent and no order changes.

use super::Spacing;
use super::nets::Layers;
use super::place::{Piece, Pieces, apart};

/// Rounds of moving pieces and closing cuts.
const ROUNDS: usize = 4;

/// Sweeps over all pieces in a round.
const SWEEPS: usize = 12;

/// Moves pieces. Time O(s |P| log |P| + |P| r + |L| log |L|) for s sweeps, pieces P, rows r and links L.
pub(super) fn settle(layers: &Layers, pieces: &Pieces, places: &mut [f64], spacing: Spacing) {
    let mut joined: Vec<Vec<(usize, f64)>> = vec![Vec::new(); pieces.pieces.len()];
    for link in &layers.links {
        let (upper, lower) = (pieces.of[link.upper], pieces.of[link.lower]);
        if upper != lower {
            let weight = weight(layers, link.upper, link.lower);
            joined[upper].push((link.lower, weight));
            joined[lower].push((link.upper, weight));
        }
    }
    let (mut left, mut right) = (vec![None; places.len()], vec![None; places.len()]);
    for row in &layers.rows {
        for pair in row.windows(2) {
            let distance = apart(layers, pair[0], pair[1], spacing);
            right[pair[0]] = Some((pair[1], distance));
            left[pair[1]] = Some((pair[0], distance));
        }
    }
    for _ in 0..ROUNDS {
        sweeps(&pieces.pieces, &joined, [&left, &right], places);
        close(layers, &pieces.pieces, &left, places);
    }
    sweeps(&pieces.pieces, &joined, [&left, &right], places);
}

/// A neighbour in the row, and how far its middle must be.
type Neighbour = Option<(usize, f64)>;

/// Moves every piece towards the median of what it is joined to.
fn sweeps(
    pieces: &[Piece],
    joined: &[Vec<(usize, f64)>],
    [left, right]: [&[Neighbour]; 2],
    places: &mut [f64],
) {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    for sweep in 0..SWEEPS {
        order.sort_by(|a, b| {
            let [a, b] = [a, b].map(|p| pieces[*p].members[0]);
            places[a].total_cmp(&places[b]).then(a.cmp(&b))
        });
        if sweep % 2 == 1 {
            order.reverse();
        }
        let mut moved = 0.0_f64;
        for &at in &order {
            let piece = &pieces[at];
            let now = places[piece.members[0]];
            let room = |side: &[Option<(usize, f64)>], sign: f64| {
                let bounds = piece.members.iter().filter_map(|m| side[*m]);
                bounds
                    .map(|(near, distance)| sign * (places[near] + sign * distance))
                    .fold(f64::NEG_INFINITY, f64::max)
            };
            let (low, high) = (room(left, 1.0), -room(right, -1.0));
            if low > high {
                continue;
            }
            let wanted = median(&joined[at], places, now).clamp(low, high);
            moved = moved.max((wanted - now).abs());
            for member in &piece.members {
                places[*member] = wanted;
            }
        }
        if moved < 0.5 {
            break;
        }
    }
}

/// Closes cuts, from left to right.
fn close(layers: &Layers, pieces: &[Piece], left: &[Neighbour], places: &mut [f64]) {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by(|a, b| {
        let [a, b] = [a, b].map(|p| pieces[*p].members[0]);
        places[a].total_cmp(&places[b]).then(a.cmp(&b))
    });
    // The last stand left of the cut in each row, and by how much all that follows has moved.
    let mut last: Vec<Option<usize>> = vec![None; layers.rows.len()];
    let mut next: Vec<usize> = vec![0; layers.rows.len()];
    let mut shift = 0.0;
    for piece in order.iter().map(|p| &pieces[*p]) {
        // What is right of the cut has moved by `shift` in thought only.
        let mut room = f64::INFINITY;
        for (row, stands) in layers.rows.iter().enumerate() {
            if last[row].is_some()
                && let Some(&first) = stands.get(next[row])
                && let Some((near, distance)) = left[first]
            {
                room = room.min(places[first] - shift - places[near] - distance);
            }
        }
        if room.is_finite() && room > 0.0 {
            shift += room;
        }
        for &member in &piece.members {
            places[member] -= shift;
            let row = layers.row_of[member];
            last[row] = Some(member);
            next[row] += 1;
        }
    }
}

/// Lines between boxes of rows that follow each other are read first, trunks follow.
fn weight(layers: &Layers, upper: usize, lower: usize) -> f64 {
    match (layers.is_lane(upper), layers.is_lane(lower)) {
        (false, false) => 3.0,
        (true, true) => 4.0,
        _ => 1.0,
    }
}

/// Returns the place that is nearest to all, by weight; of several such places, that nearest to where the piece is.
fn median(joined: &[(usize, f64)], places: &[f64], now: f64) -> f64 {
    let mut wishes: Vec<(f64, f64)> = joined.iter().map(|(to, weight)| (places[*to], *weight)).collect();
    wishes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half: f64 = wishes.iter().map(|(_, weight)| weight).sum::<f64>() / 2.0;
    let mut sum = 0.0;
    for (at, (place, weight)) in wishes.iter().enumerate() {
        sum += weight;
        if sum > half {
            return *place;
        }
        if sum == half {
            let next = wishes.get(at + 1).map_or(*place, |w| w.0);
            return now.clamp(*place, next);
        }
    }
    now
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_counts_weights_and_stays_where_it_may() {
        let places = [0.0, 10.0, 50.0];
        let check = |joined: &[(usize, f64)], now: f64, expected: f64| {
            assert_eq!(median(joined, &places, now), expected);
        };
        check(&[], 7.0, 7.0);
        check(&[(0, 1.0), (2, 1.0)], 30.0, 30.0);
        check(&[(0, 1.0), (2, 1.0)], 90.0, 50.0);
        check(&[(0, 1.0), (1, 1.0), (2, 1.0)], 90.0, 10.0);
        check(&[(0, 1.0), (1, 1.0), (2, 3.0)], 0.0, 50.0);
    }
}
