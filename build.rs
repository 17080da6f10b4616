//! Packs and compresses the shipped dataset and the font, so that the program carries them small and reads them fast.

#[expect(dead_code, reason = "the places of single tables are for the program")]
#[path = "src/store/dataset/layout.rs"]
mod layout;
#[expect(dead_code, reason = "the program reads what is written here")]
#[path = "src/store/dataset/packed.rs"]
mod packed;

use std::path::{Path, PathBuf};
use std::{env, fs};

/// The level of DEFLATE beyond which the files hardly get smaller.
const LEVEL: u8 = 9;

fn main() {
    pack_dataset();
    pack_fonts();
}

/// The bundled fonts, of which half goes.
fn pack_fonts() {
    let folder = Path::new("data/fonts");
    println!("cargo::rerun-if-changed=data/fonts");
    for name in ["LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"] {
        let file = folder.join(name);
        let font = fs::read(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        write_packed(&format!("{name}.z"), &font);
    }
}

/// Writes bytes compressed to where the program is made.
fn write_packed(name: &str, bytes: &[u8]) {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the folder"));
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(bytes, LEVEL);
    fs::write(out.join(name), packed).expect("cargo's folder can be written");
}

fn pack_dataset() {
    println!("cargo::rerun-if-changed=data/dataset");
    let folder = Path::new("data/dataset");
    let mut tables = Vec::new();
    for table in &layout::TABLES {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for file in files(&folder.join(table.name)) {
            let text = fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
            let mut lines = csv(&text).into_iter();
            let header = lines.next().unwrap_or_default();
            assert!(header == table.header, "{}: the columns are {header:?}", file.display());
            rows.extend(lines);
        }
        if let Some(odd) = rows.iter().find(|row| row.len() != table.header.len()) {
            panic!("{}: a row with {} cells: {odd:?}", table.name, odd.len());
        }
        // Rows of one source stand in one file, in their order.
        rows.sort_by(|a, b| a[0].cmp(&b[0]));
        tables.push(rows);
    }
    let (pool, packed) = packed::pack(&tables);
    write_packed("dataset.bin", &packed::write(&pool, &packed));
}

/// Returns a file, or the CSV files of a folder by name.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.extension().is_some() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "csv"));
    files.sort();
    files
}

/// Reads CSV as the program writes it; a crate for that would be compiled a second time.
fn csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let (mut row, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    rows
}
