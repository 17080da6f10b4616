//! Keeping a database: its log, deletion, merging, comparing, backups, and looking it over.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use rusqlite::Connection;
use tempfile::TempDir;
use travaux::Database;
use travaux::model::{Id, Warning};
use travaux::query::findings::Check;
use travaux::store::Store;

use crate::facts::{Plain, file, letter, listing, recalling};
use crate::ingest::resolution;
use crate::resolve::texts;

/// A letter that asks for a resolution by its title, and the resolution.
fn asking_and_asked() -> [String; 2] {
    let text = |name: &str| texts().into_iter().find(|(known, _)| *known == name).unwrap().1;
    ["letter.txt", "named.txt"].map(text)
}

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Desk { folder: tempfile::tempdir().unwrap() }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: &str) {
        fs::create_dir_all(self.at(name).parent().unwrap()).unwrap();
        fs::write(self.at(name), content).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_travaux"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("TRAVAUX_DB")
            .output()
            .unwrap()
    }

    fn answer(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The changes of the log, without numbers of runs and times.
    fn log(&self, db: &str) -> Vec<String> {
        let rows = self.answer(&["log", "--db", db, "--format", "tsv"]);
        rows.lines()
            .skip(1)
            .map(|row| row.split('\t').skip(2).collect::<Vec<_>>().join(" ").trim_end().to_owned())
            .collect()
    }
}

#[test]
fn the_log_tells_what_each_run_changed() {
    let desk = Desk::new();
    desk.write("in/a.txt", &resolution(1, "53/144 of 9 December 1998"));
    desk.write("in/b.txt", &resolution(2, "53/144 of 9 December 1998"));
    desk.answer(&["ingest", "in", "--db", "un.db"]);
    desk.answer(&["ingest", "in", "--db", "un.db"]);
    desk.write("in/a.txt", &resolution(1, "53/144 of 9 December 1998 and 54/170 of 17 December 1999"));
    desk.write("in/b.txt", &resolution(3, "53/144 of 9 December 1998"));
    desk.answer(&["ingest", "in", "--db", "un.db"]);
    desk.answer(&["delete", "62/1", "--db", "un.db"]);
    assert_eq!(
        desk.log("un.db"),
        [
            "ingest added A/RES/62/1  2  in/a.txt",
            "ingest added A/RES/62/2  2  in/b.txt",
            "ingest changed A/RES/62/1 2 3  in/a.txt",
            "ingest removed A/RES/62/2 2   in/b.txt",
            "ingest added A/RES/62/3  2  in/b.txt",
            "delete removed A/RES/62/1 3   in/a.txt",
        ]
    );
    let table = desk.answer(&["log", "--db", "un.db", "--format", "table", "62/3"]);
    assert!(table.contains("1 document added\n    added    A/RES/62/3  2 references  in/b.txt\n"), "{table}");
    // The run that found nothing new is not told, and times are those of a clock.
    let began = Store::open(&desk.at("un.db")).unwrap().runs(None).unwrap();
    assert_eq!(began.iter().map(|run| run.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(began.iter().all(|run| run.began.len() == 20 && run.began.starts_with("20")), "{began:?}");
}

#[test]
fn a_reference_that_another_document_resolves_stands_in_the_log() {
    let desk = Desk::new();
    let [asking, asked] = asking_and_asked();
    desk.write("in/b.txt", &asking);
    desk.answer(&["ingest", "in", "--db", "un.db"]);
    desk.write("in/c.txt", &asked);
    desk.answer(&["ingest", "in", "--db", "un.db"]);
    desk.answer(&["delete", "A/RES/61/901", "--db", "un.db"]);
    let log = desk.log("un.db");
    assert!(
        log.contains(
            &"ingest resolved LETTER:all-member-states-of-the-united-nations-2017-06-03   A/RES/61/901"
                .to_owned()
        ),
        "{log:?}"
    );
    assert!(
        log.contains(
            &"delete reopened LETTER:all-member-states-of-the-united-nations-2017-06-03   A/RES/61/901"
                .to_owned()
        ),
        "{log:?}"
    );
}

#[test]
fn a_deleted_document_stays_away_until_its_file_is_read_again() {
    let desk = Desk::new();
    desk.write("in/a.txt", &resolution(1, "53/144 of 9 December 1998"));
    desk.write("in/b.txt", &resolution(2, "62/1"));
    desk.answer(&["ingest", "in", "--db", "un.db"]);
    let deleted = desk.answer(&["delete", "62/1", "--db", "un.db"]);
    assert_eq!(deleted, "deleted A/RES/62/1, which stood in 1 file:\n    in/a.txt\n");
    let card = |db: &Database| {
        let id = travaux::model::NodeId::new("A/RES/62/1");
        db.card(&id).unwrap().map(|card| card.node.absent)
    };
    assert_eq!(card(&Database::open(desk.at("un.db")).unwrap()), Some(true));
    desk.answer(&["ingest", "in", "--db", "un.db"]);
    assert_eq!(card(&Database::open(desk.at("un.db")).unwrap()), Some(true));
    let again = desk.run(&["delete", "62/1", "--db", "un.db"]);
    let complaint = String::from_utf8(again.stderr).unwrap();
    assert!(again.status.code() == Some(2) && complaint.contains("only others refer to it"), "{complaint}");
    desk.answer(&["ingest", "--again", "in", "--db", "un.db"]);
    assert_eq!(card(&Database::open(desk.at("un.db")).unwrap()), Some(false));
    desk.answer(&["delete", "--file", "in/b.txt", "--db", "un.db"]);
    let none = desk.run(&["delete", "--file", "in/b.txt", "--db", "un.db"]);
    assert_eq!(none.status.code(), Some(2));
    assert_eq!(Store::open(&desk.at("un.db")).unwrap().files().unwrap().len(), 1);
}

/// What two databases have read together is what one would have read.
#[test]
fn merging_gives_what_reading_everything_gives() {
    let desk = Desk::new();
    desk.write("one/a.txt", &resolution(1, "53/144 of 9 December 1998 and 62/2"));
    let [asking, asked] = asking_and_asked();
    desk.write("one/b.txt", &asking);
    desk.write("two/c.txt", &asked);
    desk.write("two/d.txt", &asking);
    desk.answer(&["ingest", "one", "--db", "a.db"]);
    desk.answer(&["ingest", "two", "--db", "b.db"]);
    desk.answer(&["ingest", "one", "two/c.txt", "--db", "all.db"]);
    let said = desk.answer(&["merge", "b.db", "--db", "a.db"]);
    assert_eq!(said, "1 file came in, 1 known before, 0 kept\n");
    let (merged, whole) = (Store::open(&desk.at("a.db")).unwrap(), Store::open(&desk.at("all.db")).unwrap());
    merged.check().unwrap();
    assert_eq!(listing(&merged).unwrap(), listing(&whole).unwrap());
    assert_eq!(merged.unindexed().unwrap(), []);
    let difference = desk.run(&["diff", "a.db", "all.db", "--format", "table"]);
    assert_eq!(
        (difference.status.code(), difference.stdout.as_slice()),
        (Some(1), b"both say the same\n".as_slice())
    );
    assert_eq!(desk.answer(&["merge", "b.db", "--db", "a.db"]), "0 files came in, 2 known before, 0 kept\n");
    let resolved =
        "merge resolved LETTER:all-member-states-of-the-united-nations-2017-06-03   A/RES/61/901".to_owned();
    assert!(desk.log("a.db").contains(&resolved));
}

#[test]
fn a_merge_keeps_what_differs_and_refuses_itself() {
    let desk = Desk::new();
    let mut here = Store::create(&desk.at("a.db")).unwrap();
    here.replace_file(&file("in/1"), &[letter()], &Plain).unwrap();
    let mut there = Store::create(&desk.at("b.db")).unwrap();
    let mut other = file("in/1");
    other.hash = "another".to_owned();
    there.replace_file(&other, &[recalling("A/RES/1/1", &[])], &Plain).unwrap();
    let merged = here.merge(&desk.at("b.db")).unwrap();
    assert_eq!((merged.taken.len(), merged.known, merged.kept), (0, 0, vec!["in/1".to_owned()]));
    let error = here.merge(&desk.at("a.db")).unwrap_err().to_string();
    assert!(error.ends_with("cannot be merged with itself"), "{error}");
    let output = desk.run(&["merge", "b.db", "--db", "a.db"]);
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        (output.status.code(), complaint.as_str()),
        (Some(2), "travaux: in/1: differs in both; that of the database is kept\n")
    );
    let missing = desk.run(&["merge", "c.db", "--db", "a.db"]);
    assert!(String::from_utf8(missing.stderr).unwrap().contains("there is no database at 'c.db'"));
}

#[test]
fn a_difference_is_told_in_rows() {
    let desk = Desk::new();
    let mut first = Store::create(&desk.at("a.db")).unwrap();
    first.replace_file(&file("1"), &[recalling("A/RES/60/1", &["A/RES/59/1"])], &Plain).unwrap();
    let mut second = Store::create(&desk.at("b.db")).unwrap();
    let twice = recalling("A/RES/60/1", &["A/RES/59/1", "A/RES/59/1"]);
    second.replace_file(&file("1"), &[twice, recalling("A/RES/59/1", &[])], &Plain).unwrap();
    assert_eq!(
        desk.answer(&["diff", "a.db", "b.db"]),
        "difference\tnode\trelation\ttarget\tbefore\tafter\n\
         changed\tA/RES/59/1\t\t\tdocument, never read\tdocument, “Title of A/RES/59/1”\n\
         citation changed\tA/RES/60/1\trecalls\tA/RES/59/1\t1\t2\n"
    );
    assert!(desk.answer(&["diff", "a.db", "--format", "table"]).contains("only before"));
}

#[test]
fn a_backup_is_whole_and_overwrites_nothing() {
    let desk = Desk::new();
    desk.write("in/a.txt", &resolution(1, "53/144 of 9 December 1998"));
    desk.answer(&["ingest", "in", "--db", "un.db"]);
    // Somebody reads while the copy is made.
    let reader = Connection::open(desk.at("un.db")).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM files").unwrap();
    assert_eq!(desk.answer(&["backup", "copy.db", "--db", "un.db"]), "wrote copy.db\n");
    let (original, copy) =
        (Store::open(&desk.at("un.db")).unwrap(), Store::open(&desk.at("copy.db")).unwrap());
    copy.check().unwrap();
    assert_eq!(listing(&copy).unwrap(), listing(&original).unwrap());
    let refused = desk.run(&["backup", "copy.db", "--db", "un.db"]);
    assert!(String::from_utf8(refused.stderr).unwrap().contains("'copy.db' is there already"));
    let nowhere = desk.run(&["backup", "no/copy.db", "--db", "un.db"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(!desk.at("copy.db-part").exists());
}

#[test]
fn the_doctor_finds_and_repairs() {
    let desk = Desk::new();
    let mut store = Store::create(&desk.at("un.db")).unwrap();
    let mut citing = recalling("A/RES/60/1", &["A/RES/61/1", "A/RES/53/44"]);
    citing.document.metadata.adopted = "2005-12-16".parse().ok();
    citing.citations[1].warning = Some(Warning {
        code: Warning::DATE_MISMATCH.to_owned(),
        explanation: "1998-12-09 is the date of A/RES/53/144".to_owned(),
        suggestion: Some(Id::new("A/RES/53/144")),
    });
    let mut cited = recalling("A/RES/61/1", &["A/RES/60/1"]);
    cited.document.metadata.adopted = "2006-12-19".parse().ok();
    let mut misdated = recalling("A/RES/50/1", &[]);
    misdated.document.metadata.adopted = "2006-12-19".parse().ok();
    for (path, facts) in [("a", citing), ("b", cited), ("c", misdated)] {
        store.replace_file(&file(path), &[facts], &Plain).unwrap();
    }
    drop(store);
    let checks = || -> Vec<(Check, String)> {
        let found = Database::open(desk.at("un.db")).unwrap().examine().unwrap();
        found.into_iter().filter(|f| f.check != Check::Outdated).map(|f| (f.check, f.words)).collect()
    };
    let doubts = [
        (
            Check::Contradiction,
            "pp1: “resolution A/RES/53/44”: 1998-12-09 is the date of A/RES/53/144; probably meant: A/RES/53/144",
        ),
        (Check::Future, "2005-12-16 cites 2006-12-19"),
        (Check::Date, "dated 2006-12-19, while its symbol is of 1995"),
        (Check::Cycle, "A/RES/60/1 (2005-12-16), A/RES/61/1 (2006-12-19)"),
    ]
    .map(|(check, words)| (check, words.to_owned()));
    assert_eq!(checks(), doubts);

    let raw = Connection::open(desk.at("un.db")).unwrap();
    raw.execute_batch(
        "INSERT INTO nodes (name, kind) VALUES ('A/9', 'document');
         UPDATE texts SET is_primary = 0 WHERE file = 1;
         DELETE FROM passage_stems WHERE rowid = 2;",
    )
    .unwrap();
    drop(raw);
    let damages: Vec<Check> = checks().into_iter().map(|(check, _)| check).take(3).collect();
    assert_eq!(damages, [Check::Primary, Check::Orphan, Check::Words]);
    let told = desk.run(&["doctor", "--db", "un.db", "--format", "table"]);
    let table = String::from_utf8(told.stdout).unwrap();
    assert!(
        told.status.code() == Some(2) && table.contains("damage orphan: 1") && table.contains("--fix"),
        "{table}"
    );
    desk.answer(&["doctor", "--fix", "--db", "un.db"]);
    assert_eq!(checks(), doubts);
    let rows = desk.answer(&["doctor", "--db", "un.db", "--check", "future"]);
    assert_eq!(
        rows,
        "severity\tcheck\tdocs\twords\ndoubt\tfuture\tA/RES/60/1 A/RES/61/1\t2005-12-16 cites 2006-12-19\n"
    );
}

#[test]
fn the_doctor_tells_a_damaged_file_and_mends_nothing_in_it() {
    let desk = Desk::new();
    let mut store = Store::create(&desk.at("un.db")).unwrap();
    let many: Vec<String> = (0..400).map(|n| format!("A/RES/59/{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    store.replace_file(&file("a"), &[recalling("A/RES/60/1", &many)], &Plain).unwrap();
    drop(store);
    let mut bytes = fs::read(desk.at("un.db")).unwrap();
    // The order of the cells of a page in the midst of the rows.
    let page = bytes.len() / 4096 / 2 * 4096;
    bytes[page + 8..page + 24].reverse();
    fs::write(desk.at("un.db"), &bytes).unwrap();
    let told = desk.run(&["doctor", "--db", "un.db", "--format", "table"]);
    let table = String::from_utf8(told.stdout).unwrap();
    assert!(told.status.code() == Some(2) && table.contains("damage file: 1"), "{table}");
    assert_eq!(desk.run(&["doctor", "--fix", "--db", "un.db"]).status.code(), Some(2));
    assert_eq!(fs::read(desk.at("un.db")).unwrap(), bytes);
}
