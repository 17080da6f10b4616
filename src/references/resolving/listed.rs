//! The resolutions of a list, which `those resolutions` points back at, and what is annexed to them.

use crate::model::{Confidence, Id};
use crate::references::mention::{Mention, Resolved, Saying};

/// The resolutions that a paragraph names, and those of the paragraph before.
#[derive(Debug, Default)]
pub(super) struct Listed {
    before: Vec<Id>,
    now: Vec<Id>,
    /// The last ones that were two or more.
    several: Vec<Id>,
}

impl Listed {
    /// Enters the next paragraph.
    pub fn enter(&mut self) {
        self.before = std::mem::take(&mut self.now);
        if self.before.len() > 1 {
            self.several.clone_from(&self.before);
        }
    }

    /// Adds a resolution of the paragraph.
    pub fn add(&mut self, id: &Id) {
        if !self.now.contains(id) {
            self.now.push(id.clone());
        }
    }

    /// Returns what `those resolutions` are: the ones that the paragraph has named, else those of the paragraph before;
    /// nothing where there are fewer than two. `the above-mentioned resolutions` may stand farther `below` them.
    pub fn those(&self, below: bool) -> &[Id] {
        let near = [&self.now, &self.before].into_iter().find(|ids| !ids.is_empty());
        // The one resolution that was named since cannot be meant by the plural.
        let near = near.filter(|ids| ids.len() > 1);
        near.or(below.then_some(&self.several)).map_or(&[], |ids| ids)
    }
}

/// How many bytes may stand between resolutions and `the annexes thereto`: their subject.
const SUBJECT: usize = 120;

/// Returns the annexes of the resolutions that were the last to be named before a place in the text.
pub(super) fn annexed(text: &str, before: &[Mention], at: usize) -> Vec<Resolved> {
    let Some(last) = before.last() else { return Vec::new() };
    let joined = text
        .get(last.range.end..at)
        .is_some_and(|between| between.len() < SUBJECT && !between.contains([';', '.']));
    let resolutions =
        matches!(last.saying, Saying::Number(_) | Saying::ThatResolution | Saying::ThoseResolutions);
    let whole = last.resolved.iter().filter(|r| joined && resolutions && !r.id.as_str().contains('#'));
    whole
        .map(|r| Resolved {
            id: r.id.with_place("annex"),
            rule: "annexed",
            confidence: r.confidence.min(Confidence::percent(90)),
            warning: None,
        })
        .collect()
}
