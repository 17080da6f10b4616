//! The picture as SVG: one file without outside parts, that can be read with the keyboard and aloud.

mod legend;
mod shape;
mod timeline;
mod xml;

use super::card::Card;
use super::layout;
use super::metrics::{FAMILY, Font};
use super::palette::Page;
use super::{Diagram, Flow, Options, Theme, View};
use xml::{escaped, number};

/// Room around the picture.
const MARGIN: f64 = 28.0;

/// Room for the years beside rows, and above columns.
const YEARS: f64 = 62.0;
const YEARS_ABOVE: f64 = 26.0;

/// Least width of a page, so that titles and legends need few lines.
const NARROWEST: f64 = 620.0;

const TITLE: Font = Font::bold(20.0);
const SUBTITLE: Font = Font::regular(12.0);

/// Fonts in order of preference. The first is bundled, the second has its widths; the others have the letters that
/// these lack.
const FAMILIES: &str = "Arial, Helvetica, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', \
                        'DejaVu Sans', sans-serif";

/// Returns a diagram as SVG. The same diagram gives the same bytes.
pub fn svg(diagram: &Diagram, options: Options) -> String {
    let view = options.view.unwrap_or_else(|| View::of_size(diagram.nodes.len()));
    let cards: Vec<Card> = diagram.nodes.iter().map(|node| Card::of(node, view)).collect();
    let placed = layout::timeline(diagram, &cards, view, options.flow);
    let (left, above) = match options.flow {
        Flow::Down => (YEARS, 0.0),
        Flow::Right => (0.0, YEARS_ABOVE),
    };
    let width = (placed.width + left).max(NARROWEST);
    let mut body = String::new();
    let top = header(diagram, options.theme, width, &mut body) + above;
    // A picture narrower than its headline stands in the middle.
    let corner = layout::Point { x: MARGIN + left + (width - left - placed.width) / 2.0, y: MARGIN + top };
    timeline::timeline(diagram, &cards, &placed, corner, width, options, &mut body);
    page(diagram, options.theme, width + 2.0 * MARGIN, top + placed.height + 2.0 * MARGIN, &body)
}

/// Writes title, subtitle and key; returns the height that they take.
fn header(diagram: &Diagram, theme: Theme, width: f64, out: &mut String) -> f64 {
    let Page { ink, muted, .. } = theme.page();
    let mut y = MARGIN;
    let mut text = |words: &str, font: Font, colour, weight: &str, out: &mut String| {
        for line in font.wrap(words, width, 3) {
            out.push_str(&format!(
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight} fill=\"{colour}\">{}</text>\n",
                number(MARGIN),
                number(y + font.size * 0.8),
                font.size,
                escaped(&line)
            ));
            y += font.size * 1.35;
        }
    };
    text(&diagram.title, TITLE, ink, " font-weight=\"bold\"", out);
    for line in &diagram.subtitle {
        text(line, SUBTITLE, muted, "", out);
    }
    y += 8.0;
    y += legend::legend(diagram, theme, MARGIN, y, width, out);
    y + 14.0 - MARGIN
}

/// Puts a picture on its page.
fn page(diagram: &Diagram, theme: Theme, width: f64, height: f64, body: &str) -> String {
    let Page { paper, .. } = theme.page();
    let (width, height) = (number(width.ceil()), number(height.ceil()));
    let description = diagram.subtitle.join(". ");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"graphics-document document\" aria-labelledby=\"title\" \
         aria-describedby=\"description\" font-family=\"'{FAMILY}', {FAMILIES}\">\n\
         <title id=\"title\">{}</title>\n\
         <desc id=\"description\">{}</desc>\n\
         <style>a:focus .box,a:hover .box,g:focus>.box{{stroke-width:3.2}}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\n\
         {body}</svg>\n",
        escaped(&diagram.title),
        escaped(&description),
    )
}
