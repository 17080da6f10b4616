//! Points over years, with the median of each cohort and the names of those that stand out.

use std::collections::BTreeMap;

use super::key::Sign;
use super::mark::mark;
use super::page::{SMALL, WIDTH, item};
use super::{Point, Scatter, Step, counted};
use crate::draw::layout::{self, Rect};
use crate::draw::metrics::Font;
use crate::draw::palette::Page;
use crate::draw::svg::xml::{escaped, line, number};
use crate::draw::{Issuer, Theme};

/// Height of the field, room above it for what it measures, and below it for the years.
const HEIGHT: f64 = 440.0;
const ABOVE: f64 = 30.0;
const BELOW: f64 = 22.0;

/// Radius of the point of one document, and how much it grows with each tenfold.
const RADIUS: f64 = 2.6;
const LARGER: f64 = 2.4;

/// Documents of one year stand in rows of this height.
const ROW: f64 = 2.0;

/// Between two points of a row.
const GAP: f64 = 0.8;

/// Widest year.
const WIDEST: f64 = 60.0;

/// Letters of the names, most of them, and most of one cohort.
const NAME: Font = Font::regular(10.0);
const FOCUS: Font = Font::bold(10.0);
const NAMES: usize = 60;
const OF_COHORT: usize = 4;

/// Most documents that are named in one tooltip.
const NAMED: usize = 8;

/// A document with its place in its cohort, if it stands out.
type Ranked<'a> = (&'a Point, Option<usize>);

/// One document, or several of one issuer that stand in one place.
struct Spot<'a> {
    documents: Vec<&'a Point>,
    issuer: Issuer,
    place: layout::Point,
    radius: f64,
    /// What says where its name stands in the queue: its place in its cohort, if it stands out.
    standing: Option<usize>,
}

impl Spot<'_> {
    fn is_focus(&self) -> bool {
        self.documents.iter().any(|point| point.is_focus)
    }

    /// Returns the name for a label.
    fn name(&self) -> String {
        let first = self.documents.iter().find(|p| p.is_focus).unwrap_or(&self.documents[0]);
        match self.documents.len() {
            1 => first.name.clone(),
            several => format!("{} +{}", first.name, several - 1),
        }
    }

    fn words(&self) -> String {
        let [first, ..] = self.documents.as_slice() else { return String::new() };
        if self.documents.len() == 1 {
            return first.words.clone();
        }
        let mut names: Vec<&str> = self.documents.iter().take(NAMED).map(|p| p.name.as_str()).collect();
        if self.documents.len() > NAMED {
            names.push("…");
        }
        let last = self.documents.last().map_or(first.shown.as_str(), |p| p.shown.as_str());
        let shown = if last == first.shown { last.to_owned() } else { format!("{last} to {}", first.shown) };
        let number = counted(self.documents.len(), "document", "documents");
        format!("{number} ({}), {}: {shown} ({})", self.issuer.name(), first.year, names.join(", "))
    }
}

/// A field with its place on the page.
struct Field<'a> {
    scatter: &'a Scatter,
    left: f64,
    right: f64,
    foot: f64,
    first: u16,
    last: u16,
    year: f64,
    theme: Theme,
}

/// Returns what a key has to tell of a field.
pub(super) fn signs(scatter: &Scatter) -> Vec<Sign> {
    let mut issuers: Vec<Issuer> = scatter.points.iter().map(|point| point.issuer).collect();
    issuers.sort_unstable();
    issuers.dedup();
    let mut signs: Vec<Sign> = issuers.into_iter().map(Sign::Mark).collect();
    if !scatter.points.is_empty() {
        let field = Field::of(scatter, layout::Point { x: 0.0, y: 0.0 }, Theme::Light);
        if field.spots().iter().any(|spot| spot.documents.len() > 1) {
            signs.push(Sign::Several);
        }
        signs.extend([Sign::Median, Sign::UpperTenth]);
    }
    if scatter.points.iter().any(|point| point.is_focus) {
        signs.push(Sign::Focus);
    }
    signs
}

/// Writes a field from a corner on; returns how wide and how high it is.
pub(super) fn scatter(
    scatter: &Scatter,
    corner: layout::Point,
    theme: Theme,
    out: &mut String,
) -> (f64, f64) {
    let field = Field::of(scatter, corner, theme);
    let spots = field.spots();
    field.grid(corner.x, out);
    field.stairs(Sign::UpperTenth, |step| step.upper_tenth, out);
    field.points(&spots, out);
    field.stairs(Sign::Median, |step| step.median, out);
    field.names(&spots, out);
    (WIDTH, ABOVE + HEIGHT + BELOW)
}

impl<'a> Field<'a> {
    fn of(scatter: &'a Scatter, corner: layout::Point, theme: Theme) -> Self {
        let ticks = scatter.axis.ticks();
        let gutter = ticks.iter().map(|(_, name)| SMALL.width(name)).fold(0.0, f64::max) + 12.0;
        let (left, right) = (corner.x + gutter, corner.x + WIDTH);
        let years = || scatter.points.iter().map(|point| point.year);
        let first = years().min().unwrap_or(2000);
        let last = years().max().unwrap_or(first);
        let year = ((right - left) / (f64::from(last - first) + 1.0)).min(WIDEST);
        Self { scatter, left, right, foot: corner.y + ABOVE + HEIGHT, first, last, year, theme }
    }

    /// Returns how high a score stands.
    fn at(&self, score: f64) -> f64 {
        // Points of the least and of the greatest score stand within the field.
        let room = HEIGHT - 16.0;
        self.foot - 8.0 - room * self.scatter.axis.share(score)
    }

    /// Returns where a year begins.
    fn start(&self, year: u16) -> f64 {
        self.left + (f64::from(year) - f64::from(self.first)) * self.year
    }

    /// Gives documents their places: side by side in their year where there is room, else those of one issuer together.
    fn spots(&self) -> Vec<Spot<'a>> {
        let mut rows: BTreeMap<(u16, i64), Vec<Ranked<'a>>> = BTreeMap::new();
        for step in &self.scatter.steps {
            for (standing, point) in self.scatter.points[step.points.clone()].iter().enumerate() {
                let standing = (standing < step.outstanding).then_some(standing);
                let row = (self.at(point.value) / ROW).round() as i64;
                rows.entry((point.year, row)).or_default().push((point, standing));
            }
        }
        let mut spots = Vec::new();
        for ((year, _), points) in rows {
            let pitch = 2.0 * RADIUS + GAP;
            let fits = points.len() as f64 * pitch <= self.year || points.len() == 1;
            let mut groups: BTreeMap<(Issuer, usize), Vec<Ranked<'a>>> = BTreeMap::new();
            for (at, point) in points.into_iter().enumerate() {
                groups.entry((point.0.issuer, if fits { at } else { 0 })).or_default().push(point);
            }
            let pitch = pitch.min(self.year * 0.9 / groups.len() as f64);
            let middle = self.start(year) + self.year / 2.0;
            let begin = middle - pitch * (groups.len() as f64 - 1.0) / 2.0;
            for (at, ((issuer, _), points)) in groups.into_iter().enumerate() {
                let place = layout::Point { x: begin + pitch * at as f64, y: self.at(points[0].0.value) };
                spots.push(Spot {
                    issuer,
                    place,
                    radius: RADIUS + LARGER * (points.len() as f64).log10(),
                    standing: points.iter().filter_map(|(_, standing)| *standing).min(),
                    documents: points.into_iter().map(|(point, _)| point).collect(),
                });
            }
        }
        spots
    }

    /// Writes the lines of the axes with their numbers, and what is measured.
    fn grid(&self, gutter: f64, out: &mut String) {
        let Page { rule, muted, .. } = self.theme.page();
        out.push_str(&format!(
            "<g aria-hidden=\"true\" font-size=\"{}\" fill=\"{muted}\" stroke-width=\"0.7\">\n<text x=\"{}\" \
             y=\"{}\">{}</text>\n",
            SMALL.size,
            number(gutter),
            number(self.foot - HEIGHT - ABOVE + SMALL.size),
            escaped(&self.scatter.measure)
        ));
        for (value, name) in self.scatter.axis.ticks() {
            let y = self.at(value);
            out.push_str(&format!(
                "<path d=\"M{} {}H{}\" stroke=\"{rule}\"/><text x=\"{}\" y=\"{}\" \
                 text-anchor=\"end\">{name}</text>\n",
                number(self.left - 4.0),
                number(y),
                number(self.right),
                number(self.left - 8.0),
                number(y + SMALL.size * 0.35)
            ));
        }
        if self.scatter.points.is_empty() {
            out.push_str(&format!(
                "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">nothing to draw</text>\n</g>\n",
                number((self.left + self.right) / 2.0),
                number(self.foot - HEIGHT / 2.0 + 20.0)
            ));
            return;
        }
        let least = SMALL.width("0000") + 10.0;
        let steps = [1u16, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
        let step = steps.into_iter().find(|s| f64::from(*s) * self.year >= least).unwrap_or(2000);
        for year in (self.first..=self.last).filter(|year| year % step == 0 || self.first == self.last) {
            // A year is a stretch: its number stands below its middle, a longer rule where a decade begins.
            let (start, middle) = (self.start(year), self.start(year) + self.year / 2.0);
            let rise = if year % 10 == 0 && self.last - self.first >= 20 { -HEIGHT } else { 0.0 };
            out.push_str(&format!(
                "<path d=\"M{} {}V{}\" stroke=\"{rule}\"/><text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{year}</text>\n",
                number(start),
                number(self.foot + 4.0),
                number(self.foot + rise),
                number(middle.clamp(self.left + least / 2.0 - 5.0, self.right - least / 2.0 + 5.0)),
                number(self.foot + 6.0 + SMALL.size)
            ));
        }
        out.push_str(&format!(
            "</g>\n<path d=\"M{} {}H{}\" stroke=\"{muted}\" aria-hidden=\"true\"/>\n",
            number(self.left - 4.0),
            number(self.foot),
            number(self.right)
        ));
    }

    /// Writes the scores of cohorts as stairs, broken where no documents are.
    fn stairs(&self, sign: Sign, score: fn(&Step) -> f64, out: &mut String) {
        let mut way = String::new();
        let mut before: Option<u16> = None;
        for step in &self.scatter.steps {
            let y = number(self.at(score(step)));
            let begin = self.start(step.first.max(self.first));
            let end = self.start(step.last.min(self.last)) + self.year;
            way += &match before {
                Some(last) if last + 1 == step.first => format!("V{y}H{}", number(end)),
                _ => format!("M{} {y}H{}", number(begin), number(end)),
            };
            before = Some(step.last);
        }
        if !way.is_empty() {
            out.push_str(&format!("{}\n", sign.stroke(&way, self.theme)));
        }
    }

    fn points(&self, spots: &[Spot], out: &mut String) {
        out.push_str(&format!("<g aria-label=\"{}\" role=\"list\">\n", escaped(&self.scatter.measure)));
        // Larger points lie below smaller ones, and the documents asked about above all others.
        let mut order: Vec<usize> = (0..spots.len()).collect();
        order.sort_by(|a, b| {
            let (one, other) = (&spots[*a], &spots[*b]);
            one.is_focus().cmp(&other.is_focus()).then(other.radius.total_cmp(&one.radius)).then(a.cmp(b))
        });
        for spot in order.into_iter().map(|at| &spots[at]) {
            let mut drawn = mark(spot.issuer, spot.place, spot.radius, self.theme);
            if spot.is_focus() {
                drawn += &format!(
                    "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>",
                    number(spot.place.x),
                    number(spot.place.y),
                    number(spot.radius + 3.0),
                    self.theme.focus().border
                );
            }
            let address = spot.documents[0].address.as_deref().filter(|_| spot.documents.len() == 1);
            out.push_str(&item(&drawn, &spot.words(), address));
        }
        out.push_str("</g>\n");
    }

    /// Names the documents asked about and those that stand out, each where it covers no point and no other name.
    fn names(&self, spots: &[Spot], out: &mut String) {
        let Page { ink, paper, .. } = self.theme.page();
        let mut queue: Vec<&Spot> = spots
            .iter()
            .filter(|spot| spot.is_focus() || spot.standing.is_some_and(|standing| standing < OF_COHORT))
            .collect();
        // The best of every cohort before the second of any.
        queue.sort_by(|a, b| {
            let key = |spot: &Spot| (!spot.is_focus(), spot.standing);
            key(a).cmp(&key(b)).then(a.place.y.total_cmp(&b.place.y)).then(a.place.x.total_cmp(&b.place.x))
        });
        let mut taken: Vec<Rect> = Vec::new();
        let mut drawn = String::new();
        for spot in queue {
            if taken.len() == NAMES {
                break;
            }
            let (font, colour, weight) = if spot.is_focus() {
                (FOCUS, self.theme.focus().border, " font-weight=\"bold\"")
            } else {
                (NAME, ink, "")
            };
            let name = font.wrap(&spot.name(), 150.0, 1).into_iter().next().unwrap_or_default();
            let corners = self.corners(spot, font.width(&name) + 4.0);
            let is_free = |rect: &Rect| {
                rect.x >= self.left
                    && rect.x + rect.width <= self.right
                    && rect.y >= self.foot - HEIGHT - 4.0
                    && rect.y + rect.height <= self.foot
                    && !taken.iter().any(|other| meet(*rect, *other))
            };
            let bare =
                |rect: &Rect| !spots.iter().any(|other| !std::ptr::eq(other, spot) && covers(*rect, other));
            let free = corners.into_iter().find(|rect| is_free(rect) && bare(rect));
            // Whoever asked for a document wants to find it, even in a crowd.
            let free = free.or_else(|| corners.into_iter().find(|rect| spot.is_focus() && is_free(rect)));
            if let Some(rect) = free {
                drawn += &format!(
                    "<text x=\"{}\" y=\"{}\" fill=\"{colour}\"{weight}>{}</text>\n",
                    number(rect.x + 2.0),
                    number(rect.y + font.size * 0.95),
                    line(&name)
                );
                taken.push(rect);
            }
        }
        if !drawn.is_empty() {
            out.push_str(&format!(
                "<g aria-hidden=\"true\" font-size=\"{}\" stroke=\"{paper}\" stroke-width=\"2.4\" \
                 paint-order=\"stroke\" stroke-linejoin=\"round\">\n{drawn}</g>\n",
                NAME.size
            ));
        }
    }

    /// Returns where the name of a point may stand, the best place first.
    fn corners(&self, spot: &Spot, width: f64) -> [Rect; 6] {
        let (x, y) = (spot.place.x, spot.place.y);
        let height = NAME.size * 1.2;
        let beside = spot.radius + if spot.is_focus() { 5.0 } else { 1.5 };
        let aslant = beside * 0.7;
        [
            (x + beside, y - height / 2.0),
            (x - beside - width, y - height / 2.0),
            (x - width / 2.0, y - beside - height),
            (x + aslant, y - aslant - height),
            (x - aslant - width, y - aslant - height),
            (x - width / 2.0, y + beside),
        ]
        .map(|(x, y)| Rect { x, y, width, height })
    }
}

fn meet(a: Rect, b: Rect) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

fn covers(rect: Rect, spot: &Spot) -> bool {
    let x = spot.place.x - spot.place.x.clamp(rect.x, rect.x + rect.width);
    let y = spot.place.y - spot.place.y.clamp(rect.y, rect.y + rect.height);
    x * x + y * y < spot.radius * spot.radius
}
