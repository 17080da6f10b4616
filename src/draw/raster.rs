//! The picture in pixels (PNG) and on a page (PDF), both from the SVG.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Tree, fontdb};
use svg2pdf::{ConversionOptions, PageOptions};
use thiserror::Error;

use super::metrics::{FAMILY, FONTS, has_letters};

/// Pixels for one unit of the SVG.
const SCALE: f32 = 2.0;

/// Longest side and most pixels of a PNG; a picture that would be larger is made smaller.
const LONGEST: f32 = 30_000.0;
const MOST_PIXELS: f32 = 5e7;

/// Units of the SVG in an inch of paper.
const UNITS: f32 = 96.0;

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

/// Returns an SVG that [`super::svg()`] wrote as PDF, its texts as texts.
///
/// # Errors
///
/// Returns an error where the SVG is none, or holds a letter that no font on this machine has.
pub fn pdf(svg: &str) -> Result<Vec<u8>, DrawError> {
    let page = PageOptions { dpi: UNITS };
    svg2pdf::to_pdf(&tree(svg)?, ConversionOptions::default(), page)
        .map_err(|error| DrawError::Pdf(error.to_string()))
}

/// Reads an SVG. The fonts of the machine are asked only where the bundled one lacks letters: all other pictures are
/// the same everywhere.
fn tree(svg: &str) -> Result<Tree, DrawError> {
    let mut fonts = fontdb::Database::new();
    for font in FONTS {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    if !has_letters(svg) {
        fonts.load_system_fonts();
    }
    fonts.set_sans_serif_family(FAMILY);
    fonts.set_serif_family(FAMILY);
    let options =
        usvg::Options { font_family: FAMILY.to_owned(), fontdb: Arc::new(fonts), ..usvg::Options::default() };
    Ok(Tree::from_str(svg, &options)?)
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
    fn pages_hold_text() {
        let page = pdf(SVG).expect("a PDF");
        assert!(page.starts_with(b"%PDF-"));
        assert!(page.windows(5).any(|w| w == b"/Font"), "no font in the PDF");
        assert_eq!(page, pdf(SVG).expect("a PDF"));
    }

    #[test]
    fn what_is_no_svg_is_refused() {
        assert!(matches!(png("<p>"), Err(DrawError::Svg(_))));
        assert!(matches!(pdf(""), Err(DrawError::Svg(_))));
    }
}
