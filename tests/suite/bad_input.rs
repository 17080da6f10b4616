//! Bad input through the real program: a clear message that names the file, the right exit code, nothing good lost.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn travaux(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_travaux")).args(arguments).env_remove("TRAVAUX_DB").output().unwrap()
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Runs `extract` on a file of these bytes; returns the exit code, and what was printed.
fn extract(name: &str, bytes: &[u8]) -> (i32, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), name, bytes);
    let output = travaux(&["extract", &path, "--format", "tsv"]);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

const GOOD: &str = "General Assembly\n\nResolution adopted by the General Assembly on 18 December 2007\n\n62/900. Lakes\n\n\
    The General Assembly,\n\nRecalling its resolution 53/144 of 9 December 1998 – “Lakes”,\n\n1. Decides to rest.\n";

#[test]
fn a_dataset_of_nothing_takes_no_older_one_away() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "lakes.txt", GOOD.as_bytes());
    let root = folder.path().to_str().unwrap();
    let output = folder.path().join("dataset");
    let make = |file: &str| travaux(&["dataset", root, file, "-o", output.to_str().unwrap()]);
    assert!(make("lakes.txt").status.success());
    let before = fs::read(output.join("documents.csv")).unwrap();
    let refused = make("rivers.txt");
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success());
    assert!(said.contains("rivers.txt") && said.contains("no document was read"), "{said}");
    assert_eq!(fs::read(output.join("documents.csv")).unwrap(), before);
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    for (name, bytes, reason) in [
        ("empty.txt", &b""[..], "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("noise.txt", b"\x00\x01\x02\x03\xfe\xff\x00\x07\x00\x01", "not a text file"),
        ("paper.txt", b"%PDF-1.7\n1 0 obj", "PDF"),
        ("paper.docx", b"PK\x03\x04rest", "DOCX"),
    ] {
        let (code, _, err) = extract(name, bytes);
        assert_eq!(code, 2, "{name}: {err}");
        assert!(err.contains(name) && err.contains(reason), "{name}: {err}");
        assert!(!err.contains("panicked"), "{err}");
    }
}

#[test]
fn every_encoding_gives_the_same_references() {
    let utf16 = |big: bool, mark: bool| -> Vec<u8> {
        let text = format!("{}{GOOD}", if mark { "\u{feff}" } else { "" });
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    };
    let western: Vec<u8> = GOOD
        .chars()
        .map(|c| match c {
            '–' => 0x96,
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(c).unwrap(),
        })
        .collect();
    for (name, bytes) in [
        ("utf8.txt", GOOD.as_bytes().to_vec()),
        ("utf8-mark.txt", format!("\u{feff}{GOOD}").into_bytes()),
        ("le-mark.txt", utf16(false, true)),
        ("be-mark.txt", utf16(true, true)),
        ("windows-1252.txt", western),
    ] {
        let (code, out, err) = extract(name, &bytes);
        assert_eq!(code, 0, "{name}: {err}");
        assert!(
            out.contains("\tits resolution 53/144 of 9 December 1998\tA/RES/53/144\trecalls\trecalling\t"),
            "{name}: {out}"
        );
    }
}

#[test]
fn a_file_without_reference_is_no_error() {
    let (code, out, err) = extract("diary.txt", b"Today the lake was calm and we went home early.\n");
    assert_eq!((code, out.lines().count(), err.as_str()), (1, 1, ""));
}

#[test]
fn a_line_of_fifty_megabytes_is_read() {
    let words = "words without any reference and without any end ";
    let mut text = words.repeat(50_000_000 / words.len());
    text.push_str("recall resolution 53/144 of 9 December 1998");
    let (code, out, err) = extract("long.txt", text.as_bytes());
    assert_eq!(code, 0, "{err}");
    assert_eq!(out.lines().filter(|l| l.contains("A/RES/53/144")).count(), 1);
}

#[test]
fn a_bad_file_does_not_keep_the_good_ones_out() {
    let folder = tempfile::tempdir().unwrap();
    let texts = folder.path().join("texts");
    fs::create_dir(&texts).unwrap();
    write(&texts, "a.txt", GOOD.as_bytes());
    write(&texts, "b.txt", b"\x00\x01\x02\x03\xfe\xff\x00\x07\x00\x01");
    write(&texts, "c.txt", GOOD.replace("62/900", "62/901").as_bytes());
    let db = folder.path().join("my.db");
    let (texts, db) = (texts.to_str().unwrap(), db.to_str().unwrap());
    let output = travaux(&["ingest", texts, "--db", db]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("b.txt"));
    let trace = travaux(&["trace", "53/144", "--db", db]);
    let printed = String::from_utf8_lossy(&trace.stdout).into_owned();
    assert!(printed.contains("A/RES/62/900") && printed.contains("A/RES/62/901"), "{printed}");
}

#[test]
fn an_unknown_symbol_is_answered_with_those_near_it() {
    let output = travaux(&["trace", "53/1444"]);
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(err.contains("53/1444") && err.contains("A/RES/53/144"), "{err}");
}

#[test]
fn a_file_that_is_no_database_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path =
        write(folder.path(), "notes.db", b"these are my notes, no database at all, and rather long ones");
    let output = travaux(&["trace", "53/144", "--db", &path]);
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("notes.db"), "{err}");
}
