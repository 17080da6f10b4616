//! Who speaks in a node: what its fill and its shape say.

use crate::graph::{Graph, NodeIdx};
use crate::model::NodeKind;

/// Who speaks: the fill of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Issuer {
    /// A resolution or decision of the General Assembly.
    Assembly,
    /// A text of the Human Rights Council.
    Council,
    /// A text of the Commission on Human Rights.
    Commission,
    /// A text of the Security Council.
    Security,
    /// A text of the Economic and Social Council.
    Ecosoc,
    /// An adopted text of any other body.
    OtherBody,
    /// A report, a letter of a State, a working paper.
    Report,
    /// A treaty, a declaration of a conference.
    Treaty,
    /// An organisation of civil society, or what one wrote.
    Civil,
    /// A State.
    State,
}

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
    /// Every issuer, in the order of legends.
    pub const ALL: [Issuer; 10] = [
        Issuer::Assembly,
        Issuer::Council,
        Issuer::Commission,
        Issuer::Security,
        Issuer::Ecosoc,
        Issuer::OtherBody,
        Issuer::Report,
        Issuer::Treaty,
        Issuer::Civil,
        Issuer::State,
    ];

    /// Returns who speaks in a node.
    pub fn of(graph: &Graph, node: NodeIdx) -> Self {
        let record = graph.node(node);
        if record.kind == NodeKind::State {
            return Issuer::State;
        }
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

    /// Returns the name for a legend.
    pub fn name(self) -> &'static str {
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
            Issuer::State => "State",
        }
    }
}
