//! Finds in which order a list runs, and between which neighbours a word would have to fall.

use super::fold;

/// Lines that a new run from the start of the alphabet must explain before it is believed.
const RESTART: i32 = 6;
/// Longest list whose order is searched; beyond it the order is not used.
const LONGEST: usize = 3_000;

/// The alphabetical order of a list: the longest series of lines that ascends.
#[derive(Debug)]
pub struct Order {
    /// Percentage of trust in the order: 0 for an unsorted list, 100 for a sorted one.
    pub trust: i32,
    /// Whether a leading article does not count.
    pub without_article: bool,
    keys: Vec<String>,
    /// For each line, whether it belongs to the ascending series.
    anchor: Vec<bool>,
}

/// How a word would stand as the opening of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit<'o> {
    /// Between the two neighbours.
    Between(&'o str, &'o str),
    /// Before its left or after its right neighbour.
    Outside,
    /// No order is known here.
    Unknown,
}

impl Order {
    /// Reads the order from the keys of the lines.
    pub fn of(keys: &[String]) -> Order {
        let plain = Order::with(keys.to_vec(), false);
        let bare = Order::with(keys.iter().map(|k| without_article(k).to_owned()).collect(), true);
        if bare.anchors() > plain.anchors() { bare } else { plain }
    }

    fn with(keys: Vec<String>, without_article: bool) -> Order {
        let anchor = if keys.len() <= LONGEST { ascending_series(&keys) } else { vec![false; keys.len()] };
        let mut order = Order { trust: 0, without_article, keys, anchor };
        let share = 100 * order.anchors() as i32 / (order.keys.len() as i32).max(1);
        order.trust = if order.keys.len() < 4 { 0 } else { ((share - 55) * 4).clamp(0, 100) };
        order
    }

    fn anchors(&self) -> usize {
        self.anchor.iter().filter(|a| **a).count()
    }

    /// Returns whether a line belongs to the ascending series.
    pub fn is_anchor(&self, line: usize) -> bool {
        self.anchor[line]
    }

    /// Returns whether an entry with the first key may stand before one with the second.
    pub fn ascends(&self, first: &str, second: &str) -> bool {
        if self.without_article {
            fold::ascends(without_article(first), without_article(second))
        } else {
            fold::ascends(first, second)
        }
    }

    /// Returns how an entry that opens within a line, with this key, would stand.
    pub fn fit(&self, line: usize, key: &str) -> Fit<'_> {
        let key = if self.without_article { without_article(key) } else { key };
        let before = (0..=line).rev().find(|l| self.anchor[*l]);
        let after = (line + 1..self.keys.len()).find(|l| self.anchor[*l]);
        let low = before.map_or("", |l| self.keys[l].as_str());
        let high = after.map_or("\u{10ffff}", |l| self.keys[l].as_str());
        if self.trust == 0 || !fold::ascends(low, high) {
            Fit::Unknown
        } else if fold::ascends(low, key) && fold::ascends(key, high) {
            Fit::Between(low, high)
        } else {
            Fit::Outside
        }
    }
}

fn without_article(key: &str) -> &str {
    key.strip_prefix("the ").unwrap_or(key)
}

/// Returns which keys belong to the longest ascending series, in which a restart costs [`RESTART`] members.
/// Takes time quadratic in the number of keys.
fn ascending_series(keys: &[String]) -> Vec<bool> {
    let mut best: Vec<(i32, Option<usize>)> = Vec::with_capacity(keys.len());
    for (i, key) in keys.iter().enumerate() {
        let mut here = (1, None);
        for (j, earlier) in keys[..i].iter().enumerate() {
            let gain = best[j].0 + 1 - if fold::ascends(earlier, key) { 0 } else { RESTART };
            // The nearest of equal predecessors is kept: close neighbours say most.
            if gain >= here.0 {
                here = (gain, Some(j));
            }
        }
        best.push(here);
    }
    let mut member = vec![false; keys.len()];
    let mut at = (0..keys.len()).max_by_key(|i| best[*i].0);
    while let Some(i) = at {
        member[i] = true;
        at = best[i].1;
    }
    member
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(keys: &[&str]) -> Order {
        Order::of(&keys.iter().map(|k| (*k).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn lines_out_of_order_are_no_neighbours() {
        let order = order(&["ant", "bee", "cow", "deer", "assembly", "council", "hen", "ibis", "owl"]);
        assert_eq!(order.fit(3, "goat"), Fit::Between("deer", "hen"));
        assert_eq!(order.fit(5, "goat"), Fit::Between("deer", "hen"));
        assert_eq!(order.fit(5, "yak"), Fit::Outside);
        assert!(!order.is_anchor(4));
    }

    #[test]
    fn an_unsorted_list_tells_nothing() {
        let order = order(&["yak", "ant", "owl", "bee", "hen", "ant", "goat", "cow", "deer", "bee"]);
        assert_eq!(order.fit(2, "goat"), Fit::Unknown);
    }

    #[test]
    fn articles_count_only_where_the_list_counts_them() {
        let plain = order(&["ant", "bee", "cow", "deer", "the ant", "the bee", "the cow", "yak"]);
        assert!(!plain.without_article);
        let bare = order(&["ant", "the bee", "cow", "the deer", "goat", "the hen", "owl", "yak"]);
        assert!(bare.without_article);
    }
}
