//! The key to the fills, points and lines, of what occurs only.

use super::Look;
use super::mark::mark;
use crate::draw::layout::{Point, Rect};
use crate::draw::metrics::Font;
use crate::draw::palette::Page;
use crate::draw::svg::xml::{escaped, number};
use crate::draw::{Issuer, Theme};

const FONT: Font = Font::regular(10.5);

/// Sides of a sample, room between it and its words, and after these.
const SAMPLE: (f64, f64) = (22.0, 12.0);
const WORDS: f64 = 7.0;
const AFTER: f64 = 18.0;

/// Height of a row.
const ROW: f64 = 19.0;

/// What a key explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A fill.
    Fill(Look),
    /// The point of a document.
    Mark(Issuer),
    /// A point for several documents.
    Several,
    /// The line of medians.
    Median,
    /// The line of upper tenths.
    UpperTenth,
    /// The ring around a document asked about.
    Focus,
}

impl Sign {
    /// Returns the name for a key.
    pub(super) fn name(self) -> &'static str {
        match self {
            Sign::Fill(look) => look.name(),
            Sign::Mark(issuer) => issuer.name(),
            Sign::Several => "several documents of one year and issuer",
            Sign::Median => "median",
            Sign::UpperTenth => "upper tenth",
            Sign::Focus => Look::Focus.name(),
        }
    }

    /// Returns a line with the looks of medians or upper tenths.
    pub(super) fn stroke(self, way: &str, theme: Theme) -> String {
        let Page { paper, ink, muted, .. } = theme.page();
        match self {
            Sign::UpperTenth => format!(
                "<path d=\"{way}\" fill=\"none\" stroke=\"{muted}\" stroke-width=\"1.1\" \
                 stroke-dasharray=\"4 3\" aria-hidden=\"true\"/>"
            ),
            // A line across points is seen by its border.
            _ => format!(
                "<g aria-hidden=\"true\" fill=\"none\"><path d=\"{way}\" stroke=\"{paper}\" \
                 stroke-width=\"2.6\"/><path d=\"{way}\" stroke=\"{ink}\" stroke-width=\"1.4\"/></g>"
            ),
        }
    }

    fn drawn(self, sample: Rect, theme: Theme) -> String {
        let middle = Point { x: sample.x + sample.width / 2.0, y: sample.y + sample.height / 2.0 };
        let level = || format!("M{} {}h{}", number(sample.x), number(middle.y), number(sample.width));
        match self {
            Sign::Fill(look) => look.drawn(sample, theme),
            Sign::Mark(issuer) => mark(issuer, middle, 4.0, theme),
            Sign::Several => [(-7.0, 2.6), (5.0, 6.0)]
                .map(|(x, radius)| {
                    mark(Issuer::OtherBody, Point { x: middle.x + x, ..middle }, radius, theme)
                })
                .concat(),
            Sign::Median | Sign::UpperTenth => self.stroke(&level(), theme),
            Sign::Focus => format!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"5.5\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>",
                number(middle.x),
                number(middle.y),
                theme.focus().border
            ),
        }
    }
}

/// Writes the key from a place on, in rows of some width; returns the height that it takes.
pub(super) fn key(
    signs: impl IntoIterator<Item = Sign>,
    theme: Theme,
    left: f64,
    top: f64,
    width: f64,
    out: &mut String,
) -> f64 {
    let (mut x, mut y, mut drawn) = (left, top + ROW / 2.0, String::new());
    for sign in signs {
        let wide = SAMPLE.0 + WORDS + FONT.width(sign.name());
        if x > left && x + wide > left + width {
            (x, y) = (left, y + ROW);
        }
        let sample = Rect { x, y: y - SAMPLE.1 / 2.0, width: SAMPLE.0, height: SAMPLE.1 };
        drawn += &sign.drawn(sample, theme).replace(" class=\"box\"", "");
        drawn += &format!(
            "<text x=\"{}\" y=\"{}\">{}</text>\n",
            number(x + SAMPLE.0 + WORDS),
            number(y + FONT.size * 0.35),
            escaped(sign.name())
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
