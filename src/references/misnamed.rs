//! Resolutions of the Assembly whose symbol lost its middle: `resolution A/70/1` is A/RES/70/1 and not the report A/70/1.

use super::cues::Cue;
use super::heads;
use super::mention::{Mention, Numbered, Saying};
use super::numbers::Source;
use crate::model::{Class, Span};

/// What the symbols begin with, and the body whose they are.
const ASSEMBLY: (&str, &str) = ("A/", "General Assembly");

/// Makes numbers of the symbols in `found` that stand behind the noun, one or a list of them.
pub(super) fn mend(source: Source<'_>, found: &mut [Mention]) {
    let Source { text, cues, grammar } = source;
    for noun in cues.nouns().filter(|noun| noun.cue == Cue::Resolution) {
        let Some(lead) = heads::lead(source, noun.range.end) else { continue };
        let mut at = lead.end;
        let mut start = heads::before(source, 0, noun.range.start).start;
        while let Some(mention) = found.iter_mut().find(|m| m.range.start == at) {
            let Saying::Symbol(symbol) = &mention.saying else { break };
            let Some(Ok(number)) = symbol.as_str().strip_prefix(ASSEMBLY.0).map(str::parse) else { break };
            let body = Some(ASSEMBLY.1.to_owned());
            let (date, possessive, heading) = (None, false, false);
            mention.class = Class::Number;
            mention.saying =
                Saying::Number(Numbered { number, decision: false, date, body, possessive, heading });
            mention.range = Span::new(start, mention.range.end);
            let behind = &text[mention.range.end..];
            at = mention.range.end + grammar.separator.find(behind).map_or(0, str::len);
            start = at;
        }
    }
}
