//! The files of a dataset and their columns. `build.rs` takes this file in as well.

/// One table.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The name of its file, or of the folder of its files.
    pub(crate) name: &'static str,
    /// The first line of each of its files.
    pub(crate) header: &'static [&'static str],
}

/// Documents and instruments, by id.
pub(crate) const DOCUMENTS: usize = 0;
/// Organisations that signed, by id.
pub(crate) const ORGANISATIONS: usize = 1;
/// Places where a reference stands, by source and place; a folder with a file for each body.
pub(crate) const CITATIONS: usize = 2;
/// Entries of signatory lists, by document and place.
pub(crate) const SIGNATURES: usize = 3;
/// Files that were read, by name.
pub(crate) const SOURCES: usize = 4;

/// All tables, at the places that the constants name.
pub(crate) const TABLES: [Layout; 5] = [
    Layout {
        name: "documents.csv",
        header: &[
            "id",
            "kind",
            "body",
            "session",
            "date",
            "distributed",
            "title",
            "absent",
            "language",
            "agenda_item",
            "meeting",
            "basis",
            "vote",
            "identity_rule",
            "source",
        ],
    },
    Layout { name: "organisations.csv", header: &["id", "name", "source"] },
    Layout {
        name: "citations",
        header: &[
            "source",
            "para",
            "relation",
            "verb",
            "family",
            "surface",
            "target",
            "place",
            "class",
            "rule",
            "confidence",
            "role",
            "via",
            "connector",
            "warning",
            "explanation",
            "suggestion",
            "language",
            "repeated",
            "file",
            "at",
            "length",
        ],
    },
    Layout {
        name: "signatures.csv",
        header: &[
            "document",
            "organisation",
            "name",
            "as_printed",
            "certainty",
            "is_organisation",
            "acronym",
            "aliases",
            "location",
            "rule",
            "note",
            "file",
            "at",
            "length",
        ],
    },
    Layout {
        name: "sources.csv",
        header: &["file", "size", "sha256", "documents", "copies", "citations", "signatures"],
    },
];
