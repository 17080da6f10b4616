//! Reads the text of a query, and says where it is wrong.

use std::sync::LazyLock;

use regex::Regex;
use spargebra::algebra::GraphPattern;
use spargebra::term::NamedNodePattern;
use spargebra::{Query as Parsed, SparqlParser};
use thiserror::Error;

use super::address::{self, DOCUMENTS, OWN};
use super::facts::FactsError;
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
                None => syntax(text, &error.to_string()),
            }
        })?;
        if parsed.dataset().is_some() {
            return Err(QueryError::NamedGraph("FROM"));
        }
        let (Parsed::Select { pattern, .. }
        | Parsed::Construct { pattern, .. }
        | Parsed::Describe { pattern, .. }
        | Parsed::Ask { pattern, .. }) = &parsed;
        refuse(pattern)?;
        Ok(Self { parsed })
    }

    /// Returns the ids that the query names, whether the graph has them or not, in the order of the text.
    pub fn ids(&self) -> Vec<String> {
        let own = format!("{OWN}id/");
        let named = self.addresses().into_iter().filter(|a| a.starts_with(DOCUMENTS) || a.starts_with(&own));
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

    /// Returns every address of the query, each once.
    fn addresses(&self) -> Vec<String> {
        let text = self.parsed.to_string();
        let mut out: Vec<String> = Vec::new();
        for part in text.split('<').skip(1) {
            let address = part.split('>').next().unwrap_or_default();
            if !out.iter().any(|known| known == address) {
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

/// Refuses what would be answered wrongly, or not at all.
fn refuse(pattern: &GraphPattern) -> Result<(), QueryError> {
    match pattern {
        GraphPattern::Service { .. } => Err(QueryError::Service),
        GraphPattern::Graph { name, .. } => match name {
            NamedNodePattern::NamedNode(_) | NamedNodePattern::Variable(_) => {
                Err(QueryError::NamedGraph("GRAPH"))
            }
        },
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => Ok(()),
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => refuse(left).and_then(|()| refuse(right)),
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. } => refuse(inner),
    }
}

/// What the parser says where a text begins with no kind of query.
const BEGINNING: &str = "expected CONSTRUCT";

/// Returns line and column of the first word behind the prologue.
fn beginning(text: &str) -> (usize, usize) {
    let is_prologue = |line: &str| {
        let word = line.split_whitespace().next().unwrap_or("#").to_uppercase();
        word.starts_with('#') || ["PREFIX", "BASE"].contains(&word.as_str())
    };
    let first = text.lines().position(|line| !is_prologue(line)).unwrap_or_default();
    let line = text.lines().nth(first).unwrap_or_default();
    (first + 1, line.chars().take_while(|c| c.is_whitespace()).count() + 1)
}

/// Makes an error of what the parser says, which tells the place in words only.
fn syntax(text: &str, said: &str) -> QueryError {
    // Matches `error at 2:25: expected …`; does not match `Invalid SPARQL base IRI provided: …`.
    static PLACE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?s)^error at (\d+):(\d+): (.*)$").expect("a pattern"));
    let number = |text: &str| text.parse::<usize>().ok();
    let found = PLACE
        .captures(said)
        .and_then(|found| Some((number(&found[1])?, number(&found[2])?, found[3].to_owned())));
    let (mut line, mut column, message) = found.unwrap_or((1, 1, said.to_owned()));
    // The parser has read as many letters as the word has that it looks for.
    if message == BEGINNING {
        (line, column) = beginning(text);
    }
    let shown = text.lines().nth(line - 1).unwrap_or_default().to_owned();
    let rest = text.lines().skip(line).any(|line| !line.trim().is_empty());
    let at_end = !rest && column > shown.trim_end().chars().count();
    QueryError::Syntax { line, column, text: shown.replace('\t', " "), message: plain(&message, at_end) }
}

/// Says what people can use of what the parser says: it lists all that it would have taken, down to single letters.
fn plain(message: &str, at_end: bool) -> String {
    // What the parser says in words, and what is meant.
    const WORDS: [(&str, &str); 4] = [
        (
            "Prefix not found",
            "this prefix is not known: declare it with PREFIX, or see 'travaux sparql --vocabulary'",
        ),
        ("IRI parsing failed", "this is no address: write %20 for a blank in a symbol"),
        ("variable that is unbound", "a variable of SELECT is neither grouped nor bound: add it to GROUP BY"),
        (BEGINNING, "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ];
    let listed = message.strip_prefix("expected ").unwrap_or(message);
    let takes = |token: &str| listed.contains(&format!("\"{token}\""));
    if let Some((_, meaning)) = WORDS.iter().find(|(said, _)| message.contains(said)) {
        return (*meaning).to_owned();
    }
    if at_end {
        return match (takes("}"), takes("\\\\")) {
            (true, _) => "the query ends before it is complete: a } is missing".to_owned(),
            (_, true) => "a text in quotes does not end".to_owned(),
            (false, false) => "the query ends before it is complete".to_owned(),
        };
    }
    // A place for a term takes a hundred things, a place between terms a few.
    let few: Vec<&str> =
        listed.trim_start_matches("one of ").split(", ").filter(|token| token.starts_with('"')).collect();
    match () {
        () if takes("?") && takes("$") => {
            "here a variable (?name), a document (<A/RES/53/144>), a term (tr:recalls) or a value is expected"
                .to_owned()
        }
        () if (1..=6).contains(&few.len()) => {
            format!("this cannot stand here; it could be {}", few.join(" "))
        }
        () => "this cannot stand here".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(Query::parse(text).expect_err("a wrong query").to_string(), expected);
    }

    #[test]
    fn errors_show_the_place_and_say_what_is_wrong() {
        check(
            "SELECT ?who\nWHERE { ?who tr:recalls }",
            "line 2, column 25: here a variable (?name), a document (<A/RES/53/144>), a term (tr:recalls) or a value is \
             expected\n  WHERE { ?who tr:recalls }\n                          ^",
        );
        check(
            "SELCT ?who { ?who a tr:Document }",
            "line 1, column 1: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE\n  SELCT ?who { ?who a tr:Document \
             }\n  ^",
        );
        check(
            "SELECT ?a { ?a x:b ?c }",
            "line 1, column 19: this prefix is not known: declare it with PREFIX, or see 'travaux sparql \
             --vocabulary'\n  SELECT ?a { ?a x:b ?c }\n                    ^",
        );
        check(
            "ASK { ?a ?b <A/1",
            "line 1, column 17: the query ends before it is complete\n  ASK { ?a ?b <A/1\n                  ^",
        );
        check(
            "ASK { ?a ?b ?c",
            "line 1, column 15: the query ends before it is complete: a } is missing\n  ASK { ?a ?b ?c\n                ^",
        );
    }

    #[test]
    fn what_would_change_or_leave_the_graph_is_refused() {
        let update = "queries only read: DELETE changes data, and documents come in by 'travaux ingest'";
        check("# INSERT nothing\nDELETE WHERE { ?a ?b ?c }", update);
        check(
            "SELECT * { SERVICE <https://example.org/> { ?a ?b ?c } }",
            "SERVICE asks another server, and this program asks none",
        );
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
        assert_eq!(query.ids(), ["A/1", "UN-CHARTER"]);
    }
}
