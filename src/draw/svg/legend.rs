//! The key to colours, shapes and lines, of what occurs only.

use std::collections::BTreeSet;

use super::shape::{head, outline};
use super::xml::{escaped, number};
use crate::draw::layout::{Point, Rect};
use crate::draw::metrics::Font;
use crate::draw::{Colour, Diagram, Issuer, Letter, Line, Node, Theme, View};

const FONT: Font = Font::regular(12.0);

/// Width of a sample and of that of a point, and room between it and its words, and after these.
const SAMPLE: f64 = 26.0;
const POINT: f64 = 14.0;
const WORDS: f64 = 7.0;
const AFTER: f64 = 18.0;

/// Height of a row.
const ROW: f64 = 21.0;

/// Draws a sample whose middle at the left is at a place.
type Sample = Box<dyn Fn(f64, f64) -> String>;

/// What a key explains: words and samples, first of nodes, then of lines.
pub(super) struct Key {
    nodes: Vec<(String, Sample)>,
    /// Width of the samples of nodes.
    wide: f64,
    lines: Vec<(String, Sample)>,
}

impl Key {
    /// Returns the key of a diagram in a view.
    pub(super) fn of_diagram(diagram: &Diagram, view: View, theme: Theme) -> Self {
        match view {
            View::Cards | View::Compact => {
                Self { nodes: boxes(diagram, theme), wide: SAMPLE, lines: lines(diagram.lines(), theme) }
            }
            View::Constellation => {
                let drawn = diagram
                    .edges
                    .iter()
                    .filter(|e| [e.source, e.target].into_iter().any(|end| diagram.nodes[end].is_focus));
                let lines = lines(drawn.map(|e| e.line).collect(), theme);
                Self { nodes: points(diagram, theme), wide: POINT, lines }
            }
        }
    }

    /// Returns the key of a letter with its signatories.
    pub(super) fn of_letter(letter: &Letter, theme: Theme) -> Self {
        let mut nodes = vec![("the letter".to_owned(), boxed(letter.node.issuer, Kind::Focus, theme))];
        let (doubtful, certain): (Vec<&Node>, Vec<&Node>) = letter.signatories().partition(|n| n.is_absent);
        if !certain.is_empty() {
            nodes.push(("who signed it".to_owned(), boxed(Issuer::Civil, Kind::Plain, theme)));
        }
        if !doubtful.is_empty() {
            let words = "perhaps no organisation, or named in part";
            nodes.push((words.to_owned(), boxed(Issuer::Civil, Kind::Absent, theme)));
        }
        let signs = letter.signatories().next().map(|_| Line::Signs);
        Self { nodes, wide: SAMPLE, lines: lines(signs.into_iter().collect(), theme) }
    }
}

/// Writes the key from a place on, in rows of some width; returns the height that it takes.
pub(super) fn legend(key: &Key, theme: Theme, left: f64, top: f64, width: f64, out: &mut String) -> f64 {
    let samples: Vec<&(String, Sample)> = key.nodes.iter().chain(&key.lines).collect();
    if samples.is_empty() {
        return 0.0;
    }
    let muted = theme.page().muted;
    out.push_str(&format!("<g aria-label=\"key\" font-size=\"{}\" fill=\"{muted}\">\n", FONT.size));
    let (mut x, mut y) = (left, top + ROW / 2.0);
    for (at, (words, sample)) in samples.into_iter().enumerate() {
        let sampled = if at < key.nodes.len() { key.wide } else { SAMPLE };
        let wide = sampled + WORDS + FONT.width(words);
        // Lines begin a row of their own.
        if x > left && (x + wide > left + width || at == key.nodes.len()) {
            (x, y) = (left, y + ROW);
        }
        out.push_str(&sample(x, y));
        out.push_str(&format!(
            "<text x=\"{}\" y=\"{}\">{}</text>\n",
            number(x + sampled + WORDS),
            number(y + FONT.size * 0.35),
            escaped(words)
        ));
        x += wide + AFTER;
    }
    out.push_str("</g>\n");
    y + ROW / 2.0 - top
}

fn boxes(diagram: &Diagram, theme: Theme) -> Vec<(String, Sample)> {
    let mut samples = Vec::new();
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
    samples
}

/// Points know no shapes: a colour for each issuer, a ring for the focus.
fn points(diagram: &Diagram, theme: Theme) -> Vec<(String, Sample)> {
    let mut samples: Vec<(String, Sample)> = Vec::new();
    let page = theme.page();
    let dot = |fill: Colour, pen: Colour, width: f64, radius: f64| -> Sample {
        Box::new(move |x, y| {
            format!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{radius}\" fill=\"{fill}\" stroke=\"{pen}\" stroke-width=\"{width}\"/>",
                number(x + POINT / 2.0),
                number(y)
            )
        })
    };
    if diagram.nodes.iter().any(|n| n.is_focus) {
        let sample = dot(theme.focus().border, page.ink, 2.0, 6.0);
        samples.push(("the document asked about".to_owned(), sample));
    }
    for issuer in diagram.issuers() {
        let sample = dot(theme.paint(issuer).border, page.paper, 0.6, 5.0);
        samples.push((issuer.name().to_owned(), sample));
    }
    samples
}

fn lines(lines: BTreeSet<Line>, theme: Theme) -> Vec<(String, Sample)> {
    let paper = theme.page().paper;
    let sample = |line: Line| -> Sample {
        let stroke = theme.stroke(line);
        Box::new(move |x: f64, y: f64| {
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
        })
    };
    lines.into_iter().map(|line| (line.name().to_owned(), sample(line))).collect()
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
        community: None,
    };
    Box::new(move |x, y| {
        outline(&node, Rect { x, y: y - 7.0, width: SAMPLE, height: 14.0 }, theme)
            .replace(" class=\"box\"", "")
    })
}
