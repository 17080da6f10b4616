//! What must hold of every time line, on graphs that no one chose.

use proptest::prelude::*;

use super::crossings::crossings;
use super::{Placed, Rect, timeline};
use crate::draw::card::Card;
use crate::draw::{Diagram, Edge, Flow, Issuer, Line, Node, View};

fn node(at: usize, year: Option<u16>) -> Node {
    Node {
        id: format!("A/{at:03}"),
        label: format!("{}/{at}", year.unwrap_or_default() % 100),
        title: (!at.is_multiple_of(3))
            .then(|| "Promotion and protection of all human rights and freedoms".to_owned()),
        captions: Vec::new(),
        tooltip: String::new(),
        issuer: Issuer::ALL[at % Issuer::ALL.len()],
        date: None,
        year,
        is_focus: at == 0,
        is_absent: at.is_multiple_of(5),
        is_instrument: at.is_multiple_of(4),
        share: None,
        cited_by: 0,
        address: None,
        community: None,
    }
}

/// Makes a diagram; the first line from a node to an earlier year is that of its series where it is told so.
fn diagram(years: Vec<Option<u16>>, lines: &[(usize, usize, usize, bool)]) -> Diagram {
    let nodes: Vec<Node> = years.into_iter().enumerate().map(|(at, year)| node(at, year)).collect();
    let mut edges: Vec<Edge> = Vec::new();
    for (source, target, line, renews) in lines {
        let (source, target) = (source % nodes.len(), target % nodes.len());
        let is_new = !edges.iter().any(|e| (e.source, e.target) == (source, target));
        if source != target && is_new {
            let is_first = !edges.iter().any(|e| e.source == source && e.renews);
            edges.push(Edge {
                source,
                target,
                line: Line::ALL[line % 3],
                tooltip: String::new(),
                renews: *renews && is_first && nodes[source].year > nodes[target].year,
            });
        }
    }
    edges.sort_by_key(|e| (e.source, e.target));
    Diagram { title: String::new(), subtitle: Vec::new(), nodes, edges }
}

fn placed(diagram: &Diagram, view: View, flow: Flow) -> Placed {
    let cards: Vec<Card> = diagram.nodes.iter().map(|n| Card::of(n, view)).collect();
    timeline(diagram, &cards, view, flow)
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

fn check(diagram: &Diagram, view: View, flow: Flow) {
    let found = placed(diagram, view, flow);
    // Every node is there, once, within the picture, and none lies on another.
    let mut reading = found.reading.clone();
    reading.sort_unstable();
    assert_eq!(reading, (0..diagram.nodes.len()).collect::<Vec<usize>>());
    for (at, a) in found.boxes.iter().enumerate() {
        assert!(a.x >= -0.1 && a.y >= -0.1, "{a:?}");
        assert!(a.x + a.width <= found.width + 0.1 && a.y + a.height <= found.height + 0.1, "{a:?}");
        for b in &found.boxes[at + 1..] {
            assert!(!overlap(*a, *b), "{a:?} lies on {b:?}");
        }
    }
    // Every line is there, and touches no box but its own; heads stand at the cited text.
    let mut drawn: Vec<usize> = found.routes.iter().filter_map(|r| r.edge).collect();
    drawn.sort_unstable();
    assert_eq!(drawn, (0..diagram.edges.len()).collect::<Vec<usize>>());
    for route in &found.routes {
        let source = route.edge.map(|e| diagram.edges[e].source);
        for pair in route.points.windows(2) {
            let way = Rect {
                x: pair[0].x.min(pair[1].x),
                y: pair[0].y.min(pair[1].y),
                width: (pair[0].x - pair[1].x).abs(),
                height: (pair[0].y - pair[1].y).abs(),
            };
            assert!(way.width < 0.05 || way.height < 0.05, "{route:?} runs aslant");
            for (at, rect) in found.boxes.iter().enumerate() {
                // What touches its own box does so at the border.
                let own = at == route.target || Some(at) == source;
                let inset = if own { 0.5 } else { 0.0 };
                let inner = Rect {
                    x: rect.x + inset,
                    y: rect.y + inset,
                    width: rect.width - 2.0 * inset,
                    height: rect.height - 2.0 * inset,
                };
                assert!(!overlap(way, inner), "{route:?} runs through {}", diagram.nodes[at].id);
            }
        }
        if route.has_head {
            let (tip, rect) = (route.points[route.points.len() - 1], found.boxes[route.target]);
            let touches = overlap(Rect { x: tip.x - 0.2, y: tip.y - 0.2, width: 0.4, height: 0.4 }, rect);
            assert!(touches, "{route:?} does not end at {rect:?}");
        }
    }
    assert_eq!(found, placed(diagram, view, flow));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Circles, lines to later years, lines within a year, nodes without year or lines: all occur.
    #[test]
    fn nothing_is_lost_and_nothing_touches(
        years in prop::collection::vec(prop::option::weighted(0.9, 1990_u16..2004), 1..36),
        lines in prop::collection::vec((0_usize..36, 0_usize..36, 0_usize..3, any::<bool>()), 0..90),
        compact in any::<bool>(),
        right in any::<bool>(),
    ) {
        let view = if compact { View::Compact } else { View::Cards };
        let flow = if right { Flow::Right } else { Flow::Down };
        check(&diagram(years, &lines), view, flow);
    }
}

#[test]
fn nothing_is_a_picture_too() {
    check(&diagram(Vec::new(), &[]), View::Cards, Flow::Down);
    check(&diagram(vec![None], &[]), View::Cards, Flow::Right);
}

/// Returns a graph of some size: most texts name the one before in their series, and some earlier ones.
fn graph(nodes: usize, lines: usize) -> Diagram {
    // A linear congruence (Knuth's MMIX) in place of chance: the graph is the same for ever.
    let mut state = 53_144_u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let years = (0..nodes).map(|at| Some(1990 + (at * 30 / nodes) as u16)).collect();
    let mut pairs: Vec<(usize, usize, usize, bool)> =
        (4..nodes).filter(|at| at % 2 == 0).map(|at| (at, at - 4, 0, true)).collect();
    while pairs.len() < lines {
        let source = 1 + next(nodes - 1);
        // A third of all citations goes to the first texts.
        let target = if next(3) == 0 { next(source.min(4)) } else { next(source) };
        pairs.push((source, target, 0, false));
    }
    diagram(years, &pairs)
}

/// The numbers of `dot` were counted on its own drawing of the same graphs: one rank for each year, splines sampled at
/// 12 points a piece, every point counted where two edges cross more than 2 points from their ends
/// (`dot -Gnewrank=true -Gsplines=true -Tplain`, Graphviz 2.43, boxes and order of nodes and edges as here).
#[test]
fn lines_cross_less_than_those_of_dot() {
    let check = |nodes: usize, lines: usize, view: View, dot: usize| {
        let found = crossings(&placed(&graph(nodes, lines), view, Flow::Down));
        assert!(found <= dot, "{nodes} nodes: {found} crossings, dot has {dot}");
    };
    check(25, 50, View::Cards, 37);
    check(60, 120, View::Cards, 188);
    check(200, 400, View::Compact, 4183);
}
