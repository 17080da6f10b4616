//! The head of a number list around its noun: possessive, adjectives and body before it, body and further words between
//! it and the number.

use super::numbers::Source;
use crate::model::Span;

/// What stands before a head noun.
pub(super) struct Before {
    /// Where the head begins.
    pub start: usize,
    pub body: Option<Span>,
    pub possessive: bool,
}

/// What stands between a head noun and its number.
pub(super) struct Lead {
    /// Where the number begins.
    pub end: usize,
    /// The body of `resolution of the Council 5`.
    pub body: Option<Span>,
    /// Whether the numbers are a part of what the noun names: `resolutions, including 5`.
    pub including: bool,
}

/// Reads what stands before the noun that begins at a byte, from another byte on: `its relevant General Assembly `.
pub(super) fn before(source: Source<'_>, from: usize, noun: usize) -> Before {
    let grammar = source.grammar;
    let body = body_before(source, from, noun);
    let begins = |end: usize| grammar.head_begins.start(source.text, from..end);
    let (start, end) = match body {
        Some(body) => {
            let article = source.text[from..body.start].len().checked_sub("the ".len()).map(|at| from + at);
            let article = article.filter(|at| {
                source.text.get(*at..body.start).is_some_and(|the| the.eq_ignore_ascii_case("the "))
            });
            let with_article = article.and_then(|at| Some((begins(at)?, at)));
            with_article.unwrap_or_else(|| (begins(body.start).unwrap_or(body.start), body.start))
        }
        None => (begins(noun).unwrap_or(noun), noun),
    };
    Before { start, body, possessive: grammar.possessive.is_match(&source.text[start..end]) }
}

/// Returns the body that stands before a noun and its adjectives: `Human Rights Council’s relevant `.
fn body_before(source: Source<'_>, from: usize, noun: usize) -> Option<Span> {
    let adjectives = source.grammar.adjectives.start(source.text, from..noun).unwrap_or(noun);
    let words = source.text[from..adjectives].strip_suffix(' ')?;
    let genitive = words.strip_suffix(['s', 'S']).and_then(|w| w.strip_suffix(['\'', '’']));
    let mut ends = [genitive, Some(words)].into_iter().flatten();
    let known = ends.find_map(|words| source.cues.bodies_before(from, from + words.len()).next());
    known.or_else(|| unknown_body(source, from, from + words.len()))
}

/// Returns the body that no table knows and that ends at a byte: `Industrial Development Board`. The verb that opens a
/// paragraph is no part of it.
fn unknown_body(source: Source<'_>, from: usize, end: usize) -> Option<Span> {
    let start = source.grammar.unknown_body.start(source.text, from..end)?;
    let words = &source.text[start..end];
    let opens = source.grammar.words.verbs().opening_form(words).is_some();
    let verb = words.split_once(' ').filter(|_| opens).map_or(0, |(verb, _)| verb.len() + 1);
    Some(Span::new(start + verb, end))
}

/// Reads what stands between the noun that ends at a byte and its number: ` of the Council, in particular Nos. `.
pub(super) fn lead(source: Source<'_>, noun: usize) -> Option<Lead> {
    let text = source.text;
    // ` 53/144`: nothing but a blank, as nearly always.
    if let [b' ', b'0'..=b'9', ..] = &text.as_bytes()[noun..] {
        return Some(Lead { end: noun + 1, body: None, including: false });
    }
    let of = source.grammar.noun_of.find(&text[noun..]).map(|of| noun + of.len());
    let mut bodies = of.into_iter().flat_map(|at| source.cues.bodies_at(at));
    let behind_body = bodies.find_map(|body| Some(Lead { body: Some(body), ..joint(source, body.end)? }));
    behind_body.or_else(|| joint(source, noun))
}

/// Reads the blank or the words with which a list is joined to its head, and `Nos. `.
fn joint(source: Source<'_>, at: usize) -> Option<Lead> {
    let rest = &source.text[at..];
    let including = source.grammar.including.find(rest).map(str::len);
    let joint = including.or_else(|| rest.starts_with(' ').then_some(1))?;
    let counted = source.grammar.counted.find(&rest[joint..]).map_or(0, str::len);
    Some(Lead { end: at + joint + counted, body: None, including: including.is_some() })
}

/// Returns where the next head begins, from a byte on.
pub(super) fn next(source: Source<'_>, from: usize) -> Option<usize> {
    let noun = source.cues.nouns().filter(|noun| noun.range.start >= from);
    let noun = noun.map(|noun| noun.range).find(|noun| lead(source, noun.end).is_some())?;
    Some(before(source, from, noun.start).start)
}
