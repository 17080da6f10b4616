//! One line of the input, freed of markup.
//!
//! Footnote marks and links become markers from the private use area of Unicode, which later stages cut out; a
//! character of that area in the input is dropped, so that no text can forge one.

use std::mem;
use std::ops::Range;

use crate::model::{Span, Text};

/// A footnote mark of number `n` is the character `MARK_BASE + n`.
const MARK_BASE: u32 = 0xE000;
/// Footnote numbers above this are no marks.
const MARK_LIMIT: u32 = 0x3E7;
/// Stands where the text of a link begins.
pub(super) const LINK_START: char = '\u{f000}';
/// Stands where the text of a link ends.
pub(super) const LINK_END: char = '\u{f001}';

/// One line: its clean text and its place.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// The clean text, without blanks at its ends.
    words: Words<'a>,
    /// Place of the line in the decoded input, without the line end.
    pub place: Span,
    /// Whether the line begins with a blank, as the first line of a paragraph does in texts taken from PDF.
    pub indented: bool,
    /// Whether the line is marked as a heading.
    pub heading: bool,
    /// Whether the line ends within a word, with a soft hyphen.
    pub broken: bool,
}

/// The clean text of a line.
#[derive(Clone, Debug)]
enum Words<'a> {
    /// Most lines hold nothing to clean: words of the input, and the byte at which they begin.
    AsPrinted(&'a str, usize),
    Cleaned(Text),
}

impl Line<'_> {
    /// Returns the clean text.
    pub fn as_str(&self) -> &str {
        match &self.words {
            Words::AsPrinted(words, _) => words,
            Words::Cleaned(text) => text.as_str(),
        }
    }

    /// Returns whether the line holds nothing.
    pub fn is_blank(&self) -> bool {
        self.as_str().is_empty()
    }

    /// Returns the clean text with its places.
    pub fn text(&self) -> Text {
        self.slice(Span::new(0, self.as_str().len()))
    }

    /// Returns a part of the clean text with its places.
    pub fn slice(&self, range: Span) -> Text {
        let mut out = Text::new();
        self.write(&mut out, range);
        out
    }

    /// Appends a part of the clean text to `out`.
    pub fn write(&self, out: &mut Text, range: Span) {
        match &self.words {
            Words::AsPrinted(words, at) => out.push(&words[range.start..range.end], at + range.start),
            Words::Cleaned(text) => out.append_part(text, range),
        }
    }

    /// Returns the byte of the decoded input at which a byte of the clean text stands.
    pub fn source_start(&self, at: usize) -> usize {
        match &self.words {
            Words::AsPrinted(_, start) => start + at,
            Words::Cleaned(text) => text.source(Span::new(at, text.len())).start,
        }
    }

    /// Takes the words away.
    pub fn clear(&mut self) {
        self.words = Words::Cleaned(Text::new());
    }

    /// Returns the number of the footnote mark with which the line begins, and the byte behind the mark.
    pub fn leading_mark(&self) -> Option<(u32, usize)> {
        let first = self.as_str().chars().next()?;
        mark_number(first).map(|n| (n, first.len_utf8()))
    }
}

/// Returns the number of a footnote marker.
pub(super) fn mark_number(c: char) -> Option<u32> {
    (c as u32).checked_sub(MARK_BASE).filter(|n| (1..=MARK_LIMIT).contains(n))
}

/// Returns the marker of a footnote.
pub(super) fn mark(number: u32) -> Option<char> {
    (1..=MARK_LIMIT).contains(&number).then(|| char::from_u32(MARK_BASE + number)).flatten()
}

/// Cuts the decoded input into clean lines.
pub(super) fn lines(input: &str) -> Vec<Line<'_>> {
    let mut out = Vec::with_capacity(input.len() / LINE);
    let mut at = 0;
    let laid_out = is_laid_out(input);
    let whole = !laid_out && memchr::memchr2(b'\r', 0xc, input.as_bytes()).is_none();
    for end in line_ends(input) {
        let raw = &input[at..end];
        if whole {
            out.push(clean(raw, at));
        } else {
            // Old files end their lines with the carriage return alone.
            let content = raw.trim_end_matches('\r');
            for part in content.split(['\u{c}', '\r']).flat_map(|page| columns(page, laid_out)) {
                out.push(clean(part, at + (part.as_ptr() as usize - raw.as_ptr() as usize)));
            }
        }
        at = end + 1;
    }
    if laid_out {
        relative_indents(input, &mut out);
    }
    out
}

/// How many bytes a line has, rather more than most.
const LINE: usize = 128;

/// From how many blanks on a line is set in from the margin of a laid-out page.
const MARGIN: usize = 4;
/// How many blanks part two columns of a laid-out page.
const GUTTER: &str = "          ";
/// How much farther than its neighbour the first line of a paragraph is set in.
const INDENT: std::ops::RangeInclusive<usize> = 3..=12;

/// Returns whether a text keeps the layout of its pages: most lines stand off the margin.
fn is_laid_out(input: &str) -> bool {
    let mut from = 0;
    let lines = line_ends(input).map(|end| &input[mem::replace(&mut from, end + 1)..end]);
    let (mut all, mut off) = (0usize, 0usize);
    for line in lines.filter(|line| !line.trim_start().is_empty()).take(2000) {
        all += 1;
        off += usize::from(blanks(line) >= MARGIN);
    }
    all >= 20 && off * 10 > all * 6
}

/// Returns the bytes at which the lines of a text end.
fn line_ends(text: &str) -> impl Iterator<Item = usize> {
    memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()])
}

fn blanks(line: &str) -> usize {
    line.trim_start_matches('\u{c}').bytes().take_while(|b| *b == b' ').count()
}

/// Parts the columns of a line of a laid-out page: name and symbol in the masthead, page and job number at the foot.
fn columns(line: &str, laid_out: bool) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = line;
    if !laid_out {
        return vec![line];
    }
    let gap = |rest: &str| {
        let indent = rest.len() - rest.trim_start().len();
        let gap = indent + rest[indent..].find(GUTTER)?;
        (!rest[gap..].trim().is_empty()).then_some(gap)
    };
    while let Some(at) = gap(rest) {
        let (left, right) = rest.split_at(at);
        out.push(left);
        rest = right.trim_start();
    }
    out.push(rest);
    out
}

/// On a laid-out page every line is set in; the first of a paragraph is so more than the one beside it.
fn relative_indents(input: &str, lines: &mut [Line<'_>]) {
    // The number of a footnote hangs in the margin of its text.
    let number = |line: &Line<'_>| line.as_str().bytes().all(|b| b.is_ascii_digit());
    let depths: Vec<Option<usize>> =
        lines.iter().map(|l| (!number(l)).then(|| blanks(&input[l.place.start..l.place.end]))).collect();
    for (at, line) in lines.iter_mut().enumerate() {
        let deeper = |other: Option<&Option<usize>>| {
            let depth = depths[at].zip(other.copied().flatten());
            depth.is_some_and(|(own, other)| INDENT.contains(&own.saturating_sub(other)))
        };
        line.indented = deeper(depths.get(at + 1)) || at > 0 && deeper(depths.get(at - 1));
    }
}

/// Cleans one line that begins at byte `start` of the input.
fn clean(raw: &str, start: usize) -> Line<'_> {
    let place = Span::new(start, start + raw.len());
    let indented = raw.starts_with([' ', '\t', '\u{a0}']);
    let hashes = raw.bytes().take_while(|b| *b == b'#').count();
    let head = if (1..=6).contains(&hashes) && raw[hashes..].starts_with(' ') { hashes } else { bullet(raw) };
    let printed = raw[head..].trim_start_matches(' ');
    let words = if is_clean(printed.trim_end_matches(' ')) {
        Words::AsPrinted(printed.trim_end_matches(' '), place.end - printed.len())
    } else {
        let mut cleaner = Cleaner { raw, start, text: Text::new(), blank: None };
        cleaner.run(head);
        Words::Cleaned(cleaner.text)
    };
    let broken = raw.trim_end().ends_with('\u{ad}');
    Line { words, place, indented, heading: head == hashes && hashes > 0, broken }
}

/// Returns whether cleaning would leave words as they are.
fn is_clean(words: &str) -> bool {
    let bytes = words.as_bytes();
    let doubled = |at: usize| bytes[at] == b' ' && bytes.get(at + 1) == Some(&b' ');
    let changes = |at: usize| words.is_char_boundary(at) && words[at..].starts_with(may_change);
    let stands =
        |mut range: Range<usize>| !range.any(|at| doubled(at) || is_suspect(bytes[at]) && changes(at));
    let chunk_at =
        |at: usize| bytes.get(at + 1..).and_then(|next| bytes[at..].first_chunk().zip(next.first_chunk()));
    // What is suspect in bytes side by side is looked at letter by letter, and so is a line of fewer.
    let mut at = 0;
    while let Some((chunk, next)) = chunk_at(at) {
        if doubtful(chunk, next) && !stands(at..at + CHUNK) {
            return false;
        }
        at += CHUNK;
    }
    // The last bytes are looked at together with some before them; the very last has none behind it.
    let last = bytes.len().checked_sub(CHUNK + 1).and_then(chunk_at);
    let plain = last.is_some_and(|(chunk, next)| !doubtful(chunk, next) && !is_suspect(next[CHUNK - 1]));
    plain || stands(at..bytes.len())
}

/// Returns whether bytes, each with the one behind it, may hold what cleaning changes.
fn doubtful(chunk: &[u8; CHUNK], next: &[u8; CHUNK]) -> bool {
    chunk
        .iter()
        .zip(next)
        .fold(false, |any, (byte, next)| any | is_suspect(*byte) | ((*byte == b' ') & (*next == b' ')))
}

/// How many bytes are looked at side by side.
const CHUNK: usize = 32;

/// Returns whether a byte may belong to a letter that cleaning changes.
fn is_suspect(byte: u8) -> bool {
    !byte.is_ascii() | matches!(byte, b'\t' | b'*' | b'_' | b'[' | b'<' | b'^')
}

/// Returns whether cleaning may take a letter away or write it otherwise; blanks aside.
fn may_change(c: char) -> bool {
    matches!(c, '\t' | '*' | '_' | '[' | '<' | '^' | '\u{a0}' | '\u{ad}' | '\u{3000}' | '\u{feff}')
        || matches!(c, '\u{2000}'..='\u{200b}' | '\u{200d}'..='\u{2011}' | '\u{202f}' | '\u{2060}' | '\u{e000}'..='\u{f8ff}')
        || superscript(c).is_some()
}

/// Returns the byte behind the bullet with which Markdown begins the item of a list: `- 1. Welcomes`.
fn bullet(raw: &str) -> usize {
    let inner = raw.trim_start();
    let Some(rest) = ["- ", "* ", "+ ", "• "].iter().find_map(|b| inner.strip_prefix(b)) else { return 0 };
    let rest = rest.trim_start();
    let begins = rest.starts_with(|c: char| c.is_alphanumeric() || "(*_“\"[<".contains(c));
    // `- 3 -` and `* 1723331 *` are furniture.
    let framed = rest.ends_with(" -") || rest.ends_with(" *");
    if begins && !framed { raw.len() - rest.len() } else { 0 }
}

struct Cleaner<'a> {
    raw: &'a str,
    start: usize,
    text: Text,
    /// A run of blanks not yet written: its first byte.
    blank: Option<usize>,
}

impl Cleaner<'_> {
    fn run(&mut self, head: usize) {
        let mut at = head;
        // Links end at the bracket found when they began: (end of text, end of link).
        let mut link: Option<(usize, usize)> = None;
        at += self.plain(at);
        while let Some(c) = self.raw[at..].chars().next() {
            if let Some((_, end)) = link.filter(|(text_end, _)| at == *text_end) {
                self.made(LINK_END, at, end);
                link = None;
                at = end;
                continue;
            }
            let next = at + c.len_utf8();
            at = match c {
                ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => {
                    self.blank.get_or_insert(at);
                    next
                }
                '\u{ad}' | '\u{200b}' | '\u{200d}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => next,
                '\u{e000}'..='\u{f8ff}' => next,
                '*' if self.is_emphasis(at) => next,
                '_' if self.is_underscore_emphasis(at) => next,
                '\u{2010}' | '\u{2011}' => {
                    if !self.text.as_str().ends_with('-') || self.blank.is_some() {
                        self.made('-', at, next);
                    }
                    next
                }
                '[' => match self.link_at(at) {
                    Some(found) if link.is_none() => {
                        link = Some(found);
                        self.made(LINK_START, at, next);
                        next
                    }
                    _ => self.mark_or_verbatim(at, next),
                },
                '<' | '^' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' => self.mark_or_verbatim(at, next),
                _ => {
                    self.verbatim(at, next);
                    next
                }
            };
            if link.is_none() {
                at += self.plain(at);
            }
        }
    }

    /// Writes the plain letters from `at` on as they are, with single blanks between them; returns how many bytes.
    fn plain(&mut self, at: usize) -> usize {
        let bytes = &self.raw.as_bytes()[at..];
        let words = |from: usize| bytes[from..].iter().take_while(|byte| PLAIN[usize::from(**byte)]).count();
        let mut len = words(0);
        while len > 0 && bytes.get(len) == Some(&b' ') {
            match words(len + 1) {
                0 => break,
                more => len += 1 + more,
            }
        }
        if len > 0 {
            self.verbatim(at, at + len);
        }
        len
    }

    /// Returns whether the star at `at` sets emphasis: it touches a word on one side.
    fn is_emphasis(&self, at: usize) -> bool {
        let before = self.raw[..at].chars().next_back();
        let after = self.raw[at..].trim_start_matches('*').chars().next();
        let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        touches(before) || touches(after) || before == Some('*')
    }

    /// Returns whether the underscore at `at` sets emphasis: it stands at one end of a word, and not in a rule.
    fn is_underscore_emphasis(&self, at: usize) -> bool {
        let before = self.raw[..at].chars().next_back();
        let after = self.raw[at + 1..].chars().next();
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || ".,;:!?)”\"".contains(c));
        let open = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ".,;:!?()[]”“\"".contains(c));
        word(after) && open(before) || word(before) && open(after)
    }

    /// Returns where the text of a link at `at` ends and where the link ends.
    fn link_at(&self, at: usize) -> Option<(usize, usize)> {
        let rest = near(&self.raw[at..]);
        let close = rest.find(']')?;
        let nested = rest[1..close].contains('[');
        let target = rest[close..].strip_prefix("](")?;
        let end = target.find(')')?;
        (!nested && !target[..end].contains(' ')).then_some((at + close, at + close + 2 + end + 1))
    }

    /// Writes a footnote mark if one begins here, else the character itself; returns the next byte.
    fn mark_or_verbatim(&mut self, at: usize, next: usize) -> usize {
        if let Some((number, end)) = mark_at(self.raw, at)
            && let Some(marker) = mark(number)
        {
            self.made(marker, at, end);
            return end;
        }
        self.verbatim(at, next);
        next
    }

    fn flush_blank(&mut self, to: usize) {
        if let Some(from) = self.blank.take()
            && !self.text.is_empty()
        {
            if &self.raw[from..to] == " " {
                self.text.push(" ", self.start + from);
            } else {
                self.text.push_made(" ", Span::new(self.start + from, self.start + to));
            }
        }
    }

    fn verbatim(&mut self, at: usize, next: usize) {
        self.flush_blank(at);
        self.text.push(&self.raw[at..next], self.start + at);
    }

    fn made(&mut self, c: char, at: usize, end: usize) {
        self.flush_blank(at);
        let mut bytes = [0; 4];
        self.text.push_made(c.encode_utf8(&mut bytes), Span::new(self.start + at, self.start + end));
    }
}

/// For each byte, whether it stands for itself wherever it stands.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0u8;
    while byte.is_ascii() {
        plain[byte as usize] = byte.is_ascii_graphic() && !matches!(byte, b'*' | b'_' | b'[' | b'<' | b'^');
        byte += 1;
    }
    plain
};

/// How many bytes a link may take up.
const LINK: usize = 1000;

/// Returns the beginning of a text, so that brackets without partner cost no search of the whole line.
fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(LINK)]
}

/// Returns the footnote mark that begins at `at`, and the byte behind it: `¹²`, `<sup>1</sup>`, `[^1]`, `^{1}`, `^1`, `[1 ]`.
fn mark_at(raw: &str, at: usize) -> Option<(u32, usize)> {
    let rest = near(&raw[at..]);
    for (open, close) in [("<sup>", "</sup>"), ("[^", "]"), ("^{", "}"), ("^[", "]")] {
        if let Some(inner) = rest.strip_prefix(open) {
            let end = inner.find(close)?;
            let number = inner[..end].trim_matches(['[', ']', ' ']).parse().ok()?;
            return Some((number, at + open.len() + end + close.len()));
        }
    }
    if let Some((number, len)) = boxed_mark(rest) {
        return Some((number, at + len));
    }
    let caret = usize::from(rest.starts_with('^'));
    let mut number = 0u32;
    let mut end = at + caret;
    for c in rest[caret..].chars() {
        let Some(digit) = superscript(c).or(c.to_digit(10).filter(|_| caret > 0)) else { break };
        number = number.saturating_mul(10).saturating_add(digit);
        end += c.len_utf8();
    }
    (end > at + caret).then_some((number, end))
}

/// Returns the mark with which a text begins as some scanners write it, and its length: `[39 ]`, in two parts `[4] [2 ]`.
/// Nothing else has a blank before its closing bracket.
fn boxed_mark(text: &str) -> Option<(u32, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let inner = text.strip_prefix('[')?;
    let (first, rest) = inner.split_at(digits(inner));
    let (more, behind) = match rest.strip_prefix("] [") {
        Some(second) => second.split_at(digits(second)),
        None => ("", rest),
    };
    let behind = behind.strip_prefix(" ]")?;
    let number = format!("{first}{more}").parse().ok().filter(|_| first.len() + more.len() <= 3)?;
    Some((number, text.len() - behind.len()))
}

fn superscript(c: char) -> Option<u32> {
    Some(match c {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴'..='⁹' => c as u32 - '⁰' as u32,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str) {
        let shown: String = lines(raw)[0]
            .as_str()
            .chars()
            .map(|c| match (c, mark_number(c)) {
                (_, Some(n)) => format!("<{n}>"),
                (LINK_START, _) => "{".to_owned(),
                (LINK_END, _) => "}".to_owned(),
                (c, None) => c.to_string(),
            })
            .collect();
        assert_eq!(shown, expected, "{raw}");
    }

    #[test]
    fn markup_goes_and_marks_stay() {
        check("### **57/209. Some title**", "57/209. Some title");
        check("*Recalling* its resolution,", "Recalling its resolution,");
        check("the Covenant<sup>1</sup> and", "the Covenant<1> and");
        check("of the Covenant¹² and", "of the Covenant<12> and");
        check("([A/72/439/Add.2](#))]", "({A/72/439/Add.2})]");
        check("non-‐State\u{a0}\u{a0} actors", "non-State actors");
        // Words that no line may part, as word processors join them.
        check("2024–\u{200d}2034, non-\u{200d}State, 2023–\u{2060}2025", "2024–2034, non-State, 2023–2025");
        check("* 1723331 *", "* 1723331 *");
        check("- 3 -", "- 3 -");
        check("- 1. *Welcomes* the work;", "1. Welcomes the work;");
        check("\t- (*a*) To adopt laws;", "(a) To adopt laws;");
        check("- - -", "- - -");
        check("adopted[^3] by", "adopted<3> by");
        check("in 1925, [39 ] and, [4] [2 ] but [40] of [4 0]", "in 1925, <39> and, <42> but [40] of [4 0]");
        check("on 19 December 1986^117", "on 19 December 1986<117>");
        check("_The General Assembly,_", "The General Assembly,");
        check("1. _Takes note_ of lake_area;", "1. Takes note of lake_area;");
        check("_________", "_________");
        check("[on the report of the Third Committee", "[on the report of the Third Committee");
    }

    #[test]
    fn clean_lines_lead_back_to_the_input() {
        let input = "first\r\n  see [53/144](#) of *today*";
        let all = lines(input);
        assert_eq!(all.len(), 2);
        assert!(all[1].indented);
        let text = all[1].text();
        let at = text.as_str().find("53/144").expect("number");
        let span = text.source(Span::new(at, at + 6));
        assert_eq!(&input[span.start..span.end], "53/144");
    }

    #[test]
    fn laid_out_pages_lose_columns_and_margin() {
        let page = "                United Nations                              A/RES/70/901\n                     Recalling the Lakes and\n"
            .to_owned()
            + &"                the rivers of the world,\n".repeat(20)
            + "             1\n               Resolution 70/902,\n               annex.\n             2\n";
        let all = lines(&page);
        let shown: Vec<(&str, bool)> = all.iter().skip(1).take(3).map(|l| (l.as_str(), l.indented)).collect();
        assert_eq!(
            shown,
            [("A/RES/70/901", false), ("Recalling the Lakes and", true), ("the rivers of the world,", false),]
        );
        let notes = all.iter().filter(|l| l.as_str() == "annex.").map(|l| l.indented).collect::<Vec<_>>();
        assert_eq!(notes, [false]);
    }
}
