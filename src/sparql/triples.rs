//! Which triples match a pattern.
//!
//! A pattern with a subject looks at what belongs to that subject; one with a predicate and an object follows edges
//! backwards, or asks an index of the property that the first such question makes; only what is left looks at every
//! subject in turn.

use std::collections::HashMap;
use std::iter::once;
use std::rc::Rc;

use super::citations::Citation;
use super::code::Code;
use super::facts::FactsError;
use super::view::{Index, View};
use super::vocabulary::{Act, Class, FAMILIES, Fact, Part, Property, Word};
use crate::graph::NodeIdx;
use crate::model::{NodeId, Relation};
use crate::query::{Direction, RelationSet};

/// Codes or triples as they are found.
pub(super) type Found<'v, T> = Box<dyn Iterator<Item = Result<T, FactsError>> + 'v>;

impl View<'_> {
    /// Returns the triples that match a pattern, each once. Where the predicate is open, closures are left out.
    pub(super) fn matching(
        &self,
        subject: Option<Code>,
        predicate: Option<Code>,
        object: Option<Code>,
    ) -> Found<'_, [Code; 3]> {
        let asked = match predicate {
            None => None,
            Some(Code::Word(Word::Property(property))) => Some(property),
            Some(_) => return Box::new(std::iter::empty()),
        };
        match (subject, object) {
            (Some(subject), None) => self.about(subject, asked),
            (Some(subject), Some(object)) => {
                match asked.and_then(|property| Some((property, self.joined(subject, property, object)?))) {
                    Some((property, joined)) => {
                        let triple = [subject, Code::Word(Word::Property(property)), object];
                        Box::new(joined.then_some(Ok(triple)).into_iter())
                    }
                    None => Box::new(
                        self.about(subject, asked)
                            .filter(move |found| !matches!(found, Ok([_, _, other]) if *other != object)),
                    ),
                }
            }
            (None, Some(object)) => match asked {
                Some(property) => self.leading_to(property, object),
                None => Box::new(
                    Property::stored()
                        .filter(move |property| may_lead_to(*property, object))
                        .flat_map(move |property| self.leading_to(property, object)),
                ),
            },
            (None, None) => {
                let subjects = match asked {
                    Some(property) => self.domain(property),
                    None => self.everything(),
                };
                Box::new(and_then(subjects, move |subject| self.about(subject, asked)))
            }
        }
    }

    /// Says whether a property joins two nodes, where that can be told without looking at all that one of them has.
    fn joined(&self, subject: Code, property: Property, object: Code) -> Option<bool> {
        let (Code::Node(from), Code::Node(to)) = (subject, object) else { return None };
        // Two searches that meet, instead of all that one of them reaches.
        if let Property::Closure(closure) = property {
            return Some(self.chains.join(self.graph, closure, from, to));
        }
        // One look at the edges between the two.
        let Line::Edge(relations) = Line::of(property)? else { return None };
        let mut edges = self.graph.edges_between(from, to).map(|edge| self.graph.edge(edge));
        Some(edges.any(|edge| relations.contains(edge.relation)))
    }

    /// Returns the triples of a subject, of one property or of all that are stored.
    fn about(&self, subject: Code, asked: Option<Property>) -> Found<'_, [Code; 3]> {
        let of = move |property: Property| {
            let triple = move |object| [subject, Code::Word(Word::Property(property)), object];
            each(self.objects(subject, property)).map(move |object| object.map(triple))
        };
        match asked {
            Some(property) => Box::new(of(property)),
            None => Box::new(Property::stored().filter(move |p| may_begin_at(*p, subject)).flat_map(of)),
        }
    }

    /// Returns the triples of a property with a given object.
    fn leading_to(&self, property: Property, object: Code) -> Found<'_, [Code; 3]> {
        let triple = move |subject| [subject, Code::Word(Word::Property(property)), object];
        Box::new(self.subjects(property, object).map(move |subject| subject.map(triple)))
    }

    /// Returns the objects of a subject and a property, each once.
    fn objects(&self, subject: Code, property: Property) -> Result<Vec<Code>, FactsError> {
        let graph = self.graph;
        Ok(match (property, subject) {
            (Property::Part(part), Code::Citation(source, at)) => {
                let citations = self.citations_of(source)?;
                let parts = citations.get(at as usize).map_or(&[][..], |citation| &citation.parts);
                parts.iter().filter(|(known, _)| *known == part).map(|(_, code)| *code).collect()
            }
            (Property::Type, Code::Citation(source, at)) => {
                let exists = (at as usize) < self.citations_of(source)?.len();
                Vec::from_iter(exists.then_some(class(Class::Citation)))
            }
            (Property::Type, Code::Body(_)) => vec![class(Class::Body), class(Class::Agent)],
            (Property::Fact(fact), Code::Body(at)) => {
                let body = &graph.bodies()[at as usize];
                let text = match fact {
                    Fact::Identifier => Some(body.as_str().to_owned()),
                    Fact::Title => self.facts.body_name(body),
                    Fact::Date | Fact::Year | Fact::Creator | Fact::Body => None,
                };
                text.map(|text| self.pool.text(&text)).into_iter().collect()
            }
            (Property::Type, Code::Node(node)) => Class::of(graph, node).into_iter().map(class).collect(),
            (Property::Fact(fact), Code::Node(node)) => self.fact(node, fact).into_iter().collect(),
            (Property::Closure(closure), Code::Node(node)) => {
                let reached = self.chains.from(graph, closure, node, Direction::Out);
                reached.into_iter().map(Code::Node).collect()
            }
            (property, Code::Node(node)) => match Line::of(property) {
                Some(line) => self.targets(node, &line)?,
                None => Vec::new(),
            },
            _ => Vec::new(),
        })
    }

    /// Returns the nodes to which a line leads from a node.
    fn targets(&self, node: NodeIdx, line: &Line) -> Result<Vec<Code>, FactsError> {
        let mut targets: Vec<Code> = match line {
            Line::Edge(relations) => {
                let edges = self.graph.edges_out(node).map(|edge| self.graph.edge(edge));
                edges.filter(|e| relations.contains(e.relation)).map(|e| Code::Node(e.target)).collect()
            }
            Line::Verb(families) => {
                let citations = self.citations_of(node)?;
                let such = citations.iter().filter(|citation| is_under(citation, families));
                such.map(|citation| Code::Node(citation.target)).collect()
            }
        };
        targets.sort_unstable();
        targets.dedup();
        Ok(targets)
    }

    fn fact(&self, node: NodeIdx, fact: Fact) -> Option<Code> {
        let graph = self.graph;
        match fact {
            Fact::Identifier => Some(self.pool.text(graph.id(node).as_str())),
            Fact::Title => graph.title(node).map(|title| self.pool.text(title)),
            Fact::Date => graph.date(node).map(|date| Code::Date(date.to_number())),
            Fact::Year => graph.date(node).map(|date| Code::Integer(i64::from(date.year()))),
            Fact::Body => graph.body(node).map(|body| self.pool.text(body.as_str())),
            Fact::Creator => Code::of_body(graph, graph.body(node)?.as_str()),
        }
    }

    /// Returns the subjects of a property and an object, each once.
    fn subjects(&self, property: Property, object: Code) -> Found<'_, Code> {
        let graph = self.graph;
        match (property, object) {
            // Who asks for documents shall not wait for citations.
            (Property::Type, Code::Word(Word::Class(Class::Citation))) => Box::new(self.all_citations()),
            (Property::Type, Code::Word(Word::Class(_))) => {
                self.listed(self.index(property, || self.classified()), object)
            }
            (Property::Fact(Fact::Identifier), Code::Text(_)) => {
                let id = self.pool.as_text(object).unwrap_or_default();
                let node = graph.find(&NodeId::new(id.clone())).map(Code::Node);
                Box::new(node.into_iter().chain(Code::of_body(graph, &id)).map(Ok))
            }
            (Property::Closure(closure), Code::Node(node)) => {
                let reached = self.chains.from(graph, closure, node, Direction::In);
                Box::new(reached.into_iter().map(|node| Ok(Code::Node(node))))
            }
            (Property::Part(Part::Citing), Code::Node(node)) => Box::new(self.numbered(node)),
            (Property::Part(Part::Cited), Code::Node(node)) => {
                let cited = move |source| {
                    let citations = self.citations_of(source).map(|citations| {
                        let own = (0u32..).zip(citations.iter()).filter(|(_, c)| c.target == node);
                        own.map(|(at, _)| Code::Citation(source, at)).collect()
                    });
                    each(citations)
                };
                Box::new(self.citing(node, |_| true).into_iter().flat_map(cited))
            }
            _ if !may_lead_to(property, object) => Box::new(std::iter::empty()),
            _ => match (Line::of(property), object) {
                (Some(line), Code::Node(node)) => self.sources(node, line),
                _ => self.listed(self.index(property, || self.inverted(property)), object),
            },
        }
    }

    /// Returns the nodes from which a line leads to a node.
    fn sources(&self, node: NodeIdx, line: Line) -> Found<'_, Code> {
        match line {
            Line::Edge(relations) => {
                let sources = self.citing(node, |relation| relations.contains(relation)).into_iter();
                Box::new(sources.map(|source| Ok(Code::Node(source))))
            }
            Line::Verb(families) => {
                let cites = move |source: NodeIdx| {
                    let citations = match self.citations_of(source) {
                        Ok(citations) => citations,
                        Err(error) => return Some(Err(error)),
                    };
                    let found = citations.iter().any(|c| c.target == node && is_under(c, &families));
                    found.then_some(Ok(Code::Node(source)))
                };
                Box::new(self.citing(node, |_| true).into_iter().filter_map(cites))
            }
        }
    }

    fn listed(&self, index: Result<Rc<Index>, FactsError>, object: Code) -> Found<'_, Code> {
        Box::new(each(index.map(|index| index.get(&object).map_or_else(Vec::new, |list| list.to_vec()))))
    }

    /// Returns the nodes and bodies of every class.
    fn classified(&self) -> Result<Index, FactsError> {
        self.indexed(Property::Type, self.nodes().chain(self.bodies()))
    }

    /// Returns the subjects of every object of a property.
    fn inverted(&self, property: Property) -> Result<Index, FactsError> {
        self.indexed(property, self.domain(property))
    }

    fn indexed(
        &self,
        property: Property,
        subjects: impl Iterator<Item = Result<Code, FactsError>>,
    ) -> Result<Index, FactsError> {
        let mut lists: HashMap<Code, Vec<Code>> = HashMap::new();
        for subject in subjects {
            let subject = subject?;
            for object in self.objects(subject, property)? {
                lists.entry(object).or_default().push(subject);
            }
        }
        Ok(lists.into_iter().map(|(object, list)| (object, list.into())).collect())
    }

    /// Returns the nodes from which edges of such relations lead to a node, by id.
    fn citing(&self, node: NodeIdx, is_such: impl Fn(Relation) -> bool) -> Vec<NodeIdx> {
        let edges = self.graph.edges_in(node).map(|edge| self.graph.edge(edge));
        let mut sources: Vec<NodeIdx> =
            edges.filter(|edge| is_such(edge.relation)).map(|edge| edge.source).collect();
        sources.dedup();
        sources
    }

    /// Returns the citations of a node by number.
    fn numbered(&self, source: NodeIdx) -> impl Iterator<Item = Result<Code, FactsError>> + use<> {
        let count = self.citations_of(source).map(|citations| citations.len() as u32);
        each(count.map(|count| (0..count).map(|at| Code::Citation(source, at)).collect()))
    }

    /// Returns every subject that a property may have.
    fn domain(&self, property: Property) -> Found<'_, Code> {
        match property {
            Property::Type => self.everything(),
            Property::Fact(_) => Box::new(self.nodes().chain(self.bodies())),
            Property::Part(_) => Box::new(self.all_citations()),
            Property::Relation(_)
            | Property::References
            | Property::Family(_)
            | Property::Act(_)
            | Property::Closure(_) => Box::new(self.nodes()),
        }
    }

    fn everything(&self) -> Found<'_, Code> {
        Box::new(self.nodes().chain(self.bodies()).chain(self.all_citations()))
    }

    fn nodes(&self) -> impl Iterator<Item = Result<Code, FactsError>> + use<> {
        self.graph.nodes().map(|node| Ok(Code::Node(node)))
    }

    fn bodies(&self) -> impl Iterator<Item = Result<Code, FactsError>> + use<> {
        (0..self.graph.bodies().len() as u32).map(|at| Ok(Code::Body(at)))
    }

    fn all_citations(&self) -> impl Iterator<Item = Result<Code, FactsError>> + '_ {
        // Read when the first one is asked for, not when the question is put.
        let read = once(()).filter_map(|()| self.read_citations().err().map(Err));
        read.chain(self.graph.nodes().flat_map(|node| self.numbered(node)))
    }
}

/// What a property looks at that leads from one node to another.
enum Line {
    /// Edges of these relations.
    Edge(RelationSet),
    /// Citations under verbs of these families.
    Verb(Vec<u8>),
}

impl Line {
    /// Returns what a property looks at, if single steps from node to node are what it tells.
    fn of(property: Property) -> Option<Line> {
        match property {
            Property::Relation(relation) => Some(Line::Edge(RelationSet::of([relation]))),
            Property::References => Some(Line::Edge(RelationSet::references())),
            Property::Family(family) => Some(Line::Verb(vec![family])),
            Property::Act(act) => Some(match act.relation() {
                Some(relation) => Line::Edge(RelationSet::of([relation])),
                None => Line::Verb(families_of(act)),
            }),
            Property::Type | Property::Fact(_) | Property::Closure(_) | Property::Part(_) => None,
        }
    }
}

/// Says whether a citation stands under a verb of one of these families.
fn is_under(citation: &Citation, families: &[u8]) -> bool {
    citation.family.is_some_and(|family| families.contains(&family))
}

fn families_of(act: Act) -> Vec<u8> {
    let places = (0u8..).zip(FAMILIES).filter(|(_, (_, _, known))| *known == Some(act));
    places.map(|(at, _)| at).collect()
}

fn class(class: Class) -> Code {
    Code::Word(Word::Class(class))
}

/// Says whether a property may have such a subject.
fn may_begin_at(property: Property, subject: Code) -> bool {
    match subject {
        Code::Node(_) => !matches!(property, Property::Part(_)),
        Code::Body(_) => matches!(property, Property::Type | Property::Fact(_)),
        Code::Citation(..) => matches!(property, Property::Type | Property::Part(_)),
        Code::Word(_)
        | Code::Integer(_)
        | Code::Hundredths(_)
        | Code::Truth(_)
        | Code::Date(_)
        | Code::Text(_)
        | Code::Foreign(_) => false,
    }
}

/// Says whether a property may have such an object, so that nobody is asked in vain.
fn may_lead_to(property: Property, object: Code) -> bool {
    match (property, object) {
        (Property::Type, Code::Word(Word::Class(_))) => true,
        (Property::Fact(Fact::Identifier | Fact::Title | Fact::Body), Code::Text(_)) => true,
        (Property::Fact(Fact::Date), Code::Date(_)) => true,
        (Property::Fact(Fact::Year), Code::Integer(_)) => true,
        (Property::Fact(Fact::Creator), Code::Body(_)) => true,
        (Property::Part(Part::Citing | Part::Cited), object) => matches!(object, Code::Node(_)),
        (Property::Part(Part::Characterization), object) => matches!(object, Code::Word(_)),
        (Property::Part(Part::Confidence), object) => matches!(object, Code::Hundredths(_)),
        (Property::Part(Part::Repeated), object) => matches!(object, Code::Truth(_)),
        (Property::Part(_), Code::Text(_)) => true,
        (Property::Type | Property::Fact(_) | Property::Part(_), _) => false,
        (
            Property::Relation(_)
            | Property::References
            | Property::Family(_)
            | Property::Act(_)
            | Property::Closure(_),
            object,
        ) => matches!(object, Code::Node(_)),
    }
}

/// Returns the items of a list, or its failure as the only one.
fn each<T>(list: Result<Vec<T>, FactsError>) -> impl Iterator<Item = Result<T, FactsError>> {
    let (items, failure) = match list {
        Ok(items) => (items, None),
        Err(failure) => (Vec::new(), Some(Err(failure))),
    };
    failure.into_iter().chain(items.into_iter().map(Ok))
}

/// Follows every subject; a failure is passed on.
fn and_then<'v>(
    subjects: Found<'v, Code>,
    about: impl Fn(Code) -> Found<'v, [Code; 3]> + 'v,
) -> impl Iterator<Item = Result<[Code; 3], FactsError>> + 'v {
    subjects.flat_map(move |subject| match subject {
        Ok(subject) => about(subject),
        Err(error) => Box::new(once(Err(error))),
    })
}
