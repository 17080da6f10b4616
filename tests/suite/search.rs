//! `travaux search`: the index against a slow look at every text, in six languages, and the command.

use std::collections::BTreeSet;
use std::process::{Command, Output};

use proptest::prelude::*;
use tempfile::TempDir;
use travaux::Database;
use travaux::model::{BodyId, DocumentFacts, Id, Language, NodeId, Paragraph, Relation, Text, Verb};
use travaux::search::{Filter, Question, Reference, stems};
use travaux::store::Store;

use crate::facts::{Plain, citation, document, file};

/// A document of some paragraphs, each of which cites what stands beside its text.
fn speaking(id: &str, language: &str, paragraphs: &[(&str, &str)]) -> DocumentFacts {
    let mut document = document(id);
    document.language = Language::new(language);
    document.paragraphs.clear();
    let mut citations = Vec::new();
    for (number, (words, target)) in paragraphs.iter().enumerate() {
        let label = format!("op{}", number + 1);
        let mut text = Text::new();
        text.push(words, 0);
        document.paragraphs.push(Paragraph {
            label: label.clone(),
            text,
            marks: Vec::new(),
            links: Vec::new(),
        });
        if !target.is_empty() {
            let mut cited = citation(id, target, Relation::Cites);
            cited.para = label;
            cited.verb = Some(Verb::new("Welcomes", "welcome"));
            citations.push(cited);
        }
    }
    DocumentFacts {
        document,
        citations,
        unresolved: Vec::new(),
        signatures: Vec::new(),
        definitions: Vec::new(),
    }
}

fn database(documents: Vec<DocumentFacts>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(&folder.path().join("test.db")).unwrap();
    for (number, facts) in documents.into_iter().enumerate() {
        store.replace_file(&file(&format!("in/{number}.txt")), &[facts], &Plain).unwrap();
    }
    folder
}

/// The labels of the paragraphs that a question finds, best first.
fn found(folder: &TempDir, typed: &str, filter: &Filter) -> Vec<String> {
    let database = Database::open(folder.path().join("test.db")).unwrap();
    let question = (!typed.is_empty()).then(|| Question::read(typed, filter.language.as_ref()).unwrap());
    let found = database.search(question.as_ref(), filter, 100).unwrap().passages.unwrap();
    assert_eq!(found.total, found.first.len());
    found.first.into_iter().map(|passage| format!("{} {}", passage.document, passage.label)).collect()
}

fn six() -> TempDir {
    let mut first = speaking(
        "A/RES/60/1",
        "en",
        &[
            ("Encourages women who keep lighthouses", "A/RES/53/144"),
            ("Invites keepers of a lighthouse", "A/RES/53/144#op3"),
            ("Requests a report on harbours", ""),
        ],
    );
    first.document.metadata.body = Some(BodyId::new("GA"));
    first.document.metadata.adopted = "2005-12-16".parse().ok();
    database(vec![
        first,
        speaking("A/RES/60/2", "fr", &[("Encourage les gardiennes des phares", "")]),
        speaking("A/RES/60/3", "es", &[("Alienta a las guardianas de los faros", "")]),
        speaking("A/RES/60/4", "ru", &[("Призывает смотрителей маяков", "")]),
        speaking("A/RES/60/5", "ar", &[("تشجع المرأة والمنارات", "")]),
        speaking("A/RES/60/6", "zh", &[("鼓励灯塔看守人", "")]),
    ])
}

#[test]
fn words_are_found_in_six_languages_and_in_any_form() {
    let folder = six();
    let check = |typed: &str, expected: &[&str]| {
        assert_eq!(found(&folder, typed, &Filter::default()), expected, "{typed}");
    };
    check("lighthouse keeps", &["A/RES/60/1 op1"]);
    check("\"women who\"", &["A/RES/60/1 op1"]);
    check("\"who women\"", &[]);
    check("lighth* -women", &["A/RES/60/1 op2"]);
    check("harbour OR women", &["A/RES/60/1 op1", "A/RES/60/1 op3"]);
    check("phare", &["A/RES/60/2 op1"]);
    check("faro", &["A/RES/60/3 op1"]);
    check("маяк", &["A/RES/60/4 op1"]);
    check("منارات", &["A/RES/60/5 op1"]);
    check("المنارات", &["A/RES/60/5 op1"]);
    check("灯塔", &["A/RES/60/6 op1"]);
    check("守人", &["A/RES/60/6 op1"]);
    check("人", &["A/RES/60/6 op1"]);
    check("塔灯", &[]);
}

#[test]
fn filters_and_the_graph_narrow_a_search() {
    let folder = six();
    let target = |id: &str| Reference { target: Some(NodeId::new(id)), ..Reference::default() };
    let check = |typed: &str, filter: Filter, expected: &[&str]| {
        assert_eq!(found(&folder, typed, &filter), expected, "{typed} {filter:?}");
    };
    let to = |reference: Reference| Filter { reference, ..Filter::default() };
    check("lighthouse", to(target("A/RES/53/144")), &["A/RES/60/1 op1", "A/RES/60/1 op2"]);
    check("", to(target("A/RES/53/144")), &["A/RES/60/1 op1", "A/RES/60/1 op2"]);
    check("", to(target("A/RES/1/1")), &[]);
    let verb = |verb: &str| Reference { verb: Some(verb.to_owned()), ..target("A/RES/53/144") };
    check("women", to(verb("welcome")), &["A/RES/60/1 op1"]);
    check("women", to(verb("welcomes")), &["A/RES/60/1 op1"]);
    check("women", to(verb("recall")), &[]);
    check("women", to(Reference { relation: Some(Relation::Recalls), ..target("A/RES/53/144") }), &[]);
    check("harbours", Filter { body: Some(BodyId::new("GA")), ..Filter::default() }, &["A/RES/60/1 op3"]);
    check("harbours", Filter { body: Some(BodyId::new("SC")), ..Filter::default() }, &[]);
    check("harbours", Filter { years: Some(2005..=2006), ..Filter::default() }, &["A/RES/60/1 op3"]);
    check("harbours", Filter { years: Some(2006..=2010), ..Filter::default() }, &[]);
    check("phares", Filter { language: Some(Language::new("en")), ..Filter::default() }, &[]);
}

#[test]
fn what_was_replaced_or_deleted_is_not_found() {
    let folder = six();
    let mut store = Store::open(&folder.path().join("test.db")).unwrap();
    let again = speaking("A/RES/60/2", "fr", &[("Encourage les pilotes", "")]);
    store.replace_file(&file("in/1.txt"), &[again], &Plain).unwrap();
    assert_eq!(store.forget_document(&NodeId::new("A/RES/60/6")).unwrap(), ["in/5.txt"]);
    assert_eq!(store.unindexed().unwrap(), []);
    let none = Filter::default();
    assert_eq!(found(&folder, "pilote", &none), ["A/RES/60/2 op1"]);
    assert_eq!(found(&folder, "phare", &none), [] as [&str; 0]);
    assert_eq!(found(&folder, "灯塔", &none), [] as [&str; 0]);
    // Titles went with their texts.
    let question = Question::read("\"A/RES/60/6\"", None).unwrap();
    assert_eq!(store.search_titles(&question, &none, 9).unwrap().total, 0);
}

/// Returns whether every word stands in a text, seen without an index.
fn slow(words: &[String], text: &str) -> bool {
    let language = Language::english();
    let there: BTreeSet<String> = stems(text, &language).into_iter().map(|stem| stem.text).collect();
    words.iter().all(|word| stems(word, &language).iter().all(|stem| there.contains(&stem.text)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_index_finds_what_a_slow_look_finds(
        texts in proptest::collection::vec("(women|rights|states|keep|keeps|kept|report)( (women|rights|states|keeper)){0,4}", 1..8),
        words in proptest::collection::vec("women|woman|right|state|keeping|keeper|reports", 1..3),
    ) {
        let paragraphs: Vec<(&str, &str)> = texts.iter().map(|text| (text.as_str(), "")).collect();
        let folder = database(vec![speaking("A/RES/60/1", "en", &paragraphs)]);
        let mut expected: Vec<String> = (1..)
            .zip(&texts)
            .filter(|(_, text)| slow(&words, text))
            .map(|(number, _)| format!("A/RES/60/1 op{number}"))
            .collect();
        let english = Filter { language: Some(Language::english()), ..Filter::default() };
        let mut found = found(&folder, &words.join(" "), &english);
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
    }
}

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_travaux"))
        .arg("search")
        .args(arguments)
        .current_dir(folder.path())
        .env_remove("TRAVAUX_DB")
        .output()
        .unwrap()
}

#[test]
fn the_command_prints_rows_lines_and_excerpts() {
    let folder = six();
    let check = |arguments: &[&str], code: i32, expected: &str| {
        let output = run(&folder, arguments);
        let printed = String::from_utf8(output.stdout).unwrap();
        assert_eq!((output.status.code(), printed.as_str()), (Some(code), expected), "{arguments:?}");
    };
    let header = "found\tdoc\tdate\tpara\tlanguage\ttext\tfile\n";
    let row = "paragraph\tA/RES/60/1\t2005-12-16\top3\ten\tRequests a report on harbours\tin/0.txt\n";
    check(&["harbour", "--db", "test.db"], 0, &format!("{header}{row}"));
    check(&["lanterns", "--db", "test.db"], 1, header);
    let table = "1 paragraph\n\nA/RES/60/1  op3  2005-12-16  in/0.txt\n  Title of A/RES/60/1\n    \
         Requests a report on *harbours*\n";
    check(&["harbour", "--db", "test.db", "--format", "table"], 0, table);
    let output = run(&folder, &["women", "--db", "test.db", "--format", "json", "--relation-to", "53/144"]);
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((line["para"].as_str(), line["matches"][0].as_str()), (Some("op1"), Some("women")));
}

#[test]
fn the_dataset_built_in_has_titles_and_says_that_it_has_no_texts() {
    let folder = six();
    let output = run(&folder, &["human rights defenders", "--format", "table"]);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains("no texts") && printed.contains("*defenders*"), "{printed}");
    let output = run(&folder, &["--relation-to", "53/144"]);
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && complaint.contains("has no texts"), "{complaint}");
    let output = run(&folder, &[]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_title_without_a_text_is_found() {
    let mut facts = speaking("A/RES/60/1", "en", &[("Recalls", "A/RES/53/144#annex/art.2")]);
    facts.citations[0].target = Id::new("A/RES/53/144#annex");
    let folder = database(vec![facts]);
    let database = Database::open(folder.path().join("test.db")).unwrap();
    let question = Question::read("instrument", None).unwrap();
    let titles = database.search(Some(&question), &Filter::default(), 9).unwrap().titles;
    assert_eq!(titles.first[0].node.as_str(), "A/RES/53/144#annex");
}
