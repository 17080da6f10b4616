//! Pages that print two languages side by side, read one column after the other: parts the second language from the
//! first.

use super::Column;
use super::kind::{self, Kind};
use super::line::Line;
use super::region::Region;
use crate::authority::{Authority, second_columns};
use crate::model::{Id, Language, Symbol};

/// From how many lines of a second language on a file has two columns.
const LINES: usize = 3;

/// Parts the lines of a file by their language. A file in one language is not touched.
pub(super) fn parted<'a>(
    input: &str,
    lines: Vec<Line<'a>>,
    kinds: Vec<Kind>,
    authority: &Authority,
) -> (Column<'a>, Option<(Column<'a>, Language)>) {
    let Some(language) = second_columns::language(input) else { return (Column { lines, kinds }, None) };
    let first = authority.languages[0].lexicon.code.as_str();
    let mut foreign: Vec<Option<bool>> = Vec::with_capacity(lines.len());
    for line in &lines {
        foreign.push(second_columns::is_of(line.as_str(), language, first));
    }
    let count = |foreign_is: bool| foreign.iter().filter(|f| **f == Some(foreign_is)).count();
    if count(true) < LINES || count(false) < LINES {
        return (Column { lines, kinds }, None);
    }
    let mut second = Column { lines: lines.clone(), kinds: kinds.clone() };
    let mut first = Column { lines, kinds };
    let mut now = false;
    // Titles whose words do not tell belong to the text below, other lines to the text above.
    let below = |at: usize| {
        let title = matches!(first.kinds[at], Kind::Title { .. } | Kind::NumberedAct { .. } | Kind::Part(_));
        title.then(|| foreign[at..].iter().copied().flatten().next()).flatten()
    };
    let foreign: Vec<Option<bool>> = (0..foreign.len()).map(|at| foreign[at].or_else(|| below(at))).collect();
    for (at, known) in foreign.iter().enumerate() {
        now = known.unwrap_or(now);
        // Pages and rules part both columns.
        if matches!(first.kinds[at], Kind::Rule | Kind::Production)
            || matches!(second.kinds[at], Kind::Rule | Kind::Production)
        {
            continue;
        }
        let other = if now { &mut first } else { &mut second };
        other.lines[at].clear();
        other.kinds[at] = Kind::Blank;
    }
    (first, Some((second, Language::new(language))))
}

/// Cuts the second column at its titles; each region comes with the symbol among `known` whose number the title bears.
/// What stands before the first title belongs to the first document of the other column.
pub(super) fn regions(
    lines: &[Line<'_>],
    kinds: &[Kind],
    known: &[Id],
    authority: &Authority,
) -> Vec<(Region, Option<Symbol>)> {
    let mut starts: Vec<(usize, Option<Symbol>)> = Vec::new();
    if let Some(first) = kinds.iter().position(|kind| *kind != Kind::Blank) {
        starts.push((first, known.first().and_then(symbol_of)));
    }
    for (at, kind) in kinds.iter().enumerate() {
        // Who opens the text below a letter is not known in every language.
        let letter = match kind {
            Kind::Part(letter) => Some(*letter),
            Kind::Text => kind::titled_part(lines[at].as_str()),
            _ => None,
        };
        if let Some(letter) = letter {
            let whole = starts.last().and_then(|(_, symbol)| symbol.as_ref());
            let part = whole.and_then(|whole| part(whole, letter, known));
            starts.extend(part.map(|part| (at, Some(part))));
            continue;
        }
        let (Kind::Title { number, .. } | Kind::NumberedAct { number }) = kind else { continue };
        let found = known.iter().filter_map(symbol_of).find(|symbol| bears(symbol, number, authority));
        if starts.last().is_some_and(|(start, symbol)| *start == at || found.is_some() && *symbol == found) {
            let start = starts.pop().map_or(at, |(start, _)| start);
            starts.push((start, found));
            continue;
        }
        starts.push((at, found));
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([kinds.len()]).collect::<Vec<_>>();
    let region =
        |start: usize, end: usize| Region { lines: start..end, language: 0, anchor: None, tail: false };
    starts.into_iter().zip(ends).map(|((at, symbol), end)| (region(at, end), symbol)).collect()
}

/// Returns a lettered part of the resolution of which a symbol is, or is the part before, if it is known.
fn part(of: &Symbol, letter: char, known: &[Id]) -> Option<Symbol> {
    let whole = of.as_str().trim_end_matches(|c: char| c.is_ascii_uppercase());
    if !of.as_str()[whole.len()..].bytes().all(|before| u32::from(before) + 1 == u32::from(letter)) {
        return None;
    }
    let part = format!("{whole}{letter}");
    known.iter().find(|id| id.as_str() == part).and_then(symbol_of)
}

fn symbol_of(id: &Id) -> Option<Symbol> {
    id.as_str().contains("/RES/").then(|| Symbol::from_normal(id.as_str()))
}

/// Returns whether a symbol bears a printed number, be it without its session or its part.
fn bears(symbol: &Symbol, number: &str, authority: &Authority) -> bool {
    let body = authority.bodies.of_symbol(symbol.as_str());
    let exact = body.and_then(|body| body.resolution(&number.replace(' ', "")));
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let running = number.contains('(')
        && symbol
            .as_str()
            .split_once("/RES/")
            .is_some_and(|(_, n)| n.contains('(') && digits(n) == digits(number));
    exact.as_ref() == Some(symbol) || running
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_their_whole_in_their_order() {
        let known = ["A/RES/217(III)", "A/RES/217(III)A", "A/RES/217(III)B"].map(Id::new);
        let check = |of: &str, letter: char, expected: Option<&str>| {
            let found = part(&Symbol::from_normal(of), letter, &known);
            assert_eq!(found.as_ref().map(Symbol::as_str), expected, "{of} {letter}");
        };
        check("A/RES/217(III)", 'A', Some("A/RES/217(III)A"));
        check("A/RES/217(III)A", 'B', Some("A/RES/217(III)B"));
        check("A/RES/217(III)B", 'A', None);
        check("A/RES/217(III)B", 'C', None);
    }
}
