//! A map from few of many places to numbers.

/// Marks a slot without a place: a net has fewer nodes than this.
const EMPTY: u32 = u32::MAX;

/// A hash table of open addressing with linear probing (Knuth 1998, *The Art of Computer Programming* 3, §6.4), hashed
/// by multiplication. The standard map resists chosen keys, which costs several times the search for a short chain.
/// Nothing walks over it, so that its order reaches no output.
#[derive(Clone, Debug)]
pub(super) struct Sparse {
    slots: Vec<(u32, u32)>,
    len: usize,
}

impl Sparse {
    pub(super) fn new() -> Sparse {
        Sparse { slots: vec![(EMPTY, 0); 64], len: 0 }
    }

    pub(super) fn get(&self, place: u32) -> Option<u32> {
        let (key, value) = self.slots[self.slot(place)];
        (key == place).then_some(value)
    }

    /// Adds a place unless it is there, and returns whether it was missing.
    pub(super) fn insert(&mut self, place: u32, value: u32) -> bool {
        let slot = self.slot(place);
        if self.slots[slot].0 == place {
            return false;
        }
        self.slots[slot] = (place, value);
        self.len += 1;
        if self.len * 2 > self.slots.len() {
            let doubled = vec![(EMPTY, 0); self.slots.len() * 2];
            for (key, value) in std::mem::replace(&mut self.slots, doubled) {
                if key != EMPTY {
                    let slot = self.slot(key);
                    self.slots[slot] = (key, value);
                }
            }
        }
        true
    }

    /// Returns the slot of a place, or the empty one where it would stand. At least half of the slots are empty.
    fn slot(&self, place: u32) -> usize {
        let mask = self.slots.len() - 1;
        // The upper bits of the product depend on all bits of the place.
        let hash = u64::from(place).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut slot = (hash >> 32) as usize & mask;
        while self.slots[slot].0 != place && self.slots[slot].0 != EMPTY {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sparse_is_a_map_that_keeps_the_first(
            pairs in proptest::collection::vec((0u32..300, any::<u32>()), 0..400)
        ) {
            let mut sparse = Sparse::new();
            let mut map = BTreeMap::new();
            for (place, value) in pairs {
                prop_assert_eq!(sparse.insert(place, value), !map.contains_key(&place));
                map.entry(place).or_insert(value);
            }
            for place in 0..300 {
                prop_assert_eq!(sparse.get(place), map.get(&place).copied());
            }
        }
    }
}
