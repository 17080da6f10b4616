//! Triples as JSON-LD 1.0.

use std::io::{self, Write};

use oxjsonld::JsonLdSerializer;
use oxrdf::{GraphNameRef, Triple};

/// Writes triples as one object for each subject. Triples of one subject must come together, and of these those of one
/// predicate.
///
/// # Errors
///
/// Returns the error of the writer, or the first of the triples.
pub fn triples<E: From<io::Error>>(
    triples: impl Iterator<Item = Result<Triple, E>>,
    out: impl Write,
) -> Result<(), E> {
    let mut writer = JsonLdSerializer::new().for_writer(out);
    for triple in triples {
        writer.serialize_quad(triple?.as_ref().in_graph(GraphNameRef::DefaultGraph))?;
    }
    Ok(writer.finish()?.flush()?)
}
