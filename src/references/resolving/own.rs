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
        let counted = |label: &str| label.split('(').next() == place.split('(').next();
        match paragraphs.iter().any(|p| counted(p.label.as_str())) {
            true => place.into(),
            false => format!("op{number}").into(),
        }
    }
}
