//! The shipped dataset and the drawings made from it: `data/` is what extraction finds in the real documents, and
//! `graphs/` is what the program draws of `data/`.
//!
//! `UPDATE_DATA=1 cargo test --test suite shipped` makes `data/` again from the corpus (`TRAVAUX_CORPUS`, default
//! `../shared`); a second `UPDATE_GRAPHS=1 cargo test --test suite shipped` makes `graphs/` again from `data/`.

use std::fs;
use std::path::{Path, PathBuf};

use travaux::Database;
use travaux::export::dot;
use travaux::ingest::{Event, Options};
use travaux::model::{Id, NodeId, Relation};
use travaux::query::{Depth, LineageOptions, RelationSet};

/// The tables that extraction makes.
const TABLES: [&str; 3] = ["documents.csv", "citations.csv", "signatures.csv"];

/// The later members of the human rights defenders series, as the corpus names their files.
const SERIES: [&str; 9] = [
    "A_RES_66_164",
    "A_RES_68_181",
    "A_RES_70_161",
    "A_RES_72_247",
    "A_RES_76_174",
    "A_RES_78_216",
    "A_HRC_RES_40_11",
    "A_HRC_RES_49_18",
    "A_HRC_RES_52_4",
];

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The most letters of a reference's own words that the dataset keeps.
const WORDS: usize = 120;

#[test]
fn shipped_data_is_what_extraction_finds() {
    let Some(corpus) = crate::corpus::folder("shipped_data_is_what_extraction_finds") else { return };
    let mut paths: Vec<PathBuf> = vec![corpus.join("seeds"), corpus.join("corpus/hrd")];
    paths.extend(SERIES.iter().map(|name| corpus.join(format!("corpus/mandates/txt/{name}.txt"))));
    let folder = tempfile::tempdir().unwrap();
    let mut database = Database::create(folder.path().join("shipped.db")).unwrap();
    let mut failed = Vec::new();
    let summary = database.ingest(&paths, Options::default(), &mut |event| {
        if let Event::Failed { path, reason } = event {
            failed.push(format!("{}: {reason}", path.display()));
        }
    });
    assert!(failed.is_empty(), "{failed:?}");
    assert!(summary.unwrap().documents > 20);
    database.dataset().unwrap().write_folder(folder.path()).unwrap();
    for name in TABLES {
        let now = fs::read_to_string(folder.path().join(name)).unwrap();
        let path = home().join("data").join(name);
        if std::env::var_os("UPDATE_DATA").is_some() {
            fs::write(&path, now).unwrap();
            continue;
        }
        same(&path, &now, "UPDATE_DATA=1 makes it again");
    }
}

#[test]
fn shipped_graphs_are_drawn_from_the_data() {
    let database = Database::embedded().unwrap();
    let graph = database.graph().unwrap();
    let focus = graph.find(&NodeId::new("A/RES/53/144")).unwrap();
    let options = LineageOptions {
        ancestors: Depth::Steps(1),
        descendants: Depth::Steps(2),
        relations: RelationSet::of([Relation::Recalls, Relation::Cites]),
        as_of: None,
        max_nodes: Some(40),
    };
    let found = database.lineage(focus, &options).unwrap();
    let places = database.places_of(&found.subgraph).unwrap();
    let years = database.likely_years(found.subgraph.nodes.iter().copied()).unwrap();
    let mut lineage = Vec::new();
    dot::lineage(graph, &found, &places, &years, &mut lineage).unwrap();
    let signed = database.edges().unwrap().into_iter().find(|e| e.relation == Relation::Signed).unwrap();
    let mut letter = Vec::new();
    dot::letter(graph, graph.find(&signed.target).unwrap(), &mut letter).unwrap();
    for (name, text) in [("lineage-53-144.dot", lineage), ("letter-2015-12-09.dot", letter)] {
        let path = home().join("graphs").join(name);
        let text = String::from_utf8(text).unwrap();
        if std::env::var_os("UPDATE_GRAPHS").is_some() {
            fs::write(&path, text).unwrap();
            continue;
        }
        same(&path, &text, "UPDATE_GRAPHS=1 makes it again");
    }
}

/// The dataset holds facts, no sentences: words are short, ids are whole, every citation leads to a known node.
#[test]
fn shipped_data_is_sound() {
    let database = Database::embedded().unwrap();
    let nodes = database.nodes().unwrap();
    let known = |id: &NodeId| nodes.binary_search_by(|n| n.id.cmp(id)).is_ok();
    let occurrences = database.occurrences(&Default::default()).unwrap();
    assert!(occurrences.len() > 500, "{} occurrences", occurrences.len());
    for occurrence in &occurrences {
        assert!(occurrence.surface.chars().count() <= WORDS, "{}", occurrence.surface);
        assert!(known(&occurrence.source), "{}", occurrence.source);
        assert!(Id::from(&occurrence.target).is_set() || known(&occurrence.target), "{}", occurrence.target);
        assert!(!occurrence.rule.is_empty());
    }
    let recalled = NodeId::new("A/RES/53/144");
    let recalls = occurrences.iter().filter(|o| o.target == recalled && o.relation == Relation::Recalls);
    let sources: std::collections::BTreeSet<&str> = recalls.map(|o| o.source.as_str()).collect();
    for later in ["A/RES/57/209", "A/RES/62/152", "A/RES/72/247"] {
        assert!(sources.contains(later), "{later} recalls 53/144");
    }
    assert!(!sources.contains("A/RES/57/203"));
}

fn same(path: &Path, now: &str, hint: &str) {
    let kept = fs::read_to_string(path).unwrap_or_default();
    if kept != now {
        let line = kept.lines().zip(now.lines()).position(|(a, b)| a != b);
        let line = line.unwrap_or_else(|| kept.lines().count().min(now.lines().count()));
        let name = path.file_name().unwrap().to_string_lossy();
        let (old, new) = (kept.lines().nth(line), now.lines().nth(line));
        panic!("{name} differs from line {}\n  kept: {old:?}\n  now:  {new:?}\n{hint}", line + 1);
    }
}
