//! Finds the list of signatories among the lines of a document.

use std::ops::Range;

use crate::authority::list_words::{ListWords, WordRole};

/// Fewest lines that make a list.
const FEWEST: usize = 10;
/// Characters of the longest line of a list.
const WIDEST: usize = 160;
/// Words of a line beyond which page furniture is no longer suspected.
const FURNITURE: usize = 5;

/// Returns the lines that hold the signatories: a run of at least ten short lines without final punctuation, blank
/// lines ignored, that names organisations; up to the first line of page furniture or of prose, or the end.
pub fn find(lines: &[&str]) -> Option<Range<usize>> {
    let mut from = 0;
    while from < lines.len() {
        let Some(start) = (from..lines.len()).find(|i| is_entry(lines[*i])) else { break };
        let end = (start..lines.len())
            .find(|i| !lines[*i].trim().is_empty() && !is_entry(lines[*i]))
            .unwrap_or(lines.len());
        let run = trim(lines, start..end);
        if is_list(&lines[run.clone()]) {
            return Some(run);
        }
        from = end;
    }
    None
}

/// Returns whether a line may be an entry: short, no sentence, no furniture, no row of a table or of contents.
fn is_entry(line: &str) -> bool {
    let line = line.trim();
    let ends_sentence = line.ends_with(['.', ':', ';', '!', '?']) && !ends_in_abbreviation(line);
    !line.is_empty()
        && line.chars().count() <= WIDEST
        && !ends_sentence
        && !line.contains("....")
        && !line.contains(". . .")
        && !line.contains('|')
        && !line.contains('\t')
        && !is_furniture(line)
}

fn ends_in_abbreviation(line: &str) -> bool {
    let last = line.rsplit([' ', '\u{a0}', ',']).next().unwrap_or(line).trim_end_matches('.').to_lowercase();
    let initials = last.contains('.') || last.chars().count() == 1;
    line.ends_with('.') && (initials || ListWords::embedded().is(WordRole::Legal, &last))
}

fn is_furniture(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let phrase = small_phrase(line);
    let lists = ListWords::embedded();
    lists.is(WordRole::Chrome, &phrase)
        || line.contains('©')
        || line.starts_with("http")
        || (words <= FURNITURE
            && (phrase.starts_with("copyright ") || phrase.ends_with("all rights reserved")))
}

fn small_phrase(line: &str) -> String {
    line.trim_matches(|c: char| !c.is_alphanumeric() && !"©()".contains(c)).to_lowercase()
}

/// Takes blank lines and headings off both ends.
fn trim(lines: &[&str], run: Range<usize>) -> Range<usize> {
    let lists = ListWords::embedded();
    let drops = |line: &str| line.trim().is_empty() || lists.is(WordRole::Heading, &small_phrase(line));
    let start = run.clone().find(|i| !drops(lines[*i])).unwrap_or(run.end);
    let end = run.rev().find(|i| !lines[*i].trim().is_empty()).map_or(start, |i| i + 1);
    start..end.max(start)
}

/// Returns whether a run of lines is a list of organisations and not a masthead, a table or wrapped prose.
fn is_list(lines: &[&str]) -> bool {
    let entries: Vec<&str> = lines.iter().map(|l| l.trim()).filter(|l| !l.is_empty()).collect();
    if entries.len() < FEWEST {
        return false;
    }
    let share =
        |test: &dyn Fn(&str) -> bool| 100 * entries.iter().filter(|line| test(line)).count() / entries.len();
    // Wrapped prose goes on in small letters and breaks off after function words and commas; entries rarely do.
    share(&opens_small) <= 10
        && share(&breaks_off) <= 10
        && share(&names_an_organisation) >= 30
        && share(&|line| line.chars().any(|c| c.is_ascii_digit())) <= 20
        && share(&is_prose) <= 10
        && (share(&names_an_organisation) >= 60 || ascents(&entries) >= 65)
}

/// Returns whether a line has the words of a sentence rather than those of a name: many in small letters that are no
/// function words, or a full stop within.
fn is_prose(line: &str) -> bool {
    let lists = ListWords::embedded();
    let words: Vec<&str> = line.split_whitespace().collect();
    let small = words
        .iter()
        .filter(|w| {
            w.starts_with(char::is_lowercase) && !lists.is(WordRole::Function, w.trim_end_matches(','))
        })
        .count();
    let stops =
        words[..words.len().saturating_sub(1)].iter().filter(|w| w.len() > 5 && w.ends_with('.')).count();
    small * 2 > words.len() && words.len() > 4 || stops > 0
}

fn opens_small(line: &str) -> bool {
    line.starts_with(|c: char| c.is_lowercase() || c == '(' || c == ',')
}

fn breaks_off(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or_default();
    last.ends_with([',', ';']) || ListWords::embedded().is(WordRole::Function, last)
}

fn names_an_organisation(line: &str) -> bool {
    let lists = ListWords::embedded();
    line.split(|c: char| !c.is_alphanumeric()).any(|w| lists.is(WordRole::Noun, &w.to_lowercase()))
}

/// Returns the percentage of lines that do not stand before the line above them in the alphabet.
fn ascents(entries: &[&str]) -> usize {
    let key = |line: &str| -> String {
        line.chars().filter(|c| c.is_alphanumeric() || *c == ' ').flat_map(char::to_lowercase).collect()
    };
    let keys: Vec<String> = entries.iter().map(|l| key(l)).collect();
    let up = keys.windows(2).filter(|pair| pair[0] <= pair[1]).count();
    100 * up / (keys.len() - 1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 12] = [
        "Alder Foundation",
        "Birch Network (BN)",
        "Centre for Dry Lakes",
        "Dune Watch, Inc.",
        "East Hill Association",
        "Forum of Fen Friends Grove",
        "Alliance",
        "Heath Council, Peru",
        "Ivy Institute",
        "Juniper",
        "Kelp International",
        "Union of Zanders",
    ];

    fn check(lines: &[&str], expected: Option<Range<usize>>) {
        assert_eq!(find(lines), expected, "{lines:#?}");
    }

    /// A page: headline, one paragraph, blank lines between the names, furniture.
    #[test]
    fn the_list_runs_to_the_first_furniture() {
        let mut lines =
            vec!["Home", "Groups call for a better lake", "", "We ask you to act at once.", "Signatories:"];
        let start = lines.len() + 1;
        for name in NAMES {
            lines.extend(["", name]);
        }
        let end = lines.len();
        lines.extend(["", "Back Number", "", "Copyright © Lake. All Rights Reserved."]);
        check(&lines, Some(start..end));
    }

    #[test]
    fn a_heading_is_no_entry() {
        let mut lines = vec!["We ask you to act at once.", "Signatories"];
        lines.extend(NAMES);
        check(&lines, Some(2..14));
    }

    #[test]
    fn nine_names_are_no_list() {
        check(&NAMES[..9], None);
    }

    #[test]
    fn mastheads_contents_and_states_are_no_lists() {
        let masthead = [
            "United Nations",
            "General Assembly",
            "Distr.: Limited",
            "12 November 2001",
            "Original: English",
            "Fifty-sixth session",
            "Third Committee",
            "Agenda item 119 (b)",
            "Human rights questions",
            "Albania",
            "Brazil: draft resolution",
            "Protection of lakes",
        ];
        check(&masthead, None);
        let contents: Vec<String> =
            NAMES.iter().enumerate().map(|(i, n)| format!("{n} . . . . . {i}")).collect();
        check(&contents.iter().map(String::as_str).collect::<Vec<_>>(), None);
        check(&["Austria"; 12], None);
    }

    #[test]
    fn wrapped_prose_is_no_list() {
        let prose = [
            "Recalling the Charter and the work of the Council, the Commission and",
            "the Committee, as well as the efforts of every organization of the lake",
            "region and of the Network of Lakes, and welcoming the contribution of",
            "Governments, and in particular of the Union of Lakes, to the activities",
            "of the Programme and of the Institute for Lakes, and the results of the",
            "meeting of the Group of Experts, and expressing its appreciation to the",
            "Secretary-General for the support given to the Forum on Lakes, and",
            "noting the need to strengthen the action of the Foundation and of the",
            "International Association of Lakes, which has done a great deal for",
            "peace, development and human rights throughout the region and beyond",
            "and has shown that the Council and the Commission can work together",
        ];
        check(&prose, None);
    }
}
