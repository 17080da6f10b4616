//! The lettered parts of a resolution, each a document of its own: 32/40 A, 32/40 B. What stands above them, head and
//! title, is a document as well: 32/40.

use super::anchor::{Anchor, TITLE_LINES};
use super::kind::Kind;
use super::region::Region;
use crate::authority::Authority;
use crate::model::Symbol;

/// How many lines with content may stand between the title of a resolution and the letter of its first part.
const TITLE: usize = 4;

/// Parts the region of a resolution at the letters that stand alone on their lines: `A` behind the title, then `B` and
/// so on, each before an opener. A resolution without them stays whole.
///
/// A part that has a file of its own, as the name of the file tells, has the head as well.
pub(super) fn parts(
    whole: Region,
    kinds: &[Kind],
    file: Option<&Symbol>,
    authority: &Authority,
) -> Vec<Region> {
    let Some(anchor) = whole.anchor.clone().filter(|a| is_bare(&a.number)) else { return vec![whole] };
    if matches!(kinds[anchor.line], Kind::NumberedAct { .. }) {
        return vec![whole];
    }
    let end = whole.lines.end;
    let first = content(kinds, anchor.line + 1, end).take(TITLE).find(|at| kinds[*at] == Kind::Part('A'));
    let Some(first) = first else { return vec![whole] };
    let mut starts: Vec<(usize, Option<usize>)> = vec![(first, opener(kinds, first, end).or(anchor.opener))];
    for at in first + 1..end {
        let Kind::Part(letter) = kinds[at] else { continue };
        if let Some(opener) = opener(kinds, at, end).filter(|_| letter == nth(starts.len())) {
            starts.push((at, Some(opener)));
        }
    }
    if starts.len() < 2 && anchor.opener.is_none() {
        return vec![whole];
    }
    let part = |nth_part: usize, line: usize, opener: Option<usize>| {
        let number = format!("{} {}", anchor.number, nth(nth_part));
        Anchor { line, number, opener, ..anchor.clone() }
    };
    if let [(_, opener)] = starts.as_slice() {
        let alone = part(0, anchor.line, *opener);
        if file.is_some_and(|file| alone.symbol(authority).as_ref() == Some(file)) {
            return vec![Region { anchor: Some(alone), ..whole }];
        }
    }
    // The head and the title are those of the whole.
    let head = Anchor { opener: anchor.opener.filter(|opener| *opener < first), ..anchor.clone() };
    let mut out = vec![Region { lines: whole.lines.start..first, anchor: Some(head), ..whole.clone() }];
    for (nth_part, (at, opener)) in starts.iter().enumerate() {
        let opener = opener.filter(|opener| opener > at);
        let part = Anchor { whole: Some(anchor.line..first), ..part(nth_part, *at, opener) };
        let to = starts.get(nth_part + 1).map_or(end, |(next, _)| *next);
        out.push(Region { lines: *at..to, anchor: Some(part), ..whole.clone() });
    }
    out
}

/// Returns whether a number has no part letter yet.
fn is_bare(number: &str) -> bool {
    let digits = number.trim_end_matches(')');
    !number.ends_with(|c: char| c.is_ascii_uppercase())
        && (digits.len() < number.len() || number.contains('/'))
}

fn nth(part: usize) -> char {
    u8::try_from(part).ok().and_then(|n| b'A'.checked_add(n)).map_or('?', char::from)
}

/// Returns the opener that follows a letter.
fn opener(kinds: &[Kind], letter: usize, end: usize) -> Option<usize> {
    content(kinds, letter + 1, end)
        .take(TITLE_LINES)
        .take_while(|at| !matches!(kinds[*at], Kind::Part(_) | Kind::Meeting | Kind::Title { .. }))
        .find(|at| matches!(kinds[*at], Kind::Opener { .. }))
}

fn content(kinds: &[Kind], from: usize, end: usize) -> impl Iterator<Item = usize> {
    (from..end).filter(|at| kinds[*at] != Kind::Blank)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_whole_has_the_date_of_its_first_part() {
        let part = |day: u8| {
            format!(
                "The General Assembly,\n\n1. Decides to rest.\n\n83rd plenary meeting\n{day} November 2015\n\n"
            )
        };
        let text = format!("General Assembly\n\n70/901. Lamps\n\nA\n\n{}B\n\n{}", part(28), part(30));
        let reading =
            crate::document::read(text.as_bytes(), "lamps.txt", crate::authority::Authority::embedded());
        let dates = reading.expect("a text").documents;
        let dates: Vec<Option<String>> =
            dates.iter().map(|d| d.metadata.adopted.map(|a| a.to_string())).collect();
        assert_eq!(
            dates.iter().map(Option::as_deref).collect::<Vec<_>>(),
            [Some("2015-11-28"), Some("2015-11-28"), Some("2015-11-30")]
        );
    }

    #[test]
    fn a_part_bears_its_own_title_or_that_of_the_whole() {
        let check = |below: &str, expected: &[(&str, &str)]| {
            let text = format!(
                "General Assembly\n\n70/901. Lamps\n\nA\n\n{below}The General Assembly,\n\n1. Decides to rest.\n\n\
                83rd plenary meeting\n30 November 2015\n\nB\n\nThe General Assembly,\n\n1. Decides to swim.\n"
            );
            let reading =
                crate::document::read(text.as_bytes(), "lamps.txt", crate::authority::Authority::embedded());
            let reading = reading.expect("a text");
            let titles: Vec<(&str, &str)> =
                reading.documents.iter().map(|d| (d.id.as_str(), d.title.as_str())).collect();
            assert_eq!(titles, expected);
        };
        let (whole, second) = (("A/RES/70/901", "Lamps"), ("A/RES/70/901B", "Lamps"));
        check("WICKS\n\n", &[whole, ("A/RES/70/901A", "WICKS"), second]);
        check("", &[whole, ("A/RES/70/901A", "Lamps"), second]);
    }
}
