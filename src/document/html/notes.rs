//! Footnotes of a page: marks in the text and notes below it that link to each other.

use std::collections::BTreeMap;

use super::tree::{Child, Tree};

/// The marks and notes of a page, by element.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Links that are marks, with their numbers.
    pub marks: BTreeMap<usize, u32>,
    /// Blocks that are notes, with their numbers.
    pub texts: BTreeMap<usize, u32>,
}

/// Elements that may be a note as a whole.
const BLOCKS: [&str; 6] = ["p", "li", "div", "dd", "tr", "aside"];

/// Finds the marks: links with a figure as their words that stand behind words, and lead to the beginning of a block.
pub(super) fn find(tree: &Tree) -> Notes {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, node) in tree.nodes.iter().enumerate() {
        let names = [node.attribute("id"), node.attribute("name").filter(|_| node.name == "a")];
        for name in names.into_iter().flatten() {
            places.entry(name).or_insert(at);
        }
    }
    let mut out = Notes::default();
    for (at, node) in tree.nodes.iter().enumerate().filter(|(_, node)| node.name == "a") {
        let place =
            node.attribute("href").and_then(|href| href.strip_prefix('#')).and_then(|id| places.get(id));
        let number = place.and_then(|_| figure(&tree.words(at)));
        let Some((place, number)) = place.zip(number) else { continue };
        let note = block(tree, *place);
        let text = block(tree, at);
        if let Some((note, text)) = note.zip(text)
            && note != text
            && begins(tree, note, *place)
            && !begins(tree, text, at)
        {
            out.marks.insert(at, number);
            out.texts.entry(note).or_insert(number);
        }
    }
    out
}

/// Returns the number that the words of a mark print: of `3`, `[3]`, `(3)`.
pub(super) fn figure(words: &str) -> Option<u32> {
    let bare = words.trim().trim_matches(['[', ']', '(', ')', ' ', '\u{a0}']);
    let digits = (1..=3).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit());
    bare.parse().ok().filter(|number| digits && *number > 0)
}

/// Returns the block in which an element stands.
fn block(tree: &Tree, at: usize) -> Option<usize> {
    let mut all = std::iter::once(at).chain(tree.around(at));
    all.find(|at| {
        let node = &tree.nodes[*at];
        node.is(&BLOCKS) || node.is_block() && !node.is(&["td", "th"])
    })
}

/// Signs before a mark are looked at up to so many bytes.
const SIGNS: usize = 40;

/// Returns whether no word stands in a block before an element, but for the marks themselves.
fn begins(tree: &Tree, block: usize, element: usize) -> bool {
    let mut signs = 0;
    reach(tree, block, element, &mut signs) == Some(true)
}

/// Goes on to an element: whether it was met, or whether words were met before it, else how many signs stand before.
fn reach(tree: &Tree, at: usize, element: usize, signs: &mut usize) -> Option<bool> {
    if at == element {
        return Some(true);
    }
    tree.nodes[at].children.iter().find_map(|child| match child {
        Child::Text(text) => {
            *signs += text.trim().len();
            (*signs > SIGNS || text.chars().any(char::is_alphabetic)).then_some(false)
        }
        Child::Element(child) => reach(tree, *child, element, signs),
    })
}
