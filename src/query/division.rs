//! Communities: documents that cite one another more than chance would have it, with the words that name them.

use std::collections::{BTreeMap, HashMap};

use super::structure::{CommunityOptions, Label, communities, labels, modularity};
use super::{EdgeFilter, RelationSet, Selection};
use crate::graph::{Graph, NodeIdx};

/// Words that are kept of each community, and how many are looked at for them.
const WORDS: usize = 6;
const CANDIDATES: usize = 24;

/// How many times as frequent a word must be in the titles of a community as in all. Of words that are nearly as
/// frequent elsewhere (`for`) even great numbers tell nothing.
const LIFT: u64 = 2;

/// How a graph is divided.
#[derive(Clone, Debug)]
pub struct DivisionOptions {
    /// The edges that count.
    pub filter: EdgeFilter,
    /// Greater values give more and smaller communities; 1 is the modularity of Newman and Girvan.
    pub resolution: f64,
    /// Where the random order of visits begins; the same seed gives the same communities.
    pub seed: u64,
    /// The years of nodes that have no date, as far as their symbols tell them.
    pub likely_years: BTreeMap<NodeIdx, u16>,
}

impl Default for DivisionOptions {
    /// Divides by `recalls` and `cites`, with resolution 1 and seed 0.
    fn default() -> Self {
        let filter = EdgeFilter { relations: RelationSet::references(), as_of: None, body: None };
        DivisionOptions { filter, resolution: 1.0, seed: 0, likely_years: BTreeMap::new() }
    }
}

/// A graph divided into communities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Division {
    /// The communities, the largest first.
    pub communities: Vec<Community>,
    /// How much more they cite within than chance would have it; see [`modularity`].
    pub modularity: f64,
    /// Number of distinct (citing, cited) pairs.
    pub citations: usize,
    /// Number of sources that were left out because they have no date to compare with the last day.
    pub undated: usize,
    /// The place of each node's community, by node; none where no counted edge touches a node.
    of: Vec<Option<u32>>,
}

/// Documents that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Community {
    /// The words of titles by which it differs from the others, the most telling first; see [`labels`].
    pub words: Vec<CommonWord>,
    /// Its documents: those that most of the others cite first, then those that most cite at all, then by id.
    pub members: Vec<Associate>,
    /// Number of citations between its documents.
    pub within: usize,
    /// Number of citations that its documents make to others.
    pub outward: usize,
    /// The years of its documents, as far as they are known.
    pub years: Option<YearSpan>,
}

/// A word of the titles of a community.
#[derive(Clone, Debug, PartialEq)]
pub struct CommonWord {
    /// The word, in small letters.
    pub word: String,
    /// Number of documents of the community that have it in their titles.
    pub documents: u32,
}

/// A document of a community.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Associate {
    /// The document.
    pub node: NodeIdx,
    /// Number of documents of the community that cite it.
    pub cited_within: u32,
    /// Number of documents that cite it.
    pub cited_by: u32,
}

/// The years of some documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearSpan {
    /// The first year.
    pub first: u16,
    /// The year by which half of the documents were there.
    pub median: u16,
    /// The last year.
    pub last: u16,
}

impl Division {
    /// Returns the place of the community of a node in the list, if a counted edge touches the node. One that is folded
    /// into its document has none of its own.
    pub fn place(&self, node: NodeIdx) -> Option<usize> {
        self.of.get(node.place()).copied().flatten().map(|at| at as usize)
    }

    /// Returns the number of documents in all communities.
    pub fn documents(&self) -> usize {
        self.communities.iter().map(|c| c.members.len()).sum()
    }
}

/// Divides the documents of a graph into communities.
///
/// The division is that of [`communities`] (Leiden) on the edges asked for, without direction; an instrument that is
/// alone in its document stands for the document (see [`Selection::folded`]). Documents that no counted edge touches
/// are in no community. Absent documents are in those of who cites them, but have no words unless a citation named
/// them. Cycles need no care.
///
/// Words are found by [`labels`] in the titles, in small letters; those count that are at least twice as frequent in the
/// titles of a community as in all, and single letters and numbers do not. Scripts without blanks between words
/// (Chinese) are read in pairs of signs.
///
/// Time that of [`communities`] and [`labels`], and O(|V| log |V| + |E|); space O(|V| + |E| + letters of titles).
///
/// # Examples
///
/// Two triangles, tied by one citation:
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, Relation};
/// use travaux::query::{DivisionOptions, division};
///
/// let edge = |(source, target): &(&str, &str)| EdgeRecord {
///     source: NodeId::new(*source), target: NodeId::new(*target), relation: Relation::Cites, weight: 1,
/// };
/// let edges = [("1", "0"), ("2", "0"), ("2", "1"), ("4", "3"), ("5", "3"), ("5", "4"), ("3", "2")];
/// let graph = Graph::from_records(vec![], edges.iter().map(edge).collect());
/// let found = division(&graph, &DivisionOptions::default());
/// let sizes: Vec<usize> = found.communities.iter().map(|c| c.members.len()).collect();
/// assert_eq!((sizes, found.communities[0].within, found.communities[1].outward), (vec![3, 3], 3, 1));
/// ```
pub fn division(graph: &Graph, options: &DivisionOptions) -> Division {
    let selection = Selection::folded(graph, &options.filter);
    let net = &selection.net;
    let how = CommunityOptions {
        resolution: options.resolution,
        seed: options.seed,
        ..CommunityOptions::default()
    };
    let own = communities(net, &how);
    let title = |node: &NodeIdx| graph.title(*node).map(title_words).unwrap_or_default();
    let titles: Vec<Vec<String>> = selection.nodes.iter().map(title).collect();
    let words: Vec<Vec<&str>> =
        titles.iter().map(|words| words.iter().map(String::as_str).collect()).collect();
    let mut found = named(&own, &words);
    let mut years: Vec<Vec<u16>> = vec![Vec::new(); found.len()];
    let mut of = vec![None; graph.node_count()];
    for place in 0..net.node_count() as u32 {
        let (number, node) = (own[place as usize], selection.node(place));
        let alike = |others: &[u32]| others.iter().filter(|other| own[**other as usize] == number).count();
        let community = &mut found[number as usize];
        let within = alike(net.cites(place));
        community.within += within;
        community.outward += net.cites(place).len() - within;
        community.members.push(Associate {
            node,
            cited_within: alike(net.cited_by(place)) as u32,
            cited_by: net.cited_by(place).len() as u32,
        });
        let year =
            graph.date(node).map(|date| date.year()).or_else(|| options.likely_years.get(&node).copied());
        years[number as usize].extend(year);
        of[node.place()] = Some(number);
    }
    for (community, mut years) in found.iter_mut().zip(years) {
        years.sort_unstable();
        community.years = years.first().zip(years.last()).map(|(first, last)| YearSpan {
            first: *first,
            median: years[(years.len() - 1) / 2],
            last: *last,
        });
        community.members.sort_by(|a, b| {
            (b.cited_within, b.cited_by).cmp(&(a.cited_within, a.cited_by)).then(a.node.cmp(&b.node))
        });
    }
    Division {
        communities: found,
        modularity: modularity(net, &own, options.resolution),
        citations: net.edge_count(),
        undated: selection.undated.len(),
        of,
    }
}

/// Returns a community without documents for each number, with its words.
fn named(own: &[u32], words: &[Vec<&str>]) -> Vec<Community> {
    let labels = labels(own, words, CANDIDATES);
    let (mut all, mut titled) = (0, vec![0u64; labels.len()]);
    let mut with: HashMap<&str, u64> = HashMap::new();
    for (number, words) in own.iter().zip(words).filter(|(_, words)| !words.is_empty()) {
        all += 1;
        titled[*number as usize] += 1;
        let mut distinct = words.clone();
        distinct.sort_unstable();
        distinct.dedup();
        distinct.into_iter().for_each(|word| *with.entry(word).or_default() += 1);
    }
    let communities = labels.into_iter().zip(titled).map(|(labels, titled)| {
        let tells = |label: &Label| u64::from(label.documents) * all >= LIFT * with[label.word] * titled;
        let words = labels.into_iter().filter(tells).take(WORDS);
        let words = words.map(|label| CommonWord { word: label.word.to_owned(), documents: label.documents });
        Community { words: words.collect(), ..Community::default() }
    });
    communities.collect()
}

/// Returns the words of a title that may tell what it is about, in small letters.
fn title_words(title: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for run in title.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty()) {
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let same = |c: char| is_han(c) == is_han(first);
            let (word, after) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
            rest = after;
            let letters: Vec<char> = word.chars().collect();
            if is_han(first) {
                words.extend(letters.windows(2).map(|pair| pair.iter().collect::<String>()));
            } else if letters.len() > 1 && !letters.iter().all(|c| c.is_numeric()) {
                words.push(word.to_lowercase());
            }
        }
    }
    words
}

/// Returns whether a letter is a sign of Chinese, in which no blanks stand between words.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, EdgeRecord, NodeId, NodeKind, NodeRecord, Relation};

    #[test]
    fn titles_of_any_script_have_words() {
        let check = |title: &str, expected: &[&str]| assert_eq!(title_words(title), expected, "{title}");
        check("The right to food, 2005", &["the", "right", "to", "food"]);
        check("Droits de l'homme", &["droits", "de", "homme"]);
        check("ПРАВА ЧЕЛОВЕКА", &["права", "человека"]);
        check("حقوق الإنسان", &["حقوق", "الإنسان"]);
        check("人权与2030议程", &["人权", "权与", "议程"]);
        check("A 1 – 22", &[]);
    }

    /// Two groups of three; the annex of P is P; O is older than the others and has only a likely year.
    #[test]
    fn communities_have_words_years_and_documents_in_order() {
        let node = |id: &str, year: Option<u16>, title: &str| NodeRecord {
            id: NodeId::new(id),
            kind: NodeKind::Document,
            body: None,
            date: year.map(Date::of_year),
            title: Some(title.to_owned()),
            absent: false,
        };
        let nodes = vec![
            node("O", None, "Rights of the child"),
            node("P", Some(1990), "The child"),
            node("Q", Some(2000), "The child again"),
            node("X", Some(1980), "The sea"),
            node("Y", Some(1981), "The sea"),
            node("Z", Some(1982), "The sea"),
        ];
        let edges =
            [("P", "O"), ("Q", "O"), ("Q", "P#annex"), ("Y", "X"), ("Z", "X"), ("Z", "Y"), ("X", "P")];
        let edges = edges.iter().map(|(source, target)| EdgeRecord {
            source: NodeId::new(*source),
            target: NodeId::new(*target),
            relation: Relation::Recalls,
            weight: 1,
        });
        let graph = Graph::from_records(nodes, edges.collect());
        let at = |id: &str| graph.find(&NodeId::new(id)).expect("a node");
        let options =
            DivisionOptions { likely_years: BTreeMap::from([(at("O"), 1950)]), ..DivisionOptions::default() };
        let found = division(&graph, &options);
        assert_eq!((found.communities.len(), found.documents(), found.citations), (2, 6, 7));
        assert_eq!((found.place(at("P")), found.place(at("P#annex"))), (found.place(at("O")), None));
        let child = &found.communities[found.place(at("O")).expect("in one")];
        let words: Vec<(&str, u32)> = child.words.iter().map(|w| (w.word.as_str(), w.documents)).collect();
        assert_eq!(words[0], ("child", 3));
        assert!(words.iter().all(|(word, _)| *word != "the"));
        let members: Vec<(&str, u32, u32)> =
            child.members.iter().map(|m| (graph.id(m.node).as_str(), m.cited_within, m.cited_by)).collect();
        assert_eq!(members, [("O", 2, 2), ("P", 1, 2), ("Q", 0, 0)]);
        assert_eq!((child.within, child.outward), (3, 0));
        assert_eq!(child.years, Some(YearSpan { first: 1950, median: 1990, last: 2000 }));
        assert!((found.modularity - (6.0 / 7.0 - 0.5)).abs() < 1e-12);
        assert_eq!(division(&Graph::default(), &options).communities, []);
    }
}
