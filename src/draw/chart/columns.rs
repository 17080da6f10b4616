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

/// Room below a panel for its years.
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
            .map_or(0.0, |count| (*count as f64 * room).max(SMALL.width("no date") + 2.0 * 8.0));
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
                let pitch = (width * FILLED / most).min(WIDEST);
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
    let names = scales.iter().flat_map(|scale| scale.ticks());
    let gutter = names.map(|(_, name)| SMALL.width(&name)).fold(0.0, f64::max) + 10.0;
    let slots = Slots::of(span, panels, corner.x + gutter, WIDTH - gutter);
    let width = gutter + slots.width().max(WIDTH - gutter);
    let labels = labels(panels);
    let band = labels.iter().map(|(font, name)| font.width(name)).fold(0.0, f64::max);
    let band = if band > 0.0 { band + 14.0 } else { 0.0 };
    let last = panels.len().saturating_sub(1);
    let mut y = corner.y;
    // Names stand between the first panel and the next, so that both read from them.
    let below =
        |at: usize| if at == 0 && band > 0.0 { band } else { 6.0 } + if at == last { BELOW } else { 0.0 };
    let feet: Vec<f64> = (0..panels.len())
        .map(|at| {
            let foot = y + ABOVE + height;
            y = foot + below(at);
            foot
        })
        .collect();
    highlight(panels, &slots, corner.y + ABOVE - 14.0, &feet, theme, out);
    for (at, panel) in panels.iter().enumerate() {
        axis(panel, scales[at], feet[at], height, corner.x, width, theme, out);
        bars(panel, scales[at], &slots, feet[at], height, theme, out);
    }
    if let (Some(panel), Some(foot)) = (panels.first(), feet.first().filter(|_| band > 0.0)) {
        write_names(panel, &labels, &slots, *foot, theme, out);
    }
    if let Some(foot) = feet.last() {
        let shift = if last == 0 { band } else { 0.0 };
        years(&slots, *foot, shift, width + corner.x, theme, out);
    }
    (width, y - corner.y)
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

/// Marks the document asked about through all panels.
fn highlight(panels: &[Panel], slots: &Slots, top: f64, feet: &[f64], theme: Theme, out: &mut String) {
    let Some((panel, foot)) = panels.first().zip(feet.last()) else { return };
    for (bar, (x, width)) in panel.bars.iter().zip(slots.places(&panel.bars)) {
        if bar.is_focus {
            let rect = Rect { x: x - 4.0, y: top, width: width + 8.0, height: foot - top };
            out.push_str(&Look::Focus.drawn(rect, theme).replace(" class=\"box\"", " aria-hidden=\"true\""));
            out.push('\n');
        }
    }
}

/// Writes the lines of an axis with their numbers, and what it measures.
#[expect(clippy::too_many_arguments, reason = "a rectangle, a scale and where to write")]
fn axis(
    panel: &Panel,
    scale: Scale,
    foot: f64,
    height: f64,
    left: f64,
    width: f64,
    theme: Theme,
    out: &mut String,
) {
    let Page { rule, muted, .. } = theme.page();
    let ticks: Vec<(f64, String)> = scale.ticks().collect();
    let gutter = ticks.iter().map(|(_, name)| SMALL.width(name)).fold(0.0, f64::max) + 10.0;
    out.push_str(&format!(
        "<g aria-hidden=\"true\" font-size=\"{}\" fill=\"{muted}\" stroke-width=\"0.7\">\n",
        SMALL.size
    ));
    for (value, name) in ticks {
        let y = foot - height * value / scale.top();
        let (colour, pen) = if value == 0.0 { (muted, " stroke-width=\"1\"") } else { (rule, "") };
        out.push_str(&format!(
            "<path d=\"M{} {}H{}\" stroke=\"{colour}\"{pen}/><text x=\"{}\" y=\"{}\" \
             text-anchor=\"end\">{name}</text>\n",
            number(left + gutter - 4.0),
            number(y),
            number(left + width),
            number(left + gutter - 8.0),
            number(y + SMALL.size * 0.35)
        ));
    }
    out.push_str(&format!(
        "<text x=\"{}\" y=\"{}\">{}</text>\n",
        number(left),
        number(foot - height - ABOVE + SMALL.size),
        escaped(&panel.measure)
    ));
    if panel.bars.is_empty() {
        out.push_str(&format!(
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">nothing to draw</text>\n",
            number(left + width / 2.0),
            number(foot - height / 2.0 + 20.0)
        ));
    }
    out.push_str("</g>\n");
}

/// Writes the bars of a panel, and their numbers where there is room for all; else that of the highest.
fn bars(panel: &Panel, scale: Scale, slots: &Slots, foot: f64, height: f64, theme: Theme, out: &mut String) {
    let places = slots.places(&panel.bars);
    let mut shown = String::new();
    out.push_str(&format!("<g aria-label=\"{}\" role=\"list\">\n", escaped(&panel.measure)));
    let mut order: Vec<usize> = (0..panel.bars.len()).collect();
    order.sort_by(|a, b| places[*a].0.total_cmp(&places[*b].0));
    let middle = |at: usize| places[at].0 + places[at].1 / 2.0;
    let half = |at: usize| SHOWN.width(&panel.bars[at].shown) / 2.0;
    let room =
        order.windows(2).all(|pair| middle(pair[0]) + half(pair[0]) + 2.0 <= middle(pair[1]) - half(pair[1]));
    let highest = order
        .iter()
        .copied()
        .reduce(|best, at| if panel.bars[at].value() > panel.bars[best].value() { at } else { best });
    for (at, (bar, (x, width))) in panel.bars.iter().zip(&places).enumerate() {
        let mut drawn = String::new();
        let mut below = 0.0;
        for part in &bar.parts {
            let top = below + part.value;
            let at_height = |value: f64| foot - height * value / scale.top();
            let rect =
                Rect { x: *x, y: at_height(top), width: *width, height: at_height(below) - at_height(top) };
            drawn += &told(&part.look.drawn(rect, theme), &part.words, part.address.as_deref());
            below = top;
        }
        out.push_str(&item(&drawn, &bar.words, bar.address.as_deref()));
        if room || highest == Some(at) {
            shown += &format!(
                "<text x=\"{}\" y=\"{}\">{}</text>\n",
                number(middle(at)),
                number(foot - height * below / scale.top() - 4.0),
                escaped(&bar.shown)
            );
        }
    }
    out.push_str(&format!(
        "</g>\n<g aria-hidden=\"true\" font-size=\"{}\" font-weight=\"bold\" fill=\"{}\" text-anchor=\"middle\">\n\
         {shown}</g>\n",
        SHOWN.size,
        theme.page().ink
    ));
}

/// Writes the names of bars below the foot of a panel, upright.
fn write_names(
    panel: &Panel,
    labels: &[(Font, String)],
    slots: &Slots,
    foot: f64,
    theme: Theme,
    out: &mut String,
) {
    let page = theme.page();
    out.push_str(&format!("<g aria-hidden=\"true\" font-size=\"{}\" text-anchor=\"end\">\n", NAME.size));
    for ((bar, (_, name)), (x, width)) in panel.bars.iter().zip(labels).zip(slots.places(&panel.bars)) {
        let (x, y) = (number(x + width / 2.0 + NAME.size * 0.35), number(foot + 7.0));
        let (colour, weight) =
            if bar.is_focus { (theme.focus().text, " font-weight=\"bold\"") } else { (page.ink, "") };
        out.push_str(&format!(
            "<text x=\"{x}\" y=\"{y}\" transform=\"rotate(-90 {x} {y})\" fill=\"{colour}\"{weight}>{}</text>\n",
            escaped(name)
        ));
    }
    out.push_str("</g>\n");
}

/// Writes the years below the foot of the last panel.
fn years(slots: &Slots, foot: f64, shift: f64, right: f64, theme: Theme, out: &mut String) {
    let Page { rule, muted, .. } = theme.page();
    out.push_str(&format!(
        "<g aria-hidden=\"true\" font-size=\"{}\" fill=\"{muted}\" stroke-width=\"0.7\" text-anchor=\"middle\">\n",
        SMALL.size
    ));
    let mut write = |words: &str, middle: f64| {
        out.push_str(&format!(
            "<path d=\"M{} {}v4\" stroke=\"{muted}\"/><text x=\"{}\" y=\"{}\">{words}</text>\n",
            number(middle),
            number(foot),
            number(middle.min(right + 20.0)),
            number(foot + shift + 6.0 + SMALL.size)
        ));
    };
    for year in slots.written() {
        let (left, width) = slots.slot(Some(year));
        write(&year.to_string(), left + width / 2.0);
    }
    if slots.undated > 0.0 {
        write("no date", slots.left + slots.undated / 2.0);
        if slots.year > 0.0 {
            out.push_str(&format!(
                "<path d=\"M{} {}v-14\" stroke=\"{rule}\"/>\n",
                number(slots.left + slots.undated),
                number(foot + 6.0)
            ));
        }
    }
    out.push_str("</g>\n");
}
