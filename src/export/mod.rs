//! Values -> a writer, one syntax per file: CSV for spreadsheets and Gephi, DOT for Graphviz, JSON for programs, and the
//! formats in which other programs take graphs and references.

pub mod bibliography;
pub mod csv;
pub mod difference;
pub mod digest;
mod dossier;
pub mod dot;
mod excerpt;
pub mod findings;
pub mod gexf;
pub mod graphml;
pub mod json;
pub mod json_ld;
mod json_lines;
pub mod log;
pub mod mermaid;
pub mod node_link;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod references;
mod rows;
pub mod search;
pub mod solutions;
mod tsv;
pub mod turtle;
pub mod unresolved;
mod xml;

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

pub use dossier::Dossier;
pub use excerpt::Excerpt;

/// A syntax in which answers leave the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// The language of Graphviz.
    Dot,
    /// JavaScript object notation.
    Json,
    /// The language of Mermaid.
    Mermaid,
    /// Graphs for networkx, igraph, yEd and many others.
    GraphMl,
    /// Graphs for Gephi.
    Gexf,
    /// Graphs as JSON for networkx and D3.
    NodeLink,
    /// Graphs as JSON for Cytoscape.
    Cytoscape,
    /// Tables for `neo4j-admin database import`.
    Neo4j,
    /// References for JabRef and LaTeX.
    BibTex,
    /// References for EndNote and Zotero.
    Ris,
    /// References for Zotero and pandoc.
    CslJson,
    /// Tables for DuckDB, pandas and R; only in programs made with the feature `parquet`.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// Says that a text names no format.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("'{0}' is not an export format ({list})", list = Format::names())]
pub struct ParseFormatError(String);

impl Format {
    /// Every format, in the order of listings.
    pub const ALL: &[Format] = &[
        Format::Csv,
        Format::Dot,
        Format::Json,
        Format::Mermaid,
        Format::GraphMl,
        Format::Gexf,
        Format::NodeLink,
        Format::Cytoscape,
        Format::Neo4j,
        Format::BibTex,
        Format::Ris,
        Format::CslJson,
        #[cfg(feature = "parquet")]
        Format::Parquet,
    ];

    /// Returns the name used on the command line.
    pub fn name(self) -> &'static str {
        self.words().0
    }

    /// Returns the file extension, without the dot.
    pub fn extension(self) -> &'static str {
        self.words().1
    }

    /// Returns the media type.
    pub fn media_type(self) -> &'static str {
        self.words().2
    }

    /// Returns the format that the ending of a file names. Two write `.json`: graphs take it.
    pub fn of_extension(extension: &str) -> Option<Self> {
        let json = [Format::NodeLink].into_iter().filter(|_| extension.eq_ignore_ascii_case("json"));
        json.chain(Format::ALL.iter().copied())
            .find(|format| format.extension().eq_ignore_ascii_case(extension))
    }

    /// Returns whether a graph is written as several tables in a folder.
    pub fn is_folder(self) -> bool {
        match self {
            #[cfg(feature = "parquet")]
            Format::Parquet => true,
            _ => matches!(self, Format::Csv | Format::Neo4j),
        }
    }

    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Format::Csv => ("csv", "csv", "text/csv; charset=utf-8"),
            Format::Dot => ("dot", "dot", "text/vnd.graphviz; charset=utf-8"),
            Format::Json => ("json", "json", "application/json"),
            Format::Mermaid => ("mermaid", "mmd", "text/vnd.mermaid; charset=utf-8"),
            Format::GraphMl => ("graphml", "graphml", "application/graphml+xml"),
            Format::Gexf => ("gexf", "gexf", "application/gexf+xml"),
            Format::NodeLink => ("node-link", "json", "application/json"),
            Format::Cytoscape => ("cytoscape", "cyjs", "application/json"),
            Format::Neo4j => ("neo4j", "csv", "text/csv; charset=utf-8"),
            Format::BibTex => ("bibtex", "bib", "application/x-bibtex; charset=utf-8"),
            Format::Ris => ("ris", "ris", "application/x-research-info-systems; charset=utf-8"),
            Format::CslJson => ("csl-json", "json", "application/vnd.citationstyles.csl+json"),
            #[cfg(feature = "parquet")]
            Format::Parquet => ("parquet", "parquet", "application/vnd.apache.parquet"),
        }
    }

    /// Returns the names of all formats, as a message lists them.
    pub fn names() -> String {
        Self::ALL.iter().map(|format| format.name()).collect::<Vec<&str>>().join(", ")
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Format {
    type Err = ParseFormatError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Format::ALL.iter().copied().find(|f| f.name() == s).ok_or_else(|| ParseFormatError(s.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip_and_errors_name_them_all() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(*format));
        }
        let message = "xml".parse::<Format>().expect_err("no such format").to_string();
        let expected = "'xml' is not an export format (csv, dot, json, mermaid, graphml, gexf, node-link, cytoscape, \
                        neo4j, bibtex, ris, csl-json";
        assert!(message.starts_with(expected), "{message}");
        assert_eq!(Format::of_extension("GraphML"), Some(Format::GraphMl));
        assert_eq!(Format::of_extension("json"), Some(Format::NodeLink));
        assert_eq!(Format::of_extension("docx"), None);
    }
}
