//! The rows of the dataset's files. The fields are the columns, in their order.

use std::io::{Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::DatasetError;
use crate::model::{
    BodyId, Card, Class, Confidence, Date, Id, Language, NodeId, NodeKind, NodeRecord, Occurrence, Role,
    Signature, SignatureRecord, Span, Verb, Via, Warning,
};

/// A row of one file, with the record it stands for.
pub(super) trait Row: Serialize + DeserializeOwned {
    /// The usual name of the file.
    const FILE: &'static str;
    /// The first line of the file.
    const HEADER: &'static [&'static str];
    /// What a row is read into.
    type Record;

    /// Returns the record, or the column whose cell is wrong with the cell.
    fn record(self) -> Result<Self::Record, (&'static str, String)>;
}

/// Reads all records of a file.
pub(super) fn read<R: Row, I: Read>(input: I) -> Result<Vec<R::Record>, DatasetError> {
    let mut reader = csv::Reader::from_reader(input);
    let csv = |source| DatasetError::Csv { file: R::FILE, source };
    let header = reader.headers().map_err(csv)?.clone();
    let mut cells = csv::StringRecord::new();
    let mut records = Vec::new();
    while reader.read_record(&mut cells).map_err(csv)? {
        let row: R = cells.deserialize(Some(&header)).map_err(csv)?;
        let record = row.record().map_err(|(column, value)| DatasetError::Cell {
            file: R::FILE,
            line: cells.position().map_or(0, csv::Position::line),
            column,
            value,
        })?;
        records.push(record);
    }
    Ok(records)
}

/// Writes the header and all rows of a file.
pub(super) fn write<R: Row>(output: impl Write, rows: impl Iterator<Item = R>) -> Result<(), DatasetError> {
    let csv = |source| DatasetError::Csv { file: R::FILE, source };
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(output);
    writer.write_record(R::HEADER).map_err(csv)?;
    for row in rows {
        writer.serialize(row).map_err(csv)?;
    }
    writer.flush().map_err(|source| csv(source.into()))
}

/// A row of `documents.csv`.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct DocumentRow {
    id: String,
    kind: String,
    body: Option<String>,
    date: Option<String>,
    title: Option<String>,
    absent: bool,
    language: Option<String>,
    session: Option<String>,
    agenda_item: Option<String>,
    distributed: Option<String>,
    meeting: Option<String>,
    basis: Option<String>,
    vote: Option<String>,
    identity_rule: Option<String>,
    source: String,
}

impl DocumentRow {
    pub(super) fn of(card: &Card, source: String) -> Self {
        let card = card.clone();
        Self {
            id: card.node.id.to_string(),
            kind: card.node.kind.to_string(),
            body: card.node.body.map(|b| b.to_string()),
            date: card.node.date.map(|d| d.to_string()),
            title: card.node.title,
            absent: card.node.absent,
            language: card.language.map(|l| l.to_string()),
            session: card.session,
            agenda_item: card.agenda_item,
            distributed: card.distributed.map(|d| d.to_string()),
            meeting: card.meeting,
            basis: card.basis,
            vote: card.vote,
            identity_rule: card.identity_rule,
            source,
        }
    }
}

impl Row for DocumentRow {
    const FILE: &'static str = "documents.csv";
    const HEADER: &'static [&'static str] = &[
        "id",
        "kind",
        "body",
        "date",
        "title",
        "absent",
        "language",
        "session",
        "agenda_item",
        "distributed",
        "meeting",
        "basis",
        "vote",
        "identity_rule",
        "source",
    ];
    type Record = Card;

    fn record(self) -> Result<Card, (&'static str, String)> {
        let node = NodeRecord {
            id: NodeId::new(self.id),
            kind: named("kind", self.kind, NodeKind::from_name)?,
            body: self.body.map(BodyId::new),
            date: date("date", self.date)?,
            title: self.title,
            absent: self.absent,
        };
        Ok(Card {
            node,
            language: self.language.map(Language::new),
            session: self.session,
            agenda_item: self.agenda_item,
            distributed: date("distributed", self.distributed)?,
            meeting: self.meeting,
            basis: self.basis,
            vote: self.vote,
            identity_rule: self.identity_rule,
            files: Vec::new(),
        })
    }
}

/// A row of `citations.csv`.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CitationRow {
    source: String,
    target: String,
    node: String,
    relation: String,
    verb: Option<String>,
    family: Option<String>,
    para: String,
    surface: String,
    class: String,
    via: String,
    role: String,
    connector: Option<String>,
    rule: String,
    confidence: String,
    warning: Option<String>,
    language: String,
    repeated: bool,
    explanation: Option<String>,
    suggestion: Option<String>,
}

impl CitationRow {
    pub(super) fn of(place: &Occurrence) -> Self {
        let place = place.clone();
        let (verb, family) = place.verb.map(|v| (v.printed, v.family)).unzip();
        Self {
            source: place.source.to_string(),
            target: place.target_id.to_string(),
            node: place.target.to_string(),
            relation: place.relation.to_string(),
            verb,
            family,
            para: place.para,
            surface: place.surface,
            class: place.class.to_string(),
            via: place.via.to_string(),
            role: place.role.as_str().to_owned(),
            connector: place.connector,
            rule: place.rule,
            confidence: place.confidence.to_string(),
            warning: place.warning.as_ref().map(|w| w.code.clone()),
            language: place.language.to_string(),
            repeated: place.repeated,
            explanation: place.warning.as_ref().map(|w| w.explanation.clone()),
            suggestion: place.warning.and_then(|w| w.suggestion).map(|id| id.to_string()),
        }
    }
}

impl Row for CitationRow {
    const FILE: &'static str = "citations.csv";
    const HEADER: &'static [&'static str] = &[
        "source",
        "target",
        "node",
        "relation",
        "verb",
        "family",
        "para",
        "surface",
        "class",
        "via",
        "role",
        "connector",
        "rule",
        "confidence",
        "warning",
        "language",
        "repeated",
        "explanation",
        "suggestion",
    ];
    type Record = Occurrence;

    fn record(self) -> Result<Occurrence, (&'static str, String)> {
        let family = self.family.unwrap_or_default();
        Ok(Occurrence {
            source: NodeId::new(self.source),
            target: NodeId::new(self.node),
            target_id: Id::new(self.target),
            relation: named("relation", self.relation, |name| name.parse().ok())?,
            para: self.para,
            class: named("class", self.class, Class::from_name)?,
            surface: self.surface,
            verb: self.verb.map(|printed| Verb::new(printed, family)),
            via: named("via", self.via, Via::from_name)?,
            role: named("role", self.role, Role::from_name)?,
            connector: self.connector,
            rule: self.rule,
            confidence: named("confidence", self.confidence, confidence)?,
            warning: self.warning.map(|code| Warning {
                code,
                explanation: self.explanation.unwrap_or_default(),
                suggestion: self.suggestion.map(Id::new),
            }),
            language: Language::new(self.language),
            repeated: self.repeated,
            file: None,
            span: None,
        })
    }
}

/// A row of `signatures.csv`; several aliases stand in one cell with ` | ` between them.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SignatureRow {
    document: String,
    organisation: Option<String>,
    name: String,
    as_printed: String,
    certainty: String,
    is_organisation: bool,
    acronym: Option<String>,
    aliases: Option<String>,
    location: Option<String>,
    rule: String,
    note: Option<String>,
}

const BETWEEN_ALIASES: &str = " | ";

impl SignatureRow {
    pub(super) fn of(entry: &SignatureRecord) -> Self {
        let entry = entry.clone();
        let signature = entry.signature;
        let aliases = signature.aliases.join(BETWEEN_ALIASES);
        Self {
            document: entry.document.to_string(),
            organisation: entry.organisation.map(|o| o.to_string()),
            name: signature.name,
            as_printed: signature.as_printed,
            certainty: signature.certainty.to_string(),
            is_organisation: signature.organisation,
            acronym: signature.acronym,
            aliases: (!aliases.is_empty()).then_some(aliases),
            location: signature.location,
            rule: signature.rule,
            note: signature.note,
        }
    }
}

impl Row for SignatureRow {
    const FILE: &'static str = "signatures.csv";
    const HEADER: &'static [&'static str] = &[
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
    ];
    type Record = SignatureRecord;

    fn record(self) -> Result<SignatureRecord, (&'static str, String)> {
        let aliases = self.aliases.iter().flat_map(|cell| cell.split(BETWEEN_ALIASES));
        let signature = Signature {
            name: self.name,
            as_printed: self.as_printed,
            certainty: named("certainty", self.certainty, |name| name.parse().ok())?,
            organisation: self.is_organisation,
            acronym: self.acronym,
            aliases: aliases.map(str::to_owned).collect(),
            location: self.location,
            span: Span::default(),
            rule: self.rule,
            note: self.note,
        };
        Ok(SignatureRecord {
            document: NodeId::new(self.document),
            organisation: self.organisation.map(NodeId::new),
            file: None,
            signature,
        })
    }
}

fn named<T>(
    column: &'static str,
    cell: String,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, (&'static str, String)> {
    read(&cell).ok_or((column, cell))
}

fn date(column: &'static str, cell: Option<String>) -> Result<Option<Date>, (&'static str, String)> {
    cell.map(|cell| named(column, cell, |text| text.parse().ok())).transpose()
}

/// Reads what a confidence prints: `0.95`, `1.00`.
fn confidence(cell: &str) -> Option<Confidence> {
    let (ones, hundredths) = cell.split_once('.').filter(|(_, hundredths)| hundredths.len() == 2)?;
    let percent = ones.parse::<u8>().ok()?.checked_mul(100)?.checked_add(hundredths.parse().ok()?)?;
    (percent <= 100).then(|| Confidence::percent(percent))
}
