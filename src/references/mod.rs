//! A document -> its citations. Pure and total: any document gives citations, and what could not be resolved is
//! returned with a reason. Knows no file, no store, no graph.

mod bodies;
mod comments;
mod contradictions;
mod cues;
mod definitions;
mod detached;
mod finding;
mod goals;
mod grammar;
mod heads;
mod linked;
mod listed;
mod mention;
mod misnamed;
mod names;
mod nearby;
mod notes;
mod numbers;
mod outcomes;
mod outside;
mod parties;
mod parts;
mod phrases;
mod places;
mod printed;
mod promises;
mod prose;
mod records;
mod reports;
mod resolving;
mod scope;
pub mod settling;
mod siblings;
pub mod signatories;
mod sought;
mod structure;
mod symbols;
mod titles;
mod trie;
mod yearless;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::mem;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::authority::Authority;
use crate::model::{
    Citation, Class, Confidence, Document, Id, Open, Paragraph, Relation, Role, Signature, Span, Unresolved,
    Verb, Via,
};
use cues::Cues;
use definitions::Definitions;
use grammar::Grammar;
use mention::{Mention, Saying};
use notes::{NoteRole, Volumes};
use numbers::{Head, Source};
use reports::Reports;
use resolving::Memory;
use scope::Scope;

/// How many bytes before a reference a connector takes up at most.
const NEAR: usize = 96;
/// How many bytes before a reference the clause reaches in which it may be embedded.
const FAR: usize = 600;

/// What a document refers to.
#[derive(Debug, Default)]
pub struct Extraction {
    /// References with their targets, in document order; structural edges last.
    pub citations: Vec<Citation>,
    /// References without target.
    pub unresolved: Vec<Unresolved>,
    /// Signatories, in the order of the list.
    pub signatures: Vec<Signature>,
    /// Names that the document gives to what it cites, in the order of the text.
    pub definitions: Vec<(String, Id)>,
}

/// Finds and resolves every reference of a document.
pub fn extract(document: &Document, authority: &'static Authority) -> Extraction {
    let grammar = grammar::of(authority, &document.language);
    // Known names are read from their table only where there is a list.
    let listed = !document.signatories.is_empty();
    let segment = || signatories::segment(&document.signatories, signatories::Gazetteer::embedded());
    let signatures = if listed { segment() } else { Vec::new() };
    let mut run = Run {
        document,
        authority,
        grammar,
        letter: is_letter(document),
        statement: document.id.as_str().contains("/PRST/"),
        resolution: ["/RES/", "/DEC/"].iter().any(|series| document.id.as_str().contains(series)),
        volumes: Volumes::read(document, grammar),
        definitions: Definitions::default(),
        below: None,
        cues: Cues::default(),
        out: Extraction { signatures, ..Extraction::default() },
    };
    run.all();
    run.out
}

/// Returns the edges that follow from the symbols of a document and of what it is joined with: a revision revises, an
/// addendum adds. [`extract`] gives those of what it finds.
pub fn structural(document: &Document, citations: &[Citation], authority: &Authority) -> Vec<Citation> {
    structure::edges(document, citations, authority)
}

fn is_letter(document: &Document) -> bool {
    document.id.as_str().starts_with("LETTER:") || document.id.as_str().starts_with("PAGE:")
}

struct Run<'a> {
    document: &'a Document,
    authority: &'static Authority,
    grammar: &'static Grammar,
    letter: bool,
    /// Whether the document is a statement of a President, most of which are prose without preamble and numbers.
    statement: bool,
    /// Whether it is a resolution or a decision.
    resolution: bool,
    volumes: Volumes,
    definitions: Definitions,
    /// What the heading above says of numbers without a head, where it is a body with what it adopts.
    below: Option<Head>,
    /// Those of the paragraph read last, whose room the next one takes.
    cues: Cues,
    out: Extraction,
}

/// One paragraph with its mentions and the verbs over them.
struct Read<'a> {
    paragraph: &'a Paragraph,
    mentions: Vec<Mention>,
    /// The words that may begin a verb.
    verbs: Vec<usize>,
    /// Read when the first reference asks for it: most paragraphs of long texts refer to nothing.
    scope: OnceCell<Scope>,
}

/// So many headings may stand among the items of one paragraph.
const FURTHER: usize = 8;

/// What a mention says and by which verb.
#[derive(Clone)]
struct Act {
    relation: Relation,
    verb: Option<Verb>,
}

/// Where a mention stands and what it does there.
struct Place<'a> {
    paragraph: &'a Paragraph,
    act: &'a Act,
    via: Via,
    role: Role,
    connector: Option<String>,
}

impl Run<'_> {
    fn all(&mut self) {
        self.own_identity();
        let mut memory = Memory::new(self.document, self.authority, self.grammar);
        self.title(&mut memory);
        let mut read: Vec<Read<'_>> = Vec::with_capacity(self.document.paragraphs.len());
        for paragraph in self.document.paragraphs.iter().filter(|p| p.footnote().is_none()) {
            read.push(self.read(paragraph, &mut memory));
        }
        let mut inside: Vec<Read<'_>> = Vec::new();
        for paragraph in notes::in_line(self.document) {
            let mut note = self.read(paragraph, &mut memory);
            let follows = |before: &&Read<'_>| {
                let number = |p: &Paragraph| p.footnote().unwrap_or(0);
                number(before.paragraph) + 1 == number(paragraph)
            };
            if note.mentions.is_empty() {
                let before = inside.last().filter(follows).map_or(&[][..], |before| &before.mentions);
                let council = self.document.id.as_str().starts_with("S/RES/");
                note.mentions = notes::repeat(paragraph.text.as_str(), before, council, self.grammar);
            }
            inside.push(note);
        }
        let anchors = anchors(&read);
        let mut roles: BTreeMap<u32, (NoteRole, Vec<Mention>, Option<usize>)> = BTreeMap::new();
        for note in &inside {
            let number = note.paragraph.footnote().unwrap_or(0);
            let anchor = anchors.get(&number).map(|(p, m)| &read[*p].mentions[*m]);
            let role = notes::role(note.paragraph, &note.mentions, anchor, &self.volumes, self.grammar);
            let text = note.paragraph.text.as_str();
            let see_also = text.find("; see also");
            roles.insert(number, (role, notes::meant(text, &note.mentions, self.grammar), see_also));
        }
        for mention in read.iter_mut().flat_map(|r| &mut r.mentions) {
            notes::describe(mention, &roles);
        }
        let mut reports = Reports::default();
        for read in &mut read {
            reports.tell(read.paragraph, &mut read.mentions, self.grammar);
        }
        let mut acts: BTreeMap<u32, Act> = BTreeMap::new();
        // Structural edges come behind them.
        let mentions: usize = read.iter().chain(&inside).map(|read| read.mentions.len()).sum();
        self.out.citations.reserve(mentions + mentions / 4);
        for at in 0..read.len() {
            self.emit_paragraph(&read[..=at], &anchors, &mut acts);
        }
        let lent = &self.document.notes_before;
        for note in inside.iter().filter(|note| !lent.iter().any(|l| l.label == note.paragraph.label)) {
            self.emit_note(note, &roles, &acts);
        }
        let structural = structure::edges(self.document, &self.out.citations, self.authority);
        self.out.citations.extend(structural);
        self.out.definitions = self.definitions.given();
    }

    /// The document's own number in its title line and masthead.
    fn own_identity(&mut self) {
        let document = self.document;
        for printed in &document.identity {
            self.out.citations.push(Citation {
                source: document.id.clone(),
                para: "header".to_owned(),
                class: Class::OwnIdentity,
                surface: printed.as_str().to_owned(),
                target: document.id.clone(),
                relation: Relation::SelfReference,
                verb: None,
                via: Via::Text,
                role: Role::Object,
                connector: None,
                rule: document.identity_rule.clone(),
                confidence: Confidence::percent(98),
                warning: None,
                date: None,
                language: document.language.clone(),
                page: None,
                span: printed.source(Span::new(0, printed.len())),
            });
        }
    }

    /// The instruments that the title names.
    fn title(&mut self, memory: &mut Memory<'_>) {
        if self.letter {
            return;
        }
        let text = &self.document.title;
        let paragraph = Paragraph {
            label: "header".to_owned(),
            text: text.clone(),
            marks: Vec::new(),
            links: Vec::new(),
        };
        let cues = self.grammar.cues.read(text.as_str());
        let mut mentions = finding::find(&paragraph, &cues, None, false, self.authority, self.grammar);
        mentions.retain(|m| {
            matches!(
                m.saying,
                Saying::Name(_)
                    | Saying::Noun(_)
                    | Saying::Constituent
                    | Saying::Protocols
                    | Saying::Number(_)
                    | Saying::Symbol(_)
            )
        });
        memory.resolve(text.as_str(), &cues.bodies, &mut mentions, |at| at, |_| None);
        memory.title(text.as_str(), &mentions);
        // The title that a part bears of its whole is known to it, and said by the whole alone.
        let own = text.source(Span::new(0, text.len())).start >= self.document.region.start;
        let act = Act { relation: Relation::About, verb: None };
        for mention in mentions.iter().filter(|m| own && !m.resolved.is_empty()) {
            let connector = self.connector(&paragraph, mention);
            let place =
                Place { paragraph: &paragraph, act: &act, via: Via::Text, role: Role::Object, connector };
            self.emit(place, mention);
        }
    }

    fn read<'p>(&mut self, paragraph: &'p Paragraph, memory: &mut Memory<'_>) -> Read<'p> {
        let text = paragraph.text.as_str();
        let mut cues = mem::take(&mut self.cues);
        self.grammar.cues.read_into(text, &mut cues);
        if paragraph.label == "heading" {
            self.below = listed::heading(Source { text, cues: &cues, grammar: self.grammar });
        }
        let below = self.below.as_ref();
        let mut mentions = finding::find(paragraph, &cues, below, self.letter, self.authority, self.grammar);
        notes::attach_marks(paragraph, &mut mentions, self.grammar);
        let scope = OnceCell::new();
        let year = self.document.metadata.adopted.map(crate::model::Date::year);
        memory.enter(&paragraph.label);
        memory.resolve(
            text,
            &cues.bodies,
            &mut mentions,
            |at| scope.get_or_init(|| self.scope(paragraph, &cues.verbs)).start(at),
            |note| {
                let body = self.volumes.body(note, year, self.authority)?;
                self.authority.bodies.get(&body)
            },
        );
        if self.below.is_some() {
            listed::tell(&mut mentions);
        }
        linked::weigh(paragraph, &mut mentions, self.authority);
        self.definitions.learn(text, &mentions, self.grammar);
        if !self.definitions.is_empty() {
            self.definitions.find(text, &mut mentions, self.grammar);
            notes::attach_marks(paragraph, &mut mentions, self.grammar);
        }
        let verbs = cues.verbs.clone();
        self.cues = cues;
        Read { paragraph, mentions, verbs, scope }
    }

    /// Reads the verbs of a paragraph; `verbs` are the words that may begin one.
    fn scope(&self, paragraph: &Paragraph, verbs: &[usize]) -> Scope {
        let (text, label) = (paragraph.text.as_str(), paragraph.label.as_str());
        let governed = ["pp", "op", "p"].iter().any(|p| label.starts_with(p)) && !self.letter;
        // A convention has a preamble, and a resolution that another body adopted may stand in an annex.
        let annex = label.starts_with("annex") && !self.letter;
        if annex {
            return Scope::of_annex(text, verbs, self.grammar);
        } else if !governed {
            return Scope::default();
        }
        let scope = Scope::of(text, verbs, !label.starts_with("pp"), self.grammar);
        if scope.opens() {
            return scope;
        }
        if label.starts_with("op") {
            let declared = Scope::of_declaration(text, self.grammar);
            if declared.opens() {
                return declared;
            }
        }
        if self.statement {
            return Scope::of_statement(text, self.grammar);
        }
        // The first resolutions are sentences: `Therefore, the General Assembly instructs the Secretary-General:`.
        if self.resolution && scope::speaks(text, self.grammar) {
            let said = Scope::of_statement(text, self.grammar);
            if said.opens() {
                return said;
            }
        }
        scope
    }

    /// Returns the verb that governs the byte `at` of the last of the paragraphs: its own, or the one that goes on from
    /// `Requests the Secretary-General:` into the sub-paragraphs below.
    fn verb_over(&self, read: &[Read<'_>], at: usize) -> Option<Verb> {
        let own = |of: &Read<'_>, verb: fn(&Scope, usize) -> Option<&Verb>| {
            verb(of.scope.get_or_init(|| self.scope(of.paragraph, &of.verbs)), at).cloned()
        };
        let (last, mut before) = read.split_last()?;
        let mut found = own(last, Scope::at);
        let mut label = last.paragraph.label.as_str();
        while found.is_none() {
            let Some((stem, _)) = label.split_once('(') else {
                return self.continued(&read[..=before.len()]);
            };
            let above = |l: &str| l.starts_with(stem) && label.starts_with(l) && l.len() < label.len();
            let nth = before.iter().rposition(|r| above(&r.paragraph.label))?;
            let nearest = before[nth].paragraph.label.as_str();
            // A heading among the items has the label of the paragraph, and no verb.
            let same = before[..=nth].iter().rev().filter(|r| r.paragraph.label == nearest);
            found = same.take(FURTHER).find_map(|r| own(r, |scope, _| scope.below()));
            label = nearest;
            before = &before[..nth];
        }
        found
    }

    /// Returns the verb of `Resolves:` that the last of the paragraphs goes on from, `2. That lamps be lit`.
    fn continued(&self, read: &[Read<'_>]) -> Option<Verb> {
        let words = &self.grammar.words.lexicon.verbs;
        let goes_on = |text: &str| words.continued.iter().any(|word| text.starts_with(word.as_str()));
        let (last, before) = read.split_last()?;
        if !last.paragraph.label.starts_with("op") {
            return None;
        }
        let opens = |of: &Read<'_>| of.scope.get_or_init(|| self.scope(of.paragraph, &of.verbs)).opens();
        let head = before.iter().rev().find(|of| opens(of))?;
        let open = head.paragraph.text.as_str().trim_end().strip_suffix(':')?.trim_end();
        // Behind `Resolves that:` every item is a clause.
        let clauses = open.strip_suffix(words.clause.as_str()).is_some_and(|head| head.ends_with(' '));
        if !(clauses || goes_on(last.paragraph.text.as_str())) {
            return None;
        }
        head.scope.get()?.below().cloned()
    }

    /// Emits the last of the paragraphs; those before it may govern it.
    fn emit_paragraph(
        &mut self,
        all: &[Read<'_>],
        anchors: &BTreeMap<u32, (usize, usize)>,
        acts: &mut BTreeMap<u32, Act>,
    ) {
        let Some(read) = all.last() else { return };
        let at = all.len() - 1;
        let text = read.paragraph.text.as_str();
        let mut last: Option<Verb> = None;
        for (nth, mention) in read.mentions.iter().enumerate() {
            let Some(act) = self.act(all, mention, &mut last) else { continue };
            let via = mention.mark.map_or(Via::Text, Via::Marker);
            let via = match mention.saying {
                Saying::Description(Some(mark)) => Via::Marker(mark),
                _ => via,
            };
            if let Via::Marker(mark) = via
                && anchors.get(&mark) == Some(&(at, nth))
            {
                acts.insert(mark, act.clone());
            }
            let connector = self.connector(read.paragraph, mention);
            let embedded = connector.is_some() || is_embedded(text, mention);
            let role = if embedded { Role::Embedded } else { Role::Object };
            self.emit(Place { paragraph: read.paragraph, act: &act, via, role, connector }, mention);
        }
        // A mark behind words that name nothing still stands under a verb.
        for mark in read.paragraph.marks.iter().filter(|m| !anchors.contains_key(&m.number)) {
            if let Some(verb) = self.verb_over(all, mark.at.saturating_sub(1)) {
                let recalls = verb.family == "recall";
                let relation = if recalls { Relation::Recalls } else { Relation::Cites };
                acts.entry(mark.number).or_insert(Act { relation, verb: Some(verb) });
            }
        }
    }

    /// Returns what a mention in the text says, or `None` where it says nothing.
    fn act(&self, all: &[Read<'_>], mention: &Mention, last: &mut Option<Verb>) -> Option<Act> {
        let read = all.last()?;
        let text = read.paragraph.text.as_str();
        let label = read.paragraph.label.as_str();
        let at = mention.range.start;
        if label == "header" {
            return self.header_act(text, mention);
        }
        if label == "closing" {
            return None;
        }
        if label == "heading" {
            // The line of a list of documents: `Report of the Secretary-General (E/2016/8)`.
            let printed = matches!(mention.saying, Saying::Symbol(_));
            let other = mention.resolved.iter().any(|r| r.id.document() != self.document.id.document());
            return (printed && other).then_some(Act { relation: Relation::Cites, verb: None });
        }
        let verb = if self.letter {
            let verb = prose::verb_at(text, at, self.grammar).or_else(|| last.clone());
            *last = verb.clone();
            verb
        } else {
            self.verb_over(all, at)
        };
        let relation = match mention.class {
            Class::SelfReference => Relation::SelfReference,
            Class::Internal => Relation::Internal,
            _ if verb.as_ref().is_some_and(|v| v.family == "recall") => Relation::Recalls,
            _ => Relation::Cites,
        };
        Some(Act { relation, verb })
    }

    /// In the head of a document only the basis refers.
    fn header_act(&self, text: &str, mention: &Mention) -> Option<Act> {
        let report = self.grammar.on_report.find(text);
        let draft = self.grammar.without_report.find(text);
        let (relation, words) = match (report, draft, &mention.saying) {
            (Some(found), _, Saying::Symbol(_)) => (Relation::AdoptedOnReport, found.as_str()),
            (None, Some(found), Saying::Symbol(_)) => (Relation::AdoptedFromDraft, found.as_str()),
            // A report names in its head what it answers; its own symbol stands there as well.
            _ if mention.resolved.iter().all(|r| r.id == self.document.id) => return None,
            // The Security Council's volumes print below the title under which symbol the text went out: `[S/1277]`.
            _ if (text.starts_with('[') || text.ends_with(']'))
                && self.document.id.as_str().starts_with("S/RES/") =>
            {
                return Some(Act { relation: Relation::SelfReference, verb: None });
            }
            // Old volumes print below the title the document that holds the text: `(document E/231)`, `[S/954]`.
            _ if self.document.title.is_empty() || text.starts_with(['(', '[']) => {
                return Some(Act { relation: Relation::Cites, verb: None });
            }
            _ => return None,
        };
        // The printed verb is the phrase without the article at its end.
        let words = words.to_lowercase();
        let words = match relation {
            Relation::AdoptedOnReport => words.rsplit_once(' ').map_or(words.as_str(), |(w, _)| w).to_owned(),
            _ => words,
        };
        Some(Act { relation, verb: Some(Verb::new(words, "")) })
    }

    fn emit_note(
        &mut self,
        note: &Read<'_>,
        roles: &BTreeMap<u32, (NoteRole, Vec<Mention>, Option<usize>)>,
        acts: &BTreeMap<u32, Act>,
    ) {
        let number = note.paragraph.footnote().unwrap_or(0);
        let Some((role, _, see_also)) = roles.get(&number) else { return };
        let text = note.paragraph.text.as_str();
        let anchor = acts.get(&number);
        // `Ibid., paragraphs 3-5` are those of the document that the note before names.
        let elsewhere = self.grammar.ibid.is_match(text);
        for mention in note.mentions.iter().filter(|m| !elsewhere || m.class != Class::Internal) {
            let signal = |words: &str| Some(Verb::new(words, ""));
            let see = self.grammar.see.find(nearby::head(text, NEAR)).map(str::to_lowercase);
            let cites = |verb: Option<Verb>| Act { relation: Relation::Cites, verb };
            let act = match (role, mention.class) {
                (_, Class::Internal) => Act { relation: Relation::Internal, verb: None },
                (_, Class::SelfReference) => Act { relation: Relation::SelfReference, verb: None },
                _ if see_also.is_some_and(|at| mention.range.start > at) => cites(signal("see also")),
                (NoteRole::Identifying, _) => {
                    anchor.cloned().unwrap_or_else(|| cites(see.as_deref().and_then(signal)))
                }
                (NoteRole::Locating, _) => {
                    let own = anchor.and_then(|a| a.verb.clone());
                    let printed = see.unwrap_or_else(|| self.see_word());
                    cites(if self.volumes.sees(number) { signal(&printed) } else { own })
                }
                (NoteRole::Explaining, _) => {
                    let own = prose::verb_at(text, mention.range.start, self.grammar);
                    cites(own.or_else(|| anchor.and_then(|a| a.verb.clone())))
                }
            };
            let connector = self.connector(note.paragraph, mention);
            let (via, role) = (Via::Inside(number), role.role());
            self.emit(Place { paragraph: note.paragraph, act: &act, via, role, connector }, mention);
        }
    }

    /// The word that `Ibid.` repeats.
    fn see_word(&self) -> String {
        self.grammar.words.lexicon.heads.see.split("(?:").next().unwrap_or("see").to_owned()
    }

    /// Emits a mention: a citation for each of its targets, or that it has none.
    fn emit(&mut self, place: Place<'_>, mention: &Mention) {
        let paragraph = place.paragraph;
        if mention.resolved.is_empty() {
            self.unresolved(place, mention);
            return;
        }
        let surface = &paragraph.text.as_str()[mention.range.start..mention.range.end];
        let source = self.source(paragraph);
        let span = paragraph.source(mention.range);
        for resolved in &mention.resolved {
            self.out.citations.push(Citation {
                source: source.clone(),
                para: paragraph.label.clone(),
                class: mention.class,
                surface: surface.to_owned(),
                target: resolved.id.clone(),
                relation: self.relation(place.act.relation, &source, &resolved.id),
                verb: place.act.verb.clone(),
                via: place.via,
                role: place.role,
                connector: place.connector.clone(),
                rule: resolved.rule.to_owned(),
                confidence: resolved.confidence,
                warning: resolved.warning.clone(),
                date: mention.date(),
                language: self.document.language.clone(),
                page: None,
                span,
            });
        }
    }

    /// A reference to the document itself, or to the annex in which it stands, is no edge, whatever names it; nor is one
    /// to a place in them. Another annex of the document is another text.
    fn relation(&self, relation: Relation, source: &Id, target: &Id) -> Relation {
        let inside = |place: &str| place.is_empty() || place.starts_with(['#', '/', ':']);
        let within = target.as_str().strip_prefix(source.as_str()).is_some_and(inside);
        let own = target.document() == source.document() && (within || !target.as_str().contains('#'));
        if own && relation.is_edge() { Relation::SelfReference } else { relation }
    }

    fn unresolved(&mut self, place: Place<'_>, mention: &Mention) {
        let Place { paragraph, act, via, role, connector } = place;
        let Some(reason) = mention.reason.clone() else { return };
        let open = mention.asked().map(|asked| {
            Box::new(Open {
                asked,
                place: mention.place.clone(),
                source: self.source(paragraph),
                class: mention.class,
                relation: act.relation,
                verb: act.verb.clone(),
                via,
                role,
                connector,
                date: mention.date(),
                suggestion: mention.suggestion.clone(),
                language: self.document.language.clone(),
            })
        });
        self.out.unresolved.push(Unresolved {
            para: paragraph.label.clone(),
            surface: paragraph.text.as_str()[mention.range.start..mention.range.end].to_owned(),
            reason,
            span: paragraph.source(mention.range),
            open,
        });
    }

    /// The document, or the annex in which the paragraph stands.
    fn source(&self, paragraph: &Paragraph) -> Id {
        match paragraph.label.strip_prefix("annex") {
            Some(_) => self.document.id.with_place(&paragraph.label),
            None => self.document.id.clone(),
        }
    }

    fn connector(&self, paragraph: &Paragraph, mention: &Mention) -> Option<String> {
        let before = nearby::tail(&paragraph.text.as_str()[..mention.range.start], NEAR);
        let words = &before[self.grammar.connector.start(before, 0..before.len())?..];
        let words = words.strip_suffix(' ').unwrap_or(words);
        let without = |article: &str| {
            let (words, end) = words.split_at_checked(words.len().checked_sub(article.len())?)?;
            end.eq_ignore_ascii_case(article).then_some(words)
        };
        let words = [" the", " de", " het"].into_iter().find_map(without).unwrap_or(words);
        Some(words.strip_suffix(',').unwrap_or(words).to_lowercase())
    }
}

/// Returns the first mention that carries each mark.
fn anchors(read: &[Read<'_>]) -> BTreeMap<u32, (usize, usize)> {
    let mut out = BTreeMap::new();
    for (at, paragraph) in read.iter().enumerate() {
        for (nth, mention) in paragraph.mentions.iter().enumerate() {
            let described = match mention.saying {
                Saying::Description(mark) => mark,
                _ => None,
            };
            for mark in mention.mark.into_iter().chain(described) {
                out.entry(mark).or_insert((at, nth));
            }
        }
    }
    out
}

/// What opens a clause that depends on a verb.
static EMBEDS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| [" that ", ", by which "].map(Finder::new));

/// Returns whether a mention stands in a clause that depends on its verb, without a connector.
fn is_embedded(text: &str, mention: &Mention) -> bool {
    let before = nearby::tail(&text[..mention.range.start], FAR).as_bytes();
    EMBEDS.iter().any(|words| words.find(before).is_some())
}
