//! Edges that follow from symbols, tables and lists instead of one printed reference.

use std::collections::BTreeSet;

use crate::authority::Authority;
use crate::model::{Citation, Class, Confidence, Document, Id, Relation, Role, Span, Symbol, Via};

/// Derives the structural edges of a document from its citations.
pub(super) fn edges(document: &Document, citations: &[Citation], authority: &Authority) -> Vec<Citation> {
    let mut found: BTreeSet<(Id, Relation, Id, &'static str)> = BTreeSet::new();
    let targets = citations.iter().filter(|c| c.relation.is_edge()).map(|c| &c.target);
    let targets: BTreeSet<&Id> = targets.chain([&document.id]).filter(|id| may_derive(id)).collect();
    for target in targets {
        of_symbol(target, &mut found);
        of_instrument(target, authority, &mut found);
    }
    volumes(citations, &mut found);
    succession(document, citations, &mut found);
    if let Some(letter) = &document.reproduces {
        found.insert((document.id.clone(), Relation::Reproduces, letter.clone(), "page"));
    }
    found
        .into_iter()
        .map(|(source, relation, target, rule)| edge(document, source, relation, target, rule))
        .collect()
}

/// Returns whether an id may be one of a modification, whose last component holds a point, or of an instrument that
/// stands in a document: most are not.
fn may_derive(id: &Id) -> bool {
    id.fragment().is_some()
        || id.as_str().bytes().rev().take_while(|byte| *byte != b'/').any(|byte| byte == b'.')
}

fn edge(document: &Document, source: Id, relation: Relation, target: Id, rule: &str) -> Citation {
    Citation {
        source,
        para: String::new(),
        class: Class::Structural,
        surface: String::new(),
        target,
        relation,
        verb: None,
        via: Via::Text,
        role: Role::Object,
        connector: None,
        rule: rule.to_owned(),
        confidence: Confidence::percent(95),
        warning: None,
        date: None,
        language: document.language.clone(),
        page: None,
        span: Span::default(),
    }
}

/// A corrigendum, addendum or revision leads to what it modifies.
fn of_symbol(target: &Id, found: &mut BTreeSet<(Id, Relation, Id, &'static str)>) {
    let mut symbol = Symbol::from_normal(target.document());
    while let Some((base, relation)) = symbol.modifies() {
        found.insert((Id::from(&symbol), relation, Id::from(&base), "symbol"));
        symbol = base;
    }
}

/// An instrument is annexed to the resolution in whose id it stands.
fn of_instrument(target: &Id, authority: &Authority, found: &mut BTreeSet<(Id, Relation, Id, &'static str)>) {
    if target.fragment().is_none() {
        return;
    }
    let (node, _, _) = authority.instruments.place(target);
    let node = Id::from(&node);
    if let Some(fragment) = node.fragment() {
        let relation = if fragment.starts_with("annex") { Relation::AnnexedTo } else { Relation::PartOf };
        found.insert((node.clone(), relation, Id::new(node.document()), "authority"));
    }
}

/// A resolution is printed in the volume that its footnote names.
fn volumes(citations: &[Citation], found: &mut BTreeSet<(Id, Relation, Id, &'static str)>) {
    for locator in citations.iter().filter(|c| c.role == Role::Locator) {
        let Via::Inside(note) = locator.via else { continue };
        if locator.class != Class::Symbol {
            continue;
        }
        for anchor in citations.iter().filter(|c| c.via == Via::Marker(note) && c.class == Class::Number) {
            let volume = Id::new(locator.target.document());
            found.insert((anchor.target.clone(), Relation::PublishedIn, volume, "locating-note"));
        }
    }
}

/// `all previous resolutions on this subject, in particular its resolution X`: the latest X of the same body
/// precedes the document.
fn succession(
    document: &Document,
    citations: &[Citation],
    found: &mut BTreeSet<(Id, Relation, Id, &'static str)>,
) {
    let Some(set) = citations.iter().find(|c| {
        c.class == Class::Set && c.relation == Relation::Recalls && c.target.as_str().contains("resolutions")
    }) else {
        return;
    };
    let series = |id: &Id| {
        let id = id.as_str();
        id.rsplit_once('/').and_then(|(stem, _)| stem.rsplit_once('/')).map(|(prefix, _)| prefix.to_owned())
    };
    let members = citations.iter().filter(|c| {
        c.class == Class::Number
            && c.para == set.para
            && c.span.start > set.span.end
            && c.relation == Relation::Recalls
            && series(&c.target) == series(&document.id)
            && c.target != document.id
    });
    let session = |id: &Id| -> Option<(u32, u32)> {
        let (stem, number) = id.as_str().rsplit_once('/')?;
        Some((stem.rsplit('/').next()?.parse().ok()?, number.parse().ok()?))
    };
    if let Some(latest) = members.filter(|c| c.target.fragment().is_none()).max_by_key(|c| session(&c.target))
    {
        found.insert((document.id.clone(), Relation::Succeeds, latest.target.clone(), "named-member-of-set"));
    }
}
