//! `graphs/` is what the program draws of the dataset built into it, by the commands that `graphs/gallery.toml` lists.
//!
//! `UPDATE_GRAPHS=1 cargo test --test suite shipped_graphs` makes it again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

#[derive(Deserialize)]
struct Gallery {
    picture: Vec<Picture>,
}

#[derive(Deserialize)]
struct Picture {
    file: String,
    command: Vec<String>,
    shows: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs")
}

fn gallery() -> Gallery {
    toml::from_str(&fs::read_to_string(folder().join("gallery.toml")).unwrap()).unwrap()
}

impl Picture {
    /// Draws the picture as a user would.
    fn drawn(&self, to: &Path) -> Vec<u8> {
        let file = to.join(&self.file);
        let output = Command::new(env!("CARGO_BIN_EXE_travaux"))
            .args(&self.command)
            .arg("-o")
            .arg(&file)
            .env_remove("TRAVAUX_DB")
            .output()
            .unwrap();
        assert!(output.status.success(), "{}: {}", self.file, String::from_utf8_lossy(&output.stderr));
        fs::read(file).unwrap()
    }

    /// What is typed to draw it.
    fn typed(&self) -> String {
        let quoted = |word: &String| match word.contains([' ', '(']) {
            true => format!("\"{word}\""),
            false => word.clone(),
        };
        let words: Vec<String> = self.command.iter().map(quoted).collect();
        format!("travaux {} -o {}", words.join(" "), self.file)
    }
}

/// The page of the gallery: each picture with what it shows and the command that made it.
fn page(gallery: &Gallery) -> String {
    let mut out = "# Pictures made by the program\n\nAll are drawn from the dataset built into it, without Graphviz, by \
                   the commands below them; `gallery.toml` lists\nthem, and a test fails when one is not current. To make \
                   all again:\n\n```sh\nUPDATE_GRAPHS=1 cargo test --test suite shipped_graphs\n```\n"
        .to_owned();
    for picture in &gallery.picture {
        out += &format!("\n## {}\n\n```sh\n{}\n```\n", picture.shows, picture.typed());
        let drawn = picture.file.ends_with(".svg");
        out += &if drawn {
            format!("\n![{}]({})\n", picture.shows, picture.file)
        } else {
            format!("\n[{}]({})\n", picture.file, picture.file)
        };
    }
    out
}

#[test]
fn shipped_graphs_are_drawn_from_the_data() {
    let gallery = gallery();
    let desk = tempfile::tempdir().unwrap();
    let mut files: Vec<(String, Vec<u8>)> =
        gallery.picture.iter().map(|p| (p.file.clone(), p.drawn(desk.path()))).collect();
    files.push(("README.md".to_owned(), page(&gallery).into_bytes()));
    for (name, bytes) in &files {
        let path = folder().join(name);
        if std::env::var_os("UPDATE_GRAPHS").is_some() {
            fs::write(&path, bytes).unwrap();
            continue;
        }
        let kept = fs::read(&path).unwrap_or_default();
        assert!(kept == *bytes, "graphs/{name} is not current: UPDATE_GRAPHS=1 makes it again");
    }
    let mut known: Vec<String> = files.into_iter().map(|(name, _)| name).collect();
    known.push("gallery.toml".to_owned());
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(known.contains(&name), "graphs/{name} is in no list");
    }
}
