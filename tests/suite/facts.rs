//! Facts made by hand: what document and references would give, without them.

use std::collections::BTreeMap;

use travaux::model::{
    Certainty, Citation, Class, Confidence, Document, DocumentFacts, FileRecord, Form, Id, Language,
    Metadata, NodeId, NodeKind, NodeRecord, Occurrence, Paragraph, Relation, Role, Signature, Span, Text,
    Unresolved, Verb, Via,
};
use travaux::store::{Placing, Store, StoreError};

/// Takes `#annex` for an instrument, any other fragment for a place, and every signatory for an organisation.
pub struct Plain;

impl Placing for Plain {
    fn node(&self, id: &Id) -> NodeRecord {
        let (name, kind) = match id.fragment() {
            Some(fragment) if fragment.starts_with("annex") => {
                (format!("{}#annex", id.document()), NodeKind::Instrument)
            }
            _ if id.is_set() => (id.as_str().to_owned(), NodeKind::Set),
            _ if id.as_str().starts_with("ORG:") => (id.as_str().to_owned(), NodeKind::Organisation),
            _ => (id.document().to_owned(), NodeKind::Document),
        };
        let title = (kind == NodeKind::Instrument).then(|| "The Instrument".to_owned());
        NodeRecord { id: NodeId::new(name), kind, body: None, date: None, title, absent: false }
    }

    fn signatory(&self, signature: &Signature) -> Option<NodeRecord> {
        let id = format!("ORG:{}", signature.name.to_lowercase().replace(' ', "-"));
        signature.organisation.then(|| NodeRecord {
            id: NodeId::new(id),
            kind: NodeKind::Organisation,
            body: None,
            date: None,
            title: Some(signature.name.clone()),
            absent: false,
        })
    }
}

pub fn file(path: &str) -> FileRecord {
    FileRecord { path: path.to_owned(), hash: format!("hash of {path}"), size: 7, program: "test".to_owned() }
}

pub fn document(id: &str) -> Document {
    let mut text = Text::new();
    text.push("Recalling its resolution", 40);
    Document {
        id: Id::new(id),
        identity_rule: "title-line".to_owned(),
        identity: Vec::new(),
        title: travaux::model::Text::new(),
        language: Language::english(),
        translation: false,
        form: Form::Plain,
        region: Span::new(0, 100),
        metadata: Metadata { title: Some(format!("Title of {id}")), ..Metadata::default() },
        paragraphs: vec![Paragraph { label: "pp1".to_owned(), text, marks: Vec::new(), links: Vec::new() }],
        notes_before: Vec::new(),
        signatories: Vec::new(),
        reproduces: None,
        warnings: Vec::new(),
    }
}

pub fn citation(source: &str, target: &str, relation: Relation) -> Citation {
    Citation {
        source: Id::new(source),
        para: "pp1".to_owned(),
        class: Class::Number,
        surface: format!("resolution {target}"),
        target: Id::new(target),
        relation,
        verb: Some(Verb::new("recalling", "recall")),
        via: Via::Marker(1),
        role: Role::Object,
        connector: None,
        rule: "B1".to_owned(),
        confidence: Confidence::percent(95),
        warning: None,
        date: None,
        language: Language::english(),
        page: None,
        span: Span::new(40, 64),
    }
}

/// One place of an edge, told by its source, relation and target.
pub fn occurrence(
    (source, relation, target): (&str, Relation, &str),
    para: &str,
    words: &str,
    verb: Verb,
) -> Occurrence {
    Occurrence {
        source: NodeId::new(source),
        target: NodeId::new(target),
        target_id: Id::new(target),
        relation,
        para: para.to_owned(),
        class: Class::Number,
        surface: words.to_owned(),
        verb: Some(verb),
        via: Via::Text,
        role: Role::Object,
        connector: None,
        rule: "test".to_owned(),
        confidence: Confidence::percent(95),
        warning: None,
        language: Language::english(),
        repeated: false,
        file: None,
        span: None,
    }
}

/// One document that recalls each target once.
pub fn recalling(id: &str, targets: &[&str]) -> DocumentFacts {
    let citations = targets.iter().map(|target| citation(id, target, Relation::Recalls)).collect();
    DocumentFacts {
        document: document(id),
        citations,
        unresolved: Vec::new(),
        signatures: Vec::new(),
        definitions: Vec::new(),
    }
}

/// A letter with one signatory, one reference to an open set and one without target.
pub fn letter() -> DocumentFacts {
    let id = "LETTER:2015-12-09";
    let mut facts = recalling(id, &["A/RES/53/144#annex/art.2", "SET:previous-resolutions(A/RES)"]);
    facts.citations.push(citation("ORG:river-watch", id, Relation::Signed));
    facts.unresolved.push(Unresolved {
        para: "lp1".to_owned(),
        surface: "the said report".to_owned(),
        reason: "no antecedent".to_owned(),
        span: Span::new(3, 18),
        open: None,
    });
    facts.signatures.push(Signature {
        name: "River Watch".to_owned(),
        as_printed: "River Watch (RW), Norway".to_owned(),
        certainty: Certainty::Certain,
        organisation: true,
        acronym: Some("RW".to_owned()),
        aliases: vec!["Elvevakt".to_owned(), "Friends of Rivers".to_owned()],
        location: Some("Norway".to_owned()),
        span: Span::new(70, 94),
        rule: "line".to_owned(),
        note: None,
    });
    facts
}

/// Everything that a store lists, as text that can be compared.
pub fn listing(store: &Store) -> Result<BTreeMap<&'static str, String>, StoreError> {
    let cards = store.nodes()?.iter().map(|n| store.card(&n.id)).collect::<Result<Vec<_>, _>>()?;
    let paragraphs = store.nodes()?.iter().map(|n| store.paragraphs(&n.id)).collect::<Result<Vec<_>, _>>()?;
    Ok(BTreeMap::from([
        ("aliases", format!("{:#?}", store.aliases()?)),
        ("cards", format!("{cards:#?}")),
        ("documents", format!("{:#?}", store.documents()?)),
        ("edges", format!("{:#?}", store.edges()?)),
        ("files", format!("{:#?}", store.files()?)),
        ("nodes", format!("{:#?}", store.nodes()?)),
        ("occurrences", format!("{:#?}", store.occurrences(&Default::default())?)),
        ("paragraphs", format!("{paragraphs:#?}")),
        ("signatures", format!("{:#?}", store.signatures(None)?)),
        ("unresolved", format!("{:#?}", store.unresolved(None)?)),
    ]))
}
