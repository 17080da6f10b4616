//! Numbers the parts of a division: the largest first.

/// Gives the parts new numbers: by size descending, then by their smallest place. Labels are below the number of
/// places.
///
/// Time O(n + k log k) for k parts, space O(n).
pub(super) fn by_size(labels: &mut [u32]) {
    const UNSEEN: u32 = u32::MAX;
    let mut met = vec![UNSEEN; labels.len()];
    let mut sizes: Vec<u32> = Vec::new();
    for label in labels.iter_mut() {
        let number = &mut met[*label as usize];
        if *number == UNSEEN {
            *number = sizes.len() as u32;
            sizes.push(0);
        }
        sizes[*number as usize] += 1;
        *label = *number;
    }
    // Parts are met in the order of their smallest places, which the stable sort keeps.
    let mut order: Vec<u32> = (0..sizes.len() as u32).collect();
    order.sort_by_key(|part| std::cmp::Reverse(sizes[*part as usize]));
    let mut numbers = vec![0; sizes.len()];
    for (number, part) in order.iter().enumerate() {
        numbers[*part as usize] = number as u32;
    }
    labels.iter_mut().for_each(|label| *label = numbers[*label as usize]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_parts_come_first_and_equal_ones_by_place() {
        let mut labels = [4, 0, 5, 0, 5, 3, 5];
        by_size(&mut labels);
        assert_eq!(labels, [2, 1, 0, 1, 0, 3, 0]);
        by_size(&mut []);
    }
}
