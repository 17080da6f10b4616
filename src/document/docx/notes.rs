//! The numbers of notes: counted in the order in which the text calls them, as Word prints them.

use std::collections::BTreeMap;

use super::sections::{NoteNumbers, Section};

/// Whether a note stands at the foot of the page or at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// At the foot of the page.
    Foot,
    /// At the end of the text.
    End,
}

/// The notes called so far.
#[derive(Debug)]
pub(super) struct Calls {
    rules: Vec<[NoteNumbers; 2]>,
    usual: [NoteNumbers; 2],
    section: usize,
    next: [Option<u32>; 2],
    /// Every note in the order of its first call, with its number; none where the text prints its own mark.
    pub called: Vec<(Place, String, Option<u32>)>,
    known: BTreeMap<(Place, String), Option<u32>>,
}

impl Calls {
    /// Makes the count for a text of these sections; `usual` is told for the whole file.
    pub fn new(sections: &[Section], usual: &Section) -> Self {
        let usual = [usual.footnotes.clone(), usual.endnotes.clone()];
        let rules =
            sections.iter().map(|s| [s.footnotes.over(&usual[0]), s.endnotes.over(&usual[1])]).collect();
        Self { rules, usual, section: 0, next: [None; 2], called: Vec::new(), known: BTreeMap::new() }
    }

    /// Returns whether the numbers begin anew on every page, which the file does not tell.
    pub fn begin_anew_on_pages(&self) -> bool {
        let all = self.rules.iter().chain([&self.usual]).flatten();
        !self.called.is_empty() && all.into_iter().any(|rule| rule.restart.as_deref() == Some("eachPage"))
    }

    /// Goes on to the next section.
    pub fn end_section(&mut self) {
        self.section += 1;
        for place in [Place::Foot, Place::End] {
            if self.rule(place).restart.as_deref() == Some("eachSect") {
                self.next[place as usize] = None;
            }
        }
    }

    fn rule(&self, place: Place) -> &NoteNumbers {
        &self.rules.get(self.section).unwrap_or(&self.usual)[place as usize]
    }

    /// Counts a call; returns the number printed. `own` says that the text prints a mark of its own instead.
    pub fn call(&mut self, place: Place, id: String, own: bool) -> Option<u32> {
        if let Some(number) = self.known.get(&(place, id.clone())) {
            return *number;
        }
        let number = (!own).then(|| {
            let number = self.next[place as usize].or(self.rule(place).start).unwrap_or(1);
            self.next[place as usize] = Some(number.saturating_add(1));
            number
        });
        self.known.insert((place, id.clone()), number);
        self.called.push((place, id, number));
        number
    }
}
