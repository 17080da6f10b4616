//! Numbers that stand apart from their head: later items of a list whose items are described (`65/168 of … on women,
//! 66/173 of …`), and numbers behind *in particular*, *such as*.

use std::sync::LazyLock;

use regex::Regex;

use super::cues::{Cue, Hit, stands_alone};
use super::mention::{Mention, Numbered, Saying};
use super::numbers::{self, Source};
use super::{nearby, printed};
use crate::authority::Number;
use crate::authority::lexicon;

/// What makes a number behind it count something else than resolutions.
// Matches `vol. `, `page `, `Supplement No. `; does not match `in particular `.
static COUNTS: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(concat!(
        r"(?i)(?:^|[ (,])(?:vols?\.?|nos?\.?|chap(?:ter|s)?\.?|pages?|pp?\.|para(?:graph)?s?\.?|articles?|items?|sect(?:ion)?s?\.?|",
        r"rules?|goals?|targets?|annex(?:es)?|parts?|figures?|tables?|ratio|protocols?|regulations?|directives?|documents?) $"
    ))
});

/// How many bytes before a number its head may stand.
const REACH: usize = 900;

/// Finds numbers outside the lists that `found`, sorted by place, already has.
pub(super) fn find(source: Source<'_>, found: &[Mention]) -> Vec<Mention> {
    let Source { text, cues, .. } = source;
    let mut out: Vec<Mention> = Vec::new();
    for at in cues.figures(0..text.len()).filter_map(|figure| candidate(text, figure)) {
        // Only what begins near can cover the place or be the head of its list.
        let near = |all: &[Mention]| {
            let from = all.partition_point(|m| m.range.start + REACH < at);
            let to = all.partition_point(|m| m.range.start <= at);
            from..to
        };
        let (listed, own) = (&found[near(found)], &out[near(&out)]);
        if listed.iter().chain(own).any(|m| at < m.range.end) {
            continue;
        }
        let before = nearby::tail(&text[..at], REACH);
        let clause = clause(before);
        let clause_start = at - clause.len();
        let in_clause = |noun: &Hit| noun.range.end <= at && stands_alone(text, noun.range);
        let mut nouns = cues.nouns().rev().take_while(|noun| noun.range.start >= clause_start);
        let Some(noun) = nouns.find(in_clause) else { continue };
        if COUNTS.is_match(clause) {
            continue;
        }
        let listed = listed.iter().chain(own).filter(|m| m.range.end <= at && m.range.start >= clause_start);
        let head = listed.filter_map(|m| numbered(m).map(|n| (m.range.end, n))).max_by_key(|(end, _)| *end);
        let head = head.map(|(_, n)| n.clone());
        let Some(mentions) = numbers::list_at(source, at, &noun_of(noun, head.as_ref())) else { continue };
        let tells = mentions
            .first()
            .and_then(numbered)
            .is_some_and(|n| tells(n, text, at, &mentions[0], head.is_some()));
        if tells {
            out.extend(mentions);
        }
    }
    out
}

/// Returns where a number begins that has its first figure at a byte and stands alone: those in `, 66/173 of`,
/// ` 1500 (2003)`, ` 181 (II)`, `(S-21/2`; not those in `A/66/173`, `12/2017/4`.
fn candidate(text: &str, figure: usize) -> Option<usize> {
    let before = &text[..figure];
    let special = ["ES-", "S-"].into_iter().find_map(|kind| before.strip_suffix(kind)).unwrap_or(before);
    let begins = |before: &str| before.is_empty() || before.ends_with([' ', '(']);
    let start = [before, special].into_iter().find(|before| begins(before))?.len();
    printed::stands_apart(&text[start..]).then_some(start)
}

/// Returns the part of a text behind its last stop.
fn clause(before: &str) -> &str {
    let semicolon = before.rfind(';').map(|at| at + 1);
    let stop = before
        .match_indices(". ")
        .filter(|(at, _)| before[at + 2..].starts_with(char::is_uppercase) && !before[..*at].ends_with("No"))
        .last()
        .map(|(at, _)| at + 2);
    &before[semicolon.max(stop).unwrap_or(0)..]
}

fn numbered(mention: &Mention) -> Option<&Numbered> {
    match &mention.saying {
        Saying::Number(numbered) => Some(numbered),
        _ => None,
    }
}

/// What the head of the list says, which the detached number inherits.
fn noun_of(noun: Hit, head: Option<&Numbered>) -> numbers::Head {
    match head {
        Some(head) => numbers::Head {
            decision: head.decision,
            body: head.body.clone(),
            possessive: head.possessive,
            heading: head.heading,
        },
        None => numbers::Head {
            decision: noun.cue == Cue::Decision,
            body: None,
            possessive: false,
            heading: false,
        },
    }
}

/// Returns whether a number without head of its own is one of a resolution: its form or its date says so, or a
/// description behind it in a list.
fn tells(numbered: &Numbered, text: &str, at: usize, mention: &Mention, in_list: bool) -> bool {
    match numbered.number {
        Number::Running { .. } | Number::Roman { .. } => true,
        _ if numbered.date.is_some() => true,
        _ => {
            let before = text[..at].trim_end();
            let joined = before.ends_with([',', ';']) || before.ends_with(" and");
            let after = &text[mention.range.end..];
            let described = [" on ", ", entitled", " entitled", ", on "].iter().any(|d| after.starts_with(d));
            in_list && joined && described
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::grammar;
    use super::*;
    use crate::authority::Authority;
    use crate::model::Language;

    fn surfaces<'t>(text: &'t str, mentions: &[Mention]) -> Vec<&'t str> {
        mentions.iter().map(|m| &text[m.range.start..m.range.end]).collect()
    }

    fn check(text: &str, expected: &[&str]) {
        let grammar = grammar::of(Authority::embedded(), &Language::english());
        let source = Source { text, cues: &grammar.cues.read(text), grammar };
        let mut found = numbers::find(source, &[]);
        found.extend(find(source, &found));
        found.sort_by_key(|m| m.range);
        assert_eq!(surfaces(text, &found), expected, "{text}");
    }

    #[test]
    fn described_items_go_on() {
        check(
            "Recalling its resolutions 65/901 of 18 December 2010 on wells, 66/902 of 19 December 2011, entitled “Wells”, and 67/903 of 20 December 2012,",
            &["65/901 of 18 December 2010", "66/902 of 19 December 2011", "67/903 of 20 December 2012"],
        );
        check(
            "its resolutions 1265 (1999) on civilians, 1325 (2000) and 2242 (2015) on women",
            &["1265 (1999)", "1325 (2000)", "2242 (2015)"],
        );
        check("in particular resolutions 24/1 on cities, 24/4 on gender and others", &["24/1", "24/4"]);
    }

    #[test]
    fn numbers_follow_in_particular() {
        check(
            "all its resolutions on wells, in particular 1500 (2003), 1546 (2004) and 1557 (2004),",
            &["1500 (2003)", "1546 (2004)", "1557 (2004)"],
        );
    }

    #[test]
    fn other_numbers_stay_out() {
        check("the resolution printed in Treaty Series, vol. 75 (1950), page 2/6", &[]);
        check("its resolution 65/901 and 2/3 of the States", &["its resolution 65/901"]);
        check("Wells of 1325 (2000) litres", &[]);
    }
}
