//! The numbers along the axis of scores, which may be below nothing, and may span decades.

/// A logarithmic axis is drawn where the greatest score is so many times the least above nothing.
const SPAN: f64 = 100.0;

/// What is so many times smaller than the greatest score stands with nothing.
const DEEPEST: f64 = 1e6;

/// Most lines of an even axis.
const MOST: f64 = 8.0;

/// Share of the height that the row of nothing takes below a logarithmic axis.
const REST: f64 = 0.075;

/// Where scores stand between the foot (0) and the head (1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Axis {
    /// Equal differences are equally far apart.
    Even { least: f64, greatest: f64, step: f64 },
    /// Equal ratios are equally far apart; what is nothing or too little stands at the foot.
    Decades { least: f64, greatest: f64, rest: Option<&'static str> },
}

impl Axis {
    /// Returns the axis for some scores. Counts have no parts.
    pub(super) fn of(scores: impl Iterator<Item = f64> + Clone, counts: bool) -> Self {
        let scores = scores.filter(|score| score.is_finite());
        let least = scores.clone().fold(f64::INFINITY, f64::min);
        let greatest = scores.clone().fold(f64::NEG_INFINITY, f64::max);
        let first = scores.clone().filter(|score| *score > 0.0).fold(f64::INFINITY, f64::min);
        if least >= 0.0 && greatest >= SPAN * first {
            let cut = greatest / DEEPEST;
            let rest = match (first < cut, least == 0.0) {
                (true, _) => Some("less"),
                (false, true) => Some("0"),
                (false, false) => None,
            };
            return Axis::Decades { least: first.max(cut), greatest, rest };
        }
        let (least, greatest) = if greatest >= least { (least, greatest) } else { (0.0, 1.0) };
        let (least, greatest) = (least.min(0.0), greatest.max(0.0));
        let step = if greatest > least { round_step((greatest - least) / MOST, counts) } else { 1.0 };
        let greatest = if greatest > least { (greatest / step - 1e-9).ceil() * step } else { least + step };
        Axis::Even { least: (least / step + 1e-9).floor() * step, greatest, step }
    }

    /// Returns where a score stands, from 0 to 1.
    pub(super) fn share(self, score: f64) -> f64 {
        match self {
            Axis::Even { least, greatest, .. } => (score - least) / (greatest - least),
            Axis::Decades { least, greatest, rest } => {
                let foot = if rest.is_some() { REST } else { 0.0 };
                if score < least {
                    return 0.0;
                }
                foot + (1.0 - foot) * (score / least).ln() / (greatest / least).ln()
            }
        }
    }

    /// Returns whether equal ratios are equally far apart.
    pub(super) fn is_logarithmic(self) -> bool {
        matches!(self, Axis::Decades { .. })
    }

    /// Returns the scores that are written, with their names, from the foot.
    pub(super) fn ticks(self) -> Vec<(f64, String)> {
        match self {
            Axis::Even { least, greatest, step } => {
                let decimals = (-step.log10().floor()).max(0.0) as usize;
                let lines = ((greatest - least) / step).round() as u32;
                let value = |at: u32| least + f64::from(at) * step;
                let name = |value: f64| {
                    // Steps of a tenth do not meet nothing exactly.
                    if value.abs() < step / 2.0 {
                        "0".to_owned()
                    } else {
                        signed(format!("{value:.decimals$}"))
                    }
                };
                (0..=lines).map(|at| (value(at), name(value(at)))).collect()
            }
            Axis::Decades { least, greatest, rest } => {
                let (low, high) = (least.log10().floor() as i32, greatest.log10().ceil() as i32);
                let between: &[u32] = match high - low {
                    ..=3 => &[1, 2, 5],
                    4..=5 => &[1, 3],
                    _ => &[1],
                };
                let ticks = (low..=high).flat_map(|power| {
                    between
                        .iter()
                        .filter_map(move |m| format!("{m}e{power}").parse::<f64>().ok().map(|v| (v, power)))
                });
                let inside = |value: f64| value >= least * (1.0 - 1e-9) && value <= greatest * (1.0 + 1e-9);
                let named = ticks.filter(|(value, _)| inside(*value)).map(|(value, power)| {
                    let decimals = (-power).max(0) as usize;
                    (value, if decimals > 6 { format!("{value:e}") } else { format!("{value:.decimals$}") })
                });
                rest.map(|name| (0.0, name.to_owned())).into_iter().chain(named).collect()
            }
        }
    }
}

/// Returns the least step of 1, 2 or 5 with noughts that is not below another.
fn round_step(least: f64, counts: bool) -> f64 {
    let power = least.log10().floor() as i32;
    let unit = |m: u32, shift: i32| format!("{m}e{}", power + shift).parse::<f64>().unwrap_or(1.0);
    let steps = [unit(1, 0), unit(2, 0), unit(5, 0), unit(1, 1)];
    let step = steps.into_iter().find(|step| *step >= least * (1.0 - 1e-9)).unwrap_or(least);
    if counts { step.max(1.0) } else { step }
}

/// Returns a number with the sign of minus as it is printed.
fn signed(number: String) -> String {
    number.strip_prefix('-').map_or_else(|| number.clone(), |digits| format!("−{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(scores: &[f64], counts: bool, expected: &str) -> Axis {
        let axis = Axis::of(scores.iter().copied(), counts);
        let names: Vec<String> = axis.ticks().into_iter().map(|(_, name)| name).collect();
        assert_eq!(names.join(" "), expected, "{scores:?}");
        for score in scores.iter().filter(|s| s.is_finite()) {
            assert!((0.0..=1.0 + 1e-9).contains(&axis.share(*score)), "{score} on {axis:?}");
        }
        for (value, name) in axis.ticks() {
            assert!((0.0..=1.0 + 1e-9).contains(&axis.share(value)), "{name} on {axis:?}");
        }
        axis
    }

    #[test]
    fn few_decades_are_even() {
        check(&[0.0, 1.0, 40.0], true, "0 5 10 15 20 25 30 35 40");
        check(&[0.0, 3.0], true, "0 1 2 3");
        check(&[], true, "0 1");
        check(&[0.0], false, "0 1");
        check(&[f64::NAN, 2.0], true, "0 1 2");
    }

    #[test]
    fn numbers_below_nothing_have_their_sign() {
        check(&[-1.0, 0.2, 1.0], false, "−1.0 −0.5 0 0.5 1.0");
        check(&[-1.5, 16.5], false, "−5 0 5 10 15 20");
        check(&[-3.0, -1.0], false, "−3.0 −2.5 −2.0 −1.5 −1.0 −0.5 0");
    }

    #[test]
    fn many_decades_are_logarithmic() {
        let axis = check(&[0.0, 1.0, 1204.0], true, "0 1 3 10 30 100 300 1000");
        assert_eq!(axis.share(0.0), 0.0);
        assert!((axis.share(1.0) - REST).abs() < 1e-12 && (axis.share(1204.0) - 1.0).abs() < 1e-12);
        let above = |a: f64, b: f64| axis.share(b) - axis.share(a);
        assert!((above(1.0, 10.0) - above(10.0, 100.0)).abs() < 1e-12);
        check(&[0.00008, 0.0157], false, "0.0001 0.0003 0.001 0.003 0.01");
        check(&[1e-12, 2.0], false, "less 0.00001 0.0001 0.001 0.01 0.1 1");
        check(&[0.0, 0.1, 94936.9], false, "0 0.1 1 10 100 1000 10000");
    }
}
