//! The top of a ranking.

use super::{Bar, Chart, Look, Panel, Part, Plot, axis_name, counted, if_any, provenance, restriction};
use crate::draw::{Issuer, address, label};
use crate::graph::Graph;
use crate::query::{Measure, RankOptions, Ranked, Ranking};

impl Chart {
    /// Makes the chart of a ranking, best first.
    pub fn of_ranking(graph: &Graph, ranking: &Ranking, options: &RankOptions, source: &str) -> Self {
        let measure = ranking.measure();
        let as_of = options.as_of.map(|day| format!(" as of {day}")).unwrap_or_default();
        let mut subtitle = if ranking.entries.is_empty() {
            vec!["No document cites another".to_owned()]
        } else {
            let (first, all) = (ranking.entries.len(), counted(ranking.population, "document", "documents"));
            vec![
                format!("The first {first} of {all}, by {}", measure.by()),
                "Instruments inside a document count apart; the fill tells who speaks".to_owned(),
            ]
        };
        subtitle.extend(restriction(&options.relations));
        subtitle.extend(options.listed());
        subtitle.extend(if_any(
            ranking.dateless,
            "document is not ranked because its date is not known",
            "documents are not ranked because their dates are not known",
        ));
        subtitle.extend(if_any(
            ranking.undated,
            "undated source does not count",
            "undated sources do not count",
        ));
        Chart {
            title: format!("{}{as_of}", measure.heading()),
            subtitle,
            source: provenance(graph, source),
            address: None,
            plot: Plot::Ranking(Panel {
                measure: axis_name(measure),
                counts: measure.counts(),
                bars: ranking.entries.iter().map(|entry| bar(graph, measure, entry)).collect(),
            }),
        }
    }
}

fn bar(graph: &Graph, measure: Measure, entry: &Ranked) -> Bar {
    let record = graph.node(entry.node);
    let (id, issuer, shown) = (record.id, Issuer::of(graph, entry.node), measure.show(entry.score()));
    let year = graph.date(entry.node).map(|d| d.year());
    let title = graph.title(entry.node).unwrap_or_default();
    let name = label(record);
    let year_told = year.map(|y| y.to_string()).filter(|y| !name.contains(y.as_str()));
    let told: Vec<String> = [year_told, (title != name).then(|| title.to_owned())]
        .into_iter()
        .flatten()
        .filter(|words| !words.is_empty())
        .collect();
    let words = format!("no. {}: {id} ({}), {shown}. {title}", entry.rank(), issuer.name());
    let part = Part {
        look: Look::Issuer(issuer),
        value: entry.score().max(0.0),
        words: words.clone(),
        address: None,
    };
    Bar {
        year,
        name: format!("{}. {name}", entry.rank()),
        title: told.join(" · "),
        parts: vec![part],
        shown,
        words,
        address: address(id.as_str()),
        is_focus: false,
    }
}
