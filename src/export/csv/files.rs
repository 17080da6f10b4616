//! What became of each file of a run, as CSV.

use std::io::{self, Write};

use super::{Cells, Table};

const FILES: [&str; 7] = ["path", "status", "documents", "citations", "unresolved", "bytes", "reason"];

/// What became of one file.
#[derive(Clone, Copy, Debug, Default)]
pub struct FileRow<'a> {
    /// The path, of an entry of an archive with that of the archive before it.
    pub path: &'a str,
    /// `done`, `unchanged`, `failed` or `skipped`.
    pub status: &'a str,
    /// Documents, references with and references without target, of files that were read.
    pub found: Option<[usize; 3]>,
    /// Bytes of the file, where they were read.
    pub bytes: Option<u64>,
    /// Why it failed or was skipped.
    pub reason: &'a str,
}

/// A table of files that is written row by row while they are read.
pub struct FileTable<W: Write>(Table<W>);

impl<W: Write> FileTable<W> {
    /// Begins with the header.
    ///
    /// # Errors
    ///
    /// Returns the error of the writer.
    pub fn new(out: W, cells: Cells) -> io::Result<Self> {
        Table::new(out, cells, &FILES).map(Self)
    }

    /// Writes what became of a file.
    ///
    /// # Errors
    ///
    /// Returns the error of the writer.
    pub fn row(&mut self, row: FileRow<'_>) -> io::Result<()> {
        let number = |at: usize| row.found.map(|found| found[at].to_string()).unwrap_or_default();
        self.0.row(vec![
            row.path.to_owned(),
            row.status.to_owned(),
            number(0),
            number(1),
            number(2),
            row.bytes.map(|bytes| bytes.to_string()).unwrap_or_default(),
            // A line end in a cell breaks the row in many a reader.
            row.reason.split_whitespace().collect::<Vec<&str>>().join(" "),
        ])
    }

    /// Writes what is left to be written.
    ///
    /// # Errors
    ///
    /// Returns the error of the writer.
    pub fn end(self) -> io::Result<()> {
        self.0.end()
    }
}
