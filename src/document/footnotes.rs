//! Footnotes: finds their texts among the lines of a document and cuts them out.

use std::ops::Range;

use super::joining::Joined;
use super::kind::Kind;
use super::line::Line;
use crate::authority::lexicon::DocumentWords;
use crate::model::Text;

/// One footnote.
#[derive(Debug)]
pub(super) struct Footnote {
    pub number: u32,
    pub text: Text,
    /// Whether its number is a plain digit, so that its marks in the text are plain digits as well.
    pub bare: bool,
}

/// Cuts the footnotes out of a region; `drop` gains the lines that they take.
pub(super) fn cut(
    lines: &[Line<'_>],
    kinds: &[Kind],
    region: &Range<usize>,
    body: usize,
    words: &DocumentWords,
    drop: &mut [bool],
) -> Vec<Footnote> {
    // They are known by where they stand, and taken first, lest the first of them be taken for all.
    let last = below_closing(lines, kinds, region, words, drop);
    let mut out: Vec<Footnote> = Vec::new();
    let mut at = body;
    while at < region.end {
        let expected = out.last().map_or(1, |f| f.number + 1);
        at = if drop[at] {
            at + 1
        } else if let Some((number, from)) = lines[at].leading_mark() {
            marked(lines, kinds, at..region.end, number, from, drop, &mut out)
        } else if matches!(kinds[at], Kind::Rule) {
            drop[at] = true;
            below_rule(lines, kinds, at + 1..region.end, words, drop, &mut out)
        } else if unruled(lines, kinds, at..region.end, expected, words) {
            below_rule(lines, kinds, at..region.end, words, drop, &mut out)
        } else if let Some((number, from)) = in_place(lines, at, body, expected, words) {
            let end = block_end(lines, kinds, at..region.end, drop);
            take_block(lines, at..end, (number, from), words, drop, &mut out);
            end
        } else {
            at + 1
        };
    }
    out.extend(last);
    out
}

/// How far the numbers of neighbouring notes of one text may lie apart: those between stand on another page.
const SKIPPED: u32 = 5;

/// The footnotes that the foot of the last page printed below the closing, without a rule: nothing else stands there.
/// Their numbers run on over the volume, so that none is expected.
fn below_closing(
    lines: &[Line<'_>],
    kinds: &[Kind],
    region: &Range<usize>,
    words: &DocumentWords,
    drop: &mut [bool],
) -> Vec<Footnote> {
    // A note may name a meeting itself; the closing is the first.
    let Some(meeting) = region.clone().find(|at| matches!(kinds[*at], Kind::Meeting)) else {
        return Vec::new();
    };
    let Some(first) = (meeting..region.end).find(|at| lines[*at].is_blank()) else { return Vec::new() };
    let mut notes: Vec<(Range<usize>, usize, u32)> = Vec::new();
    for at in (first..region.end).filter(|at| !lines[*at].is_blank()) {
        let text = lines[at].as_str();
        let month = |from: usize| words.months.iter().any(|m| text[from..].starts_with(m.as_str()));
        let number = text.split(' ').next().and_then(|digits| digits.parse::<u32>().ok());
        let begins = number.and_then(|n| Some((n, numbered(text, n).filter(|from| !month(*from))?)));
        let next =
            |n: u32| notes.last().is_none_or(|(_, _, last)| (*last + 1..=*last + SKIPPED).contains(&n));
        match begins.filter(|(n, _)| next(*n)) {
            Some((number, from)) if !drop[at] => notes.push((at..at + 1, from, number)),
            _ => match notes.last_mut() {
                Some((range, _, _)) if range.end == at && !drop[at] => range.end = at + 1,
                _ => return Vec::new(),
            },
        }
    }
    let mut out = Vec::new();
    for (range, from, number) in notes {
        take(lines, range, from, number, drop, &mut out);
    }
    out
}

/// A footnote that begins with a mark: to the next mark or blank line.
fn marked(
    lines: &[Line<'_>],
    kinds: &[Kind],
    range: Range<usize>,
    number: u32,
    from: usize,
    drop: &mut [bool],
    out: &mut Vec<Footnote>,
) -> usize {
    let end = block_end(lines, kinds, range.clone(), drop);
    let has_text = !lines[range.start].as_str()[from..].trim().is_empty() || end > range.start + 1;
    if !has_text {
        return range.start + 1;
    }
    let mut joined = joined(lines, range.start..end, from, drop);
    // Markdown writes `[^1]: text`.
    joined.trim_start(&[':', ' ']);
    out.push(Footnote { number, text: joined.into_text(), bare: false });
    end
}

/// The footnotes below a rule, up to the foot of the page or the first line of a new paragraph.
fn below_rule(
    lines: &[Line<'_>],
    kinds: &[Kind],
    range: Range<usize>,
    words: &DocumentWords,
    drop: &mut [bool],
    out: &mut Vec<Footnote>,
) -> usize {
    let mut expected = out.last().map_or(1, |f| f.number + 1);
    let mut at = range.start;
    let mut open: Option<(Range<usize>, usize, u32)> = None;
    let mut any = false;
    // Whether the number of the next note stood alone on the last line with content.
    let mut announced = false;
    // A rule of hyphens also parts pages and columns.
    let dashes = range.start > 0 && lines[range.start - 1].as_str().starts_with('-');
    let close =
        |open: &mut Option<(Range<usize>, usize, u32)>, drop: &mut [bool], out: &mut Vec<Footnote>| {
            if let Some((range, from, number)) = open.take() {
                take(lines, range, from, number, drop, out);
            }
        };
    while at < range.end {
        let text = lines[at].as_str();
        if drop[at] || matches!(kinds[at], Kind::Rule) {
            if any && !matches!(kinds[at], Kind::Number(_)) {
                break;
            }
            at += 1;
            continue;
        }
        if lines[at].leading_mark().is_some() {
            break;
        }
        if kinds[at] == Kind::Blank {
            // A blank line ends the notes unless a number alone announces more.
            let next = (at..range.end).find(|i| kinds[*i] != Kind::Blank);
            let goes_on = next.is_some_and(|n| {
                !drop[n]
                    && (matches!(kinds[n], Kind::Number(_))
                        || numbered(lines[n].as_str(), expected).is_some()
                        || announced && begins_note(lines[n].as_str(), words))
                    || !any
            });
            if !goes_on {
                break;
            }
            at += 1;
            continue;
        }
        if let Kind::Number(number) = kinds[at] {
            // Numbers that the setting of the page parted from their texts; texts are counted instead.
            drop[at] = true;
            announced = number == expected;
            at += 1;
            continue;
        }
        if let Some((number, _)) = any_number(text, words) {
            expected = number;
        } else if !any && dashes && !numbered_any(text) {
            break;
        }
        let called = std::mem::take(&mut announced) && begins_note(text, words);
        if let Some(from) = numbered(text, expected).or(called.then_some(0)) {
            close(&mut open, drop, out);
            open = Some((at..at + 1, from, expected));
            expected += 1;
            any = true;
        } else if lines[at].indented && any {
            break;
        } else if let Some((range, _, _)) = open.as_mut().filter(|(r, _, _)| !ends_note(lines, r, words)) {
            range.end = at + 1;
        } else if begins_note(text, words) || !any {
            close(&mut open, drop, out);
            open = Some((at..at + 1, 0, expected));
            expected += 1;
            any = true;
        } else {
            break;
        }
        at += 1;
    }
    close(&mut open, drop, out);
    at.max(range.start)
}

/// Returns whether footnotes begin here though the extractor lost the rule above them: the expected number alone on
/// its line behind a blank one, and then words with which only a footnote begins.
fn unruled(
    lines: &[Line<'_>],
    kinds: &[Kind],
    range: Range<usize>,
    expected: u32,
    words: &DocumentWords,
) -> bool {
    let alone = kinds[range.start] == Kind::Number(expected)
        && range.start.checked_sub(1).is_none_or(|at| lines[at].is_blank());
    let text = (range.start + 1..range.end)
        .find(|at| !matches!(kinds[*at], Kind::Blank | Kind::Number(_)))
        .map(|at| lines[at].as_str());
    alone && text.is_some_and(|text| begins_note(text, words))
}

/// Returns whether the lines gathered so far end as a footnote does.
fn ends_note(lines: &[Line<'_>], range: &Range<usize>, words: &DocumentWords) -> bool {
    let last = lines[range.end - 1].as_str();
    last.ends_with('.') && !words.abbreviations.iter().any(|w| last.ends_with(w.as_str()))
}

/// Returns whether a text begins as a footnote does, and no running text would.
fn begins_note(text: &str, words: &DocumentWords) -> bool {
    let symbol = text.split(['/', ' ']).next().is_some_and(|w| {
        !w.is_empty() && w.chars().all(|c| c.is_ascii_uppercase()) && text[w.len()..].starts_with('/')
    });
    symbol || words.note_openings.iter().any(|w| text.starts_with(w.as_str()))
}

/// Returns whether a line begins with any number of a footnote.
fn numbered_any(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text[..digits].parse().is_ok_and(|number| numbered(text, number).is_some())
}

/// Returns the byte behind the number with which a line begins, if it is the expected one.
fn numbered(text: &str, expected: u32) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = text.get(..digits).filter(|d| (1..=3).contains(&d.len()))?.parse().ok()?;
    let rest = &text[digits..];
    let gap = rest.strip_prefix("/ ").or_else(|| rest.strip_prefix(' '))?;
    let begins = gap.trim_start_matches(super::line::LINK_START).chars().next()?;
    let note_like =
        begins.is_uppercase() || "[“\"(‘'".contains(begins) || gap.trim_start().starts_with("ibid.");
    (number == expected && note_like).then(|| text.len() - gap.len())
}

/// A footnote that stands in place, as a block of its own between blank lines: its number and the byte behind it. On a
/// page that goes on from others the notes begin with any number, and then their words must tell.
fn in_place(
    lines: &[Line<'_>],
    at: usize,
    body: usize,
    expected: u32,
    words: &DocumentWords,
) -> Option<(u32, usize)> {
    let text = lines[at].as_str();
    let alone = at == body || lines[at - 1].is_blank();
    if !alone || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    numbered(text, expected).map(|from| (expected, from)).or_else(|| any_number(text, words))
}

/// Returns the number of a footnote, whatever it is, and the byte behind it, if a footnote follows.
fn any_number(text: &str, words: &DocumentWords) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = text.get(..digits).filter(|d| (1..=3).contains(&d.len()))?.parse().ok()?;
    let from = numbered(text, number)?;
    (number > 0 && begins_note(&text[from..], words)).then_some((number, from))
}

fn block_end(lines: &[Line<'_>], kinds: &[Kind], range: Range<usize>, drop: &[bool]) -> usize {
    (range.start + 1..range.end)
        .find(|i| {
            lines[*i].is_blank() || drop[*i] || lines[*i].leading_mark().is_some() || kinds[*i] == Kind::Rule
        })
        .unwrap_or(range.end)
}

/// Takes the footnotes of a block: the first, and those whose lines follow without a blank one.
fn take_block(
    lines: &[Line<'_>],
    range: Range<usize>,
    (mut number, mut from): (u32, usize),
    words: &DocumentWords,
    drop: &mut [bool],
    out: &mut Vec<Footnote>,
) {
    let mut start = range.start;
    loop {
        let next = (start + 1..range.end).find_map(|at| {
            let (following, from) = any_number(lines[at].as_str(), words)?;
            (following == number + 1).then_some((at, from))
        });
        take(lines, start..next.map_or(range.end, |(at, _)| at), from, number, drop, out);
        let Some((at, behind)) = next else { return };
        (start, from, number) = (at, behind, number + 1);
    }
}

fn take(
    lines: &[Line<'_>],
    range: Range<usize>,
    from: usize,
    number: u32,
    drop: &mut [bool],
    out: &mut Vec<Footnote>,
) {
    let text = joined(lines, range, from, drop).into_text();
    out.push(Footnote { number, text, bare: true });
}

fn joined(lines: &[Line<'_>], range: Range<usize>, from: usize, drop: &mut [bool]) -> Joined {
    let mut joined = Joined::default();
    for (nth, at) in range.enumerate() {
        drop[at] = true;
        joined.push(&lines[at], if nth == 0 { from } else { 0 });
    }
    joined
}

#[cfg(test)]
mod tests {
    use crate::authority::Authority;
    use crate::document::read;

    /// Reads a resolution made of a head and `body`, and compares its footnotes.
    fn check(body: &str, expected: &[&str]) {
        let text = format!("General Assembly\n\n70/901. Lakes\n\nThe General Assembly,\n\n{body}");
        let reading = read(text.as_bytes(), "lakes.txt", Authority::embedded()).expect("a text");
        let notes: Vec<&str> = reading.documents[0]
            .paragraphs
            .iter()
            .filter(|p| p.footnote().is_some())
            .map(|p| p.text.as_str())
            .collect();
        assert_eq!(notes, expected, "{body}");
    }

    #[test]
    fn notes_are_found_though_the_rule_is_lost() {
        check(
            "Recalling its resolution on lakes, 1\n\n1\nSee Official Records of the Lake\n(E/2000/901), chap. II, sect. A.\n\n\
             00 56901\n\n1. Decides to rest.\n\n2\n\nA/55/902.\n",
            &["See Official Records of the Lake (E/2000/901), chap. II, sect. A.", "A/55/902."],
        );
        check(
            "Recalling the Lakes1 and the Rivers,2\n\n1\n\nSee resolution 70/902, chap. II, sect.\nA.\n2\n\n\
             Resolution 70/903.\n/...\n\n1. Decides to rest.\n",
            &["See resolution 70/902, chap. II, sect. A.", "Resolution 70/903."],
        );
    }

    #[test]
    fn notes_stand_below_the_closing() {
        let closed = "1. Decides to rest.\n\nAdopted at the 1563rd meeting by 11 votes to none,\nwith 4 abstentions.\n\n";
        check(
            &format!("{closed}45 Ibid., document S/901\nand Add.1.\n46 See resolution 242 (1967).\n"),
            &["Ibid., document S/901 and Add.1.", "See resolution 242 (1967)."],
        );
        check(
            &format!("{closed}45 Ibid., document S/901.\n\nThe text of another resolution.\n"),
            &["Ibid., document S/901."],
        );
        check(&format!("{closed}8 December 1970\n"), &[]);
    }

    #[test]
    fn a_number_alone_begins_no_note_before_running_text() {
        check("Recalling the Lakes,\n\n1\n\nConvinced that lakes are deep,\n\n1. Decides to rest.\n", &[]);
    }
}
