//! Tables of nodes, edges, rankings and traces as CSV that Gephi and spreadsheets open as it is.

mod cohorts;
mod division;
mod files;
mod lines;
mod neo4j;
mod signatories;
mod similar;
mod solutions;

use std::io::{self, Write};

use super::excerpt::Excerpt;
use super::rows::{EDGE, EdgeRow, NODE, NodeRow};
use crate::draw::{Places, label};
use crate::graph::{EdgeIdx, Graph, NodeIdx};
use crate::query::{Ranking, Series, Trace};

pub use cohorts::cohorts;
pub use division::division;
pub use files::{FileRow, FileTable};
pub use neo4j::{neo4j_nodes, neo4j_relationships};
pub use signatories::{signatories, signatory};
pub use similar::similar;
pub use solutions::solutions;

/// What happens to a cell that a spreadsheet would run as a formula.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cells {
    /// It is preceded by an apostrophe, which makes it a text.
    #[default]
    Neutralised,
    /// It is written as it is, for programs.
    Raw,
}

const RANKING: [&str; 8] = ["Rank", "Id", "Label", "Kind", "Body", "Date", "Title", "Score"];
const SERIES: [&str; 6] = ["series", "position", "document", "date", "after", "rule"];
const TRACE: [&str; 17] = [
    "Id",
    "Label",
    "Kind",
    "Body",
    "Date",
    "Title",
    "Depth",
    "Via",
    "Source",
    "Relation",
    "Target",
    "Paragraph",
    "Verb",
    "Words",
    "Class",
    "Rule",
    "Confidence",
];
/// The columns of [`place_cells`].
const PLACE: [&str; 9] =
    ["Source", "Relation", "Target", "Paragraph", "Verb", "Words", "Class", "Rule", "Confidence"];

pub use lines::{common_ground, main_line, paths};

/// Writes the table of nodes, by id. The degrees count distinct neighbours over all relations of the whole graph.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn nodes(graph: &Graph, excerpt: &Excerpt, cells: Cells, out: impl Write) -> io::Result<()> {
    let mut table = Table::new(out, cells, &NODE)?;
    for node in &excerpt.nodes {
        table.row(NodeRow::of(graph, *node).cells().to_vec())?;
    }
    table.end()
}

/// Writes the table of edges, by source, target and relation. `Verbs` and `Paragraphs` list those of the places
/// known; `FirstDate` is the date of the citing document, the day from which the edge exists.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn edges(
    graph: &Graph,
    excerpt: &Excerpt,
    places: &Places,
    cells: Cells,
    out: impl Write,
) -> io::Result<()> {
    let mut table = Table::new(out, cells, &EDGE)?;
    for edge in &excerpt.edges {
        let row = EdgeRow::of(graph, places, *edge);
        table.row(vec![
            row.source.to_owned(),
            row.target.to_owned(),
            "Directed".to_owned(),
            row.relation.to_owned(),
            row.weight.to_string(),
            row.verbs(),
            row.paragraphs(),
            row.first_date.unwrap_or_default(),
        ])?;
    }
    table.end()
}

/// Writes a ranking, best first: the place and score of the measure that it goes by, and at the end those of the others,
/// empty where a document has none.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn ranking(graph: &Graph, ranking: &Ranking, cells: Cells, out: impl Write) -> io::Result<()> {
    let beside: Vec<String> =
        ranking.measures[1..].iter().flat_map(|m| [format!("Rank by {m}"), m.to_string()]).collect();
    let header: Vec<&str> = RANKING.into_iter().chain(beside.iter().map(String::as_str)).collect();
    let mut table = Table::new(out, cells, &header)?;
    for entry in &ranking.entries {
        let mut row = vec![entry.rank().to_string()];
        row.extend(description(graph, entry.node));
        row.push(ranking.measure().show(entry.score()));
        for (measure, standing) in ranking.measures.iter().zip(&entry.standings).skip(1) {
            row.push(standing.map(|s| s.rank.to_string()).unwrap_or_default());
            row.push(standing.map(|s| measure.show(s.score)).unwrap_or_default());
        }
        table.row(row)?;
    }
    table.end()
}

/// Writes a trace: a row for every place, and one row without place for an edge of which none is known. `Via` is
/// the chain from the node asked about to the hit, both left out.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn trace(graph: &Graph, trace: &Trace, places: &Places, cells: Cells, out: impl Write) -> io::Result<()> {
    let mut table = Table::new(out, cells, &TRACE)?;
    for hit in &trace.hits {
        let chain = trace.chain(hit);
        let via: Vec<&str> = chain[1..chain.len() - 1].iter().map(|n| graph.id(*n).as_str()).collect();
        let mut hit_cells = description(graph, hit.node);
        hit_cells.push(hit.depth.to_string());
        hit_cells.push(via.join("; "));
        for edge in &hit.edges {
            for place in place_cells(graph, places, *edge) {
                table.row(hit_cells.iter().cloned().chain(place).collect())?;
            }
        }
    }
    table.end()
}

/// Writes series: a row for every document, named after the first of its series.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn series(graph: &Graph, series: &[Series], cells: Cells, out: impl Write) -> io::Result<()> {
    let mut table = Table::new(out, cells, &SERIES)?;
    for one in series {
        let first = one.members.first().map(|m| graph.id(m.node).to_string()).unwrap_or_default();
        for (at, member) in one.members.iter().enumerate() {
            table.row(vec![
                first.clone(),
                (at + 1).to_string(),
                graph.id(member.node).to_string(),
                graph.date(member.node).map(|d| d.to_string()).unwrap_or_default(),
                member.after.map(|(node, _)| graph.id(node).to_string()).unwrap_or_default(),
                member.after.map(|(_, renewal)| renewal.as_str().to_owned()).unwrap_or_default(),
            ])?;
        }
    }
    table.end()
}

/// Returns the cells of every place of an edge, at least one row.
fn place_cells(graph: &Graph, places: &Places, at: EdgeIdx) -> Vec<Vec<String>> {
    let edge = graph.edge(at);
    let head =
        |target: &str| vec![graph.id(edge.source).to_string(), edge.relation.to_string(), target.to_owned()];
    let places = places.at(graph, at);
    if places.is_empty() {
        let mut row = head(graph.id(edge.target).as_str());
        row.resize(PLACE.len(), String::new());
        return vec![row];
    }
    let rows = places.iter().map(|place| {
        let mut row = head(place.target_id.as_str());
        row.extend([
            place.para.clone(),
            place.verb.as_ref().map_or_else(String::new, |v| v.printed.to_string()),
            place.surface.clone(),
            place.class.to_string(),
            place.rule.clone(),
            place.confidence.to_string(),
        ]);
        row
    });
    rows.collect()
}

/// Returns the cells that describe a node: Id, Label, Kind, Body, Date, Title.
fn description(graph: &Graph, node: NodeIdx) -> Vec<String> {
    let record = graph.node(node);
    vec![
        record.id.to_string(),
        label(record),
        record.kind.to_string(),
        graph.body(node).map(|b| b.to_string()).unwrap_or_default(),
        graph.date(node).map(|d| d.to_string()).unwrap_or_default(),
        // A line end in a cell breaks the row in many a reader.
        graph.title(node).unwrap_or_default().split_whitespace().collect::<Vec<&str>>().join(" "),
    ]
}

/// A table in the making, all rows of one length.
struct Table<W: Write> {
    out: csv::Writer<W>,
    cells: Cells,
}

impl<W: Write> Table<W> {
    fn new(out: W, cells: Cells, header: &[&str]) -> io::Result<Self> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(header).map_err(own)?;
        Ok(Self { out, cells })
    }

    fn row(&mut self, row: Vec<String>) -> io::Result<()> {
        self.out.write_record(row.into_iter().map(|cell| self.cells.write(cell))).map_err(own)
    }

    fn end(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Returns the error of the writer as it was: who asks whether a pipe was closed must find its kind.
fn own(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

impl Cells {
    /// Returns the cell as it is to be written.
    fn write(self, cell: String) -> String {
        // Full-width signs count: spreadsheets set to Chinese or Japanese read them as the plain ones.
        let signs = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
        match self {
            Cells::Neutralised if cell.starts_with(signs) => format!("'{cell}"),
            Cells::Neutralised | Cells::Raw => cell,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_a_spreadsheet_would_run_become_texts() {
        let check = |cell: &str, expected: &str| {
            assert_eq!(Cells::Neutralised.write(cell.to_owned()), expected);
            assert_eq!(Cells::Raw.write(cell.to_owned()), cell);
        };
        check("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")");
        check("+1", "'+1");
        check("-2", "'-2");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1", "'\t=1");
        check("\r=1", "'\r=1");
        check("＝1", "'＝1");
        check("53/144", "53/144");
        check("a=1", "a=1");
        check("", "");
    }
}
