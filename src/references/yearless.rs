//! Finds numbers of the Security Council without their year: `Security Council resolution 1325`. What they are is told by
//! the resolution of that number that the document names with its year, else by the year in which the Council reached it.

use super::cues::Cue;
use super::heads;
use super::mention::{Mention, Saying};
use super::numbers::Source;
use crate::model::{Class, Span};

/// The first number that is taken without its year: smaller ones count other things.
const FIRST: u16 = 100;

/// Finds the numbers in a text; `known` are those that have their year or session.
pub(super) fn find(source: Source<'_>, known: &[Mention]) -> Vec<Mention> {
    let Source { text, cues, .. } = source;
    let mut out = Vec::new();
    for noun in cues.nouns().filter(|noun| noun.cue == Cue::Resolution) {
        let Some(lead) = heads::lead(source, noun.range.end) else { continue };
        let digits = text[lead.end..].bytes().take_while(u8::is_ascii_digit).count();
        let end = lead.end + digits;
        let Ok(number) = text[lead.end..end].parse::<u16>() else { continue };
        let goes_on = text[end..].trim_start().starts_with(['(', '/', '['])
            || text[end..].starts_with(char::is_alphanumeric);
        let taken = known.iter().any(|m| m.range.overlaps(Span::new(noun.range.start, end)));
        if !(3..=4).contains(&digits) || number < FIRST || goes_on || taken {
            continue;
        }
        let before = heads::before(source, 0, noun.range.start);
        let body = before.body.or(lead.body).map(|body| text[body.start..body.end].to_owned());
        let range = Span::new(before.start, end);
        out.push(Mention::new(range, Class::Number, Saying::Yearless { number, body }));
    }
    out
}
