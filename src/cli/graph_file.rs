//! A graph, or what a question found of it, as a file for other programs.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::Failure;
use super::export::into_file;
use super::question::Opened;
use crate::authority::Authority;
use crate::draw::{Diagram, Places, View};
use crate::export::csv::{self, Cells};
#[cfg(feature = "parquet")]
use crate::export::parquet;
use crate::export::{Excerpt, Format, bibliography, dot, gexf, graphml, mermaid, node_link};
use crate::model::BodyId;
use crate::query::{EdgeFilter, RelationSet, Subgraph};

/// Returns the format that the ending of a file names, if it is none of pictures and tables.
pub(super) fn of_file(path: &Path) -> Option<Format> {
    let ending = path.extension().and_then(OsStr::to_str)?;
    let drawn = |format: &Format| matches!(format, Format::Dot | Format::Mermaid);
    Format::of_extension(ending).filter(|format| !drawn(format) && !format.is_folder())
}

/// Writes a part of the graph: tables into a folder, other formats into a file, or to standard output where there is none.
pub(super) fn write(
    opened: &Opened,
    excerpt: &Excerpt,
    format: Format,
    path: Option<&Path>,
    cells: Cells,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let folder = || {
        let folder = path.ok_or_else(|| {
            Failure::Unsupported(format!("{format} takes a folder for its tables: give -o DIR, or use 'travaux export' or 'travaux lineage'"))
        })?;
        fs::create_dir_all(folder).map_err(|source| Failure::File { path: folder.to_owned(), source })?;
        Ok::<_, Failure>(folder)
    };
    let graph = opened.database.graph()?;
    let places = match format {
        // References tell nothing of places.
        Format::BibTex | Format::Ris | Format::CslJson => Places::default(),
        _ => opened.database.places(excerpt.edges.iter().copied())?,
    };
    let name = |body: &BodyId| Authority::embedded().bodies.get(body).map(|body| body.name.clone());
    let mut file = |write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>| match path {
        Some(path) => into_file(path, |file| write(file)),
        None => Ok(write(out)?),
    };
    match format {
        Format::Csv => {
            let folder = folder()?;
            into_file(&folder.join("nodes.csv"), |file| csv::nodes(graph, excerpt, cells, file))?;
            into_file(&folder.join("edges.csv"), |file| csv::edges(graph, excerpt, &places, cells, file))
        }
        Format::Neo4j => {
            let folder = folder()?;
            into_file(&folder.join("nodes.csv"), |file| csv::neo4j_nodes(graph, excerpt, file))?;
            into_file(&folder.join("relationships.csv"), |file| {
                csv::neo4j_relationships(graph, excerpt, &places, file)
            })
        }
        Format::Dot => file(&mut |out| dot::graph(graph, &places, out)),
        Format::Mermaid => {
            let filter = EdgeFilter { relations: RelationSet::all(), as_of: None, body: None };
            let subgraph = Subgraph::of(graph, excerpt.nodes.iter().copied(), &filter);
            mermaid::room(subgraph.nodes.len()).map_err(Failure::Unsupported)?;
            let years = opened.database.likely_years(subgraph.nodes.iter().copied())?;
            let diagram = Diagram::of_documents(graph, &subgraph, &places, &years);
            file(&mut |out| mermaid::mermaid(&diagram, View::of_size(diagram.nodes.len()), out))
        }
        Format::GraphMl => file(&mut |out| graphml::graph(graph, excerpt, &places, out)),
        Format::Gexf => file(&mut |out| gexf::graph(graph, excerpt, &places, out)),
        // A question has an answer of its own in JSON; a graph is its nodes and links.
        Format::Json | Format::NodeLink => {
            file(&mut |out| node_link::node_link(graph, excerpt, &places, out))
        }
        Format::Cytoscape => file(&mut |out| node_link::cytoscape(graph, excerpt, &places, out)),
        Format::BibTex => file(&mut |out| bibliography::bibtex(graph, excerpt, &name, out)),
        Format::Ris => file(&mut |out| bibliography::ris(graph, excerpt, &name, out)),
        Format::CslJson => file(&mut |out| bibliography::csl_json(graph, excerpt, &name, out)),
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            let folder = folder()?;
            into_file(&folder.join("nodes.parquet"), |file| parquet::nodes(graph, excerpt, file))?;
            into_file(&folder.join("edges.parquet"), |file| parquet::edges(graph, excerpt, &places, file))?;
            into_file(&folder.join("occurrences.parquet"), |file| {
                parquet::occurrences(graph, excerpt, &places, file)
            })
        }
    }
}
