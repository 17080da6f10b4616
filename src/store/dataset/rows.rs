//! Rows of the tables <-> records. The order of the calls is the order of the columns.

use std::ops::Range;

use super::layout::{CITATIONS, DOCUMENTS, ORGANISATIONS, SIGNATURES, SOURCES, TABLES};
use super::packed::{Pool, Table};
use crate::model::{
    BodyId, Card, Class, Confidence, Date, Id, Language, NodeId, NodeKind, NodeRecord, Occurrence, Relation,
    Role, Signature, SignatureRecord, Span, Verb, Via, Warning,
};

/// Stands between several values in one cell.
pub(super) const BETWEEN: &str = " | ";

/// The language that most documents have: it and the other most frequent values are left out of their cells.
const USUAL_LANGUAGE: &str = "en";

/// A cell that holds what it cannot: its column and what it holds.
pub(super) type Wrong = (&'static str, String);

/// The cells of one row, read from left to right.
pub(super) struct Row<'a, I> {
    cells: I,
    header: std::slice::Iter<'a, &'static str>,
}

/// Returns a row of a table in memory.
pub(super) fn stored<'a>(
    pool: &'a Pool,
    table: &'a Table,
    layout: usize,
    row: usize,
) -> Row<'a, impl Iterator<Item = &'a str>> {
    let header = TABLES[layout].header;
    let cells = (0..header.len()).map(move |column| pool.get(table.column(column)[row]));
    Row { cells, header: header.iter() }
}

/// Returns a row that was read from a file; it has a cell for each column.
pub(super) fn printed(layout: usize, cells: &[String]) -> Row<'_, impl Iterator<Item = &str>> {
    Row { cells: cells.iter().map(String::as_str), header: TABLES[layout].header.iter() }
}

impl<'a, I: Iterator<Item = &'a str>> Row<'a, I> {
    fn cell(&mut self) -> (&'static str, &'a str) {
        let column = self.header.next().expect("a record takes no more than its columns");
        (column, self.cells.next().expect("a row has a cell for each column"))
    }

    fn text(&mut self) -> String {
        self.cell().1.to_owned()
    }

    fn maybe(&mut self) -> Option<String> {
        Some(self.cell().1).filter(|cell| !cell.is_empty()).map(str::to_owned)
    }

    /// Reads a cell in which `usual` is left out.
    fn value<T>(&mut self, usual: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Wrong> {
        let (column, cell) = self.cell();
        read(if cell.is_empty() { usual } else { cell }).ok_or_else(|| (column, cell.to_owned()))
    }

    fn date(&mut self) -> Result<Option<Date>, Wrong> {
        let read = |cell: &str| if cell.is_empty() { Some(None) } else { cell.parse().ok().map(Some) };
        self.value("", read)
    }

    fn is(&mut self) -> Result<bool, Wrong> {
        self.value("false", |cell| cell.parse().ok())
    }

    fn span(&mut self) -> Result<Option<Span>, Wrong> {
        let number = |cell: &str| cell.parse::<usize>().ok();
        let start = self.value("0", number)?;
        let length = self.value("0", number)?;
        Ok(Some(Span::new(start, start.saturating_add(length))))
    }
}

fn or_empty(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn unless(usual: &str, value: &str) -> String {
    if value == usual { String::new() } else { value.to_owned() }
}

fn mark(is: bool) -> String {
    unless("false", &is.to_string())
}

/// Returns the place of a reference as two cells.
fn place(span: Option<Span>) -> [String; 2] {
    let span = span.unwrap_or_default();
    [span.start.to_string(), span.len().to_string()]
}

/// Returns a row of [`DOCUMENTS`]; `source` is the file that was read, else the first node that cites it.
pub(super) fn of_card(card: &Card, source: &str) -> Vec<String> {
    vec![
        card.node.id.to_string(),
        card.node.kind.to_string(),
        or_empty(card.node.body.as_ref()),
        or_empty(card.session.as_ref()),
        or_empty(card.node.date),
        or_empty(card.distributed),
        or_empty(card.node.title.as_ref()),
        mark(card.node.absent),
        or_empty(card.language.as_ref()),
        or_empty(card.agenda_item.as_ref()),
        or_empty(card.meeting.as_ref()),
        or_empty(card.basis.as_ref()),
        or_empty(card.vote.as_ref()),
        or_empty(card.identity_rule.as_ref()),
        source.to_owned(),
    ]
}

/// Reads a row of [`DOCUMENTS`].
pub(super) fn card<'a>(mut row: Row<'a, impl Iterator<Item = &'a str>>) -> Result<Card, Wrong> {
    let id = NodeId::new(row.text());
    let kind = row.value("", NodeKind::from_name)?;
    let body = row.maybe().map(BodyId::new);
    let session = row.maybe();
    let date = row.date()?;
    let distributed = row.date()?;
    let title = row.maybe();
    let absent = row.is()?;
    Ok(Card {
        node: NodeRecord { id, kind, body, date, title, absent },
        language: row.maybe().map(Language::new),
        session,
        agenda_item: row.maybe(),
        distributed,
        meeting: row.maybe(),
        basis: row.maybe(),
        vote: row.maybe(),
        identity_rule: row.maybe(),
        files: Vec::new(),
    })
}

/// Returns a row of [`ORGANISATIONS`], which holds States as well; `source` is the first document that it signed or
/// sponsored.
pub(super) fn of_organisation(card: &Card, source: &str) -> Vec<String> {
    vec![card.node.id.to_string(), or_empty(card.node.title.as_ref()), source.to_owned()]
}

/// Reads a row of [`ORGANISATIONS`].
pub(super) fn organisation<'a>(mut row: Row<'a, impl Iterator<Item = &'a str>>) -> Card {
    let id = NodeId::new(row.text());
    let title = row.maybe();
    let kind = if id.as_str().starts_with("STATE:") { NodeKind::State } else { NodeKind::Organisation };
    Card {
        node: NodeRecord { id, kind, body: None, date: None, title, absent: false },
        language: None,
        session: None,
        agenda_item: None,
        distributed: None,
        meeting: None,
        basis: None,
        vote: None,
        identity_rule: None,
        files: Vec::new(),
    }
}

/// Columns of [`CITATIONS`] that questions look at without reading whole rows.
pub(super) const SOURCE: usize = 0;
pub(super) const RELATION: usize = 2;
pub(super) const TARGET: usize = 6;
pub(super) const REPEATED: usize = 18;

/// Returns a row of [`CITATIONS`]; `file` is empty where it is the file of the source's main text.
pub(super) fn of_occurrence(place_of: &Occurrence, file: &str) -> Vec<String> {
    let node = place_of.target.as_str();
    let inside = place_of.target_id.as_str().strip_prefix(node);
    let (verb, family) = place_of.verb.as_ref().map(|v| (v.printed.clone(), v.family.clone())).unzip();
    let [at, length] = place(place_of.span);
    let warning = place_of.warning.as_ref();
    vec![
        place_of.source.to_string(),
        place_of.para.clone(),
        place_of.relation.to_string(),
        or_empty(verb),
        or_empty(family),
        place_of.surface.clone(),
        node.to_owned(),
        inside.expect("the id of a place begins with its node").to_owned(),
        place_of.class.to_string(),
        place_of.rule.clone(),
        place_of.confidence.to_string(),
        unless(Role::Object.as_str(), place_of.role.as_str()),
        unless(&Via::Text.to_string(), &place_of.via.to_string()),
        or_empty(place_of.connector.as_ref()),
        or_empty(warning.map(|w| &w.code)),
        or_empty(warning.map(|w| &w.explanation)),
        or_empty(warning.and_then(|w| w.suggestion.as_ref())),
        unless(USUAL_LANGUAGE, place_of.language.as_str()),
        mark(place_of.repeated),
        file.to_owned(),
        at,
        length,
    ]
}

/// Reads a row of [`CITATIONS`]; `file` is what its cell says.
pub(super) fn occurrence<'a>(mut row: Row<'a, impl Iterator<Item = &'a str>>) -> Result<Occurrence, Wrong> {
    let source = NodeId::new(row.text());
    let para = row.text();
    let relation: Relation = row.value("", |cell| cell.parse().ok())?;
    let verb = row.maybe();
    let family = row.text();
    let surface = row.text();
    let target = row.text();
    let target_id = Id::new(target.clone() + row.cell().1);
    let class = row.value("", Class::from_name)?;
    let rule = row.text();
    let confidence = row.value("", confidence)?;
    let role = row.value(Role::Object.as_str(), Role::from_name)?;
    let via = row.value("no", Via::from_name)?;
    let connector = row.maybe();
    let (code, explanation, suggestion) = (row.maybe(), row.text(), row.maybe().map(Id::new));
    Ok(Occurrence {
        source,
        target: NodeId::new(target),
        target_id,
        relation,
        para,
        class,
        surface,
        verb: verb.map(|printed| Verb::new(printed, family)),
        via,
        role,
        connector,
        rule,
        confidence,
        warning: code.map(|code| Warning { code, explanation, suggestion }),
        language: Language::new(row.maybe().unwrap_or_else(|| USUAL_LANGUAGE.to_owned())),
        repeated: row.is()?,
        file: row.maybe(),
        span: row.span()?,
    })
}

/// Returns a row of [`SIGNATURES`]; `file` is empty where it is the file of the document's main text.
pub(super) fn of_signature(entry: &SignatureRecord, file: &str) -> Vec<String> {
    let signature = &entry.signature;
    let [at, length] = place(Some(signature.span));
    vec![
        entry.document.to_string(),
        or_empty(entry.organisation.as_ref()),
        signature.name.clone(),
        signature.as_printed.clone(),
        signature.certainty.to_string(),
        mark(signature.organisation),
        or_empty(signature.acronym.as_ref()),
        signature.aliases.join(BETWEEN),
        or_empty(signature.location.as_ref()),
        signature.rule.clone(),
        or_empty(signature.note.as_ref()),
        file.to_owned(),
        at,
        length,
    ]
}

/// Reads a row of [`SIGNATURES`]; `file` is what its cell says.
pub(super) fn signature<'a>(
    mut row: Row<'a, impl Iterator<Item = &'a str>>,
) -> Result<SignatureRecord, Wrong> {
    let document = NodeId::new(row.text());
    let organisation = row.maybe().map(NodeId::new);
    let name = row.text();
    let as_printed = row.text();
    let certainty = row.value("", |cell| cell.parse().ok())?;
    let is_organisation = row.is()?;
    let acronym = row.maybe();
    let aliases = row.maybe().iter().flat_map(|cell| cell.split(BETWEEN)).map(str::to_owned).collect();
    let location = row.maybe();
    let rule = row.text();
    let note = row.maybe();
    let file = row.maybe();
    let span = row.span()?.unwrap_or_default();
    let organisation_signed = is_organisation;
    let signature = Signature {
        name,
        as_printed,
        certainty,
        organisation: organisation_signed,
        acronym,
        aliases,
        location,
        span,
        rule,
        note,
    };
    Ok(SignatureRecord { document, organisation, file, signature })
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name, from the folder on that was read.
    pub file: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub hash: String,
    /// The documents whose main text it holds.
    pub documents: Vec<NodeId>,
    /// The documents that it holds in a second copy or a translation.
    pub copies: Vec<NodeId>,
    /// Number of its references in the dataset.
    pub citations: usize,
    /// Number of its signatories in the dataset.
    pub signatures: usize,
}

/// Columns of [`SOURCES`] that tell which file gave which document.
pub(super) const FILE: usize = 0;
pub(super) const MAIN: usize = 3;

/// Returns a row of [`SOURCES`].
pub(super) fn of_source(source: &Source) -> Vec<String> {
    let ids = |ids: &[NodeId]| ids.iter().map(NodeId::as_str).collect::<Vec<&str>>().join(BETWEEN);
    vec![
        source.file.clone(),
        source.size.to_string(),
        source.hash.clone(),
        ids(&source.documents),
        ids(&source.copies),
        source.citations.to_string(),
        source.signatures.to_string(),
    ]
}

/// Reads a row of [`SOURCES`].
pub(super) fn source<'a>(mut row: Row<'a, impl Iterator<Item = &'a str>>) -> Result<Source, Wrong> {
    fn ids(cell: Option<String>) -> Vec<NodeId> {
        cell.iter().flat_map(|cell| cell.split(BETWEEN)).map(NodeId::new).collect()
    }
    Ok(Source {
        file: row.text(),
        size: row.value("", |cell| cell.parse().ok())?,
        hash: row.text(),
        documents: ids(row.maybe()),
        copies: ids(row.maybe()),
        citations: row.value("", |cell| cell.parse().ok())?,
        signatures: row.value("", |cell| cell.parse().ok())?,
    })
}

/// Reads a row of any table, to see whether it can be read.
pub(super) fn check(layout: usize, cells: &[String]) -> Result<(), Wrong> {
    let row = printed(layout, cells);
    match layout {
        DOCUMENTS => card(row).map(drop),
        ORGANISATIONS => {
            organisation(row);
            Ok(())
        }
        CITATIONS => occurrence(row).map(drop),
        SIGNATURES => signature(row).map(drop),
        SOURCES => source(row).map(drop),
        _ => unreachable!("there are no other tables"),
    }
}

/// Returns the rows of a sorted column that hold a value.
pub(super) fn rows_of(column: &[u32], value: u32) -> Range<usize> {
    column.partition_point(|cell| *cell < value)..column.partition_point(|cell| *cell <= value)
}

/// Reads what a confidence prints: `0.95`, `1.00`.
fn confidence(cell: &str) -> Option<Confidence> {
    let (ones, hundredths) = cell.split_once('.').filter(|(_, hundredths)| hundredths.len() == 2)?;
    let percent = ones.parse::<u8>().ok()?.checked_mul(100)?.checked_add(hundredths.parse().ok()?)?;
    (percent <= 100).then(|| Confidence::percent(percent))
}
