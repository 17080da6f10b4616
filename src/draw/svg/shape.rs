//! Boxes and arrowheads.

use super::xml::{distance, escaped, number, towards};
use crate::draw::layout::{Point, Rect};
use crate::draw::palette::{Colour, Head, Paint, Stroke};
use crate::draw::{Issuer, Node, Theme};

/// How round the corners of a box are.
const ROUND: f64 = 6.0;

/// How far the second border of an instrument is from the first.
const INSET: f64 = 2.6;

/// Length of an arrowhead, before the width of its line is added.
const HEAD: f64 = 6.6;

/// Returns the colours of a node.
pub(super) fn paint(node: &Node, theme: Theme) -> Paint {
    if node.is_focus { theme.focus() } else { theme.paint(node.issuer) }
}

/// Returns the box of a node. Reports have the tab of a folder, papers of civil society the fold of a note, instruments
/// and what holds them a second border; that of texts that were never read is broken.
pub(super) fn outline(node: &Node, rect: Rect, theme: Theme) -> String {
    let paint = paint(node, theme);
    let (width, dash) = match (node.is_focus, node.is_absent) {
        (true, _) => (2.6, ""),
        (false, true) => (0.9, " stroke-dasharray=\"3.5 2\""),
        (false, false) => (1.2, ""),
    };
    let pen = format!("fill=\"{}\" stroke=\"{}\" stroke-width=\"{width}\"{dash}", paint.fill, paint.border);
    let mut out = match node.issuer {
        Issuer::Report => format!("<path class=\"box\" d=\"{}\" {pen}/>", folder(rect)),
        Issuer::Civil => format!("<path class=\"box\" d=\"{}\" {pen}/>", note(rect)),
        Issuer::Assembly
        | Issuer::Council
        | Issuer::Commission
        | Issuer::Security
        | Issuer::Ecosoc
        | Issuer::OtherBody
        | Issuer::Treaty
        | Issuer::State => format!("<rect class=\"box\" {} rx=\"{ROUND}\" {pen}/>", sides(rect)),
    };
    if node.is_instrument {
        let inner = Rect {
            x: rect.x + INSET,
            y: rect.y + INSET,
            width: rect.width - 2.0 * INSET,
            height: rect.height - 2.0 * INSET,
        };
        out += &format!(
            "<rect {} rx=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"0.8\"/>",
            sides(inner),
            ROUND - INSET + 0.6,
            paint.border
        );
    }
    out
}

fn sides(rect: Rect) -> String {
    format!(
        "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        number(rect.x),
        number(rect.y),
        number(rect.width),
        number(rect.height)
    )
}

fn folder(rect: Rect) -> String {
    let (tab, rise) = ((rect.width * 0.34).min(36.0), 4.0);
    let [x, y, right, bottom] = [rect.x, rect.y, rect.x + rect.width, rect.y + rect.height].map(number);
    format!(
        "M{x} {bottom}V{}L{} {y}H{}L{} {}H{right}V{bottom}Z",
        number(rect.y + 2.0),
        number(rect.x + 2.0),
        number(rect.x + tab),
        number(rect.x + tab + rise),
        number(rect.y + rise)
    )
}

fn note(rect: Rect) -> String {
    let fold = (rect.height * 0.3).min(9.0);
    let [x, y, right, bottom] = [rect.x, rect.y, rect.x + rect.width, rect.y + rect.height].map(number);
    let (inner, below) = (number(rect.x + rect.width - fold), number(rect.y + fold));
    format!("M{x} {y}H{inner}L{right} {below}V{bottom}H{x}ZM{inner} {y}V{below}H{right}")
}

/// Returns the head of an arrow that ends in a point, coming from another, and the point at which its line ends.
pub(super) fn head(
    from: Point,
    tip: Point,
    stroke: Stroke,
    colour: Colour,
    ground: Colour,
) -> (String, Point) {
    let length = (HEAD + stroke.width).min(distance(from, tip));
    let back = towards(tip, from, length);
    // The unit vector across the line.
    let unit = towards(Point { x: 0.0, y: 0.0 }, Point { x: back.x - tip.x, y: back.y - tip.y }, 1.0);
    let side = |at: Point, by: f64| Point { x: at.x - unit.y * by, y: at.y + unit.x * by };
    let polygon = |points: &[Point], fill: String, width: f64| {
        let points: Vec<String> = points.iter().map(|p| format!("{},{}", number(p.x), number(p.y))).collect();
        format!(
            "<polygon points=\"{}\" fill=\"{}\" stroke=\"{colour}\" stroke-width=\"{width}\" \
             stroke-linejoin=\"round\" stroke-dasharray=\"none\"/>",
            points.join(" "),
            escaped(&fill)
        )
    };
    let circle = |fill: Colour| {
        let middle = towards(tip, from, 3.2);
        let drawn = format!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"2.7\" fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"1.2\" \
             stroke-dasharray=\"none\"/>",
            number(middle.x),
            number(middle.y)
        );
        (drawn, towards(tip, from, 5.9_f64.min(length)))
    };
    let half = 2.7 + stroke.width * 0.3;
    match stroke.head {
        Head::Full => (polygon(&[tip, side(back, half), side(back, -half)], colour.to_string(), 0.5), back),
        Head::Hollow => (polygon(&[tip, side(back, half), side(back, -half)], ground.to_string(), 1.1), back),
        Head::Open => {
            let [left, right] = [side(back, half), side(back, -half)];
            let drawn = format!(
                "<polyline points=\"{},{} {},{} {},{}\" fill=\"none\" stroke-dasharray=\"none\"/>",
                number(left.x),
                number(left.y),
                number(tip.x),
                number(tip.y),
                number(right.x),
                number(right.y)
            );
            (drawn, tip)
        }
        Head::Dot => circle(colour),
        Head::Ring => circle(ground),
        Head::Diamond => {
            let middle = towards(tip, from, length / 2.0);
            (polygon(&[tip, side(middle, 2.6), back, side(middle, -2.6)], colour.to_string(), 0.5), back)
        }
    }
}
