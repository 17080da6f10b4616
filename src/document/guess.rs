//! The encoding of a text that does not say it, by the letters that follow each other in its language.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes are looked at.
const SAMPLE: usize = 1 << 18;

/// Scripts other than the Latin one, by their encodings: of Latin letters only those of western Europe are told apart
/// surely in short texts, and the languages of the lexicons are written with them.
const OTHERS: [&str; 16] = [
    "windows-1251",
    "KOI8-U",
    "KOI8-R",
    "IBM866",
    "ISO-8859-5",
    "windows-1256",
    "ISO-8859-6",
    "GBK",
    "gb18030",
    "Big5",
    "EUC-JP",
    "Shift_JIS",
    "EUC-KR",
    "windows-1253",
    "windows-1255",
    "windows-874",
];

/// Letters beyond ASCII that a guess needs: fewer are a name or a quotation mark in an English text.
const LETTERS: usize = 12;

/// Returns the encoding of bytes that are no UTF-8: Windows-1252 unless they are clearly of another script.
pub(super) fn encoding(bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if sample.iter().filter(|byte| !byte.is_ascii()).count() < LETTERS {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() == bytes.len());
    let guess = detector.guess(None, Utf8Detection::Deny);
    match guess {
        // The larger set holds the smaller one.
        guess if guess == GBK => GB18030,
        guess if OTHERS.contains(&guess.name()) => guess,
        _ => WINDOWS_1252,
    }
}

/// Recognises UTF-16 without byte-order mark by the zero bytes of Latin text.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    memchr::memchr(0, sample)?;
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let pairs = sample.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, high) if pairs > 4 && high * 10 > pairs * 8 => Some(UTF_16LE),
        (high, 0) if pairs > 4 && high * 10 > pairs * 8 => Some(UTF_16BE),
        _ => None,
    }
}

/// Of so many characters of more than one byte one may be broken in a text that is UTF-8 all the same.
const BROKEN: usize = 10;

/// Returns whether bytes are UTF-8 but for a few that were lost or cut off.
pub(super) fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= broken * BROKEN && whole > 0
}

#[cfg(test)]
mod tests {
    use encoding_rs::{KOI8_U, WINDOWS_1251, WINDOWS_1256};

    use super::*;

    /// Texts by hand in the manner of the first lines of resolutions.
    const RUSSIAN: &str =
        "Генеральная Ассамблея, ссылаясь на свою резолюцию 53/144 от 9 декабря 1998 года об озёрах,";
    const ARABIC: &str =
        "إن الجمعية العامة، إذ تشير إلى قرارها 53/144 المؤرخ 9 كانون الأول 1998 بشأن البحيرات،";
    const CHINESE: &str = "大会，回顾其1998年12月9日关于湖泊的第53/144号决议，";
    const FRENCH: &str =
        "L’Assemblée générale, rappelant sa résolution 53/144 du 9 décembre 1998 sur les lacs, réaffirmant";
    const SPANISH: &str =
        "La Asamblea General, recordando su resolución 53/144, de 9 de diciembre de 1998, sobre años y más";

    #[test]
    fn texts_of_six_languages_are_told_apart() {
        let check = |text: &str, written: &'static Encoding, expected: &'static Encoding| {
            let (bytes, _, unmappable) = written.encode(text);
            assert!(!unmappable, "{text}");
            assert_eq!(encoding(&bytes).name(), expected.name(), "{text}");
        };
        check(RUSSIAN, WINDOWS_1251, WINDOWS_1251);
        check(RUSSIAN, KOI8_U, KOI8_U);
        check(ARABIC, WINDOWS_1256, WINDOWS_1256);
        check(CHINESE, GB18030, GB18030);
        for text in [FRENCH, SPANISH, "The “Lakes” – naïve"] {
            check(text, WINDOWS_1252, WINDOWS_1252);
        }
    }

    #[test]
    fn a_character_cut_in_two_is_no_other_encoding() {
        let whole = RUSSIAN.as_bytes();
        assert!(is_broken_utf8(&whole[..whole.len() - 2]));
        assert!(!is_broken_utf8(&WINDOWS_1251.encode(RUSSIAN).0));
        assert!(!is_broken_utf8(b"\xe9tat"));
    }
}
