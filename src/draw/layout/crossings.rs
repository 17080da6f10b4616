//! Counts how often the lines of a picture cross.

use super::{Placed, Point};

/// Returns the number of places at which lines of different nets cross. Ways run along or across the rows only.
pub(super) fn crossings(placed: &Placed) -> usize {
    let mut level = Vec::new();
    let mut upright = Vec::new();
    for route in &placed.routes {
        for pair in route.points.windows(2) {
            let (Point { x, y }, Point { x: to, y: end }) = (pair[0], pair[1]);
            if (y - end).abs() < 0.05 {
                level.push((route.net, y, x.min(to), x.max(to)));
            } else {
                upright.push((route.net, x, y.min(end), y.max(end)));
            }
        }
    }
    // Trunks and branches may cover each other: what crosses them at one place crosses once.
    let mut places: Vec<(usize, usize, i64, i64)> = Vec::new();
    for (net, y, from, to) in &level {
        for (other, x, top, bottom) in &upright {
            if net != other && from + 0.1 < *x && *x < to - 0.1 && top + 0.1 < *y && *y < bottom - 0.1 {
                places.push((*net, *other, (x * 10.0) as i64, (y * 10.0) as i64));
            }
        }
    }
    places.sort_unstable();
    places.dedup();
    places.len()
}
