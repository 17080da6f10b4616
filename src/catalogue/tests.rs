//! Records written by hand, and what they tell.

use super::*;
use crate::model::{Confidence, Form, Span, Vote, Warning};

/// Wraps records in a collection, as the Digital Library prefixes them.
fn collection(records: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n{records}</collection>\n"
    )
}

/// Makes a record of fields: `993 1 $a A/RES/90/1` has the first indicator 1.
fn record(number: u32, fields: &[&str]) -> String {
    let fields: String = fields.iter().map(|field| self::field(field)).collect();
    format!(
        "<m:record xmlns:m=\"http://www.loc.gov/MARC21/slim\">\n  <m:controlfield tag=\"001\">{number}</m:controlfield>\n\
         {fields}</m:record>\n"
    )
}

fn field(field: &str) -> String {
    let mut parts = field.split('$');
    let head = parts.next().expect("a tag");
    let indicator = head.chars().nth(4).filter(|c| *c != '$').unwrap_or(' ');
    let subfields: String = parts
        .map(|part| format!("    <m:subfield code=\"{}\">{}</m:subfield>\n", &part[..1], part[1..].trim()))
        .collect();
    format!(
        "  <m:datafield tag=\"{}\" ind1=\"{indicator}\" ind2=\" \">\n{subfields}  </m:datafield>\n",
        &head[..3]
    )
}

fn read_text(text: &str) -> Catalogue {
    read(text.as_bytes(), Authority::embedded()).unwrap_or_else(|e| panic!("{e}"))
}

/// Returns `source relation target` of the edges of the only document of a record.
fn edges(fields: &[&str]) -> Vec<String> {
    let text = collection(&record(1, fields));
    let catalogue = read_text(&text);
    let [told] = &catalogue.documents[..] else { panic!("{:?}", catalogue.documents) };
    for citation in &told.citations {
        // Every edge can be pointed at.
        let place = &text[citation.span.start..citation.span.end];
        assert_eq!(place, citation.surface, "{citation:?}");
        assert!(told.document.region.contains(citation.span));
    }
    told.citations.iter().map(|c| format!("{} {} {}", c.source, c.relation, c.target)).collect()
}

const DRAFT: &str = "191 $a A/C.3/90/L.7 $b A/ $c 90";

#[test]
fn records_are_known_by_their_namespace() {
    let check = |text: &str, expected: bool| assert_eq!(is_catalogue(text.as_bytes()), expected, "{text}");
    check(&collection(&record(1, &[DRAFT])), true);
    check(&record(1, &[DRAFT]), true);
    check("\u{feff}<?xml version=\"1.0\"?>\n<collection xmlns=\"http://www.loc.gov/MARC21/slim\"/>", true);
    check("<collection><record><leader>x</leader></record></collection>", true);
    check("<record><controlfield tag=\"001\">1</controlfield></record>", true);
    check("<collection><book/></collection>", false);
    check("<html><body>http://www.loc.gov/MARC21/slim</body></html>", false);
    check("<OAI-PMH xmlns=\"o\"><m:record xmlns:m=\"http://www.loc.gov/MARC21/slim\"/></OAI-PMH>", true);
    check("http://www.loc.gov/MARC21/slim", false);
    check("<collection", false);
    check("", false);
}

#[test]
fn a_record_tells_of_a_document_without_text() {
    let text = collection(&record(
        77,
        &[
            "029 $a JN $b N9012345 E",
            "040 $a NNUN $b eng",
            "041 $a eng",
            "089 $b B02",
            DRAFT,
            "245 $a Rights of rivers : their mouths : $b draft resolution / $c Chad",
            "269 $a 2035-11-08",
            "991 $a A/90/251 $b 71b $c Human rights.",
            "991 $a A/90/251 $b 71b[20] $d RIVERS",
            "991 $a A/90/251 $b 134",
            "991 $a A/90/251 $b [900]",
            "996 $a Adopted 117-14-40, 53rd meeting",
        ],
    ));
    let catalogue = read_text(&text);
    assert!(catalogue.warnings.is_empty());
    let document = &catalogue.documents[0].document;
    let says = &document.metadata;
    assert_eq!((document.id.as_str(), document.identity_rule.as_str()), ("A/C.3/90/L.7", "marc-191"));
    assert_eq!((document.form, document.language.as_str()), (Form::Record, "en"));
    assert!(document.paragraphs.is_empty());
    assert_eq!(says.title.as_deref(), Some("Rights of rivers: their mouths: draft resolution"));
    assert_eq!(says.body.as_ref().map(|b| b.as_str()), Some("GA-C3"));
    assert_eq!((says.session.as_deref(), says.agenda_item.as_deref()), (Some("90"), Some("71 (b), 134")));
    assert_eq!(says.distributed.map(|d| d.to_string()).as_deref(), Some("2035-11-08"));
    assert_eq!((says.adopted, says.meeting.as_deref()), (None, Some("53rd meeting")));
    assert_eq!(says.vote, Some(Vote { in_favour: 117, against: 14, abstentions: 40 }));
    assert!(text[document.region.start..document.region.end].starts_with("<m:record"));
    assert!(text[document.region.start..document.region.end].ends_with("</m:record>"));
    // The title knows its place, the punctuation of the library left out.
    let rest = "draft resolution";
    let at = document.title.as_str().find(rest).expect("the words");
    let place = document.title.source(Span::new(at, at + rest.len()));
    assert_eq!(&text[place.start..place.end], rest);
}

#[test]
fn related_documents_become_edges_that_run_as_is_true() {
    assert_eq!(
        edges(&[DRAFT, "993 1$a A/RES/90/12", "993 3$a A/90/481/Add.2", "993 4$a A/90/PV.50"]),
        [
            "A/RES/90/12 adopted_from_draft A/C.3/90/L.7",
            "A/90/481/Add.2 cites A/C.3/90/L.7",
            "A/90/PV.50 cites A/C.3/90/L.7",
            "A/RES/90/12 adopted_on_report A/90/481/Add.2",
        ]
    );
    // The Human Rights Council adopts drafts itself.
    assert_eq!(
        edges(&["191 $a A/HRC/60/L.2", "993 1$a A/HRC/RES/60/3", "993 3$a A/HRC/60/2"]),
        ["A/HRC/RES/60/3 adopted_from_draft A/HRC/60/L.2", "A/HRC/60/2 cites A/HRC/60/L.2"]
    );
    assert_eq!(
        edges(&["191 $a A/RES/90/12", "993 2$a A/C.3/90/L.7", "993 3$a A/90/481", "993 7$a A/89/1"]),
        [
            "A/RES/90/12 adopted_from_draft A/C.3/90/L.7",
            "A/RES/90/12 adopted_on_report A/90/481",
            "A/RES/90/12 cites A/89/1",
        ]
    );
    assert_eq!(edges(&[DRAFT, "993 5$a A/90/1"]), ["A/C.3/90/L.7 cites A/90/1"]);
    assert_eq!(edges(&[DRAFT, "993 $a A/90/1"]), ["A/C.3/90/L.7 cites A/90/1"]);
}

#[test]
fn a_related_document_that_is_no_symbol_is_kept_with_its_reason() {
    let text = collection(&record(1, &[DRAFT, "993 1$a resolution to come", "993 3$a AA/90/481"]));
    let told = &read_text(&text).documents[0];
    let [open] = &told.unresolved[..] else { panic!("{:?}", told.unresolved) };
    assert_eq!((open.para.as_str(), open.reason.as_str()), ("993$a", "not a symbol"));
    assert_eq!(&text[open.span.start..open.span.end], "resolution to come");
    let [report] = &told.citations[..] else { panic!("{:?}", told.citations) };
    assert_eq!((report.source.as_str(), report.confidence), ("A/90/481", Confidence::percent(90)));
    assert_eq!(report.warning.as_ref().map(|w| w.code.as_str()), Some(Warning::MISPRINT));
}

#[test]
fn sponsors_come_from_three_fields_and_each_once() {
    assert_eq!(
        edges(&[
            "089 $b B02",
            DRAFT,
            "245 $a Rivers : $b draft / $c Chad, Fiji and Cuba [on behalf of the Movement of Non-Aligned Countries]",
            "515 $a Additional sponsors: Fiji, Iran (Islamic Republic of) and Trinidad and Tobago (A/90/481). - The draft was amended.",
            "710 2$a Chad",
            "710 2$a Cuba $9 ms",
            "710 2$a UN. Group of African States",
            "710 2$a UN. Secretary-General",
        ]),
        [
            "STATE:chad sponsored A/C.3/90/L.7",
            "STATE:cuba sponsored A/C.3/90/L.7",
            "ORG:group-of-african-states sponsored A/C.3/90/L.7",
            "ORG:movement-of-non-aligned-countries sponsored A/C.3/90/L.7",
            "STATE:fiji sponsored A/C.3/90/L.7",
            "STATE:iran sponsored A/C.3/90/L.7",
            "STATE:trinidad-and-tobago sponsored A/C.3/90/L.7",
        ]
    );
    assert!(edges(&[DRAFT, "245 $a Rivers / $c submitted by the Chair"]).is_empty());
    // Letters have authors, not sponsors.
    assert!(edges(&["089 $b B18", "191 $a A/90/500", "710 $a Chad $9 ms"]).is_empty());
}

#[test]
fn who_withdrew_is_kept_and_told() {
    let text = collection(&record(
        1,
        &[
            DRAFT,
            "515 $a Additional sponsors: Chad and Togo (A/90/1). - Fiji was removed from the list of sponsors (A/90/1).",
            "515 $a Mali is an original sponsor of the draft resolution.",
            "710 $a Fiji",
        ],
    ));
    let told = &read_text(&text).documents[0];
    let found: Vec<(&str, u8, bool)> = told
        .citations
        .iter()
        .map(|c| (c.source.as_str(), c.confidence.as_percent(), c.warning.is_some()))
        .collect();
    assert_eq!(
        found,
        [
            ("STATE:fiji", 50, true),
            ("STATE:chad", 100, false),
            ("STATE:togo", 100, false),
            ("STATE:mali", 100, false)
        ]
    );
    assert_eq!(told.document.warnings, ["Fiji was removed from the list of sponsors (A/90/1)."]);
}

#[test]
fn organs_submit_what_they_do_not_sponsor() {
    let text = record(1, &[DRAFT, "710 2$a UN. Secretariat", "710 2$a UN. Secretary-General"]);
    let told = &read_text(&text).documents[0];
    assert!(told.citations.is_empty());
    assert_eq!(told.document.metadata.author.as_deref(), Some("UN. Secretariat; UN. Secretary-General"));
}

#[test]
fn names_written_twice_and_references_to_characters_are_read() {
    let text =
        record(1, &[DRAFT, "710 $a C\u{c3}\u{b4}te d&apos;Ivoire", "245 $a Fish &amp; rivers &#x2014; now"]);
    let told = &read_text(&text).documents[0];
    assert_eq!(told.citations[0].source.as_str(), "STATE:cote-divoire");
    assert_eq!(told.citations[0].surface, "Côte d'Ivoire");
    let place = told.citations[0].span;
    assert_eq!(&text[place.start..place.end], "C\u{c3}\u{b4}te d&apos;Ivoire");
    assert_eq!(told.document.title.as_str(), "Fish & rivers — now");
}

#[test]
fn the_record_of_a_vote_tells_of_the_resolution() {
    let vote = |name: &str, vote: &str| format!("967 $a 1 $c {} $d {vote} $e {name}", &name[..3]);
    let (yes, also, no) = (vote("CHAD", "Y"), vote("TOGO", "Y"), vote("FIJI", "N"));
    let fields = [
        "089 $b B23",
        "791 $a A/RES/90/12 $b A/ $c 90",
        "992 $a 2035-12-19",
        "993 2$a A/C.3/90/L.7",
        &yes,
        &also,
        &no,
    ];
    let text = record(1, &fields);
    let catalogue = read_text(&text);
    let document = &catalogue.documents[0].document;
    assert_eq!(document.id.as_str(), "A/RES/90/12");
    assert_eq!(document.metadata.vote, Some(Vote { in_favour: 2, against: 1, abstentions: 0 }));
    assert_eq!(document.date().map(|d| d.to_string()).as_deref(), Some("2035-12-19"));
    let counted = read_text(&record(1, &[&fields[..4], &["996 $b 120 $c 3 $d 40 $e 20 $f 183"]].concat()));
    let expected = Some(Vote { in_favour: 120, against: 3, abstentions: 40 });
    assert_eq!(counted.documents[0].document.metadata.vote, expected);
}

#[test]
fn a_record_with_two_symbols_tells_of_two_documents() {
    let text = record(1, &["191 $a A/90/500", "191 $a S/2035/700", "245 $a Letter", "993 7$a A/90/1"]);
    let found: Vec<String> = read_text(&text).documents.iter().map(|t| t.document.id.to_string()).collect();
    assert_eq!(found, ["A/90/500", "S/2035/700"]);
}

#[test]
fn records_without_symbol_are_named() {
    let text = collection(
        &(record(11, &["245 $a A book"]) + &record(12, &[DRAFT]) + &record(13, &["191 $a ORAL HISTORY"])),
    );
    let catalogue = read_text(&text);
    assert_eq!(catalogue.documents.len(), 1);
    let [first, last] = &catalogue.warnings[..] else { panic!("{:?}", catalogue.warnings) };
    let byte = text.find("<m:record").expect("a record");
    assert_eq!(
        *first,
        format!("record 1 (byte {byte}, number 11) is passed over: it names no symbol (field 191)")
    );
    assert!(last.contains("number 13") && last.contains("'ORAL HISTORY' is not a document symbol"), "{last}");
}

#[test]
fn what_stands_before_a_broken_place_is_read() {
    let whole = collection(&(record(1, &[DRAFT]) + &record(2, &["191 $a A/C.3/90/L.8"])));
    let second = whole.rfind("<m:record").expect("a record");
    let broken = whole[..second + 60].to_owned() + "<broken " + &whole[second + 60..];
    let catalogue = read_text(&broken);
    assert_eq!(catalogue.documents.len(), 1);
    assert!(catalogue.warnings[0].starts_with("the XML is broken at line "), "{:?}", catalogue.warnings);
    assert!(catalogue.warnings[0].ends_with("the record before it is read, nothing behind it is"));
    let cut = read_text(&whole[..second + 100]);
    assert_eq!((cut.documents.len(), cut.warnings.len()), (1, 1));
    assert!(cut.warnings[0].contains("the file ends within a record") || cut.warnings[0].contains("broken"));
    let mut letters = whole.clone().into_bytes();
    letters.insert(second + 100, 0xff);
    let catalogue = read(&letters, Authority::embedded()).expect("a record");
    assert_eq!(catalogue.documents.len(), 1);
    let line = whole[..second + 100].matches('\n').count() + 1;
    let place = format!("the XML is broken at line {line} (byte {})", second + 100);
    assert!(catalogue.warnings[0].starts_with(&place), "{:?}", catalogue.warnings);
}

#[test]
fn a_file_that_tells_of_nothing_is_refused_with_the_reason() {
    let check = |text: &str, expected: &str| {
        let error = read(text.as_bytes(), Authority::embedded()).expect_err("nothing").to_string();
        assert!(error.starts_with(expected), "{error}");
    };
    check(&collection(""), "a MARCXML file without records");
    check(&collection(&record(1, &["245 $a A book"])), "a MARCXML file none of whose records has a symbol");
    check("<collection>\n<record", "the XML is broken at line ");
}
