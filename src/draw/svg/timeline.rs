//! Rows of years, lines and boxes.

use std::collections::BTreeMap;

use super::shape::{head, outline, paint};
use super::xml::{escaped, line, name, number, rounded};
use super::{MARGIN, YEARS_ABOVE};
use crate::draw::card::Card;
use crate::draw::layout::{Placed, Point, Rect, Route};
use crate::draw::metrics::{Font, Weight};
use crate::draw::palette::{Page, Theme};
use crate::draw::{Diagram, Flow, Line, Options};

const YEAR: Font = Font::bold(12.0);

/// How round the corners of lines are.
const CORNER: f64 = 8.0;

/// How near a pointer has to come to a line.
const NEAR: f64 = 9.0;

/// Writes a diagram whose corner at the top left is at a point, on a page of some width within its margins.
pub(super) fn timeline(
    diagram: &Diagram,
    cards: &[Card],
    placed: &Placed,
    corner: Point,
    width: f64,
    options: Options,
    out: &mut String,
) {
    bands(placed, corner, width, options, out);
    out.push_str("<g aria-label=\"citations\" role=\"list\" fill=\"none\">\n");
    // Lines that stand back come first, so that the others cross over them.
    let mut groups: BTreeMap<(bool, Line), Vec<&Route>> = BTreeMap::new();
    let mut sources: BTreeMap<usize, usize> = BTreeMap::new();
    for route in &placed.routes {
        groups.entry((!route.is_faded, route.line)).or_default().push(route);
        *sources.entry(route.net).or_default() += usize::from(route.edge.is_some());
    }
    for ((is_strong, line), routes) in groups {
        let stroke = options.theme.stroke(line);
        let colour = if is_strong { stroke.colour } else { stroke.faded };
        let dash = stroke.dash.map(|d| format!(" stroke-dasharray=\"{d}\"")).unwrap_or_default();
        out.push_str(&format!("<g stroke=\"{colour}\" stroke-width=\"{}\"{dash}>\n", stroke.width));
        for route in routes {
            let sharing = sources.get(&route.net).copied().unwrap_or_default();
            way(diagram, route, sharing, corner, options.theme, out);
        }
        out.push_str("</g>\n");
    }
    out.push_str("</g>\n<g aria-label=\"documents\" role=\"list\" text-anchor=\"middle\">\n");
    for &at in &placed.reading {
        let rect = placed.boxes[at];
        let rect = Rect { x: rect.x + corner.x, y: rect.y + corner.y, ..rect };
        card(diagram, at, &cards[at], rect, options.theme, out);
    }
    out.push_str("</g>\n");
}

fn bands(placed: &Placed, corner: Point, width: f64, options: Options, out: &mut String) {
    let Page { band, rule, muted, paper, .. } = options.theme.page();
    out.push_str(&format!(
        "<g aria-hidden=\"true\" font-size=\"{}\" font-weight=\"bold\" fill=\"{muted}\">\n",
        YEAR.size
    ));
    for (at, year) in placed.bands.iter().enumerate() {
        let rect = match options.flow {
            Flow::Down => Rect {
                x: MARGIN / 2.0,
                y: corner.y + year.from,
                width: width + MARGIN,
                height: year.to - year.from,
            },
            Flow::Right => Rect {
                x: corner.x + year.from,
                y: corner.y - YEARS_ABOVE,
                width: year.to - year.from,
                height: placed.height + YEARS_ABOVE,
            },
        };
        if at % 2 == 0 && band != paper {
            out.push_str(&format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{band}\"/>",
                number(rect.x),
                number(rect.y),
                number(rect.width),
                number(rect.height)
            ));
        } else if band == paper && at > 0 {
            let d = match options.flow {
                Flow::Down => format!("M{} {}h{}", number(rect.x), number(rect.y), number(rect.width)),
                Flow::Right => format!("M{} {}v{}", number(rect.x), number(rect.y), number(rect.height)),
            };
            out.push_str(&format!("<path d=\"{d}\" stroke=\"{rule}\" stroke-width=\"0.5\"/>"));
        }
        let (x, y, anchor) = match options.flow {
            Flow::Down => (MARGIN, rect.y + rect.height / 2.0 + YEAR.size * 0.36, ""),
            Flow::Right => (rect.x + rect.width / 2.0, rect.y + YEAR.size * 1.3, " text-anchor=\"middle\""),
        };
        out.push_str(&format!(
            "<text x=\"{}\" y=\"{}\"{anchor}>{}</text>\n",
            number(x),
            number(y),
            escaped(&year.label)
        ));
    }
    out.push_str("</g>\n");
}

/// Writes one way with its head, and a broad unseen one under it for the pointer. A trunk tells how many share it.
fn way(diagram: &Diagram, route: &Route, sharing: usize, corner: Point, theme: Theme, out: &mut String) {
    let mut points: Vec<Point> =
        route.points.iter().map(|p| Point { x: p.x + corner.x, y: p.y + corner.y }).collect();
    let stroke = theme.stroke(route.line);
    let colour = if route.is_faded { stroke.faded } else { stroke.colour };
    let mut arrow = String::new();
    if let (true, [.., from, tip]) = (route.has_head, points.as_mut_slice()) {
        let (drawn, end) = head(*from, *tip, stroke, colour, theme.page().paper);
        arrow = drawn;
        *tip = end;
    }
    let d = rounded(&points, CORNER);
    let target = &diagram.nodes[route.target];
    match route.edge {
        Some(edge) => {
            let edge = &diagram.edges[edge];
            let tooltip = escaped(&edge.tooltip);
            out.push_str(&format!(
                "<g role=\"listitem\" data-from=\"{}\" data-to=\"{}\"><title>{tooltip}</title>\
                 <path d=\"{d}\" stroke=\"none\" stroke-width=\"{NEAR}\" pointer-events=\"stroke\"/>\
                 <path d=\"{d}\"/>{arrow}</g>\n",
                name(&diagram.nodes[edge.source].id),
                name(&target.id),
            ));
        }
        None => out.push_str(&format!(
            "<g data-to=\"{}\"><title>{}</title>\
             <path d=\"{d}\" stroke=\"none\" stroke-width=\"{NEAR}\" pointer-events=\"stroke\"/>\
             <path d=\"{d}\"/>{arrow}</g>\n",
            name(&target.id),
            escaped(&format!("{}: {} (a line that {sharing} documents share)", target.id, route.line.name())),
        )),
    }
}

fn card(diagram: &Diagram, at: usize, card: &Card, rect: Rect, theme: Theme, out: &mut String) {
    let node = &diagram.nodes[at];
    let tooltip = escaped(&node.tooltip);
    let outline = outline(node, rect, theme);
    let fill = paint(node, theme).text;
    let mut texts = String::new();
    for text in &card.texts {
        let bold = if text.font.weight == Weight::Bold { " font-weight=\"bold\"" } else { "" };
        texts += &format!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{bold}>{}</text>",
            number(rect.x + rect.width / 2.0),
            number(rect.y + text.baseline),
            number(text.font.size),
            line(&text.text)
        );
    }
    let id = name(&node.id);
    match &node.address {
        Some(address) => out.push_str(&format!(
            "<g id=\"{id}\" role=\"listitem\" fill=\"{fill}\"><a href=\"{}\" target=\"_blank\" \
             aria-label=\"{tooltip}\"><title>{tooltip}</title>{outline}{texts}</a></g>\n",
            escaped(address)
        )),
        None => out.push_str(&format!(
            "<g id=\"{id}\" role=\"listitem\" tabindex=\"0\" aria-label=\"{tooltip}\" fill=\"{fill}\">\
             <title>{tooltip}</title>{outline}{texts}</g>\n"
        )),
    }
}
