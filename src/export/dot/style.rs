//! How Graphviz shows who speaks and what a line says.

use super::Attributes;
use crate::draw::{Colour, Issuer, Line, Theme};

/// Returns the colour of a line.
pub(super) fn colour(line: Line) -> Colour {
    Theme::Light.stroke(line).colour
}

/// Returns the arrowhead of a line.
pub(super) fn arrow(line: Line) -> &'static str {
    match line {
        Line::Recalls | Line::Reaffirms => "normal",
        Line::Endorses | Line::Signs | Line::Sponsors => "odot",
        Line::Welcomes => "empty",
        Line::TakesNote => "normal",
        Line::Cites => "vee",
        Line::Belongs => "onormal",
    }
}

/// Returns the line as letters, for the legend.
pub(super) fn glyph(line: Line) -> &'static str {
    match line {
        Line::Recalls => "───▶",
        Line::Reaffirms => "━━━▶",
        Line::Endorses | Line::Signs | Line::Sponsors => "╌╌╌○",
        Line::Welcomes => "───▷",
        Line::TakesNote => "╌╌╌▶",
        Line::Cites => "───→",
        Line::Belongs => "┄┄┄▷",
    }
}

/// Adds the shape of a node.
pub(super) fn shape(issuer: Issuer, attributes: Attributes) -> Attributes {
    match issuer {
        Issuer::Report => attributes.text("shape", "folder").text("style", "filled"),
        Issuer::Civil => attributes.text("shape", "note").text("style", "filled"),
        Issuer::Assembly
        | Issuer::Council
        | Issuer::Commission
        | Issuer::Security
        | Issuer::Ecosoc
        | Issuer::OtherBody
        | Issuer::Treaty
        | Issuer::State => attributes,
    }
}

/// Adds stroke, width and colour; a long line is faded, so that the short ones carry the reading.
pub(super) fn stroke(line: Line, attributes: Attributes, faded: bool) -> Attributes {
    let (stroke, width) = match line {
        Line::Recalls => ("solid", "1.1"),
        Line::Reaffirms => ("bold", "1.9"),
        Line::Endorses | Line::Signs | Line::Sponsors | Line::TakesNote => ("dashed", "1.1"),
        Line::Welcomes => ("solid", "1.2"),
        Line::Cites => ("solid", "0.8"),
        Line::Belongs => ("dotted", "1.2"),
    };
    let colour = format!("{}{}", colour(line), if faded { "66" } else { "" });
    attributes.text("color", &colour).text("style", stroke).text("penwidth", width)
}
