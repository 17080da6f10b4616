//! What can be asked only of real documents: runs where `TRAVAUX_CORPUS` names a folder with `corpus/`, and says that it
//! is skipped elsewhere.

use std::fs;
use std::path::{Path, PathBuf};

use travaux::authority::organisations::{self, Status};
use travaux::authority::{Authority, Checked};
use travaux::document;

/// Returns the folder of real documents (`TRAVAUX_CORPUS`, default `../shared`), or says that `test` is skipped. In CI
/// the folder must be there, unless `TRAVAUX_CORPUS` is set to nothing.
pub fn folder(test: &str) -> Option<PathBuf> {
    let named = std::env::var_os("TRAVAUX_CORPUS").map(PathBuf::from);
    let unwanted = named.as_ref().is_some_and(|path| path.as_os_str().is_empty());
    let folder = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    if !unwanted && folder.join("corpus").is_dir() {
        return Some(folder);
    }
    assert!(unwanted || std::env::var_os("CI").is_none(), "no corpus at {}", folder.display());
    println!("SKIPPED {test}: no corpus at '{}' (TRAVAUX_CORPUS names it)", folder.display());
    None
}

/// Returns the text of a document by its symbol, as the corpus names its files.
fn text(corpus: &Path, symbol: &str) -> Option<String> {
    let name = symbol.replace('/', "_");
    let numbered = symbol.strip_prefix("S/RES/").and_then(|n| n.trim_end_matches(')').split_once('('));
    let old = numbered.map(|(number, year)| format!("sc/S_RES_{number:0>4}_{year}_EN_GOLD.txt"));
    let names = [format!("mandates/txt/{name}.txt"), format!("hrd/{name}.txt"), old.unwrap_or_default()];
    let path = names.iter().map(|name| corpus.join(name)).find(|path| path.is_file())?;
    Some(String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned())
}

/// Folds what differs between prints: white space, dashes, apostrophes, letter case.
fn folded(text: &str) -> String {
    let plain = text.to_lowercase().replace(['’', '‘', '`'], "'").replace(['–', '‐', '‑'], "-");
    plain.replace(['“', '”', '"', '_', '*'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every instrument that counts as checked is named in the document that its row gives as the source; a source with
/// `(number)`, or the instrument's own text, may print its number instead.
#[test]
fn corpus_sources_name_their_instruments() {
    let Some(corpus) = folder("corpus_sources_name_their_instruments") else { return };
    let corpus = corpus.join("corpus");
    let instruments = &Authority::embedded().instruments;
    let (mut read, mut silent) = (0, Vec::new());
    for row in instruments.iter().filter(|row| row.checked == Checked::Text) {
        let english = instruments.names().iter().filter(|name| name.language.as_str() == "en");
        let names = english.filter(|name| name.ids.contains(&row.id)).map(|name| folded(&name.text));
        let names: Vec<String> = names.chain([folded(&row.name)]).collect();
        let number = row.id.document().split_once("/RES/").map(|(_, number)| folded(number));
        for source in row.source.split("; ") {
            let symbol = source.split(' ').next().unwrap();
            let Some(text) = text(&corpus, symbol) else {
                silent.push(format!("{}: the corpus has no {symbol}", row.id));
                continue;
            };
            read += 1;
            let text = folded(&text);
            let squeezed = text.replace(' ', "");
            let by_number = source.ends_with("(number)") || row.id.document() == symbol;
            let numbered = by_number && number.as_ref().is_some_and(|number| squeezed.contains(number));
            if !numbered && !names.iter().any(|name| text.contains(name)) {
                silent.push(format!("{}: {symbol} does not name it", row.id));
            }
        }
    }
    assert!(silent.is_empty(), "\n{}\n", silent.join("\n"));
    assert!(read > 100, "only {read} sources were read");
}

/// Every organisation stands, by all its names, in the documents that its row gives as sources.
#[test]
fn corpus_reports_name_their_organisations() {
    let Some(corpus) = folder("corpus_reports_name_their_organisations") else { return };
    let squeezed = |text: &str| folded(text).replace([' ', '-'], "");
    let mut texts = std::collections::BTreeMap::new();
    for (symbol, file) in
        [("E/2025/32 (Part II)", "E_2025_32_(Part_II).en.pdf"), ("E/C.2/2025/2", "E_C.2_2025_2.en.pdf")]
    {
        let bytes = fs::read(corpus.join("corpus/pdf").join(file)).unwrap();
        let reading = document::read(&bytes, file, Authority::embedded()).unwrap();
        texts.insert(symbol, squeezed(reading.text()));
    }
    let mut silent = Vec::new();
    for one in organisations::embedded() {
        for source in one.source.split("; ") {
            let text = texts.get(source).unwrap_or_else(|| panic!("{}: no text of {source}", one.name));
            // Of two documents one may print the acronym, the other name or the name that was given up.
            let names = [one.name.as_str()].into_iter();
            let names: Vec<&str> = match one.source == source {
                true => names.chain([one.acronym.as_str()]).chain(one.others()).collect(),
                false => names.collect(),
            };
            silent.extend(
                names
                    .iter()
                    .filter(|name| !text.contains(&squeezed(name)))
                    .map(|name| format!("{source} does not name {name}")),
            );
        }
    }
    assert!(silent.is_empty(), "\n{}\n", silent.join("\n"));
}

/// The summary of the report counts what its lists name: 170 recommended, 381 deferred, 63 closed, 204 suspended,
/// 76 reinstated, 239 withdrawn and one more at its request.
#[test]
fn organisations_are_as_many_as_the_report_counts() {
    let count = |status| organisations::embedded().iter().filter(|one| one.status == Some(status)).count();
    let found = [
        Status::Recommended,
        Status::Deferred,
        Status::Closed,
        Status::Suspended,
        Status::Reinstated,
        Status::Withdrawn,
    ];
    assert_eq!(found.map(count), [170, 381, 63, 204, 76, 240]);
}
