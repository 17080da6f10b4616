//! Widths of texts, from the bundled font.
//!
//! The fonts of a machine are never asked: the same text has the same width everywhere. Letters that the bundled font
//! lacks get a fixed advance that no common font exceeds, so that a box may be too wide, but never too narrow.

use std::sync::LazyLock;

use ttf_parser::Face;
use unicode_normalization::char::is_combining_mark;

use super::wrap::{fold, is_full_width};

/// Name of the bundled family.
pub(super) const FAMILY: &str = "Liberation Sans";

/// The bundled font, regular and bold, packed by `build.rs`.
const PACKED: [&[u8]; 2] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/LiberationSans-Regular.ttf.z")),
    include_bytes!(concat!(env!("OUT_DIR"), "/LiberationSans-Bold.ttf.z")),
];

/// The bundled font, regular and bold.
pub(super) static FONTS: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
    PACKED.map(|packed| fdeflate::decompress_to_vec(packed).expect("build.rs packs what is read"))
});

/// Letters below this are looked up once: Latin, Greek, Cyrillic.
const KNOWN: usize = 0x0530;

static ADVANCES: LazyLock<[Advances; 2]> = LazyLock::new(|| {
    let [regular, bold] = &*FONTS;
    [Advances::of(regular), Advances::of(bold)]
});

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// As in running text.
    Regular,
    /// As in headlines.
    Bold,
}

/// Size and weight of letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// Size in pixels.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
}

impl Font {
    /// Returns the regular font in a size.
    pub const fn regular(size: f64) -> Self {
        Self { size, weight: Weight::Regular }
    }

    /// Returns the bold font in a size.
    pub const fn bold(size: f64) -> Self {
        Self { size, weight: Weight::Bold }
    }

    /// Returns the width of a text on one line.
    pub fn width(self, text: &str) -> f64 {
        text.chars().map(|letter| self.advance(letter)).sum()
    }

    /// Returns the text in at most `lines` lines of at most some width, cut as [`super::wrap()`] does.
    pub fn wrap(self, text: &str, most: f64, lines: usize) -> Vec<String> {
        let mut wrapped = fold(text, most, lines, &|letter| self.advance(letter));
        // A book does not cut words where it can leave them out.
        if let Some(last) = wrapped.last_mut()
            && let Some(kept) = last.strip_suffix('…')
            && let Some((before, word)) = kept.rsplit_once(' ')
            && !text.split_whitespace().any(|w| w.trim_end_matches([',', ';', ':', '.', ')']) == word)
        {
            *last = format!("{}…", before.trim_end_matches([',', ';', ':', '-', '(', ' ']));
        }
        wrapped
    }

    fn advance(self, letter: char) -> f64 {
        let advances = &ADVANCES[match self.weight {
            Weight::Regular => 0,
            Weight::Bold => 1,
        }];
        advances.of_letter(letter) * self.size
    }
}

/// Says whether the bundled font has every letter of a text.
pub(super) fn has_letters(text: &str) -> bool {
    let face = ADVANCES[0].face.as_ref();
    text.chars()
        .filter(|c| !c.is_ascii())
        .all(|letter| is_invisible(letter) || face.is_some_and(|face| face.glyph_index(letter).is_some()))
}

/// The widths of letters, as parts of the size of the font.
struct Advances {
    face: Option<Face<'static>>,
    known: Vec<f64>,
}

impl Advances {
    fn of(font: &'static [u8]) -> Self {
        let face = Face::parse(font, 0).ok();
        let mut advances = Self { face, known: Vec::new() };
        advances.known =
            (0..KNOWN as u32).filter_map(char::from_u32).map(|letter| advances.looked_up(letter)).collect();
        advances
    }

    fn of_letter(&self, letter: char) -> f64 {
        self.known.get(letter as usize).copied().unwrap_or_else(|| self.looked_up(letter))
    }

    fn looked_up(&self, letter: char) -> f64 {
        if is_combining_mark(letter) || is_invisible(letter) {
            return 0.0;
        }
        let own = self.face.as_ref().and_then(|face| {
            let advance = face.glyph_hor_advance(face.glyph_index(letter)?)?;
            Some(f64::from(advance) / f64::from(face.units_per_em()))
        });
        own.unwrap_or_else(|| fallback(letter))
    }
}

/// Says whether a letter shows nothing: controls of joining and direction, selectors of variants.
fn is_invisible(letter: char) -> bool {
    matches!(letter as u32, 0x00ad | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x2069 | 0xfe00..=0xfe0f | 0xfeff)
}

/// Returns an advance for a letter that the bundled font lacks.
fn fallback(letter: char) -> f64 {
    match letter as u32 {
        // Letters of Arabic that stand between others are narrower than those that stand alone, which are counted.
        0x0600..=0x06ff | 0x0750..=0x077f | 0x08a0..=0x08ff | 0xfb50..=0xfdff | 0xfe70..=0xfefc => {
            match letter {
                'س' | 'ش' | 'ص' | 'ض' => 1.35,
                'ا' | 'أ' | 'إ' | 'آ' | 'ل' | 'د' | 'ذ' | 'ر' | 'ز' | 'و' | 'ؤ' | 'ه' | 'ة' | 'ء' | '،' => {
                    0.72
                }
                'م' | 'ن' | 'ع' | 'غ' | 'ح' | 'خ' | 'ج' => 0.8,
                _ => 1.1,
            }
        }
        // One em each in every font of these scripts.
        _ if is_full_width(letter) => 1.0,
        0x1f000..=0x1faff => 1.4,
        _ => 1.1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        // Advances in 2,048 parts: H 1479, e 1139, l 455, o 1139.
        let expected = f64::from(1479 + 1139 + 455 + 455 + 1139) / 2048.0 * 10.0;
        assert!((Font::regular(10.0).width("Hello") - expected).abs() < 1e-9);
        assert!(Font::bold(10.0).width("Hello") > Font::regular(10.0).width("Hello"));
    }

    #[test]
    fn the_six_languages_have_widths() {
        let check = |text: &str, least: f64, most: f64| {
            let width = Font::regular(10.0).width(text);
            assert!((least..most).contains(&width), "{text}: {width}");
        };
        check("人权维护者", 50.0, 50.1);
        check("е\u{301}", Font::regular(10.0).width("е"), Font::regular(10.0).width("е") + 0.01);
        check("Декларация", 50.0, 65.0);
        check("إعلان", 20.0, 60.0);
        check("Déclaration", 45.0, 60.0);
        check("\u{200f}\u{202b}", 0.0, 0.01);
    }

    #[test]
    fn nothing_is_wider_than_asked() {
        let texts = [
            "Declaration on the Right and Responsibility of Individuals, Groups and Organs of Society",
            "Декларация о праве и обязанности отдельных лиц, групп и органов общества",
            "إعلان بشأن حق ومسؤولية الأفراد والجماعات وهيئات المجتمع",
            "关于个人、群体和社会机构在促进和保护普遍公认的人权和基本自由方面的权利和义务宣言",
            "Déclaration sur le droit et la responsabilité des individus, groupes et organes de la société",
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
        ];
        for text in texts {
            for lines in 1..4 {
                for most in [40.0, 90.0, 150.0] {
                    let wrapped = Font::regular(10.0).wrap(text, most, lines);
                    assert!((1..=lines).contains(&wrapped.len()));
                    for line in wrapped {
                        assert!(Font::regular(10.0).width(&line) <= most + 1e-9, "{line}");
                    }
                }
            }
        }
    }
}
