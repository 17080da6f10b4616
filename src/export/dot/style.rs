//! Colours, shapes and lines: the same meaning in every picture, never told by colour alone.

use super::Attributes;
use crate::export::Places;
use crate::graph::{Graph, NodeIdx};
use crate::model::{NodeKind, Relation};
use crate::query::Link;

/// Who speaks: the fill of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Issuer {
    Assembly,
    Council,
    Commission,
    Security,
    Ecosoc,
    OtherBody,
    Report,
    Treaty,
    Civil,
}

/// Colours of a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    pub(super) fill: &'static str,
    pub(super) border: &'static str,
    pub(super) text: &'static str,
}

/// Colours of the document that was asked about.
pub(super) const FOCUS: Paint = Paint { fill: "#FFF3B0", border: "#B45309", text: "#111827" };

/// Bodies by the short name that the authority tables give them, and by the root of their symbols for nodes of which
/// no body is recorded.
const BODIES: [(&str, &str, Issuer); 5] = [
    ("GA", "A", Issuer::Assembly),
    ("HRC", "A/HRC", Issuer::Council),
    ("CHR", "E/CN.4", Issuer::Commission),
    ("SC", "S", Issuer::Security),
    ("ECOSOC", "E", Issuer::Ecosoc),
];

impl Issuer {
    /// Returns who speaks in a node.
    pub(super) fn of(graph: &Graph, node: NodeIdx) -> Self {
        let record = graph.node(node);
        let id = record.id.as_str();
        let document = id.split('#').next().unwrap_or(id);
        let parts: Vec<&str> = document.split('/').collect();
        if record.kind == NodeKind::Organisation || id.starts_with("LETTER:") || parts.contains(&"NGO") {
            return Issuer::Civil;
        }
        if id.starts_with("TREATY:") || id == "UN-CHARTER" {
            return Issuer::Treaty;
        }
        let Some(at) = parts.iter().position(|p| matches!(*p, "RES" | "DEC" | "PRST")) else {
            return if record.kind == NodeKind::Instrument { Issuer::Treaty } else { Issuer::Report };
        };
        let root = parts[..at].join("/");
        let recorded = graph.body(node).map(|b| b.as_str());
        BODIES
            .iter()
            .find(|(body, _, _)| recorded == Some(body))
            .or_else(|| BODIES.iter().find(|(_, r, _)| *r == root))
            .map_or(Issuer::OtherBody, |(_, _, issuer)| *issuer)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Issuer::Assembly => "General Assembly",
            Issuer::Council => "Human Rights Council",
            Issuer::Commission => "Commission on Human Rights",
            Issuer::Security => "Security Council",
            Issuer::Ecosoc => "Economic and Social Council",
            Issuer::OtherBody => "Other body",
            Issuer::Report => "Report or other document",
            Issuer::Treaty => "Treaty or conference text",
            Issuer::Civil => "Civil society",
        }
    }

    pub(super) fn paint(self) -> Paint {
        let (fill, border, text) = match self {
            Issuer::Assembly => ("#DCEBF9", "#1F5F99", "#0B2E4F"),
            Issuer::Council => ("#DDF2E6", "#1E7B4F", "#0C3D27"),
            Issuer::Commission => ("#EEF3D8", "#6B7A1E", "#3A4310"),
            Issuer::Security => ("#F9E3DA", "#9A3F1E", "#4F1F0E"),
            Issuer::Ecosoc => ("#D5F0EF", "#0F766E", "#083F3B"),
            Issuer::OtherBody => ("#E5E7EB", "#4B5563", "#1F2937"),
            Issuer::Report => ("#EFE4F6", "#7A4B9C", "#3E2252"),
            Issuer::Treaty => ("#FFFFFF", "#334155", "#0F172A"),
            Issuer::Civil => ("#FDEBD3", "#B8650B", "#5C3206"),
        };
        Paint { fill, border, text }
    }

    /// Adds the shape of a node.
    pub(super) fn shape(self, attributes: Attributes) -> Attributes {
        match self {
            Issuer::Report => attributes.text("shape", "folder").text("style", "filled"),
            Issuer::Civil => attributes.text("shape", "note").text("style", "filled"),
            Issuer::Assembly
            | Issuer::Council
            | Issuer::Commission
            | Issuer::Security
            | Issuer::Ecosoc
            | Issuer::OtherBody
            | Issuer::Treaty => attributes,
        }
    }
}

/// How one text speaks of another: the line between them. The order is that of precedence where a pair is joined by
/// several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Line {
    Recalls,
    Reaffirms,
    Endorses,
    Welcomes,
    TakesNote,
    Cites,
    Signs,
    Belongs,
}

impl Line {
    /// Returns the line of a link, by its relation and, for citations, the strongest verb family of its places.
    pub(super) fn of(graph: &Graph, link: &Link, places: &Places) -> Self {
        match link.relation {
            Relation::Recalls => Line::Recalls,
            Relation::Signed => Line::Signs,
            Relation::Cites => link
                .edges
                .iter()
                .flat_map(|e| places.at(graph, *e))
                .filter_map(|p| p.verb.as_ref())
                .map(|v| Line::of_family(&v.family))
                .min()
                .unwrap_or(Line::Cites),
            other if other.is_structural() => Line::Belongs,
            _ => Line::Cites,
        }
    }

    fn of_family(family: &str) -> Self {
        match family {
            "reaffirm" | "reiterate" => Line::Reaffirms,
            "welcome" | "commend" => Line::Welcomes,
            "note" | "take-note" => Line::TakesNote,
            "endorse" | "adopt" | "approve" => Line::Endorses,
            _ => Line::Cites,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Line::Recalls => "recalls",
            Line::Reaffirms => "reaffirms",
            Line::Endorses => "endorses, adopts",
            Line::Welcomes => "welcomes",
            Line::TakesNote => "takes note",
            Line::Cites => "cites otherwise",
            Line::Signs => "signs",
            Line::Belongs => "is annexed to, belongs to",
        }
    }

    /// Returns the line as letters, for the legend.
    pub(super) fn glyph(self) -> &'static str {
        match self {
            Line::Recalls => "───▶",
            Line::Reaffirms => "━━━▶",
            Line::Endorses | Line::Signs => "╌╌╌○",
            Line::Welcomes => "───▷",
            Line::TakesNote => "╌╌╌▶",
            Line::Cites => "───→",
            Line::Belongs => "┄┄┄▷",
        }
    }

    pub(super) fn colour(self) -> &'static str {
        match self {
            Line::Recalls => "#4B5B6B",
            Line::Reaffirms => "#1F5F99",
            Line::Endorses | Line::Signs => "#B8650B",
            Line::Welcomes => "#1E7B4F",
            Line::TakesNote => "#7A4B9C",
            Line::Cites => "#8793A1",
            Line::Belongs => "#111827",
        }
    }

    pub(super) fn arrow(self) -> &'static str {
        match self {
            Line::Recalls | Line::Reaffirms => "normal",
            Line::Endorses | Line::Signs => "odot",
            Line::Welcomes => "empty",
            Line::TakesNote => "normal",
            Line::Cites => "vee",
            Line::Belongs => "onormal",
        }
    }

    /// Adds stroke, width and colour; a long line is faded, so that the short ones carry the reading.
    pub(super) fn stroke(self, attributes: Attributes, faded: bool) -> Attributes {
        let (stroke, width) = match self {
            Line::Recalls => ("solid", "1.1"),
            Line::Reaffirms => ("bold", "1.9"),
            Line::Endorses | Line::Signs | Line::TakesNote => ("dashed", "1.1"),
            Line::Welcomes => ("solid", "1.2"),
            Line::Cites => ("solid", "0.8"),
            Line::Belongs => ("dotted", "1.2"),
        };
        let colour = format!("{}{}", self.colour(), if faded { "66" } else { "" });
        attributes.text("color", &colour).text("style", stroke).text("penwidth", width)
    }
}
