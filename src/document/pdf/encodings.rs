//! What the codes of simple fonts stand for: the three Latin encodings, and the names of glyphs.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// A named encoding of simple fonts (ISO 32000-1, annex D).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Latin {
    Standard,
    MacRoman,
    WinAnsi,
}

impl Latin {
    /// Returns the encoding of a name in a PDF.
    pub fn named(name: &[u8]) -> Option<Self> {
        match name {
            b"StandardEncoding" => Some(Self::Standard),
            b"MacRomanEncoding" => Some(Self::MacRoman),
            b"WinAnsiEncoding" => Some(Self::WinAnsi),
            _ => None,
        }
    }

    /// Returns what a code stands for.
    pub fn letter(self, code: u8) -> Option<char> {
        match self {
            Self::Standard => standard(code),
            Self::MacRoman => single(MACINTOSH, code),
            Self::WinAnsi => single(WINDOWS_1252, code),
        }
    }
}

fn single(encoding: &'static Encoding, code: u8) -> Option<char> {
    let bytes = [code];
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    text.chars().next().filter(|c| !c.is_control())
}

/// Adobe's standard encoding: ASCII but for the quotes, and its own upper half.
fn standard(code: u8) -> Option<char> {
    match code {
        0x27 => Some('’'),
        0x60 => Some('‘'),
        0x20..=0x7e => Some(char::from(code)),
        _ => {
            let at = UPPER.iter().position(|(known, _)| *known == code)?;
            Some(UPPER[at].1)
        }
    }
}

/// The upper half of the standard encoding.
#[rustfmt::skip]
const UPPER: [(u8, char); 54] = [
    (0xa1, '¡'), (0xa2, '¢'), (0xa3, '£'), (0xa4, '⁄'), (0xa5, '¥'), (0xa6, 'ƒ'), (0xa7, '§'), (0xa8, '¤'), (0xa9, '\''),
    (0xaa, '“'), (0xab, '«'), (0xac, '‹'), (0xad, '›'), (0xae, 'ﬁ'), (0xaf, 'ﬂ'), (0xb1, '–'), (0xb2, '†'), (0xb3, '‡'),
    (0xb4, '·'), (0xb6, '¶'), (0xb7, '•'), (0xb8, '‚'), (0xb9, '„'), (0xba, '”'), (0xbb, '»'), (0xbc, '…'), (0xbd, '‰'),
    (0xbf, '¿'), (0xc1, '`'), (0xc2, '´'), (0xc3, 'ˆ'), (0xc4, '˜'), (0xc5, '¯'), (0xc6, '˘'), (0xc7, '˙'), (0xc8, '¨'),
    (0xca, '˚'), (0xcb, '¸'), (0xcd, '˝'), (0xce, '˛'), (0xcf, 'ˇ'), (0xd0, '—'), (0xe1, 'Æ'), (0xe3, 'ª'), (0xe8, 'Ł'),
    (0xe9, 'Ø'), (0xea, 'Œ'), (0xeb, 'º'), (0xf1, 'æ'), (0xf5, 'ı'), (0xf8, 'ł'), (0xf9, 'ø'), (0xfa, 'œ'), (0xfb, 'ß'),
];

/// Returns the letter that the name of a glyph spells (Adobe Glyph List: its Latin part, `uni20AC`, `u1F600`).
pub(super) fn named(name: &str) -> Option<char> {
    let base = name.split('.').next().filter(|base| !base.is_empty())?;
    let mut letters = base.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && letter.is_ascii_alphabetic()
    {
        return Some(letter);
    }
    let hexadecimal = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    if let Some(digits) = base.strip_prefix("uni").filter(|digits| digits.len() == 4) {
        return hexadecimal(digits);
    }
    if let Some(digits) = base.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()))
        && let Some(letter) = hexadecimal(digits)
    {
        return Some(letter);
    }
    let mut words = NAMES.split_ascii_whitespace();
    while let (Some(known), Some(letter)) = (words.next(), words.next()) {
        if known == base {
            return letter.chars().next();
        }
    }
    match base {
        "space" | "nbspace" | "nonbreakingspace" => Some(' '),
        "sfthyphen" | "softhyphen" => Some('-'),
        _ => None,
    }
}

/// Names of glyphs, each with its letter.
const NAMES: &str = "
    exclam ! quotedbl \" numbersign # dollar $ percent % ampersand & quotesingle ' parenleft ( parenright ) asterisk *
    plus + comma , hyphen - period . slash / zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9
    colon : semicolon ; less < equal = greater > question ? at @ bracketleft [ backslash \\ bracketright ]
    asciicircum ^ underscore _ grave ` braceleft { bar | braceright } asciitilde ~ quoteright ’ quoteleft ‘
    exclamdown ¡ cent ¢ sterling £ fraction ⁄ yen ¥ florin ƒ section § currency ¤ quotedblleft “ guillemotleft «
    guilsinglleft ‹ guilsinglright › fi ﬁ fl ﬂ ff ﬀ ffi ﬃ ffl ﬄ endash – dagger † daggerdbl ‡ periodcentered ·
    middot · paragraph ¶ bullet • quotesinglbase ‚ quotedblbase „ quotedblright ” guillemotright » ellipsis …
    perthousand ‰ questiondown ¿ acute ´ circumflex ˆ tilde ˜ macron ¯ breve ˘ dotaccent ˙ dieresis ¨ ring ˚
    cedilla ¸ hungarumlaut ˝ ogonek ˛ caron ˇ emdash — AE Æ ordfeminine ª Lslash Ł Oslash Ø OE Œ ordmasculine º
    ae æ dotlessi ı lslash ł oslash ø oe œ germandbls ß Aacute Á Acircumflex Â Adieresis Ä Agrave À Aring Å
    Atilde Ã Ccedilla Ç Eacute É Ecircumflex Ê Edieresis Ë Egrave È Eth Ð Euro € Iacute Í Icircumflex Î
    Idieresis Ï Igrave Ì Ntilde Ñ Oacute Ó Ocircumflex Ô Odieresis Ö Ograve Ò Otilde Õ Scaron Š Thorn Þ
    Uacute Ú Ucircumflex Û Udieresis Ü Ugrave Ù Yacute Ý Ydieresis Ÿ Zcaron Ž aacute á acircumflex â
    adieresis ä agrave à aring å atilde ã brokenbar ¦ ccedilla ç copyright © degree ° divide ÷ eacute é
    ecircumflex ê edieresis ë egrave è eth ð iacute í icircumflex î idieresis ï igrave ì logicalnot ¬ minus −
    mu µ multiply × ntilde ñ oacute ó ocircumflex ô odieresis ö ograve ò onehalf ½ onequarter ¼ onesuperior ¹
    otilde õ plusminus ± registered ® scaron š thorn þ threequarters ¾ threesuperior ³ trademark ™
    twosuperior ² uacute ú ucircumflex û udieresis ü ugrave ù yacute ý ydieresis ÿ zcaron ž Abreve Ă abreve ă
    Aogonek Ą aogonek ą Cacute Ć cacute ć Ccaron Č ccaron č Dcaron Ď dcaron ď Dcroat Đ dcroat đ Ecaron Ě
    ecaron ě Eogonek Ę eogonek ę Gbreve Ğ gbreve ğ Idotaccent İ Nacute Ń nacute ń Ncaron Ň ncaron ň
    Rcaron Ř rcaron ř Sacute Ś sacute ś Scedilla Ş scedilla ş Tcaron Ť tcaron ť Tcommaaccent Ţ tcommaaccent ţ
    Uhungarumlaut Ű uhungarumlaut ű Uring Ů uring ů Zacute Ź zacute ź Zdotaccent Ż zdotaccent ż
    lessequal ≤ greaterequal ≥ notequal ≠ infinity ∞ Omega Ω Delta Δ pi π alpha α beta β gamma γ
";

/// Widths of the letters from the blank to the tilde in the two families that need not bring their own (Adobe's metrics
/// of Times-Roman and Helvetica), in thousandths of the size.
pub(super) fn standard_width(font: &str, code: u8) -> f64 {
    if font.contains("Courier") {
        return 600.0;
    }
    let sans = font.contains("Helvetica") || font.contains("Arial");
    let widths = if sans { &HELVETICA } else { &TIMES };
    let letter = usize::from(code).checked_sub(usize::from(b' '));
    f64::from(letter.and_then(|at| widths.get(at)).copied().unwrap_or(500))
}

#[rustfmt::skip]
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 333, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500,
    500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

#[rustfmt::skip]
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 222, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 222, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_have_letters() {
        assert_eq!(Latin::WinAnsi.letter(0x92), Some('’'));
        assert_eq!(Latin::MacRoman.letter(0x8e), Some('é'));
        assert_eq!(Latin::Standard.letter(b'\''), Some('’'));
        assert_eq!(Latin::Standard.letter(0xb1), Some('–'));
        assert_eq!(Latin::Standard.letter(0xa0), None);
        let check = |name: &str, letter: Option<char>| assert_eq!(named(name), letter, "{name}");
        check("A", Some('A'));
        check("quotedblleft", Some('“'));
        check("ccedilla", Some('ç'));
        check("uni2013", Some('–'));
        check("u00E9", Some('é'));
        check("hyphen.alt", Some('-'));
        check("slash", Some('/'));
        check("g17", None);
        check(".notdef", None);
    }
}
