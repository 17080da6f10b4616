//! Finds the paths in a source text that lead out of its room: enough of a reading of Rust to see `crate::x`,
//! `super::` and grouped imports, and to pass over comments and literals.

use std::iter::Peekable;
use std::str::CharIndices;

/// A path that leads to a name in the crate root.
#[derive(Debug, PartialEq, Eq)]
pub struct Leaving {
    /// The line, from 1.
    pub line: usize,
    /// The name in the crate root; `*` for a glob of the root, `as` for a root under another name.
    pub name: String,
}

/// One token: a word, `::`, or a single other character.
#[derive(Debug, PartialEq, Eq)]
pub struct Token {
    /// The text.
    pub text: String,
    /// The line, from 1.
    pub line: usize,
}

/// Returns the paths of a source text that lead to the crate root. `module` is the module that the file is, as names
/// from the root (`["graph", "index"]`); `root` is the word that means the root beside `super` (`crate`).
pub fn leaving(source: &str, module: &[&str], root: &str) -> Vec<Leaving> {
    let tokens = tokens(source);
    let mut walk = Walk { tokens: &tokens, root, found: Vec::new() };
    let mut here: Vec<String> = module.iter().map(|name| (*name).to_owned()).collect();
    // Depths at which an inline module was opened.
    let mut inline = Vec::new();
    let (mut depth, mut at) = (0_usize, 0);
    while at < tokens.len() {
        match walk.word(at) {
            "mod" if walk.word(at + 2) == "{" => {
                here.push(walk.word(at + 1).to_owned());
                inline.push(depth);
                at += 2;
                continue;
            }
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                if inline.last() == Some(&depth) {
                    inline.pop();
                    here.pop();
                }
            }
            "extern" if walk.word(at + 1) == "crate" => walk.report(at, "as"),
            word if word == root || word == "super" || word == "self" => {
                at = walk.path(at, here.clone());
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    walk.found
}

struct Walk<'a> {
    tokens: &'a [Token],
    root: &'a str,
    found: Vec<Leaving>,
}

impl Walk<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    fn report(&mut self, at: usize, name: &str) {
        self.found.push(Leaving { line: self.tokens[at].line, name: name.to_owned() });
    }

    /// Follows the path that begins at a token, read in the module `from`, and returns the place behind what it read.
    fn path(&mut self, mut at: usize, mut from: Vec<String>) -> usize {
        loop {
            match self.word(at) {
                word if word == self.root => from.clear(),
                "self" => {}
                "super" => {
                    from.pop();
                }
                "{" => return self.group(at + 1, &from),
                "" => return at,
                name => {
                    if from.is_empty() {
                        let name = name.to_owned();
                        self.report(at, &name);
                    }
                    return at + 1;
                }
            }
            if self.word(at + 1) != "::" {
                if from.is_empty() && self.word(at + 1) == "as" {
                    self.report(at, "as");
                }
                return at + 1;
            }
            at += 2;
        }
    }

    /// Follows each path of a group whose brace is already behind.
    fn group(&mut self, mut at: usize, from: &[String]) -> usize {
        let mut depth = 0_usize;
        let mut begins = true;
        loop {
            match self.word(at) {
                "" => return at,
                "}" if depth == 0 => return at + 1,
                "}" => depth -= 1,
                "{" if !begins => depth += 1,
                "," if depth == 0 => {
                    begins = true;
                    at += 1;
                    continue;
                }
                _ if begins => {
                    begins = false;
                    at = self.path(at, from.to_vec());
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
    }
}

/// Splits a source text into tokens, without comments and literals. A literal that is itself a path
/// (`with = "crate::x"`) is split like code.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut chars = source.char_indices().peekable();
    let mut line = 1;
    while let Some((at, c)) = chars.next() {
        let rest = &source[at..];
        let before = line;
        if c == '\n' {
            line += 1;
        } else if rest.starts_with("//") {
            skip_while(&mut chars, |c| c != '\n');
        } else if rest.starts_with("/*") {
            let len = block_comment(rest);
            line += rest[..len].matches('\n').count();
            skip_to(&mut chars, at + len);
        } else if let Some((len, content)) = string(rest) {
            line += rest[..len].matches('\n').count();
            skip_to(&mut chars, at + len);
            if content.starts_with("crate::") || content.starts_with("super::") {
                out.extend(tokens(content).into_iter().map(|t| Token { line: before, ..t }));
            }
        } else if c == '\'' {
            skip_to(&mut chars, at + quote(rest));
        } else if is_word(c) {
            skip_while(&mut chars, is_word);
            let end = chars.peek().map_or(source.len(), |(end, _)| *end);
            out.push(Token { text: source[at..end].to_owned(), line });
        } else if rest.starts_with("::") {
            chars.next();
            out.push(Token { text: "::".to_owned(), line });
        } else if !c.is_whitespace() {
            out.push(Token { text: c.to_string(), line });
        }
    }
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn skip_while(chars: &mut Peekable<CharIndices<'_>>, keep: impl Fn(char) -> bool) {
    while chars.next_if(|(_, c)| keep(*c)).is_some() {}
}

fn skip_to(chars: &mut Peekable<CharIndices<'_>>, end: usize) {
    while chars.next_if(|(at, _)| *at < end).is_some() {}
}

/// Returns the length of a block comment, which may hold others.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// Returns the length and content of a string literal of any kind that begins here.
pub fn string(text: &str) -> Option<(usize, &str)> {
    let prefix = ["br", "cr", "r", "b", "c", ""].into_iter().find(|p| {
        let rest = text.strip_prefix(p).unwrap_or("x");
        rest.starts_with('"') || p.ends_with('r') && rest.trim_start_matches('#').starts_with('"')
    })?;
    let rest = &text[prefix.len()..];
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    if hashes > 0 && !prefix.ends_with('r') {
        return None;
    }
    let open = prefix.len() + hashes + 1;
    let content = &text[open..];
    let end = if prefix.ends_with('r') {
        content.find(&format!("\"{}", "#".repeat(hashes)))?
    } else {
        let mut escaped = false;
        content.char_indices().find_map(|(at, c)| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends.then_some(at)
        })?
    };
    Some((open + end + 1 + hashes, &content[..end]))
}

/// Returns the length of a character literal, or 1 where the quote begins a lifetime.
fn quote(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some(_)) => text[3..].find('\'').map_or(1, |at| at + 4),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that `source`, standing in `src/graph/index.rs`, takes from the root.
    fn check(source: &str, expected: &[&str]) {
        let found = leaving(source, &["graph", "index"], "crate");
        let names: Vec<&str> = found.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(names, expected, "{source}");
    }

    #[test]
    fn paths_from_the_root_are_seen() {
        check("use crate::store::Snapshot;", &["store"]);
        check("use crate :: store :: Snapshot;", &["store"]);
        check("fn f() -> crate::store::Snapshot { crate::error::fail() }", &["store", "error"]);
        check("pub(in crate::store) struct X;", &["store"]);
        check("macro_rules! m { () => { $crate::store::open() } }", &["store"]);
        check("#[serde(with = \"crate::store::dates\")] struct X;", &["store"]);
        check("pub(crate) fn f() {}", &[]);
    }

    #[test]
    fn groups_are_opened() {
        check("use crate::{model::Id, store::{self, Row}, query};", &["model", "store", "query"]);
        check("use {crate::store, std::fmt};", &["store"]);
        check("use crate::{self as root, model};", &["as", "model"]);
        check("use crate::model::{Id, Span};", &["model"]);
    }

    #[test]
    fn climbing_out_is_seen() {
        check("use super::super::store::Row;", &["store"]);
        check("use super::{super::store::Row, load};", &["store"]);
        check("use self::super::super::store;", &["store"]);
        check("mod tests { use super::super::super::store::Row; }", &["store"]);
        check("mod tests { mod deep { use super::super::load; } } use super::super::store;", &["store"]);
    }

    #[test]
    fn what_stays_in_the_room_is_free() {
        check("use super::load::Loader;", &[]);
        check("mod tests { use super::*; use super::super::load; }", &[]);
        check("fn f(&self) { self.row(); self::g(); Self::h() }", &[]);
        check("use std::crate_like::store;", &[]);
    }

    #[test]
    fn roots_under_other_names_are_seen() {
        check("use crate as root;", &["as"]);
        check("use super::super as root;", &["as"]);
        check("extern crate self as travaux;", &["as"]);
        check("use crate::*;", &["*"]);
        check("use super::super::*;", &["*"]);
    }

    #[test]
    fn comments_and_literals_are_passed_over() {
        check(
            "// use crate::store;\n/* crate::store /* crate::web */ crate::cli */ /// [`crate::store`]\n",
            &[],
        );
        check("const A: &str = \"see crate::store\"; const B: &str = r#\"\"crate::store\"#;", &[]);
        check(
            "const Q: char = '\"'; use crate::store; const R: char = '\\''; use crate::web;",
            &["store", "web"],
        );
        check("fn f<'a>(x: &'a str) -> &'a str { x } use crate::store;", &["store"]);
        check("const E: &str = \"\\\"\"; use crate::store;", &["store"]);
    }

    #[test]
    fn lines_are_counted() {
        let source = "/* one\ntwo */ const S: &str = \"three\nfour\";\n\nuse crate::store;";
        assert_eq!(leaving(source, &["graph"], "crate"), [Leaving { line: 5, name: "store".to_owned() }]);
    }

    #[test]
    fn a_file_in_the_root_climbs_out_with_one_step() {
        let found = leaving("use super::store;", &["graph"], "crate");
        assert_eq!(found.len(), 1);
        let found = leaving("fn main() { travaux::cli::run() }", &[], "travaux");
        assert_eq!(found[0].name, "cli");
    }
}
