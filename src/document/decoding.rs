//! Bytes -> text, and places in the text -> places in the bytes.

use std::borrow::Cow;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::{ReadError, guess, sheet};
use crate::archive::{self, ArchiveError};
use crate::model::{Form, Span};

/// A decoded file.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    /// The text, without byte-order mark.
    pub text: Cow<'a, str>,
    /// How many bytes of the input a piece of the text takes up.
    bytes: fn(&str) -> usize,
    /// Places in the text with their places in the input, ascending; between two of them `bytes` counts.
    known: Vec<(usize, usize)>,
    /// The make of the text, where a container tells it.
    pub form: Option<Form>,
    /// What the reader of a container could not read.
    pub warnings: Vec<String>,
    /// From which byte of the text on which page of a container is shown, ascending by byte.
    pages: Vec<(usize, u32)>,
}

/// At most so many bytes of text lie between two known places.
const STEP: usize = 4096;

/// The first bytes of containers that people take for text, with the name to call them by.
const CONTAINERS: [(&[u8], &str); 4] = [
    (b"{\\rtf", "a rich-text file (.rtf); save it as .docx or PDF first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3\0", "a database"),
];

/// Decodes a file: a container by its reader, where places are those of the text that it makes; of text
/// a byte-order mark decides, else UTF-8 if the bytes are valid, else the letters that follow each other.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if let Some(sheet) = sheet::of(bytes) {
        let sheet = sheet?;
        let decoded = Decoded::plain(Cow::Owned(sheet.text));
        return Ok(Decoded {
            form: Some(sheet.form),
            warnings: sheet.warnings,
            pages: sheet.pages,
            ..decoded
        });
    }
    if let Some(kind) = archive::foreign(bytes) {
        return Err(ReadError::Container(ArchiveError::Foreign(kind).to_string()));
    }
    if let Some((_, name)) = CONTAINERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::Binary((*name).to_owned()));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return checked(Decoded::of(bytes, encoding, mark));
    }
    if let Some(encoding) = guess::utf16(bytes) {
        return checked(Decoded::of(bytes, encoding, 0));
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return checked(Decoded::plain(Cow::Borrowed(text)));
    }
    if let Some(at) = bytes.iter().position(|b| *b == 0) {
        return Err(ReadError::Binary(format!("a zero byte at offset {at}")));
    }
    let encoding = if guess::is_broken_utf8(bytes) { UTF_8 } else { guess::encoding(bytes) };
    checked(Decoded::of(bytes, encoding, 0))
}

/// How many bytes of a text are looked at for control characters.
const SAMPLE: usize = 16_384;

/// What stands for bytes that are no letter.
const REPLACEMENT: &str = "\u{fffd}";

/// Refuses text that is mostly control characters.
fn checked(decoded: Decoded<'_>) -> Result<Decoded<'_>, ReadError> {
    let sample = &decoded.text.as_bytes()[..decoded.text.len().min(SAMPLE)];
    let control = |b: u8| (b < b' ') & !matches!(b, b'\n' | b'\r' | b'\t' | 0xc) | (b == 0x7f);
    // Few bytes at a time, so that they are counted side by side.
    let count = |part: &[u8]| usize::from(part.iter().map(|b| u8::from(control(*b))).sum::<u8>());
    let odd = sample.chunks(128).map(count).sum::<usize>();
    let replaced = memchr::memmem::find_iter(sample, REPLACEMENT).count();
    let (seen, odd) = (sample.len() - 2 * replaced, odd + replaced);
    if odd * 20 > seen {
        return Err(ReadError::Binary(format!("{odd} control characters among the first {seen}")));
    }
    Ok(decoded)
}

impl<'a> Decoded<'a> {
    /// A text whose places are those of the input.
    fn plain(text: Cow<'a, str>) -> Self {
        Self::told(text, str::len, vec![(0, 0)])
    }

    fn told(text: Cow<'a, str>, bytes: fn(&str) -> usize, known: Vec<(usize, usize)>) -> Self {
        Self { text, bytes, known, form: None, warnings: Vec::new(), pages: Vec::new() }
    }

    /// Decodes the bytes behind a byte-order mark of `mark` bytes.
    fn of(bytes: &'a [u8], encoding: &'static Encoding, mark: usize) -> Self {
        if encoding == UTF_8 {
            return Self::of_utf8(bytes, mark);
        }
        if !encoding.is_single_byte() && encoding != UTF_16LE && encoding != UTF_16BE {
            return Self::of_lines(bytes, encoding, mark);
        }
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let wide = encoding == UTF_16LE || encoding == UTF_16BE;
        let bytes: fn(&str) -> usize = if wide {
            |text| text.chars().map(|c| c.len_utf16() * 2).sum()
        } else {
            |text| text.chars().count()
        };
        let mut known = vec![(0, mark)];
        let (mut from, mut input) = (0, mark);
        while text.len() - from > STEP {
            let to = (from + STEP..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
            input += bytes(&text[from..to]);
            known.push((to, input));
            from = to;
        }
        Self::told(text, bytes, known)
    }

    /// Decodes an encoding of one to four bytes to a letter, line by line: no letter of theirs holds the byte of a line
    /// end, so that places are right at every line whatever is broken in those before.
    fn of_lines(bytes: &[u8], encoding: &'static Encoding, mark: usize) -> Self {
        let mut text = String::with_capacity(bytes.len());
        let (mut known, mut input) = (Vec::new(), mark);
        for line in bytes[mark..].split_inclusive(|byte| *byte == b'\n') {
            known.push((text.len(), input));
            text.push_str(&encoding.decode_without_bom_handling(line).0);
            input += line.len();
        }
        let bytes = match encoding.name() {
            "Big5" => |text: &str| encoded(BIG5, text),
            "EUC-JP" => |text: &str| encoded(EUC_JP, text),
            "EUC-KR" => |text: &str| encoded(EUC_KR, text),
            "Shift_JIS" => |text: &str| encoded(SHIFT_JIS, text),
            _ => |text: &str| encoded(GB18030, text),
        };
        Self::told(Cow::Owned(text), bytes, known)
    }

    /// Decodes UTF-8; what is none becomes the sign for it, and the text behind it is found again.
    fn of_utf8(bytes: &[u8], mark: usize) -> Self {
        let mut text = String::with_capacity(bytes.len());
        let (mut known, mut input) = (vec![(0, mark)], mark);
        for chunk in bytes[mark..].utf8_chunks() {
            text.push_str(chunk.valid());
            input += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                known.push((text.len(), input));
                text.push(char::REPLACEMENT_CHARACTER);
                input += chunk.invalid().len();
                known.push((text.len(), input));
            }
        }
        Self::told(Cow::Owned(text), str::len, known)
    }

    /// Returns the place in the bytes of a place in the text.
    pub fn to_input(&self, span: Span) -> Span {
        Span::new(self.byte(span.start), self.byte(span.end))
    }

    /// Returns the page on which a place in the text is printed.
    pub fn page(&self, at: usize) -> Option<u32> {
        let after = self.pages.partition_point(|(text, _)| *text <= at);
        self.pages.get(after.checked_sub(1)?).map(|(_, page)| *page)
    }

    fn byte(&self, at: usize) -> usize {
        let after = self.known.partition_point(|(text, _)| *text <= at);
        let (text, input) = self.known[after.saturating_sub(1)];
        input + (self.bytes)(&self.text[text..at])
    }
}

/// Returns how many bytes letters take up in an encoding; those that it lacks were broken, one byte each.
fn encoded(encoding: &'static Encoding, text: &str) -> usize {
    let mut buffer = [0; 4];
    let letter = |c: char| {
        let (bytes, _, lacking) = encoding.encode(c.encode_utf8(&mut buffer));
        if lacking || c == char::REPLACEMENT_CHARACTER { 1 } else { bytes.len() }
    };
    text.chars().map(letter).sum()
}

#[cfg(test)]
mod tests {
    use encoding_rs::{WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};

    use super::*;

    fn place(bytes: &[u8], word: &str) -> Vec<u8> {
        let decoded = decode(bytes).expect("text");
        let at = decoded.text.find(word).expect("the word");
        let span = decoded.to_input(Span::new(at, at + word.len()));
        bytes[span.start..span.end].to_vec()
    }

    #[test]
    fn offsets_lead_back_into_every_encoding() {
        assert_eq!(place("\u{feff}état 53/144".as_bytes(), "53/144"), b"53/144");
        assert_eq!(place(b"\xe9tat 53/144", "53/144"), b"53/144");
        assert_eq!(place(b"\xef\xbb\xbfThe text has \xff one bad byte: 53/144", "53/144"), b"53/144");
        let long = format!("{}53/144", "\u{e9}".repeat(3 * STEP));
        assert_eq!(place(&WINDOWS_1252.encode(&long).0, "53/144"), b"53/144");
        for big in [false, true] {
            for mark in [false, true] {
                let text = format!("{}é résolution 53/144 du 9 décembre", if mark { "\u{feff}" } else { "" });
                let units = text.encode_utf16();
                let bytes: Vec<u8> =
                    units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect();
                let found = place(&bytes, "53/144");
                assert_eq!(found.len(), 12);
                assert!(found.contains(&b'5') && found.contains(&0));
            }
        }
    }

    #[test]
    fn offsets_lead_back_from_texts_of_every_script() {
        let chinese = "大会，回顾其关于湖泊的各项决议，𠮷田€，第53/144号决议，\n又回顾第54/170号决议，";
        let russian = "Генеральная Ассамблея, ссылаясь на резолюцию 53/144 и на резолюцию 54/170 об озёрах,";
        let arabic = "إن الجمعية العامة، إذ تشير إلى قرارها 53/144 وإلى القرار 54/170 بشأن البحيرات،";
        for (encoding, text) in [(GB18030, chinese), (WINDOWS_1251, russian), (WINDOWS_1256, arabic)] {
            let (bytes, _, lacking) = encoding.encode(text);
            assert!(!lacking, "{text}");
            assert_eq!(decode(&bytes).expect("a text").text, text);
            assert_eq!(place(&bytes, "53/144"), b"53/144");
            assert_eq!(place(&bytes, "54/170"), b"54/170");
        }
        // A broken letter moves nothing behind the end of its line.
        let (bytes, _, _) = GB18030.encode(chinese);
        let end = bytes.iter().position(|byte| *byte == b'\n').expect("a line");
        let broken = [&bytes[..end - 1], b"\xff", &bytes[end..]].concat();
        assert_eq!(place(&broken, "54/170"), b"54/170");
    }

    #[test]
    fn a_text_cut_within_a_letter_is_utf_8() {
        let text = "Генеральная Ассамблея, ссылаясь на резолюцию 53/144 об озёрах".as_bytes();
        let decoded = decode(&text[..text.len() - 1]).expect("a text");
        assert!(decoded.text.starts_with("Генеральная") && decoded.text.ends_with('\u{fffd}'));
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert!(matches!(decode(b""), Err(ReadError::Empty)));
        assert!(matches!(decode(b" \n\n"), Err(ReadError::Empty)));
        assert!(matches!(decode(br"{\rtf1\ansi"), Err(ReadError::Binary(what)) if what.contains(".docx")));
        assert!(matches!(decode(b"%PDF-1.7 ..."), Err(ReadError::Container(what)) if what.contains("PDF")));
        assert!(matches!(decode(b"\x00\x01\x02\xff\xfe\x00\x07"), Err(ReadError::Binary(_))));
    }
}
