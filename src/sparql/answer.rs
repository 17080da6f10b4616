//! Answers a query, within limits.

use std::collections::BTreeMap;

use oxrdf::{BlankNode, NamedOrBlankNode, Term, Triple, Variable};
use spareval::{CancellationToken, QueryEvaluationError, QueryEvaluator, QueryResults};
use spargebra::Query as Parsed;

use super::dataset::Dataset;
use super::query::{Query, QueryError};
use super::rewriting::{order, rewrite};
use super::view::View;

/// How far an answer may go.
#[derive(Clone, Default)]
pub struct Limits {
    /// The most rows, or triples, to return; all if `None`.
    pub rows: Option<usize>,
    /// Cancelled from another thread to stop the query.
    pub stop: CancellationToken,
}

/// What a query answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The rows of a SELECT.
    Rows(Rows),
    /// The answer of an ASK.
    Truth(bool),
    /// The triples of a CONSTRUCT or DESCRIBE, each once, in the order of their terms.
    Triples {
        /// The triples.
        triples: Vec<Triple>,
        /// Whether there are more than were asked for.
        more: bool,
    },
}

/// The rows of a SELECT, in an order that is the same on every machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The variables, in the order in which they were selected.
    pub variables: Vec<Variable>,
    /// For each row the term of each variable, where it has one.
    pub rows: Vec<Vec<Option<Term>>>,
    /// Whether there are more than were asked for.
    pub more: bool,
}

impl Answer {
    /// Returns whether the answer is no, or nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Answer::Rows(rows) => rows.rows.is_empty(),
            Answer::Truth(truth) => !truth,
            Answer::Triples { triples, .. } => triples.is_empty(),
        }
    }

    /// Returns whether rows or triples were left out because of a limit.
    pub fn is_cut(&self) -> bool {
        match self {
            Answer::Rows(rows) => rows.more,
            Answer::Truth(_) => false,
            Answer::Triples { more, .. } => *more,
        }
    }
}

/// Answers a query.
///
/// The evaluator holds what a query makes it hold: the rows that are sorted, grouped or joined, the set of a path with
/// `+` or `*`, and the answer itself, of which [`Limits::rows`] is the bound. It looks at [`Limits::stop`] whenever it
/// gets a triple or a term from the graph, hence not while it sorts, nor while it joins what it already holds.
///
/// # Errors
///
/// Fails if the query is stopped, the facts cannot be read, or a function is not known.
pub fn answer<'a>(view: &'a View<'a>, query: &Query, limits: &Limits) -> Result<Answer, QueryError> {
    let mut parsed = query.parsed.clone();
    let (Parsed::Select { pattern, .. }
    | Parsed::Construct { pattern, .. }
    | Parsed::Describe { pattern, .. }
    | Parsed::Ask { pattern, .. }) = &mut parsed;
    rewrite(pattern, view.graph);
    // The rows of a CONSTRUCT are not seen, but blank nodes are named in their order. An ASK is done at the first.
    if !matches!(query.parsed, Parsed::Ask { .. }) {
        order(pattern);
    }
    let evaluator = QueryEvaluator::new().with_cancellation_token(limits.stop.clone());
    let most = limits.rows.unwrap_or(usize::MAX);
    let mut blanks = Blanks::default();
    match evaluator.prepare(&parsed).execute(Dataset(view)).map_err(failed)? {
        QueryResults::Boolean(truth) => Ok(Answer::Truth(truth)),
        QueryResults::Solutions(mut solutions) => {
            let variables = solutions.variables().to_vec();
            let mut rows = Vec::new();
            for solution in solutions.by_ref().take(most) {
                let solution = solution.map_err(failed)?;
                rows.push(solution.values().iter().cloned().map(|term| Some(blanks.name(term?))).collect());
            }
            let more = solutions.next().transpose().map_err(failed)?.is_some();
            Ok(Answer::Rows(Rows { variables, rows, more }))
        }
        QueryResults::Graph(mut found) => {
            let mut triples: BTreeMap<(String, String, String), Triple> = BTreeMap::new();
            let mut more = false;
            for triple in found.by_ref() {
                let triple = blanks.named(triple.map_err(failed)?);
                let key =
                    (triple.subject.to_string(), triple.predicate.to_string(), triple.object.to_string());
                if triples.len() == most && !triples.contains_key(&key) {
                    more = true;
                    break;
                }
                triples.insert(key, triple);
            }
            Ok(Answer::Triples { triples: triples.into_values().collect(), more })
        }
    }
}

fn failed(error: QueryEvaluationError) -> QueryError {
    match error {
        QueryEvaluationError::Cancelled => QueryError::Stopped,
        QueryEvaluationError::Dataset(cause) => QueryError::Facts(cause),
        QueryEvaluationError::UnsupportedService(_)
        | QueryEvaluationError::InvalidServiceName(_)
        | QueryEvaluationError::UnboundService
        | QueryEvaluationError::Service(_) => QueryError::Service,
        QueryEvaluationError::UnsupportedCustomFunction(name) => {
            QueryError::Evaluation(format!("there is no function {name}"))
        }
        other => QueryError::Evaluation(other.to_string()),
    }
}

/// Names blank nodes in the order in which they come: the evaluator draws their names at random.
#[derive(Default)]
struct Blanks {
    names: BTreeMap<String, BlankNode>,
}

impl Blanks {
    fn blank(&mut self, node: &BlankNode) -> BlankNode {
        let next = self.names.len();
        let make = || BlankNode::new_unchecked(format!("b{next}"));
        self.names.entry(node.as_str().to_owned()).or_insert_with(make).clone()
    }

    fn name(&mut self, term: Term) -> Term {
        match term {
            Term::BlankNode(node) => self.blank(&node).into(),
            Term::NamedNode(_) | Term::Literal(_) => term,
        }
    }

    fn named(&mut self, triple: Triple) -> Triple {
        let subject = match triple.subject {
            NamedOrBlankNode::BlankNode(node) => self.blank(&node).into(),
            NamedOrBlankNode::NamedNode(node) => node.into(),
        };
        Triple { subject, predicate: triple.predicate, object: self.name(triple.object) }
    }
}
