//! Tags of a page -> a tree of elements, as tolerant as browsers are.

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

/// The attributes that matter here.
const KEPT: [&str; 16] = [
    "id",
    "name",
    "class",
    "href",
    "style",
    "hidden",
    "role",
    "aria-hidden",
    "start",
    "value",
    "type",
    "reversed",
    "lang",
    "charset",
    "content",
    "http-equiv",
];

/// Elements within each other go so deep; what is deeper stands beside them.
const DEEPEST: usize = 256;

/// Elements without content.
const VOID: [&str; 15] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "frame",
];

/// Elements that begin a line of their own.
const BLOCKS: [&str; 50] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "noscript",
    "option",
];

/// What stands in an element, in order.
#[derive(Debug)]
pub(super) enum Child {
    /// An element, by its place in the tree.
    Element(usize),
    /// Words.
    Text(String),
}

/// One element.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The name of the tag, in small letters.
    pub name: String,
    /// The element around it; that of the first is itself.
    pub parent: usize,
    /// What stands in it.
    pub children: Vec<Child>,
    attributes: Vec<(&'static str, String)>,
}

impl Node {
    /// Returns the value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    /// Returns whether the element begins a line of its own.
    pub fn is_block(&self) -> bool {
        is_block(&self.name)
    }

    /// Returns whether the element has one of these names.
    pub fn is(&self, names: &[&str]) -> bool {
        names.contains(&self.name.as_str())
    }
}

fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// The elements of a page; the first holds all others.
#[derive(Debug)]
pub(super) struct Tree {
    /// In the order in which they begin.
    pub nodes: Vec<Node>,
}

impl Tree {
    /// Reads a page.
    pub fn read(page: &str) -> Self {
        let mut builder = Builder::default();
        let emit = |event: CallbackEvent<'_>, _| -> Option<std::convert::Infallible> {
            builder.take(event);
            None
        };
        let mut emitter: CallbackEmitter<_, std::convert::Infallible> = CallbackEmitter::new(emit);
        // Otherwise the text of scripts would be taken for tags.
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(page, emitter).finish();
        builder.end_tag();
        Self { nodes: builder.nodes }
    }

    /// Returns the elements inside an element, itself included, in order.
    pub fn inside(&self, at: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let mut open = vec![at];
        while let Some(at) = open.pop() {
            out.push(at);
            let children = self.nodes[at].children.iter().rev();
            open.extend(children.filter_map(|child| match child {
                Child::Element(at) => Some(*at),
                Child::Text(_) => None,
            }));
        }
        out
    }

    /// Returns the words inside an element, with blanks where lines end.
    pub fn words(&self, at: usize) -> String {
        let mut out = String::new();
        self.gather(at, &mut out);
        out
    }

    fn gather(&self, at: usize, out: &mut String) {
        for child in &self.nodes[at].children {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Element(at) => {
                    let ends = self.nodes[*at].is_block() || self.nodes[*at].name == "br";
                    self.gather(*at, out);
                    out.push_str(if ends { " " } else { "" });
                }
            }
        }
    }

    /// Returns the elements around an element, the nearest first.
    pub fn around(&self, at: usize) -> impl Iterator<Item = usize> {
        let mut next = at;
        std::iter::from_fn(move || {
            let parent = self.nodes[next].parent;
            (parent != next).then(|| std::mem::replace(&mut next, parent)).map(|_| parent)
        })
    }
}

struct Builder {
    nodes: Vec<Node>,
    /// The elements that are open, the innermost last.
    open: Vec<usize>,
    /// The tag that is being read.
    tag: Option<Node>,
    attribute: Option<&'static str>,
}

impl Default for Builder {
    fn default() -> Self {
        Self { nodes: vec![Node::default()], open: vec![0], tag: None, attribute: None }
    }
}

impl Builder {
    fn take(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.end_tag();
                self.tag = Some(Node { name: text(name).to_ascii_lowercase(), ..Node::default() });
                self.attribute = None;
            }
            CallbackEvent::AttributeName { name } => {
                let kept = KEPT.iter().find(|kept| name.eq_ignore_ascii_case(kept.as_bytes()));
                self.attribute = kept.copied();
                if let (Some(tag), Some(name)) = (&mut self.tag, kept) {
                    tag.attributes.push((name, String::new()));
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let (Some(tag), Some(_)) = (&mut self.tag, self.attribute.take())
                    && let Some((_, held)) = tag.attributes.last_mut()
                {
                    *held = text(value);
                }
            }
            CallbackEvent::CloseStartTag { .. } => self.end_tag(),
            CallbackEvent::EndTag { name } => {
                self.end_tag();
                self.close(&text(name).to_ascii_lowercase());
            }
            CallbackEvent::String { value } => {
                self.end_tag();
                let at = self.innermost();
                match self.nodes[at].children.last_mut() {
                    Some(Child::Text(before)) => before.push_str(&text(value)),
                    _ => self.nodes[at].children.push(Child::Text(text(value))),
                }
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn innermost(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    /// Puts the tag that was read in its place.
    fn end_tag(&mut self) {
        let Some(mut tag) = self.tag.take() else { return };
        // A second root or body says nothing new.
        if tag.is(&["html", "body"]) && self.nodes.iter().any(|node| node.name == tag.name) {
            return;
        }
        let (closed, walls) = closes(&tag.name);
        let walled = |at: &usize| self.nodes[*at].is(walls);
        let reach = self.open.iter().rposition(walled).map_or(1, |at| at + 1);
        if let Some(at) = (reach..self.open.len()).find(|at| self.nodes[self.open[*at]].is(closed)) {
            self.open.truncate(at);
        }
        tag.parent = self.innermost();
        let leaf = VOID.contains(&tag.name.as_str()) || self.open.len() > DEEPEST;
        let at = self.nodes.len();
        self.nodes[tag.parent].children.push(Child::Element(at));
        self.nodes.push(tag);
        if !leaf {
            self.open.push(at);
        }
    }

    fn close(&mut self, name: &str) {
        let walls: &[&str] = if ["td", "th", "tr", "tbody", "thead", "tfoot", "table"].contains(&name) {
            &["table"]
        } else {
            &["td", "th", "caption"]
        };
        let named = self.open.iter().rposition(|at| *at > 0 && self.nodes[*at].name == name);
        let Some(at) = named else { return };
        let walled = self.open[at + 1..].iter().any(|at| self.nodes[*at].is(walls));
        // The end of a letter style says nothing of the blocks inside it.
        let torn = !is_block(name) && self.open[at + 1..].iter().any(|at| self.nodes[*at].is_block());
        if torn {
            self.open.remove(at);
        } else if !walled {
            self.open.truncate(at);
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Returns the elements that the beginning of another one ends, and those that keep it from reaching further.
fn closes(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu", "dir", "table"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl", "table"]),
        "option" | "optgroup" => (&["option"], &["select"]),
        "tr" => (&["tr"], &["table"]),
        "td" | "th" => (&["td", "th"], &["table", "tr"]),
        "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
        "body" => (&["head"], &[]),
        name if is_block(name) => (&["p", "head"], &["td", "th", "table", "caption", "button", "div", "li"]),
        _ => (&[], &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows the elements of a page in brackets.
    fn shown(tree: &Tree, at: usize) -> String {
        let inner: String = tree.nodes[at]
            .children
            .iter()
            .map(|child| match child {
                Child::Text(text) => text.clone(),
                Child::Element(at) => shown(tree, *at),
            })
            .collect();
        if at == 0 { inner } else { format!("({} {inner})", tree.nodes[at].name) }
    }

    #[test]
    fn tags_that_are_left_out_are_put_in() {
        let check = |page: &str, expected: &str| assert_eq!(shown(&Tree::read(page), 0), expected, "{page}");
        check("<p>one<p>two", "(p one)(p two)");
        check("<ul><li>a<ul><li>b</ul><li>c</ul>", "(ul (li a(ul (li b)))(li c))");
        check("<table><tr><td>a<td>b<tr><td>c</table>d", "(table (tr (td a)(td b))(tr (td c)))d");
        check("<P>a<BR>b</i></p>", "(p a(br )b)");
        check("<b><p>a</b>b</p>c", "(b (p ab))c");
        check("<script>if (a < b) { '<p>' }</script>x", "(script if (a < b) { '<p>' })x");
        check("a &amp; b &eacute;", "a & b é");
    }

    #[test]
    fn depth_has_an_end() {
        let tree = Tree::read(&"<div>".repeat(100_000));
        assert_eq!(tree.nodes.len(), 100_001);
        assert_eq!(tree.around(100_000).count(), DEEPEST + 1);
    }
}
