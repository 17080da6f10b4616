//! The views that docs/sql.md promises to other programs.

use std::collections::BTreeMap;
use std::fs;

use rusqlite::Connection;
use tempfile::TempDir;
use travaux::Database;
use travaux::model::{Class, EdgeRecord, Occurrence, OccurrenceFilter};
use travaux::query::findings::Severity;
use travaux::store::Store;

use crate::facts::{Plain, file, letter, recalling};

fn database() -> (TempDir, Store, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let mut store = Store::create(&path).unwrap();
    let documents = [
        recalling("A/RES/72/247", &["A/RES/53/144", "A/RES/70/161"]),
        recalling("A/RES/53/144", &[]),
        letter(),
    ];
    for (number, facts) in documents.into_iter().enumerate() {
        store.replace_file(&file(&format!("in/{number}.txt")), &[facts], &Plain).unwrap();
    }
    let reader = Connection::open(&path).unwrap();
    (folder, store, reader)
}

fn promised() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/sql.md")).unwrap()
}

/// The rows of an answer as text, without value an empty one.
pub fn rows(reader: &Connection, sql: &str) -> Vec<Vec<String>> {
    let mut statement = reader.prepare(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    let width = statement.column_count();
    let row = |row: &rusqlite::Row<'_>| {
        let cell = |at| match row.get_ref(at).unwrap() {
            rusqlite::types::ValueRef::Null => String::new(),
            rusqlite::types::ValueRef::Integer(number) => number.to_string(),
            rusqlite::types::ValueRef::Real(number) => number.to_string(),
            text => text.as_str().unwrap().to_owned(),
        };
        Ok((0..width).map(cell).collect())
    };
    statement.query_map([], row).unwrap().collect::<Result<_, _>>().unwrap()
}

fn strings(reader: &Connection, sql: &str) -> Vec<String> {
    rows(reader, sql).iter().map(|row| row.join(" ")).collect()
}

#[test]
fn the_views_are_those_of_the_page() {
    let (_folder, _store, reader) = database();
    let mut page: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut view = String::new();
    for line in promised().lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            view = heading.to_owned();
        }
        if let Some((column, _)) = line.strip_prefix("| `").and_then(|rest| rest.split_once('`')) {
            page.entry(view.clone()).or_default().push(column.to_owned());
        }
    }
    assert_eq!(page.len(), 9);
    for (view, columns) in page {
        let there = strings(&reader, &format!("SELECT name FROM pragma_table_info('{view}')"));
        assert_eq!(there, columns, "{view}");
        let kind = strings(&reader, &format!("SELECT type FROM sqlite_master WHERE name = '{view}'"));
        assert_eq!(kind, ["view"]);
    }
}

#[test]
fn the_views_say_what_the_library_says() {
    let (_folder, store, reader) = database();
    let nodes: Vec<String> = store.nodes().unwrap().iter().map(|n| format!("{} {}", n.id, n.kind)).collect();
    let organisations = "SELECT id, 'organisation' FROM organisations";
    let listed =
        strings(&reader, &format!("SELECT id, kind FROM documents UNION ALL {organisations} ORDER BY 1"));
    assert_eq!(listed, nodes);
    let edge = |e: &EdgeRecord| format!("{} {} {} {}", e.source, e.target, e.relation, e.weight);
    let edges: Vec<String> = store.edges().unwrap().iter().map(edge).collect();
    let listed =
        "SELECT source, target, relation, occurrences FROM citations ORDER BY source, target, relation";
    assert_eq!(strings(&reader, listed), edges);
    let occurrences = store.occurrences(&OccurrenceFilter::default()).unwrap();
    let mut places: Vec<String> = occurrences
        .iter()
        .map(|o| {
            format!("{} {} {} {} {}", o.source, o.target_id, o.para, o.surface, o.confidence.as_percent())
        })
        .collect();
    places.sort();
    let listed =
        "SELECT source, target_id, paragraph, words, CAST(confidence * 100 AS INTEGER) FROM occurrences
         ORDER BY 1, 2, 3";
    assert_eq!(strings(&reader, listed), places);
    assert_eq!(
        strings(&reader, "SELECT document, words FROM unresolved"),
        ["LETTER:2015-12-09 the said report"]
    );
    assert_eq!(
        strings(&reader, "SELECT id, name, letters FROM organisations"),
        ["ORG:river-watch River Watch 1"]
    );
    assert_eq!(strings(&reader, "SELECT organisation, acronym FROM signatories"), ["ORG:river-watch RW"]);
    assert_eq!(
        strings(&reader, "SELECT count(*), min(text) FROM paragraphs"),
        ["3 Recalling its resolution"]
    );
    assert_eq!(strings(&reader, "SELECT count(*) FROM documents WHERE absent"), ["1"]);
}

#[test]
fn the_examples_of_the_page_answer() {
    let (_folder, _store, reader) = database();
    let page = promised();
    let examples: Vec<&str> =
        page.split("```sql\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let answers: Vec<Vec<String>> =
        examples.iter().map(|sql| strings(&reader, sql.trim().trim_end_matches(';'))).collect();
    assert_eq!(answers[0], ["A/RES/72/247  pp1 recalling resolution A/RES/53/144"]);
    assert_eq!(answers[1], [] as [&str; 0]);
    assert_eq!(answers[2], ["2"]);
    assert_eq!(answers.len(), 3);
}

/// The dataset built in as a database says what it says in memory.
#[test]
fn the_shipped_dataset_becomes_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("un.db");
    let embedded = Database::embedded().unwrap();
    embedded.back_up(&path).unwrap();
    assert!(embedded.back_up(&path).unwrap_err().to_string().contains("is there already"));
    let database = Database::open(&path).unwrap();
    assert_eq!(database.nodes().unwrap(), embedded.nodes().unwrap());
    let (edges, known) = (database.edges().unwrap(), embedded.edges().unwrap());
    assert_eq!(
        edges.iter().filter(|edge| !known.contains(edge)).take(3).collect::<Vec<_>>(),
        [] as [&EdgeRecord; 0]
    );
    assert_eq!(
        known.iter().filter(|edge| !edges.contains(edge)).take(3).collect::<Vec<_>>(),
        [] as [&EdgeRecord; 0]
    );
    let places = |database: &Database| -> Vec<String> {
        let all = database.occurrences(&OccurrenceFilter::default()).unwrap();
        // What follows from a symbol came with some text, which only a database tells.
        let place = |place: &Occurrence| match place.class {
            Class::Structural if place.surface.is_empty() => {
                format!("{} {} {}", place.source, place.relation, place.target)
            }
            _ => format!("{place:?}"),
        };
        let mut all: Vec<String> = all.iter().map(place).collect();
        all.sort();
        all
    };
    let (here, there) = (places(&database), places(&embedded));
    assert_eq!(here.len(), there.len());
    for (here, there) in here.iter().zip(&there) {
        assert_eq!(here, there);
    }
    assert_eq!(database.signatures(None).unwrap().len(), embedded.signatures(None).unwrap().len());
    assert!(database.examine().unwrap().iter().all(|finding| finding.check.severity() != Severity::Damage));
}
