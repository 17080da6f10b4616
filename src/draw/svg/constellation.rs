//! Points, the lines of the focus, and the names of the most cited.

use super::MARGIN;
use super::shape::paint;
use super::xml::{distance, escaped, line, name, number};
use crate::draw::constellation::{Constellation, NAME, WIDTH};
use crate::draw::layout::Point;
use crate::draw::palette::Page;
use crate::draw::{Diagram, Theme};

/// Above this many lines, they stand back.
const MOST_STRONG: usize = 40;

/// Room for the years below the field, and its numbers at the left.
pub(super) const BELOW: f64 = 28.0;
pub(super) const LEFT: f64 = 40.0;

/// Writes a constellation whose field begins at a point.
pub(super) fn constellation(
    diagram: &Diagram,
    found: &Constellation,
    corner: Point,
    theme: Theme,
    out: &mut String,
) {
    let Page { rule, muted, ink, paper, .. } = theme.page();
    let place = |at: usize| {
        let (point, radius) = found.points[at];
        (Point { x: point.x + corner.x, y: point.y + corner.y }, radius)
    };
    out.push_str(&format!(
        "<g aria-hidden=\"true\" font-size=\"11\" fill=\"{muted}\" stroke-width=\"0.7\">\n"
    ));
    for (words, x) in &found.years {
        out.push_str(&format!(
            "<path d=\"M{} {}v{}\" stroke=\"{rule}\"/><text x=\"{}\" y=\"{}\">{words}</text>\n",
            number(corner.x + x),
            number(corner.y),
            number(found.height + 6.0),
            number(corner.x + x + 3.0),
            number(corner.y + found.height + 16.0)
        ));
    }
    for (words, y) in &found.levels {
        out.push_str(&format!(
            "<path d=\"M{} {}h{}\" stroke=\"{rule}\"/><text x=\"{}\" y=\"{}\" text-anchor=\"end\">{words}</text>\n",
            number(corner.x),
            number(corner.y + y),
            number(WIDTH),
            number(corner.x - 6.0),
            number(corner.y + y + 4.0)
        ));
    }
    out.push_str(&format!(
        "<text x=\"{}\" y=\"{}\">cited by</text>\n</g>\n",
        number(MARGIN),
        number(corner.y - 6.0)
    ));

    out.push_str("<g aria-label=\"citations\" role=\"list\" fill=\"none\">\n");
    for at in &found.edges {
        let edge = &diagram.edges[*at];
        let stroke = theme.stroke(edge.line);
        let (colour, width) = if found.edges.len() > MOST_STRONG {
            (stroke.colour.over(paper, 30), 0.5)
        } else {
            (stroke.colour, stroke.width * 0.8)
        };
        let dash = stroke.dash.map(|d| format!(" stroke-dasharray=\"{d}\"")).unwrap_or_default();
        let ((from, _), (to, _)) = (place(edge.source), place(edge.target));
        // A bow to the side of the older text, flatter over long ways.
        let rise = (distance(from, to) * 0.18).min(70.0);
        let middle =
            Point { x: (from.x + to.x) / 2.0, y: from.y.min(to.y).max(corner.y + rise / 2.0) - rise / 2.0 };
        out.push_str(&format!(
            "<path role=\"listitem\" d=\"M{} {}Q{} {} {} {}\" stroke=\"{colour}\" stroke-width=\"{}\"{dash}>\
             <title>{}</title></path>\n",
            number(from.x),
            number(from.y),
            number(middle.x),
            number(middle.y),
            number(to.x),
            number(to.y),
            number(width),
            escaped(&edge.tooltip)
        ));
    }
    out.push_str(&format!(
        "</g>\n<g aria-label=\"documents\" role=\"list\" stroke=\"{paper}\" stroke-width=\"0.6\">\n"
    ));
    for &at in &found.reading {
        let node = &diagram.nodes[at];
        let (point, radius) = place(at);
        let border = paint(node, theme).border;
        let fill = if found.joined.contains(&at) || found.edges.is_empty() {
            border
        } else {
            border.over(paper, 42)
        };
        let words = escaped(&format!("{} · cited by {}", node.tooltip, node.cited_by));
        let ring =
            if node.is_focus { format!(" stroke=\"{ink}\" stroke-width=\"2\"") } else { String::new() };
        let circle = format!(
            "<title>{words}</title><circle class=\"box\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{fill}\"{ring}/>",
            number(point.x),
            number(point.y),
            number(radius)
        );
        let id = name(&node.id);
        out.push_str(&match &node.address {
            Some(address) => format!(
                "<g id=\"{id}\" role=\"listitem\"><a href=\"{}\" target=\"_blank\" aria-label=\"{words}\">{circle}</a></g>\n",
                escaped(address)
            ),
            None => format!("<g id=\"{id}\" role=\"listitem\" tabindex=\"0\" aria-label=\"{words}\">{circle}</g>\n"),
        });
    }
    out.push_str(&format!(
        "</g>\n<g aria-hidden=\"true\" font-size=\"{}\" fill=\"{ink}\" stroke=\"{paper}\" stroke-width=\"2.4\" \
         paint-order=\"stroke\" stroke-linejoin=\"round\">\n",
        NAME.size
    ));
    for shown in &found.names {
        let node = &diagram.nodes[shown.node];
        let weight = if node.is_focus { " font-weight=\"bold\"" } else { "" };
        out.push_str(&format!(
            "<text x=\"{}\" y=\"{}\"{weight}>{}</text>\n",
            number(corner.x + shown.rect.x + 2.0),
            number(corner.y + shown.rect.y + NAME.size * 0.95),
            line(&node.label)
        ));
    }
    out.push_str("</g>\n");
}
