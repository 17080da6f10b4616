//! Many documents as points: years from left to right, citations received from bottom to top.
//!
//! No drawing in rows can be read above some hundred documents. Here a document is a point whose place tells its year
//! and, on a scale of logarithms, how often it is cited; only the lines of the focus are drawn, and only the most cited
//! are named. Points that would lie on each other move up and down, the most cited first in place.

use std::collections::{BTreeMap, BTreeSet};

use super::Diagram;
use super::layout::{Point, Rect};
use super::metrics::Font;

/// The field of the points.
pub(super) const WIDTH: f64 = 1240.0;
const HEIGHT: f64 = 560.0;

/// Room for points of no year, at the left, and for points that move below the last line.
const UNDATED: f64 = 90.0;

/// Radius of a point that is not cited, and how much that of the most cited is larger.
const SMALL: f64 = 2.8;
const LARGER: f64 = 6.0;

/// Between points.
const GAP: f64 = 0.8;

/// Side of the squares in which neighbours are sought.
const CELL: f64 = 20.0;

/// Most names.
const NAMES: usize = 48;

/// Letters of the names.
pub(super) const NAME: Font = Font::regular(10.0);

/// A name beside its point.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    pub(super) node: usize,
    pub(super) rect: Rect,
}

/// Where everything stands in the field.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Constellation {
    pub(super) height: f64,
    /// The middle and the radius of every point.
    pub(super) points: Vec<(Point, f64)>,
    /// The nodes as one reads: by year, then from the most cited.
    pub(super) reading: Vec<usize>,
    pub(super) names: Vec<Name>,
    /// Years with their places, and numbers of citations with theirs.
    pub(super) years: Vec<(String, f64)>,
    pub(super) levels: Vec<(String, f64)>,
    /// The lines that begin or end at the focus.
    pub(super) edges: Vec<usize>,
    /// What these lines join.
    pub(super) joined: BTreeSet<usize>,
}

/// Places the points of a diagram. Time O(|V| log |V| + |V| m + |E|), where m is how far a point has to move.
pub(super) fn constellation(diagram: &Diagram) -> Constellation {
    let nodes = &diagram.nodes;
    let years: BTreeSet<u16> = nodes.iter().filter_map(|n| n.year).collect();
    let first = years.first().copied().unwrap_or(1945);
    let last = years.last().copied().unwrap_or(first).max(first + 4);
    let has_undated = nodes.iter().any(|n| n.year.is_none());
    let left = if has_undated { UNDATED } else { 0.0 };
    // A year is as wide as it has documents, within reason: half of them may be of the last five years.
    let mut counts: BTreeMap<u16, usize> = (first..=last).map(|year| (year, 0)).collect();
    for year in nodes.iter().filter_map(|n| n.year) {
        *counts.entry(year).or_default() += 1;
    }
    let share = |count: usize| 1.0 + 1.5 * (count as f64).sqrt();
    let all: f64 = counts.values().map(|c| share(*c)).sum();
    let mut end = left;
    let columns: BTreeMap<u16, (f64, f64)> = counts
        .iter()
        .map(|(year, count)| {
            let from = end;
            end += share(*count) / all * (WIDTH - left);
            (*year, (from, end))
        })
        .collect();
    let most = nodes.iter().map(|n| n.cited_by).max().unwrap_or(0).max(1);
    let level = |cited: usize| HEIGHT * (1.0 - ((1 + cited) as f64).ln() / ((1 + most) as f64).ln());

    // The most cited take their places first.
    let mut sorted: Vec<usize> = (0..nodes.len()).collect();
    sorted.sort_by_key(|n| (!nodes[*n].is_focus, std::cmp::Reverse(nodes[*n].cited_by), *n));
    let mut of_year: BTreeMap<Option<u16>, usize> = BTreeMap::new();
    let mut field = Field::default();
    let mut points = vec![(Point { x: 0.0, y: 0.0 }, 0.0); nodes.len()];
    for &at in &sorted {
        let node = &nodes[at];
        let radius = SMALL + LARGER * (node.cited_by as f64 / most as f64).sqrt();
        let count = of_year.entry(node.year).or_default();
        *count += 1;
        let part = match node.date.and_then(|d| Some((d.month()?, d.day().unwrap_or(15)))) {
            Some((month, day)) => (f64::from(month - 1) + f64::from(day) / 31.0) / 12.0,
            // Without a day, points of a year take turns over its width.
            None => (*count % 7) as f64 / 7.0,
        };
        let (from, to) = match node.year.and_then(|year| columns.get(&year)) {
            Some((from, to)) => (from + radius + GAP, to - radius - GAP),
            None => (radius, UNDATED - 30.0),
        };
        let x = from + (to - from).max(0.0) * part;
        let point = field.free(Point { x, y: level(node.cited_by) }, radius, (from, to));
        field.add(at, point, radius);
        points[at] = (point, radius);
    }
    let focus: BTreeSet<usize> = (0..nodes.len()).filter(|n| nodes[*n].is_focus).collect();
    let edges: Vec<usize> = (0..diagram.edges.len())
        .filter(|e| focus.contains(&diagram.edges[*e].source) || focus.contains(&diagram.edges[*e].target))
        .collect();
    let joined: BTreeSet<usize> = edges
        .iter()
        .flat_map(|e| [diagram.edges[*e].source, diagram.edges[*e].target])
        .chain(focus)
        .collect();
    let names = names(diagram, &sorted, &points, &field);
    let mut reading = sorted;
    reading.sort_by_key(|n| {
        (nodes[*n].year.is_some(), nodes[*n].year, std::cmp::Reverse(nodes[*n].cited_by), *n)
    });
    let is_wide = |year: u16| columns[&year].1 - columns[&year].0 > 42.0;
    let mut marks: Vec<(String, f64)> = (first..=last)
        .filter(|year| year % 10 == 0 || is_wide(*year) && year % 10 != 9 && year % 10 != 1)
        .map(|year| (year.to_string(), columns[&year].0))
        .collect();
    if has_undated {
        marks.insert(0, ("no date".to_owned(), 12.0));
    }
    let levels = [0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000]
        .into_iter()
        .filter(|cited| *cited <= most)
        .map(|cited| (cited.to_string(), level(cited)))
        .collect();
    // Points of one level may have moved above the first line and below the last one.
    let top = points.iter().map(|(p, r)| p.y - r).fold(0.0, f64::min);
    let mut found =
        Constellation { height: 0.0, points, reading, names, years: marks, levels, edges, joined };
    found.shift(8.0 - top);
    found.height = found.points.iter().map(|(p, r)| p.y + r).fold(HEIGHT + 8.0 - top, f64::max) + 8.0;
    found
}

impl Constellation {
    fn shift(&mut self, down: f64) {
        for (point, _) in &mut self.points {
            point.y += down;
        }
        for name in &mut self.names {
            name.rect.y += down;
        }
        for (_, y) in &mut self.levels {
            *y += down;
        }
    }
}

/// Names the focus and the most cited, each where it covers no point and no other name.
fn names(diagram: &Diagram, sorted: &[usize], points: &[(Point, f64)], field: &Field) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for &node in sorted.iter().take(4 * NAMES) {
        if names.len() == NAMES {
            break;
        }
        let (point, radius) = points[node];
        let (width, height) = (NAME.width(&diagram.nodes[node].label) + 4.0, NAME.size * 1.2);
        let beside = radius + 2.0;
        let corners = [
            (point.x + beside, point.y - height / 2.0),
            (point.x - beside - width, point.y - height / 2.0),
            (point.x - width / 2.0, point.y - beside - height),
            (point.x - width / 2.0, point.y + beside),
            (point.x + beside * 0.7, point.y - beside * 0.7 - height),
            (point.x + beside * 0.7, point.y + beside * 0.7),
        ];
        let free = corners.into_iter().map(|(x, y)| Rect { x, y, width, height }).find(|rect| {
            rect.x >= 0.0
                && rect.x + rect.width <= WIDTH
                && !field.covers(*rect, node)
                && !names.iter().any(|other| overlap(*rect, other.rect))
        });
        names.extend(free.map(|rect| Name { node, rect }));
    }
    names
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/// A node with the middle and the radius of its point.
type Placed = (usize, Point, f64);

/// The points that have their places, by squares.
#[derive(Debug, Default)]
struct Field {
    cells: BTreeMap<(i64, i64), Vec<Placed>>,
}

impl Field {
    fn add(&mut self, node: usize, point: Point, radius: f64) {
        self.cells.entry(cell(point.x, point.y)).or_default().push((node, point, radius));
    }

    /// Returns a place near to the one wanted, within the column of its year, that touches no other point.
    fn free(&self, wanted: Point, radius: f64, (from, to): (f64, f64)) -> Point {
        const STEP: f64 = 1.5;
        const ASIDE: f64 = 3.2;
        let sides = ((to - from) / ASIDE).max(0.0) as u32;
        let both = |by: u32, step: f64| [f64::from(by) * step, -f64::from(by) * step];
        for down in (0..).flat_map(|by| both(by, STEP)) {
            for aside in (0..=sides).flat_map(|by| both(by, ASIDE)) {
                let point = Point { x: wanted.x + aside, y: wanted.y + down };
                let is_inside = aside == 0.0 || from <= point.x && point.x <= to;
                if is_inside && !self.touches(point, radius) {
                    return point;
                }
            }
        }
        wanted
    }

    fn touches(&self, point: Point, radius: f64) -> bool {
        self.near(point.x, point.y, point.x, point.y).any(|(_, other, other_radius)| {
            let (x, y) = (point.x - other.x, point.y - other.y);
            let least = radius + other_radius + GAP;
            x * x + y * y < least * least
        })
    }

    /// Says whether a rectangle covers a point other than that of a node.
    fn covers(&self, rect: Rect, node: usize) -> bool {
        let (right, bottom) = (rect.x + rect.width, rect.y + rect.height);
        self.near(rect.x, rect.y, right, bottom).any(|(at, point, radius)| {
            let x = point.x - point.x.clamp(rect.x, right);
            let y = point.y - point.y.clamp(rect.y, bottom);
            *at != node && x * x + y * y < radius * radius
        })
    }

    fn near(&self, x: f64, y: f64, right: f64, bottom: f64) -> impl Iterator<Item = &Placed> {
        let ((from, top), (to, down)) = (cell(x, y), cell(right, bottom));
        // The largest point reaches over less than one square.
        (from - 1..=to + 1)
            .flat_map(move |column| (top - 1..=down + 1).map(move |row| (column, row)))
            .filter_map(|place| self.cells.get(&place))
            .flatten()
    }
}

fn cell(x: f64, y: f64) -> (i64, i64) {
    ((x / CELL).floor() as i64, (y / CELL).floor() as i64)
}
