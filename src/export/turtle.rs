//! Triples as RDF 1.1 Turtle.

use std::io::{self, Write};

use oxrdf::Triple;
use oxttl::TurtleSerializer;

/// Writes triples, those of one subject together where they come together.
///
/// # Errors
///
/// Returns the error of the writer, or the first of the triples.
///
/// # Panics
///
/// If a prefix stands for no address.
pub fn triples<E: From<io::Error>>(
    triples: impl Iterator<Item = Result<Triple, E>>,
    prefixes: &[(&str, &str)],
    out: impl Write,
) -> Result<(), E> {
    let plain = TurtleSerializer::new();
    let prefixed = prefixes.iter().fold(plain, |writer, (prefix, home)| {
        writer.with_prefix(*prefix, *home).expect("prefixes stand for addresses")
    });
    let mut writer = prefixed.for_writer(out);
    for triple in triples {
        writer.serialize_triple(&triple?)?;
    }
    Ok(writer.finish()?.flush()?)
}
