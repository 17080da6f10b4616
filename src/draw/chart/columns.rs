//! Upright bars over years. A year without bars keeps its room: gaps are part of the answer.

use std::collections::BTreeMap;

use super::page::{SHOWN, SMALL, WIDTH, item, told};
use super::scale::Scale;
use super::{Bar, Look, Panel};
use crate::draw::Theme;
use crate::draw::layout::{Point, Rect};
use crate::draw::metrics::Font;
use crate::draw::palette::Page;
use crate::draw::svg::xml::{escaped, number};

/// Heights of a panel that stands alone, and of one of several.
const ALONE: f64 = 300.0;
const SHARED: f64 = 190.0;

/// Room above a panel for what it measures and for the number of the highest bar.
const ABOVE: f64 = 34.0;

/// Room above the highest line for the number of a bar that reaches it.
const HEAD: f64 = 17.0;

/// Room between two panels.
const BETWEEN: f64 = 8.0;

/// Room below the last panel for the years.
const BELOW: f64 = 22.0;

/// Widest bar, and the part of its room that a bar fills.
const WIDEST: f64 = 46.0;
const FILLED: f64 = 0.76;

/// Letters of the names below bars, and least room for one.
const NAME: Font = Font::regular(10.0);
const FOCUS: Font = Font::bold(10.0);
const NAME_ROOM: f64 = 14.0;

/// Longest name.
const LONGEST: f64 = 150.0;

/// Where bars stand.
struct Slots {
    /// The left end of the axis.
    left: f64,
    first: u16,
    last: u16,
    /// Width of a year.
    year: f64,
    /// Width of the room for bars of no year, which stands before all years.
    undated: f64,
    /// Most bars of each year.
    bars: BTreeMap<Option<u16>, usize>,
}

impl Slots {
    fn of(span: Option<(u16, u16)>, panels: &[Panel], left: f64, width: f64) -> Self {
        let mut bars: BTreeMap<Option<u16>, usize> = BTreeMap::new();
        for panel in panels {
            let mut of_panel: BTreeMap<Option<u16>, usize> = BTreeMap::new();
            for bar in &panel.bars {
                *of_panel.entry(bar.year).or_default() += 1;
            }
            for (year, count) in of_panel {
                let most = bars.entry(year).or_default();
                *most = count.max(*most);
            }
        }
        let dated = bars.keys().filter_map(|year| *year);
        let first = span.map(|(first, _)| first).into_iter().chain(dated.clone()).min();
        let last = span.map(|(_, last)| last).into_iter().chain(dated).max();
        let years = first.zip(last).map_or(0.0, |(first, last)| f64::from(last - first) + 1.0);
        let room =
            if panels.iter().flat_map(|p| &p.bars).any(|b| !b.name.is_empty()) { NAME_ROOM } else { 0.0 };
        let undated = bars
            .get(&None)
            .map_or(0.0, |count| (*count as f64 * room).max(SMALL.width("no date 0000") + 2.0 * 8.0));
        let crowd =
            bars.iter().filter(|(year, _)| year.is_some()).map(|(_, count)| *count).max().unwrap_or(1);
        let year =
            if years > 0.0 { ((width - undated) / years).max(crowd as f64 * room / FILLED) } else { 0.0 };
        let undated = if years > 0.0 { undated } else { undated.max(width * f64::from(undated > 0.0)) };
        Self { left, first: first.unwrap_or(0), last: last.unwrap_or(0), year, undated, bars }
    }

    fn width(&self) -> f64 {
        let years = if self.year > 0.0 { f64::from(self.last - self.first) + 1.0 } else { 0.0 };
        self.undated + years * self.year
    }

    /// Returns the left end and the width of a year.
    fn slot(&self, year: Option<u16>) -> (f64, f64) {
        match year {
            Some(year) => {
                let passed = f64::from(year) - f64::from(self.first);
                (self.left + self.undated + passed * self.year, self.year)
            }
            None => (self.left, self.undated),
        }
    }

    /// Returns the left end and the width of every bar of a panel.
    fn places(&self, bars: &[Bar]) -> Vec<(f64, f64)> {
        let mut used: BTreeMap<Option<u16>, usize> = BTreeMap::new();
        bars.iter()
            .map(|bar| {
                let at = used.entry(bar.year).or_default();
                *at += 1;
                let (left, width) = self.slot(bar.year);
                let most = self.bars.get(&bar.year).copied().unwrap_or(1).max(1) as f64;
                let usual = if self.year > 0.0 { self.year * FILLED } else { WIDEST };
                let pitch = (width * FILLED / most).min(WIDEST).min(usual);
                let start = left + (width - pitch * most) / 2.0;
                let gap = if most > 1.0 { pitch * 0.12 } else { 0.0 };
                (start + pitch * (*at as f64 - 1.0) + gap / 2.0, (pitch - gap).max(1.0))
            })
            .collect()
    }

    /// Returns the years that are written: every one, or round ones that leave each other room.
    fn written(&self) -> Vec<u16> {
        if self.year <= 0.0 {
            return Vec::new();
        }
        let least = SMALL.width("0000") + 10.0;
        let steps = [1u16, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
        let step = steps.into_iter().find(|s| f64::from(*s) * self.year >= least).unwrap_or(10_000);
        let round: Vec<u16> = (self.first..=self.last).filter(|y| y % step == 0).collect();
        if round.is_empty() { vec![self.first] } else { round }
    }
}

/// One panel with its place on the page.
struct Field<'a> {
    panel: &'a Panel,
    slots: &'a Slots,
    scale: Scale,
    /// The left end of the numbers of the axis, and its right end.
    ends: (f64, f64),
    /// Where the lowest line stands, and how far above it the highest.
    foot: f64,
    height: f64,
    theme: Theme,
}

/// Writes panels below each other from a corner on; returns how wide and how high they are.
pub(super) fn columns(
    span: Option<(u16, u16)>,
    panels: &[Panel],
    corner: Point,
    theme: Theme,
    out: &mut String,
) -> (f64, f64) {
    let height = if panels.len() > 1 { SHARED } else { ALONE };
    let scales: Vec<Scale> = panels
        .iter()
        .map(|panel| Scale::of(panel.bars.iter().map(Bar::value).fold(0.0, f64::max), panel.counts))
        .collect();
    let numbers = scales.iter().flat_map(|scale| scale.ticks());
    let gutter = numbers.map(|(_, name)| SMALL.width(&name)).fold(0.0, f64::max) + 10.0;
    let slots = Slots::of(span, panels, corner.x + gutter, WIDTH - gutter);
    let width = gutter + slots.width().max(WIDTH - gutter);
    let labels = labels(panels);
    let band = labels.iter().map(|(font, name)| font.width(name)).fold(0.0, f64::max);
    let band = if band > 0.0 { band + 14.0 } else { 0.0 };
    let mut y = corner.y;
    for (at, (panel, scale)) in panels.iter().zip(scales).enumerate() {
        let foot = y + ABOVE + height;
        let ends = (corner.x, corner.x + width);
        let field = Field { panel, slots: &slots, scale, ends, foot, height, theme };
        // Names stand between the first panel and the next, so that both read from them.
        let below = if at == 0 { band } else { 0.0 };
        field.highlight(below, out);
        field.lines(gutter, out);
        field.bars(out);
        if at == 0 {
            field.names(&labels, out);
        }
        y = foot + below + BETWEEN;
        if at + 1 == panels.len() {
            field.years(foot + below, out);
            y = foot + below + BELOW;
        }
    }
    (width, y - corner.y)
}

impl Field<'_> {
    /// Returns how high a number stands.
    fn at(&self, value: f64) -> f64 {
        self.foot - self.height * value / self.scale.top()
    }

    /// Marks the document asked about, with what stands below the foot.
    fn highlight(&self, below: f64, out: &mut String) {
        let top = self.foot - self.height - HEAD;
        for (bar, (x, width)) in self.panel.bars.iter().zip(self.slots.places(&self.panel.bars)) {
            if bar.is_focus {
                let height = self.foot + below - top;
                let rect = Rect { x: x - 4.0, y: top, width: width + 8.0, height };
                let drawn = Look::Focus.drawn(rect, self.theme);
                out.push_str(&drawn.replace(" class=\"box\"", " aria-hidden=\"true\""));
                out.push('\n');
            }
        }
    }

    /// Writes the lines of the axis with their numbers, and what it measures.
    fn lines(&self, gutter: f64, out: &mut String) {
        let Page { rule, muted, .. } = self.theme.page();
        let (left, right) = self.ends;
        out.push_str(&format!(
            "<g aria-hidden=\"true\" font-size=\"{}\" fill=\"{muted}\" stroke-width=\"0.7\">\n",
            SMALL.size
        ));
        for (value, name) in self.scale.ticks() {
            let y = self.at(value);
            out.push_str(&format!(
                "<path d=\"M{} {}H{}\" stroke=\"{rule}\"/><text x=\"{}\" y=\"{}\" \
                 text-anchor=\"end\">{name}</text>\n",
                number(left + gutter - 4.0),
                number(y),
                number(right),
                number(left + gutter - 8.0),
                number(y + SMALL.size * 0.35)
            ));
        }
        out.push_str(&format!(
            "<text x=\"{}\" y=\"{}\">{}</text>\n",
            number(left),
            number(self.foot - self.height - ABOVE + SMALL.size),
            escaped(&self.panel.measure)
        ));
        if self.panel.bars.is_empty() {
            out.push_str(&format!(
                "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">nothing to draw</text>\n",
                number((left + right) / 2.0),
                number(self.foot - self.height / 2.0 + 20.0)
            ));
        }
        out.push_str("</g>\n");
    }

    /// Writes the bars on their foot, and their numbers where there is room for all; else that of the highest.
    fn bars(&self, out: &mut String) {
        let Page { ink, muted, paper, .. } = self.theme.page();
        let bars = &self.panel.bars;
        let places = self.slots.places(bars);
        let middle = |at: usize| places[at].0 + places[at].1 / 2.0;
        let half = |at: usize| SHOWN.width(&bars[at].shown) / 2.0;
        let mut order: Vec<usize> = (0..bars.len()).collect();
        order.sort_by(|a, b| places[*a].0.total_cmp(&places[*b].0));
        let beside =
            |pair: &[usize]| middle(pair[0]) + half(pair[0]) + 2.0 <= middle(pair[1]) - half(pair[1]);
        let room = order.windows(2).all(beside);
        let highest = order
            .into_iter()
            .reduce(|best, at| if bars[at].value() > bars[best].value() { at } else { best });
        let mut shown = String::new();
        out.push_str(&format!("<g aria-label=\"{}\" role=\"list\">\n", escaped(&self.panel.measure)));
        for (at, (bar, (x, width))) in bars.iter().zip(&places).enumerate() {
            let mut drawn = String::new();
            let mut below = 0.0;
            for part in &bar.parts {
                let (top, bottom) = (self.at(below + part.value), self.at(below));
                let rect = Rect { x: *x, y: top, width: *width, height: bottom - top };
                drawn += &told(&part.look.drawn(rect, self.theme), &part.words, part.address.as_deref());
                below += part.value;
            }
            out.push_str(&item(&drawn, &bar.words, bar.address.as_deref()));
            if room || highest == Some(at) {
                let (colour, ground) = match self.theme.focus() {
                    paint if bar.is_focus => (paint.text, paint.fill),
                    _ => (ink, paper),
                };
                shown += &format!(
                    "<text x=\"{}\" y=\"{}\" fill=\"{colour}\" stroke=\"{ground}\">{}</text>\n",
                    number(middle(at)),
                    number(self.at(below) - 4.0),
                    escaped(&bar.shown)
                );
            }
        }
        out.push_str(&format!(
            "</g>\n<path d=\"M{} {}H{}\" stroke=\"{muted}\" aria-hidden=\"true\"/>\n<g aria-hidden=\"true\" \
             font-size=\"{}\" font-weight=\"bold\" text-anchor=\"middle\" stroke-width=\"2.4\" \
             paint-order=\"stroke\" stroke-linejoin=\"round\">\n{shown}</g>\n",
            number(self.slots.left - 4.0),
            number(self.foot),
            number(self.ends.1),
            SHOWN.size,
        ));
    }

    /// Writes the names of the bars below the foot, upright.
    fn names(&self, labels: &[(Font, String)], out: &mut String) {
        let ink = self.theme.page().ink;
        let places = self.slots.places(&self.panel.bars);
        let mut drawn = String::new();
        for ((bar, (_, name)), (x, width)) in self.panel.bars.iter().zip(labels).zip(places) {
            if name.is_empty() {
                continue;
            }
            let (x, y) = (number(x + width / 2.0 + NAME.size * 0.35), number(self.foot + 7.0));
            let (colour, weight) =
                if bar.is_focus { (self.theme.focus().text, " font-weight=\"bold\"") } else { (ink, "") };
            drawn += &format!(
                "<text x=\"{x}\" y=\"{y}\" transform=\"rotate(-90 {x} {y})\" fill=\"{colour}\"{weight}>{}</text>\n",
                escaped(name)
            );
        }
        if !drawn.is_empty() {
            out.push_str(&format!(
                "<g aria-hidden=\"true\" font-size=\"{}\" text-anchor=\"end\">\n{drawn}</g>\n",
                NAME.size
            ));
        }
    }

    /// Writes the years at some height, and marks them on the foot.
    fn years(&self, top: f64, out: &mut String) {
        let Page { rule, muted, .. } = self.theme.page();
        out.push_str(&format!(
            "<g aria-hidden=\"true\" font-size=\"{}\" fill=\"{muted}\" stroke-width=\"0.7\" \
             text-anchor=\"middle\">\n",
            SMALL.size
        ));
        let mut write = |words: &str, middle: f64| {
            out.push_str(&format!(
                "<path d=\"M{} {}v4\" stroke=\"{muted}\"/><text x=\"{}\" y=\"{}\">{words}</text>\n",
                number(middle),
                number(self.foot),
                number(middle),
                number(top + 6.0 + SMALL.size)
            ));
        };
        for year in self.slots.written() {
            let (left, width) = self.slots.slot(Some(year));
            write(&year.to_string(), left + width / 2.0);
        }
        if self.slots.undated > 0.0 {
            write("no date", self.slots.left + self.slots.undated / 2.0);
            if self.slots.year > 0.0 {
                out.push_str(&format!(
                    "<path d=\"M{} {}v-14\" stroke=\"{rule}\"/>\n",
                    number(self.slots.left + self.slots.undated),
                    number(self.foot + 6.0)
                ));
            }
        }
        out.push_str("</g>\n");
    }
}

/// Returns the names of the bars of the first panel, cut to the longest that is written.
fn labels(panels: &[Panel]) -> Vec<(Font, String)> {
    let bars = panels.first().map_or(&[][..], |panel| &panel.bars);
    bars.iter()
        .map(|bar| {
            let font = if bar.is_focus { FOCUS } else { NAME };
            (font, font.wrap(&bar.name, LONGEST, 1).into_iter().next().unwrap_or_default())
        })
        .collect()
}
