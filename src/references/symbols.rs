//! Finds printed symbols, and the suffix lists that hang on them.

use std::sync::LazyLock;

use regex::Regex;

use super::grammar::Grammar;
use super::mention::{Mention, Saying};
use crate::authority::opening::Opening;
use crate::authority::{lexicon, of_statement};
use crate::model::{Class, Span, Symbol};

/// The first parts of symbols.
const ROOTS: [&str; 35] = [
    "A", "S", "E", "T", "ST", "DP", "TD", "UNEP", "CCPR", "CRC", "CEDAW", "CAT", "CERD", "CRPD", "CMW",
    "CED", "HRI", "FCCC", "CBD", "ICCD", "ISBA", "SPLOS", "ID", "HSP", "LC", "ECE", "ESCAP", "AT", "DC",
    "NPT", "BWC", "CD", "HS", "CAC", "CTOC",
];

/// A printed symbol, with the brackets that may end it.
// Matches `A/57/556/Add.2`, `A / HRC / 36/31`, `A/CONF.157/24 (Part I)`, `S/RES/1325 (2000)`, `E/CN.4/Sub.2/1999/4`,
// `S/2014//502`, `A/57/556/Add. 2`, `A/RES/217 A (III)`; does not match `and/or`, `HIV/Aids`, `SC/6816`.
static SYMBOL: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(concat!(
        r"^[A-Z]+ ?/{1,2} ?[A-Z0-9][A-Za-z0-9.\-]*(?: ?\((?:XX?X?|[IVXL]{1,7}|\d{4})\)[A-Z]?)?",
        r"(?: ?/{1,2} ?(?:(?:Add|Corr|Rev|Amend)\. \d{1,3}|[A-Z0-9][A-Za-z0-9.\-]*))*",
        r"(?:(?: ?[A-H])? ?[(\[](?:(?i:part|deel|vol\.?|sect\.?|prog\.?|supp|resumption|annex)[^()\[\]]{0,20}|\d{4}|(?:ES-|S-)?[IVXL]{1,7}|S-[12])[)\]](?: ?/(?:Add|Corr|Rev)\. ?\d{1,3})*)?(?: ?[A-H]\b)?"
    ))
});

/// First group of a suffix list, or one that follows.
// Matches ` and Add.1`, ` and its Corr.1`, `, Corr.1`, ` and Corr. I` of a scan, ` 40 and Add.1` behind the mark of a
// footnote; does not match ` and A/57/182`.
static GROUP: LazyLock<Opening> = LazyLock::new(|| {
    Opening::new(r"^(?:(?: \d{1,2})?,? and (?:its )?|, | en | et | y |,? ?& ?)(?P<kind>(?i:Add|Corr|Rev|Amend))\. ?(?P<number>\d{1,3}|[Il]\b)(?P<under>/(?i:Corr|Add|Rev)\. ?\d{1,2})?".to_owned())
});

/// A further item of a suffix group.
// Matches ` and 2`, `-3`, `–31`, ` to 31`; does not match ` and Add.2`, ` and 57/182`.
static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(r"^(?P<joint>,? and |, | en | et | y | ?[-‐‑‒–—] ?| to )(?P<number>\d{1,3})")
});

/// How far the numbers of a suffix list lie apart at most.
const LEAP: u32 = 15;

/// The volumes of a symbol, in one bracket.
// Matches ` (Vol. I and Vol. I/Corr.1, Vol. II, Vol. III and Vol. III/Corr.1)`; does not match ` (Vol. I)`.
static VOLUMES: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(
        r"^ ?[(\[]Vols?\. ?(?:[IVX]+|\d{1,2})(?:/Corr\.\d)?(?:(?:,? and |, ?)(?:Vols?\. ?)?(?:[IVX]+|\d{1,2}|Corr\.\d)(?:/Corr\.\d)?)+[)\]]",
    )
});

/// One volume of such a bracket, or its corrigendum.
// Matches `Vol. I/Corr.1`, `Vol. III`, `Corr.1`; does not match `and`.
static VOLUME: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(
        r"(?:Vols?\. ?|\b)(?P<volume>[IVX]+|\d{1,2})\b(?:/Corr\.(?P<under>\d))?|Corr\.(?P<corr>\d)",
    )
});

/// A President's statement printed without the organ: that of the Human Rights Council counts by session, that of the
/// Security Council by year.
// Matches `PRST OS/12/1`, `PRST 8/2`, `PRST/2006/28`, `President’s statement 29/1`; does not match `S/PRST/2006/28`,
// `the statement 29/1`.
static STATEMENT: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(concat!(
        r"\b(?:PRST[ /](?P<number>(?:OS/)?\d{1,4}/\d{1,3})",
        r"|[Pp]resident(?:’|')s statements? (?P<prose>(?:OS/)?\d{1,2}/\d{1,2}))\b"
    ))
});

/// A decision of a conference of the parties to the climate convention, or to the convention to combat desertification.
// Matches `decision 1/CP.21`, `1/CMA.5`, `26/COP.15`; does not match `FCCC/CP/2015/10`, `A/1/CP.2`.
static PARTIES: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(r"(?:[Dd]ecisions? )?\b(?P<number>\d{1,3}/C(?:P|MP|MA|OP)\.\d{1,2})\b")
});

/// At most so many documents of one range.
const RANGE_LIMIT: u32 = 200;

/// Finds the symbols of a text with their suffix lists.
pub(super) fn find(text: &str, grammar: &Grammar) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let mut at = 0;
    for (stroke, _) in text.match_indices('/') {
        let Some(start) = root(text, at, stroke) else { continue };
        let Some(found) = SYMBOL.find(&text[start..]) else { continue };
        let found = start..start + found.end();
        at = found.end;
        if goes_on(&text[..start]) {
            continue;
        }
        let open = text[found.clone()].rfind(['(', '[']).map_or(found.end, |open| start + open);
        if let Some(list) = VOLUMES.find(&text[open..])
            && let Some((base, _)) = read(text, start, open)
        {
            at = open + list.end();
            let first = out.len();
            volumes(&base, list.as_str(), Span::new(start, at), &mut out);
            // `…), vol. I, annex II` behind them is a place in one of them.
            let mut one = Mention::new(Span::new(start, at), Class::Symbol, Saying::Symbol(base));
            place(text, &mut one, at, at, grammar);
            for volume in out[first..].iter_mut().filter(|volume| volume.saying == one.saying) {
                volume.place.clone_from(&one.place);
            }
            continue;
        }
        let Some((symbol, end)) = read(text, start, found.end) else { continue };
        at = end.max(start + 1);
        let mut mention = Mention::new(Span::new(start, end), Class::Symbol, Saying::Symbol(symbol.clone()));
        let list_end = suffixes(text, &symbol, end, &mut out);
        at = at.max(list_end);
        place(text, &mut mention, end, list_end, grammar);
        out.push(mention);
    }
    if text.contains("PRST") || text.contains("s statement") {
        out.extend(statements(text));
    }
    if text.contains("/C") {
        out.extend(of_parties(text));
    }
    out.sort_by_key(|m| (m.range, m.class));
    out
}

/// Returns where the root of a symbol begins whose first stroke stands at a byte, if it begins behind another.
fn root(text: &str, from: usize, stroke: usize) -> Option<usize> {
    let before = text.get(from..stroke)?;
    let before = before.strip_suffix(' ').unwrap_or(before);
    let root = &before[before.trim_end_matches(|c: char| c.is_ascii_uppercase()).len()..];
    let start = from + before.len() - root.len();
    let inside = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    (ROOTS.contains(&root) && !inside).then_some(start)
}

/// Returns whether a text ends within a word or symbol, so that what follows begins none.
fn goes_on(before: &str) -> bool {
    before.ends_with(|c: char| c.is_alphanumeric() || "/.-_".contains(c))
}

/// Reads the volumes in the bracket behind a symbol, each a document of its own.
fn volumes(base: &Symbol, list: &str, range: Span, out: &mut Vec<Mention>) {
    let mut last = base.clone();
    for item in VOLUME.captures_iter(list) {
        let symbol = match (item.name("volume"), item.name("under").or(item.name("corr"))) {
            (Some(volume), under) => {
                last = Symbol::from_normal(format!("{base}(Vol. {})", volume.as_str()));
                under.map_or(last.clone(), |n| last.with_modification("Corr", n.as_str()))
            }
            (None, Some(number)) => last.with_modification("Corr", number.as_str()),
            (None, None) => continue,
        };
        out.push(Mention::new(range, Class::Symbol, Saying::Symbol(symbol)));
    }
}

/// Finds the decisions of conferences of parties; only those to the convention to combat desertification print `COP`.
fn of_parties(text: &str) -> Vec<Mention> {
    let mut out = Vec::new();
    for found in PARTIES.captures_iter(text) {
        let range = found.get(0).map_or(0..0, |m| m.range());
        if !text[..range.start].ends_with(['/', '.', '-']) {
            let number = &found["number"];
            let symbol = format!("{}:{number}", if number.contains("COP") { "ICCD" } else { "FCCC" });
            out.push(Mention::of_symbol(Span::new(range.start, range.end), Class::Number, symbol));
        }
    }
    out
}

/// Finds the President's statements that are printed without their organ.
fn statements(text: &str) -> Vec<Mention> {
    let mut out = Vec::new();
    for found in STATEMENT.captures_iter(text) {
        let range = found.get(0).map_or(0..0, |m| m.range());
        if goes_on(&text[..range.start]) {
            continue;
        }
        let number = found.name("number").or(found.name("prose")).map_or("", |number| number.as_str());
        let (_, symbol) = of_statement(number);
        out.push(Mention::of_symbol(Span::new(range.start, range.end), Class::Symbol, symbol));
    }
    out
}

/// Reads the symbol in a match: the whole, or the longest beginning of it that is one.
fn read(text: &str, start: usize, end: usize) -> Option<(Symbol, usize)> {
    let printed = &text[start..end];
    // Joint symbols name one document; the first is its id.
    if let Some((first, second)) = printed.split_once('-')
        && second.contains('/')
        && second.starts_with(|c: char| c.is_ascii_uppercase())
        && let (Ok(symbol), Ok(_)) = (first.parse::<Symbol>(), second.parse::<Symbol>())
    {
        return Some((symbol, start + printed.trim_end_matches(['.', '-', ' ']).len()));
    }
    let trimmed = printed.trim_end_matches(['.', '-', ' ', ',']);
    // A part letter behind a blank belongs to resolutions only: `A/C.3/70/L.46 A` is the next sentence.
    let lettered = matches!(trimmed.as_bytes(), [.., b' ', b'A'..=b'Z']);
    let trimmed = if lettered && !trimmed.contains("RES") { &trimmed[..trimmed.len() - 2] } else { trimmed };
    let symbol: Symbol = trimmed.replace("(deel ", "(Part ").replace("/Rey.", "/Rev.").parse().ok()?;
    let parts = symbol.as_str().split('/').count();
    let numbered = symbol.as_str().split('/').skip(1).any(|p| p.contains(|c: char| c.is_ascii_digit()));
    (parts >= 2 && numbered && plausible(&symbol)).then_some((symbol, start + trimmed.len()))
}

/// Refuses what only looks like a symbol: two-part forms of roots that always have three.
fn plausible(symbol: &Symbol) -> bool {
    let mut parts = symbol.as_str().split('/');
    let root = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    match root {
        // `A/53` would be a whole session; `S/693` and `T/1` are old documents.
        "A" | "E" => rest.len() >= 2 || rest.first().is_some_and(|p| p.len() >= 3 || p.contains('.')),
        "S" | "T" | "SPLOS" => !rest.is_empty(),
        // `CD/1299` and `DC/231` are documents on disarmament; `CD/DVD` and `CD/2` are not.
        "CD" | "DC" => rest.first().is_some_and(|p| p.len() >= 3),
        _ => rest.len() >= 2 || rest.first().is_some_and(|p| p.contains('.')),
    }
}

/// Reads the suffix list behind a symbol; returns where it ends.
fn suffixes(text: &str, base: &Symbol, from: usize, out: &mut Vec<Mention>) -> usize {
    let mut at = siblings(text, base, from, out);
    while let Some(group) = GROUP.captures(&text[at..]) {
        let kind = title_case(&group["kind"]);
        let start = at + group.name("kind").map_or(0, |m| m.start());
        // A letter is the digit that a scan took for it.
        let printed = group["number"].parse::<u32>().unwrap_or(1);
        let mut end = at + group.get(0).map_or(0, |m| m.end());
        // `Add.1/Corr.1 and 2`: what goes on is counted below.
        let under = group.name("under").and_then(|m| m.as_str().strip_prefix('/')?.split_once('.'));
        let below = under.and_then(|(kind, number)| Some((title_case(kind), number.trim().parse().ok()?)));
        let first = below.as_ref().map_or(printed, |(_, number)| *number);
        let mut items = vec![(first, Span::new(start, end))];
        let mut ranged = false;
        while let Some((joint, number, digits)) = item(text, end) {
            let last = items.last().map_or(first, |i| i.0);
            let is_range = joint == "to" || joint.chars().all(|c| "-‐‑‒–—".contains(c)) && !joint.is_empty();
            // `S/12350 and Add.1, 36`, `S/7930 and Add.49, 10`: the mark of a footnote.
            if !is_range && (number <= last || number > last + LEAP) {
                break;
            }
            if is_range {
                if number <= last || number - last > RANGE_LIMIT {
                    break;
                }
                ranged = true;
                let place = Span::new(items.last().map_or(start, |i| i.1.start), digits.end);
                if let Some(previous) = items.last_mut() {
                    previous.1 = place;
                }
                items.extend((last + 1..=number).map(|n| (n, place)));
            } else {
                items.push((number, digits));
            }
            end = digits.end;
        }
        // Corrigenda are cited as one group, addenda one by one.
        let group_span = Span::new(start, end);
        let joined = ranged && items.iter().all(|i| i.1.start == start) || kind == "Corr";
        for (number, span) in items {
            let symbol = match &below {
                Some((below, _)) => base
                    .with_modification(&kind, &printed.to_string())
                    .with_modification(below, &number.to_string()),
                None => base.with_modification(&kind, &number.to_string()),
            };
            let range = if joined { group_span } else { span };
            out.push(Mention::new(range, Class::SymbolSuffix, Saying::Symbol(symbol)));
        }
        at = end;
    }
    at
}

/// Reads the numbers behind a symbol that ends with a suffix itself, `S/11353/Add.24 and 25`; returns where they end. One
/// behind a comma may be the mark of a footnote.
fn siblings(text: &str, base: &Symbol, from: usize, out: &mut Vec<Mention>) -> usize {
    let last = base.as_str().rsplit('/').next().and_then(|last| last.split_once('.'));
    let Some((kind @ ("Add" | "Corr"), mut number)) =
        last.and_then(|(k, n)| Some((k, n.parse::<u32>().ok()?)))
    else {
        return from;
    };
    let mut at = from;
    while let Some((joint, next, range)) = item(text, at) {
        // `and 12 Member States`, `and 2 annexes` count something else.
        let counts = text[range.end..].strip_prefix(' ').is_some_and(|rest| {
            rest.starts_with(char::is_alphabetic)
                && !["and ", "to ", "of ", "on ", "in "].iter().any(|w| rest.starts_with(w))
        });
        let follows = number < next && next <= number + LEAP;
        if counts || !follows || !["and", "to"].contains(&joint) {
            break;
        }
        let first = if joint == "to" { number + 1 } else { next };
        for n in first..=next {
            let symbol = base.with_modification(kind, &n.to_string());
            out.push(Mention::new(range, Class::SymbolSuffix, Saying::Symbol(symbol)));
        }
        (at, number) = (range.end, next);
    }
    at
}

/// Reads the next item of a suffix list: what joins it, its number and where that stands. A number that goes on is none:
/// `and 57/182`.
fn item(text: &str, at: usize) -> Option<(&str, u32, Span)> {
    let found = ITEM.captures(&text[at..])?;
    let (joint, digits) = (found.name("joint")?.as_str().trim(), found.name("number")?);
    let place = Span::new(at + digits.start(), at + digits.end());
    let goes_on = text[place.end..].starts_with(|c: char| c == '/' || c.is_alphanumeric());
    Some((joint, digits.as_str().parse().ok()?, place)).filter(|_| !goes_on)
}

fn title_case(word: &str) -> String {
    let lower = word.to_ascii_lowercase();
    lower[..1].to_ascii_uppercase() + &lower[1..]
}

/// What a note tells of a volume between its symbol and the place in it.
// Matches ` (United Nations publication, Sales No. E.93.I.8 and corrigenda)`; does not match ` (A/53/144)`.
static PUBLISHED: LazyLock<Opening> =
    LazyLock::new(|| Opening::new(r"^ \(United Nations publication[^()]{0,80}\)".to_owned()));

/// Reads the place inside a volume: `, chap. III` directly behind the symbol belongs to the reference's words;
/// behind a closing bracket it only sets the place.
pub(super) fn place(text: &str, mention: &mut Mention, end: usize, list_end: usize, grammar: &Grammar) {
    let rest = &text[list_end..];
    let closed = rest.trim_start();
    let bracket = if closed.starts_with(')') { rest.len() - closed.trim_start_matches(')').len() } else { 0 };
    let published = if bracket > 0 { PUBLISHED.find(&rest[bracket..]).map_or(0, str::len) } else { 0 };
    let rest = &rest[bracket + published..];
    let found = if grammar.place_begins.is_match(rest) { grammar.place.captures(rest) } else { None };
    // All parts of a place may be absent.
    let whole = found.as_ref().and_then(|f| f.get(0)).map_or("", |m| m.as_str());
    let whole = if whole.trim().is_empty() { "" } else { whole };
    let paragraph = grammar.paragraph_behind(&rest[whole.len()..]);
    if whole.is_empty() && paragraph.is_none() {
        return;
    }
    let letters = &grammar.words.lexicon.heads.letters;
    let part = |name: &str| found.as_ref().and_then(|f| f.name(name)).map(|m| m.as_str());
    let mut parts = Vec::new();
    parts.extend(part("part").map(|p| format!("part.{p}")));
    parts.extend(part("chap").map(|c| format!("chap.{c}")));
    parts.extend(part("sect").map(|s| format!("sect.{}", letters.get(s).map_or(s, String::as_str))));
    let is = |what: &str| mention_symbol(mention).is_some_and(|s| s.as_str().contains(what));
    let in_resolution = is("/RES/");
    if let Some(number) = part("res") {
        parts.push(format!("res.{number}"));
        parts.push(part("annex_of_res").map_or("annex".to_owned(), |annex| format!("annex-{annex}")));
    }
    match part("annex") {
        // An annex of a volume is a place like its chapters; other annexes stand for themselves.
        Some(number) if is("(Vol. ") || part("vol").is_some() => parts.push(format!("annex.{number}")),
        Some(number) => parts.push(format!("annex-{number}")),
        None if part("annexed").is_some() => parts.push("annex".to_owned()),
        None => {}
    }
    let mut length = whole.len();
    if let Some((paragraph, end)) = paragraph {
        length += end;
        let kind = if in_resolution && parts.is_empty() { "op" } else { "para." };
        parts.push(format!("{kind}{paragraph}"));
    }
    if let Some(volume) = part("vol")
        && let Saying::Symbol(symbol) = &mut mention.saying
    {
        // `Ibid., Vol. III` behind another volume.
        let whole = symbol.as_str().split("(Vol. ").next().unwrap_or_default();
        *symbol = Symbol::from_normal(format!("{whole}(Vol. {volume})"));
    }
    if !parts.is_empty() {
        mention.place = Some(parts.join("/"));
    }
    if bracket == 0 && list_end == end {
        mention.range.end = end + length;
    }
}

fn mention_symbol(mention: &Mention) -> Option<&Symbol> {
    match &mention.saying {
        Saying::Symbol(symbol) => Some(symbol),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::grammar;
    use super::*;
    use crate::authority::Authority;
    use crate::model::{Id, Language};

    fn check(text: &str, expected: &[&str]) {
        let grammar = grammar::of(Authority::embedded(), &Language::english());
        let found: Vec<String> = find(text, grammar)
            .into_iter()
            .map(|m| {
                let Saying::Symbol(symbol) = m.saying else { panic!("a symbol") };
                let id = Id::from(symbol);
                m.place.map_or(id.clone(), |p| id.with_place(&p)).to_string()
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn places_stand_behind_what_is_told_of_the_publication() {
        check(
            "(TD/964/Rev.1) (United Nations publication, Sales No. E.93.II.D.5), part one, sect. A.",
            &["TD/964/Rev.1#part.one/sect.A"],
        );
        check("(A/CONF.966/9), chap. I, resolution 1, annex II.", &["A/CONF.966/9#chap.I/res.1/annex-II"]);
        check(
            "(A/CONF.966/26 (Vol. I and Vol. I/Corr.1, Vol. II)) (United Nations publication, Sales No. E.93.I.8), \
             vol. I: Resolutions adopted by the Conference, resolution 1, annex I.",
            &[
                "A/CONF.966/26(Vol. I)#res.1/annex-I",
                "A/CONF.966/26(Vol. I)/Corr.1",
                "A/CONF.966/26(Vol. II)",
            ],
        );
    }

    #[test]
    fn a_suffix_goes_on_in_numbers() {
        check("documents S/11353/Add.24 and 25, that", &["S/11353/Add.24", "S/11353/Add.25"]);
        check("A/57/556/Add.1 to 3;", &["A/57/556/Add.1", "A/57/556/Add.2", "A/57/556/Add.3"]);
        check("A/57/556/Add.2, 36 and", &["A/57/556/Add.2"]);
        check("A/57/556/Add.2 and 3 annexes", &["A/57/556/Add.2"]);
        check("A/57/556/Add.2 and 57/182", &["A/57/556/Add.2"]);
    }

    #[test]
    fn suffixes_hang_on_the_printed_symbol() {
        let add2 = "A/57/556/Add.2";
        for text in ["A/57/556/Add.2 and Corr.1-3", "A/57/556/Add.2 and Corr.1–3"] {
            let corr = |n: u32| format!("{add2}/Corr.{n}");
            check(text, &[add2, &corr(1), &corr(2), &corr(3)]);
        }
        check(
            "E/CN.4/2002/106 and Add.1 and 2",
            &["E/CN.4/2002/106", "E/CN.4/2002/106/Add.1", "E/CN.4/2002/106/Add.2"],
        );
        check("E/2005/23 and Corr.1 and 2", &["E/2005/23", "E/2005/23/Corr.1", "E/2005/23/Corr.2"]);
        check(
            "E/CN.4/2003/104 and Add.1–4",
            &[
                "E/CN.4/2003/104",
                "E/CN.4/2003/104/Add.1",
                "E/CN.4/2003/104/Add.2",
                "E/CN.4/2003/104/Add.3",
                "E/CN.4/2003/104/Add.4",
            ],
        );
        check(
            "E/CN.4/2005/101 and Add.1–3 and Add.3/Corr.1",
            &[
                "E/CN.4/2005/101",
                "E/CN.4/2005/101/Add.1",
                "E/CN.4/2005/101/Add.2",
                "E/CN.4/2005/101/Add.3",
                "E/CN.4/2005/101/Add.3/Corr.1",
            ],
        );
        check("A/65/53 and A/65/53/Corr.1", &["A/65/53", "A/65/53/Corr.1"]);
        check(
            "E/CN.5/9 and Add.1 and Add.1/Corr.1 and 2, Add.2",
            &[
                "E/CN.5/9",
                "E/CN.5/9/Add.1",
                "E/CN.5/9/Add.1/Corr.1",
                "E/CN.5/9/Add.1/Corr.2",
                "E/CN.5/9/Add.2",
            ],
        );
        check("A/43/32 and Corr. I and 2)", &["A/43/32", "A/43/32/Corr.1", "A/43/32/Corr.2"]);
        check("A/57/556/Add.1 and Add.2", &["A/57/556/Add.1", "A/57/556/Add.2"]);
        check("contained in document S/12350 and Add.1, 36", &["S/12350", "S/12350/Add.1"]);
        check("documents S/7930/Add.107 40 and Add.108, 40", &["S/7930/Add.107", "S/7930/Add.108"]);
        check("(S/12344/Rey.1)", &["S/12344/Rev.1"]);
        check("A/60/7 and Corr.1 and Add.1", &["A/60/7", "A/60/7/Corr.1", "A/60/7/Add.1"]);
        check(
            "E/CN.4/2001/94, A/56/341, E/CN.4/2002/106 and Add.1 and 2 and A/57/182",
            &[
                "E/CN.4/2001/94",
                "A/56/341",
                "E/CN.4/2002/106",
                "E/CN.4/2002/106/Add.1",
                "E/CN.4/2002/106/Add.2",
                "A/57/182",
            ],
        );
    }

    #[test]
    fn places_are_read() {
        check("(A/62/53), chap. IV, sect. A.", &["A/62/53#chap.IV/sect.A"]);
        check("A/CONF.157/24 (Part I), chap. III.", &["A/CONF.157/24(Part I)#chap.III"]);
        check("( A / 62/53 ), chap. IV, sect. A.", &["A/62/53#chap.IV/sect.A"]);
        check("A / CONF.157 / 24 (deel I)", &["A/CONF.157/24(Part I)"]);
        check("(A/56/40), vol. I, annex VI.", &["A/56/40(Vol. I)#annex.VI"]);
        check("A/RES/61/106, annex I", &["A/RES/61/106#annex-I"]);
        check("A/RES/53/144, annex", &["A/RES/53/144#annex"]);
        check(
            "A/AC.237/18 (Part II)/Add.1 and Corr.1, annex I.",
            &["A/AC.237/18(Part II)/Add.1#annex-I", "A/AC.237/18(Part II)/Add.1/Corr.1"],
        );
        check("(A/79/900, paras. 25–31)", &["A/79/900#para.25-31"]);
        check("A/RES/53/144, para. 3", &["A/RES/53/144#op3"]);
    }

    #[test]
    fn joint_symbols_are_one_document() {
        check("(A/80/74-E/2025/53)", &["A/80/74"]);
    }

    #[test]
    fn careless_prints_are_read() {
        check("S/2014//502 and A/57/556/Add. 2,", &["S/2014/502", "A/57/556/Add.2"]);
        check("A/RES/217 A (III), A/RES/60/121 B", &["A/RES/217(III)A", "A/RES/60/121B"]);
        check("LC/G.2681, CD/1299 and SPLOS/72, not CD/DVD or CD/2", &["LC/G.2681", "CD/1299", "SPLOS/72"]);
    }

    #[test]
    fn volumes_share_a_bracket() {
        let base = "A/CONF.151/26/Rev.1";
        let volume = |rest: &str| format!("{base}(Vol. {rest}");
        check(
            "(A/CONF.151/26/Rev.1 (Vol. I and Vol. I/Corr.1, Vol. II, Vol. III and Vol. III/Corr.1))",
            &[&volume("I)"), &volume("I)/Corr.1"), &volume("II)"), &volume("III)"), &volume("III)/Corr.1")],
        );
        check("A/CONF.151/26 (Vols. I and II)", &["A/CONF.151/26(Vol. I)", "A/CONF.151/26(Vol. II)"]);
        check("A/CONF.151/26 (Vol. I)", &["A/CONF.151/26(Vol. I)"]);
    }

    #[test]
    fn statements_go_without_their_organ() {
        check(
            "PRST OS/12/1 and PRST 8/2, (PRST/2006/28), S/PRST/2006/29",
            &["A/HRC/PRST/OS/12/1", "A/HRC/PRST/8/2", "S/PRST/2006/28", "S/PRST/2006/29"],
        );
    }

    #[test]
    fn the_words_of_a_symbol_end_with_it() {
        let grammar = grammar::of(Authority::embedded(), &Language::english());
        for text in ["A/72/170 on lights", "A/C.3/70/L.46* and", "A/RES/61/106, annex I and"] {
            let found = find(text, grammar);
            let words = &text[found[0].range.start..found[0].range.end];
            assert_eq!(words, words.trim(), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_symbol() {
        check("HIV/Aids, his/her, A/his, press release SC/6816 and 24/12/2017, S/he", &[]);
    }
}
