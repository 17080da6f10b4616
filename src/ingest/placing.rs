//! The node that an id or a signatory belongs to.

use crate::authority::Authority;
use crate::authority::slug::slug;
use crate::model::{Id, NodeId, NodeKind, NodeRecord, Signature};
use crate::store::Placing;

/// Places by the authority: it knows which fragments are instruments (`A/CONF.157/24(Part I)#chap.III` is one, the
/// annex of a budget is none), their names and dates, the names of States, and the bodies of symbols.
pub(super) struct ByAuthority(pub &'static Authority);

impl Placing for ByAuthority {
    fn node(&self, id: &Id) -> NodeRecord {
        let (node, kind, _) = self.0.instruments.place(id);
        let instrument = self.0.instruments.get(&Id::from(&node));
        let state = self.0.states.get(node.as_str());
        NodeRecord {
            body: self.0.bodies.of_symbol(id.document()).map(|b| b.id.clone()),
            date: instrument.and_then(|i| i.adopted),
            title: instrument.map(|i| &i.name).or(state.map(|s| &s.name)).cloned(),
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
        check("STATE:norway", "STATE:norway", NodeKind::State);
    }
}
