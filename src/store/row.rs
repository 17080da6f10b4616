//! Rows of tables -> values of the model. A value that no version of the program writes is an error.

use std::str::FromStr;

use rusqlite::types::{FromSql, ToSql, Type};
use rusqlite::{Connection, Result, Row};

use super::error::BadValue;
use crate::model::{
    Asked, BodyId, Card, Certainty, Class, Confidence, Date, DocumentRecord, EdgeRecord, FileRecord, Id,
    Language, NodeId, NodeKind, NodeRecord, Occurrence, Open, Relation, Role, Signature, SignatureRecord,
    Span, Unresolved, UnresolvedRecord, Verb, Via, Warning,
};

/// Reads every row that a statement finds.
pub(super) fn all<T>(
    connection: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
    read: impl FnMut(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_map(values, read)?.collect()
}

/// Reads the rows that a statement finds one by one.
pub(super) fn each<T>(
    connection: &Connection,
    sql: &str,
    read: impl Fn(&Row<'_>) -> Result<T>,
    take: &mut dyn FnMut(T),
) -> Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        take(read(row)?);
    }
    Ok(())
}

/// Columns of [`node`].
pub(super) const NODE: &str = "g.name, g.kind, g.body, g.date, g.title, g.absent";

pub(super) fn node(row: &Row<'_>) -> Result<NodeRecord> {
    Ok(NodeRecord {
        id: NodeId::new(row.get::<_, String>("name")?),
        kind: named(row, "kind", NodeKind::from_name)?,
        body: row.get::<_, Option<String>>("body")?.map(BodyId::new),
        date: date(row, "date")?,
        title: row.get("title")?,
        absent: row.get("absent")?,
    })
}

pub(super) fn edge(row: &Row<'_>) -> Result<EdgeRecord> {
    Ok(EdgeRecord {
        source: NodeId::new(row.get::<_, String>("source")?),
        target: NodeId::new(row.get::<_, String>("target")?),
        relation: named(row, "relation", relation)?,
        weight: row.get("weight")?,
    })
}

/// Columns of [`occurrence`], in its order: of a reference `o`, its text `d`, its file `f`, and the nodes `s` and `t`.
pub(super) const OCCURRENCE: &str = "s.name, t.name, o.target_id, o.relation, o.para, o.class, o.surface, o.verb, o.verb_family,
    o.via, o.role, o.connector, o.rule, o.confidence, o.warning, o.explanation, o.suggestion, o.language, d.is_primary, f.path,
    o.span_start, o.span_end";

pub(super) fn occurrence(row: &Row<'_>) -> Result<Occurrence> {
    let mut cells = Cells { row, next: 0 };
    Ok(Occurrence {
        source: NodeId::new(cells.value::<String>()?),
        target: NodeId::new(cells.value::<String>()?),
        target_id: Id::new(cells.value::<String>()?),
        relation: cells.named("relation", relation)?,
        para: cells.value()?,
        class: cells.named("class", Class::from_name)?,
        surface: cells.value()?,
        verb: {
            let (printed, family) = (cells.value::<Option<String>>()?, cells.value::<Option<String>>()?);
            printed.map(|printed| Verb::new(printed, family.unwrap_or_default()))
        },
        via: cells.named("via", Via::from_name)?,
        role: cells.named("role", Role::from_name)?,
        connector: cells.value()?,
        rule: cells.value()?,
        confidence: Confidence::percent(cells.value()?),
        warning: told(cells.value()?, cells.value()?, cells.value()?),
        language: Language::new(cells.value::<String>()?),
        repeated: !cells.value::<bool>()?,
        file: Some(cells.value()?),
        span: Some(between(cells.value()?, cells.value()?)?),
    })
}

/// The cells of a row one after the other. Where many rows are read, to look for each column by its name takes longer than
/// to read it.
struct Cells<'a, 'b> {
    row: &'a Row<'b>,
    next: usize,
}

impl Cells<'_, '_> {
    fn value<T: FromSql>(&mut self) -> Result<T> {
        self.next += 1;
        self.row.get(self.next - 1)
    }

    fn named<T>(&mut self, column: &'static str, read: impl FnOnce(&str) -> Option<T>) -> Result<T> {
        self.next += 1;
        let at = self.next - 1;
        let text = self.row.get_ref(at)?.as_str();
        let text =
            text.map_err(|e| rusqlite::Error::FromSqlConversionFailure(at, Type::Text, Box::new(e)))?;
        read(text).ok_or_else(|| bad(column, text.to_owned()))
    }
}

/// Reads a row of `graph_nodes` joined with its primary document; `files` are left to the caller.
pub(super) fn card(row: &Row<'_>) -> Result<Card> {
    Ok(Card {
        node: node(row)?,
        language: row.get::<_, Option<String>>("language")?.map(Language::new),
        session: row.get("session")?,
        agenda_item: row.get("agenda_item")?,
        distributed: date(row, "distributed")?,
        meeting: row.get("meeting")?,
        basis: row.get("basis")?,
        vote: row.get("vote")?,
        identity_rule: row.get("identity_rule")?,
        files: Vec::new(),
    })
}

pub(super) fn file(row: &Row<'_>) -> Result<FileRecord> {
    Ok(FileRecord {
        path: row.get("path")?,
        hash: row.get("hash")?,
        size: unsigned(row, "size")?,
        program: row.get("program")?,
    })
}

pub(super) fn document(row: &Row<'_>) -> Result<DocumentRecord> {
    Ok(DocumentRecord {
        node: NodeId::new(row.get::<_, String>("name")?),
        file: row.get("path")?,
        language: Language::new(row.get::<_, String>("language")?),
        translation: row.get("is_translation")?,
        primary: row.get("is_primary")?,
        paragraphs: row.get("paragraphs")?,
        citations: row.get("citations")?,
    })
}

pub(super) fn unresolved(row: &Row<'_>) -> Result<UnresolvedRecord> {
    Ok(UnresolvedRecord {
        document: NodeId::new(row.get::<_, String>("name")?),
        file: row.get("path")?,
        unresolved: Unresolved {
            para: row.get("para")?,
            surface: row.get("surface")?,
            reason: row.get("reason")?,
            span: span(row)?,
            open: open(row)?.map(Box::new),
        },
    })
}

/// Reads what a reference without target asks for; files of version 1 do not say.
fn open(row: &Row<'_>) -> Result<Option<Open>> {
    let Some(asked) = asked(row)? else { return Ok(None) };
    let family = row.get::<_, Option<String>>("verb_family")?.unwrap_or_default();
    Ok(Some(Open {
        asked,
        place: row.get("place")?,
        source: Id::new(row.get::<_, String>("source_id")?),
        class: named(row, "class", Class::from_name)?,
        relation: named(row, "relation", relation)?,
        verb: row.get::<_, Option<String>>("verb")?.map(|printed| Verb::new(printed, family)),
        via: named(row, "via", Via::from_name)?,
        role: named(row, "role", Role::from_name)?,
        connector: row.get("connector")?,
        date: date(row, "date")?,
        suggestion: row.get::<_, Option<String>>("suggestion")?.map(Id::new),
        language: Language::new(row.get::<_, String>("language")?),
    }))
}

pub(super) fn asked(row: &Row<'_>) -> Result<Option<Asked>> {
    let Some(kind) = row.get::<_, Option<String>>("asked_kind")? else { return Ok(None) };
    let asked = Asked::from_parts(&kind, row.get("asked")?);
    asked.map(Some).ok_or_else(|| bad("asked_kind", kind))
}

pub(super) fn warning(row: &Row<'_>) -> Result<Option<Warning>> {
    Ok(told(row.get("warning")?, row.get("explanation")?, row.get("suggestion")?))
}

fn told(code: Option<String>, explanation: Option<String>, suggestion: Option<String>) -> Option<Warning> {
    let explanation = explanation.unwrap_or_default();
    code.map(|code| Warning { code, explanation, suggestion: suggestion.map(Id::new) })
}

pub(super) fn signature(row: &Row<'_>) -> Result<SignatureRecord> {
    let aliases: Option<String> = row.get("aliases")?;
    Ok(SignatureRecord {
        document: NodeId::new(row.get::<_, String>("letter")?),
        organisation: row.get::<_, Option<String>>("organisation")?.map(NodeId::new),
        file: Some(row.get("path")?),
        signature: Signature {
            name: row.get("name")?,
            as_printed: row.get("as_printed")?,
            certainty: named(row, "certainty", |name| Certainty::from_str(name).ok())?,
            organisation: row.get("is_organisation")?,
            acronym: row.get("acronym")?,
            aliases: aliases.iter().flat_map(|lines| lines.split('\n')).map(str::to_owned).collect(),
            location: row.get("location")?,
            span: span(row)?,
            rule: row.get("rule")?,
            note: row.get("note")?,
        },
    })
}

pub(super) fn relation(name: &str) -> Option<Relation> {
    name.parse().ok()
}

pub(super) fn named<T>(
    row: &Row<'_>,
    column: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T> {
    let value: String = row.get(column)?;
    read(&value).ok_or_else(|| bad(column, value))
}

pub(super) fn date(row: &Row<'_>, column: &'static str) -> Result<Option<Date>> {
    let value: Option<String> = row.get(column)?;
    value.map(|v| v.parse().map_err(|_| bad(column, v))).transpose()
}

fn unsigned<T: TryFrom<i64>>(row: &Row<'_>, column: &'static str) -> Result<T> {
    let value: i64 = row.get(column)?;
    T::try_from(value).map_err(|_| bad(column, value.to_string()))
}

fn span(row: &Row<'_>) -> Result<Span> {
    between(row.get("span_start")?, row.get("span_end")?)
}

fn between(start: i64, end: i64) -> Result<Span> {
    let place = |column, value: i64| usize::try_from(value).map_err(|_| bad(column, value.to_string()));
    let (start, end) = (place("span_start", start)?, place("span_end", end)?);
    if start > end {
        return Err(bad("span_end", format!("{end} before {start}")));
    }
    Ok(Span::new(start, end))
}

fn bad(column: &'static str, value: String) -> rusqlite::Error {
    // The number of the column is not known here; its name is in the cause.
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(BadValue { column, value }))
}
