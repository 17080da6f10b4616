//! ZIP archives and standard input through the real program and the library: read as folders are, within bounds, and nothing
//! that is no document without a word. The archives are made here.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use travaux::Database;
use travaux::ingest::{Event, Input, Options};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::docx::Dice;
use crate::facts::listing;
use crate::ingest::resolution;

/// Packs entries.
pub fn packed<N: AsRef<str>, T: AsRef<[u8]>>(entries: &[(N, T)]) -> Vec<u8> {
    written(entries, SimpleFileOptions::default())
}

fn written<N: AsRef<str>, T: AsRef<[u8]>>(entries: &[(N, T)], options: SimpleFileOptions) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(name.as_ref(), options).unwrap();
        zip.write_all(bytes.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word file that holds a resolution.
fn word(number: u32) -> Vec<u8> {
    let text = resolution(number, "53/144 of 9 December 1998");
    let paragraphs: String =
        text.split("\n\n").map(|part| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", part.trim())).collect();
    let document = format!(r#"<w:document xmlns:w="w"><w:body>{paragraphs}</w:body></w:document>"#);
    packed(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", document.as_str())])
}

/// What became of the files of a run: a line for each, `done a.zip/b.txt` or `failed a.zip/c.txt: why`.
fn ingested(inputs: Vec<Input>, database: &mut Database, root: &Path) -> Vec<String> {
    let mut said = Vec::new();
    let name = |path: &Path| {
        let text = path.to_str().unwrap();
        text.strip_prefix(root.to_str().unwrap()).map_or(text, |rest| &rest[1..]).to_owned()
    };
    let (mut progress, mut skipped) = (None, 0);
    database
        .ingest(inputs, Options::default(), &mut |event| match event {
            Event::Progress(now) => progress = Some(now),
            Event::Unchanged { path, .. } => said.push(format!("unchanged {}", name(path))),
            Event::Done { path, .. } => said.push(format!("done {}", name(path))),
            Event::Skipped { path, reason } => {
                skipped += 1;
                said.push(format!("skipped {}: {reason}", name(path)));
            }
            Event::Failed { path, reason } => {
                let causes = std::error::Error::source(reason).map_or_else(String::new, |c| format!(": {c}"));
                said.push(format!("failed {}: {reason}{causes}", name(path)));
            }
            _ => {}
        })
        .unwrap();
    let progress = progress.unwrap();
    // What is known of in the end is what was done.
    assert_eq!((progress.files, progress.of_files), (said.len() - skipped, said.len() - skipped), "{said:?}");
    assert!(progress.bytes <= progress.of_bytes, "{progress:?}");
    said
}

/// Ingests one file of these bytes into a new database.
fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let said = ingested(vec![path.into()], &mut Database::in_memory().unwrap(), folder.path());
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for (said, expected) in said.iter().zip(expected) {
        let (begin, rest) = expected.split_once('*').unwrap_or((expected, ""));
        assert!(said.starts_with(begin) && said.contains(rest), "{said}\nis not\n{expected}");
        assert!(!rest.is_empty() || said == expected, "{said}\nis not\n{expected}");
    }
    // Nothing but the file itself is on the disk.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

fn text(number: u32) -> Vec<u8> {
    resolution(number, "53/144 of 9 December 1998").into_bytes()
}

#[test]
fn an_archive_is_read_as_a_folder_is() {
    let entries = [
        ("b.txt", text(902)),
        ("a/A_RES_62_901.MD", text(901)),
        (r"c\d.txt", text(903)),
        ("photo.jpg", b"x".to_vec()),
        (".hidden/x.txt", text(904)),
        (".lock", b"x".to_vec()),
        ("__MACOSX/a/._A_RES_62_901.MD", b"x".to_vec()),
        ("empty.txt", Vec::new()),
        ("word.docx", word(905)),
    ];
    check(
        "papers.zip",
        &packed(&entries),
        &[
            "skipped papers.zip/.lock: hidden",
            "done papers.zip/a/A_RES_62_901.MD",
            "done papers.zip/b.txt",
            "done papers.zip/c/d.txt",
            "failed papers.zip/empty.txt: the file is empty",
            "skipped papers.zip/photo.jpg: by its name no document",
            "done papers.zip/word.docx",
        ],
    );
    let records = "<collection xmlns=\"http://www.loc.gov/MARC21/slim\"><record><datafield tag=\"191\"><subfield code=\"a\">\
        A/C.3/90/L.7</subfield></datafield></record></collection>";
    check(
        "records.zip",
        &packed(&[("drafts.xml", records), ("settings.xml", "<settings/>")]),
        &["done records.zip/drafts.xml", "skipped records.zip/settings.xml: by its name no document"],
    );
    check("papers", &packed(&[("a.txt", text(901))]), &["done papers/a.txt"]);
    check("none.zip", &packed::<&str, &str>(&[]), &["skipped none.zip: an archive that holds no file"]);
}

#[test]
fn the_content_tells_word_files_from_archives() {
    check("really-a-word-file.zip", &word(901), &["done really-a-word-file.zip"]);
    check("really-an-archive.docx", &packed(&[("a.txt", text(901))]), &["done really-an-archive.docx/a.txt"]);
    check("plain.zip", &text(901), &["done plain.zip"]);
    let inside = [("word.zip", word(901)), ("zip.docx", packed(&[("a.txt", text(902))]))];
    check(
        "papers.zip",
        &packed(&inside),
        &["done papers.zip/word.zip", "failed papers.zip/zip.docx: *with the ending .zip it is read"],
    );
    let photos = packed(&[("a.jpg", "x")]);
    check("photos.docx", &photos, &["failed photos.docx: *without a Word document"]);
}

#[test]
fn other_archives_are_named_with_advice() {
    let tar = [&[b'a'; 257][..], b"ustar\x0000", &[0; 300]].concat();
    let rar = b"Rar!\x1a\x07\x01\x00 and more";
    check(
        "a.rar",
        rar,
        &[
            "failed a.rar: a RAR archive (.rar), which is not read; unpack it, or make a .zip of what it holds",
        ],
    );
    check("a.tar", &tar, &["failed a.tar: *tar archive"]);
    check("a.tgz", b"\x1f\x8b\x08\x00 and more", &["failed a.tgz: *gzip"]);
    check("misnamed.txt", b"7z\xbc\xaf\x27\x1c\x00\x04", &["failed misnamed.txt: *7-Zip"]);
    check("papers.zip", &packed(&[("b.rar", rar)]), &["failed papers.zip/b.rar: *RAR"]);
}

#[test]
fn names_that_lead_out_are_refused() {
    let entries = [
        ("../escape.txt", text(901)),
        ("/etc/lamp.txt", text(901)),
        (r"C:\lamp.txt", text(901)),
        ("a/../../b.txt", text(901)),
        ("a\nb.txt", text(901)),
        ("good.txt", text(902)),
    ];
    let out = "its name leads out of the archive; it is not read";
    check(
        "papers.zip",
        &packed(&entries),
        &[
            &format!("failed papers.zip//etc/lamp.txt: {out}"),
            &format!("failed papers.zip/../escape.txt: {out}"),
            &format!(r"failed papers.zip/C:\lamp.txt: {out}"),
            &format!("failed papers.zip/a/../../b.txt: {out}"),
            "failed papers.zip/a\u{fffd}b.txt: its name holds control characters; it is not read",
            "done papers.zip/good.txt",
        ],
    );
}

#[test]
fn names_are_utf8_or_code_page_437() {
    let mut bytes = packed(&[("r_solution.txt", text(901)), ("zz.txt", text(902))]);
    // é in code page 437, and ж in UTF-8 that is not said to be.
    for at in 0..bytes.len() {
        if bytes[at..].starts_with(b"r_solution") {
            bytes[at + 1] = 0x82;
        }
        if bytes[at..].starts_with(b"zz.txt") {
            bytes[at..at + 2].copy_from_slice("ж".as_bytes());
        }
    }
    check("papers.zip", &bytes, &["done papers.zip/résolution.txt", "done papers.zip/ж.txt"]);
    let twice = packed(&[("a.txt", text(901)), ("./a.txt", text(902))]);
    check("t.zip", &twice, &["done t.zip/a.txt", "failed t.zip/a.txt: *another entry of this name"]);
}

#[test]
fn archives_nest_three_deep() {
    let mut inner = packed(&[("a.txt", text(901))]);
    for expected in [
        "done papers.zip/a.txt",
        "done papers.zip/more.zip/a.txt",
        "done papers.zip/more.zip/more.zip/a.txt",
        "failed papers.zip/more.zip/more.zip/more.zip: *more than 3 deep",
    ] {
        check("papers.zip", &inner, &[expected]);
        inner = packed(&[("more.zip", inner)]);
    }
}

#[test]
fn bombs_are_named_and_the_rest_is_read() {
    let blank = vec![b' '; 40 << 20];
    let bomb = packed(&[("a.txt", text(901)), ("bomb.txt", blank.clone()), ("c.txt", text(902))]);
    assert!(bomb.len() < 1 << 20);
    let expected =
        ["done papers.zip/a.txt", "failed papers.zip/bomb.txt: *250 times", "done papers.zip/c.txt"];
    check("papers.zip", &bomb, &expected);
    let nested = packed(&[("inner.zip", bomb), ("z.txt", text(903))]);
    check(
        "papers.zip",
        &nested,
        &[
            "done papers.zip/inner.zip/a.txt",
            "failed papers.zip/inner.zip/bomb.txt: *250 times",
            "done papers.zip/inner.zip/c.txt",
            "done papers.zip/z.txt",
        ],
    );
    // An entry that says it is short and is not.
    let mut liar = packed(&[("a.txt", text(901)), ("b.txt", [text(902), vec![b' '; 1 << 20]].concat())]);
    let at = liar.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    liar[at + 24..at + 28].copy_from_slice(&100u32.to_le_bytes());
    check(
        "papers.zip",
        &liar,
        &["done papers.zip/a.txt", "failed papers.zip/b.txt: *declared uncompressed size"],
    );
}

/// Many entries that are small each: of what says that it is 15 MB there may be sixty-eight.
#[test]
fn what_is_too_much_together_is_named_once() {
    let entries: Vec<(String, Vec<u8>)> = (0..75).map(|n| (format!("{n:02}.txt"), vec![b' '; 9])).collect();
    let mut bytes = packed(&entries);
    for at in 0..bytes.len() - 28 {
        if &bytes[at..at + 4] == b"PK\x01\x02" {
            bytes[at + 24..at + 28].copy_from_slice(&(15u32 << 20).to_le_bytes());
        }
    }
    let last = "all in the archive together is longer than 1024 MB unpacked: this entry and the 6 behind it";
    let nested = packed(&[("inner.zip", bytes.clone()), ("z.txt", text(901))]);
    for (bytes, folder, behind) in [(bytes, "papers.zip", 0), (nested, "papers.zip/inner.zip", 1)] {
        let input = Input::Bytes { name: "papers.zip".to_owned(), bytes };
        let said = ingested(vec![input], &mut Database::in_memory().unwrap(), Path::new("nowhere"));
        assert_eq!(said.len(), 69 + behind, "{said:#?}");
        assert!(said[..68].iter().all(|line| line.ends_with("the file is empty")), "{said:#?}");
        assert!(said[68].starts_with(&format!("failed {folder}/68.txt: {last}")), "{}", said[68]);
        assert!(said[69..].iter().all(|line| line == "done papers.zip/z.txt"), "{said:#?}");
    }
}

#[test]
fn a_password_is_named_with_advice() {
    let mut bytes = packed(&[("a.txt", text(901)), ("b.txt", text(902))]);
    // The bit that says so, in head and list.
    for at in 0..bytes.len() - 50 {
        let flags = match &bytes[at..at + 4] {
            b"PK\x03\x04" if bytes[at + 30..].starts_with(b"b.txt") => at + 6,
            b"PK\x01\x02" if bytes[at + 46..].starts_with(b"b.txt") => at + 8,
            _ => continue,
        };
        bytes[flags] |= 1;
    }
    check(
        "papers.zip",
        &bytes,
        &["done papers.zip/a.txt", "failed papers.zip/b.txt: *has a password; unpack"],
    );
}

#[test]
fn of_an_archive_that_is_cut_off_the_whole_entries_are_read() {
    let entries = [("a.txt", text(901)), ("b.txt", text(902)), ("c.txt", text(903))];
    let whole = packed(&entries);
    let third = whole.windows(4).enumerate().filter(|(_, four)| *four == b"PK\x03\x04").nth(2).unwrap().0;
    let told = "failed papers.zip: *2 of its entries could be found";
    let cut = "failed papers.zip/c.txt: *breaks off inside this entry";
    let (a, b) = ("done papers.zip/a.txt", "done papers.zip/b.txt");
    check("papers.zip", &whole[..third + 60], &[a, b, cut, told]);
    check("papers.zip", &whole[..third], &[a, b, told]);
    // Without its list all entries are there.
    let list = whole.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    let all = "failed papers.zip: *3 of its entries could be found";
    check("papers.zip", &whole[..list + 10], &[a, b, "done papers.zip/c.txt", all]);
    check("papers.zip", b"PK\x03\x04 and no more", &["failed papers.zip: *no entry can be found in it"]);
    // Programs that write into a pipe put the length behind the data.
    let mut zip = ZipWriter::new_stream(Vec::new());
    for (name, bytes) in &entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let streamed = zip.finish().unwrap().into_inner();
    check("papers.zip", &streamed, &[a, b, "done papers.zip/c.txt"]);
    let list = streamed.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    check("papers.zip", &streamed[..list], &[a, b, "done papers.zip/c.txt", all]);
    let third = streamed.windows(4).enumerate().filter(|(_, four)| *four == b"PK\x03\x04").nth(2).unwrap().0;
    check("papers.zip", &streamed[..third + 60], &[a, b, cut, told]);
}

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str], stdin: &[u8]) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_travaux"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("TRAVAUX_DB")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that does not read it may have closed it.
        let _ = child.stdin.take().unwrap().write_all(stdin);
        child.wait_with_output().unwrap()
    }
}

fn said(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn entries_that_did_not_change_are_left_alone_and_what_is_gone_stays_known() {
    let desk = Desk::new();
    let mut database = Database::create(desk.at("my.db")).unwrap();
    let mut check = |entries: &[(&str, Vec<u8>)], expected: &[&str]| {
        fs::write(desk.at("papers.zip"), packed(entries)).unwrap();
        let said = ingested(vec![desk.at("papers.zip").into()], &mut database, desk.folder.path());
        assert_eq!(said, expected);
        database.find("A/RES/62/901").unwrap().nodes.len()
    };
    let (a, b) = (("a.txt", text(901)), ("b.txt", text(902)));
    check(&[a.clone(), b.clone()], &["done papers.zip/a.txt", "done papers.zip/b.txt"]);
    check(&[b.clone(), a.clone()], &["unchanged papers.zip/a.txt", "unchanged papers.zip/b.txt"]);
    check(&[("b.txt", text(903)), a.clone()], &["unchanged papers.zip/a.txt", "done papers.zip/b.txt"]);
    // As in folders, what was read of a file that is gone stays until it is deleted.
    assert_eq!(check(&[("b.txt", text(903))], &["unchanged papers.zip/b.txt"]), 1);
    drop(database);
    let path = desk.at("papers.zip/a.txt");
    let deleted = desk.run(&["delete", "--file", path.to_str().unwrap(), "--db", "my.db"], b"");
    assert!(deleted.status.success(), "{deleted:?}");
}

#[test]
fn an_archive_gives_what_its_folder_gives() {
    let desk = Desk::new();
    fs::create_dir_all(desk.at("papers/deep")).unwrap();
    let names = ["A_RES_62_901.txt", "deep/A_RES_62_902.txt", "deep/z.txt"];
    let entries: Vec<(&str, Vec<u8>)> =
        names.into_iter().zip(901..).map(|(name, n)| (name, text(n))).collect();
    for (name, bytes) in &entries {
        fs::write(desk.at("papers").join(name), bytes).unwrap();
    }
    fs::write(desk.at("papers.zip"), packed(&entries)).unwrap();
    let facts = |input: &str, threads: usize| {
        let db = format!("{input}-{threads}.db");
        let mut database = Database::create(desk.at(&db)).unwrap();
        let options = Options { again: false, threads: std::num::NonZero::new(threads) };
        database.ingest(&[desk.at(input)], options, &mut |_| {}).unwrap();
        drop(database);
        let store = travaux::store::Store::open(&desk.at(&db)).unwrap();
        let all = listing(&store).unwrap().into_values();
        all.map(|table| table.replace(".zip", "")).collect::<Vec<_>>()
    };
    let folder = facts("papers", 1);
    for threads in [1, 2, 7] {
        assert_eq!(facts("papers.zip", threads), folder, "{threads}");
    }
}

#[test]
fn standard_input_is_a_document_of_the_name_given() {
    let desk = Desk::new();
    let body = "General Assembly\n\nThe General Assembly,\n\nRecalling its resolution 53/144,\n\n1. Decides to rest.\n";
    let extract = |arguments: &[&str]| {
        let output = desk.run(&[&["extract", "--format", "tsv"], arguments].concat(), body.as_bytes());
        let row =
            said(&output.stdout).lines().find(|row| row.contains("\tA/RES/53/144\t")).unwrap().to_owned();
        row.split('\t').take(2).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(extract(&["-"])[0], "stdin");
    assert_eq!(extract(&["-", "--name", "A_RES_62_901.txt"]), ["A_RES_62_901.txt", "A/RES/62/901"]);
    let ingest = ["ingest", "-", "--db", "my.db", "--verbose"];
    let output = desk.run(&ingest, &text(901));
    assert!(said(&output.stdout).starts_with("done\tstdin\n1 file read"), "{output:?}");
    let named = [&ingest[..], &["--name", "A_RES_62_901.txt"]].concat();
    assert!(said(&desk.run(&named, &text(901)).stdout).starts_with("done\tA_RES_62_901.txt\n"));
    assert!(said(&desk.run(&named, &text(901)).stdout).starts_with("unchanged\tA_RES_62_901.txt\n"));
    let zip = packed(&[("a.txt", text(901))]);
    let archive = [&ingest[..], &["--name", "papers.zip"]].concat();
    assert!(said(&desk.run(&archive, &zip).stdout).starts_with("done\tpapers.zip/a.txt\n"));
    assert!(said(&desk.run(&ingest, &zip).stdout).starts_with("done\tstdin/a.txt\n"));
    let output = desk.run(&ingest, b"");
    assert_eq!(
        (output.status.code(), said(&output.stderr)),
        (Some(2), "travaux: stdin: the file is empty\n")
    );
    let output = desk.run(&["ingest", "a.txt", "--name", "b.txt", "--db", "my.db"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output.stderr).contains("write - for the file"), "{output:?}");
}

#[test]
fn the_report_has_a_row_for_each_file() {
    let desk = Desk::new();
    let mut entries: Vec<(String, Vec<u8>)> =
        (0..6).map(|n| (format!("empty-{n}.txt"), Vec::new())).collect();
    entries.push(("a.txt".to_owned(), text(901)));
    entries.push(("=photo.jpg".to_owned(), text(901)));
    fs::write(desk.at("papers.zip"), packed(&entries)).unwrap();
    let run = || desk.run(&["ingest", "papers.zip", "--db", "my.db", "--report", "all.csv"], b"");
    let output = run();
    assert_eq!(output.status.code(), Some(2));
    let named = |n| format!("travaux: papers.zip/empty-{n}.txt: the file is empty\n");
    let expected =
        format!("{}{}{}travaux: 3 more files, 6 in all: the file is empty\n", named(0), named(1), named(2));
    assert_eq!(said(&output.stderr), expected);
    let report = fs::read_to_string(desk.at("all.csv")).unwrap();
    let empty = |n| format!("papers.zip/empty-{n}.txt,failed,,,,,the file is empty\n");
    let rest: String = (0..6).map(empty).collect();
    let head = "path,status,documents,citations,unresolved,bytes,reason\n";
    let photo = "papers.zip/=photo.jpg,skipped,,,,,by its name no document\n";
    let length = text(901).len();
    assert_eq!(report, format!("{head}{photo}papers.zip/a.txt,done,1,2,0,{length},\n{rest}"));
    run();
    let report = fs::read_to_string(desk.at("all.csv")).unwrap();
    assert!(report.contains(&format!("papers.zip/a.txt,unchanged,,,,{length},\n")), "{report}");
    let output = desk.run(&["ingest", "papers.zip", "--db", "my.db"], b"");
    assert!(said(&output.stderr).ends_with("travaux: add --report FILE.csv to have all of them named\n"));
    let output = desk.run(&["ingest", "papers.zip", "--db", "my.db", "--report", "none/all.csv"], b"");
    assert!(said(&output.stderr).starts_with("travaux: cannot write 'none/all.csv'"), "{output:?}");
}

#[test]
fn a_thousand_damaged_archives_are_read_or_refused_with_a_message() {
    let mut dice = Dice::new(11);
    let (mut read, mut failed) = (0, 0);
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for round in 0..1000u32 {
        let entries = [
            ("a/A_RES_62_901.txt", text(901)),
            ("b.docx", word(902)),
            ("inner.zip", packed(&[("c.txt", text(903)), ("blank.txt", vec![b' '; 200_000])])),
            ("d.pdf", b"%PDF-1.4\n1 0 obj".to_vec()),
            ("e.jpg", vec![7; 300]),
        ];
        let options = if round % 3 == 0 { stored } else { SimpleFileOptions::default() };
        let mut bytes = match round % 5 {
            // The damage is inside.
            0 => {
                let mut inner = written(&entries, options);
                dice.damage(&mut inner);
                packed(&[("inner.zip", inner), ("z.txt", text(904))])
            }
            _ => written(&entries, options),
        };
        if round % 5 != 0 {
            dice.damage(&mut bytes);
        }
        let name = ["papers.zip", "papers.zip", "papers.docx", "papers", "papers.txt"][dice.below(5)];
        let input = Input::Bytes { name: name.to_owned(), bytes };
        let said = ingested(vec![input], &mut Database::in_memory().unwrap(), Path::new("nowhere"));
        assert!(!said.is_empty(), "{round}: nothing is said");
        for line in said {
            let (word, rest) = line.split_once(' ').unwrap();
            assert!(rest.starts_with(name), "{round}: {line}");
            read += usize::from(word == "done");
            if word == "failed" {
                failed += 1;
                // The path, and a reason that is a sentence.
                assert!(rest.split_once(": ").is_some_and(|(_, why)| why.len() > 10), "{round}: {line}");
            }
        }
    }
    assert!(read > 500 && failed > 500, "{read} read, {failed} failed");
}
