//! A small generator of random numbers: the same seed gives the same numbers on every machine.

/// SplitMix64 (Steele, Lea and Flood 2014, *Fast splittable pseudorandom number generators*): a counter, mixed.
#[derive(Clone, Debug)]
pub(in crate::query) struct SplitMix64(pub u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a number below `bound`, by multiplication of the upper half: the bias is below bound / 2^32.
    pub(in crate::query) fn below(&mut self, bound: u32) -> u32 {
        (((self.next() >> 32) * u64::from(bound)) >> 32) as u32
    }

    /// Brings values into random order (Durstenfeld 1964, *Algorithm 235: Random permutation*).
    pub(in crate::query) fn shuffle(&mut self, values: &mut [u32]) {
        for at in (1..values.len()).rev() {
            values.swap(at, self.below(at as u32 + 1) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of seed 1234567, which implementations of the generator publish.
    #[test]
    fn the_numbers_are_those_of_the_paper() {
        let mut random = SplitMix64(1_234_567);
        let given: Vec<u64> = (0..3).map(|_| random.next()).collect();
        assert_eq!(given, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn every_order_of_three_is_about_as_frequent() {
        let mut random = SplitMix64(1);
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..6000 {
            let mut values = [0, 1, 2];
            random.shuffle(&mut values);
            *counts.entry(values).or_insert(0) += 1;
        }
        assert_eq!(counts.len(), 6);
        assert!(counts.values().all(|count| (880..1120).contains(count)), "{counts:?}");
    }
}
