//! Pairs labelled references with found ones.

use super::gold::{GoldRow, same};
use super::texts::{LabelledText, line_of};
use crate::model::{Citation, Class};

/// A labelled reference with the one that was found for it.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The label.
    pub gold: GoldRow,
    /// What was found.
    pub found: Citation,
}

impl Pair {
    /// Returns whether the relation is right.
    pub fn relation(&self) -> bool {
        self.gold.relation == self.found.relation.as_str()
    }

    /// Returns whether the printed verb is right; where the label has none, none is asked for.
    pub fn verb(&self) -> bool {
        self.gold.verb.is_empty() || self.found.verb.as_ref().is_some_and(|v| v.printed == self.gold.verb)
    }

    /// Returns whether the paragraph is right.
    pub fn para(&self) -> bool {
        self.gold.para == self.found.para
    }

    /// Returns whether the reference's own words are right.
    pub fn surface(&self) -> bool {
        folded(&self.gold.surface) == folded(&self.found.surface)
    }

    /// Returns whether the part of the footnote is right.
    pub fn via(&self) -> bool {
        self.gold.via == self.found.via.to_string()
    }
}

/// The comparison of one labelled file.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Labels that were found.
    pub pairs: Vec<Pair>,
    /// Labels that were not.
    pub missed: Vec<GoldRow>,
    /// Found references that no label has.
    pub spurious: Vec<Citation>,
    /// Found references whose place in the file does not give back their words.
    pub misplaced: Vec<Citation>,
}

/// Compares the labels of one document with what was found in it.
pub(super) fn compare(rows: Vec<GoldRow>, text: &LabelledText) -> Outcome {
    let mut out = Outcome::default();
    let mut open: Vec<Option<&Citation>> = text
        .labelled(&rows.iter().collect::<Vec<_>>())
        .into_iter()
        .flat_map(|f| &f.citations)
        .filter(|c| c.class != Class::Structural)
        .map(Some)
        .collect();
    for citation in open.iter().flatten() {
        if !gives_back(&text.bytes, citation) {
            out.misplaced.push((*citation).clone());
        }
    }
    // Exact words first, so that a neighbour does not take their place.
    let mut waiting: Vec<GoldRow> = rows;
    for exact in [true, false] {
        let mut still = Vec::new();
        for row in waiting {
            let fits = |c: &Citation| {
                let near = line_of(&text.bytes, c.span).abs_diff(row.line) <= if exact { 0 } else { 3 };
                let words = folded(&c.surface) == folded(&row.surface) || !exact && touches(c, &row);
                near && words && same(&row.target, c.target.as_str())
            };
            match open.iter_mut().find(|c| c.is_some_and(fits)).and_then(Option::take) {
                Some(found) => out.pairs.push(Pair { gold: row, found: found.clone() }),
                None => still.push(row),
            }
        }
        waiting = still;
    }
    // What stands in the tail of a neighbour counts for nothing, found or not.
    let (neutral, missed): (Vec<GoldRow>, Vec<GoldRow>) = waiting.into_iter().partition(GoldRow::is_neutral);
    out.missed = missed;
    out.pairs.retain(|pair| !pair.gold.is_neutral());
    let unasked = |c: &&Citation| neutral.iter().any(|row| touches(c, row));
    out.spurious = open.into_iter().flatten().filter(|c| !unasked(c)).cloned().collect();
    out
}

fn touches(citation: &Citation, row: &GoldRow) -> bool {
    let (a, b) = (folded(&citation.surface), folded(&row.surface));
    a.contains(&b) || b.contains(&a)
}

/// Folds white space and the spellings of hyphens.
fn folded(text: &str) -> String {
    let text = text.replace("-\u{2010}", "-").replace('\u{2010}', "-");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether the place of a citation gives back its words, markup and white space aside. Words that a
/// footnote block parts are given back in parts.
fn gives_back(bytes: &[u8], citation: &Citation) -> bool {
    let Some(raw) = bytes.get(citation.span.start..citation.span.end) else { return false };
    let raw = String::from_utf8_lossy(raw);
    let letters = |t: &str| -> Vec<char> { t.chars().filter(|c| c.is_alphanumeric()).collect() };
    let (raw, surface) = (letters(&raw), letters(&citation.surface));
    let starts = surface.first() == raw.first();
    let ends = surface.last() == raw.last();
    let mut rest = raw.iter();
    starts && ends && surface.iter().all(|c| rest.any(|r| r == c))
}
