//! Files and folders into a database, by the library and by the command.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use travaux::Database;
use travaux::ingest::{Event, Options, Summary};
use travaux::store::Store;

use crate::facts::listing;

/// A resolution in the manner of the real ones, written by hand.
pub fn resolution(number: u32, recalled: &str) -> String {
    format!(
        "General Assembly\n\nResolution adopted by the General Assembly on 18 December 2007\n\n\
         62/{number}. Care of lighthouses\n\nThe General Assembly,\n\n\
         Recalling its resolution {recalled},\n\n\
         1. Decides to continue its consideration of the matter.\n"
    )
}

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Desk { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(desk.at("in")).unwrap();
        desk
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.at(name), content).unwrap();
    }

    fn store(&self) -> Store {
        Store::open(&self.at("test.db")).unwrap()
    }

    /// Ingests a folder and returns what happened, as words and names.
    fn ingest(&self, options: Options) -> (Summary, Vec<String>) {
        let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
        let mut events = Vec::new();
        let mut database = Database::create(self.at("test.db")).unwrap();
        let summary = database
            .ingest(&[self.at("in")], options, &mut |event| match event {
                Event::Unchanged { path, .. } => events.push(format!("unchanged {}", name(path))),
                Event::Done { path, .. } => events.push(format!("done {}", name(path))),
                Event::Failed { path, .. } => events.push(format!("failed {}", name(path))),
                _ => {}
            })
            .unwrap();
        (summary, events)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
        command.current_dir(self.folder.path()).env_remove("TRAVAUX_DB").arg("ingest");
        command
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn ended(output: &Output, code: i32, out: &str, err: &str) {
    assert_eq!((output.status.code(), text(&output.stdout), text(&output.stderr)), (Some(code), out, err));
}

#[test]
fn a_second_run_does_nothing() {
    let desk = Desk::new();
    desk.write("in/b.txt", resolution(901, "53/144 of 9 December 1998"));
    desk.write("in/a.txt", resolution(902, "62/901"));
    let (summary, events) = desk.ingest(Options::default());
    assert_eq!((summary.read, summary.unchanged, summary.failed), (2, 0, 0));
    assert_eq!(events, ["done a.txt", "done b.txt"]);
    let before = listing(&desk.store()).unwrap();
    let (summary, events) = desk.ingest(Options::default());
    assert_eq!((summary.read, summary.unchanged, summary.failed), (0, 2, 0));
    assert_eq!(events, ["unchanged a.txt", "unchanged b.txt"]);
    assert_eq!(listing(&desk.store()).unwrap(), before);
    let (summary, _) = desk.ingest(Options { again: true, ..Options::default() });
    assert_eq!(summary.read, 2);
    assert_eq!(listing(&desk.store()).unwrap(), before);
}

#[test]
fn a_changed_file_is_read_again_and_replaces_what_it_said() {
    let desk = Desk::new();
    desk.write("in/a.txt", resolution(901, "61/100"));
    desk.write("in/b.txt", resolution(902, "61/100"));
    desk.ingest(Options::default());
    desk.write("in/a.txt", resolution(901, "61/200"));
    let (_, events) = desk.ingest(Options::default());
    assert_eq!(events, ["done a.txt", "unchanged b.txt"]);
    let fresh = Desk::new();
    fresh.write("in/a.txt", resolution(901, "61/200"));
    fresh.write("in/b.txt", resolution(902, "61/100"));
    fresh.ingest(Options::default());
    let hide = |desk: &Desk| {
        let folder = desk.folder.path().to_str().unwrap().to_owned();
        listing(&desk.store()).unwrap().into_values().map(|v| v.replace(&folder, "")).collect::<Vec<_>>()
    };
    assert_eq!(hide(&desk), hide(&fresh));
}

#[test]
fn a_bad_file_is_reported_and_the_rest_goes_on() {
    let desk = Desk::new();
    desk.write("in/a.txt", resolution(901, "61/100"));
    desk.write("in/b.txt", "");
    desk.write("in/c.txt", resolution(902, "61/100"));
    let (summary, events) = desk.ingest(Options::default());
    assert_eq!((summary.read, summary.failed), (2, 1));
    assert_eq!(events, ["done a.txt", "failed b.txt", "done c.txt"]);
    assert_eq!(desk.store().files().unwrap().len(), 2);
    desk.write("in/a.txt", "");
    let before = listing(&desk.store()).unwrap();
    let (summary, _) = desk.ingest(Options::default());
    assert_eq!((summary.read, summary.unchanged, summary.failed), (0, 1, 2));
    assert_eq!(listing(&desk.store()).unwrap(), before, "what the file said before it was damaged stays");
}

#[test]
fn the_command_prints_one_line_and_names_bad_files() {
    let desk = Desk::new();
    let empty = ", 0 skipped, 0 failed\n";
    desk.write("in/a.txt", resolution(901, "61/100"));
    let output = desk.command().args(["./in//", "--db", "test.db", "--verbose"]).output().unwrap();
    assert!(text(&output.stdout).starts_with("done\tin/a.txt\n1 file read ("), "{output:?}");
    assert!(text(&output.stdout).ends_with(&format!("0 unchanged{empty}")), "{output:?}");
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    let second = "0 files read (0 documents, 0 citations, 0 unresolved), 1 unchanged";
    let output = desk.command().arg("in").env("TRAVAUX_DB", "test.db").output().unwrap();
    ended(&output, 0, &format!("{second}{empty}"), "");
    desk.write("in/b.txt", "");
    let output = desk.command().args(["in", "gone.txt", "--db", "test.db"]).output().unwrap();
    let line = format!("{second}, 0 skipped, 2 failed\n");
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), line.as_str()));
    let errors: Vec<_> = text(&output.stderr).lines().collect();
    assert!(errors[0].starts_with("travaux: gone.txt: cannot be read: "), "{errors:?}");
    assert_eq!(errors[1..], ["travaux: in/b.txt: the file is empty"]);
}

#[test]
fn the_command_says_why_it_cannot_begin() {
    let desk = Desk::new();
    let output = desk.command().arg("in").output().unwrap();
    ended(&output, 2, "", "travaux: no database named: give --db FILE or set TRAVAUX_DB\n");
    desk.write("notes.txt", "not a database, whatever its length may be".repeat(20));
    let output = desk.command().args(["in", "--db", "notes.txt"]).output().unwrap();
    ended(&output, 2, "", "travaux: 'notes.txt' is not a database\n");
    let output = desk.command().args(["in", "--db", "notes.txt/test.db"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let expected = "travaux: cannot open or create database 'notes.txt/test.db': Not a directory";
    assert!(text(&output.stderr).starts_with(expected), "{output:?}");
}

/// `travaux ingest … | head -0`: nobody reads, and the work is done all the same.
#[test]
fn a_closed_pipe_is_a_quiet_success() {
    let desk = Desk::new();
    for number in 0..20 {
        desk.write(&format!("in/{number}.txt"), resolution(900 + number, "61/100"));
    }
    let mut child = desk
        .command()
        .args(["in", "--db", "test.db", "--verbose"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    ended(&output, 0, "", "");
    assert_eq!(desk.store().files().unwrap().len(), 20);
}
