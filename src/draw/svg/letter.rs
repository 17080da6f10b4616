//! A letter above the columns of those who signed it.

use std::collections::BTreeMap;

use super::legend::{Key, legend};
use super::shape::{head, outline, paint};
use super::xml::{escaped, line, name, number, rounded, runs_left};
use super::{MARGIN, NARROWEST, header, page};
use crate::draw::Theme;
use crate::draw::card::Card;
use crate::draw::layout::{Point, Rect};
use crate::draw::letter::{FOLD, Letter, Placed, SIDE, placed};
use crate::draw::metrics::Weight;
use crate::draw::{Line, Node};

/// Size of headings.
const HEADING: f64 = 12.0;

/// How round the corners of brackets are.
const CORNER: f64 = 7.0;

/// Returns a letter with its signatories as SVG. The same letter gives the same bytes.
pub fn letter_svg(letter: &Letter, theme: Theme) -> String {
    let found = placed(letter);
    let width = found.width.max(NARROWEST);
    let mut out = String::new();
    let key =
        |top: f64, out: &mut String| legend(&Key::of_letter(letter, theme), theme, MARGIN, top, width, out);
    let top = header(&letter.title, &letter.subtitle, theme, width, key, &mut out);
    let corner = Point { x: MARGIN + (width - found.width) / 2.0, y: MARGIN + top };
    brackets(&found, corner, theme, &mut out);
    headings(&found, corner, theme, &mut out);
    let moved = |rect: Rect| Rect { x: rect.x + corner.x, y: rect.y + corner.y, ..rect };
    out.push_str("<g aria-label=\"the letter\" role=\"list\" text-anchor=\"middle\">\n");
    card(&letter.node, &name(&letter.node.id), &found.letter_card, moved(found.letter), theme, &mut out);
    out.push_str("</g>\n");
    let mut known = BTreeMap::new();
    let mut nodes = letter.signatories().zip(found.boxes.iter().zip(&found.cards));
    for group in &letter.groups {
        let heading = if group.heading.is_empty() { String::new() } else { format!(": {}", group.heading) };
        out.push_str(&format!(
            "<g aria-label=\"{}\" role=\"list\">\n",
            escaped(&format!("signatories{heading}"))
        ));
        for (node, (rect, texts)) in nodes.by_ref().take(group.signatories.len()) {
            // Who signs twice has two boxes, whose names in the file must differ.
            let times: &mut usize = known.entry(node.id.as_str()).or_default();
            *times += 1;
            let id = if *times == 1 { name(&node.id) } else { format!("{}-{times}", name(&node.id)) };
            card(node, &id, texts, moved(*rect), theme, &mut out);
        }
        out.push_str("</g>\n");
    }
    page(
        &letter.title,
        &letter.subtitle,
        theme,
        (width + 2.0 * MARGIN, top + found.height + 2.0 * MARGIN),
        &out,
    )
}

/// Writes the line from the letter across all columns, and in each column down along its boxes.
fn brackets(found: &Placed, corner: Point, theme: Theme, out: &mut String) {
    let stroke = theme.stroke(Line::Signs);
    let point = |x: f64, y: f64| Point { x: x + corner.x, y: y + corner.y };
    let Some((first, last)) = found.columns.first().zip(found.columns.last()) else { return };
    let middle = found.letter.x + found.letter.width / 2.0;
    let (tip, below) = (point(middle, found.letter.height), point(middle, found.across));
    let (arrow, end) = head(below, tip, stroke, stroke.colour, theme.page().paper);
    out.push_str(&format!(
        "<g aria-hidden=\"true\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\">\n<g{}><path d=\"{}\"/>{arrow}",
        stroke.colour,
        stroke.width,
        stroke.dash.map(|dash| format!(" stroke-dasharray=\"{dash}\"")).unwrap_or_default(),
        rounded(&[below, end], CORNER)
    ));
    // Both halves begin at the letter: their corners are round where the outermost columns begin.
    for column in [first, last] {
        let foot = column.members.last().map_or(found.across, |at| middle_of(found.boxes[*at]));
        let way = [below, point(column.x, found.across), point(column.x, foot)];
        out.push_str(&format!("<path d=\"{}\"/>", rounded(&way, CORNER)));
    }
    for column in found.columns.iter().skip(1).take(found.columns.len().saturating_sub(2)) {
        let foot = column.members.last().map_or(found.across, |at| middle_of(found.boxes[*at]));
        let way = [point(column.x, found.across), point(column.x, foot)];
        out.push_str(&format!("<path d=\"{}\"/>", rounded(&way, CORNER)));
    }
    out.push_str("</g>\n");
    for column in &found.columns {
        let mut d = String::new();
        for rect in column.members.iter().map(|at| found.boxes[*at]) {
            let from = point(column.x, middle_of(rect));
            d += &format!("M{} {}H{}", number(from.x), number(from.y), number(rect.x + corner.x));
        }
        out.push_str(&format!("<path d=\"{d}\"/>\n"));
    }
    out.push_str("</g>\n");
}

fn middle_of(rect: Rect) -> f64 {
    rect.y + rect.height / 2.0
}

fn headings(found: &Placed, corner: Point, theme: Theme, out: &mut String) {
    out.push_str(&format!(
        "<g aria-hidden=\"true\" font-size=\"{HEADING}\" font-weight=\"bold\" fill=\"{}\">\n",
        theme.page().muted
    ));
    for heading in &found.headings {
        out.push_str(&format!(
            "<text x=\"{}\" y=\"{}\">{}</text>\n",
            number(heading.at.x + corner.x),
            number(heading.at.y + corner.y + HEADING * 0.35),
            line(&heading.words)
        ));
    }
    out.push_str("</g>\n");
}

/// Writes a box with its texts: those of the letter in its middle, names where they begin.
fn card(node: &Node, id: &str, card: &Card, rect: Rect, theme: Theme, out: &mut String) {
    let tooltip = escaped(&node.tooltip);
    let outline = outline(node, rect, theme);
    let mut texts = String::new();
    for text in &card.texts {
        let bold = if text.font.weight == Weight::Bold { " font-weight=\"bold\"" } else { "" };
        // Names begin at their own side of the box.
        let (x, anchor) = if node.is_focus {
            (rect.x + rect.width / 2.0, "")
        } else if runs_left(&text.text) {
            (rect.x + rect.width - FOLD, " text-anchor=\"end\"")
        } else {
            (rect.x + SIDE, "")
        };
        texts += &format!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{anchor}{bold}>{}</text>",
            number(x),
            number(rect.y + text.baseline),
            number(text.font.size),
            line(&text.text)
        );
    }
    let body = format!("<title>{tooltip}</title>{outline}{texts}");
    let body = match &node.address {
        Some(address) => {
            format!("<a href=\"{}\" target=\"_blank\" aria-label=\"{tooltip}\">{body}</a>", escaped(address))
        }
        None => body,
    };
    let reach = if node.address.is_none() {
        format!(" tabindex=\"0\" aria-label=\"{tooltip}\"")
    } else {
        String::new()
    };
    let fill = paint(node, theme).text;
    out.push_str(&format!("<g id=\"{id}\" role=\"listitem\"{reach} fill=\"{fill}\">{body}</g>\n"));
}
