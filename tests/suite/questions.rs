//! Worked questions: each `tests/queries/NAME.rq` is asked of the shipped dataset, its answer compared with the golden one,
//! with what plain code over the graph finds and with what `NAME.sql` finds in the dataset as a database file;
//! `docs/questions.md` shows them.
//!
//! `UPDATE_GOLDEN=1 cargo test --test suite questions` writes answers and page anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use oxrdf::Term;
use rusqlite::Connection;
use travaux::Database;
use travaux::export::csv::{self, Cells};
use travaux::graph::{Graph, NodeIdx};
use travaux::model::{NodeId, NodeKind, Occurrence, OccurrenceFilter, Relation};
use travaux::query::{Depth, Direction, EdgeFilter, RelationSet, TraceOptions};
use travaux::sparql::{Answer, Limits, Rows, of_node, shortened};

use crate::{golden, sql};

/// How many rows of an answer the page shows.
const SHOWN: usize = 6;

type Table = Vec<Vec<String>>;

/// Answers a question without SPARQL.
type Plain = fn(&World<'_>) -> Table;

/// The questions in the order of the page, each with what answers it without SPARQL.
const QUESTIONS: [(&str, Plain); 20] = [
    ("recalls-53-144", recalls_53_144),
    ("council-cites-security-council", council_cites_security_council),
    ("both-cite", both_cite),
    ("rest-together", rest_together),
    ("behind-72-247", behind_72_247),
    ("descends-without-citing", descends_without_citing),
    ("three-bodies", three_bodies),
    ("never-read", never_read),
    ("instruments-of-the-council", instruments_of_the_council),
    ("first-of-series", first_of_series),
    ("long-memory", long_memory),
    ("cite-each-other", cite_each_other),
    ("signatories", signatories),
    ("verbs-for-53-144", verbs_for_53_144),
    ("welcomed-and-recalled", welcomed_and_recalled),
    ("operative-charter", operative_charter),
    ("chapter-vii", chapter_vii),
    ("articles-of-the-declaration", articles_of_the_declaration),
    ("by-decade", by_decade),
    ("contradictions", contradictions),
];

/// The shipped dataset as plain code looks at it.
struct World<'a> {
    database: &'a Database,
    graph: &'a Graph,
    /// The places of edges.
    places: Vec<Occurrence>,
}

impl<'a> World<'a> {
    fn of(database: &'a Database) -> Self {
        let graph = database.graph().unwrap();
        let mut places = database.occurrences(&OccurrenceFilter::default()).unwrap();
        places.retain(|p| p.relation.is_edge() && graph.find(&p.target).is_some());
        World { database, graph, places }
    }

    fn node(&self, id: &str) -> NodeIdx {
        self.graph.find(&NodeId::new(id)).unwrap()
    }

    fn id(&self, node: NodeIdx) -> String {
        self.graph.id(node).to_string()
    }

    fn year(&self, node: NodeIdx) -> Option<u16> {
        self.graph.date(node).map(|date| date.year())
    }

    fn year_or_blank(&self, node: NodeIdx) -> String {
        self.year(node).map_or_else(String::new, |year| year.to_string())
    }

    fn title(&self, node: NodeIdx) -> String {
        self.graph.title(node).unwrap_or_default().to_owned()
    }

    fn body(&self, node: NodeIdx) -> &str {
        self.graph.body(node).map_or("", |body| body.as_str())
    }

    fn is_resolution(&self, node: NodeIdx) -> bool {
        let id = self.graph.id(node).as_str();
        self.graph.node(node).kind == NodeKind::Document && id.contains("/RES/") && !id.contains(['#', ':'])
    }

    /// Every pair of nodes that edges of these relations join, each once.
    fn pairs(&self, relations: &[Relation]) -> BTreeSet<(NodeIdx, NodeIdx)> {
        let edges = self.graph.edges().map(|edge| self.graph.edge(edge));
        edges.filter(|e| relations.contains(&e.relation)).map(|e| (e.source, e.target)).collect()
    }

    fn citing(&self) -> BTreeSet<(NodeIdx, NodeIdx)> {
        self.pairs(&[Relation::Recalls, Relation::Cites])
    }

    /// The places of one family of verbs in which an id is cited, or any.
    fn under(&self, family: &str, target: Option<&str>) -> impl Iterator<Item = &Occurrence> {
        let wanted = move |place: &&Occurrence| {
            place.verb.as_ref().is_some_and(|verb| verb.family == family)
                && target.is_none_or(|target| place.target.as_str() == target)
        };
        self.places.iter().filter(wanted)
    }
}

fn recalls_53_144(world: &World<'_>) -> Table {
    let options = TraceOptions {
        relations: RelationSet::of([Relation::Recalls]),
        direction: Direction::In,
        depth: Depth::Steps(1),
        as_of: None,
        body: None,
        instruments: false,
    };
    let found = world.database.trace(world.node("A/RES/53/144"), &options).unwrap();
    let hits = found.hits.iter().map(|hit| hit.node).filter(|node| world.is_resolution(*node));
    hits.filter_map(|node| Some(vec![world.id(node), world.year(node)?.to_string()])).collect()
}

fn council_cites_security_council(world: &World<'_>) -> Table {
    let fits = |node: NodeIdx, body: &str| world.body(node) == body && world.is_resolution(node);
    let found = world.citing().into_iter().filter(|(s, t)| fits(*s, "HRC") && fits(*t, "SC"));
    found.map(|(s, t)| vec![world.id(s), world.id(t)]).collect()
}

fn both_cite(world: &World<'_>) -> Table {
    let cited = |id: &str| -> BTreeSet<NodeIdx> {
        let node = world.node(id);
        world.citing().into_iter().filter(|(s, _)| *s == node).map(|(_, t)| t).collect()
    };
    let both = &cited("A/RES/64/163") & &cited("A/RES/70/161");
    both.into_iter().map(|node| vec![world.id(node), world.title(node)]).collect()
}

fn rest_together(world: &World<'_>) -> Table {
    let filter = EdgeFilter { relations: RelationSet::references(), as_of: None, body: None };
    let nodes = ["A/RES/64/163", "A/RES/70/161"].map(|id| world.node(id));
    let found = world.database.common_ground(&nodes, &filter).unwrap();
    found.ancestors.iter().map(|g| vec![world.id(g.node), world.year_or_blank(g.node)]).collect()
}

fn behind_72_247(world: &World<'_>) -> Table {
    let options = TraceOptions {
        relations: RelationSet::references(),
        direction: Direction::Out,
        depth: Depth::All,
        as_of: None,
        body: None,
        instruments: false,
    };
    let found = world.database.trace(world.node("A/RES/72/247"), &options).unwrap();
    let row = |node: NodeIdx| {
        let year = world.year(node).filter(|year| (1948..=1970).contains(year))?;
        Some(vec![world.id(node), year.to_string(), world.title(node)])
    };
    found.hits.iter().filter_map(|hit| row(hit.node)).collect()
}

fn descends_without_citing(world: &World<'_>) -> Table {
    let (from, to) = (world.node("A/RES/72/247"), world.node("A/RES/260(III)A#annex"));
    let options = TraceOptions {
        relations: RelationSet::references(),
        direction: Direction::Out,
        depth: Depth::All,
        as_of: None,
        body: None,
        instruments: false,
    };
    let found = world.database.trace(from, &options).unwrap();
    let answer = found.hits.iter().any(|hit| hit.node == to && hit.depth > 1);
    vec![vec![if answer { "yes" } else { "no" }.to_owned()]]
}

fn three_bodies(world: &World<'_>) -> Table {
    let mut bodies: BTreeMap<NodeIdx, BTreeSet<&str>> = BTreeMap::new();
    for (source, target) in world.pairs(&[Relation::Recalls]) {
        bodies.entry(target).or_default().insert(world.body(source));
    }
    let all = |found: &BTreeSet<&str>| ["GA", "SC", "HRC"].iter().all(|body| found.contains(body));
    let found = bodies.into_iter().filter(|(node, by)| world.is_resolution(*node) && all(by));
    found.map(|(node, _)| vec![world.id(node), world.title(node)]).collect()
}

/// The nodes that most others cite, with equally many in the order of their addresses.
fn most(world: &World<'_>, pairs: impl Iterator<Item = (NodeIdx, NodeIdx)>) -> Vec<(NodeIdx, usize)> {
    let mut counts: BTreeMap<NodeIdx, usize> = BTreeMap::new();
    pairs.for_each(|(_, target)| *counts.entry(target).or_default() += 1);
    let mut counts: Vec<(NodeIdx, usize)> = counts.into_iter().collect();
    counts.sort_by_cached_key(|(node, count)| (usize::MAX - count, of_node(&world.id(*node))));
    counts.truncate(20);
    counts
}

fn never_read(world: &World<'_>) -> Table {
    let wanted = |node: NodeIdx| {
        let node = world.graph.node(node);
        node.absent && node.kind == NodeKind::Document
    };
    let found = most(world, world.citing().into_iter().filter(|(_, target)| wanted(*target)));
    found.into_iter().map(|(node, count)| vec![world.id(node), count.to_string()]).collect()
}

fn instruments_of_the_council(world: &World<'_>) -> Table {
    let wanted = |source: NodeIdx, target: NodeIdx| {
        world.body(source) == "HRC"
            && world.is_resolution(source)
            && world.year(source).is_some_and(|year| year >= 2015)
            && world.graph.node(target).kind == NodeKind::Instrument
    };
    let found = most(world, world.citing().into_iter().filter(|(source, target)| wanted(*source, *target)));
    found
        .into_iter()
        .map(|(node, count)| vec![world.id(node), world.title(node), count.to_string()])
        .collect()
}

fn first_of_series(world: &World<'_>) -> Table {
    let pairs = world.pairs(&[Relation::Succeeds]);
    let mut out = Table::new();
    for first in world.graph.nodes().filter(|node| pairs.iter().all(|(later, _)| later != node)) {
        let mut followers = BTreeSet::from([first]);
        loop {
            let next: Vec<NodeIdx> =
                pairs.iter().filter(|(_, t)| followers.contains(t)).map(|(s, _)| *s).collect();
            let before = followers.len();
            followers.extend(next);
            if followers.len() == before {
                break;
            }
        }
        if followers.len() > 4 {
            let count = followers.len() - 1;
            out.push(vec![world.id(first), world.year_or_blank(first), count.to_string()]);
        }
    }
    out
}

fn long_memory(world: &World<'_>) -> Table {
    let row = |(source, target): (NodeIdx, NodeIdx)| {
        let (year, then) = (world.year(source)?, world.year(target)?);
        let fits = world.is_resolution(source) && world.is_resolution(target) && year >= then + 60;
        fits.then(|| vec![world.id(source), year.to_string(), world.id(target), then.to_string()])
    };
    world.pairs(&[Relation::Recalls]).into_iter().filter_map(row).collect()
}

fn cite_each_other(world: &World<'_>) -> Table {
    let pairs = world.citing();
    let both = |(s, t): &&(NodeIdx, NodeIdx)| {
        world.is_resolution(*s)
            && world.is_resolution(*t)
            && of_node(&world.id(*s)) < of_node(&world.id(*t))
            && pairs.contains(&(*t, *s))
    };
    pairs.iter().filter(both).map(|(s, t)| vec![world.id(*s), world.id(*t)]).collect()
}

fn signatories(world: &World<'_>) -> Table {
    let declaration = world.node("A/RES/53/144");
    let (recalls, cites) = (world.pairs(&[Relation::Recalls]), world.citing());
    let leads = |node: NodeIdx| node == declaration || recalls.contains(&(node, declaration));
    let letters: BTreeSet<NodeIdx> = cites.into_iter().filter(|(_, t)| leads(*t)).map(|(s, _)| s).collect();
    let signed = world.pairs(&[Relation::Signed]).into_iter().filter(|(_, letter)| letters.contains(letter));
    let names: BTreeSet<String> = signed.map(|(who, _)| world.title(who)).collect();
    names.into_iter().map(|name| vec![name]).collect()
}

fn verbs_for_53_144(world: &World<'_>) -> Table {
    let texts = ["A/RES/53/144", "A/RES/53/144#annex"];
    let mut found: BTreeMap<&str, (usize, BTreeSet<&NodeId>)> = BTreeMap::new();
    for place in world.places.iter().filter(|place| texts.contains(&place.target.as_str())) {
        let Some(verb) = place.verb.as_ref().filter(|verb| !verb.family.is_empty()) else { continue };
        let entry = found.entry(verb.family.as_str()).or_default();
        entry.0 += 1;
        entry.1.insert(&place.source);
    }
    let row = |(family, (places, documents)): (&str, (usize, BTreeSet<&NodeId>))| {
        vec![family.to_owned(), places.to_string(), documents.len().to_string()]
    };
    found.into_iter().map(row).collect()
}

fn welcomed_and_recalled(world: &World<'_>) -> Table {
    let is_wanted = |node: NodeIdx| {
        world.graph.node(node).kind == NodeKind::Document
            && !world.is_resolution(node)
            && !world.body(node).is_empty()
    };
    let node = |id: &NodeId| world.graph.find(id).unwrap();
    let welcomed: BTreeSet<(NodeIdx, NodeIdx)> =
        world.under("welcome", None).map(|place| (node(&place.source), node(&place.target))).collect();
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for (column, pairs) in [welcomed, world.pairs(&[Relation::Recalls])].into_iter().enumerate() {
        for (_, target) in pairs.into_iter().filter(|(_, target)| is_wanted(*target)) {
            counts.entry(world.body(target)).or_default()[column] += 1;
        }
    }
    counts.into_iter().map(|(body, [w, r])| vec![body.to_owned(), w.to_string(), r.to_string()]).collect()
}

fn operative_charter(world: &World<'_>) -> Table {
    let found = world.under("reaffirm", Some("UN-CHARTER")).filter(|place| place.para.starts_with("op"));
    let row = |place: &Occurrence| {
        let verb = place.verb.as_ref().unwrap().printed.to_string();
        vec![place.source.to_string(), place.para.clone(), verb, place.surface.clone()]
    };
    found.map(row).collect()
}

fn chapter_vii(world: &World<'_>) -> Table {
    let mut found: BTreeMap<u16, BTreeSet<&NodeId>> = BTreeMap::new();
    for place in world.under("act-under", Some("UN-CHARTER")) {
        let source = world.graph.find(&place.source).unwrap();
        if place.target_id.as_str() == "UN-CHARTER/chap.VII" && world.body(source) == "SC" {
            found.entry(world.year(source).unwrap()).or_default().insert(&place.source);
        }
    }
    found.into_iter().map(|(year, who)| vec![year.to_string(), who.len().to_string()]).collect()
}

fn articles_of_the_declaration(world: &World<'_>) -> Table {
    let mut found: BTreeMap<&str, BTreeSet<&NodeId>> = BTreeMap::new();
    for place in world.places.iter().filter(|place| place.target.as_str() == "A/RES/217(III)A") {
        let inside = place.target_id.as_str().strip_prefix("A/RES/217(III)A/");
        if let Some(article) = inside.filter(|inside| inside.starts_with("art.")) {
            found.entry(article).or_default().insert(&place.source);
        }
    }
    found.into_iter().map(|(article, who)| vec![article.to_owned(), who.len().to_string()]).collect()
}

fn by_decade(world: &World<'_>) -> Table {
    let mut counts: BTreeMap<(u16, &str), usize> = BTreeMap::new();
    let printed = [Relation::Recalls, Relation::Cites];
    for place in world.places.iter().filter(|p| !p.repeated && printed.contains(&p.relation)) {
        let source = world.graph.find(&place.source).unwrap();
        let (Some(year), body) = (world.year(source), world.body(source)) else { continue };
        if ["GA", "SC", "HRC", "ECOSOC"].contains(&body) {
            *counts.entry((year / 10 * 10, body)).or_default() += 1;
        }
    }
    let row = |((decade, body), count): ((u16, &str), usize)| {
        vec![decade.to_string(), body.to_owned(), count.to_string()]
    };
    counts.into_iter().map(row).collect()
}

fn contradictions(world: &World<'_>) -> Table {
    let flagged = world.places.iter().filter_map(|place| Some((place, place.warning.as_ref()?)));
    let dated = flagged.filter(|(_, warning)| warning.code == "date-mismatch");
    let row = |(place, warning): (&Occurrence, &travaux::model::Warning)| {
        let meant = warning.suggestion.as_ref().map_or_else(String::new, ToString::to_string);
        vec![place.source.to_string(), place.para.clone(), place.surface.clone(), meant]
    };
    dated.map(row).collect()
}

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn file(name: &str) -> PathBuf {
    home().join("tests/queries").join(format!("{name}.rq"))
}

/// A question in words, which its file begins with, and its query.
struct Question {
    words: String,
    query: String,
}

fn question(name: &str) -> Question {
    let text = fs::read_to_string(file(name)).unwrap();
    let (head, query): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with('#'));
    let words: Vec<&str> = head.iter().map(|line| line.trim_start_matches('#').trim()).collect();
    Question { words: words.join(" "), query: query.join("\n") }
}

/// The same question to the views of a database file.
fn in_sql(name: &str) -> String {
    fs::read_to_string(file(name).with_extension("sql")).unwrap()
}

fn asked(database: &Database, question: &Question) -> Answer {
    database.sparql(&question.query.parse().unwrap(), &Limits::default()).unwrap()
}

fn table(answer: &Answer) -> Table {
    let cell = |term: &Option<Term>| match term {
        None => String::new(),
        Some(Term::NamedNode(name)) => shortened(name.as_str()),
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        Some(Term::BlankNode(node)) => node.to_string(),
    };
    match answer {
        Answer::Rows(rows) => rows.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        Answer::Truth(truth) => vec![vec![if *truth { "yes" } else { "no" }.to_owned()]],
        Answer::Triples { .. } => panic!("no question asks for triples"),
    }
}

#[test]
fn questions_have_the_answers_that_plain_code_finds() {
    let database = Database::embedded().unwrap();
    let world = World::of(&database);
    for (name, plain) in QUESTIONS {
        let (mut told, mut expected) = (table(&asked(&database, &question(name))), plain(&world));
        assert!(!told.is_empty(), "{name} finds nothing");
        told.sort();
        expected.sort();
        assert_eq!(told, expected, "{name}");
    }
}

/// The same questions in SQL, asked by SQLite alone of the file that `travaux export --format sqlite` writes.
#[test]
fn sql_finds_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("un.db");
    let database = Database::embedded().unwrap();
    database.back_up(&path).unwrap();
    let reader = Connection::open(&path).unwrap();
    let world = World::of(&database);
    for (name, plain) in QUESTIONS {
        let (mut told, mut expected) = (sql::rows(&reader, &in_sql(name)), plain(&world));
        assert!(!told.is_empty(), "{name} finds nothing");
        told.sort();
        expected.sort();
        assert_eq!(told, expected, "{name}");
    }
}

#[test]
fn answers_are_as_they_were() {
    let database = Database::embedded().unwrap();
    for (name, _) in QUESTIONS {
        let answer = asked(&database, &question(name));
        let mut text = Vec::new();
        match &answer {
            Answer::Rows(Rows { variables, rows, .. }) => {
                csv::solutions(variables, rows, Cells::Raw, &mut text).unwrap();
            }
            other => text = format!("{}\n", table(other)[0][0]).into_bytes(),
        }
        golden::check(&format!("queries/{name}.csv"), &String::from_utf8(text).unwrap());
    }
}

#[test]
fn every_query_is_asked() {
    let mut found: Vec<String> = fs::read_dir(home().join("tests/queries"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rq"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    found.sort();
    let mut known: Vec<String> = QUESTIONS.iter().map(|(name, _)| (*name).to_owned()).collect();
    known.sort();
    assert_eq!(found, known);
}

/// Rows as a table of Markdown; long cells are cut.
fn markdown(rows: &Rows, cells: &Table) -> String {
    let names: Vec<&str> = rows.variables.iter().map(|name| name.as_str()).collect();
    let mut out = format!("| {} |\n|{}\n", names.join(" | "), "---|".repeat(names.len()));
    for row in cells.iter().take(SHOWN) {
        let cut = |cell: &String| match cell.chars().count() > 70 {
            true => format!("{}…", cell.chars().take(69).collect::<String>().trim_end()),
            false => cell.clone(),
        };
        let row: Vec<String> = row.iter().map(cut).collect();
        writeln!(out, "| {} |", row.join(" | ").replace('\n', " ")).unwrap();
    }
    out
}

#[test]
fn the_page_of_questions_is_current() {
    let database = Database::embedded().unwrap();
    let mut page = "# Questions and their answers\n\nEach question is answered from the dataset built into the program. \
                    Put a query into a file and ask `travaux sparql\n--file FILE`, or give it in quotes: `travaux sparql \
                    'SELECT …'`. [sparql.md](sparql.md) explains the terms. Below each\nstands the same question in SQL, for a file that `travaux \
                    export --format sqlite -o un.db` writes or `travaux ingest` makes:\n[sql.md](sql.md) lists the views. \
                    Queries are in `tests/queries/`; a test asks them all both ways, compares the answers with\nwhat \
                    plain code over the graph finds, and keeps this page current.\n\n"
        .to_owned();
    for (at, (name, _)) in QUESTIONS.iter().enumerate() {
        writeln!(page, "{}. [{}](#{name})", at + 1, question(name).words).unwrap();
    }
    for (name, _) in QUESTIONS {
        let question = question(name);
        let answer = asked(&database, &question);
        let cells = table(&answer);
        write!(
            page,
            "\n<a id=\"{name}\"></a>\n\n## {}\n\n```sparql\n{}\n```\n\n```sql\n{}\n```\n\n",
            question.words,
            question.query,
            in_sql(name).trim_end()
        )
        .unwrap();
        match &answer {
            Answer::Rows(rows) => {
                page += &markdown(rows, &cells);
                if cells.len() > SHOWN {
                    write!(page, "\n… {} rows in all.\n", cells.len()).unwrap();
                }
            }
            _ => writeln!(page, "The answer is {}.", cells[0][0]).unwrap(),
        }
    }
    let path = home().join("docs/questions.md");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let differs = kept.lines().zip(page.lines()).position(|(a, b)| a != b);
    assert!(
        kept == page,
        "docs/questions.md is not current from line {differs:?}: UPDATE_GOLDEN=1 rewrites it"
    );
}
