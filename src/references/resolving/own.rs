//! Where a paragraph lies that a document calls its own: `paragraph 4 above`.

use std::borrow::Cow;

use super::Memory;

impl Memory<'_> {
    /// Returns the place of a paragraph: in the section of the citing one, or outside of sections where that has none of its
    /// number. In an annex with articles each counts its own paragraphs, and only the annex is sure.
    pub(super) fn own_place<'p>(&self, place: &'p str) -> Cow<'p, str> {
        let paragraphs = &self.document.paragraphs;
        if let Some((annex, _)) = place.split_once('/') {
            let words = &self.grammar.words.lexicon.shorts.articled;
            let begins = |text: &str| words.iter().any(|word| text.starts_with(word.as_str()));
            let mut annexed = paragraphs.iter().filter(|p| p.label.as_str() == annex);
            return if annexed.any(|p| begins(p.text.as_str())) { annex.into() } else { place.into() };
        }
        let Some((_, number)) = place.rsplit_once('.') else { return place.into() };
        let plain = format!("op{number}");
        let stands = |place: &str| {
            // Of `paragraphs 5 to 8 above` the first one tells.
            let first = place.split(['(', '-']).next();
            paragraphs.iter().any(|p| p.label.split('(').next() == first)
        };
        if stands(place) || !stands(&plain) { place.into() } else { plain.into() }
    }
}
