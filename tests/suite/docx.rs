//! Word files through the reader of documents: what is printed and stands nowhere, what stands there and is not printed,
//! and what is no Word file. The files are made here.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use travaux::authority::Authority;
use travaux::document::{ReadError, read};
use travaux::model::Form;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Packs parts.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const RELATIONS: &str = r#"<Relationships>
    <Relationship Id="r1" Type="http://x/styles" Target="styles.xml"/>
    <Relationship Id="r2" Type="http://x/numbering" Target="numbering.xml"/>
    <Relationship Id="r3" Type="http://x/footnotes" Target="footnotes.xml"/>
    <Relationship Id="r4" Type="http://x/header" Target="header1.xml"/>
    <Relationship Id="r5" Type="http://x/hyperlink" Target="https://undocs.org/A/RES/54/170" TargetMode="External"/>
    <Relationship Id="r6" Type="http://x/hyperlink" Target="https://undocs.org/A/RES/53/144" TargetMode="External"/>
    </Relationships>"#;

const STYLES: &str = r#"<w:styles xmlns:w="w">
    <w:style w:type="paragraph" w:styleId="Operative"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Title1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
    <w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="5">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
    </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num></w:numbering>"#;

const NOTES: &str = r#"<w:footnotes xmlns:w="w">
    <w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>____</w:t></w:r></w:p></w:footnote>
    <w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Resolution 217 A (III).</w:t></w:r></w:p></w:footnote>
    <w:footnote w:id="3"><w:p><w:r><w:t>See A/70/901.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

const HEADER: &str = r#"<w:hdr xmlns:w="w"><w:tbl><w:tr><w:tc><w:p><w:r><w:t>United Nations</w:t></w:r></w:p></w:tc>
    <w:tc><w:p><w:r><w:t>A</w:t></w:r><w:r><w:t>/RES/70/901</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:hdr>"#;

/// Paragraphs of plain text.
fn paragraphs(texts: &[&str]) -> String {
    texts.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect()
}

/// The parts of a resolution on lakes whose text goes on with `body`.
fn parts(body: &str) -> Vec<(&'static str, String)> {
    let opening = paragraphs(&["70/901. Lakes", "The General Assembly,"]);
    let document = format!(
        r#"<w:document xmlns:w="w" xmlns:r="r"><w:body>{opening}{body}<w:sectPr><w:headerReference w:type="default" r:id="r4"/></w:sectPr></w:body></w:document>"#
    );
    vec![
        ("word/_rels/document.xml.rels", RELATIONS.to_owned()),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/numbering.xml", NUMBERING.to_owned()),
        ("word/footnotes.xml", NOTES.to_owned()),
        ("word/header1.xml", HEADER.to_owned()),
        ("word/document.xml", document),
    ]
}

fn lakes(body: &str) -> Vec<u8> {
    let parts = parts(body);
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    packed(&parts)
}

/// Reads a resolution that goes on with `body`; returns its paragraphs by label, but those of its head.
fn labelled(body: &str) -> Vec<(String, String)> {
    let file = lakes(body);
    let reading = read(&file, "lakes.docx", Authority::embedded()).unwrap();
    let document = &reading.documents[0];
    assert_eq!((document.id.as_str(), document.form), ("A/RES/70/901", Form::Word));
    let all = document.paragraphs.iter().filter(|p| p.label != "header");
    all.map(|p| (p.label.clone(), p.text.as_str().to_owned())).collect()
}

fn check(body: &str, expected: &[(&str, &str)]) {
    let found = labelled(body);
    let found: Vec<(&str, &str)> = found.iter().map(|(l, t)| (l.as_str(), t.as_str())).collect();
    assert_eq!(found, expected, "{body}");
}

fn operative(level: u8, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="Operative"/><w:numPr><w:ilvl w:val="{level}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

#[test]
fn the_numbers_of_lists_are_labels() {
    let body = [
        paragraphs(&["Recalling the Lakes,"]),
        operative(0, "Decides to rest;"),
        operative(0, "Requests the Secretary-General:"),
        operative(1, "To report on lakes;"),
        operative(1, "To report on rivers;"),
        operative(0, "Decides to remain seized."),
    ];
    check(
        &body.concat(),
        &[
            ("pp1", "Recalling the Lakes,"),
            ("op1", "Decides to rest;"),
            ("op2", "Requests the Secretary-General:"),
            ("op2(a)", "(a) To report on lakes;"),
            ("op2(b)", "(b) To report on rivers;"),
            ("op3", "Decides to remain seized."),
        ],
    );
}

#[test]
fn a_heading_with_a_number_is_no_paragraph() {
    let body = [
        operative(0, "Decides to rest;"),
        r#"<w:p><w:pPr><w:pStyle w:val="Title1"/></w:pPr><w:r><w:t>1. Lakes and rivers</w:t></w:r></w:p>"#
            .to_owned(),
        operative(0, "Decides to remain seized."),
    ];
    check(
        &body.concat(),
        &[
            ("op1", "Decides to rest;"),
            ("heading", "1. Lakes and rivers"),
            ("op2", "Decides to remain seized."),
        ],
    );
}

#[test]
fn notes_have_the_numbers_of_their_calls() {
    let call = |id: u8| format!(r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#);
    let body = format!(
        "<w:p><w:r><w:t>Recalling the Lakes</w:t></w:r>{}<w:r><w:t xml:space=\"preserve\"> and the Rivers,</w:t></w:r>{}</w:p>{}",
        call(3),
        call(7),
        operative(0, "Decides to rest.")
    );
    check(
        &body,
        &[
            ("pp1", "Recalling the Lakes and the Rivers,"),
            ("op1", "Decides to rest."),
            ("fn1", "See A/70/901."),
            ("fn2", "Resolution 217 A (III)."),
        ],
    );
}

#[test]
fn what_is_not_printed_is_not_read() {
    let run = |text: &str| format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#);
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let body = [
        "<w:p>".to_owned(),
        run("Recalling "),
        r#"<w:del><w:r><w:delText>its resolution 1/1 and </w:delText></w:r></w:del>"#.to_owned(),
        format!("<w:moveFrom>{}</w:moveFrom><w:ins>{}</w:ins>", run("the Seas "), run("the Lakes ")),
        r#"<w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>in secret </w:t></w:r>"#.to_owned(),
        field("begin"),
        "<w:r><w:instrText>REF _Ref1</w:instrText></w:r>".to_owned(),
        field("separate"),
        run("and "),
        field("end"),
        r#"<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>the Rivers,</w:t></w:r></w:p>"#.to_owned(),
    ];
    check(&body.concat(), &[("pp1", "Recalling the Lakes and the Rivers,")]);
}

#[test]
fn a_paragraph_whose_end_was_deleted_goes_on() {
    let body = r#"<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Recalling the </w:t></w:r></w:p>
        <w:p><w:r><w:t>Lakes,</w:t></w:r></w:p>"#;
    check(body, &[("pp1", "Recalling the Lakes,")]);
}

#[test]
fn a_box_is_read_once_and_tables_row_by_row() {
    let inner = paragraphs(&["In a box"]);
    let body = format!(
        "<w:p><w:r><w:t>Recalling the Lakes,</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{inner}\
         </w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict>\
         </mc:Fallback></mc:AlternateContent></w:r></w:p>{}<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>\
         <w:tr><w:tc>{}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        operative(0, &format!("Decides to rest{}.", " for a long time".repeat(20))),
        paragraphs(&["1"]),
        paragraphs(&["A/70/901"]),
        paragraphs(&["Total"])
    );
    let file = lakes(&body);
    let reading = read(&file, "lakes.docx", Authority::embedded()).unwrap();
    let text = reading.text();
    assert_eq!(text.matches("In a box").count(), 1, "{text}");
    assert!(text.ends_with("\n\n| 1 | A/70/901 |\n| Total |"), "{text}");
}

#[test]
fn a_link_that_leads_elsewhere_is_told_and_the_words_win() {
    let link = |id: &str, text: &str| {
        format!(r#"<w:hyperlink r:id="{id}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>"#)
    };
    let body = format!(
        r#"<w:p><w:r><w:t xml:space="preserve">Recalling General Assembly resolutions </w:t></w:r>{}<w:r><w:t xml:space="preserve"> and </w:t></w:r>{}<w:r><w:t>,</w:t></w:r></w:p>"#,
        link("r6", "53/144"),
        link("r5", "55/170")
    );
    let file = lakes(&body);
    let reading = read(&file, "lakes.docx", Authority::embedded()).unwrap();
    let found = travaux::references::extract(&reading.documents[0], Authority::embedded());
    let warned: BTreeMap<&str, Option<String>> = found
        .citations
        .iter()
        .filter(|c| c.para == "pp1")
        .map(|c| (c.target.as_str(), c.warning.as_ref().map(|w| format!("{}: {}", w.code, w.explanation))))
        .collect();
    let told = "link-mismatch: the words say A/RES/55/170, their link leads to A/RES/54/170".to_owned();
    assert_eq!(warned, BTreeMap::from([("A/RES/53/144", None), ("A/RES/55/170", Some(told))]));
}

/// Reads what cannot be read; returns the message.
fn refused(file: &[u8]) -> String {
    match read(file, "lakes.docx", Authority::embedded()) {
        Err(ReadError::Container(message)) => message,
        other => panic!("{:?}", other.map(|reading| reading.text().to_owned())),
    }
}

#[test]
fn what_is_no_word_file_is_named_with_advice() {
    let check = |parts: &[(&str, &str)], expected: &str| {
        let message = refused(&packed(parts));
        assert!(message.contains(expected), "{message}");
    };
    check(&[("xl/workbook.xml", "<workbook/>")], "Excel");
    check(&[("ppt/presentation.xml", "<p/>")], "PowerPoint");
    check(&[("content.xml", "<office/>")], "OpenDocument");
    check(&[("a.txt", "one"), ("b.docx", "PK")], "without a Word document");
    check(&[("word/document.xml", "<w:document/>")], "no text");
    check(&[("word/document.xml", "no XML < at all")], "damaged");
    assert!(refused(b"PK\x03\x04 and nothing else").contains("damaged or cut off"));
    let whole = lakes("");
    assert!(refused(&whole[..whole.len() / 2]).contains("damaged or cut off"));
    assert!(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest").contains(".docx or PDF"));
}

#[test]
fn a_part_that_unpacks_without_end_is_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..129 {
        zip.write_all(&block).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    assert!(refused(&bomb).contains("longer than 128 MB"));
}

#[test]
fn xml_that_breaks_off_keeps_what_stands_before() {
    let mut parts = parts(&paragraphs(&["Recalling the Lakes,"]));
    let (_, document) = parts.last_mut().unwrap();
    document.truncate(document.find("<w:sectPr").unwrap());
    document.push_str("<w:p <<");
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let file = packed(&parts);
    let reading = read(&file, "lakes.docx", Authority::embedded()).unwrap();
    assert!(reading.text().contains("Recalling the Lakes,"));
    assert!(reading.documents[0].warnings.iter().any(|warning| warning.contains("damaged at byte")));
}

/// Numbers without order that are the same on every machine (a linear congruential generator).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns a number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    /// Changes bytes: flips bits, cuts the end off, doubles a piece or takes it out.
    pub(crate) fn damage(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            match self.below(4) {
                0 if bytes.len() > 1 => bytes.truncate(at),
                1 => {
                    let piece = bytes[at..bytes.len().min(at + 40)].to_vec();
                    let to = self.below(bytes.len());
                    bytes.splice(to..to, piece);
                }
                2 => drop(bytes.drain(at..bytes.len().min(at + 40))),
                _ => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= 1 << self.below(8);
                    }
                }
            }
        }
    }
}

#[test]
fn a_thousand_damaged_files_are_read_or_refused_with_a_message() {
    let body = format!(
        "{}{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:p><w:r><w:footnoteReference w:id=\"3\"/></w:r></w:p>",
        paragraphs(&["Recalling its resolution 53/144,"]),
        operative(1, "Decides to rest."),
        paragraphs(&["1", "Lakes"])
    );
    let (mut dice, mut kept) = (Dice::new(7), 0);
    for round in 0..1000 {
        let mut parts = parts(&body);
        let file = if round % 2 == 0 {
            let mut file = lakes(&body);
            dice.damage(&mut file);
            file
        } else {
            let at = dice.below(parts.len());
            let mut bytes = std::mem::take(&mut parts[at].1).into_bytes();
            dice.damage(&mut bytes);
            parts[at].1 = String::from_utf8_lossy(&bytes).into_owned();
            let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
            packed(&parts)
        };
        match read(&file, "lakes.docx", Authority::embedded()) {
            Ok(reading) => kept += usize::from(!reading.documents.is_empty()),
            Err(error) => assert!(error.to_string().len() > 10, "{error}"),
        }
    }
    assert!(kept > 300, "only {kept} of 1000 were read");
}
