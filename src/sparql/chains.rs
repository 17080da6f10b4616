//! Chains of citations of any length, answered by one sweep over the graph instead of step by step.

use std::cell::OnceCell;

use super::vocabulary::Closure;
use crate::graph::{Graph, NodeIdx};
use crate::query::{Direction, EdgeFilter, Selection, descent};

/// The net of each closure, made when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct Chains {
    selections: [OnceCell<Selection>; Closure::ALL.len()],
}

impl Chains {
    /// Returns every node to which chains lead from a node, or from which they lead to it, ascending. A node leads to
    /// itself where it stands in a cycle, as a path with `+` has it.
    ///
    /// Time O(|V| + |E|), and O(|V|/64 + k) where few are reached by k edges; the first question of a closure makes its
    /// net in O(|V| log |V| + |E|).
    pub(super) fn from(
        &self,
        graph: &Graph,
        closure: Closure,
        node: NodeIdx,
        direction: Direction,
    ) -> Vec<NodeIdx> {
        let selection = self.selection(graph, closure);
        let Some(place) = selection.place(node) else {
            return Vec::from_iter(cites_itself(graph, closure, node).then_some(node));
        };
        let places = match direction {
            Direction::Out => descent::ancestors(&selection.net, place),
            Direction::In => descent::descendants(&selection.net, place),
        };
        let mut nodes: Vec<NodeIdx> = places.into_iter().map(|place| selection.node(place)).collect();
        nodes.extend(self.leads_back(graph, closure, node).then_some(node));
        nodes.sort_unstable();
        nodes
    }

    /// Returns whether a chain leads from one node to another.
    ///
    /// Time O(k) for k edges that two searches look at until they meet.
    pub(super) fn join(&self, graph: &Graph, closure: Closure, from: NodeIdx, to: NodeIdx) -> bool {
        let selection = self.selection(graph, closure);
        match (selection.place(from), selection.place(to)) {
            _ if from == to => self.leads_back(graph, closure, from),
            (Some(from), Some(to)) => descent::shortest_path(&selection.net, from, to).is_some(),
            _ => false,
        }
    }

    fn leads_back(&self, graph: &Graph, closure: Closure, node: NodeIdx) -> bool {
        let selection = self.selection(graph, closure);
        let in_knot = |place: u32| {
            let knots = selection.net.knots();
            let next = knots.partition_point(|knot| knot.end <= place);
            knots.get(next).is_some_and(|knot| knot.contains(&place))
        };
        selection.place(node).is_some_and(in_knot) || cites_itself(graph, closure, node)
    }

    fn selection(&self, graph: &Graph, closure: Closure) -> &Selection {
        let filter = EdgeFilter { relations: closure.relations(), as_of: None, body: None };
        let make = || match closure {
            Closure::RecallsThrough | Closure::DescendsFrom => Selection::of(graph, &filter),
            Closure::RestsOn => Selection::folded(graph, &filter),
        };
        self.selections[closure as usize].get_or_init(make)
    }
}

/// A net leaves out edges from a node to itself. Where instruments are folded into their documents these say nothing.
fn cites_itself(graph: &Graph, closure: Closure, node: NodeIdx) -> bool {
    let relations = closure.relations();
    closure != Closure::RestsOn
        && graph.edges_between(node, node).any(|edge| relations.contains(graph.edge(edge).relation))
}
