//! What a picture shows, as a plain value: made once from the answers of `query`, drawn by every engine.

use std::collections::{BTreeMap, BTreeSet};

use super::{Issuer, Line, Places, Years, address, cut, label};
use crate::graph::{Graph, NodeIdx};
use crate::model::{Date, NodeKind, Relation};
use crate::query::{
    Connection, Direction, Lineage, Link, RankOptions, Ranked, Ranking, Subgraph, Trace, TraceOptions,
};

/// How a time line is read that runs down the page.
pub(super) const READ_UPWARD: &str = "Read upward: an arrow points to the older text that is cited";

/// Above this many lines, those that pass the focus by are left out.
const MOST_LINES: usize = 60;

/// Columns after which a name is cut.
const LONGEST_NAME: usize = 36;

/// A part of the graph, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagram {
    /// The headline.
    pub title: String,
    /// What is drawn, counted, and how it is read.
    pub subtitle: Vec<String>,
    /// The nodes, by id.
    pub nodes: Vec<Node>,
    /// The lines, one for each pair, by source and target.
    pub edges: Vec<Edge>,
}

/// One document, instrument or organisation of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its id.
    pub id: String,
    /// Its short name.
    pub label: String,
    /// Its title, unless that is its name.
    pub title: Option<String>,
    /// What is measured of it, in words.
    pub captions: Vec<String>,
    /// Its id, title and date in one line.
    pub tooltip: String,
    /// Who speaks in it.
    pub issuer: Issuer,
    /// Its date.
    pub date: Option<Date>,
    /// The year in which it stands: that of its date, else the likely one.
    pub year: Option<u16>,
    /// Whether it was asked about.
    pub is_focus: bool,
    /// Whether its text was never read.
    pub is_absent: bool,
    /// Whether it holds instruments, or is one.
    pub is_instrument: bool,
    /// A size from 0 to 1, where a measure was taken.
    pub share: Option<f64>,
    /// Number of documents that cite it: in the whole graph, where that is known, else in the picture.
    pub cited_by: usize,
    /// Where it can be read.
    pub address: Option<String>,
    /// The number of its community, where a division was made.
    pub community: Option<usize>,
}

/// The line between two nodes, whatever it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Place of the citing node.
    pub source: usize,
    /// Place of the cited node.
    pub target: usize,
    /// What it says: the strongest of what the two texts say.
    pub line: Line,
    /// Who cites whom, with paragraph and verb of every place; a line of text for each relation.
    pub tooltip: String,
    /// Whether the source renews the target: the line is one of the spine of a series.
    pub renews: bool,
}

impl Diagram {
    /// Makes the picture of a lineage. In a dense one, lines that pass the focus by are counted instead of drawn.
    pub fn of_lineage(graph: &Graph, lineage: &Lineage, places: &Places, years: &Years) -> Self {
        let (subgraph, passing) = readable(lineage);
        let mut subtitle = counts(graph, &subgraph, years);
        subtitle.push(READ_UPWARD.to_owned());
        subtitle.extend(left_out(
            passing,
            "lines from later to earlier texts that pass the focus by are not drawn",
        ));
        subtitle.extend(left_out(lineage.left_out, "further documents in reach are not drawn"));
        subtitle.extend(left_out(lineage.undated.len(), "undated documents are not drawn"));
        let cited_by = lineage.members.iter().map(|m| (m.node, m.cited_by)).collect();
        Picture {
            graph,
            places,
            years,
            subgraph: &subgraph,
            focus: BTreeSet::from([lineage.focus]),
            title: format!("Lineage of {}", named(graph, lineage.focus)),
            subtitle,
            measured: BTreeMap::new(),
            cited_by,
        }
        .drawn()
    }

    /// Makes the picture of what joins two documents.
    pub fn of_connection(graph: &Graph, connection: &Connection, places: &Places, years: &Years) -> Self {
        let mut subtitle = counts(graph, &connection.subgraph, years);
        subtitle.push(match connection.chain {
            Some(1) => "One of the two refers to the other".to_owned(),
            Some(steps) => format!("The shortest chain from one to the other has {steps} steps"),
            None => "No chain of citations leads from one to the other".to_owned(),
        });
        subtitle.extend(left_out(connection.ancestors, "of the documents drawn are what both build on"));
        subtitle.extend(left_out(connection.descendants, "of the documents drawn build on both"));
        subtitle.push(READ_UPWARD.to_owned());
        subtitle.extend(left_out(connection.left_out, "further documents that join the two are not drawn"));
        subtitle.extend(left_out(connection.undated.len(), "undated documents are not drawn"));
        let [one, other] = connection.ends.map(|end| graph.id(end));
        Picture {
            graph,
            places,
            years,
            subgraph: &connection.subgraph,
            focus: BTreeSet::from(connection.ends),
            title: format!("What joins {one} and {other}"),
            subtitle,
            measured: BTreeMap::new(),
            cited_by: BTreeMap::new(),
        }
        .drawn()
    }

    /// Makes the picture of a trace: what was asked about, and every hit.
    pub fn of_trace(
        graph: &Graph,
        trace: &Trace,
        options: &TraceOptions,
        places: &Places,
        years: &Years,
    ) -> Self {
        let asked = trace.start.first().map(|n| Subgraph::shown(graph, *n));
        let nodes = trace.hits.iter().map(|h| h.node).chain(asked);
        let subgraph = Subgraph::of(graph, nodes, &options.filter());
        let mut subtitle = counts(graph, &subgraph, years);
        subtitle.push(READ_UPWARD.to_owned());
        subtitle.extend(left_out(trace.undated.len(), "undated documents are not drawn"));
        let name = asked.map(|n| named(graph, n)).unwrap_or_default();
        let title = match options.direction {
            Direction::In => format!("What refers to {name}"),
            Direction::Out => format!("What {name} refers to"),
        };
        Picture {
            graph,
            places,
            years,
            subgraph: &subgraph,
            focus: asked.into_iter().collect(),
            title,
            subtitle,
            measured: BTreeMap::new(),
            cited_by: BTreeMap::new(),
        }
        .drawn()
    }

    /// Makes the picture of a ranking: the nodes of the list and the citations between them.
    pub fn of_ranking(
        graph: &Graph,
        ranking: &Ranking,
        options: &RankOptions,
        places: &Places,
        years: &Years,
    ) -> Self {
        let least = ranking.entries.iter().map(Ranked::score).fold(0.0, f64::min);
        let most = ranking.entries.iter().map(Ranked::score).fold(least, f64::max);
        let span = (most - least).max(f64::MIN_POSITIVE);
        // A ranking counts instruments on their own, so none is folded into its document here.
        let subgraph = Subgraph::unfolded(graph, ranking.entries.iter().map(|e| e.node), &options.filter());
        let measured = ranking
            .entries
            .iter()
            .map(|e| {
                let caption = format!("no. {} · {}", e.rank(), ranking.measure().caption(e.score()));
                (e.node, (caption, ((e.score() - least) / span).sqrt()))
            })
            .collect();
        let mut subtitle = counts(graph, &subgraph, years);
        subtitle.push(format!(
            "Of {} in the ranking; the larger the name, the higher its place",
            ranking.population
        ));
        subtitle.extend(left_out(ranking.undated, "undated sources do not count"));
        subtitle.extend(options.listed());
        let title = ranking.measure().heading().to_owned();
        Picture {
            graph,
            places,
            years,
            subgraph: &subgraph,
            focus: BTreeSet::new(),
            title,
            subtitle,
            measured,
            cited_by: BTreeMap::new(),
        }
        .drawn()
    }

    /// Returns who speaks in the nodes, in the order of legends.
    pub fn issuers(&self) -> BTreeSet<Issuer> {
        self.nodes.iter().map(|n| n.issuer).collect()
    }

    /// Returns what the lines say, in the order of legends.
    pub fn lines(&self) -> BTreeSet<Line> {
        self.edges.iter().map(|e| e.line).collect()
    }
}

/// Returns what can be read of a lineage, and how many lines are left out of it.
///
/// In a dense lineage most lines run from what cites the focus to what the focus cites (everything cites the Charter):
/// they say nothing of the focus, and bury the lines that do.
fn readable(lineage: &Lineage) -> (Subgraph, usize) {
    let all = &lineage.subgraph;
    if all.links.len() <= MOST_LINES {
        return (all.clone(), 0);
    }
    let later: BTreeSet<NodeIdx> =
        lineage.members.iter().filter(|m| m.descendant.is_some()).map(|m| m.node).collect();
    let earlier: BTreeSet<NodeIdx> =
        lineage.members.iter().filter(|m| m.ancestor.is_some()).map(|m| m.node).collect();
    let (passing, links): (Vec<Link>, Vec<Link>) =
        all.links.iter().cloned().partition(|l| later.contains(&l.source) && earlier.contains(&l.target));
    (Subgraph { nodes: all.nodes.clone(), links }, passing.len())
}

/// Returns the first lines of a subtitle: the years covered, the documents, the citations, and how many stand in a
/// year that is not printed.
fn counts(graph: &Graph, subgraph: &Subgraph, years: &Years) -> Vec<String> {
    let known: BTreeSet<u16> =
        subgraph.nodes.iter().filter_map(|n| graph.date(*n)).map(|d| d.year()).collect();
    let span = match (known.first(), known.last()) {
        (Some(first), Some(last)) if first != last => Some(format!("{first}–{last}")),
        (Some(only), _) => Some(only.to_string()),
        (None, _) => None,
    };
    let pairs: BTreeSet<(NodeIdx, NodeIdx)> =
        subgraph.links.iter().filter(|l| !l.relation.is_structural()).map(|l| (l.source, l.target)).collect();
    let mut words: Vec<String> = span.into_iter().collect();
    words.push(counted(subgraph.nodes.len(), "document", "documents"));
    words.push(counted(pairs.len(), "citation between them", "citations between them"));
    let mut lines = vec![words.join(" · ")];
    let guessed =
        subgraph.nodes.iter().filter(|n| graph.date(**n).is_none() && years.of(**n).is_some()).count();
    lines.extend(left_out(guessed, "without a known date stand in the year of their session or symbol"));
    lines
}

/// Returns the symbol of a node, or the name of one whose id is no symbol (`LETTER:…`, `ORG:…`).
fn named(graph: &Graph, node: NodeIdx) -> String {
    let record = graph.node(node);
    if record.id.as_str().contains(':') && !record.id.as_str().contains('/') {
        label(record)
    } else {
        record.id.to_string()
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn left_out(number: usize, words: &str) -> Option<String> {
    (number > 0).then(|| format!("{number} {words}"))
}

/// What a diagram is made of.
struct Picture<'a> {
    graph: &'a Graph,
    places: &'a Places,
    years: &'a Years,
    subgraph: &'a Subgraph,
    focus: BTreeSet<NodeIdx>,
    title: String,
    subtitle: Vec<String>,
    measured: BTreeMap<NodeIdx, (String, f64)>,
    cited_by: BTreeMap<NodeIdx, usize>,
}

impl Picture<'_> {
    fn drawn(self) -> Diagram {
        let mut nodes: Vec<Node> = self.subgraph.nodes.iter().map(|n| self.node(*n)).collect();
        let edges = self.edges(&nodes);
        if self.cited_by.is_empty() {
            for edge in &edges {
                nodes[edge.target].cited_by += 1;
            }
        }
        Diagram { title: self.title, subtitle: self.subtitle, nodes, edges }
    }

    fn node(&self, at: NodeIdx) -> Node {
        let record = self.graph.node(at);
        let name = cut(&label(record), LONGEST_NAME);
        let signed =
            self.graph.edges_in(at).filter(|e| self.graph.edge(*e).relation == Relation::Signed).count();
        let measured = self.measured.get(&at);
        let mut captions: Vec<String> = measured.iter().map(|(caption, _)| caption.clone()).collect();
        captions.extend((signed > 0).then(|| counted(signed, "signatory", "signatories")));
        Node {
            id: record.id.to_string(),
            title: self.graph.title(at).filter(|t| *t != name).map(str::to_owned),
            label: name,
            captions,
            tooltip: self.tooltip(at),
            issuer: Issuer::of(self.graph, at),
            date: self.graph.date(at),
            year: self.graph.date(at).map(|d| d.year()).or_else(|| self.years.of(at)),
            is_focus: self.focus.contains(&at),
            is_absent: record.absent,
            is_instrument: self.graph.instruments(at).next().is_some() || record.kind == NodeKind::Instrument,
            share: measured.map(|(_, share)| *share),
            cited_by: self.cited_by.get(&at).copied().unwrap_or_default(),
            address: address(record.id.as_str()),
            community: None,
        }
    }

    fn tooltip(&self, at: NodeIdx) -> String {
        let record = self.graph.node(at);
        let mut words = vec![record.id.to_string()];
        words.extend(self.graph.title(at).map(|t| format!("— {t}")));
        match (self.graph.date(at), self.years.of(at)) {
            (Some(date), _) => words.push(format!("({date})")),
            (None, Some(year)) => words.push(format!("(about {year}, by its symbol)")),
            (None, None) => {}
        }
        if record.absent {
            words.push("· known from citations only".to_owned());
        }
        words.join(" ")
    }

    /// Returns the line of every pair.
    fn edges(&self, nodes: &[Node]) -> Vec<Edge> {
        let place: BTreeMap<NodeIdx, usize> =
            self.subgraph.nodes.iter().enumerate().map(|(at, n)| (*n, at)).collect();
        let mut pairs: BTreeMap<(usize, usize), Vec<&Link>> = BTreeMap::new();
        for link in &self.subgraph.links {
            pairs.entry((place[&link.source], place[&link.target])).or_default().push(link);
        }
        // The latest text of the same series that a text names.
        let mut renewed: BTreeMap<usize, usize> = BTreeMap::new();
        for ((source, target), links) in &pairs {
            if links.iter().any(|l| renews(l.relation, &nodes[*source], &nodes[*target])) {
                let latest = renewed.entry(*source).or_insert(*target);
                let age = |n: usize| (nodes[n].year, nodes[n].date, n);
                *latest = if age(*target) > age(*latest) { *target } else { *latest };
            }
        }
        pairs
            .into_iter()
            .map(|((source, target), links)| Edge {
                source,
                target,
                line: links
                    .iter()
                    .map(|l| Line::of(self.graph, l, self.places))
                    .min()
                    .expect("a pair has a link"),
                tooltip: self.line_tooltip(&links),
                renews: renewed.get(&source) == Some(&target),
            })
            .collect()
    }

    fn line_tooltip(&self, links: &[&Link]) -> String {
        let sentences = links.iter().map(|link| {
            let (source, target) = (self.graph.id(link.source), self.graph.id(link.target));
            let places: Vec<String> = link
                .edges
                .iter()
                .flat_map(|e| self.places.at(self.graph, *e))
                .map(|p| match &p.verb {
                    Some(verb) => format!("{} {}", p.para, verb.printed),
                    None => p.para.clone(),
                })
                .collect();
            let head = format!("{source} {} {target}", link.relation);
            if places.is_empty() { head } else { format!("{head}: {}", places.join("; ")) }
        });
        sentences.collect::<Vec<String>>().join("\n")
    }
}

/// Says whether a citation renews an earlier text: it succeeds it, or recalls or cites it under the same title.
fn renews(relation: Relation, source: &Node, target: &Node) -> bool {
    let letters = |node: &Node| {
        let title = node.title.as_deref().unwrap_or_default();
        title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    relation == Relation::Succeeds
        || matches!(relation, Relation::Recalls | Relation::Cites)
            && source.title.is_some()
            && source.year > target.year
            && letters(source) == letters(target)
}
