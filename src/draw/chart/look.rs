//! What a part of a bar says by its fill: a colour, and a texture that says the same without it.

use crate::draw::layout::Rect;
use crate::draw::palette::Colour;
use crate::draw::svg::xml::number;
use crate::draw::{Issuer, Line, Theme};

/// What a part of a bar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// The document that was asked about.
    Focus,
    /// How documents cite.
    Line(Line),
    /// Documents of the same series.
    Inside,
    /// Documents outside the series.
    Outside,
    /// Who speaks.
    Issuer(Issuer),
}

/// Between the strokes of a texture.
const STEP: f64 = 5.0;

/// The strokes within a fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Texture {
    Plain,
    Rising,
    Falling,
    Level,
    Upright,
    Crossed,
    Grid,
    Dotted,
    Dashed,
    Stitched,
}

/// The colours of a fill.
struct Fill {
    ground: Colour,
    border: Colour,
    strokes: Colour,
    texture: Texture,
}

impl Look {
    /// Returns the name for a key.
    pub fn name(self) -> &'static str {
        match self {
            Look::Focus => "the document asked about",
            Look::Line(line) => line.name(),
            Look::Inside => "documents of the series",
            Look::Outside => "other documents",
            Look::Issuer(issuer) => issuer.name(),
        }
    }

    /// Returns a rectangle with this fill.
    pub(super) fn drawn(self, rect: Rect, theme: Theme) -> String {
        let Fill { ground, border, strokes, texture } = self.fill(theme);
        let [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map(number);
        let mut out = format!(
            "<rect class=\"box\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{ground}\" \
             stroke=\"{border}\" stroke-width=\"0.6\"/>"
        );
        let way = texture.way(rect);
        if !way.is_empty() {
            let dash = match texture {
                Texture::Dotted => " stroke-dasharray=\"1.5 3.5\"",
                Texture::Dashed | Texture::Stitched => " stroke-dasharray=\"5 3\"",
                _ => "",
            };
            out +=
                &format!("<path d=\"{way}\" fill=\"none\" stroke=\"{strokes}\" stroke-width=\"1\"{dash}/>");
        }
        out
    }

    fn fill(self, theme: Theme) -> Fill {
        let page = theme.page();
        match self {
            Look::Focus => {
                let paint = theme.focus();
                let (ground, border) = (paint.fill, paint.border);
                Fill { ground, border, strokes: border, texture: Texture::Plain }
            }
            Look::Issuer(issuer) => {
                let paint = theme.paint(issuer);
                let strokes = paint.border.over(paint.fill, 55);
                Fill { ground: paint.fill, border: paint.border, strokes, texture: of_issuer(issuer) }
            }
            Look::Line(line) => solid(theme, line, of_line(line)),
            Look::Inside => {
                let ground = theme.stroke(Line::Reaffirms).colour;
                Fill { ground, border: page.muted, strokes: ground, texture: Texture::Plain }
            }
            // Two plain fills: on white paper they are as far apart as black and grey.
            Look::Outside => {
                let ground = theme.stroke(Line::Cites).colour.over(page.paper, 55);
                Fill { ground, border: page.muted, strokes: ground, texture: Texture::Plain }
            }
        }
    }
}

/// Returns the fill in the colour of a line. For books, where most lines are black, the textures carry the difference.
fn solid(theme: Theme, line: Line, texture: Texture) -> Fill {
    let page = theme.page();
    let colour = theme.stroke(line).colour;
    match (theme, texture) {
        (Theme::Print, Texture::Plain) if line == Line::Cites => {
            Fill { ground: colour.over(page.paper, 40), border: page.ink, strokes: page.ink, texture }
        }
        (Theme::Print, Texture::Plain) => {
            Fill { ground: colour, border: page.ink, strokes: page.ink, texture }
        }
        (Theme::Light | Theme::Dark, _) => {
            Fill { ground: colour, border: page.paper, strokes: page.paper, texture }
        }
        (Theme::Print, _) => Fill { ground: page.paper, border: page.ink, strokes: colour, texture },
    }
}

fn of_line(line: Line) -> Texture {
    match line {
        Line::Recalls | Line::Cites => Texture::Plain,
        Line::Reaffirms => Texture::Rising,
        Line::Endorses => Texture::Crossed,
        Line::Welcomes => Texture::Level,
        Line::TakesNote => Texture::Falling,
        Line::Signs => Texture::Dotted,
        Line::Sponsors => Texture::Dashed,
        Line::Belongs => Texture::Upright,
    }
}

fn of_issuer(issuer: Issuer) -> Texture {
    match issuer {
        Issuer::Assembly => Texture::Plain,
        Issuer::Council => Texture::Rising,
        Issuer::Commission => Texture::Falling,
        Issuer::Security => Texture::Level,
        Issuer::Ecosoc => Texture::Upright,
        Issuer::OtherBody => Texture::Grid,
        Issuer::Report => Texture::Dashed,
        Issuer::Treaty => Texture::Crossed,
        Issuer::Civil => Texture::Dotted,
        Issuer::State => Texture::Stitched,
    }
}

impl Texture {
    /// Returns the strokes within a rectangle, as the attribute `d` of a path. They run on from one rectangle into the
    /// next, as wallpaper does.
    fn way(self, rect: Rect) -> String {
        match self {
            Texture::Plain => String::new(),
            Texture::Rising => rising(rect),
            Texture::Falling => falling(rect),
            Texture::Crossed => rising(rect) + &falling(rect),
            Texture::Level | Texture::Dotted | Texture::Dashed => level(rect),
            Texture::Upright | Texture::Stitched => upright(rect),
            Texture::Grid => level(rect) + &upright(rect),
        }
    }
}

/// Returns the multiples of the step strictly between two numbers.
fn steps(from: f64, to: f64) -> impl Iterator<Item = f64> {
    let first = (from / STEP).floor() as i64 + 1;
    (first..).map(|at| at as f64 * STEP).take_while(move |c| *c < to)
}

/// Returns strokes along x + y = c.
fn rising(rect: Rect) -> String {
    let (right, bottom) = (rect.x + rect.width, rect.y + rect.height);
    let strokes = steps(rect.x + rect.y, right + bottom).map(|c| {
        let (from, to) = (rect.x.max(c - bottom), right.min(c - rect.y));
        format!("M{} {}L{} {}", number(from), number(c - from), number(to), number(c - to))
    });
    strokes.collect()
}

/// Returns strokes along y − x = c.
fn falling(rect: Rect) -> String {
    let (right, bottom) = (rect.x + rect.width, rect.y + rect.height);
    let strokes = steps(rect.y - right, bottom - rect.x).map(|c| {
        let (from, to) = (rect.x.max(rect.y - c), right.min(bottom - c));
        format!("M{} {}L{} {}", number(from), number(c + from), number(to), number(c + to))
    });
    strokes.collect()
}

fn level(rect: Rect) -> String {
    let strokes = steps(rect.y, rect.y + rect.height)
        .map(|y| format!("M{} {}h{}", number(rect.x), number(y), number(rect.width)));
    strokes.collect()
}

fn upright(rect: Rect) -> String {
    let strokes = steps(rect.x, rect.x + rect.width)
        .map(|x| format!("M{} {}v{}", number(x), number(rect.y), number(rect.height)));
    strokes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks() -> Vec<Look> {
        let lines = Line::ALL.into_iter().map(Look::Line);
        lines.chain(Issuer::ALL.into_iter().map(Look::Issuer)).chain([Look::Inside, Look::Outside]).collect()
    }

    /// Two things of one key differ in their strokes, or where both are plain in how light they are.
    #[test]
    fn fills_are_told_apart_without_colour() {
        let grey = |colour: Colour| colour.channels().iter().map(|c| i32::from(*c)).sum::<i32>() / 3;
        let same_key = |a: Look, b: Look| {
            matches!(
                (a, b),
                (Look::Line(_), Look::Line(_))
                    | (Look::Issuer(_), Look::Issuer(_))
                    | (Look::Inside, Look::Outside)
            )
        };
        for theme in Theme::ALL {
            for (at, one) in looks().into_iter().enumerate() {
                for other in looks().into_iter().skip(at + 1).filter(|other| same_key(one, *other)) {
                    let (a, b) = (one.fill(theme), other.fill(theme));
                    let apart = a.texture != b.texture || (grey(a.ground) - grey(b.ground)).abs() > 40;
                    assert!(apart, "{theme}: {one:?} and {other:?} look alike");
                }
            }
        }
    }

    #[test]
    fn strokes_stay_inside() {
        let rect = Rect { x: 12.3, y: 40.0, width: 17.0, height: 31.5 };
        for way in [rising(rect), falling(rect)] {
            assert!(way.matches('M').count() >= 9, "{way}");
            for point in way.split(['M', 'L']).filter(|p| !p.is_empty()) {
                let (x, y) = point.split_once(' ').expect("two numbers");
                let (x, y): (f64, f64) = (x.parse().expect("x"), y.parse().expect("y"));
                assert!((12.2..=29.4).contains(&x) && (39.9..=71.6).contains(&y), "{point}");
            }
        }
        assert_eq!(level(rect), "M12.3 45h17M12.3 50h17M12.3 55h17M12.3 60h17M12.3 65h17M12.3 70h17");
        assert_eq!(upright(Rect { width: 0.0, ..rect }), "");
    }
}
