//! Finds the numbered goals of an agenda with their targets and indicators: places inside the document that set them.

use super::grammar::Grammar;
use super::mention::{Mention, Saying};
use crate::authority::lexicon::GoalWords;
use crate::model::{Class, Id, Span};

/// Returns the pattern of the goals of a language.
pub(super) fn pattern(words: &GoalWords) -> String {
    // Matches `Sustainable Development Goal 11`, `Goals 3 and 5`, `target 8.7`, `indicator 11.1.1`; does not match
    // `the Goals`, `target 5`.
    format!(
        r"\b(?P<whole>{})?(?:(?P<goal>{}) (?P<goals>\d{{1,2}}(?:(?:, | and |, and )\d{{1,2}}\b)*)|(?:(?P<target>{})|(?:{})) (?P<parts>{PART}(?:(?:, | and |, and ){PART})*))\b",
        words.whole, words.goal, words.target, words.indicator
    )
}

/// Number of a target or indicator.
const PART: &str = r"\d{1,2}\.[0-9a-z]{1,2}(?:\.\d{1,2})?";

/// Returns whether a place is that of a goal, a target or an indicator.
pub(super) fn is_place(place: &str) -> bool {
    place.split_once('.').is_some_and(|(kind, _)| ["goal", "target", "indicator"].contains(&kind))
}

/// Finds the goals in a text, one mention for each number.
pub(super) fn find(text: &str, grammar: &Grammar) -> Vec<Mention> {
    let (Some(words), Some(pattern)) = (&grammar.words.lexicon.goals, &grammar.goals) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for found in pattern.captures_iter(text) {
        let range = found.get(0).map_or(0..0, |m| m.range());
        let range = Span::new(range.start, range.end);
        let kind = match (found.name("goal"), found.name("target")) {
            (Some(_), _) => "goal",
            (None, Some(_)) => "target",
            (None, None) => "indicator",
        };
        let numbers = found.name("goals").or(found.name("parts")).map_or("", |m| m.as_str());
        for number in numbers.split([' ', ',']).filter(|n| n.starts_with(|c: char| c.is_ascii_digit())) {
            let (class, saying) = match found.name("whole") {
                Some(_) => (Class::Alias, Saying::Name(vec![Id::new(&words.id)])),
                None => (Class::Short, Saying::Noun(words.noun.clone())),
            };
            let mut mention = Mention::new(range, class, saying);
            mention.place = Some(format!("{kind}.{number}"));
            out.push(mention);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::grammar;
    use super::*;
    use crate::authority::Authority;
    use crate::model::Language;

    #[test]
    fn goals_targets_and_indicators_are_places() {
        let grammar = grammar::of(Authority::embedded(), &Language::english());
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<String> = find(text, grammar).into_iter().filter_map(|m| m.place).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("Sustainable Development Goal 11, especially target 11.1", &["goal.11", "target.11.1"]);
        check(
            "Goals 3, 4 and 5 and targets 8.7 and 16.a",
            &["goal.3", "goal.4", "goal.5", "target.8.7", "target.16.a"],
        );
        check("Sustainable Development Goal indicator 11.1.1", &["indicator.11.1.1"]);
        check("the Goals, a target 5 times as high, a goal 3 years away", &[]);
    }
}
