//! Documents compared with those of their time: the scores of a ranking by years.

use super::{Measure, RankOptions, Ranking};
use crate::graph::{Graph, NodeIdx};
use crate::model::Date;

/// Years of a cohort where documents are of many years, and the number of years up to which each is one by itself.
const LONG: u16 = 5;
const SHORT_SPAN: u16 = 20;

/// The scores of documents, compared with those of documents of the same years.
#[derive(Clone, Debug, PartialEq)]
pub struct Cohorts {
    /// What documents are compared by.
    pub measure: Measure,
    /// The cohorts that hold documents, by year.
    pub cohorts: Vec<Cohort>,
    /// The documents of no known year, best first; they are compared with none.
    pub undated: Vec<NodeIdx>,
}

/// The documents of some years.
#[derive(Clone, Debug, PartialEq)]
pub struct Cohort {
    /// The first year.
    pub first: u16,
    /// The last year.
    pub last: u16,
    /// The score in the middle: half of the documents have it or less, half have it or more. Of two in the middle, the
    /// mean.
    pub median: f64,
    /// The score that at most a tenth of the documents exceed; of fewer than twenty, one. Never below the median.
    pub upper_tenth: f64,
    /// The documents, best first, equal ones by id.
    pub members: Vec<Contemporary>,
}

/// A document of a cohort.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contemporary {
    /// The document.
    pub node: NodeIdx,
    /// Its year.
    pub year: u16,
    /// Whether the year is not that of a date, but the likely one of its symbol.
    pub by_symbol: bool,
    /// Its score.
    pub score: f64,
}

impl Cohort {
    /// Returns the documents that exceed the upper tenth, best first.
    pub fn outstanding(&self) -> impl Iterator<Item = &Contemporary> {
        self.members.iter().take_while(|member| member.score > self.upper_tenth)
    }
}

impl Cohorts {
    /// Returns the documents of known years, by cohort.
    pub fn members(&self) -> impl Iterator<Item = &Contemporary> + Clone {
        self.cohorts.iter().flat_map(|cohort| &cohort.members)
    }
}

/// Compares the documents of a ranking, by the measure that it goes by, with those of the same years.
///
/// Cohorts are of five years (1945 to 1949, 1950 to 1954 …), or of one each where all documents are of twenty years or
/// less. Older texts have had more time to be cited: what is much is told by the cohort, not by the score. Years are those
/// of dates, else those of [`RankOptions::likely_years`]. Only what the ranking lists is compared: ask it for all.
///
/// Time O(n log n) in the number of documents.
///
/// # Examples
///
/// Of 2000 are A, cited twice, and B and C, which cite it: the median of 2, 0 and 0 is 0.
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{Date, EdgeRecord, NodeId, NodeKind, NodeRecord, Relation};
/// use travaux::query::{Measure, RankOptions, cohorts, rank};
///
/// let node = |id: &str| NodeRecord {
///     id: NodeId::new(id), kind: NodeKind::Document, body: None, date: Some(Date::of_year(2000)), title: None,
///     absent: false,
/// };
/// let edge = |source: &str| EdgeRecord {
///     source: NodeId::new(source), target: NodeId::new("A"), relation: Relation::Cites, weight: 1,
/// };
/// let graph = Graph::from_records(vec![node("A"), node("B"), node("C")], vec![edge("B"), edge("C")]);
/// let options = RankOptions::by(Measure::InDegree);
/// let found = cohorts(&graph, &rank(&graph, &options)?, &options);
/// assert_eq!((found.cohorts[0].first, found.cohorts[0].members.len()), (2000, 3));
/// assert_eq!(found.cohorts[0].median, 0.0);
/// # Ok::<(), travaux::query::RankError>(())
/// ```
pub fn cohorts(graph: &Graph, ranking: &Ranking, options: &RankOptions) -> Cohorts {
    let mut members: Vec<Contemporary> = Vec::new();
    let mut undated = Vec::new();
    for entry in &ranking.entries {
        let dated = graph.date(entry.node).map(Date::year);
        match options.year(graph, entry.node) {
            Some(year) => {
                let (node, score) = (entry.node, entry.score());
                members.push(Contemporary { node, year, by_symbol: dated.is_none(), score });
            }
            None => undated.push(entry.node),
        }
    }
    let first = members.iter().map(|m| m.year).min().unwrap_or_default();
    let last = members.iter().map(|m| m.year).max().unwrap_or_default();
    let length = if last - first < SHORT_SPAN { 1 } else { LONG };
    // The order of the ranking is kept within each cohort.
    members.sort_by_key(|member| member.year / length);
    let cohorts = members.chunk_by(|a, b| a.year / length == b.year / length).map(|those| {
        let from = those[0].year / length * length;
        Cohort {
            first: from,
            last: from.saturating_add(length - 1),
            median: median(those),
            upper_tenth: those[(those.len() / 10).max(1).min(those.len() - 1)].score.max(median(those)),
            members: those.to_vec(),
        }
    });
    Cohorts { measure: ranking.measure(), cohorts: cohorts.collect(), undated }
}

/// Returns the median of scores in order.
fn median(members: &[Contemporary]) -> f64 {
    let middle = members.len() / 2;
    if members.len() % 2 == 1 {
        members[middle].score
    } else {
        (members[middle - 1].score + members[middle].score) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EdgeRecord, NodeId, NodeKind, NodeRecord, Relation};
    use crate::query::rank;

    /// Makes a graph in which every document is cited as often as is said; those who cite have no date.
    fn check(documents: &[(&str, u16, usize)], expected: &[&str]) -> Cohorts {
        let nodes = documents.iter().map(|(id, year, _)| NodeRecord {
            id: NodeId::new(*id),
            kind: NodeKind::Document,
            body: None,
            date: Some(Date::of_year(*year)),
            title: None,
            absent: false,
        });
        let cited = |(id, _, times): &(&str, u16, usize)| {
            let target = NodeId::new(*id);
            (0..*times).map(move |at| EdgeRecord {
                source: NodeId::new(format!("Z/{at:02}")),
                target: target.clone(),
                relation: Relation::Cites,
                weight: 1,
            })
        };
        let graph = Graph::from_records(nodes.collect(), documents.iter().flat_map(cited).collect());
        let options = RankOptions::by(Measure::InDegree);
        let found = cohorts(&graph, &rank(&graph, &options).expect("a ranking"), &options);
        let told: Vec<String> = found
            .cohorts
            .iter()
            .map(|c| {
                let best: Vec<&str> = c.outstanding().map(|m| graph.id(m.node).as_str()).collect();
                format!("{}–{} {} {} {} {best:?}", c.first, c.last, c.members.len(), c.median, c.upper_tenth)
            })
            .collect();
        assert_eq!(told, expected);
        found
    }

    #[test]
    fn many_years_are_taken_by_five() {
        let found = check(
            &[("A", 1948, 9), ("B", 1949, 1), ("C", 1950, 4), ("D", 1972, 2)],
            &["1945–1949 2 5 5 [\"A\"]", "1950–1954 1 4 4 []", "1970–1974 1 2 2 []"],
        );
        // The nine that cite have no date.
        assert_eq!(found.undated.len(), 9);
    }

    #[test]
    fn few_years_stand_by_themselves() {
        check(&[("A", 1999, 3), ("B", 2018, 1)], &["1999–1999 1 3 3 []", "2018–2018 1 1 1 []"]);
        check(&[("A", 1999, 3), ("B", 2019, 1)], &["1995–1999 1 3 3 []", "2015–2019 1 1 1 []"]);
    }

    #[test]
    fn a_tenth_at_most_stands_out() {
        let ids: Vec<String> = (0..20).map(|at| format!("A/{at:02}")).collect();
        let documents: Vec<(&str, u16, usize)> =
            ids.iter().enumerate().map(|(at, id)| (id.as_str(), 2000, at.max(1))).collect();
        check(&documents, &["2000–2000 20 9.5 17 [\"A/19\", \"A/18\"]"]);
        let alike: Vec<(&str, u16, usize)> = ids.iter().map(|id| (id.as_str(), 2000, 1)).collect();
        check(&alike, &["2000–2000 20 1 1 []"]);
    }

    #[test]
    fn nothing_has_no_cohorts() {
        check(&[], &[]);
    }
}
