//! All mentions of one paragraph, in order and without overlap.

use super::cues::{Cue, Cues};
use super::grammar::Grammar;
use super::mention::{Mention, Saying};
use super::numbers::Source;
use super::{
    comments, detached, goals, listed, misnamed, names, numbers, outcomes, outside, parties, parts, phrases,
    places, records, siblings, symbols, yearless,
};
use crate::authority::Authority;
use crate::model::{Class, Paragraph, Span};

/// Finds the mentions of a paragraph; `below` is what the heading above says of numbers without a head.
pub(super) fn find(
    paragraph: &Paragraph,
    cues: &Cues,
    below: Option<&numbers::Head>,
    letter: bool,
    authority: &'static Authority,
    grammar: &Grammar,
) -> Vec<Mention> {
    let text = paragraph.text.as_str();
    let mut all = if memchr::memchr(b'/', text.as_bytes()).is_some() {
        symbols::find(text, grammar)
    } else {
        Vec::new()
    };
    if cues.nouns().next().is_some() || !paragraph.links.is_empty() || below.is_some() {
        let source = Source { text, cues, grammar };
        misnamed::mend(source, &mut all);
        let mut numbered = numbers::find(source, &paragraph.links);
        if let Some(head) = below {
            let listed = listed::find(source, head, &numbered);
            numbered.retain(|m| !listed.iter().any(|l| l.range.overlaps(m.range)));
            numbered.extend(listed);
            numbered.sort_by_key(|m| m.range);
        }
        all.extend(detached::find(source, &numbered));
        all.extend(yearless::find(source, &numbered));
        all.extend(numbered);
    }
    all.extend(names::find(text, cues, authority, grammar));
    if cues.has(Cue::Comment) {
        for of in [comments::numbered(text, cues, authority), comments::marked(paragraph)] {
            let unnamed = |c: &Mention| !all.iter().any(|m| m.range.overlaps(c.range));
            let of: Vec<Mention> = of.into_iter().filter(unnamed).collect();
            all.extend(of);
        }
    }
    if cues.has(Cue::Outside) {
        all.extend(outside::find(text));
    }
    let ordinal =
        |meeting: Span| ["st ", "nd ", "rd ", "th "].iter().any(|o| text[..meeting.start].ends_with(o));
    if cues.hits(|cue| cue == Cue::Record).any(|hit| ordinal(hit.range)) {
        all.extend(records::find(text, grammar));
        if paragraph.footnote().is_none() {
            all.extend(records::spoken(text, grammar));
        }
    }
    if cues.has(Cue::Parties) {
        all.extend(parties::find(text));
    }
    let numbered = |goal: Span| matches!(&text.as_bytes()[goal.end..], [b' ', b'0'..=b'9', ..]);
    if cues.hits(|cue| cue == Cue::Goal).any(|hit| numbered(hit.range)) {
        all.extend(goals::find(text, grammar));
    }
    if cues.has(Cue::Outcome) {
        all.extend(outcomes::find(text, authority, grammar));
    }
    all.extend(parts::find(text, cues, grammar));
    all.extend(siblings::find(text, cues));
    if letter {
        all.extend(phrases::find_in_letter(text, cues, grammar));
    } else {
        all.extend(phrases::find(paragraph, cues, grammar));
    }
    // What an agenda item is called refers to nothing, but by a symbol that it gives.
    let items: Vec<Span> = grammar.item.find_iter(text, cues).collect();
    let inside = |m: &Mention| items.iter().any(|i| i.start <= m.range.start && m.range.end <= i.end);
    all.retain(|m| matches!(m.saying, Saying::Symbol(_)) || !inside(m));
    if all.is_empty() && paragraph.marks.is_empty() {
        return all;
    }
    if !letter {
        let marked: Vec<Mention> = phrases::marked_names(paragraph, &all, grammar);
        all.extend(marked);
    }
    part_sets(text, &mut all);
    // `the recommendations and the Convention¹`: the mark is the convention's.
    let owners: Vec<Span> = all
        .iter()
        .filter(|m| matches!(m.saying, Saying::Name(_) | Saying::Number(_) | Saying::Symbol(_)))
        .map(|m| m.range)
        .filter(|range| grammar.joins(&text[..range.start]))
        .collect();
    all.retain(|m| {
        let described = matches!(m.saying, Saying::Description(Some(_)));
        !(described && owners.iter().any(|o| o.end == m.range.end && m.range.start < o.start))
    });
    let mut kept = without_overlap(text, all);
    let mut out = Vec::new();
    for mention in kept.drain(..) {
        places::placed(text, mention, grammar, &mut out);
    }
    out.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end)));
    places::shared(text, out, grammar)
}

/// Ends sets where the next reference begins: `resolutions of the Assembly and the Council resolution 22/6`.
fn part_sets(text: &str, all: &mut [Mention]) {
    let told = |m: &&Mention| matches!(m.saying, Saying::Name(_) | Saying::Number(_) | Saying::Symbol(_));
    let others: Vec<usize> = all.iter().filter(told).map(|m| m.range.start).collect();
    for set in all.iter_mut().filter(|m| matches!(m.saying, Saying::Set(_))) {
        let inside = |at: &&usize| set.range.start < **at && **at < set.range.end;
        if let Some(next) = others.iter().filter(inside).min() {
            let words = text[set.range.start..*next].trim_end_matches([' ', ',']);
            let words = words.strip_suffix(" and").unwrap_or(words).trim_end_matches([' ', ',']);
            set.range.end = set.range.start + words.len();
        }
    }
}

/// Keeps of mentions that overlap the one that begins first, of those the longest. A title keeps the names inside
/// it, and a description takes part only where it stands: its footnote decides.
fn without_overlap(text: &str, mut all: Vec<Mention>) -> Vec<Mention> {
    all.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end), rank(m)));
    let mut out: Vec<Mention> = Vec::new();
    for mention in all {
        let near = || out.iter().rev().take_while(|o| !apart(o, &mention));
        let inside = |o: &Mention| {
            let named = matches!((&o.saying, &mention.saying), (Saying::Name(_), Saying::Name(_)));
            o.is_number() && is_of_parties(text, &mention)
                || named && o.range != mention.range && names::behind_article(text, mention.range.start)
        };
        let clash = near().any(|o| clashes(o, &mention) && !inside(o));
        if !clash {
            out.push(mention);
        }
    }
    out
}

/// Returns whether a mention is the convention in the name of its conference, which stands behind the number of a
/// resolution: `resolution 9/8 of the Conference of the States Parties to the Convention`.
fn is_of_parties(text: &str, mention: &Mention) -> bool {
    matches!(mention.saying, Saying::Name(_) | Saying::Noun(_))
        && text[..mention.range.start].ends_with("arties to ")
}

/// Mentions that end this far before another cannot reach it.
fn apart(earlier: &Mention, later: &Mention) -> bool {
    earlier.range.end + 600 < later.range.start
}

fn clashes(kept: &Mention, new: &Mention) -> bool {
    let nested = matches!(kept.saying, Saying::Title(_)) && matches!(new.saying, Saying::Name(_));
    let same_list = kept.range == new.range
        && (&kept.saying, &kept.place) != (&new.saying, &new.place)
        && both_listed(kept, new);
    let same_group = kept.class == Class::SymbolSuffix && new.class == Class::SymbolSuffix;
    let described = match (&kept.saying, &new.saying) {
        // A description without footnote is no reference if a set says the same.
        (Saying::Description(None), _) | (_, Saying::Description(None)) => false,
        (Saying::Description(Some(_)), Saying::Set(_)) => return kept.range.overlaps(new.range),
        (Saying::Description(Some(_)), _) => true,
        _ => false,
    };
    let free =
        matches!(kept.saying, Saying::Description(None)) || matches!(new.saying, Saying::Description(None));
    kept.range.overlaps(new.range) && !(nested || same_list || same_group || described || free)
}

fn both_listed(a: &Mention, b: &Mention) -> bool {
    let goals = |m: &Mention| m.place.as_deref().is_some_and(goals::is_place);
    let parts = |m: &Mention| m.saying == Saying::Part;
    let siblings = |m: &Mention| matches!(m.saying, Saying::Sibling(_));
    let paragraphs = |m: &Mention| matches!(m.saying, Saying::Paragraph(_));
    goals(a) && goals(b)
        || siblings(a) && siblings(b)
        || paragraphs(a) && paragraphs(b)
        || parts(a) && parts(b)
        || a.is_number() && b.is_number()
        || matches!((&a.saying, &b.saying), (Saying::Symbol(_), Saying::Symbol(_)))
        || matches!((&a.saying, &b.saying), (Saying::Treaty { .. }, Saying::Treaty { .. }))
}

/// Among mentions of one range, the more telling comes first.
fn rank(mention: &Mention) -> u8 {
    match mention.saying {
        Saying::Title(_) => 0,
        Saying::Symbol(_) | Saying::Number(_) | Saying::Yearless { .. } => 1,
        Saying::Treaty { .. } | Saying::Sale(_) => 1,
        Saying::Description(Some(_)) => 2,
        Saying::Set(_) => 3,
        Saying::Name(_) | Saying::Outcome(_) => 4,
        Saying::ThisDocument | Saying::Letter | Saying::Paragraph(_) | Saying::OtherLetter => 5,
        Saying::Sibling(_) | Saying::Meetings { .. } => 6,
        Saying::ThatResolution
        | Saying::ThoseResolutions
        | Saying::ThatReport
        | Saying::Annexed
        | Saying::Part => 6,
        Saying::ThatArticle
        | Saying::Protocols
        | Saying::Noun(_)
        | Saying::Constituent
        | Saying::LetterResolution => 6,
        Saying::Description(None) => 7,
    }
}
