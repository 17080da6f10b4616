//! The node that an id or a signatory belongs to.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::authority::Authority;
use crate::model::{Id, NodeId, NodeKind, NodeRecord, Signature};
use crate::store::Placing;

/// Places by the authority: it knows which fragments are instruments (`A/CONF.157/24(Part I)#chap.III` is one, the
/// annex of a budget is none), their names and dates, and the bodies of symbols.
pub(super) struct ByAuthority(pub &'static Authority);

impl Placing for ByAuthority {
    fn node(&self, id: &Id) -> NodeRecord {
        let (node, kind, _) = self.0.instruments.place(id);
        let instrument = self.0.instruments.get(&Id::from(&node));
        NodeRecord {
            body: self.0.bodies.of_symbol(id.document()).map(|b| b.id.clone()),
            date: instrument.and_then(|i| i.adopted),
            title: instrument.map(|i| i.name.clone()),
            id: node,
            kind,
            absent: false,
        }
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
            let found = ByAuthority(Authority::embedded()).node(&Id::new(id));
            assert_eq!((found.id.as_str(), found.kind), (node, kind), "{id}");
        };
        check("A/RES/53/144", "A/RES/53/144", NodeKind::Document);
        check("A/RES/53/144#op3", "A/RES/53/144", NodeKind::Document);
        check("A/RES/53/144#annex/art.4", "A/RES/53/144#annex", NodeKind::Instrument);
        check("A/CONF.157/24(Part I)#chap.III", "A/CONF.157/24(Part I)#chap.III", NodeKind::Instrument);
        check("A/81/6(Sect. 24)#annex", "A/81/6(Sect. 24)", NodeKind::Document);
        check("SET:reports", "SET:reports", NodeKind::Set);
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
