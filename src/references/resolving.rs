//! Gives mentions their targets, in the order of the document: what was named before decides what a definite
//! phrase points back at.

mod antecedents;
mod constituents;
mod listed;
mod misread;
mod own;
mod protocols;
mod recurring;
mod whole;

use std::collections::BTreeMap;

use super::bodies::{self, Clause, Context};
use super::contradictions::{self, Claim};
use super::grammar::Grammar;
use super::mention::{Mention, Numbered, Resolved, Saying};
use super::titles::titled;
use crate::authority::{Authority, Body, Instrument, Number, Numbering, ocr};
use crate::model::{Class, Confidence, Date, Document, Id, Span, Warning};
use listed::Listed;
use whole::Wholes;

/// What the document has said so far.
pub(super) struct Memory<'a> {
    authority: &'static Authority,
    grammar: &'static Grammar,
    document: &'a Document,
    date: Option<Date>,
    /// The adopting body of the document.
    own: Option<&'static Body>,
    /// Names as printed, in lower case, with their ids, in order.
    introduced: Vec<(String, Vec<Id>)>,
    /// How many of them stand before the paragraph.
    paragraph: usize,
    /// Instruments in the title: they fix what the definite phrase means.
    of_title: Vec<(String, Vec<Id>)>,
    /// Nouns that the document itself gave to an instrument: `… on the Law of the Sea (the Convention)`.
    defined: Vec<(String, Vec<Id>)>,
    /// Bodies named in full.
    named: Vec<&'static Body>,
    /// Numbers whose body the text told, with whether they are decisions.
    told: Vec<(Number, bool, &'static Body)>,
    /// The instrument in whose text the paragraph stands, if an annex of the document is one.
    annex: Option<&'static Instrument>,
    last_number: Option<Id>,
    last_resolution: Option<Id>,
    last_decision: Option<Id>,
    listed: Listed,
    wholes: Wholes,
    /// The resolutions that count in one run and stood with their year.
    running: BTreeMap<u16, Id>,
    last_article: Option<Id>,
    /// What a letter calls the resolution.
    letter_resolution: Option<Id>,
}

impl<'a> Memory<'a> {
    /// Starts with nothing said.
    pub fn new(document: &'a Document, authority: &'static Authority, grammar: &'static Grammar) -> Self {
        Self {
            authority,
            grammar,
            document,
            date: contradictions::citing_date(document, authority),
            own: document.metadata.body.as_ref().and_then(|id| authority.bodies.get(id)),
            introduced: Vec::new(),
            paragraph: 0,
            of_title: Vec::new(),
            defined: Vec::new(),
            named: Vec::new(),
            told: Vec::new(),
            annex: None,
            last_number: None,
            last_resolution: None,
            last_decision: None,
            listed: Listed::default(),
            wholes: Wholes::default(),
            running: BTreeMap::new(),
            last_article: None,
            letter_resolution: None,
        }
    }

    /// Resolves the mentions of one paragraph. `bodies` are the names of bodies in its text; `clause` gives the clause
    /// before a byte; `volume` the body of the volume in a footnote.
    pub fn resolve(
        &mut self,
        text: &str,
        bodies: &[Span],
        mentions: &mut [Mention],
        clause: impl Fn(usize) -> usize,
        volume: impl Fn(u32) -> Option<&'static Body>,
    ) {
        self.listed.enter();
        self.paragraph = self.introduced.len();
        self.wholes.clear();
        // How many of the names of bodies stand before the mention.
        let mut before = 0;
        // The last name, with where it ends: what stands in brackets behind it defines a noun.
        let mut name: Option<(usize, Vec<Id>)> = None;
        for at in 0..mentions.len() {
            if mentions[at].saying == Saying::LetterResolution {
                let bracketed = symbol_in_bracket(text, mentions[at].range.end, mentions);
                self.letter_resolution = bracketed.or(self.letter_resolution.take());
            }
            if mentions[at].saying == Saying::Annexed {
                mentions[at].resolved = listed::annexed(text, &mentions[..at], mentions[at].range.start);
            }
            if mentions[at].saying == Saying::Protocols {
                let protocols = self.protocols_before(text, &mentions[..at], &mentions[at]);
                let one = |id| Resolved::new(id, "protocol-of-antecedent", 88);
                mentions[at].resolved = protocols.into_iter().map(one).collect();
            }
            let lent = has_lent_date(&mentions[at..]);
            let mention = &mut mentions[at];
            if let (Saying::Noun(noun), Some((end, ids))) = (&mention.saying, &name)
                && is_definition(text, *end, mention.range)
            {
                self.defined.push((noun.to_lowercase(), ids.clone()));
            }
            let start = mention.range.start;
            while let Some(body) = bodies.get(before).filter(|b| b.end <= start) {
                self.name_body(&text[body.start..body.end]);
                before += 1;
            }
            let clause =
                Clause { text: &text[..start], start: clause(start).min(start), bodies: &bodies[..before] };
            self.one(text, mention, clause, &volume, lent);
            self.wholes.add(mention);
            if matches!(mention.saying, Saying::Name(_)) {
                name = Some((mention.range.end, mention.resolved.iter().map(|r| r.id.clone()).collect()));
            }
            if lent && let Saying::Number(numbered) = &mut mention.saying {
                // No two sessions have a day in common: it helped to find the body, and says no more of this number.
                numbered.date = None;
            }
        }
        bodies[before..].iter().for_each(|body| self.name_body(&text[body.start..body.end]));
    }

    /// Enters a paragraph, by its label: that of an annex may be the text of an instrument.
    pub fn enter(&mut self, label: &str) {
        let annex = label.starts_with("annex").then(|| self.document.id.with_place(label));
        self.annex = annex.and_then(|id| self.authority.instruments.get(&id));
    }

    /// Keeps the instruments of the title.
    pub fn title(&mut self, text: &str, mentions: &[Mention]) {
        for mention in mentions {
            let surface = text[mention.range.start..mention.range.end].to_lowercase();
            self.of_title.push((surface, mention.resolved.iter().map(|r| r.id.clone()).collect()));
        }
    }

    fn name_body(&mut self, name: &str) {
        let ids = self.grammar.bodies_in_full(name);
        for body in ids.iter().filter_map(|id| self.authority.bodies.get(id)) {
            // Only the order of the last namings matters.
            if self.named.last().is_none_or(|last| last.id != body.id) {
                self.named.push(body);
            }
        }
    }

    fn one(
        &mut self,
        text: &str,
        mention: &mut Mention,
        clause: Clause<'_>,
        volume: &impl Fn(u32) -> Option<&'static Body>,
        lent: bool,
    ) {
        let place = mention.place.clone();
        let placed = |id: Id| match &place {
            Some(place) => id.with_place(place),
            None => id,
        };
        if lent
            && let Saying::Number(numbered) = &mut mention.saying
            && !self.may_have_date(numbered)
        {
            numbered.date = None;
        }
        let misread = self.repair(&mut mention.saying);
        match &mention.saying {
            Saying::Symbol(symbol) => {
                let mut resolved = Resolved::new(placed(Id::from(symbol)), "B1-symbol", 99);
                resolved.warning = self.contradiction(symbol.as_str());
                if resolved.warning.is_some() {
                    resolved.confidence = Confidence::percent(79);
                }
                mention.resolved = vec![resolved];
            }
            Saying::Number(numbered) => {
                let context = Context {
                    own: self.own,
                    date: self.date,
                    clause,
                    named: &self.named,
                    told: &self.told,
                    volume: mention.mark.and_then(volume),
                };
                match bodies::resolve(numbered, &context, self.authority, self.grammar) {
                    Ok((mut resolved, body)) => {
                        self.last_number = Some(resolved.id.clone());
                        if numbered.decision {
                            self.last_decision = Some(resolved.id.clone());
                        } else {
                            self.last_resolution = Some(resolved.id.clone());
                            self.listed.add(&resolved.id);
                        }
                        if let Number::Running { number, .. } = numbered.number {
                            self.running.entry(number).or_insert_with(|| resolved.id.clone());
                        }
                        self.named.push(body);
                        if bodies::is_stated(resolved.rule) {
                            self.told.push((numbered.number.clone(), numbered.decision, body));
                        }
                        resolved.id = placed(resolved.id);
                        let printed = &text[mention.range.start..mention.range.end];
                        let damaged = || {
                            let why = "the printed session is no numeral; the number is one of this session";
                            ocr::differs(&numbered.number, printed).then(|| why.to_owned())
                        };
                        if let Some(why) = misread.or_else(damaged) {
                            resolved.repaired(why);
                        }
                        mention.resolved = vec![resolved];
                    }
                    Err(refused) => {
                        mention.reason = Some(refused.reason);
                        mention.suggestion = refused.suggestion;
                    }
                }
            }
            Saying::Yearless { number, body } => match self.of_running_number(*number, body.as_deref()) {
                Some((id, rule, percent)) => {
                    mention.resolved = vec![Resolved::new(placed(id), rule, percent)]
                }
                None => mention.reason = Some("a number without its year or session".to_owned()),
            },
            Saying::Name(ids) => {
                let surface = text[mention.range.start..mention.range.end].to_lowercase();
                // The place in front is no part of the name: `article 6 of the Covenant`.
                let parted = mention.place.as_ref().and_then(|_| surface.split_once(" of "));
                let name = match (&mention.place, parted) {
                    (Some(place), Some((before, name)))
                        if !place.starts_with("annex")
                            && before.contains(|c: char| c.is_ascii_digit() || "ivx".contains(c)) =>
                    {
                        name.to_owned()
                    }
                    // `Sustainable Development Goal 11` brings in the goals.
                    (Some(place), _) if super::goals::is_place(place) => self.goals(),
                    _ => surface,
                };
                let recurring = self.recurring(ids, text, mention.range);
                let short = mention.class == Class::Alias;
                let before =
                    short.then(|| self.meant_before(ids, &name, text, mention.range)).flatten().cloned();
                let ids = recurring.as_ref().map_or_else(|| self.existing(ids), |(id, _)| vec![id.clone()]);
                let ids = self.with_limited_protocols(before.unwrap_or(ids), &text[mention.range.end..]);
                let Some(ids) = self.of_its_time(ids, &text[mention.range.start..mention.range.end]) else {
                    mention.reason = Some("what has this name was adopted in a later year".to_owned());
                    return;
                };
                let usual = if mention.class == Class::Alias { 96 } else { 98 };
                let percent = recurring.map_or(usual, |(_, percent)| percent);
                mention.resolved =
                    ids.iter().map(|id| Resolved::new(placed(id.clone()), "name", percent)).collect();
                // `the 1995 resolution on the Middle East` has no number, and is meant by `that resolution`.
                if let [id] = ids.as_slice()
                    && self.authority.instruments.get(id).is_some_and(|known| known.kind == "resolution")
                {
                    self.last_resolution = Some(id.clone());
                }
                self.introduced.push((name, ids));
                self.remember_article(mention);
            }
            // A declaration that proclaims itself: `Each shall honour this Declaration`.
            Saying::Noun(noun) if self.proclaims(&text[mention.range.start..mention.range.end], noun) => {
                mention.resolved = vec![Resolved::new(placed(self.document.id.clone()), "self", 90)];
            }
            // A protocol in an annex: `The States Parties to this Protocol`.
            Saying::Noun(noun) if self.is_of_annex(&text[mention.range.start..mention.range.end], noun) => {
                let annex = self.annex.map(|annex| Resolved::new(placed(annex.id.clone()), "self", 90));
                mention.resolved.extend(annex);
            }
            Saying::Constituent => match self.constituent(text, mention.range) {
                Some(id) => {
                    let surface = text[mention.range.start..mention.range.end].to_lowercase();
                    self.introduced.push((surface, vec![id.clone()]));
                    mention.resolved = vec![Resolved::new(placed(id), "constituent", 88)];
                    self.remember_article(mention);
                }
                None => mention.reason = Some("no body that this text founds was named before".to_owned()),
            },
            Saying::Noun(noun) => match self
                .pointed_at(&text[mention.range.start..mention.range.end], noun)
                .or_else(|| self.antecedent(noun))
                .or_else(|| self.agenda(place.as_deref()))
            {
                Some((ids, rule, percent)) => {
                    mention.resolved =
                        ids.into_iter().map(|id| Resolved::new(placed(id), rule, percent)).collect();
                    self.remember_article(mention);
                }
                None => mention.reason = Some(format!("no {noun} was named before")),
            },
            Saying::ThatResolution => {
                match self.last_of_kind(&text[mention.range.start..mention.range.end]) {
                    Some(id) => mention.resolved = vec![Resolved::new(placed(id.clone()), "antecedent", 92)],
                    None => mention.reason = Some("no resolution was named before".to_owned()),
                }
            }
            Saying::Sibling(letter) => match self.sibling(*letter) {
                Some(id) => mention.resolved = vec![Resolved::new(id, "sibling", 92)],
                None => mention.reason = Some("the document has no lettered parts".to_owned()),
            },
            // Of other bodies too much is said to have happened at a meeting.
            Saying::Meetings { numbers, named } => {
                let council = self.own.is_some_and(|own| own.id.as_str() == "SC");
                let late = self.date.is_some_and(|date| date.year() >= NUMBERED_STATEMENTS);
                let first = if late { FIRST_LATE_MEETING } else { FIRST_MEETING };
                if *named || council && numbers.iter().all(|number| *number >= first) {
                    let record = |number: &u32| placed(Id::new(format!("S/PV.{number}")));
                    let resolved = |number| Resolved::new(record(number), "meeting", 85);
                    mention.resolved = numbers.iter().map(resolved).collect();
                }
            }
            Saying::ThoseResolutions => {
                let below = self.grammar.may_stand_below(&text[mention.range.start..mention.range.end]);
                match self.listed.those(below) {
                    [] => mention.reason = Some("no resolutions were named before".to_owned()),
                    those => {
                        let one = |id: &Id| Resolved::new(placed(id.clone()), "antecedent", 90);
                        mention.resolved = those.iter().map(one).collect();
                    }
                }
            }
            Saying::Annexed if mention.resolved.is_empty() => {
                mention.reason = Some("no resolution stands before".to_owned());
            }
            Saying::Protocols if mention.resolved.is_empty() => {
                mention.reason = Some("no treaty with such protocols was named before".to_owned());
            }
            Saying::Part => {
                let place = mention.place.as_deref().unwrap_or_default();
                match self.wholes.part(place, mention.range.start) {
                    Some(part) => mention.resolved = vec![Resolved::new(part, "part-of-antecedent", 90)],
                    None => mention.reason = Some("nothing that has parts stands before".to_owned()),
                }
            }
            Saying::ThatArticle => match &self.last_article {
                Some(id) => {
                    let article =
                        id.as_str().split_once("/para.").map_or(id.as_str(), |(article, _)| article);
                    mention.resolved = vec![Resolved::new(placed(Id::new(article)), "antecedent", 92)];
                }
                None => mention.reason = Some("no article was named before".to_owned()),
            },
            Saying::LetterResolution => match self.letter_resolution.as_ref().or(self.last_number.as_ref()) {
                Some(id) => mention.resolved = vec![Resolved::new(id.clone(), "antecedent", 88)],
                None => mention.reason = Some("no resolution was named before".to_owned()),
            },
            Saying::Title(title) => match titled(title, self.authority) {
                Some(id) => {
                    self.letter_resolution = Some(id.clone());
                    mention.resolved = vec![Resolved::new(id, "title", 90)];
                }
                None => mention.reason = Some("no document of this title is known".to_owned()),
            },
            Saying::Outcome(ids) => {
                let outcome = |id: &Id| Resolved::new(id.clone(), "outcome", 90);
                mention.resolved = ids.iter().map(outcome).collect();
            }
            Saying::OtherLetter => {
                let id = Id::new(format!("{}-earlier", self.document.id));
                mention.resolved = vec![Resolved::new(id, "other-letter", 75)];
            }
            Saying::Set(kind) => {
                let surface = &text[mention.range.start..mention.range.end];
                mention.resolved = vec![Resolved::new(self.set(kind, surface), "set", 85)];
            }
            Saying::ThisDocument => {
                let own = self.document.id.clone();
                mention.resolved = vec![match &place {
                    Some(place) => Resolved::new(own.with_place(place), "internal", 95),
                    None => Resolved::new(own, "self", 97),
                }];
            }
            Saying::Letter => mention.resolved = vec![Resolved::new(self.document.id.clone(), "self", 90)],
            Saying::Paragraph(place) => {
                let id = self.document.id.with_place(&self.own_place(place));
                mention.resolved = vec![Resolved::new(id, "internal", 95)];
            }
            Saying::Treaty { volume, number } => {
                let known = self.authority.instruments.of_treaty_series(*number, *volume);
                mention.resolved = match known.as_slice() {
                    [one] => vec![Resolved::new(one.id.clone(), "treaty-series", 95)],
                    _ => vec![Resolved::new(Id::new(format!("UNTS:{number}")), "treaty-series", 85)],
                };
            }
            Saying::Sale(number) => {
                let id = Id::new(format!("SALES:{number}"));
                mention.resolved = vec![Resolved::new(id, "sales-number", 95)];
            }
            // Annexes have theirs from the mention before; descriptions get them from the footnote, when all notes are
            // read.
            Saying::Annexed | Saying::Protocols | Saying::Description(_) | Saying::ThatReport => {}
        }
    }

    /// Returns whether one of the bodies in question met under the number of a session when the printed date says.
    fn may_have_date(&self, numbered: &Numbered) -> bool {
        // The Assembly and the Human Rights Council print most of the dates.
        let common = self.authority.bodies.unqualified().take(2);
        let Numbered { number, decision, date, .. } = numbered;
        self.own.into_iter().chain(common).any(|body| {
            let claim = Claim { body, number, decision: *decision, date: *date, citing: None };
            body.may_number(number) && contradictions::date_agrees(&claim)
        })
    }

    /// Returns what contradicts a printed symbol of a resolution.
    fn contradiction(&self, symbol: &str) -> Option<Warning> {
        let (body, number, decision) = contradictions::numbered(symbol, self.authority)?;
        let claim = Claim { body, number: &number, decision, date: None, citing: self.date };
        contradictions::of(&claim, self.authority)
    }

    fn remember_article(&mut self, mention: &Mention) {
        let article = mention.place.as_deref().is_some_and(|place| place.starts_with("art."));
        if let ([one], true) = (mention.resolved.as_slice(), article) {
            self.last_article = Some(one.id.clone());
        }
    }

    /// Returns those instruments of a collective name that were adopted when the document was.
    fn existing(&self, ids: &[Id]) -> Vec<Id> {
        let later = |id: &Id| {
            let known = self.authority.instruments.get(id).and_then(|i| i.adopted);
            known.zip(self.date).is_some_and(|(adopted, citing)| adopted > citing)
        };
        let kept: Vec<Id> = ids.iter().filter(|id| !later(id)).cloned().collect();
        if kept.is_empty() { ids.to_vec() } else { kept }
    }

    /// Returns the instruments of a name if one of them is not of a later year than the document; else that which has the
    /// name without what makes it one of the United Nations, as the Standard Minimum Rules of 1957 do.
    fn of_its_time(&self, ids: Vec<Id>, surface: &str) -> Option<Vec<Id>> {
        // `the consolidated maritime labour convention` in small letters is one that is to come.
        let planned = !surface.contains(char::is_uppercase);
        let later = |id: &Id| {
            let known = self.authority.instruments.get(id).and_then(|i| i.adopted);
            let drafted = if id.as_str().starts_with("TREATY:") { DRAFTED } else { 0 };
            known.zip(self.date).is_some_and(|(adopted, citing)| match planned {
                // What adopts it may have the date of another day of its session.
                true => adopted > citing && id.document() != self.document.id.document(),
                false => adopted.year() > citing.year() + drafted,
            })
        };
        if !ids.iter().all(later) {
            return Some(ids);
        }
        let words = &self.grammar.words.lexicon.names;
        let plain = words
            .prefixes
            .iter()
            .find_map(|prefix| surface.split_once(&format!("{prefix} ")))?
            .1
            .to_lowercase();
        let known = self.authority.instruments.names_from(&plain).find(|n| n.lower == plain)?;
        (!known.ids.iter().any(later)).then(|| known.ids.clone())
    }

    /// Returns the resolution of a number without its year: the one that stood with its year before, else that of the
    /// year in which the body reached it, if that is a body that counts in one run.
    fn of_running_number(&self, number: u16, body: Option<&str>) -> Option<(Id, &'static str, u8)> {
        let counts = |body: &&Body| body.numbering == Numbering::RunningYear;
        let body = match body {
            Some(name) => self.grammar.bodies(name).iter().find_map(|id| self.authority.bodies.get(id)),
            None => self.own,
        };
        let body = body.filter(counts);
        if let Some(id) = self.running.get(&number) {
            return Some((id.clone(), "antecedent", if body.is_some() { 95 } else { 90 }));
        }
        let year = self.authority.running_numbers.period(&body?.id, number)?.name.parse().ok()?;
        let symbol = body?.symbol(&Number::Running { number, year }, false)?;
        let future = self.date.is_some_and(|date| date.year() < year);
        (!future).then(|| (Id::from(symbol), "running-number", 90))
    }

    /// What the goals of an agenda are called, in lower case.
    fn goals(&self) -> String {
        self.grammar.words.lexicon.goals.as_ref().map_or_else(String::new, |words| words.noun.to_lowercase())
    }

    /// Returns the set that some words mean: its kind, and the bodies that the words name, else the document's own.
    fn set(&self, kind: &str, surface: &str) -> Id {
        if kind != "resolutions" {
            return Id::new("SET:reports");
        }
        let mut bodies: Vec<&'static Body> = Vec::new();
        for name in self.grammar.body.find_iter(surface) {
            let ids = self.grammar.bodies(name.as_str());
            let may = |body: &&'static Body| ids.contains(&body.id);
            let known = || self.own.filter(may).or_else(|| self.named.iter().rev().copied().find(may));
            let first = || ids.first().and_then(|id| self.authority.bodies.get(id));
            let body = if self.grammar.is_reduced(name.as_str()) { known() } else { first() };
            bodies.extend(body.filter(|body| bodies.iter().all(|other| other.id != body.id)));
        }
        if bodies.is_empty() {
            bodies.extend(self.own);
        }
        let prefix = |body: &&'static Body| body.resolution_prefix.as_deref();
        // The prefix without the places of session and number: `UNEP/EA.{session}` is `UNEP/EA`.
        let stem =
            |prefix: &'static str| prefix.split('{').next().unwrap_or(prefix).trim_end_matches(['/', '.']);
        let mut scope: Vec<&str> = bodies.iter().filter_map(prefix).map(stem).collect();
        scope.sort_unstable();
        if scope.is_empty() {
            return Id::new("SET:resolutions");
        }
        Id::new(format!("SET:previous-resolutions({},this-subject)", scope.join("+")))
    }
}

/// So many years before its adoption a treaty may bear its name: texts speak of it while it is drafted.
const DRAFTED: u16 = 1;

/// Smaller numbers are those of the meetings of other bodies, of which the Security Council speaks as well.
const FIRST_MEETING: u32 = 100;

/// From this year on the Council names its older decisions by their symbols, and others meet often.
const NUMBERED_STATEMENTS: u16 = 1994;

/// About the first meeting of that year.
const FIRST_LATE_MEETING: u32 = 3300;

/// How many bytes may stand between a name and the bracket that shortens it: a date.
const DEFINITION: usize = 60;

/// Returns whether a definite phrase stands alone in a bracket directly behind the name that ends at `end`:
/// ` of 10 December 1982 (“the Convention”)`.
fn is_definition(text: &str, end: usize, phrase: Span) -> bool {
    let Some(between) = text.get(end..phrase.start).filter(|b| b.len() <= DEFINITION) else { return false };
    let after = text[phrase.end..].trim_start_matches(['”', '"', '’']);
    let Some((date, opening)) = between.split_once('(') else { return false };
    let plain = opening.trim_matches(['“', '"', ' ', ',']);
    let dated = date.trim().is_empty()
        || date.starts_with(" of ") && date.trim_end().ends_with(|c: char| c.is_ascii_digit());
    dated
        && after.starts_with(')')
        && (plain.is_empty() || plain.starts_with("herein") || plain.starts_with("hereafter"))
}

/// Returns whether the first mention is a number that has its date from one of another session at the end of its list:
/// `55/7, 57/141 and 64/71 of 4 December 2009`. It is the date of the last number, and of the others where it can be.
fn has_lent_date(mentions: &[Mention]) -> bool {
    let number = |m: &Mention| match &m.saying {
        Saying::Number(numbered) => Some((numbered.number.clone(), numbered.date?)),
        _ => None,
    };
    let Some((first, rest)) = mentions.split_first() else { return false };
    let Some((own, date)) = number(first) else { return false };
    let same = rest.iter().take_while(|m| m.range == first.range);
    same.filter_map(number).any(|(other, d)| d == date && !other.shares_session(&own))
}

/// How many bytes may stand between a resolution and the bracket with its symbol.
const SUBJECT: usize = 250;

/// Returns the symbol in the bracket behind a resolution that ends at `end`: `the draft resolution on lakes
/// (A/HRC/23/L.29)`.
fn symbol_in_bracket(text: &str, end: usize, mentions: &[Mention]) -> Option<Id> {
    mentions.iter().find_map(|mention| match &mention.saying {
        Saying::Symbol(symbol) => {
            let behind = mention.range.start > end && in_bracket_of(&text[end..mention.range.start]);
            behind.then(|| Id::from(symbol))
        }
        _ => None,
    })
}

/// Returns whether the text between a phrase and a symbol leads from the one to a bracket that holds the other.
fn in_bracket_of(between: &str) -> bool {
    let subject = between.trim_end().strip_suffix(['(', '[']);
    between.len() < SUBJECT && subject.is_some_and(|s| !s.contains(['(', ')', ';', '.', ',']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_names_what_stands_before_it() {
        assert!(in_bracket_of(" on the protection of lakes ("));
        assert!(!in_bracket_of(" on lakes. We read the report ("));
        assert!(!in_bracket_of(" on lakes and "));
    }
}
