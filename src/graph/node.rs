//! What is known of a node, borrowed from its graph.

use crate::model::{BodyId, Date, NodeIdRef, NodeKind, NodeRecord};

/// One node with its own facts; see [`Graph::date`](super::Graph::date) for those that an instrument and its document
/// share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node<'a> {
    /// Id of the node.
    pub id: NodeIdRef<'a>,
    /// What the node is.
    pub kind: NodeKind,
    /// Short name of the issuing body, where known.
    pub body: Option<&'a str>,
    /// Date of adoption or issue, where known.
    pub date: Option<Date>,
    /// Title or name, where known.
    pub title: Option<&'a str>,
    /// Whether the text of the document was never read: it is known only from citations.
    pub absent: bool,
}

impl<'a> Node<'a> {
    /// Borrows a record.
    pub fn of(record: &'a NodeRecord) -> Node<'a> {
        Node {
            id: record.id.borrowed(),
            kind: record.kind,
            body: record.body.as_ref().map(BodyId::as_str),
            date: record.date,
            title: record.title.as_deref(),
            absent: record.absent,
        }
    }
}
