//! Citation tests as data: `tests/cases/*.toml`, each case a text in the manner of a real document and the references
//! that must be found in it.
//!
//! A case that fails prints what was found, in the form of its file. A known wrong result stands as it is, with a
//! `fixme` that says what is right.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use travaux::authority::Authority;
use travaux::document;
use travaux::model::{Citation, Class, Symbol, Verb};
use travaux::references;

/// One file of cases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// The document in whose manner the text is written.
    origin: String,
    /// The document that the text is put into, one of `frames.toml`; `whole` if the text is a file of its own.
    #[serde(default = "general_assembly")]
    frame: String,
    /// The name of the file, where it matters.
    #[serde(default)]
    file: String,
    text: String,
    /// The references, in document order, without the document's own number.
    rows: Vec<Row>,
    /// The words of references that must be kept without target; not compared where it is absent.
    unresolved: Option<Vec<String>>,
    /// What is right, where the rows are not.
    #[serde(default)]
    fixme: String,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Row {
    surface: String,
    target: String,
    relation: String,
    #[serde(default)]
    verb: String,
    para: String,
    #[serde(default = "no")]
    via: String,
    /// The document that refers, where the text holds several; not compared where it is absent.
    from: Option<String>,
    /// Not compared where it is absent, and so the warning.
    rule: Option<String>,
    warning: Option<String>,
    /// What is probably meant; not compared where it is absent.
    suggestion: Option<String>,
}

fn general_assembly() -> String {
    "ga".to_owned()
}

fn no() -> String {
    "no".to_owned()
}

impl Row {
    fn of(citation: &Citation) -> Self {
        Self {
            surface: citation.surface.clone(),
            target: citation.target.to_string(),
            relation: citation.relation.to_string(),
            verb: citation.verb.as_ref().map_or_else(String::new, |v: &Verb| v.printed.to_string()),
            para: citation.para.clone(),
            via: citation.via.to_string(),
            from: Some(citation.source.document().to_owned()),
            rule: Some(citation.rule.clone()),
            warning: citation.warning.as_ref().map(|w| w.code.clone()),
            suggestion: citation
                .warning
                .as_ref()
                .and_then(|w| w.suggestion.as_ref())
                .map(ToString::to_string),
        }
    }

    fn fits(&self, found: &Row) -> bool {
        let rule = self.rule.is_none() || (&self.rule, &self.warning) == (&found.rule, &found.warning);
        let parts = |row: &Row| {
            [&row.surface, &row.target, &row.relation, &row.verb, &row.para, &row.via].map(Clone::clone)
        };
        let from = self.from.is_none() || self.from == found.from;
        let meant = self.suggestion.is_none() || self.suggestion == found.suggestion;
        rule && from && meant && parts(self) == parts(found)
    }

    /// Returns the row as its file prints it.
    fn line(&self) -> String {
        let via = (self.via != "no").then_some(self.via.as_str());
        let cells = [
            ("surface", Some(self.surface.as_str())),
            ("target", Some(&self.target)),
            ("relation", Some(&self.relation)),
            ("verb", Some(&self.verb)),
            ("para", Some(&self.para)),
            ("via", via),
            ("from", self.from.as_deref()),
            ("rule", self.rule.as_deref()),
            ("warning", self.warning.as_deref()),
            ("suggestion", self.suggestion.as_deref()),
        ];
        let cells = cells.into_iter().filter_map(|(name, cell)| cell.map(|c| format!("{name} = {c:?}")));
        format!("  {{ {} }},\n", cells.collect::<Vec<_>>().join(", "))
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Compares what is found in the text of a case with its rows; returns what differs.
fn check(case: &Case, frames: &BTreeMap<String, String>) -> Result<(), String> {
    let text = match case.frame.as_str() {
        "whole" => case.text.clone(),
        frame => frames.get(frame).expect("a frame of frames.toml").replace("{text}", &case.text),
    };
    let reading = document::read(text.as_bytes(), &case.file, Authority::embedded())
        .map_err(|error| format!("cannot be read: {error}"))?;
    let mut rows: Vec<Row> = Vec::new();
    let mut unresolved: Vec<String> = Vec::new();
    for document in &reading.documents {
        let found = references::extract(document, Authority::embedded());
        let printed =
            found.citations.iter().filter(|c| ![Class::Structural, Class::OwnIdentity].contains(&c.class));
        rows.extend(printed.map(Row::of));
        unresolved.extend(found.unresolved.into_iter().map(|u| u.surface));
    }
    let same =
        rows.len() == case.rows.len() && case.rows.iter().zip(&rows).all(|(asked, found)| asked.fits(found));
    if !same {
        return Err(format!("rows = [\n{}]", rows.iter().map(Row::line).collect::<String>()));
    }
    match &case.unresolved {
        Some(asked) if *asked != unresolved => Err(format!("unresolved = {unresolved:?}")),
        _ => Ok(()),
    }
}

#[test]
fn cases_are_read_as_they_say() {
    let read = |path: &Path| fs::read_to_string(path).unwrap();
    let frames: BTreeMap<String, String> = toml::from_str(&read(&folder().join("frames.toml"))).unwrap();
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| !path.ends_with("frames.toml"));
    files.sort();
    let mut names: BTreeSet<String> = BTreeSet::new();
    let (mut wrong, mut known) = (Vec::new(), Vec::new());
    for path in files {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let cases: Cases = toml::from_str(&read(&path)).unwrap_or_else(|error| panic!("{file}: {error}"));
        for case in cases.case {
            let name = format!("{file}: {}", case.name);
            let origin = case.origin.split('[').next().unwrap();
            assert!(origin.parse::<Symbol>().is_ok(), "{name}: '{origin}' is no symbol");
            if let Err(difference) = check(&case, &frames) {
                wrong.push(format!("{name}\nfound\n{difference}"));
            }
            if !case.fixme.is_empty() {
                known.push(format!("{name}: {}", case.fixme));
            }
            assert!(names.insert(name.clone()), "two cases are called '{name}'");
        }
    }
    println!("{} cases; known to be wrong: {known:#?}", names.len());
    assert!(names.len() > 100, "only {} cases", names.len());
    assert!(wrong.is_empty(), "{} cases fail\n\n{}", wrong.len(), wrong.join("\n\n"));
}
