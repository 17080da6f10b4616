//! `travaux compare` and the digest of `travaux extract`: what two builds find, from the command line.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::ingest::resolution;

fn travaux(folder: &TempDir, arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_travaux"))
        .args(arguments)
        .current_dir(folder.path())
        .env_remove("TRAVAUX_DB")
        .output()
        .unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

/// A folder with what was found in a file, and in the same file with another text.
fn desk() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, recalled) in [("old.tsv", "61/100 of 3 May 2007"), ("new.tsv", "61/200")] {
        fs::write(folder.path().join("a.txt"), resolution(901, recalled)).unwrap();
        let (found, code) = travaux(&folder, &["extract", "--format", "tsv", "a.txt"]);
        assert_eq!(code, Some(0));
        fs::write(folder.path().join(name), found).unwrap();
    }
    folder
}

#[test]
fn two_outputs_are_compared() {
    let desk = desk();
    let (table, code) = travaux(&desk, &["compare", "old.tsv", "new.tsv"]);
    assert_eq!(code, Some(0));
    assert!(
        table.starts_with("2 references before, 2 now: 1 gained, 1 lost, 0 with another target"),
        "{table}"
    );
    assert!(table.contains("\nGA-GA                             1        1"), "{table}");
    assert!(
        table.contains("A/RES/62/901 pp1 “its resolution 61/200”: recalls A/RES/61/200 (B3-possessive)"),
        "{table}"
    );
    let (short, _) = travaux(&desk, &["compare", "old.tsv", "new.tsv", "--examples", "0"]);
    assert!(!short.contains("“") && table.starts_with(&short), "{short}");
    let (rows, _) = travaux(&desk, &["compare", "old.tsv", "new.tsv", "--format", "tsv"]);
    let kinds: Vec<&str> = rows.lines().map(|line| line.split('\t').next().unwrap()).collect();
    assert_eq!(kinds, ["change", "gained", "lost"]);
    let same = travaux(&desk, &["compare", "old.tsv", "old.tsv"]);
    assert_eq!(same.1, Some(1));
    assert!(same.0.ends_with(
        "0 gained, 0 lost, 0 with another target, 0 with another relation, 0 with another verb\n"
    ));
}

#[test]
fn what_is_no_table_is_named() {
    let desk = desk();
    assert_eq!(travaux(&desk, &["compare", "old.tsv", "a.txt"]).1, Some(2));
    assert_eq!(travaux(&desk, &["compare", "old.tsv", "none.tsv"]).1, Some(2));
}

#[test]
fn a_digest_changes_with_any_reference() {
    let desk = desk();
    let digest = |number, recalled| {
        fs::write(desk.path().join("a.txt"), resolution(number, recalled)).unwrap();
        travaux(&desk, &["extract", "--format", "digest", "a.txt"]).0
    };
    let first = digest(901, "61/100");
    let row: Vec<&str> = first.lines().nth(1).unwrap().split('\t').collect();
    assert_eq!(row[..4], ["a.txt", "1", "2", "0"]);
    assert_eq!(digest(901, "61/100"), first);
    assert_ne!(digest(901, "61/101"), first);
    assert_ne!(digest(902, "61/100"), first);
}
