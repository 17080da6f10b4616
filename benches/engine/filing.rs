//! A database file of an edge list, as an ingest of its documents would leave it: for questions as whole processes.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use travaux::model::{
    Citation, Class, Confidence, Date, Document, DocumentFacts, FileRecord, Form, Id, Language, Metadata,
    NodeId, NodeKind, NodeRecord, Relation, Role, Signature, Span, Text, Verb, Via,
};
use travaux::store::{Placing, Store};

use crate::edge_list::EdgeList;

/// Documents of one file, which is one transaction.
const DOCUMENTS_OF_FILE: usize = 1_000;

/// Numbers of one session.
const OF_SESSION: usize = 13_000;

/// Sessions before the first, so that all dates have four digits.
const FIRST_YEAR: usize = 1_946;

struct AsNumbered;

impl Placing for AsNumbered {
    fn node(&self, id: &Id) -> NodeRecord {
        let (name, kind) = (NodeId::new(id.as_str()), NodeKind::Document);
        NodeRecord { id: name, kind, body: None, date: None, title: None, absent: false }
    }

    fn signatory(&self, _: &Signature) -> Option<NodeRecord> {
        None
    }
}

/// Returns the id of a node: later nodes are of later sessions.
pub fn id(node: u32) -> String {
    let node = node as usize;
    format!("A/RES/{}/{}", node / OF_SESSION + 1, node % OF_SESSION + 1)
}

/// Writes a database of an edge list, and prints how long that took and how large it is.
pub fn file(list: &EdgeList, path: &Path) -> Result<(), Box<dyn Error>> {
    let mut cited: Vec<Vec<u32>> = vec![Vec::new(); list.nodes];
    for (citing, target) in &list.edges {
        cited[*citing as usize].push(*target);
    }
    let begin = Instant::now();
    let mut store = Store::create(path)?;
    for (number, part) in cited.chunks(DOCUMENTS_OF_FILE).enumerate() {
        let documents: Vec<DocumentFacts> = (0..)
            .zip(part)
            .map(|(at, cited)| {
                facts(u32::try_from(number * DOCUMENTS_OF_FILE + at).unwrap_or(u32::MAX), cited)
            })
            .collect();
        let name = format!("part-{number:05}.txt");
        let record = FileRecord { path: name.clone(), hash: name, size: 0, program: "bench".to_owned() };
        store.replace_file(&record, &documents, &AsNumbered)?;
    }
    drop(store);
    let seconds = begin.elapsed().as_secs_f64();
    let size = std::fs::metadata(path)?.len();
    println!(
        "{{\"documents\": {}, \"citations\": {}, \"seconds\": {seconds:.2}, \"bytes\": {size}}}",
        list.nodes,
        list.edges.len()
    );
    Ok(())
}

fn facts(node: u32, cited: &[u32]) -> DocumentFacts {
    let source = id(node);
    let year = u16::try_from(FIRST_YEAR + node as usize / OF_SESSION).unwrap_or(u16::MAX);
    let citations = (0..).zip(cited).map(|(at, target)| citation(&source, at, &id(*target))).collect();
    let document = Document {
        id: Id::new(source.as_str()),
        identity_rule: "title-line".to_owned(),
        identity: Vec::new(),
        title: Text::new(),
        language: Language::english(),
        translation: false,
        form: Form::Plain,
        region: Span::new(0, 0),
        metadata: Metadata {
            title: Some(format!("Care of lighthouse {node}")),
            adopted: Date::new(year, 12, 9),
            ..Metadata::default()
        },
        paragraphs: Vec::new(),
        notes_before: Vec::new(),
        signatories: Vec::new(),
        reproduces: None,
        warnings: Vec::new(),
    };
    DocumentFacts {
        document,
        citations,
        unresolved: Vec::new(),
        signatures: Vec::new(),
        definitions: Vec::new(),
    }
}

fn citation(source: &str, at: usize, target: &str) -> Citation {
    Citation {
        source: Id::new(source),
        para: format!("pp{}", at + 1),
        class: Class::Number,
        surface: format!("resolution {}", target.trim_start_matches("A/RES/")),
        target: Id::new(target),
        relation: Relation::Recalls,
        verb: Some(Verb::new("Recalling", "recall")),
        via: Via::Text,
        role: Role::Object,
        connector: None,
        rule: "B1".to_owned(),
        confidence: Confidence::percent(98),
        warning: None,
        date: None,
        language: Language::english(),
        page: None,
        span: Span::new(at * 40, at * 40 + 20),
    }
}
