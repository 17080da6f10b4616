//! What documents are ranked by, and which of them.

use std::io::Write;

use clap::Args;

use super::Failure;
use super::question::Opened;
use super::speaker::body;
use super::top::Top;
use crate::model::Date;
use crate::query::{Measure, RankOptions, RelationSet};

/// What a ranking asks.
#[derive(Debug, Args)]
pub(super) struct Criteria {
    /// What to rank by; several with commas between them stand side by side, and the first decides the order:
    /// in-degree, out-degree, series, aged, pagerank, aged-pagerank, katz, authority, hub, closeness, harmonic,
    /// betweenness, disruption, beauty.
    #[arg(long, value_name = "MEASURES", default_value = "in-degree", value_delimiter = ',')]
    by: Vec<Measure>,
    #[command(flatten)]
    competition: Competition,
    /// Number of documents to list, or `all`.
    #[arg(long, value_name = "N|all", default_value = "20")]
    top: Top,
}

impl Criteria {
    /// Returns the question that is asked of a database.
    pub(super) fn options(&self, opened: &Opened, err: &mut dyn Write) -> Result<RankOptions, Failure> {
        let looks_at_years = self.by.iter().any(|measure| measure.looks_at_years());
        let options = self.competition.options(self.by.clone(), looks_at_years, opened, err)?;
        Ok(RankOptions { top: self.top.0, ..options })
    }
}

/// Which documents compete, and which citations count for them.
#[derive(Debug, Args)]
pub(super) struct Competition {
    /// Relations that count, with commas between them, or all.
    #[arg(long, value_name = "RELATIONS", default_value = "recalls,cites")]
    relation: RelationSet,
    /// Only what documents dated by this day say (YYYY, YYYY-MM or YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Rank only documents of this day or later; whoever cites them counts.
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,
    /// Rank only documents of this body (GA, SC, HRC, …); whoever cites them counts.
    #[arg(long, value_name = "BODY")]
    body: Option<String>,
    /// PageRank for readers who start at this document: what matters to it.
    #[arg(long, value_name = "SYMBOL")]
    from: Option<String>,
}

impl Competition {
    /// Returns the question by which all that compete are ranked.
    pub(super) fn options(
        &self,
        measures: Vec<Measure>,
        looks_at_years: bool,
        opened: &Opened,
        err: &mut dyn Write,
    ) -> Result<RankOptions, Failure> {
        let ranked = |measure| measures.contains(&measure);
        if self.from.is_some() && !ranked(Measure::PageRank) && !ranked(Measure::AgedPageRank) {
            return Err(Failure::Usage("--from says where readers of PageRank start: add --by pagerank"));
        }
        let from = opened.find_if_named(self.from.as_slice(), err)?;
        let graph = opened.database.graph()?;
        // Years are read out of the symbols of all documents: only where the question looks at them.
        let dated = self.since.is_some() || looks_at_years;
        let asked = graph.nodes().filter(|_| dated);
        Ok(RankOptions {
            measures,
            relations: self.relation.clone(),
            as_of: self.as_of,
            since: self.since,
            body: self.body.as_ref().map(|name| body(opened, name)).transpose()?,
            // A document and the instruments inside it are one place to start.
            from: from.into_iter().flat_map(|n| std::iter::once(n).chain(graph.instruments(n))).collect(),
            likely_years: opened.database.likely_years(asked)?.into_nodes(),
            top: None,
            threads: None,
        })
    }
}
