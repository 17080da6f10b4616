//! The facts of a database as CSV files: written from a store, packed into the program by `build.rs`, read into the
//! same records as a store gives.
//!
//! The columns stand in `layout.rs`, what is in them in `data/README.md`. No path of any machine and no text beyond
//! the words of a reference is kept: files are named from the folder on that was read.

mod layout;
mod making;
mod packed;
mod rows;
mod surroundings;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use self::layout::{CITATIONS, DOCUMENTS, ORGANISATIONS, SIGNATURES, SOURCES, TABLES};
use self::packed::{Pool, Table};
use crate::model::{
    Card, EdgeRecord, NodeId, NodeRecord, Occurrence, OccurrenceFilter, Relation, SignatureRecord,
};

pub use self::rows::Source;

/// The tables of `data/dataset/`, packed and compressed by `build.rs`.
const EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dataset.bin"));

/// Name of the file of citations whose source has no body.
const NO_BODY: &str = "other";

/// Facts in memory that answer what a [`Store`](super::Store) answers.
///
/// They stay packed, and a question unpacks the rows that it asks for: most questions ask for few.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dataset {
    pool: Pool,
    tables: [Table; TABLES.len()],
    /// The file of each document's main text.
    files: BTreeMap<u32, u32>,
}

/// Says why the files of a dataset cannot be read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DatasetError {
    /// A row is no CSV or lacks a column.
    #[error("cannot read '{}'", file.display())]
    Csv {
        /// The file.
        file: PathBuf,
        /// The cause, with the line.
        source: csv::Error,
    },
    /// The first line does not name the columns that the program knows.
    #[error("'{}' has the columns '{found}' and not '{wanted}'", file.display())]
    Header {
        /// The file.
        file: PathBuf,
        /// What its first line says.
        found: String,
        /// What it should say.
        wanted: String,
    },
    /// A cell holds what it cannot.
    #[error("line {line} of '{}': '{value}' is no {column}", file.display())]
    Cell {
        /// The file.
        file: PathBuf,
        /// Line of the row.
        line: u64,
        /// Name of the column.
        column: &'static str,
        /// The cell.
        value: String,
    },
    /// A file or folder cannot be read or written.
    #[error("cannot read or write '{}'", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The bytes built into the program are no dataset.
    #[error("the dataset built into the program is damaged")]
    Embedded,
}

/// The rows of all tables as text.
type Rows = [Vec<Vec<String>>; TABLES.len()];

impl Dataset {
    /// Returns the dataset that is built into the program.
    ///
    /// # Errors
    ///
    /// Fails if it was damaged when the program was made; a test holds it sound.
    pub fn embedded() -> Result<Self, DatasetError> {
        let bytes = fdeflate::decompress_to_vec(EMBEDDED).map_err(|_| DatasetError::Embedded)?;
        let (pool, tables) = packed::read(&bytes).ok_or(DatasetError::Embedded)?;
        Ok(Self::of_tables(pool, tables.try_into().map_err(|_| DatasetError::Embedded)?))
    }

    fn of_rows(rows: &Rows) -> Self {
        let (pool, tables) = packed::pack(rows);
        Self::of_tables(pool, tables.try_into().expect("as many tables as came in"))
    }

    fn of_tables(pool: Pool, tables: [Table; TABLES.len()]) -> Self {
        let mut files = BTreeMap::new();
        let sources = &tables[SOURCES];
        for row in 0..sources.rows() {
            let documents = pool.get(sources.column(rows::MAIN)[row]).split(rows::BETWEEN);
            let numbers = documents.filter_map(|id| pool.find(id));
            files.extend(numbers.map(|document| (document, sources.column(rows::FILE)[row])));
        }
        Self { pool, tables, files }
    }

    /// Reads the files of a folder.
    ///
    /// # Errors
    ///
    /// Fails at the first row that cannot be read.
    pub fn read_folder(folder: &Path) -> Result<Self, DatasetError> {
        let mut rows = Rows::default();
        for (layout, table) in TABLES.iter().enumerate() {
            for file in layout_files(&folder.join(table.name))? {
                read_file(&file, layout, &mut rows[layout])?;
            }
            // Rows of one source stand in one file, in their order.
            rows[layout].sort_by(|a, b| a[0].cmp(&b[0]));
        }
        Ok(Self::of_rows(&rows))
    }

    /// Writes the files into a folder, made if there is none, in place of those that are there.
    ///
    /// # Errors
    ///
    /// Fails if a file cannot be made or written.
    pub fn write_folder(&self, folder: &Path) -> Result<(), DatasetError> {
        let at = |file: &Path| {
            let file = file.to_owned();
            move |source| DatasetError::File { file, source }
        };
        let citations = folder.join(TABLES[CITATIONS].name);
        fs::create_dir_all(&citations).map_err(at(&citations))?;
        for file in layout_files(&citations)? {
            fs::remove_file(&file).map_err(at(&file))?;
        }
        for (name, bytes) in self.files() {
            let file = folder.join(name);
            fs::write(&file, bytes).map_err(at(&file))?;
        }
        Ok(())
    }

    /// Returns the files as they are written, by name.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        for (layout, table) in TABLES.iter().enumerate() {
            let all = 0..self.tables[layout].rows();
            if layout != CITATIONS {
                files.insert(table.name.to_owned(), self.csv(layout, all));
                continue;
            }
            let bodies = self.bodies();
            let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for row in all {
                let source = self.tables[CITATIONS].column(rows::SOURCE)[row];
                rows.entry(bodies.get(&source).copied().unwrap_or(NO_BODY)).or_default().push(row);
            }
            for (body, rows) in rows {
                files.insert(format!("{}/{body}.csv", table.name), self.csv(layout, rows.into_iter()));
            }
        }
        files
    }

    /// Returns the bodies of the documents that have one.
    fn bodies(&self) -> BTreeMap<u32, &str> {
        let table = &self.tables[DOCUMENTS];
        let column = |name| TABLES[DOCUMENTS].header.iter().position(|column| *column == name);
        let body = table.column(column("body").expect("a column"));
        let pairs = table.column(0).iter().zip(body).map(|(id, body)| (*id, self.pool.get(*body)));
        pairs.filter(|(_, body)| !body.is_empty()).collect()
    }

    fn csv(&self, layout: usize, rows: impl Iterator<Item = usize>) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let header = TABLES[layout].header;
        writer.write_record(header).expect("memory takes everything");
        for row in rows {
            let cells = (0..header.len()).map(|column| {
                let cell = self.tables[layout].column(column)[row];
                self.pool.get(cell)
            });
            writer.write_record(cells).expect("memory takes everything");
        }
        writer.into_inner().expect("memory takes everything")
    }

    /// Returns the nodes of the graph, by id.
    pub fn nodes(&self) -> Vec<NodeRecord> {
        let read =
            |layout: usize| (0..self.tables[layout].rows()).map(move |row| self.card_at(layout, row).node);
        let mut nodes: Vec<NodeRecord> = read(DOCUMENTS).chain(read(ORGANISATIONS)).collect();
        nodes.sort_by(|a, b| a.id.cmp(&b.id));
        nodes
    }

    /// Returns the edges of the graph, by source, target and relation.
    pub fn edges(&self) -> Vec<EdgeRecord> {
        self.edges_of(0..self.tables[CITATIONS].rows())
    }

    /// Returns the edges that some rows of citations make.
    fn edges_of(&self, rows: impl Iterator<Item = usize>) -> Vec<EdgeRecord> {
        let table = &self.tables[CITATIONS];
        let mut relations: BTreeMap<u32, Option<Relation>> = BTreeMap::new();
        let mut places: Vec<(u32, u32, Relation, u32)> = Vec::with_capacity(rows.size_hint().0);
        let columns = [rows::SOURCE, rows::TARGET, rows::RELATION, rows::REPEATED].map(|c| table.column(c));
        for row in rows {
            let [source, target, relation, repeated] = columns.map(|column| column[row]);
            let relation = relations.entry(relation).or_insert_with(|| {
                self.pool.get(relation).parse().ok().filter(|relation: &Relation| relation.is_edge())
            });
            let Some(relation) = *relation else { continue };
            if !self.pool.get(target).starts_with("SET:") {
                places.push((source, target, relation, u32::from(self.pool.get(repeated).is_empty())));
            }
        }
        places.sort_unstable();
        let mut edges: Vec<EdgeRecord> = Vec::new();
        for same in places.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
            let (source, target, relation, _) = same[0];
            edges.push(EdgeRecord {
                source: NodeId::new(self.pool.get(source)),
                target: NodeId::new(self.pool.get(target)),
                relation,
                weight: same.iter().map(|place| place.3).sum(),
            });
        }
        edges
    }

    /// Returns how many references there are.
    pub fn references(&self) -> usize {
        self.tables[CITATIONS].rows()
    }

    /// Returns the places where edges stand, by source and in the order of the file.
    pub fn occurrences(&self, filter: &OccurrenceFilter<'_>) -> Vec<Occurrence> {
        let table = &self.tables[CITATIONS];
        let number = |text: Option<&str>| match text {
            None => Some(None),
            Some(text) => self.pool.find(text).map(Some),
        };
        // What the pool does not have stands nowhere.
        let (Some(source), Some(target), Some(relation)) = (
            number(filter.source.map(NodeId::as_str)),
            number(filter.target.map(NodeId::as_str)),
            number(filter.relation.map(Relation::as_str)),
        ) else {
            return Vec::new();
        };
        let wanted = match source {
            Some(source) => rows::rows_of(table.column(rows::SOURCE), source),
            None => 0..table.rows(),
        };
        wanted
            .filter(|row| target.is_none_or(|target| table.column(rows::TARGET)[*row] == target))
            .filter(|row| relation.is_none_or(|relation| table.column(rows::RELATION)[*row] == relation))
            .map(|row| self.occurrence_at(row))
            .collect()
    }

    /// Returns the card of a node.
    pub fn card(&self, node: &NodeId) -> Option<Card> {
        let mut card = self.card_without_files(node)?;
        let holds = |source: &Source| source.documents.contains(node) || source.copies.contains(node);
        card.files = self.sources().into_iter().filter(holds).map(|source| source.file).collect();
        Some(card)
    }

    /// Returns the card of a node without its files: to find these, all files are looked at.
    pub(super) fn card_without_files(&self, node: &NodeId) -> Option<Card> {
        let number = self.pool.find(node.as_str())?;
        let (layout, row) = self.row_of(number)?;
        Some(self.card_at(layout, row))
    }

    /// Returns signatory lists, of one document or of all.
    pub fn signatures(&self, document: Option<&NodeId>) -> Vec<SignatureRecord> {
        let table = &self.tables[SIGNATURES];
        let wanted = match document.map(|id| self.pool.find(id.as_str())) {
            None => 0..table.rows(),
            Some(None) => 0..0,
            Some(Some(number)) => rows::rows_of(table.column(0), number),
        };
        let read = |row| {
            let entry = rows::signature(rows::stored(&self.pool, table, SIGNATURES, row));
            let mut entry = sound(entry);
            entry.file = entry.file.or_else(|| self.file_of(entry.document.as_str()));
            entry
        };
        wanted.map(read).collect()
    }

    /// Returns the files that were read, by name.
    pub fn sources(&self) -> Vec<Source> {
        let table = &self.tables[SOURCES];
        let read = |row| sound(rows::source(rows::stored(&self.pool, table, SOURCES, row)));
        (0..table.rows()).map(read).collect()
    }

    fn card_at(&self, layout: usize, row: usize) -> Card {
        let row = rows::stored(&self.pool, &self.tables[layout], layout, row);
        if layout == ORGANISATIONS { rows::organisation(row) } else { sound(rows::card(row)) }
    }

    fn occurrence_at(&self, row: usize) -> Occurrence {
        let row = rows::stored(&self.pool, &self.tables[CITATIONS], CITATIONS, row);
        let mut place = sound(rows::occurrence(row));
        place.file = place.file.or_else(|| self.file_of(place.source.as_str()));
        place
    }

    /// Returns the file with the main text of the document that an id names or lies in.
    fn file_of(&self, id: &str) -> Option<String> {
        let document = self.pool.find(document_of(id))?;
        self.files.get(&document).map(|file| self.pool.get(*file).to_owned())
    }
}

/// Takes a record out of a table in memory: rows from a store or a folder were checked when they came in, and a test
/// checks those built in.
fn sound<T>(record: Result<T, rows::Wrong>) -> T {
    record.unwrap_or_else(|(column, value)| panic!("'{value}' is no {column}, in a table that was checked"))
}

/// Returns the files of a table: one, or all CSV files of its folder by name.
fn layout_files(path: &Path) -> Result<Vec<PathBuf>, DatasetError> {
    if path.extension().is_some() {
        return Ok(vec![path.to_owned()]);
    }
    let failed = |source| DatasetError::File { file: path.to_owned(), source };
    let entries: Vec<fs::DirEntry> = fs::read_dir(path).and_then(Iterator::collect).map_err(failed)?;
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "csv"));
    files.sort();
    Ok(files)
}

/// Reads and checks the rows of a file.
fn read_file(file: &Path, layout: usize, rows: &mut Vec<Vec<String>>) -> Result<(), DatasetError> {
    let csv = |source| DatasetError::Csv { file: file.to_owned(), source };
    let mut reader = csv::Reader::from_path(file).map_err(csv)?;
    let header: Vec<&str> = reader.headers().map_err(csv)?.iter().collect();
    if header != TABLES[layout].header {
        let (found, wanted) = (header.join(","), TABLES[layout].header.join(","));
        return Err(DatasetError::Header { file: file.to_owned(), found, wanted });
    }
    let mut cells = csv::StringRecord::new();
    while reader.read_record(&mut cells).map_err(csv)? {
        let row: Vec<String> = cells.iter().map(str::to_owned).collect();
        let line = cells.position().map_or(0, csv::Position::line);
        rows::check(layout, &row).map_err(|(column, value)| {
            let file = file.to_owned();
            DatasetError::Cell { file, line, column, value }
        })?;
        rows.push(row);
    }
    Ok(())
}

/// Returns the part of an id before `#`.
pub(super) fn document_of(id: &str) -> &str {
    id.split_once('#').map_or(id, |(document, _)| document)
}
