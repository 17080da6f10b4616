//! Our jobs.

use std::error::Error;

use travaux::graph::Net;
use travaux::query::centrality::{
    KatzOptions, PageRankOptions, betweenness, betweenness_sampled, closeness, closeness_sampled, harmonic,
    harmonic_sampled, hits, katz, page_rank,
};
use travaux::query::descent::{descendants, shortest_path};
use travaux::query::main_path::{Count, global, traversal_weights};
use travaux::query::structure::{CommunityOptions, communities, modularity};

use super::edge_list::{EdgeList, Facts};
use super::numbers::Pairs;
use super::{Request, snapshot};

pub const KATZ: KatzOptions = KatzOptions { attenuation: 0.01, base: 1.0 };
/// The seed of pivots and of communities.
pub const SEED: u64 = 0;

/// Times every job that is asked for.
pub fn run(request: &Request) -> Result<(), Box<dyn Error>> {
    let watch = request.stopwatch("travaux");
    let (net, numbering) = watch.once("load", || {
        let made = Pairs::open(&request.file).and_then(|mut pairs| {
            let made = Net::of_pairs(&mut pairs);
            pairs.end().map(|()| made)
        });
        let edges = made.as_ref().map_or(0, |(net, _)| net.edge_count());
        (made, edges as f64)
    })?;
    let list = EdgeList::read(&request.file)?;
    let facts = Facts::of(&list, request.sampled);
    let place = |number: &u32| numbering.places[*number as usize];
    let hub = place(&facts.hub);
    if watch.wants("open") {
        snapshot::time(&watch, &list)?;
    }
    drop(list);

    let asked: Vec<u32> = facts.direct.iter().map(place).collect();
    watch.time("direct", asked.len(), || {
        let numbers =
            |at: &u32| net.cited_by(*at).iter().map(|c| numbering.numbers[*c as usize] as f64).sum::<f64>();
        asked.iter().map(numbers).sum()
    });
    watch.time("descendants", 1, || descendants(&net, hub).len() as f64);
    let sources: Vec<u32> = facts.sources.iter().map(place).collect();
    watch.time("shortest path", sources.len(), || {
        let length = |source: &u32| shortest_path(&net, *source, hub).map_or(0, |path| path.len() - 1);
        sources.iter().map(length).sum::<usize>() as f64
    });
    watch.time("pagerank", 1, || page_rank(&net, &PageRankOptions::default())[hub as usize]);
    watch.time("katz", 1, || katz(&net, &KATZ).map_or(f64::NAN, |x| greatest(&x)));
    watch.time("hits", 1, || greatest(&hits(&net).authorities));
    let (threads, pivots) = (request.threads, facts.pivots.as_ref().map(Vec::len));
    watch.time("betweenness", 1, || {
        greatest(&match pivots {
            Some(count) => betweenness_sampled(&net, count, SEED, threads),
            None => betweenness(&net, threads),
        })
    });
    watch.time("closeness", 1, || {
        greatest(&match pivots {
            Some(count) => closeness_sampled(&net, count, SEED, threads),
            None => closeness(&net, threads),
        })
    });
    watch.time("harmonic", 1, || {
        greatest(&match pivots {
            Some(count) => harmonic_sampled(&net, count, SEED, threads),
            None => harmonic(&net, threads),
        })
    });
    let mut found = Vec::new();
    watch.time("communities", 1, || {
        found = communities(&net, &CommunityOptions { seed: SEED, ..CommunityOptions::default() });
        0.0
    });
    if !found.is_empty() {
        // How good they are, told apart because telling takes time.
        watch.checks("communities", modularity(&net, &found, 1.0));
    }
    watch.time("main path", 1, || global(&net, &traversal_weights(&net, Count::Spc)).len() as f64);
    Ok(())
}

pub fn greatest(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}
