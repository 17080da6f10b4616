//! Mermaid: a diagram as text that pages and notebooks draw themselves.

use std::io::{self, Write};

use crate::draw::{Diagram, Line, Node, Theme, View, cut};

/// Most nodes of which Mermaid makes a picture that can be read.
pub const MOST_NODES: usize = 150;

/// Columns after which a title is cut.
const LONGEST: usize = 60;

/// Writes a diagram as a Mermaid flow chart: a box for each document, filled by who speaks in it, newer texts below the
/// older ones that they cite; the kinds of lines are told apart by stroke and, where they are few, by a word.
///
/// Above [`MOST_NODES`] nodes Mermaid refuses or draws a thicket; what to do then is the caller's to say.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn mermaid(diagram: &Diagram, view: View, mut out: impl Write) -> io::Result<()> {
    writeln!(out, "---")?;
    writeln!(out, "title: \"{}\"", front(&diagram.title))?;
    writeln!(out, "---")?;
    writeln!(out, "flowchart BT")?;
    for line in &diagram.subtitle {
        writeln!(out, "  %% {}", comment(line))?;
    }
    for (at, node) in diagram.nodes.iter().enumerate() {
        writeln!(out, "  n{at}{}", shape(node, view))?;
    }
    for edge in &diagram.edges {
        writeln!(out, "  n{} {} n{}", edge.source, arrow(edge.line), edge.target)?;
    }
    for (at, node) in diagram.nodes.iter().enumerate() {
        if let Some(address) = &node.address {
            writeln!(out, "  click n{at} href \"{address}\" \"{}\"", text(&node.tooltip))?;
        }
    }
    for issuer in diagram.issuers() {
        let paint = Theme::Light.paint(issuer);
        let class = format!("{issuer:?}").to_lowercase();
        writeln!(out, "  classDef {class} fill:{},stroke:{},color:{}", paint.fill, paint.border, paint.text)?;
        let names = diagram.nodes.iter().enumerate().filter(|(_, n)| n.issuer == issuer && !n.is_focus);
        let names: Vec<String> = names.map(|(at, _)| format!("n{at}")).collect();
        if !names.is_empty() {
            writeln!(out, "  class {} {class}", names.join(","))?;
        }
    }
    let focus: Vec<String> = diagram
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, n)| n.is_focus)
        .map(|(at, _)| format!("n{at}"))
        .collect();
    if !focus.is_empty() {
        let paint = Theme::Light.focus();
        writeln!(
            out,
            "  classDef focus fill:{},stroke:{},color:{},stroke-width:3px",
            paint.fill, paint.border, paint.text
        )?;
        writeln!(out, "  class {} focus", focus.join(","))?;
    }
    Ok(())
}

/// Says why so many nodes are too many, if they are.
///
/// # Errors
///
/// Fails with the message above [`MOST_NODES`] nodes.
pub fn room(nodes: usize) -> Result<(), String> {
    if nodes > MOST_NODES {
        return Err(format!(
            "Mermaid makes no picture of {nodes} documents that can be read: draw at most {MOST_NODES} (--max-nodes), \
             or another format"
        ));
    }
    Ok(())
}

/// Returns the box of a node with its words: rounded, or with bars for what holds instruments.
fn shape(node: &Node, view: View) -> String {
    let mut words = format!("<b>{}</b>", text(&node.label));
    if view == View::Cards {
        let title = node.title.as_deref().map(|title| cut(title, LONGEST));
        for line in title.iter().chain(&node.captions) {
            words += &format!("<br>{}", text(line));
        }
    }
    if let (View::Cards, Some(year)) = (view, node.year) {
        words += &format!("<br>{year}");
    }
    match node.is_instrument {
        true => format!("[[\"{words}\"]]"),
        false => format!("(\"{words}\")"),
    }
}

/// Returns the arrow of a line: thick for what reaffirms, dotted for what is no more than a mention or a tie.
fn arrow(line: Line) -> &'static str {
    match line {
        Line::Recalls => "-->",
        Line::Reaffirms => "==>",
        Line::Welcomes => "-- welcomes -->",
        Line::TakesNote => "-. takes note .->",
        Line::Signs => "-- signed --o",
        Line::Sponsors => "-- sponsored --o",
        Line::Endorses => "-- endorses -->",
        Line::Cites | Line::Belongs => "-.->",
    }
}

/// Returns a text as Mermaid reads it between quotation marks: what its grammar, HTML or Markdown would take for a sign
/// is written as a number.
fn text(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        match c {
            '"' | '#' | ';' | '&' | '<' | '>' | '`' | '\\' | '*' | '_' | '[' | ']' | '{' | '}' | '|' => {
                out += &format!("#{};", u32::from(c));
            }
            c if c.is_control() || c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Returns a text as the front matter reads it between quotation marks.
fn front(words: &str) -> String {
    words.replace('\\', "\\\\").replace('"', "\\\"").replace(|c: char| c.is_control(), " ")
}

/// Returns a text as a comment holds it: on one line, without what opens a directive.
fn comment(words: &str) -> String {
    words.replace(|c: char| c.is_control(), " ").replace(['{', '}'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::{Edge, Issuer};

    fn node(label: &str, title: &str) -> Node {
        Node {
            id: label.to_owned(),
            label: label.to_owned(),
            title: Some(title.to_owned()),
            captions: Vec::new(),
            tooltip: title.to_owned(),
            issuer: Issuer::Assembly,
            date: None,
            year: Some(1998),
            is_focus: label == "A",
            is_absent: false,
            is_instrument: false,
            share: None,
            cited_by: 0,
            address: Some("https://undocs.org/A/RES/53/144".to_owned()),
            community: None,
        }
    }

    #[test]
    fn what_the_grammar_would_read_is_written_as_numbers() {
        let diagram = Diagram {
            title: "The \"A\"".to_owned(),
            subtitle: vec!["2 documents {and}\nmore".to_owned()],
            nodes: vec![node("A", "Say \"no\" to <b> & [x]"), node("B", "حقوق الإنسان; 人权")],
            edges: vec![Edge {
                source: 1,
                target: 0,
                line: Line::Recalls,
                tooltip: String::new(),
                renews: false,
            }],
        };
        let mut out = Vec::new();
        mermaid(&diagram, View::Cards, &mut out).expect("a vector takes everything");
        let written = String::from_utf8(out).expect("text");
        let lines: Vec<&str> = written.lines().collect();
        assert_eq!(lines[1], r#"title: "The \"A\"""#);
        assert_eq!(lines[4], "  %% 2 documents  and  more");
        assert_eq!(lines[5], r#"  n0("<b>A</b><br>Say #34;no#34; to #60;b#62; #38; #91;x#93;<br>1998")"#);
        assert_eq!(lines[6], r#"  n1("<b>B</b><br>حقوق الإنسان#59; 人权<br>1998")"#);
        assert_eq!(lines[7], "  n1 --> n0");
        assert!(lines.contains(&"  class n1 assembly") && lines.contains(&"  class n0 focus"));
    }
}
