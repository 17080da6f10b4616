//! Which body adopted the text of a number: the rules B1 to B8.
//!
//! B1, a printed symbol, never comes here. B2: a body named with the list. B3: a possessive, for the body named
//! before it in its clause or the adopting body. B4: a reduced name, for the last body so named. B5: the form of
//! the number. B6: the date. B7: the volume in the footnote. B8: the citing document's own body.

use super::contradictions::{self, Claim};
use super::grammar::Grammar;
use super::mention::{Numbered, Resolved};
use super::nearby;
use crate::authority::{Authority, Body, Number, Numbering};
use crate::model::{BodyId, Confidence, Date, Id, Span};

/// How many bytes of the clause before a possessive are looked at.
const CLAUSE: usize = 1200;

/// The least number of a decision where resolutions and decisions share their form.
const FIRST_DECISION: u16 = 101;

/// The least number of a decision that only the Economic and Social Council reaches in a year.
const OF_COUNCIL: u16 = 201;

/// How many of the bodies named last may own a number that the citing body cannot have.
const NAMED: usize = 3;

/// How many bodies come into question at most, most times.
const USUAL: usize = 8;

/// How sure a running number is one of the citing body's own where it contradicts its year.
const OWN_RUNNING: u8 = 93;

/// The rule by which a number is that of the body whose text cites it.
const CITING_BODY: &str = "B8-citing-body";

/// What is known where a number stands.
pub(super) struct Context<'a> {
    /// The adopting body of the citing document.
    pub own: Option<&'static Body>,
    /// When the citing document was adopted.
    pub date: Option<Date>,
    /// The clause before the number.
    pub clause: Clause<'a>,
    /// Bodies named in full before the number, in order.
    pub named: &'a [&'static Body],
    /// Numbers before this one whose body the text told, with whether they are decisions.
    pub told: &'a [(Number, bool, &'static Body)],
    /// The body whose resolutions the volume in the footnote prints.
    pub volume: Option<&'static Body>,
}

/// The words of a clause up to some byte.
#[derive(Clone, Copy)]
pub(super) struct Clause<'a> {
    /// The text with all that stands in it before the byte.
    pub text: &'a str,
    /// Where the clause begins.
    pub start: usize,
    /// The names of bodies in the text, in order.
    pub bodies: &'a [Span],
}

impl<'a> Clause<'a> {
    /// Returns the last words of the clause, as many as are looked at.
    fn words(&self) -> &'a str {
        nearby::tail(&self.text[self.start..], CLAUSE)
    }

    /// Returns the body that is said to adopt what follows, or to speak in it: `the Human Rights Council adopted`, `the
    /// Council in its`.
    fn adopting(&self, grammar: &Grammar) -> Option<&'a str> {
        let name = self.bodies.last().filter(|name| name.start >= self.start)?;
        let between = &self.text[name.end..];
        (grammar.adopting.find(between) == Some(between)).then_some(&self.text[name.start..name.end])
    }

    /// Returns the names of bodies in the last words of the clause, the last first.
    fn named_in(&self, words: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let (text, start) = (self.text, self.text.len() - words.len());
        let inside = self.bodies.iter().rev().take_while(move |name| name.start >= start);
        inside.map(|name| &text[name.start..name.end])
    }
}

/// The rule of a body whose name stands with the number.
const NAMED_BODY: &str = "B2-named-body";

/// Returns whether a rule goes by a body that the text names with the number.
pub(super) fn is_stated(rule: &str) -> bool {
    ["B2", "B3", "B4"].iter().any(|stated| rule.starts_with(stated))
}

/// A number to which no document is given.
pub(super) struct Refused {
    /// Why.
    pub reason: String,
    /// What is probably meant.
    pub suggestion: Option<Id>,
}

/// Resolves a number to the id of its document, and says which body it chose.
///
/// What contradicts a number is told beside it where the text names the body or speaks of its own. A body that only
/// the form or the date suggests must agree with the number: `vol. 75 (1950)` has the form of a number of the
/// Security Council, which adopted its 75th resolution in 1949. Behind its head in a text of that body it is kept all
/// the same, with a warning.
pub(super) fn resolve(
    numbered: &Numbered,
    context: &Context<'_>,
    authority: &'static Authority,
    grammar: &'static Grammar,
) -> Result<(Resolved, &'static Body), Refused> {
    // What is printed of a body that no table knows is nobody else's.
    if let Some(name) = numbered.body.as_deref().filter(|name| grammar.bodies(name).is_empty()) {
        let reason = format!("the symbols of the {name} are not known");
        return Err(Refused { reason, suggestion: None });
    }
    let mut candidates = candidates(numbered, context, authority, grammar);
    if matches!(numbered.number, Number::Roman { .. }) {
        let named = || candidates.iter().filter(|c| c.rule == NAMED_BODY);
        if named().next().is_some() && named().all(|c| id(c.body, numbered).is_none()) {
            return Err(Refused { reason: "the body has no such numbers".to_owned(), suggestion: None });
        }
        // A decision whose body is not told is most often that of a body without symbols; the General Assembly numbers
        // its own from its thirty-first session on.
        let told = |rule: &str| is_stated(rule) || rule.starts_with("B7");
        candidates.retain(|c| !numbered.decision || told(c.rule) && c.body.id.as_str() != "GA");
    }
    // A date may be wrong; the body that the text names in full is the one that it means.
    let stated = |c: &Candidate| c.rule == NAMED_BODY && c.body.may_number(&numbered.number);
    if candidates.iter().any(stated) {
        candidates.retain(stated);
    }
    let with_id = |candidate: &Candidate| Some((*candidate, id(candidate.body, numbered)?));
    let chosen = candidates.iter().filter(|c| c.fits).find_map(with_id);
    // A body that fits and has no symbol for its decisions leaves the number unresolved; it is nobody else's.
    let unfit = || !candidates.iter().any(|c| c.fits);
    let any = || candidates.iter().find_map(with_id).filter(|_| unfit());
    let none = || Refused { reason: "no body has this number".to_owned(), suggestion: None };
    let (Candidate { body, rule, percent, .. }, id) = chosen.or_else(any).ok_or_else(none)?;
    let mut resolved = Resolved::new(id, rule, percent);
    let claim = claim(body, numbered, context.date);
    resolved.warning = contradictions::of(&claim, authority);
    let named = rule == NAMED_BODY;
    if !named && !body.may_number(&numbered.number) {
        return Err(Refused {
            reason: format!("no known body has a number {}", numbered.number),
            suggestion: None,
        });
    }
    let running = matches!(numbered.number, Number::Running { .. });
    // In a text of the body itself, `resolution 2140 (2015)` can only be one of its own.
    let own = running && rule == CITING_BODY && context.own.is_some_and(|own| is(own, body));
    let stated = is_stated(rule) || own;
    if !stated && running && !contradictions::period_agrees(&claim, authority) {
        let warning = resolved.warning.take();
        let reason = warning.as_ref().map_or_else(String::new, |w| w.explanation.clone());
        return Err(Refused { reason, suggestion: warning.and_then(|w| w.suggestion) });
    }
    if let Some(warning) = &mut resolved.warning {
        // Where the body is a guess, the number of another body is as likely as a wrong date.
        let known = |id: &Id| authority.instruments.has_document(id.as_str());
        warning.suggestion = warning.suggestion.take().filter(|id| stated || running || known(id));
        let percent = if own { percent.max(OWN_RUNNING) } else { percent };
        resolved.confidence = Confidence::percent(percent.saturating_sub(20));
    }
    Ok((resolved, body))
}

fn claim<'a>(body: &'a Body, numbered: &'a Numbered, citing: Option<Date>) -> Claim<'a> {
    Claim { body, number: &numbered.number, decision: numbered.decision, date: numbered.date, citing }
}

/// A body in question.
#[derive(Clone, Copy)]
struct Candidate {
    body: &'static Body,
    /// The rule that names it, and how sure that rule is.
    rule: &'static str,
    percent: u8,
    /// Whether the number can be its own.
    fits: bool,
}

/// Returns the bodies in question, best first.
fn candidates(
    numbered: &Numbered,
    context: &Context<'_>,
    authority: &'static Authority,
    grammar: &'static Grammar,
) -> Vec<Candidate> {
    let had = |body: &Body| fits(body, numbered, context, authority);
    // The form and the date leave few bodies; the citing body comes first among them.
    let by_form = authority.bodies.unqualified();
    let in_question = context.own.into_iter().chain(by_form.clone());
    let open: Vec<&'static Body> = in_question.clone().filter(|body| had(body)).collect();
    let is_open = |body: &Body| open.iter().any(|b| is(b, body));
    let own_had = context.own.is_some_and(is_open);
    let mut out: Vec<Candidate> = Vec::with_capacity(USUAL);
    let mut add = |body: &'static Body, rule: &'static str, percent: u8| {
        if !out.iter().any(|c| is(c.body, body)) {
            let usual = in_question.clone().any(|b| is(b, body));
            let fits = if usual { is_open(body) } else { had(body) };
            out.push(Candidate { body, rule, percent, fits });
        }
    };
    let known = |ids: &'static [BodyId]| ids.iter().filter_map(|id| authority.bodies.get(id));
    // The bodies that a text names in full, the last first.
    let named_in =
        |words| context.clause.named_in(words).flat_map(|name| known(grammar.bodies_in_full(name)));
    if let Some(name) = &numbered.body {
        if grammar.is_reduced(name) {
            reduced(name, context, authority, grammar, &mut add);
        } else {
            for body in known(grammar.bodies(name)) {
                add(body, NAMED_BODY, 98);
            }
        }
    } else {
        if let Some(name) = context.clause.adopting(grammar) {
            for body in known(grammar.bodies_in_full(name)).filter(|_| !numbered.possessive) {
                add(body, "B2-adopting-body", 96);
            }
            if grammar.is_reduced(name) {
                reduced(name, context, authority, grammar, &mut add);
            }
        }
        if numbered.possessive {
            for body in named_in(nearby::sentence(context.clause.words())) {
                add(body, "B3-possessive", 94);
            }
            if let Some(own) = context.own {
                add(own, "B3-possessive", 97);
            }
        }
        // `the Environment Assembly, in resolution 5/14`: a body of the clause, where the citing one had no such number.
        if !numbered.possessive && !own_had {
            for body in named_in(context.clause.words()) {
                add(body, "B2-clause-body", if numbered.date.is_some() { 95 } else { 88 });
            }
        }
        // The same number again, whose body was told the first time.
        let same = |(number, decision, _): &&(Number, bool, &'static Body)| {
            !numbered.possessive && *number == numbered.number && *decision == numbered.decision
        };
        if let Some((.., body)) = context.told.iter().rev().find(same).filter(|(.., body)| had(body)) {
            add(body, "B4-named-before", 92);
        }
        if let Some(body) = context.volume {
            add(body, "B7-volume", 95);
        }
    }
    let dated = numbered.date.is_some();
    // A number that the citing body cannot have is that of a body just named, before it is that of any other.
    if !own_had && !by_form.clone().next().is_some_and(is_open) {
        let named = context.named.iter().rev().take(NAMED);
        for body in named.filter(|body| !by_form.clone().any(|b| is(b, body)) && had(body)) {
            add(body, "B4-named-before", 85);
        }
    }
    for &body in &open {
        let alone = open.iter().all(|b| is(b, body));
        let own = context.own.is_some_and(|own| is(own, body));
        let (rule, percent) = match (alone, dated, own) {
            (true, false, _) => ("B5-number-form", 93),
            (true, true, _) => ("B6-date", 95),
            (false, _, true) => (CITING_BODY, 82),
            (false, true, false) => ("B6-date", 80),
            (false, false, false) => ("B5-number-form", 70),
        };
        add(body, rule, percent);
    }
    for body in in_question.clone() {
        add(body, CITING_BODY, 60);
    }
    out
}

/// Adds the bodies that a reduced name may mean, `the Council`: the last of them that was named in full, the citing one,
/// any other.
fn reduced(
    name: &str,
    context: &Context<'_>,
    authority: &'static Authority,
    grammar: &'static Grammar,
    add: &mut impl FnMut(&'static Body, &'static str, u8),
) {
    let rule = "B4-reduced-body";
    let meant: Vec<&'static Body> =
        grammar.bodies(name).iter().filter_map(|id| authority.bodies.get(id)).collect();
    let may = |body: &Body| meant.iter().any(|b| is(b, body));
    for body in context.named.iter().rev().filter(|body| may(body)) {
        add(body, rule, 94);
    }
    if let Some(own) = context.own.filter(|own| may(own)) {
        add(own, rule, 90);
    }
    for body in meant {
        add(body, rule, 80);
    }
}

/// Returns whether two rows of the table of bodies are the same one.
fn is(one: &Body, other: &Body) -> bool {
    std::ptr::eq(one, other)
}

fn id(body: &Body, numbered: &Numbered) -> Option<Id> {
    contradictions::symbol(body, &numbered.number, numbered.decision)
}

/// Returns whether the body can have adopted the text: number, date, and not after the citing document.
fn fits(body: &Body, numbered: &Numbered, context: &Context<'_>, authority: &Authority) -> bool {
    let decision_number = match &numbered.number {
        Number::Session { number, .. } => body.decisions_from.is_none_or(|from| {
            if numbered.decision { *number >= from } else { body.id.as_str() != "HRC" || *number <= 100 }
        }),
        // The decisions of the Council and of the Commission on Human Rights begin with 101.
        Number::Year { number, .. } if numbered.decision => {
            let council = body.decisions_from.is_some_and(|from| from > FIRST_DECISION);
            body.decisions_from.is_none_or(|from| *number >= from.min(FIRST_DECISION))
                && (council || *number < OF_COUNCIL)
        }
        _ => true,
    };
    let claim = claim(body, numbered, context.date);
    // Where a session contradicts a number of the Assembly in its own text, the scan is as likely wrong as the body; who
    // counts by year now prints few numbers of its old sessions.
    let own = context.own.is_some_and(|own| is(own, body)) && body.numbering != Numbering::Year;
    let strict = !own || matches!(numbered.number, Number::Running { .. });
    body.may_number(&numbered.number)
        && decision_number
        && contradictions::date_agrees(&claim)
        && (!strict || contradictions::period_agrees(&claim, authority))
        && contradictions::future(&claim).is_none()
}
