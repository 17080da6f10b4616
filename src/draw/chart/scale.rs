//! The numbers along an axis: round ones, from nothing on.

/// Most lines above the foot.
const MOST: f64 = 7.0;

/// An axis from 0 to a round number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    step: f64,
    lines: u32,
}

impl Scale {
    /// Returns the axis for numbers up to some greatest one: steps of 1, 2 or 5 with noughts, the smallest that need
    /// few lines. Counts have no steps below 1.
    pub(super) fn of(greatest: f64, counts: bool) -> Self {
        let greatest = if greatest.is_finite() && greatest > 0.0 { greatest } else { 1.0 };
        let least = greatest / MOST;
        let power = least.log10().floor();
        // Powers of ten as written numbers: 10^-3 is not the third part of a product.
        let unit = |shift: f64| format!("1e{}", power + shift).parse::<f64>().unwrap_or(1.0);
        let mut steps = [1.0, 2.0, 5.0].map(|m| m * unit(0.0)).into_iter().chain([unit(1.0)]);
        let step = steps.find(|step| *step >= least * (1.0 - 1e-9)).unwrap_or(greatest);
        let step = if counts { step.max(1.0) } else { step };
        Self { step, lines: (greatest / step - 1e-9).ceil().max(1.0) as u32 }
    }

    /// Returns the number at its end.
    pub(super) fn top(self) -> f64 {
        self.step * f64::from(self.lines)
    }

    /// Returns its numbers with their names.
    pub(super) fn ticks(self) -> impl Iterator<Item = (f64, String)> {
        let decimals = (-self.step.log10().floor()).max(0.0) as usize;
        (0..=self.lines).map(move |at| {
            let value = f64::from(at) * self.step;
            (value, if at == 0 { "0".to_owned() } else { format!("{value:.decimals$}") })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(greatest: f64, counts: bool, expected: &str) {
        let names: Vec<String> = Scale::of(greatest, counts).ticks().map(|(_, name)| name).collect();
        assert_eq!(names.join(" "), expected, "{greatest}");
    }

    #[test]
    fn numbers_are_round() {
        check(4.0, true, "0 1 2 3 4");
        check(1.0, true, "0 1");
        check(0.0, true, "0 1");
        check(7.0, true, "0 1 2 3 4 5 6 7");
        check(8.0, true, "0 2 4 6 8");
        check(120.0, true, "0 20 40 60 80 100 120");
        check(121.0, true, "0 20 40 60 80 100 120 140");
        check(141.0, true, "0 50 100 150");
        check(1468.0, true, "0 500 1000 1500");
        check(1023.0, true, "0 200 400 600 800 1000 1200");
        check(0.0123, false, "0 0.002 0.004 0.006 0.008 0.010 0.012 0.014");
        check(0.0012, false, "0 0.0002 0.0004 0.0006 0.0008 0.0010 0.0012");
        check(f64::NAN, true, "0 1");
    }

    #[test]
    fn every_number_is_on_its_axis() {
        for greatest in 1..3000 {
            let scale = Scale::of(f64::from(greatest), true);
            assert!(scale.top() >= f64::from(greatest) && scale.lines <= 7, "{greatest}: {scale:?}");
            assert!(scale.top() <= 2.5 * f64::from(greatest), "{greatest}: {scale:?}");
        }
    }
}
