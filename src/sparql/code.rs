//! Terms as small numbers: what a query handles until its answer is written.

use std::cell::RefCell;
use std::collections::HashMap;

use oxrdf::vocab::xsd;
use oxrdf::{Literal, NamedNode, Term};
use smol_str::SmolStr;

use super::address;
use super::vocabulary::Word;
use crate::graph::{Graph, NodeIdx};
use crate::model::{Date, NodeId};

/// A term of a query: one code for each term, so that equal codes are equal terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Code {
    /// A node of the graph.
    Node(NodeIdx),
    /// A citation: the citing node, and its number among the citations of that node.
    Citation(NodeIdx, u32),
    /// A body, by its place in the list of the graph.
    Body(u32),
    /// A term of the vocabulary.
    Word(Word),
    /// A whole number.
    Integer(i64),
    /// A number from 0 to 1 in hundredths.
    Hundredths(u8),
    /// Yes or no.
    Truth(bool),
    /// A day, month or year, as [`Date::to_number`] has it.
    Date(u32),
    /// A text, by its place in the [`Pool`].
    Text(u32),
    /// Whatever the graph does not have: made in the query, or named there without being known.
    Foreign(u32),
}

impl Code {
    /// Returns the code of a body, if a node of the graph has it.
    pub(super) fn of_body(graph: &Graph, body: &str) -> Option<Code> {
        let at = graph.bodies().iter().position(|known| known.as_str() == body)?;
        Some(Code::Body(at as u32))
    }
}

/// The texts and foreign terms that a query met, each once.
#[derive(Debug, Default)]
pub(super) struct Pool {
    texts: RefCell<Numbered<SmolStr>>,
    foreign: RefCell<Numbered<Term>>,
}

#[derive(Debug)]
struct Numbered<T> {
    all: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { all: Vec::new(), numbers: HashMap::new() }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Numbered<T> {
    fn number(&mut self, value: T) -> u32 {
        let next = u32::try_from(self.all.len()).expect("a query meets fewer than 2^32 texts");
        *self.numbers.entry(value).or_insert_with_key(|value| {
            self.all.push(value.clone());
            next
        })
    }
}

impl Pool {
    /// Returns the code of a text.
    pub(super) fn text(&self, text: &str) -> Code {
        Code::Text(self.texts.borrow_mut().number(SmolStr::new(text)))
    }

    fn foreign(&self, term: Term) -> Code {
        Code::Foreign(self.foreign.borrow_mut().number(term))
    }

    /// Returns the text of a code, if it is one.
    pub(super) fn as_text(&self, code: Code) -> Option<SmolStr> {
        match code {
            Code::Text(number) => Some(self.texts.borrow().all[number as usize].clone()),
            _ => None,
        }
    }

    /// Returns the code of a term.
    ///
    /// A literal that is not written as the graph writes such values (`007`) is another term, hence foreign.
    pub(super) fn code(&self, graph: &Graph, term: Term) -> Code {
        let known = match &term {
            Term::NamedNode(name) => named(graph, name.as_str()),
            Term::Literal(literal) if literal.language().is_none() => self.value(literal),
            Term::Literal(_) | Term::BlankNode(_) => None,
        };
        known.unwrap_or_else(|| self.foreign(term))
    }

    fn value(&self, literal: &Literal) -> Option<Code> {
        let (value, datatype) = (literal.value(), literal.datatype());
        let code = match datatype {
            xsd::STRING => return Some(self.text(value)),
            xsd::INTEGER => Code::Integer(value.parse().ok()?),
            xsd::BOOLEAN => Code::Truth(value.parse().ok()?),
            xsd::DATE | xsd::G_YEAR | xsd::G_YEAR_MONTH => {
                Code::Date(value.parse::<Date>().ok()?.to_number())
            }
            xsd::DECIMAL => {
                let number: f64 = value.parse().ok().filter(|n| (0.0..=1.0).contains(n))?;
                Code::Hundredths((number * 100.0).round() as u8)
            }
            _ => return None,
        };
        literal_of(code).filter(|canonical| canonical == literal).map(|_| code)
    }

    /// Returns the term of a code.
    pub(super) fn term(&self, graph: &Graph, code: Code) -> Term {
        let named = |address: String| Term::from(NamedNode::new_unchecked(address));
        match code {
            Code::Node(node) => named(address::of_node(graph.id(node).as_str())),
            Code::Citation(source, at) => named(address::of_citation(graph.id(source).as_str(), at + 1)),
            Code::Body(at) => named(address::of_body(graph.bodies()[at as usize].as_str())),
            Code::Word(word) => named(word.address()),
            Code::Text(number) => {
                Literal::new_simple_literal(self.texts.borrow().all[number as usize].as_str()).into()
            }
            Code::Foreign(number) => self.foreign.borrow().all[number as usize].clone(),
            Code::Integer(_) | Code::Hundredths(_) | Code::Truth(_) | Code::Date(_) => {
                literal_of(code).expect("a value is a literal").into()
            }
        }
    }
}

/// Returns the code of an address that the graph or the vocabulary has. Whether a node has so many citations is not
/// looked at: a citation that is not there has no triples.
fn named(graph: &Graph, address: &str) -> Option<Code> {
    if let Some(word) = Word::find(address) {
        return Some(Code::Word(word));
    }
    let node = |id: &str| graph.find(&NodeId::new(id));
    if let Some((source, number)) = address::citation(address) {
        return Some(Code::Citation(node(&source)?, number - 1));
    }
    if let Some(body) = address::body(address) {
        return Code::of_body(graph, &body);
    }
    address::id(address).and_then(|id| node(&id)).map(Code::Node)
}

/// Returns the one way in which a value is written.
fn literal_of(code: Code) -> Option<Literal> {
    let typed = |text: String, datatype| Literal::new_typed_literal(text, datatype);
    Some(match code {
        Code::Integer(number) => typed(number.to_string(), xsd::INTEGER),
        Code::Truth(truth) => typed(truth.to_string(), xsd::BOOLEAN),
        Code::Hundredths(number) => {
            let text = format!("{}.{:02}", number / 100, number % 100);
            typed(text.trim_end_matches('0').trim_end_matches('.').to_owned(), xsd::DECIMAL)
        }
        Code::Date(number) => {
            let date = Date::from_number(number)?;
            let datatype = match (date.month(), date.day()) {
                (_, Some(_)) => xsd::DATE,
                (Some(_), None) => xsd::G_YEAR_MONTH,
                (None, None) => xsd::G_YEAR,
            };
            typed(date.to_string(), datatype)
        }
        Code::Node(_)
        | Code::Citation(..)
        | Code::Body(_)
        | Code::Word(_)
        | Code::Text(_)
        | Code::Foreign(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EdgeRecord, Relation};

    #[test]
    fn codes_and_terms_are_one_to_one() {
        let edge = EdgeRecord {
            source: NodeId::new("A/RES/57/209"),
            target: NodeId::new("TREATY:CEDAW"),
            relation: Relation::Cites,
            weight: 1,
        };
        let graph = Graph::from_records(vec![], vec![edge]);
        let pool = Pool::default();
        let typed = |value: &str, datatype| Term::from(Literal::new_typed_literal(value, datatype));
        let name = |address: &str| Term::from(NamedNode::new_unchecked(address));
        let same = [
            typed("12", xsd::INTEGER),
            typed("012", xsd::INTEGER),
            typed("0.95", xsd::DECIMAL),
            typed("0.950", xsd::DECIMAL),
            typed("0.123", xsd::DECIMAL),
            typed("1", xsd::DECIMAL),
            typed("true", xsd::BOOLEAN),
            typed("1", xsd::BOOLEAN),
            typed("1998-12-09", xsd::DATE),
            typed("1998", xsd::G_YEAR),
            typed("1998", xsd::DATE),
            typed("1998-12", xsd::G_YEAR_MONTH),
            Literal::new_simple_literal("1998").into(),
            Literal::new_language_tagged_literal_unchecked("1998", "en").into(),
            name("https://docs.un.org/A/RES/57/209"),
            name("https://w3id.org/travaux/id/TREATY:CEDAW"),
            name("https://w3id.org/travaux/citation/A/RES/57/209/1"),
            name("https://w3id.org/travaux/citation/A/RES/57/209/0"),
            name("https://docs.un.org/A/RES/1/1"),
            name("https://w3id.org/travaux/vocabulary#recalls"),
        ];
        let codes: Vec<Code> = same.iter().map(|term| pool.code(&graph, term.clone())).collect();
        for (at, (term, code)) in same.iter().zip(&codes).enumerate() {
            assert_eq!(&pool.term(&graph, *code), term);
            assert_eq!(codes.iter().position(|c| c == code), Some(at), "{term} has a code of its own");
        }
        assert!(matches!(codes[1], Code::Foreign(_)) && matches!(codes[0], Code::Integer(12)));
        let other = pool.code(&graph, name("TREATY:CEDAW"));
        assert_eq!(other, codes[15], "an id is as good as its address");
    }
}
