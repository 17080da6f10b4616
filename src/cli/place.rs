//! Tells a reader where a reference stands and what it says.

use super::screen::{Screen, clean, counted};
use crate::draw::Places;
use crate::graph::{EdgeIdx, Graph};
use crate::model::{NodeIdRef, Occurrence, Via};

/// Returns the lines for the places of some edges: paragraph, verb, the reference's own words, and the target where it
/// is not just the node that the reader asked about. Places that read alike are told once, and no more than `most`.
pub(super) fn lines<'a>(
    graph: &'a Graph,
    edges: &[EdgeIdx],
    places: &Places,
    asked: impl Fn(EdgeIdx) -> Option<NodeIdRef<'a>>,
    most: usize,
    screen: Screen,
    indent: usize,
) -> Vec<String> {
    let mut sentences: Vec<(String, usize)> = Vec::new();
    for &edge in edges {
        let asked = asked(edge);
        let places = places.at(graph, edge);
        if places.is_empty() {
            let edge = graph.edge(edge);
            let relation = edge.relation.to_string().replace('_', " ");
            let target = graph.id(edge.target);
            let is_asked = asked == Some(target);
            sentences.push((if is_asked { relation } else { format!("{relation} {target}") }, 1));
        }
        for text in places.iter().map(|place| sentence(place, asked)) {
            match sentences.iter_mut().find(|(told, _)| *told == text) {
                Some((_, times)) => *times += 1,
                None => sentences.push((text, 1)),
            }
        }
    }
    // The line that says that there is one more takes the room of that one.
    let most = if sentences.len() == most.saturating_add(1) { sentences.len() } else { most };
    let mut lines = Vec::new();
    for (text, times) in sentences.iter().take(most) {
        let text = if *times > 1 { format!("{text} ({times} times)") } else { text.clone() };
        lines.extend(hanging(screen, indent, &text));
    }
    let more: usize = sentences.iter().skip(most).map(|(_, times)| times).sum();
    if more > 0 {
        lines.push(format!(
            "{:indent$}{}",
            "",
            screen.faint(&format!("and {}", counted(more, "more place")))
        ));
    }
    lines
}

/// Returns one place as a sentence: `preamble, paragraph 1, recalling: “its resolution 53/144”`.
fn sentence(place: &Occurrence, asked: Option<NodeIdRef<'_>>) -> String {
    let mut text = paragraph_name(&place.para, place.source.as_str());
    if let Via::Marker(number) = place.via {
        text += &format!(" with footnote {number}");
    }
    if let Some(verb) = &place.verb {
        text += &format!(", {}", verb.printed);
    }
    // A field of a record has no verb: what it says is the relation.
    if place.para.contains('$') {
        text += &format!(", {}", place.relation.to_string().replace('_', " "));
    }
    if let Some(connector) = &place.connector {
        text += &format!(" ({connector})");
    }
    match place.surface.trim() {
        "" => text += &format!(": {}", place.relation.to_string().replace('_', " ")),
        words => text += &format!(": “{words}”"),
    }
    if asked.is_none_or(|id| id.as_str() != place.target_id.as_str()) {
        text += &format!(" → {}", place.target_id);
    }
    if let Some(warning) = &place.warning {
        text += &format!(" [{}]", warning.in_words());
    }
    if place.repeated {
        text += &format!(" [in a translation or second copy, {}]", place.language);
    }
    text
}

/// Breaks a sentence into lines, those after the first indented further.
fn hanging(screen: Screen, indent: usize, text: &str) -> Vec<String> {
    let mut lines = screen.paragraph(indent + 2, &clean(text));
    if let Some(first) = lines.first_mut() {
        *first = format!("{:indent$}{}", "", first.trim_start());
    }
    lines
}

/// Returns the name of a paragraph of a document in words: `pp4` is paragraph 4 of the preamble, `op10(a)` operative
/// paragraph 10 (a), `opII.3` paragraph 3 of section II, `993$a` a field of the record of a library. Statements of the
/// Security Council have no preamble.
pub(super) fn paragraph_name(label: &str, document: &str) -> String {
    let numbered = |prefix: &str| {
        label.strip_prefix(prefix).filter(|n| n.starts_with(|c: char| c.is_ascii_digit())).map(spaced)
    };
    if let Some((section, number)) = in_section(label) {
        return format!("section {section}, {}", paragraph_name(&number, document));
    }
    if let Some(number) = numbered("pp") {
        let part = if document.starts_with("S/PRST/") { "" } else { "preamble, " };
        format!("{part}paragraph {number}")
    } else if let Some(number) = numbered("op") {
        format!("paragraph {number}")
    } else if let Some(number) = numbered("fn") {
        format!("footnote {number}")
    } else if let Some(number) = numbered("lp") {
        format!("letter, paragraph {number}")
    } else if let Some(number) = numbered("page") {
        format!("page, paragraph {number}")
    } else if let Some((field, subfield)) = label.split_once('$') {
        format!("library record, field {field} ${subfield}")
    } else if label.is_empty() {
        "the document as a whole".to_owned()
    } else {
        label.to_owned()
    }
}

/// Parts the label of a paragraph in a section that counts its own: `opII.3` is `op3` of section II.
fn in_section(label: &str) -> Option<(&str, String)> {
    let (kind, rest) = ["op", "pp"].iter().find_map(|kind| Some((*kind, label.strip_prefix(kind)?)))?;
    let (section, number) = rest.split_once('.')?;
    let roman = !section.is_empty() && section.bytes().all(|b| b"IVXL".contains(&b));
    roman.then(|| (section, format!("{kind}{number}")))
}

fn spaced(number: &str) -> String {
    number.replacen('(', " (", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_have_names() {
        let check = |label: &str, expected: &str| assert_eq!(paragraph_name(label, "A/RES/53/144"), expected);
        assert_eq!(paragraph_name("pp8", "S/PRST/2021/6"), "paragraph 8");
        check("pp4", "preamble, paragraph 4");
        check("op10(a)", "paragraph 10 (a)");
        check("opII.3(a)", "section II, paragraph 3 (a)");
        check("ppI.1", "section I, preamble, paragraph 1");
        check("op24.7", "paragraph 24.7");
        check("fn3", "footnote 3");
        check("header", "header");
        check("993$a", "library record, field 993 $a");
        check("opening", "opening");
        check("page2", "page, paragraph 2");
        check("", "the document as a whole");
    }
}
