//! The main text of a page: where its prose is densest.

use std::collections::BTreeSet;

use super::tree::{Child, Tree};

/// A block with fewer letters outside links is a caption or an item of a menu.
const PROSE: usize = 40;
/// An element that holds so many hundredths of the prose of the one around it holds the text.
const SHARE: usize = 75;

/// Returns the elements that hold the main text, in order: that where the prose is, and before it those with titles or
/// symbols, as mastheads have.
pub(super) fn main_text(tree: &Tree, chrome: &BTreeSet<usize>) -> Vec<usize> {
    let prose = prose(tree, chrome);
    let mut at = 0;
    let mut out = Vec::new();
    let marked: Vec<usize> = (1..tree.nodes.len())
        .filter(|at| {
            let node = &tree.nodes[*at];
            node.is(&["main", "article"]) || node.attribute("role") == Some("main")
        })
        .collect();
    if let Some(marked) = marked.into_iter().max_by_key(|at| (prose[*at], std::cmp::Reverse(*at)))
        && prose[marked] * 2 >= prose[0]
        && prose[marked] > 0
        && !tree.around(marked).any(|around| chrome.contains(&around))
    {
        at = marked;
    }
    loop {
        let children: Vec<usize> = tree.nodes[at]
            .children
            .iter()
            .filter_map(|child| match child {
                Child::Element(child) if !chrome.contains(child) => Some(*child),
                _ => None,
            })
            .collect();
        let dense = children.iter().copied().find(|child| {
            prose[*child] > 0
                && prose[*child] * 100 >= prose[at] * SHARE
                // Rows and lists are not told apart, and words beside an element go on in it.
                && !tree.nodes[at].is(&["table", "tbody", "tr", "ul", "ol", "dl", "p"])
                && tree.nodes[*child].is_block()
                && !tree.nodes[*child].is(&["p", "ul", "ol", "dl", "pre", "blockquote"])
        });
        let Some(dense) = dense else { break };
        out.extend(children.into_iter().take_while(|child| *child != dense).filter(|c| is_head(tree, *c)));
        at = dense;
    }
    out.push(at);
    out
}

/// Returns whether an element holds a title, or a symbol outside links.
fn is_head(tree: &Tree, at: usize) -> bool {
    let inside = tree.inside(at);
    let titled = inside.iter().any(|at| tree.nodes[*at].is(&["h1", "h2"]));
    let links = inside.iter().filter(|at| tree.nodes[**at].name == "a").count();
    let symbol = || tree.words(at).split_whitespace().any(is_symbol);
    titled || links < 3 && symbol()
}

/// Returns whether a word has the shape of a symbol: `A/RES/53/144`; not `and/or`.
fn is_symbol(word: &str) -> bool {
    let root = word.split('/').next().unwrap_or_default();
    root.len() < word.len()
        && !root.is_empty()
        && root.bytes().all(|b| b.is_ascii_uppercase())
        && word.bytes().any(|b| b.is_ascii_digit())
}

/// Returns for every element how many letters of prose stand in it: in blocks with sentences outside links, or with
/// symbols, which lists of documents have.
fn prose(tree: &Tree, chrome: &BTreeSet<usize>) -> Vec<usize> {
    let count = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let nodes = &tree.nodes;
    // The block around each element, the link around it, and whether it is shown.
    let (mut block, mut linked, mut shown) =
        (vec![0; nodes.len()], vec![false; nodes.len()], vec![true; nodes.len()]);
    let (mut plain, mut all, mut symbols) =
        (vec![0; nodes.len()], vec![0; nodes.len()], vec![false; nodes.len()]);
    for (at, node) in nodes.iter().enumerate() {
        block[at] = if at == 0 || node.is_block() { at } else { block[node.parent] };
        linked[at] = at > 0 && (linked[node.parent] || node.name == "a");
        shown[at] = at == 0 || shown[node.parent] && !chrome.contains(&at);
        let texts = node.children.iter().filter_map(|child| match child {
            Child::Text(text) => Some(text.as_str()),
            Child::Element(_) => None,
        });
        for text in texts.filter(|_| shown[at]) {
            let letters = count(text);
            all[block[at]] += letters;
            plain[block[at]] += if linked[at] { 0 } else { letters };
            symbols[block[at]] |= text.split_whitespace().any(is_symbol);
        }
    }
    let mut out = vec![0; nodes.len()];
    for at in (0..nodes.len()).rev() {
        if plain[at] >= PROSE || symbols[at] {
            out[at] += all[at];
        }
        if at > 0 {
            out[nodes[at].parent] += out[at];
        }
    }
    out
}
