//! `--as-of`: the graph as it stood on a day answers as questions with a last day do.

use std::process::Command;

use travaux::Database;
use travaux::model::{Date, NodeId, OccurrenceFilter, Relation};
use travaux::query::{Depth, Direction, RelationSet, TraceOptions};
use travaux::sparql::{Answer, Limits};

/// Runs a command on the dataset built in; returns what it printed, and its exit code.
fn run(arguments: &[&str]) -> (String, i32) {
    let out = Command::new(env!("CARGO_BIN_EXE_travaux"))
        .args(arguments)
        .env_remove("TRAVAUX_DB")
        .output()
        .unwrap();
    (String::from_utf8(out.stdout).unwrap(), out.status.code().unwrap())
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn hits(database: &Database, start: &str, as_of: Option<Date>, direction: Direction) -> Vec<String> {
    let graph = database.graph().unwrap();
    let options = TraceOptions {
        relations: RelationSet::all(),
        direction,
        depth: Depth::All,
        as_of,
        body: None,
        instruments: true,
    };
    let Some(start) = graph.find(&NodeId::new(start)) else { return Vec::new() };
    let found = database.trace(start, &options).unwrap();
    found.hits.iter().map(|hit| format!("{} {}", graph.id(hit.node), hit.depth)).collect()
}

#[test]
fn the_graph_of_a_day_answers_as_questions_with_a_last_day_do() {
    let now = Database::embedded().unwrap();
    for limit in ["1975", "1999-06-30", "2012"] {
        let then = Database::embedded().unwrap().as_of(day(limit));
        for start in ["A/RES/53/144", "A/RES/217(III)A", "S/RES/1325(2000)", "A/RES/2625(XXV)", "UN-CHARTER"]
        {
            for direction in [Direction::In, Direction::Out] {
                let expected = hits(&now, start, Some(day(limit)), direction);
                if now.graph().unwrap().date(now.find(start).unwrap().nodes[0]).unwrap().is_by(day(limit)) {
                    assert_eq!(hits(&then, start, None, direction), expected, "{start} {limit}");
                }
            }
        }
        let (now, then) = (now.graph().unwrap(), then.graph().unwrap());
        let late = |id: &NodeId| now.date(now.find(id).unwrap()).is_some_and(|date| !date.is_by(day(limit)));
        // What is later may be there as a target of something earlier, and says nothing.
        for node in then.nodes().filter(|node| late(&then.id(*node).to_id())) {
            assert!(then.edges_out(node).all(|e| then.edge(e).relation == Relation::Signed), "{limit}");
        }
        assert!(then.edge_count() > 100 && then.edge_count() < now.edge_count());
    }
}

#[test]
fn sparql_counts_the_citations_of_a_day() {
    let query = "SELECT (COUNT(?c) AS ?n) { ?c cito:hasCitedEntity <UN-CHARTER> }";
    let then = Database::embedded().unwrap().as_of(day("1970"));
    let Answer::Rows(rows) = then.sparql(&query.parse().unwrap(), &Limits::default()).unwrap() else {
        panic!("rows")
    };
    let graph = then.graph().unwrap();
    let places = then.occurrences(&OccurrenceFilter::default()).unwrap();
    let dated =
        |id: &NodeId| graph.find(id).and_then(|n| graph.date(n)).is_some_and(|d| d.is_by(day("1970")));
    let counts = places
        .iter()
        .filter(|p| p.target.as_str() == "UN-CHARTER" && p.relation.is_edge() && dated(&p.source));
    let expected = counts.count();
    assert!(expected > 50);
    assert!(rows.rows[0][0].as_ref().unwrap().to_string().contains(&format!("\"{expected}\"")), "{rows:?}");
}

#[test]
fn commands_ask_of_the_past() {
    let (shown, _) = run(&["show", "53/144", "--as-of", "2005"]);
    assert!(
        shown.contains("as of 2005") && shown.contains("A/RES/57/209") && !shown.contains("A/RES/72/247")
    );
    let (edges, _) = run(&["export", "--format", "node-link", "--as-of", "1950"]);
    assert!(edges.contains("A/RES/217(III)A") && !edges.contains("A/RES/53/144"));
    let (answer, _) = run(&["sparql", "SELECT ?who { ?who tr:recalls <A/RES/53/144> }", "--as-of", "2005"]);
    assert!(answer.contains("57/209") && !answer.contains("72/247"));
    let (titles, _) = run(&["search", "defenders", "--as-of", "2005"]);
    assert!(!titles.contains("72/247"));
    assert_eq!(run(&["show", "72/247", "--as-of", "2005"]).1, 1);
    assert_eq!(run(&["export", "--format", "sqlite", "-o", "x.db", "--as-of", "2005"]).1, 2);
}
