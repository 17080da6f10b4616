//! What the evaluation counts: edges once each, nothing for the tail of a neighbour, parts of a number together.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use travaux::authority::Authority;
use travaux::eval::links::{Answer, measure};
use travaux::eval::{Calibration, Report, evaluate, markdown};

const TEXT: &str = "General Assembly\n\nResolution adopted by the General Assembly on 24 December 2017\n\n\
    72/990. Care of lighthouses\n\nThe General Assembly,\n\n\
    Recalling its resolution 70/901 of 10 December 2015 and resolution 71/902 B of 9 December 2016,\n\n\
    1. Welcomes its resolution 70/901 and resolution 69/903.\n";

const HEAD: &str = "doc\tpara\tsurface\ttarget\trelation\tverb\tvia_footnote\tnote\n";

/// A folder with the text beside a folder `gold` of these rows.
fn folder(rows: &[&str]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let gold = folder.path().join("gold");
    fs::create_dir(&gold).unwrap();
    fs::write(folder.path().join("A_RES_72_990.txt"), TEXT).unwrap();
    fs::write(gold.join("A_RES_72_990.tsv"), format!("{HEAD}{}\n", rows.join("\n"))).unwrap();
    // Tables of another kind are no labels.
    fs::write(gold.join("sc-sample.tsv"), "file\tpara\n").unwrap();
    (folder, gold)
}

fn measured(rows: &[&str]) -> Report {
    let (folder, gold) = folder(rows);
    evaluate(&gold, &[folder.path().to_owned()], Authority::embedded()).unwrap()
}

/// Labelled, right, extra and right in the relations.
fn check(rows: &[&str], expected: (usize, usize, usize, usize)) {
    let total = measured(rows).edges.total();
    assert_eq!((total.gold, total.right, total.extra, total.relation), expected, "{rows:#?}");
}

const OWN: &str = "A/RES/72/990\theader\t72/990\tA/RES/72/990\tself\t\tno\tclass=own-identity; L5";
const FIRST: &str = "A/RES/72/990\tpp1\tits resolution 70/901 of 10 December 2015\tA/RES/70/901\trecalls\trecalling\tno\tclass=number; L9";
const AGAIN: &str =
    "A/RES/72/990\top1\tits resolution 70/901\tA/RES/70/901\tcites\twelcomes\tno\tclass=number; L11";
const PART: &str = "A/RES/72/990A\tpp1\tresolution 71/902 B of 9 December 2016\tA/RES/71/902B\trecalls\trecalling\tno\tclass=number; L9";
const TAIL: &str = "?\top1\tresolution 69/903\tA/RES/69/903\tcites\t\tno\tclass=number; L11";

#[test]
fn edges_count_once() {
    check(&[FIRST, AGAIN], (1, 1, 2, 1));
    // The text cites it as well: the edge is right in its ends only.
    check(&[FIRST], (1, 1, 2, 0));
}

#[test]
fn a_lettered_part_may_be_read_with_its_number() {
    check(&[FIRST, AGAIN, PART], (2, 2, 1, 2));
}

#[test]
fn the_tail_of_a_neighbour_counts_for_nothing() {
    check(&[FIRST, AGAIN, PART, TAIL], (2, 2, 0, 2));
    let report = measured(&[OWN, FIRST, AGAIN, PART, TAIL]);
    let total = report.total();
    assert_eq!((total.gold, total.found, total.spurious), (4, 4, 0), "{report}");
    let sure: usize = Calibration::of(&report.edges).bands.iter().map(|band| band.right).sum();
    assert_eq!(sure, 2);
}

#[test]
fn tables_are_printed_as_markdown() {
    let report = measured(&[FIRST, AGAIN, PART, TAIL]);
    let printed = markdown(&[("lighthouses".to_owned(), report)], None);
    for line in [
        "### lighthouses",
        "| number | 3 | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 |",
        "| GA | 2 | 100.0 | 100.0 | 100.0 |",
        "| 2010s | 2 | 100.0 | 100.0 | 100.0 |",
    ] {
        assert!(printed.lines().any(|printed| printed == line), "no '{line}' in\n{printed}");
    }
}

#[test]
fn links_are_answered_by_parts_and_decisions() {
    let (folder, _) = folder(&[FIRST]);
    let table = folder.path().join("links.tsv");
    let row = |words: &str, target: &str| {
        format!(
            "A_RES_72_990.json\tA/RES/72/990\t1\tparagraph\t{words}\thttps://example.org/{target}\t{target}\n"
        )
    };
    let head = "file\tsymbol_guess\tpara_index\tpara_type\tanchor_text\turl\ttarget_symbol\n";
    let rows = [
        row("70/901", "a/res/70/901"),
        row("70/901", "A/RES/70/901"),
        row("71/902", "A/RES/71/902"),
        row("69/903", "A/RES/96/903"),
        row("69/904", "A/RES/69/904"),
        row("here", "http://example.org/"),
    ];
    fs::write(&table, format!("{head}{}", rows.concat())).unwrap();
    let decisions = folder.path().join("decisions.tsv");
    let decided = |file: &str| format!("{file}\t69/903\tA/RES/96/903\teditors\tA/RES/69/903\tother-number\n");
    let text = ["A_RES_72_990", "A_RES_1_1"].map(decided).concat();
    fs::write(&decisions, format!("file\tanchor_text\tlinked_target\tverdict\tfound\treason\n{text}"))
        .unwrap();
    let report = measure(&table, folder.path(), Some(&decisions), Authority::embedded()).unwrap();
    let total = report.total();
    assert_eq!((total.links, total.same, total.lettered), (4, 1, 1));
    assert_eq!((total.editors, total.ours, total.open, report.addresses), (1, 0, 1, 1));
    let open: Vec<&str> =
        report.missed.iter().filter(|(_, a)| *a == Answer::Open).map(|(l, _)| l.linked.as_str()).collect();
    assert_eq!(open, ["A/RES/69/904"]);
    assert_eq!(report.stale.iter().map(|d| d.file.as_str()).collect::<Vec<_>>(), ["A_RES_1_1"]);
}
