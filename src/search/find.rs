//! What a search finds, and among what it looks.

use std::ops::RangeInclusive;

use crate::model::{BodyId, Date, Language, NodeId, Relation};

/// Among which paragraphs and titles a search looks; what is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The issuing body of the document.
    pub body: Option<BodyId>,
    /// The years of the document's date, both included. A document without date is in none.
    pub years: Option<RangeInclusive<u16>>,
    /// The last day of the document's date. A document without date is of no day.
    pub as_of: Option<Date>,
    /// The language of the text.
    pub language: Option<Language>,
    /// What the paragraph refers to.
    pub reference: Reference,
}

/// What a paragraph refers to, by one and the same reference; what is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// The target, wherever inside it.
    pub target: Option<NodeId>,
    /// How.
    pub relation: Option<Relation>,
    /// The family of the governing verb, or the verb as printed, letter case aside.
    pub verb: Option<String>,
}

impl Reference {
    /// Returns whether nothing matters.
    pub fn is_any(&self) -> bool {
        self.target.is_none() && self.relation.is_none() && self.verb.is_none()
    }
}

/// A paragraph that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPassage {
    /// Its document.
    pub document: NodeId,
    /// The date of the document, where known.
    pub date: Option<Date>,
    /// The title of the document, where known.
    pub title: Option<String>,
    /// Label of the paragraph.
    pub label: String,
    /// Its text.
    pub text: String,
    /// Language of the text.
    pub language: Language,
    /// The file that was read.
    pub file: String,
}

/// A title that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundTitle {
    /// Its document, instrument or organisation.
    pub node: NodeId,
    /// The date, where known.
    pub date: Option<Date>,
    /// The title.
    pub title: String,
    /// Its language.
    pub language: Language,
}

/// The first of what was found, best first, and the number of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The first.
    pub first: Vec<T>,
    /// Number of all.
    pub total: usize,
}

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self { first: Vec::new(), total: 0 }
    }
}
