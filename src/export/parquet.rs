//! Parquet, for DuckDB, pandas, Polars, R and Spark.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};

use super::excerpt::Excerpt;
use super::rows::{EDGE, EdgeRow, NODE, NodeRow};
use crate::draw::Places;
use crate::graph::Graph;
use crate::model::Occurrence;

/// The columns of places.
const OCCURRENCE: [&str; 22] = [
    "Source",
    "Relation",
    "Target",
    "TargetId",
    "Paragraph",
    "Verb",
    "VerbFamily",
    "Words",
    "Class",
    "Role",
    "Via",
    "Connector",
    "Rule",
    "Confidence",
    "Language",
    "Repeated",
    "File",
    "Start",
    "End",
    "Warning",
    "Explanation",
    "Suggestion",
];

/// One cell. All cells of a column are of one kind.
#[derive(Clone, Debug, PartialEq)]
enum Cell {
    /// A text that may be unknown.
    Text(Option<String>),
    /// A whole number that may be unknown.
    Whole(Option<i64>),
    Share(f64),
    Truth(bool),
}

/// Writes the table of nodes, with the columns of the table as CSV; what is not known is null.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn nodes(graph: &Graph, excerpt: &Excerpt, out: impl Write + Send) -> io::Result<()> {
    let rows = excerpt.nodes.iter().map(|node| {
        let row = NodeRow::of(graph, *node);
        vec![
            text(row.id),
            Cell::Text(Some(row.label)),
            Cell::Text(Some(row.kind)),
            Cell::Text(row.body),
            Cell::Text(row.date),
            Cell::Text(row.title),
            Cell::Truth(row.absent),
            whole(row.in_degree),
            whole(row.out_degree),
        ]
    });
    let kinds = [TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TRUTH, WHOLE, WHOLE];
    table(&NODE, &kinds, rows.collect(), out)
}

/// Writes the table of edges, with the columns of the table as CSV but for the one that is the same in every row.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn edges(graph: &Graph, excerpt: &Excerpt, places: &Places, out: impl Write + Send) -> io::Result<()> {
    let rows = excerpt.edges.iter().map(|edge| {
        let row = EdgeRow::of(graph, places, *edge);
        let (verbs, paragraphs) = (row.verbs(), row.paragraphs());
        vec![
            text(row.source),
            text(row.target),
            text(row.relation),
            Cell::Whole(Some(i64::from(row.weight))),
            Cell::Text(Some(verbs)),
            Cell::Text(Some(paragraphs)),
            Cell::Text(row.first_date),
        ]
    });
    let names: Vec<&str> = EDGE.into_iter().filter(|name| *name != "Type").collect();
    table(&names, &[TEXT, TEXT, TEXT, WHOLE, TEXT, TEXT, TEXT], rows.collect(), out)
}

/// Writes every place of the edges, in their order, with those of translations and second copies (`Repeated`).
///
/// # Errors
///
/// Returns the error of the writer.
pub fn occurrences(
    graph: &Graph,
    excerpt: &Excerpt,
    places: &Places,
    out: impl Write + Send,
) -> io::Result<()> {
    let rows = excerpt.edges.iter().flat_map(|edge| places.every(graph, *edge)).map(occurrence);
    let mut kinds = [TEXT; OCCURRENCE.len()];
    for (name, kind) in OCCURRENCE.iter().zip(&mut kinds) {
        *kind = match *name {
            "Confidence" => SHARE,
            "Repeated" => TRUTH,
            "Start" | "End" => WHOLE,
            _ => TEXT,
        };
    }
    table(&OCCURRENCE, &kinds, rows.collect(), out)
}

fn occurrence(place: &Occurrence) -> Vec<Cell> {
    let known = |value: Option<&str>| Cell::Text(value.filter(|text| !text.is_empty()).map(str::to_owned));
    let offset = |at: Option<usize>| Cell::Whole(at.and_then(|at| i64::try_from(at).ok()));
    let warning = place.warning.as_ref();
    vec![
        text(place.source.as_str()),
        text(place.relation.as_str()),
        text(place.target.as_str()),
        text(place.target_id.as_str()),
        text(&place.para),
        known(place.verb.as_ref().map(|verb| verb.printed.as_str())),
        known(place.verb.as_ref().map(|verb| verb.family.as_str())),
        text(&place.surface),
        text(place.class.as_str()),
        text(place.role.as_str()),
        Cell::Text(Some(place.via.to_string())),
        known(place.connector.as_deref()),
        text(&place.rule),
        Cell::Share(f64::from(place.confidence.as_percent()) / 100.0),
        text(place.language.as_str()),
        Cell::Truth(place.repeated),
        known(place.file.as_deref()),
        offset(place.span.map(|span| span.start)),
        offset(place.span.map(|span| span.end)),
        known(warning.map(|warning| warning.code.as_str())),
        known(warning.map(|warning| warning.explanation.as_str())),
        known(warning.and_then(|warning| warning.suggestion.as_ref()).map(|id| id.as_str())),
    ]
}

fn text(text: &str) -> Cell {
    Cell::Text(Some(text.to_owned()))
}

fn whole(number: usize) -> Cell {
    Cell::Whole(i64::try_from(number).ok())
}

const TEXT: Physical = Physical::BYTE_ARRAY;
const WHOLE: Physical = Physical::INT64;
const SHARE: Physical = Physical::DOUBLE;
const TRUTH: Physical = Physical::BOOLEAN;

/// Writes rows as one row group without compression: texts that recur are told once all the same.
fn table(names: &[&str], kinds: &[Physical], rows: Vec<Vec<Cell>>, out: impl Write + Send) -> io::Result<()> {
    let write = || -> Result<(), ParquetError> {
        let fields: Result<Vec<TypePtr>, ParquetError> =
            names.iter().zip(kinds).map(|(name, kind)| field(name, *kind).map(Arc::new)).collect();
        let schema = Arc::new(Type::group_type_builder("table").with_fields(fields?).build()?);
        // The default names the library with its version, which says nothing about the tables.
        let properties = WriterProperties::builder().set_created_by("travaux".to_owned()).build();
        let mut file = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
        let mut group = file.next_row_group()?;
        let mut at = 0;
        while let Some(mut writer) = group.next_column()? {
            column(&mut writer, kinds[at], rows.iter().map(|row| &row[at]))?;
            writer.close()?;
            at += 1;
        }
        group.close()?;
        file.close()?;
        Ok(())
    };
    write().map_err(|error| match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(cause) => io::Error::other(cause),
        },
        other => io::Error::other(other),
    })
}

/// Returns the type of a column: texts and whole numbers may be unknown.
fn field(name: &str, kind: Physical) -> Result<Type, ParquetError> {
    let (repetition, logical) = match kind {
        Physical::BYTE_ARRAY => (Repetition::OPTIONAL, Some(LogicalType::String)),
        Physical::INT64 => (Repetition::OPTIONAL, None),
        _ => (Repetition::REQUIRED, None),
    };
    Type::primitive_type_builder(name, kind).with_repetition(repetition).with_logical_type(logical).build()
}

fn column<'a>(
    writer: &mut SerializedColumnWriter<'_>,
    kind: Physical,
    cells: impl Iterator<Item = &'a Cell> + Clone,
) -> Result<(), ParquetError> {
    // A level says of each row whether there is a value.
    let levels = |is_known: &dyn Fn(&Cell) -> bool| -> Vec<i16> {
        cells.clone().map(|cell| i16::from(is_known(cell))).collect()
    };
    match kind {
        Physical::BYTE_ARRAY => {
            let value = |cell: &Cell| {
                if let Cell::Text(Some(text)) = cell { Some(ByteArray::from(text.as_str())) } else { None }
            };
            let values: Vec<ByteArray> = cells.clone().filter_map(value).collect();
            let known = levels(&|cell| matches!(cell, Cell::Text(Some(_))));
            writer.typed::<ByteArrayType>().write_batch(&values, Some(&known), None)?;
        }
        Physical::INT64 => {
            let value = |cell: &Cell| if let Cell::Whole(number) = cell { *number } else { None };
            let values: Vec<i64> = cells.clone().filter_map(value).collect();
            let known = levels(&|cell| matches!(cell, Cell::Whole(Some(_))));
            writer.typed::<Int64Type>().write_batch(&values, Some(&known), None)?;
        }
        Physical::DOUBLE => {
            let value = |cell: &Cell| if let Cell::Share(share) = cell { Some(*share) } else { None };
            let values: Vec<f64> = cells.filter_map(value).collect();
            writer.typed::<DoubleType>().write_batch(&values, None, None)?;
        }
        _ => {
            let value = |cell: &Cell| if let Cell::Truth(truth) = cell { Some(*truth) } else { None };
            let values: Vec<bool> = cells.filter_map(value).collect();
            writer.typed::<BoolType>().write_batch(&values, None, None)?;
        }
    }
    Ok(())
}
