//! Finds references that name nothing: definite phrases, sets, descriptions, titles in quotation marks, and
//! paragraphs of the same document.

use std::sync::LazyLock;

use regex::Regex;

use super::cues::{Cue, Cues};
use super::grammar::Grammar;
use super::mention::{Mention, Saying};
use super::records;
use super::{names, nearby, places};
use crate::authority::lexicon;
use crate::model::{Class, Paragraph, Span};

/// What the Treaty Series is called; `Ibid.` repeats it.
pub(super) const TREATIES: &str = "Treaty Series|Verdragen|Ibid|Sales No";

/// Sales number of a publication; scans print `1` for `I` and `8` for `B`.
// Matches `Sales No. E.93.I.8`, `Sales No.: 64.II.B.11`, `Sales Nos. E.88.XI.1`, `Sales No. 67.I.2`; does not match `Sales`.
static SALE: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(
        r"Sales Nos?\.? ?:? ?(?P<number>(?P<start>(?:[A-Z](?:/[A-Z])*\.)?\d{2}\.)(?P<group>[IVX1l]{1,5})(?P<end>(?:\.[A-Z8])?\.\d{1,3}))\b",
    )
});

/// Treaty Series number.
// Matches `United Nations, Treaty Series, vol. 1465, No. 24841`, `Verenigde Naties, Verdragenserie, vol. 1465, nr.
// 24841`, `Ibid., vol. 660, No. 9464`, `ibid., vol. 397 (1961), No. 5712`, `United Nations, Treaty Series, vol. 75
// (1950), Nos. 970-973`, `United Nations, Treaty Series, vol. 1125, Nos. 17512 and 17513`; does not match `League of
// Nations, Treaty Series`.
static TREATY: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(concat!(
        r"(?:United Nations, Treaty Series|Verenigde Naties, (?:Verdragen(?:serie|reeks)|Treaty Series)|^Ibid\.|\bibid\.)",
        r", (?:vols?\.|deel) ?(?P<volume>\d{1,4})(?:,? (?:and |en )?\d{1,4})*(?: ?\((?:19|20)\d\d\))?, [Nn](?:os?|r)\. ?[IA]?-?(?P<list>\d{1,6}(?:(?: ?[-–] ?|,? and |,? en )(?:I-)?\d{3,6}\b)*)"
    ))
});

/// How far a description may run to its footnote mark, in bytes.
const DESCRIPTION_LIMIT: usize = 320;

/// Finds the phrases of a resolution or report.
pub(super) fn find(paragraph: &Paragraph, cues: &Cues, grammar: &Grammar) -> Vec<Mention> {
    let text = paragraph.text.as_str();
    let mut out = Vec::new();
    if cues.has(Cue::Treaty) {
        published(text, &mut out);
    }
    // Every other pattern is sought for by its words.
    if !cues.seeks(u128::MAX) {
        return out;
    }
    let push = |out: &mut Vec<Mention>, range: Span, class, saying| {
        out.push(Mention::new(range, class, saying));
    };
    for found in grammar.this_document.find_iter(text, cues) {
        push(&mut out, found, Class::SelfReference, Saying::ThisDocument);
    }
    for found in grammar.that_resolution.find_iter(text, cues) {
        // `the same resolution 53/144` is a number with its head.
        if !text[found.end..].trim_start().starts_with(|c: char| c.is_ascii_digit()) {
            push(&mut out, found, Class::Short, Saying::ThatResolution);
        }
    }
    for found in grammar.those_resolutions.find_iter(text, cues) {
        let after = &text[found.end..];
        // `the aforementioned resolutions of the Security Council`.
        let of_body = || {
            let lead = grammar.of_body.find(after).map(str::len);
            lead.is_some_and(|lead| cues.bodies_at(found.end + lead).next().is_some())
        };
        let below = || grammar.may_stand_below(&text[found.start..found.end]) && of_body();
        if !begins_number(after) && (!grammar.resolutions_go_on.is_match(after) || below()) {
            push(&mut out, found, Class::Short, Saying::ThoseResolutions);
        }
    }
    for found in grammar.that_report.find_iter(text, cues) {
        // Its own mark says which one it is.
        let marked = paragraph.marks.iter().any(|m| (found.end..found.end + 3).contains(&m.at));
        if !marked && paragraph.footnote().is_none() && !grammar.report_goes_on.is_match(&text[found.end..]) {
            push(&mut out, found, Class::Short, Saying::ThatReport);
        }
    }
    for found in grammar.annexed.find_iter(text, cues) {
        push(&mut out, found, Class::Short, Saying::Annexed);
    }
    for found in grammar.protocols.find_iter(text, cues) {
        // `the Protocol to the Convention on Lakes` has a name of its own.
        if !grammar.continues.is_match(&text[found.end..]) {
            let words = &text[found.start..found.end];
            let and = words.strip_prefix(&grammar.words.lexicon.verbs.and).map_or(words, str::trim_start);
            let range = Span::new(found.end - and.len(), found.end);
            push(&mut out, range, Class::Short, Saying::Protocols);
        }
    }
    for found in grammar.that_article.find_iter(text, cues) {
        // `Recalling that article 33 of the Protocol`: an article with its number.
        if !begins_number(&text[found.end..]) {
            push(&mut out, found, Class::Short, Saying::ThatArticle);
        }
    }
    let internal = if paragraph.footnote().is_some() { &grammar.internal_in_note } else { &grammar.internal };
    for found in internal.find_iter(text, cues) {
        let after = &text[found.end..];
        let of = grammar.words.lexicon.heads.of_the.split('(').next().unwrap_or("of ").trim();
        if !after.strip_prefix(' ').is_some_and(|after| after.starts_with(of)) {
            for place in
                places::each(&own_paragraphs(paragraph.label.as_str()), &text[found.start..found.end])
            {
                push(&mut out, found, Class::Internal, Saying::Paragraph(place));
            }
        }
    }
    for (pattern, kind) in &grammar.sets {
        for found in pattern.find_iter(text, cues) {
            if !begins_number(&text[found.end..]) {
                push(&mut out, without_subject(text, found, grammar), Class::Set, Saying::Set(kind));
            }
        }
    }
    for found in grammar.report.find_iter(text, cues) {
        out.extend(description(paragraph, found.start, found.end, grammar));
    }
    // Without a mark these words describe nothing.
    if !paragraph.marks.is_empty() {
        for found in grammar.marked.find_iter(text, cues) {
            let taken = out.iter().any(|m| m.class == Class::Description && m.range.start == found.start);
            // `the World Plan of Action for the Application of Science` is a name.
            let noun = text[found.start..found.end].rsplit(' ').next().unwrap_or("");
            let taken =
                taken || noun.starts_with(char::is_uppercase) && is_in_name(&text[..found.start], grammar);
            let described = description(paragraph, found.start, found.end, grammar);
            out.extend(described.filter(|m| !taken && m.saying != Saying::Description(None)));
        }
    }
    shorts(text, cues, grammar, &mut out);
    constituents(text, cues, grammar, &mut out);
    out
}

/// Returns whether a text ends within a name: `the World Plan of Action for `.
fn is_in_name(before: &str, grammar: &Grammar) -> bool {
    let mut words = before.trim_end().rsplit(' ');
    let functional = |w: &str| grammar.words.lexicon.names.function_words.iter().any(|f| f == w);
    words.next().is_some_and(functional) && words.next().is_some_and(|w| w.starts_with(char::is_uppercase))
}

/// Finds numbers of the Treaty Series, and of publications.
fn published(text: &str, out: &mut Vec<Mention>) {
    for found in TREATY.captures_iter(text) {
        let range = found.get(0).map_or(0..0, |m| m.range());
        // Behind another series `ibid.` is that one: `League of Nations, Treaty Series`.
        let again = text[range.clone()].starts_with("ibid");
        if again && !TREATY.is_match(&text[..range.start]) {
            continue;
        }
        let volume = found["volume"].parse().ok();
        let treaty = |number| Saying::Treaty { volume, number };
        let place = Span::new(range.start, range.end);
        let numbers = records::numbers(&found["list"]).into_iter();
        out.extend(numbers.map(|number| Mention::new(place, Class::Symbol, treaty(number))));
    }
    for found in SALE.captures_iter(text) {
        let range = found.get(0).map_or(0..0, |m| m.range());
        let number = format!(
            "{}{}{}",
            &found["start"],
            found["group"].replace(['1', 'l'], "I"),
            found["end"].replace(".8.", ".B.")
        );
        out.push(Mention::new(Span::new(range.start, range.end), Class::Symbol, Saying::Sale(number)));
    }
}

/// Returns whether a text goes on with a number: `53/144`, `S-21/2`.
fn begins_number(after: &str) -> bool {
    let after = after.trim_start();
    let special = after.strip_prefix("ES-").or(after.strip_prefix("S-")).unwrap_or(after);
    special.starts_with(|c: char| c.is_ascii_digit())
}

/// Finds definite phrases with an instrument noun.
fn shorts(text: &str, cues: &Cues, grammar: &Grammar, out: &mut Vec<Mention>) {
    for found in grammar.short.find_iter(text, cues) {
        let Some((_, noun)) = text[found.start..found.end].split_once(' ') else { continue };
        let after = &text[found.end..];
        let alone = grammar.words.lexicon.shorts.alone.iter().any(|a| a == noun);
        let goes_on = grammar.continues.is_match(after) || !alone && grammar.continues_below.is_match(after);
        if !(goes_on || names::is_thing(after, grammar)) {
            out.push(Mention::new(found, Class::Short, Saying::Noun(noun.to_owned())));
        }
    }
}

/// Finds the texts that found bodies: `its Statute`, `the statute of the Unit`.
fn constituents(text: &str, cues: &Cues, grammar: &Grammar, out: &mut Vec<Mention>) {
    for found in grammar.constituent.find_iter(text, cues) {
        // `the Statute of the Court of Lakes` has a name of its own, and a State has its constitution.
        let goes_on = grammar.continues.is_match(&text[found.end..]);
        if !goes_on && !text[found.start..found.end].ends_with("constitution") {
            out.push(Mention::new(found, Class::Short, Saying::Constituent));
        }
    }
}

/// Reads a description that begins at `start`: it runs to the next footnote mark of its clause.
fn description(paragraph: &Paragraph, start: usize, end: usize, grammar: &Grammar) -> Option<Mention> {
    let text = paragraph.text.as_str();
    let mark = paragraph.marks.iter().find(|m| m.at >= end && m.at <= start + DESCRIPTION_LIMIT);
    // The clause ends at a stop, or where a further verb begins.
    let near = nearby::head(&text[end..], DESCRIPTION_LIMIT);
    // Without a mark the words end at a comma, and only a conjunction can bring a verb before it.
    let unmarked = near.find([',', ';', '.']).unwrap_or(near.len());
    let near = if mark.is_some() { near } else { &near[..unmarked] };
    let stop = near.find([';', ':']).map_or(end + near.len(), |at| end + at);
    let verbs = grammar.words.verbs().hits(near);
    let verb = verbs.map(|h| end + h.start).find(|at| grammar.joins(&text[..*at]));
    let limit = stop.min(verb.unwrap_or(stop));
    let range_end = |at: usize| text[..at].trim_end_matches([',', ' ', '.', ';']).len();
    match mark {
        Some(mark) if mark.at <= limit + 1 => {
            let range = Span::new(start, range_end(mark.at));
            Some(Mention::new(range, Class::Description, Saying::Description(Some(mark.number))))
        }
        _ => {
            let range = Span::new(start, range_end((end + unmarked).min(limit).max(end)));
            Some(Mention::new(range, Class::Description, Saying::Description(None)))
        }
    }
}

/// How far a name that no table knows may run to its mark, in bytes.
const NAME_LIMIT: usize = 240;

/// Finds the names of instruments that no table knows and that carry a mark: `the Lakes Programme of Action,¹`. The
/// footnote names them. `known` are the mentions found otherwise.
pub(super) fn marked_names(paragraph: &Paragraph, known: &[Mention], grammar: &Grammar) -> Vec<Mention> {
    let text = paragraph.text.as_str();
    let mut out = Vec::new();
    let mut last = 0;
    for mark in &paragraph.marks {
        let after_last = std::mem::replace(&mut last, mark.at);
        let end = text[..mark.at].trim_end_matches([',', ';', '.', ' ', ')']).len();
        let taken = known.iter().any(|m| {
            let between = text.get(m.range.end..mark.at);
            m.range.start < end
                && (m.range.end + 2 >= end || between.is_some_and(|b| grammar.adopted.is_match(b)))
        });
        let near = nearby::tail(&text[..end], NAME_LIMIT);
        let clause = near.rfind([';', ':']).map_or(near, |stop| &near[stop + 1..]);
        let from = (end - clause.len()).max(after_last.min(end));
        let clause = &text[from..end];
        let name = clause.rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]).find_map(|at| {
            let (article, rest) = clause[at..].split_once(' ')?;
            let articles = &grammar.words.lexicon.names.articles;
            let begins = articles.iter().any(|a| a.eq_ignore_ascii_case(article))
                && rest.starts_with(char::is_uppercase)
                && grammar.instrument.is_match(rest);
            begins.then_some(from + at)
        });
        if let Some(start) = name.filter(|_| !taken) {
            // Another name in between has the better claim to what stands before the mark.
            let mut named = known.iter().filter(|m| !matches!(m.saying, Saying::Set(_)));
            let apart = !named.any(|m| m.range.overlaps(Span::new(start, end)) && m.range.start != start);
            let saying = Saying::Description(Some(mark.number));
            out.extend(apart.then(|| Mention::new(Span::new(start, end), Class::Name, saying)));
        }
    }
    out
}

/// Returns a set without the word behind which its subject stands: `Security Council resolutions on`.
fn without_subject(text: &str, set: Span, grammar: &Grammar) -> Span {
    let words = &text[set.start..set.end];
    let lead = grammar.words.lexicon.sets.subject.iter().find_map(|lead| words.strip_suffix(lead.as_str()));
    lead.map_or(set, |rest| Span::new(set.start, set.start + rest.trim_end().len()))
}

/// Returns what the paragraphs are called, before their number, that one with a label calls those above and below:
/// `opVIII.` below `opVIII.5`, `annex-I/para.` in `annex-I`.
fn own_paragraphs(label: &str) -> String {
    if label.starts_with("annex") {
        return format!("{label}/para.");
    }
    let section = label.trim_start_matches("pp").trim_start_matches("op");
    format!("op{}", section.rfind('.').map_or("", |stop| &section[..=stop]))
}

/// Finds the phrases of letters and pages.
pub(super) fn find_in_letter(text: &str, cues: &Cues, grammar: &Grammar) -> Vec<Mention> {
    let mut out = Vec::new();
    let whole = |m: regex::Match<'_>| Span::new(m.start(), m.end());
    for found in grammar.titled.captures_iter(text) {
        let title = found["title"].trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        if let Some(range) = found.get(0) {
            out.push(Mention::new(whole(range), Class::Title, Saying::Title(title)));
        }
    }
    for found in grammar.letter_internal.find_iter(text) {
        out.push(Mention::new(whole(found), Class::Internal, Saying::Letter));
    }
    for found in grammar.letter_short.find_iter(text) {
        let range = whole(found);
        let taken = out.iter().any(|m: &Mention| m.range.overlaps(range));
        let numbered = text[range.end..].trim_start().starts_with(|c: char| c.is_ascii_digit());
        if !taken && !numbered {
            out.push(Mention::new(range, Class::Short, Saying::LetterResolution));
        }
    }
    for found in grammar.letter.find_iter(text) {
        out.push(Mention::new(whole(found), Class::Description, Saying::OtherLetter));
    }
    for (pattern, kind) in &grammar.sets {
        for found in pattern.find_iter(text, cues) {
            out.push(Mention::new(without_subject(text, found, grammar), Class::Set, Saying::Set(kind)));
        }
    }
    shorts(text, cues, grammar, &mut out);
    constituents(text, cues, grammar, &mut out);
    out
}
