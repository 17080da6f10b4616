//! Chains, main paths, common ground and spines, as commands and on the shipped dataset.

use std::process::{Command, Output};

use travaux::Database;
use travaux::graph::NodeIdx;
use travaux::model::NodeId;
use travaux::query::descent::Extent;
use travaux::query::{
    Depth, LineageOptions, MainLineOptions, Measure, PathOptions, RankOptions, Route, lineage, main_line,
    paths, rank,
};

fn travaux(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
    command.env_remove("TRAVAUX_DB").args(arguments).output().unwrap()
}

fn told(arguments: &[&str], code: i32) -> String {
    let output = travaux(arguments);
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {out}{err}");
    out
}

fn find(database: &Database, id: &str) -> NodeIdx {
    database.graph().unwrap().find(&NodeId::new(id)).unwrap()
}

/// The resolutions on human rights defenders renew each other every year, then every other year. The main path around
/// the Declaration of 1998 is known to be theirs.
#[test]
fn the_main_path_around_the_declaration_is_the_series_on_defenders() {
    let database = Database::embedded().unwrap();
    let graph = database.graph().unwrap();
    let topic = Some(find(&database, "A/RES/53/144"));
    let options = MainLineOptions { topic, route: Route::Global, ..MainLineOptions::default() };
    let line = main_line(graph, &options);
    let names: Vec<&str> = line.nodes.iter().map(|n| graph.id(*n).as_str()).collect();
    let known = [
        "53/144", "57/209", "58/178", "59/192", "60/161", "62/152", "64/163", "66/164", "68/181", "70/161",
        "72/247",
    ];
    let known: Vec<String> = known.iter().map(|number| format!("A/RES/{number}")).collect();
    let start = names.iter().position(|name| *name == known[0]).unwrap();
    assert_eq!(names[start..start + known.len()], known);
    // Ways only join on the way to the latest texts, and what is weighed is the same line each time.
    for search in ["key-routes", "global", "forward", "backward"] {
        let out = told(&["mainpath", "53/144", "--search", search], 0);
        assert!(out.contains("A/RES/66/164"), "{search}: {out}");
    }
}

#[test]
fn the_most_cited_are_those_that_are_known_to_be() {
    let database = Database::embedded().unwrap();
    let graph = database.graph().unwrap();
    let top = |options: RankOptions| -> Vec<String> {
        let ranking = rank(graph, &RankOptions { top: Some(10), ..options }).unwrap();
        ranking.entries.iter().map(|e| graph.id(e.node).to_string()).collect()
    };
    let all = top(RankOptions::by(Measure::InDegree));
    assert_eq!(all[..2], ["UN-CHARTER", "A/RES/70/1"]);
    assert!(all.contains(&"A/RES/69/313#annex".to_owned()), "{all:?}");
    let body = graph.bodies().iter().find(|body| body.as_str() == "SC").cloned();
    let council = top(RankOptions { body, ..RankOptions::by(Measure::InDegree) });
    assert_eq!(council[0], "S/RES/1325(2000)");
}

#[test]
fn a_spine_reaches_what_the_lineage_reaches_with_fewer_lines() {
    let database = Database::embedded().unwrap();
    let graph = database.graph().unwrap();
    let focus = find(&database, "A/RES/53/144");
    let whole = lineage(graph, focus, &LineageOptions::default());
    let spine = lineage(graph, focus, &LineageOptions { spine: true, ..LineageOptions::default() });
    assert_eq!(spine.members, whole.members);
    assert!(2 * spine.subgraph.links.len() < whole.subgraph.links.len());
    let renewed = |source: &str, target: &str| {
        let (source, target) = (find(&database, source), find(&database, target));
        spine.subgraph.links.iter().any(|link| (link.source, link.target) == (source, target))
    };
    assert!(renewed("A/RES/60/161", "A/RES/59/192") && !renewed("A/RES/60/161", "A/RES/53/144"));
}

#[test]
fn every_step_of_a_chain_can_be_pointed_at() {
    let database = Database::embedded().unwrap();
    let graph = database.graph().unwrap();
    let ends = [find(&database, "A/RES/53/144"), find(&database, "A/RES/72/247")];
    let options = PathOptions { longer: Depth::All, most: 100, ..PathOptions::default() };
    let found = paths(graph, ends, &options);
    assert_eq!(found.ends, [ends[1], ends[0]]);
    assert!(found.chains.len() > 20 && found.extent == Extent::All);
    assert_eq!(found.chains[0].length(), 1);
    for chain in &found.chains {
        let places = database.places(chain.steps.iter().flatten().copied()).unwrap();
        for edge in chain.steps.iter().flatten() {
            assert!(!places.at(graph, *edge).is_empty());
        }
    }
}

#[test]
fn paths_are_told_with_their_places() {
    let out = told(&["path", "53/144", "57/209"], 0);
    assert!(out.starts_with("From A/RES/57/209 to A/RES/53/144: 1 chain of 1 step."), "{out}");
    assert!(out.contains("recalling: “its resolution 53/144 of 9 December 1998”"), "{out}");
    let csv = told(&["path", "72/247", "53/144", "--longer", "1", "--top", "3", "--format", "csv"], 0);
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(
        rows.headers().unwrap().iter().take(5).collect::<Vec<_>>(),
        ["Chain", "Step", "Source", "Relation", "Target"]
    );
    let chains: std::collections::BTreeSet<String> =
        rows.records().map(|row| row.unwrap()[0].to_owned()).collect();
    assert_eq!(chains.into_iter().collect::<Vec<_>>(), ["1", "2", "3"]);
    let json: serde_json::Value =
        serde_json::from_str(&told(&["path", "72/247", "53/144", "--format", "json"], 0)).unwrap();
    assert_eq!(json["chains"][0]["length"], 1);
    assert_eq!(json["complete"], true);
    let dot = told(&["path", "72/247", "53/144", "--format", "dot"], 0);
    assert!(dot.starts_with("digraph") || dot.starts_with("strict digraph"), "{dot}");
    told(&["path", "53/144"], 2);
    let none = told(&["path", "57/209", "A/HRC/RES/13/13"], 1);
    assert!(none.contains("No chain of citations joins") || none.is_empty(), "{none}");
}

#[test]
fn only_the_body_that_is_asked_for_speaks() {
    let all = told(&["trace", "53/144", "--relation", "recalls,cites", "--format", "csv", "--top", "all"], 0);
    let council =
        told(&["trace", "53/144", "--relation", "recalls,cites", "--body", "hrc", "--format", "csv"], 0);
    assert!(all.contains("\nA/RES/72/247,") && all.contains("\nA/HRC/RES/40/11,"), "{all}");
    assert!(!council.contains("\nA/RES/72/247,") && council.contains("\nA/HRC/RES/40/11,"), "{council}");
    // The Assembly stands between: without its words there is no chain.
    told(&["path", "HRC 57/13", "53/144", "--body", "HRC"], 1);
    told(&["path", "HRC 46/7", "53/144", "--body", "HRC"], 0);
}

#[test]
fn common_ground_is_told_nearest_first() {
    let out = told(&["common", "60/161", "HRC 40/11", "--top", "all"], 0);
    assert!(out.contains("   2          A/RES/53/144 ") && out.contains("  nearest A/"), "{out}");
    let csv = told(&["common", "60/161", "HRC 40/11", "--format", "csv"], 0);
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let steps: Vec<u64> = rows.records().map(|row| row.unwrap()[6].parse().unwrap()).collect();
    assert!(!steps.is_empty() && steps.is_sorted());
    let unread = told(&["common", "60/161", "1325 (2000)"], 1);
    assert!(unread.contains("S/RES/1325(2000) was never"), "{unread}");
}

#[test]
fn rankings_stand_side_by_side_in_every_format() {
    let out = told(&["rank", "--by", "in-degree,pagerank,beauty", "--body", "sc", "--top", "3"], 0);
    assert!(
        out.contains("in-degree") && out.contains("pagerank") && out.contains("S/RES/1325(2000)"),
        "{out}"
    );
    assert!(out.contains("Only documents of SC are ranked"), "{out}");
    let csv =
        told(&["rank", "--by", "in-degree,aged", "--since", "2015", "--top", "4", "--format", "csv"], 0);
    assert_eq!(csv.lines().next(), Some("Rank,Id,Label,Kind,Body,Date,Title,Score,Rank by aged,aged"));
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    assert!(rows.records().all(|row| &row.unwrap()[5] >= "2015"));
    let json: serde_json::Value =
        serde_json::from_str(&told(&["rank", "--by", "pagerank,katz", "--top", "2", "--format", "json"], 0))
            .unwrap();
    assert_eq!(json["entries"][0]["beside"][0]["measure"], "katz");
    let near = told(&["rank", "--by", "pagerank", "--from", "53/144", "--top", "3"], 0);
    assert!(near.contains("A/RES/53/144"), "{near}");
    let wrong = travaux(&["rank", "--body", "XYZ"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("there are"));
    told(&["rank", "--from", "53/144"], 2);
}
