//! The kinds of edge between nodes.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// What a reference says about its source and its target.
///
/// `Recalls` is lexical: the reference stands in the scope of a verb of the recall family. Every other
/// reference is `Cites`; its printed verb and verb family tell stronger acts apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Relation {
    /// A document recalls its target.
    Recalls,
    /// A document refers to its target under any other verb.
    Cites,
    /// An organisation signed a letter.
    Signed,
    /// A State or a group of States sponsored a draft.
    Sponsored,
    /// A resolution was adopted on the report of a committee.
    AdoptedOnReport,
    /// A resolution was adopted from a draft.
    AdoptedFromDraft,
    /// An instrument is named in the title of a document.
    About,
    /// An instrument is the annex of a resolution.
    AnnexedTo,
    /// A resolution is printed in a volume of official records.
    PublishedIn,
    /// A document follows an earlier one of the same series.
    Succeeds,
    /// A corrigendum corrects a document.
    Corrects,
    /// An addendum adds to a document.
    AddsTo,
    /// A revision replaces a document.
    Revises,
    /// A lettered part belongs to a numbered resolution.
    PartOf,
    /// A text is a translation of the original.
    TranslationOf,
    /// A page reproduces a letter.
    Reproduces,
    /// A document speaks of itself; never an edge.
    SelfReference,
    /// A document speaks of one of its own paragraphs; never an edge.
    Internal,
}

/// Says that a text names no relation.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("'{0}' is not a relation (recalls, cites, signed, adopted_on_report, about, …)")]
pub struct ParseRelationError(String);

impl Relation {
    /// Every relation, in the order of listings.
    pub const ALL: [Relation; 18] = [
        Relation::Recalls,
        Relation::Cites,
        Relation::Signed,
        Relation::Sponsored,
        Relation::AdoptedOnReport,
        Relation::AdoptedFromDraft,
        Relation::About,
        Relation::AnnexedTo,
        Relation::PublishedIn,
        Relation::Succeeds,
        Relation::Corrects,
        Relation::AddsTo,
        Relation::Revises,
        Relation::PartOf,
        Relation::TranslationOf,
        Relation::Reproduces,
        Relation::SelfReference,
        Relation::Internal,
    ];

    /// Returns the stable name used in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Relation::Recalls => "recalls",
            Relation::Cites => "cites",
            Relation::Signed => "signed",
            Relation::Sponsored => "sponsored",
            Relation::AdoptedOnReport => "adopted_on_report",
            Relation::AdoptedFromDraft => "adopted_from_draft",
            Relation::About => "about",
            Relation::AnnexedTo => "annexed_to",
            Relation::PublishedIn => "published_in",
            Relation::Succeeds => "succeeds",
            Relation::Corrects => "corrects",
            Relation::AddsTo => "adds_to",
            Relation::Revises => "revises",
            Relation::PartOf => "part_of",
            Relation::TranslationOf => "translation_of",
            Relation::Reproduces => "reproduces",
            Relation::SelfReference => "self",
            Relation::Internal => "internal",
        }
    }

    /// Returns whether the relation joins two nodes of the graph.
    pub fn is_edge(self) -> bool {
        !matches!(self, Relation::SelfReference | Relation::Internal)
    }

    /// Returns whether the source takes part in making its target, as those do who sign or sponsor it: the edge is as old
    /// as the target, and no body speaks in it.
    pub fn is_participation(self) -> bool {
        matches!(self, Relation::Signed | Relation::Sponsored)
    }

    /// Returns whether the relation follows from symbols and titles instead of a printed reference.
    pub fn is_structural(self) -> bool {
        match self {
            Relation::AnnexedTo
            | Relation::PublishedIn
            | Relation::Succeeds
            | Relation::Corrects
            | Relation::AddsTo
            | Relation::Revises
            | Relation::PartOf
            | Relation::TranslationOf
            | Relation::Reproduces => true,
            Relation::Recalls
            | Relation::Cites
            | Relation::Signed
            | Relation::Sponsored
            | Relation::AdoptedOnReport
            | Relation::AdoptedFromDraft
            | Relation::About
            | Relation::SelfReference
            | Relation::Internal => false,
        }
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Relation {
    type Err = ParseRelationError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Relation::ALL
            .into_iter()
            .find(|r| r.as_str().eq_ignore_ascii_case(s.trim()))
            .ok_or_else(|| ParseRelationError(s.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for relation in Relation::ALL {
            assert_eq!(relation.as_str().parse(), Ok(relation));
        }
        assert!("remembers".parse::<Relation>().is_err());
    }
}
