//! The node that an id or a signatory belongs to.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::{Id, NodeId, NodeKind, NodeRecord, Signature};
use crate::store::Placing;

/// Places by the form of an id alone.
///
/// FIXME: ask the authority first. It knows which fragments are instruments (`A/CONF.157/24(Part I)#chap.III` is
/// one, the annex of a budget is none), and their names and dates.
pub(super) struct ByForm;

impl Placing for ByForm {
    fn node(&self, id: &Id) -> NodeRecord {
        let (name, kind) = place(id);
        NodeRecord { id: NodeId::new(name), kind, body: None, date: None, title: None, absent: false }
    }

    fn signatory(&self, signature: &Signature) -> Option<NodeRecord> {
        let slug = slug(&signature.name);
        (signature.organisation && !slug.is_empty()).then(|| NodeRecord {
            id: NodeId::new(format!("ORG:{slug}")),
            kind: NodeKind::Organisation,
            body: None,
            date: None,
            title: Some(signature.name.clone()),
            absent: false,
        })
    }
}

/// Returns the id up to the place inside the node, and what the node is.
fn place(id: &Id) -> (String, NodeKind) {
    let before_slash = |text: &str| text.split('/').next().unwrap_or(text).to_owned();
    let text = id.as_str();
    if id.is_set() {
        return (text.to_owned(), NodeKind::Set);
    }
    if text.starts_with("ORG:") {
        return (text.to_owned(), NodeKind::Organisation);
    }
    if text.starts_with("TREATY:") || text.starts_with("UN-CHARTER") {
        return (before_slash(text), NodeKind::Instrument);
    }
    match id.fragment() {
        Some(fragment) if fragment.starts_with("annex") => {
            (format!("{}#{}", id.document(), before_slash(fragment)), NodeKind::Instrument)
        }
        _ => (id.document().to_owned(), NodeKind::Document),
    }
}

/// Writes a name in lower-case letters and digits with single hyphens: `Défense d’Enfants` is `defense-denfants`.
fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let plain = name.nfkd().filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’' | '‘'));
    for c in plain.flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lead_to_their_nodes() {
        let check = |id: &str, node: &str, kind: NodeKind| {
            assert_eq!(place(&Id::new(id)), (node.to_owned(), kind), "{id}");
        };
        check("A/RES/53/144", "A/RES/53/144", NodeKind::Document);
        check("A/RES/53/144#op3", "A/RES/53/144", NodeKind::Document);
        check("A/RES/53/144#annex", "A/RES/53/144#annex", NodeKind::Instrument);
        check("A/RES/53/144#annex/art.1", "A/RES/53/144#annex", NodeKind::Instrument);
        check("A/RES/2200(XXI)A#annex:ICCPR/art.4", "A/RES/2200(XXI)A#annex:ICCPR", NodeKind::Instrument);
        check("UN-CHARTER/art.2", "UN-CHARTER", NodeKind::Instrument);
        check("TREATY:GENEVA-IV/art.3", "TREATY:GENEVA-IV", NodeKind::Instrument);
        check("SET:previous-resolutions(A/RES,this)", "SET:previous-resolutions(A/RES,this)", NodeKind::Set);
        check("ORG:river-watch", "ORG:river-watch", NodeKind::Organisation);
    }

    #[test]
    fn names_of_organisations_become_slugs() {
        let check = |name: &str, expected: &str| assert_eq!(slug(name), expected);
        check("Amnesty International", "amnesty-international");
        check("  River – Watch (RW) ", "river-watch-rw");
        check("Défense d’Enfants", "defense-denfants");
        check("сан тбб", "сан-тбб");
        check("«»", "");
    }
}
