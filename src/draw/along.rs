//! Pictures of lines through the graph: chains between two texts, and main paths.

use super::{Diagram, Places, Years};
use crate::graph::Graph;
use crate::query::descent::Extent;
use crate::query::{MainLine, MainLineOptions, Paths, Subgraph};

impl Diagram {
    /// Makes the picture of the chains from one text to another; `subgraph` is that of the chains.
    pub fn of_paths(
        graph: &Graph,
        paths: &Paths,
        subgraph: &Subgraph,
        places: &Places,
        years: &Years,
    ) -> Self {
        let [later, earlier] = paths.ends.map(|end| graph.id(end));
        let chains = paths.chains.len();
        let more = if paths.extent == Extent::All { "" } else { "; there are more" };
        let mut subtitle = vec![match chains {
            0 => "No chain of citations joins them".to_owned(),
            1 => format!("One chain of citations{more}"),
            _ => format!("{chains} chains of citations{more}"),
        }];
        if !paths.gates.is_empty() {
            let gates: Vec<&str> = paths.gates.iter().map(|n| graph.id(*n).as_str()).collect();
            subtitle.push(format!("Every chain passes {}", gates.join(", then ")));
        }
        let ends = [later.to_string(), earlier.to_string()];
        let mut diagram = Self::of_documents(graph, subgraph, places, years);
        diagram.title = format!("From {later} to {earlier}");
        diagram.subtitle.extend(subtitle);
        for node in &mut diagram.nodes {
            node.is_focus = ends.contains(&node.id);
        }
        diagram
    }

    /// Makes the picture of a main line; `subgraph` is that of the line. Each document tells the weight of the heaviest
    /// citation by which the line leaves it.
    pub fn of_main_line(
        graph: &Graph,
        line: &MainLine,
        options: &MainLineOptions,
        subgraph: &Subgraph,
        places: &Places,
        years: &Years,
    ) -> Self {
        let topic = options.topic.map(|node| Subgraph::shown(graph, node));
        let mut diagram = Self::of_documents(graph, subgraph, places, years);
        diagram.title = match topic {
            Some(node) => format!("The main path around {}", graph.id(node)),
            None => "The main path".to_owned(),
        };
        diagram.subtitle.push(format!(
            "The citations through which most ways lead, of {} between {} documents",
            line.citations, line.documents
        ));
        let topic = topic.map(|node| graph.id(node).to_string());
        for node in &mut diagram.nodes {
            node.is_focus = Some(&node.id) == topic.as_ref();
        }
        diagram
    }
}
