//! Letters of a page -> rows of pieces, with the blanks that the page shows and with raised numbers told apart.

use unicode_normalization::UnicodeNormalization;

use super::glyphs::Glyph;

/// Words side by side without a gap that parts them.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The words; a raised number stands in them as one character (`mark`).
    pub text: String,
    pub left: f64,
    pub right: f64,
    /// Wide blanks in it: the byte behind each, and where it begins and ends on the page. Columns may part there.
    pub blanks: Vec<(usize, f64, f64)>,
}

impl Piece {
    /// Parts the words at a wide blank that covers a place.
    pub fn parted(&self, at: f64) -> Option<(Piece, Piece)> {
        let nth = self.blanks.iter().position(|(_, left, right)| (*left..=*right).contains(&at))?;
        let (byte, end, begin) = self.blanks[nth];
        let (before, behind) = self.text.split_at(byte);
        let left = Piece {
            text: before.trim_end().to_owned(),
            left: self.left,
            right: end,
            blanks: self.blanks[..nth].to_vec(),
        };
        let moved = |(at, left, right): &(usize, f64, f64)| (at - byte, *left, *right);
        let blanks = self.blanks[nth + 1..].iter().map(moved).collect();
        Some((left, Piece { text: behind.to_owned(), left: begin, right: self.right, blanks }))
    }
}

/// What stands on one line.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub pieces: Vec<Piece>,
    /// The line that most of its letters stand on, from the top of the page.
    pub base: f64,
    /// The size of most of its letters.
    pub size: f64,
    /// Whether the file itself says that it belongs to the page and not to the text.
    pub artifact: bool,
}

impl Row {
    /// Returns the words, pieces parted by two blanks, the number of a paragraph by one.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            if !out.is_empty() {
                let parts = self.pieces.len() > 2 || !is_label(&out);
                out.push_str(if parts { "  " } else { " " });
            }
            out.push_str(&piece.text);
        }
        out
    }

    /// Returns where the row begins.
    pub fn left(&self) -> f64 {
        self.pieces.first().map_or(0.0, |piece| piece.left)
    }

    /// Returns where the row ends.
    pub fn right(&self) -> f64 {
        self.pieces.last().map_or(0.0, |piece| piece.right)
    }

    /// Returns whether words of the row run over a gutter.
    pub fn crosses(&self, gutter: f64) -> bool {
        let over = |piece: &&Piece| piece.left < gutter && piece.right > gutter;
        let blank =
            |piece: &Piece| piece.blanks.iter().any(|(_, left, right)| (*left..=*right).contains(&gutter));
        self.pieces.iter().filter(over).any(|piece| !blank(piece))
    }

    /// Sets pieces of a test in letters of half their size, each from where it begins.
    #[cfg(test)]
    pub fn set(base: f64, size: f64, pieces: &[(f64, &str)]) -> Row {
        let piece = |(left, text): &(f64, &str)| Piece {
            text: (*text).to_owned(),
            left: *left,
            right: left + text.len() as f64 * size / 2.0,
            blanks: Vec::new(),
        };
        Row { pieces: pieces.iter().map(piece).collect(), base, size, artifact: false }
    }

    /// Parts the piece of the row in which a gutter runs.
    pub fn parted(&self, gutter: f64) -> Row {
        let mut row = self.clone();
        let pieces = self.pieces.iter().flat_map(|piece| match piece.parted(gutter) {
            Some((left, right)) => vec![left, right],
            None => vec![piece.clone()],
        });
        row.pieces = pieces.collect();
        row
    }
}

/// A raised number `n` is the character `RAISED + n`, from the private use area, which no text of a font is taken from.
const RAISED: u32 = 0xe000;
/// Raised numbers above this are none of notes.
const LIMIT: u32 = 999;

/// Returns the raised number that a character stands for.
pub(super) fn raised(c: char) -> Option<u32> {
    (c as u32).checked_sub(RAISED).filter(|n| (1..=LIMIT).contains(n))
}

/// Returns whether words are the number, letter or bullet that hangs before a paragraph: `12.`, `(a)`, `•`.
pub(super) fn is_label(words: &str) -> bool {
    let words = words.trim();
    let inner = |words: &str| {
        let short = words.chars().count() <= 5;
        let digits = words.bytes().all(|b| b.is_ascii_digit());
        let letters = words.chars().all(|c| c.is_lowercase());
        let capital = words.chars().count() == 1 || words.bytes().all(|b| b"IVX".contains(&b));
        !words.is_empty() && short && (digits || letters || capital)
    };
    if matches!(words, "•" | "–" | "—" | "-" | "*" | "**") {
        return true;
    }
    let dotted = words.strip_suffix('.').is_some_and(|number| inner(number) && number.len() <= 4);
    let bracket = words.strip_suffix(')').map(|inner| inner.strip_prefix('(').unwrap_or(inner));
    dotted || bracket.is_some_and(inner)
}

/// Letters stand on the same line when their lines lie this near, in sizes.
const SAME_LINE: f64 = 0.14;
/// What is smaller than this beside other letters may be raised, in sizes of those.
const SMALL: f64 = 0.82;
/// A gap from this on is a blank, in sizes.
const BLANK: f64 = 0.16;
/// A gap from this on may part columns, in sizes.
const WIDE: f64 = 0.75;
/// A gap from this on parts pieces, in sizes.
const GAP: f64 = 1.8;

/// A gap from this on parts pieces of Arabic, in sizes.
const GAP_OF_TURNED: f64 = 8.0;

/// Sets the letters of a page in rows, from the top down.
pub(super) fn rows(glyphs: Vec<Glyph>) -> Vec<Row> {
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    let mut sorted: Vec<Glyph> = glyphs.into_iter().filter(|glyph| !glyph.text.trim().is_empty()).collect();
    sorted.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    for glyph in sorted {
        match lines.last_mut() {
            Some(line) if near(line, &glyph) => line.push(glyph),
            _ => lines.push(vec![glyph]),
        }
    }
    let lines = lines.into_iter().map(Line::new).collect();
    together(lines).into_iter().map(row).collect()
}

fn near(line: &[Glyph], glyph: &Glyph) -> bool {
    let first = &line[0];
    (glyph.base - first.base).abs() <= SAME_LINE * glyph.size.min(first.size).max(4.0)
}

/// Letters of one line, and what was raised above it.
struct Line {
    glyphs: Vec<Glyph>,
    raised: Vec<Glyph>,
    base: f64,
    size: f64,
    /// The size of its largest letter.
    largest: f64,
}

/// Lines of more letters than this are no lines of a page that is meant to be read; what is raised in them is not
/// looked for.
const LETTERS: usize = 2_000;

impl Line {
    fn new(glyphs: Vec<Glyph>) -> Self {
        let base = glyphs[0].base;
        let mut sizes: Vec<f64> = glyphs.iter().map(|glyph| glyph.size).collect();
        sizes.sort_by(f64::total_cmp);
        let size = sizes[sizes.len() / 2];
        let largest = sizes[sizes.len() - 1];
        Self { glyphs, raised: Vec::new(), base, size, largest }
    }

    /// Says whether a smaller letter stands within the height of this line and beside one of its letters.
    fn holds(&self, glyph: &Glyph) -> bool {
        // The number of a note hangs in the margin before its first line.
        let (before, behind) = (3.5 * self.size, 1.2 * self.size);
        let beside = |own: &Glyph| {
            own.left - before < glyph.right
                && glyph.left < own.right + behind
                && glyph.size < SMALL * own.size
        };
        if self.glyphs.len() > LETTERS || glyph.size >= SMALL * self.largest {
            return false;
        }
        let height = glyph.base - 0.3 * glyph.size;
        (self.base - 0.95 * self.size..self.base + 0.3 * self.size).contains(&height)
            && self.glyphs.iter().any(beside)
    }
}

/// Puts lines of small letters that stand within the height of a neighbour into it.
fn together(mut lines: Vec<Line>) -> Vec<Line> {
    for at in 0..lines.len() {
        let mut own = std::mem::take(&mut lines[at].glyphs);
        // What was raised stands above its line or, lowered, below it.
        let near = [at + 1, at + 2, at.wrapping_sub(1), at.wrapping_sub(2)];
        own.retain(|glyph| {
            let holds = |line: &&usize| lines.get(**line).is_some_and(|line| line.holds(glyph));
            let Some(to) = near.iter().find(holds) else { return true };
            lines[*to].raised.push(glyph.clone());
            false
        });
        lines[at].glyphs = own;
    }
    lines.retain(|line| !line.glyphs.is_empty() || !line.raised.is_empty());
    lines
}

fn row(line: Line) -> Row {
    let Line { glyphs, raised, base, size, .. } = line;
    let artifact = glyphs.iter().filter(|glyph| glyph.artifact).count() * 2 > glyphs.len();
    let mut all: Vec<(Glyph, Height)> = glyphs.into_iter().map(|glyph| (glyph, Height::OnLine)).collect();
    all.extend(raised.into_iter().map(|glyph| {
        let height = if glyph.base < base - 0.1 * size { Height::Raised } else { Height::Lowered };
        (glyph, height)
    }));
    all.sort_by(|a, b| a.0.left.total_cmp(&b.0.left));
    // The lines of a raised number are parted from letters that are raised themselves by their size alone.
    let count = |of: fn(char) -> bool| all.iter().filter(|(glyph, _)| glyph.text.chars().any(of)).count();
    let turned = count(is_right_to_left) * 2 > count(char::is_alphabetic);
    if turned {
        turn(&mut all);
    }
    // A number that is read from its left end lies its whole length away from the word before.
    let parts = if turned { GAP_OF_TURNED } else { GAP };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    let mut before: Option<(f64, f64)> = None;
    while at < all.len() {
        let (glyph, height) = &all[at];
        let gap = before.map_or(f64::INFINITY, |(left, right)| {
            if glyph.left >= left { glyph.left - right } else { left - glyph.right }
        });
        let (text, next) = match height {
            Height::Raised => {
                let end = all[at..].iter().take_while(|(_, height)| *height == Height::Raised).count() + at;
                (raised_text(&all[at..end], pieces.last().map_or("", |piece| &piece.text)), end)
            }
            _ => (letters(&glyph.text), at + 1),
        };
        let last = &all[next - 1].0;
        let scale = if *height == Height::OnLine { glyph.size.min(size.max(1.0) * 1.5) } else { size };
        match pieces.last_mut() {
            Some(piece) if gap < parts * scale => {
                if gap > BLANK * scale && *height != Height::Raised {
                    piece.text.push(' ');
                }
                if gap > WIDE * scale && glyph.left > piece.right {
                    piece.blanks.push((piece.text.len(), piece.right, glyph.left));
                }
                piece.text.push_str(&text);
                piece.left = piece.left.min(glyph.left);
                piece.right = piece.right.max(last.right);
            }
            _ => pieces.push(Piece { text, left: glyph.left, right: last.right, blanks: Vec::new() }),
        }
        before = Some((glyph.left, last.right));
        at = next;
    }
    pieces.retain(|piece| !piece.text.trim().is_empty());
    Row { pieces, base, size, artifact }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Height {
    OnLine,
    Raised,
    Lowered,
}

/// Writes what is raised: numbers as marks, an ordinal's ending as it is, a letter behind a caret.
fn raised_text(raised: &[(Glyph, Height)], before: &str) -> String {
    let text: String = raised.iter().map(|(glyph, _)| letters(&glyph.text)).collect();
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let mark = rest[..digits].parse().ok().filter(|n| (1..=LIMIT).contains(n));
            match mark.and_then(|n| char::from_u32(RAISED + n)) {
                Some(mark) => out.push(mark),
                None => out.push_str(&rest[..digits]),
            }
            rest = &rest[digits..];
            continue;
        }
        let word = rest.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
        let ordinal = before.ends_with(|c: char| c.is_ascii_digit()) && matches!(&rest[..word], "e" | "o");
        if word == 1 && !ordinal {
            out.push('^');
        }
        let len = word.max(first.len_utf8());
        out.push_str(&rest[..len]);
        rest = &rest[len..];
    }
    out
}

/// Returns the letters of a glyph: ligatures and forms of Arabic letters spelled out, symbols of private fonts dropped.
fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => out.extend(std::iter::once(c).nfkc()),
            '\u{f0b7}' | '\u{f0a7}' => out.push('•'),
            '\u{e000}'..='\u{f8ff}' => {}
            c => out.push(c),
        }
    }
    out
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Puts a row of Arabic in the order of reading: from the right, but numbers and Latin words from the left.
fn turn(all: &mut [(Glyph, Height)]) {
    all.reverse();
    let latin = |glyph: &Glyph| glyph.text.chars().any(|c| c.is_ascii_alphanumeric() || "/.,-".contains(c));
    let mut at = 0;
    while at < all.len() {
        let len = all[at..].iter().take_while(|(glyph, _)| latin(glyph)).count();
        all[at..at + len].reverse();
        at += len.max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of half their size in width, set from `left` on.
    fn set(text: &str, left: f64, base: f64, size: f64) -> Vec<Glyph> {
        let glyph = |(at, c): (usize, char)| {
            let left = left + at as f64 * size / 2.0;
            Glyph { text: c.to_string().into(), left, right: left + size / 2.0, base, size, artifact: false }
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn shown(glyphs: Vec<Glyph>) -> Vec<String> {
        let text = |row: Row| {
            let shown = |c: char| raised(c).map_or(c.to_string(), |n| format!("<{n}>"));
            row.text().chars().map(shown).collect::<String>()
        };
        rows(glyphs).into_iter().map(text).collect()
    }

    #[test]
    fn raised_numbers_are_marks_and_small_letters_of_a_heading_none() {
        let mut page = set("the Lakes", 0.0, 100.0, 10.0);
        page.extend(set("12", 45.0, 96.5, 6.5));
        page.extend(set("and", 54.0, 100.0, 10.0));
        page.extend(set("A", 0.0, 50.0, 20.0));
        page.extend(set("/70/901", 10.0, 50.0, 10.0));
        page.extend(set("1", 0.0, 200.0, 10.0));
        page.extend(set("st", 5.0, 196.0, 6.0));
        assert_eq!(shown(page), ["A/70/901", "the Lakes<12> and", "1st"]);
    }

    #[test]
    fn gaps_part_cells_but_not_numbers_of_paragraphs() {
        let mut page = set("12.", 0.0, 100.0, 10.0);
        page.extend(set("Decides", 40.0, 100.0, 10.0));
        page.extend(set("Lamps", 0.0, 120.0, 10.0));
        page.extend(set("70/901", 100.0, 120.0, 10.0));
        assert_eq!(shown(page), ["12. Decides", "Lamps  70/901"]);
    }

    #[test]
    fn arabic_is_read_from_the_right() {
        let mut page = set("101/9", 0.0, 100.0, 10.0);
        page.extend(set("رارق", 30.0, 100.0, 10.0));
        assert_eq!(shown(page), ["قرار 101/9"]);
    }
}
