//! Lying bars, one below the other, each with its document.

use super::page::{SHOWN, SMALL, WIDTH, item, told};
use super::scale::Scale;
use super::{Bar, Panel};
use crate::draw::Theme;
use crate::draw::layout::{Point, Rect};
use crate::draw::metrics::Font;
use crate::draw::palette::Page;
use crate::draw::svg::xml::{escaped, number};

/// Width of the names and titles, and room between them and the bars.
const NAMES: f64 = 330.0;
const GAP: f64 = 14.0;

/// Height of a row and of its bar.
const ROW: f64 = 34.0;
const BAR: f64 = 18.0;

/// Room above the rows for what is measured, and below for the numbers of the axis.
const ABOVE: f64 = 22.0;
const BELOW: f64 = 20.0;

const NAME: Font = Font::bold(12.0);
const TITLE: Font = Font::regular(10.0);

/// Writes the bars from a corner on; returns how wide and how high they are.
pub(super) fn rows(panel: &Panel, corner: Point, theme: Theme, out: &mut String) -> (f64, f64) {
    let Page { rule, ink, muted, paper, .. } = theme.page();
    let scale = Scale::of(panel.bars.iter().map(Bar::value).fold(0.0, f64::max), panel.counts);
    let shown = panel.bars.iter().map(|bar| SHOWN.width(&bar.shown)).fold(0.0, f64::max);
    let left = corner.x + NAMES + GAP;
    // The number at the end of the longest bar stays on the page.
    let long = WIDTH - NAMES - GAP - shown - 8.0;
    let (top, height) = (corner.y + ABOVE, panel.bars.len().max(1) as f64 * ROW);
    out.push_str(&format!(
        "<g aria-hidden=\"true\" font-size=\"{}\" fill=\"{muted}\" stroke-width=\"0.7\">\n<text x=\"{}\" \
         y=\"{}\">{}</text>\n",
        SMALL.size,
        number(left),
        number(corner.y + SMALL.size),
        escaped(&panel.measure)
    ));
    for (value, name) in scale.ticks() {
        let x = left + long * value / scale.top();
        let (colour, pen) = if value == 0.0 { (muted, " stroke-width=\"1\"") } else { (rule, "") };
        out.push_str(&format!(
            "<path d=\"M{} {}v{}\" stroke=\"{colour}\"{pen}/><text x=\"{}\" y=\"{}\" \
             text-anchor=\"middle\">{name}</text>\n",
            number(x),
            number(top),
            number(height + 4.0),
            number(x),
            number(top + height + 6.0 + SMALL.size)
        ));
    }
    if panel.bars.is_empty() {
        out.push_str(&format!(
            "<text x=\"{}\" y=\"{}\">nothing to draw</text>\n",
            number(corner.x),
            number(top + ROW * 0.6)
        ));
    }
    out.push_str(&format!("</g>\n<g aria-label=\"{}\" role=\"list\">\n", escaped(&panel.measure)));
    for (at, bar) in panel.bars.iter().enumerate() {
        let y = top + at as f64 * ROW;
        let mut drawn = words(bar, corner.x, y, theme);
        let mut from = left;
        for part in &bar.parts {
            let width = long * part.value / scale.top();
            let rect = Rect { x: from, y: y + (ROW - BAR) / 2.0, width, height: BAR };
            drawn += &told(&part.look.drawn(rect, theme), &part.words, part.address.as_deref());
            from += width;
        }
        drawn += &format!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" font-weight=\"bold\" fill=\"{ink}\" stroke=\"{paper}\" \
             stroke-width=\"2.4\" paint-order=\"stroke\" stroke-linejoin=\"round\">{}</text>",
            number(from + 6.0),
            number(y + ROW / 2.0 + SHOWN.size * 0.35),
            SHOWN.size,
            escaped(&bar.shown)
        );
        out.push_str(&item(&drawn, &bar.words, bar.address.as_deref()));
    }
    out.push_str("</g>\n");
    (WIDTH, ABOVE + height + BELOW)
}

/// Returns the name of a bar with the title below it, cut to their width.
fn words(bar: &Bar, x: f64, y: f64, theme: Theme) -> String {
    let Page { ink, muted, .. } = theme.page();
    let cut = |font: Font, text: &str| font.wrap(text, NAMES, 1).into_iter().next().unwrap_or_default();
    let title = cut(TITLE, &bar.title);
    let baseline = if title.is_empty() { ROW / 2.0 + NAME.size * 0.35 } else { 14.0 };
    let mut out = format!(
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\" font-weight=\"bold\" fill=\"{ink}\">{}</text>",
        number(x),
        number(y + baseline),
        NAME.size,
        escaped(&cut(NAME, &bar.name))
    );
    if !title.is_empty() {
        out += &format!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{muted}\">{}</text>",
            number(x),
            number(y + 27.0),
            TITLE.size,
            escaped(&title)
        );
    }
    out
}
