//! Places across the rows: trunks and spines straight, boxes near what they are joined to.
//!
//! What shall be straight is one *piece* and has one place. The order in the rows says which piece is left of which;
//! packed to the left, each has its least place, packed to the right its greatest, and the middle of both is where
//! `settle` begins. `bend` takes pieces apart where the picture would be too wide.

use super::nets::{Layers, Stand};
use super::{Spacing, bend, settle};

/// Stands below each other that have one place.
pub(super) struct Piece {
    /// From the first row to the last.
    pub(super) members: Vec<usize>,
}

/// What is straight: for every stand the one before and the one after it in its piece.
pub(super) struct Straight {
    pub(super) above: Vec<Option<usize>>,
    pub(super) below: Vec<Option<usize>>,
}

/// The pieces of a picture and how they push each other.
pub(super) struct Pieces {
    pub(super) pieces: Vec<Piece>,
    /// The piece of every stand.
    pub(super) of: Vec<usize>,
    /// The least place of each piece.
    pub(super) least: Vec<f64>,
    /// The stand that pushes it there, and the one that is pushed.
    pub(super) pushed: Vec<Option<(usize, usize)>>,
    /// Each piece after all that are left of it.
    order: Vec<usize>,
}

/// Returns the place of the middle of each stand.
///
/// Time O(b |V| + |L| log |L|), space O(|V| + |L|), for b rounds of bending, stands V and links L.
pub(super) fn across(layers: &Layers, spacing: Spacing) -> Vec<f64> {
    let straight = bend::bent(layers, straight(layers), spacing);
    let pieces = Pieces::of(layers, &straight, spacing);
    let mut places = pieces.middles(layers, spacing);
    settle::settle(layers, &pieces, &mut places, spacing);
    places
}

/// Returns the distance between the middles of two neighbours.
pub(super) fn apart(layers: &Layers, left: usize, right: usize, spacing: Spacing) -> f64 {
    let gap = match (layers.is_lane(left), layers.is_lane(right)) {
        (true, true) => spacing.lines,
        (false, false) => spacing.boxes,
        _ => spacing.lane,
    };
    (layers.breadths[left] + layers.breadths[right]) / 2.0 + gap
}

/// Returns what shall be straight: the links of trunks, and those of spines. Of two that cross, the first counts.
fn straight(layers: &Layers) -> Straight {
    let size = layers.stands.len();
    let mut place = vec![0; size];
    for row in &layers.rows {
        for (at, stand) in row.iter().enumerate() {
            place[*stand] = at;
        }
    }
    let mut of_row: Vec<Vec<(usize, usize)>> = vec![Vec::new(); layers.rows.len()];
    for link in &layers.links {
        if link.is_spine || layers.is_lane(link.upper) && layers.is_lane(link.lower) {
            of_row[layers.row_of[link.upper]].push((link.upper, link.lower));
        }
    }
    let mut straight = Straight { above: vec![None; size], below: vec![None; size] };
    for links in &mut of_row {
        links.sort_by_key(|(upper, lower)| (place[*upper], place[*lower]));
        let mut last: Option<(usize, usize)> = None;
        for &(upper, lower) in links.iter() {
            let ends = (place[upper], place[lower]);
            if last.is_none_or(|last| last.0 < ends.0 && last.1 < ends.1) {
                last = Some(ends);
                straight.below[upper] = Some(lower);
                straight.above[lower] = Some(upper);
            }
        }
    }
    straight
}

impl Layers {
    /// Says whether a stand is a trunk that passes.
    pub(super) fn is_lane(&self, stand: usize) -> bool {
        matches!(self.stands[stand], Stand::Lane { .. })
    }

    /// Returns neighbours in the rows.
    fn neighbours(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.rows.iter().flat_map(|row| row.windows(2)).map(|pair| (pair[0], pair[1]))
    }
}

impl Pieces {
    /// Puts pieces together and packs them to the left.
    pub(super) fn of(layers: &Layers, straight: &Straight, spacing: Spacing) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut of = vec![0; layers.stands.len()];
        for &stand in layers.rows.iter().flatten() {
            match straight.above[stand] {
                Some(upper) => {
                    of[stand] = of[upper];
                    pieces[of[upper]].members.push(stand);
                }
                None => {
                    of[stand] = pieces.len();
                    pieces.push(Piece { members: vec![stand] });
                }
            }
        }
        let mut waiting = vec![0_usize; pieces.len()];
        let mut right = vec![None; layers.stands.len()];
        for (a, b) in layers.neighbours() {
            waiting[of[b]] += 1;
            right[a] = Some(b);
        }
        let mut least = vec![0.0_f64; pieces.len()];
        let mut pushed = vec![None; pieces.len()];
        let mut order: Vec<usize> = (0..pieces.len()).filter(|p| waiting[*p] == 0).collect();
        let mut at = 0;
        while let Some(&piece) = order.get(at) {
            at += 1;
            for &member in &pieces[piece].members {
                let Some(next) = right[member] else { continue };
                let other = of[next];
                let place = least[piece] + apart(layers, member, next, spacing);
                if place > least[other] {
                    least[other] = place;
                    pushed[other] = Some((member, next));
                }
                waiting[other] -= 1;
                if waiting[other] == 0 {
                    order.push(other);
                }
            }
        }
        Self { pieces, of, least, pushed, order }
    }

    /// Returns for every stand the middle between the least and the greatest place of its piece.
    fn middles(&self, layers: &Layers, spacing: Spacing) -> Vec<f64> {
        let widest = self.least.iter().copied().fold(0.0, f64::max);
        let mut after: Vec<Vec<(usize, f64)>> = vec![Vec::new(); self.pieces.len()];
        for (a, b) in layers.neighbours() {
            after[self.of[a]].push((self.of[b], apart(layers, a, b, spacing)));
        }
        let mut greatest = vec![widest; self.pieces.len()];
        for &piece in self.order.iter().rev() {
            for &(other, distance) in &after[piece] {
                greatest[piece] = greatest[piece].min(greatest[other] - distance);
            }
        }
        self.of.iter().map(|p| (self.least[*p] + greatest[*p]) / 2.0).collect()
    }
}
