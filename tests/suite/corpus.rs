//! What can be asked only of real documents: runs where `TRAVAUX_CORPUS` names a folder with `corpus/`, and says that it
//! is skipped elsewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use travaux::authority::organisations::{self, Status};
use travaux::authority::{Authority, Checked};
use travaux::document;
use travaux::references;

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

/// Returns target, relation and paragraph of every reference of a file.
fn references_of(file: &Path) -> BTreeSet<(String, String, String)> {
    let bytes = fs::read(file).unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    let reading = document::read(&bytes, name, Authority::embedded()).unwrap();
    let citations =
        reading.documents.iter().flat_map(|d| references::extract(d, Authority::embedded()).citations);
    citations.map(|c| (c.target.to_string(), c.relation.to_string(), c.para)).collect()
}

/// Texts that were made from PDFs, with notes in the middle of sentences, give what the clean copies of the same
/// resolutions give.
#[test]
fn texts_made_from_pdfs_give_the_references_of_clean_copies() {
    let Some(corpus) = folder("texts_made_from_pdfs_give_the_references_of_clean_copies") else { return };
    let check = |made: &str, clean: &str, least: usize| {
        let made = references_of(&corpus.join("corpus/hrd").join(made));
        let clean = references_of(&corpus.join("seeds").join(clean));
        assert_eq!(made, clean);
        assert!(made.len() >= least, "{}", made.len());
    };
    check("A_RES_57_209.txt", "000_34f82cd9c4d3bda5.txt", 28);
    check("A_RES_62_152.txt", "001_9bcbb092cfdbda81.txt", 31);
}

/// `E/CN.4/2005/101 and Add.1–3 and Add.3/Corr.1` are five documents, also where the note stands amid the text.
#[test]
fn suffixes_in_scanlike_texts_are_documents() {
    let Some(corpus) = folder("suffixes_in_scanlike_texts_are_documents") else { return };
    let check = |file: &str, base: &str, suffixes: &[&str]| {
        let found = references_of(&corpus.join("corpus/hrd").join(file));
        let own = found.iter().filter_map(|(target, _, para)| Some((target.strip_prefix(base)?, para)));
        let own: BTreeSet<&str> = own.filter(|(_, para)| *para == "fn4").map(|(suffix, _)| suffix).collect();
        assert_eq!(own, suffixes.iter().copied().collect(), "{file}: {base}");
    };
    check("A_RES_59_192.txt", "E/CN.4/2004/94", &["", "/Add.1", "/Add.2", "/Add.3"]);
    check("A_RES_60_161.txt", "E/CN.4/2003/104", &["", "/Add.1", "/Add.2", "/Add.3", "/Add.4"]);
    check("A_RES_60_161.txt", "E/CN.4/2005/101", &["", "/Add.1", "/Add.2", "/Add.3", "/Add.3/Corr.1"]);
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
