//! How much of each document a picture shows, and which way its time runs.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Most nodes that are drawn with their titles.
const MOST_CARDS: usize = 60;

/// Most nodes that are drawn in rows.
const MOST_COMPACT: usize = 250;

/// How much of each document is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// Name and title, on a time line.
    Cards,
    /// The name alone, on a time line.
    Compact,
    /// A point for each, by year and citations received; lines of the focus only, names of the most cited.
    Constellation,
}

/// Says that a text names no view.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("'{0}' is not a view (cards, compact, constellation)")]
pub struct ParseViewError(String);

impl View {
    /// Every view, from the fullest to the sparest.
    pub const ALL: [View; 3] = [View::Cards, View::Compact, View::Constellation];

    /// Returns the view in which a number of nodes can be read.
    pub fn of_size(nodes: usize) -> Self {
        if nodes <= MOST_CARDS {
            View::Cards
        } else if nodes <= MOST_COMPACT {
            View::Compact
        } else {
            View::Constellation
        }
    }

    /// Returns the name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            View::Cards => "cards",
            View::Compact => "compact",
            View::Constellation => "constellation",
        }
    }
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for View {
    type Err = ParseViewError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        View::ALL.into_iter().find(|v| v.name() == s).ok_or_else(|| ParseViewError(s.to_owned()))
    }
}

/// Which way time runs in rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flow {
    /// From top to bottom.
    #[default]
    Down,
    /// From left to right.
    Right,
}

/// Says that a text names no way for time to run.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("'{0}' is not a direction (TB, LR)")]
pub struct ParseFlowError(String);

impl fmt::Display for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Flow::Down => "TB",
            Flow::Right => "LR",
        })
    }
}

impl FromStr for Flow {
    type Err = ParseFlowError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "TB" | "tb" => Ok(Flow::Down),
            "LR" | "lr" => Ok(Flow::Right),
            other => Err(ParseFlowError(other.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for view in View::ALL {
            assert_eq!(view.name().parse(), Ok(view));
        }
        for flow in [Flow::Down, Flow::Right] {
            assert_eq!(flow.to_string().parse(), Ok(flow));
        }
        assert!("cloud".parse::<View>().is_err() && "up".parse::<Flow>().is_err());
    }

    #[test]
    fn the_view_follows_the_size() {
        let check = |nodes: usize, expected: View| assert_eq!(View::of_size(nodes), expected);
        check(0, View::Cards);
        check(60, View::Cards);
        check(61, View::Compact);
        check(250, View::Compact);
        check(1500, View::Constellation);
    }
}
