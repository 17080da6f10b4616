//! The main line of a body of texts: along which citations most of it has come down.

use std::collections::{BTreeMap, BTreeSet};

use super::descent;
use super::main_path::{Count, Search, global, key_routes, local, traversal_weights};
use super::{Direction, EdgeFilter, RelationSet, Selection, Subgraph};
use crate::graph::{Graph, Net, NodeIdx};
use crate::model::{BodyId, Date};

/// How the main line is sought; see [`main_path`](super::main_path).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Route {
    /// From the oldest texts on, always along the heaviest citation.
    Forward,
    /// From the latest texts back, always along the heaviest citation.
    Backward,
    /// The chain whose citations weigh most together.
    Global,
    /// So many of the heaviest citations, each with the chain of most weight through it.
    KeyRoutes(usize),
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct MainLineOptions {
    /// What citations are weighed by.
    pub count: Count,
    /// How the line is sought.
    pub route: Route,
    /// Only this document with what it rests on and what rests on it.
    pub topic: Option<NodeIdx>,
    /// The relations to follow.
    pub relations: RelationSet,
    /// Only what was said by this day.
    pub as_of: Option<Date>,
    /// Only what documents of this body say.
    pub body: Option<BodyId>,
}

impl Default for MainLineOptions {
    /// Ten key routes by search path count, of the whole graph along recalls and cites.
    fn default() -> Self {
        Self {
            count: Count::Spc,
            route: Route::KeyRoutes(10),
            topic: None,
            relations: RelationSet::references(),
            as_of: None,
            body: None,
        }
    }
}

impl MainLineOptions {
    /// Returns the filter of the edges that count.
    pub fn filter(&self) -> EdgeFilter {
        EdgeFilter { relations: self.relations.clone(), as_of: self.as_of, body: self.body.clone() }
    }
}

/// The main line of a body of texts.
#[derive(Clone, Debug, PartialEq)]
pub struct MainLine {
    /// The documents on it, by date as far as citations allow, the oldest first.
    pub nodes: Vec<NodeIdx>,
    /// The citations along it, in the order of their citing documents.
    pub links: Vec<Weighed>,
    /// Number of documents among which it was sought.
    pub documents: usize,
    /// Number of citations among which it was sought.
    pub citations: usize,
    /// Sources that were left out because they have no date to compare with the last day, by id.
    pub undated: Vec<NodeIdx>,
}

/// A citation with its weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighed {
    /// The citing document.
    pub source: NodeIdx,
    /// The cited document.
    pub target: NodeIdx,
    /// The decimal logarithm of the number of ways through it: 3 for a thousand ways.
    pub weight: f64,
}

impl MainLine {
    /// Returns the documents and the lines along it, for drawing.
    pub fn subgraph(&self, graph: &Graph, filter: &EdgeFilter) -> Subgraph {
        let mut subgraph = Subgraph::of(graph, self.nodes.iter().copied(), filter);
        let along: BTreeSet<(NodeIdx, NodeIdx)> = self.links.iter().map(|l| (l.source, l.target)).collect();
        subgraph.links.retain(|link| along.contains(&(link.source, link.target)));
        subgraph
    }
}

/// Returns the main line of the whole graph, or of what a document rests on and what rests on it.
///
/// Main path analysis (Hummon and Doreian 1989) with the counts and searches of [`main_path`](super::main_path), on the
/// citations asked for; an instrument alone in its document is folded into it. A cycle counts as one document that may be
/// entered and left at any of its texts, and its inner citations lie on no line. Absent documents are beginnings like
/// others: with many of them the line begins at texts that nobody has read, which is told by their being absent.
///
/// Time O(|V| log |V| + |E| log |E|), space O(|V| + |E|).
///
/// # Examples
///
/// C recalls B, and B recalls A; D recalls C. D recalls X as well, from which nothing else has come.
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, Relation};
/// use travaux::query::{MainLineOptions, Route, main_line};
///
/// let edge = |s, t| EdgeRecord {
///     source: NodeId::new(s), target: NodeId::new(t), relation: Relation::Recalls, weight: 1,
/// };
/// let edges = vec![edge("B", "A"), edge("C", "B"), edge("D", "C"), edge("D", "X")];
/// let graph = Graph::from_records(vec![], edges);
/// let line = main_line(&graph, &MainLineOptions { route: Route::Global, ..MainLineOptions::default() });
/// let names: Vec<_> = line.nodes.iter().map(|n| graph.id(*n).as_str()).collect();
/// assert_eq!(names, ["A", "B", "C", "D"]);
/// ```
pub fn main_line(graph: &Graph, options: &MainLineOptions) -> MainLine {
    let filter = options.filter();
    let whole = Selection::folded(graph, &filter);
    let (net, nodes) = match options.topic.map(|topic| Subgraph::shown(graph, topic)) {
        None => (whole.net, whole.nodes),
        Some(topic) => match whole.place(topic) {
            None => (Net::default(), Vec::new()),
            Some(place) => around(&whole, place),
        },
    };
    let weights = traversal_weights(&net, options.count);
    let along = match options.route {
        Route::Forward => local(&net, &weights, Direction::In),
        Route::Backward => local(&net, &weights, Direction::Out),
        Route::Global => global(&net, &weights),
        Route::KeyRoutes(most) => key_routes(&net, &weights, most, Search::Global),
    };
    let weight_of: BTreeMap<(u32, u32), f64> = {
        let wanted: BTreeSet<&(u32, u32)> = along.iter().collect();
        net.edges().zip(&weights).filter(|(edge, _)| wanted.contains(edge)).map(|(e, w)| (e, *w)).collect()
    };
    let places: BTreeSet<u32> = along.iter().flat_map(|(s, t)| [*s, *t]).collect();
    let weighed = |(source, target): &(u32, u32)| Weighed {
        source: nodes[*source as usize],
        target: nodes[*target as usize],
        weight: weight_of[&(*source, *target)] / std::f64::consts::LN_10,
    };
    MainLine {
        nodes: places.iter().map(|place| nodes[*place as usize]).collect(),
        links: along.iter().map(weighed).collect(),
        documents: nodes.len(),
        citations: net.edge_count(),
        undated: whole.undated,
    }
}

/// Returns the net of a place with all that it rests on and all that rests on it, and the node at each of its places.
fn around(whole: &Selection, place: u32) -> (Net, Vec<NodeIdx>) {
    let mut kept = descent::ancestors(&whole.net, place);
    kept.extend(descent::descendants(&whole.net, place));
    kept.push(place);
    kept.sort_unstable();
    kept.dedup();
    let number = |place: u32| kept.binary_search(&place).ok().map(|at| at as u32);
    let cited = |citing: u32| whole.net.cites(citing).iter().map(move |cited| (citing, *cited));
    let edges: Vec<(u32, u32)> = kept
        .iter()
        .flat_map(|citing| cited(*citing))
        .filter_map(|(citing, cited)| Some((number(citing)?, number(cited)?)))
        .collect();
    let (net, numbering) = Net::of(kept.len(), &edges);
    let nodes = numbering.numbers.iter().map(|number| whole.node(kept[*number as usize])).collect();
    (net, nodes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EdgeRecord, NodeId, Relation};

    fn check(edges: &[(&str, &str)], topic: Option<&str>, route: Route, expected: &[&str]) {
        let record = |(source, target): &(&str, &str)| EdgeRecord {
            source: NodeId::new(*source),
            target: NodeId::new(*target),
            relation: Relation::Recalls,
            weight: 1,
        };
        let graph = Graph::from_records(vec![], edges.iter().map(record).collect());
        let topic = topic.map(|id| graph.find(&NodeId::new(id)).expect("a node"));
        let line = main_line(&graph, &MainLineOptions { route, topic, ..MainLineOptions::default() });
        let name = |node: NodeIdx| graph.id(node).to_string();
        let told: Vec<String> = line
            .links
            .iter()
            .map(|l| format!("{}-{} {:.0}", name(l.source), name(l.target), 10f64.powf(l.weight)))
            .collect();
        assert_eq!(told, expected);
        let drawn = line.subgraph(&graph, &MainLineOptions::default().filter());
        assert_eq!((drawn.nodes.len(), drawn.links.len()), (line.nodes.len(), line.links.len()));
    }

    const EDGES: [(&str, &str); 7] =
        [("B", "A"), ("C", "B"), ("D", "C"), ("E", "C"), ("X", "Z"), ("E", "Z"), ("X", "B#annex")];

    #[test]
    fn lines_are_those_of_the_kernels() {
        check(&EDGES, None, Route::Global, &["B-A 3", "C-B 2", "D-C 1"]);
        check(&EDGES, None, Route::Forward, &["B-A 3", "C-B 2", "D-C 1", "E-C 1"]);
        check(&EDGES, None, Route::KeyRoutes(1), &["B-A 3", "C-B 2", "D-C 1"]);
    }

    #[test]
    fn a_topic_is_what_it_rests_on_and_what_rests_on_it() {
        check(&EDGES, Some("Z"), Route::Global, &["E-Z 1"]);
        check(&EDGES, Some("X"), Route::Backward, &["B-A 1", "X-B 1", "X-Z 1"]);
        check(&EDGES, Some("A"), Route::Global, &["B-A 3", "C-B 2", "D-C 1"]);
    }
}
