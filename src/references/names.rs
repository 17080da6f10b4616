//! Finds instruments by their names: the table's names word for word, and, in translations, by their words.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use regex::Regex;

use super::comments;
use super::cues::{ACRONYMS, Cue, Cues, NAMES};
use super::grammar::Grammar;
use super::mention::{Mention, Saying};
use super::nearby::stands_alone;
use super::printed::is_year;
use super::trie::Trie;
use crate::authority::lexicon;
use crate::authority::opening::Opening;
use crate::authority::{Authority, InstrumentName, NameUse};
use crate::model::{Class, Id, Span};

/// The names of all instruments, compiled.
struct Names {
    /// Names in words, in lower case, matched without regard to ASCII case.
    words: Trie,
    /// Acronyms, matched as they are.
    acronyms: Trie,
    in_words: Vec<&'static InstrumentName>,
    as_acronyms: Vec<&'static InstrumentName>,
}

fn names(authority: &'static Authority) -> &'static Names {
    static COMPILED: OnceLock<Names> = OnceLock::new();
    COMPILED.get_or_init(|| {
        let mut spelled: Vec<String> = Vec::new();
        let mut in_words = Vec::new();
        let mut as_acronyms = Vec::new();
        for name in authority.instruments.names() {
            match set_of(name) {
                NAMES => {
                    for spelling in spellings(&name.text) {
                        spelled.push(spelling);
                        in_words.push(name);
                    }
                }
                ACRONYMS => as_acronyms.push(name),
                _ => {}
            }
        }
        let acronyms = Trie::new(as_acronyms.iter().map(|n| n.text.as_str()));
        let words = Trie::new(spelled.into_iter().map(|spelling| spelling.to_ascii_lowercase()));
        Names { words, acronyms, in_words, as_acronyms }
    })
}

/// Returns the set of those that are found in texts to which a name belongs, if it belongs to one.
fn set_of(name: &InstrumentName) -> u8 {
    match name.usage {
        NameUse::Name | NameUse::Alias | NameUse::Collective | NameUse::Recurring => NAMES,
        NameUse::Acronym => ACRONYMS,
        NameUse::AcronymOrBody | NameUse::Short | NameUse::Title => 0,
    }
}

/// Returns the names that are found in texts, in every spelling, with their sets.
pub(super) fn beginnings(authority: &'static Authority) -> impl Iterator<Item = (u8, String)> {
    let found =
        authority.instruments.names().iter().map(|name| (set_of(name), name)).filter(|(set, _)| *set > 0);
    found.flat_map(|(set, name)| spellings(&name.text).into_iter().map(move |spelling| (set, spelling)))
}

/// Returns the spellings under which a name is printed: apostrophes straight, curled or as a letter, hyphens kept or lost,
/// quotation marks of either form, a comma before the subject of a general comment, the Assembly by its reduced name.
fn spellings(name: &str) -> Vec<String> {
    let mut out = vec![name.to_owned()];
    // Most names hold none of these signs and words.
    let signs = !name.is_ascii();
    let straight = signs.then(|| name.replace('’', "'").replace(['“', '”'], "\""));
    let modifier = signs.then(|| name.replace('’', "\u{2bc}"));
    let joined = name.contains('-').then(|| name.replace('-', ""));
    let plain_dash = signs.then(|| name.replace(['–', '—'], "-"));
    let parted = name.contains("No.").then(|| NUMBERED_SUBJECT.replace(name, "$1, on ").into_owned());
    let assembly = "the General Assembly";
    let reduced = name.contains(assembly).then(|| name.replace(assembly, "the Assembly"));
    for spelling in [straight, modifier, joined, plain_dash, parted, reduced].into_iter().flatten() {
        if !out.contains(&spelling) {
            out.push(spelling);
        }
    }
    out
}

/// Number of a general comment with its subject.
// Matches `No. 29 on `, `No. 29 (2001) on `; does not match `No. 29, on`.
static NUMBERED_SUBJECT: LazyLock<Regex> =
    LazyLock::new(|| lexicon::pattern(r"(No\. ?\d{1,2}(?: \(\d{4}\))?) on "));

/// What labour conventions are called.
pub(super) const LABOUR_CONVENTIONS: &str = "Convention";

/// A convention of the International Labour Organization, all of which have a number.
// Matches `Night Work Convention, 1990 (No. 171)`, `ILO Convention No. 171`, `International Labour Organization (ILO)
// Convention No. 171`, `Convention No. 171 of the International Labour Organization`; does not match `Convention No. 5`.
static LABOUR: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(concat!(
        r"(?:(?:[A-Z][0-9A-Z_a-zÀ-ɏ’'-]*,? |\((?:[A-Z][0-9A-Z_a-zÀ-ɏ’'-]* ?|and )+\) |(?:and|of|the|to|for|with|in|at|on) ){1,14}?)Convention(?: \(Revised\))?, \d{4} \(No\. ?(?P<a>\d{1,3})\)",
        r"|(?:ILO|International Labour Organi[sz]ation(?: \(ILO\))?(?:’s|'s)?) Convention(?:,| \() ?No\. ?(?P<b>\d{1,3})\b\)?",
        r"|(?:ILO|International Labour Organi[sz]ation(?: \(ILO\))?(?:’s|'s)?) Convention No\. ?(?P<c>\d{1,3})\b",
        r"|Convention No\. ?(?P<d>\d{1,3}) of the (?:ILO|International Labour Organi[sz]ation)"
    ))
});

/// What stands between such a convention and its number.
// Matches `, 1990 (No`, ` (Revised), 1990 (No`, ` No`, ` (No`; does not match ` on`.
static LABOUR_NUMBER: LazyLock<Opening> =
    LazyLock::new(|| Opening::new(r"^(?: \(Revised\))?(?:, \d{4} \(|,| \()? ?No".to_owned()));

/// Finds the labour conventions that stand with their number.
fn labour(text: &str, grammar: &Grammar, out: &mut Vec<Mention>) {
    for found in LABOUR.captures_iter(text) {
        let range = found.get(0).map_or(0..0, |m| m.range());
        let number = ["a", "b", "c", "d"].iter().find_map(|group| found.name(group));
        let Some(number) = number else { continue };
        // The words before may be those of the sentence: a name begins with its capital letter, behind its article.
        let words = &text[range.clone()];
        let inside = |at: &usize| {
            let before = words[..*at].rsplit(' ').next().unwrap_or("");
            grammar.words.lexicon.names.function_words.iter().any(|w| w == before)
        };
        let article = words.match_indices(" the ").map(|(at, _)| at).find(|at| !inside(at));
        let from = article.map_or(0, |at| at + " the ".len());
        let lead = from + words[from..].find(char::is_uppercase).unwrap_or(0);
        let id = Id::new(format!("TREATY:ILO-{}", number.as_str()));
        out.push(named(text, Span::new(range.start + lead, range.end), Class::Name, vec![id], grammar));
    }
}

/// Finds the names in a text.
pub(super) fn find(
    text: &str,
    cues: &Cues,
    authority: &'static Authority,
    grammar: &Grammar,
) -> Vec<Mention> {
    let names = names(authority);
    let language = &grammar.words.lexicon.code;
    let mut out: Vec<Mention> = Vec::new();
    let longest = |phrases: &Trie, cased: &[u8], at: usize| {
        let whole = |(_, end): &(usize, usize)| {
            stands_alone(text, at, unmarked(text, *end)) || runs_on(text, at, *end)
        };
        let found = phrases.longest(&cased[at..]).map(|(nth, len)| (nth, at + len))?;
        // The text may go on like a longer name and then end in the middle of its last word.
        let shorter = || phrases.all(&cased[at..]).map(|(nth, len)| (nth, at + len)).filter(whole).last();
        Some(found).filter(whole).or_else(shorter)
    };
    let mut at = 0;
    for (start, sets) in cues.names.iter().copied() {
        if start < at && !behind_article(text, start) {
            continue;
        }
        if sets & NAMES != 0
            && let Some((nth, end)) = longest(&names.words, &cues.folded, start)
        {
            let name = names.in_words[nth];
            let class = if name.usage == NameUse::Alias { Class::Alias } else { Class::Name };
            at = end.max(at);
            // A name of another language stands in a text as it is: `action 21` is no Agenda 21.
            let capital = || text[start..].chars().next() == name.text.chars().next();
            let foreign = name.language.as_str() != language && !capital();
            let planned = || grammar.indefinite.is_match(&text[..start]);
            if !foreign
                && (capital() || !planned() && !is_said(&text[start..], name, grammar))
                && !is_thing(&text[end..], grammar)
                && !is_of_another_year(name, &text[end..], authority, grammar)
            {
                out.push(named(text, Span::new(start, end), class, name.ids.clone(), grammar));
            }
        } else if sets & ACRONYMS != 0
            && let Some((nth, end)) = longest(&names.acronyms, text.as_bytes(), start)
            && !text[end..].starts_with('/')
        {
            let name = names.as_acronyms[nth];
            out.push(named(text, Span::new(start, end), Class::Alias, name.ids.clone(), grammar));
            at = end.max(at);
        }
    }
    let numbered = |convention: Span| LABOUR_NUMBER.is_match(&text[convention.end..]);
    if cues.hits(|cue| cue == Cue::Labour).any(|hit| numbered(hit.range)) {
        labour(text, grammar, &mut out);
    }
    if grammar.words.lexicon.names.loose {
        out.extend(loose(text, language, authority, grammar));
    }
    if cues.has(Cue::Comment) {
        comments::widen(text, &mut out);
    }
    out.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end)));
    let mut last = 0;
    out.retain(|m| {
        let keep = m.range.start >= last || behind_article(text, m.range.start);
        last = if keep { m.range.end.max(last) } else { last };
        keep
    });
    out
}

/// Returns whether a text says in passing what a title says, which begins with its article: `to build the future we want`.
fn is_said(text: &str, name: &InstrumentName, grammar: &Grammar) -> bool {
    let article = name.lower.split(' ').next().unwrap_or("");
    let small = text.split(' ').nth(1).is_some_and(|word| word.starts_with(char::is_lowercase));
    small && grammar.words.lexicon.names.articles.iter().any(|a| a == article)
}

/// Returns whether what stands behind a name makes another thing of it: `the Sustainable Development Goals Report 2024`.
pub(super) fn is_thing(behind: &str, grammar: &Grammar) -> bool {
    let Some(behind) = behind.strip_prefix(' ') else { return false };
    grammar.words.lexicon.names.things.iter().any(|thing| {
        let rest = behind.strip_prefix(thing.as_str());
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Returns whether a date behind a name says that another text of that name is meant: `the Vienna Declaration of 12 March
/// 2004` is not that of 1993.
fn is_of_another_year(name: &InstrumentName, behind: &str, authority: &Authority, grammar: &Grammar) -> bool {
    let Some(date) = behind.strip_prefix(" of ").filter(|d| d.starts_with(|c: char| c.is_ascii_digit()))
    else {
        return false;
    };
    let printed = grammar.date_at(date).map(|(year, ..)| year);
    let adopted = |id: &Id| Some(authority.instruments.get(id)?.adopted?.year());
    // Who tells when a treaty was signed or came into force may be a few years off.
    let far = |year: u16| name.ids.iter().all(|id| adopted(id).is_some_and(|own| own.abs_diff(year) > YEARS));
    name.usage == NameUse::Alias && printed.is_some_and(far)
}

/// Dates that are no more years apart may be those of one text.
const YEARS: u16 = 1;

/// Returns whether an article of what begins at a byte stands before it: the name of that instrument counts inside
/// another one as well, as in `the regulations to give effect to Article 102 of the Charter`.
pub(super) fn behind_article(text: &str, start: usize) -> bool {
    let before = text[..start].strip_suffix("the ").unwrap_or(&text[..start]);
    let Some(number) = before.strip_suffix(" of ") else { return false };
    let article = number.trim_end_matches(|c: char| c.is_ascii_digit());
    article.len() < number.len() && article.ends_with("rticle ")
}

/// Makes the mention of a name, with its article and prefix.
fn named(text: &str, range: Span, class: Class, ids: Vec<Id>, grammar: &Grammar) -> Mention {
    let words = &grammar.words.lexicon.names;
    let mut start = range.start;
    for _ in 0..2 {
        let before = text[..start].strip_suffix(' ').unwrap_or("");
        let word = before.rsplit([' ', '(', '“', '"', '«']).next().unwrap_or("");
        let is = |all: &[String]| all.iter().any(|w| w.eq_ignore_ascii_case(word));
        if word.is_empty() || !(is(&words.articles) || is(&words.prefixes)) {
            break;
        }
        start -= word.len() + 1;
        if is(&words.articles) {
            break;
        }
    }
    Mention::new(Span::new(start, range.end), class, Saying::Name(ids))
}

/// Returns where a footnote mark that was glued to a name ends: `the Crime of Apartheid27 and`. Acronyms take none:
/// `CAT2` is no convention.
fn unmarked(text: &str, end: usize) -> usize {
    let digits = text[end..].bytes().take_while(u8::is_ascii_digit).count();
    let named = &text[..end];
    let figures = named.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let glued = (named.ends_with(char::is_lowercase) || is_year(&named[figures..])) && digits <= 3;
    if glued { end + digits } else { end }
}

/// Returns whether the blank was lost behind the year with which a name ends: `of 12 August 1949and`.
fn runs_on(text: &str, start: usize, end: usize) -> bool {
    let year = text[..end].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let small = text[end..].starts_with(|c: char| c.is_ascii_lowercase());
    small && is_year(&text[year..end]) && !text[..start].ends_with(char::is_alphanumeric)
}

/// Finds names whose words a machine translated one by one: from the type noun on, as long as each word is one of
/// the name's words in any of its wordings, or a function word; one word at a time may be strange.
fn loose(text: &str, language: &str, authority: &'static Authority, grammar: &Grammar) -> Vec<Mention> {
    let vocabulary = vocabulary(language, authority, grammar);
    let words = words(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let best = vocabulary
            .iter()
            .filter_map(|name| {
                name.matched(text, &words[at..], grammar).map(|(len, share)| (len, share, name))
            })
            .max_by_key(|(len, share, name)| (*len, *share, std::cmp::Reverse(&name.id)));
        if let Some((len, _, name)) = best {
            let range = Span::new(words[at].0, words[at + len - 1].1);
            out.push(named(text, range, name.class, vec![name.id.clone()], grammar));
            at += len;
        } else {
            at += 1;
        }
    }
    out
}

/// The words of one instrument's names in one language.
struct Vocabulary {
    id: Id,
    class: Class,
    /// First words: the type noun.
    heads: Vec<String>,
    /// Stems of the other words.
    stems: Vec<String>,
    /// How many different stems a reference must hold.
    least: usize,
}

fn vocabulary(language: &str, authority: &'static Authority, grammar: &Grammar) -> &'static [Vocabulary] {
    static VOCABULARIES: OnceLock<BTreeMap<String, Vec<Vocabulary>>> = OnceLock::new();
    let all = VOCABULARIES.get_or_init(|| {
        let loose = authority.languages.iter().filter(|w| w.lexicon.names.loose);
        loose
            .map(|w| (w.lexicon.code.clone(), build_vocabulary(&w.lexicon.code, authority, grammar)))
            .collect()
    });
    all.get(language).map_or(&[], Vec::as_slice)
}

fn build_vocabulary(language: &str, authority: &'static Authority, grammar: &Grammar) -> Vec<Vocabulary> {
    let mut by_id: BTreeMap<&Id, Vec<&InstrumentName>> = BTreeMap::new();
    for name in authority.instruments.names() {
        let wording = matches!(name.usage, NameUse::Name | NameUse::Alias);
        if let ([id], true) = (name.ids.as_slice(), wording) {
            by_id.entry(id).or_default().push(name);
        }
    }
    let mut out = Vec::new();
    for (id, names) in by_id {
        let own: Vec<&&InstrumentName> = names.iter().filter(|n| n.language.as_str() == language).collect();
        let mut heads: Vec<String> = Vec::new();
        let mut stems: Vec<String> = Vec::new();
        let mut shortest = usize::MAX;
        for name in &own {
            let words: Vec<String> =
                name.text.split_whitespace().map(stem).filter(|s| !s.is_empty()).collect();
            let Some((head, rest)) = words.split_first() else { continue };
            heads.push(head.clone());
            let content: Vec<&String> = rest.iter().filter(|w| !is_function(w, grammar)).collect();
            shortest = shortest.min(content.len());
            stems.extend(content.into_iter().cloned());
        }
        // Translations leave English words standing.
        for name in names.iter().filter(|n| n.language.as_str() == "en") {
            stems.extend(name.text.split_whitespace().skip(1).map(stem).filter(|s| s.len() > 3));
        }
        stems.sort();
        stems.dedup();
        heads.sort();
        heads.dedup();
        if !heads.is_empty() && shortest < usize::MAX {
            // Names of one telling word are matched word for word only.
            let least = shortest.clamp(2, 4);
            out.push(Vocabulary { id: id.clone(), class: Class::Name, heads, stems, least });
        }
    }
    out
}

impl Vocabulary {
    /// Returns how many words of a text the name takes up, and how many of its stems they hold.
    fn matched(&self, text: &str, words: &[(usize, usize)], grammar: &Grammar) -> Option<(usize, usize)> {
        let at = |w: &(usize, usize)| stem(&text[w.0..w.1]);
        let first = at(words.first()?);
        if !self.heads.contains(&first) {
            return None;
        }
        let mut held: Vec<String> = Vec::new();
        let mut len = 0;
        // One word may be strange: translations shuffle a word into a name, or find another for it.
        let mut strange = false;
        for (nth, word) in words.iter().enumerate().skip(1) {
            // Only commas may stand between the words of a name.
            let gap = &text[words[nth - 1].1..word.0];
            if gap.chars().any(|c| !" ,-".contains(c)) || nth == 1 && gap.contains(',') {
                break;
            }
            let stem = at(word);
            // `het Verdrag … en het Verdrag …`: the next name begins.
            if self.heads.contains(&stem) {
                break;
            }
            if self.stems.iter().any(|s| alike(s, &stem)) {
                if !held.contains(&stem) {
                    held.push(stem);
                }
                len = nth + 1;
                strange = false;
            } else if !is_function(&stem, grammar) {
                if strange || gap.contains(',') {
                    break;
                }
                strange = true;
            }
        }
        (held.len() >= self.least).then_some((len, held.len()))
    }
}

/// Returns whether two words share their stem: the same first letters, at least five.
fn alike(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let (long, short) = (a.chars().count().max(b.chars().count()), a.chars().count().min(b.chars().count()));
    a == b || common >= 5 && common + 3 >= short && long <= common + 5
}

fn stem(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn is_function(word: &str, grammar: &Grammar) -> bool {
    let lexicon = &grammar.words.lexicon.names;
    word.len() <= 1 || lexicon.function_words.iter().any(|w| w == word)
}

/// Returns the ranges of the words of a text.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_alphanumeric() || c == '\'' || c == '’', start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                out.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    out.extend(start.map(|from| (from, text.len())));
    out
}

#[cfg(test)]
mod tests {
    use super::super::grammar;
    use super::*;
    use crate::model::Language;

    fn check(code: &str, text: &str, expected: &[(&str, &str)]) {
        let authority = Authority::embedded();
        let grammar = grammar::of(authority, &Language::new(code));
        let all = find(text, &grammar.cues.read(text), authority, grammar);
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
    fn a_translated_name_ends_where_the_next_begins() {
        check(
            "nl",
            "in het Verdrag inzake de rechten van het kind en het Verdrag inzake de rechten van personen met een handicap",
            &[
                ("het Verdrag inzake de rechten van het kind", "A/RES/44/25#annex"),
                ("het Verdrag inzake de rechten van personen met een handicap", "A/RES/61/106#annex-I"),
            ],
        );
        check(
            "nl",
            "de Weense Verklaring en het Actieprogramma, de Verklaring van Beijing en het Actieplatform",
            &[
                ("de Weense Verklaring en het Actieprogramma", "A/CONF.157/24(Part I)#chap.III"),
                ("de Verklaring van Beijing en het Actieplatform", "A/CONF.177/20/Rev.1#chap.I/res.1"),
            ],
        );
    }

    #[test]
    fn labour_conventions_are_known_by_number() {
        check(
            "en",
            "ratify the Night Work Convention, 1990 (No. 171), and ILO Convention No. 176 of the organization",
            &[
                ("the Night Work Convention, 1990 (No. 171)", "TREATY:ILO-171"),
                ("ILO Convention No. 176", "TREATY:ILO-176"),
            ],
        );
        check("en", "the Convention No. 5 of the Lakes", &[]);
    }

    #[test]
    fn conference_texts_are_known_by_name() {
        check(
            "en",
            "the Vienna Declaration on Crime and Justice, the Monterrey Consensus and the Habitat Agenda",
            &[
                ("the Vienna Declaration on Crime and Justice", "A/RES/55/59#annex"),
                ("the Monterrey Consensus", "A/CONF.198/11#chap.I/res.1"),
                ("the Habitat Agenda", "A/CONF.165/14#chap.I/res.1"),
            ],
        );
    }
}
