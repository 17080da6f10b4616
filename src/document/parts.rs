//! The lettered parts of a resolution, each a document of its own: 32/40 A, 32/40 B.

use super::anchor::{Anchor, TITLE_LINES};
use super::kind::Kind;
use super::region::Region;

/// How many lines with content may stand between the title of a resolution and the letter of its first part.
const TITLE: usize = 4;

/// Parts the region of a resolution at the letters that stand alone on their lines: `A` behind the title, then `B` and
/// so on, each before an opener. A resolution without them stays whole.
pub(super) fn parts(whole: Region, kinds: &[Kind]) -> Vec<Region> {
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
    let mut out = Vec::new();
    for (nth_part, (at, opener)) in starts.iter().enumerate() {
        let from = if nth_part == 0 { whole.lines.start } else { *at };
        let to = starts.get(nth_part + 1).map_or(end, |(next, _)| *next);
        let number = format!("{} {}", anchor.number, nth(nth_part));
        let part = Anchor {
            line: if nth_part == 0 { anchor.line } else { *at },
            number,
            opener: *opener,
            whole: (nth_part > 0).then_some(anchor.line),
            letter: (nth_part == 0).then_some(*at),
            ..anchor.clone()
        };
        out.push(Region { lines: from..to, anchor: Some(part), ..whole.clone() });
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
        check("WICKS\n\n", &[("A/RES/70/901A", "WICKS"), ("A/RES/70/901B", "Lamps")]);
        check("", &[("A/RES/70/901A", "Lamps"), ("A/RES/70/901B", "Lamps")]);
    }
}
