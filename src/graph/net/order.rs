//! The order of places: cited before citing, what cites each other side by side.

use std::ops::Range;

use super::rows::Rows;

/// Returns the stretches of numbers over which edges lead to greater ones, ascending; those that share a number are one.
pub(super) fn climbs(cites: &Rows) -> Vec<Range<u32>> {
    let mut climbs: Vec<Range<u32>> = Vec::new();
    for node in 0..cites.len() as u32 {
        let Some(greatest) = cites.row(node).last().filter(|t| **t > node) else { continue };
        match climbs.last_mut() {
            Some(climb) if node < climb.end => climb.end = climb.end.max(greatest + 1),
            _ => climbs.push(node..greatest + 1),
        }
    }
    climbs
}

/// Returns the nodes in topological order of the condensation, cited before citing, and the ranges of those components
/// that have several nodes. Within a component numbers ascend. No edge leads out of a climb to a greater number, and
/// outside of climbs none leads to a greater one at all: there nodes stay where they are.
pub(super) fn components(cites: &Rows, climbs: &[Range<u32>]) -> (Vec<u32>, Vec<Range<u32>>) {
    const UNSEEN: u32 = u32::MAX;
    let nodes = cites.len();
    let mut order = Vec::with_capacity(nodes);
    let mut knots = Vec::new();
    if climbs.is_empty() {
        order.extend(0..nodes as u32);
        return (order, knots);
    }
    // The number of each node in the order of discovery, and the least one that it is known to reach.
    let mut found = vec![UNSEEN; nodes];
    let mut low = vec![0u32; nodes];
    let mut open = vec![false; nodes];
    let mut pending: Vec<u32> = Vec::new();
    // The path of the search: a node and how many of its citations have been followed.
    let mut path: Vec<(u32, u32)> = Vec::new();
    let mut discovered = 0;
    for (first, root) in climbs.iter().flat_map(|climb| climb.clone().map(|root| (climb.start, root))) {
        if found[root as usize] != UNSEEN {
            continue;
        }
        // Those between this climb and the one before.
        order.extend(order.len() as u32..root);
        path.push((root, 0));
        while let Some((node, followed)) = path.last_mut() {
            let at = *node as usize;
            if found[at] == UNSEEN {
                found[at] = discovered;
                low[at] = discovered;
                discovered += 1;
                open[at] = true;
                pending.push(*node);
            }
            if let Some(target) = cites.row(*node).get(*followed as usize) {
                *followed += 1;
                match found[*target as usize] {
                    UNSEEN if *target >= first => path.push((*target, 0)),
                    number if open[*target as usize] => low[at] = low[at].min(number),
                    _ => {}
                }
                continue;
            }
            path.pop();
            if let Some((parent, _)) = path.last() {
                low[*parent as usize] = low[*parent as usize].min(low[at]);
            }
            if low[at] == found[at] {
                let begin = order.len();
                while let Some(member) = pending.pop() {
                    open[member as usize] = false;
                    order.push(member);
                    if member as usize == at {
                        break;
                    }
                }
                if order.len() - begin > 1 {
                    order[begin..].sort_unstable();
                    knots.push(begin as u32..order.len() as u32);
                }
            }
        }
    }
    order.extend(order.len() as u32..nodes as u32);
    (order, knots)
}
