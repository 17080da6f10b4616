//! The house rules that no compiler checks: who may name whom, how files begin, how long they are, what they are
//! called, and that every pattern shows what it matches.

mod paths;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The rooms in the order in which data flows, each with the rooms that it may name. `ARCHITECTURE.md` says why.
const ROOMS: [(&str, &[&str]); 20] = [
    ("model", &[]),
    ("authority", &["model"]),
    ("archive", &[]),
    ("document", &["model", "authority", "archive"]),
    ("references", &["model", "authority"]),
    ("catalogue", &["model", "authority"]),
    ("search", &["model"]),
    ("store", &["model", "search"]),
    ("ingest", &["model", "authority", "archive", "document", "references", "catalogue", "store", "error"]),
    ("graph", &["model"]),
    ("query", &["model", "graph"]),
    ("draw", &["model", "graph", "query"]),
    ("export", &["model", "search", "graph", "query", "draw"]),
    ("sparql", &["model", "graph", "query"]),
    ("eval", &["model", "authority", "document", "references"]),
    ("error", &["document", "search", "store", "graph", "query", "draw", "export", "sparql", "eval"]),
    (
        "database",
        &[
            "model",
            "authority",
            "document",
            "references",
            "search",
            "store",
            "ingest",
            "graph",
            "query",
            "draw",
            "export",
            "sparql",
            "eval",
            "error",
        ],
    ),
    (
        "web",
        &[
            "model",
            "authority",
            "document",
            "references",
            "search",
            "store",
            "ingest",
            "graph",
            "query",
            "draw",
            "export",
            "sparql",
            "eval",
            "error",
            "database",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "authority",
            "document",
            "references",
            "search",
            "store",
            "ingest",
            "graph",
            "query",
            "draw",
            "export",
            "sparql",
            "eval",
            "error",
            "database",
            "web",
        ],
    ),
    ("main", &["cli"]),
];

/// Names that say nothing of what a file holds.
const EMPTY_NAMES: [&str; 8] = ["util", "utils", "helper", "helpers", "common", "misc", "shared", "stuff"];

/// Longest file that one sitting can take in.
const MAX_LINES: usize = 800;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the files below a folder whose names end so, in order, as paths from the root of the repository.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                out.push(path.strip_prefix(root()).unwrap().to_owned());
            }
        }
    }
    out.sort();
    out
}

fn read(path: &Path) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn fail_if_any(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

/// Returns the module that a file below `src` is, as names from the root.
fn module(path: &Path) -> Vec<String> {
    let inside = path.strip_prefix("src").unwrap().with_extension("");
    let mut names: Vec<String> = inside.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    if names.last().is_some_and(|name| name == "mod") {
        names.pop();
    }
    names
}

/// Returns what `lib.rs` re-exports, each with its room (`pub use database::Database`).
fn reexports(lib: &str) -> BTreeMap<String, String> {
    let tokens = paths::tokens(lib);
    let text = |at: usize| tokens.get(at).map_or("", |t| t.text.as_str());
    let mut out = BTreeMap::new();
    for at in (0..tokens.len()).filter(|at| text(*at) == "use") {
        let room = text(at + 1).to_owned();
        let names = (at + 2..).take_while(|at| !matches!(text(*at), ";" | "")).map(text);
        for name in names.filter(|name| name.starts_with(char::is_alphabetic)) {
            out.insert(name.to_owned(), room.clone());
        }
    }
    out
}

/// Returns what a file takes from rooms that it may not name.
fn trespasses(path: &Path, source: &str, reexports: &BTreeMap<String, String>) -> Vec<String> {
    let module = module(path);
    let Some(room) = module.first().filter(|room| *room != "lib") else {
        return Vec::new();
    };
    let Some((_, may_name)) = ROOMS.iter().find(|(name, _)| name == room) else {
        return vec![format!("{}: the room {room} has no row in the table of tidy.rs", path.display())];
    };
    let names: Vec<&str> = module.iter().map(String::as_str).collect();
    let (names, word) = if room == "main" { (&[][..], "travaux") } else { (&names[..], "crate") };
    let mut out = Vec::new();
    for found in paths::leaving(source, names, word) {
        let target = reexports.get(&found.name).unwrap_or(&found.name);
        if target != room && !may_name.contains(&target.as_str()) {
            out.push(format!("{}:{}: {room} may not name {target}", path.display(), found.line));
        }
    }
    out
}

#[test]
fn rooms_name_only_what_stands_before_them() {
    let reexports = reexports(&read(Path::new("src/lib.rs")));
    let found: Vec<String> =
        files("src", ".rs").iter().flat_map(|path| trespasses(path, &read(path), &reexports)).collect();
    fail_if_any(&found);
}

#[test]
fn the_table_of_rooms_runs_one_way() {
    for (at, (room, may_name)) in ROOMS.iter().enumerate() {
        for target in *may_name {
            let before = ROOMS[..at].iter().any(|(name, _)| name == target);
            // `ingest` reports through the error type that stands behind all fallible rooms.
            assert!(
                before || (*room, *target) == ("ingest", "error"),
                "{room} names {target}, which stands behind it"
            );
        }
    }
}

#[test]
fn trespasses_are_caught() {
    let check = |path: &str, source: &str, expected: usize| {
        let reexports =
            reexports("pub mod error;\npub use database::Database;\npub use error::{Error, Other};");
        let found = trespasses(Path::new(path), source, &reexports);
        assert_eq!(found.len(), expected, "{path}: {source}: {found:?}");
    };
    check("src/query/rank.rs", "use crate::store::Store;", 1);
    check("src/query/rank.rs", "use crate::{graph::Graph, model::Id};", 0);
    check("src/query/rank.rs", "use crate::{graph::Graph, document, references::{extract}};", 2);
    check("src/query/mod.rs", "use super::store::Store;", 1);
    check("src/ingest.rs", "use super::graph::Graph;", 1);
    check("src/ingest/walk.rs", "use super::super::graph::Graph;", 1);
    check("src/ingest/walk.rs", "use super::placing;", 0);
    check("src/store/mod.rs", "fn f() -> Result<(), crate::Error> { Ok(()) }", 1);
    check("src/graph/mod.rs", "use crate::Database;", 1);
    check("src/web/mod.rs", "use crate::cli::run; use crate::Database;", 1);
    check("src/export/mod.rs", "use crate::*;", 1);
    check("src/export/mod.rs", "use crate as root;", 1);
    check("src/gossip/mod.rs", "", 1);
    check("src/main.rs", "fn main() { travaux::cli::run() }", 0);
    check("src/main.rs", "fn main() { travaux::store::open() }", 1);
    check("src/lib.rs", "pub use database::Database;", 0);
}

#[test]
fn every_file_says_first_what_it_holds() {
    let mut found = Vec::new();
    for path in files("src", ".rs").into_iter().chain(files("tests/suite", ".rs")) {
        let source = read(&path);
        let first = source.lines().next().unwrap_or_default();
        // The documentation of the crate is the README.
        let says = first.starts_with("//! ") || path.ends_with("src/lib.rs") && first.starts_with("#![doc =");
        if !says {
            found.push(format!("{}: the first line is no module documentation", path.display()));
        }
    }
    fail_if_any(&found);
}

#[test]
fn no_file_is_too_long() {
    let folders = ["src", "tests", "benches", "fuzz/fuzz_targets"];
    let long = folders.into_iter().flat_map(|folder| files(folder, ".rs")).filter_map(|path| {
        let lines = read(&path).lines().count();
        (lines > MAX_LINES).then(|| format!("{}: {lines} lines, split it along a noun", path.display()))
    });
    fail_if_any(&long.collect::<Vec<_>>());
}

#[test]
fn names_say_something() {
    let mut found = Vec::new();
    for path in files("src", ".rs").into_iter().chain(files("tests", ".rs")) {
        let tokens = paths::tokens(&read(&path));
        let modules = tokens.windows(2).filter(|pair| pair[0].text == "mod").map(|pair| pair[1].text.clone());
        let parts = path.with_extension("");
        let names = parts.iter().map(|part| part.to_string_lossy().into_owned()).chain(modules);
        for name in names.filter(|name| EMPTY_NAMES.contains(&name.as_str())) {
            found.push(format!("{}: '{name}' names no noun", path.display()));
        }
    }
    fail_if_any(&found);
}

#[test]
fn every_file_of_the_suite_is_declared() {
    let mut found = Vec::new();
    for path in files("tests/suite", ".rs").into_iter().filter(|path| !path.ends_with("suite/main.rs")) {
        let folder = path.parent().unwrap();
        let is_mod = path.file_stem().is_some_and(|stem| stem == "mod");
        let name = if is_mod { folder.file_name() } else { path.file_stem() }
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let folder = if is_mod { folder.parent().unwrap() } else { folder };
        let parents = [folder.join("main.rs"), folder.join("mod.rs"), folder.with_extension("rs")];
        let declared = parents.iter().filter(|parent| root().join(parent).is_file()).any(|parent| {
            let tokens = paths::tokens(&read(parent));
            tokens.windows(3).any(|t| t[0].text == "mod" && t[1].text == name && t[2].text == ";")
        });
        if !declared {
            found.push(format!("{}: no `mod {name};` declares it, so it never runs", path.display()));
        }
    }
    fail_if_any(&found);
}

/// Returns the tracked files, or all files outside `target` where there is no repository (a packaged crate).
fn tracked() -> Vec<PathBuf> {
    let listed = Command::new("git").arg("-C").arg(root()).args(["ls-files", "-z"]).output();
    match listed {
        Ok(output) if output.status.success() && !output.stdout.is_empty() => {
            let names = String::from_utf8(output.stdout).unwrap();
            names.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from).collect()
        }
        _ => {
            files("", "").into_iter().filter(|p| !p.starts_with("target") && !p.starts_with(".git")).collect()
        }
    }
}

/// Returns the places at which a text names a folder of a developer's machine.
fn private_paths(bytes: &[u8]) -> Vec<usize> {
    // Cut in two, so that this file does not find itself.
    let folder = concat!("/wo", "rk/").as_bytes();
    let inner = |c: u8| c.is_ascii_alphanumeric() || b"_-./$}".contains(&c);
    let places = bytes.windows(folder.len()).enumerate().filter(|(_, window)| *window == folder);
    places.map(|(at, _)| at).filter(|at| *at == 0 || !inner(bytes[at - 1])).collect()
}

#[test]
fn no_file_names_a_folder_of_one_machine() {
    let mut found = Vec::new();
    for path in tracked() {
        // A tracked file may be deleted in the working tree.
        let Ok(bytes) = fs::read(root().join(&path)) else { continue };
        for at in private_paths(&bytes) {
            let line = 1 + bytes[..at].iter().filter(|c| **c == b'\n').count();
            found.push(format!("{}:{line}: a path of one machine", path.display()));
        }
    }
    fail_if_any(&found);
}

#[test]
fn private_paths_are_caught() {
    let check = |text: &str, expected: usize| {
        let text = text.replace("HOME", concat!("/wo", "rk"));
        assert_eq!(private_paths(text.as_bytes()).len(), expected, "{text}");
    };
    check("open HOME/main/x", 1);
    check("\"HOME/shared\" and (HOME/wt)", 2);
    check("https://example.org/HOME/x, frame/HOME/, ../HOME/x", 0);
}

/// Returns the lines of patterns that do not show above them what they match and what not.
fn bare_patterns(source: &str) -> Vec<usize> {
    let lines: Vec<&str> = source.lines().collect();
    let mut out = Vec::new();
    for (at, _) in source.match_indices("Regex::new(").chain(source.match_indices("RegexSet::new(")) {
        let line = source[..at].matches('\n').count();
        let code = lines[line].trim_start();
        let argument = source[at..].split_once('(').map_or("", |(_, rest)| rest.trim_start());
        let argument = argument.trim_start_matches(['&', '[']).trim_start();
        let made = ["concat!", "format!"].iter().any(|made| argument.starts_with(made));
        let literal = made || paths::string(argument).is_some();
        if literal && !code.starts_with("//") && !shows_examples(&lines[..line]) {
            out.push(line + 1);
        }
    }
    out
}

/// Says whether the comment above the statement that follows these lines gives a match and a near miss.
fn shows_examples(above: &[&str]) -> bool {
    let mut comment = String::new();
    let mut code = 0;
    for line in above.iter().rev().map(|line| line.trim()) {
        match line.strip_prefix("//") {
            Some(text) => comment = format!("{text} {comment}"),
            None if !comment.is_empty() => break,
            // The statement may have begun some lines before; the end of another one or a blank line bounds it.
            None if line.is_empty() || line.ends_with(';') || line == "}" || code == 4 => return false,
            None => code += 1,
        }
    }
    let words = comment.to_lowercase();
    words.contains("match") && words.contains("not match") && words.matches('`').count() >= 4
}

#[test]
fn every_pattern_shows_what_it_matches() {
    let mut found = Vec::new();
    for path in files("src", ".rs") {
        for line in bare_patterns(&read(&path)) {
            found.push(format!(
                "{}:{line}: the pattern shows no match and near miss above it",
                path.display()
            ));
        }
    }
    fail_if_any(&found);
}

#[test]
fn bare_patterns_are_caught() {
    let check = |source: &str, expected: &[usize]| assert_eq!(bare_patterns(source), expected, "{source}");
    let examples = "// Matches `a`; does not match `b`.";
    check("let re = Regex::new(\"a\");", &[1]);
    check(&format!("{examples}\nlet re = Regex::new(\"a\");"), &[]);
    check(
        &format!("{examples}\nstatic RE: LazyLock<Regex> = LazyLock::new(|| {{\n    Regex::new(r\"a\")"),
        &[],
    );
    check(&format!("{examples}\nlet x = 1;\nlet re = Regex::new(r#\"a\"#);"), &[3]);
    check(&format!("{examples}\n\nlet re = Regex::new(\"a\");"), &[3]);
    check("// Finds an a.\nlet re = Regex::new(\"a\");", &[2]);
    check("let re = Regex::new(\n    concat!(\"a\", \"b\"),\n);", &[1]);
    check("let re = Regex::new(&format!(\"a{x}\"));", &[1]);
    check("let compile = |pattern: &str| Regex::new(pattern);", &[]);
    check("// Regex::new(\"a\") is how one compiles.", &[]);
}

#[test]
fn the_table_knows_every_room() {
    let lib = read(Path::new("src/lib.rs"));
    let tokens = paths::tokens(&lib);
    let declared: BTreeSet<&str> =
        tokens.windows(2).filter(|t| t[0].text == "mod").map(|t| t[1].text.as_str()).collect();
    let known: BTreeSet<&str> = ROOMS.iter().map(|(name, _)| *name).collect();
    let strangers: Vec<&&str> = declared.difference(&known).collect();
    assert!(strangers.is_empty(), "rooms without a row in the table: {strangers:?}");
}
