//! Positive numbers without an upper bound, as precise as a double.

use std::iter::Sum;

/// The number `scaled · 2^(960 steps)`, where 0 ≤ `scaled` < 2^960 or, in the midst of a sum, a little more.
///
/// The number of ways through a net grows with the power of its depth and soon exceeds the range of a double. Sums of
/// numbers of one step are plain sums; a logarithm is taken only at the end.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Large {
    scaled: f64,
    steps: u32,
}

/// 2^960: a sum of 2^32 such numbers is within the range of a double, and so is the inverse with all its digits.
const STEP: f64 = f64::from_bits((1023 + 960) << 52);

impl Large {
    pub(super) const ZERO: Large = Large { scaled: 0.0, steps: 0 };
    pub(super) const ONE: Large = Large { scaled: 1.0, steps: 0 };

    /// Returns a number by its parts; what is scaled may be up to 2^32 times too great.
    pub(super) fn of(scaled: f64, steps: u32) -> Large {
        Large { scaled, steps }.carried()
    }

    /// Returns the parts.
    pub(super) fn parts(self) -> (f64, u32) {
        (self.scaled, self.steps)
    }

    /// Returns the natural logarithm, -∞ of zero.
    pub(super) fn ln(self) -> f64 {
        self.scaled.ln() + f64::from(self.steps) * 960.0 * std::f64::consts::LN_2
    }

    fn carried(mut self) -> Large {
        if self.scaled >= STEP {
            self.scaled /= STEP;
            self.steps += 1;
        }
        self
    }
}

impl Sum for Large {
    fn sum<I: Iterator<Item = Large>>(numbers: I) -> Large {
        let mut sum = Large::ZERO;
        for number in numbers {
            // Rows are far too short for a sum of numbers of one step to overflow before it is carried. Beyond one step
            // of difference the smaller number changes no digit.
            if number.steps == sum.steps {
                sum.scaled += number.scaled;
            } else if number.steps < sum.steps {
                sum.scaled += if number.steps + 1 == sum.steps { number.scaled / STEP } else { 0.0 };
            } else {
                let rest = if sum.steps + 1 == number.steps { sum.scaled / STEP } else { 0.0 };
                sum = Large { scaled: number.scaled + rest, ..number };
            }
        }
        sum.carried()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum<const N: usize>(numbers: [Large; N]) -> Large {
        numbers.into_iter().sum()
    }

    fn power(of_two: u32) -> Large {
        (0..of_two).fold(Large::ONE, |number, _| sum([number, number]))
    }

    #[test]
    fn powers_of_two_have_their_logarithm() {
        let mut number = Large::ONE;
        for power in 0..5000 {
            let wanted = f64::from(power) * std::f64::consts::LN_2;
            assert!((number.ln() - wanted).abs() <= 1e-12 * wanted, "2^{power}");
            number = sum([number, number]);
        }
        assert_eq!(Large::ZERO.ln(), f64::NEG_INFINITY);
    }

    #[test]
    fn numbers_of_different_size_are_added_in_any_order() {
        let (big, half, small) = (power(961), power(960), power(948));
        let wanted = 960.0 * std::f64::consts::LN_2 + (3.0 + 2f64.powi(-12)).ln();
        for numbers in [[big, half, small], [small, half, big], [half, small, big], [small, big, half]] {
            assert!((sum(numbers).ln() - wanted).abs() < 1e-12);
        }
        assert_eq!(sum([power(1920), Large::ONE]), power(1920));
        assert_eq!(sum([Large::ONE, power(1920)]), power(1920));
        assert_eq!((sum([Large::ZERO, Large::ONE]), sum([])), (Large::ONE, Large::ZERO));
    }
}
