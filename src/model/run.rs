//! What commands did to a database, for its log.

use super::NodeId;

/// One run of a command that changed something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its number in this database, from 1.
    pub number: u64,
    /// When it began: UTC, as in `2026-11-22T09:30:00Z`.
    pub began: String,
    /// The command.
    pub command: String,
    /// Version of the program.
    pub program: String,
    /// What it changed, in the order in which it did.
    pub changes: Vec<Change>,
}

/// What a run changed of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The document.
    pub document: NodeId,
    /// What became of it.
    pub kind: ChangeKind,
    /// The file that it stands in; `None` where no file was read for it.
    pub file: Option<String>,
    /// References with a target before, where a text was replaced or taken away.
    pub before: Option<u64>,
    /// References with a target now, where a text was written.
    pub after: Option<u64>,
    /// What a reference points at, where it was resolved by what came in later, or is no more.
    pub target: Option<NodeId>,
}

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Its text came in.
    Added,
    /// Its text was read again and says something else, or by another version of the program.
    Changed,
    /// Its text was taken away.
    Removed,
    /// One of its references has a target, or another one, by what all documents together say.
    Resolved,
    /// One of its references has lost the target that it had so.
    Reopened,
}

impl ChangeKind {
    /// All kinds.
    pub const ALL: [ChangeKind; 5] = [
        ChangeKind::Added,
        ChangeKind::Changed,
        ChangeKind::Removed,
        ChangeKind::Resolved,
        ChangeKind::Reopened,
    ];

    /// Returns the word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Changed => "changed",
            ChangeKind::Removed => "removed",
            ChangeKind::Resolved => "resolved",
            ChangeKind::Reopened => "reopened",
        }
    }

    /// Returns the kind that a word names.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}
