//! What a paragraph has named, as the whole that a part belongs to: `article 49 thereof`.

use crate::model::Id;
use crate::references::mention::{Mention, Saying};
use crate::references::parts::REACH;

/// The targets named in a paragraph, in order, without the places in them.
#[derive(Debug, Default)]
pub(super) struct Wholes(Vec<Whole>);

#[derive(Debug)]
struct Whole {
    end: usize,
    id: Id,
    /// Whether it stands there by name: instruments have articles.
    named: bool,
}

impl Wholes {
    /// Forgets what the paragraph before named.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Adds what a mention points at.
    pub fn add(&mut self, mention: &Mention) {
        let named = matches!(mention.saying, Saying::Name(_) | Saying::Noun(_) | Saying::Constituent);
        let numbered =
            matches!(mention.saying, Saying::Number(_) | Saying::Symbol(_) | Saying::ThatResolution);
        if let Some(last) = mention.resolved.last().filter(|_| named || numbered) {
            let id = mention.place.as_deref().and_then(|place| last.id.without_place(place));
            self.0.push(Whole { end: mention.range.end, id: id.unwrap_or_else(|| last.id.clone()), named });
        }
    }

    /// Returns the part at a place of what was named last before a byte; articles are parts of instruments, if one was
    /// named.
    pub fn part(&self, place: &str, at: usize) -> Option<Id> {
        let near = || self.0.iter().rev().filter(|whole| whole.end <= at && at - whole.end < REACH);
        let article = place.starts_with("art.");
        let whole = near().find(|whole| article && whole.named).or_else(|| near().next())?;
        let resolution = whole.id.as_str().contains("/RES/") && whole.id.fragment().is_none();
        match place.strip_prefix("para.").filter(|_| resolution) {
            Some(number) => Some(whole.id.with_place(&format!("op{number}"))),
            None => Some(whole.id.with_place(place)),
        }
    }
}
