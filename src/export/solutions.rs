//! Rows of terms in the result formats of SPARQL 1.1 that programs read: JSON, XML, TSV.

use std::io::{self, Write};

use oxrdf::{Term, Variable};
use sparesults::{QueryResultsFormat, QueryResultsSerializer};

/// A result format of SPARQL 1.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// SPARQL 1.1 Query Results JSON Format.
    Json,
    /// SPARQL Query Results XML Format.
    Xml,
    /// SPARQL 1.1 Query Results TSV Format.
    Tsv,
}

impl Syntax {
    fn serializer(self) -> QueryResultsSerializer {
        QueryResultsSerializer::from_format(match self {
            Syntax::Json => QueryResultsFormat::Json,
            Syntax::Xml => QueryResultsFormat::Xml,
            Syntax::Tsv => QueryResultsFormat::Tsv,
        })
    }
}

/// Writes rows, each with the terms of the variables in their order.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn rows(
    variables: &[Variable],
    rows: &[Vec<Option<Term>>],
    syntax: Syntax,
    out: impl Write,
) -> io::Result<()> {
    let mut writer = syntax.serializer().serialize_solutions_to_writer(out, variables.to_vec())?;
    for row in rows {
        writer
            .serialize(variables.iter().zip(row).filter_map(|(name, term)| Some((name, term.as_ref()?))))?;
    }
    writer.finish()?.flush()
}

/// Writes yes or no. TSV has no form for it of its own, and takes the word.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn truth(truth: bool, syntax: Syntax, out: impl Write) -> io::Result<()> {
    syntax.serializer().serialize_boolean_to_writer(out, truth)?.flush()
}
