//! Golden files: what the program wrote when it was last looked at. `UPDATE_GOLDEN=1 cargo test` rewrites them.

use std::fs;
use std::path::Path;

/// Compares a text with `tests/golden/<name>`.
pub fn check(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        return;
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    if golden != text {
        let differs = golden.lines().zip(text.lines()).position(|(a, b)| a != b);
        let line = differs.unwrap_or_else(|| golden.lines().count().min(text.lines().count()));
        panic!(
            "{name} differs from line {}\n  golden: {:?}\n  now:    {:?}\nUPDATE_GOLDEN=1 rewrites it",
            line + 1,
            golden.lines().nth(line),
            text.lines().nth(line),
        );
    }
}
