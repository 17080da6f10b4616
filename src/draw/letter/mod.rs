//! A letter and those who signed it: a register, not a time line.
//!
//! A line from every signatory to the letter would say a hundred times the same. Here they stand in columns, in the
//! order of an index, and one bracket for each column joins all of it to the letter.

mod places;

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Issuer, Node, address, label};
use crate::graph::{Graph, NodeIdx};
use crate::model::{Certainty, NodeId, NodeIdRef, Relation, SignatureRecord};

pub(super) use places::{FOLD, Placed, SIDE, placed};

/// From this number of signatories on, they stand under their first letters.
const MANY: usize = 40;

/// What those are called of whom the graph knows more than this signature.
const KNOWN: &str = "Known from other documents as well";

/// A letter with everyone who signed it, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// The headline.
    pub title: String,
    /// What is drawn, counted, and how it is read.
    pub subtitle: Vec<String>,
    /// The letter.
    pub node: Node,
    /// Those who signed it: first those that are known from elsewhere too, then all others by name.
    pub groups: Vec<Group>,
}

/// Signatories under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The heading; empty where there is only one group.
    pub heading: String,
    /// The signatories, by name.
    pub signatories: Vec<Node>,
}

impl Letter {
    /// Makes the picture of a letter from the entries of its list. An organisation that signs twice stands there twice;
    /// one that only the graph knows to have signed has its place as well.
    pub fn of(graph: &Graph, letter: NodeIdx, signatures: &[SignatureRecord]) -> Self {
        let id = graph.id(letter);
        let entries: Vec<&SignatureRecord> =
            signatures.iter().filter(|s| s.document.borrowed() == id).collect();
        let mut signatories: Vec<(NodeId, Node)> =
            entries.iter().enumerate().map(|(at, entry)| of_entry(graph, letter, entry, at)).collect();
        let listed: BTreeSet<NodeId> = entries.iter().filter_map(|s| s.organisation.clone()).collect();
        let signed = graph.edges_in(letter).map(|e| graph.edge(e)).filter(|e| e.relation == Relation::Signed);
        let others: BTreeSet<NodeIdx> =
            signed.map(|e| e.source).filter(|source| !listed.contains(&graph.id(*source).to_id())).collect();
        let organisations = listed.len() + others.len();
        signatories.extend(others.into_iter().map(|at| (graph.id(at).to_id(), of_node(graph, letter, at))));

        let count = signatories.len();
        let doubtful = signatories.iter().filter(|(_, node)| node.is_absent).count();
        let groups = grouped(graph, letter, signatories);
        let mut first = vec![counted(count, "signatory", "signatories")];
        if organisations != count {
            first.push(counted(organisations, "organisation", "organisations"));
        }
        let mut subtitle = vec![first.join(" · ")];
        subtitle.push(match groups.first() {
            Some(group) if group.heading == KNOWN => {
                "First those that are known from other documents as well, then all others by name; \
                 a bracket joins them to the letter"
                    .to_owned()
            }
            Some(_) => "By name, down the columns; a bracket joins those who signed to the letter".to_owned(),
            None => "No signatory is known".to_owned(),
        });
        if doubtful > 0 {
            let is = if doubtful == 1 { "is" } else { "are" };
            subtitle.push(format!("{doubtful} {is} perhaps no organisation, or named in part only"));
        }
        Self {
            title: format!("Who signed {}", headline(graph, letter)),
            subtitle,
            node: head(graph, letter, count),
            groups,
        }
    }

    /// Returns the signatories in the order in which one reads them.
    pub fn signatories(&self) -> impl Iterator<Item = &Node> {
        self.groups.iter().flat_map(|group| &group.signatories)
    }
}

/// Returns the name of a letter within a sentence.
fn headline(graph: &Graph, letter: NodeIdx) -> String {
    let name = label(graph.node(letter));
    match name.strip_prefix("Letter ") {
        Some(date) => format!("the letter of {date}"),
        None => name,
    }
}

fn head(graph: &Graph, letter: NodeIdx, signatories: usize) -> Node {
    let record = graph.node(letter);
    let name = label(record);
    let cited: BTreeSet<NodeIdx> = graph
        .edges_out(letter)
        .map(|e| graph.edge(e))
        .filter(|e| matches!(e.relation, Relation::Recalls | Relation::Cites))
        .map(|e| e.target)
        .collect();
    let mut captions = vec![counted(signatories, "signatory", "signatories")];
    if !cited.is_empty() {
        captions.push(format!("refers to {}", counted(cited.len(), "document", "documents")));
    }
    let title = graph.title(letter).filter(|title| *title != name).map(str::to_owned);
    Node {
        id: record.id.to_string(),
        tooltip: match &title {
            Some(title) => format!("{} — {title}", record.id),
            None => record.id.to_string(),
        },
        label: name,
        title,
        captions,
        issuer: Issuer::of(graph, letter),
        date: graph.date(letter),
        year: graph.date(letter).map(|date| date.year()),
        is_focus: true,
        is_absent: record.absent,
        is_instrument: false,
        share: None,
        cited_by: 0,
        address: address(record.id.as_str()),
        community: None,
    }
}

/// Returns an entry of the list, with the id of its organisation or one of its own.
fn of_entry(graph: &Graph, letter: NodeIdx, entry: &SignatureRecord, at: usize) -> (NodeId, Node) {
    let signature = &entry.signature;
    let id = match &entry.organisation {
        Some(id) => id.clone(),
        None => NodeId::new(format!("{}#signatory-{}", entry.document, at + 1)),
    };
    let printed = signature.as_printed.replace(" ⏎ ", " ");
    let mut tooltip = vec![format!("{} signed {}", signature.name, headline(graph, letter))];
    if printed != signature.name {
        tooltip.push(format!("printed as: {printed}"));
    }
    tooltip.extend(signature.aliases.iter().map(|alias| format!("also called: {alias}")));
    tooltip.extend(signature.note.clone());
    tooltip.extend(elsewhere(graph, letter, graph.find(&id)));
    let place = signature.location.clone().filter(|place| !signature.name.contains(place.as_str()));
    let node = Node {
        is_absent: !signature.organisation || signature.certainty == Certainty::Uncertain,
        ..signatory(id.to_string(), signature.name.clone(), tooltip.join("\n"), place)
    };
    (id, node)
}

/// Returns an organisation that no list names.
fn of_node(graph: &Graph, letter: NodeIdx, organisation: NodeIdx) -> Node {
    let name = label(graph.node(organisation));
    let mut tooltip = vec![format!("{name} signed {}", headline(graph, letter))];
    tooltip.extend(elsewhere(graph, letter, Some(organisation)));
    signatory(graph.id(organisation).to_string(), name, tooltip.join("\n"), None)
}

fn signatory(id: String, label: String, tooltip: String, place: Option<String>) -> Node {
    Node {
        id,
        label,
        title: None,
        captions: place.into_iter().collect(),
        tooltip,
        issuer: Issuer::Civil,
        date: None,
        year: None,
        is_focus: false,
        is_absent: false,
        is_instrument: false,
        share: None,
        cited_by: 0,
        address: None,
        community: None,
    }
}

/// Returns what the graph knows of a signatory beside this letter.
fn elsewhere(graph: &Graph, letter: NodeIdx, signatory: Option<NodeIdx>) -> Option<String> {
    let at = signatory?;
    let out = graph.edges_out(at).map(|e| (graph.edge(e).relation, graph.edge(e).target));
    let back = graph.edges_in(at).map(|e| (graph.edge(e).relation, graph.edge(e).source));
    let mut others: BTreeMap<NodeIdRef<'_>, bool> = BTreeMap::new();
    for (relation, other) in out.chain(back).filter(|(_, other)| *other != letter) {
        *others.entry(graph.id(other)).or_default() |= relation == Relation::Signed;
    }
    let words =
        |(id, signed): (NodeIdRef<'_>, bool)| if signed { format!("{id} (signed)") } else { id.to_string() };
    let others: Vec<String> = others.into_iter().map(words).collect();
    (!others.is_empty()).then(|| format!("known from: {}", others.join(", ")))
}

/// Puts signatories under headings, each group by name.
fn grouped(graph: &Graph, letter: NodeIdx, signatories: Vec<(NodeId, Node)>) -> Vec<Group> {
    let by_letter = signatories.len() >= MANY;
    let mut groups: BTreeMap<(u8, String), Vec<(String, Node)>> = BTreeMap::new();
    for (id, node) in signatories {
        let folded = folded(&node.label);
        let key = match elsewhere(graph, letter, graph.find(&id)) {
            Some(_) => (0, KNOWN.to_owned()),
            None if by_letter => initial(&folded),
            None => (1, String::new()),
        };
        groups.entry(key).or_default().push((folded, node));
    }
    // One group needs no heading, but what is left beside the known needs one.
    let several = groups.len() > 1;
    groups
        .into_iter()
        .map(|((rank, heading), mut members)| {
            members.sort_by(|a, b| (&a.0, &a.1.id, &a.1.captions).cmp(&(&b.0, &b.1.id, &b.1.captions)));
            let heading = match (rank, heading.as_str()) {
                (1, "") if several => "Others".to_owned(),
                _ => heading,
            };
            Group { heading, signatories: members.into_iter().map(|(_, node)| node).collect() }
        })
        .collect()
}

/// Returns a name as an index sorts it: small letters without accents, what stands before the first of them left out.
fn folded(name: &str) -> String {
    let letters = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    letters.skip_while(|c| !c.is_alphanumeric()).collect()
}

/// Returns the heading of a name, after its place among headings.
fn initial(folded: &str) -> (u8, String) {
    match folded.chars().next() {
        Some(first) if first.is_numeric() => (1, "0–9".to_owned()),
        // Latin, Greek and Cyrillic have capitals that an index is made of.
        Some(first) if (first as u32) < 0x0530 => (2, first.to_uppercase().collect()),
        _ => (3, "Other scripts".to_owned()),
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_where_an_index_has_them() {
        let check = |name: &str, rank: u8, heading: &str| {
            assert_eq!(initial(&folded(name)), (rank, heading.to_owned()), "{name}");
        };
        check("Amnesty International", 2, "A");
        check("Éducation sans frontières", 2, "E");
        check("“Sinergia” network", 2, "S");
        check("хэрэглэгч сан тбб", 2, "Х");
        check("3D Trade", 1, "0–9");
        check("人权", 3, "Other scripts");
        check("…", 3, "Other scripts");
        assert!(folded("CODAP") > folded("Coalition for the Court"));
        assert!(folded("Unión Latinoamericana") < folded("United Nations Association"));
    }
}
