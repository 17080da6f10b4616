//! Every dependency may be used in a program under MIT or Apache-2.0.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Licences that ask for no more than a notice.
const ALLOWED: [&str; 10] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "CC0-1.0",
];

/// Crates that name a file instead of a licence; the file was read and is the MIT licence, which the test verifies.
const MIT_BY_FILE: [&str; 4] = ["dot-generator", "graphviz-rust", "into-attr", "into-attr-derive"];

#[test]
fn every_dependency_is_free_to_use() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    // Without --offline: crates that only other platforms need may still have to be fetched.
    let listed = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1", "--manifest-path"])
        .arg(manifest)
        .output()
        .unwrap();
    if !listed.status.success() && std::env::var_os("CI").is_none() {
        println!("SKIPPED every_dependency_is_free_to_use: {}", String::from_utf8_lossy(&listed.stderr));
        return;
    }
    let metadata: Value = serde_json::from_slice(&listed.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let refused: Vec<String> = packages.iter().filter_map(refusal).collect();
    assert!(refused.is_empty(), "\n{}\n", refused.join("\n"));
    for name in MIT_BY_FILE {
        assert!(
            packages.iter().any(|p| p["name"] == name),
            "{name} is an exception, but no dependency any more"
        );
    }
}

/// Says why a package must not be used, if so.
fn refusal(package: &Value) -> Option<String> {
    let name = package["name"].as_str().unwrap();
    if let Some(licence) = package["license"].as_str() {
        return (!allows(licence)).then(|| format!("{name}: {licence}"));
    }
    let Some(file) = package["license_file"].as_str().filter(|_| MIT_BY_FILE.contains(&name)) else {
        return Some(format!("{name}: no licence named"));
    };
    let folder = Path::new(package["manifest_path"].as_str().unwrap()).parent().unwrap().to_owned();
    let text = std::fs::read_to_string(folder.join(file)).unwrap();
    let mit =
        text.starts_with("MIT License") && text.contains("Permission is hereby granted, free of charge");
    (!mit).then(|| format!("{name}: {file} is not the MIT licence"))
}

/// Says whether a licence expression leaves a choice that is allowed.
fn allows(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let allowed = either(&words, &mut at);
    allowed && at == words.len()
}

fn either(words: &[&str], at: &mut usize) -> bool {
    let mut allowed = both(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        // Both sides are read, whatever the first says.
        allowed |= both(words, at);
    }
    allowed
}

fn both(words: &[&str], at: &mut usize) -> bool {
    let mut allowed = one(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        allowed &= one(words, at);
    }
    allowed
}

fn one(words: &[&str], at: &mut usize) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let allowed = either(words, at);
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return allowed && closed;
    }
    let mut licence = (*word).to_owned();
    if let Some(["WITH", exception]) = words.get(*at..*at + 2) {
        licence = format!("{licence} WITH {exception}");
        *at += 2;
    }
    ALLOWED.contains(&licence.as_str())
}

#[test]
fn expressions_are_weighed() {
    let check = |expression: &str, expected: bool| assert_eq!(allows(expression), expected, "{expression}");
    check("MIT", true);
    check("MIT OR Apache-2.0", true);
    check("Unlicense/MIT", true);
    check("MIT OR GPL-3.0", true);
    check("(Apache-2.0 OR MIT) AND BSD-3-Clause", true);
    check("(MIT OR Apache-2.0) AND Unicode-3.0", true);
    check("Apache-2.0 WITH LLVM-exception", true);
    check("GPL-3.0", false);
    check("MIT AND GPL-3.0", false);
    check("GPL-2.0 WITH Classpath-exception-2.0", false);
    check("(MIT", false);
    check("MIT MIT", false);
    check("", false);
}
