//! Which edges a question looks at: relations, a date, a number of steps.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::graph::{EdgeIdx, Graph};
use crate::model::{BodyId, Date, ParseRelationError, Relation};

/// A set of relations; on the command line `recalls,cites` or `all`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationSet(BTreeSet<Relation>);

impl RelationSet {
    /// Makes a set of the relations given.
    pub fn of(relations: impl IntoIterator<Item = Relation>) -> Self {
        Self(relations.into_iter().collect())
    }

    /// Returns every relation that joins two nodes.
    pub fn all() -> Self {
        Self::of(Relation::ALL.into_iter().filter(|r| r.is_edge()))
    }

    /// Returns the two relations of a printed reference under a verb: recalls and cites.
    pub fn references() -> Self {
        Self::of([Relation::Recalls, Relation::Cites])
    }

    /// Returns whether the relation is in the set.
    pub fn contains(&self, relation: Relation) -> bool {
        self.0.contains(&relation)
    }

    /// Returns the relations in the order of listings.
    pub fn iter(&self) -> impl Iterator<Item = Relation> + '_ {
        self.0.iter().copied()
    }
}

impl fmt::Display for RelationSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::all() {
            return f.pad("all");
        }
        let names: Vec<&str> = self.iter().map(Relation::as_str).collect();
        f.pad(&names.join(","))
    }
}

impl FromStr for RelationSet {
    type Err = ParseRelationError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        if s.trim().eq_ignore_ascii_case("all") {
            return Ok(Self::all());
        }
        s.split(',').map(str::parse).collect::<Result<BTreeSet<Relation>, _>>().map(Self)
    }
}

/// How many steps a walk takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// At most this many.
    Steps(u32),
    /// As many as there are.
    All,
}

/// Says that a text is no number of steps.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("'{0}' is not a depth: a whole number or 'all'")]
pub struct ParseDepthError(String);

impl Depth {
    /// Returns whether a step to this depth is still within bounds.
    pub fn reaches(self, depth: u32) -> bool {
        match self {
            Depth::Steps(most) => depth <= most,
            Depth::All => true,
        }
    }
}

impl fmt::Display for Depth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Depth::Steps(most) => write!(f, "{most}"),
            Depth::All => f.write_str("all"),
        }
    }
}

impl FromStr for Depth {
    type Err = ParseDepthError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s.trim() {
            "all" => Ok(Depth::All),
            number => number.parse().map(Depth::Steps).map_err(|_| ParseDepthError(s.to_owned())),
        }
    }
}

/// The edges that count for a question: of these relations, said by this date and by this body.
#[derive(Clone, Debug)]
pub struct EdgeFilter {
    /// The relations that count.
    pub relations: RelationSet,
    /// The last day that counts.
    pub as_of: Option<Date>,
    /// The only body whose documents count; any if `None`.
    pub body: Option<BodyId>,
}

/// Whether an edge passes a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage {
    /// It counts.
    Passes,
    /// Its relation was not asked for, or it was said after the last day or by another body.
    Stopped,
    /// It is of a relation asked for, but its source has no date, so that no one can tell.
    Undated,
}

impl EdgeFilter {
    /// Returns whether an edge counts.
    ///
    /// An edge was said on the date of its source, the citing document, and by its body. Organisations and States have no
    /// date: a signature is as old as the letter, and no body speaks in it.
    pub fn passage(&self, graph: &Graph, edge: EdgeIdx) -> Passage {
        let relation = *graph.relation(edge);
        if !self.relations.contains(relation) {
            return Passage::Stopped;
        }
        if self.body.is_none() && self.as_of.is_none() {
            return Passage::Passes;
        }
        let speaker = if relation.is_participation() { graph.target(edge) } else { graph.source(edge) };
        if self.body.as_ref().is_some_and(|body| graph.body(speaker) != Some(body)) {
            return Passage::Stopped;
        }
        let Some(limit) = self.as_of else {
            return Passage::Passes;
        };
        match graph.date(speaker) {
            None => Passage::Undated,
            Some(date) if date.is_by(limit) => Passage::Passes,
            Some(_) => Passage::Stopped,
        }
    }

    /// Returns whether an edge counts, undated ones not.
    pub fn passes(&self, graph: &Graph, edge: EdgeIdx) -> bool {
        self.passage(graph, edge) == Passage::Passes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_relations_round_trip() {
        for text in ["recalls", "recalls,cites", "all"] {
            let set: RelationSet = text.parse().expect("relations");
            assert_eq!(set.to_string(), text);
        }
        assert!("recalls,remembers".parse::<RelationSet>().is_err());
        assert!(!RelationSet::all().contains(Relation::Internal));
    }

    #[test]
    fn depths_are_numbers_or_all() {
        for text in ["0", "3", "all"] {
            assert_eq!(text.parse::<Depth>().expect("a depth").to_string(), text);
        }
        assert!("-1".parse::<Depth>().is_err());
    }
}
