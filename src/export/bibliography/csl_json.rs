//! CSL-JSON, for Zotero, pandoc and every processor of the Citation Style Language.

use std::io::{self, Write};

use serde::Serialize;

use super::{Kind, PUBLISHER, Reference, listed};
use crate::export::Excerpt;
use crate::graph::Graph;
use crate::model::{BodyId, Date};

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Organ>,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
}

/// A name that is not that of a person.
#[derive(Serialize)]
struct Organ {
    literal: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Issued {
    date_parts: [Vec<u16>; 1],
}

/// Writes the documents of a part of the graph as CSL-JSON 1.0.2: reports with their symbol as number, treaties, and
/// letters as personal communications. `name` gives the name of a body.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn csl_json(
    graph: &Graph,
    excerpt: &Excerpt,
    name: &dyn Fn(&BodyId) -> Option<String>,
    mut out: impl Write,
) -> io::Result<()> {
    let items: Vec<Item> = listed(graph, excerpt, name).into_iter().map(item).collect();
    serde_json::to_writer_pretty(&mut out, &items)?;
    writeln!(out)?;
    out.flush()
}

fn item(reference: Reference<'_>) -> Item<'_> {
    let (kind, genre) = match reference.kind {
        Kind::Report(called) => ("report", called),
        Kind::Treaty => ("treaty", None),
        Kind::Letter => ("personal_communication", Some("Letter")),
    };
    Item {
        id: reference.id,
        kind,
        genre,
        author: reference.author.into_iter().map(|literal| Organ { literal }).collect(),
        title: reference.title,
        number: reference.number,
        publisher: reference.number.map(|_| PUBLISHER),
        issued: reference.date.map(issued),
        address: reference.address,
        note: reference.note,
    }
}

fn issued(date: Date) -> Issued {
    let parts = std::iter::once(date.year());
    let parts = parts.chain(date.month().map(u16::from)).chain(date.day().map(u16::from));
    Issued { date_parts: [parts.collect()] }
}
