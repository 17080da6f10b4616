//! The texts of one node and the box that holds them.

use super::metrics::Font;
use super::{Node, View};

/// Widest line of a title.
const WIDEST_TITLE: f64 = 148.0;

/// Most lines of a title.
const MOST_LINES: usize = 3;

/// Narrowest box of a card.
const NARROWEST: f64 = 84.0;

/// Baseline to baseline, as part of the size of the font.
const LEADING: f64 = 1.2;

/// How far below the top of its line the baseline of a text stands, as part of the size of the font.
const ASCENT: f64 = 0.91;

/// A text in a box: its baseline is so far below the top, its middle in the middle of the box.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) font: Font,
    pub(super) baseline: f64,
}

/// The box of a node.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Card {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) texts: Vec<Text>,
}

impl Card {
    /// Returns the box of a node; in a constellation, that of its name.
    pub(super) fn of(node: &Node, view: View) -> Self {
        let (side, top) = match view {
            View::Cards => (11.0, 7.0),
            View::Compact | View::Constellation => (7.0, 4.0),
        };
        let name = Font::bold(match (view, node.share) {
            (View::Cards, Some(share)) => 11.0 + 11.0 * share,
            (View::Cards, None) => {
                if node.is_focus {
                    17.0
                } else {
                    13.0
                }
            }
            (View::Compact, Some(share)) => 9.0 + 6.0 * share,
            (View::Compact, None) => {
                if node.is_focus {
                    13.0
                } else {
                    10.5
                }
            }
            (View::Constellation, _) => 10.0,
        });
        let small = Font::regular(if node.is_focus { 10.5 } else { 10.0 });
        let mut lines: Vec<(String, Font)> = Vec::new();
        match view {
            View::Cards => {
                let widest = WIDEST_TITLE * (name.size / 13.0).max(1.0);
                lines.extend(name.wrap(&node.label, widest, 2).into_iter().map(|line| (line, name)));
                let title = node.title.as_deref().unwrap_or_default();
                lines.extend(
                    small.wrap(title, WIDEST_TITLE, MOST_LINES).into_iter().map(|line| (line, small)),
                );
                let captions = node.captions.iter().flat_map(|c| small.wrap(c, WIDEST_TITLE, 1));
                lines.extend(captions.map(|line| (line, small)));
            }
            View::Compact | View::Constellation => {
                lines.extend(name.wrap(&node.label, WIDEST_TITLE, 1).into_iter().map(|line| (line, name)));
            }
        }
        let mut texts = Vec::new();
        let mut below = top;
        for (text, font) in lines {
            texts.push(Text { text, font, baseline: below + font.size * ASCENT });
            below += font.size * LEADING;
        }
        let widest = texts.iter().map(|t| t.font.width(&t.text)).fold(0.0, f64::max);
        let narrowest = if view == View::Cards { NARROWEST } else { 0.0 };
        Self { width: (widest + 2.0 * side).max(narrowest).ceil(), height: (below + top).ceil(), texts }
    }
}
