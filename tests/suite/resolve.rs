//! References that one document leaves open are resolved when another comes, without reading files again, and in
//! whatever order they come.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use travaux::Database;
use travaux::ingest::{Options, Settled};
use travaux::store::Store;

use crate::facts::listing;

/// Texts in the manner of the real ones. The letter asks for a resolution by its title and for rules by a name; the
/// first resolution has that title and gives that name; the second cites numbers that no body is known for, or
/// another one, or that stand for lettered parts.
pub fn texts() -> Vec<(&'static str, String)> {
    let resolution = |date: &str, number: &str, title: &str, text: &str| {
        format!(
            "General Assembly\n\nResolution adopted by the General Assembly on {date}\n\n{number}. {title}\n\n\
             The General Assembly,\n\n{text}\n\n1. Decides to continue its consideration of the matter.\n"
        )
    };
    let council = "Human Rights Council\n\nThirty-first session\n\nResolution adopted by the Human Rights Council on \
                   24 March 2016\n\n31/32. Keepers of lights\n\nThe Human Rights Council,\n\n\
                   1. Decides to continue its consideration of the matter.\n";
    let names =
        ["River", "Lake", "Harbour", "Coast", "Pilot", "Island", "Delta", "Fjord", "Canal", "Reef", "Bay"];
    let signatories: String =
        names.iter().map(|name| format!("{name} Watch International, Norway\n")).collect();
    let letter = format!(
        "To: All Member States of the United Nations\n\n3 June 2017\n\nYour Excellencies,\n\n\
         We ask your delegation to support the resolution entitled “Care of lighthouses and of their keepers” \
         without any change.\n\n\
         We recall the resolution entitled “Tallinn Rules” as well, which nobody has put to the vote so far.\n\n\
         Yours sincerely,\n\n{signatories}"
    );
    vec![
        ("letter.txt", letter),
        (
            "named.txt",
            resolution(
                "18 December 2006",
                "61/901",
                "Care of lighthouses and of their keepers",
                "Recalling the Convention on the Rights of the Child (the Tallinn Rules),",
            ),
        ),
        (
            "numbers.txt",
            resolution(
                "19 December 2017",
                "72/902",
                "Lights of the coast",
                "Recalling its resolution 61/901 of 19 December 2006 and \
                 resolution 61/243,\n\nRecalling further resolution 4/90 of 3 May 2012,",
            ),
        ),
        ("part-a.txt", resolution("22 December 2006", "61/243 A", "Lamps", "Recalling its resolution 60/1,")),
        ("part-b.txt", resolution("2 April 2007", "61/243 B", "Lamps", "Recalling its resolution 60/1,")),
        ("council.txt", council.to_owned()),
    ]
}

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Desk { folder: tempfile::tempdir().unwrap() };
        for (name, text) in texts() {
            fs::write(desk.folder.path().join(name), text).unwrap();
        }
        desk
    }

    fn ingest(&self, names: &[&str]) -> Settled {
        let paths: Vec<_> = names.iter().map(|name| self.folder.path().join(name)).collect();
        let mut database = Database::create(self.folder.path().join("test.db")).unwrap();
        database.ingest(&paths, Options::default(), &mut |_| {}).unwrap().settled
    }

    fn store(&self) -> Store {
        Store::open(&self.folder.path().join("test.db")).unwrap()
    }

    /// Rules that name what all documents together know, with words, target and confidence.
    fn settled(&self) -> Vec<String> {
        let all = self.store().occurrences(&Default::default()).unwrap();
        let lines = all.iter().filter(|o| o.rule.starts_with('S') && o.rule.as_bytes()[1].is_ascii_digit());
        lines.map(|o| format!("{} {} {}", o.target_id, o.rule, o.confidence)).collect()
    }

    fn open(&self) -> Vec<String> {
        let all = self.store().unresolved(None).unwrap();
        all.into_iter().filter(|r| r.unresolved.open.is_some()).map(|r| r.unresolved.surface).collect()
    }

    /// Everything that the store lists, without the folder of this desk.
    fn listing(&self) -> Vec<String> {
        let folder = self.folder.path().to_str().unwrap().to_owned();
        listing(&self.store()).unwrap().into_values().map(|v| v.replace(&folder, "")).collect()
    }
}

const TITLE: &str = "the resolution entitled “Care of lighthouses and of their keepers”";
const NAME: &str = "the resolution entitled “Tallinn Rules”";

#[test]
fn a_later_document_resolves_what_an_earlier_one_left_open() {
    let desk = Desk::new();
    desk.ingest(&["letter.txt"]);
    assert_eq!((desk.open(), desk.settled()), (vec![TITLE.to_owned(), NAME.to_owned()], Vec::new()));
    let settled = desk.ingest(&["named.txt"]);
    assert_eq!((settled.resolved, settled.changed), (2, true));
    assert_eq!(desk.open(), [] as [&str; 0]);
    assert_eq!(desk.settled(), ["A/RES/61/901 S1-title 0.90", "A/RES/44/25#annex S2-name-given 0.85"]);
    let edges = desk.store().edges().unwrap();
    assert!(
        edges.iter().any(|e| e.source.as_str().starts_with("LETTER:") && e.target.as_str() == "A/RES/61/901")
    );
    // When the document goes, so does what it told.
    let mut store = desk.store();
    assert!(store.forget_file(&desk.folder.path().join("named.txt").display().to_string()).unwrap());
    drop(store);
    Database::open(desk.folder.path().join("test.db")).unwrap().resolve().unwrap();
    assert_eq!((desk.open(), desk.settled()), (vec![TITLE.to_owned(), NAME.to_owned()], Vec::new()));
    desk.store().check().unwrap();
}

#[test]
fn numbers_are_settled_by_the_documents_that_bear_them() {
    let desk = Desk::new();
    desk.ingest(&["numbers.txt"]);
    assert_eq!(desk.settled(), [] as [&str; 0]);
    assert_eq!(desk.open(), ["resolution 4/90 of 3 May 2012"]);
    desk.ingest(&["part-a.txt"]);
    assert_eq!(desk.settled(), ["A/RES/61/243A S3-lettered-parts 0.85"]);
    desk.ingest(&["part-b.txt", "named.txt"]);
    assert_eq!(
        desk.settled(),
        [
            "A/RES/61/901 S5-other-date 0.77",
            "A/RES/61/243A S3-lettered-parts 0.85",
            "A/RES/61/243B S3-lettered-parts 0.85",
        ]
    );
    let all = desk.store().occurrences(&Default::default()).unwrap();
    let flagged = all.iter().find(|o| o.rule == "S5-other-date").and_then(|o| o.warning.clone()).unwrap();
    assert_eq!(flagged.explanation, "A/RES/61/901 is of 2006-12-18, the text prints 2006-12-19");
    // What only the reading of one document named is no node any more.
    assert!(desk.store().nodes().unwrap().iter().all(|n| n.id.as_str() != "A/RES/61/243"));
}

/// Every order of ingest, one run for each file or several together, leaves the same facts.
#[test]
fn the_order_of_ingest_leaves_no_trace() {
    let whole = Desk::new();
    let names: Vec<&str> = texts().iter().map(|(name, _)| *name).collect();
    whole.ingest(&names);
    let expected = whole.listing();
    assert!(whole.settled().len() >= 5, "{:?}", whole.settled());
    for turn in 0..names.len() {
        let mut order = names.clone();
        order.rotate_left(turn);
        if turn % 2 == 1 {
            order.reverse();
        }
        let desk = Desk::new();
        for group in order.chunks(1 + turn % 3) {
            desk.ingest(group);
        }
        assert_eq!(desk.listing(), expected, "{order:?}");
    }
}

#[test]
fn a_second_run_changes_nothing() {
    let desk = Desk::new();
    let names: Vec<&str> = texts().iter().map(|(name, _)| *name).collect();
    assert!(desk.ingest(&names).changed);
    let before = desk.listing();
    assert!(!desk.ingest(&names).changed);
    let (out, code) = resolve(desk.folder.path(), &["--db", "test.db"]);
    assert!(out.ends_with(" unresolved (as before)\n"), "{out}");
    assert_eq!((code, desk.listing()), (Some(0), before));
    assert_eq!(resolve(desk.folder.path(), &["--db", "none.db"]).1, Some(2));
    assert_eq!(resolve(desk.folder.path(), &[]).1, Some(2));
}

fn resolve(folder: &Path, arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_travaux"))
        .arg("resolve")
        .args(arguments)
        .current_dir(folder)
        .env_remove("TRAVAUX_DB")
        .output()
        .unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}
