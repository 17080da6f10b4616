//! The formats of other programs: a small graph with hard letters in each of them, against golden files that
//! `.ci/exports` lets those programs read; and the commands that write them.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use travaux::Database;
use travaux::draw::Places;
use travaux::export::csv::{self, Cells};
use travaux::export::{Excerpt, Format, bibliography, gexf, graphml, node_link};
use travaux::graph::Graph;
use travaux::model::{BodyId, EdgeRecord, NodeId, NodeKind, NodeRecord, Relation, Verb};
use travaux::query::{EdgeFilter, RelationSet, Subgraph};

use crate::facts::occurrence;
use crate::golden;

/// Id, kind, body, date, title, and whether it was never read.
const NODES: [(&str, NodeKind, &str, &str, &str, bool); 8] = [
    (
        "A/RES/53/144",
        NodeKind::Document,
        "GA",
        "1998-12-09",
        "Right & <responsibility>, \"quoted\" 'twice'",
        false,
    ),
    (
        "A/RES/53/144#annex",
        NodeKind::Instrument,
        "",
        "",
        "Declaration: 50 % {braces} $5 #1 a_b ~ ^ \\x",
        false,
    ),
    ("A/HRC/RES/22/6", NodeKind::Document, "HRC", "2013-03", "الإعلان المتعلق بحق ومسؤولية الأفراد", false),
    (
        "S/RES/1325(2000)",
        NodeKind::Document,
        "SC",
        "2000",
        "关于妇女、和平与安全；共识\nна двух\tстроках",
        false,
    ),
    ("A/72/170", NodeKind::Document, "", "", "=SUM(A1:A9);\"DROP\", {\u{1b}[2J} ]]>", true),
    ("TREATY:VCCR", NodeKind::Instrument, "", "1963-04-24", "Vienna Convention", true),
    ("LETTER:HRD-NGO-2015-12-09", NodeKind::Document, "", "2015-12-09", "Joint letter", false),
    ("ORG:coalición", NodeKind::Organisation, "", "", "+Coalición \"Sí\", S.A. 👩‍⚖️", false),
];

/// Source, relation, target, weight, and the paragraph and verb of each place.
type Edge = (&'static str, Relation, &'static str, u32, &'static [(&'static str, &'static str)]);
const EDGES: [Edge; 7] = [
    ("A/RES/53/144#annex", Relation::AnnexedTo, "A/RES/53/144", 1, &[]),
    (
        "A/HRC/RES/22/6",
        Relation::Recalls,
        "A/RES/53/144",
        3,
        &[("pp1", "recalling"), ("op2", "recalling also")],
    ),
    // The same two again, and once more with the instrument: edges of their own.
    ("A/HRC/RES/22/6", Relation::Cites, "A/RES/53/144", 1, &[("op3", "\"see\" <infra>; & ff.")]),
    ("A/HRC/RES/22/6", Relation::Cites, "A/RES/53/144#annex", 1, &[("op4", "تؤكد من جديد")]),
    ("S/RES/1325(2000)", Relation::Cites, "A/72/170", 1, &[("pp2", "=note")]),
    ("S/RES/1325(2000)", Relation::Cites, "TREATY:VCCR", 1, &[]),
    ("ORG:coalición", Relation::Signed, "LETTER:HRD-NGO-2015-12-09", 1, &[]),
];

fn hard() -> (Graph, Places) {
    let nodes = NODES.iter().map(|(id, kind, body, date, title, absent)| NodeRecord {
        id: NodeId::new(*id),
        kind: *kind,
        body: (!body.is_empty()).then(|| BodyId::new(*body)),
        date: date.parse().ok(),
        title: Some((*title).to_owned()),
        absent: *absent,
    });
    let edges = EDGES.iter().map(|(source, relation, target, weight, _)| EdgeRecord {
        source: NodeId::new(*source),
        target: NodeId::new(*target),
        relation: *relation,
        weight: *weight,
    });
    let places = EDGES.iter().flat_map(|(source, relation, target, _, places)| {
        places.iter().map(|(para, verb)| {
            occurrence((*source, *relation, *target), para, "words", Verb::new(*verb, ""))
        })
    });
    let places = Places::of(places);
    (Graph::from_records(nodes.collect(), edges.collect()), places)
}

/// Gives two bodies their names; the third keeps its short one.
fn names(body: &BodyId) -> Option<String> {
    let known = [("GA", "General Assembly"), ("HRC", "Human Rights Council")];
    known.iter().find(|(id, _)| *id == body.as_str()).map(|(_, name)| (*name).to_owned())
}

fn check(name: &str, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    golden::check(&format!("formats/{name}"), &text);
    text
}

#[test]
fn every_format_is_as_agreed() {
    let (graph, places) = hard();
    let all = Excerpt::whole(&graph);
    check("nodes.csv", |out| csv::nodes(&graph, &all, Cells::Raw, out));
    check("edges.csv", |out| csv::edges(&graph, &all, &places, Cells::Raw, out));
    check("neo4j/nodes.csv", |out| csv::neo4j_nodes(&graph, &all, out));
    check("neo4j/relationships.csv", |out| csv::neo4j_relationships(&graph, &all, &places, out));
    let xml = check("graph.graphml", |out| graphml::graph(&graph, &all, &places, out));
    assert!(xml.contains("{ [2J} ]]&gt;") && !xml.contains('\u{1b}'), "{xml}");
    check("graph.gexf", |out| gexf::graph(&graph, &all, &places, out));
    check("node-link.json", |out| node_link::node_link(&graph, &all, &places, out));
    check("graph.cyjs", |out| node_link::cytoscape(&graph, &all, &places, out));
    check("references.bib", |out| bibliography::bibtex(&graph, &all, &names, out));
    check("references.ris", |out| bibliography::ris(&graph, &all, &names, out));
    check("references.json", |out| bibliography::csl_json(&graph, &all, &names, out));
}

#[cfg(feature = "parquet")]
#[test]
fn tables_as_parquet_are_read_back() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use travaux::export::parquet as tables;

    let (graph, places) = hard();
    let all = Excerpt::whole(&graph);
    let folder = tempfile::tempdir().unwrap();
    let read = |name: &str, write: &dyn Fn(fs::File) -> io::Result<()>| -> Vec<Value> {
        let path = folder.path().join(name);
        write(fs::File::create(&path).unwrap()).unwrap();
        let bytes = fs::read(&path).unwrap();
        write(fs::File::create(&path).unwrap()).unwrap();
        assert!(fs::read(&path).unwrap() == bytes, "{name}: the same bytes again");
        let reader = SerializedFileReader::new(fs::File::open(&path).unwrap()).unwrap();
        let text = |row: Result<parquet::record::Row, _>| {
            let row = row.unwrap();
            row.get_column_iter()
                .map(|(name, field)| (name.clone(), Value::String(field.to_string())))
                .collect()
        };
        reader.get_row_iter(None).unwrap().map(text).collect()
    };
    let nodes = read("nodes", &|file| tables::nodes(&graph, &all, file));
    assert_eq!(nodes.len(), NODES.len());
    let report = nodes.iter().find(|row| row["Id"] == "\"A/72/170\"").unwrap();
    assert_eq!((&report["Date"], &report["Absent"]), (&Value::from("null"), &Value::from("true")));
    let edges = read("edges", &|file| tables::edges(&graph, &all, &places, file));
    assert_eq!(edges.len(), EDGES.len());
    let occurrences = read("occurrences", &|file| tables::occurrences(&graph, &all, &places, file));
    assert_eq!(occurrences.len(), EDGES.iter().map(|edge| edge.4.len()).sum::<usize>());
    assert!(occurrences.iter().any(|row| row["Verb"].as_str().unwrap().contains("تؤكد من جديد")));
}

/// What a spreadsheet would run is a text in the table for spreadsheets.
#[test]
fn formulas_are_kept_from_spreadsheets_only() {
    let (graph, places) = hard();
    let all = Excerpt::whole(&graph);
    let mut safe = Vec::new();
    csv::nodes(&graph, &all, Cells::Neutralised, &mut safe).unwrap();
    csv::edges(&graph, &all, &places, Cells::Neutralised, &mut safe).unwrap();
    let safe = String::from_utf8(safe).unwrap();
    assert!(safe.contains("'=SUM") && safe.contains("'+Coalición") && safe.contains("'=note"), "{safe}");
}

#[test]
fn an_excerpt_keeps_ties_and_both_relations() {
    let (graph, _) = hard();
    let at = |id: &str| graph.find(&NodeId::new(id)).unwrap();
    let filter = EdgeFilter { relations: RelationSet::all(), as_of: None, body: None };
    let pair = [at("A/RES/53/144"), at("A/HRC/RES/22/6")];
    let told = |excerpt: &Excerpt| {
        let edge = |e: &travaux::graph::EdgeIdx| {
            let edge = graph.edge(*e);
            format!("{} {} {}", graph.id(edge.source), edge.relation, graph.id(edge.target))
        };
        excerpt.edges.iter().map(edge).collect::<BTreeSet<String>>()
    };
    let two = told(&Excerpt::between(&graph, pair, &filter));
    let expected = ["A/HRC/RES/22/6 cites A/RES/53/144", "A/HRC/RES/22/6 recalls A/RES/53/144"];
    assert_eq!(two, expected.iter().map(|e| (*e).to_owned()).collect());
    // In a picture the Declaration is folded into its resolution; in a file it is itself again.
    let three = Excerpt::of(&graph, &Subgraph::of(&graph, pair, &filter));
    assert_eq!(three.nodes.len(), 3);
    assert_eq!(told(&three).len(), 4, "{:?}", told(&three));
    assert_eq!(Excerpt::whole(&graph).edges.len(), EDGES.len());
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_travaux"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("TRAVAUX_DB")
        .output()
        .unwrap()
}

/// Runs a command that succeeds, and returns what it prints.
fn answer(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_whole_graph_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let graph = Database::embedded().unwrap();
    let graph = graph.graph().unwrap();
    answer(at, &["export", "-o", "whole.json"]);
    let value: Value = serde_json::from_slice(&fs::read(at.join("whole.json")).unwrap()).unwrap();
    assert_eq!(value["nodes"].as_array().unwrap().len(), graph.node_count());
    let edges = value["edges"].as_array().unwrap();
    assert_eq!(edges.len(), graph.edge_count());
    let keys: BTreeSet<String> =
        edges.iter().map(|e| format!("{} {} {}", e["source"], e["key"], e["target"])).collect();
    assert_eq!(keys.len(), edges.len(), "an edge is told by its ends and its relation");
    assert_eq!(answer(at, &["export", "--format", "ris"]).matches("TY  - ").count(), documents(graph));
    assert_eq!(
        answer(at, &["export", "--format", "bibtex", "-o", "-"]).matches("\n@").count() + 1,
        documents(graph)
    );
    answer(at, &["export", "--format", "neo4j", "-o", "tables"]);
    assert!(fs::read_to_string(at.join("tables/nodes.csv")).unwrap().starts_with("id:ID,label,"));
    assert!(
        fs::read_to_string(at.join("tables/relationships.csv")).unwrap().starts_with(":START_ID,:END_ID,")
    );
}

fn documents(graph: &Graph) -> usize {
    graph.nodes().filter(|node| graph.node(*node).kind != NodeKind::Organisation).count()
}

#[test]
fn answers_are_written_for_other_programs() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let traced = answer(at, &["trace", "53/144", "--format", "csv"]);
    let citing: BTreeSet<&str> = traced.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let ris = answer(at, &["trace", "53/144", "--format", "ris"]);
    for id in &citing {
        assert!(ris.contains(&format!("ID  - {id}\r\n")), "{id}");
    }
    assert!(ris.contains("ID  - A/RES/53/144\r\nAU  - United Nations General Assembly\r\n"), "{ris}");
    let ranked = answer(at, &["rank", "--top", "7", "--format", "csl-json"]);
    assert_eq!(serde_json::from_str::<Vec<Value>>(&ranked).unwrap().len(), 7);
    let path = answer(at, &["path", "53/144", "217 A (III)", "--format", "graphml"]);
    assert!(path.contains("<node id=\"A/RES/217(III)A\">"), "{path}");
    assert!(answer(at, &["mainpath", "53/144", "--format", "mermaid"]).contains("flowchart BT"));
    let two = ["53/144", "217 A (III)"];
    for name in ["l.graphml", "l.gexf", "l.json", "l.cyjs", "l.bib", "l.RIS"] {
        answer(at, &["lineage", "53/144", "--max-nodes", "9", "-o", name]);
        let lineage = fs::read_to_string(at.join(name)).unwrap();
        assert!(lineage.contains("A/RES/53/144") && lineage.len() > 500, "{name}: {lineage}");
        answer(at, &["graph", two[0], two[1], "-o", name]);
        assert!(fs::read_to_string(at.join(name)).unwrap().len() < lineage.len(), "{name}");
    }
    answer(at, &["lineage", "53/144", "--format", "csv", "-o", "tables"]);
    assert!(
        fs::read_to_string(at.join("tables/edges.csv")).unwrap().contains(",A/RES/53/144,Directed,recalls,")
    );
    let link: Value = serde_json::from_str(&answer(at, &["lineage", "53/144", "--format", "json"])).unwrap();
    assert_eq!((&link["multigraph"], &link["directed"]), (&Value::Bool(true), &Value::Bool(true)));
}

#[test]
fn what_cannot_be_written_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let told = |arguments: &[&str]| {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let text = told(&["export", "--format", "neo4j"]);
    assert!(text.contains("takes a folder for its tables: give -o DIR"), "{text}");
    let text = told(&["trace", "53/144", "--format", "neo4j"]);
    assert!(text.contains("takes a folder for its tables"), "{text}");
    let text = told(&["export", "-o", "graph.docx"]);
    assert!(text.contains("names no format") && text.contains("graphml, gexf"), "{text}");
    let text = told(&["export", "--format", "mermaid"]);
    assert!(text.contains("Mermaid makes no picture of"), "{text}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
    for format in Format::ALL {
        assert!(told(&["rank", "--format", "xls"]).contains(format.name()), "{format}");
    }
}
