//! Which body adopted the text of a number: the rules B1 to B8.
//!
//! B1, a printed symbol, never comes here. B2: a body named with the list. B3: a possessive, for the body named
//! before it in its clause or the adopting body. B4: a reduced name, for the last body so named. B5: the form of
//! the number. B6: the date. B7: the volume in the footnote. B8: the citing document's own body.

use super::grammar::Grammar;
use super::mention::{Numbered, Resolved};
use super::nearby;
use crate::authority::{Authority, Body, Number};
use crate::model::{BodyId, Confidence, Date, Id};

/// How many bytes of the clause before a possessive are looked at.
const CLAUSE: usize = 1200;

/// What is known where a number stands.
pub(super) struct Context<'a> {
    /// The adopting body of the citing document.
    pub own: Option<&'a BodyId>,
    /// When the citing document was adopted.
    pub date: Option<Date>,
    /// The clause before the number.
    pub clause: &'a str,
    /// Bodies named in full before the number, in order.
    pub named: &'a [BodyId],
    /// The body whose resolutions the volume in the footnote prints.
    pub volume: Option<BodyId>,
}

/// Resolves a number to the id of its document, and says which body it chose.
pub(super) fn resolve(
    numbered: &Numbered,
    context: &Context<'_>,
    authority: &'static Authority,
    grammar: &Grammar,
) -> Option<(Resolved, BodyId)> {
    let candidates = candidates(numbered, context, authority, grammar);
    let fits = |body: &Body| fits(body, numbered, context.date);
    let chosen = candidates.iter().find(|(body, _, _)| fits(body) && id(body, numbered).is_some());
    // A body that fits and has no symbol for its decisions leaves the number unresolved; it is nobody else's.
    let unfit = !candidates.iter().any(|(body, _, _)| fits(body));
    let (body, rule, percent) =
        chosen.or_else(|| candidates.iter().find(|(b, _, _)| unfit && id(b, numbered).is_some()))?;
    let mut resolved = Resolved::new(id(body, numbered)?, rule, *percent);
    if !agrees(body, numbered) {
        resolved.warning = Some("date-mismatch".to_owned());
        resolved.confidence = Confidence::percent(percent.saturating_sub(20));
    } else if is_future(body, numbered, context.date) {
        resolved.warning = Some("cites-the-future".to_owned());
        resolved.confidence = Confidence::percent(percent.saturating_sub(20));
    }
    Some((resolved, body.id.clone()))
}

/// Returns the bodies in question, best first, each with the rule that names it and how sure that rule is.
fn candidates<'a>(
    numbered: &Numbered,
    context: &Context<'_>,
    authority: &'a Authority,
    grammar: &Grammar,
) -> Vec<(&'a Body, &'static str, u8)> {
    let mut out: Vec<(&Body, &'static str, u8)> = Vec::new();
    let mut add = |id: &BodyId, rule: &'static str, percent: u8| {
        if let Some(body) = authority.bodies.get(id)
            && !out.iter().any(|(b, _, _)| b.id == *id)
        {
            out.push((body, rule, percent));
        }
    };
    if let Some(name) = &numbered.body {
        let ids = grammar.bodies(name);
        if grammar.is_reduced(name) {
            for id in context.named.iter().rev().filter(|n| ids.contains(n)) {
                add(id, "B4-reduced-body", 94);
            }
            if let Some(own) = context.own.filter(|own| ids.contains(own)) {
                add(own, "B4-reduced-body", 90);
            }
            for id in ids {
                add(id, "B4-reduced-body", 80);
            }
        } else {
            for id in ids {
                add(id, "B2-named-body", 98);
            }
        }
    } else {
        if numbered.possessive {
            for found in grammar
                .body
                .find_iter(nearby::tail(context.clause, CLAUSE))
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
            {
                for id in
                    grammar.bodies(found.as_str()).iter().filter(|_| !grammar.is_reduced(found.as_str()))
                {
                    add(id, "B3-possessive", 94);
                }
            }
            if let Some(own) = context.own {
                add(own, "B3-possessive", 97);
            }
        }
        // `the Environment Assembly, in resolution 5/14`: a body of the clause, where the citing one had no such number.
        let own_fits = context
            .own
            .and_then(|own| authority.bodies.get(own))
            .is_some_and(|own| fits(own, numbered, context.date));
        if !numbered.possessive && !own_fits {
            let names: Vec<_> = grammar.body.find_iter(nearby::tail(context.clause, CLAUSE)).collect();
            for found in names.into_iter().rev().filter(|found| !grammar.is_reduced(found.as_str())) {
                for id in grammar.bodies(found.as_str()) {
                    add(id, "B2-clause-body", if numbered.date.is_some() { 95 } else { 88 });
                }
            }
        }
        if let Some(id) = &context.volume {
            add(id, "B7-volume", 95);
        }
    }
    // The form and the date leave few bodies; the citing body comes first among them.
    let by_form = ["GA", "HRC", "SC", "ECOSOC", "CHR"].map(BodyId::new);
    let open: Vec<&Body> = context
        .own
        .into_iter()
        .chain(&by_form)
        .filter_map(|id| authority.bodies.get(id))
        .filter(|body| fits(body, numbered, context.date))
        .collect();
    let dated = numbered.date.is_some();
    for body in &open {
        let alone = open.iter().all(|b| b.id == body.id);
        let own = context.own == Some(&body.id);
        let (rule, percent) = match (alone, dated, own) {
            (true, false, _) => ("B5-number-form", 93),
            (true, true, _) => ("B6-date", 95),
            (false, _, true) => ("B8-citing-body", 82),
            (false, true, false) => ("B6-date", 80),
            (false, false, false) => ("B5-number-form", 70),
        };
        add(&body.id, rule, percent);
    }
    for id in context.own.into_iter().chain(&by_form) {
        add(id, "B8-citing-body", 60);
    }
    out
}

fn id(body: &Body, numbered: &Numbered) -> Option<Id> {
    let number = numbered.number.to_string();
    let symbol = if numbered.decision { body.decision(&number) } else { body.resolution(&number) };
    symbol.map(Id::from)
}

/// Returns whether the body can have adopted the text: number, date, and not after the citing document.
fn fits(body: &Body, numbered: &Numbered, citing: Option<Date>) -> bool {
    let decision_number = match &numbered.number {
        Number::Session { number, .. } => body.decisions_from.is_none_or(|from| {
            if numbered.decision { *number >= from } else { body.id.as_str() != "HRC" || *number <= 100 }
        }),
        _ => true,
    };
    body.may_number(&numbered.number)
        && decision_number
        && agrees(body, numbered)
        && !is_future(body, numbered, citing)
}

/// Returns whether the printed date lies in the session or year of the number.
fn agrees(body: &Body, numbered: &Numbered) -> bool {
    let Some(date) = numbered.date else { return true };
    match &numbered.number {
        Number::Session { session, .. } => {
            body.years_of_session(*session).is_none_or(|years| years.contains(&date.year()))
        }
        Number::Year { year, .. } | Number::Running { year, .. } => *year == date.year(),
        Number::Roman { .. } | Number::Special { .. } => true,
    }
}

/// Returns whether the number belongs to a session or year after the citing document.
fn is_future(body: &Body, numbered: &Numbered, citing: Option<Date>) -> bool {
    let Some(citing) = citing else { return false };
    let first = match &numbered.number {
        Number::Session { session, .. } => body.years_of_session(*session).map(|years| *years.start()),
        Number::Year { year, .. } | Number::Running { year, .. } => Some(*year),
        Number::Roman { .. } | Number::Special { .. } => None,
    };
    numbered.date.map(Date::year).or(first).is_some_and(|year| year > citing.year())
}
