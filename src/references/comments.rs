//! Finds the general comments and recommendations of the treaty bodies by their numbers: `general comments No. 21 (1992)
//! on …, No. 32 (2007) on … and No. 35 (2014) on …, adopted by the Human Rights Committee`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::cues::{Cue, Cues};
use super::mention::{Mention, Saying};
use super::nearby;
use crate::authority::lexicon;
use crate::authority::{Authority, Body};
use crate::model::{Class, Paragraph, Span};

/// What general comments are called.
pub(super) const CUES: &str = "general (?:comment|recommendation)s? no";

/// Number of a general comment.
// Matches `general recommendation No. 25`; does not match `general recommendations`.
static HEAD: LazyLock<Regex> =
    LazyLock::new(|| lexicon::pattern(r"(?i)\bgeneral (?:comment|recommendation) no\. ?\d{1,2}"));

/// General comment with what names it further.
// Matches `General Comment No. 29 on states of emergency adopted by the Human Rights Committee on 24 July 2001`;
// does not match `general comments`.
static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(concat!(
        r"(?i)\bgeneral (?:comment|recommendation) no\. ?\d{1,2}(?: \(\d{4}\))?(?:,? on [^,;()]{3,120}?)?",
        r"(?:,? adopted by the (?P<body>Human Rights Committee|Committee [^,;()]{5,90}?) on \d{1,2} [A-Za-zÀ-ɏ]+ \d{4})?(?:[,;.)]|$)"
    ))
});

/// One number of a list, with its year.
// Matches `No. 21 (1992)`, `Nos. 3`, ` and 4`; does not match `No. 21st`, `and 2016`.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(concat!(
        r"\b(?:[Nn]os?\. ?(?P<first>\d{1,2})(?: \((?P<year>\d{4})\))?",
        r"(?P<more>(?:(?:, and |, | and )\d{1,2}\b)*))(?-u:\b|\B)"
    ))
});

/// How far the subject of a general comment may run to its footnote mark, in bytes.
const SUBJECT: usize = 200;

/// How far the numbers of a list and the committee behind them may stand from their head, in bytes.
const REACH: usize = 700;

/// How far before the head its committee may stand, in bytes.
const BEFORE: usize = 300;

/// Finds the general comments that carry a footnote mark: their footnote names the volume that prints them.
pub(super) fn marked(paragraph: &Paragraph) -> Vec<Mention> {
    let text = paragraph.text.as_str();
    let mut out = Vec::new();
    for found in HEAD.find_iter(text) {
        let next = paragraph.marks.iter().find(|m| m.at >= found.end() && m.at <= found.end() + SUBJECT);
        let Some(mark) = next else { continue };
        let subject = text[found.end()..mark.at].trim_end_matches([',', ';', '.', ' ']);
        if !subject.contains(';') && !HEAD.is_match(subject) {
            let end = found.end() + subject.len();
            let saying = Saying::Description(Some(mark.number));
            out.push(Mention::new(Span::new(found.start(), end), Class::Description, saying));
        }
    }
    out
}

/// Widens the names of general comments by the subject and the adoption that stand behind them.
pub(super) fn widen(text: &str, mentions: &mut [Mention]) {
    for found in WHOLE.find_iter(text) {
        let end = found.start() + found.as_str().trim_end_matches([',', ';', '.', ')']).len();
        for mention in mentions.iter_mut() {
            if mention.range.start <= found.start() + 4
                && mention.range.overlaps(Span::new(found.start(), end))
            {
                mention.range.end = mention.range.end.max(end);
            }
        }
    }
}

/// Finds the general comments whose committee the text names, or that number and year leave no doubt about.
pub(super) fn numbered(text: &str, cues: &Cues, authority: &'static Authority) -> Vec<Mention> {
    let heads: Vec<Span> = cues.hits(|cue| cue == Cue::Comment).map(|hit| hit.range).collect();
    let mut out = Vec::new();
    for (nth, head) in heads.iter().enumerate() {
        let next = heads.get(nth + 1).map_or(text.len(), |next| next.start);
        // `no` of the head is the sign of the first number.
        let from = head.end - "no".len();
        if text[..head.start].ends_with("draft ") || from >= next {
            continue;
        }
        let list = nearby::head(&text[from..next], REACH);
        let list = list.find(';').map_or(list, |stop| &list[..stop]);
        let recommends = text[head.start..head.end].to_ascii_lowercase().contains("recommendation");
        let committees = || authority.bodies.iter().filter(|body| issues(body, recommends));
        let named = committee(text, *head, from..from + list.len(), committees);
        for (range, number, year) in numbers(list) {
            let start = if range.start == 0 { head.start } else { from + range.start };
            let of = |body: &Body| authority.general_comments.of(&body.id, number, year);
            let id = match named {
                Some(body) => of(body),
                None => {
                    let mut all = committees().filter_map(of).filter(|_| year.is_some());
                    all.next().filter(|_| all.next().is_none())
                }
            };
            if let Some(id) = id {
                let span = Span::new(start, from + range.end);
                out.push(Mention::new(span, Class::Name, Saying::Name(vec![id])));
            }
        }
    }
    out
}

/// Returns whether a body issues general recommendations, or general comments.
fn issues(body: &Body, recommends: bool) -> bool {
    let id = body.id.as_str();
    body.kind == "treaty-body" && (["CEDAW", "CERD"].contains(&id) == recommends)
}

/// Returns the committee of a head: the one directly before it, else the one whose own they are said to be, else the
/// next one behind their numbers.
fn committee<'a, I>(
    text: &str,
    head: Span,
    list: Range<usize>,
    committees: impl Fn() -> I,
) -> Option<&'a Body>
where
    I: Iterator<Item = &'a Body>,
{
    let names = || {
        committees()
            .flat_map(|body| body.aliases.iter().chain([&body.name]).map(move |name| (body, name.as_str())))
    };
    let before = nearby::tail(&text[..head.start], BEFORE);
    let clause = before.rfind(';').map_or(before, |stop| &before[stop..]);
    let words = clause.trim_end();
    let words = words.strip_suffix(" joint").unwrap_or(words);
    let genitive = words.strip_suffix("’s").or(words.strip_suffix("'s")).unwrap_or(words);
    if let Some((body, _)) = names().find(|(_, name)| genitive.ends_with(name)) {
        return Some(body);
    }
    let earlier =
        || names().filter_map(|(body, name)| Some((clause.rfind(name)?, body))).max_by_key(|(at, _)| *at);
    if words.ends_with(" its") {
        return earlier().map(|(_, body)| body);
    }
    let behind = &text[list];
    let later = names().filter_map(|(body, name)| {
        let at = behind.find(name)?;
        let led = [" of the ", " by the ", "/"].iter().any(|lead| behind[..at].ends_with(lead));
        led.then_some((at, body))
    });
    later.min_by_key(|(at, _)| *at).or_else(earlier).map(|(_, body)| body)
}

/// Returns the numbers of a list with their years, and where they stand.
fn numbers(list: &str) -> Vec<(Range<usize>, u16, Option<u16>)> {
    let mut out = Vec::new();
    for found in NUMBER.captures_iter(list) {
        let (Some(whole), Some(first), Some(more)) = (found.get(0), found.name("first"), found.name("more"))
        else {
            continue;
        };
        let Ok(number) = first.as_str().parse() else { continue };
        let year = found.name("year").and_then(|y| y.as_str().parse().ok());
        out.push((whole.start()..more.start(), number, year));
        let mut at = more.start();
        for item in more.as_str().split_inclusive(|c: char| c.is_ascii_digit()) {
            at += item.len();
            let end = at + list[at..].bytes().take_while(u8::is_ascii_digit).count();
            let start = at - 1;
            if let Ok(number) = list[start..end].parse()
                && !list[..start].ends_with(|c: char| c.is_ascii_digit())
            {
                out.push((start..end, number, None));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::grammar;
    use super::*;
    use crate::model::Language;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let authority = Authority::embedded();
        let grammar = grammar::of(authority, &Language::english());
        let all = numbered(text, &grammar.cues.read(text), authority);
        let found: Vec<(&str, &str)> = all
            .iter()
            .flat_map(|m| match &m.saying {
                Saying::Name(ids) => {
                    ids.iter().map(|id| (&text[m.range.start..m.range.end], id.as_str())).collect()
                }
                _ => Vec::new(),
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_committee_may_stand_on_either_side() {
        check(
            "Recalling general comment No. 15 (2002) of the Committee on Economic, Social and Cultural Rights on lakes,",
            &[("general comment No. 15 (2002)", "E/C.12/2002/11")],
        );
        check(
            "Committee on the Rights of the Child general comments Nos. 12, 13 and 16, and others",
            &[("general comments Nos. 12", "CRC/C/GC/12"), ("13", "CRC/C/GC/13"), ("16", "CRC/C/GC/16")],
        );
        check(
            "the adoption by the Human Rights Committee of its general comments No. 32 (2007) on courts and No. 36 (2018) \
             on life, and by the Committee on the Elimination of Racial Discrimination of its general recommendation \
             No. 31 (2005) on lakes,",
            &[
                ("general comments No. 32 (2007)", "CCPR/C/GC/32"),
                ("No. 36 (2018)", "CCPR/C/GC/36"),
                ("general recommendation No. 31 (2005)", "A/60/18#chap.IX"),
            ],
        );
        check(
            "joint general recommendation No. 31 of the Committee on the Elimination of Discrimination against \
             Women/general comment No. 18 of the Committee on the Rights of the Child (2014)",
            &[
                ("general recommendation No. 31", "CEDAW/C/GC/31"),
                ("general comment No. 18", "CEDAW/C/GC/31"),
            ],
        );
    }

    #[test]
    fn a_comment_of_no_committee_needs_its_year() {
        check(
            "to consider general recommendation No. 39 (2022) on lakes",
            &[("general recommendation No. 39 (2022)", "CEDAW/C/GC/39")],
        );
        check("to consider general comment No. 3 on lakes, and draft general recommendation No. 39", &[]);
        check("general comment No. 99 of the Human Rights Committee", &[]);
    }
}
