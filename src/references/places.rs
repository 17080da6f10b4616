//! Takes the place before a reference into it: `article 4 of the Covenant`, `paragraph 3 of resolution 53/144`, one
//! mention for each number.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::grammar::Grammar;
use super::mention::{Mention, Saying};
use super::nearby;
use crate::authority::lexicon::{self, HeadWords};
use crate::authority::opening::{Closing, Lazy, Opening, lazy};
use crate::model::{Class, Span};

/// How many bytes `paragraphs 3 to 7 of the` takes up at most.
const PLACE: usize = 96;

/// What parts the places of a description, which its footnote resolves.
pub(super) const BETWEEN: &str = "|";

/// How many bytes `paragraph 7 of the report of the` takes up at most, with what the report is about.
const REPORT: usize = 300;

/// Number of an article, with its letters.
const ARTICLE: &str = r"\d{1,3}(?: [b-h]\b)?(?: ?\([a-z0-9]{1,4}\))*";
/// Number of a paragraph, with its letters.
const PARAGRAPH: &str = r"\d{1,3}(?: ?\([a-z]{1,4}\))*";

/// The places of one language, each with the words that lead from it to what it is a place of.
#[derive(Debug)]
pub(super) struct Places {
    article: Closing,
    /// `Article 41 of ` before the chapter in which it stands.
    within: Closing,
    /// `Article 1, paragraph 3, and ` before further articles.
    further: Closing,
    chapter: Closing,
    preamble: Closing,
    paragraph: Closing,
    /// `principle 15 of the `: instruments whose clauses have a name of their own.
    clause: Closing,
    section: Closing,
    annex: Closing,
    /// The paragraphs of a report whose symbol stands in the bracket behind it.
    bracketed: Closing,
    /// The places before `thereof`: of articles, paragraphs, chapters and sections.
    thereof: [(Closing, &'static str); 4],
    /// `its articles 2 and 9`.
    own: Opening,
    /// `, article 6` behind the name of what it is an article of.
    behind: Opening,
    /// `, in particular article 6` behind it.
    among: Opening,
    /// What makes `article 6` one of what was named, in words of its own.
    thereof_behind: Opening,
    /// `article 1 common to the ` in the words of a reference.
    common: Lazy,
}

/// Returns numbers joined by commas, conjunctions and what else joins them.
fn list(number: &str, joints: &str) -> String {
    format!("{number}(?:(?:, |,? and |,? en {joints}){number})*")
}

impl Places {
    /// Compiles the patterns of a language.
    pub fn new(heads: &HeadWords) -> Self {
        let closing = |pattern: String| Closing::new(pattern);
        let of_the = &heads.of_the;
        let roman = list("[IVX]+", "");
        let paragraphs = list(PARAGRAPH, "| to |[-–]");
        let articles = format!(
            r"\b(?:{}) (?P<numbers>{}|(?-i:{roman}))(?:, (?:{}) (?P<inner>{}))?",
            heads.article,
            list(ARTICLE, "| to "),
            heads.paragraph,
            list(PARAGRAPH, "| to ")
        );
        Self {
            // Matches `article 4 of the `, `articles 18 and 19 of `, `Article VI of the `, `article 7, paragraph 4, of
            // the `, `Article 73 e of the `; does not match `article of the `.
            // `paragraph 1 of article 6 of the `.
            article: closing(format!(
                r"(?i)(?:\b(?:{}) (?P<outer>{}) of )?{articles},? (?:{of_the}|{})$",
                heads.paragraph,
                list(PARAGRAPH, "| to "),
                heads.common_to
            )),
            // Matches `Article 41 of `; does not match `Article 41 and `.
            within: closing(format!("(?i){articles},? of $")),
            // Matches `Article 1, paragraph 3, and `, `article 1, paragraph 3, `; does not match `Article 1 of `.
            further: closing(format!("(?i){articles}(?:,? (?:and|en)|,) $")),
            // Matches `Chapter VII of the `, `chapter 17 of `; does not match `chapter of the `.
            chapter: closing(format!(
                r"\b(?:(?i:{})s?) (?P<numbers>\d{{1,2}}|{roman}) (?i:{of_the})$",
                heads.chapter
            )),
            // Matches `the Preamble of the `, `the preamble to the `; does not match `preambles of`.
            preamble: closing(format!(r"(?i)\b(?:{})$", heads.preamble_to)),
            // Matches `paragraph 3 of `, `paragraphs 5 to 9 of the `; does not match `paragraph of `.
            paragraph: closing(format!(r"(?i)\b(?:{}) (?P<numbers>{paragraphs}) {of_the}$", heads.paragraph)),
            // Matches `principle 15 of the `, `rules 6 and 7 of the `, `principle 7 (a) of `; does not match `rule of the `.
            clause: closing(format!(
                r"(?i)\b(?P<word>{}) (?P<numbers>{}) {of_the}$",
                heads.clause,
                list(PARAGRAPH, "| to |[-–]")
            )),
            // Matches `section II, paragraph 4, of its `, `paragraph 4 of section II of `, `section III of `, `sections A
            // and B of the `; does not match `section of `.
            section: closing(format!(
                r"\b(?:(?i:{paragraph}) (?P<outer>{paragraphs}) of )?(?:(?i:{}))s? (?P<numbers>{}|{roman})(?:, (?i:{paragraph}) (?P<inner>{paragraphs}),?)? (?i:{of_the}|of (?:its|the same) )$",
                heads.section,
                list("[A-Z]", ""),
                paragraph = heads.paragraph,
            )),
            // Matches `the annex to `, `annex II to the `; does not match `annexes of`.
            annex: closing(format!(r"(?i)\b{}$", heads.annex_to)),
            // Matches `paragraph 7 of his report dated 20 July 2000 (`; does not match `paragraph 7 of the resolution (`,
            // `paragraph 7 of the resolution, his report (`.
            bracketed: closing(format!(
                r"(?i)\b(?:{}) (?P<numbers>{paragraphs}),? of (?:the|his|her|its|their) (?:[^ (),;:]+ ){{0,8}}(?:{})\b[^(),;:]* \($",
                heads.paragraph, heads.reported
            )),
            thereof: [
                // Matches `article 2, paragraph 2, `, `articles 5 and 7 `; does not match `articles `.
                (closing(format!("(?i){articles},? $")), "art."),
                // Matches `paragraphs 138 and 139 `; does not match `paragraphs `.
                (closing(format!(r"(?i)\b(?:{}) (?P<numbers>{paragraphs}),? $", heads.paragraph)), "para."),
                // Matches `chapter 37 `; does not match `chapters `.
                (
                    closing(format!(r"\b(?:(?i:{})s?) (?P<numbers>\d{{1,2}}|{roman}),? $", heads.chapter)),
                    "chap.",
                ),
                // Matches `section III `; does not match `sections `.
                (closing(format!(r"\b(?:(?i:{})s?) (?P<numbers>{roman}),? $", heads.section)), "sect."),
            ],
            // Matches `, article 6`, `, articles 6 and 7`; does not match `, the article`.
            behind: Opening::new(format!("(?i)^, {}", articles.trim_start_matches(r"\b"))),
            // Matches `, in particular article 6`, `, including Articles 6 and 7`; does not match `, including the article`.
            among: Opening::new(format!(r"(?i)^,? (?:and )?(?:{}) {articles}", heads.including)),
            // Matches ` thereof`; does not match ` there`.
            thereof_behind: Opening::new(format!(r"(?i)^,? (?:{})\b", heads.thereof)),
            // Matches `article 1 common to the `; does not match `article 1 of the`.
            common: lazy(format!("(?i){articles},? (?:{})", heads.common_to)),
            // Matches `its articles 2, 3 and 9`; does not match `its article of`.
            own: Opening::new(format!(
                "(?i)^(?:{}) (?P<numbers>{})",
                heads.own_article,
                list(ARTICLE, "| to ")
            )),
        }
    }

    /// Returns the places that stand at the end of a text, and where they begin: `article 2, paragraph 2, `.
    pub fn before_thereof(&self, text: &str) -> Option<(usize, Vec<String>)> {
        let before = nearby::tail(text, PLACE);
        self.thereof.iter().find_map(|(pattern, kind)| {
            let found = pattern.captures(before)?;
            let start = text.len() - before.len() + found.get(0)?.start();
            let places = if *kind == "art." { articles(&found) } else { each(kind, &found["numbers"]) };
            Some((start, places))
        })
    }

    /// Returns the articles with which a text begins, and how long it tells them: `its articles 2 and 9`.
    pub fn own_articles(&self, text: &str) -> Option<(usize, Vec<String>)> {
        let found = self.own.captures(text)?;
        Some((found.get(0)?.len(), each("art.", &found["numbers"])))
    }
}

/// Takes the place before a mention into it; the mention is returned once for each number.
pub(super) fn placed(text: &str, mention: Mention, grammar: &Grammar, out: &mut Vec<Mention>) {
    let places = &grammar.places;
    let named = matches!(mention.saying, Saying::Name(_) | Saying::Noun(_) | Saying::Constituent);
    let numbered = matches!(
        mention.saying,
        Saying::Number(_)
            | Saying::Yearless { .. }
            | Saying::ThatResolution
            | Saying::ThatArticle
            | Saying::ThisDocument
    );
    let described = matches!(mention.saying, Saying::Description(Some(_)) | Saying::ThatReport);
    if mention.place.is_none() && matches!(mention.saying, Saying::Symbol(_)) {
        out.extend(reported(text, &mention, places));
        return out.push(mention);
    }
    if mention.place.is_some() || !(named || numbered || described) {
        return out.push(mention);
    }
    let whole = &text[..mention.range.start];
    let before = nearby::tail(whole, PLACE);
    let skipped = whole.len() - before.len();
    let inside = |found: &Captures<'_>| skipped + found.get(0).map_or(before.len(), |m| m.start());
    // `Article 1, paragraph 3, and articles 55 and 56 of the`, `article 9 (b) and annex II to the`.
    let joined = |mut start: usize, mut all: Vec<String>| {
        while let Some(further) = places.further.captures(nearby::tail(&whole[..start], PLACE)) {
            all.splice(0..0, articles(&further));
            start -= nearby::tail(&whole[..start], PLACE).len() - further.get(0).map_or(0, |m| m.start());
        }
        (start, all)
    };
    let mut found: Option<(usize, Vec<String>)> = None;
    if named && let Some(article) = places.article.captures(before) {
        found = Some(joined(inside(&article), articles(&article)));
    } else if named && let Some(chapter) = places.chapter.captures(before) {
        let start = inside(&chapter);
        found = Some(match places.within.captures(&whole[skipped..start]) {
            Some(article) => (inside(&article), articles(&article)),
            None => (start, each("chap.", &chapter["numbers"])),
        });
    } else if named && let Some(preamble) = places.preamble.captures(before) {
        found = Some((inside(&preamble), vec!["preamble".to_owned()]));
    } else if named && let Some(clause) = places.clause.captures(before) {
        let kind = format!("{}.", clause["word"].to_lowercase().trim_end_matches('s'));
        found = Some((inside(&clause), each(&kind, &clause["numbers"])));
    } else if let Some(paragraph) = places.paragraph.captures(before) {
        found = Some((inside(&paragraph), each(paragraph_of(&mention), &paragraph["numbers"])));
    } else if let Some(section) = places.section.captures(before) {
        found = Some((inside(&section), sections(&section, paragraph_of(&mention))));
    } else if let Some(annex) = places.annex.captures(before) {
        let (start, all) = (inside(&annex), annexes(&annex));
        let within =
            |numbers: Vec<String>| numbers.iter().map(|number| format!("{}/{number}", all[0])).collect();
        let before = &whole[skipped..start];
        // `paragraph 4 of the annex to `, `article 4 of annex II to `.
        found = Some(if let Some(paragraph) = places.paragraph.captures(before) {
            (inside(&paragraph), within(each("para.", &paragraph["numbers"])))
        } else if let Some(article) = places.within.captures(before) {
            (inside(&article), within(articles(&article)))
        } else if named {
            joined(start, all)
        } else {
            (start, all)
        });
    }
    let mut range = mention.range;
    if named
        && found.is_none()
        && let Some(behind) = places.behind.captures(&text[mention.range.end..])
        && !grammar.of_next.is_match(&text[mention.range.end + behind[0].len()..])
    {
        range.end += behind[0].len();
        found = Some((range.start, articles(&behind)));
    }
    let Some((start, all)) = found else {
        if named {
            out.extend(among(text, &mention, places, grammar));
        }
        return out.push(mention);
    };
    let range = Span::new(start, range.end);
    if described {
        // Its note may name several documents: which paragraphs are whose is seen there.
        return out.push(Mention { range, place: Some(all.join(BETWEEN)), ..mention });
    }
    // `paragraph 2 of the present resolution`.
    let class = if mention.saying == Saying::ThisDocument { Class::Internal } else { mention.class };
    out.extend(all.into_iter().map(|place| Mention { range, class, place: Some(place), ..mention.clone() }));
}

/// Returns the articles that a text singles out behind the name of an instrument: `the Charter, in particular Article 1,
/// paragraph 3,`. With `thereof` they are found by that word.
fn among(text: &str, mention: &Mention, places: &Places, grammar: &Grammar) -> Vec<Mention> {
    let after = &text[mention.range.end..];
    let Some(found) = places.among.captures(after) else { return Vec::new() };
    let rest = &after[found[0].len()..];
    if grammar.of_next.is_match(rest) || places.thereof_behind.is_match(rest) {
        return Vec::new();
    }
    // The words begin with `article` before its number.
    let lead = found.name("numbers").map_or(0, |numbers| numbers.start());
    let start = found[0][..lead].trim_end().rfind(' ').map_or(0, |at| at + 1);
    let range = Span::new(mention.range.end + start, mention.range.end + found[0].len());
    let one = |place| Mention { range, class: Class::Short, place: Some(place), ..mention.clone() };
    articles(&found).into_iter().map(one).collect()
}

/// Gives the articles of a name to the one that is joined to it as theirs too: `article 19 of the Universal Declaration of
/// Human Rights and of the International Covenant on Civil and Political Rights`, `article 1 common to the Covenant on … and the
/// Covenant on …`. The mentions are in order.
pub(super) fn shared(text: &str, mentions: Vec<Mention>, grammar: &Grammar) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let articles = articles_before(text, &out, &mention, grammar);
        if articles.is_empty() {
            out.push(mention);
        } else {
            out.extend(articles.into_iter().map(|a| Mention { place: Some(a), ..mention.clone() }));
        }
    }
    out
}

/// Returns the articles of the last of some mentions that are those of the next name as well.
fn articles_before(text: &str, before: &[Mention], next: &Mention, grammar: &Grammar) -> Vec<String> {
    let Some(last) = before.last().filter(|last| last.range.end <= next.range.start) else {
        return Vec::new();
    };
    let joint = &text[last.range.end..next.range.start];
    let and = grammar.words.lexicon.verbs.and.as_str();
    let of = joint.strip_prefix(' ').and_then(|j| j.strip_prefix(and)).map(str::trim_start);
    // What several instruments of one name have in common is theirs alone.
    let one = matches!(&last.saying, Saying::Name(ids) if ids.len() == 1);
    let common = || one && grammar.places.common.is_match(&text[last.range.start..last.range.end]);
    let bare = matches!(next.saying, Saying::Name(_)) && next.place.is_none();
    if !bare || !of.is_some_and(|of| of == "of " || of.is_empty() && common()) {
        return Vec::new();
    }
    let all = before.iter().rposition(|m| m.range != last.range || m.saying != last.saying);
    let articles: Vec<String> =
        before[all.map_or(0, |at| at + 1)..].iter().filter_map(|m| m.place.clone()).collect();
    if articles.iter().all(|place| place.starts_with("art.")) { articles } else { Vec::new() }
}

/// Returns the paragraphs of a report that stand before it, where its symbol follows in brackets: `paragraphs 7 and 8 of
/// his report (S/2022/533)`.
fn reported(text: &str, symbol: &Mention, places: &Places) -> Vec<Mention> {
    let whole = &text[..symbol.range.start];
    if !whole.ends_with('(') {
        return Vec::new();
    }
    let before = nearby::tail(whole, REPORT);
    let Some(found) = places.bracketed.captures(before) else { return Vec::new() };
    let start = whole.len() - before.len() + found.get(0).map_or(before.len(), |m| m.start());
    let range = Span::new(start, whole.trim_end_matches(['(', ' ']).len());
    let numbers = each(paragraph_of(symbol), &found["numbers"]);
    let part = |place| Mention { range, place: Some(place), class: Class::Description, ..symbol.clone() };
    numbers.into_iter().map(part).collect()
}

/// Returns the place that an annex is, by the number in a match: `annex-II`, or `annex` where it is the only one.
pub(super) fn annexed(found: &Captures<'_>) -> String {
    found.name("number").map_or("annex".to_owned(), |n| format!("annex-{}", n.as_str()))
}

/// Returns the places that several annexes are: `annexes V, VI and VII to the`.
fn annexes(found: &Captures<'_>) -> Vec<String> {
    let several = found.name("number").filter(|n| n.as_str().contains(' '));
    several.map_or_else(|| vec![annexed(found)], |numbers| each("annex-", numbers.as_str()))
}

/// What the numbered paragraphs of a mention's target are called: those of a resolution are operative.
fn paragraph_of(mention: &Mention) -> &'static str {
    match &mention.saying {
        Saying::Name(ids)
            if ids.iter().any(|id| !id.as_str().contains("/RES/") || id.as_str().contains('#')) =>
        {
            "para."
        }
        Saying::Noun(_)
        | Saying::Constituent
        | Saying::ThatArticle
        | Saying::ThatReport
        | Saying::Description(_)
        | Saying::Symbol(_) => "para.",
        _ => "op",
    }
}

/// Returns the sections of a match, or the paragraphs of the only one: `opII.4` of a resolution, as its text labels it,
/// else `sect.II/para.4`.
fn sections(found: &Captures<'_>, paragraph: &str) -> Vec<String> {
    let sections = each("sect.", &found["numbers"]);
    match (sections.as_slice(), found.name("inner").or(found.name("outer"))) {
        ([one], Some(inner)) if paragraph == "op" => {
            each(&format!("op{}.", &one["sect.".len()..]), inner.as_str())
        }
        ([one], Some(inner)) => {
            each(paragraph, inner.as_str()).into_iter().map(|p| format!("{one}/{p}")).collect()
        }
        _ => sections,
    }
}

/// Returns the articles of a match, or the paragraphs of the only one.
fn articles(found: &Captures<'_>) -> Vec<String> {
    let articles = each("art.", &found["numbers"]);
    match (articles.as_slice(), found.name("inner").or(found.name("outer"))) {
        ([one], Some(inner)) => {
            each("para.", inner.as_str()).into_iter().map(|p| format!("{one}/{p}")).collect()
        }
        _ => articles,
    }
}

/// Number of a place with its letters.
// Matches `4`, `25 (b)`, `9 (d) (ii)`, `73 e`, `73 E`, `VI`, `A`; does not match ` to `.
static LABEL: LazyLock<Regex> =
    LazyLock::new(|| lexicon::pattern(r"(?:\d{1,3}(?: [B-Hb-h]\b)?|[IVX]+|[A-Z]\b)(?: ?\([a-z0-9]{1,4}\))*"));

/// Returns a place for each number of a list; a range is one place.
pub(super) fn each(kind: &str, list: &str) -> Vec<String> {
    // A heading in capitals prints `ARTICLE 73 E`.
    let lettered = |label: String| match label.starts_with(|c: char| c.is_ascii_digit()) {
        true => label.to_lowercase(),
        false => label,
    };
    let mut out: Vec<String> = Vec::new();
    let mut end = 0;
    for found in LABEL.find_iter(list) {
        let number = lettered(found.as_str().replace(' ', ""));
        let joint = &list[std::mem::replace(&mut end, found.end())..found.start()];
        match out.last_mut() {
            Some(first) if joint == " to " || joint.contains(['-', '–']) => {
                first.push('-');
                first.push_str(&number);
            }
            _ => out.push(format!("{kind}{number}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_stand_among_single_numbers() {
        let check = |list: &str, places: &[&str]| assert_eq!(each("op", list), places, "{list}");
        check("113, 117 and 119 to 124", &["op113", "op117", "op119-124"]);
        check("156, 171–188 and 219", &["op156", "op171-188", "op219"]);
        check("2 and 3 (a)", &["op2", "op3(a)"]);
    }
}
