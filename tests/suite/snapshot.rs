//! The snapshot beside a database: the answers are those of the rows, whatever state it is in.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::thread;

use tempfile::TempDir;
use travaux::Database;
use travaux::graph::Graph;
use travaux::ingest::Options;
use travaux::store::Store;

use crate::ingest::resolution;

struct Desk {
    folder: TempDir,
}

impl Desk {
    /// A database of so many resolutions, each of which recalls another.
    fn new(resolutions: u32) -> Desk {
        let desk = Desk { folder: tempfile::tempdir().unwrap() };
        desk.add(0..resolutions);
        desk
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn add(&self, numbers: Range<u32>) {
        let write = |number: u32| {
            let path = self.at(&format!("{number}.txt"));
            fs::write(&path, resolution(200 + number, &format!("61/{}", 100 + number))).unwrap();
            path
        };
        let paths: Vec<PathBuf> = numbers.map(write).collect();
        let mut database = Database::create(self.at("un.db")).unwrap();
        database.ingest(&paths, Options::default(), &mut |_| {}).unwrap();
    }

    fn snapshot(&self) -> PathBuf {
        self.at("un.db-graph")
    }

    /// The graph as a program gets it that is started now.
    fn graph(&self) -> Vec<u8> {
        bytes(Database::open(self.at("un.db")).unwrap().graph().unwrap())
    }

    /// The graph of the rows.
    fn expected(&self) -> Vec<u8> {
        let records = Store::open(&self.at("un.db")).unwrap().graph_records().unwrap();
        bytes(&Graph::from_records(records.nodes, records.edges).of_generation(records.generation))
    }
}

fn bytes(graph: &Graph) -> Vec<u8> {
    let mut bytes = Vec::new();
    graph.write_snapshot(&mut bytes).unwrap();
    bytes
}

fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains("-graph")).collect()
}

#[test]
fn the_first_question_leaves_a_snapshot_that_the_next_one_reads() {
    let desk = Desk::new(3);
    assert!(!desk.snapshot().exists());
    assert!(desk.graph() == desk.expected());
    assert!(fs::read(desk.snapshot()).unwrap() == desk.expected());
    assert_eq!(files(desk.folder.path()), ["un.db-graph"]);
    // It is read indeed: of one whose bytes are sound, what it says is believed.
    let rows = Store::open(&desk.at("un.db")).unwrap().graph_records().unwrap();
    let other = Graph::from_records(rows.nodes, vec![]).of_generation(rows.generation);
    fs::write(desk.snapshot(), bytes(&other)).unwrap();
    assert!(desk.graph() == bytes(&other));
}

#[test]
fn what_came_since_is_laid_over_it() {
    let desk = Desk::new(40);
    desk.graph();
    let written = fs::read(desk.snapshot()).unwrap();
    // One document with what it cites, of 80 nodes: the snapshot is written anew.
    desk.add(40..41);
    assert!(desk.graph() == desk.expected());
    let rewritten = fs::read(desk.snapshot()).unwrap();
    assert!(rewritten == desk.expected() && rewritten != written);
    // So is what goes.
    let path = desk.at("7.txt").to_str().unwrap().to_owned();
    assert!(Store::open(&desk.at("un.db")).unwrap().forget_file(&path).unwrap());
    assert!(desk.graph() == desk.expected());
}

#[test]
fn a_small_change_leaves_the_file_as_it_is() {
    let desk = Desk::new(70);
    desk.graph();
    let written = fs::read(desk.snapshot()).unwrap();
    desk.add(70..71);
    assert!(desk.graph() == desk.expected());
    assert!(fs::read(desk.snapshot()).unwrap() == written);
}

#[test]
fn one_that_is_torn_damaged_or_of_another_database_is_made_anew() {
    let desk = Desk::new(4);
    desk.graph();
    let sound = fs::read(desk.snapshot()).unwrap();
    let other = Desk::new(4);
    other.graph();
    let theirs = fs::read(other.snapshot()).unwrap();
    let half = &sound[..sound.len() / 2];
    let mut flipped = sound.clone();
    flipped[sound.len() - 9] ^= 4;
    for bad in [
        &theirs[..],
        half,
        &flipped,
        b"",
        b"no snapshot at all, but longer than the head of one, so it seems to be",
    ] {
        fs::write(desk.snapshot(), bad).unwrap();
        assert!(desk.graph() == desk.expected());
        assert!(fs::read(desk.snapshot()).unwrap() == sound);
    }
}

#[test]
fn where_none_can_be_written_the_answer_is_the_same() {
    let desk = Desk::new(2);
    // A folder stands where the file would be.
    fs::create_dir(desk.snapshot()).unwrap();
    assert!(desk.graph() == desk.expected());
    assert_eq!(files(desk.folder.path()), ["un.db-graph"]);
}

#[test]
fn readers_at_the_same_time_do_not_disturb_each_other() {
    let desk = Desk::new(20);
    let expected = desk.expected();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..5 {
                    assert!(desk.graph() == expected);
                    let _ = fs::remove_file(desk.snapshot());
                }
            });
        }
    });
}
