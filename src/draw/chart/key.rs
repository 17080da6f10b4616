//! The key to the fills, of what occurs only.

use super::Look;
use crate::draw::Theme;
use crate::draw::layout::Rect;
use crate::draw::metrics::Font;
use crate::draw::svg::xml::{escaped, number};

const FONT: Font = Font::regular(10.5);

/// Sides of a sample, room between it and its words, and after these.
const SAMPLE: (f64, f64) = (22.0, 12.0);
const WORDS: f64 = 7.0;
const AFTER: f64 = 18.0;

/// Height of a row.
const ROW: f64 = 19.0;

/// Writes the key from a place on, in rows of some width; returns the height that it takes.
pub(super) fn key(
    looks: impl IntoIterator<Item = Look>,
    theme: Theme,
    left: f64,
    top: f64,
    width: f64,
    out: &mut String,
) -> f64 {
    let (mut x, mut y, mut drawn) = (left, top + ROW / 2.0, String::new());
    for look in looks {
        let wide = SAMPLE.0 + WORDS + FONT.width(look.name());
        if x > left && x + wide > left + width {
            (x, y) = (left, y + ROW);
        }
        let sample = Rect { x, y: y - SAMPLE.1 / 2.0, width: SAMPLE.0, height: SAMPLE.1 };
        drawn += &look.drawn(sample, theme).replace(" class=\"box\"", "");
        drawn += &format!(
            "<text x=\"{}\" y=\"{}\">{}</text>\n",
            number(x + SAMPLE.0 + WORDS),
            number(y + FONT.size * 0.35),
            escaped(look.name())
        );
        x += wide + AFTER;
    }
    if drawn.is_empty() {
        return 0.0;
    }
    out.push_str(&format!(
        "<g aria-label=\"key\" font-size=\"{}\" fill=\"{}\">\n{drawn}</g>\n",
        FONT.size,
        theme.page().muted
    ));
    y + ROW / 2.0 - top
}
