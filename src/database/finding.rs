//! Finding a document as people type it.

use super::{Database, Facts};
use crate::authority::{Authority, typed};
use crate::error::Error;
use crate::graph::{Graph, NodeIdx};
use crate::model::{Id, NodeId};
use crate::query;
use crate::store::{Ends, Surroundings};

/// How many near names are offered for one that is not known.
const SUGGESTIONS: usize = 5;

/// Of how many rows a part of the graph may be made instead of reading all of it, in any database.
const FEW: u32 = 500;

/// How many rows of a whole graph are opened from its snapshot in the time that one row of a part takes (measured on
/// 1,000,000 documents with 10,200,000 citations: 0.03 and some 15 µs).
const ROWS_IN_A_SNAPSHOT: u32 = 500;

/// What a typed symbol, number or name may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lookup {
    /// The nodes of the graph that it may mean, best first.
    pub nodes: Vec<NodeIdx>,
    /// The ids that it may mean, whether the graph has them or not, best first.
    pub ids: Vec<Id>,
    /// Where no node was found: nodes with similar ids, best first.
    pub near: Vec<NodeIdx>,
}

impl Database {
    /// Finds what people mean by `53/144`, `a/res/53/144#annex`, `HRC 22/6`, `1325 (2000)` or `ICCPR`. A place inside
    /// a document (`A/RES/53/144#op3`) leads to the document or to the instrument that it is a part of. An organisation
    /// and a State go by their names.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn find(&self, typed: &str) -> Result<Lookup, Error> {
        let graph = self.graph()?;
        // An id that the graph has needs no reading, whatever its form.
        if let Some(node) = graph.find(&NodeId::new(typed.trim())) {
            return Ok(Lookup { nodes: vec![node], ids: vec![Id::new(typed.trim())], near: Vec::new() });
        }
        let ids = typed::read(typed, Authority::embedded()).unwrap_or_default();
        let mut nodes: Vec<NodeIdx> = Vec::new();
        for node in ids.iter().filter_map(|id| node_of(graph, id)) {
            if !nodes.contains(&node) {
                nodes.push(node);
            }
        }
        if nodes.is_empty() {
            nodes.extend(organisations(graph, typed));
        }
        let mut near: Vec<NodeIdx> = Vec::new();
        if nodes.is_empty() {
            let wanted = ids.iter().map(Id::as_str).chain(ids.is_empty().then_some(typed));
            for node in wanted.flat_map(|id| query::suggest(graph, id, SUGGESTIONS)) {
                if !near.contains(&node) {
                    near.push(node);
                }
            }
            near.truncate(SUGGESTIONS);
        }
        Ok(Lookup { nodes, ids, near })
    }

    /// Makes ready for questions about what people mean by some words and about the edges at it, which need no more of the
    /// graph: where it is a small part, only that is read. Other questions must not be asked afterwards, and who of the other
    /// ends is cited how often only with [`Ends::Cited`].
    pub(crate) fn narrow_to(&self, typed: &str, ends: Ends) -> Result<(), Error> {
        if self.day.is_some() {
            return Ok(());
        }
        // An id that is there needs no reading, for which tables would have to be loaded.
        let exact = NodeId::new(typed.trim());
        let mut around = self.around(std::slice::from_ref(&exact), ends)?;
        let is_there = match &around {
            Around::Nothing => false,
            Around::Whole => true,
            Around::Part(graph) => graph.find(&exact).is_some(),
        };
        if !is_there {
            let ids = typed::read(typed, Authority::embedded()).unwrap_or_default();
            let asked = ids.iter().flat_map(beginnings).chain([typed.trim()]);
            around = self.around(&asked.map(NodeId::new).collect::<Vec<_>>(), ends)?;
        }
        if let Around::Part(graph) = around {
            // A graph that is there already has everything.
            let _ = self.graph.set(*graph);
        }
        Ok(())
    }

    /// Returns what lies around some nodes, where it is a small part of the graph.
    fn around(&self, asked: &[NodeId], ends: Ends) -> Result<Around, Error> {
        Ok(match &self.facts {
            Facts::File(store) => {
                let most = FEW.max(store.references_at_most()? / ROWS_IN_A_SNAPSHOT);
                match store.surroundings(asked, ends, most)? {
                    Surroundings::Nothing => Around::Nothing,
                    Surroundings::TooMany => Around::Whole,
                    Surroundings::Few(records) => Around::part(
                        Graph::from_records(records.nodes, records.edges).of_generation(records.generation),
                    ),
                }
            }
            Facts::Embedded(dataset) => dataset
                .surroundings(asked)
                .map_or(Around::Nothing, |(nodes, edges)| Around::part(Graph::from_records(nodes, edges))),
        })
    }
}

/// What lies around some nodes.
enum Around {
    /// None of them is there.
    Nothing,
    /// So much that the whole graph is as easily read.
    Whole,
    /// A part of the graph.
    Part(Box<Graph>),
}

impl Around {
    fn part(graph: Graph) -> Self {
        Around::Part(Box::new(graph))
    }
}

/// Returns the organisations and States of a name, letter case and punctuation aside.
fn organisations<'a>(graph: &'a Graph, typed: &str) -> impl Iterator<Item = NodeIdx> + use<'a> {
    let folded = |name: &str| {
        let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        words.join(" ").to_lowercase()
    };
    let wanted = folded(typed);
    let named = move |node: &NodeIdx| {
        let record = graph.node(*node);
        let name = record.title.filter(|_| record.kind.is_party());
        name.is_some_and(|name| folded(name) == wanted)
    };
    graph.nodes().filter(named)
}

/// Returns the node that an id names or lies in: the longest beginning of the id that is a node.
fn node_of(graph: &Graph, id: &Id) -> Option<NodeIdx> {
    beginnings(id).find_map(|name| graph.find(&NodeId::new(name)))
}

/// Returns an id and the ids in which it lies, the longest first.
fn beginnings(id: &Id) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(id.as_str()), |name| {
        // Without fragment or scheme a shorter beginning names another document, not the same one.
        let inside = name.contains('#') || name.contains(':') || name.starts_with("UN-CHARTER");
        name.rfind(['#', '/']).filter(|_| inside).map(|cut| &name[..cut])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Depth, Direction, RelationSet, TraceOptions};

    /// What is told of a question about one document, by a graph that may be a part.
    fn told(database: &Database, typed: &str, ends: Ends) -> Vec<String> {
        let graph = database.graph().expect("the dataset answers");
        let found = database.find(typed).expect("the dataset answers");
        let mut out: Vec<String> = found.nodes.iter().map(|node| graph.id(*node).to_string()).collect();
        let Some(start) = found.nodes.first() else { return out };
        for direction in [Direction::In, Direction::Out] {
            for as_of in [None, "1999-12-31".parse().ok()] {
                let options = TraceOptions {
                    relations: RelationSet::all(),
                    direction,
                    depth: Depth::Steps(1),
                    as_of,
                    body: None,
                    instruments: true,
                };
                let trace = database.trace(*start, &options).expect("the dataset answers");
                for hit in trace.hits {
                    let node = graph.node(hit.node);
                    let edges: Vec<_> =
                        hit.edges.iter().map(|e| (graph.edge(*e).relation, graph.edge(*e).weight)).collect();
                    let cited = (ends == Ends::Cited).then(|| graph.edges_in(hit.node).count());
                    let date = graph.date(hit.node);
                    let (title, body) = (graph.title(hit.node), graph.body(hit.node));
                    out.push(format!(
                        "{} {} {date:?} {title:?} {body:?} {cited:?} {edges:?}",
                        node.id, node.absent
                    ));
                }
            }
        }
        let dossier = database.dossier(*start).expect("the dataset answers").expect("a document");
        let id = |node| graph.id(node).as_str();
        let edges = dossier.cites.iter().chain(&dossier.cited_by).map(|e| graph.edge(*e));
        out.extend(edges.map(|e| format!("{} {} {}", id(e.source), e.relation, id(e.target))));
        out.extend(dossier.instruments.iter().map(|node| id(*node).to_owned()));
        out
    }

    #[test]
    fn a_part_of_the_graph_answers_as_the_whole_does() {
        let whole = Database::embedded().expect("the dataset answers");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("un.db");
        whole.back_up(&path).expect("the dataset answers");
        let graph = whole.graph().expect("the dataset answers");
        let mut asked: Vec<String> = graph.nodes().step_by(701).map(|n| graph.id(n).to_string()).collect();
        let known = ["53/144", "217 A (III)", "A/RES/53/144#annex", "ICCPR", "1325 (2000)", "A/RES/46/182"];
        asked.extend(known.map(str::to_owned));
        asked.extend(
            ["UN-CHARTER/art.2", "A/RES/53/144#op3", "22/6", "Amnesty International"].map(str::to_owned),
        );
        let mut parts = 0;
        for (typed, ends) in asked.iter().flat_map(|typed| [(typed, Ends::Bare), (typed, Ends::Cited)]) {
            let expected = told(&whole, typed, ends);
            for part in [
                Database::embedded().expect("the dataset answers"),
                Database::open(&path).expect("the dataset answers"),
            ] {
                part.narrow_to(typed, ends).expect("the dataset answers");
                parts += usize::from(part.graph.get().is_some());
                assert_eq!(told(&part, typed, ends), expected, "{typed} {ends:?}");
            }
        }
        assert!(parts > 60, "only {parts} questions were asked of a part");
    }
}
