//! Colours and strokes of the three themes. What a colour says, a dash, a width or an arrowhead says as well.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::{Issuer, Line};

/// A colour, as `#RRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Colour(u32);

impl Colour {
    /// Makes a colour of red, green and blue, as in `0xRRGGBB`.
    pub const fn of(rgb: u32) -> Self {
        Self(rgb)
    }

    /// Returns red, green and blue.
    pub fn channels(self) -> [u8; 3] {
        let [_, red, green, blue] = self.0.to_be_bytes();
        [red, green, blue]
    }

    /// Returns the colour that this one makes where it covers another to some hundredths.
    ///
    /// Faded lines are drawn in such colours and not with transparency: where two of them share a way, they do not
    /// grow darker, and no printer has to make them out.
    pub fn over(self, ground: Colour, hundredths: u32) -> Colour {
        let mix = |top: u8, below: u8| {
            (u32::from(top) * hundredths + u32::from(below) * (100 - hundredths) + 50) / 100
        };
        let ([r, g, b], [s, h, c]) = (self.channels(), ground.channels());
        Colour(mix(r, s) << 16 | mix(g, h) << 8 | mix(b, c))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:06X}", self.0)
    }
}

/// A set of colours for one use of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Theme {
    /// Colours on white.
    #[default]
    Light,
    /// Colours on a dark ground, for screens.
    Dark,
    /// Black on white, for books.
    Print,
}

/// Says that a text names no theme.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("'{0}' is not a theme (light, dark, print)")]
pub struct ParseThemeError(String);

impl FromStr for Theme {
    type Err = ParseThemeError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Theme::ALL.into_iter().find(|t| t.name() == s).ok_or_else(|| ParseThemeError(s.to_owned()))
    }
}

impl fmt::Display for Theme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Colours of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paint {
    /// The ground.
    pub fill: Colour,
    /// The border.
    pub border: Colour,
    /// The letters.
    pub text: Colour,
}

/// Colours of everything that is neither node nor line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The ground.
    pub paper: Colour,
    /// The ground of every other year.
    pub band: Colour,
    /// Thin rules.
    pub rule: Colour,
    /// The title.
    pub ink: Colour,
    /// Subtitle, years, legend.
    pub muted: Colour,
}

/// The head of an arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Head {
    /// A filled triangle.
    Full,
    /// A triangle in outline.
    Hollow,
    /// Two strokes.
    Open,
    /// A filled dot.
    Dot,
    /// A dot in outline.
    Ring,
    /// A filled diamond.
    Diamond,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub colour: Colour,
    /// Its colour where it is long, and stands back.
    pub faded: Colour,
    /// Its width.
    pub width: f64,
    /// Its dashes, as SVG writes them.
    pub dash: Option<&'static str>,
    /// Its head, at the cited text.
    pub head: Head,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Theme; 3] = [Theme::Light, Theme::Dark, Theme::Print];

    /// Returns the name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Print => "print",
        }
    }

    /// Returns the colours of the page.
    pub fn page(self) -> Page {
        let [paper, band, rule, ink, muted] = match self {
            Theme::Light => [0xFFFFFF, 0xF6F8FB, 0xD1D5DB, 0x111827, 0x4B5563],
            Theme::Dark => [0x0F172A, 0x162036, 0x334155, 0xF1F5F9, 0xB6C2D2],
            Theme::Print => [0xFFFFFF, 0xFFFFFF, 0xC4C4C4, 0x000000, 0x333333],
        }
        .map(Colour::of);
        Page { paper, band, rule, ink, muted }
    }

    /// Returns the colours of the document that was asked about.
    pub fn focus(self) -> Paint {
        paint(match self {
            Theme::Light => [0xFFF3B0, 0xB45309, 0x111827],
            Theme::Dark => [0x5A4708, 0xFBBF24, 0xFFF7DB],
            Theme::Print => [0xFFFFFF, 0x000000, 0x000000],
        })
    }

    /// Returns the colours of a node by who speaks in it.
    pub fn paint(self, issuer: Issuer) -> Paint {
        paint(match self {
            Theme::Light => match issuer {
                Issuer::Assembly => [0xDCEBF9, 0x1F5F99, 0x0B2E4F],
                Issuer::Council => [0xDDF2E6, 0x1E7B4F, 0x0C3D27],
                Issuer::Commission => [0xEEF3D8, 0x6B7A1E, 0x3A4310],
                Issuer::Security => [0xF9E3DA, 0x9A3F1E, 0x4F1F0E],
                Issuer::Ecosoc => [0xD5F0EF, 0x0F766E, 0x083F3B],
                Issuer::OtherBody => [0xE5E7EB, 0x4B5563, 0x1F2937],
                Issuer::Report => [0xEFE4F6, 0x7A4B9C, 0x3E2252],
                Issuer::Treaty => [0xFFFFFF, 0x334155, 0x0F172A],
                Issuer::Civil => [0xFDEBD3, 0xB8650B, 0x5C3206],
                Issuer::State => [0xFBE4EC, 0xA8325F, 0x561430],
            },
            Theme::Dark => match issuer {
                Issuer::Assembly => [0x15365A, 0x60A5E8, 0xE3F0FC],
                Issuer::Council => [0x10402B, 0x4FBF8B, 0xDDF7EA],
                Issuer::Commission => [0x363D10, 0xB5C452, 0xF2F7D9],
                Issuer::Security => [0x54230F, 0xE58A64, 0xFCE9E1],
                Issuer::Ecosoc => [0x0A4440, 0x3FC4B7, 0xD7F7F4],
                Issuer::OtherBody => [0x334155, 0x94A3B8, 0xF1F5F9],
                Issuer::Report => [0x40264F, 0xC08FE0, 0xF5E9FC],
                Issuer::Treaty => [0x0B1120, 0xCBD5E1, 0xF8FAFC],
                Issuer::Civil => [0x573006, 0xF0A24A, 0xFDF0DE],
                Issuer::State => [0x4F1730, 0xE879A5, 0xFCE4EE],
            },
            // Eight greys cannot be told apart on paper: three tones, and the shapes, carry the difference.
            Theme::Print => match issuer {
                Issuer::Assembly | Issuer::Treaty => [0xFFFFFF, 0x000000, 0x000000],
                Issuer::Council | Issuer::Commission | Issuer::Ecosoc => [0xEDEDED, 0x000000, 0x000000],
                Issuer::Security | Issuer::OtherBody | Issuer::State => [0xDADADA, 0x000000, 0x000000],
                Issuer::Report | Issuer::Civil => [0xFFFFFF, 0x555555, 0x000000],
            },
        })
    }

    /// Returns how a line is drawn.
    pub fn stroke(self, line: Line) -> Stroke {
        let colour = Colour::of(match self {
            Theme::Light => match line {
                Line::Recalls => 0x4B5B6B,
                Line::Reaffirms => 0x1F5F99,
                Line::Endorses | Line::Signs => 0xB8650B,
                Line::Sponsors => 0xA8325F,
                Line::Welcomes => 0x1E7B4F,
                Line::TakesNote => 0x7A4B9C,
                Line::Cites => 0x8793A1,
                Line::Belongs => 0x111827,
            },
            Theme::Dark => match line {
                Line::Recalls => 0xB4C2D3,
                Line::Reaffirms => 0x60A5E8,
                Line::Endorses | Line::Signs => 0xF0A24A,
                Line::Sponsors => 0xE879A5,
                Line::Welcomes => 0x4FBF8B,
                Line::TakesNote => 0xC08FE0,
                Line::Cites => 0x7D8CA0,
                Line::Belongs => 0xF1F5F9,
            },
            Theme::Print => match line {
                Line::Cites => 0x777777,
                Line::Recalls
                | Line::Reaffirms
                | Line::Endorses
                | Line::Signs
                | Line::Sponsors
                | Line::Welcomes
                | Line::TakesNote
                | Line::Belongs => 0x000000,
            },
        });
        let (width, dash, head) = match line {
            Line::Recalls => (1.2, None, Head::Full),
            Line::Reaffirms => (2.0, None, Head::Full),
            Line::Endorses => (1.3, Some("6 3"), Head::Dot),
            Line::Signs => (1.3, Some("6 3"), Head::Ring),
            Line::Sponsors => (1.3, Some("9 2"), Head::Ring),
            Line::Welcomes => (1.3, None, Head::Hollow),
            Line::TakesNote => (1.3, Some("4 3"), Head::Full),
            Line::Cites => (0.9, None, Head::Open),
            Line::Belongs => (1.3, Some("1.3 3"), Head::Diamond),
        };
        Stroke { colour, faded: colour.over(self.page().paper, 48), width, dash, head }
    }
}

fn paint([fill, border, text]: [u32; 3]) -> Paint {
    Paint { fill: Colour::of(fill), border: Colour::of(border), text: Colour::of(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linear(colour: Colour) -> [f64; 3] {
        colour.channels().map(|c| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn contrast(a: Colour, b: Colour) -> f64 {
        let light = |colour| {
            let [r, g, b] = linear(colour);
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (light(a), light(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Contrast of WCAG 2.2: 4.5 for letters (1.4.3), 3 for what one must see to understand (1.4.11).
    #[test]
    fn letters_and_lines_stand_out() {
        for theme in Theme::ALL {
            let page = theme.page();
            let check = |a: Colour, b: Colour, least: f64| {
                assert!(contrast(a, b) >= least, "{theme}: {a} on {b}: {:.2}", contrast(a, b));
            };
            for paint in Issuer::ALL.map(|i| theme.paint(i)).into_iter().chain([theme.focus()]) {
                check(paint.text, paint.fill, 4.5);
                check(paint.border, page.paper, 3.0);
            }
            for ground in [page.paper, page.band] {
                check(page.ink, ground, 4.5);
                check(page.muted, ground, 4.5);
            }
            for line in Line::ALL {
                check(theme.stroke(line).colour, page.paper, 3.0);
            }
        }
    }

    /// Matrices for protanopia, deuteranopia and tritanopia by Machado, Oliveira and Fernandes (2009, *A
    /// physiologically-based model for simulation of color vision deficiency*), severity 1.
    const BLIND: [[[f64; 3]; 3]; 3] = [
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ];

    /// Returns the distance of two colours as such an eye sees them, in CIE L*a*b* (1976).
    fn distance(a: Colour, b: Colour, matrix: &[[f64; 3]; 3]) -> f64 {
        let lab = |colour| {
            let rgb = linear(colour);
            let seen =
                matrix.map(|row| (row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]).clamp(0.0, 1.0));
            let xyz = [
                (0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505,
                0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2],
                (0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089,
            ];
            let [x, y, z] = xyz.map(|t| if t > 0.008856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 });
            [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
        };
        let (a, b) = (lab(a), lab(b));
        a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
    }

    /// Two lines that say different things differ in dash, head or width, or in a colour that every eye tells apart.
    #[test]
    fn lines_are_told_apart_by_every_eye() {
        for theme in Theme::ALL {
            for (at, one) in Line::ALL.into_iter().enumerate() {
                for other in Line::ALL.into_iter().skip(at + 1) {
                    let (a, b) = (theme.stroke(one), theme.stroke(other));
                    let in_shape = a.dash != b.dash || a.head != b.head || (a.width - b.width).abs() > 0.5;
                    let in_colour = BLIND.iter().all(|m| distance(a.colour, b.colour, m) > 15.0);
                    assert!(in_shape || in_colour, "{theme}: {one:?} and {other:?} look alike");
                }
            }
        }
    }

    #[test]
    fn a_simulated_eye_confuses_red_and_green() {
        let (red, green) = (Colour::of(0xA52A2A), Colour::of(0x4F6A00));
        let identity = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
        assert!(distance(red, green, &BLIND[1]) < distance(red, green, &identity) / 2.0);
    }

    #[test]
    fn colours_are_laid_over_each_other() {
        assert_eq!(Colour::of(0).over(Colour::of(0xFFFFFF), 40).to_string(), "#999999");
        assert_eq!(Colour::of(0x1F5F99).over(Colour::of(0xFFFFFF), 100), Colour::of(0x1F5F99));
    }

    #[test]
    fn names_round_trip() {
        for theme in Theme::ALL {
            assert_eq!(theme.name().parse(), Ok(theme));
        }
        assert!("sepia".parse::<Theme>().is_err());
    }
}
