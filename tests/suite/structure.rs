//! The commands that tell of many documents at once: similar ones, communities, organisations, statistics.
//!
//! They run on the shipped dataset; what they say is counted again from its records.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use travaux::Database;
use travaux::model::{EdgeRecord, Relation};
use travaux::store::Store;

use crate::facts::{Plain, citation, file, recalling};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_travaux")).args(arguments).env_remove("TRAVAUX_DB").output().unwrap()
}

fn answer(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Returns what a command prints as one line: where lines break does not matter here.
fn flat(arguments: &[&str]) -> String {
    answer(arguments).split_whitespace().collect::<Vec<&str>>().join(" ")
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&answer(&[arguments, &["--format", "json"]].concat())).unwrap()
}

fn texts<'a>(list: &'a Value, field: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|one| one[field].as_str().unwrap()).collect()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// Returns the distinct (citing, cited) pairs of two different nodes.
fn pairs() -> BTreeSet<(String, String)> {
    let counts = |edge: &EdgeRecord| {
        matches!(edge.relation, Relation::Recalls | Relation::Cites) && edge.source != edge.target
    };
    let edges = Database::embedded().unwrap().edges().unwrap();
    edges.iter().filter(|e| counts(e)).map(|e| (e.source.to_string(), e.target.to_string())).collect()
}

#[test]
fn similar_documents_share_what_they_are_said_to_share() {
    let found = json(&["similar", "ICCPR", "--top", "5"]);
    let asked = found["about"]["id"].as_str().unwrap();
    assert_eq!(asked, "A/RES/2200(XXI)A#annex:ICCPR");
    // The two Covenants were adopted together and are cited together.
    let first = &found["entries"][0];
    assert_eq!(first["id"], "A/RES/2200(XXI)A#annex:ICESCR");
    let mut citing: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (source, target) in pairs() {
        // A source that is the lone annex of a document stands for the document.
        let source = source.split('#').next().unwrap_or_default().to_owned();
        citing.entry(target).or_default().insert(source);
    }
    let both = citing[asked].intersection(&citing["A/RES/2200(XXI)A#annex:ICESCR"]).count();
    assert_eq!((number(&first["cited_together"]), number(&found["cited_by"])), (both, citing[asked].len()));
    assert_eq!(found["entries"].as_array().unwrap().len(), 5);
}

#[test]
fn an_annex_and_its_document_are_like_the_same() {
    let whole = flat(&["similar", "53/144", "--top", "10"]);
    assert!(whole.contains("By recalls and cites, the 10 documents most like A/RES/53/144 of "), "{whole}");
    assert!(whole.contains("co-citation") && whole.contains("A/RES/68/181"), "{whole}");
    assert_eq!(flat(&["similar", "A/RES/53/144#annex", "--top", "10"]), whole);
    let unlinked = json(&["similar", "53/144", "--unlinked", "--top", "all"]);
    for one in unlinked["entries"].as_array().unwrap() {
        assert_eq!((&one["cites_it"], &one["cited_by_it"]), (&Value::Bool(false), &Value::Bool(false)));
    }
    let scores = |by: &str| {
        let table = answer(&["similar", "53/144", "--by", by, "--top", "all", "--format", "csv"]);
        let lines: Vec<String> = table.lines().map(str::to_owned).collect();
        assert!(
            lines[0].starts_with("Rank,Id,Label,Kind,Body,Date,Title,Score,CitedTogether,SharedSources,")
        );
        lines.len()
    };
    let (together, sources, both) = (scores("together"), scores("sources"), scores("both"));
    assert!(both >= together.max(sources) && both < together + sources);
    assert_eq!(run(&["similar", "53/144", "--by", "taste"]).status.code(), Some(2));
}

#[test]
fn communities_divide_all_documents_once() {
    let found = json(&["communities"]);
    let modularity = found["modularity"].as_f64().unwrap();
    assert!(modularity > 0.5 && modularity < 1.0, "{modularity}");
    let mut seen = BTreeSet::new();
    let mut last = usize::MAX;
    for (at, one) in found["entries"].as_array().unwrap().iter().enumerate() {
        assert_eq!(number(&one["community"]), at + 1);
        let ids = texts(&one["documents"], "id");
        assert!(ids.len() == number(&one["size"]) && ids.len() <= last);
        last = ids.len();
        assert!(ids.iter().all(|id| seen.insert((*id).to_owned())));
    }
    assert_eq!(seen.len(), number(&found["documents"]));
    let table = flat(&["communities", "--top", "3"]);
    assert!(table.contains("Listed are the 3 largest") && table.contains("modularity 0."), "{table}");
    assert_eq!(table, flat(&["communities", "--top", "3"]));
    let finer = json(&["communities", "--resolution", "4"]);
    assert!(number(&finer["communities"]) > number(&found["communities"]));
    for wrong in ["0", "-1", "NaN", "much"] {
        assert_eq!(run(&["communities", "--resolution", wrong]).status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn the_community_of_a_document_is_shown_in_full() {
    let table = answer(&["communities", "--of", "ICCPR", "--format", "csv"]);
    assert!(
        table.starts_with("Community,Words,Id,Label,Kind,Body,Date,Title,CitedWithin,CitedBy\n"),
        "{table}"
    );
    assert!(table.contains("A/RES/217(III)A,") && table.contains("rights; "), "{table}");
    let shown = answer(&["communities", "--of", "ICCPR"]);
    assert!(shown.starts_with("A/RES/2200(XXI)A#annex:ICCPR is in community "), "{shown}");
    assert!(shown.lines().count() > table.lines().count());
    // A document of before there was anything to cite.
    let nowhere = run(&["communities", "--of", "ICCPR", "--as-of", "1900"]);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(String::from_utf8(nowhere.stdout).unwrap().contains("is in no community"));
}

#[test]
fn statistics_are_those_of_the_records() {
    let found = json(&["stats"]);
    let database = Database::embedded().unwrap();
    let nodes = ["documents_read", "documents_cited_only", "instruments", "organisations"];
    let nodes: usize = nodes.iter().map(|name| number(&found[*name])).sum();
    assert_eq!(nodes, database.graph().unwrap().node_count());
    let edges: usize = found["edges"].as_array().unwrap().iter().map(|one| number(&one["edges"])).sum();
    assert_eq!(edges, database.edges().unwrap().len());
    let pairs = pairs();
    let ends: BTreeSet<&String> = pairs.iter().flat_map(|(s, t)| [s, t]).collect();
    assert_eq!((number(&found["citations"]), number(&found["documents"])), (pairs.len(), ends.len()));
    let citing: BTreeSet<&String> = pairs.iter().map(|(source, _)| source).collect();
    let cited: BTreeSet<&String> = pairs.iter().map(|(_, target)| target).collect();
    assert_eq!((number(&found["citing"]), number(&found["cited"])), (citing.len(), cited.len()));
    assert_eq!(found["most_cited"]["id"], "UN-CHARTER");
    let charter = pairs.iter().filter(|(_, target)| target == "UN-CHARTER").count();
    assert_eq!(number(&found["most_cited"]["number"]), charter);
    for side in ["given", "received"] {
        let all: usize = found[side]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| number(&one["citations"]) * number(&one["documents"]))
            .sum();
        assert_eq!(all, pairs.len(), "{side}");
    }
    let chain: Vec<&str> =
        found["longest_chain"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    assert!(chain.len() > number(&found["generations"]));
    for step in chain.windows(2) {
        assert!(pairs.contains(&(step[0].to_owned(), step[1].to_owned())), "{step:?}");
    }
    let triples: u128 = texts(&found["triads"], "count").iter().map(|n| n.parse::<u128>().unwrap()).sum();
    let n = ends.len() as u128;
    assert_eq!(triples, n * (n - 1) * (n - 2) / 6);
}

#[test]
fn statistics_are_told_in_words() {
    let text = answer(&["stats"]);
    for words in ["documents whose text was not read", "Most cited", "generations", "feed-forward", "█"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    let none = run(&["stats", "--as-of", "1900"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8(none.stdout).unwrap().contains("There are none."));
}

/// The dataset holds one letter: what cannot be told from one is not told.
#[test]
fn organisations_of_one_letter_are_no_network() {
    let list = flat(&["organisations", "--top", "3"]);
    assert!(list.starts_with("170 organisations signed 1 document; 3 of them are listed."), "{list}");
    assert!(list.contains("There is one such document only"), "{list}");
    let one = flat(&["organisations", "amnesty", "international", "--top", "3"]);
    assert!(one.contains("ORG:amnesty-international") && one.contains("169 other organisations"), "{one}");
    assert!(one.contains("A/RES/53/144") && one.contains("One document is not enough"), "{one}");
    let wire = json(&["organisations", "AMNESTY"]);
    let appeals = texts(&wire["appeals_to"], "id");
    assert!(appeals.contains(&"A/RES/53/144") && appeals.contains(&"A/RES/70/161"), "{appeals:?}");
    assert_eq!(wire["co_signatories"].as_array().unwrap().len(), 169);
    let table = answer(&["organisations", "AMNESTY", "--format", "csv"]);
    assert_eq!((table.lines().next().unwrap(), table.lines().count()), ("Id,Name,Shared,Weight", 170));
    let all = answer(&["organisations", "--format", "csv"]);
    assert_eq!(all.lines().count(), 171);
    assert_eq!(json(&["organisations"])["organisations"].as_array().unwrap().len(), 170);
    let several = run(&["organisations", "human rights"]);
    assert!(String::from_utf8(several.stderr).unwrap().contains("it is also in "));
    assert_eq!(run(&["organisations", "the weather"]).status.code(), Some(1));
    assert_eq!(run(&["organisations", "--as-of", "2000"]).status.code(), Some(1));
}

/// Two letters: River Watch and Lake Watch signed both, Sea Watch one of them.
#[test]
fn those_who_sign_together_often_stand_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letters.db");
    let mut store = Store::create(&path).unwrap();
    let letters = [
        ("LETTER:2015-12-09", &["river-watch", "lake-watch", "sea-watch"][..]),
        ("LETTER:2016-03-01", &["river-watch", "lake-watch"]),
    ];
    for (number, (id, signed)) in letters.into_iter().enumerate() {
        let mut facts = recalling(id, &["A/RES/53/144#annex"]);
        facts
            .citations
            .extend(signed.iter().map(|who| citation(&format!("ORG:{who}"), id, Relation::Signed)));
        store.replace_file(&file(&format!("in/{number}.txt")), &[facts], &Plain).unwrap();
    }
    drop(store);
    let asked = |arguments: &[&str]| flat(&[arguments, &["--db", path.to_str().unwrap()]].concat());
    let list = asked(&["organisations"]);
    assert!(list.starts_with("3 organisations signed 2 documents; 3 of them are listed."), "{list}");
    assert!(
        list.contains("most often with 2 2 lake-watch river-watch (2) 2 2 river-watch lake-watch (2)"),
        "{list}"
    );
    let one = asked(&["organisations", "river-watch"]);
    assert!(one.contains("signed 2 documents, together with 2 other organisations"), "{one}");
    assert!(one.contains("2 1.5000 lake-watch 1 0.5000 sea-watch"), "{one}");
    assert!(!one.contains("not enough"), "{one}");
    let picture = folder.path().join("o.svg");
    asked(&["organisations", "river-watch", "-o", picture.to_str().unwrap()]);
    let svg = fs::read_to_string(picture).unwrap();
    assert!(svg.contains("lake-watch") && !svg.contains("sea-watch"), "{svg}");
    assert!(svg.contains("together with 2 other organisations, 1 of them shown"), "{svg}");
}

#[test]
fn communities_and_organisations_are_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let draw = |arguments: &[&str], name: &str| {
        let file = folder.path().join(name);
        answer(&[arguments, &["-o", file.to_str().unwrap()]].concat());
        fs::read(file).unwrap()
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let dot = text(draw(&["communities", "--top", "2"], "a.dot"));
    assert!(dot.contains("community=\"1\"") && dot.contains("community=\"2\""), "{dot}");
    assert!(!dot.contains("community=\"3\""));
    let svg = text(draw(&["communities"], "a.svg"));
    assert!(svg.contains("The 6 largest communities of "), "{svg}");
    assert!(draw(&["communities", "--of", "ICCPR"], "a.png").starts_with(b"\x89PNG"));
    let svg = text(draw(&["organisations", "amnesty"], "o.svg"));
    assert!(svg.contains("What Amnesty International signed"), "{svg}");
    assert!(svg.contains("none with several documents in common"), "{svg}");
    assert_eq!(run(&["organisations", "-o", "o.svg"]).status.code(), Some(2));
    assert_eq!(run(&["communities", "-o", "o.doc"]).status.code(), Some(2));
}

/// A table that is longer than what a pipe holds met a closed one with an error: the CSV writer hid its kind.
#[test]
fn a_pipe_that_closes_early_ends_long_tables_quietly() {
    for arguments in [&["communities", "--format", "csv"][..], &["rank", "--top", "all", "--format", "csv"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_travaux"))
            .args(arguments)
            .env_remove("TRAVAUX_DB")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(done.stderr).unwrap(), "", "{arguments:?}");
        assert!(done.status.success(), "{arguments:?}");
    }
}
