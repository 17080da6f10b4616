//! The graph seen as RDF, and SPARQL 1.1 over it.
//!
//! Nothing is copied: a [`View`] answers triple patterns from the adjacency of the graph, and reads the places of
//! citations only when a query touches them. `docs/sparql.md` has the vocabulary and its reasons.

mod address;
mod answer;
mod chains;
mod citations;
mod code;
mod dataset;
mod facts;
#[cfg(test)]
mod oracle;
mod query;
mod refusal;
mod rewriting;
mod syntax;
mod triples;
mod view;
mod vocabulary;

pub use address::{DOCUMENTS, OWN, of_body, of_citation, of_node};
pub use answer::{Answer, Limits, Rows, answer};
pub use facts::{Facts, FactsError};
pub use query::{Query, QueryError};
pub use spareval::CancellationToken;
pub use view::View;
pub use vocabulary::{NAMESPACE, PREFIXES, Term, shortened, terms};
