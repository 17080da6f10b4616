//! The shipped dataset: `data/dataset/` is what extraction finds in the real documents.
//!
//! `just dataset` makes it again from the corpus (`TRAVAUX_CORPUS`, default `../shared`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use travaux::Database;
use travaux::export::csv::{self, Cells};
use travaux::model::{Id, NodeId, Occurrence, Relation};
use travaux::query::series;
use travaux::store::Dataset;

/// What of the corpus is read, as the recipe of `justfile` has it.
const FOLDERS: [&str; 4] = ["corpus/mandates/txt", "corpus/hrd", "corpus/sc", "seeds"];

/// The letter of 9 December 2015 with its signatories.
const LETTER: &str = "LETTER:all-member-states-of-the-united-nations-2015-12-09";

/// The most letters of a reference's own words that the dataset keeps.
const WORDS: usize = 120;

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the files of a dataset's folder by name.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for inner in ["", "citations"] {
        for entry in fs::read_dir(folder.join(inner)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                out.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    out
}

/// The command that makes the dataset, run again on the whole corpus: the longest test there is.
#[test]
fn shipped_data_is_what_extraction_finds() {
    let Some(corpus) = crate::corpus::folder("shipped_data_is_what_extraction_finds") else { return };
    let folder = tempfile::tempdir().unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_travaux"))
        .arg("dataset")
        .arg(corpus)
        .args(FOLDERS)
        .arg("-o")
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let (kept, now) = (files(&home().join("data/dataset")), files(folder.path()));
    assert_eq!(
        kept.keys().collect::<Vec<_>>(),
        now.keys().collect::<Vec<_>>(),
        "`just dataset` makes it again"
    );
    for (name, kept) in kept {
        same(&name, &kept, &now[&name], "`just dataset` makes it again");
    }
}

#[test]
fn the_recipe_reads_what_the_test_reads() {
    let recipes = fs::read_to_string(home().join("justfile")).unwrap();
    assert!(recipes.contains(&FOLDERS.join(" ")), "the recipe 'dataset' reads other folders");
}

/// `build.rs` reads the files with code of its own.
#[test]
fn the_program_holds_the_files() {
    let embedded = Dataset::embedded().unwrap();
    let mut written: BTreeMap<String, String> =
        embedded.files().into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect();
    let database = Database::embedded().unwrap();
    let graph = database.graph().unwrap();
    let mut table = Vec::new();
    csv::series(graph, &series(graph), Cells::Raw, &mut table).unwrap();
    written.insert("series.csv".to_owned(), String::from_utf8(table).unwrap());
    let kept = files(&home().join("data/dataset"));
    assert_eq!(kept.keys().collect::<Vec<_>>(), written.keys().collect::<Vec<_>>());
    for (name, kept) in &kept {
        same(name, kept, &written[name], "`just dataset` makes it again");
    }
    assert_eq!(Dataset::read_folder(&home().join("data/dataset")).unwrap(), embedded);
}

/// The dataset holds facts, no sentences: words are short, ids are whole, every citation leads to a known node.
#[test]
fn shipped_data_is_sound() {
    let dataset = Dataset::embedded().unwrap();
    let nodes = dataset.nodes();
    assert!(nodes.windows(2).all(|pair| pair[0].id < pair[1].id), "nodes are sorted and each is there once");
    let known = |id: &NodeId| nodes.binary_search_by(|n| n.id.cmp(id)).is_ok();
    let occurrences = dataset.occurrences(&Default::default());
    assert!(occurrences.len() > 50_000, "{} occurrences", occurrences.len());
    for occurrence in &occurrences {
        assert!(occurrence.surface.chars().count() <= WORDS, "{}", occurrence.surface);
        assert!(known(&occurrence.source), "{}", occurrence.source);
        assert!(Id::from(&occurrence.target).is_set() || known(&occurrence.target), "{}", occurrence.target);
        assert!(occurrence.confidence.as_percent() <= 100);
        assert!(!occurrence.rule.is_empty());
    }
    let order = |o: &Occurrence| (o.source.clone(), o.repeated);
    assert!(occurrences.windows(2).all(|pair| order(&pair[0]) <= order(&pair[1])));
    for entry in dataset.signatures(None) {
        assert!(known(&entry.document), "{}", entry.document);
        assert!(entry.organisation.as_ref().is_none_or(known), "{:?}", entry.organisation);
    }
    assert!(dataset.signatures(Some(&NodeId::new(LETTER))).len() > 160, "the letter has its signatories");
    let recalled = NodeId::new("A/RES/53/144");
    let recalls = occurrences.iter().filter(|o| o.target == recalled && o.relation == Relation::Recalls);
    let sources: BTreeSet<&str> = recalls.map(|o| o.source.as_str()).collect();
    for later in ["A/RES/57/209", "A/RES/62/152", "A/RES/72/247"] {
        assert!(sources.contains(later), "{later} recalls 53/144");
    }
    assert!(!sources.contains("A/RES/57/203"));
}

#[test]
fn no_row_of_the_shipped_data_stands_twice() {
    for (name, text) in files(&home().join("data/dataset")) {
        let rows: Vec<&str> = text.lines().collect();
        let distinct: BTreeSet<&str> = rows.iter().copied().collect();
        assert_eq!(distinct.len(), rows.len(), "{name}");
        assert!(rows.len() > 1, "{name} is empty");
        assert!(text.len() < 8_000_000, "{name} is too large to be looked at: split it");
    }
}

/// Every file that was read is told with what it gave, and every document that was read has one file.
#[test]
fn the_sources_account_for_the_shipped_data() {
    let dataset = Dataset::embedded().unwrap();
    let sources = dataset.sources();
    assert!(sources.len() > 2000, "{} files", sources.len());
    let nodes = dataset.nodes();
    let absent: BTreeMap<&NodeId, bool> = nodes.iter().map(|n| (&n.id, n.absent)).collect();
    let mut main = BTreeSet::new();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
    for source in &sources {
        assert!(FOLDERS.iter().any(|folder| source.file.starts_with(folder)), "{}", source.file);
        assert_eq!(source.hash.len(), 64, "{}", source.file);
        for id in source.documents.iter().chain(&source.copies) {
            assert_eq!(absent.get(id), Some(&false), "{id}");
        }
        for id in &source.documents {
            assert!(main.insert(id.clone()), "{id} has two main texts");
        }
        counts.insert(&source.file, (0, 0));
    }
    let occurrences = dataset.occurrences(&Default::default());
    for place in &occurrences {
        // What the authority says of an instrument is in no file.
        let Some(file) = &place.file else {
            assert!(place.surface.is_empty() && place.span.is_none_or(|span| span.is_empty()));
            continue;
        };
        counts.get_mut(file.as_str()).unwrap().0 += 1;
        let end = ends.entry(file).or_default();
        *end = place.span.unwrap().end.max(*end);
    }
    let signatures = dataset.signatures(None);
    for entry in &signatures {
        counts.get_mut(entry.file.as_deref().unwrap()).unwrap().1 += 1;
    }
    for source in &sources {
        assert_eq!(counts[source.file.as_str()], (source.citations, source.signatures), "{}", source.file);
        let end = ends.get(source.file.as_str()).copied().unwrap_or(0);
        assert!(end as u64 <= source.size, "{} is shorter than its places", source.file);
    }
}

fn same(name: &str, kept: &str, now: &str, hint: &str) {
    if kept != now {
        let line = kept.lines().zip(now.lines()).position(|(a, b)| a != b);
        let line = line.unwrap_or_else(|| kept.lines().count().min(now.lines().count()));
        let (old, new) = (kept.lines().nth(line), now.lines().nth(line));
        let differing = kept.lines().zip(now.lines()).filter(|(a, b)| a != b).count();
        panic!(
            "{name} differs in {differing} lines, first in {}\n  kept: {old:?}\n  now:  {new:?}\n{hint}",
            line + 1
        );
    }
}
