//! All values of all measures: to be compared with those of other programs, and with themselves on more threads.

use std::error::Error;
use std::num::NonZeroUsize;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use travaux::graph::{Net, Numbering};
use travaux::query::Direction;
use travaux::query::centrality::{
    PageRankOptions, betweenness, betweenness_sampled, closeness, closeness_sampled, harmonic,
    harmonic_sampled, hits, katz, page_rank,
};
use travaux::query::descent::{ancestors, dominators, generations, transitive_reduction};
use travaux::query::main_path::{Count, traversal_weights};
use travaux::query::structure::{
    CommunityOptions, Triad, communities, core_numbers, strong_components, triad_census, weak_components,
};

use super::Request;
use super::edge_list::{EdgeList, Facts};
use super::own::{KATZ, SEED};

/// Prints a line for each measure: `{"measure": …, "values": …}`, by number of the file.
pub fn print(list: &EdgeList) -> Result<(), Box<dyn Error>> {
    let (net, numbering) = Net::of(list.nodes, &list.edges);
    let facts = Facts::of(list, false);
    let hub = numbering.places[facts.hub as usize];
    let tell = |measure: &str, values: Value| println!("{}", json!({"measure": measure, "values": values}));
    let floats = |measure: &str, values: &[f64]| tell(measure, json!(by_number(values, &numbering)));
    let whole = |measure: &str, values: &[u32]| tell(measure, json!(by_number(values, &numbering)));
    let one = NonZeroUsize::MIN;

    tell("hub", json!(facts.hub));
    floats("pagerank", &page_rank(&net, &PageRankOptions::default()));
    let start = PageRankOptions { restart: Some(&[hub]), ..PageRankOptions::default() };
    floats("personalised pagerank down", &page_rank(&net, &start));
    let newest = numbering.places[list.nodes - 1];
    let start = PageRankOptions { restart: Some(&[newest]), ..PageRankOptions::default() };
    floats("personalised pagerank", &page_rank(&net, &start));
    let found = hits(&net);
    floats("hubs", &found.hubs);
    floats("authorities", &found.authorities);
    floats("katz", &katz(&net, &KATZ)?);
    floats("closeness", &closeness(&net, one));
    floats("harmonic", &harmonic(&net, one));
    floats("betweenness", &betweenness(&net, one));
    whole("core numbers", &core_numbers(&net));
    whole("weak components", &weak_components(&net));
    whole("strong components", &strong_components(&net));
    whole("generations", &generations(&net));
    let census = triad_census(&net);
    let counts: Vec<(String, String)> =
        Triad::ALL.iter().map(|t| (format!("{t:?}"), census.count(*t).to_string())).collect();
    tell("triads", json!(counts));
    let number = |place: u32| numbering.numbers[place as usize];
    let above = |of: &travaux::query::descent::Dominators| -> Vec<Option<u32>> {
        (0..list.nodes).map(|n| of.immediate(numbering.places[n]).map(number)).collect()
    };
    tell("dominators in", json!(above(&dominators(&net, hub, Direction::In))));
    tell("dominators out", json!(above(&dominators(&net, newest, Direction::Out))));
    let kept = transitive_reduction(&net);
    tell("reduction", json!(kept.iter().map(|(s, t)| (number(*s), number(*t))).collect::<Vec<_>>()));
    let numbers = |places: Vec<u32>| places.into_iter().map(number).collect::<Vec<_>>();
    tell("ancestors", json!(numbers(ancestors(&net, newest))));
    Ok(())
}

/// Prints one number for all bytes of all rankings.
pub fn digest(request: &Request) -> Result<(), Box<dyn Error>> {
    let list = EdgeList::read(&request.file)?;
    let facts = Facts::of(&list, request.sampled);
    let (net, _) = Net::of(list.nodes, &list.edges);
    drop(list);
    let threads = request.threads;
    let mut sum = Sha256::new();
    let mut add = |values: Vec<f64>| values.iter().for_each(|v| sum.update(v.to_le_bytes()));
    add(page_rank(&net, &PageRankOptions::default()));
    add(katz(&net, &KATZ)?);
    let found = hits(&net);
    add(found.hubs);
    add(found.authorities);
    match &facts.pivots {
        Some(pivots) => {
            add(betweenness_sampled(&net, pivots.len(), SEED, threads));
            add(closeness_sampled(&net, pivots.len(), SEED, threads));
            add(harmonic_sampled(&net, pivots.len(), SEED, threads));
        }
        None => {
            add(betweenness(&net, threads));
            add(closeness(&net, threads));
            add(harmonic(&net, threads));
        }
    }
    add(traversal_weights(&net, Count::Spc));
    add(communities(&net, &CommunityOptions::default()).into_iter().map(f64::from).collect());
    let hex: String = sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    println!("{}", json!({"threads": threads, "sha256": hex}));
    Ok(())
}

fn by_number<T: Copy>(values: &[T], numbering: &Numbering) -> Vec<T> {
    numbering.places.iter().map(|place| values[*place as usize]).collect()
}
