//! How far the confidence of an edge may be trusted: of the edges found with such a confidence, how many are right.

use std::fmt;

use super::edges::Edges;
use super::report::share;

/// The edges whose confidence lies in one interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Lowest confidence, in hundredths.
    pub from: u8,
    /// First confidence above the interval; 101 at the top.
    pub to: u8,
    /// Found edges.
    pub found: usize,
    /// Those of them that are labelled.
    pub right: usize,
}

impl Band {
    /// Returns the share of right edges.
    pub fn share(&self) -> f64 {
        share(self.right, self.found)
    }

    /// Returns the interval as a person reads it.
    pub fn name(&self) -> String {
        match (self.from, self.to) {
            (from, 101) => format!("0.{from} and more"),
            (0, to) => format!("below 0.{to}"),
            (from, to) => format!("0.{from} to below 0.{to}"),
        }
    }
}

/// The bands of confidence, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calibration {
    /// The bands.
    pub bands: Vec<Band>,
}

/// Borders of the bands, in hundredths.
const BORDERS: [u8; 6] = [101, 95, 90, 80, 70, 0];

impl Calibration {
    /// Counts the edges of labelled files by their confidence.
    pub fn of(edges: &Edges) -> Self {
        let bands = BORDERS.windows(2).map(|border| {
            let (to, from) = (border[0], border[1]);
            let inside = |c: u8| from <= c && c < to;
            let found = edges.all.iter().filter(|e| !e.found.is_empty() && inside(e.confidence));
            let right = found.clone().filter(|e| !e.gold.is_empty()).count();
            Band { from, to, found: found.count(), right }
        });
        Self { bands: bands.collect() }
    }
}

impl fmt::Display for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<30} {:>5} {:>5}  {:>6}", "edges by confidence", "found", "right", "share")?;
        for band in &self.bands {
            let percent = 100.0 * band.share();
            writeln!(f, "{:<30} {:>5} {:>5}  {percent:>6.1}", band.name(), band.found, band.right)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::edges::Edge;
    use super::*;

    #[test]
    fn edges_are_counted_in_their_band() {
        let edge = |confidence: u8, right: bool| Edge {
            doc: "A/RES/1/1".to_owned(),
            target: "A/RES/2/2".to_owned(),
            node: String::new(),
            class: "number".to_owned(),
            organ: "GA".to_owned(),
            decade: "1940s".to_owned(),
            gold: right.then(|| "cites".to_owned()).into_iter().collect(),
            found: BTreeSet::from(["cites".to_owned()]),
            confidence,
        };
        let edges = Edges { all: vec![edge(99, true), edge(95, true), edge(94, false), edge(60, true)] };
        let counts: Vec<(usize, usize)> =
            Calibration::of(&edges).bands.iter().map(|b| (b.found, b.right)).collect();
        assert_eq!(counts, [(2, 2), (1, 0), (0, 0), (0, 0), (1, 1)]);
        assert_eq!(Calibration::of(&edges).bands[0].name(), "0.95 and more");
    }
}
