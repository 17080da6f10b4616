//! Labelled edges against found ones: document and target count once, however often the text names them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::gold::{GoldRow, same};
use super::report::share;
use super::texts::LabelledText;
use crate::authority::Authority;
use crate::model::{Citation, Class, Id, Relation};

/// One edge of one document: labelled, found, or both.
#[derive(Clone, Debug)]
pub struct Edge {
    /// Label of the document.
    pub doc: String,
    /// Full id of the target.
    pub target: String,
    /// The node of the graph to which the target belongs.
    pub node: String,
    /// The class of its first place.
    pub class: String,
    /// The body of the document.
    pub organ: String,
    /// The decade of the document (`1970s`).
    pub decade: String,
    /// Labelled relations.
    pub gold: BTreeSet<String>,
    /// Found relations.
    pub found: BTreeSet<String>,
    /// The highest confidence with which it was found, in hundredths.
    pub confidence: u8,
}

/// The edges of labelled files.
#[derive(Clone, Debug, Default)]
pub struct Edges {
    /// The edges, by file, document and target.
    pub all: Vec<Edge>,
}

/// Counts of edges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EdgeTally {
    /// Labelled edges.
    pub gold: usize,
    /// Labelled edges that were found.
    pub right: usize,
    /// Found edges that no label has.
    pub extra: usize,
    /// Labelled edges found with exactly the labelled relations.
    pub relation: usize,
}

impl EdgeTally {
    /// Returns the share of labelled edges that were found.
    pub fn recall(&self) -> f64 {
        share(self.right, self.gold)
    }

    /// Returns the share of found edges that are labelled.
    pub fn precision(&self) -> f64 {
        share(self.right, self.right + self.extra)
    }

    /// Returns the share of edges, right in both ends, that are right in their relations.
    pub fn relations(&self) -> f64 {
        share(self.relation, self.right)
    }

    fn add(&mut self, edge: &Edge) {
        self.gold += usize::from(!edge.gold.is_empty());
        match (edge.gold.is_empty(), edge.found.is_empty()) {
            (false, false) => {
                self.right += 1;
                self.relation += usize::from(edge.gold == edge.found);
            }
            (true, false) => self.extra += 1,
            (_, true) => {}
        }
    }
}

/// Returns the target by which edges are compared: of slugs that no text gives, the kind.
fn comparable(target: &str) -> &str {
    let kind = target.find(':').map(|at| &target[..=at]);
    kind.filter(|kind| same(kind, target)).unwrap_or(target)
}

/// Returns whether a relation of a label makes an edge.
fn is_edge(relation: &str) -> bool {
    relation.parse::<Relation>().is_ok_and(Relation::is_edge)
}

impl Edges {
    /// Adds the edges of one labelled file.
    pub(super) fn add(&mut self, rows: &[GoldRow], text: &LabelledText, authority: &Authority) {
        let (neutral, rows): (Vec<&GoldRow>, Vec<&GoldRow>) = rows.iter().partition(|r| r.is_neutral());
        let documents = text.labelled(&rows);
        let mut edges: BTreeMap<(String, String), Edge> = BTreeMap::new();
        for row in rows.iter().filter(|r| is_edge(&r.relation)) {
            let found = text.of(row);
            let doc = found.map_or_else(|| row.doc.clone(), |f| f.document.label());
            let date = found.and_then(|f| f.document.date());
            let edge = open(
                &mut edges,
                &doc,
                comparable(&row.target),
                &row.class,
                date.map(|d| d.year()),
                authority,
            );
            edge.gold.insert(row.relation.clone());
        }
        for document in &documents {
            let printed = |c: &&Citation| c.class != Class::Structural && c.relation.is_edge();
            for citation in document.citations.iter().filter(printed) {
                let (doc, id) = (document.document.label(), citation.target.as_str());
                let target = comparable(id);
                let labelled = edges.contains_key(&(doc.clone(), target.to_owned()));
                let unasked = |row: &&GoldRow| match row.target.as_str() {
                    "?" => {
                        let of = || text.of(row).is_some_and(|f| f.document.label() == doc);
                        row.para == citation.para && (row.doc == "?" || of())
                    }
                    target => same(target, id),
                };
                if !labelled && neutral.iter().any(unasked) {
                    continue;
                }
                let year = document.document.date().map(|d| d.year());
                let edge = open(&mut edges, &doc, target, citation.class.as_str(), year, authority);
                edge.found.insert(citation.relation.to_string());
                edge.confidence = edge.confidence.max(citation.confidence.as_percent());
            }
        }
        self.all.extend(edges.into_values());
    }

    /// Returns the counts of all edges.
    pub fn total(&self) -> EdgeTally {
        let mut out = EdgeTally::default();
        self.all.iter().for_each(|edge| out.add(edge));
        out
    }

    /// Returns the counts of edges between nodes: places inside a document do not part them.
    pub fn total_of_nodes(&self) -> EdgeTally {
        self.nodes(|_| true)
    }

    /// Returns the counts of edges between nodes without those whose target has no symbol: sets, letters, pages, and
    /// documents that are told by their subject alone.
    pub fn total_of_symbols(&self) -> EdgeTally {
        self.nodes(|edge| !edge.target.ends_with(':'))
    }

    fn nodes(&self, counts: impl Fn(&Edge) -> bool) -> EdgeTally {
        let mut out = EdgeTally::default();
        self.joined(counts).values().for_each(|edge| out.add(edge));
        out
    }

    /// Returns edges between nodes, by document and node.
    fn joined(&self, counts: impl Fn(&Edge) -> bool) -> BTreeMap<(&str, &str), Edge> {
        let mut nodes: BTreeMap<(&str, &str), Edge> = BTreeMap::new();
        for edge in self.all.iter().filter(|edge| counts(edge)) {
            let node = nodes.entry((&edge.doc, &edge.node)).or_insert_with(|| Edge {
                gold: BTreeSet::new(),
                found: BTreeSet::new(),
                ..edge.clone()
            });
            node.gold.extend(edge.gold.iter().cloned());
            node.found.extend(edge.found.iter().cloned());
        }
        nodes
    }

    /// Returns what is wrong with edges between nodes, a line each: missed, spurious, or of another relation.
    fn faults(&self) -> Vec<String> {
        let names = |of: &BTreeSet<String>| of.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let told = |edge: Edge| {
            let (fault, relations) = match (edge.gold.is_empty(), edge.found.is_empty()) {
                (false, true) => ("missed", names(&edge.gold)),
                (true, false) => ("spurious", names(&edge.found)),
                _ if edge.gold != edge.found => {
                    ("relation", format!("labelled {}, found {}", names(&edge.gold), names(&edge.found)))
                }
                _ => return None,
            };
            Some(format!("edge {fault:<9} {} -> {} [{}] ({relations})", edge.doc, edge.node, edge.class))
        };
        self.joined(|_| true).into_values().filter_map(told).collect()
    }

    /// Returns the counts of the whole, each with its name.
    pub fn totals(&self) -> [(&'static str, EdgeTally); 3] {
        [
            ("all", self.total()),
            ("all, by node", self.total_of_nodes()),
            ("all, by node, with a symbol", self.total_of_symbols()),
        ]
    }

    /// Returns the counts by what `key` reads off an edge.
    pub fn by(&self, key: impl Fn(&Edge) -> &str) -> BTreeMap<String, EdgeTally> {
        let mut out: BTreeMap<String, EdgeTally> = BTreeMap::new();
        for edge in &self.all {
            out.entry(key(edge).to_owned()).or_default().add(edge);
        }
        out
    }

    /// Returns the counts in the order in which they are shown, each group with its name.
    pub fn groups(&self) -> [(&'static str, BTreeMap<String, EdgeTally>); 3] {
        [
            ("class", self.by(|e| &e.class)),
            ("organ", self.by(|e| &e.organ)),
            ("decade", self.by(|e| &e.decade)),
        ]
    }
}

/// Returns the edge of a document and target, made on its first place.
fn open<'a>(
    edges: &'a mut BTreeMap<(String, String), Edge>,
    doc: &str,
    target: &str,
    class: &str,
    year: Option<u16>,
    authority: &Authority,
) -> &'a mut Edge {
    edges.entry((doc.to_owned(), target.to_owned())).or_insert_with(|| Edge {
        doc: doc.to_owned(),
        target: target.to_owned(),
        node: authority.instruments.place(&Id::new(target)).0.to_string(),
        class: class.to_owned(),
        organ: authority.bodies.of_symbol(doc).map_or_else(|| "other".to_owned(), |b| b.id.to_string()),
        decade: year.map_or_else(|| "no date".to_owned(), |y| format!("{}0s", y / 10)),
        gold: BTreeSet::new(),
        found: BTreeSet::new(),
        confidence: 0,
    })
}

impl fmt::Display for Edges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, groups) in self.groups() {
            write!(f, "{:<30} {:>5} {:>5} {:>5}  ", format!("edges by {what}"), "gold", "found", "extra")?;
            writeln!(f, "{:>6} {:>6} {:>6}", "prec", "recall", "rel")?;
            let totals = self.totals().map(|(name, tally)| (name.to_owned(), tally));
            for (name, tally) in groups.into_iter().chain(totals) {
                write!(f, "{name:<30} {:>5} {:>5} {:>5}  ", tally.gold, tally.right, tally.extra)?;
                let [p, r, l] = [tally.precision(), tally.recall(), tally.relations()].map(|s| s * 100.0);
                writeln!(f, "{p:>6.1} {r:>6.1} {l:>6.1}")?;
            }
            writeln!(f)?;
        }
        let faults = self.faults();
        faults.iter().try_for_each(|fault| writeln!(f, "{fault}"))?;
        if faults.is_empty() { Ok(()) } else { writeln!(f) }
    }
}
