//! Rows of terms as CSV.

use std::io::{self, Write};

use oxrdf::{Term, Variable};

use super::{Cells, Table};

/// Writes rows of terms under the names of their variables, as the CSV results of SPARQL 1.1: addresses and values are
/// bare, what is unbound is empty. Cells differ from that format only where [`Cells::Neutralised`] quotes them.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn solutions(
    variables: &[Variable],
    rows: &[Vec<Option<Term>>],
    cells: Cells,
    out: impl Write,
) -> io::Result<()> {
    let header: Vec<&str> = variables.iter().map(Variable::as_str).collect();
    let mut table = Table::new(out, cells, &header)?;
    for row in rows {
        table.row(row.iter().map(|term| term.as_ref().map_or_else(String::new, bare)).collect())?;
    }
    table.end()
}

fn bare(term: &Term) -> String {
    match term {
        Term::NamedNode(name) => name.as_str().to_owned(),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.value().to_owned(),
    }
}
