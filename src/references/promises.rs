//! What every match of a pattern holds: words, read off the pattern itself, and what stands before them.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// Words of which a match holds at least one.
#[derive(Debug)]
pub(super) struct Promise {
    /// Pattern of what stands before the word in a match, or empty.
    pub before: String,
    /// The words; each begins where a word of the text begins.
    pub words: Vec<String>,
}

/// Returns what every match of a pattern holds: one of the words of one of the promises, behind what stands before
/// them. `None` if the pattern promises nothing.
///
/// A concatenation holds what any of its parts holds, or any run of parts that promises few phrases, so the one with
/// the longest is taken; an alternation holds what one of its branches holds.
pub(super) fn of(pattern: &Hir) -> Option<Vec<Promise>> {
    let mut out: Vec<Promise> = Vec::new();
    for Found { before, words } in held(pattern, &[], true)? {
        if words.iter().any(|w| w.len() < SHORTEST) {
            return None;
        }
        let nothing = before.properties().maximum_len() == Some(0);
        let before = if nothing { String::new() } else { before.to_string() };
        match out.iter_mut().find(|promise| promise.before == before) {
            Some(promise) => promise.words.extend(words),
            None => out.push(Promise { before, words }),
        }
    }
    Some(out)
}

/// Returns all texts that a pattern matches, if they are few.
pub(super) fn all(pattern: &Hir) -> Option<Vec<String>> {
    let all = match pattern.kind() {
        HirKind::Empty | HirKind::Look(_) => vec![String::new()],
        HirKind::Literal(literal) => vec![String::from_utf8(literal.0.to_vec()).ok()?],
        HirKind::Class(class) => members(class)?,
        HirKind::Capture(capture) => return self::all(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min == 0 && repetition.max == Some(1) => {
            let mut all = self::all(&repetition.sub)?;
            all.push(String::new());
            all
        }
        HirKind::Repetition(_) => return None,
        HirKind::Concat(parts) => {
            let join = |phrases: Vec<String>, part| {
                let next = self::all(part).filter(|next| next.len() * phrases.len() <= PHRASES)?;
                Some(joined(&phrases, &next))
            };
            parts.iter().try_fold(vec![String::new()], join)?
        }
        HirKind::Alternation(branches) => {
            let all: Option<Vec<Vec<String>>> = branches.iter().map(self::all).collect();
            all?.concat()
        }
    };
    (all.len() <= PHRASES).then_some(all)
}

/// Returns the members of a class of characters, if they are few.
fn members(class: &Class) -> Option<Vec<String>> {
    let few = |size: usize| size <= MEMBERS;
    match class {
        Class::Unicode(class) => few(class.iter().map(|range| range.len()).sum())
            .then(|| class.iter().flat_map(|range| range.start()..=range.end()).map(String::from).collect()),
        Class::Bytes(class) => {
            (class.is_ascii() && few(class.iter().map(|range| range.len()).sum())).then(|| {
                let bytes = class.iter().flat_map(|range| range.start()..=range.end());
                bytes.map(|byte| char::from(byte).to_string()).collect()
            })
        }
    }
}

/// At most so many letters are told apart.
const MEMBERS: usize = 12;
/// At most so many phrases stand for one pattern.
const PHRASES: usize = 96;
/// Words have so many letters at least.
const SHORTEST: usize = 3;

/// What a part of a pattern holds, behind what stands before it in the whole.
struct Found {
    before: Hir,
    words: Vec<String>,
}

/// Returns what a part holds; `before` are the parts before it, and `border` says whether a word begins behind them.
fn held(hir: &Hir, before: &[Hir], border: bool) -> Option<Vec<Found>> {
    let whole = |words: Vec<String>| vec![Found { before: Hir::concat(before.to_vec()), words }];
    match hir.kind() {
        HirKind::Capture(capture) => held(&capture.sub, before, border),
        HirKind::Repetition(repetition) if repetition.min > 0 => held(&repetition.sub, before, border),
        HirKind::Concat(parts) => {
            let held_from = |from: usize| {
                let before = [before, &parts[..from]].concat();
                let border = parts[..from].iter().fold(border, borders);
                let part = held(&parts[from], &before, border);
                let words = run(&parts[from..]).filter(|_| border);
                let run = words.map(|words| vec![Found { before: Hir::concat(before), words }]);
                part.into_iter().chain(run)
            };
            (0..parts.len())
                .flat_map(held_from)
                .max_by_key(|found| shortest(found.iter().flat_map(|f| &f.words)))
        }
        HirKind::Alternation(branches) => {
            let all: Option<Vec<Vec<Found>>> = branches.iter().map(|b| held(b, before, border)).collect();
            Some(all?.into_iter().flatten().collect())
        }
        _ => all(hir).filter(|words| border && begin_words(words)).map(whole),
    }
}

/// Returns whether a word begins behind a part; `before` says whether one begins in front of it.
fn borders(before: bool, part: &Hir) -> bool {
    match part.kind() {
        HirKind::Look(look) => before || matches!(look, Look::WordAscii | Look::WordUnicode),
        HirKind::Literal(literal) => {
            literal.0.last().is_some_and(|b| b.is_ascii() && !b.is_ascii_alphanumeric())
        }
        HirKind::Capture(capture) => borders(before, &capture.sub),
        HirKind::Repetition(repetition) => borders(before, &repetition.sub) && (repetition.min > 0 || before),
        HirKind::Concat(parts) => parts.iter().fold(before, borders),
        HirKind::Alternation(branches) => branches.iter().all(|branch| borders(before, branch)),
        HirKind::Empty => before,
        HirKind::Class(_) => false,
    }
}

fn begin_words(words: &[String]) -> bool {
    words.iter().all(|w| w.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// Returns the phrases with which the first of some parts begin: as many parts as promise few phrases.
fn run(parts: &[Hir]) -> Option<Vec<String>> {
    let mut phrases = vec![String::new()];
    for part in parts {
        let Some(next) = all(part).filter(|next| next.len() * phrases.len() <= PHRASES) else { break };
        phrases = joined(&phrases, &next);
    }
    begin_words(&phrases).then_some(phrases)
}

/// Returns every phrase with every ending.
fn joined(phrases: &[String], endings: &[String]) -> Vec<String> {
    phrases.iter().flat_map(|p| endings.iter().map(move |e| format!("{p}{e}"))).collect()
}

fn shortest<'a>(words: impl Iterator<Item = &'a String>) -> usize {
    words.map(String::len).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::lexicon::parsed;

    /// Compares the words of each promise, and whether anything stands before them.
    fn check(pattern: &str, expected: Option<&[(bool, &[&str])]>) {
        let read = |p: Promise| (!p.before.is_empty(), p.words);
        let found: Option<Vec<(bool, Vec<String>)>> =
            of(&parsed(pattern)).map(|all| all.into_iter().map(read).collect());
        let owned = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
        let expected: Option<Vec<(bool, Vec<String>)>> =
            expected.map(|all| all.iter().map(|(before, words)| (*before, owned(words))).collect());
        assert_eq!(found, expected, "{pattern}");
    }

    #[test]
    fn patterns_promise_words() {
        check("resolutions?", Some(&[(false, &["resolutions", "resolution"])]));
        check(
            "(?:that|the same) (?:resolution|decision)",
            Some(&[(
                false,
                &["that resolution", "that decision", "the same resolution", "the same decision"],
            )]),
        );
        check(r"paragraphs? \d{1,3} (?:above|below)", Some(&[(false, &["paragraphs ", "paragraph "])]));
        check("(?:its )?[a-z]+", None);
        check("notes?|x*", None);
    }

    #[test]
    fn promises_know_what_stands_before_them() {
        check("al (?:[a-z]+ )?resolutions?", Some(&[(true, &["resolutions", "resolution"])]));
        check(
            "(?:[a-z] )?notes|(?:x+ )*letters|reports|studies",
            Some(&[(true, &["notes"]), (true, &["letters"]), (false, &["reports", "studies"])]),
        );
    }

    #[test]
    fn words_begin_where_words_of_the_text_do() {
        check("[a-z]*solutions", None);
        check(r"\bre-solutions [a-z]", Some(&[(false, &["re-solutions "])]));
    }
}
