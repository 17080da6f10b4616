//! What can be asked only of real documents: runs where `TRAVAUX_CORPUS` names a folder with `corpus/`, and says that it
//! is skipped elsewhere.

use std::fs;
use std::path::{Path, PathBuf};

use travaux::authority::{Authority, Checked};

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
