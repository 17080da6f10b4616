//! The footnotes of a page on which several documents stand: each belongs to the document that calls it.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;

use super::Draft;
use super::frame::Frame;
use super::line::mark;
use super::marks::ends_with_year;
use crate::model::{Document, Paragraph};

/// How many documents away a mark may stand from its note.
const REACH: usize = 20;

/// Gives every footnote to the document in which its mark stands; of several documents that print the mark the nearest
/// before it has the note. A note whose mark is nowhere, because the scanner lost it, goes with the note before it on
/// the same page if one is called behind it; the first goes with the next, and the last stay with the document behind
/// whose text they were printed.
pub(super) fn assign(drafts: &mut [Draft]) {
    let all = drafts.len();
    for at in (0..all).filter(|_| all > 1) {
        let notes = std::mem::take(&mut drafts[at].notes);
        let called: Vec<Option<usize>> = notes
            .iter()
            .map(|note| {
                let free = |to: &usize| !drafts[*to].notes.iter().any(|n| n.number == note.number);
                let called = |to: &usize| drafts[*to].calls(note.number);
                let near = (at.saturating_sub(REACH)..=at).rev().chain(at + 1..all.min(at + REACH));
                near.filter(called).find(|to| *to == at || free(to))
            })
            .collect();
        let mut kept = Vec::new();
        for (nth, note) in notes.into_iter().enumerate() {
            let before = called[..nth].iter().rev().flatten().next();
            let after = called[nth..].iter().flatten().next();
            // Between notes of the document under whose text it stands it is another one of it, whose mark is damaged;
            // a text behind calls it again.
            let next = called.get(nth + 1).copied().flatten();
            let own = before == Some(&at) && next == Some(at);
            let to = called[nth].map(|to| if own { to.min(at) } else { to });
            match to.or(after.and(before.or(after)).copied()) {
                Some(to) if to != at => drafts[to].notes.push(note),
                _ => kept.push(note),
            }
        }
        // Notes of a document before may have come in between.
        kept.append(&mut drafts[at].notes);
        drafts[at].notes = kept;
    }
    for draft in drafts.iter_mut() {
        draft.notes.sort_by_key(|note| note.number);
    }
}

/// Returns for each document of a page the notes of the others whose marks its text may print as well: bare numbers that
/// one document alone has.
pub(super) fn shared(drafts: &[Draft]) -> Vec<BTreeSet<u32>> {
    let of = |at: usize| {
        let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
        let same = |other: &usize| drafts[*other].language == drafts[at].language;
        for note in
            around(at, drafts.len()).filter(same).flat_map(|other| &drafts[other].notes).filter(|n| n.bare)
        {
            *seen.entry(note.number).or_default() += 1;
        }
        let once = seen.into_iter().filter(|(_, times)| *times == 1);
        once.map(|(number, _)| number).collect()
    };
    (0..drafts.len()).map(of).collect()
}

/// Gives documents the footnotes of others that they need: those whose marks they print, and those from which their own
/// go on with `Ibid.`. On a page of several resolutions, and in one with lettered parts, a note stands once.
pub(super) fn lend(documents: &mut [Document], frames: &[Frame]) {
    for at in 0..documents.len() {
        documents[at].notes_before = called_from(documents, at);
    }
    for at in 1..documents.len() {
        let (before, rest) = documents.split_at_mut(at);
        let document = &mut rest[0];
        let Some(frame) = frames.iter().find(|f| f.words.lexicon.language() == document.language) else {
            continue;
        };
        let is_ibid = |note: &Paragraph| note.footnote().is_some() && frame.ibid.is_match(note.text.as_str());
        let mut lent: Vec<Paragraph> = Vec::new();
        for note in document.paragraphs.iter().filter(|p| is_ibid(p)) {
            let mut wanted = note.footnote().and_then(|number| number.checked_sub(1));
            while let Some(number) = wanted {
                let label = format!("fn{number}");
                if document.paragraph(&label).is_some() || lent.iter().any(|l| l.label == label) {
                    break;
                }
                let near = before.iter().rev().take(REACH).filter(|d| d.language == document.language);
                let Some(found) = near.filter_map(|d| d.paragraph(&label)).next() else { break };
                wanted = number.checked_sub(1).filter(|_| is_ibid(found));
                lent.push(found.clone());
            }
        }
        lent.retain(|l| document.notes_before.iter().all(|n| n.label != l.label));
        document.notes_before.extend(lent);
        document.notes_before.sort_by_key(Paragraph::footnote);
    }
}

/// Returns the positions of the documents around one of so many whose notes its marks may call.
fn around(at: usize, all: usize) -> impl Iterator<Item = usize> {
    (at.saturating_sub(REACH)..all.min(at + REACH)).filter(move |other| *other != at)
}

/// Returns the notes that a document calls and another one has, if one alone has each.
fn called_from(documents: &[Document], at: usize) -> Vec<Paragraph> {
    let document = &documents[at];
    let marks = document.paragraphs.iter().flat_map(|p| &p.marks).map(|mark| mark.number);
    let numbers: BTreeSet<u32> = marks.collect();
    let others = around(at, documents.len()).map(|other| &documents[other]);
    let others: Vec<&Document> = others.filter(|d| d.language == document.language).collect();
    let missing = numbers.into_iter().map(|n| format!("fn{n}")).filter(|l| document.paragraph(l).is_none());
    let held = missing.filter_map(|label| {
        let mut held = others.iter().filter_map(|other| other.paragraph(&label));
        held.next().filter(|_| held.next().is_none())
    });
    held.cloned().collect()
}

impl Draft {
    /// Returns whether the text of the document prints the mark of a footnote.
    fn calls(&self, number: u32) -> bool {
        let digits = memmem::Finder::new(&number.to_string()).into_owned();
        let mark = mark(number);
        let title = self.document.title.as_str();
        self.paragraphs
            .iter()
            .map(|p| p.text.as_str())
            .chain([title])
            .any(|text| mark.is_some_and(|mark| text.contains(mark)) || prints(text, &digits))
    }
}

/// Returns whether a text prints a number as a mark: behind a word or a year, without a blank, or behind the last
/// comma.
fn prints(text: &str, digits: &memmem::Finder<'_>) -> bool {
    digits.find_iter(text.as_bytes()).any(|at| {
        let after = &text[at + digits.needle().len()..];
        let stands = !after.starts_with(|c: char| c.is_ascii_digit() || c == '/' || c.is_alphabetic());
        let before = &text[..at];
        let last = after.is_empty() && before.ends_with(' ');
        let word = before.trim_end_matches([',', ';', '.', ':']);
        let word = if last { word.trim_end().trim_end_matches([',', ';', '.', ':']) } else { word };
        let behind = word.ends_with(|c: char| c.is_lowercase() || ")”\"’]".contains(c));
        stands && (behind || ends_with_year(word))
    })
}
