//! The picture in pixels, from the SVG; and how that is read.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, FaceInfo, ID, Source};
use resvg::usvg::{self, FontResolver, Tree};
use thiserror::Error;
use ttf_parser::Face;

use super::metrics::{FAMILY, FONTS, has_letters};
use super::svg::FAMILIES;

/// Pixels for one unit of the SVG.
const SCALE: f32 = 2.0;

/// Longest side and most pixels of a PNG; a picture that would be larger is made smaller.
const LONGEST: f32 = 30_000.0;
const MOST_PIXELS: f32 = 5e7;

/// Why a picture cannot be made from the SVG.
#[derive(Debug, Error)]
pub enum DrawError {
    /// The SVG cannot be read.
    #[error("cannot read the SVG of the picture")]
    Svg(#[from] usvg::Error),
    /// There is no room for the pixels.
    #[error("no room for a picture of {width} by {height} pixels")]
    Room {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// The PNG cannot be written.
    #[error("cannot write the PNG: {0}")]
    Png(String),
    /// The PDF cannot be written.
    #[error("cannot write the PDF: {0}")]
    Pdf(String),
}

/// Returns an SVG that [`super::svg()`] wrote as PNG, with two pixels for each of its units, less where that would be
/// too large.
///
/// # Errors
///
/// Returns an error where the SVG is none or there is no room for the pixels.
pub fn png(svg: &str) -> Result<Vec<u8>, DrawError> {
    let tree = tree(svg)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = SCALE.min(LONGEST / width.max(height)).min((MOST_PIXELS / (width * height)).sqrt());
    let [across, down] = [width, height].map(|side| (side * scale).floor().max(1.0) as u32);
    let mut pixels = Pixmap::new(across, down).ok_or(DrawError::Room { width: across, height: down })?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| DrawError::Png(error.to_string()))
}

/// Reads an SVG. The fonts of the machine are asked only where the bundled one lacks letters: all other pictures are
/// the same everywhere.
pub(super) fn tree(svg: &str) -> Result<Tree, DrawError> {
    let mut fonts = Database::new();
    for font in FONTS.iter() {
        fonts.load_font_source(Source::Binary(Arc::new(font.as_slice())));
    }
    if !has_letters(svg) {
        fonts.load_system_fonts();
    }
    fonts.set_sans_serif_family(FAMILY);
    fonts.set_serif_family(FAMILY);
    let options = usvg::Options {
        font_family: FAMILY.to_owned(),
        fontdb: Arc::new(fonts),
        font_resolver: FontResolver {
            select_fallback: Box::new(|letter, used, fonts| fallback(letter, used, fonts)),
            ..FontResolver::default()
        },
        ..usvg::Options::default()
    };
    Ok(Tree::from_str(svg, &options)?)
}

/// Returns a font that has a letter: one that the SVG names and as heavy as the one that lacks it, where there is one.
/// The resolver's own rule takes the first that has the letter, in whatever weight.
fn fallback(letter: char, used: &[ID], fonts: &Database) -> Option<ID> {
    let wanted = fonts.face(*used.first()?)?;
    let families: Vec<&str> = FAMILIES.split(',').map(|name| name.trim().trim_matches('\'')).collect();
    let place = |face: &FaceInfo| {
        let named = |name: &&str| face.families.iter().any(|(family, _)| family == name);
        families.iter().position(named).unwrap_or(families.len())
    };
    let mut faces: Vec<&FaceInfo> = fonts.faces().filter(|face| !used.contains(&face.id)).collect();
    faces.sort_by_cached_key(|face| {
        let is_other = face.style != wanted.style || face.stretch != wanted.stretch;
        (is_other, place(face), face.weight.0.abs_diff(wanted.weight.0), face.post_script_name.clone())
    });
    let has = |face: &FaceInfo, letters: &[char]| {
        let all = |data: &[u8], index| {
            let face = Face::parse(data, index);
            face.is_ok_and(|face| letters.iter().all(|letter| face.glyph_index(*letter).is_some()))
        };
        fonts.with_face_data(face.id, all).unwrap_or(false)
    };
    // A line whose letters join into one shape is taken from one font or not at all: it must have numbers and brackets.
    let whole = faces.iter().find(|face| has(face, &[letter, '0', '/', '(']));
    whole.or_else(|| faces.iter().find(|face| has(face, &[letter]))).map(|face| face.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 90 30\" width=\"90\" height=\"30\" \
                       font-family=\"'Liberation Sans'\"><text x=\"5\" y=\"20\">53/144</text></svg>";

    /// With no font resvg draws no text and says nothing.
    #[test]
    fn letters_are_drawn() {
        let drawn = png(SVG).expect("a PNG");
        let pixels = Pixmap::decode_png(&drawn).expect("a PNG");
        assert_eq!((pixels.width(), pixels.height()), (180, 60));
        let dark = pixels.pixels().iter().filter(|p| p.alpha() > 128).count();
        assert!(dark > 200, "{dark} dark pixels");
        assert_eq!(drawn, png(SVG).expect("a PNG"));
    }

    #[test]
    fn what_is_no_svg_is_refused() {
        assert!(matches!(png("<p>"), Err(DrawError::Svg(_))));
    }
}
