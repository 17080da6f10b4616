//! Killing `travaux ingest` at any moment: what was reported as done is there, whole, and nothing is there by half.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use travaux::model::{NodeId, OccurrenceFilter};
use travaux::store::Store;

use crate::facts::listing;
use crate::ingest::resolution;

const FILES: u32 = 40;
const ROUNDS: u64 = 25;

/// A fixed sequence of numbers that look random (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}

fn ingest(folder: &Path, db: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
    command.current_dir(folder).args(["ingest", "in", "--verbose", "--db", db]).stdout(Stdio::piped());
    command
}

/// Everything that each file contributes, by path.
fn by_file(store: &Store) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for file in store.files().unwrap() {
        all.insert(file.path.clone(), format!("{file:?}"));
    }
    let mut add = |path: &str, fact: String| all.get_mut(path).unwrap().push_str(&fact);
    for document in store.documents().unwrap() {
        add(&document.file, format!("{document:?} {:?}", store.paragraphs(&document.node).unwrap()));
    }
    for occurrence in store.occurrences(&OccurrenceFilter::default()).unwrap() {
        add(occurrence.file.as_deref().unwrap(), format!("{occurrence:?}"));
    }
    for unresolved in store.unresolved(None::<&NodeId>).unwrap() {
        add(&unresolved.file, format!("{unresolved:?}"));
    }
    all
}

#[test]
fn what_was_reported_as_done_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("in")).unwrap();
    for number in 0..FILES {
        // Every file is a document of its own: of two copies a kill could leave the one that is no primary text.
        let recalled: String = (0..=number).map(|n| format!("62/{} and ", 800 + n)).collect();
        fs::write(at("in").join(format!("{number:02}")), resolution(900 + number, &recalled)).unwrap();
    }
    assert!(ingest(folder.path(), "whole.db").output().unwrap().status.success());
    let whole = Store::open(&at("whole.db")).unwrap();
    let expected = by_file(&whole);
    assert_eq!(expected.len(), FILES as usize);

    let mut chance = Chance(42);
    let mut interrupted = 0;
    for round in 0..ROUNDS {
        let db = format!("{round}.db");
        let mut child = ingest(folder.path(), &db).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut reported = String::new();
        // So many files, and then some part of the next: the moment does not depend on the speed of the machine.
        for _ in 0..chance.below(u64::from(FILES)) {
            lines.read_line(&mut reported).unwrap();
        }
        sleep(Duration::from_micros(chance.below(6_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        lines.read_to_string(&mut reported).unwrap();

        let found = match Store::open(&at(&db)) {
            Ok(store) => {
                store.check().unwrap();
                by_file(&store)
            }
            // The kill came before the file was made; then nothing may have been reported.
            Err(_) if !at(&db).exists() => BTreeMap::new(),
            Err(error) => panic!("round {round}: {error}"),
        };
        for line in reported.lines().filter_map(|line| line.strip_prefix("done\t")) {
            assert!(found.contains_key(line), "round {round}: '{line}' was done and is gone");
        }
        for (path, facts) in &found {
            assert_eq!(Some(facts), expected.get(path), "round {round}: '{path}' is there by half");
        }
        interrupted += usize::from(found.len() < expected.len());

        assert!(ingest(folder.path(), &db).output().unwrap().status.success());
        let mended = Store::open(&at(&db)).unwrap();
        assert_eq!(listing(&mended).unwrap(), listing(&whole).unwrap(), "round {round}: after a second run");
    }
    assert!(interrupted > 0, "no kill came before the end");
}
