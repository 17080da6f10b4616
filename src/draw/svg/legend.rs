//! The key to colours, shapes and lines, of what occurs only.

use super::Page;
use super::shape::{head, outline};
use super::xml::{escaped, number};
use crate::draw::layout::{Point, Rect};
use crate::draw::metrics::Font;
use crate::draw::{Diagram, Issuer, Node, Theme};

const FONT: Font = Font::regular(10.5);

/// Width of a sample, and room between it and its words, and after these.
const SAMPLE: f64 = 26.0;
const WORDS: f64 = 7.0;
const AFTER: f64 = 18.0;

/// Height of a row.
const ROW: f64 = 19.0;

/// Draws a sample whose middle at the left is at a place.
type Sample = Box<dyn Fn(f64, f64) -> String>;

/// Writes the key from a place on, in rows of some width; returns the height that it takes.
pub(super) fn legend(
    diagram: &Diagram,
    theme: Theme,
    left: f64,
    top: f64,
    width: f64,
    out: &mut String,
) -> f64 {
    let Page { paper, muted, .. } = theme.page();
    let mut samples: Vec<(String, Sample)> = Vec::new();
    if diagram.nodes.iter().any(|n| n.is_focus) {
        samples.push(("the document asked about".to_owned(), boxed(Issuer::Treaty, Kind::Focus, theme)));
    }
    for issuer in diagram.issuers() {
        samples.push((issuer.name().to_owned(), boxed(issuer, Kind::Plain, theme)));
    }
    if diagram.nodes.iter().any(|n| n.is_instrument) {
        samples
            .push(("holds or is an instrument".to_owned(), boxed(Issuer::Treaty, Kind::Instrument, theme)));
    }
    if diagram.nodes.iter().any(|n| n.is_absent && !n.is_focus) {
        samples.push(("known from citations only".to_owned(), boxed(Issuer::Treaty, Kind::Absent, theme)));
    }
    let boxes = samples.len();
    for line in diagram.lines() {
        let stroke = theme.stroke(line);
        let sample = move |x: f64, y: f64| {
            let (from, tip) = (Point { x, y }, Point { x: x + SAMPLE, y });
            let (arrow, end) = head(from, tip, stroke, stroke.colour, paper);
            let dash = stroke.dash.map(|d| format!(" stroke-dasharray=\"{d}\"")).unwrap_or_default();
            format!(
                "<g stroke=\"{}\" stroke-width=\"{}\"{dash}><path d=\"M{} {}H{}\"/>{arrow}</g>",
                stroke.colour,
                stroke.width,
                number(x),
                number(y),
                number(end.x)
            )
        };
        samples.push((line.name().to_owned(), Box::new(sample)));
    }
    if samples.is_empty() {
        return 0.0;
    }
    out.push_str(&format!("<g aria-label=\"key\" font-size=\"{}\" fill=\"{muted}\">\n", FONT.size));
    let (mut x, mut y) = (left, top + ROW / 2.0);
    for (at, (words, sample)) in samples.iter().enumerate() {
        let wide = SAMPLE + WORDS + FONT.width(words);
        // Lines begin a row of their own.
        if x > left && (x + wide > left + width || at == boxes) {
            (x, y) = (left, y + ROW);
        }
        out.push_str(&sample(x, y));
        out.push_str(&format!(
            "<text x=\"{}\" y=\"{}\">{}</text>\n",
            number(x + SAMPLE + WORDS),
            number(y + FONT.size * 0.35),
            escaped(words)
        ));
        x += wide + AFTER;
    }
    out.push_str("</g>\n");
    y + ROW / 2.0 - top
}

/// What a sample of a box shows.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Plain,
    Focus,
    Instrument,
    Absent,
}

fn boxed(issuer: Issuer, kind: Kind, theme: Theme) -> Sample {
    let node = Node {
        id: String::new(),
        label: String::new(),
        title: None,
        captions: Vec::new(),
        tooltip: String::new(),
        issuer,
        date: None,
        year: None,
        is_focus: kind == Kind::Focus,
        is_absent: kind == Kind::Absent,
        is_instrument: kind == Kind::Instrument,
        share: None,
        cited_by: 0,
        address: None,
    };
    Box::new(move |x, y| {
        outline(&node, Rect { x, y: y - 7.0, width: SAMPLE, height: 14.0 }, theme)
            .replace(" class=\"box\"", "")
    })
}
