//! What a reader may have meant by an id that is not in the graph.

use crate::graph::{Graph, NodeIdx};

/// Returns up to `most` nodes whose ids are near one that is not known, the likeliest first.
///
/// Ids of the same series (same body and session or year: all that stands before the last `/`) come before
/// others; then the edit distance decides (Levenshtein 1966, capital and small letters alike), then the id.
/// Ids of other series are offered only if at most a third of the letters differ. Absent nodes are offered like
/// others, organisations and States never.
///
/// Time O(|V| · l²) for ids of length l, space O(|V|).
///
/// # Examples
///
/// `A/RES/53/1444` is one letter from `A/RES/53/144`, and `A/RES/54/144` two.
///
/// ```
/// use travaux::graph::Graph;
/// use travaux::model::{EdgeRecord, NodeId, Relation};
/// use travaux::query::suggest;
///
/// let edge = EdgeRecord {
///     source: NodeId::new("A/RES/54/144"), target: NodeId::new("A/RES/53/144"),
///     relation: Relation::Recalls, weight: 1,
/// };
/// let graph = Graph::from_records(vec![], vec![edge]);
/// let near: Vec<_> = suggest(&graph, "A/RES/53/1444", 5).iter().map(|n| graph.id(*n).as_str()).collect();
/// assert_eq!(near, ["A/RES/53/144", "A/RES/54/144"]);
/// ```
pub fn suggest(graph: &Graph, wanted: &str, most: usize) -> Vec<NodeIdx> {
    let wanted = wanted.to_lowercase();
    let letters: Vec<char> = wanted.chars().collect();
    let mut near: Vec<(bool, usize, NodeIdx)> = graph
        .nodes()
        .filter(|n| !graph.node(*n).kind.is_party())
        .filter_map(|node| {
            let id = graph.id(node).as_str().to_lowercase();
            let other_series = series(&id).is_none_or(|own| series(&wanted) != Some(own));
            let distance = edit_distance(&letters, &id.chars().collect::<Vec<char>>());
            (!other_series || distance * 3 <= letters.len()).then_some((other_series, distance, node))
        })
        .collect();
    near.sort_unstable();
    near.truncate(most);
    near.into_iter().map(|(_, _, node)| node).collect()
}

/// Returns body and session or year of an id: what stands before the last `/` of the document's symbol.
fn series(id: &str) -> Option<&str> {
    let document = id.split('#').next().unwrap_or(id);
    document.rsplit_once('/').map(|(series, _)| series)
}

/// Counts the letters to insert, delete or exchange to turn `a` into `b`; `row` follows the textbook's matrix.
fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let exchanged = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = exchanged.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EdgeRecord, NodeId, Relation};

    fn check(known: &[&str], wanted: &str, expected: &[&str]) {
        let records = known
            .iter()
            .map(|id| EdgeRecord {
                source: NodeId::new(*id),
                target: NodeId::new(known[0]),
                relation: Relation::Cites,
                weight: 1,
            })
            .collect();
        let graph = Graph::from_records(vec![], records);
        let near: Vec<&str> = suggest(&graph, wanted, 3).iter().map(|n| graph.id(*n).as_str()).collect();
        assert_eq!(near, expected);
    }

    #[test]
    fn the_same_session_comes_before_a_smaller_distance() {
        let known =
            ["A/RES/53/144", "A/RES/53/20", "A/RES/63/1444", "A/HRC/RES/53/1444", "ORG:a/res/53/1444"];
        check(&known, "A/RES/53/1444", &["A/RES/53/144", "A/RES/53/20", "A/RES/63/1444"]);
    }

    #[test]
    fn what_is_far_away_is_not_offered() {
        check(&["A/RES/53/144", "S/RES/1325(2000)"], "E/CN.4/RES/2005/67", &[]);
        check(&["UN-CHARTER"], "UN-CHARTR", &["UN-CHARTER"]);
        check(&["UN-CHARTER", "LETTER:1"], "the weather", &[]);
    }

    #[test]
    fn distances_are_those_of_the_textbook() {
        let distance =
            |a: &str, b: &str| edit_distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("53/144", "53/144"), 0);
    }
}
