//! The picture as SVG: one file without outside parts, that can be read with the keyboard and aloud.

mod constellation;
mod legend;
mod letter;
mod shape;
mod timeline;
pub(super) mod xml;

use super::card::Card;
use super::constellation::{WIDTH, constellation};
use super::diagram::READ_UPWARD;
use super::layout::{self, Point};
use super::metrics::{FAMILY, Font};
use super::palette::Page;
use super::{Diagram, Flow, Options, Theme, View};
use legend::{Key, legend};
use xml::{escaped, number};

pub use letter::letter_svg;

/// Room around the picture.
pub(super) const MARGIN: f64 = 28.0;

/// Room for the years beside rows, and above columns.
const YEARS: f64 = 62.0;
const YEARS_ABOVE: f64 = 26.0;

/// Least width of a page, so that titles and legends need few lines.
const NARROWEST: f64 = 620.0;

/// Letters above every picture: large enough that they can be read with it where a broad page is made small, and the
/// same on every page.
const TITLE: Font = Font::bold(27.0);
const SUBTITLE: Font = Font::regular(14.0);

/// Fonts in order of preference. The first is bundled, the second has its widths; the others have the letters that
/// these lack.
pub(super) const FAMILIES: &str = "Arial, Helvetica, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', \
                        'DejaVu Sans', sans-serif";

/// Returns a diagram as SVG. The same diagram gives the same bytes.
pub fn svg(diagram: &Diagram, options: Options) -> String {
    let view = options.view.unwrap_or_else(|| View::of_size(diagram.nodes.len()));
    let mut body = String::new();
    let subtitle = subtitle(diagram, view, options.flow);
    let (width, height) = match view {
        View::Cards | View::Compact => rows(diagram, view, &subtitle, options, &mut body),
        View::Constellation => points(diagram, &subtitle, options.theme, &mut body),
    };
    let size = (width + 2.0 * MARGIN, height + 2.0 * MARGIN);
    page(&diagram.title, &subtitle, options.theme, size, &body)
}

/// Draws a time line; returns how wide and how high it is.
fn rows(
    diagram: &Diagram,
    view: View,
    subtitle: &[String],
    options: Options,
    out: &mut String,
) -> (f64, f64) {
    let cards: Vec<Card> = diagram.nodes.iter().map(|node| Card::of(node, view)).collect();
    let placed = layout::timeline(diagram, &cards, view, options.flow);
    let (left, above) = match options.flow {
        Flow::Down => (YEARS, 0.0),
        Flow::Right => (0.0, YEARS_ABOVE),
    };
    let width = (placed.width + left).max(NARROWEST);
    let key = |top: f64, out: &mut String| {
        legend(&Key::of_diagram(diagram, view, options.theme), options.theme, MARGIN, top, width, out)
    };
    let top = header(&diagram.title, subtitle, options.theme, width, key, out) + above;
    // A picture narrower than its headline stands in the middle.
    let corner = Point { x: MARGIN + left + (width - left - placed.width) / 2.0, y: MARGIN + top };
    timeline::timeline(diagram, &cards, &placed, corner, width, options, out);
    (width, top + placed.height)
}

/// Draws a constellation; returns how wide and how high it is.
fn points(diagram: &Diagram, subtitle: &[String], theme: Theme, out: &mut String) -> (f64, f64) {
    let found = constellation(diagram);
    let width = WIDTH + constellation::LEFT;
    let key = |top: f64, out: &mut String| {
        let key = Key::of_diagram(diagram, View::Constellation, theme);
        legend(&key, theme, MARGIN, top, width, out)
    };
    let top = header(&diagram.title, subtitle, theme, width, key, out) + 12.0;
    let corner = Point { x: MARGIN + constellation::LEFT, y: MARGIN + top };
    constellation::constellation(diagram, &found, corner, theme, out);
    (width, top + found.height + constellation::BELOW)
}

/// Returns the subtitle, with what says how this view is read.
fn subtitle(diagram: &Diagram, view: View, flow: Flow) -> Vec<String> {
    let reading = match (view, flow) {
        (View::Constellation, _) => {
            "Later to the right, more often cited higher up (on a scale of logarithms); \
             only the lines of the document asked about are drawn"
        }
        (_, Flow::Right) => "Read leftward: an arrow points to the older text that is cited",
        (_, Flow::Down) => READ_UPWARD,
    };
    let lines = diagram.subtitle.iter();
    lines.map(|line| if line == READ_UPWARD { reading.to_owned() } else { line.clone() }).collect()
}

/// Writes title, subtitle and key; returns the height that they take.
fn header(
    title: &str,
    subtitle: &[String],
    theme: Theme,
    width: f64,
    key: impl FnOnce(f64, &mut String) -> f64,
    out: &mut String,
) -> f64 {
    let mut y = headline(title, subtitle, theme, width, out);
    y += key(y, out);
    y + 14.0 - MARGIN
}

/// Writes title and subtitle at the head of a page; returns the height at which the next may stand.
pub(super) fn headline(title: &str, subtitle: &[String], theme: Theme, width: f64, out: &mut String) -> f64 {
    let Page { ink, muted, .. } = theme.page();
    let mut y = MARGIN;
    let mut text = |words: &str, font: Font, colour, weight: &str, out: &mut String| {
        // What is read from right to left begins at the right.
        let (x, anchor) =
            if xml::runs_left(words) { (MARGIN + width, " text-anchor=\"end\"") } else { (MARGIN, "") };
        for line in font.wrap(words, width, 3) {
            out.push_str(&format!(
                "<text x=\"{}\" y=\"{}\"{anchor} font-size=\"{}\"{weight} fill=\"{colour}\">{}</text>\n",
                number(x),
                number(y + font.size * 0.8),
                font.size,
                xml::line(&line)
            ));
            y += font.size * 1.35;
        }
    };
    text(title, TITLE, ink, " font-weight=\"bold\"", out);
    for line in subtitle {
        text(line, SUBTITLE, muted, "", out);
    }
    y + 8.0
}

/// Puts a picture on its page.
pub(super) fn page(
    title: &str,
    subtitle: &[String],
    theme: Theme,
    (width, height): (f64, f64),
    body: &str,
) -> String {
    let Page { paper, .. } = theme.page();
    let (width, height) = (number(width.ceil()), number(height.ceil()));
    let description = subtitle.join(". ");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"graphics-document document\" aria-labelledby=\"title\" \
         aria-describedby=\"description\" font-family=\"'{FAMILY}', {FAMILIES}\">\n\
         <title id=\"title\">{}</title>\n\
         <desc id=\"description\">{}</desc>\n\
         <style>a:focus .box,a:hover .box,g:focus>.box{{stroke-width:3.2}}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\n\
         {body}</svg>\n",
        escaped(title),
        escaped(&description),
    )
}
