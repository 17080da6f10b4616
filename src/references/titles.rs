//! Titles between quotation marks against those that are known.

use crate::authority::{Authority, NameUse};
use crate::model::Id;

/// Finds the document of a title; a few wrong letters do not hide it.
pub(super) fn titled(title: &str, authority: &Authority) -> Option<Id> {
    let wanted: Vec<char> = letters(title);
    let titles = authority.instruments.names().iter().filter(|n| n.usage == NameUse::Title);
    titles
        .filter_map(|n| {
            let known: Vec<char> = letters(&n.text);
            let distance = distance(&wanted, &known, known.len() / 20 + 1)?;
            Some((distance, n.ids.first()?.clone()))
        })
        .min()
        .map(|(_, id)| id)
}

/// Returns the letters and digits of a text without letter case: what a title and its quotation have in common.
pub(super) fn letters<T: FromIterator<char>>(text: &str) -> T {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns the edit distance of two texts if it is at most `limit`.
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().filter(|d| *d <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_have_a_limit() {
        let d = |a: &str, b: &str, limit| distance(&letters::<Vec<_>>(a), &letters::<Vec<_>>(b), limit);
        assert_eq!(d("Rcognizing", "Recognizing", 2), Some(1));
        assert_eq!(d("another", "Recognizing", 2), None);
    }
}
