//! What is found in looking a database over: in the file, and in what it says.

mod cycles;
mod dates;
mod duplicates;

use crate::model::NodeId;

pub use cycles::cycles;
pub use dates::{contradictions, far_from_symbol, into_the_future};
pub use duplicates::duplicates;

/// What was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Check {
    /// Pages, indices and references of the file that do not agree.
    File,
    /// Documents none of whose texts speaks for them.
    Primary,
    /// Nodes that nothing refers to.
    Orphan,
    /// Texts that the index of words leaves out, or words of no text.
    Words,
    /// References whose number, year or date contradict each other.
    Contradiction,
    /// Citations of what is dated later than the citing document.
    Future,
    /// Dates that do not fit the symbol of their document.
    Date,
    /// Documents that cite each other in a circle.
    Cycle,
    /// Different ids that seem to be one document or organisation.
    Duplicate,
    /// Files that an older version of the program has read.
    Outdated,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file is not as the program writes it.
    Damage,
    /// Something said is hardly true; it may be the document that says so.
    Doubt,
    /// Worth knowing.
    Notice,
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked for.
    pub check: Check,
    /// The nodes that it is about.
    pub nodes: Vec<NodeId>,
    /// What stands there, in words.
    pub words: String,
}

impl Check {
    /// All checks, in the order of the report.
    pub const ALL: [Check; 10] = [
        Check::File,
        Check::Primary,
        Check::Orphan,
        Check::Words,
        Check::Contradiction,
        Check::Future,
        Check::Date,
        Check::Cycle,
        Check::Duplicate,
        Check::Outdated,
    ];

    /// Returns its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Check::File => "file",
            Check::Primary => "primary",
            Check::Orphan => "orphan",
            Check::Words => "words",
            Check::Contradiction => "contradiction",
            Check::Future => "future",
            Check::Date => "date",
            Check::Cycle => "cycle",
            Check::Duplicate => "duplicate",
            Check::Outdated => "outdated",
        }
    }

    /// Returns how much its findings matter.
    pub fn severity(self) -> Severity {
        match self {
            Check::File | Check::Primary | Check::Orphan | Check::Words => Severity::Damage,
            Check::Contradiction | Check::Future | Check::Date | Check::Duplicate => Severity::Doubt,
            Check::Cycle | Check::Outdated => Severity::Notice,
        }
    }

    /// Returns whether [`crate::Database::repair`] puts its findings right without taking anything that a document says.
    pub fn is_repaired(self) -> bool {
        matches!(self, Check::Primary | Check::Orphan | Check::Words)
    }

    /// Returns what its findings mean, and what may be done.
    pub fn explanation(self) -> &'static str {
        match self {
            Check::File => {
                "The file is damaged. Take the latest backup, or make the database anew with 'travaux ingest'."
            }
            Check::Primary => {
                "Of several texts of a document none counts as the one that speaks. --fix chooses one."
            }
            Check::Orphan => "No document says anything of these. --fix takes them out.",
            Check::Words => {
                "The index that 'travaux search' asks is not that of the texts. --fix makes it anew."
            }
            Check::Contradiction => {
                "The document prints a number with a year, session or date that belongs to another. The reference is kept \
                 as printed; what is probably meant stands beside it."
            }
            Check::Future => {
                "The citing document is dated before the cited one. Mostly one of the two dates is that of distribution or \
                 of a revision, or the symbol was known before the document; else the reference was read wrongly."
            }
            Check::Date => {
                "The date printed in the document is far from the session or year in its symbol. Look at the document: \
                 the date may be that of another text on the page, or a misprint."
            }
            Check::Cycle => {
                "These cite each other in a circle, directly or through each other. Documents of the same day often do; \
                 where one is clearly later, a reference may have been read wrongly."
            }
            Check::Duplicate => {
                "These have the same title and date but different ids: perhaps one document under two symbols (a draft or \
                 a reissue), perhaps two that are indeed alike."
            }
            Check::Outdated => {
                "An older version of the program has read these files and may have found less. 'travaux ingest --again' \
                 reads them anew."
            }
        }
    }
}

impl Severity {
    /// Returns the word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Damage => "damage",
            Severity::Doubt => "doubt",
            Severity::Notice => "notice",
        }
    }
}
