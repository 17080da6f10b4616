//! The point of a document: its colour says who speaks, and its shape says the same.

use crate::draw::layout::Point;
use crate::draw::svg::xml::number;
use crate::draw::{Issuer, Theme};

/// The outline of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Circle,
    Square,
    Rising,
    Falling,
    Diamond,
    Cross,
}

/// Returns the outline for an issuer, and whether it is filled.
fn shape(issuer: Issuer) -> (Shape, bool) {
    match issuer {
        Issuer::Assembly => (Shape::Circle, true),
        Issuer::Council => (Shape::Square, true),
        Issuer::Commission => (Shape::Falling, true),
        Issuer::Security => (Shape::Rising, true),
        Issuer::Ecosoc => (Shape::Diamond, true),
        Issuer::OtherBody => (Shape::Cross, true),
        Issuer::Report => (Shape::Circle, false),
        Issuer::Treaty => (Shape::Diamond, false),
        Issuer::Civil => (Shape::Rising, false),
        Issuer::State => (Shape::Square, false),
    }
}

/// Returns the point of a document. Every shape has about the area of the circle of its radius.
pub(super) fn mark(issuer: Issuer, middle: Point, radius: f64, theme: Theme) -> String {
    let (shape, filled) = shape(issuer);
    let (paper, colour) = (theme.page().paper, theme.paint(issuer).border);
    let looks = if filled {
        format!("fill=\"{colour}\" stroke=\"{paper}\" stroke-width=\"0.6\"")
    } else {
        format!("fill=\"{paper}\" stroke=\"{colour}\" stroke-width=\"1.1\"")
    };
    // The stroke of an outline stands half outside.
    let radius = if filled { radius } else { radius - 0.4 };
    let at = |x: f64, y: f64| format!("{} {}", number(middle.x + x * radius), number(middle.y + y * radius));
    let polygon = |corners: &[(f64, f64)]| {
        let corners: Vec<String> = corners.iter().map(|(x, y)| at(*x, *y)).collect();
        format!("<path class=\"box\" d=\"M{}Z\" {looks}/>", corners.join("L"))
    };
    match shape {
        Shape::Circle => format!(
            "<circle class=\"box\" cx=\"{}\" cy=\"{}\" r=\"{}\" {looks}/>",
            number(middle.x),
            number(middle.y),
            number(radius)
        ),
        Shape::Square => polygon(&[(-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)]),
        Shape::Rising => polygon(&[(0.0, -1.35), (1.2, 0.85), (-1.2, 0.85)]),
        Shape::Falling => polygon(&[(0.0, 1.35), (1.2, -0.85), (-1.2, -0.85)]),
        Shape::Diamond => polygon(&[(0.0, -1.3), (1.2, 0.0), (0.0, 1.3), (-1.2, 0.0)]),
        Shape::Cross => polygon(&[
            (-0.4, -1.2),
            (0.4, -1.2),
            (0.4, -0.4),
            (1.2, -0.4),
            (1.2, 0.4),
            (0.4, 0.4),
            (0.4, 1.2),
            (-0.4, 1.2),
            (-0.4, 0.4),
            (-1.2, 0.4),
            (-1.2, -0.4),
            (-0.4, -0.4),
        ]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who cannot see the colours tells issuers by the shapes of their points.
    #[test]
    fn every_issuer_has_a_shape_of_its_own() {
        for (at, one) in Issuer::ALL.into_iter().enumerate() {
            for other in Issuer::ALL.into_iter().skip(at + 1) {
                assert_ne!(shape(one), shape(other), "{one:?} and {other:?} look alike");
            }
        }
    }

    #[test]
    fn points_stand_where_they_are_put() {
        let drawn = mark(Issuer::Security, Point { x: 10.0, y: 20.0 }, 2.0, Theme::Print);
        assert!(drawn.contains("d=\"M10 17.3L12.4 21.7L7.6 21.7Z\""), "{drawn}");
        let drawn = mark(Issuer::Report, Point { x: 10.0, y: 20.0 }, 2.4, Theme::Print);
        assert!(drawn.contains("cx=\"10\" cy=\"20\" r=\"2\""), "{drawn}");
    }
}
