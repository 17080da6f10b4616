//! How one text speaks of another: what the line between them says.

use super::Places;
use crate::graph::Graph;
use crate::model::Relation;
use crate::query::Link;

/// How one text speaks of another: the line between them. The order is that of precedence where a pair is joined by
/// several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// It recalls it.
    Recalls,
    /// It reaffirms or reiterates it.
    Reaffirms,
    /// It endorses, adopts or approves it.
    Endorses,
    /// It welcomes or commends it.
    Welcomes,
    /// It notes it or takes note of it.
    TakesNote,
    /// It refers to it under any other verb, or none.
    Cites,
    /// An organisation signed it.
    Signs,
    /// A State sponsored it.
    Sponsors,
    /// It is its annex, part, revision, volume …
    Belongs,
}

impl Line {
    /// Every line, in order of precedence.
    pub const ALL: [Line; 9] = [
        Line::Recalls,
        Line::Reaffirms,
        Line::Endorses,
        Line::Welcomes,
        Line::TakesNote,
        Line::Cites,
        Line::Signs,
        Line::Sponsors,
        Line::Belongs,
    ];

    /// Returns the line of a link, by its relation and, for citations, the strongest verb family of its places.
    pub fn of(graph: &Graph, link: &Link, places: &Places) -> Self {
        match link.relation {
            Relation::Recalls => Line::Recalls,
            Relation::Signed => Line::Signs,
            Relation::Sponsored => Line::Sponsors,
            Relation::Cites => link
                .edges
                .iter()
                .flat_map(|e| places.at(graph, *e))
                .filter_map(|p| p.verb.as_ref())
                .map(|v| Line::of_family(&v.family))
                .min()
                .unwrap_or(Line::Cites),
            other if other.is_structural() => Line::Belongs,
            _ => Line::Cites,
        }
    }

    fn of_family(family: &str) -> Self {
        match family {
            "reaffirm" | "reiterate" => Line::Reaffirms,
            "welcome" | "commend" => Line::Welcomes,
            "note" | "take-note" => Line::TakesNote,
            "endorse" | "adopt" | "approve" => Line::Endorses,
            _ => Line::Cites,
        }
    }

    /// Returns the name for a legend.
    pub fn name(self) -> &'static str {
        match self {
            Line::Recalls => "recalls",
            Line::Reaffirms => "reaffirms",
            Line::Endorses => "endorses, adopts",
            Line::Welcomes => "welcomes",
            Line::TakesNote => "takes note",
            Line::Cites => "cites otherwise",
            Line::Signs => "signs",
            Line::Sponsors => "sponsors",
            Line::Belongs => "is annexed to, belongs to",
        }
    }
}
