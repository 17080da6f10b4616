//! SPARQL from outside: the command, paths against the queries of the library, exports read back, the page of terms.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use oxjsonld::JsonLdParser;
use oxttl::TurtleParser;
use tempfile::TempDir;
use travaux::Database;
use travaux::model::{Relation, Verb, Warning};
use travaux::query::{Depth, Direction, RelationSet, TraceOptions};
use travaux::sparql::{Answer, Limits, shortened, terms};
use travaux::store::Store;

use crate::facts::{Plain, citation, file, letter, recalling};
use crate::golden;

/// A folder with a small database, whose words try every kind of escape.
fn desk() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(&folder.path().join("test.db")).unwrap();
    let mut resolution = recalling("A/RES/57/209", &["A/RES/53/144", "A/CONF.157/24(Part I)"]);
    resolution.document.metadata.title =
        Some("\"Quoted\" and \\back\\slashed\nover two lines, =1+1, ünïcödé".to_owned());
    resolution.document.metadata.adopted = "2002-12-18".parse().ok();
    let mut flagged = citation("A/RES/57/209", "A/RES/53/144", Relation::Cites);
    flagged.verb = Some(Verb::new("welcomes", "welcome"));
    flagged.warning = Some(Warning {
        code: Warning::DATE_MISMATCH.to_owned(),
        explanation: "the \"9th\" is <not> it & 'so' on".to_owned(),
        suggestion: None,
    });
    resolution.citations.push(flagged);
    let later = recalling("A/RES/58/178", &["A/RES/57/209"]);
    for (number, facts) in [resolution, later, letter()].into_iter().enumerate() {
        store.replace_file(&file(&format!("in/{number}.txt")), &[facts], &Plain).unwrap();
    }
    folder
}

/// Runs `travaux` in a folder, with a text on its standard input.
fn run(folder: &TempDir, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_travaux"))
        .args(arguments)
        .current_dir(folder.path())
        .env("TRAVAUX_DB", "test.db")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that asks for nothing may have closed it.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// Runs a query; returns exit code, what it prints and what it says.
fn asked(folder: &TempDir, arguments: &[&str]) -> (i32, String, String) {
    let output = run(folder, &[&["sparql"], arguments].concat(), "");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn answers_leave_in_every_format() {
    let desk = desk();
    let rows = "SELECT ?who ?title ?date ?c ?sure { ?who a tr:Resolution . OPTIONAL { ?who dcterms:title ?title ; \
                dcterms:date ?date } OPTIONAL { ?c cito:hasCitingEntity ?who ; tr:confidence ?sure } }";
    for format in ["table", "csv", "tsv", "json", "xml"] {
        let (code, told, complaint) = asked(&desk, &["--format", format, rows]);
        assert_eq!((code, complaint.as_str()), (0, ""), "{format}");
        golden::check(&format!("sparql/rows.{format}"), &told);
    }
    let triples = "CONSTRUCT { ?who tr:recalls ?what . ?what tr:name [ dcterms:title ?title ] } \
                   { ?who tr:recalls ?what OPTIONAL { ?who dcterms:title ?title } }";
    for format in ["turtle", "jsonld"] {
        let (code, told, complaint) = asked(&desk, &["--format", format, triples]);
        assert_eq!((code, complaint.as_str()), (0, ""), "{format}");
        golden::check(&format!("sparql/triples.{format}"), &told);
    }
    let (code, told, complaint) = asked(&desk, &["--format", "csv", triples]);
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(complaint.contains("turtle or jsonld"), "{complaint}");
}

#[test]
fn exit_codes_tell_what_was_found() {
    let desk = desk();
    let check = |query: &str, code: i32, told: &str, said: &str| {
        let (found, out, complaint) = asked(&desk, &[query]);
        assert_eq!((found, out.as_str()), (code, told), "{query}: {complaint}");
        assert!(complaint.contains(said) && said.is_empty() == complaint.is_empty(), "{query}: {complaint}");
    };
    check("ASK { <A/RES/57/209> tr:recalls <A/RES/53/144> }", 0, "yes\n", "");
    check("ASK { <A/RES/53/144> tr:recalls <A/RES/57/209> }", 1, "no\n", "");
    check("ASK { <A/RES/57/209> tr:recalls <A/CONF.157/24(Part%20I)> }", 0, "yes\n", "");
    let unknown = "does not know 'A/RES/53/145'; near it are A/RES/53/144";
    check("ASK { ?who tr:recalls <A/RES/53/145> }", 1, "no\n", unknown);
    check("ASK { ?who tr:recalls <https://undocs.org/en/A/RES/53/145> }", 1, "no\n", unknown);
    check("ASK { ?who tr:recollects ?what }", 1, "no\n", "nothing is told by the term tr:recollects");
    check("ASK { ?who tr:recalls", 2, "", "line 1, column 22: ");
    check("DELETE WHERE { ?a ?b ?c }", 2, "", "queries only read: DELETE changes data");
    check(
        "SELECT (<https://example.org/f>() AS ?x) {}",
        2,
        "",
        "there is no function <https://example.org/f>",
    );
    check("DESCRIBE <A/9>", 1, "", "does not know 'A/9'");
}

#[test]
fn a_query_comes_from_an_argument_a_file_or_standard_input() {
    let desk = desk();
    let query = "SELECT ?what { <A/RES/58/178> tr:recalls ?what }";
    fs::write(desk.path().join("q.rq"), query).unwrap();
    let ways: [(&[&str], &str); 4] = [
        (&["sparql", query], ""),
        (&["sparql", "--file", "q.rq"], ""),
        (&["sparql", "--file", "-"], query),
        (&["sparql"], query),
    ];
    for (arguments, input) in ways {
        let output = run(&desk, arguments, input);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(
            String::from_utf8(output.stdout).unwrap(),
            "1 row. Data: test.db.\n\nwhat\nA/RES/57/209\n"
        );
    }
    let (code, _, complaint) = asked(&desk, &["--file", "missing.rq"]);
    assert_eq!(code, 2);
    assert!(complaint.contains("cannot read 'missing.rq'"), "{complaint}");
}

#[test]
fn limits_are_kept_and_said() {
    let desk = desk();
    let (code, told, complaint) =
        asked(&desk, &["--max-rows", "1", "--format", "csv", "SELECT ?a { ?a a tr:Resolution }"]);
    assert_eq!((code, told.lines().count()), (2, 2));
    assert!(complaint.contains("more than the 1 row that --max-rows allows"), "{complaint}");
    // Every triple with every other, three times: nobody lives to see the end of it.
    let endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }";
    let (code, told, complaint) = asked(&desk, &["--timeout", "0", endless]);
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(complaint.contains("the query was stopped after 0 seconds"), "{complaint}");
    let (code, told, complaint) = asked(&desk, &["--max-memory", "1", endless]);
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(complaint.contains("took more than 1 MB of memory"), "{complaint}");
}

#[test]
fn paths_and_chains_are_what_traces_find() {
    let database = Database::embedded().unwrap();
    let graph = database.graph().unwrap();
    let found = |query: &str| -> BTreeSet<String> {
        let Answer::Rows(rows) = database.sparql(&query.parse().unwrap(), &Limits::default()).unwrap() else {
            panic!("{query} is no SELECT")
        };
        let name = |term: &oxrdf::Term| match term {
            oxrdf::Term::NamedNode(name) => shortened(name.as_str()),
            other => panic!("{other} is no node"),
        };
        rows.rows.iter().map(|row| name(row[0].as_ref().unwrap())).collect()
    };
    for id in ["A/RES/53/144", "A/RES/72/247", "S/RES/39(1948)", "A/HRC/RES/49/18"] {
        let start = database.find(id).unwrap().nodes[0];
        for (relations, path, chain) in [
            (RelationSet::of([Relation::Recalls]), "tr:recalls+", "tr:recallsThrough"),
            (RelationSet::references(), "cito:cites+", "tr:descendsFrom"),
        ] {
            for direction in [Direction::In, Direction::Out] {
                let options = TraceOptions {
                    relations: relations.clone(),
                    direction,
                    depth: Depth::All,
                    as_of: None,
                    body: None,
                    instruments: false,
                };
                let trace = database.trace(start, &options).unwrap();
                let traced: BTreeSet<String> =
                    trace.hits.iter().map(|hit| graph.id(hit.node).to_string()).collect();
                for term in [path, chain] {
                    let query = match direction {
                        Direction::In => format!("SELECT ?x {{ ?x {term} <{id}> }}"),
                        Direction::Out => format!("SELECT ?x {{ <{id}> {term} ?x }}"),
                    };
                    let mut told = found(&query);
                    // A trace does not come back to where it began.
                    told.remove(id);
                    assert_eq!(told, traced, "{query}");
                }
            }
        }
    }
}

#[test]
fn exports_are_read_back_by_other_readers() {
    let desk = desk();
    let database = Database::open(desk.path().join("test.db")).unwrap();
    let view = database.view().unwrap();
    let triples: Vec<String> = view.triples().map(|triple| triple.unwrap().to_string()).collect();
    let told: BTreeSet<String> = triples.iter().cloned().collect();
    assert_eq!(told.len(), triples.len(), "no triple comes twice");
    for format in ["turtle", "jsonld"] {
        let output = run(&desk, &["export", "--format", format, "-o", "out"], "");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let bytes = fs::read(desk.path().join("out")).unwrap();
        assert_eq!(
            run(&desk, &["export", "--format", format], "").stdout,
            bytes,
            "on standard output as in a file"
        );
        let read: Vec<String> = match format {
            "turtle" => TurtleParser::new().for_slice(&bytes).map(|t| t.unwrap().to_string()).collect(),
            _ => {
                let quads = JsonLdParser::new().for_slice(&bytes).map(|quad| quad.unwrap());
                quads.map(|q| oxrdf::Triple::new(q.subject, q.predicate, q.object).to_string()).collect()
            }
        };
        assert_eq!(read.len(), triples.len(), "{format}");
        assert_eq!(read.into_iter().collect::<BTreeSet<String>>(), told, "{format}");
    }
    assert!(told.iter().any(|triple| triple.contains("the \\\"9th\\\" is <not> it & 'so' on")));
}

/// The terms as the page shows them.
fn tables() -> String {
    let groups = [
        ("class", "Kinds of things: `?x a tr:Resolution`"),
        ("fact", "What is known of documents, instruments, organisations and bodies"),
        ("edge", "What joins them"),
        ("verb", "Citations by the verb under which they stand"),
        ("chain", "Chains of citations of any length"),
        ("citation", "What is known of one citation"),
    ];
    let mut out = String::new();
    for (group, heading) in groups {
        write!(out, "\n**{heading}**\n\n| term | says |\n|---|---|\n").unwrap();
        for term in terms().iter().filter(|term| term.group == group) {
            writeln!(out, "| `{}:{}` | {} |", term.prefix, term.name, term.meaning).unwrap();
        }
    }
    assert_eq!(out.matches("\n| `").count(), terms().len(), "every term stands in a group");
    out
}

#[test]
fn the_page_tells_every_term() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/sparql.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once("<!-- terms -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end of terms -->\n").unwrap();
    let current = format!("{before}<!-- terms -->\n{}\n<!-- end of terms -->\n{after}", tables());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, current).unwrap();
        return;
    }
    assert!(page == current, "docs/sparql.md lacks terms: UPDATE_GOLDEN=1 writes them");
}

#[test]
fn the_vocabulary_is_listed() {
    let (code, told, complaint) = asked(&desk(), &["--vocabulary"]);
    assert_eq!((code, complaint.as_str()), (0, ""));
    for term in terms() {
        assert!(told.contains(&format!("  {}:{} ", term.prefix, term.name)), "{} is not listed", term.name);
    }
}
