//! Cleaned text that remembers where each of its bytes came from.

use super::Span;

/// A text freed of markup and line ends, with the place of every byte in the decoded input.
///
/// The text is made of pieces. A verbatim piece repeats the input byte for byte; a made piece stands for a range of the
/// input as a whole. One byte that stands for one byte (a blank for a line end) parts no piece: its place is as exact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    clean: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// First byte in the clean text.
    clean: usize,
    /// First byte in the input.
    source: usize,
    /// Bytes of the input that a made piece stands for; `None` for a verbatim piece.
    width: Option<usize>,
}

impl Text {
    /// Returns an empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the clean text.
    pub fn as_str(&self) -> &str {
        &self.clean
    }

    /// Returns whether the text holds no byte.
    pub fn is_empty(&self) -> bool {
        self.clean.is_empty()
    }

    /// Returns the number of clean bytes.
    pub fn len(&self) -> usize {
        self.clean.len()
    }

    /// Makes room for as many more bytes.
    pub fn reserve(&mut self, bytes: usize) {
        self.clean.reserve(bytes);
    }

    /// Appends `words`, which stand in the input at byte `source`, unchanged.
    pub fn push(&mut self, words: &str, source: usize) {
        if words.is_empty() {
            return;
        }
        self.add(Piece { clean: self.clean.len(), source, width: None });
        self.clean.push_str(words);
    }

    /// Adds a piece, unless the last one goes on in it.
    fn add(&mut self, piece: Piece) {
        let goes_on =
            |last: &Piece| last.width.is_none() && last.source + (piece.clean - last.clean) == piece.source;
        if piece.width.is_some() || !self.pieces.last().is_some_and(goes_on) {
            self.pieces.push(piece);
        }
    }

    /// Appends `words` that stand for the bytes `source` of the input but differ from them.
    pub fn push_made(&mut self, words: &str, source: Span) {
        if words.is_empty() {
            return;
        }
        let width = Some(source.len()).filter(|len| (*len, words.len()) != (1, 1));
        self.add(Piece { clean: self.clean.len(), source: source.start, width });
        self.clean.push_str(words);
    }

    /// Appends another text.
    pub fn append(&mut self, other: &Text) {
        self.append_part(other, Span::new(0, other.len()));
    }

    /// Appends a part of another text.
    pub fn append_part(&mut self, other: &Text, range: Span) {
        if range.is_empty() {
            return;
        }
        let at = self.clean.len();
        let first = other.pieces.partition_point(|p| p.clean <= range.start).saturating_sub(1);
        for piece in other.pieces[first..].iter().take_while(|p| p.clean < range.end) {
            let skip = range.start.saturating_sub(piece.clean);
            let source = if piece.width.is_none() { piece.source + skip } else { piece.source };
            self.add(Piece { clean: at + piece.clean.max(range.start) - range.start, source, ..*piece });
        }
        self.clean.push_str(&other.clean[range.start..range.end]);
    }

    /// Shortens the text to its first `len` bytes.
    pub fn truncate(&mut self, len: usize) {
        self.clean.truncate(len);
        self.pieces.retain(|p| p.clean < len);
    }

    /// Returns the part of the text between two clean offsets.
    pub fn slice(&self, range: Span) -> Text {
        let mut out = Text::new();
        out.append_part(self, range);
        out
    }

    /// Returns the place in the decoded input of a range of the clean text.
    pub fn source(&self, range: Span) -> Span {
        if self.pieces.is_empty() {
            return Span::default();
        }
        let start = self.source_start(range.start);
        Span::new(start, self.source_end(range.end).max(start))
    }

    fn piece_at(&self, at: usize) -> Piece {
        let after = self.pieces.partition_point(|p| p.clean <= at);
        self.pieces[after.saturating_sub(1)]
    }

    fn source_start(&self, at: usize) -> usize {
        let piece = self.piece_at(at);
        if piece.width.is_none() { piece.source + (at - piece.clean) } else { piece.source }
    }

    fn source_end(&self, end: usize) -> usize {
        let piece = self.piece_at(end.saturating_sub(1));
        match piece.width {
            None => piece.source + (end - piece.clean),
            Some(width) => piece.source + width,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back_over_joined_lines() {
        let input = "as affirmed in the\nVienna **Declaration**";
        let mut text = Text::new();
        text.push("as affirmed in the", 0);
        text.push_made(" ", Span::new(18, 19));
        text.push("Vienna ", 19);
        text.push("Declaration", 28);
        let at = text.as_str().find("the Vienna Decl").expect("joined");
        let span = text.source(Span::new(at, at + "the Vienna Declaration".len()));
        assert_eq!(&input[span.start..span.end], "the\nVienna **Declaration");
        let part = text.slice(Span::new(at + 4, at + 10));
        assert_eq!(part.as_str(), "Vienna");
        assert_eq!(part.source(Span::new(0, 6)), Span::new(19, 25));
    }
}
