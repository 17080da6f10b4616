//! A set of places as one bit each.

/// A subset of `0..n`. Space: n / 8 bytes, so that at a million nodes it stays in a processor's cache.
#[derive(Clone, Debug)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// Returns the empty subset of `0..nodes`.
    pub(super) fn none_of(nodes: usize) -> Bits {
        Bits(vec![0; nodes.div_ceil(64)])
    }

    pub(super) fn contains(&self, place: u32) -> bool {
        self.0[place as usize / 64] >> (place % 64) & 1 == 1
    }

    /// Adds a place and returns whether it was missing.
    pub(super) fn insert(&mut self, place: u32) -> bool {
        let word = &mut self.0[place as usize / 64];
        let missing = *word >> (place % 64) & 1 == 0;
        *word |= 1 << (place % 64);
        missing
    }

    pub(super) fn remove(&mut self, place: u32) {
        self.0[place as usize / 64] &= !(1 << (place % 64));
    }

    /// Returns the members, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros();
                (rest != 0).then(|| {
                    rest &= rest - 1;
                    at as u32 * 64 + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bits_are_a_set(changes in proptest::collection::vec((any::<bool>(), 0u32..200), 0..60)) {
            let mut bits = Bits::none_of(200);
            let mut set = BTreeSet::new();
            for (add, place) in changes {
                if add {
                    prop_assert_eq!(bits.insert(place), set.insert(place));
                } else {
                    bits.remove(place);
                    set.remove(&place);
                }
                prop_assert_eq!(bits.contains(place), set.contains(&place));
            }
            prop_assert_eq!(bits.iter().collect::<Vec<_>>(), set.into_iter().collect::<Vec<_>>());
        }
    }
}
