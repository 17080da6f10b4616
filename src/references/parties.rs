//! Finds the decisions of the Conference of the Parties to the Convention on Biological Diversity that count their meetings
//! in Roman numerals: `decisions V/6 and IX/16 C of the Conference of the Parties to …`.

use std::sync::LazyLock;

use regex::Regex;

use super::mention::Mention;
use super::nearby;
use crate::authority::lexicon;
use crate::model::{Class, Span};

/// What such a decision begins with.
pub(super) const CUES: &str = "decisions? [IVX]";

/// Head and numbers of decisions.
// Matches `decisions V/6, VI/12 and IX/16 C`; does not match `decision 14/5`, `decision VII`.
static DECISIONS: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(
        r"\b[Dd]ecisions? (?P<list>[IVX]{1,5}/\d{1,2}(?: [A-Z]\b)?(?:(?:, and |, | and )[IVX]{1,5}/\d{1,2}(?: [A-Z]\b)?)*)",
    )
});

/// One number.
// Matches `IX/16 C`; does not match `9/16`.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| lexicon::pattern(r"[IVX]{1,5}/\d{1,2}(?: [A-Z]\b)?"));

/// Whose decisions they are; other conferences count alike.
const CONVENTION: &str = "Biological Diversity";

/// How far the name of the convention may stand from the numbers, in bytes.
const REACH: usize = 400;

/// Finds the decisions in a text.
pub(super) fn find(text: &str) -> Vec<Mention> {
    let mut out = Vec::new();
    for found in DECISIONS.captures_iter(text) {
        let (Some(whole), Some(list)) = (found.get(0), found.name("list")) else { continue };
        let near = [nearby::tail(&text[..whole.start()], REACH), nearby::head(&text[whole.end()..], REACH)];
        if !near.iter().any(|words| words.contains(CONVENTION)) {
            continue;
        }
        let numbers: Vec<_> = NUMBER.find_iter(list.as_str()).collect();
        for number in &numbers {
            let at = list.start() + number.start();
            // A single number takes its head with it.
            let start = if numbers.len() == 1 { whole.start() } else { at };
            let symbol = format!("UNEP/CBD/COP/DEC/{}", number.as_str().replace(' ', ""));
            out.push(Mention::of_symbol(Span::new(start, at + number.len()), Class::Number, symbol));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::mention::symbols;
    use super::*;

    #[test]
    fn decisions_of_the_parties_have_roman_meetings() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(symbols(find(text)), expected, "{text}");
        };
        let parties = "of the Conference of the Parties to the Convention on Biological Diversity";
        check(
            &format!("decisions V/6, VI/12 and IX/16 C {parties}"),
            &["UNEP/CBD/COP/DEC/V/6", "UNEP/CBD/COP/DEC/VI/12", "UNEP/CBD/COP/DEC/IX/16C"],
        );
        check("decision VII/11 of the Meeting of the Parties to the Lakes Protocol", &[]);
    }
}
