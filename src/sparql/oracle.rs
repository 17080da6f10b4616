//! Every triple of a small graph, written out in the slow and obvious way: what the view is tested against.

use std::collections::BTreeSet;

use oxrdf::vocab::{rdf, xsd};
use oxrdf::{Literal, NamedNode, Term, Triple};
use proptest::prelude::*;

use super::code::Code;
use super::vocabulary::FAMILIES;
use super::{Facts, FactsError, View, of_body, of_citation, of_node, terms};
use crate::graph::Graph;
use crate::model::{
    BodyId, Class, Confidence, EdgeRecord, Id, Language, NodeId, NodeKind, NodeRecord, Occurrence, Relation,
    Role, Verb, Via, Warning,
};

const TR: &str = "https://w3id.org/travaux/vocabulary#";
const CITO: &str = "http://purl.org/spar/cito/";
const DC: &str = "http://purl.org/dc/terms/";

/// Ids of all kinds; the first resolution has one annex, the second has two.
const IDS: [(&str, NodeKind); 10] = [
    ("A/RES/1/1", NodeKind::Document),
    ("A/RES/1/1#annex", NodeKind::Instrument),
    ("A/RES/2/2", NodeKind::Document),
    ("A/RES/2/2#annex-I", NodeKind::Instrument),
    ("A/RES/2/2#annex-II", NodeKind::Instrument),
    ("A/4(Part I)", NodeKind::Document),
    ("E/DEC/5", NodeKind::Document),
    ("ORG:six", NodeKind::Organisation),
    ("STATE:seven", NodeKind::State),
    ("TREATY:SEVEN", NodeKind::Instrument),
];

const RELATIONS: [Relation; 8] = [
    Relation::Recalls,
    Relation::Cites,
    Relation::Cites,
    Relation::Signed,
    Relation::Sponsored,
    Relation::Corrects,
    Relation::AddsTo,
    Relation::Internal,
];

const VERBS: [&str; 6] = ["", "recall", "welcome", "note", "take-note", "unheard-of"];

/// A graph and what is known of it.
#[derive(Debug)]
struct World {
    nodes: Vec<NodeRecord>,
    places: Vec<Occurrence>,
}

impl Facts for World {
    fn occurrences(&self, source: Option<&NodeId>) -> Result<Vec<Occurrence>, FactsError> {
        let wanted = |place: &&Occurrence| source.is_none_or(|source| place.source == *source);
        Ok(self.places.iter().filter(wanted).cloned().collect())
    }

    fn body_name(&self, body: &BodyId) -> Option<String> {
        (body.as_str() == "GA").then(|| "General Assembly".to_owned())
    }
}

impl World {
    fn graph(&self) -> Graph {
        let edge = |place: &Occurrence| EdgeRecord {
            source: place.source.clone(),
            target: place.target.clone(),
            relation: place.relation,
            weight: 1,
        };
        Graph::from_records(self.nodes.clone(), self.places.iter().map(edge).collect())
    }

    /// Returns every stored triple.
    fn triples(&self) -> BTreeSet<String> {
        let mut out = BTreeSet::new();
        let mut tell = |subject: &str, predicate: String, object: Term| {
            let name = |text: &str| NamedNode::new(text).expect("an address");
            out.insert(Triple::new(name(subject), name(&predicate), object).to_string());
        };
        let class = |name: &str| Term::from(NamedNode::new(name).expect("an address"));
        let text = |text: &str| Term::from(Literal::new_simple_literal(text));
        let a = rdf::TYPE.as_str().to_owned();
        for record in &self.nodes {
            let (id, address) = (record.id.as_str(), of_node(record.id.as_str()));
            let (own, general) = match record.kind {
                NodeKind::Document | NodeKind::Set => ("Document", "http://purl.org/spar/fabio/Work"),
                NodeKind::Instrument => ("Instrument", "http://purl.org/spar/fabio/Work"),
                NodeKind::Organisation => ("Organisation", "http://xmlns.com/foaf/0.1/Organization"),
                NodeKind::State => ("State", "http://xmlns.com/foaf/0.1/Organization"),
            };
            tell(&address, a.clone(), class(&format!("{TR}{own}")));
            tell(&address, a.clone(), class(general));
            for (part, name) in [("/RES/", "Resolution"), ("/DEC/", "Decision")] {
                if id.contains(part) && !id.contains('#') {
                    tell(&address, a.clone(), class(&format!("{TR}{name}")));
                }
            }
            if record.absent {
                tell(&address, a.clone(), class(&format!("{TR}Absent")));
            }
            tell(&address, format!("{DC}identifier"), text(id));
            // An instrument shares what its document has, and a document what its one annex has.
            let whole = id.split('#').next().expect("a first part");
            let annexes = self.nodes.iter().filter(|n| n.id.as_str().starts_with(&format!("{whole}#annex")));
            let shared: Vec<&NodeRecord> = std::iter::once(record)
                .chain(self.nodes.iter().filter(|n| n.id.as_str() == whole))
                .chain(annexes.clone().filter(|_| !id.contains('#')))
                .collect();
            let titled = if annexes.count() > 1 && !id.contains('#') { &shared[..1] } else { &shared[..] };
            if let Some(title) = titled.iter().find_map(|n| n.title.as_deref()) {
                tell(&address, format!("{DC}title"), text(title));
            }
            if let Some(date) = shared.iter().find_map(|n| n.date) {
                let datatype = if date.day().is_some() { xsd::DATE } else { xsd::G_YEAR };
                tell(
                    &address,
                    format!("{DC}date"),
                    Literal::new_typed_literal(date.to_string(), datatype).into(),
                );
                tell(&address, format!("{TR}year"), Literal::from(i64::from(date.year())).into());
            }
            if let Some(body) = shared.iter().find_map(|n| n.body.as_ref()) {
                tell(&address, format!("{DC}creator"), class(&of_body(body.as_str())));
                tell(&address, format!("{TR}body"), text(body.as_str()));
                let body_address = of_body(body.as_str());
                tell(&body_address, a.clone(), class(&format!("{TR}Body")));
                tell(&body_address, a.clone(), class("http://xmlns.com/foaf/0.1/Organization"));
                tell(&body_address, format!("{DC}identifier"), text(body.as_str()));
                if let Some(name) = self.body_name(body) {
                    tell(&body_address, format!("{DC}title"), text(&name));
                }
            }
        }
        let mut numbers: std::collections::BTreeMap<&NodeId, u32> = Default::default();
        for place in self.places.iter().filter(|p| p.relation.is_edge()) {
            let number = numbers.entry(&place.source).and_modify(|n| *n += 1).or_insert(1);
            let (source, target) = (of_node(place.source.as_str()), of_node(place.target.as_str()));
            let (relation, act) = match place.relation {
                Relation::Recalls => ("recalls", None),
                Relation::Cites => ("cites", None),
                Relation::Signed => ("signed", None),
                Relation::Sponsored => ("sponsored", None),
                Relation::Corrects => ("corrects", Some("corrects")),
                Relation::AddsTo => ("addsTo", Some("extends")),
                other => panic!("{other} is not drawn"),
            };
            tell(&source, format!("{TR}{relation}"), class(&target));
            let family = place.verb.as_ref().map_or("", |verb| verb.family.as_str());
            if matches!(place.relation, Relation::Recalls | Relation::Cites) {
                tell(&source, format!("{CITO}cites"), class(&target));
                let by_verb = match family {
                    "welcome" => (Some("welcomes"), None),
                    "note" => (Some("notes"), Some("citesForInformation")),
                    "take-note" => (Some("takesNoteOf"), Some("citesForInformation")),
                    _ => (None, None),
                };
                by_verb.0.into_iter().for_each(|verb| tell(&source, format!("{TR}{verb}"), class(&target)));
                by_verb.1.into_iter().for_each(|act| tell(&source, format!("{CITO}{act}"), class(&target)));
            }
            act.into_iter().for_each(|act| tell(&source, format!("{CITO}{act}"), class(&target)));
            let citation = of_citation(place.source.as_str(), *number);
            tell(&citation, a.clone(), class(&format!("{CITO}Citation")));
            tell(&citation, format!("{CITO}hasCitingEntity"), class(&source));
            tell(&citation, format!("{CITO}hasCitedEntity"), class(&target));
            tell(&citation, format!("{CITO}hasCitationCharacterization"), class(&format!("{TR}{relation}")));
            let decimal = if place.confidence.as_percent() == 100 { "1" } else { "0.9" };
            tell(
                &citation,
                format!("{TR}confidence"),
                Literal::new_typed_literal(decimal, xsd::DECIMAL).into(),
            );
            let mut said = vec![
                ("paragraph", place.para.as_str()),
                ("words", "some words"),
                ("naming", "name"),
                ("rule", "name"),
            ];
            if let Some(verb) = &place.verb {
                said.push(("verb", verb.printed.as_str()));
                said.push(("family", family));
            }
            if place.target_id.as_str().ends_with("art.4") {
                said.push(("place", "art.4"));
            }
            if place.warning.is_some() {
                said.extend([
                    ("warning", "date-mismatch"),
                    ("explanation", "why"),
                    ("suggestion", "A/RES/9/9"),
                ]);
            }
            for (part, value) in said.into_iter().filter(|(_, value)| !value.is_empty()) {
                tell(&citation, format!("{TR}{part}"), text(value));
            }
            tell(&citation, format!("{DC}language"), text("en"));
            if place.repeated {
                tell(&citation, format!("{TR}repeated"), Literal::from(true).into());
            }
        }
        out
    }

    /// Returns the pairs between which chains of at least one step lead.
    fn chains(&self, relations: &[Relation], shown: impl Fn(&str) -> String) -> BTreeSet<(String, String)> {
        let places = self.places.iter().filter(|p| relations.contains(&p.relation));
        let ends = places.map(|p| (shown(p.source.as_str()), shown(p.target.as_str())));
        let mut pairs: BTreeSet<(String, String)> = ends.collect();
        loop {
            let step = |(a, b): &(String, String)| {
                let next = pairs.iter().filter(move |(from, _)| from == b);
                next.map(|(_, to)| (a.clone(), to.clone())).collect::<Vec<_>>()
            };
            let longer: Vec<(String, String)> = pairs.iter().flat_map(step).collect();
            let before = pairs.len();
            pairs.extend(longer);
            if pairs.len() == before {
                return pairs;
            }
        }
    }
}

fn place((source, target, relation, verb, shape): (usize, usize, usize, usize, u8)) -> Occurrence {
    let target = NodeId::new(IDS[target].0);
    let id = Id::from(&target);
    Occurrence {
        source: NodeId::new(IDS[source].0),
        target_id: if shape & 1 == 1 { id.with_place("art.4") } else { id },
        target,
        relation: RELATIONS[relation],
        para: if shape & 2 == 2 { "op1".to_owned() } else { "pp1".to_owned() },
        class: Class::Name,
        surface: "some words".to_owned(),
        verb: (verb > 0).then(|| Verb::new("printed", VERBS[verb])),
        via: Via::Text,
        role: Role::Object,
        connector: None,
        rule: "name".to_owned(),
        confidence: Confidence::percent(if shape & 4 == 4 { 100 } else { 90 }),
        warning: (shape & 8 == 8).then(|| Warning {
            code: Warning::DATE_MISMATCH.to_owned(),
            explanation: "why".to_owned(),
            suggestion: Some(Id::new("A/RES/9/9")),
        }),
        language: Language::english(),
        repeated: shape & 16 == 16,
        file: None,
        span: None,
    }
}

fn world() -> impl Strategy<Value = World> {
    let places = proptest::collection::vec(
        (0..IDS.len(), 0..IDS.len(), 0..RELATIONS.len(), 0..VERBS.len(), 0u8..32),
        0..14,
    );
    let facts = proptest::collection::vec((0u8..16, 1998u16..2001), IDS.len());
    (places, facts).prop_map(|(places, facts)| {
        let node = |((id, kind), (shape, year)): (&(&str, NodeKind), (u8, u16))| NodeRecord {
            id: NodeId::new(*id),
            kind: *kind,
            body: (shape & 1 == 1).then(|| BodyId::new(if shape & 8 == 8 { "GA" } else { "SC" })),
            date: (shape & 2 == 2).then(|| format!("{year}-12-09").parse().expect("a date")),
            title: (shape & 4 == 4).then(|| format!("Title {}", shape & 8)),
            absent: shape & 8 == 8 && !kind.is_party(),
        };
        let mut places: Vec<Occurrence> = places.into_iter().map(place).collect();
        places.sort_by(|a, b| a.source.cmp(&b.source));
        World { nodes: IDS.iter().zip(facts).map(node).collect(), places }
    })
}

/// Returns the matches of a pattern as the view gives them, which must be without repeats.
fn asked(view: &View<'_>, [subject, predicate, object]: [Option<Code>; 3]) -> BTreeSet<[Code; 3]> {
    let found: Vec<[Code; 3]> =
        view.matching(subject, predicate, object).map(|triple| triple.expect("facts")).collect();
    let set: BTreeSet<[Code; 3]> = found.iter().copied().collect();
    assert_eq!(set.len(), found.len(), "a triple comes twice");
    set
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_pattern_finds_what_a_list_of_all_triples_has(world in world()) {
        let (all, graph) = (world.triples(), world.graph());
        let view = View::new(&graph, &world);
        let codes: Vec<[Code; 3]> = asked(&view, [None; 3]).into_iter().collect();
        let told: BTreeSet<String> = codes.iter().map(|triple| view.triple(*triple).to_string()).collect();
        prop_assert_eq!(&told, &all);
        for (at, triple) in codes.iter().enumerate().step_by(3) {
            // Terms of one triple, and of two that have little to do with each other.
            for object in [triple[2], codes[(at * 7 + 3) % codes.len()][2]] {
                let whole = [triple[0], triple[1], object];
                for mask in 0..8 {
                    let pattern = |whole: [Code; 3]| -> [Option<Code>; 3] {
                        std::array::from_fn(|part| (mask >> part & 1 == 1).then_some(whole[part]))
                    };
                    let fits = |other: &&[Code; 3]| {
                        pattern(whole).iter().zip(*other).all(|(wanted, code)| wanted.is_none_or(|w| w == *code))
                    };
                    let expected: BTreeSet<[Code; 3]> = codes.iter().filter(fits).copied().collect();
                    prop_assert_eq!(&asked(&view, pattern(whole)), &expected);
                    // A view that has read nothing yet answers the same, by codes of its own.
                    if at % 7 == 0 {
                        let fresh = View::new(&graph, &world);
                        let same = whole.map(|code| fresh.pool.code(&graph, view.pool.term(&graph, code)));
                        let told = |view: &View<'_>, found: BTreeSet<[Code; 3]>| -> BTreeSet<String> {
                            found.into_iter().map(|triple| view.triple(triple).to_string()).collect()
                        };
                        prop_assert_eq!(told(&fresh, asked(&fresh, pattern(same))), told(&view, expected));
                    }
                }
            }
        }
    }

    #[test]
    fn chains_are_what_steps_add_up_to(world in world()) {
        let graph = world.graph();
        let view = View::new(&graph, &world);
        let itself = |id: &str| id.to_owned();
        let whole = |id: &str| if id == "A/RES/1/1#annex" { "A/RES/1/1".to_owned() } else { id.to_owned() };
        let both = [Relation::Recalls, Relation::Cites];
        let mut folded = World { nodes: Vec::new(), places: world.places.clone() };
        folded.places.retain(|p| whole(p.source.as_str()) != whole(p.target.as_str()));
        let check = |name: &str, expected: BTreeSet<(String, String)>| -> Result<(), TestCaseError> {
            let predicate = NamedNode::new_unchecked(format!("{TR}{name}"));
            let code = |term: NamedNode| view.pool.code(&graph, term.into());
            let node = |id: &str| NamedNode::new_unchecked(of_node(id));
            let word = Some(code(predicate.clone()));
            let triple = |(s, t): &(String, String)| [code(node(s)), code(predicate.clone()), code(node(t))];
            let all: BTreeSet<[Code; 3]> = expected.iter().map(triple).collect();
            prop_assert_eq!(&asked(&view, [None, word, None]), &all);
            for (id, _) in IDS {
                let one = Some(code(node(id)));
                let from = expected.iter().filter(|(s, _)| s == id).map(triple).collect();
                prop_assert_eq!(asked(&view, [one, word, None]), from);
                let to = expected.iter().filter(|(_, t)| t == id).map(triple).collect();
                prop_assert_eq!(asked(&view, [None, word, one]), to);
                for (other, _) in IDS {
                    let joined = expected.contains(&(id.to_owned(), other.to_owned()));
                    let found = asked(&view, [one, word, Some(code(node(other)))]);
                    prop_assert_eq!(!found.is_empty(), joined);
                }
            }
            Ok(())
        };
        check("recallsThrough", world.chains(&[Relation::Recalls], itself))?;
        check("descendsFrom", world.chains(&both, itself))?;
        check("restsOn", folded.chains(&both, whole))?;
    }
}

/// The oracle knows only some of the verbs; what it does not draw is looked at here.
#[test]
fn every_family_has_a_predicate_of_its_own() {
    let names: BTreeSet<&str> = FAMILIES.iter().map(|(_, name, _)| *name).collect();
    assert_eq!(names.len(), FAMILIES.len());
    assert!(FAMILIES.windows(2).all(|pair| pair[0].0 < pair[1].0), "sorted by family");
    assert!(names.iter().all(|name| terms().iter().any(|term| term.name == *name && term.group == "verb")));
}
