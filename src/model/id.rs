//! Names of nodes and of places within them.

use std::borrow::Borrow;
use std::fmt;

use smol_str::{SmolStr, format_smolstr};

use super::Symbol;

/// Full id of a target: a document, and optionally the place in it after `#`; articles stand after `/`, and so does what
/// stands in another place or in an instrument that is named by a slug (`A/RES/53/144#annex`, `A/RES/217(III)A/art.19`,
/// `A/RES/2200(XXI)A#annex:ICCPR/art.4`, `UN-CHARTER/chap.VII`).
///
/// Two references meet the same target iff their ids are equal byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(SmolStr);

/// What stands between an instrument and the number of its article.
const ARTICLE: &str = "/art.";

impl Id {
    /// Makes an id of its canonical form; no normalisation happens here.
    pub fn new(id: impl Into<SmolStr>) -> Self {
        Self(id.into())
    }

    /// Returns the canonical form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the part before the place.
    pub fn document(&self) -> &str {
        self.parts().map_or(self.as_str(), |(document, _)| document)
    }

    /// Returns the place in the document.
    pub fn fragment(&self) -> Option<&str> {
        self.parts().map(|(_, place)| place)
    }

    /// Returns document and place. What stands in an instrument that is named by a slug is no place in a document.
    fn parts(&self) -> Option<(&str, &str)> {
        // Most ids have neither sign.
        memchr::memchr2(b'#', b'.', self.0.as_bytes())?;
        if let Some(at) = memchr::memchr(b'#', self.0.as_bytes()) {
            return Some((&self.0[..at], &self.0[at + 1..]));
        }
        let strokes = memchr::memchr_iter(b'/', self.0.as_bytes());
        let article = strokes.into_iter().find(|at| self.0[*at..].starts_with(ARTICLE));
        article.filter(|_| !self.is_slug()).map(|at| (&self.0[..at], &self.0[at + 1..]))
    }

    /// Returns the id with a place appended: `#place` to a document, `/place` to what has a fragment or is
    /// named by a slug, `/art.4` and `#annex` to either.
    pub fn with_place(&self, place: &str) -> Id {
        let annex = place.starts_with("annex");
        let article = place.starts_with(&ARTICLE[1..]);
        let inside = self.0.contains('#') || article || self.is_slug() && !annex;
        let joint = if inside { '/' } else { '#' };
        Id(format_smolstr!("{}{joint}{place}", self.0))
    }

    /// Returns the id of what holds a place: the opposite of [`Self::with_place`].
    pub fn without_place(&self, place: &str) -> Option<Id> {
        Some(Id::new(self.0.strip_suffix(place)?.strip_suffix(['#', '/'])?))
    }

    /// Returns whether the id names an instrument that has no symbol.
    pub fn is_slug(&self) -> bool {
        let charter = self.0.strip_prefix("UN-CHARTER");
        charter.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#']))
            || self.0.starts_with("TREATY:")
    }

    /// Returns whether the id names an open set of documents instead of one.
    pub fn is_set(&self) -> bool {
        self.0.starts_with("SET:")
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<Symbol> for Id {
    fn from(symbol: Symbol) -> Self {
        Id(symbol.into_normal())
    }
}

impl From<&Symbol> for Id {
    fn from(symbol: &Symbol) -> Self {
        Id(symbol.clone().into_normal())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Id of a node of the graph: a document, a named instrument, an organisation (`ORG:…`) or a State (`STATE:…`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(SmolStr);

impl NodeId {
    /// Makes a node id of its canonical form.
    pub fn new(id: impl Into<SmolStr>) -> Self {
        Self(id.into())
    }

    /// Returns the canonical form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the same id, borrowed.
    pub fn borrowed(&self) -> NodeIdRef<'_> {
        NodeIdRef(&self.0)
    }
}

/// A [`NodeId`] that stands elsewhere, in a graph or in a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeIdRef<'a>(&'a str);

impl<'a> NodeIdRef<'a> {
    /// Takes a text that is a node id in canonical form.
    pub fn new(id: &'a str) -> Self {
        Self(id)
    }

    /// Returns the canonical form.
    pub fn as_str(self) -> &'a str {
        self.0
    }

    /// Returns an id of its own.
    pub fn to_id(self) -> NodeId {
        NodeId::new(self.0)
    }

    /// Returns whether `other` is an instrument inside this document (`A/RES/53/144#annex` in `A/RES/53/144`).
    pub fn holds(self, other: NodeIdRef<'_>) -> bool {
        other.0.strip_prefix(self.0).is_some_and(|rest| rest.starts_with('#'))
    }
}

impl fmt::Debug for NodeIdRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, f)
    }
}

impl fmt::Display for NodeIdRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl From<&Id> for NodeId {
    fn from(id: &Id) -> Self {
        NodeId(id.0.clone())
    }
}

impl From<&NodeId> for Id {
    fn from(id: &NodeId) -> Self {
        Id(id.0.clone())
    }
}

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// A document with a symbol or another id of its own.
    Document,
    /// A named instrument: a declaration, a treaty, a set of principles.
    Instrument,
    /// An organisation that signs, or a group of States that sponsors.
    Organisation,
    /// A State that sponsors.
    State,
    /// An open set of documents (`SET:…`): kept with its occurrences, but no node of the graph.
    Set,
}

impl NodeKind {
    /// Returns the stable name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            NodeKind::Document => "document",
            NodeKind::Instrument => "instrument",
            NodeKind::Organisation => "organisation",
            NodeKind::State => "state",
            NodeKind::Set => "set",
        }
    }

    /// Returns the kind of a stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        [NodeKind::Document, NodeKind::Instrument, NodeKind::Organisation, NodeKind::State, NodeKind::Set]
            .into_iter()
            .find(|k| k.as_str() == name)
    }

    /// Returns whether a node acts instead of being read: it has neither text nor date, and takes part in documents.
    pub fn is_party(self) -> bool {
        match self {
            NodeKind::Organisation | NodeKind::State => true,
            NodeKind::Document | NodeKind::Instrument | NodeKind::Set => false,
        }
    }
}

impl fmt::Display for NodeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_joined_as_the_id_asks() {
        let check = |id: &str, place: &str, expected: &str| {
            assert_eq!(Id::new(id).with_place(place).as_str(), expected);
        };
        check("A/RES/53/144", "annex", "A/RES/53/144#annex");
        check("A/RES/53/144#annex", "art.4", "A/RES/53/144#annex/art.4");
        check("UN-CHARTER", "art.2", "UN-CHARTER/art.2");
        check("UN-CHARTER", "chap.VII", "UN-CHARTER/chap.VII");
        check("TREATY:MARPOL", "annex-V", "TREATY:MARPOL#annex-V");
        check("A/RES/217(III)A", "art.19", "A/RES/217(III)A/art.19");
    }

    #[test]
    fn a_resolution_holds_its_annex_only() {
        let resolution = NodeIdRef::new("A/RES/53/144");
        assert!(resolution.holds(NodeIdRef::new("A/RES/53/144#annex")));
        assert!(!resolution.holds(NodeIdRef::new("A/RES/53/1441#annex")));
        assert!(!resolution.holds(resolution));
    }
}
