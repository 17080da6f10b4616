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

use crate::archives::packed;
use crate::facts::{Plain, file, listing, recalling};
use crate::ingest::resolution;

const FILES: u32 = 40;
/// Kills of each kind, unless `TRAVAUX_KILLS` gives another number.
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

fn rounds() -> u64 {
    std::env::var("TRAVAUX_KILLS").map_or(ROUNDS, |rounds| rounds.parse().unwrap())
}

fn ingest(folder: &Path, db: &str) -> Command {
    ingest_of("in", folder, db)
}

fn ingest_of(input: &str, folder: &Path, db: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
    command.current_dir(folder).args(["ingest", input, "--verbose", "--db", db]).stdout(Stdio::piped());
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
    fs::create_dir(folder.path().join("in")).unwrap();
    for (name, text) in texts() {
        fs::write(folder.path().join("in").join(name), text).unwrap();
    }
    killed_and_goes_on("in", folder.path());
}

#[test]
fn an_archive_that_was_broken_off_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.zip"), packed(&texts())).unwrap();
    killed_and_goes_on("in.zip", folder.path());
}

/// Every file is a document of its own: of two copies a kill could leave the one that is no primary text.
fn texts() -> Vec<(String, String)> {
    let recalled = |number| (0..=number).map(|n| format!("62/{} and ", 800 + n)).collect::<String>();
    (0..FILES).map(|number| (format!("{number:02}"), resolution(900 + number, &recalled(number)))).collect()
}

/// Kills runs at any moment, looks at what they left, and lets them go on.
fn killed_and_goes_on(input: &str, folder: &Path) {
    let at = |name: &str| folder.join(name);
    let ingest = |db: &str| ingest_of(input, folder, db);
    assert!(ingest("whole.db").output().unwrap().status.success());
    let whole = Store::open(&at("whole.db")).unwrap();
    let expected = by_file(&whole);
    assert_eq!(expected.len(), FILES as usize);

    let mut chance = Chance(42);
    let mut interrupted = 0;
    for round in 0..rounds() {
        let db = format!("{round}.db");
        let mut child = ingest(&db).spawn().unwrap();
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

        assert!(ingest(&db).output().unwrap().status.success());
        let mended = Store::open(&at(&db)).unwrap();
        assert_eq!(listing(&mended).unwrap(), listing(&whole).unwrap(), "round {round}: after a second run");
    }
    assert!(interrupted > 0, "no kill came before the end");
}

/// A killed writer of a snapshot leaves the database as it is, and no later question a wrong answer.
#[test]
fn a_snapshot_that_was_killed_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mut store = Store::create(&at("un.db")).unwrap();
    for number in 0..60u32 {
        let targets: Vec<String> =
            (0..100).map(|n| format!("A/RES/{}/{}", 20 + n % 40, number * 7 + n)).collect();
        let targets: Vec<&str> = targets.iter().map(String::as_str).collect();
        let facts = recalling(&format!("A/RES/70/{number}"), &targets);
        store.replace_file(&file(&format!("{number}")), &[facts], &Plain).unwrap();
    }
    drop(store);
    let stats = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
        command.current_dir(folder.path()).args(["stats", "--db", "un.db"]).stdout(Stdio::piped());
        command
    };
    let expected = stats().output().unwrap();
    assert!(expected.status.success());
    let whole = fs::read(at("un.db-graph")).unwrap();
    let mut chance = Chance(7);
    let mut interrupted = 0;
    for round in 0..rounds() {
        fs::remove_file(at("un.db-graph")).unwrap();
        let mut child = stats().spawn().unwrap();
        // The moment is somewhere in the making of the part, or a little before and behind.
        while round % 2 == 0 && !at("un.db-graph-part").exists() && child.try_wait().unwrap().is_none() {}
        sleep(Duration::from_micros(chance.below(if round % 2 == 0 { 1_500 } else { 30_000 })));
        child.kill().unwrap();
        child.wait().unwrap();
        match fs::read(at("un.db-graph")) {
            Ok(bytes) => assert!(bytes == whole, "round {round}: half a snapshot has its name"),
            Err(_) => interrupted += 1,
        }
        let after = stats().output().unwrap();
        assert_eq!(after.stdout, expected.stdout, "round {round}");
        assert!(fs::read(at("un.db-graph")).unwrap() == whole, "round {round}");
        assert!(!at("un.db-graph-part").exists(), "round {round}");
    }
    assert!(interrupted > 0, "no kill came before the end");
}

/// A file system that takes no more ends the run with a message; what was done before is there.
#[cfg(unix)]
#[test]
fn a_full_disk_loses_nothing_that_was_done() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("in")).unwrap();
    for number in 0..FILES {
        let recalled: String = (0..60).map(|n| format!("62/{} and ", 800 + n + number)).collect();
        fs::write(at("in").join(format!("{number:02}")), resolution(900 + number, &recalled)).unwrap();
    }
    let mut ended = 0;
    // Blocks of 512 bytes that the log of the database may grow to.
    for blocks in [50, 400, 700, 1000, 1600, 2400] {
        let db = format!("{blocks}.db");
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" ingest in --verbose --db {db}");
        let output = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_travaux")])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let complaint = String::from_utf8(output.stderr).unwrap();
        let reported = String::from_utf8(output.stdout).unwrap();
        if !output.status.success() {
            ended += 1;
            assert_eq!(output.status.code(), Some(2), "{blocks}: {complaint}");
            assert!(complaint.contains(&format!("database '{db}'")), "{blocks}: {complaint}");
        }
        assert!(ingest(folder.path(), &db).output().unwrap().status.success(), "{blocks}: {complaint}");
        let store = Store::open(&at(&db)).unwrap();
        store.check().unwrap();
        assert_eq!(store.files().unwrap().len(), FILES as usize);
        // What was done before the disk was full was not read again.
        let runs = store.runs(None).unwrap();
        let done = reported.lines().filter(|line| line.starts_with("done\t")).count();
        let first = if ended > 0 && done > 0 { runs[0].changes.len() } else { done };
        assert!(first >= done, "{blocks}: {done} were done, {first} stand in the log");
    }
    assert!(ended > 1, "the disk was never full");
}

/// Two processes that write at once wait for each other.
#[test]
fn two_ingests_at_once_both_come_in() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for (half, name) in ["in", "more"].into_iter().enumerate() {
        fs::create_dir(at(name)).unwrap();
        for number in 0..FILES / 2 {
            let number = 900 + number * 2 + u32::try_from(half).unwrap();
            fs::write(at(name).join(format!("{number}")), resolution(number, "53/144 of 9 December 1998"))
                .unwrap();
        }
    }
    let both = |db: &str| {
        let start = |folder_in: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
            command.current_dir(folder.path()).args(["ingest", folder_in, "--db", db]).stdout(Stdio::null());
            command.spawn().unwrap()
        };
        [start("in"), start("more")].map(|mut child| child.wait().unwrap().success())
    };
    for round in 0..5 {
        let db = format!("{round}.db");
        assert_eq!(both(&db), [true, true], "round {round}");
        let store = Store::open(&at(&db)).unwrap();
        store.check().unwrap();
        assert_eq!(store.files().unwrap().len(), FILES as usize, "round {round}");
        assert_eq!(store.orphans().unwrap(), []);
    }
}
