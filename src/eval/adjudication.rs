//! What a person decided about links that extraction did not find: `adjudicated-links.tsv`.

use std::path::Path;

use super::EvalError;
use super::gold::records;

/// Whose fault a missed link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The text says so and extraction did not find it.
    Ours,
    /// The link does not say what the text says.
    Editors,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjudicated {
    /// Name of the text without ending.
    pub file: String,
    /// The words of the link.
    pub anchor: String,
    /// The target of the link, as the table of links has it.
    pub linked: String,
    /// The decision.
    pub verdict: Verdict,
    /// What is found in its place, or empty.
    pub found: String,
    /// A short code, one of those in `REASONS`.
    pub reason: String,
}

/// The reasons that a decision may give, each with what it means.
pub const REASONS: [(&str, &str); 8] = [
    ("other-body", "the text names another body whose numbers have the same form"),
    (
        "lost-middle",
        "the text says resolution, its symbol lost the middle, and the link leads to the report of that symbol",
    ),
    ("decision", "the text says decision, the link resolution"),
    ("malformed", "the target of the link is no symbol, or one with a slip of the pen"),
    ("other-number", "the link leads to another number than the text prints"),
    ("not-in-text", "the words of the link do not stand in the text of the corpus"),
    ("inside-title", "the number is part of the quoted title of another resolution"),
    ("missed", "the text prints the reference; extraction does not find it"),
];

/// Reads the decisions.
pub(super) fn read(path: &Path) -> Result<Vec<Adjudicated>, EvalError> {
    let mut out = Vec::new();
    for (nth, record) in records(path)?.into_iter().enumerate() {
        let fail = |reason: String| EvalError::Format { path: path.to_owned(), row: nth + 2, reason };
        let [file, anchor, linked, verdict, found, reason] = record.as_slice() else {
            return Err(fail(format!("{} columns instead of 6", record.len())));
        };
        let verdict = match verdict.as_str() {
            "ours" => Verdict::Ours,
            "editors" => Verdict::Editors,
            other => return Err(fail(format!("'{other}' is no verdict"))),
        };
        if !REASONS.iter().any(|(code, _)| code == reason) {
            return Err(fail(format!("'{reason}' is no reason")));
        }
        out.push(Adjudicated {
            file: file.clone(),
            anchor: anchor.clone(),
            linked: linked.clone(),
            verdict,
            found: found.clone(),
            reason: reason.clone(),
        });
    }
    Ok(out)
}
