//! Organisations as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::{Node, node, write};
use crate::graph::{Graph, NodeIdx};
use crate::query::{Appeal, Partner, Signatories, Signatory};

#[derive(Debug, Serialize)]
struct SignatoriesAnswer<'a> {
    documents: Vec<Node<'a>>,
    left_out: Vec<&'a str>,
    organisations: Vec<SignatoryLine<'a>>,
}

#[derive(Debug, Serialize)]
struct SignatoryLine<'a> {
    id: &'a str,
    name: Option<&'a str>,
    signed: Vec<&'a str>,
    co_signatories: usize,
    most_frequent: Option<PartnerLine<'a>>,
}

#[derive(Debug, Serialize)]
struct PartnerLine<'a> {
    id: &'a str,
    name: Option<&'a str>,
    shared: u32,
    weight: f64,
}

#[derive(Debug, Serialize)]
struct SignatoryAnswer<'a> {
    id: &'a str,
    name: Option<&'a str>,
    signed: Vec<Node<'a>>,
    appeals_to: Vec<AppealLine<'a>>,
    co_signatories: Vec<PartnerLine<'a>>,
}

#[derive(Debug, Serialize)]
struct AppealLine<'a> {
    #[serde(flatten)]
    node: Node<'a>,
    by: Vec<&'a str>,
}

/// Writes organisations with what they signed, each with the one that it signed with most.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn signatories(graph: &Graph, found: &Signatories, out: impl Write) -> io::Result<()> {
    let organisations = found.organisations.iter().map(|one| SignatoryLine {
        id: graph.id(one.node).as_str(),
        name: graph.title(one.node),
        signed: ids(graph, &one.signed),
        co_signatories: one.partners.len(),
        most_frequent: one.partners.first().map(|partner| partner_line(graph, partner)),
    });
    let answer = SignatoriesAnswer {
        documents: found.documents.iter().map(|n| node(graph, *n)).collect(),
        left_out: ids(graph, &found.left_out),
        organisations: organisations.collect(),
    };
    write(&answer, out)
}

/// Writes one organisation: what it signed, what that cites, and all who signed the same.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn signatory(graph: &Graph, one: &Signatory, appeals: &[Appeal], out: impl Write) -> io::Result<()> {
    let appeals = appeals.iter().map(|appeal| AppealLine {
        node: node(graph, appeal.node),
        by: appeal.by.iter().map(|(n, _)| graph.id(*n).as_str()).collect(),
    });
    let answer = SignatoryAnswer {
        id: graph.id(one.node).as_str(),
        name: graph.title(one.node),
        signed: one.signed.iter().map(|n| node(graph, *n)).collect(),
        appeals_to: appeals.collect(),
        co_signatories: one.partners.iter().map(|partner| partner_line(graph, partner)).collect(),
    };
    write(&answer, out)
}

fn partner_line<'a>(graph: &'a Graph, partner: &Partner) -> PartnerLine<'a> {
    PartnerLine {
        id: graph.id(partner.node).as_str(),
        name: graph.title(partner.node),
        shared: partner.shared,
        weight: partner.weight,
    }
}

fn ids<'a>(graph: &'a Graph, nodes: &[NodeIdx]) -> Vec<&'a str> {
    nodes.iter().map(|n| graph.id(*n).as_str()).collect()
}
