//! A query: its text read, and what it names.

use spargebra::algebra::GraphPattern;
use spargebra::{Query as Parsed, SparqlParser};
use thiserror::Error;

use super::address::{self, DOCUMENTS};
use super::facts::FactsError;
use super::refusal::refuse;
use super::syntax;
use super::vocabulary::{PREFIXES, Word};

/// A query that was read and asks only for what can be answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    pub(super) parsed: Parsed,
}

/// Says why a query cannot be answered.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum QueryError {
    /// The text is no query.
    #[error("line {line}, column {column}: {message}\n  {text}\n  {}^", " ".repeat(column - 1))]
    Syntax {
        /// Line of the text, from 1.
        line: usize,
        /// Character of the line, from 1.
        column: usize,
        /// The line.
        text: String,
        /// What is wrong.
        message: String,
    },
    /// The text would change something.
    #[error("queries only read: {0} changes data, and documents come in by 'travaux ingest'")]
    Update(String),
    /// The query asks another server.
    #[error("SERVICE asks another server, and this program asks none")]
    Service,
    /// The query names a graph.
    #[error("there is one graph only: leave out {0}")]
    NamedGraph(&'static str),
    /// The query was told to stop.
    #[error("the query was stopped")]
    Stopped,
    /// The facts of the database cannot be read.
    #[error("cannot read the citations")]
    Facts(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The query asks for a function that there is not, or uses one wrongly.
    #[error("{0}")]
    Evaluation(String),
}

impl From<FactsError> for QueryError {
    fn from(error: FactsError) -> Self {
        QueryError::Facts(Box::new(error))
    }
}

impl Query {
    /// Reads a query of SPARQL 1.1. [`PREFIXES`] are known, and relative addresses begin at [`DOCUMENTS`].
    ///
    /// # Errors
    ///
    /// Fails if the text is no query, or asks for a change, another server or another graph.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::sparql::Query;
    ///
    /// assert!("SELECT ?who { ?who tr:recalls <A/RES/53/144> }".parse::<Query>().is_ok());
    /// let error = "SELECT ?who\nWHERE { ?who tr:recalls }".parse::<Query>().expect_err("no object");
    /// assert!(error.to_string().starts_with("line 2, column 25: "));
    /// ```
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let parsed = parser().parse_query(text).map_err(|error| {
            match parser().parse_update(text).is_ok().then(|| operation(text)).flatten() {
                Some(operation) => QueryError::Update(operation),
                None => syntax::error(text, &error.to_string()),
            }
        })?;
        if parsed.dataset().is_some() {
            return Err(QueryError::NamedGraph("FROM"));
        }
        refuse(pattern(&parsed))?;
        Ok(Self { parsed })
    }

    /// Returns the ids that the query names, whether the graph has them or not, in the order of the text.
    pub fn ids(&self) -> Vec<String> {
        // A node whose id has a colon is an address in itself.
        let is_id = |address: &String| address::names_a_node(address) || !address.contains("://");
        let named = self.addresses().into_iter().filter(is_id);
        named.filter_map(|address| address::id(&address)).filter(|id| !id.is_empty()).collect()
    }

    /// Returns the terms that the query takes from the vocabularies of the graph and that these do not have, in the order of
    /// the text: a query that asks for such a term finds nothing.
    pub fn strange_terms(&self) -> Vec<String> {
        let homes =
            PREFIXES.iter().filter(|(prefix, _)| ["cito", "dcterms", "fabio", "foaf", "tr"].contains(prefix));
        let shortened = |address: &String| {
            let (prefix, home) = homes.clone().find(|(_, home)| address.starts_with(home))?;
            Some(format!("{prefix}:{}", &address[home.len()..]))
        };
        let strange = self.addresses().into_iter().filter(|address| Word::find(address).is_none());
        strange.filter_map(|address| shortened(&address)).collect()
    }

    /// Returns every address that the query asks for, each once; a CONSTRUCT may make what it likes of the answer.
    fn addresses(&self) -> Vec<String> {
        let text = pattern(&self.parsed).to_string();
        let mut out: Vec<String> = Vec::new();
        for part in text.split('<').skip(1) {
            let address = part.split('>').next().unwrap_or_default();
            // The sign of what is less begins no address.
            let is_address = address.contains(':') && !address.contains(char::is_whitespace);
            if is_address && !out.iter().any(|known| known == address) {
                out.push(address.to_owned());
            }
        }
        out
    }
}

impl std::str::FromStr for Query {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, QueryError> {
        Self::parse(text)
    }
}

fn pattern(query: &Parsed) -> &GraphPattern {
    let (Parsed::Select { pattern, .. }
    | Parsed::Construct { pattern, .. }
    | Parsed::Describe { pattern, .. }
    | Parsed::Ask { pattern, .. }) = query;
    pattern
}

fn parser() -> SparqlParser {
    let based = SparqlParser::new().with_base_iri(DOCUMENTS).expect("the base is an address");
    PREFIXES.into_iter().fold(based, |parser, (prefix, home)| {
        parser.with_prefix(prefix, home).expect("prefixes stand for addresses")
    })
}

/// Returns the first word of an update that says what it does.
fn operation(text: &str) -> Option<String> {
    const OPERATIONS: [&str; 9] =
        ["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"];
    let bare: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
    let bare = bare.join(" ").to_uppercase();
    let words = bare.split(|c: char| !c.is_ascii_alphabetic());
    words.into_iter().find(|word| OPERATIONS.contains(word)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(Query::parse(text).expect_err("a wrong query").to_string(), expected);
    }

    #[test]
    fn what_would_change_or_leave_the_graph_is_refused() {
        let update = "queries only read: DELETE changes data, and documents come in by 'travaux ingest'";
        check("# INSERT nothing\nDELETE WHERE { ?a ?b ?c }", update);
        check(
            "SELECT * { SERVICE <https://example.org/> { ?a ?b ?c } }",
            "SERVICE asks another server, and this program asks none",
        );
        check(
            "ASK { ?a ?b ?c FILTER(1 > 2 || EXISTS { SERVICE <https://example.org/> { ?a ?b ?c } }) }",
            "SERVICE asks another server, and this program asks none",
        );
        for inside in
            ["BIND(EXISTS { GRAPH ?g { ?a ?b ?c } } AS ?x)", "FILTER NOT EXISTS { GRAPH ?g { ?a ?b ?c } }"]
        {
            check(&format!("SELECT * {{ ?a ?b ?c {inside} }}"), "there is one graph only: leave out GRAPH");
        }
        check("SELECT * FROM <x> { ?a ?b ?c }", "there is one graph only: leave out FROM");
        check("SELECT * { GRAPH ?g { ?a ?b ?c } }", "there is one graph only: leave out GRAPH");
    }

    #[test]
    fn terms_that_there_are_not_are_told() {
        let query = Query::parse(
            "SELECT * { ?a tr:recall <A/1> ; cito:likes <TREATY:X> ; tr:recalls id:UN-CHARTER }",
        );
        let query = query.expect("a query");
        assert_eq!(query.strange_terms(), ["tr:recall", "cito:likes"]);
        assert_eq!(query.ids(), ["A/1", "TREATY:X", "UN-CHARTER"]);
    }
}
