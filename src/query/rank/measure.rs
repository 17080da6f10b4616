//! What a ranking goes by.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// What a ranking goes by. Definitions stand with the functions of [`centrality`](crate::query::centrality).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Measure {
    /// Number of distinct nodes that cite it.
    InDegree,
    /// Number of distinct nodes that it cites.
    OutDegree,
    /// Number of distinct series that cite it, its own left out.
    Series,
    /// Citations received, compared with those of its year.
    Aged,
    /// Share of a reader who follows citations at random.
    PageRank,
    /// PageRank, compared with those of its time.
    AgedPageRank,
    /// Sum over all walks of citations that lead to it, shorter ones worth more.
    Katz,
    /// How much it is cited by good hubs.
    Authority,
    /// How much it cites good authorities.
    Hub,
    /// Nearness of those who build on it, directly or through others.
    Closeness,
    /// Sum of the inverse distances of those who build on it.
    Harmonic,
    /// Number of shortest chains between others that pass through it.
    Betweenness,
    /// Whether those who cite it cite it instead of what it cites.
    Disruption,
    /// How long it slept before it was cited much.
    Beauty,
}

/// What is said of a measure, where.
struct Words {
    name: &'static str,
    heading: &'static str,
    by: &'static str,
}

/// Says that a text names no measure.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("'{0}' is not a measure: {names}", names = Measure::names())]
pub struct ParseMeasureError(String);

impl Measure {
    /// Every measure, in the order of listings.
    pub const ALL: [Measure; 14] = [
        Measure::InDegree,
        Measure::OutDegree,
        Measure::Series,
        Measure::Aged,
        Measure::PageRank,
        Measure::AgedPageRank,
        Measure::Katz,
        Measure::Authority,
        Measure::Hub,
        Measure::Closeness,
        Measure::Harmonic,
        Measure::Betweenness,
        Measure::Disruption,
        Measure::Beauty,
    ];

    /// Returns the stable name used on the command line and in files.
    pub fn as_str(self) -> &'static str {
        self.words().name
    }

    /// Returns the title of a ranking: `Most cited documents`.
    pub fn heading(self) -> &'static str {
        self.words().heading
    }

    /// Returns what a ranking goes by, for a sentence: `the number of distinct documents that refer to them`.
    pub fn by(self) -> &'static str {
        self.words().by
    }

    fn words(self) -> Words {
        let (name, heading, by) = match self {
            Measure::InDegree => {
                ("in-degree", "Most cited documents", "the number of distinct documents that refer to them")
            }
            Measure::OutDegree => (
                "out-degree",
                "Documents that cite most",
                "the number of distinct documents that they refer to",
            ),
            Measure::Series => (
                "series",
                "Documents cited by most series",
                "the number of distinct series, renewals counted once, that refer to them",
            ),
            Measure::Aged => (
                "aged",
                "Most cited documents for their age",
                "citations received in parts of the mean of their year",
            ),
            Measure::PageRank => ("pagerank", "Most central documents (PageRank)", "PageRank"),
            Measure::AgedPageRank => (
                "aged-pagerank",
                "Most central documents for their age (rescaled PageRank)",
                "PageRank, in standard deviations from the mean of documents of the same time",
            ),
            Measure::Katz => ("katz", "Most central documents (Katz)", "Katz centrality"),
            Measure::Authority => ("authority", "Authorities (HITS)", "the HITS score of authorities"),
            Measure::Hub => ("hub", "Hubs (HITS)", "the HITS score of hubs"),
            Measure::Closeness => (
                "closeness",
                "Documents nearest to those who build on them (closeness)",
                "closeness to all that build on them",
            ),
            Measure::Harmonic => (
                "harmonic",
                "Documents nearest to those who build on them (harmonic)",
                "harmonic centrality: the sum of the inverse distances of all that build on them",
            ),
            Measure::Betweenness => (
                "betweenness",
                "Documents that join others (betweenness)",
                "betweenness: the number of shortest chains between others through them",
            ),
            Measure::Disruption => (
                "disruption",
                "Documents cited instead of their sources (disruption)",
                "the disruption index, from −1 (cited together with its sources) to 1 (cited without them)",
            ),
            Measure::Beauty => (
                "beauty",
                "Sleeping beauties: documents cited late",
                "the beauty coefficient: how long they were cited little before they were cited much",
            ),
        };
        Words { name, heading, by }
    }

    /// Returns whether the measure looks at the years of documents.
    pub fn looks_at_years(self) -> bool {
        matches!(self, Measure::Aged | Measure::AgedPageRank | Measure::Disruption | Measure::Beauty)
    }

    /// Returns whether scores are numbers of something that can be counted.
    pub fn counts(self) -> bool {
        matches!(self, Measure::InDegree | Measure::OutDegree | Measure::Series)
    }

    /// Returns a score of this measure as text: a whole number, or as many decimals as tell documents apart.
    pub fn show(self, score: f64) -> String {
        match self {
            Measure::InDegree | Measure::OutDegree | Measure::Series => format!("{score:.0}"),
            Measure::Betweenness | Measure::Beauty | Measure::Harmonic => format!("{score:.1}"),
            Measure::Aged | Measure::AgedPageRank | Measure::Katz => format!("{score:.2}"),
            Measure::Closeness | Measure::Disruption => format!("{score:.4}"),
            Measure::PageRank | Measure::Authority | Measure::Hub => format!("{score:.6}"),
        }
    }

    /// Returns a score with what it is, to be told beside a document: `cited by 12`, `PageRank 0.000512`.
    pub fn caption(self, score: f64) -> String {
        let shown = self.show(score);
        match self {
            Measure::InDegree => format!("cited by {shown}"),
            Measure::OutDegree => format!("cites {shown}"),
            Measure::Series => format!("cited by {shown} series"),
            Measure::Aged => format!("{shown} × the mean of its year"),
            Measure::PageRank => format!("PageRank {shown}"),
            other => format!("{} {shown}", other.as_str()),
        }
    }

    fn names() -> String {
        Measure::ALL.map(Measure::as_str).join(", ")
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Measure {
    type Err = ParseMeasureError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let found = Measure::ALL.into_iter().find(|m| m.as_str() == s.trim());
        found.ok_or_else(|| ParseMeasureError(s.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_and_are_told_where_one_is_wrong() {
        for measure in Measure::ALL {
            assert_eq!(measure.as_str().parse(), Ok(measure));
        }
        let error = "fame".parse::<Measure>().expect_err("no measure").to_string();
        assert!(error.starts_with("'fame' is not a measure: in-degree, out-degree, series, "), "{error}");
    }
}
