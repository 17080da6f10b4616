//! Letters, numbers and names as SVG may hold them.

use std::fmt::Write;

use crate::draw::layout::Point;

/// Returns a text for content and attributes of XML; letters that XML forbids become blanks.
pub(in crate::draw) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("&#10;"),
            '\u{fffe}' | '\u{ffff}' => out.push(' '),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Returns a line of text for content, set from right to left where it begins so: an isolate (U+2067 … U+2069) of
/// Unicode's algorithm, since not every program that draws SVG obeys its attribute `direction`, but all obey letters.
pub(in crate::draw) fn line(text: &str) -> String {
    if runs_left(text) { format!("\u{2067}{}\u{2069}", escaped(text)) } else { escaped(text) }
}

/// Says whether the first letter that has a direction is of Hebrew, Arabic or one of their neighbours.
pub(super) fn runs_left(text: &str) -> bool {
    text.chars().find(|letter| letter.is_alphabetic()).is_some_and(|letter| {
        matches!(letter as u32, 0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x10800..=0x10fff | 0x1e800..=0x1efff)
    })
}

/// Returns a number with at most one decimal.
pub(in crate::draw) fn number(value: f64) -> String {
    let tenths = (value * 10.0).round();
    // Not a number, endless and negative nothing have no place in a picture.
    if !tenths.is_finite() || tenths == 0.0 {
        return "0".to_owned();
    }
    let text = format!("{:.1}", tenths / 10.0);
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

/// Returns a name for an element: an id of the graph, with `/` as `_` and what XML does not allow in names as its code.
pub(super) fn name(id: &str) -> String {
    let mut out = String::from("n-");
    for letter in id.chars() {
        match letter {
            '/' => out.push('_'),
            c if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') => out.push(c),
            c => {
                let _ = write!(out, "\u{b7}{:x}\u{b7}", c as u32);
            }
        }
    }
    out
}

/// Returns a way with rounded corners, as the attribute `d` of a path.
pub(super) fn rounded(points: &[Point], most: f64) -> String {
    let mut out = String::new();
    let Some(first) = points.first() else { return out };
    let _ = write!(out, "M{} {}", number(first.x), number(first.y));
    for at in 1..points.len() {
        let point = points[at];
        let Some(next) = points.get(at + 1) else {
            let _ = write!(out, "L{} {}", number(point.x), number(point.y));
            break;
        };
        let before = points[at - 1];
        // A corner takes at most half of the pieces that meet in it.
        let radius = most.min(distance(before, point) / 2.0).min(distance(point, *next) / 2.0);
        let (enter, leave) = (towards(point, before, radius), towards(point, *next, radius));
        let _ = write!(
            out,
            "L{} {}Q{} {} {} {}",
            number(enter.x),
            number(enter.y),
            number(point.x),
            number(point.y),
            number(leave.x),
            number(leave.y)
        );
    }
    out
}

/// Returns the distance between two points.
pub(super) fn distance(a: Point, b: Point) -> f64 {
    ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).sqrt()
}

/// Returns the point so far from one towards another.
pub(super) fn towards(from: Point, to: Point, length: f64) -> Point {
    let whole = distance(from, to);
    if whole == 0.0 {
        return from;
    }
    Point { x: from.x + (to.x - from.x) / whole * length, y: from.y + (to.y - from.y) / whole * length }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_safe() {
        assert_eq!(escaped("<a> & \"b\"\u{0}\u{1b}'\u{ffff}"), "&lt;a&gt; &amp; &quot;b&quot;  &#39; ");
    }

    #[test]
    fn lines_run_as_they_begin() {
        assert_eq!(line("إعلان…"), "\u{2067}إعلان…\u{2069}");
        assert_eq!(line("53/144 إعلان"), "\u{2067}53/144 إعلان\u{2069}");
        assert_eq!(line("Declaration إعلان"), "Declaration إعلان");
        assert_eq!(line("权利…"), "权利…");
        assert!(runs_left("(זכויות)") && !runs_left("1948"));
    }

    #[test]
    fn numbers_are_short() {
        let check = |value: f64, expected: &str| assert_eq!(number(value), expected);
        check(1.0, "1");
        check(-0.04, "0");
        check(12.345, "12.3");
        check(-7.25, "-7.3");
        check(f64::NAN, "0");
    }

    #[test]
    fn names_are_names_of_xml() {
        assert_eq!(name("A/RES/53/144#annex"), "n-A_RES_53_144·23·annex");
        assert_ne!(name("A_B"), name("A/B"));
    }

    #[test]
    fn corners_are_rounded() {
        let points = [Point { x: 0.0, y: 40.0 }, Point { x: 0.0, y: 0.0 }, Point { x: 10.0, y: 0.0 }];
        assert_eq!(rounded(&points, 8.0), "M0 40L0 5Q0 0 5 0L10 0");
    }
}
