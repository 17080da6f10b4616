//! Where lines leave and enter boxes.

use std::collections::BTreeMap;

use super::Spacing;
use super::nets::{Layers, Stand};

/// How far from the corner of a box the outermost port is.
const CORNER: f64 = 10.0;

/// The places across at which a link ends.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Ends {
    pub(super) upper: f64,
    pub(super) lower: f64,
}

/// One port in the making.
struct Port {
    wanted: f64,
    /// Where the other end is, which orders ports that want the same place.
    other: f64,
    weight: f64,
    /// Between which places the lines to the boxes that it joins run straight.
    straight: (f64, f64),
    links: Vec<usize>,
}

/// Any place at all.
const ANYWHERE: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// Returns the ends of every link. Links of a net share the port at the cited text; all others have one each. Ports
/// stand where their line runs straight, as far as they leave each other room.
pub(super) fn ends(layers: &Layers, across: &[f64], spacing: Spacing) -> Vec<Ends> {
    let mut ends: Vec<Ends> =
        layers.links.iter().map(|l| Ends { upper: across[l.upper], lower: across[l.lower] }).collect();
    let (mut below, mut above) =
        (vec![Vec::new(); layers.stands.len()], vec![Vec::new(); layers.stands.len()]);
    for (at, link) in layers.links.iter().enumerate() {
        below[link.upper].push(at);
        above[link.lower].push(at);
    }
    let reach = |stand: usize| {
        let inner = (layers.breadths[stand] / 2.0 - CORNER).max(0.0);
        (across[stand] - inner, across[stand] + inner)
    };
    for row in &layers.rows {
        for &stand in row.iter().filter(|s| matches!(layers.stands[**s], Stand::Node(_))) {
            let mut ports: BTreeMap<(usize, usize), Port> = BTreeMap::new();
            for &at in &below[stand] {
                let link = layers.links[at];
                let key = (link.net, if layers.nets[link.net].is_upward { 0 } else { at });
                let (wanted, weight, straight) = match layers.stands[link.lower] {
                    Stand::Lane { .. } => (across[link.lower], 10.0, ANYWHERE),
                    Stand::Node(_) => {
                        // Any place over both boxes gives a straight line; the middle of this one is best.
                        let (own, other) = (reach(stand), reach(link.lower));
                        let (low, high) = (own.0.max(other.0), own.1.min(other.1));
                        let weight = if link.is_spine { 1000.0 } else { 1.0 };
                        if low <= high {
                            (across[stand].clamp(low, high), weight, (low, high))
                        } else {
                            (across[link.lower], weight, ANYWHERE)
                        }
                    }
                };
                let port = Port { wanted, other: across[link.lower], weight, straight, links: vec![at] };
                merge(&mut ports, key, port);
            }
            let own = reach(stand);
            // A lane beside the box bends in any case: the line of a box in the same net need not.
            for port in ports.values_mut().filter(|p| p.wanted < own.0 || own.1 < p.wanted) {
                port.wanted = port.wanted.clamp(port.straight.0, port.straight.1);
            }
            for (place, links) in spread(ports, own, spacing.lines) {
                for at in links {
                    ends[at].upper = place;
                }
            }
        }
        // What is joined to this row from above runs straight down from where it was put there.
        for &stand in row.iter().filter(|s| matches!(layers.stands[**s], Stand::Node(_))) {
            let mut ports: BTreeMap<(usize, usize), Port> = BTreeMap::new();
            for &at in &above[stand] {
                let link = layers.links[at];
                let key = (link.net, if layers.nets[link.net].is_upward { at } else { 0 });
                let weight = match layers.stands[link.upper] {
                    Stand::Lane { .. } => 10.0,
                    Stand::Node(_) if link.is_spine => 1000.0,
                    Stand::Node(_) => 1.0,
                };
                let upper = ends[at].upper;
                merge(
                    &mut ports,
                    key,
                    Port { wanted: upper, other: upper, weight, straight: ANYWHERE, links: vec![at] },
                );
            }
            for (place, links) in spread(ports, reach(stand), spacing.lines) {
                for at in links {
                    ends[at].lower = place;
                }
            }
        }
    }
    ends
}

/// Adds a link to the port of its net; the heavier wish counts.
fn merge(ports: &mut BTreeMap<(usize, usize), Port>, key: (usize, usize), mut port: Port) {
    match ports.get_mut(&key) {
        None => {
            ports.insert(key, port);
        }
        Some(known) => {
            if port.weight > known.weight {
                (known.wanted, known.other, known.weight) = (port.wanted, port.other, port.weight);
            }
            known.links.append(&mut port.links);
            let both = (known.straight.0.max(port.straight.0), known.straight.1.min(port.straight.1));
            known.straight = if both.0 <= both.1 { both } else { known.straight };
        }
    }
}

/// Moves ports apart, each as little as possible: a regression under order, by pooling neighbours that violate it
/// (Ayer, Brunk, Ewing, Reid and Silverman 1955).
fn spread(
    ports: BTreeMap<(usize, usize), Port>,
    (low, high): (f64, f64),
    distance: f64,
) -> Vec<(f64, Vec<usize>)> {
    let mut ports: Vec<Port> = ports.into_values().collect();
    for port in &mut ports {
        port.wanted = port.wanted.clamp(low, high);
    }
    ports.sort_by(|a, b| a.wanted.total_cmp(&b.wanted).then(a.other.total_cmp(&b.other)));
    let gaps = ports.len().saturating_sub(1) as f64;
    let distance = if gaps > 0.0 { distance.min((high - low) / gaps) } else { 0.0 };
    // Pools of ports that stand as near to each other as they may: their first place, weight and number.
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (at, port) in ports.iter().enumerate() {
        let mut pool = (port.wanted - at as f64 * distance, port.weight, 1);
        while let Some(last) = pools.last().filter(|last| last.0 > pool.0) {
            let weight = last.1 + pool.1;
            pool = ((last.0 * last.1 + pool.0 * pool.1) / weight, weight, last.2 + pool.2);
            pools.pop();
        }
        pools.push(pool);
    }
    let firsts = pools.iter().flat_map(|(first, _, count)| std::iter::repeat_n(*first, *count));
    firsts
        .zip(ports)
        .enumerate()
        .map(|(at, (first, port))| {
            let at = at as f64;
            let place = (first + at * distance)
                .clamp(low + at * distance, (high - (gaps - at) * distance).max(low + at * distance));
            (place, port.links)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_keep_apart_and_within_their_box() {
        let check = |wanted: &[(f64, f64)], expected: &[f64]| {
            let ports = wanted
                .iter()
                .enumerate()
                .map(|(at, (wanted, weight))| {
                    let port = Port {
                        wanted: *wanted,
                        other: *wanted,
                        weight: *weight,
                        straight: ANYWHERE,
                        links: vec![at],
                    };
                    ((at, 0), port)
                })
                .collect();
            let found: Vec<f64> = spread(ports, (0.0, 40.0), 10.0).into_iter().map(|p| p.0).collect();
            assert_eq!(found, expected);
        };
        check(&[(20.0, 1.0)], &[20.0]);
        check(&[(20.0, 1.0), (20.0, 1.0)], &[15.0, 25.0]);
        check(&[(-50.0, 1.0), (90.0, 1.0)], &[0.0, 40.0]);
        check(&[(90.0, 1.0), (95.0, 1.0)], &[30.0, 40.0]);
        // Five ports share the room of four gaps, six make do with less.
        check(&[(20.0, 1.0); 5], &[0.0, 10.0, 20.0, 30.0, 40.0]);
        check(&[(20.0, 1.0); 6], &[0.0, 8.0, 16.0, 24.0, 32.0, 40.0]);
    }
}
