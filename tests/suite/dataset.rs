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

fn written(dataset: &Dataset) -> [Vec<u8>; 3] {
    let [mut documents, mut citations, mut signatures] = [const { Vec::new() }; 3];
    dataset.write(&mut documents, &mut citations, &mut signatures).unwrap();
    [documents, citations, signatures]
}

fn read(files: &[Vec<u8>; 3]) -> Dataset {
    let [documents, citations, signatures] = files;
    Dataset::read(documents.as_slice(), citations.as_slice(), signatures.as_slice()).unwrap()
}

#[test]
fn what_is_written_is_read() {
    let (_folder, store) = sample();
    let dataset = Dataset::of(&store).unwrap();
    let files = written(&dataset);
    assert_eq!(read(&files), dataset);
    assert_eq!(written(&read(&files)), files);
}

#[test]
fn a_dataset_answers_as_its_store_does() {
    let (_folder, store) = sample();
    let dataset = read(&written(&Dataset::of(&store).unwrap()));
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
fn every_row_names_a_document_and_none_a_path() {
    let (_folder, store) = sample();
    let [documents, citations, signatures] = written(&Dataset::of(&store).unwrap());
    let text = String::from_utf8([documents.clone(), citations, signatures].concat()).unwrap();
    assert!(!text.contains("some/folder"));
    let documents = String::from_utf8(documents).unwrap();
    let source = |id: &str| {
        let line = documents.lines().find(|line| line.starts_with(&format!("{id},"))).unwrap();
        line.rsplit(',').next().unwrap().to_owned()
    };
    assert_eq!(source("A/RES/60/1"), "A/RES/60/1");
    assert_eq!(source("A/RES/59/1"), "A/RES/60/1");
    assert_eq!(source("A/RES/53/144#annex"), "A/RES/60/1");
}
