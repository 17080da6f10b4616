//! Charts of the shipped dataset: their numbers against a slow count, their pictures, and the commands that draw them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::{Command, Output};

use travaux::Database;
use travaux::draw::chart::{Chart, Plot, svg};
use travaux::draw::{Line, Theme, pdf, png};
use travaux::graph::NodeIdx;
use travaux::model::{BodyId, Date, NodeId, OccurrenceFilter, Relation};
use travaux::query::{EdgeFilter, Measure, RankOptions, RelationSet};

use crate::golden;

const SOURCE: &str = "the dataset built into travaux";

fn references(as_of: Option<Date>) -> EdgeFilter {
    EdgeFilter { relations: RelationSet::references(), as_of, body: None }
}

fn find(database: &Database, id: &str) -> NodeIdx {
    database.graph().unwrap().find(&NodeId::new(id)).unwrap()
}

/// Returns the id of the document in which an instrument stands, if that is known, else the id itself.
fn document(database: &Database, id: &NodeId) -> NodeId {
    let holder = NodeId::new(id.as_str().split('#').next().unwrap());
    if database.graph().unwrap().find(&holder).is_some() { holder } else { id.clone() }
}

fn is_of(id: &NodeId, document: &str) -> bool {
    id.as_str().split('#').next() == Some(document)
}

fn strength(relation: Relation, family: Option<&str>) -> Line {
    match (relation, family) {
        (Relation::Recalls, _) => Line::Recalls,
        (_, Some("reaffirm" | "reiterate")) => Line::Reaffirms,
        (_, Some("endorse" | "adopt" | "approve")) => Line::Endorses,
        (_, Some("welcome" | "commend")) => Line::Welcomes,
        (_, Some("note" | "take-note")) => Line::TakesNote,
        _ => Line::Cites,
    }
}

/// Counts by going through every place of the dataset: the strongest verb of each citing document.
fn slow_citing(database: &Database, cited: &str) -> BTreeMap<NodeId, Line> {
    let mut found: BTreeMap<NodeId, Line> = BTreeMap::new();
    for place in database.occurrences(&OccurrenceFilter::default()).unwrap() {
        let counts = matches!(place.relation, Relation::Recalls | Relation::Cites) && !place.repeated;
        if counts && is_of(&place.target, cited) && !is_of(&place.source, cited) {
            let line = strength(place.relation, place.verb.as_ref().map(|v| v.family.as_str()));
            let strongest = found.entry(document(database, &place.source)).or_insert(line);
            *strongest = line.min(*strongest);
        }
    }
    found
}

#[test]
fn citations_by_year_are_those_of_a_slow_count() {
    let database = Database::embedded().unwrap();
    let graph = database.graph().unwrap();
    for id in ["A/RES/53/144", "A/RES/70/1", "A/RES/217(III)A", "S/RES/1325(2000)", "A/RES/72/247"] {
        let slow = slow_citing(&database, id);
        let citing = database.citing(find(&database, id), &references(None)).unwrap();
        let fast: BTreeMap<NodeId, Line> =
            citing.documents.iter().map(|d| (graph.id(d.node).to_id(), d.line)).collect();
        assert_eq!(fast, slow, "{id}");
        assert_eq!(citing.documents.len(), slow.len(), "{id}");
        for document in &citing.documents {
            let date = graph.date(document.node).map(|d| d.year());
            assert_eq!(document.by_symbol, date.is_none() && document.year.is_some());
            assert!(date.is_none() || document.year == date, "{id}: {document:?}");
        }
        // Every document stands in one bar.
        let chart = Chart::of_citing(graph, &citing, &references(None), SOURCE);
        let drawn: f64 = chart.panels().iter().flat_map(|p| &p.bars).map(|bar| bar.value()).sum();
        assert_eq!(drawn as usize, slow.len(), "{id}");
    }
}

#[test]
fn a_last_day_leaves_out_what_is_later_and_tells_what_has_no_date() {
    let database = Database::embedded().unwrap();
    let graph = database.graph().unwrap();
    let node = find(&database, "S/RES/1325(2000)");
    let early = references(Some(Date::of_year(2015)));
    let citing = database.citing(node, &early).unwrap();
    let slow = slow_citing(&database, "S/RES/1325(2000)");
    let year = |id: &NodeId| graph.date(graph.find(id).unwrap()).map(|d| d.year());
    assert_eq!(citing.documents.len(), slow.keys().filter(|id| year(id).is_some_and(|y| y <= 2015)).count());
    assert_eq!(citing.undated, slow.keys().filter(|id| year(id).is_none()).count());
    let chart = Chart::of_citing(graph, &citing, &early, SOURCE);
    let told = format!("{} undated documents are left out", citing.undated);
    assert!(citing.undated > 1 && chart.subtitle.contains(&told), "{:?}", chart.subtitle);
}

#[test]
fn the_growth_of_a_series_is_that_of_a_slow_count() {
    let database = Database::embedded().unwrap();
    let graph = database.graph().unwrap();
    let edges = database.edges().unwrap();
    for id in ["A/RES/53/144", "A/RES/52/26", "A/RES/69/157", "A/HRC/RES/28/16"] {
        let growth = database.growth(find(&database, id), &references(None)).unwrap().unwrap();
        let series: BTreeSet<NodeId> = growth.members.iter().map(|m| graph.id(m.node).to_id()).collect();
        assert!(series.len() > 5 && series.contains(&NodeId::new(id)), "{id}");
        for member in &growth.members {
            let own = graph.id(member.node).as_str();
            let (mut cited, mut citing) = (BTreeSet::new(), BTreeSet::new());
            let counting = edges.iter().filter(|e| matches!(e.relation, Relation::Recalls | Relation::Cites));
            for edge in counting {
                let (into, out_of) = (is_of(&edge.target, own), is_of(&edge.source, own));
                if out_of && !into {
                    // What is alone in its document is that document; the two Covenants stay two.
                    let alone = instruments_beside(&database, &edge.target) == 1;
                    cited.insert(if alone { document(&database, &edge.target) } else { edge.target.clone() });
                } else if into && !out_of {
                    citing.insert(document(&database, &edge.source));
                }
            }
            let split = |found: &BTreeSet<NodeId>| {
                let inside = found.intersection(&series).count();
                (inside, found.len() - inside)
            };
            let told = |reach: travaux::query::Reach| (reach.inside, reach.outside);
            assert_eq!(told(member.cites), split(&cited), "{own} cites");
            assert_eq!(told(member.cited_by), split(&citing), "{own} is cited");
        }
    }
}

/// Returns how many instruments the document holds in which an instrument stands.
fn instruments_beside(database: &Database, id: &NodeId) -> usize {
    let graph = database.graph().unwrap();
    graph.find(&document(database, id)).map_or(0, |n| graph.instruments(n).count())
}

#[test]
fn cohorts_are_those_of_a_slow_count() {
    let database = Database::embedded().unwrap();
    let graph = database.graph().unwrap();
    for measure in [Measure::InDegree, Measure::PageRank, Measure::Disruption] {
        let options = council(measure);
        let ranking = database.rank(&options).unwrap();
        let found = database.cohorts(&ranking, &options).unwrap();
        let year = |node: NodeIdx| {
            graph.date(node).map(|d| d.year()).or_else(|| options.likely_years.get(&node).copied())
        };
        let mut slow: BTreeMap<u16, Vec<f64>> = BTreeMap::new();
        let mut without = 0;
        for entry in &ranking.entries {
            match year(entry.node) {
                Some(year) => slow.entry(year).or_default().push(entry.score()),
                None => without += 1,
            }
        }
        assert_eq!(found.undated.len(), without, "{measure}");
        assert_eq!(found.cohorts.len(), slow.len(), "{measure}: every year is a cohort");
        for (cohort, (year, mut scores)) in found.cohorts.iter().zip(slow) {
            scores.sort_by(f64::total_cmp);
            assert_eq!((cohort.first, cohort.last, cohort.members.len()), (year, year, scores.len()));
            let half = (scores[(scores.len() - 1) / 2] + scores[scores.len() / 2]) / 2.0;
            assert!((cohort.median - half).abs() < 1e-12, "{measure} {year}: {} {half}", cohort.median);
            let above = scores.iter().filter(|score| **score > cohort.upper_tenth).count();
            assert_eq!(above, cohort.outstanding().count(), "{measure} {year}");
            assert!(above <= (scores.len() / 10).max(1), "{measure} {year}: {above} of {}", scores.len());
        }
    }
}

/// The texts of the Council of the last years, by a measure.
fn council(measure: Measure) -> RankOptions {
    let database = Database::embedded().unwrap();
    let nodes = database.graph().unwrap().nodes();
    RankOptions {
        body: Some(BodyId::new("HRC")),
        since: Some(Date::of_year(2010)),
        likely_years: database.likely_years(nodes).unwrap().into_nodes(),
        ..RankOptions::by(measure)
    }
}

/// Every chart of the shipped dataset, by name.
fn charts() -> Vec<(&'static str, Chart, Theme)> {
    let database = Database::embedded().unwrap();
    let graph = database.graph().unwrap();
    let filter = references(None);
    let citing = |id: &str| {
        let citing = database.citing(find(&database, id), &filter).unwrap();
        Chart::of_citing(graph, &citing, &filter, SOURCE)
    };
    let series = |id: &str| {
        let growth = database.growth(find(&database, id), &filter).unwrap().unwrap();
        let years = database.likely_years(growth.members.iter().map(|m| m.node)).unwrap();
        Chart::of_growth(graph, &growth, &filter, &years, SOURCE)
    };
    let options = RankOptions { top: Some(12), ..RankOptions::by(Measure::InDegree) };
    let ranking = database.rank(&options).unwrap();
    let council = council(Measure::InDegree);
    let compared = database.rank(&council).unwrap();
    let cohorts = database.cohorts(&compared, &council).unwrap();
    let focus = Some(find(&database, "A/HRC/RES/22/6"));
    let years = Chart::of_cohorts(graph, &cohorts, &compared, &council, focus, SOURCE);
    vec![
        ("chart-years.svg", years, Theme::Light),
        ("chart-citations.svg", citing("S/RES/1325(2000)"), Theme::Light),
        ("chart-citations-print.svg", citing("A/RES/217(III)A"), Theme::Print),
        ("chart-series.svg", series("A/RES/53/144"), Theme::Light),
        ("chart-top.svg", Chart::of_ranking(graph, &ranking, &options, SOURCE), Theme::Dark),
    ]
}

#[test]
fn charts_are_drawn_as_agreed() {
    for (name, chart, theme) in charts() {
        let text = svg(&chart, theme);
        golden::check(name, &text);
        assert!(png(&text).unwrap().starts_with(b"\x89PNG"), "{name}");
        assert!(pdf(&text).unwrap().starts_with(b"%PDF"), "{name}");
    }
    assert_eq!(charts(), charts());
}

/// What a reader can do without seeing a chart, and without a network.
#[test]
fn charts_can_be_read_aloud_and_stand_alone() {
    for (name, chart, theme) in charts() {
        let text = svg(&chart, theme);
        for part in
            ["<title id=\"title\">", "<desc id=\"description\">", "role=\"graphics-document", "role=\"list\""]
        {
            assert!(text.contains(part), "{name} lacks {part}");
        }
        let escaped = |words: &str| {
            let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            words.replace('\'', "&#39;").replace('"', "&quot;")
        };
        for bar in chart.panels().iter().flat_map(|panel| &panel.bars) {
            assert!(
                text.contains(&format!("aria-label=\"{}\"", escaped(&bar.words))),
                "{name}: {}",
                bar.words
            );
            for part in &bar.parts {
                let title = format!("<title>{}</title>", escaped(&part.words));
                assert!(text.contains(&title), "{name}: {}", part.words);
            }
        }
        if let Plot::Scatter(scatter) = &chart.plot {
            let alone = scatter.points.iter().filter(|point| text.contains(&escaped(&point.words))).count();
            let several: Vec<usize> = text
                .split("<g role=\"listitem\" tabindex=\"0\" aria-label=\"")
                .filter_map(|item| item.split_once(" documents (")?.0.parse().ok())
                .collect();
            assert!(alone > 50 && !several.is_empty(), "{name}: {alone} {several:?}");
            assert_eq!(alone + several.iter().sum::<usize>(), scatter.points.len(), "{name} lost a document");
        }
        assert!(text.contains("href=\"https://docs.un.org/en/"), "{name} lacks a link");
        assert!(text.contains("Data: the dataset built into travaux"), "{name}");
        for outside in ["<script", "<image", "url(", "@import", "xlink"] {
            assert!(!text.contains(outside), "{name} has {outside}");
        }
    }
}

#[test]
fn gaps_and_missing_dates_are_told() {
    let (_, chart, _) = charts().into_iter().find(|(name, ..)| *name == "chart-citations.svg").unwrap();
    let Plot::Years { span, panels } = &chart.plot else { panic!("years") };
    let years: BTreeSet<u16> = panels[0].bars.iter().filter_map(|bar| bar.year).collect();
    let (first, last) = span.unwrap();
    assert_eq!(first, 2000, "the axis begins with the document");
    assert!(years.len() < usize::from(last - first) + 1, "some years have no bar");
    assert!(chart.subtitle.iter().any(|line| line.contains("without a known date")), "{:?}", chart.subtitle);
}

fn run(folder: &std::path::Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_travaux"))
        .arg("chart")
        .args(arguments)
        .current_dir(folder)
        .env_remove("TRAVAUX_DB")
        .output()
        .unwrap()
}

/// Runs a command that succeeds, and returns what it prints.
fn answer(folder: &std::path::Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn commands_write_letters_numbers_or_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    golden::check("chart-citations.txt", &answer(at, &["citations", "1325", "(2000)"]));
    golden::check("chart-series.txt", &answer(at, &["series", "53/144"]));
    golden::check("chart-top.txt", &answer(at, &["top", "--top", "5"]));
    golden::check("chart-citations.csv", &answer(at, &["citations", "1325 (2000)", "--format", "csv"]));
    golden::check("chart-series.csv", &answer(at, &["series", "53/144", "--format", "csv"]));
    golden::check("chart-years.txt", &answer(at, &["years", "53/144", "--since", "1945"]));
    let rows = answer(at, &["years", "--body", "HRC", "--since", "2010", "--format", "csv"]);
    assert!(
        rows.starts_with("Id,Label,Kind,Body,Date,Title,Year,YearBySymbol,Score,Cohort,Documents,"),
        "{rows}"
    );
    let told = answer(at, &["years", "--body", "HRC", "--since", "2010"]);
    assert!(told.contains(&format!("{} documents of 2010", rows.lines().count() - 1)), "{told}");
    let ranked = answer(at, &["top", "--top", "5", "--by", "pagerank", "--format", "csv"]);
    assert!(ranked.starts_with("Rank,Id,Label,") && ranked.lines().count() == 6, "{ranked}");
    for (name, begins) in [("out.svg", &b"<svg"[..]), ("out.PNG", b"\x89PNG"), ("out.pdf", b"%PDF")] {
        assert_eq!(answer(at, &["citations", "53/144", "-o", name, "--theme", "print"]), "");
        assert!(fs::read(at.join(name)).unwrap().starts_with(begins), "{name}");
    }
}

#[test]
fn lines_of_letters_keep_to_the_width() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["citations", "70/1"][..], &["series", "53/144"], &["top"], &["years", "--by", "katz"]]
    {
        for line in answer(folder.path(), arguments).lines() {
            assert!(travaux::draw::columns(line) <= 100, "{line}");
        }
    }
}

#[test]
fn what_cannot_be_charted_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let told = |arguments: &[&str]| {
        let output = run(folder.path(), arguments);
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, text) = told(&["series", "70/1"]);
    assert_eq!((code, text.starts_with("A/RES/70/1 is in no series")), (1, true), "{text}");
    let (code, text) = told(&["citations", "53/144", "-o", "out.doc"]);
    assert_eq!((code, text.contains("a chart is written as .svg, .png or .pdf")), (2, true), "{text}");
    assert_eq!(told(&["citations", "A/RES/53/1444"]).0, 1);
    assert_eq!(told(&["years", "--as-of", "1899"]).0, 1);
    let (code, text) = told(&["years", "53/144", "--since", "2000"]);
    assert_eq!((code, text.contains("A/RES/53/144 is not among the documents")), (0, true), "{text}");
    assert_eq!(told(&["citations", "53/144", "--format", "csv", "-o", "out.svg"]).0, 2);
    // Nobody cited it before it was adopted: the picture says so, and so does the exit code.
    assert_eq!(told(&["citations", "53/144", "--as-of", "1990", "-o", "none.svg"]).0, 1);
    let none = fs::read_to_string(folder.path().join("none.svg")).unwrap();
    assert!(none.contains("No document cites it") && none.contains("nothing to draw"), "{none}");
}
