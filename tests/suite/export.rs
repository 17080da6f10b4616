//! What leaves the program: CSV, DOT and JSON against golden files, and DOT against Graphviz where it is installed.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use travaux::draw::{
    Diagram, Flow, Letter, Node, Options, Places, Theme, View, Years, letter_svg, pdf, png, svg,
};
use travaux::export::{Excerpt, csv, dot, json};
use travaux::graph::Graph;
use travaux::model::{
    BodyId, Certainty, EdgeRecord, NodeId, NodeKind, NodeRecord, Relation, Signature, SignatureRecord, Span,
    Verb,
};
use travaux::query::{Depth, LineageOptions, Measure, RankOptions, TraceOptions, lineage, rank, trace};

use crate::facts::occurrence;
use crate::golden;

/// Id, body, date and title of every node of the test graph; a title of other scripts, quotes and markup included.
const NODES: [(&str, &str, &str, &str); 17] = [
    ("A/RES/217(III)A", "GA", "1948-12-10", "Universal Declaration of Human Rights"),
    (
        "A/RES/2200(XXI)A#annex:ICCPR",
        "",
        "1966-12-16",
        "International Covenant on Civil and Political Rights",
    ),
    (
        "A/RES/2200(XXI)A#annex:ICESCR",
        "",
        "1966-12-16",
        "International Covenant on Economic, Social and Cultural Rights",
    ),
    (
        "A/RES/53/144",
        "GA",
        "1998-12-09",
        "Declaration on the Right and Responsibility of Individuals, Groups and Organs of Society to Promote and \
         Protect Universally Recognized Human Rights and Fundamental Freedoms",
    ),
    ("A/RES/53/144#annex", "", "", "Declaration on human rights defenders"),
    ("A/RES/54/170", "GA", "1999-12-17", "Declaration on the Right and Responsibility of Individuals"),
    ("E/CN.4/RES/2000/61", "CHR", "2000-04-26", "Human rights defenders"),
    ("A/RES/57/209", "GA", "2002-12-18", "Declaration on the Right and Responsibility of Individuals"),
    (
        "A/RES/58/178",
        "GA",
        "2003-12-22",
        "关于个人、群体和社会机构在促进和保护普遍公认的人权和基本自由方面的权利和义务宣言",
    ),
    ("A/RES/62/152", "GA", "2007-12-18", "الإعلان المتعلق بحق ومسؤولية الأفراد والجماعات"),
    ("A/HRC/RES/7/8", "HRC", "2008-03-27", "Mandate of the Special Rapporteur"),
    ("A/HRC/RES/22/6", "HRC", "2013-03-21", "Protecting human rights defenders"),
    ("A/RES/72/247", "GA", "2017-12-24", "Twentieth anniversary of the Declaration"),
    ("A/72/170", "", "2017-07-19", "Report of the \"Special Rapporteur\" \\ <b>R&D</b> &amp; more"),
    ("S/RES/1325(2000)", "SC", "2000-10-31", "Women and peace and security"),
    ("LETTER:HRD-NGO-2015-12-09", "", "2015-12-09", "Joint letter: \"Renew & strengthen\"\nthe <mandate>"),
    ("ORG:coalicion", "", "", "=Coalición \"Sí\", S.A."),
];

const EDGES: [(&str, Relation, &str, &str, &str, &str); 24] = [
    ("A/RES/53/144", Relation::Cites, "A/RES/217(III)A", "pp1", "reaffirming", "reaffirm"),
    ("A/RES/53/144", Relation::Cites, "A/RES/2200(XXI)A#annex:ICCPR", "pp1", "reaffirming", "reaffirm"),
    ("A/RES/53/144", Relation::Cites, "A/RES/2200(XXI)A#annex:ICESCR", "pp1", "reaffirming", "reaffirm"),
    ("A/RES/53/144#annex", Relation::AnnexedTo, "A/RES/53/144", "", "", ""),
    ("A/RES/54/170", Relation::Recalls, "A/RES/53/144", "pp1", "recalling", "recall"),
    ("A/RES/54/170", Relation::Cites, "A/RES/53/144#annex", "op2", "calls upon", ""),
    ("E/CN.4/RES/2000/61", Relation::Cites, "A/RES/53/144", "pp2", "welcoming", "welcome"),
    ("A/RES/57/209", Relation::Recalls, "A/RES/53/144", "pp1", "recalling", "recall"),
    ("A/RES/57/209", Relation::Recalls, "A/RES/54/170", "pp2", "recalling also", "recall"),
    ("A/RES/58/178", Relation::Recalls, "A/RES/53/144", "pp1", "recalling", "recall"),
    ("A/RES/58/178", Relation::Recalls, "A/RES/57/209", "pp2", "recalling", "recall"),
    ("A/RES/62/152", Relation::Recalls, "A/RES/53/144", "pp1", "recalling", "recall"),
    ("A/RES/62/152", Relation::Recalls, "A/RES/58/178", "pp1", "recalling", "recall"),
    ("A/RES/62/152", Relation::Cites, "A/HRC/RES/7/8", "pp9", "see", ""),
    ("A/HRC/RES/7/8", Relation::Recalls, "A/RES/53/144#annex", "pp1", "recalling", "recall"),
    ("A/HRC/RES/7/8", Relation::Recalls, "E/CN.4/RES/2000/61", "pp2", "recalling", "recall"),
    ("A/HRC/RES/22/6", Relation::Recalls, "A/RES/53/144", "pp3", "recalling", "recall"),
    ("A/HRC/RES/22/6", Relation::Recalls, "A/RES/62/152", "pp3", "recalling", "recall"),
    ("A/RES/72/247", Relation::Recalls, "A/RES/53/144", "pp2", "recalling", "recall"),
    ("A/RES/72/247", Relation::Recalls, "A/HRC/RES/22/6", "pp4", "recalling also", "recall"),
    ("A/RES/72/247", Relation::Cites, "A/72/170", "op3", "takes note of", "take-note"),
    ("A/RES/72/247", Relation::Cites, "CCPR/C/21/Rev.1/Add.11", "pp6", "bearing in mind", "bear-in-mind"),
    ("LETTER:HRD-NGO-2015-12-09", Relation::Cites, "A/RES/53/144#annex", "lp1", "endorses", "endorse"),
    ("ORG:coalicion", Relation::Signed, "LETTER:HRD-NGO-2015-12-09", "", "", ""),
];

fn sample() -> (Graph, Places) {
    let nodes = NODES.iter().map(|(id, body, date, title)| NodeRecord {
        id: NodeId::new(*id),
        kind: match id.split_once(':') {
            Some(("ORG", _)) => NodeKind::Organisation,
            _ if id.contains('#') => NodeKind::Instrument,
            _ => NodeKind::Document,
        },
        body: (!body.is_empty()).then(|| BodyId::new(*body)),
        date: date.parse().ok(),
        title: Some((*title).to_owned()),
        absent: date.is_empty(),
    });
    let edges = EDGES.iter().map(|(source, relation, target, ..)| EdgeRecord {
        source: NodeId::new(*source),
        target: NodeId::new(*target),
        relation: *relation,
        weight: 1,
    });
    let places =
        EDGES.iter().filter(|e| !e.3.is_empty()).map(|(source, relation, target, para, verb, family)| {
            let words = format!("the words for {target}");
            occurrence((*source, *relation, *target), para, &words, Verb::new(*verb, *family))
        });
    (Graph::from_records(nodes.collect(), edges.collect()), Places::of(places))
}

/// Compares what a writer wrote with a golden file.
fn check(name: &str, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) {
    golden::check(name, &written(write));
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn all_references() -> RankOptions {
    RankOptions { top: Some(5), ..RankOptions::by(Measure::InDegree) }
}

/// Every DOT that the program writes, by name.
fn dots() -> Vec<(&'static str, String)> {
    let (graph, places) = sample();
    let at = |id: &str| graph.find(&NodeId::new(id)).unwrap();
    let focus = at("A/RES/53/144");
    let whole = LineageOptions { descendants: Depth::All, ..LineageOptions::default() };
    let found = lineage(&graph, focus, &whole);
    let few = lineage(&graph, focus, &LineageOptions { max_nodes: Some(4), ..whole });
    let options = TraceOptions { depth: Depth::Steps(2), ..TraceOptions::default() };
    let traced = trace(&graph, focus, &options);
    let ranking = rank(&graph, &all_references()).unwrap();
    let years = Years::of_nodes([(at("CCPR/C/21/Rev.1/Add.11"), 2001)]);
    vec![
        ("lineage.dot", written(|out| dot::lineage(&graph, &found, &places, &years, out))),
        ("lineage-few.dot", written(|out| dot::lineage(&graph, &few, &places, &years, out))),
        ("trace.dot", written(|out| dot::trace(&graph, &traced, &options, &places, &years, out))),
        (
            "ranking.dot",
            written(|out| dot::ranking(&graph, &ranking, &all_references(), &places, &years, out)),
        ),
        ("letter.dot", written(|out| dot::letter(&graph, at("LETTER:HRD-NGO-2015-12-09"), out))),
        ("graph.dot", written(|out| dot::graph(&graph, &places, out))),
        ("empty.dot", written(|out| dot::graph(&Graph::default(), &Places::default(), out))),
    ]
}

#[test]
fn tables_for_gephi_and_spreadsheets() {
    let (graph, places) = sample();
    check("nodes.csv", |out| csv::nodes(&graph, &Excerpt::whole(&graph), csv::Cells::Neutralised, out));
    check("edges.csv", |out| {
        csv::edges(&graph, &Excerpt::whole(&graph), &places, csv::Cells::Neutralised, out)
    });
    check("ranking.csv", |out| {
        csv::ranking(&graph, &rank(&graph, &all_references()).unwrap(), csv::Cells::Neutralised, out)
    });
    let focus = graph.find(&NodeId::new("A/RES/53/144")).unwrap();
    let found = trace(&graph, focus, &TraceOptions::default());
    check("trace.csv", |out| csv::trace(&graph, &found, &places, csv::Cells::Neutralised, out));
}

#[test]
fn headers_are_those_that_gephi_reads() {
    let (graph, places) = sample();
    let nodes = written(|out| csv::nodes(&graph, &Excerpt::whole(&graph), csv::Cells::Raw, out));
    let edges = written(|out| csv::edges(&graph, &Excerpt::whole(&graph), &places, csv::Cells::Raw, out));
    assert!(nodes.starts_with("Id,Label,Kind,Body,Date"), "{nodes}");
    assert!(edges.starts_with("Source,Target,Type,Label,Weight"), "{edges}");
    assert!(nodes.contains("ORG:coalicion,\"=Coalición"), "raw cells are written as they are");
}

#[test]
fn answers_for_programs() {
    let (graph, places) = sample();
    let focus = graph.find(&NodeId::new("A/RES/57/209")).unwrap();
    let options = TraceOptions { depth: Depth::All, ..TraceOptions::default() };
    let found = trace(&graph, focus, &options);
    check("trace.json", |out| json::trace(&graph, &found, &options, &places, out));
    check("ranking.json", |out| json::ranking(&graph, &rank(&graph, &all_references()).unwrap(), out));
}

#[test]
fn pictures_are_written_as_agreed() {
    for (name, text) in dots() {
        golden::check(name, &text);
    }
}

/// One text in the six languages of the United Nations, each recalling the one before.
#[test]
fn six_languages_are_drawn_each_in_its_direction() {
    let titles = [
        (
            "Declaration",
            "Declaration on the Right and Responsibility of Individuals, Groups and Organs of Society",
        ),
        (
            "Déclaration",
            "Déclaration sur le droit et la responsabilité des individus, groupes et organes de la société",
        ),
        (
            "Declaración",
            "Declaración sobre el derecho y el deber de los individuos, los grupos y las instituciones",
        ),
        ("Декларация", "Декларация о праве и обязанности отдельных лиц, групп и органов общества (53/144)"),
        (
            "إعلان 53/144",
            "إعلان بشأن حق ومسؤولية الأفراد والجماعات (53/144) وهيئات المجتمع في تعزيز حقوق الإنسان",
        ),
        ("宣言", "关于个人、群体和社会机构在促进和保护普遍公认的人权和基本自由方面的权利和义务宣言"),
    ];
    let (graph, places) = sample();
    let focus = graph.find(&NodeId::new("A/RES/53/144")).unwrap();
    let found = lineage(&graph, focus, &LineageOptions::default());
    let mut diagram = Diagram::of_lineage(&graph, &found, &places, &Years::default());
    let model = diagram.nodes[0].clone();
    diagram.title = titles[4].1.to_owned();
    diagram.subtitle = titles.iter().map(|(_, title)| (*title).to_owned()).collect();
    diagram.edges.clear();
    diagram.nodes = titles
        .iter()
        .enumerate()
        .map(|(at, (label, title))| Node {
            id: format!("A/{at}"),
            label: (*label).to_owned(),
            title: Some((*title).to_owned()),
            tooltip: (*title).to_owned(),
            year: Some(1998 + at as u16 / 3),
            ..model.clone()
        })
        .collect();
    let drawn = svg(&diagram, Options::default());
    golden::check("scripts.svg", &drawn);
    // Only lines that begin in Arabic are set from right to left, and every one of them is closed.
    assert!(drawn.matches('\u{2067}').count() >= 4, "{drawn}");
    assert_eq!(drawn.matches('\u{2067}').count(), drawn.matches('\u{2069}').count());
    assert!(png(&drawn).unwrap().starts_with(b"\x89PNG"));
}

/// The letter of the test graph with a list of signatories: known from elsewhere, twice there, in doubt, a person, in
/// another script, and one that only the graph knows.
fn signed_letter() -> Letter {
    let (graph, _) = sample();
    let id = NodeId::new("LETTER:HRD-NGO-2015-12-09");
    let entry = |organisation: Option<&str>, name: &str, certainty, place: Option<&str>| SignatureRecord {
        document: id.clone(),
        organisation: organisation.map(NodeId::new),
        file: None,
        signature: Signature {
            name: name.to_owned(),
            as_printed: place.map_or(name.to_owned(), |place| format!("{name}, ⏎ {place}")),
            certainty,
            organisation: organisation.is_some(),
            acronym: None,
            aliases: Vec::new(),
            location: place.map(str::to_owned),
            span: Span::new(0, 0),
            rule: "test".to_owned(),
            note: (certainty == Certainty::Uncertain).then(|| "a <single> word".to_owned()),
        },
    };
    let entries = [
        entry(Some("ORG:rivers"), "Rivers & Lakes", Certainty::Certain, None),
        entry(Some("ORG:rivers"), "Rivers & Lakes", Certainty::Certain, Some("Norway")),
        entry(Some("ORG:b"), "Battsengel", Certainty::Uncertain, None),
        entry(None, "A journalist", Certainty::Certain, None),
        entry(Some("ORG:ar"), "مركز حقوق الإنسان", Certainty::Certain, None),
        entry(
            Some("ORG:long"),
            "Network of Individuals and Organizations working with National and State Institutions",
            Certainty::Probable,
            None,
        ),
    ];
    Letter::of(&graph, graph.find(&id).unwrap(), &entries)
}

#[test]
fn a_letter_shows_everyone_who_signed_it() {
    let letter = signed_letter();
    let names: Vec<&str> = letter.signatories().map(|node| node.label.as_str()).collect();
    assert_eq!(names.len(), 7, "{names:?}");
    for theme in Theme::ALL {
        let drawn = letter_svg(&letter, theme);
        assert_eq!(drawn.matches("role=\"listitem\"").count(), 1 + 7);
        assert_eq!(drawn, letter_svg(&letter, theme));
        assert!(
            drawn.contains("role=\"graphics-document") && drawn.contains("7 signatories · 5 organisations")
        );
        for outside in ["<script", "<image", "url(", "@import", "xlink"] {
            assert!(!drawn.contains(outside), "the letter has {outside}");
        }
    }
    golden::check("letter.svg", &letter_svg(&letter, Theme::Light));
}

/// Every way in which a lineage is drawn, by name.
fn svgs() -> Vec<(&'static str, String)> {
    let (graph, places) = sample();
    let focus = graph.find(&NodeId::new("A/RES/53/144")).unwrap();
    let whole = LineageOptions { descendants: Depth::All, ..LineageOptions::default() };
    let years = Years::default();
    let diagram = Diagram::of_lineage(&graph, &lineage(&graph, focus, &whole), &places, &years);
    let drawn = |view, flow, theme| svg(&diagram, Options { view, flow, theme });
    vec![
        ("lineage.svg", drawn(None, Flow::Down, Theme::Light)),
        ("lineage-compact.svg", drawn(Some(View::Compact), Flow::Right, Theme::Dark)),
        ("lineage-constellation.svg", drawn(Some(View::Constellation), Flow::Down, Theme::Print)),
    ]
}

#[test]
fn own_pictures_are_drawn_as_agreed() {
    for (name, text) in svgs() {
        golden::check(name, &text);
        assert!(png(&text).unwrap().starts_with(b"\x89PNG"), "{name}");
        assert!(pdf(&text).unwrap().starts_with(b"%PDF"), "{name}");
    }
    assert_eq!(svgs(), svgs());
}

/// What a reader of a picture can do without seeing it, and without a network.
#[test]
fn own_pictures_can_be_read_aloud_and_stand_alone() {
    for (name, text) in svgs() {
        for part in
            ["<title id=\"title\">", "<desc id=\"description\">", "role=\"graphics-document", "aria-label="]
        {
            assert!(text.contains(part), "{name} lacks {part}");
        }
        assert!(text.contains("href=\"https://docs.un.org/en/A/RES/53/144\""), "{name} lacks a link");
        let places = "<title>A/RES/57/209 recalls A/RES/53/144: ";
        assert!(text.contains(places), "{name} lacks paragraph and verb");
        for outside in ["<script", "<image", "url(", "@import", "xlink"] {
            assert!(!text.contains(outside), "{name} has {outside}");
        }
    }
}

/// Everything cites the Charter: in the lineage of 53/144 by the shipped corpus 102 such lines buried all others.
#[test]
fn lines_that_pass_the_focus_by_are_counted_in_a_dense_lineage() {
    let edge = |s: &str, t: &str| EdgeRecord {
        source: NodeId::new(s),
        target: NodeId::new(t),
        relation: Relation::Cites,
        weight: 1,
    };
    let older = ["A/RES/1/1", "A/RES/1/2", "A/RES/1/3"];
    let mut edges: Vec<EdgeRecord> = older.iter().map(|t| edge("A/RES/53/144", t)).collect();
    for number in 0..20 {
        let later = format!("A/RES/60/{number}");
        edges.extend(older.iter().chain(&["A/RES/53/144"]).map(|t| edge(&later, t)));
    }
    let graph = Graph::from_records(vec![], edges);
    let found =
        lineage(&graph, graph.find(&NodeId::new("A/RES/53/144")).unwrap(), &LineageOptions::default());
    let text = written(|out| dot::lineage(&graph, &found, &Places::default(), &Years::default(), out));
    assert!(
        text.contains("60 lines from later to earlier texts that pass the focus by are not drawn"),
        "{text}"
    );
    assert_eq!(text.matches("\" -> \"A/RES/60/").count(), 20);
}

/// graphviz-rust reads back what it wrote, with the nodes that were put in.
#[test]
fn dot_is_read_back() {
    for (name, text) in dots() {
        let read = graphviz_rust::parse(&text);
        assert!(read.is_ok(), "{name}: {read:?}");
    }
}

#[test]
fn graphviz_accepts_every_picture() {
    let Ok(version) = Command::new("dot").arg("-V").output() else {
        println!("SKIPPED graphviz_accepts_every_picture: no `dot` on PATH");
        return;
    };
    assert!(version.status.success());
    for (name, text) in dots() {
        let mut run = Command::new("dot")
            .args(["-Tsvg"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        run.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let done = run.wait_with_output().unwrap();
        let complaint = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success() && complaint.is_empty(), "{name}: {complaint}");
        assert!(String::from_utf8_lossy(&done.stdout).contains("</svg>"), "{name} is no picture");
    }
}

#[test]
fn a_full_disk_is_an_error_not_a_panic() {
    struct Full(usize);
    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or_else(|| io::Error::other("disk full"))?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let (graph, places) = sample();
    for room in [0, 10, 1000] {
        assert!(csv::nodes(&graph, &Excerpt::whole(&graph), csv::Cells::Raw, Full(room)).is_err());
        assert!(dot::graph(&graph, &places, Full(room)).is_err());
        assert!(json::ranking(&graph, &rank(&graph, &all_references()).unwrap(), Full(room)).is_err());
    }
}
