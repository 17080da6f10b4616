//! Finds numbers of resolutions and decisions in prose: heads, lists, shared dates, part letters.

use std::ops::RangeInclusive;

use super::cues::{Cue, Cues};
use super::grammar::Grammar;
use super::heads;
use super::mention::{Mention, Numbered, Saying};
use super::{nearby, places, printed};
use crate::authority::opening::Opening;
use crate::authority::{Number, ocr};
use crate::model::{Class, Date, Link, Span};

/// How many bytes before a number that fills a link its head may stand.
const CLAUSE: usize = 400;
/// At most so many resolutions of one range.
const RANGE_LIMIT: u16 = 100;

/// What the head of a list says.
#[derive(Clone)]
pub(super) struct Head {
    pub decision: bool,
    pub body: Option<String>,
    pub possessive: bool,
    /// Whether it stands in a heading above the numbers.
    pub heading: bool,
}

/// A text with what was found in it before its numbers.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub text: &'a str,
    pub cues: &'a Cues,
    pub grammar: &'a Grammar,
}

/// Reads the list of numbers that begins at a place, under a head that stands elsewhere.
pub(super) fn list_at(source: Source<'_>, at: usize, head: &Head) -> Option<Vec<Mention>> {
    let (items, end) = list(source, at)?;
    let mut out = Vec::new();
    mentions(Span::new(at, end), items, head, &mut out);
    Some(out)
}

/// One item of a list, as read.
struct Item {
    range: Span,
    numbers: Vec<Number>,
    date: Option<Date>,
    body: Option<String>,
    place: Option<String>,
}

/// Finds the numbers of a text. `links` are the ranges that the input prints as links: a number that fills a link
/// needs no head.
pub(super) fn find(source: Source<'_>, links: &[Link]) -> Vec<Mention> {
    let text = source.text;
    let mut out = Vec::new();
    let mut at = 0;
    for noun in source.cues.nouns() {
        if noun.range.start < at {
            continue;
        }
        let Some(lead) = heads::lead(source, noun.range.end) else { continue };
        let from = std::mem::replace(&mut at, lead.end);
        let Some((items, end)) = list(source, lead.end) else { continue };
        let before = heads::before(source, from, noun.range.start);
        let body = before.body.or(lead.body).map(|b| text[b.start..b.end].to_owned());
        let decision = noun.cue == Cue::Decision;
        let mut says = Head { decision, body, possessive: before.possessive, heading: false };
        if says.body.is_none() && !says.possessive && items.iter().all(|i| i.body.is_none()) {
            says.body = speaker(source, end).map(|b| text[b.start..b.end].to_owned());
        }
        let stated = says.body.clone().or_else(|| items.iter().find_map(|i| i.body.clone()));
        at = end;
        // The words before `including` name a wider set than the numbers.
        let start = if lead.including { lead.end } else { surface_start(text, before.start) };
        mentions(Span::new(start, end), items, &says, &mut out);
        if !text[..noun.range.end].ends_with('s') {
            continue;
        }
        let next = heads::next(source, at).unwrap_or(text.len());
        while let Some((item, from)) = resumed(source, at, next) {
            at = item.range.end;
            let body = item.body.clone().or_else(|| stated.clone());
            mentions(Span::new(from, at), vec![item], &Head { body, ..says.clone() }, &mut out);
        }
    }
    for link in links.iter().map(|l| l.words) {
        let taken = out.iter().any(|m: &Mention| m.range.overlaps(link));
        out.extend(if taken { None } else { bare_link(source, link) });
    }
    out.sort_by_key(|m| m.range);
    out
}

/// Returns whether the name of a body ends where it seems to: `the Conference of Ministers` is not the Conference.
fn ends(Source { text, grammar, .. }: Source<'_>, body: Span) -> bool {
    let goes_on = [" of ", " to "].iter().any(|word| text[body.end..].starts_with(word));
    !(goes_on && grammar.is_reduced(&text[body.start..body.end]))
}

/// Returns the body that speaks in the resolution that ends at a byte: `, in which the Environment Assembly`.
fn speaker(source: Source<'_>, at: usize) -> Option<Span> {
    let lead = source.grammar.in_which.find(&source.text[at..])?;
    source.cues.bodies_at(at + lead.len()).next().filter(|body| ends(source, *body))
}

/// Returns where the reference's own words begin: at the possessive, the body or the noun.
fn surface_start(text: &str, start: usize) -> usize {
    let article = text[start..].starts_with("the ") || text[start..].starts_with("The ");
    if article { start + "the ".len() } else { start }
}

/// Reads a list of numbers that begins at `from`; returns the items and where the list ends.
fn list(source: Source<'_>, from: usize) -> Option<(Vec<Item>, usize)> {
    let Source { text, grammar, .. } = source;
    let mut items: Vec<Item> = Vec::new();
    let mut at = from;
    let mut end = from;
    while let Some(mut item) = item(source, at) {
        if !items.is_empty() && is_fraction(&item, &text[item.range.end..]) {
            break;
        }
        end = item.range.end;
        if let Some(range) = printed::range(&text[end..])
            && let Some(last) = ranged(&mut item, range)
        {
            item.range.end = end + last;
            end = item.range.end;
        }
        items.push(item);
        let rest = &text[end..];
        let titled = grammar.titled_separator.find(rest).and_then(before_number);
        let titled = titled.or_else(|| behind_subject(rest, grammar));
        let Some(separator) = titled.or_else(|| grammar.separator.find(rest).map(str::len)) else { break };
        at = end + separator;
    }
    (!items.is_empty()).then_some((items, end))
}

/// Returns where the number begins with which words end: in `, entitled “Lakes”, and 5/`.
fn before_number(words: &str) -> Option<usize> {
    let number = words.trim_end_matches(['/', '(']).trim_end_matches(' ');
    number.rfind([' ', ',', ';']).map(|at| at + 1)
}

/// How many letters the subject of a resolution has at least and at most, between two numbers of a list.
const SUBJECT_LETTERS: RangeInclusive<usize> = 3..=140;

/// Returns where the number begins with which a list goes on behind a subject: ` on peace and light and 68/901`.
fn behind_subject(text: &str, grammar: &Grammar) -> Option<usize> {
    let subject = grammar.about.find(text)?.len();
    let stop = |c: char| matches!(c, '.' | ':' | '(' | ')') || c.is_ascii_digit();
    let figure = subject + text[subject..].find(stop)?;
    let behind = text[figure..].trim_start_matches(|c: char| c.is_ascii_digit());
    let figures = text.len() - figure - behind.len();
    if !(1..=4).contains(&figures) || !behind.strip_prefix(' ').unwrap_or(behind).starts_with(['/', '(']) {
        return None;
    }
    let special = |letters: &str| {
        let at = figure.checked_sub(letters.len())?;
        text.get(at..figure)?.eq_ignore_ascii_case(letters).then_some(at)
    };
    let number = special("ES-").or_else(|| special("S-")).unwrap_or(figure);
    let (least, _) = text[subject..number].char_indices().nth(*SUBJECT_LETTERS.start())?;
    let end = grammar.separated.start(text, subject + least..number)?;
    let subject = &text[subject..end];
    (!subject.contains(';') && SUBJECT_LETTERS.contains(&subject.chars().count())).then_some(number)
}

/// Returns where the subject of a resolution ends before it is said who adopted it: ` on dialogue, adopted by the`.
fn adopted_behind_subject(text: &str, grammar: &Grammar) -> Option<usize> {
    let subject = grammar.about.find(text)?.len();
    let near = &text[..text.floor_char_boundary(SUBJECT)];
    let stop = |c: char| matches!(c, '.' | ':' | ';' | '(' | ')') || c.is_ascii_digit();
    let end = near[subject..].find(stop).map_or(near.len(), |at| subject + at);
    let mut commas = near[subject..end].match_indices(", ").map(|(at, _)| subject + at);
    commas.find(|at| grammar.adopted_by.is_match(&text[*at..]))
}

/// How many bytes a separator and the letters of a special session take up at most.
const SEPARATOR: usize = 24;

/// How many bytes the subject of a resolution may take up between two numbers of a list.
const SUBJECT: usize = 400;

/// Finds the number with which a list goes on behind words that tell the subject of the number before:
/// `resolutions 1325 (2000) on women, 1612 (2005) on children and 60/901 of 16 December 2005`. Only a number with its
/// year or its date can stand so far from its head; `to` is where the next head begins.
fn resumed(source: Source<'_>, from: usize, to: usize) -> Option<(Item, usize)> {
    let near = nearby::head(&source.text[from..to.max(from)], SUBJECT);
    let near = near.find([';', ':']).map_or(near, |stop| &near[..stop]);
    let upto = Source { text: &source.text[..to], ..source };
    // What joins the number to the list stands near before its first figure.
    let mut looked = 0;
    source.cues.figures(from..from + near.len()).find_map(|figure| {
        let window = looked.max((figure - from).saturating_sub(SEPARATOR - 1))..figure - from;
        looked = window.end;
        let joints =
            near.as_bytes()[window.clone()].iter().enumerate().filter(|(_, b)| matches!(b, b',' | b' '));
        joints.map(|(at, _)| window.start + at).find_map(|at| {
            let separator = source.grammar.separator.find(&near[at..])?;
            let start = from + at + separator.len();
            let item = item(upto, start)?;
            let year = matches!(item.numbers.first(), Some(Number::Running { .. }));
            (year || item.date.is_some()).then_some((item, start))
        })
    })
}

/// Returns whether a later item of a list is a share of something: `and 2/3 of the States`.
fn is_fraction(item: &Item, after: &str) -> bool {
    let small =
        |n: &Number| matches!(n, Number::Session { session, number, .. } if session < number && *number < 10);
    item.date.is_none() && after.starts_with(" of ") && item.numbers.iter().all(small)
}

/// Widens an item to the range that it begins; returns the length of the range's words.
fn ranged(item: &mut Item, range: printed::Range) -> Option<usize> {
    let (session, last) = (range.session, range.number);
    match item.numbers.as_slice() {
        [Number::Session { session: s, number, part }]
            if *s == session && part.is_empty() && last > *number && last - number < RANGE_LIMIT =>
        {
            let first = *number;
            item.numbers = (first..=last)
                .map(|number| Number::Session { session, number, part: String::new() })
                .collect();
            Some(range.len)
        }
        _ => None,
    }
}

/// Reads one number with what belongs to it: part letters, body, date, annex.
fn item(source: Source<'_>, at: usize) -> Option<Item> {
    let rest = &source.text[at..];
    // Most heads have no number behind them.
    if !rest.starts_with(|c: char| c.is_ascii_digit() || c == 'E' || c == 'S') {
        return None;
    }
    let Some(found) = printed::number(rest) else {
        let (number, len) = ocr::number(rest).filter(|(_, len)| !printed::goes_on(&rest[*len..]))?;
        return Some(completed(source, Span::new(at, at + len), vec![number]));
    };
    if printed::goes_on(&rest[found.len..]) {
        return None;
    }
    let end = rest[..found.len].trim_end().len();
    Some(completed(source, Span::new(at, at + end), found.numbers()?))
}

/// Adds to the numbers at `range` what belongs to them: body, date, annex, section.
fn completed(source: Source<'_>, range: Span, numbers: Vec<Number>) -> Item {
    let Source { text, cues, grammar } = source;
    let mut item = Item { range, numbers, date: None, body: None, place: None };
    let body = |lead: &Opening, at: usize| {
        let lead = lead.find(&text[at..])?;
        cues.bodies_at(at + lead.len()).find(|body| body.end <= text.len() && ends(source, *body))
    };
    // Body, date and annex follow in the order of the language: `22/6 van de Mensenrechtenraad van 21 maart 2013`.
    for _ in 0..3 {
        let tail = &text[item.range.end..];
        if item.body.is_none()
            && let Some(found) = body(&grammar.of_body, item.range.end)
        {
            item.body = Some(text[found.start..found.end].to_owned());
            item.range.end = found.end;
        } else if item.date.is_none()
            && let Some(found) = grammar.dated.find(tail)
        {
            item.date = grammar.date(found);
            item.range.end += found.len();
        } else if item.place.is_none()
            && let Some(found) = grammar.annex.captures(tail)
        {
            item.place = Some(places::annexed(&found));
            item.range.end += found.get(0).map_or(0, |m| m.end());
        } else if item.place.is_none()
            && let Some((section, end)) = grammar.section_behind(tail)
        {
            item.place = Some(section);
            item.range.end += end;
        } else {
            break;
        }
    }
    if let Some((paragraph, end)) = grammar.paragraph_behind(&text[item.range.end..]) {
        let inside = |annex: String| format!("{annex}/para.{paragraph}");
        item.place = Some(item.place.map_or_else(|| format!("op{paragraph}"), inside));
        item.range.end += end;
    }
    if item.body.is_none()
        && let Some(found) = body(&grammar.adopted_by, item.range.end)
    {
        item.body = Some(text[found.start..found.end].to_owned());
    }
    if item.body.is_none()
        && let Some(at) = adopted_behind_subject(&text[item.range.end..], grammar)
        && let Some(found) = body(&grammar.adopted_by, item.range.end + at)
    {
        item.body = Some(text[found.start..found.end].to_owned());
    }
    if item.body.is_none()
        && let Some(found) = grammar.of_unknown_body.captures(&text[item.range.end..])
    {
        item.body = Some(found["body"].to_owned());
    }
    item
}

/// Makes the mentions of a list. A date behind the last item alone belongs to all, and then the whole list is the
/// reference's own words.
fn mentions(whole: Span, items: Vec<Item>, head: &Head, out: &mut Vec<Mention>) {
    let shared = items.len() > 1
        && items.last().is_some_and(|i| i.date.is_some())
        && items[..items.len() - 1].iter().all(|i| i.date.is_none());
    let date = items.last().and_then(|i| i.date);
    let listed_body = items.iter().find_map(|i| i.body.clone());
    let single = items.len() == 1;
    for item in items {
        let range = if single || shared { whole } else { item.range };
        for number in item.numbers {
            let numbered = Numbered {
                number,
                decision: head.decision,
                date: item.date.or(if shared { date } else { None }),
                body: head.body.clone().or_else(|| listed_body.clone()),
                possessive: head.possessive,
                heading: head.heading,
            };
            let mut mention = Mention::new(range, Class::Number, Saying::Number(numbered));
            mention.place = item.place.clone();
            out.push(mention);
        }
    }
}

/// Reads a number that fills a link, whose head stands elsewhere in the clause.
fn bare_link(source: Source<'_>, link: Span) -> Option<Mention> {
    let Source { text, grammar, .. } = source;
    let item = item(source, link.start)?;
    let number = item.numbers.first()?.clone();
    let printed_end = link.end;
    let filled = text[link.start..printed_end].trim().parse::<Number>().ok()? == number;
    let before = nearby::tail(&text[..link.start], CLAUSE);
    let clause = before.rfind([',', ';', '.']).map_or(before, |at| &before[at..]);
    let lexicon = &grammar.words.lexicon;
    let words: Vec<&str> = clause.split_whitespace().collect();
    let head = words.iter().rposition(|w| is_word(w, &lexicon.heads.resolution));
    let possessive =
        head.and_then(|h| h.checked_sub(1)).is_some_and(|p| is_word(words[p], &lexicon.heads.possessive));
    let (date, body) = (item.date, item.body);
    let numbered = Numbered { number, decision: false, date, body, possessive, heading: false };
    filled.then(|| Mention::new(item.range, Class::Number, Saying::Number(numbered)))
}

/// Returns whether a word matches one of the alternatives of a data-file pattern.
pub(super) fn is_word(word: &str, pattern: &str) -> bool {
    let word = word.to_lowercase();
    pattern.split('|').any(|p| match p.strip_suffix("s?") {
        Some(stem) => word == stem || word == format!("{stem}s"),
        None => word == p,
    })
}

#[cfg(test)]
mod tests {
    use super::super::grammar;
    use super::*;
    use crate::authority::Authority;
    use crate::model::Language;

    fn check(code: &str, text: &str, expected: &[(&str, &str)]) {
        let grammar = grammar::of(Authority::embedded(), &Language::new(code));
        let source = Source { text, cues: &grammar.cues.read(text), grammar };
        let found: Vec<(String, &str)> = find(source, &[])
            .into_iter()
            .map(|m| {
                let Saying::Number(numbered) = m.saying else { panic!("a number") };
                let place = m.place.map(|p| format!("#{p}")).unwrap_or_default();
                (format!("{}{place}", numbered.number), &text[m.range.start..m.range.end])
            })
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(n, s)| (n.as_str(), *s)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_single_number_takes_its_head_along() {
        check(
            "en",
            "Recalling its resolution 53/144 of 9 December 1998, by",
            &[("53/144", "its resolution 53/144 of 9 December 1998")],
        );
        check(
            "en",
            "Resolution 2200 A (XXI), annex.",
            &[("2200(XXI)A#annex", "Resolution 2200 A (XXI), annex")],
        );
        check(
            "en",
            "in its resolution 61/106, annex II, and",
            &[("61/106#annex-II", "its resolution 61/106, annex II")],
        );
        check(
            "en",
            "Security Council resolution 1325 (2000) of 31 October 2000 on women",
            &[("1325(2000)", "Security Council resolution 1325 (2000) of 31 October 2000")],
        );
    }

    #[test]
    fn lists_go_on_behind_the_subject_of_a_number() {
        check(
            "en",
            "Recalling Security Council resolutions 1325 (2000) of 31 October 2000 on women and peace, 1612 (2005) on \
             children and 1674 (2006) of 28 April 2006, and resolution 70/901 on 3 lakes and 2 rivers",
            &[
                ("1325(2000)", "1325 (2000) of 31 October 2000"),
                ("1612(2005)", "1612 (2005)"),
                ("1674(2006)", "1674 (2006) of 28 April 2006"),
                ("70/901", "resolution 70/901"),
            ],
        );
        check(
            "en",
            "its resolutions 36/17 of 9 November 1981, by which it adopted guidelines, and 40/14 of 18 November 1985,",
            &[("36/17", "its resolutions 36/17 of 9 November 1981"), ("40/14", "40/14 of 18 November 1985")],
        );
    }

    #[test]
    fn numbers_may_be_members_of_a_wider_set() {
        check(
            "en",
            "all other relevant resolutions, including 69/901 of 18 December 2014 on lakes and 69/902 of 19 December 2014",
            &[("69/901", "69/901 of 18 December 2014"), ("69/902", "69/902 of 19 December 2014")],
        );
        check("en", "in resolutions, including those on lakes", &[]);
    }

    #[test]
    fn lists_share_head_and_last_date() {
        let shared = "Human Rights Council resolutions 5/1 and 5/2 of 18 June 2007";
        check("en", &format!("Recalling {shared},"), &[("5/1", shared), ("5/2", shared)]);
        check(
            "en",
            "in its resolutions 62/900 of 18 December 2007, 66/901 and 68/902, recognizing",
            &[("62/900", "62/900 of 18 December 2007"), ("66/901", "66/901"), ("68/902", "68/902")],
        );
        check(
            "en",
            "resolutions 31/6 A and B and 3411 A to C (XXX)",
            &[
                ("31/6A", "31/6 A and B"),
                ("31/6B", "31/6 A and B"),
                ("3411(XXX)A", "3411 A to C (XXX)"),
                ("3411(XXX)B", "3411 A to C (XXX)"),
                ("3411(XXX)C", "3411 A to C (XXX)"),
            ],
        );
        check(
            "en",
            "resolutions 45/1 to 45/3",
            &[
                ("45/1", "resolutions 45/1 to 45/3"),
                ("45/2", "resolutions 45/1 to 45/3"),
                ("45/3", "resolutions 45/1 to 45/3"),
            ],
        );
    }

    #[test]
    fn titles_and_subjects_do_not_end_a_list() {
        let text =
            "its resolutions 5/1, entitled “Lights, old and new”, and 5/2, entitled “Dark”, of 18 June 2007,";
        let whole = text.strip_suffix(',').expect("a comma");
        check("en", text, &[("5/1", whole), ("5/2", whole)]);
        check(
            "en",
            "resolutions 66/900 of 19 December 2011 on peace and light and 68/901 on the sea, which 2/3 of all read",
            &[("66/900", "66/900 of 19 December 2011"), ("68/901", "68/901")],
        );
        check("en", "resolution 66/900 on lights, as 2/3 of all wish", &[("66/900", "resolution 66/900")]);
    }

    #[test]
    fn the_body_may_stand_behind_the_number() {
        check(
            "nl",
            "en resoluties 22/6 van de Mensenrechtenraad van 21 maart 2013, 31/32 van 24 maart 2016 en 34/5",
            &[
                ("22/6", "22/6 van de Mensenrechtenraad van 21 maart 2013"),
                ("31/32", "31/32 van 24 maart 2016"),
                ("34/5", "34/5"),
            ],
        );
    }

    #[test]
    fn what_is_no_number_of_a_resolution() {
        check("en", "the resolution of 24/12/2017, page 2/6, item 109 (b) and resolutions on water", &[]);
    }
}
