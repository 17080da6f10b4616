//! What was found in files, in numbers: small enough to be kept with the sources, and another one as soon as any
//! reference is another.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::references::FileReferences;
use super::tsv;

/// The columns of a digest, in order.
pub const COLUMNS: [&str; 5] = ["file", "documents", "references", "unresolved", "hash"];

/// Bytes of the hash that are written. Four tell whether a file changed; they need not withstand malice.
const HASH: usize = 4;

/// Writes the header.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write_header(out: &mut dyn Write) -> io::Result<()> {
    tsv::write_header(&COLUMNS, out)
}

/// Writes one row for a file: how many documents, references and references without target it holds, and a hash of the
/// rows of `extract --format tsv` without the first column, and of the words and reasons of the unresolved.
///
/// # Errors
///
/// Fails if the writer fails.
pub fn write(references: &FileReferences, out: &mut dyn Write) -> io::Result<()> {
    let mut hash = Sha256::new();
    let mut count = 0;
    for row in references.rows().as_str().split_inclusive('\n') {
        let (_, behind_file) = row.split_once('\t').unwrap_or_default();
        hash.update(behind_file);
        count += 1;
    }
    let unresolved = || references.documents.iter().flat_map(|d| &d.unresolved);
    for entry in unresolved() {
        hash.update([entry.para.as_str(), &entry.surface, &entry.reason].join("\t"));
        hash.update("\n");
    }
    let hash: String = hash.finalize()[..HASH].iter().map(|byte| format!("{byte:02x}")).collect();
    let file = tsv::cell(&references.file);
    writeln!(out, "{file}\t{}\t{count}\t{}\t{hash}", references.documents.len(), unresolved().count())
}
