//! Web pages: their main text without what stands around it, footnotes tied to their marks, links kept.
//!
//! Tags are read as the standard of HTML tells (whatwg.org); what a script would show is not there. Which part of a
//! page is its text is measured, not known: where a page says so itself (`main`, `article`) it is believed if most of
//! the prose stands there.

mod body;
mod charset;
mod chrome;
mod notes;
mod prose;
mod tree;

use std::collections::BTreeSet;

use super::ReadError;
use super::sheet::Sheet;
use crate::model::Form;
use prose::Page;
use tree::Tree;

/// How many letters of the beginning tell whether a file is a page.
const BEGINNING: usize = 2048;

/// Tags of which a head is made, where a page does not say what it is.
const TAGS: [&str; 16] = [
    "<head", "<body", "<title", "<meta", "<link", "<script", "<style", "<div", "<p>", "<p ", "<table", "<h1",
    "<span", "<font", "<a ", "<article",
];

/// Returns whether bytes are a page: by its type or root, or by the tags with which it begins.
pub(super) fn is_page(bytes: &[u8]) -> bool {
    // Whatever the encoding, what is no `<` at the beginning is plain text.
    let blank =
        |b: &u8| matches!(b, 0 | b'\t' | b'\n' | 0xc | b'\r' | b' ' | 0xef | 0xbb | 0xbf | 0xfe | 0xff);
    if bytes.iter().find(|b| !blank(b)) != Some(&b'<') {
        return false;
    }
    let start = charset::text(&bytes[..bytes.len().min(2 * BEGINNING)]).to_ascii_lowercase();
    let mut rest = start.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let mut commented = false;
    while let Some(end) =
        ["<!--", "<?xml"].iter().find(|open| rest.starts_with(**open)).map(|open| match *open {
            "<!--" => rest.find("-->").map(|at| at + 3),
            _ => rest.find('>').map(|at| at + 1),
        })
    {
        let Some(end) = end else { return false };
        rest = rest[end..].trim_start();
        commented = true;
    }
    if ["<!doctype html", "<html"].iter().any(|root| rest.starts_with(root)) {
        return true;
    }
    let tags = || TAGS.iter().filter(|tag| rest.contains(**tag)).count();
    !commented && TAGS.iter().any(|tag| rest.starts_with(tag)) && tags() >= 3
}

/// Reads a page.
///
/// # Errors
///
/// Fails if the page shows no words without its scripts.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, ReadError> {
    let tree = Tree::read(&charset::text(bytes));
    let notes = notes::find(&tree);
    let kept: BTreeSet<usize> = notes.texts.keys().copied().collect();
    let chrome = chrome::chrome(&tree, &kept);
    let base = tree.nodes.iter().find(|node| node.name == "base").and_then(|base| base.attribute("href"));
    let base = base.filter(|base| base.len() < 200 && base.contains("://"));
    let page = Page { tree: &tree, chrome: &chrome, notes: &notes, base };
    let mut elements = body::main_text(&tree, &chrome);
    let main: BTreeSet<usize> = elements.iter().copied().collect();
    let inside = |at: &usize| main.contains(at) || tree.around(*at).any(|around| main.contains(&around));
    let outside: Vec<usize> = kept.iter().copied().filter(|at| !inside(at)).collect();
    elements.extend(outside);
    let mut blocks = page.blocks(&elements);
    if !blocks.iter().any(|block| block.starts_with("# ")) {
        blocks.splice(..0, title(&tree, &elements));
    }
    if blocks.is_empty() {
        return Err(ReadError::Container(
            "a web page that shows no words without its scripts; save it from the browser as text or PDF first"
                .to_owned(),
        ));
    }
    Ok(Sheet { text: blocks.join("\n\n"), form: Form::WebPage, warnings: Vec::new(), pages: Vec::new() })
}

/// Returns the title of a page whose text has none: its first heading, else what the window is called.
fn title(tree: &Tree, elements: &[usize]) -> Option<String> {
    let named = |name: &str| (0..tree.nodes.len()).find(|at| tree.nodes[*at].name == name);
    let at = named("h1").or_else(|| named("title"))?;
    let words = tree.words(at);
    let title = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let printed = elements.iter().any(|element| {
        let start: String = tree.words(*element).split_whitespace().take(40).collect::<Vec<_>>().join(" ");
        start.contains(&title)
    });
    (!title.is_empty() && !printed).then(|| format!("# {title}"))
}
