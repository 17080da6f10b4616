//! The dataset against the store it was made from.

use travaux::model::{NodeId, OccurrenceFilter, Relation};
use travaux::store::{Dataset, Store};

use crate::facts::{Plain, citation, file, letter, recalling};

fn sample() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(&folder.path().join("test.db")).unwrap();
    let mut rich = recalling("A/RES/60/1", &["A/RES/59/1", "A/RES/59/1#op3", "A/RES/53/144#annex/art.1"]);
    rich.citations.push(citation("A/RES/60/1", "A/RES/60/1", Relation::SelfReference));
    rich.citations[0].surface = "a \"quoted\", long ".repeat(20);
    rich.citations[1].verb = None;
    rich.citations[1].connector = Some("in accordance with".to_owned());
    rich.document.metadata.session = Some("60".to_owned());
    rich.document.metadata.adopted = "2005-12-16".parse().ok();
    rich.document.metadata.distributed = "2006-01".parse().ok();
    let mut copy = recalling("A/RES/60/1", &["A/RES/59/1"]);
    copy.document.translation = true;
    store.replace_file(&file("some/folder/b"), &[rich, letter()], &Plain).unwrap();
    store.replace_file(&file("some/folder/a"), &[copy], &Plain).unwrap();
    (folder, store)
}

fn made(store: &Store) -> Dataset {
    Dataset::of(store, "some").unwrap()
}

/// Writes a dataset and reads it again.
fn again(dataset: &Dataset) -> Dataset {
    let folder = tempfile::tempdir().unwrap();
    dataset.write_folder(folder.path()).unwrap();
    Dataset::read_folder(folder.path()).unwrap()
}

#[test]
fn what_is_written_is_read() {
    let (_folder, store) = sample();
    let dataset = made(&store);
    assert_eq!(again(&dataset), dataset);
    assert_eq!(again(&dataset).files(), dataset.files());
}

#[test]
fn a_folder_keeps_no_file_of_an_older_dataset() {
    let (_folder, store) = sample();
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("citations/GONE.csv");
    std::fs::create_dir_all(old.parent().unwrap()).unwrap();
    std::fs::write(&old, "").unwrap();
    made(&store).write_folder(folder.path()).unwrap();
    assert!(!old.exists());
}

#[test]
fn a_bad_file_is_named_with_its_line() {
    let (_folder, store) = sample();
    let folder = tempfile::tempdir().unwrap();
    made(&store).write_folder(folder.path()).unwrap();
    let refusal = |line: &str| {
        let path = folder.path().join("documents.csv");
        let header = std::fs::read_to_string(&path).unwrap().lines().next().unwrap().to_owned();
        std::fs::write(&path, line.replace("HEADER", &header)).unwrap();
        let text = Dataset::read_folder(folder.path()).unwrap_err().to_string();
        text.replace(&folder.path().display().to_string(), "")
    };
    assert_eq!(
        refusal("HEADER\nA/1,bird,,,,,,,,,,,,,A/1\n"),
        "line 2 of '/documents.csv': 'bird' is no kind"
    );
    assert!(
        refusal("id,kind\n").starts_with("'/documents.csv' has the columns 'id,kind' and not 'id,kind,body")
    );
}

#[test]
fn a_dataset_answers_as_its_store_does() {
    let (_folder, store) = sample();
    let dataset = again(&made(&store));
    assert_eq!(dataset.nodes(), store.nodes().unwrap());
    assert_eq!(dataset.edges(), store.edges().unwrap());
    let target = NodeId::new("A/RES/59/1");
    let filter = OccurrenceFilter { target: Some(&target), ..Default::default() };
    let (ours, theirs) = (dataset.occurrences(&filter), store.occurrences(&filter).unwrap());
    assert_eq!(ours.len(), 3);
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(
            (&ours.target_id, &ours.verb, ours.repeated),
            (&theirs.target_id, &theirs.verb, theirs.repeated)
        );
    }
    let letter = NodeId::new("LETTER:2015-12-09");
    assert_eq!(dataset.signatures(Some(&letter)).len(), 1);
    let card = dataset.card(&NodeId::new("A/RES/60/1")).unwrap();
    assert_eq!(card.session.as_deref(), Some("60"));
    assert_eq!(dataset.card(&NodeId::new("A/RES/1/1")), None);
}

#[test]
fn every_row_names_its_source_and_none_a_path() {
    let (_folder, store) = sample();
    let files = made(&store).files();
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    assert!(files.keys().all(|name| !text(name).replace("hash of some/folder", "").contains("some/folder")));
    let documents = text("documents.csv");
    let source = |id: &str| {
        let line = documents.lines().find(|line| line.starts_with(&format!("{id},"))).unwrap();
        line.rsplit(',').next().unwrap().to_owned()
    };
    // Of two copies the first file has the main text unless it is a translation.
    assert_eq!(source("A/RES/60/1"), "folder/b");
    assert_eq!(source("A/RES/59/1"), "A/RES/60/1");
    assert_eq!(source("A/RES/53/144#annex"), "A/RES/60/1");
    let sources = text("sources.csv");
    let told: Vec<&str> = sources.lines().skip(1).collect();
    assert_eq!(
        told,
        [
            "folder/a,7,hash of some/folder/a,,A/RES/60/1,1,0",
            "folder/b,7,hash of some/folder/b,A/RES/60/1 | LETTER:2015-12-09,,7,1"
        ]
    );
    assert_eq!(
        text("organisations.csv").lines().nth(1).unwrap().rsplit(',').next(),
        Some("LETTER:2015-12-09")
    );
}

/// `paragraphs 8 (a) and 8 (b) of resolution 986 (1995)` is one place of one reference, though it was found twice; and
/// that an annex belongs to its resolution is no news wherever the annex is named (S/RES/1483(2003), A/RES/260(III)A).
#[test]
fn what_is_said_twice_is_one_row() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(&folder.path().join("test.db")).unwrap();
    for number in [1, 2] {
        let id = format!("A/RES/60/{number}");
        let mut facts = recalling(&id, &["A/RES/59/1", "A/RES/59/1"]);
        let mut annex = citation("A/RES/53/144#annex", "A/RES/53/144", Relation::AnnexedTo);
        annex.surface.clear();
        annex.span = Default::default();
        facts.citations.push(annex);
        store.replace_file(&file(&id.replace('/', "_")), &[facts], &Plain).unwrap();
    }
    let dataset = Dataset::of(&store, "").unwrap();
    let count = |relation| {
        let filter = OccurrenceFilter { relation: Some(relation), ..Default::default() };
        (store.occurrences(&filter).unwrap().len(), dataset.occurrences(&filter).len())
    };
    assert_eq!(count(Relation::Recalls), (4, 2));
    assert_eq!(count(Relation::AnnexedTo), (2, 1));
}
