//! Small random nets, and what follows from the definition on them: what the kernels are tested against.

use proptest::prelude::*;

use crate::graph::Net;

/// Returns nets of one to `nodes` nodes with up to `edges` edges, of which one in eight leads upwards, so that many
/// nets have no cycle and many have small ones.
pub(in crate::query) fn net(nodes: u32, edges: usize) -> impl Strategy<Value = Net> {
    (1..=nodes).prop_flat_map(move |n| {
        proptest::collection::vec((0..n, 0..n, 0u8..8), 0..edges).prop_map(move |rough| {
            let pairs: Vec<(u32, u32)> = rough
                .into_iter()
                .map(|(s, t, up)| if up == 0 { (s.min(t), s.max(t)) } else { (s.max(t), s.min(t)) })
                .collect();
            Net::of(n as usize, &pairs).0
        })
    })
}

/// Returns how many steps a shortest chain of at least one step takes from each place to each other or to itself.
pub(in crate::query) fn steps(net: &Net) -> Vec<Vec<Option<u32>>> {
    let nodes = net.node_count();
    let mut steps = vec![vec![None; nodes]; nodes];
    net.edges().for_each(|(s, t)| steps[s as usize][t as usize] = Some(1));
    for via in 0..nodes {
        for from in 0..nodes {
            for to in 0..nodes {
                if let (Some(a), Some(b)) = (steps[from][via], steps[via][to]) {
                    steps[from][to] = Some(steps[from][to].map_or(a + b, |known: u32| known.min(a + b)));
                }
            }
        }
    }
    steps
}

/// Returns every chain without repeats from one place to another, shortest first, of equally long ones the smaller.
pub(in crate::query) fn all_chains(net: &Net, from: u32, to: u32) -> Vec<Vec<u32>> {
    fn walk(net: &Net, to: u32, path: &mut Vec<u32>, out: &mut Vec<Vec<u32>>) {
        let last = path[path.len() - 1];
        if last == to {
            out.push(path.clone());
            return;
        }
        for next in net.cites(last) {
            if !path.contains(next) {
                path.push(*next);
                walk(net, to, path, out);
                path.pop();
            }
        }
    }
    let mut out = Vec::new();
    walk(net, to, &mut vec![from], &mut out);
    out.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    out
}
