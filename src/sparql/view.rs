//! A graph as RDF: what every question about its triples needs.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use oxrdf::{NamedOrBlankNode, Term, Triple};

use super::chains::Chains;
use super::citations::{Citation, Citations};
use super::code::{Code, Pool};
use super::facts::{Facts, FactsError};
use super::vocabulary::Property;
use crate::graph::{Graph, NodeIdx};

/// A graph seen as a set of triples, none of which exists before it is asked for.
///
/// What a question read (citations, the nets of chains, indices) is kept for the next one.
pub struct View<'a> {
    pub(super) graph: &'a Graph,
    pub(super) facts: &'a dyn Facts,
    pub(super) pool: Pool,
    pub(super) chains: Chains,
    citations: Citations,
    /// The subjects of each object of a property, for properties that no edge answers backwards.
    indices: RefCell<HashMap<Property, Rc<Index>>>,
}

/// Subjects by object, each list in the order of subjects.
pub(super) type Index = HashMap<Code, Rc<[Code]>>;

impl<'a> View<'a> {
    /// Looks at a graph, and at facts that belong to it.
    pub fn new(graph: &'a Graph, facts: &'a dyn Facts) -> Self {
        let citations = Citations::new(graph);
        let (pool, chains, indices) = (Pool::default(), Chains::default(), RefCell::default());
        Self { graph, facts, pool, chains, citations, indices }
    }

    /// Returns every triple, by subject: nodes in the order of their ids, then bodies, then citations. The triples of
    /// chains are left out; they follow from those of `cito:cites`.
    ///
    /// # Errors
    ///
    /// Items fail if the citations cannot be read.
    pub fn triples(&self) -> impl Iterator<Item = Result<Triple, FactsError>> + '_ {
        self.matching(None, None, None).map(|found| found.map(|triple| self.triple(triple)))
    }

    pub(super) fn triple(&self, [subject, predicate, object]: [Code; 3]) -> Triple {
        let name = |code| match self.pool.term(self.graph, code) {
            Term::NamedNode(name) => name,
            Term::BlankNode(_) | Term::Literal(_) => {
                unreachable!("subjects are nodes, bodies and citations, predicates are words")
            }
        };
        let (subject, predicate) = (NamedOrBlankNode::from(name(subject)), name(predicate));
        Triple { subject, predicate, object: self.pool.term(self.graph, object) }
    }

    /// Returns the citations of a node.
    pub(super) fn citations_of(&self, source: NodeIdx) -> Result<Rc<[Citation]>, FactsError> {
        self.citations.of(self.graph, self.facts, &self.pool, source)
    }

    /// Returns the index of a property, made of all its triples when it is first asked for.
    pub(super) fn index(
        &self,
        property: Property,
        make: impl FnOnce() -> Result<Index, FactsError>,
    ) -> Result<Rc<Index>, FactsError> {
        if let Some(known) = self.indices.borrow().get(&property) {
            return Ok(known.clone());
        }
        let made = Rc::new(make()?);
        self.indices.borrow_mut().insert(property, made.clone());
        Ok(made)
    }

    /// Reads every citation at once.
    pub(super) fn read_citations(&self) -> Result<(), FactsError> {
        self.citations.read_all(self.graph, self.facts, &self.pool)
    }
}
