//! Years become rows.

use std::collections::BTreeMap;

use super::Spacing;
use crate::draw::Diagram;

/// When the texts of a row were made. Texts of no known year that are only cited stand before all years, others after
/// them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum When {
    UndatedCited,
    Year(u16),
    Undated,
}

impl When {
    pub(super) fn label(self) -> String {
        match self {
            When::Year(year) => year.to_string(),
            When::UndatedCited | When::Undated => "no date".to_owned(),
        }
    }
}

/// Nodes that stand beside each other, in order of date and id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) when: When,
    pub(super) nodes: Vec<usize>,
}

/// Returns the rows, oldest first; every node is in one. No two nodes of a row are joined by a line.
///
/// Within a year a text stands in a row after those of the year that it cites: its depth is that of the longest chain
/// of citations below it. Where citations of a year run in circles, those that lead back to a text on the way there
/// (depth first, from the earliest) are not counted. What is left of the row and too wide for the page is broken.
pub(super) fn rows(diagram: &Diagram, breadths: &[f64], spacing: Spacing) -> Vec<Row> {
    let nodes = &diagram.nodes;
    let mut citing = vec![false; nodes.len()];
    for edge in &diagram.edges {
        citing[edge.source] = true;
    }
    let when = |at: usize| match nodes[at].year {
        Some(year) => When::Year(year),
        None if citing[at] || nodes[at].is_focus => When::Undated,
        None => When::UndatedCited,
    };
    let mut cited: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for edge in diagram.edges.iter().filter(|e| when(e.source) == when(e.target)) {
        cited[edge.source].push(edge.target);
    }
    let mut sorted: Vec<usize> = (0..nodes.len()).collect();
    sorted.sort_by_key(|n| (when(*n), nodes[*n].date, *n));
    let depths = depths(&sorted, &cited);
    let mut years: BTreeMap<(When, usize), Vec<usize>> = BTreeMap::new();
    for at in sorted {
        years.entry((when(at), depths[at])).or_default().push(at);
    }
    let mut rows = Vec::new();
    for ((when, _), members) in years {
        let wide: f64 = members.iter().map(|n| breadths[*n] + spacing.boxes).sum();
        let parts = ((wide / spacing.widest).ceil() as usize).clamp(1, members.len());
        let size = members.len().div_ceil(parts);
        rows.extend(members.chunks(size).map(|nodes| Row { when, nodes: nodes.to_vec() }));
    }
    rows
}

/// Returns the length of the longest chain from every node, circles cut where a walk would close them.
fn depths(sorted: &[usize], cited: &[Vec<usize>]) -> Vec<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut state = vec![State::New; cited.len()];
    let mut depth = vec![0; cited.len()];
    for start in sorted {
        if state[*start] != State::New {
            continue;
        }
        // Each entry is a node and the number of its citations that are walked.
        let mut walk = vec![(*start, 0)];
        state[*start] = State::Open;
        while let Some((at, next)) = walk.pop() {
            match cited[at].get(next) {
                None => state[at] = State::Done,
                Some(&target) => {
                    match state[target] {
                        State::New => {
                            state[target] = State::Open;
                            walk.push((at, next));
                            walk.push((target, 0));
                            continue;
                        }
                        State::Open => {}
                        State::Done => depth[at] = depth[at].max(depth[target] + 1),
                    }
                    walk.push((at, next + 1));
                }
            }
        }
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_within_a_year_are_as_deep_as_they_are_long() {
        let check = |edges: &[(usize, usize)], expected: &[usize]| {
            let mut cited = vec![Vec::new(); expected.len()];
            for (source, target) in edges {
                cited[*source].push(*target);
            }
            let sorted: Vec<usize> = (0..expected.len()).collect();
            assert_eq!(depths(&sorted, &cited), expected);
        };
        check(&[], &[0, 0]);
        check(&[(2, 1), (1, 0), (2, 0), (3, 0)], &[0, 1, 2, 1]);
        // 0 cites 1 and 1 cites 0: the walk from 0 comes first, so 1 is the older one.
        check(&[(0, 1), (1, 0)], &[1, 0]);
        check(&[(0, 1), (1, 2), (2, 0), (3, 2)], &[2, 1, 0, 1]);
    }
}
