//! BibTeX, for JabRef, Zotero and LaTeX.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::{Kind, PUBLISHER, listed};
use crate::export::Excerpt;
use crate::graph::Graph;
use crate::model::BodyId;

/// Months as BibTeX knows them.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Writes the documents of a part of the graph as BibTeX, in UTF-8.
///
/// What has a symbol is `@techreport`, the only entry of standard BibTeX that has number, type and institution and prints
/// all three; treaties and letters are `@misc`. Keys are the ids, with `_` for every letter that BibTeX or LaTeX takes for
/// a sign. A day has no field in BibTeX and stands in `date`, which BibLaTeX and managers read. `name` gives the
/// name of a body.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn bibtex(
    graph: &Graph,
    excerpt: &Excerpt,
    name: &dyn Fn(&BodyId) -> Option<String>,
    mut out: impl Write,
) -> io::Result<()> {
    let mut keys = BTreeSet::new();
    for (at, reference) in listed(graph, excerpt, name).into_iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let (entry, kind) = match reference.kind {
            Kind::Report(kind) => ("techreport", Some(kind.unwrap_or("Document"))),
            Kind::Treaty => ("misc", Some("Treaty or conference text")),
            Kind::Letter => ("misc", Some("Letter")),
        };
        writeln!(out, "@{entry}{{{},", key(reference.id, &mut keys))?;
        let mut field = |name: &str, value: &str| writeln!(out, "  {name} = {{{value}}},");
        if let Some(author) = &reference.author {
            // In braces of its own the name of an organ is not taken for that of a person.
            field("author", &format!("{{{}}}", escaped(author)))?;
        }
        field("title", &format!("{{{}}}", escaped(&reference.title)))?;
        if entry == "techreport" {
            field("institution", PUBLISHER)?;
            field("type", kind.unwrap_or_default())?;
        } else {
            field("howpublished", kind.unwrap_or_default())?;
        }
        if let Some(number) = reference.number {
            field("number", &escaped(number))?;
        }
        if let Some(date) = reference.date {
            field("year", &date.year().to_string())?;
            field("date", &date.to_string())?;
        }
        if let Some(address) = &reference.address {
            field("url", address)?;
        }
        if let Some(note) = reference.note {
            field("note", note)?;
        }
        if let Some(month) = reference.date.and_then(|date| date.month()) {
            writeln!(out, "  month = {},", MONTHS[usize::from(month) - 1])?;
        }
        writeln!(out, "}}")?;
    }
    out.flush()
}

/// Returns a key that no other entry has.
fn key(id: &str, keys: &mut BTreeSet<String>) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() || "/.:-".contains(c) { c } else { '_' };
    let plain: String = id.chars().map(letter).collect();
    let numbered = (2..).map(|number| format!("{plain}_{number}"));
    let key = std::iter::once(plain.clone()).chain(numbered).find(|key| !keys.contains(key));
    let key = key.expect("some number is free");
    keys.insert(key.clone());
    key
}

/// Returns a text in which LaTeX sees no command. Braces have names, since BibTeX counts them even after a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', letter]),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_plain_and_differ() {
        let mut keys = BTreeSet::new();
        assert_eq!(key("A/RES/217(III)A", &mut keys), "A/RES/217_III_A");
        assert_eq!(key("A/RES/217_III_A", &mut keys), "A/RES/217_III_A_2");
        assert_eq!(key("A/RES/53/144#annex", &mut keys), "A/RES/53/144_annex");
    }

    #[test]
    fn braces_stay_balanced() {
        let text = escaped("50 % of {A_B} & \\x \u{0}");
        assert_eq!(text.matches('{').count(), text.matches('}').count(), "{text}");
        assert_eq!(escaped("R&D #1"), "R\\&D \\#1");
    }
}
