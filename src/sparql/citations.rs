//! The places where documents cite, read when a query asks for them.

use std::cell::RefCell;
use std::rc::Rc;

use super::code::{Code, Pool};
use super::facts::{Facts, FactsError};
use super::vocabulary::{self, Part, Property, Word};
use crate::graph::{Graph, NodeIdx};
use crate::model::{NodeId, Occurrence, Relation, Via};

/// Above this many documents read one by one, all are read in one go.
const MANY_SOURCES: usize = 500;

/// One citation.
#[derive(Debug)]
pub(super) struct Citation {
    /// What is cited.
    pub(super) target: NodeIdx,
    /// The family of the verb, by its place in [`vocabulary::FAMILIES`].
    pub(super) family: Option<u8>,
    /// Everything that is told of it, in the order of [`Part::ALL`].
    pub(super) parts: Box<[(Part, Code)]>,
}

/// The citations of each document, in the order of the document. Those that make no edge of the graph (a document that
/// speaks of itself, an open set) are no citations here.
#[derive(Debug)]
pub(super) struct Citations {
    state: RefCell<State>,
}

#[derive(Debug)]
struct State {
    by_source: Vec<Option<Rc<[Citation]>>>,
    read_singly: usize,
}

impl Citations {
    /// Nothing is read yet.
    pub(super) fn new(graph: &Graph) -> Self {
        Self { state: RefCell::new(State { by_source: vec![None; graph.node_count()], read_singly: 0 }) }
    }

    /// Returns the citations of a node.
    pub(super) fn of(
        &self,
        graph: &Graph,
        facts: &dyn Facts,
        pool: &Pool,
        source: NodeIdx,
    ) -> Result<Rc<[Citation]>, FactsError> {
        let mut state = self.state.borrow_mut();
        if let Some(known) = &state.by_source[source.place()] {
            return Ok(known.clone());
        }
        // Most nodes were never read, and cite nothing.
        let cites = graph.edges_out(source).len() > 0;
        if cites && state.read_singly == MANY_SOURCES {
            state.read_all(graph, facts, pool)?;
        } else {
            let id = graph.id(source).to_id();
            let read = if cites { facts.occurrences(Some(&id))? } else { Vec::new() };
            state.by_source[source.place()] = Some(citations(graph, pool, &read).collect());
            state.read_singly += usize::from(cites);
        }
        Ok(state.by_source[source.place()].clone().expect("it has just been read"))
    }

    /// Reads the citations of every node at once.
    pub(super) fn read_all(&self, graph: &Graph, facts: &dyn Facts, pool: &Pool) -> Result<(), FactsError> {
        let mut state = self.state.borrow_mut();
        match state.by_source.iter().all(Option::is_some) {
            true => Ok(()),
            false => state.read_all(graph, facts, pool),
        }
    }
}

impl State {
    fn read_all(&mut self, graph: &Graph, facts: &dyn Facts, pool: &Pool) -> Result<(), FactsError> {
        let all = facts.occurrences(None)?;
        for same in all.chunk_by(|a, b| a.source == b.source) {
            if let Some(source) = graph.find(&same[0].source) {
                let slot = &mut self.by_source[source.place()];
                if slot.is_none() {
                    *slot = Some(citations(graph, pool, same).collect());
                }
            }
        }
        for slot in self.by_source.iter_mut().filter(|slot| slot.is_none()) {
            *slot = Some(Rc::new([]));
        }
        Ok(())
    }
}

fn citations<'a>(
    graph: &'a Graph,
    pool: &'a Pool,
    places: &'a [Occurrence],
) -> impl Iterator<Item = Citation> + 'a {
    places.iter().filter_map(|place| citation(graph, pool, place))
}

fn citation(graph: &Graph, pool: &Pool, place: &Occurrence) -> Option<Citation> {
    let source = graph.find(&place.source)?;
    let target = graph.find(&place.target).filter(|_| place.relation.is_edge())?;
    // A graph as of a day lacks what was said later.
    graph.edges_between(source, target).find(|edge| graph.edge(*edge).relation == place.relation)?;
    let mut parts = Vec::new();
    for part in Part::ALL {
        if let Some(code) = code(pool, place, (source, target), part) {
            parts.push((part, code));
        }
    }
    let family = place.verb.as_ref().and_then(|verb| vocabulary::family(&verb.family));
    // Printed references alone stand under verbs: what has another relation may hold a verb, and is not told by it.
    let family = family.filter(|_| matches!(place.relation, Relation::Recalls | Relation::Cites));
    Some(Citation { target, family, parts: parts.into() })
}

fn code(pool: &Pool, place: &Occurrence, ends: (NodeIdx, NodeIdx), part: Part) -> Option<Code> {
    let text = |text: &str| (!text.is_empty()).then(|| pool.text(text));
    let warning = place.warning.as_ref();
    match part {
        Part::Citing => Some(Code::Node(ends.0)),
        Part::Cited => Some(Code::Node(ends.1)),
        Part::Characterization => Some(Code::Word(Word::Property(Property::Relation(place.relation)))),
        Part::Paragraph => text(&place.para),
        Part::Words => text(&place.surface),
        Part::Verb => text(&place.verb.as_ref()?.printed),
        Part::Family => text(&place.verb.as_ref()?.family),
        Part::Place => text(inside(place.target_id.as_str(), &place.target)),
        Part::Naming => text(place.class.as_str()),
        Part::Role => text(place.role.as_str()).filter(|_| place.role != Default::default()),
        Part::Connector => text(place.connector.as_deref()?),
        Part::Footnote => text(&place.via.to_string()).filter(|_| place.via != Via::Text),
        Part::Rule => text(&place.rule),
        Part::Confidence => Some(Code::Hundredths(place.confidence.as_percent())),
        Part::Warning => text(&warning?.code),
        Part::Explanation => text(&warning?.explanation),
        Part::Suggestion => text(warning?.suggestion.as_ref()?.as_str()),
        Part::Language => text(place.language.as_str()),
        Part::Repeated => place.repeated.then_some(Code::Truth(true)),
    }
}

/// Returns the place that the full id of a target names inside its node.
fn inside<'a>(full: &'a str, node: &NodeId) -> &'a str {
    full.strip_prefix(node.as_str()).unwrap_or(full).trim_start_matches(['#', '/'])
}
