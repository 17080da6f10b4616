//! What a command reads: paths, and `-` for standard input.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::ingest::Input;

/// Standard input is held in memory as a whole.
const LARGEST: u64 = 1 << 30;

/// The name of standard input that was given no other.
const NAME: &str = "stdin";

/// Returns what paths name; `-` is what `stdin` gives, under a name that may tell a symbol.
pub(super) fn named(paths: &[PathBuf], name: Option<&str>, stdin: impl Read) -> Result<Vec<Input>, Failure> {
    let is_stdin = |path: &PathBuf| path == Path::new("-");
    let mut inputs: Vec<Input> = paths.iter().filter(|path| !is_stdin(path)).map(Input::from).collect();
    match (paths.iter().filter(|path| is_stdin(path)).count(), name) {
        (0, None) => {}
        (0, Some(_)) => {
            return Err(Failure::Usage("--name names what comes by standard input: write - for the file"));
        }
        (1, Some("")) => return Err(Failure::Usage("--name is empty")),
        (1, name) => inputs.push(Input::Bytes { name: name.unwrap_or(NAME).to_owned(), bytes: all(stdin)? }),
        (_, _) => return Err(Failure::Usage("standard input (-) can be read but once")),
    }
    Ok(inputs)
}

fn all(stdin: impl Read) -> Result<Vec<u8>, Failure> {
    let unreadable =
        |source: io::Error| Failure::Unreadable { path: PathBuf::from("standard input"), source };
    let mut bytes = Vec::new();
    stdin.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        let limit = LARGEST >> 20;
        let text = format!("standard input is longer than {limit} MB; save it as a file and name that");
        return Err(Failure::Unsupported(text));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paths: &[&str], name: Option<&str>, expected: Result<&[&str], &str>) {
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        let inputs = named(&paths, name, &b"a text"[..]).map_err(|failure| failure.to_string());
        let words = inputs.as_ref().map(|inputs| {
            let word = |input: &Input| match input {
                Input::Path(path) => path.display().to_string(),
                Input::Bytes { name, bytes } => format!("{name} of {} bytes", bytes.len()),
            };
            inputs.iter().map(word).collect::<Vec<String>>()
        });
        let words = words.as_ref().map(|w| w.iter().map(String::as_str).collect::<Vec<&str>>());
        match (words, expected) {
            (Ok(words), Ok(expected)) => assert_eq!(words, expected),
            (Err(said), Err(expected)) => assert!(said.contains(expected), "{said}"),
            (words, expected) => panic!("{words:?} {expected:?}"),
        }
    }

    #[test]
    fn a_hyphen_is_standard_input() {
        check(&["a.txt", "in"], None, Ok(&["a.txt", "in"]));
        check(&["-"], None, Ok(&["stdin of 6 bytes"]));
        check(&["-", "in"], Some("A_RES_53_144.pdf"), Ok(&["in", "A_RES_53_144.pdf of 6 bytes"]));
        check(&["./-"], None, Ok(&["./-"]));
        check(&["in"], Some("a.txt"), Err("write -"));
        check(&["-", "-"], None, Err("but once"));
        check(&["-"], Some(""), Err("empty"));
    }
}
