//! JSON Lines: one value on each line.

use std::io::{self, Write};

use serde::Serialize;

/// Writes each value on a line of its own.
///
/// # Errors
///
/// Fails if the writer fails.
pub(super) fn write(values: impl IntoIterator<Item = impl Serialize>, out: &mut dyn Write) -> io::Result<()> {
    for value in values {
        // Screens and pipes take each line as a whole: what goes to them in small pieces is looked through for its end.
        let mut line = serde_json::to_vec(&value)?;
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}
