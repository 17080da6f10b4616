//! Positive numbers without an upper bound, as precise as a double.

use std::ops::{Add, AddAssign};

/// The number `scaled · 2^(512 steps)`, where 0 ≤ `scaled` < 2^512 or, in the midst of a sum, a little more.
///
/// The number of ways through a net grows with the power of its depth and soon exceeds the range of a double. Sums of
/// numbers of one step are plain sums; a logarithm is taken only at the end.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Large {
    scaled: f64,
    steps: u32,
}

/// 2^512, whose square is still within the range of a double, as is a sum of 2^32 of them.
const STEP: f64 = f64::from_bits((1023 + 512) << 52);

impl Large {
    pub(super) const ZERO: Large = Large { scaled: 0.0, steps: 0 };
    pub(super) const ONE: Large = Large { scaled: 1.0, steps: 0 };

    /// Returns the natural logarithm, -∞ of zero.
    pub(super) fn ln(self) -> f64 {
        self.scaled.ln() + f64::from(self.steps) * 512.0 * std::f64::consts::LN_2
    }

    fn carried(mut self) -> Large {
        if self.scaled >= STEP {
            self.scaled /= STEP;
            self.steps += 1;
        }
        self
    }
}

impl Add for Large {
    type Output = Large;

    fn add(self, other: Large) -> Large {
        let (high, low) = if self.steps >= other.steps { (self, other) } else { (other, self) };
        match high.steps - low.steps {
            0 => Large { scaled: high.scaled + low.scaled, ..high }.carried(),
            1 => Large { scaled: high.scaled + low.scaled / STEP, ..high }.carried(),
            // Too small by 2^512 to change any digit.
            _ => high,
        }
    }
}

impl AddAssign for Large {
    fn add_assign(&mut self, other: Large) {
        *self = *self + other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_two_have_their_logarithm() {
        let mut number = Large::ONE;
        for power in 0..5000 {
            let wanted = f64::from(power) * std::f64::consts::LN_2;
            assert!((number.ln() - wanted).abs() <= 1e-12 * wanted, "2^{power}");
            number += number;
        }
        assert_eq!(Large::ZERO.ln(), f64::NEG_INFINITY);
    }

    #[test]
    fn numbers_of_different_size_are_added() {
        let big = (0..513).fold(Large::ONE, |sum, _| sum + sum);
        let half = (0..512).fold(Large::ONE, |sum, _| sum + sum);
        let almost = (0..500).fold(Large::ONE, |sum, _| sum + sum);
        // 2^513 + 2^512 + 2^500, in any order.
        let wanted = 512.0 * std::f64::consts::LN_2 + (3.0 + 2f64.powi(-12)).ln();
        for [a, b, c] in [[big, half, almost], [almost, half, big], [half, almost, big]] {
            assert!(((a + b + c).ln() - wanted).abs() < 1e-12);
        }
        let huge = (0..1024).fold(Large::ONE, |sum, _| sum + sum);
        assert_eq!(huge + Large::ONE, huge);
        assert_eq!((Large::ZERO + Large::ONE, Large::ONE + Large::ZERO), (Large::ONE, Large::ONE));
    }
}
