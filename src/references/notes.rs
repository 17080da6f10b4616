//! Footnotes: what each note does for the mention that carries its mark.

use std::collections::BTreeMap;

use super::grammar::Grammar;
use super::mention::{Mention, Resolved, Saying};
use super::{places, records, symbols};
use crate::authority::Authority;
use crate::model::{BodyId, Class, Document, Id, Paragraph, Role, Span};

/// What a note says of its anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoteRole {
    /// The note names the thing at the mark.
    Identifying,
    /// The note names the volume in which the thing at the mark is printed.
    Locating,
    /// The note explains in prose.
    Explaining,
}

impl NoteRole {
    /// Returns the role of the references inside the note.
    pub fn role(self) -> Role {
        match self {
            NoteRole::Identifying => Role::Identifying,
            NoteRole::Locating => Role::Locator,
            NoteRole::Explaining => Role::Embedded,
        }
    }
}

/// The frame of a volume, which `Ibid.` repeats.
#[derive(Clone, Debug, Default)]
struct Frame {
    records: Option<BodyId>,
    supplement: Option<u16>,
    see: bool,
}

/// The bibliographic side of the notes: which of them name volumes, of whose resolutions, with which signal.
#[derive(Debug, Default)]
pub(super) struct Volumes {
    frames: BTreeMap<u32, (Frame, bool)>,
}

impl Volumes {
    /// Reads the frames of all notes, in order; `Ibid.` inherits what it does not print.
    pub fn read(document: &Document, grammar: &Grammar) -> Self {
        let mut out = Self::default();
        let mut last = Frame::default();
        // The first notes of a page may go on from a volume that only the page before names.
        let mut page_before = true;
        for paragraph in in_line(document) {
            let Some(number) = paragraph.footnote() else { continue };
            let text = paragraph.text.as_str();
            let ibid = grammar.ibid.is_match(text);
            let volume = grammar.supplement.is_match(text);
            let see = grammar.see.is_match(text);
            let mut frame = if ibid { last.clone() } else { Frame::default() };
            if volume {
                frame.records = grammar
                    .body
                    .find(text)
                    .and_then(|m| grammar.bodies(m.as_str()).first().cloned())
                    .or(frame.records);
            }
            if let Some(found) = grammar.supplement_number.captures(text) {
                frame.supplement = found["number"].parse().ok();
            }
            frame.see = if ibid { last.see } else { see };
            page_before &= ibid;
            let is_volume = volume || ibid && (frame.records.is_some() || page_before);
            out.frames.insert(number, (frame.clone(), is_volume));
            last = frame;
        }
        out
    }

    /// Returns the body whose resolutions the volume in a note prints.
    pub fn body(&self, note: u32, year: Option<u16>, authority: &Authority) -> Option<BodyId> {
        let (frame, is_volume) = self.frames.get(&note)?;
        let (records, supplement) = (frame.records.as_ref()?, frame.supplement?);
        is_volume.then(|| authority.supplements.body(records, supplement, year)).flatten()
    }

    /// Returns whether a note names a volume.
    pub fn is_volume(&self, note: u32) -> bool {
        self.frames.get(&note).is_some_and(|(_, v)| *v)
    }

    /// Returns whether a note begins with `See`, itself or through `Ibid.`.
    pub fn sees(&self, note: u32) -> bool {
        self.frames.get(&note).is_some_and(|(f, _)| f.see)
    }
}

/// Returns the footnotes of a document, in their order; before each of them those of other documents from which it goes
/// on.
pub(super) fn in_line(document: &Document) -> Vec<&Paragraph> {
    let mut lent = document.notes_before.iter().peekable();
    let mut out = Vec::new();
    for own in document.paragraphs.iter().filter(|p| p.footnote().is_some()) {
        while let Some(before) = lent.next_if(|l| l.footnote() < own.footnote()) {
            out.push(before);
        }
        out.push(own);
    }
    out.extend(lent);
    out
}

/// How many letters beside its references an identifying note may have.
const RESIDUE_LETTERS: usize = 14;
/// How many more for each further reference: `and`, `see also`.
const JOINING_LETTERS: usize = 4;

/// How many more for each sales number: the title of the publication stands before it.
const SALE_LETTERS: usize = 160;

/// Says what a note does; `anchor` is the first mention with its mark.
pub(super) fn role(
    paragraph: &Paragraph,
    mentions: &[Mention],
    anchor: Option<&Mention>,
    volumes: &Volumes,
    grammar: &Grammar,
) -> NoteRole {
    let number = paragraph.footnote().unwrap_or(0);
    let named = anchor.is_some_and(|a| !matches!(a.saying, Saying::Description(_)) && !a.resolved.is_empty());
    if volumes.is_volume(number) {
        return if named { NoteRole::Locating } else { NoteRole::Identifying };
    }
    let text = paragraph.text.as_str();
    let from = grammar.see.find(text).map_or(0, str::len);
    let bodies = grammar.body.find_iter(text).map(|m| Span::new(m.start(), m.end()));
    let told: Vec<Span> = mentions.iter().map(|m| m.range).chain(bodies).collect();
    let sales = mentions.iter().filter(|m| matches!(m.saying, Saying::Sale(_))).count();
    let most = RESIDUE_LETTERS + JOINING_LETTERS * mentions.len().saturating_sub(1) + SALE_LETTERS * sales;
    let bare = |from: usize| residue(text, from, &told, &grammar.words.lexicon.heads.locating) <= most;
    let publication = || !named && of_publication(text, from, mentions).is_some_and(bare);
    if !mentions.is_empty() && (bare(from) || publication()) {
        NoteRole::Identifying
    } else {
        NoteRole::Explaining
    }
}

/// Returns what a note means of what it names: of a volume of a series that it cites as the place of a document, the
/// document alone.
pub(super) fn meant(note: &str, mentions: &[Mention], grammar: &Grammar) -> Vec<Mention> {
    let held = |m: &Mention| {
        let symbol = matches!(m.saying, Saying::Symbol(_));
        symbol && grammar.held.start(note, 0..m.range.start).is_some()
    };
    mentions.iter().position(held).map_or(mentions, |first| &mentions[first..]).to_vec()
}

/// Returns where the first symbol of a note ends, if it stands in a bracket behind the title of a publication, whose words
/// have capital letters: `Annual Report of the Executive Directors, Washington, D.C. (E/3060)`.
fn of_publication(text: &str, from: usize, mentions: &[Mention]) -> Option<usize> {
    let symbol = mentions.iter().find(|m| matches!(m.saying, Saying::Symbol(_)))?;
    let title = text.get(from..symbol.range.start)?.strip_suffix('(')?;
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= TITLE_WORD;
    let words: Vec<&str> = title.split_whitespace().filter(long).collect();
    let capitals = words.iter().filter(|word| word.contains(char::is_uppercase)).count();
    (words.len() >= 2 && 3 * capitals >= 2 * words.len()).then_some(symbol.range.end)
}

/// Words of a title have so many letters at least; shorter ones need no capital.
const TITLE_WORD: usize = 4;

/// Counts the letters of a note behind a byte that neither stand inside what is told nor belong to the place of a
/// document: `Ibid., vol. XVII, document`.
fn residue(text: &str, from: usize, told: &[Span], locating: &[String]) -> usize {
    let places = |word: &str| {
        locating.iter().any(|w| w.eq_ignore_ascii_case(word)) || word.chars().all(|c| "IVX".contains(c))
    };
    let mut letters = 0;
    let mut at = from;
    for word in text[from..].split_inclusive(|c: char| !c.is_alphabetic()) {
        let start = at;
        at += word.len();
        let word = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let inside = told.iter().any(|t| t.start <= start && start < t.end);
        if !inside && !places(word) {
            letters += word.chars().count();
        }
    }
    letters
}

/// Gives notes that say no more than `Ibid.` what the note before them names; `Ibid., annex II` names another annex
/// of it. `council` says whether the document is one of the Security Council.
pub(super) fn repeat(note: &str, before: &[Mention], council: bool, grammar: &Grammar) -> Vec<Mention> {
    let Some(ibid) = grammar.ibid.find(note) else { return Vec::new() };
    let rest = note[ibid.len()..].trim_end_matches('.');
    if let Some(again) = again(rest, ibid.len(), before, council, grammar) {
        return again;
    }
    if let Some(place) = another_place(note, ibid.len(), before, grammar) {
        return vec![place];
    }
    let annex = grammar.annex.captures(rest).filter(|c| c.get(0).is_some_and(|m| m.end() == rest.len()));
    if !(rest.is_empty() || annex.is_some()) {
        return Vec::new();
    }
    let place = annex.as_ref().map(places::annexed);
    let named = |m: &&Mention| {
        let number = matches!(m.saying, Saying::Number(_));
        !m.resolved.is_empty()
            && (number || place.is_none() && matches!(m.saying, Saying::Symbol(_) | Saying::Treaty { .. }))
    };
    let mut out = Vec::new();
    for mention in before.iter().filter(named) {
        let mut again = mention.clone();
        again.range = Span::new(0, if rest.is_empty() { note.len() } else { ibid.len() + rest.len() });
        again.mark = None;
        if let Some(place) = &place {
            for resolved in &mut again.resolved {
                resolved.id = Id::new(resolved.id.document()).with_place(place);
            }
        }
        for resolved in &mut again.resolved {
            resolved.rule = "ibid";
        }
        out.push(again);
    }
    out
}

/// Reads `Ibid., para. 10`, `Ibid., chap. IV, sect. A`: another place of the document that the note before names; `Ibid.,
/// vol. III` is another volume of it.
fn another_place(note: &str, from: usize, before: &[Mention], grammar: &Grammar) -> Option<Mention> {
    let symbol = |m: &&Mention| {
        let sale = matches!(m.saying, Saying::Sale(_));
        (sale || m.class == Class::Symbol && matches!(m.saying, Saying::Symbol(_))) && !m.resolved.is_empty()
    };
    let mut again = before.iter().rfind(symbol)?.clone();
    (again.range, again.place, again.mark) = (Span::new(0, from), None, None);
    let before = again.saying.clone();
    symbols::place(note, &mut again, from, from, grammar);
    let other = again.saying != before;
    if !(other || again.place.is_some()) || again.range.end != note.trim_end_matches('.').len() {
        return None;
    }
    for resolved in &mut again.resolved {
        let document = match &again.saying {
            Saying::Symbol(symbol) if other => Id::from(symbol),
            _ => Id::new(resolved.id.document()),
        };
        resolved.id = again.place.as_deref().map_or(document.clone(), |place| document.with_place(place));
        resolved.rule = "ibid";
    }
    Some(again)
}

/// Reads `Ibid., 1628th meeting` behind the record of another meeting of the Security Council, or in a note of its own.
fn again(
    rest: &str,
    from: usize,
    before: &[Mention],
    council: bool,
    grammar: &Grammar,
) -> Option<Vec<Mention>> {
    let named = before.iter().rev().find_map(|m| m.resolved.first()).map(|resolved| resolved.id.as_str());
    let of_council = named.map_or(council, |id| id.starts_with("S/PV.") || council && id.starts_with("S/"));
    let records = records::again(rest, of_council, grammar);
    let again = |id: Id| {
        let symbol = id.document().to_owned();
        let mut mention = Mention::of_symbol(Span::new(0, from + rest.len()), Class::Symbol, symbol);
        mention.resolved = vec![Resolved::new(id, "ibid", 95)];
        mention
    };
    (!records.is_empty()).then(|| records.into_iter().map(again).collect())
}

/// Gives a name of what has no symbol in the tables the symbol that its note prints.
fn identify(mention: &mut Mention, notes: &BTreeMap<u32, (NoteRole, Vec<Mention>, Option<usize>)>) {
    let outside = mention.resolved.iter().all(|r| r.id.as_str().starts_with("EXT:"));
    let Some((NoteRole::Identifying, inside, None)) =
        mention.mark.filter(|_| outside && mention.place.is_none()).and_then(|n| notes.get(&n))
    else {
        return;
    };
    let printed = inside.iter().filter(|m| matches!(m.saying, Saying::Symbol(_) | Saying::Number(_)));
    let found = of_note(printed);
    if !found.is_empty() {
        mention.resolved = found;
    }
}

/// Returns the targets of mentions in a note as those of what carries its mark.
fn of_note<'a>(inside: impl Iterator<Item = &'a Mention>) -> Vec<Resolved> {
    inside.flat_map(|m| &m.resolved).map(|r| Resolved::new(r.id.clone(), "footnote", 93)).collect()
}

/// Gives the descriptions that carry the mark of a note the targets of the note.
pub(super) fn describe(
    mention: &mut Mention,
    notes: &BTreeMap<u32, (NoteRole, Vec<Mention>, Option<usize>)>,
) {
    let mark = &match mention.saying {
        Saying::Description(mark) => mark,
        // A definite phrase that points at nothing in the text is what its footnote names.
        Saying::Noun(_) if mention.resolved.is_empty() && mention.mark.is_some() => mention.mark,
        Saying::Name(_) => return identify(mention, notes),
        _ => return,
    };
    let Some((role, inside, see_also)) = mark.and_then(|n| notes.get(&n)) else {
        mention.reason = Some("a description without footnote".to_owned());
        return;
    };
    let before = |m: &&Mention| see_also.is_none_or(|at| m.range.start < at);
    let named =
        |m: &Mention| matches!(m.saying, Saying::Symbol(_) | Saying::Number(_) | Saying::Treaty { .. });
    // A sales number stands for a publication that has no symbol.
    let alone = !inside.iter().filter(before).any(named);
    let targets =
        inside.iter().filter(before).filter(|m| named(m) || alone && matches!(m.saying, Saying::Sale(_)));
    if *role != NoteRole::Explaining {
        mention.resolved = of_note(targets);
        if let Some(list) = mention.place.take() {
            mention.resolved = placed(std::mem::take(&mut mention.resolved), &list);
        }
    }
    if mention.resolved.is_empty() {
        mention.reason = Some("its footnote names no document".to_owned());
    }
}

/// Puts the paragraphs of `paragraphs 7 and 8 of his report¹` into the document that the note names. Of several documents
/// nobody knows whose paragraphs they are, but corrigenda have none.
pub(super) fn placed(targets: Vec<Resolved>, list: &str) -> Vec<Resolved> {
    let [report, others @ ..] = targets.as_slice() else { return targets };
    let corrigendum = |of: &Resolved| {
        of.id.as_str().strip_prefix(report.id.as_str()).is_some_and(|end| end.starts_with("/Corr."))
    };
    if !others.iter().all(corrigendum) {
        return targets;
    }
    let inside = list
        .split(places::BETWEEN)
        .map(|place| Resolved { id: report.id.with_place(place), ..report.clone() });
    inside.chain(others.iter().cloned()).collect()
}

/// Gives each mention the footnote mark that it carries.
pub(super) fn attach_marks(paragraph: &Paragraph, mentions: &mut [Mention], grammar: &Grammar) {
    let text = paragraph.text.as_str();
    for mark in &paragraph.marks {
        let before: Vec<Span> = mentions.iter().map(|m| m.range).filter(|r| r.end <= mark.at).collect();
        let Some(nearest) = before.iter().max_by_key(|r| (r.end, r.start)).copied() else { continue };
        let between = &text[nearest.end..mark.at];
        let plain = between.chars().all(|c| " ,;.:)”\"»’".contains(c));
        if !plain && !grammar.adopted.is_match(between) {
            continue;
        }
        // A second name in brackets shares the mark of the first: `the principles (the Paris Principles),`.
        let bracketed = between.contains(')') && text[..nearest.start].trim_end().ends_with('(');
        let open = text[..nearest.start].trim_end().trim_end_matches('(').trim_end().len();
        for mention in mentions.iter_mut() {
            if mention.range.end == nearest.end || bracketed && mention.range.end == open {
                mention.mark = Some(mark.number);
            }
        }
    }
}
