//! A font of a PDF: codes of a string -> letters and widths. The shapes in the font are never looked at.

use std::borrow::Cow;
use std::collections::BTreeMap;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::allowance::Allowance;
use super::encodings::{self, Latin};

/// A font, as far as text needs it.
#[derive(Debug)]
pub(super) struct Font {
    codes: Codes,
    /// What the font itself says its codes stand for.
    unicode: Option<CMap>,
    /// Size of a unit of its widths, in text space.
    unit: f64,
}

#[derive(Debug)]
enum Codes {
    /// One byte each.
    Simple { letters: Box<[Option<char>; 256]>, widths: Box<[f64; 256]> },
    /// As a rule two bytes each.
    Composite { cids: Option<Box<CMap>>, unicode: bool, widths: BTreeMap<u32, f64>, default: f64 },
}

/// One code of a string.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    /// What it stands for; nothing where the font does not say.
    pub text: Option<Cow<'a, str>>,
    /// How far it moves, in text space for a size of 1.
    pub width: f64,
    /// Whether word spacing applies: the one-byte code of the blank.
    pub blank: bool,
}

/// Thousandths, in which widths are given but for fonts that bring their own matrix.
const UNIT: f64 = 0.001;
/// Width of a letter whose font tells none.
const WIDTH: f64 = 500.0;
/// No array of widths that means well is longer.
const WIDTHS: usize = 1 << 17;

impl Font {
    /// Reads a font's dictionary.
    pub fn new(dict: &Dict<'_>, allowance: &mut Allowance) -> Self {
        let unicode = dict
            .get::<Stream<'_>>("ToUnicode")
            .and_then(|stream| allowance.decoded(&stream))
            .and_then(|data| CMap::parse(&data, |_| None));
        let subtype = dict.get::<Name<'_>>("Subtype");
        let composite = subtype.as_ref().is_some_and(|name| name.as_ref() == b"Type0");
        let own_matrix = subtype.as_ref().is_some_and(|name| name.as_ref() == b"Type3");
        let scale = || dict.get::<Array<'_>>("FontMatrix")?.iter::<f32>().next();
        let unit = own_matrix.then(scale).flatten().map_or(UNIT, f64::from).abs();
        let codes = if composite { Self::composite(dict, allowance) } else { Self::simple(dict) };
        Self { codes, unicode, unit }
    }

    fn simple(dict: &Dict<'_>) -> Codes {
        let base = dict.get::<Name<'_>>("BaseFont").map_or_else(String::new, |n| n.as_str().to_owned());
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
        let true_type = dict.get::<Name<'_>>("Subtype").is_some_and(|n| n.as_ref() == b"TrueType");
        let mut latin = if true_type { Latin::WinAnsi } else { Latin::Standard };
        let encoding = dict.get::<Object<'_>>("Encoding");
        if let Some(Object::Name(name)) = &encoding {
            latin = Latin::named(name.as_ref()).unwrap_or(latin);
        }
        let differences = match encoding {
            Some(Object::Dict(encoding)) => {
                let named = encoding.get::<Name<'_>>("BaseEncoding");
                latin = named.and_then(|name| Latin::named(name.as_ref())).unwrap_or(latin);
                encoding.get::<Array<'_>>("Differences")
            }
            _ => None,
        };
        let mut letters: Box<[Option<char>; 256]> =
            Box::new(std::array::from_fn(|code| latin.letter(code as u8)));
        let mut code = 0usize;
        for object in differences.iter().flat_map(|array| array.iter::<Object<'_>>()).take(WIDTHS) {
            match object {
                Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(256),
                Object::Name(name) => {
                    if let Some(letter) = letters.get_mut(code) {
                        *letter = encodings::named(name.as_str());
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
        let missing = descriptor.and_then(|d| d.get::<f32>("MissingWidth")).map(f64::from);
        let given = dict.get::<Array<'_>>("Widths");
        let mut widths: Box<[f64; 256]> = Box::new(std::array::from_fn(|code| match (&given, missing) {
            (None, _) => encodings::standard_width(&base, code as u8),
            (Some(_), missing) => missing.unwrap_or(0.0),
        }));
        let first = dict.get::<i32>("FirstChar").and_then(|first| usize::try_from(first).ok()).unwrap_or(0);
        for (at, width) in given.iter().flat_map(|array| array.iter::<f32>()).take(256).enumerate() {
            if let Some(slot) = widths.get_mut(first.saturating_add(at)) {
                *slot = f64::from(width);
            }
        }
        Codes::Simple { letters, widths }
    }

    fn composite(dict: &Dict<'_>, allowance: &mut Allowance) -> Codes {
        let mut unicode = false;
        let cids = match dict.get::<Object<'_>>("Encoding") {
            Some(Object::Stream(stream)) => {
                allowance.decoded(&stream).and_then(|data| CMap::parse(&data, |_| None)).map(Box::new)
            }
            Some(Object::Name(name)) => {
                let name = name.as_str();
                unicode = name.contains("UCS2") || name.contains("UTF16");
                None
            }
            _ => None,
        };
        let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|a| a.iter::<Dict<'_>>().next());
        let default = descendant.as_ref().and_then(|d| d.get::<f32>("DW")).map_or(1000.0, f64::from);
        let mut widths = BTreeMap::new();
        let given = descendant.and_then(|d| d.get::<Array<'_>>("W"));
        let mut given = given.iter().flat_map(|array| array.iter::<Object<'_>>()).take(WIDTHS);
        let number = |object: Option<Object<'_>>| object?.into_f32().map(f64::from);
        while let Some(first) = number(given.next()) {
            let first = first as u32;
            match given.next() {
                Some(Object::Array(each)) => {
                    for (at, width) in each.iter::<f32>().take(WIDTHS).enumerate() {
                        widths.insert(first.saturating_add(at as u32), f64::from(width));
                    }
                }
                Some(Object::Number(last)) => {
                    let Some(width) = number(given.next()) else { break };
                    let last = (last.as_f64() as u32).min(0xffff);
                    widths.extend((first..=last).map(|cid| (cid, width)));
                }
                _ => break,
            }
        }
        Codes::Composite { cids, unicode, widths, default }
    }

    /// Reads the codes of a string one after the other.
    pub fn shown<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = Shown<'a>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
            let (shown, len) = self.first(rest);
            at += len;
            Some(shown)
        })
    }

    /// Reads the first code of a string that is not empty; returns it and its length.
    fn first(&self, rest: &[u8]) -> (Shown<'_>, usize) {
        match &self.codes {
            Codes::Simple { letters, widths } => {
                let code = rest[0];
                let own = || letters[usize::from(code)].map(|letter| Cow::Owned(letter.to_string()));
                let text = self.told(u32::from(code)).or_else(own);
                let width = widths[usize::from(code)];
                let width = if width.is_finite() { width } else { WIDTH };
                (Shown { text, width: width * self.unit, blank: code == b' ' }, 1)
            }
            Codes::Composite { cids, unicode, widths, default } => {
                let (code, len, cid) = composite_code(rest, cids.as_deref());
                let utf16 = || unicode.then(|| char::from_u32(code)).flatten();
                let text = self.told(code).or_else(|| utf16().map(|letter| Cow::Owned(letter.to_string())));
                let width = widths.get(&cid).copied().unwrap_or(*default);
                (Shown { text, width: width * self.unit, blank: len == 1 && code == 32 }, len)
            }
        }
    }

    /// Returns what the font's own table says of a code.
    fn told(&self, code: u32) -> Option<Cow<'_, str>> {
        match self.unicode.as_ref()?.lookup_bf_string(code)? {
            BfString::Char('\0') => None,
            BfString::Char(letter) => Some(Cow::Owned(letter.to_string())),
            BfString::String(text) => Some(Cow::Owned(text)),
        }
    }
}

/// Returns the first code, its length and its glyph: of two bytes, unless a table of the file knows it as another length.
fn composite_code(rest: &[u8], cids: Option<&CMap>) -> (u32, usize, u32) {
    let code = |len: usize| rest[..len].iter().fold(0u32, |code, byte| code << 8 | u32::from(*byte));
    if let Some(cids) = cids {
        for len in (1..=rest.len().min(4)).rev() {
            if let Some(cid) = cids.lookup_cid_code(code(len), len as u8) {
                return (code(len), len, cid);
            }
        }
    }
    let len = rest.len().min(2);
    (code(len), len, code(len))
}
