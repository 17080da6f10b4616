//! `travaux unresolved`: what it lists, in which form, with which exit code.

use std::process::{Command, Output};

use tempfile::TempDir;
use travaux::store::Store;

use crate::facts::{Plain, file, letter, recalling};

fn database() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(&folder.path().join("test.db")).unwrap();
    store.replace_file(&file("in/letter.txt"), &[letter()], &Plain).unwrap();
    store.replace_file(&file("in/other.txt"), &[recalling("A/RES/60/1", &["A/RES/59/1"])], &Plain).unwrap();
    folder
}

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_travaux"))
        .arg("unresolved")
        .args(arguments)
        .current_dir(folder.path())
        .env_remove("TRAVAUX_DB")
        .output()
        .unwrap()
}

fn check(arguments: &[&str], code: i32, expected: &str) {
    let output = run(&database(), arguments);
    let found = (output.status.code(), String::from_utf8(output.stdout).unwrap());
    assert_eq!(found, (Some(code), expected.to_owned()), "{arguments:?}");
}

const HEADER: &str = "file\tdoc\tpara\tsurface\treason\tstart\tend\tclass\tsuggestion\n";

#[test]
fn every_reference_without_target_is_a_row() {
    let row = "in/letter.txt\tLETTER:2015-12-09\tlp1\tthe said report\tno antecedent\t3\t18\t\t\n";
    check(&["--db", "test.db"], 0, &format!("{HEADER}{row}"));
    check(&["--db", "test.db", "--reason", "Antecedent"], 0, &format!("{HEADER}{row}"));
    check(&["--db", "test.db", "LETTER:2015-12-09"], 0, &format!("{HEADER}{row}"));
    check(&["--db", "test.db", "60/1"], 1, HEADER);
    check(&["--db", "test.db", "--reason", "footnote"], 1, HEADER);
}

#[test]
fn tables_are_for_eyes_and_lines_of_json_for_programs() {
    let table = "LETTER:2015-12-09  in/letter.txt\n  lp1       “the said report”: no antecedent\n";
    check(&["--db", "test.db", "--format", "table"], 0, table);
    let output = run(&database(), &["--db", "test.db", "--format", "json"]);
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((line["doc"].as_str(), line["end"].as_u64()), (Some("LETTER:2015-12-09"), Some(18)));
    check(&["--db", "test.db", "--format", "json", "60/1"], 1, "");
}

#[test]
fn the_dataset_built_in_says_that_it_has_none() {
    let output = run(&database(), &[]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(complaint.contains("keeps no references without target"), "{complaint}");
    assert_eq!(run(&database(), &["--db", "none.db"]).status.code(), Some(2));
    assert_eq!(run(&database(), &["--db", "test.db", "99/999"]).status.code(), Some(1));
}
