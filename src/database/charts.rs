//! The numbers of charts.

use super::Database;
use crate::draw::chart::Citing;
use crate::error::Error;
use crate::graph::NodeIdx;
use crate::query::{self, Cohorts, Depth, Direction, EdgeFilter, Growth, RankOptions, Ranking, TraceOptions};

impl Database {
    /// Returns who cites a node, each document with its year and how it cites; see [`Citing::of`].
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn citing(&self, node: NodeIdx, filter: &EdgeFilter) -> Result<Citing, Error> {
        let graph = self.graph()?;
        let options = TraceOptions {
            relations: filter.relations.clone(),
            direction: Direction::In,
            depth: Depth::Steps(1),
            as_of: filter.as_of,
            body: filter.body.clone(),
            instruments: true,
        };
        let found = query::trace(graph, node, &options);
        let places = self.places(found.hits.iter().flat_map(|h| h.edges.iter().copied()))?;
        let years = self.likely_years(found.hits.iter().map(|h| h.node))?;
        Ok(Citing::of(graph, &found, &places, &years))
    }

    /// Returns what each document of a node's series cites and what cites it; see [`query::growth`].
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn growth(&self, node: NodeIdx, filter: &EdgeFilter) -> Result<Option<Growth>, Error> {
        Ok(query::growth(self.graph()?, node, filter))
    }

    /// Returns the documents of a ranking among those of the same years; see [`query::cohorts`].
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn cohorts(&self, ranking: &Ranking, options: &RankOptions) -> Result<Cohorts, Error> {
        Ok(query::cohorts(self.graph()?, ranking, options))
    }
}
