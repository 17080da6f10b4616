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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Issuer;

    /// In the languages of the United Nations, and in none.
    #[test]
    fn no_text_leaves_its_box() {
        let titles = [
            "Declaration on the Right and Responsibility of Individuals, Groups and Organs of Society",
            "Déclaration sur le droit et la responsabilité des individus, groupes et organes de la société",
            "Declaración sobre el derecho y el deber de los individuos, los grupos y las instituciones",
            "Декларация о праве и обязанности отдельных лиц, групп и органов общества",
            "إعلان بشأن حق ومسؤولية الأفراد والجماعات وهيئات المجتمع في تعزيز حقوق الإنسان",
            "关于个人、群体和社会机构在促进和保护普遍公认的人权和基本自由方面的权利和义务宣言",
            "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
            "",
        ];
        for view in View::ALL {
            for (title, is_focus) in titles.into_iter().flat_map(|t| [(t, false), (t, true)]) {
                let node = Node {
                    id: "A/RES/53/144".to_owned(),
                    label: title.chars().take(36).collect(),
                    title: Some(title.to_owned()),
                    captions: vec![title.to_owned()],
                    tooltip: String::new(),
                    issuer: Issuer::Assembly,
                    date: None,
                    year: None,
                    is_focus,
                    is_absent: false,
                    is_instrument: false,
                    share: is_focus.then_some(1.0),
                    cited_by: 0,
                    address: None,
                    community: None,
                };
                let card = Card::of(&node, view);
                for text in &card.texts {
                    assert!(text.font.width(&text.text) + 8.0 <= card.width, "{view}: {text:?}");
                    assert!(text.baseline + text.font.size * 0.3 <= card.height, "{view}: {text:?}");
                    assert!(text.baseline - text.font.size * 0.8 >= 0.0, "{view}: {text:?}");
                }
            }
        }
    }
}
