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
        let is_id = |address: &String| {
            address.starts_with(DOCUMENTS) || address.starts_with(&own) || !address.contains("://")
        };
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
        let (Parsed::Select { pattern, .. }
        | Parsed::Construct { pattern, .. }
        | Parsed::Describe { pattern, .. }
        | Parsed::Ask { pattern, .. }) = &self.parsed;
        let text = pattern.to_string();
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

/// Makes an error of what the parser says, which tells the place in words only.
fn syntax(text: &str, said: &str) -> QueryError {
    // Matches `error at 2:25: expected …`; does not match `Invalid SPARQL base IRI provided: …`.
    static PLACE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?s)^error at (\d+):(\d+): (.*)$").expect("a pattern"));
    let number = |text: &str| text.parse::<usize>().ok();
    let place =
        |found: regex::Captures<'_>| Some((number(&found[1])?, number(&found[2])?, found[3].to_owned()));
    let (line, column, message) = PLACE.captures(said).and_then(place).unwrap_or((1, 1, said.to_owned()));
    let before: usize = text.split_inclusive('\n').take(line - 1).map(|line| line.chars().count()).sum();
    let reported = before + column - 1;
    let unknown = unknown_prefix(text);
    let at = unknown.as_ref().map_or(reported.saturating_sub(words_read(&message)), |(at, _)| *at);
    let start: String = text.chars().take(at).collect();
    let line = start.matches('\n').count();
    let shown = text.split('\n').nth(line).unwrap_or_default().trim_end();
    let column = at - start.rfind('\n').map_or(0, |end| start[..=end].chars().count());
    let at_end = text.chars().skip(at).all(char::is_whitespace);
    let word: String =
        text.chars().skip(at).take_while(|c| c.is_alphanumeric() || "_?:".contains(*c)).collect();
    let message = match unknown {
        Some((_, prefix)) => format!(
            "the prefix {prefix}: is not known: declare it with PREFIX, or see 'travaux sparql --vocabulary'"
        ),
        None => plain(&message, at_end, &word),
    };
    QueryError::Syntax { line: line + 1, column: column + 1, text: shown.replace('\t', " "), message }
}

/// Returns the first prefix that is neither known nor declared, with the place of its first letter. The parser may well tell
/// another place: it tries words that are longer.
fn unknown_prefix(text: &str) -> Option<(usize, String)> {
    let chars: Vec<char> = text.chars().collect();
    let mut declared: Vec<String> = PREFIXES.iter().map(|(prefix, _)| (*prefix).to_owned()).collect();
    let (mut at, mut before) = (0, String::new());
    while let Some(c) = chars.get(at).copied() {
        let rest = &chars[at + 1..];
        let to = |end: char| rest.iter().position(|c| *c == end);
        match c {
            '#' => at += to('\n').unwrap_or(rest.len()),
            '"' | '\'' => at += to(c).unwrap_or(rest.len()) + 1,
            '<' => {
                let address = to('>').filter(|end| !rest[..*end].iter().any(|c| c.is_whitespace()));
                at += address.map_or(0, |end| end + 1);
            }
            c if c.is_alphanumeric() || c == '_' => {
                let inner = |c: &char| c.is_alphanumeric() || "_-.".contains(*c);
                let word: String = chars[at..].iter().copied().take_while(|c| inner(c)).collect();
                let length = word.chars().count();
                let is_prefix = chars.get(at + length) == Some(&':') && word != "_";
                match is_prefix && !declared.contains(&word) {
                    true if before.eq_ignore_ascii_case("PREFIX") => declared.push(word.clone()),
                    true => return Some((at, word)),
                    false => {}
                }
                // What stands behind the colon is no word of its own.
                let local =
                    chars[at + length..].iter().take_while(|c| inner(c) || ":%\\".contains(**c)).count();
                at += length + local - 1;
                before = word;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Returns how many letters the parser has read beyond the place that is wrong: it takes as many as the word has that it
/// looks for, and names the place behind them. The shortest of the words that it names was tried last.
fn words_read(message: &str) -> usize {
    let listed = message.trim_start_matches("expected ").trim_start_matches("one of ").split(", ");
    let listed: Vec<&str> = listed.filter(|token| *token != "[_]").collect();
    let is_word =
        |token: &&str| token.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    match listed.iter().all(is_word) {
        true => listed.iter().map(|token| token.len()).min().unwrap_or_default(),
        false => 0,
    }
}

/// Says what people can use of what the parser says: it lists all that it would have taken, down to single letters.
fn plain(message: &str, at_end: bool, word: &str) -> String {
    // What the parser says in words, and what is meant.
    const WORDS: [(&str, &str); 3] = [
        ("IRI parsing failed", "this is no address: write %20 for a blank in a symbol"),
        ("variable that is unbound", "a variable of SELECT is neither grouped nor bound: add it to GROUP BY"),
        (BEGINNING, "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ];
    let takes = |token: &str| message.contains(&format!("\"{token}\""));
    if let Some((_, meaning)) = WORDS.iter().find(|(said, _)| message.contains(said)) {
        return (*meaning).to_owned();
    }
    match () {
        () if at_end && takes("}") => "the query ends before it is complete: a } is missing".to_owned(),
        () if at_end && takes("\\\\") => "a text in quotes does not end".to_owned(),
        // The parser came to the end while it looked for more: there may be too much of something as well.
        () if at_end => "the query ends before it is complete, or has a bracket too many".to_owned(),
        // A place for a term takes a hundred things, a place between terms a few.
        () if takes("?") && takes("$") => {
            "here a variable (?name), a document (<A/RES/53/144>), a term (tr:recalls) or a value is expected"
                .to_owned()
        }
        () if word.is_empty() => "this cannot stand here".to_owned(),
        () => format!("'{word}' cannot stand here"),
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
            "line 1, column 16: the prefix x: is not known: declare it with PREFIX, or see 'travaux sparql \
             --vocabulary'\n  SELECT ?a { ?a x:b ?c }\n                 ^",
        );
        check(
            "ASK { ?a ?b <A/1",
            "line 1, column 17: the query ends before it is complete, or has a bracket too many\n  ASK { ?a ?b <A/1\n                  ^",
        );
        check(
            "ASK { ?a ?b ?c",
            "line 1, column 15: the query ends before it is complete: a } is missing\n  ASK { ?a ?b ?c\n                ^",
        );
    }

    #[test]
    fn prefixes_are_looked_for_where_they_stand() {
        let check = |text: &str, expected: Option<(usize, &str)>| {
            assert_eq!(unknown_prefix(text), expected.map(|(at, prefix)| (at, prefix.to_owned())), "{text}");
        };
        check("ASK { ?a x:b _:c }", Some((9, "x")));
        check("PREFIX x: <http://x/> ASK { ?a x:b tr:c.d }", None);
        check("ASK { ?a tr:b 'y:z', \"y:z\", <y:z> } # y:z", None);
        check("ASK { ?a tr:b:c:d ?e FILTER(?e < 1 && y:z(?e) > 2) }", Some((38, "y")));
    }

    #[test]
    fn misspelt_words_are_pointed_at() {
        let at = |text: &str, word: &str| {
            let told = Query::parse(text).expect_err("a wrong query").to_string();
            let (line, column) = (text[..text.find(word).expect("a word")].matches('\n').count() + 1, {
                let start = text.find(word).expect("a word");
                start - text[..start].rfind('\n').map_or(0, |end| end + 1) + 1
            });
            let expected = format!("line {line}, column {column}: '{word}' cannot stand here");
            assert!(told.starts_with(&expected), "{told}");
        };
        at("SELECT ?a { ?a a tr:Document } ODER BY ?a", "ODER");
        at("SELECT ?a { ?a a tr:Document FILTR(?a = 1) }", "FILTR");
        at("# a comment\nSELECT ?a\nWHER { ?a a tr:Document }", "WHER");
        at("SELECT ?a { ?a tr:year ?y FILTER(FOO(?y) = 1) }", "FOO");
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
        assert_eq!(query.ids(), ["A/1", "TREATY:X", "UN-CHARTER"]);
    }
}
