//! Documents that someone names, and the lines between them.

use super::{Diagram, Places, Years};
use crate::graph::Graph;
use crate::query::{Lineage, Subgraph};

impl Diagram {
    /// Makes the picture of some documents and the lines between them: all of them were asked about, so none stands out.
    pub fn of_documents(graph: &Graph, subgraph: &Subgraph, places: &Places, years: &Years) -> Self {
        let title = "Documents and how they refer to each other".to_owned();
        let Some(&focus) = subgraph.nodes.first() else {
            return Self { title, subtitle: Vec::new(), nodes: Vec::new(), edges: Vec::new() };
        };
        // A lineage without ancestors and descendants has no line that passes its focus by, and shows all.
        let all = Lineage {
            focus,
            members: Vec::new(),
            subgraph: subgraph.clone(),
            left_out: 0,
            undated: Vec::new(),
        };
        let mut diagram = Self { title, ..Self::of_lineage(graph, &all, places, years) };
        for node in &mut diagram.nodes {
            node.is_focus = false;
        }
        diagram
    }
}
