//! Communities: the documents of each that its others cite most, and the lines between them.

use std::collections::BTreeMap;

use super::{Diagram, Places, Years};
use crate::graph::{Graph, NodeIdx};
use crate::query::{Division, EdgeFilter, Subgraph};

/// Most documents of a picture that can be read.
const MOST: usize = 48;

/// Words that name a community in a picture.
const WORDS: usize = 3;

impl Diagram {
    /// Returns the nodes of the picture of some communities, by their places in the list: of each as many as there is
    /// room for, those that most of its documents cite.
    pub fn nodes_of_communities(division: &Division, places: &[usize]) -> Vec<NodeIdx> {
        let each = (MOST / places.len().max(1)).max(1);
        let members = |place: &usize| division.communities[*place].members.iter().take(each).map(|m| m.node);
        places.iter().flat_map(members).collect()
    }

    /// Makes the picture of some communities: every document bears the number and the words of its own.
    pub fn of_communities(
        graph: &Graph,
        division: &Division,
        shown: &[usize],
        filter: &EdgeFilter,
        places: &Places,
        years: &Years,
    ) -> Self {
        let subgraph = Subgraph::of(graph, Self::nodes_of_communities(division, shown), filter);
        let mut diagram = Self::of_documents(graph, &subgraph, places, years);
        let own: BTreeMap<usize, usize> =
            subgraph.nodes.iter().enumerate().filter_map(|(at, n)| Some((at, division.place(*n)?))).collect();
        let most = own.keys().filter_map(|at| within(division, subgraph.nodes[*at])).max();
        let most = most.unwrap_or_default().max(1);
        let words = |place: usize| {
            let words = division.communities[place].words.iter().take(WORDS);
            words.map(|w| w.word.as_str()).collect::<Vec<&str>>().join(", ")
        };
        for (at, place) in &own {
            let node = &mut diagram.nodes[*at];
            // Of one community the title says so.
            if shown.len() > 1 {
                node.captions.insert(0, format!("{}: {}", place + 1, words(*place)));
            }
            let cited = within(division, subgraph.nodes[*at]).unwrap_or_default();
            node.share = Some((f64::from(cited) / f64::from(most)).sqrt());
            node.community = Some(place + 1);
        }
        diagram.title = match shown {
            [only] => {
                format!("Community {} of {}: {}", only + 1, division.communities.len(), words(*only))
            }
            _ => format!("The {} largest communities of {}", shown.len(), division.communities.len()),
        };
        let whole: usize = shown.iter().map(|place| division.communities[*place].members.len()).sum();
        diagram.subtitle.insert(
            1,
            format!(
                "Documents that cite one another more than chance would have it; of {whole} are shown those that most \
                 of their community cite"
            ),
        );
        diagram
    }
}

/// Returns how many documents of its community cite a document.
fn within(division: &Division, node: NodeIdx) -> Option<u32> {
    let members = &division.communities[division.place(node)?].members;
    members.iter().find(|member| member.node == node).map(|member| member.cited_within)
}
