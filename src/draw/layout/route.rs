//! Boxes and ways, once everything has its place across and every net its track.

use super::channel::{Channel, channels};
use super::nets::{Layers, Link, Stand};
use super::ports::{Ends, ends};
use super::rows::Row;
use super::{Band, Placed, Point, Rect, Route, Spacing};
use crate::draw::{Diagram, Flow};

/// Room in a channel before the first track, where arrowheads are, and after the last.
const BEFORE: f64 = 17.0;
const AFTER: f64 = 12.0;

/// Lines over more rows than this are faded.
const SHORT: usize = 2;

/// Room before the first row and after the last.
const EDGE: f64 = 16.0;

/// The lines of a picture on their way.
struct Ways<'a> {
    diagram: &'a Diagram,
    layers: &'a Layers,
    ends: Vec<Ends>,
    channels: Vec<Channel>,
    spacing: Spacing,
    /// Where rows begin and end along.
    rows: Vec<(f64, f64)>,
    /// The boxes: middle across, begin and end along.
    boxes: Vec<(f64, f64, f64)>,
}

/// Returns where everything stands.
pub(super) fn placed(
    diagram: &Diagram,
    sizes: &[(f64, f64)],
    rows: &[Row],
    layers: &Layers,
    across: &[f64],
    spacing: Spacing,
    flow: Flow,
) -> Placed {
    let ends = ends(layers, across, spacing);
    let channels = channels(layers, &ends);
    let first = (0..layers.stands.len())
        .map(|at| across[at] - layers.breadths[at] / 2.0)
        .fold(f64::INFINITY, f64::min);
    let last = (0..layers.stands.len())
        .map(|at| across[at] + layers.breadths[at] / 2.0)
        .fold(f64::NEG_INFINITY, f64::max);
    let (first, last) = if first.is_finite() { (first, last) } else { (0.0, 0.0) };
    let mut along = EDGE;
    let mut extents = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let depth = row.nodes.iter().map(|n| sizes[*n].1).fold(0.0, f64::max);
        extents.push((along, along + depth));
        along += depth;
        if let Some(channel) = channels.get(at) {
            let tracks = channel.depth.saturating_sub(1) as f64 * spacing.lines + BEFORE + AFTER;
            along += tracks.max(spacing.channel);
        }
    }
    let mut boxes = vec![(0.0, 0.0, 0.0); diagram.nodes.len()];
    for (row, (from, to)) in rows.iter().zip(&extents) {
        for node in &row.nodes {
            let depth = sizes[*node].1;
            let start = from + (to - from - depth) / 2.0;
            boxes[*node] = (across[*node] - first, start, start + depth);
        }
    }
    let ends = ends.into_iter().map(|e| Ends { upper: e.upper - first, lower: e.lower - first }).collect();
    let ways = Ways { diagram, layers, ends, channels, spacing, rows: extents, boxes };
    let mut placed = Placed {
        width: last - first,
        height: along + EDGE,
        boxes: ways
            .boxes
            .iter()
            .zip(sizes)
            .map(|((middle, start, end), (breadth, _))| Rect {
                x: middle - breadth / 2.0,
                y: *start,
                width: *breadth,
                height: end - start,
            })
            .collect(),
        reading: layers
            .rows
            .iter()
            .flatten()
            .filter_map(|at| match layers.stands[*at] {
                Stand::Node(node) => Some(node),
                Stand::Lane { .. } => None,
            })
            .collect(),
        routes: ways.routes(),
        bands: bands(rows, &ways.rows, along + EDGE),
    };
    if flow == Flow::Right {
        turn(&mut placed);
    }
    placed
}

/// Makes the way of time that of *x*.
fn turn(placed: &mut Placed) {
    std::mem::swap(&mut placed.width, &mut placed.height);
    for rect in &mut placed.boxes {
        *rect = Rect { x: rect.y, y: rect.x, width: rect.height, height: rect.width };
    }
    for point in placed.routes.iter_mut().flat_map(|r| r.points.iter_mut()) {
        *point = Point { x: point.y, y: point.x };
    }
}

fn bands(rows: &[Row], extents: &[(f64, f64)], height: f64) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let to = extents.get(at + 1).map_or(height, |next| (extents[at].1 + next.0) / 2.0);
        let is_new = at == 0 || rows[at - 1].when != row.when;
        match bands.last_mut() {
            Some(band) if !is_new => band.to = to,
            last => {
                let from = last.map_or(0.0, |band| band.to);
                bands.push(Band { label: row.when.label(), from, to });
            }
        }
    }
    bands
}

impl Ways<'_> {
    fn routes(&self) -> Vec<Route> {
        let mut links: Vec<Vec<usize>> = vec![Vec::new(); self.layers.nets.len()];
        for (at, link) in self.layers.links.iter().enumerate() {
            links[link.net].push(at);
        }
        let mut routes = Vec::new();
        for (net, links) in links.iter().enumerate() {
            // The links of the trunk come first, from the cited text outwards.
            let trunk: Vec<usize> =
                links.iter().copied().filter(|at| self.layers.links[*at].edge.is_none()).collect();
            let branches: Vec<usize> =
                links.iter().copied().filter(|at| self.layers.links[*at].edge.is_some()).collect();
            if let [only] = branches.as_slice() {
                let mut points = Vec::new();
                for at in std::iter::once(only).chain(trunk.iter().rev()) {
                    points.extend(self.points(*at));
                }
                routes.push(self.route(net, points, self.layers.links[*only].edge, true));
                continue;
            }
            let trunk_points: Vec<Point> = trunk.iter().rev().flat_map(|at| self.points(*at)).collect();
            if !trunk_points.is_empty() {
                routes.push(self.route(net, trunk_points, None, true));
            }
            for at in branches {
                let link = self.layers.links[at];
                let has_head = matches!(self.layers.stands[self.inner(link)], Stand::Node(_));
                routes.push(self.route(net, self.points(at).to_vec(), link.edge, has_head));
            }
        }
        routes
    }

    /// Returns the end of a link that is nearer to the cited text.
    fn inner(&self, link: Link) -> usize {
        if self.layers.nets[link.net].is_upward { link.upper } else { link.lower }
    }

    fn route(&self, net: usize, points: Vec<Point>, edge: Option<usize>, has_head: bool) -> Route {
        let of = self.layers.nets[net];
        // What joins a trunk stands back with it: a strong line that ends in a faint one looks broken.
        let span = if has_head && edge.is_some_and(|edge| self.span(edge) == 1) { 1 } else { of.span };
        Route {
            net,
            points: simplified(points),
            edge,
            target: of.target,
            line: of.line,
            has_head,
            is_faded: span > SHORT,
        }
    }

    /// Returns over how many rows a line reaches.
    fn span(&self, edge: usize) -> usize {
        let edge = &self.diagram.edges[edge];
        self.layers.row_of[edge.source].abs_diff(self.layers.row_of[edge.target])
    }

    /// Returns the way of a link, from the citing side to the cited one.
    fn points(&self, at: usize) -> [Point; 4] {
        let link = self.layers.links[at];
        let Ends { upper, lower } = self.ends[at];
        let row = self.layers.row_of[link.upper];
        let (begin, end) = (self.rows[row].1, self.rows[row + 1].0);
        let turn = match self.channels[row].tracks.get(&link.net) {
            Some(track) => {
                let depth = self.channels[row].depth;
                // Tracks stand in the middle of what the heads leave.
                let free = end - begin - BEFORE - AFTER - depth.saturating_sub(1) as f64 * self.spacing.lines;
                begin + BEFORE + free / 2.0 + *track as f64 * self.spacing.lines
            }
            None => (begin + end) / 2.0,
        };
        let from = match self.layers.stands[link.upper] {
            Stand::Node(node) => self.boxes[node].2,
            Stand::Lane { .. } => self.rows[row].0.max(0.0),
        };
        let to = match self.layers.stands[link.lower] {
            Stand::Node(node) => self.boxes[node].1,
            Stand::Lane { .. } => end,
        };
        let mut points = [
            Point { x: lower, y: to },
            Point { x: lower, y: turn },
            Point { x: upper, y: turn },
            Point { x: upper, y: from },
        ];
        if !self.layers.nets[link.net].is_upward {
            points.reverse();
        }
        points
    }
}

/// Leaves out points that lie between their neighbours on a straight line.
fn simplified(points: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if out.last().is_some_and(|last| (last.x - point.x).abs() < 0.05 && (last.y - point.y).abs() < 0.05) {
            continue;
        }
        if let [.., before, last] = out.as_slice() {
            let straight = (before.x - last.x).abs() < 0.05 && (last.x - point.x).abs() < 0.05
                || (before.y - last.y).abs() < 0.05 && (last.y - point.y).abs() < 0.05;
            if straight {
                out.pop();
            }
        }
        out.push(point);
    }
    out
}
