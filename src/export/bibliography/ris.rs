//! RIS, for EndNote, Zotero and RefWorks.

use std::io::{self, Write};

use super::{Kind, PUBLISHER, listed};
use crate::export::Excerpt;
use crate::graph::Graph;
use crate::model::BodyId;

/// Writes the documents of a part of the graph as RIS, in UTF-8 with the line ends that the format asks for.
///
/// What has a symbol is `GOVDOC`, which EndNote calls a government document and Zotero reads as a report, with the symbol
/// as its number (`SN`) and what it is as `M3`; treaties are `LEGAL`, letters `PCOMM`. `UNRES` and the like are no types of
/// the format. `name` gives the name of a body.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn ris(
    graph: &Graph,
    excerpt: &Excerpt,
    name: &dyn Fn(&BodyId) -> Option<String>,
    mut out: impl Write,
) -> io::Result<()> {
    for reference in listed(graph, excerpt, name) {
        let mut line = |tag: &str, value: &str| {
            let value: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            write!(out, "{tag}  - {value}\r\n")
        };
        let (kind, called) = match reference.kind {
            Kind::Report(called) => ("GOVDOC", called),
            Kind::Treaty => ("LEGAL", None),
            Kind::Letter => ("PCOMM", None),
        };
        line("TY", kind)?;
        line("ID", reference.id)?;
        if let Some(author) = &reference.author {
            line("AU", author)?;
        }
        line("TI", &reference.title)?;
        if let Some(date) = reference.date {
            line("PY", &date.year().to_string())?;
            let part = |part: Option<u8>| part.map(|number| format!("{number:02}")).unwrap_or_default();
            line("DA", &format!("{}/{}/{}/", date.year(), part(date.month()), part(date.day())))?;
        }
        if let Some(number) = reference.number {
            line("SN", number)?;
            line("PB", PUBLISHER)?;
        }
        if let Some(called) = called {
            line("M3", called)?;
        }
        if let Some(address) = &reference.address {
            line("UR", address)?;
        }
        if let Some(note) = reference.note {
            line("N1", note)?;
        }
        line("ER", "")?;
        write!(out, "\r\n")?;
    }
    out.flush()
}
