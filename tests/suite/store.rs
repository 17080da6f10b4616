//! The store against a model of it, and against damaged and foreign files.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;
use travaux::graph::Graph;
use travaux::model::{
    Asked, Class, Confidence, DocumentFacts, EdgeRecord, HeldReading, HeldReference, Id, Language, NodeId,
    OccurrenceFilter, Open, Relation, Role, Settlement, Span, Unresolved, Via, Warning,
};
use travaux::search::{Filter, Question};
use travaux::store::{Placing, Store, StoreError};

use crate::facts::{Plain, citation, file, letter, listing, recalling};

fn empty() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("test.db")).unwrap();
    (folder, store)
}

fn put(store: &mut Store, path: &str, documents: &[DocumentFacts]) {
    store.replace_file(&file(path), documents, &Plain).unwrap();
}

fn held(store: &Store) -> Vec<HeldReference> {
    let mut held = Vec::new();
    store.each_held(&mut |reference| held.push(reference)).unwrap();
    held
}

fn edges(store: &Store) -> Vec<String> {
    let line = |e: EdgeRecord| format!("{} {} {} {}", e.source, e.relation, e.target, e.weight);
    store.edges().unwrap().into_iter().map(line).collect()
}

fn nodes(store: &Store) -> Vec<String> {
    let line = |absent: bool| if absent { " absent" } else { "" };
    store.nodes().unwrap().into_iter().map(|n| format!("{} {}{}", n.kind, n.id, line(n.absent))).collect()
}

#[test]
fn a_cited_document_is_absent_until_it_is_read_and_again_when_its_file_goes() {
    let (_folder, mut store) = empty();
    put(&mut store, "b", &[recalling("A/RES/60/1", &["A/RES/59/1#op3"])]);
    assert_eq!(nodes(&store), ["document A/RES/59/1 absent", "document A/RES/60/1"]);
    put(&mut store, "a", &[recalling("A/RES/59/1", &[])]);
    assert_eq!(nodes(&store), ["document A/RES/59/1", "document A/RES/60/1"]);
    let card = store.card(&NodeId::new("A/RES/59/1")).unwrap().unwrap();
    assert_eq!(card.node.title.as_deref(), Some("Title of A/RES/59/1"));
    assert_eq!(card.files, ["a"]);
    assert!(store.forget_file("a").unwrap());
    assert!(!store.forget_file("a").unwrap());
    assert_eq!(nodes(&store), ["document A/RES/59/1 absent", "document A/RES/60/1"]);
    let card = store.card(&NodeId::new("A/RES/59/1")).unwrap().unwrap();
    assert_eq!((card.node.title, card.files.len()), (None, 0));
    assert!(store.forget_file("b").unwrap());
    assert_eq!(nodes(&store), [] as [&str; 0]);
}

#[test]
fn an_instrument_is_read_with_its_document_and_known_by_name_before() {
    let (_folder, mut store) = empty();
    put(&mut store, "b", &[recalling("A/RES/60/1", &["A/RES/53/144#annex/art.2"])]);
    let instrument = NodeId::new("A/RES/53/144#annex");
    let node = store.card(&instrument).unwrap().unwrap().node;
    assert_eq!((node.title.as_deref(), node.absent), (Some("The Instrument"), true));
    put(&mut store, "a", &[recalling("A/RES/53/144", &[])]);
    assert!(!store.card(&instrument).unwrap().unwrap().node.absent);
    let filter = OccurrenceFilter { target: Some(&instrument), ..Default::default() };
    let places = store.occurrences(&filter).unwrap();
    assert_eq!(places.len(), 1);
    assert_eq!(places[0].target_id.as_str(), "A/RES/53/144#annex/art.2");
}

#[test]
fn a_changed_file_replaces_what_it_said() {
    let (_folder, mut store) = empty();
    put(&mut store, "a", &[recalling("A/RES/60/1", &["A/RES/59/1", "A/RES/59/1", "A/RES/59/2"])]);
    put(&mut store, "b", &[letter()]);
    assert_eq!(
        edges(&store)[2..],
        ["LETTER:2015-12-09 recalls A/RES/53/144#annex 1", "ORG:river-watch signed LETTER:2015-12-09 1",]
    );
    put(&mut store, "a", &[recalling("A/RES/60/1", &["A/RES/59/3"])]);
    put(&mut store, "b", &[]);
    assert_eq!(edges(&store), ["A/RES/60/1 recalls A/RES/59/3 1"]);
    assert_eq!(nodes(&store), ["document A/RES/59/3 absent", "document A/RES/60/1"]);
    assert_eq!(store.signatures(None).unwrap(), []);
    assert_eq!(store.unresolved(None).unwrap(), []);
    assert_eq!(store.aliases().unwrap(), []);
    assert_eq!(store.files().unwrap().len(), 2);
    store.check().unwrap();
}

#[test]
fn what_was_written_is_read() {
    let (_folder, mut store) = empty();
    put(&mut store, "b", &[letter()]);
    let id = NodeId::new("LETTER:2015-12-09");
    let signatures = store.signatures(Some(&id)).unwrap();
    assert_eq!(signatures.len(), 1);
    assert_eq!(signatures[0].signature, letter().signatures[0]);
    assert_eq!(signatures[0].organisation, Some(NodeId::new("ORG:river-watch")));
    let unresolved = store.unresolved(Some(&id)).unwrap();
    assert_eq!(unresolved[0].unresolved, letter().unresolved[0]);
    assert_eq!(store.unresolved(Some(&NodeId::new("A/RES/1/1"))).unwrap(), []);
    let paragraphs = store.paragraphs(&id).unwrap();
    assert_eq!(paragraphs, [("pp1".to_owned(), "Recalling its resolution".to_owned())]);
    let names: Vec<_> = store.aliases().unwrap().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Elvevakt", "Friends of Rivers", "RW"]);
    let place = &store.occurrences(&Default::default()).unwrap()[0];
    let written = &letter().citations[0];
    assert_eq!(
        (&place.verb, place.via, place.confidence, &place.surface, place.span, place.file.as_deref()),
        (&written.verb, written.via, written.confidence, &written.surface, Some(written.span), Some("b")),
    );
}

#[test]
fn open_sets_and_words_on_oneself_are_places_but_no_edges() {
    let (_folder, mut store) = empty();
    let mut facts = recalling("A/RES/60/1", &["SET:previous-resolutions(A/RES)"]);
    facts.citations.push(citation("A/RES/60/1", "A/RES/60/1", Relation::SelfReference));
    facts.citations.push(citation("A/RES/60/1", "A/RES/60/1#op4", Relation::Internal));
    put(&mut store, "a", &[facts]);
    assert_eq!(edges(&store), [] as [&str; 0]);
    assert_eq!(nodes(&store), ["document A/RES/60/1"]);
    assert_eq!(store.occurrences(&Default::default()).unwrap().len(), 3);
    let internal = OccurrenceFilter { relation: Some(Relation::Internal), ..Default::default() };
    assert_eq!(store.occurrences(&internal).unwrap().len(), 1);
}

#[test]
fn a_second_copy_and_a_translation_are_no_evidence() {
    let (_folder, mut store) = empty();
    let mut translation = recalling("A/RES/60/1", &["A/RES/59/1", "A/RES/59/2", "A/RES/59/9"]);
    translation.document.translation = true;
    put(&mut store, "a", &[translation]);
    assert_eq!(edges(&store).len(), 3, "the only text there is speaks for the document");
    put(&mut store, "b", &[recalling("A/RES/60/1", &["A/RES/59/1"])]);
    put(&mut store, "c", &[recalling("A/RES/60/1", &["A/RES/59/1", "A/RES/59/2"])]);
    assert_eq!(
        edges(&store),
        [
            "A/RES/60/1 recalls A/RES/59/1 1",
            "A/RES/60/1 recalls A/RES/59/2 1",
            "A/RES/60/1 recalls A/RES/59/9 0",
        ]
    );
    let of_files = store.occurrences(&Default::default()).unwrap();
    let of_files: Vec<_> = of_files.iter().map(|o| (o.file.as_deref().unwrap(), o.repeated)).collect();
    assert_eq!(of_files[..3], [("c", false), ("c", false), ("a", true)]);
    let primary: Vec<_> = store.documents().unwrap().iter().map(|d| d.primary).collect();
    assert_eq!(primary, [false, false, true]);
}

/// One text of a document in the model: which document, whether translated, and its references.
type ModelText = (u8, bool, Vec<(u8, u8)>);

const FILES: [&str; 3] = ["f0", "f1", "f2"];
const RELATIONS: [Relation; 3] = [Relation::Recalls, Relation::Cites, Relation::SelfReference];

fn target(of: u8) -> String {
    match of {
        6 => "SET:all".to_owned(),
        5 => "A/RES/60/0#annex/art.1".to_owned(),
        4 => "A/RES/60/1#op2".to_owned(),
        n => format!("A/RES/60/{n}"),
    }
}

fn facts_of(text: &ModelText) -> DocumentFacts {
    let (document, translation, references) = text;
    let id = format!("A/RES/60/{document}");
    let mut facts = recalling(&id, &[]);
    facts.document.translation = *translation;
    facts.citations = references
        .iter()
        .map(|(to, relation)| citation(&id, &target(*to), RELATIONS[usize::from(*relation)]))
        .collect();
    facts
}

/// What the store must list, found the slow way: (edges with weights, nodes with absence, occurrences).
type Expected = (BTreeMap<(String, String, Relation), u32>, BTreeMap<String, bool>, usize);

fn expected(model: &BTreeMap<&str, Vec<ModelText>>) -> Expected {
    let texts: Vec<(&str, usize, &ModelText)> = model
        .iter()
        .flat_map(|(path, texts)| texts.iter().enumerate().map(|(at, text)| (*path, at, text)))
        .collect();
    let mut edges = BTreeMap::new();
    let mut names = BTreeSet::new();
    for (path, at, text) in &texts {
        let best = texts
            .iter()
            .filter(|(_, _, other)| other.0 == text.0)
            .min_by_key(|(path, at, other)| (other.1, Reverse(other.2.len()), *path, *at))
            .unwrap();
        let weight = u32::from((best.0, best.1) == (*path, *at));
        let source = format!("A/RES/60/{}", text.0);
        names.insert(source.clone());
        for (to, relation) in &text.2 {
            let id = Id::new(target(*to));
            let node = Plain.node(&id).id.as_str().to_owned();
            if id.is_set() {
                continue;
            }
            names.insert(node.clone());
            let relation = RELATIONS[usize::from(*relation)];
            if relation.is_edge() {
                *edges.entry((source.clone(), node, relation)).or_default() += weight;
            }
        }
    }
    let read = |name: &str| {
        let document = name.split('#').next().unwrap_or(name);
        texts.iter().any(|(_, _, text)| format!("A/RES/60/{}", text.0) == document)
    };
    let absent = names.iter().map(|name| (name.clone(), !read(name))).collect();
    let occurrences = texts.iter().map(|(_, _, text)| text.2.len()).sum();
    (edges, absent, occurrences)
}

fn found(store: &Store) -> Expected {
    let edge = |e: EdgeRecord| ((e.source.to_string(), e.target.to_string(), e.relation), e.weight);
    (
        store.edges().unwrap().into_iter().map(edge).collect(),
        store.nodes().unwrap().into_iter().map(|n| (n.id.to_string(), n.absent)).collect(),
        store.occurrences(&Default::default()).unwrap().len(),
    )
}

/// The graphs of every generation that a store went through, to see that the changes since any of them lead to now.
struct Graphs(Vec<Graph>);

impl Graphs {
    fn of(store: &Store) -> Graphs {
        Graphs(vec![Self::made(store)])
    }

    fn made(store: &Store) -> Graph {
        let records = store.graph_records().unwrap();
        assert_eq!(records.generation, store.generation().unwrap());
        Graph::from_records(records.nodes, records.edges).of_generation(records.generation)
    }

    fn bytes(graph: &Graph) -> Vec<u8> {
        let mut bytes = Vec::new();
        graph.write_snapshot(&mut bytes).unwrap();
        bytes
    }

    fn follow(&mut self, store: &Store) {
        let now = Self::made(store);
        for earlier in &self.0 {
            let (generation, changes) =
                store.changes_since(earlier.generation(), usize::MAX).unwrap().unwrap();
            let laid_over = earlier.with_changes(&changes).unwrap().of_generation(generation);
            assert!(Self::bytes(&laid_over) == Self::bytes(&now), "{changes:#?}");
        }
        self.0.push(now);
    }
}

#[test]
fn generations_of_another_database_are_not_known() {
    let ((_one, mut one), (_other, mut other)) = (empty(), empty());
    for store in [&mut one, &mut other] {
        put(store, "a", &[recalling("A/RES/60/1", &["A/RES/59/1"])]);
    }
    let theirs = other.generation().unwrap();
    assert_eq!(theirs.number, one.generation().unwrap().number);
    assert_eq!(one.changes_since(theirs, usize::MAX).unwrap(), None);
    let before = one.generation().unwrap();
    put(&mut one, "b", &[recalling("A/RES/60/2", &["A/RES/59/1"])]);
    assert_eq!(one.changes_since(before, 1).unwrap(), None, "more than may be");
    assert_eq!(one.changes_since(before, 2).unwrap().unwrap().1.edges.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// Any order of writing, rewriting and forgetting files leaves what the files that remain say.
    #[test]
    fn the_store_is_the_sum_of_its_files(
        steps in prop::collection::vec(
            (
                0..FILES.len(),
                prop::option::weighted(
                    0.8,
                    prop::collection::vec(
                        (0..4u8, any::<bool>(), prop::collection::vec((0..7u8, 0..3u8), 0..5)),
                        0..3,
                    ),
                ),
            ),
            1..8,
        )
    ) {
        let (folder, mut store) = empty();
        let mut graphs = Graphs::of(&store);
        let mut model: BTreeMap<&str, Vec<ModelText>> = BTreeMap::new();
        for (at, texts) in steps {
            match texts {
                Some(texts) => {
                    put(&mut store, FILES[at], &texts.iter().map(facts_of).collect::<Vec<_>>());
                    model.insert(FILES[at], texts);
                }
                None => {
                    let was = store.forget_file(FILES[at]).unwrap();
                    prop_assert_eq!(was, model.remove(FILES[at]).is_some());
                }
            }
            prop_assert_eq!(found(&store), expected(&model));
            graphs.follow(&store);
        }
        store.check().unwrap();
        // What the connection remembers must stand in the file, and the way there must have left no trace.
        drop(store);
        let reopened = Store::open(&folder.path().join("test.db")).unwrap();
        prop_assert_eq!(found(&reopened), expected(&model));
        let (_other, mut fresh) = empty();
        for (path, texts) in model.iter().rev() {
            put(&mut fresh, path, &texts.iter().map(facts_of).collect::<Vec<_>>());
        }
        prop_assert_eq!(listing(&reopened).unwrap(), listing(&fresh).unwrap());
    }
}

fn refused(path: &Path, expected: &str) {
    let error = Store::create(path).expect_err("a store where there can be none");
    let expected = expected.replace("FILE", &path.display().to_string());
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_database_of_a_later_version_is_named_with_both_versions() {
    let (folder, store) = empty();
    drop(store);
    let path = folder.path().join("test.db");
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 7).unwrap();
    refused(&path, "database 'FILE' has schema version 7, this program reads up to 6");
}

#[test]
fn files_that_are_no_database_of_ours_are_refused_and_stay_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("text.db");
    fs::write(&text, "General Assembly\n".repeat(100)).unwrap();
    refused(&text, "'FILE' is not a database");
    assert_eq!(fs::read_to_string(&text).unwrap(), "General Assembly\n".repeat(100));
    let foreign = folder.path().join("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE birds (name TEXT)").unwrap();
    let before = fs::read(&foreign).unwrap();
    refused(&foreign, "'FILE' is a database of another program");
    assert_eq!(fs::read(&foreign).unwrap(), before);
    let missing = folder.path().join("missing.db");
    assert!(matches!(Store::open(&missing), Err(StoreError::Missing { .. })));
    assert!(!missing.exists());
}

/// Permission bits do not bind root, under whom tests often run: a folder in which nobody can make a file is one
/// that is no folder.
#[test]
fn a_place_where_no_file_can_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    refused(&folder.path().join("file/test.db"), "cannot open or create database 'FILE'");
    refused(&folder.path().join("no/such/folder/test.db"), "cannot open or create database 'FILE'");
    refused(folder.path(), "cannot open or create database 'FILE'");
}

/// Lists everything in a damaged copy; what must not happen is a panic.
fn try_damaged(folder: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let path: PathBuf = folder.join("damaged.db");
    for suffix in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{suffix}", path.display()));
    }
    fs::write(&path, bytes).unwrap();
    let mut store = Store::open(&path)?;
    let listed = listing(&store).map(drop);
    let written = store.replace_file(&file("new"), &[letter()], &Plain);
    listed.and(written).and(store.check())
}

fn sample_bytes(folder: &Path) -> Vec<u8> {
    let path = folder.join("sound.db");
    let mut store = Store::create(&path).unwrap();
    for n in 0..20 {
        let recalled: Vec<String> = (0..n).map(|m| format!("A/RES/60/{m}")).collect();
        let recalled: Vec<&str> = recalled.iter().map(String::as_str).collect();
        put(&mut store, &format!("f{n}"), &[recalling(&format!("A/RES/60/{n}"), &recalled), letter()]);
    }
    drop(store);
    fs::read(&path).unwrap()
}

#[test]
fn a_truncated_database_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = sample_bytes(folder.path());
    try_damaged(folder.path(), &bytes).unwrap();
    for part in 1..16 {
        let error = try_damaged(folder.path(), &bytes[..bytes.len() * part / 16]).expect_err("truncated");
        assert!(
            matches!(error, StoreError::Damaged { .. } | StoreError::NotADatabase { .. }),
            "{part}/16: {error:?}"
        );
    }
}

/// A flipped byte inside a text cannot be told from the text; everywhere else it is an error, and nowhere a panic.
#[test]
fn flipped_bytes_never_panic() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = sample_bytes(folder.path());
    let mut errors = 0;
    let mut seed = 1u64;
    for round in 0..150 {
        let mut damaged = bytes.clone();
        // The first rounds go through the header, the others through the whole file by a fixed sequence.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = if round < 100 { round } else { usize::try_from(seed >> 33).unwrap() % bytes.len() };
        damaged[at] ^= 0xff;
        errors += usize::from(try_damaged(folder.path(), &damaged).is_err());
    }
    assert!(errors > 20, "only {errors} of 150 were noticed");
}

const FORMAT_1: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/format-v1/sample.sqlite");
const FORMAT_2: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/format-v2/sample.sqlite");
const FORMAT_3: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/format-v3/sample.sqlite");
const FORMAT_4: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/format-v4/sample.sqlite");
const FORMAT_5: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/format-v5/sample.sqlite");
const FORMAT_6: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/format-v6/sample.sqlite");

/// The stored file was made by `write_the_stored_file` with the first program of version 1, and is never made
/// anew: that every later program still reads it is what this proves.
#[test]
fn a_stored_file_of_version_1_opens() {
    let (_folder, mut store) = copy_of(FORMAT_1);
    assert_eq!(
        edges(&store),
        [
            "A/RES/60/1 recalls A/RES/59/1 1",
            "LETTER:2015-12-09 recalls A/RES/53/144#annex 1",
            "ORG:river-watch signed LETTER:2015-12-09 1",
        ]
    );
    assert_eq!(nodes(&store).len(), 5);
    assert_eq!(store.signatures(None).unwrap()[0].signature.name, "River Watch");
    assert_eq!(store.unresolved(None).unwrap().len(), 1);
    assert_eq!(store.unresolved(None).unwrap()[0].unresolved.open, None);
    put(&mut store, "resolution", &[]);
    assert_eq!(edges(&store).len(), 2);
}

/// A file of version 1 becomes one of this version at once, and takes what this version keeps.
#[test]
fn a_file_of_version_1_is_brought_up_to_this_version() {
    let (folder, mut store) = copy_of(FORMAT_1);
    put(&mut store, "asking", &[asking()]);
    settle_asking(&mut store);
    let listed = listing(&store).unwrap();
    drop(store);
    let path = folder.path().join("copy.db");
    let version: i32 =
        Connection::open(&path).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 6);
    let store = Store::open(&path).unwrap();
    store.check().unwrap();
    assert_eq!(listing(&store).unwrap(), listed);
    let (_other, mut fresh) = empty();
    put(&mut fresh, "resolution", &[recalling("A/RES/60/1", &["A/RES/59/1"])]);
    put(&mut fresh, "letter", &[letter()]);
    put(&mut fresh, "asking", &[asking()]);
    settle_asking(&mut fresh);
    // The first program of version 1 left the title of the organisation out, so nodes are not compared.
    let fresh = listing(&fresh).unwrap();
    for table in ["aliases", "documents", "edges", "occurrences", "unresolved"] {
        assert!(fresh[table] == listed[table], "{table}");
    }
}

/// Made by `write_the_stored_file` with the first program of version 2.
#[test]
fn a_stored_file_of_version_2_opens() {
    let (_folder, mut store) = copy_of(FORMAT_2);
    assert!(edges(&store).contains(&"A/RES/70/9 recalls A/RES/59/1 1".to_owned()));
    assert_eq!(held(&store).len(), 6);
    assert_eq!(store.known_names().unwrap()[0].name, "the Tallinn Rules");
    assert_eq!(store.unresolved(Some(&NodeId::new("A/RES/70/9"))).unwrap(), []);
    put(&mut store, "asking", &[]);
    assert!(edges(&store).iter().all(|edge| !edge.starts_with("A/RES/70/9")));
    store.check().unwrap();
}

fn copy_of(stored: &str) -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.db");
    fs::copy(stored, &path).unwrap();
    let store = Store::open(&path).unwrap();
    store.check().unwrap();
    (folder, store)
}

/// A document that asks for another by its title, gives a name, and has a number that a warning contradicts.
fn asking() -> DocumentFacts {
    let mut facts = recalling("A/RES/70/9", &["A/RES/53/44"]);
    facts.citations[0].date = "1998-12-09".parse().ok();
    facts.citations[0].warning = Some(Warning {
        code: Warning::DATE_MISMATCH.to_owned(),
        explanation: "1998-12-09 is the date of A/RES/53/144".to_owned(),
        suggestion: Some(Id::new("A/RES/53/144")),
    });
    facts.definitions.push(("the Tallinn Rules".to_owned(), Id::new("A/RES/53/144#annex")));
    facts.unresolved.push(Unresolved {
        para: "pp2".to_owned(),
        surface: "the resolution “Title of A/RES/59/1”".to_owned(),
        reason: "no document of this title is known".to_owned(),
        span: Span::new(50, 80),
        open: Some(Box::new(Open {
            asked: Asked::Title("Title of A/RES/59/1".to_owned()),
            place: None,
            source: Id::new("A/RES/70/9"),
            class: Class::Title,
            relation: Relation::Recalls,
            verb: None,
            via: Via::Text,
            role: Role::Object,
            connector: None,
            date: None,
            suggestion: None,
            language: Language::english(),
        })),
    });
    facts
}

/// Gives every reference that waits in a store the same target.
fn settle_asking(store: &mut Store) {
    let open = held(store).into_iter().filter(|h| matches!(h.reading, HeldReading::Open(..)));
    let made = open.map(|held| Settlement {
        row: held.row,
        source: held.source,
        target: Id::new("A/RES/59/1"),
        relation: held.relation,
        rule: "S1-title".to_owned(),
        confidence: Confidence::percent(90),
        warning: None,
    });
    let made: Vec<Settlement> = made.collect();
    assert!(store.settle(&made, &Plain).unwrap());
    assert!(!store.settle(&made, &Plain).unwrap(), "the same again");
}

#[test]
fn what_is_settled_is_listed_and_what_was_read_comes_back() {
    let (_folder, mut store) = empty();
    put(&mut store, "asking", &[asking()]);
    let before = listing(&store).unwrap();
    let place = store.occurrences(&Default::default()).unwrap().remove(0);
    assert_eq!(place.warning, asking().citations[0].warning);
    assert_eq!(store.unresolved(None).unwrap()[0].unresolved, asking().unresolved[0]);
    let mut graphs = Graphs::of(&store);
    settle_asking(&mut store);
    graphs.follow(&store);
    assert_eq!(edges(&store), ["A/RES/70/9 recalls A/RES/53/44 1", "A/RES/70/9 recalls A/RES/59/1 1"]);
    assert_eq!(store.unresolved(None).unwrap(), []);
    let place = store.occurrences(&Default::default()).unwrap().remove(1);
    let told = (place.rule.as_str(), place.para.as_str(), place.class, place.confidence.as_percent());
    assert_eq!(told, ("S1-title", "pp2", Class::Title, 90));
    store.check().unwrap();
    assert!(store.settle(&[], &Plain).unwrap());
    graphs.follow(&store);
    assert_eq!(listing(&store).unwrap(), before);
}

/// A document read under another target than the one it is settled for is a node no more once nothing names it.
#[test]
fn a_target_that_is_settled_otherwise_is_no_node() {
    let (_folder, mut store) = empty();
    put(&mut store, "a", &[recalling("A/RES/60/1", &["A/RES/31/32"])]);
    let mut graphs = Graphs::of(&store);
    let held = held(&store).remove(0);
    let made = Settlement {
        row: held.row,
        source: held.source,
        target: Id::new("A/HRC/RES/31/32"),
        relation: held.relation,
        rule: "S4-arrived".to_owned(),
        confidence: Confidence::percent(95),
        warning: None,
    };
    store.settle(std::slice::from_ref(&made), &Plain).unwrap();
    graphs.follow(&store);
    assert_eq!(edges(&store), ["A/RES/60/1 recalls A/HRC/RES/31/32 1"]);
    assert_eq!(nodes(&store), ["document A/HRC/RES/31/32 absent", "document A/RES/60/1"]);
    put(&mut store, "b", &[recalling("A/RES/60/2", &["A/RES/31/32"])]);
    assert_eq!(nodes(&store).len(), 4);
    graphs.follow(&store);
    assert!(store.forget_file("a").unwrap());
    graphs.follow(&store);
    assert_eq!(nodes(&store), ["document A/RES/31/32 absent", "document A/RES/60/2"]);
}

/// Made by `write_the_stored_file` with the first program of version 4.
#[test]
fn a_stored_file_of_version_4_opens() {
    let (_folder, mut store) = copy_of(FORMAT_4);
    assert_eq!(store.runs(None).unwrap()[0].changes.len(), 4);
    assert_eq!(store.unindexed().unwrap(), []);
    put(&mut store, "asking", &[]);
    assert_eq!(store.runs(None).unwrap().len(), 2);
    store.check().unwrap();
}

/// A file of any earlier version has the tables, views and indices of a new one, and its texts can be searched.
#[test]
fn old_files_become_like_new_ones() {
    let schema = |path: &Path| -> Vec<String> {
        let reader = Connection::open(path).unwrap();
        let mut statement =
            reader.prepare("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").unwrap();
        let rows = statement.query_map([], |row| {
            let (kind, name): (String, String) = (row.get(0)?, row.get(1)?);
            // A table that grew by a column is written otherwise than one that was made with it.
            let text = if kind == "view" { row.get(2)? } else { String::new() };
            Ok(format!("{kind} {name} {text}"))
        });
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    };
    let (folder, _store) = empty();
    let new = schema(&folder.path().join("test.db"));
    let question = Question::read("recalling", None).unwrap();
    for stored in [FORMAT_1, FORMAT_2, FORMAT_3, FORMAT_4, FORMAT_5, FORMAT_6] {
        let (folder, store) = copy_of(stored);
        assert_eq!(schema(&folder.path().join("copy.db")), new, "{stored}");
        assert_eq!(store.unindexed().unwrap(), [], "{stored}");
        let found = store.search_passages(Some(&question), &Filter::default(), 9).unwrap();
        assert!(found.total >= 2, "{stored}");
    }
}

/// Made by `write_the_stored_file` with the first program of version 3.
#[test]
fn a_stored_file_of_version_3_opens() {
    let (_folder, mut store) = copy_of(FORMAT_3);
    assert_eq!(store.generation().unwrap().number, 5);
    let mut graphs = Graphs::of(&store);
    put(&mut store, "asking", &[]);
    graphs.follow(&store);
    store.check().unwrap();
}

#[test]
#[ignore = "writes the stored file of a format version; run once by hand when the version is new"]
fn write_the_stored_file() {
    let path = Path::new(FORMAT_6);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut store = Store::create(path).unwrap();
    put(&mut store, "resolution", &[recalling("A/RES/60/1", &["A/RES/59/1"])]);
    put(&mut store, "letter", &[letter()]);
    put(&mut store, "asking", &[asking()]);
    settle_asking(&mut store);
}
