//! Field 993, related documents: what became of a draft, which committee reported on it, where it was dealt with.

use super::description::is_adopted;
use super::marc::Field;
use super::words::{trimmed, whole};
use crate::authority::Authority;
use crate::model::{
    Citation, Class, Confidence, Document, Id, Relation, Role, Span, Symbol, Text, Unresolved, Via, Warning,
};

/// What the first indicator says of a related document. Others than these are used for any other document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The resolution or decision that a draft became.
    Adopted,
    /// The draft that it was before.
    Draft,
    /// The report of the committee that considered the draft.
    Report,
    /// The record of the meeting that dealt with it.
    Meeting,
    /// Anything else.
    Other,
}

impl Kind {
    fn of(indicator: char) -> Self {
        match indicator {
            '1' => Kind::Adopted,
            '2' => Kind::Draft,
            '3' => Kind::Report,
            '4' => Kind::Meeting,
            _ => Kind::Other,
        }
    }
}

/// What the fields of a record say.
#[derive(Debug, Default)]
pub(super) struct Related {
    pub citations: Vec<Citation>,
    pub unresolved: Vec<Unresolved>,
}

/// Reads the related documents of a document; `is_draft` says whether it is a draft itself.
///
/// Edges run as what they say is true: a resolution was adopted from the draft, and on the report; the report and the
/// record of the meeting speak of the draft, not the draft of them.
pub(super) fn related<'a>(
    document: &Document,
    is_draft: bool,
    fields: impl Iterator<Item = &'a Field>,
    authority: &Authority,
) -> Related {
    let mut out = Related::default();
    let mut adopted: Option<Id> = None;
    let mut reports: Vec<Citation> = Vec::new();
    for field in fields {
        let kind = Kind::of(field.indicator);
        for words in field.words('a') {
            let symbols = symbols(words, authority);
            if symbols.is_empty() {
                out.unresolved.push(Unresolved {
                    para: PARA.to_owned(),
                    surface: words.as_str().to_owned(),
                    reason: "not a symbol".to_owned(),
                    span: words.source(whole(words)),
                    open: None,
                });
            }
            for Named { symbol, words, warning } in symbols {
                let related = Id::from(&symbol);
                let (source, relation, target) = edge(kind, document, is_draft, &related);
                let citation = Citation {
                    source,
                    para: PARA.to_owned(),
                    class: Class::Structural,
                    surface: words.as_str().to_owned(),
                    target,
                    relation,
                    verb: None,
                    via: Via::Text,
                    role: Role::Object,
                    connector: None,
                    rule: "marc-993".to_owned(),
                    confidence: Confidence::percent(if warning.is_some() { 90 } else { 100 }),
                    warning,
                    date: None,
                    language: document.language.clone(),
                    page: None,
                    span: words.source(whole(&words)),
                };
                match kind {
                    Kind::Adopted if is_draft => adopted = adopted.or(Some(related)),
                    Kind::Report if is_draft => reports.push(citation.clone()),
                    _ => {}
                }
                out.citations.push(citation);
            }
        }
    }
    if let Some(resolution) = adopted.filter(|_| is_of_main_committee(document, authority)) {
        out.citations.extend(reports.into_iter().map(|report| Citation {
            target: report.source,
            source: resolution.clone(),
            relation: Relation::AdoptedOnReport,
            rule: "marc-993-report".to_owned(),
            confidence: Confidence::percent(report.confidence.as_percent().min(95)),
            ..report
        }));
    }
    out
}

/// Label of what stands in the field.
const PARA: &str = "993$a";

/// Returns what a field says: source, relation and target.
fn edge(kind: Kind, document: &Document, is_draft: bool, related: &Id) -> (Id, Relation, Id) {
    let own = document.id.clone();
    let related = related.clone();
    let assembly = own.as_str().starts_with("A/RES/") || own.as_str().starts_with("A/DEC/");
    match kind {
        Kind::Adopted if is_draft => (related, Relation::AdoptedFromDraft, own),
        Kind::Draft if is_adopted(own.as_str()) => (own, Relation::AdoptedFromDraft, related),
        Kind::Report if assembly => (own, Relation::AdoptedOnReport, related),
        Kind::Report | Kind::Meeting if is_draft || is_adopted(own.as_str()) => {
            (related, Relation::Cites, own)
        }
        Kind::Adopted | Kind::Draft | Kind::Report | Kind::Meeting | Kind::Other => {
            (own, Relation::Cites, related)
        }
    }
}

/// Returns whether a document is of a main committee of the General Assembly, on the report of which the Assembly adopts
/// what the committee recommends; the Human Rights Council and the plenary adopt drafts themselves.
fn is_of_main_committee(document: &Document, authority: &Authority) -> bool {
    let body = authority.bodies.of_symbol(document.id.as_str());
    body.is_some_and(|body| body.kind == "main-committee")
}

/// A symbol of the field, with its own words.
struct Named {
    symbol: Symbol,
    words: Text,
    warning: Option<Warning>,
}

/// Reads the symbols of a subfield: one, or in older records several, of which a later one may be short
/// (`A/C.3/50/L.5 & Add.1`).
fn symbols(words: &Text, authority: &Authority) -> Vec<Named> {
    let mut out: Vec<Named> = Vec::new();
    for range in parts(words.as_str()) {
        let words = trimmed(words, range, &['[', ']']);
        let text = words.as_str();
        let short = text.split_once('.').filter(|(kind, _)| ["Add", "Corr", "Rev"].contains(kind));
        let found = match (short, out.last()) {
            (Some((kind, number)), Some(last)) => Some((last.symbol.with_modification(kind, number), None)),
            _ => symbol(text, authority),
        };
        if let Some((symbol, warning)) = found {
            out.push(Named { symbol, words, warning });
        }
    }
    out
}

/// Returns the parts of a list of symbols.
fn parts(text: &str) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut from = 0;
    while let Some((at, length)) = [";", ",", "&", " and "]
        .iter()
        .filter_map(|joint| Some((text[from..].find(joint)?, joint.len())))
        .min()
    {
        parts.push(Span::new(from, from + at));
        from += at + length;
    }
    parts.push(Span::new(from, text.len()));
    parts
}

/// Reads one symbol. Where no body has such a one, a letter that stands twice at the beginning is read once.
fn symbol(text: &str, authority: &Authority) -> Option<(Symbol, Option<Warning>)> {
    let is_known = |symbol: &Symbol| authority.bodies.of_symbol(symbol.as_str()).is_some();
    let read: Symbol = text.parse().ok()?;
    let mut letters = text.chars();
    let is_double = letters.next() == letters.next();
    let once = || text.get(1..)?.parse::<Symbol>().ok().filter(is_known);
    match once().filter(|_| is_double && !is_known(&read)) {
        None => Some((read, None)),
        Some(meant) => {
            let explanation = format!("the record has '{text}', and no body has such symbols");
            let warning = Warning { code: Warning::MISPRINT.to_owned(), explanation, suggestion: None };
            Some((meant, Some(warning)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &[&str]) {
        let mut text = Text::new();
        text.push(words, 0);
        let found = symbols(&text, Authority::embedded());
        let found: Vec<&str> = found.iter().map(|named| named.symbol.as_str()).collect();
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn a_field_may_hold_several_symbols() {
        check("A/RES/78/183 A", &["A/RES/78/183A"]);
        check("A/C.3/50/L.5 & Add.1", &["A/C.3/50/L.5", "A/C.3/50/L.5/Add.1"]);
        check("A/50/635/Add.2, A/50/L.9 and A/50/L.10", &["A/50/635/Add.2", "A/50/L.9", "A/50/L.10"]);
        check("[A/50/1]", &["A/50/1"]);
        check("see the draft", &[]);
        check("", &[]);
    }

    #[test]
    fn a_letter_that_stands_twice_is_told() {
        let (meant, warning) = symbol("AA/78/481/Add.2", Authority::embedded()).expect("a symbol");
        assert_eq!((meant.as_str(), warning.is_some()), ("A/78/481/Add.2", true));
        let (kept, warning) = symbol("QQ/1", Authority::embedded()).expect("a symbol");
        assert_eq!((kept.as_str(), warning), ("QQ/1", None));
    }
}
