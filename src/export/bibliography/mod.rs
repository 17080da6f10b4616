//! Documents as references for Zotero, EndNote, JabRef and other managers of literature.
//!
//! A resolution, decision or report is an item of the kind *report* with its symbol as number, its organ as author and
//! the United Nations as publisher: of the kinds that all managers share, only this one prints a number and an
//! institution in every style, where *statute* and *bill* print sections and volumes. A treaty or conference text is a
//! *treaty* where there is such a kind, a letter a *letter*. Organisations are no documents and are left out.

mod bibtex;
mod csl_json;
mod ris;

use super::excerpt::Excerpt;
use crate::draw::{Issuer, label, permalink};
use crate::graph::{Graph, NodeIdx};
use crate::model::{BodyId, Date, NodeKind};

pub use bibtex::bibtex;
pub use csl_json::csl_json;
pub use ris::ris;

/// Publisher of everything with a symbol.
const PUBLISHER: &str = "United Nations";

/// What a reference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A document of the United Nations, with what it is called if it has such a name.
    Report(Option<&'static str>),
    Treaty,
    Letter,
}

/// A document as a manager of literature sees it.
struct Reference<'a> {
    id: &'a str,
    kind: Kind,
    /// The organ, where it is known.
    author: Option<String>,
    title: String,
    /// The symbol, for documents that have one.
    number: Option<&'a str>,
    date: Option<Date>,
    address: Option<String>,
    /// What else is to be said.
    note: Option<&'static str>,
}

/// Returns the documents and instruments of a part of the graph as references. `name` gives the name of a body.
fn listed<'a>(
    graph: &'a Graph,
    excerpt: &Excerpt,
    name: &dyn Fn(&BodyId) -> Option<String>,
) -> Vec<Reference<'a>> {
    let is_document = |node: &&NodeIdx| !graph.node(**node).kind.is_party();
    excerpt.nodes.iter().filter(is_document).map(|node| reference(graph, *node, name)).collect()
}

fn reference<'a>(graph: &'a Graph, node: NodeIdx, name: &dyn Fn(&BodyId) -> Option<String>) -> Reference<'a> {
    let record = graph.node(node);
    let id = graph.id(node).as_str();
    let document = id.split('#').next().unwrap_or(id);
    let parts: Vec<&str> = document.split('/').collect();
    let issuer = Issuer::of(graph, node);
    let kind = match issuer {
        _ if id.starts_with("LETTER:") => Kind::Letter,
        Issuer::Treaty => Kind::Treaty,
        _ if parts.contains(&"RES") && id.contains("#annex") => Kind::Report(Some("Annex to a resolution")),
        _ if parts.contains(&"RES") => Kind::Report(Some("Resolution")),
        _ if parts.contains(&"DEC") => Kind::Report(Some("Decision")),
        _ if parts.contains(&"PRST") => Kind::Report(Some("Presidential statement")),
        _ => Kind::Report(None),
    };
    let organ = graph.body(node).map(|body| match name(body) {
        Some(name) if name.starts_with("United Nations") => name,
        Some(name) => format!("{PUBLISHER} {name}"),
        None => format!("{PUBLISHER} {body}"),
    });
    let title = graph.title(node).map(|title| title.split_whitespace().collect::<Vec<&str>>().join(" "));
    let has_symbol = document.contains('/') && !document.contains(':');
    Reference {
        id,
        kind,
        // Nobody but its signatories speaks in a letter, and States in a treaty.
        author: organ.filter(|_| matches!(kind, Kind::Report(_))),
        title: title.filter(|title| !title.is_empty()).unwrap_or_else(|| label(record)),
        number: has_symbol.then_some(document),
        date: graph.date(node),
        address: permalink(id),
        note: (record.kind == NodeKind::Instrument && has_symbol)
            .then_some("Contained in the document of this symbol"),
    }
}
