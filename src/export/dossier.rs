//! Everything that is known of one document.

use crate::graph::{EdgeIdx, NodeIdx};
use crate::model::{Card, Signature, Unresolved};

/// Everything that is known of one document, ready to be written or printed.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// Its card.
    pub card: Card,
    /// Its node.
    pub node: NodeIdx,
    /// The instruments inside it.
    pub instruments: Vec<NodeIdx>,
    /// The edges from it and its instruments, in graph order.
    pub cites: Vec<EdgeIdx>,
    /// The edges to it and its instruments from elsewhere, in graph order.
    pub cited_by: Vec<EdgeIdx>,
    /// Who signed it.
    pub signatures: Vec<Signature>,
    /// Its references without target.
    pub unresolved: Vec<Unresolved>,
}
