//! What the store keeps and the graph is made of: flat facts, the same whether they come from a database file
//! or from the dataset built into the program.

use super::{
    Asked, BodyId, Citation, Class, Confidence, Date, Document, Id, Language, NodeId, NodeKind, Relation,
    Role, Signature, Span, Unresolved, Verb, Via, Warning,
};

/// One file that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileRecord {
    /// The path as given, normalised, with `/` between its parts.
    pub path: String,
    /// SHA-256 of the content, in lower-case hexadecimal.
    pub hash: String,
    /// Number of bytes.
    pub size: u64,
    /// Version of the program that read the file: another version may find other references.
    pub program: String,
}

/// Everything that one document of one file contributes. Spans are places in the bytes of the file.
#[derive(Clone, Debug)]
pub struct DocumentFacts {
    /// The document as read.
    pub document: Document,
    /// Its references, in document order, and the structural edges it gives.
    pub citations: Vec<Citation>,
    /// Its references without target.
    pub unresolved: Vec<Unresolved>,
    /// Its signatories, in the order of the list.
    pub signatures: Vec<Signature>,
    /// Names that it gives to what it cites (`the Tallinn Rules`), in the order of the text.
    pub definitions: Vec<(String, Id)>,
}

/// One node with what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeRecord {
    /// Id of the node.
    pub id: NodeId,
    /// What the node is.
    pub kind: NodeKind,
    /// The issuing body, where known.
    pub body: Option<BodyId>,
    /// Date of adoption or issue, where known.
    pub date: Option<Date>,
    /// Title or name, where known.
    pub title: Option<String>,
    /// Whether the text of the document was never read: it is known only from citations.
    pub absent: bool,
}

/// One edge: all occurrences of (source, target, relation) together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdgeRecord {
    /// The citing node.
    pub source: NodeId,
    /// The cited node.
    pub target: NodeId,
    /// What the edge says.
    pub relation: Relation,
    /// Number of occurrences, without those of translations and of second copies.
    pub weight: u32,
}

/// One place where an edge stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The citing node.
    pub source: NodeId,
    /// The cited node.
    pub target: NodeId,
    /// The full id of the target, with the place inside it.
    pub target_id: Id,
    /// What the edge says.
    pub relation: Relation,
    /// Label of the paragraph.
    pub para: String,
    /// How the reference names its target.
    pub class: Class,
    /// The reference's own words.
    pub surface: String,
    /// The governing verb.
    pub verb: Option<Verb>,
    /// Whether a footnote takes part.
    pub via: Via,
    /// What the reference does in its clause.
    pub role: Role,
    /// The connector before the reference.
    pub connector: Option<String>,
    /// The rule that resolved the target.
    pub rule: String,
    /// How sure the resolution is.
    pub confidence: Confidence,
    /// What contradicts the resolution.
    pub warning: Option<Warning>,
    /// Language of the citing text.
    pub language: Language,
    /// Whether the citing text is a translation or a second copy, and so no evidence of its own.
    pub repeated: bool,
    /// The file that was read, where known.
    pub file: Option<String>,
    /// Place in the file, where known.
    pub span: Option<Span>,
}

/// One document's card: its node and what it says of its own making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The node.
    pub node: NodeRecord,
    /// Language of the text that was read.
    pub language: Option<Language>,
    /// The session.
    pub session: Option<String>,
    /// The agenda item.
    pub agenda_item: Option<String>,
    /// The date of distribution.
    pub distributed: Option<Date>,
    /// The meeting as printed.
    pub meeting: Option<String>,
    /// What the document was adopted on, as symbols with the committee.
    pub basis: Option<String>,
    /// Votes in favour, against and abstentions, as `127-14-41`.
    pub vote: Option<String>,
    /// The rule that gave the identity.
    pub identity_rule: Option<String>,
    /// Files in which the document was read, in order.
    pub files: Vec<String>,
}

/// One document of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRecord {
    /// The node of the document.
    pub node: NodeId,
    /// Path of the file.
    pub file: String,
    /// Language of the text.
    pub language: Language,
    /// Whether the text is a translation.
    pub translation: bool,
    /// Whether this text speaks for the document; the others are second copies and translations.
    pub primary: bool,
    /// Number of paragraphs and footnotes.
    pub paragraphs: u32,
    /// Number of references with a target.
    pub citations: u32,
}

/// One reference without target, with the document it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnresolvedRecord {
    /// The node of the document.
    pub document: NodeId,
    /// Path of the file.
    pub file: String,
    /// The reference.
    pub unresolved: Unresolved,
}

/// A reference as it was read, which later knowledge may resolve, or resolve better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldReference {
    /// Where the store keeps it.
    pub row: HeldRow,
    /// The node of the citing document.
    pub document: NodeId,
    /// When the citing document was adopted or distributed.
    pub cited_on: Option<Date>,
    /// The id of the citing document, or of its annex.
    pub source: Id,
    /// What the reference says.
    pub relation: Relation,
    /// The date that the text prints with the reference.
    pub date: Option<Date>,
    /// What was made of it when it was read.
    pub reading: HeldReading,
}

/// Where a store keeps a reference; of no use elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeldRow {
    /// A reference with a target.
    Resolved(i64),
    /// A reference without.
    Unresolved(i64),
}

/// What was made of a reference when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldReading {
    /// Nothing: what it asks for, with the place inside the target.
    Open(Asked, Option<String>),
    /// A target.
    Target {
        /// The full id of the target.
        target: Id,
        /// The rule that resolved it.
        rule: String,
        /// How sure that is.
        confidence: Confidence,
        /// What contradicts it.
        warning: Option<Warning>,
    },
}

/// What all documents together make of a reference: a target in place of the one that was read, or of none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The reference.
    pub row: HeldRow,
    /// The id of the citing document, or of its annex.
    pub source: Id,
    /// The full id of the target.
    pub target: Id,
    /// What the reference says.
    pub relation: Relation,
    /// The rule that resolved it.
    pub rule: String,
    /// How sure that is.
    pub confidence: Confidence,
    /// What contradicts it.
    pub warning: Option<Warning>,
}

/// One document that was read, by what references may call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownDocument {
    /// Its id.
    pub id: Id,
    /// Its title in the language of one of its texts.
    pub title: Option<String>,
    /// The date of adoption.
    pub adopted: Option<Date>,
    /// The date of adoption or else of distribution.
    pub date: Option<Date>,
}

/// A name that a document gives to what it cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// The document that gives the name.
    pub document: NodeId,
    /// The name.
    pub name: String,
    /// What it names.
    pub node: NodeId,
}

/// One entry of a signatory list, with the letter and the organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureRecord {
    /// The node of the letter.
    pub document: NodeId,
    /// The node of the organisation; absent where the entry is none.
    pub organisation: Option<NodeId>,
    /// The file that was read, where known.
    pub file: Option<String>,
    /// The entry; its span is empty where the file is not known.
    pub signature: Signature,
}

/// Which occurrences to list: all that meet every condition given.
#[derive(Clone, Copy, Debug, Default)]
pub struct OccurrenceFilter<'a> {
    /// The citing node.
    pub source: Option<&'a NodeId>,
    /// The cited node.
    pub target: Option<&'a NodeId>,
    /// What the edge says.
    pub relation: Option<Relation>,
}

/// What is otherwise in a graph than in that of an earlier generation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Nodes that may be otherwise or new, sorted by id, as they are now; `None` for those that are no more.
    pub nodes: Vec<(NodeId, Option<NodeRecord>)>,
    /// Every edge that now leaves one of these nodes.
    pub edges: Vec<EdgeRecord>,
}
