//! The goals of extraction on the labelled documents, and what the five of them give as a graph.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::TempDir;
use travaux::Database;
use travaux::authority::Authority;
use travaux::eval::{DocumentReport, GoldRow, Pair, Report, evaluate};
use travaux::ingest::{self, Options};
use travaux::model::{Class, DocumentFacts, Relation, Via};
use travaux::query::{RelationSet, TraceOptions};

/// The labelled text that holds a resolution twice, in English and in Dutch.
const TWO_LANGUAGES: &str = "seeds/002_f86bdd04d53a3b32.txt";

/// The comparison with all labels, made once for all tests.
fn measured(test: &str) -> Option<&'static Report> {
    static REPORT: OnceLock<Report> = OnceLock::new();
    let corpus = crate::corpus::folder(test)?;
    Some(REPORT.get_or_init(|| {
        let report = evaluate(&corpus.join("gold"), &[], Authority::embedded()).unwrap();
        assert!(report.total().gold >= 220, "only {} labels were read", report.total().gold);
        report
    }))
}

fn dutch(document: &DocumentReport) -> bool {
    document.name.ends_with(".nl")
}

/// Asks that at least `goal` hundredths of the labels of these classes were found, in the documents that `of` takes.
fn check_recall(report: &Report, classes: &[&str], of: fn(&DocumentReport) -> bool, goal: usize) {
    let documents: Vec<&DocumentReport> = report.documents.iter().filter(|d| of(d)).collect();
    let asked = |row: &GoldRow| classes.contains(&row.class.as_str());
    let found = documents.iter().flat_map(|d| &d.outcome.pairs).filter(|p| asked(&p.gold)).count();
    let missed: Vec<&GoldRow> =
        documents.iter().flat_map(|d| &d.outcome.missed).filter(|row| asked(row)).collect();
    let all = found + missed.len();
    assert!(all > 0, "no labels of {classes:?}");
    assert!(found * 100 >= all * goal, "{classes:?}: {found} of {all} found; {missed:#?}");
}

/// Asks that at least `goal` hundredths of the references found are right in one respect.
fn check_right(report: &Report, what: &str, right: fn(&Pair) -> bool, goal: usize) {
    let pairs: Vec<&Pair> = report.documents.iter().flat_map(|d| &d.outcome.pairs).collect();
    let wrong: Vec<&&Pair> = pairs.iter().filter(|p| !right(p)).collect();
    let found = pairs.len() - wrong.len();
    assert!(found * 100 >= pairs.len() * goal, "{what}: {found} of {}; {wrong:#?}", pairs.len());
}

#[test]
fn gold_references_are_found() {
    let Some(report) = measured("gold_references_are_found") else { return };
    for class in ["symbol", "symbol-suffix", "number"] {
        check_recall(report, &[class], |_| true, 100);
    }
    check_recall(report, &["name", "alias"], |d| !dutch(d), 100);
    check_recall(report, &["name", "alias"], dutch, 95);
    check_recall(report, &["short"], |_| true, 95);
}

#[test]
fn gold_references_are_understood() {
    let Some(report) = measured("gold_references_are_understood") else { return };
    check_right(report, "relation", Pair::relation, 98);
    check_right(report, "verb", Pair::verb, 95);
    check_right(report, "paragraph", Pair::para, 98);
    let misplaced = report.documents.iter().flat_map(|d| &d.outcome.misplaced);
    assert_eq!(misplaced.map(|c| &c.surface).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn gold_has_every_edge_that_is_found() {
    let Some(report) = measured("gold_has_every_edge_that_is_found") else { return };
    assert_eq!(report.spurious_edges(), 0, "{report}");
}

#[test]
fn gold_metadata_is_read() {
    let Some(report) = measured("gold_metadata_is_read") else { return };
    let wrong: Vec<_> = report.metadata.iter().filter(|field| !field.right()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let documents: BTreeSet<&str> = report.metadata.iter().map(|field| field.doc.as_str()).collect();
    assert!(documents.len() >= 7, "{documents:?}");
}

/// The documents of one file, as extraction gives them.
fn documents(path: &Path) -> Vec<DocumentFacts> {
    let mut out = Vec::new();
    ingest::extract(
        Authority::embedded(),
        vec![path.to_owned().into()],
        NonZero::<usize>::MIN,
        &mut |_, found| out = found.unwrap().documents,
    );
    out
}

/// Returns the edges of a document that its text prints: target and relation, with the paragraphs where they stand.
fn edges(facts: &DocumentFacts) -> BTreeMap<(&str, Relation), BTreeSet<&str>> {
    let mut out: BTreeMap<(&str, Relation), BTreeSet<&str>> = BTreeMap::new();
    let printed = facts.citations.iter().filter(|c| c.class != Class::Structural && c.relation.is_edge());
    for citation in printed {
        out.entry((citation.target.as_str(), citation.relation)).or_default().insert(&citation.para);
    }
    out
}

/// The Dutch half is a machine's translation of the English one without its last footnote: it must say nothing else.
#[test]
fn gold_languages_give_the_same_edges() {
    let Some(corpus) = crate::corpus::folder("gold_languages_give_the_same_edges") else { return };
    let documents = documents(&corpus.join(TWO_LANGUAGES));
    let [english, dutch] = documents.as_slice() else { panic!("{} documents", documents.len()) };
    assert_eq!((english.document.language.as_str(), dutch.document.language.as_str()), ("en", "nl"));
    assert_eq!(english.document.id, dutch.document.id);
    assert!(!english.document.translation && dutch.document.translation);
    let last = english.document.paragraphs.iter().filter_map(|p| p.footnote()).max();
    assert_eq!(last, Some(12));
    let (of_english, of_dutch) = (edges(english), edges(dutch));
    let only_in_last: BTreeSet<_> = of_english
        .iter()
        .filter(|(_, places)| places.iter().all(|p| *p == "fn12"))
        .map(|(e, _)| *e)
        .collect();
    let without: BTreeSet<_> = of_english.keys().filter(|e| !only_in_last.contains(e)).copied().collect();
    assert!(without.len() >= 25, "{without:?}");
    assert_eq!(of_dutch.into_keys().collect::<BTreeSet<_>>(), without);
    assert!(!dutch.citations.iter().any(|c| c.via == Via::Inside(12)));
}

/// A fresh database with these files in it, and the folder that holds it.
fn ingested(paths: &[PathBuf]) -> (TempDir, Database) {
    let folder = tempfile::tempdir().unwrap();
    let mut database = Database::create(folder.path().join("gold.db")).unwrap();
    let summary = database.ingest(paths, Options::default(), &mut |_| {}).unwrap();
    assert_eq!((summary.read, summary.failed), (paths.len(), 0));
    (folder, database)
}

/// Five files, and the first question that the program was made for.
#[test]
fn gold_seeds_answer_who_recalls_the_declaration() {
    let Some(corpus) = crate::corpus::folder("gold_seeds_answer_who_recalls_the_declaration") else { return };
    let mut seeds: Vec<PathBuf> =
        fs::read_dir(corpus.join("seeds")).unwrap().map(|entry| entry.unwrap().path()).collect();
    seeds.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    assert_eq!(seeds.len(), 5);
    let (_folder, database) = ingested(&seeds);
    let graph = database.graph().unwrap();
    let start = database.find("53/144").unwrap().nodes[0];
    let options = TraceOptions { relations: RelationSet::of([Relation::Recalls]), ..TraceOptions::default() };
    let trace = database.trace(start, &options).unwrap();
    let hits: Vec<&str> = trace.hits.iter().map(|hit| graph.id(hit.node).as_str()).collect();
    assert_eq!(hits, ["A/RES/57/209", "A/RES/62/152", "A/RES/72/247"]);
}

/// A translation is the same text again: no evidence of its own.
#[test]
fn gold_translation_adds_no_edge_and_no_weight() {
    let Some(corpus) = crate::corpus::folder("gold_translation_adds_no_edge_and_no_weight") else { return };
    let whole = corpus.join(TWO_LANGUAGES);
    let dutch = documents(&whole).pop().unwrap().document;
    assert!(dutch.translation && dutch.region.start > 0);
    let folder = tempfile::tempdir().unwrap();
    let half = folder.path().join("half.txt");
    fs::write(&half, &fs::read(&whole).unwrap()[..dutch.region.start]).unwrap();
    let (_whole_folder, with) = ingested(&[whole]);
    let (_half_folder, without) = ingested(&[half]);
    assert_eq!(with.edges().unwrap(), without.edges().unwrap());
    let seen = with.edges().unwrap().iter().any(|e| e.relation == Relation::Recalls && e.weight > 1);
    assert!(seen, "an edge of several places is among them");
}
