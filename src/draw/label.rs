//! Short names of nodes, as people write them.

use super::cut;
use crate::graph;

/// Roots of the symbols of resolutions and decisions, and what people write instead. A resolution of the General
/// Assembly needs no name; of bodies not listed here the symbol itself is written.
const SERIES: [(&str, &str); 5] =
    [("A", ""), ("A/HRC", "HRC"), ("E", "ECOSOC"), ("E/CN.4", "CHR"), ("S", "SC")];

/// Kinds of adopted text, and what is written between the body and the number.
const ADOPTED: [(&str, &str); 3] = [("RES", ""), ("DEC", "dec."), ("PRST", "PRST")];

/// Returns the short name of a node: `53/144`, `HRC 22/6`, `SC 1325 (2000)`, `217 A (III)`, `ICCPR`, the name of an
/// organisation or State, the symbol of any other document.
pub fn label(node: graph::Node<'_>) -> String {
    let id = node.id.as_str();
    if id == "UN-CHARTER" {
        return "UN Charter".to_owned();
    }
    if let Some((scheme, rest)) = id.split_once(':').filter(|(s, _)| is_scheme(s)) {
        return match (scheme, node.date) {
            ("ORG" | "STATE", _) => node.title.unwrap_or(rest).to_owned(),
            ("LETTER", Some(date)) => format!("Letter {date}"),
            // The rest of such an id is a hash, which tells a reader nothing.
            ("DOC", _) => node.title.map_or_else(|| format!("Document {rest:.8}"), |t| cut(t, 40)),
            _ => rest.to_owned(),
        };
    }
    match id.split_once('#') {
        None => adopted(id),
        Some((document, place)) => match place.split_once(':') {
            Some((_, name)) => name.to_owned(),
            None => format!("{} {}", adopted(document), place.replace(['-', '/'], " ")),
        },
    }
}

fn is_scheme(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_uppercase())
}

/// Writes the symbol of an adopted text as its body and number; returns other symbols as they are.
fn adopted(symbol: &str) -> String {
    let short = ADOPTED.iter().find_map(|(kind, word)| {
        let (root, number) = symbol.split_once(&format!("/{kind}/"))?;
        let (_, body) = SERIES.iter().find(|(r, _)| *r == root)?;
        let words = [*body, *word, &spaced(number)];
        Some(words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<&str>>().join(" "))
    });
    short.unwrap_or_else(|| symbol.to_owned())
}

/// Sets a number as it is printed in prose: `217(III)A` as `217 A (III)`, `53/243A` as `53/243 A`.
fn spaced(number: &str) -> String {
    match number.split_once('(').and_then(|(n, rest)| Some((n, rest.split_once(')')?))) {
        Some((n, (inside, ""))) => format!("{n} ({inside})"),
        Some((n, (inside, letter))) => format!("{n} {letter} ({inside})"),
        None => {
            let digits = number.trim_end_matches(|c: char| c.is_ascii_uppercase());
            let letter = &number[digits.len()..];
            if letter.is_empty() || digits.is_empty() {
                number.to_owned()
            } else {
                format!("{digits} {letter}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, NodeIdRef, NodeKind};

    fn check(id: &str, expected: &str) {
        let node = graph::Node {
            id: NodeIdRef::new(id),
            kind: NodeKind::Document,
            body: None,
            date: Some(Date::of_year(2015)),
            title: Some("A title"),
            absent: true,
        };
        assert_eq!(label(node), expected, "{id}");
    }

    #[test]
    fn adopted_texts_carry_body_and_number() {
        check("A/RES/53/144", "53/144");
        check("A/RES/217(III)A", "217 A (III)");
        check("A/RES/1514(XV)", "1514 (XV)");
        check("A/RES/53/243A", "53/243 A");
        check("A/RES/S-21/2", "S-21/2");
        check("A/HRC/RES/22/6", "HRC 22/6");
        check("S/RES/1325(2000)", "SC 1325 (2000)");
        check("S/PRST/2014/3", "SC PRST 2014/3");
        check("A/HRC/DEC/18/117", "HRC dec. 18/117");
        check("E/CN.4/RES/2005/67", "CHR 2005/67");
        check("E/CN.15/RES/25/1", "E/CN.15/RES/25/1");
    }

    #[test]
    fn other_nodes_are_called_by_their_symbol_or_name() {
        check("A/57/385", "A/57/385");
        check("A/RES/53/144#annex", "53/144 annex");
        check("A/RES/55/25#annex-II", "55/25 annex II");
        check("A/RES/2200(XXI)A#annex:ICCPR", "ICCPR");
        check("A/CONF.157/24(Part I)#chap.III", "A/CONF.157/24(Part I) chap.III");
        check("TREATY:VCCR", "VCCR");
        check("UN-CHARTER", "UN Charter");
        check("ORG:amnesty-international", "A title");
        check("LETTER:HRD-NGO-2015-12-09", "Letter 2015");
        check("DOC:4a54178d041fadee", "A title");
    }
}
