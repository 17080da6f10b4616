//! What others script against: the columns of `extract` and `export`, places in bytes of the file, safe cells.

use std::fs;
use std::path::Path;
use std::process::Command;

use encoding_rs::{UTF_16LE, WINDOWS_1252};
use tempfile::TempDir;

/// The header of `extract --format tsv`, as agreed; written out here and not taken from the program.
const HEADER: &str = "file\tdoc\tpara\tclass\tsurface\ttarget\trelation\tverb\tvia_footnote\tconnector\trule\tconfidence\tpage\tstart\tend\twarning\tsuggestion";

/// A resolution in the manner of the real ones, with letters that encodings write differently.
const TEXT: &str = "General Assembly\n\n\
    Resolution adopted by the General Assembly on 18 December 2007\n\n\
    62/990. Care of lighthouses – a “bright” idea\n\n\
    The General Assembly,\n\n\
    Recalling its “naïve” resolutions 53/144 of 9 December 1998 and 60/161 of 16 December 2005 – both “brèves” –,\n\n\
    Guided by the International Covenants on Human Rights,\n\n\
    1. Takes note of documents A/57/556/Add.2 and Corr.1–3;\n\n\
    2. Décides – with the Paris Principles – to light the coast.\n";

fn travaux(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_travaux"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("TRAVAUX_DB")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn folder(name: &str, content: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), content).unwrap();
    folder
}

/// The rows of `extract --format tsv` for one file, without the header; every row has all columns.
fn rows(content: &[u8]) -> Vec<Vec<String>> {
    let table = travaux(folder("a.txt", content).path(), &["extract", "--format", "tsv", "a.txt"]);
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some(HEADER));
    let rows: Vec<Vec<String>> = lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    let columns = HEADER.split('\t').count();
    assert!(rows.iter().all(|row| row.len() == columns), "{table}");
    rows
}

#[test]
fn extract_prints_a_row_for_each_reference_and_target() {
    let found: Vec<(String, String)> =
        rows(TEXT.as_bytes()).iter().map(|row| (row[4].clone(), row[5].clone())).collect();
    let found: Vec<(&str, &str)> =
        found.iter().map(|(words, target)| (words.as_str(), target.as_str())).collect();
    let expected = [
        ("62/990", "A/RES/62/990"),
        ("53/144 of 9 December 1998", "A/RES/53/144"),
        ("60/161 of 16 December 2005", "A/RES/60/161"),
        ("the International Covenants on Human Rights", "A/RES/2200(XXI)A#annex:ICCPR"),
        ("the International Covenants on Human Rights", "A/RES/2200(XXI)A#annex:ICESCR"),
        ("A/57/556/Add.2", "A/57/556/Add.2"),
        ("Corr.1–3", "A/57/556/Add.2/Corr.1"),
        ("Corr.1–3", "A/57/556/Add.2/Corr.2"),
        ("Corr.1–3", "A/57/556/Add.2/Corr.3"),
        ("the Paris Principles", "A/RES/48/134#annex"),
    ];
    assert_eq!(found, expected);
}

/// The columns that need no eyes: the values of closed sets, numbers, and the document of every row.
#[test]
fn extract_prints_values_that_scripts_know() {
    for row in rows(TEXT.as_bytes()) {
        let [file, doc, para, class, _, _, relation, _, via, _, rule, confidence, page, start, end, ..] =
            row.as_slice()
        else {
            panic!("{row:?}");
        };
        assert_eq!((file.as_str(), doc.as_str(), page.as_str()), ("a.txt", "A/RES/62/990", ""));
        assert!(["header", "pp1", "pp2", "op1", "op2"].contains(&para.as_str()), "{para}");
        assert!(travaux::model::Class::from_name(class).is_some(), "{class}");
        assert!(["recalls", "cites", "self"].contains(&relation.as_str()), "{relation}");
        assert!(travaux::model::Via::from_name(via).is_some(), "{via}");
        assert!(!rule.is_empty());
        assert!((0.0..=1.0).contains(&confidence.parse::<f64>().unwrap()), "{confidence}");
        assert!(start.parse::<usize>().unwrap() < end.parse::<usize>().unwrap());
    }
}

/// Asks that start and end of every row, taken as bytes of the file, give back the reference's own words.
fn check_places(name: &str, content: &[u8], decode: fn(&[u8]) -> String) {
    let rows = rows(content);
    assert_eq!(rows.len(), 10, "{name}: {rows:#?}");
    for row in rows {
        let (start, end): (usize, usize) = (row[13].parse().unwrap(), row[14].parse().unwrap());
        assert_eq!(decode(&content[start..end]), row[4], "{name}: {start}..{end}");
    }
}

#[test]
fn places_are_bytes_of_the_file_in_every_encoding() {
    let utf8 = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    check_places("UTF-8", TEXT.as_bytes(), utf8);
    check_places("CRLF", TEXT.replace('\n', "\r\n").as_bytes(), utf8);
    check_places("CR", TEXT.replace('\n', "\r").as_bytes(), utf8);
    check_places("UTF-8 with byte-order mark", format!("\u{feff}{TEXT}").as_bytes(), utf8);
    check_places(
        "UTF-8 with byte-order mark and CRLF",
        format!("\u{feff}{TEXT}").replace('\n', "\r\n").as_bytes(),
        utf8,
    );
    let (narrow, _, lossy) = WINDOWS_1252.encode(TEXT);
    assert!(!lossy);
    check_places("Windows-1252", &narrow, |bytes| WINDOWS_1252.decode(bytes).0.into_owned());
    let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    let little: Vec<u8> = units(TEXT).iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let from_little = |bytes: &[u8]| UTF_16LE.decode_without_bom_handling(bytes).0.into_owned();
    check_places("UTF-16LE with byte-order mark", &[b"\xff\xfe", little.as_slice()].concat(), from_little);
    check_places("UTF-16LE", &little, from_little);
    let big: Vec<u8> = units(TEXT).iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let from_big = |bytes: &[u8]| {
        let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        String::from_utf16(&units).unwrap()
    };
    check_places("UTF-16BE with byte-order mark", &[b"\xfe\xff", big.as_slice()].concat(), from_big);
}

/// Tabs and line ends inside the words of a reference would break the row.
#[test]
fn a_cell_holds_neither_tab_nor_line_end() {
    let text = TEXT
        .replace("International Covenants", "International\nCovenants")
        .replace("Paris Principles", "Paris\tPrinciples");
    let rows = rows(text.as_bytes());
    assert!(rows.iter().any(|row| row[4] == "the International Covenants on Human Rights"), "{rows:#?}");
}

#[test]
fn exported_tables_begin_with_the_columns_that_gephi_reads() {
    let folder = folder("a.txt", TEXT.as_bytes());
    travaux(folder.path(), &["ingest", "a.txt", "--db", "a.db"]);
    travaux(folder.path(), &["export", "--db", "a.db", "--format", "csv", "-o", "out"]);
    let header = |name: &str| {
        let table = fs::read_to_string(folder.path().join("out").join(name)).unwrap();
        table.lines().next().unwrap().to_owned()
    };
    let begins =
        |header: &str, columns: &str| header == columns || header.starts_with(&format!("{columns},"));
    assert!(begins(&header("nodes.csv"), "Id,Label,Kind,Body,Date"), "{}", header("nodes.csv"));
    assert!(begins(&header("edges.csv"), "Source,Target,Type,Label,Weight"), "{}", header("edges.csv"));
    let edges = fs::read_to_string(folder.path().join("out/edges.csv")).unwrap();
    assert!(edges.contains("\nA/RES/62/990,A/RES/53/144,Directed,recalls,1"), "{edges}");
}

/// A title that a spreadsheet would run is written as a text, unless the cells are asked for as they are.
#[test]
fn a_title_that_begins_with_a_sign_is_no_formula() {
    let titled = TEXT.replace("Care of lighthouses – a “bright” idea", "“=HYPERLINK(1)” Lights");
    let titled = titled.replace("62/990. “=", "62/990.\n\n=");
    let folder = folder("a.txt", titled.as_bytes());
    travaux(folder.path(), &["ingest", "a.txt", "--db", "a.db"]);
    let nodes = |raw: &[&str]| {
        let arguments = [&["export", "--db", "a.db", "--format", "csv", "-o", "out"], raw].concat();
        travaux(folder.path(), &arguments);
        fs::read_to_string(folder.path().join("out/nodes.csv")).unwrap()
    };
    let (safe, raw) = (nodes(&[]), nodes(&["--raw"]));
    assert!(safe.contains(",'=HYPERLINK(1)"), "{safe}");
    assert!(!safe.contains(",=HYPERLINK(1)"), "{safe}");
    assert!(raw.contains(",=HYPERLINK(1)"), "{raw}");
}
