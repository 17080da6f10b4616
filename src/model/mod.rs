//! The nouns of the project: symbols, documents, citations, spans. Values only: no input or output,
//! no pattern matching, no knowledge of the world beyond what a value needs to be itself.

mod body;
mod citation;
mod date;
mod document;
mod generation;
mod id;
mod language;
mod open;
mod record;
mod relation;
mod run;
mod signature;
mod span;
mod symbol;
mod text;
mod verb;

pub use body::BodyId;
pub use citation::{Citation, Class, Confidence, Role, Unresolved, Via, Warning};
pub use date::{Date, ParseDateError};
pub use document::{Basis, Document, Form, Link, Mark, Metadata, Paragraph, Vote};
pub use generation::Generation;
pub use id::{Id, NodeId, NodeIdRef, NodeKind};
pub use language::Language;
pub use open::{Asked, Open};
pub use record::{
    Card, Changes, DocumentFacts, DocumentRecord, EdgeRecord, FileRecord, HeldReading, HeldReference,
    HeldRow, KnownDocument, KnownName, NodeRecord, Occurrence, OccurrenceFilter, Settlement, SignatureRecord,
    UnresolvedRecord,
};
pub use relation::{ParseRelationError, Relation};
pub use run::{Change, ChangeKind, Run};
pub use signature::{Certainty, Signature};
pub use span::Span;
pub(crate) use symbol::ARABIC_SESSIONS;
pub use symbol::{ParseSymbolError, Symbol};
pub use text::Text;
pub use verb::Verb;
