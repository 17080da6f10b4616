//! The order of boxes and lanes in their rows: few crossings.
//!
//! Medians in turns (Gansner, Koutsofios, North and Vo 1993, *A technique for drawing directed graphs*), then exchanges
//! of neighbours. Crossings between two rows are counted with a tree of sums (Barth, Mutzel and Jünger 2002, *Simple
//! and efficient bilayer cross counting*). Lines of one net share their ends and do not cross each other.

use super::nets::{Layers, Link};

/// Sweeps down and up that are tried, in small pictures and in large ones.
const SWEEPS: [usize; 2] = [28, 10];

/// Links above which a picture is large.
const LARGE: usize = 4000;

/// Rounds of exchanges after each sweep.
const EXCHANGES: usize = 4;

/// Puts the stands of every row in an order in which few lines cross.
///
/// Time O(s (|L| log |L| + x)) for s sweeps, links L, and x the sum over neighbours of the product of their degrees.
pub(super) fn order(layers: &mut Layers) {
    let mut sweep = Sweep::of(layers);
    sweep.start();
    let mut best = sweep.rows.clone();
    let mut fewest = sweep.crossings();
    let sweeps = SWEEPS[usize::from(layers.links.len() > LARGE)];
    for turn in 0..sweeps {
        if fewest == 0 {
            break;
        }
        // Stands of equal medians keep their order in one half of the turns and exchange it in the other.
        sweep.medians(turn % 2 == 0, turn % 4 > 1);
        sweep.exchanges();
        let crossings = sweep.crossings();
        if crossings < fewest {
            fewest = crossings;
            best.clone_from(&sweep.rows);
        }
    }
    layers.rows = best;
}

struct Sweep {
    rows: Vec<Vec<usize>>,
    /// Place of each stand in its row.
    place: Vec<usize>,
    /// Neighbours in the row before and in the row after.
    above: Vec<Vec<usize>>,
    below: Vec<Vec<usize>>,
    /// Links by the row of their upper ends.
    links: Vec<Vec<Link>>,
}

impl Sweep {
    fn of(layers: &Layers) -> Self {
        let size = layers.stands.len();
        let mut sweep = Self {
            rows: layers.rows.clone(),
            place: vec![0; size],
            above: vec![Vec::new(); size],
            below: vec![Vec::new(); size],
            links: vec![Vec::new(); layers.rows.len()],
        };
        for link in &layers.links {
            sweep.below[link.upper].push(link.lower);
            sweep.above[link.lower].push(link.upper);
            sweep.links[layers.row_of[link.upper]].push(*link);
        }
        sweep
    }

    /// Begins with what hangs together beside each other: depth first, from the first row on.
    fn start(&mut self) {
        let mut seen = vec![false; self.place.len()];
        let mut number = vec![0; self.place.len()];
        let mut count = 0;
        for first in self.rows.concat() {
            let mut open = vec![first];
            while let Some(at) = open.pop() {
                if std::mem::replace(&mut seen[at], true) {
                    continue;
                }
                number[at] = count;
                count += 1;
                open.extend(self.below[at].iter().rev().filter(|n| !seen[**n]));
            }
        }
        for row in &mut self.rows {
            row.sort_by_key(|at| number[*at]);
        }
        self.number();
        self.exchanges();
    }

    fn number(&mut self) {
        for row in &self.rows {
            for (place, at) in row.iter().enumerate() {
                self.place[*at] = place;
            }
        }
    }

    /// Orders every row by the medians of its neighbours in the row before (or after) it. What has no neighbours there
    /// keeps its place.
    fn medians(&mut self, down: bool, reversed: bool) {
        let count = self.rows.len();
        for step in 1..count {
            let row = if down { step } else { count - 1 - step };
            let members = std::mem::take(&mut self.rows[row]);
            let mut moved: Vec<(f64, usize)> = Vec::with_capacity(members.len());
            for &at in &members {
                let neighbours = if down { &self.above[at] } else { &self.below[at] };
                let mut places: Vec<usize> = neighbours.iter().map(|n| self.place[*n]).collect();
                places.sort_unstable();
                if let Some(median) = median(&places) {
                    moved.push((median, at));
                }
            }
            if reversed {
                moved.reverse();
            }
            moved.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut next = moved.into_iter().map(|(_, at)| at);
            let sorted: Vec<usize> = members
                .into_iter()
                .map(|at| {
                    let fixed = if down { self.above[at].is_empty() } else { self.below[at].is_empty() };
                    if fixed { at } else { next.next().unwrap_or(at) }
                })
                .collect();
            for (place, at) in sorted.iter().enumerate() {
                self.place[*at] = place;
            }
            self.rows[row] = sorted;
        }
    }

    /// Exchanges neighbours as long as that saves crossings.
    fn exchanges(&mut self) {
        for list in self.above.iter_mut().chain(self.below.iter_mut()) {
            list.sort_by_key(|n| self.place[*n]);
        }
        for _ in 0..EXCHANGES {
            let mut saved = false;
            for row in 0..self.rows.len() {
                for at in 1..self.rows[row].len() {
                    let (left, right) = (self.rows[row][at - 1], self.rows[row][at]);
                    let mut now = 0;
                    let mut then = 0;
                    for side in [&self.above, &self.below] {
                        let (a, b) = self.between(&side[left], &side[right]);
                        now += a;
                        then += b;
                    }
                    if then < now {
                        self.rows[row].swap(at - 1, at);
                        self.place[left] = at;
                        self.place[right] = at - 1;
                        self.resort(left);
                        self.resort(right);
                        saved = true;
                    }
                }
            }
            if !saved {
                break;
            }
        }
    }

    /// Puts the lists in order again in which a stand is that has changed its place.
    fn resort(&mut self, stand: usize) {
        for near in self.above[stand].clone() {
            self.below[near].sort_by_key(|n| self.place[*n]);
        }
        for near in self.below[stand].clone() {
            self.above[near].sort_by_key(|n| self.place[*n]);
        }
    }

    /// Counts the crossings between the links of two neighbours, as they stand and exchanged. Both lists are in order.
    fn between(&self, left: &[usize], right: &[usize]) -> (usize, usize) {
        let (mut now, mut then) = (0, 0);
        for l in left {
            let l = self.place[*l];
            now += right.partition_point(|r| self.place[*r] < l);
            then += right.len() - right.partition_point(|r| self.place[*r] <= l);
        }
        (now, then)
    }

    fn crossings(&self) -> usize {
        (0..self.rows.len().saturating_sub(1)).map(|row| self.crossings_below(row)).sum()
    }

    fn crossings_below(&self, row: usize) -> usize {
        let mut ends: Vec<(usize, usize)> =
            self.links[row].iter().map(|l| (self.place[l.upper], self.place[l.lower])).collect();
        ends.sort_unstable();
        // A tree of sums over the places of the later row.
        let size = self.rows[row + 1].len();
        let mut sums = vec![0_usize; size + 1];
        let mut crossings = 0;
        let mut seen = 0;
        let mut waiting = 0;
        for (at, (upper, lower)) in ends.iter().enumerate() {
            // Links with the same upper end do not cross each other.
            while waiting < at && ends[waiting].0 < *upper {
                let mut place = ends[waiting].1 + 1;
                while place <= size {
                    sums[place] += 1;
                    place += place & place.wrapping_neg();
                }
                seen += 1;
                waiting += 1;
            }
            let mut before = 0;
            let mut place = lower + 1;
            while place > 0 {
                before += sums[place];
                place -= place & place.wrapping_neg();
            }
            crossings += seen - before;
        }
        crossings
    }
}

/// Returns the median of places in order; of an even number, one drawn towards the closer half.
fn median(places: &[usize]) -> Option<f64> {
    let middle = places.len() / 2;
    match places {
        [] => None,
        [one] => Some(*one as f64),
        [first, second] => Some((first + second) as f64 / 2.0),
        _ if places.len() % 2 == 1 => Some(places[middle] as f64),
        [first, .., last] => {
            let (left, right) = (places[middle - 1] - first, last - places[middle]);
            let (a, b) = (places[middle - 1] as f64, places[middle] as f64);
            if left + right == 0 {
                return Some((a + b) / 2.0);
            }
            Some((a * right as f64 + b * left as f64) / (left + right) as f64)
        }
    }
}
