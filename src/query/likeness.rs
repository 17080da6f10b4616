//! Documents like a given one, by the citations that they share with it.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::structure::{Similar, cocited, coupled};
use super::{EdgeFilter, RelationSet, Selection, Subgraph};
use crate::graph::{Graph, NodeIdx};

/// By what documents are alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Likeness {
    /// The same documents cite both: co-citation.
    Together,
    /// Both cite the same documents: bibliographic coupling.
    Sources,
    /// The mean of the two.
    #[default]
    Both,
}

/// Says that a text names no likeness.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("'{0}' is neither 'together' (cited together), 'sources' (citing the same) nor 'both'")]
pub struct ParseLikenessError(String);

impl Likeness {
    /// Returns the stable name used on the command line and in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Likeness::Together => "together",
            Likeness::Sources => "sources",
            Likeness::Both => "both",
        }
    }
}

impl fmt::Display for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Likeness {
    type Err = ParseLikenessError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let found =
            [Likeness::Together, Likeness::Sources, Likeness::Both].into_iter().find(|l| l.as_str() == s);
        found.ok_or_else(|| ParseLikenessError(s.to_owned()))
    }
}

/// What is asked of documents like a given one.
#[derive(Clone, Debug)]
pub struct LikenessOptions {
    /// By what they are alike.
    pub by: Likeness,
    /// The edges that count.
    pub filter: EdgeFilter,
}

impl Default for LikenessOptions {
    /// Asks by both, over `recalls` and `cites`.
    fn default() -> Self {
        let filter = EdgeFilter { relations: RelationSet::references(), as_of: None, body: None };
        LikenessOptions { by: Likeness::default(), filter }
    }
}

/// The documents like one.
#[derive(Clone, Debug, PartialEq)]
pub struct Resemblance {
    /// The document that they are like: what was asked about, or the document into which that is folded.
    pub document: NodeIdx,
    /// Number of distinct documents that cite it.
    pub cited_by: usize,
    /// Number of distinct documents that it cites.
    pub cites: usize,
    /// Those like it, best first, equal ones by id.
    pub entries: Vec<Alike>,
    /// Number of sources that were left out because they have no date to compare with the last day.
    pub undated: usize,
}

/// A document like the one asked about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alike {
    /// The document.
    pub node: NodeIdx,
    /// How alike, from 0 to 1.
    pub score: f64,
    /// Number of documents that cite both.
    pub together: u32,
    /// Number of documents that both cite.
    pub sources: u32,
    /// Whether it cites the one asked about.
    pub cites: bool,
    /// Whether the one asked about cites it.
    pub cited: bool,
}

/// Finds the documents like one: cited together with it, citing the same, or both.
///
/// The scores are the cosines of [`cocited`] and [`coupled`], or their mean (see
/// [`similar`](super::structure::similar)); with a likeness of one kind, documents that share nothing of that kind are
/// left out. An instrument that is alone in its document stands for the document, and is asked about as such (see
/// [`Selection::folded`]). A document that no counted edge touches has none like it. Absent documents are found by what
/// cites them; cycles need no care.
///
/// Equal scores are recognised to twelve digits; of these the one that shares more comes first, then the smaller id.
///
/// Time O(|V| log |V| + |E|) for the selection, and that of [`cocited`] and [`coupled`]; space O(|V| + |E|).
///
/// # Examples
///
/// 2 and 3 both cite 0 and 1: 0 and 1 are always cited together, and 2 and 3 cite the same.
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, Relation};
/// use travaux::query::{LikenessOptions, similar_to};
///
/// let edge = |source, target| EdgeRecord {
///     source: NodeId::new(source), target: NodeId::new(target), relation: Relation::Cites, weight: 1,
/// };
/// let graph = Graph::from_records(vec![], vec![edge("2", "0"), edge("2", "1"), edge("3", "0"), edge("3", "1")]);
/// let asked = graph.find(&NodeId::new("0")).expect("a node");
/// let found = similar_to(&graph, asked, &LikenessOptions::default());
/// let [one] = &found.entries[..] else { panic!("one document is like 0") };
/// assert_eq!((graph.id(one.node).as_str(), one.together, one.sources), ("1", 2, 0));
/// assert!((one.score - 0.5).abs() < 1e-12);
/// ```
pub fn similar_to(graph: &Graph, asked: NodeIdx, options: &LikenessOptions) -> Resemblance {
    let selection = Selection::folded(graph, &options.filter);
    let document = Subgraph::shown(graph, asked);
    let undated = selection.undated.len();
    let Some(place) = selection.place(document) else {
        return Resemblance { document, cited_by: 0, cites: 0, entries: Vec::new(), undated };
    };
    let net = &selection.net;
    let mut shares: BTreeMap<u32, [Option<Similar>; 2]> = BTreeMap::new();
    for (side, found) in [cocited(net, place), coupled(net, place)].into_iter().enumerate() {
        found.into_iter().for_each(|one| shares.entry(one.place).or_default()[side] = Some(one));
    }
    let mut entries: Vec<Alike> = Vec::new();
    for (other, [together, sources]) in shares {
        let score = |one: Option<Similar>| one.map_or(0.0, |one| one.score);
        let score = match options.by {
            Likeness::Together => score(together),
            Likeness::Sources => score(sources),
            Likeness::Both => (score(together) + score(sources)) / 2.0,
        };
        let shared = |one: Option<Similar>| one.map_or(0, |one| one.shared);
        entries.push(Alike {
            node: selection.node(other),
            score,
            together: shared(together),
            sources: shared(sources),
            cites: net.cites(other).binary_search(&place).is_ok(),
            cited: net.cites(place).binary_search(&other).is_ok(),
        });
    }
    let shared = |one: &Alike| match options.by {
        Likeness::Together => one.together,
        Likeness::Sources => one.sources,
        Likeness::Both => one.together + one.sources,
    };
    entries.retain(|one| shared(one) > 0);
    let key = |one: &Alike| (one.score * 1e12).round();
    entries
        .sort_by(|a, b| key(b).total_cmp(&key(a)).then(shared(b).cmp(&shared(a))).then(a.node.cmp(&b.node)));
    Resemblance {
        document,
        cited_by: net.cited_by(place).len(),
        cites: net.cites(place).len(),
        entries,
        undated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EdgeRecord, NodeId, Relation};

    /// Compares lines of id, score, and the numbers shared.
    fn check(asked: &str, by: Likeness, expected: &[&str]) {
        let said = |source: &str, target: &str| EdgeRecord {
            source: NodeId::new(source),
            target: NodeId::new(target),
            relation: Relation::Cites,
            weight: 3,
        };
        // C and D renew B; D cites the annex of B, which is B; E cites B and D; F cites only itself.
        let edges = [
            ("B", "A"),
            ("C", "A"),
            ("C", "B"),
            ("D", "A"),
            ("D", "B#annex"),
            ("D", "C"),
            ("E", "B"),
            ("E", "D"),
            ("F", "F"),
        ];
        let graph = Graph::from_records(vec![], edges.iter().map(|(s, t)| said(s, t)).collect());
        let asked = graph.find(&NodeId::new(asked)).expect("a node");
        let found = similar_to(&graph, asked, &LikenessOptions { by, ..LikenessOptions::default() });
        let lines: Vec<String> = found
            .entries
            .iter()
            .map(|one| {
                let link = match (one.cites, one.cited) {
                    (true, true) => "both",
                    (true, false) => "cites",
                    (false, true) => "cited",
                    (false, false) => "-",
                };
                format!("{} {:.3} {} {} {link}", graph.id(one.node), one.score, one.together, one.sources)
            })
            .collect();
        assert_eq!(lines, expected);
    }

    /// B is cited by C, D, E; A by B, C, D; C by D; D by E. B cites A; C: A, B; D: A, B, C; E: B, D.
    #[test]
    fn an_annex_stands_for_its_document_and_links_are_told() {
        let together = ["A 0.667 2 0 cited", "C 0.577 1 1 cites", "D 0.577 1 1 cites"];
        check("B", Likeness::Together, &together);
        check("B#annex", Likeness::Together, &together);
        check("B", Likeness::Sources, &["C 0.707 1 1 cites", "D 0.577 1 1 cites"]);
        let both = ["C 0.642 1 1 cites", "D 0.577 1 1 cites", "A 0.333 2 0 cited"];
        check("B", Likeness::Both, &both);
        check("F", Likeness::Both, &[]);
    }

    #[test]
    fn names_lead_back() {
        for by in [Likeness::Together, Likeness::Sources, Likeness::Both] {
            assert_eq!(by.to_string().parse(), Ok(by));
        }
        assert!("cosine".parse::<Likeness>().is_err());
    }
}
