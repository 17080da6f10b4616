//! What a page shows around its text: menus, banners, feet, hidden words.

use std::collections::BTreeSet;

use super::tree::Tree;

/// Elements that hold no text of the page.
const SILENT: [&str; 19] = [
    "script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "audio", "video",
    "button", "select", "textarea", "dialog", "del", "head", "datalist", "map", "applet",
];

/// Elements that hold what stands around the text.
const AROUND: [&str; 4] = ["nav", "aside", "footer", "header"];

/// Roles of what stands around the text.
const ROLES: [&str; 10] = [
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "toolbar",
];

/// Words of class and id by which pages call what stands around the text.
const NAMES: [&str; 27] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "submenu",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "sidebar",
    "footer",
    "share",
    "sharing",
    "social",
    "addtoany",
    "newsletter",
    "subscribe",
    "advert",
    "advertisement",
    "ads",
    "pager",
    "pagination",
    "toolbar",
    "popup",
    "modal",
];

/// Classes of words that are not shown.
const HIDDEN: [&str; 5] =
    ["visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "element-invisible"];

/// Returns the elements that are no text of the page; what is in them is not listed. Those that hold one of `kept` are
/// text all the same.
pub(super) fn chrome(tree: &Tree, kept: &BTreeSet<usize>) -> BTreeSet<usize> {
    let letters = letters(tree);
    let all = letters[0].max(1);
    let mut out = BTreeSet::new();
    for (at, node) in tree.nodes.iter().enumerate().skip(1) {
        if node.is(&SILENT) || is_hidden(tree, at) {
            out.insert(at);
            continue;
        }
        let role = node.attribute("role").is_some_and(|role| ROLES.contains(&role));
        let around = node.is(&AROUND) && !(node.name == "header" && in_text(tree, at));
        let named = || {
            let names = [node.attribute("class"), node.attribute("id")];
            names.into_iter().flatten().any(|names| {
                let names = names.to_ascii_lowercase();
                names.split(|c: char| !c.is_ascii_alphanumeric()).any(|name| NAMES.contains(&name))
            })
        };
        let whole = node.is(&["html", "body", "main", "article"]) || letters[at] * 5 > all * 2;
        if (around || role || named()) && !whole {
            let holds = tree.inside(at).iter().any(|inside| kept.contains(inside));
            if !holds {
                out.insert(at);
            }
        }
    }
    out
}

fn in_text(tree: &Tree, at: usize) -> bool {
    tree.around(at).any(|around| tree.nodes[around].is(&["main", "article"]))
}

fn is_hidden(tree: &Tree, at: usize) -> bool {
    let node = &tree.nodes[at];
    let style =
        node.attribute("style").map(|style| style.replace([' ', '\n', '\t'], "").to_ascii_lowercase());
    let styled =
        style.is_some_and(|style| style.contains("display:none") || style.contains("visibility:hidden"));
    let classed = node
        .attribute("class")
        .is_some_and(|class| class.split_whitespace().any(|class| HIDDEN.contains(&class)));
    styled || classed || node.attribute("hidden").is_some() || node.attribute("aria-hidden") == Some("true")
}

/// Returns for every element how many letters stand in it.
fn letters(tree: &Tree) -> Vec<usize> {
    let mut out = vec![0; tree.nodes.len()];
    // Elements stand behind those around them.
    for (at, node) in tree.nodes.iter().enumerate().rev() {
        if !node.is(&SILENT) {
            for child in &node.children {
                if let super::tree::Child::Text(text) = child {
                    out[at] += text.chars().filter(|c| c.is_alphanumeric()).count();
                }
            }
        } else {
            out[at] = 0;
        }
        if at > 0 {
            out[node.parent] += out[at];
        }
    }
    out
}
