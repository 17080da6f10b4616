//! Columns of signatories below their letter, and the bracket that joins each column to it.

use super::{Group, Letter};
use crate::draw::card::{Card, Text};
use crate::draw::layout::{Point, Rect};
use crate::draw::metrics::Font;

/// Width of a box, and room before its texts, after them (where its corner is folded), and above and below.
const BOX: f64 = 218.0;
pub(in crate::draw) const SIDE: f64 = 9.0;
pub(in crate::draw) const FOLD: f64 = 12.0;
const TOP: f64 = 4.5;

/// Between boxes of a column, and from the way of a bracket to its boxes.
const GAP: f64 = 5.0;
const INDENT: f64 = 17.0;

/// Between columns.
const AISLE: f64 = 26.0;

/// Height of a heading, and room above it unless it begins a column.
const HEADING: f64 = 19.0;
const ABOVE: f64 = 7.0;

/// From the letter to the way across all columns, and from there to the first boxes.
const DROP: f64 = 30.0;
const BELOW: f64 = 16.0;

/// Most columns, and how much wider than high a picture should be.
const MOST: usize = 7;
const SHAPE: f64 = 1.35;

/// Widest text of the letter.
const WIDEST: f64 = 400.0;

const NAME: Font = Font::regular(11.0);
const PLACE: Font = Font::regular(9.5);

/// Most lines of a name; the longest known name takes three.
const LINES: usize = 8;

/// A heading beside its column's bracket.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::draw) struct Heading {
    pub(in crate::draw) words: String,
    /// Where its words begin: the middle of the line.
    pub(in crate::draw) at: Point,
}

/// One column: where its bracket runs, and which signatories stand in it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::draw) struct Column {
    /// The way down.
    pub(in crate::draw) x: f64,
    /// Its boxes.
    pub(in crate::draw) members: Vec<usize>,
}

/// Where everything stands, from the corner at the top left.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::draw) struct Placed {
    pub(in crate::draw) width: f64,
    pub(in crate::draw) height: f64,
    pub(in crate::draw) letter: Rect,
    pub(in crate::draw) letter_card: Card,
    /// The boxes and texts of the signatories, in the order in which they are read.
    pub(in crate::draw) boxes: Vec<Rect>,
    pub(in crate::draw) cards: Vec<Card>,
    pub(in crate::draw) headings: Vec<Heading>,
    pub(in crate::draw) columns: Vec<Column>,
    /// The height at which one line crosses all columns.
    pub(in crate::draw) across: f64,
}

/// Places a letter. Time O(n log n) for n signatories, space O(n).
pub(in crate::draw) fn placed(letter: &Letter) -> Placed {
    let letter_card = letter_card(letter);
    let cards: Vec<Card> = letter.signatories().map(|node| card(&node.label, &node.captions)).collect();
    let heights: Vec<f64> = cards.iter().map(|card| card.height).collect();
    let wide = |columns: usize| columns as f64 * (INDENT + BOX + AISLE) - AISLE;
    let above = letter_card.height + DROP + BELOW;
    let best = (1..=MOST.min(cards.len()))
        .map(|count| lowest(&letter.groups, &heights, count))
        .min_by(|a, b| {
            let misfit = |items: &[Vec<Item>]| {
                let height = above + items.iter().map(|c| end(c, &heights)).fold(0.0, f64::max);
                (wide(items.len()) / height / SHAPE).ln().abs()
            };
            misfit(a).total_cmp(&misfit(b))
        })
        .unwrap_or_default();
    let width = wide(best.len()).max(letter_card.width);
    let left = (width - wide(best.len())).max(0.0) / 2.0;
    let mut found = Placed {
        width,
        height: letter_card.height,
        letter: Rect {
            x: beginning(width, letter_card.width, left, best.len()),
            y: 0.0,
            width: letter_card.width,
            height: letter_card.height,
        },
        boxes: vec![Rect { x: 0.0, y: 0.0, width: 0.0, height: 0.0 }; cards.len()],
        headings: Vec::new(),
        columns: Vec::new(),
        across: letter_card.height + DROP,
        letter_card,
        cards,
    };
    for (at, items) in best.iter().enumerate() {
        let x = left + at as f64 * (INDENT + BOX + AISLE);
        let mut members = Vec::new();
        for item in items {
            match item {
                Item::Heading { words, y } => found.headings.push(Heading {
                    words: words.clone(),
                    at: Point { x: x + INDENT + 1.0, y: above + y + HEADING / 2.0 },
                }),
                Item::Signatory { at, y } => {
                    found.boxes[*at] = Rect { x: x + INDENT, y: above + y, width: BOX, height: heights[*at] };
                    members.push(*at);
                }
            }
        }
        found.height = found.height.max(above + end(items, &heights));
        found.columns.push(Column { x, members });
    }
    found
}

/// Returns where the letter begins: in the middle, or as much beside it that no bracket runs down next to its own line.
fn beginning(width: f64, card: f64, left: f64, columns: usize) -> f64 {
    let middle = width / 2.0;
    let brackets = (0..columns).map(|at| left + at as f64 * (INDENT + BOX + AISLE));
    let near = brackets
        .filter(|x| (x - middle).abs() < 2.0 * INDENT)
        .min_by(|a, b| (a - middle).abs().total_cmp(&(b - middle).abs()));
    (near.unwrap_or(middle) - card / 2.0).clamp(0.0, width - card)
}

/// What stands in a column, and how far below its top.
#[derive(Clone, Debug, PartialEq)]
enum Item {
    Heading { words: String, y: f64 },
    Signatory { at: usize, y: f64 },
}

/// Returns where the last box of a column ends.
fn end(items: &[Item], heights: &[f64]) -> f64 {
    let ends = items.iter().map(|item| match item {
        Item::Heading { y, .. } => y + HEADING,
        Item::Signatory { at, y } => y + heights[*at],
    });
    ends.fold(0.0, f64::max)
}

/// Returns at most so many columns that are as low as they can be, by halving the span in which their height lies.
fn lowest(groups: &[Group], heights: &[f64], count: usize) -> Vec<Vec<Item>> {
    let all = heights.iter().map(|h| h + GAP + ABOVE + HEADING).sum::<f64>();
    let (mut low, mut high) = (0.0, all);
    let mut best = filled(groups, heights, high);
    while high - low > 1.0 {
        let middle = (low + high) / 2.0;
        let tried = filled(groups, heights, middle);
        if tried.len() <= count {
            (high, best) = (middle, tried);
        } else {
            low = middle;
        }
    }
    best
}

/// Fills columns of some height one after the other. A heading stands never at the foot of a column, and again at the
/// head of one in which its group goes on.
fn filled(groups: &[Group], heights: &[f64], most: f64) -> Vec<Vec<Item>> {
    let mut columns: Vec<Vec<Item>> = Vec::new();
    let mut column: Vec<Item> = Vec::new();
    let mut y = 0.0;
    let mut at = 0;
    for group in groups {
        for place in 0..group.signatories.len() {
            let has_heading = !group.heading.is_empty();
            let before = if place == 0 && has_heading {
                HEADING + if column.is_empty() { 0.0 } else { ABOVE }
            } else {
                0.0
            };
            let mut heading = (place == 0).then(|| group.heading.clone());
            if !column.is_empty() && y + before + heights[at] > most {
                columns.push(std::mem::take(&mut column));
                y = 0.0;
                heading = Some(if place == 0 {
                    group.heading.clone()
                } else {
                    format!("{}, continued", group.heading)
                });
            }
            if let Some(words) = heading.filter(|_| has_heading) {
                y += if column.is_empty() { 0.0 } else { ABOVE };
                column.push(Item::Heading { words, y });
                y += HEADING;
            }
            column.push(Item::Signatory { at, y });
            y += heights[at] + GAP;
            at += 1;
        }
    }
    if !column.is_empty() {
        columns.push(column);
    }
    columns
}

/// Returns the box of a signatory: its name, and below it the place that is printed with it.
fn card(name: &str, captions: &[String]) -> Card {
    let room = BOX - SIDE - FOLD;
    let names = NAME.wrap(name, room, LINES).into_iter().map(|line| (line, NAME));
    let places = captions.iter().flat_map(|c| PLACE.wrap(c, room, 2)).map(|line| (line, PLACE));
    Card { width: BOX, ..stacked(names.chain(places), TOP) }
}

fn letter_card(letter: &Letter) -> Card {
    let (name, small) = (Font::bold(17.0), Font::regular(11.5));
    let names = name.wrap(&letter.node.label, WIDEST, 3).into_iter().map(|line| (line, name));
    let title = letter.node.title.as_deref().unwrap_or_default();
    let titles = small.wrap(title, WIDEST, 6).into_iter().map(|line| (line, small));
    let captions =
        letter.node.captions.iter().flat_map(|c| small.wrap(c, WIDEST, 2)).map(|line| (line, small));
    let mut card = stacked(names.chain(titles).chain(captions), 11.0);
    // The name stands apart from what is said of the letter.
    let below = 5.0;
    for text in card.texts.iter_mut().filter(|text| text.font != name) {
        text.baseline += below;
    }
    Card { width: card.width + 40.0, height: card.height + below, ..card }
}

/// Stacks lines; the width is that of the widest.
fn stacked(lines: impl Iterator<Item = (String, Font)>, top: f64) -> Card {
    let mut card = Card { width: 0.0, height: top, texts: Vec::new() };
    for (text, font) in lines {
        card.width = card.width.max(font.width(&text).ceil());
        card.texts.push(Text { text, font, baseline: card.height + font.size * 0.91 });
        card.height += font.size * 1.2;
    }
    card.height = (card.height + top).ceil();
    card
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draw::{Issuer, Node};

    fn node(id: usize, name: &str, place: Option<&str>) -> Node {
        Node {
            id: format!("ORG:{id}"),
            label: name.to_owned(),
            title: None,
            captions: place.into_iter().map(str::to_owned).collect(),
            tooltip: String::new(),
            issuer: Issuer::Civil,
            date: None,
            year: None,
            is_focus: false,
            is_absent: id.is_multiple_of(7),
            is_instrument: false,
            share: None,
            cited_by: 0,
            address: None,
            community: None,
        }
    }

    fn overlap(a: Rect, b: Rect) -> bool {
        a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
    }

    fn check(groups: &[Vec<(String, bool)>]) {
        let groups: Vec<Group> = groups
            .iter()
            .enumerate()
            .map(|(at, names)| Group {
                heading: if groups.len() > 1 { format!("Group {at}") } else { String::new() },
                signatories: names
                    .iter()
                    .enumerate()
                    .map(|(place, (name, has_place))| {
                        node(at * 1000 + place, name, has_place.then_some("Saint Vincent and the Grenadines"))
                    })
                    .collect(),
            })
            .collect();
        let letter =
            Letter { title: String::new(), subtitle: Vec::new(), node: node(1, "Letter 2015", None), groups };
        let found = placed(&letter);
        // Every signatory has a box, in one column only, in the order in which one reads.
        let members: Vec<usize> = found.columns.iter().flat_map(|c| c.members.clone()).collect();
        assert_eq!(members, (0..letter.signatories().count()).collect::<Vec<usize>>());
        let all: Vec<Rect> = found.boxes.iter().copied().chain([found.letter]).collect();
        for (at, a) in all.iter().enumerate() {
            assert!(a.x >= 0.0 && a.y >= 0.0, "{a:?}");
            assert!(a.x + a.width <= found.width + 0.1 && a.y + a.height <= found.height + 0.1, "{a:?}");
            for b in &all[at + 1..] {
                assert!(!overlap(*a, *b), "{a:?} lies on {b:?}");
            }
        }
        for (card, rect) in found.cards.iter().zip(&found.boxes) {
            for text in &card.texts {
                assert!(SIDE + text.font.width(&text.text) + FOLD <= rect.width + 0.1, "{text:?}");
                assert!(text.baseline + text.font.size * 0.3 <= rect.height, "{text:?}");
                assert!(text.baseline - text.font.size * 0.8 >= 0.0, "{text:?}");
            }
        }
        // Brackets and headings lie on no box, and no column ends in a heading.
        for column in &found.columns {
            let last = column.members.last().map_or(0.0, |at| found.boxes[*at].y + found.boxes[*at].height);
            let way = Rect { x: column.x, y: found.across, width: 0.1, height: last - found.across };
            assert!(all.iter().all(|rect| !overlap(way, *rect)), "{way:?}");
            for heading in found.headings.iter().filter(|h| (h.at.x - column.x - INDENT).abs() < 2.0) {
                assert!(heading.at.y < last, "{heading:?}");
            }
        }
        for heading in &found.headings {
            let rect = Rect {
                x: heading.at.x,
                y: heading.at.y - HEADING * 0.35,
                width: Font::bold(12.0).width(&heading.words),
                height: HEADING * 0.7,
            };
            assert!(all.iter().all(|other| !overlap(rect, *other)), "{heading:?}");
        }
        assert_eq!(found, placed(&letter));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

        #[test]
        fn everyone_is_there_and_nothing_touches(
            groups in prop::collection::vec(
                prop::collection::vec(("[a-zA-Zéж人 ]{1,90}", any::<bool>()), 1..40),
                0..9,
            ),
        ) {
            check(&groups);
        }
    }

    #[test]
    fn names_are_never_cut_short_of_three_lines() {
        let longest = "All India Network of Individuals and Organizations working with National and State Human \
                       Rights Institutions";
        let texts = card(longest, &["India".to_owned()]).texts;
        let words: Vec<&str> = texts.iter().map(|t| t.text.as_str()).collect();
        assert_eq!(words.join(" "), format!("{longest} India"));
    }

    #[test]
    fn columns_are_about_equally_high() {
        let names: Vec<(String, bool)> = (0..100).map(|at| (format!("Organisation {at}"), false)).collect();
        let letter = Letter {
            title: String::new(),
            subtitle: Vec::new(),
            node: node(1, "Letter 2015", None),
            groups: vec![Group {
                heading: "O".to_owned(),
                signatories: names.iter().enumerate().map(|(at, (name, _))| node(at, name, None)).collect(),
            }],
        };
        let counts: Vec<usize> = placed(&letter).columns.iter().map(|c| c.members.len()).collect();
        assert!(counts.len() > 2, "{counts:?}");
        assert!(counts.iter().all(|n| n.abs_diff(counts[0]) <= counts.len()), "{counts:?}");
    }
}
