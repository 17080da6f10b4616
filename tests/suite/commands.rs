//! The commands that ask: what they print, where, and with which exit code.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use travaux::model::{BodyId, Citation, DocumentFacts, Relation, Verb};
use travaux::store::Store;

use crate::facts::{Plain, citation, file, letter, recalling};
use crate::golden;

/// A folder with a database of six documents: a resolution read and recalled, its annex, a report, a letter.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Desk { folder: tempfile::tempdir().unwrap() };
        let mut store = Store::create(&desk.at("test.db")).unwrap();
        for (number, facts) in documents().into_iter().enumerate() {
            store.replace_file(&file(&format!("in/{number}.txt")), &[facts], &Plain).unwrap();
        }
        desk
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command in the folder, as a script would.
    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_travaux"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("TRAVAUX_DB", "test.db")
            .env_remove("NO_COLOR")
            .output()
            .unwrap()
    }

    /// Runs a command and returns what it prints; anything but success is a failure of the test.
    fn answer(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{arguments:?}: {complaint}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that fails; returns its exit code and what it says of it.
    fn refusal(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.run(arguments);
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "", "{arguments:?}");
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }
}

fn documents() -> Vec<DocumentFacts> {
    let dated = |mut facts: DocumentFacts, date: &str, title: &str| {
        facts.document.metadata.adopted = date.parse().ok();
        facts.document.metadata.title = Some(title.to_owned());
        facts.document.metadata.body = Some(BodyId::new("GA"));
        facts
    };
    let place = |target: &str, relation, para: &str, verb: Verb, surface: &str| Citation {
        para: para.to_owned(),
        verb: Some(verb),
        surface: surface.to_owned(),
        ..citation("A/RES/57/209", target, relation)
    };
    let declaration = "Declaration on the Right and Responsibility of Individuals, Groups and Organs of Society to \
                       Promote and Protect Universally Recognized Human Rights and Fundamental Freedoms";
    let mut resolution = dated(recalling("A/RES/57/209", &[]), "2002-12-18", declaration);
    resolution.document.metadata.session = Some("57".to_owned());
    resolution.document.metadata.agenda_item = Some("109 (b)".to_owned());
    resolution.citations = vec![
        place(
            "A/RES/53/144",
            Relation::Recalls,
            "pp1",
            Verb::new("recalling", "recall"),
            "its resolution 53/144 of 9 December 1998",
        ),
        place(
            "A/RES/53/144#annex",
            Relation::Recalls,
            "pp1",
            Verb::new("recalling", "recall"),
            "the Declaration on the Right and Responsibility of Individuals, Groups and Organs of Society",
        ),
        place(
            "A/57/385",
            Relation::Cites,
            "op1",
            Verb::new("takes note of", "take-note"),
            "the report of the Secretary-General",
        ),
    ];
    let annex = citation("A/RES/53/144#annex", "A/RES/53/144", Relation::AnnexedTo);
    let mut basic = dated(recalling("A/RES/53/144", &["A/RES/217(III)A"]), "1998-12-09", declaration);
    basic.citations.push(annex);
    vec![
        basic,
        resolution,
        dated(
            recalling("A/RES/62/152", &["A/RES/57/209", "A/RES/53/144"]),
            "2007-12-18",
            "An \u{1b}[31mescape",
        ),
        recalling("A/HRC/RES/7/8", &["A/RES/53/144#annex"]),
        dated(recalling("A/RES/72/247", &["A/RES/62/152"]), "2017-12-24", "Twentieth anniversary"),
        letter(),
    ]
}

#[test]
fn trace_lists_every_document_with_its_places() {
    let desk = Desk::new();
    golden::check("trace.txt", &desk.answer(&["trace", "53/144"]));
    golden::check("trace-deep.txt", &desk.answer(&["trace", "a/res/53/144", "--depth", "all"]));
    golden::check("trace-tree.txt", &desk.answer(&["trace", "53/144", "--depth", "all", "--format", "tree"]));
    let as_of = ["trace", "53/144", "--as-of", "2005", "--relation", "recalls,cites"];
    golden::check("trace-as-of.txt", &desk.answer(&as_of));
    golden::check(
        "trace-out.txt",
        &desk.answer(&["trace", "57/209", "--direction", "out", "--relation", "all"]),
    );
}

#[test]
fn machine_formats_hold_the_same_hits() {
    let desk = Desk::new();
    let text = desk.answer(&["trace", "53/144", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
    let ids: Vec<&str> =
        answer["hits"].as_array().unwrap().iter().map(|h| h["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["A/RES/57/209", "A/RES/62/152", "A/HRC/RES/7/8", "LETTER:2015-12-09"]);
    let table = desk.answer(&["trace", "53/144", "--format", "csv"]);
    assert_eq!(table.lines().count(), 1 + 5, "{table}");
    assert!(desk.answer(&["trace", "53/144", "--format", "dot"]).starts_with("digraph trace {"));
}

#[test]
fn show_tells_all_that_is_known() {
    let desk = Desk::new();
    golden::check("show.txt", &desk.answer(&["show", "A/RES/57/209"]));
    golden::check("show-letter.txt", &desk.answer(&["show", "LETTER:2015-12-09"]));
    let json: serde_json::Value =
        serde_json::from_str(&desk.answer(&["show", "53/144", "--format", "json"])).unwrap();
    assert_eq!(json["instruments"][0]["id"], "A/RES/53/144#annex");
    assert_eq!(json["cited_by"].as_array().unwrap().len(), 5);
    assert!(desk.answer(&["show", "LETTER:2015-12-09", "--format", "dot"]).starts_with("digraph letter {"));
    let (code, text) = desk.refusal(&["show", "53/144", "--format", "dot"]);
    assert_eq!(code, 2);
    assert!(text.contains("has no signatories"), "{text}");
}

#[test]
fn lineage_goes_to_a_file_or_to_standard_output() {
    let desk = Desk::new();
    let direct = desk.answer(&["lineage", "53/144"]);
    golden::check("lineage-command.dot", &direct);
    assert_eq!(desk.answer(&["lineage", "53/144", "-o", "-"]), direct);
    assert_eq!(desk.answer(&["lineage", "53/144", "-o", "out.dot"]), "");
    assert_eq!(fs::read_to_string(desk.at("out.dot")).unwrap(), direct);
    let (code, text) = desk.refusal(&["lineage", "53/144", "-o", "out.doc"]);
    assert_eq!(code, 2);
    assert!(text.contains("pictures are written as .svg, .png, .pdf, .dot, .mmd"), "{text}");
    let few = desk.run(&["lineage", "53/144", "--max-nodes", "2", "-o", "out.dot"]);
    assert!(String::from_utf8(few.stderr).unwrap().contains("5 in reach left out"));
}

#[test]
fn pictures_follow_the_ending_of_the_file() {
    let desk = Desk::new();
    for (name, begins) in [("out.svg", &b"<svg"[..]), ("out.PNG", b"\x89PNG"), ("out.pdf", b"%PDF")] {
        desk.answer(&["lineage", "53/144", "-o", name, "--theme", "print"]);
        assert!(fs::read(desk.at(name)).unwrap().starts_with(begins), "{name}");
    }
    let svg = |arguments: &[&str]| {
        desk.answer(&[&["lineage", "53/144", "-o", "out.svg"], arguments].concat());
        fs::read_to_string(desk.at("out.svg")).unwrap()
    };
    let whole = svg(&[]);
    assert_eq!(svg(&[]), whole);
    assert!(svg(&["--max-nodes", "2"]).contains("5 further documents in reach are not drawn"));
    assert!(svg(&["--direction", "LR"]).contains("Read leftward"));
    assert!(svg(&["--view", "constellation"]).contains("cited by"));
    assert_ne!(svg(&["--view", "compact"]), whole);
    let (code, text) = desk.refusal(&["lineage", "53/144", "--view", "cloud"]);
    assert_eq!(code, 2);
    assert!(text.contains("is not a view"), "{text}");
}

#[test]
fn lineage_is_a_tree_in_a_terminal_and_mermaid_where_asked() {
    let desk = Desk::new();
    golden::check("lineage-tree.txt", &desk.answer(&["lineage", "53/144", "--format", "tree"]));
    let mermaid = desk.answer(&["lineage", "53/144", "--format", "mermaid"]);
    golden::check("lineage.mmd", &mermaid);
    assert_eq!(desk.answer(&["lineage", "53/144", "-o", "out.mmd"]), "");
    assert_eq!(fs::read_to_string(desk.at("out.mmd")).unwrap(), mermaid);
    let (code, text) = desk.refusal(&["lineage", "53/144", "--format", "gif"]);
    assert_eq!(
        (code, text.contains("is not a format (tree, svg, png, pdf, dot, mermaid, csv, graphml, ")),
        (2, true),
        "{text}"
    );
}

#[test]
fn lineage_of_two_documents_is_what_joins_them() {
    let desk = Desk::new();
    let both = desk.answer(&["lineage", "57/209", "62/152", "--format", "tree"]);
    golden::check("lineage-joined.txt", &both);
    // Without quotes a symbol is several words.
    let words = ["lineage", "217", "A", "(III)", "53/144", "--format", "svg"];
    assert!(desk.answer(&words).contains("What joins A/RES/217(III)A and A/RES/53/144"));
    let (code, text) = desk.refusal(&["lineage", "53/144", "53/9999"]);
    assert_eq!((code, text.contains("does not know '53/144 53/9999'")), (1, true), "{text}");
}

#[test]
fn graph_draws_who_signed_and_named_documents() {
    let desk = Desk::new();
    let signed = ["graph", "--signatories", "LETTER:2015-12-09"];
    assert!(desk.answer(&signed).starts_with("digraph letter {"));
    for (name, begins) in [("out.svg", &b"<svg"[..]), ("out.png", b"\x89PNG"), ("out.pdf", b"%PDF")] {
        desk.answer(&[&signed[..], &["-o", name]].concat());
        assert!(fs::read(desk.at(name)).unwrap().starts_with(begins), "{name}");
    }
    let svg = fs::read_to_string(desk.at("out.svg")).unwrap();
    assert!(svg.contains("River Watch signed") && svg.contains("also called: Elvevakt"), "{svg}");
    let (code, text) = desk.refusal(&["graph", "--signatories", "53/144"]);
    assert_eq!(code, 2);
    assert!(text.contains("has no signatories; one that has is LETTER:2015-12-09"), "{text}");

    let named = ["graph", "53/144", "57/209", "62/152"];
    assert!(desk.answer(&named).starts_with("digraph documents {"));
    desk.answer(&[&named[..], &["-o", "out.svg", "--direction", "LR"]].concat());
    let svg = fs::read_to_string(desk.at("out.svg")).unwrap();
    assert!(svg.contains("3 documents · 3 citations between them") && svg.contains("Read leftward"), "{svg}");
    assert!(!svg.contains("the document asked about"), "no document of a set is its focus");
    // Two that say nothing of each other are drawn, and the exit code tells it.
    assert_eq!(desk.run(&["graph", "72/247", "53/144"]).status.code(), Some(1));
    assert_eq!(desk.refusal(&["graph"]).0, 2);
    assert_eq!(desk.refusal(&["graph", "53/144", "-o", "out.gif"]).0, 2);
    assert_eq!(desk.refusal(&["graph", "53/144", "--signatories", "LETTER:2015-12-09"]).0, 2);
}

#[test]
fn rank_lists_the_most_cited() {
    let desk = Desk::new();
    golden::check("rank.txt", &desk.answer(&["rank", "--by", "in-degree"]));
    golden::check("rank-pagerank.txt", &desk.answer(&["rank", "--by", "pagerank", "--top", "3"]));
    let csv = desk.answer(&["rank", "--top", "1", "--format", "csv"]);
    assert_eq!(csv.lines().next().unwrap(), "Rank,Id,Label,Kind,Body,Date,Title,Score");
    assert_eq!(csv.lines().count(), 2);
    assert!(desk.answer(&["rank", "--format", "dot"]).starts_with("digraph ranking {"));
}

#[test]
fn export_writes_two_tables_or_one_drawing() {
    let desk = Desk::new();
    assert_eq!(desk.answer(&["export", "--format", "csv", "-o", "new/folder"]), "");
    let nodes = fs::read_to_string(desk.at("new/folder/nodes.csv")).unwrap();
    let edges = fs::read_to_string(desk.at("new/folder/edges.csv")).unwrap();
    assert!(nodes.starts_with("Id,Label,Kind,Body,Date,"), "{nodes}");
    assert!(edges.starts_with("Source,Target,Type,Label,Weight,"), "{edges}");
    assert!(desk.answer(&["export", "--format", "dot"]).starts_with("digraph travaux {"));
    let (code, text) = desk.refusal(&["export", "--format", "csv"]);
    assert_eq!((code, text.contains("-o DIR")), (2, true), "{text}");
    let (code, text) = desk.refusal(&["export", "--format", "dot", "-o", "no/such/folder.dot"]);
    assert_eq!((code, text.contains("cannot write 'no/such/folder.dot'")), (2, true), "{text}");
}

#[test]
fn an_unknown_symbol_is_answered_with_its_neighbours() {
    let desk = Desk::new();
    for command in ["trace", "show", "lineage"] {
        let (code, text) = desk.refusal(&[command, "A/RES/53/1444"]);
        assert_eq!(code, 1, "{text}");
        assert!(text.starts_with("travaux: test.db does not know 'A/RES/53/1444'"), "{text}");
        assert!(text.contains("near it are A/RES/53/144"), "{text}");
    }
    let (code, text) = desk.refusal(&["trace", "the weather"]);
    assert_eq!((code, text.contains("symbols are read as in 53/144")), (1, true), "{text}");
}

#[test]
fn nothing_found_and_errors_have_their_own_exit_codes() {
    let desk = Desk::new();
    let nothing = desk.run(&["trace", "72/247"]);
    assert_eq!(nothing.status.code(), Some(1));
    assert!(String::from_utf8(nothing.stdout).unwrap().starts_with("No document recalls A/RES/72/247"));
    for bad in [
        &["trace", "53/144", "--relation", "remembers"][..],
        &["trace", "53/144", "--as-of", "yesterday"],
        &["trace", "53/144", "--depth", "-1"],
        &["rank", "--by", "fame"],
        &["trace", "53/144", "--db", "missing.db"],
    ] {
        assert_eq!(desk.refusal(bad).0, 2, "{bad:?}");
    }
}

#[test]
fn numbers_of_several_words_need_no_quotes() {
    let desk = Desk::new();
    assert!(desk.answer(&["show", "HRC", "7/8"]).starts_with("A/HRC/RES/7/8"));
    assert!(desk.answer(&["show", "217", "A", "(III)"]).starts_with("A/RES/217(III)A"));
}

/// A reader that closes early (`travaux rank | head -1`) is no error.
#[test]
fn a_closed_pipe_is_a_quiet_success() {
    let desk = Desk::new();
    for arguments in [&["trace", "53/144"][..], &["export", "--format", "dot"], &["rank", "--format", "csv"]]
    {
        let mut child = Command::new(env!("CARGO_BIN_EXE_travaux"))
            .args(arguments)
            .args(["--db", "test.db"])
            .current_dir(desk.folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        assert!(done.status.success(), "{arguments:?}");
        assert_eq!(String::from_utf8(done.stderr).unwrap(), "", "{arguments:?}");
    }
}

/// The ids alone, in the order of the other forms, and all of them.
#[test]
fn a_trace_of_ids_has_a_line_for_each_document() {
    let desk = Desk::new();
    let asked =
        |depth: &str, format: &str| desk.answer(&["trace", "53/144", "--depth", depth, "--format", format]);
    for depth in ["1", "all"] {
        let ids = asked(depth, "ids");
        let mut listed: Vec<String> = csv::Reader::from_reader(asked(depth, "csv").as_bytes())
            .records()
            .map(|row| row.unwrap()[0].to_owned())
            .collect();
        listed.dedup();
        assert_eq!(ids.lines().collect::<Vec<_>>(), listed, "{depth}");
    }
    assert_eq!(asked("all", "ids").lines().last(), Some("A/RES/72/247"));
}

/// 321 documents recall 70/1 in the shipped dataset: the list is cut, and says how to see all of it.
#[test]
fn long_lists_are_cut_with_a_note() {
    let desk = Desk::new();
    let cut = desk.answer(&["trace", "53/144", "--top", "2"]);
    // 62/152 is cited by 72/247 and 57/209 by 62/152; the others by nobody.
    assert!(cut.contains("\nA/RES/57/209") && cut.contains("\nA/RES/62/152"), "{cut}");
    assert!(!cut.contains("A/HRC/RES/7/8"), "{cut}");
    assert!(cut.contains("Listed are 2 of 4: those that most documents refer to"), "{cut}");
    assert!(!desk.answer(&["trace", "53/144", "--top", "all"]).contains("Listed are"));
    let tree = desk.answer(&["trace", "53/144", "--depth", "all", "--top", "1", "--format", "tree"]);
    assert_eq!(tree.lines().filter(|line| line.contains("─ ")).count(), 1, "{tree}");
    let card = desk.answer(&["show", "53/144", "--top", "1"]);
    assert!(card.contains("Listed are 1 of 4"), "{card}");
    let json = desk.answer(&["trace", "53/144", "--top", "1", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(answer["hits"].as_array().unwrap().len(), 4, "files for programs are whole");
}

#[test]
fn organisations_go_by_their_names() {
    let desk = Desk::new();
    let nodes = fs::read_to_string({
        desk.answer(&["export", "--format", "csv", "-o", "out"]);
        desk.at("out/nodes.csv")
    })
    .unwrap();
    let line = nodes.lines().find(|line| line.starts_with("ORG:")).unwrap();
    let name = line.split(',').nth(5).unwrap().to_uppercase();
    let card = desk.answer(&["show", &name]);
    assert!(card.starts_with("ORG:") && card.contains("Signed 1 document"), "{card}");
}
