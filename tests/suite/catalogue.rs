//! Records of libraries in a database: beside texts, in any order, damaged, and those of the corpus one by one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;
use travaux::Database;
use travaux::authority::{Authority, States};
use travaux::catalogue;
use travaux::ingest::{Event, Options, Summary};
use travaux::model::{Id, NodeId, NodeKind, Occurrence, OccurrenceFilter, Relation};
use travaux::store::Store;

use crate::corpus;
use crate::docx::Dice;
use crate::facts::listing;
use crate::ingest;

/// Three records as the Digital Library writes them: a draft, its revision, and a book.
fn records() -> String {
    let field = |tag: &str, indicator: &str, code: &str, words: &str| {
        format!(
            "<ns0:datafield tag=\"{tag}\" ind1=\"{indicator}\" ind2=\" \">\
             <ns0:subfield code=\"{code}\">{words}</ns0:subfield></ns0:datafield>\n"
        )
    };
    let record = |number: u32, fields: &[String]| {
        format!(
            "<ns0:record xmlns:ns0=\"http://www.loc.gov/MARC21/slim\">\n\
             <ns0:controlfield tag=\"001\">{number}</ns0:controlfield>\n{}</ns0:record>\n",
            fields.concat()
        )
    };
    let draft = [
        field("191", " ", "a", "A/C.3/62/L.9"),
        field("245", "1", "a", "Lighthouses of the coast : draft resolution /"),
        field("269", " ", "a", "2007-11-01"),
        field("991", "1", "b", "71b"),
        field("710", "2", "a", "Norway"),
        field("993", "3", "a", "A/62/439/Add.2"),
    ];
    let revised = [
        field("191", " ", "a", "A/C.3/62/L.9/Rev.1"),
        field("245", "1", "a", "Lighthouses of the coast : revised draft resolution /"),
        field("269", " ", "a", "2007-11-20"),
        field("515", " ", "a", "Additional sponsors: Chad and Trinidad and Tobago (A/62/439/Add.2)."),
        field("710", "2", "a", "Norway"),
        field("710", "2", "a", "Group of 77"),
        field("993", "1", "a", "A/RES/62/152"),
        field("993", "3", "a", "A/62/439/Add.2"),
    ];
    let book = [field("245", "1", "a", "On lighthouses /")];
    let all = [record(1, &draft), record(2, &book), record(3, &revised)].concat();
    format!(
        "<?xml version=\"1.0\"?>\n<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n{all}</collection>\n"
    )
}

/// The text of the revised draft, which says less of its title and another date.
const TEXT: &str = "United Nations\n\nA/C.3/62/L.9/Rev.1\n\nGeneral Assembly\n\nDistr.: Limited\n21 November 2007\n\n\
    Sixty-second session\nThird Committee\n\nNorway: revised draft resolution\n\nLighthouses\n\nThe General Assembly,\n\n\
    Recalling its resolution 61/1,\n\n1. Decides to continue its consideration of the matter.\n";

/// The record of the resolution, with another title and date than its text, and with the vote, of which the text is silent.
const ADOPTED: &str = "<record>\n<controlfield tag=\"001\">4</controlfield>\n\
    <datafield tag=\"191\"><subfield code=\"a\">A/RES/62/152</subfield></datafield>\n\
    <datafield tag=\"245\"><subfield code=\"a\">On lighthouses :</subfield>\n\
    <subfield code=\"b\">resolution /</subfield></datafield>\n\
    <datafield tag=\"992\"><subfield code=\"a\">20071219</subfield></datafield>\n\
    <datafield tag=\"996\"><subfield code=\"a\">Adopted 120-3-40, 76th meeting</subfield></datafield>\n</record>\n";

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn with(files: &[(&str, &str)]) -> Self {
        let desk = Desk { folder: tempfile::tempdir().unwrap() };
        for (name, content) in files {
            fs::write(desk.at(name), content).unwrap();
        }
        desk
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Ingests files one by one into a database of their own, by names in the folder; returns what was told.
    fn ingest(&self, database: &str, names: &[&str]) -> (Summary, Vec<String>) {
        let mut told = Vec::new();
        let mut summary = Summary::default();
        for name in names {
            let mut report = |event: Event<'_>| {
                if let Event::Warned { warning, .. } = event {
                    told.push(warning.to_owned());
                }
            };
            let mut database = Database::create(self.at(database)).unwrap();
            summary = database.ingest(&[self.at(name)], Options::default(), &mut report).unwrap();
        }
        (summary, told)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
        command.current_dir(self.folder.path()).env_remove("TRAVAUX_DB").args(arguments).output().unwrap()
    }

    fn says(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }
}

#[test]
fn a_record_alone_leaves_its_document_unread() {
    let desk = Desk::with(&[("drafts.xml", &records())]);
    let (summary, told) = desk.ingest("un.db", &["drafts.xml"]);
    assert_eq!((summary.documents, summary.unresolved, summary.failed), (2, 0, 0));
    let [passed_over] = &told[..] else { panic!("{told:?}") };
    assert!(
        passed_over.contains("number 2) is passed over: it names no symbol (field 191)"),
        "{passed_over}"
    );
    let database = Database::open(desk.at("un.db")).unwrap();
    let card = database.card(&NodeId::new("A/C.3/62/L.9/Rev.1")).unwrap().unwrap();
    assert!(card.node.absent);
    assert_eq!(card.node.title.as_deref(), Some("Lighthouses of the coast: revised draft resolution"));
    assert_eq!(card.node.date.map(|d| d.to_string()).as_deref(), Some("2007-11-20"));
    assert_eq!((card.files.len(), card.identity_rule.as_deref()), (1, Some("marc-191")));
    let edges: Vec<String> = Store::open(&desk.at("un.db"))
        .unwrap()
        .edges()
        .unwrap()
        .iter()
        .map(|e| format!("{} {} {} {}", e.source, e.relation, e.target, e.weight))
        .collect();
    assert_eq!(
        edges,
        [
            "A/62/439/Add.2 adds_to A/62/439 1",
            "A/62/439/Add.2 cites A/C.3/62/L.9 1",
            "A/62/439/Add.2 cites A/C.3/62/L.9/Rev.1 1",
            "A/C.3/62/L.9/Rev.1 revises A/C.3/62/L.9 1",
            "A/RES/62/152 adopted_on_report A/62/439/Add.2 1",
            "A/RES/62/152 adopted_from_draft A/C.3/62/L.9/Rev.1 1",
            "ORG:group-of-77 sponsored A/C.3/62/L.9/Rev.1 1",
            "STATE:chad sponsored A/C.3/62/L.9/Rev.1 1",
            "STATE:norway sponsored A/C.3/62/L.9 1",
            "STATE:norway sponsored A/C.3/62/L.9/Rev.1 1",
            "STATE:trinidad-and-tobago sponsored A/C.3/62/L.9/Rev.1 1",
        ]
    );
}

/// The text wins where it says something else, the record fills what the text does not say, both are evidence, and the
/// order of ingest leaves no trace.
#[test]
fn text_and_record_of_a_draft_stand_beside_each_other() {
    let resolution = ingest::resolution(152, "61/1");
    let files = [
        ("drafts.xml", records()),
        ("draft.txt", TEXT.to_owned()),
        ("again.xml", records()),
        ("adopted.txt", resolution),
        ("adopted.xml", ADOPTED.to_owned()),
    ];
    let desk = Desk::with(&files.each_ref().map(|(name, content)| (*name, content.as_str())));
    desk.ingest("a.db", &["drafts.xml", "draft.txt", "again.xml", "adopted.xml", "adopted.txt"]);
    desk.ingest("b.db", &["adopted.txt", "draft.txt", "again.xml", "drafts.xml", "adopted.xml"]);
    let [a, b] = ["a.db", "b.db"].map(|name| Store::open(&desk.at(name)).unwrap());
    assert_eq!(listing(&a).unwrap(), listing(&b).unwrap());
    a.check().unwrap();
    let id = NodeId::new("A/C.3/62/L.9/Rev.1");
    let card = a.card(&id).unwrap().unwrap();
    assert!(!card.node.absent);
    assert_eq!(card.node.date.map(|d| d.to_string()).as_deref(), Some("2007-11-21"));
    assert_eq!(card.node.title.as_deref(), Some("Lighthouses of the coast: revised draft resolution"));
    assert_eq!(card.files.len(), 3);
    let adopted = a.card(&NodeId::new("A/RES/62/152")).unwrap().unwrap();
    assert_eq!(adopted.node.title.as_deref(), Some("Care of lighthouses"));
    assert_eq!(adopted.node.date.map(|d| d.to_string()).as_deref(), Some("2007-12-18"));
    assert_eq!(adopted.vote.as_deref(), Some("120-3-40"));
    let primary: BTreeSet<bool> =
        a.documents().unwrap().into_iter().filter(|d| d.node == id).map(|d| d.primary).collect();
    assert_eq!(primary, BTreeSet::from([false, true]));
    // The second file of records is a copy of the first; neither is one of the text.
    let weights: BTreeMap<String, u32> = a
        .edges()
        .unwrap()
        .into_iter()
        .map(|e| (format!("{} {} {}", e.source, e.relation, e.target), e.weight))
        .collect();
    assert_eq!(weights["A/RES/62/152 adopted_from_draft A/C.3/62/L.9/Rev.1"], 1);
    assert_eq!(weights["STATE:norway sponsored A/C.3/62/L.9/Rev.1"], 1);
    assert_eq!(weights["A/C.3/62/L.9/Rev.1 recalls A/RES/61/1"], 1);
    drop((a, b));
    // Without the text the record is what is known, as before.
    let mut store = Store::open(&desk.at("a.db")).unwrap();
    let text = store.files().unwrap().into_iter().find(|f| f.path.ends_with("draft.txt")).unwrap();
    store.forget_file(&text.path).unwrap();
    assert!(store.card(&id).unwrap().unwrap().node.absent);
}

#[test]
fn a_draft_and_a_state_are_shown() {
    let desk = Desk::with(&[("drafts.xml", &records())]);
    desk.ingest("un.db", &["drafts.xml"]);
    let draft = desk.says(&["show", "A/C.3/62/L.9/Rev.1", "--db", "un.db"]);
    for expected in [
        "Lighthouses of the coast: revised draft resolution",
        "from the record of a library; the text was not read",
        "2007-11-20",
        "library record, field 993 $a, adopted from draft: “A/RES/62/152”",
        "library record, field 993 $a, cites: “A/62/439/Add.2”",
        "Sponsored by 4",
        "Chad, Group of 77, Norway, Trinidad and Tobago",
    ] {
        assert!(draft.contains(expected), "{expected}\n{draft}");
    }
    let norway = desk.says(&["show", "Norway", "--db", "un.db"]);
    assert!(norway.starts_with("STATE:norway\nNorway\n"), "{norway}");
    assert!(norway.contains("Sponsored 2 documents"), "{norway}");
    // Sponsors are drawn and traced only where asked for.
    let sponsored = ["trace", "A/C.3/62/L.9/Rev.1", "--db", "un.db", "--direction", "in"];
    assert!(!desk.run(&sponsored).stdout.windows(6).any(|bytes| bytes == b"STATE:"));
    let asked = desk.says(&[&sponsored[..], &["--relation", "sponsored"]].concat());
    assert!(asked.contains("1 organisation and 3 States sponsored"), "{asked}");
    let extracted = desk.run(&["extract", "drafts.xml", "--format", "json"]).stdout;
    assert_eq!(String::from_utf8(extracted).unwrap().matches("\"sponsored\"").count(), 5);
}

#[test]
fn broken_files_are_named_and_what_is_whole_is_kept() {
    let whole = records();
    let cut = whole.rfind("ind1=").unwrap();
    let desk = Desk::with(&[
        ("cut.xml", &whole[..cut]),
        ("empty.xml", "<collection xmlns=\"http://www.loc.gov/MARC21/slim\"/>"),
    ]);
    let output = desk.run(&["ingest", "cut.xml", "empty.xml", "--db", "un.db"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    let line = whole[..cut].matches('\n').count() + 1;
    assert!(told.contains(&format!("travaux: cut.xml: the XML is broken at line {line} (byte ")), "{told}");
    assert!(told.contains("travaux: empty.xml: a MARCXML file without records"), "{told}");
    let database = Database::open(desk.at("un.db")).unwrap();
    assert!(database.card(&NodeId::new("A/C.3/62/L.9")).unwrap().is_some());
    assert!(database.card(&NodeId::new("A/C.3/62/L.9/Rev.1")).unwrap().is_none());
}

#[test]
fn a_thousand_damaged_files_are_read_or_refused_with_a_message() {
    let whole = records();
    let (mut dice, mut kept) = (Dice::new(23), 0);
    for _ in 0..1000 {
        let mut bytes = whole.clone().into_bytes();
        dice.damage(&mut bytes);
        if !catalogue::is_catalogue(&bytes) {
            continue;
        }
        match catalogue::read(&bytes, Authority::embedded()) {
            Ok(found) => {
                kept += 1;
                let mut citations = found.documents.iter().flat_map(|told| &told.citations);
                assert!(citations.all(|c| c.span.end <= bytes.len() && c.span.start <= c.span.end));
            }
            Err(error) => assert!(error.to_string().len() > 10, "{error}"),
        }
    }
    assert!(kept > 300, "only {kept} of 1000 were read");
}

/// Returns the words of subfield `a` of every field of a tag, with the byte at which they stand, found without a parser.
fn plainly<'a>(text: &'a str, tag: &str) -> Vec<(usize, &'a str)> {
    let field = format!("<ns0:datafield tag=\"{tag}\"");
    let code = "<ns0:subfield code=\"a\">";
    text.match_indices(&field)
        .map(|(at, _)| {
            let start = at + text[at..].find(code).unwrap() + code.len();
            (start, &text[start..start + text[start..].find('<').unwrap()])
        })
        .collect()
}

#[test]
fn every_draft_sponsor_and_link_of_the_third_committee_is_in_the_graph() {
    let Some(folder) = corpus::folder("every_draft_sponsor_and_link_of_the_third_committee_is_in_the_graph")
    else {
        return;
    };
    let file = folder.join("corpus/marcxml/session_78_committee_3_drafts.xml");
    let text = fs::read_to_string(&file).unwrap();
    let desk = Desk::with(&[]);
    let mut database = Database::create(desk.at("un.db")).unwrap();
    let summary = database.ingest(&[file], Options::default(), &mut |_| {}).unwrap();
    assert_eq!((summary.documents, summary.unresolved, summary.failed), (94, 0, 0));
    let occurrences = database.occurrences(&OccurrenceFilter::default()).unwrap();
    let at: BTreeMap<(usize, Relation), &Occurrence> =
        occurrences.iter().map(|o| ((o.span.map_or(0, |s| s.start), o.relation), o)).collect();
    let graph = database.graph().unwrap();
    // Every draft, by its title.
    let drafts = plainly(&text, "191");
    assert_eq!(drafts.len(), 94);
    for (_, symbol) in &drafts {
        let node = graph.find(&NodeId::new(*symbol)).unwrap_or_else(|| panic!("{symbol} is lost"));
        assert!(
            graph.node(node).absent && graph.title(node).is_some() && graph.date(node).is_some(),
            "{symbol}"
        );
    }
    let draft_at = |byte: usize| drafts.iter().rev().find(|(start, _)| *start < byte).unwrap().1;
    // Every link, at its place in the file.
    let links = plainly(&text, "993");
    assert_eq!(links.len(), 132);
    let mut adopted = 0;
    for (start, words) in links {
        let found = [Relation::AdoptedFromDraft, Relation::Cites].map(|relation| at.get(&(start, relation)));
        let place = found.into_iter().flatten().next().unwrap_or_else(|| panic!("{words} is lost"));
        assert_eq!((place.surface.as_str(), place.target.as_str()), (words, draft_at(start)));
        assert!(graph.find(&place.source).is_some());
        adopted += usize::from(place.relation == Relation::AdoptedFromDraft);
    }
    assert_eq!(adopted, 63);
    // Every sponsor that is no organ of the United Nations.
    let names = plainly(&text, "710");
    assert_eq!(names.len(), 1447);
    let is_organ = |name: &str| name.starts_with("UN. ") && !name.starts_with("UN. Group of");
    let (organs, sponsors): (Vec<_>, Vec<_>) = names.into_iter().partition(|(_, name)| is_organ(name));
    assert_eq!((organs.len(), sponsors.len()), (12, 1435));
    for (start, words) in sponsors {
        let place = at.get(&(start, Relation::Sponsored)).unwrap_or_else(|| panic!("{words} is lost"));
        assert_eq!((place.target.as_str(), place.confidence.as_percent()), (draft_at(start), 100));
    }
    for (start, words) in organs {
        let extracted = catalogue::read(text.as_bytes(), Authority::embedded()).unwrap();
        let told = extracted.documents.iter().find(|t| t.document.id == Id::new(draft_at(start))).unwrap();
        assert_eq!(told.document.metadata.author.as_deref(), Some(words));
    }
    // Every name of the note on later sponsors: as many as commas and the last "and" part, found name by name.
    let states = States::embedded();
    for (start, note) in plainly(&text, "515") {
        let Some(list) = note.strip_prefix("Additional sponsors: ") else { continue };
        let list = list.split(". - ").next().unwrap();
        let list = &list[..list.find(" (A/").unwrap_or(list.len())];
        let later: Vec<&Occurrence> = occurrences
            .iter()
            .filter(|o| o.rule == "marc-515-additional" && o.target.as_str() == draft_at(start))
            .collect();
        // What is left of the list when every name and joint is taken away is nothing.
        let mut rest = list.to_owned();
        let mut printed: Vec<&str> =
            later.iter().map(|o| &text[o.span.unwrap().start..o.span.unwrap().end]).collect();
        printed.sort_by_key(|name| std::cmp::Reverse(name.len()));
        for name in printed {
            rest = rest.replacen(name, "", 1);
        }
        let rest: String = rest.replace(" and ", "").replace([',', ' '], "");
        assert_eq!(rest, "", "{note}");
        assert!(later.iter().all(|o| states.get(o.source.as_str()).is_some()), "{note}");
    }
    // All nodes that sponsor are known by name.
    let mut kinds: BTreeMap<NodeKind, usize> = BTreeMap::new();
    for node in graph.nodes().map(|node| graph.node(node)).filter(|node| node.kind.is_party()) {
        *kinds.entry(node.kind).or_default() += 1;
        assert!(node.title.is_some(), "{}", node.id);
    }
    assert_eq!(kinds, BTreeMap::from([(NodeKind::Organisation, 6), (NodeKind::State, 189)]));
}
