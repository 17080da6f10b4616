//! A chart on its page, as SVG: one file without outside parts, that can be read with the keyboard and aloud.

use super::key::Sign;
use super::{Chart, Plot, columns, key, rows, scatter};
use crate::draw::Theme;
use crate::draw::layout;
use crate::draw::metrics::Font;
use crate::draw::svg::xml::{escaped, number};
use crate::draw::svg::{MARGIN, headline, page};

/// Least width of the bars with their axis.
pub(super) const WIDTH: f64 = 820.0;

/// Letters of axes and of the foot, of the numbers at bars, and of names.
pub(super) const SMALL: Font = Font::regular(10.5);
pub(super) const SHOWN: Font = Font::bold(10.5);

/// Returns a chart as SVG. The same chart gives the same bytes.
pub fn svg(chart: &Chart, theme: Theme) -> String {
    let mut plot = String::new();
    let corner = layout::Point { x: MARGIN, y: 0.0 };
    let (width, height) = match &chart.plot {
        Plot::Years { span, panels } => columns::columns(*span, panels, corner, theme, &mut plot),
        Plot::Ranking(panel) => rows::rows(panel, corner, theme, &mut plot),
        Plot::Scatter(field) => scatter::scatter(field, corner, theme, &mut plot),
    };
    let signs = match &chart.plot {
        Plot::Scatter(field) => scatter::signs(field),
        Plot::Years { .. } | Plot::Ranking(_) => chart.looks().into_iter().map(Sign::Fill).collect(),
    };
    let mut body = String::new();
    let mut top = headline(&chart.title, &chart.subtitle, theme, width, &mut body);
    top += key::key(signs, theme, MARGIN, top, width, &mut body) + 16.0;
    body += &format!("<g transform=\"translate(0 {})\">\n{plot}</g>\n", number(top));
    let bottom = top + height + 20.0 + foot(chart, theme, width, top + height + 20.0, &mut body);
    page(&chart.title, &chart.subtitle, theme, (width + 2.0 * MARGIN, bottom + MARGIN - 8.0), &body)
}

/// Writes where the numbers come from and where the document can be read; returns the height that this takes.
fn foot(chart: &Chart, theme: Theme, width: f64, top: f64, out: &mut String) -> f64 {
    let mut y = top;
    out.push_str(&format!("<g font-size=\"{}\" fill=\"{}\">\n", SMALL.size, theme.page().muted));
    let mut line = |words: &str, address: Option<&str>| {
        for words in SMALL.wrap(words, width, 2) {
            let text = format!(
                "<text x=\"{}\" y=\"{}\">{}</text>",
                number(MARGIN),
                number(y + SMALL.size * 0.8),
                escaped(&words)
            );
            out.push_str(&match address {
                Some(address) => {
                    format!("<a href=\"{}\" target=\"_blank\">{text}</a>\n", escaped(address))
                }
                None => text + "\n",
            });
            y += SMALL.size * 1.4;
        }
    };
    line(&format!("Data: {}", chart.source), None);
    if let Some(address) = &chart.address {
        line(&format!("The document: {address}"), Some(address));
    }
    out.push_str("</g>\n");
    y - top
}

/// Returns a bar or a part of one with what it says, and its link if it has one.
pub(super) fn told(drawn: &str, words: &str, address: Option<&str>) -> String {
    let words = escaped(words);
    match address {
        Some(address) => format!(
            "<a href=\"{}\" target=\"_blank\" aria-label=\"{words}\"><title>{words}</title>{drawn}</a>",
            escaped(address)
        ),
        None => format!("<g><title>{words}</title>{drawn}</g>"),
    }
}

/// Returns a bar as an item of a list; one without a link can be reached with the keyboard all the same.
pub(super) fn item(drawn: &str, words: &str, address: Option<&str>) -> String {
    match address {
        Some(_) => format!("<g role=\"listitem\">{}</g>\n", told(drawn, words, address)),
        None => {
            format!("<g role=\"listitem\" tabindex=\"0\" aria-label=\"{}\">{drawn}</g>\n", escaped(words))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::axis::Axis;
    use super::super::{Bar, Look, Panel, Part, Point, Scatter, Step};
    use super::*;
    use crate::draw::{Issuer, Line, png};

    fn bar(year: Option<u16>, name: &str, value: f64) -> Bar {
        let part = |look: Look, value: f64| Part { look, value, words: "a & b".to_owned(), address: None };
        let parts = [
            part(Look::Line(Line::Recalls), (value / 2.0).floor()),
            part(Look::Line(Line::Cites), (value / 2.0).ceil()),
        ];
        Bar {
            year,
            name: name.to_owned(),
            title: name.repeat(3),
            parts: parts.into_iter().filter(|p| p.value > 0.0).collect(),
            shown: format!("{value}"),
            words: "a <bar>".to_owned(),
            address: None,
            is_focus: year == Some(2000),
        }
    }

    fn over_years(span: Option<(u16, u16)>, panels: Vec<Vec<Bar>>) -> Chart {
        let panels = panels
            .into_iter()
            .map(|bars| Panel { measure: "documents".to_owned(), counts: true, bars })
            .collect();
        Chart {
            title: "Citations of 关于个人群体和社会机构 by year".to_owned(),
            subtitle: vec!["الإعلان المتعلق بحق ومسؤولية الأفراد والجماعات".repeat(9)],
            source: "a <file>".to_owned(),
            address: Some("https://docs.un.org/en/A/RES/53/144".to_owned()),
            plot: Plot::Years { span, panels },
        }
    }

    /// What one text says, with its place: x, y, size, whether bold, `start`, `middle` or `end`, whether upright.
    struct Word {
        text: String,
        x: f64,
        y: f64,
        font: Font,
        anchor: String,
        turned: bool,
    }

    /// Reads the texts of a page with their places; groups give sizes and anchors.
    fn words(svg: &str) -> Vec<Word> {
        let options = |text: &str, name: &str| {
            let (_, rest) = text.split_once(&format!(" {name}=\""))?;
            rest.split_once('"').map(|(value, _)| value.to_owned())
        };
        let mut out = Vec::new();
        let (mut groups, mut down) = (Vec::<String>::new(), Vec::<f64>::new());
        for piece in svg.split('<').skip(1) {
            if piece.starts_with("g ") || piece.starts_with("g>") {
                let moved = options(piece, "transform")
                    .and_then(|t| t.strip_prefix("translate(0 ")?.strip_suffix(')')?.parse::<f64>().ok());
                down.push(moved.unwrap_or(0.0));
                groups.push(piece.to_owned());
            } else if piece.starts_with("/g") {
                groups.pop();
                down.pop();
            } else if piece.starts_with("text ") {
                let (tag, text) = piece.split_once('>').expect("a tag");
                let own = |name: &str| {
                    std::iter::once(tag)
                        .chain(groups.iter().rev().map(String::as_str))
                        .find_map(|t| options(t, name))
                };
                let size: f64 = own("font-size").expect("a size").parse().expect("a size");
                let bold = own("font-weight").is_some_and(|w| w == "bold");
                let at =
                    |name: &str| -> f64 { options(tag, name).expect("a place").parse().expect("a number") };
                out.push(Word {
                    text: text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"),
                    x: at("x"),
                    y: at("y") + down.iter().sum::<f64>(),
                    font: if bold { Font::bold(size) } else { Font::regular(size) },
                    anchor: own("text-anchor").unwrap_or_else(|| "start".to_owned()),
                    turned: options(tag, "transform").is_some(),
                });
            }
        }
        out
    }

    /// Checks that every text stands on the page and that those along the foot of an axis do not touch.
    fn check(chart: &Chart) -> Vec<String> {
        for theme in Theme::ALL {
            let text = svg(chart, theme);
            assert_eq!(text, svg(chart, theme));
            let box_ =
                text.split_once("viewBox=\"0 0 ").and_then(|(_, r)| r.split_once('"')).expect("a box").0;
            let (width, height) = box_.split_once(' ').expect("two numbers");
            let (width, height): (f64, f64) = (width.parse().expect("w"), height.parse().expect("h"));
            let mut boxes: Vec<(f64, f64, f64, f64, String)> = Vec::new();
            for word in words(&text) {
                let wide = word.font.width(&word.text);
                let before = match word.anchor.as_str() {
                    "end" => wide,
                    "middle" => wide / 2.0,
                    _ => 0.0,
                };
                let (ascent, descent) = (word.font.size * 0.75, word.font.size * 0.2);
                let (left, right, top, bottom) = if word.turned {
                    (word.x - ascent, word.x + descent, word.y - wide + before, word.y + before)
                } else {
                    (word.x - before, word.x - before + wide, word.y - ascent, word.y + descent)
                };
                assert!(
                    left >= 0.0 && right <= width,
                    "{theme}: '{}' from {left} to {right} of {width}",
                    word.text
                );
                assert!(
                    top >= 0.0 && bottom <= height,
                    "{theme}: '{}' from {top} to {bottom} of {height}",
                    word.text
                );
                for (l, r, t, b, other) in &boxes {
                    // Words of one line need a gap.
                    let gap = if (bottom - b).abs() < 0.1 { 3.0 } else { -0.3 };
                    let apart =
                        right + gap <= *l || *r + gap <= left || bottom <= *t + 0.3 || *b <= top + 0.3;
                    assert!(apart, "{theme}: '{}' and '{other}' touch", word.text);
                }
                boxes.push((left, right, top, bottom, word.text));
            }
            for outside in ["NaN", "inf", "<script", "url(", "a & b", "a <"] {
                assert!(!text.contains(outside), "{theme}: {outside}");
            }
        }
        words(&svg(chart, Theme::Light)).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn one_year_eighty_years_and_none() {
        let one = check(&over_years(Some((2000, 2000)), vec![vec![bar(Some(2000), "", 3.0)]]));
        assert!(one.contains(&"2000".to_owned()) && one.contains(&"3".to_owned()), "{one:?}");
        let many = (1946..2026).map(|y| bar(Some(y), "", f64::from(y % 13 * 100))).collect();
        let words = check(&over_years(Some((1946, 2025)), vec![many]));
        let years: Vec<&str> = words.iter().map(String::as_str).filter(|w| w.len() == 4).collect();
        assert!(years.contains(&"1950") && years.contains(&"2020") && !years.contains(&"1946"), "{years:?}");
        let none = check(&over_years(None, vec![Vec::new()]));
        assert!(none.contains(&"nothing to draw".to_owned()), "{none:?}");
        assert!(png(&svg(&over_years(None, vec![Vec::new()]), Theme::Dark)).is_ok());
    }

    #[test]
    fn undated_bars_stand_apart() {
        let words =
            check(&over_years(Some((1999, 2001)), vec![vec![bar(Some(2000), "", 2.0), bar(None, "", 4.0)]]));
        assert!(words.contains(&"no date".to_owned()) && words.contains(&"4".to_owned()), "{words:?}");
        let long = (1945..2026).map(|y| bar(Some(y), "", 1.0)).chain([bar(None, "", 4.0)]).collect();
        assert!(check(&over_years(Some((1945, 2025)), vec![long])).contains(&"1945".to_owned()));
        assert!(check(&over_years(None, vec![vec![bar(None, "", 4.0)]])).contains(&"no date".to_owned()));
    }

    /// Names of many documents of a year stand beside each other, however many there are.
    #[test]
    fn names_stand_beside_each_other() {
        let names = ["53/144", "关于个人群体", "الإعلان المتعلق", "HRC 22/6", "A/CONF.157/24(Part I) chap.III"];
        let bars: Vec<Bar> = (0..30)
            .map(|at| bar(Some(1990 + at / 9 * 10), names[usize::from(at) % names.len()], f64::from(at)))
            .collect();
        let words = check(&over_years(Some((1990, 2020)), vec![bars.clone(), bars]));
        assert!(words.contains(&"53/144".to_owned()), "{words:?}");
    }

    #[test]
    fn rankings_keep_long_titles_and_numbers_on_the_page() {
        let titles = [
            "Declaration on the Right and Responsibility ",
            "关于个人群体和社会机构",
            "الإعلان المتعلق بحق ",
            "",
        ];
        let bars = (0..12u16).map(|at| Bar {
            shown: "0.123456".to_owned(),
            ..bar(Some(1990), titles[usize::from(at) % titles.len()], f64::from(40 - at))
        });
        let panel = Panel { measure: "PageRank".to_owned(), counts: false, bars: bars.collect() };
        let chart = Chart { plot: Plot::Ranking(panel), ..over_years(None, Vec::new()) };
        check(&chart);
        let nothing = Panel { measure: "PageRank".to_owned(), counts: false, bars: Vec::new() };
        check(&Chart { plot: Plot::Ranking(nothing), ..chart });
    }

    #[test]
    fn names_of_points_stand_apart_and_on_the_page() {
        let names = ["53/144", "关于个人群体", "A/CONF.157/24(Part I) chap.III", "HRC 22/6"];
        let point = |at: u16, year: u16, value: f64| Point {
            year,
            value,
            issuer: Issuer::ALL[usize::from(at) % 9],
            name: names[usize::from(at) % names.len()].to_owned(),
            shown: value.to_string(),
            words: "a <point>".to_owned(),
            address: None,
            is_focus: at == 7,
        };
        let drawn = |of_year: u16, values: &dyn Fn(u16) -> f64| {
            let points: Vec<Point> =
                (0..400).map(|at| point(at, 1945 + at / of_year * (of_year / 5), values(at))).collect();
            let steps = (0..16).map(|at: u16| Step {
                first: 1945 + 5 * at,
                last: 1949 + 5 * at,
                median: 1.0,
                upper_tenth: 2.0,
                shown: ["1".to_owned(), "2".to_owned()],
                points: usize::from(at) * 25..usize::from(at) * 25 + 25,
                outstanding: 3,
            });
            let steps = steps.collect();
            let axis = Axis::of(points.iter().map(|p| p.value), true);
            let field = Scatter { measure: "documents".to_owned(), axis, points, steps };
            check(&Chart { plot: Plot::Scatter(field), ..over_years(None, Vec::new()) })
        };
        let words = drawn(5, &|at| f64::from(u32::from(at) * 7919 % 1500));
        assert!(words.contains(&"1000".to_owned()) && words.contains(&"1950".to_owned()), "{words:?}");
        assert!(words.iter().filter(|word| names.contains(&word.as_str())).count() > 5, "{words:?}");
        // Of 25 documents of nine issuers some are of one.
        let alike = drawn(25, &|_| 0.0);
        assert!(alike.contains(&Sign::Several.name().to_owned()), "{alike:?}");
    }

    #[test]
    fn no_points_are_told() {
        let axis = Axis::of(std::iter::empty(), true);
        let (points, steps) = (Vec::new(), Vec::new());
        let field = Scatter { measure: "PageRank".to_owned(), axis, points, steps };
        let words = check(&Chart { plot: Plot::Scatter(field), ..over_years(None, Vec::new()) });
        assert!(words.contains(&"nothing to draw".to_owned()), "{words:?}");
    }

    #[test]
    fn the_key_holds_what_occurs() {
        let chart = over_years(Some((2000, 2000)), vec![vec![bar(Some(2000), "", 1.0)]]);
        let looks: Vec<Look> = chart.looks().into_iter().collect();
        assert_eq!(looks, [Look::Focus, Look::Line(Line::Cites)]);
        assert!(!check(&chart).contains(&Issuer::Assembly.name().to_owned()));
    }
}
