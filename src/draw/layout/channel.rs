//! The channel between two rows: every net that turns in it has a track, and tracks are in an order in which few
//! lines cross and none lies on another.

use std::collections::BTreeMap;

use super::nets::Layers;
use super::ports::Ends;

/// Places nearer than this look like one.
const SAME: f64 = 4.0;

/// What it costs if two lines lie on each other.
const OVERLAP: u32 = 50;

/// Rounds in which every track is tried at every place.
const ROUNDS: usize = 4;

/// The tracks of one channel.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Channel {
    /// The track of every net that turns here, from the first on.
    pub(super) tracks: BTreeMap<usize, usize>,
    /// Number of tracks.
    pub(super) depth: usize,
}

/// What a net does in a channel.
struct Turn {
    net: usize,
    uppers: Vec<f64>,
    lowers: Vec<f64>,
    from: f64,
    to: f64,
}

impl Turn {
    fn covers(&self, place: f64) -> bool {
        self.from - SAME < place && place < self.to + SAME
    }

    fn meets(&self, other: &Turn) -> bool {
        self.from - 2.0 * SAME < other.to && other.from - 2.0 * SAME < self.to
    }

    /// Counts what it costs if this net has a track before that of another.
    ///
    /// Then the ways of the other to the earlier row pass this track, and the ways of this one to the later row pass
    /// the track of the other. They lie on each other where such ways begin at the same place.
    fn cost_before(&self, other: &Turn) -> u32 {
        if !self.meets(other) {
            return 0;
        }
        let passed = other.uppers.iter().filter(|x| self.covers(**x)).count()
            + self.lowers.iter().filter(|x| other.covers(**x)).count();
        let same = self.lowers.iter().filter(|x| other.uppers.iter().any(|y| (**x - y).abs() < SAME)).count();
        passed as u32 + OVERLAP * same as u32
    }
}

/// Returns the channels below all rows but the last.
pub(super) fn channels(layers: &Layers, ends: &[Ends]) -> Vec<Channel> {
    let mut turns: Vec<BTreeMap<usize, Turn>> = Vec::new();
    turns.resize_with(layers.rows.len().saturating_sub(1), BTreeMap::new);
    for (link, ends) in layers.links.iter().zip(ends) {
        let turn = turns[layers.row_of[link.upper]].entry(link.net).or_insert_with(|| Turn {
            net: link.net,
            uppers: Vec::new(),
            lowers: Vec::new(),
            from: f64::INFINITY,
            to: f64::NEG_INFINITY,
        });
        turn.uppers.push(ends.upper);
        turn.lowers.push(ends.lower);
        turn.from = turn.from.min(ends.upper).min(ends.lower);
        turn.to = turn.to.max(ends.upper).max(ends.lower);
    }
    turns.into_iter().map(|turns| channel(turns.into_values().collect())).collect()
}

fn channel(mut turns: Vec<Turn>) -> Channel {
    for turn in &mut turns {
        for places in [&mut turn.uppers, &mut turn.lowers] {
            places.sort_by(f64::total_cmp);
            places.dedup();
        }
    }
    turns.retain(|turn| turn.to - turn.from > 0.5);
    turns.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.net.cmp(&b.net)));
    let size = turns.len();
    let costs: Vec<Vec<u32>> =
        turns.iter().map(|a| turns.iter().map(|b| a.cost_before(b)).collect()).collect();
    let mut order: Vec<usize> = (0..size).collect();
    for _ in 0..ROUNDS {
        let mut moved = false;
        for turn in 0..size {
            moved |= reinsert(&mut order, turn, &costs);
        }
        if !moved {
            break;
        }
    }
    let mut level = vec![0; size];
    for (at, &turn) in order.iter().enumerate() {
        let before = order[..at].iter().filter(|other| turns[**other].meets(&turns[turn]));
        level[turn] = before.map(|other| level[*other] + 1).max().unwrap_or(0);
    }
    Channel {
        depth: level.iter().map(|l| l + 1).max().unwrap_or(0),
        tracks: turns.iter().zip(level).map(|(turn, level)| (turn.net, level)).collect(),
    }
}

/// Moves a turn to where it costs least; says whether that is elsewhere.
fn reinsert(order: &mut Vec<usize>, turn: usize, costs: &[Vec<u32>]) -> bool {
    let Some(old) = order.iter().position(|other| *other == turn) else { return false };
    order.remove(old);
    // Before all others, the turn pays for each of them; every step behind one exchanges the two.
    let mut cost: i64 = order.iter().map(|other| i64::from(costs[turn][*other])).sum();
    let mut price = vec![cost];
    for other in order.iter() {
        cost += i64::from(costs[*other][turn]) - i64::from(costs[turn][*other]);
        price.push(cost);
    }
    let least = price.iter().copied().min().unwrap_or(0);
    let new = if price[old] == least { old } else { price.iter().position(|p| *p == least).unwrap_or(old) };
    order.insert(new, turn);
    new != old
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(net: usize, upper: f64, lower: f64) -> Turn {
        Turn { net, uppers: vec![upper], lowers: vec![lower], from: upper.min(lower), to: upper.max(lower) }
    }

    #[test]
    fn lines_side_by_side_do_not_cross() {
        // Both rise to the right: the left one turns first.
        let found = channel(vec![turn(0, 50.0, 0.0), turn(1, 80.0, 30.0)]);
        assert_eq!(found.tracks, BTreeMap::from([(0, 0), (1, 1)]));
        // Both rise to the left: the right one turns first.
        let found = channel(vec![turn(0, 0.0, 50.0), turn(1, 30.0, 80.0)]);
        assert_eq!(found.tracks, BTreeMap::from([(0, 1), (1, 0)]));
    }

    #[test]
    fn lines_apart_share_a_track_and_straight_ones_need_none() {
        let found = channel(vec![turn(0, 0.0, 50.0), turn(1, 130.0, 180.0), turn(2, 90.0, 90.0)]);
        assert_eq!(found.tracks, BTreeMap::from([(0, 0), (1, 0)]));
        assert_eq!(found.depth, 1);
    }

    #[test]
    fn no_line_lies_on_another() {
        // The second rises to where the first begins: its way up would lie on the way of the first.
        let found = channel(vec![turn(0, 100.0, 50.0), turn(1, 50.0, 0.0)]);
        assert!(found.tracks[&1] < found.tracks[&0], "{found:?}");
    }
}
