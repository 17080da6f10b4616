//! Questions to a database, and the answers with their places.

use std::collections::{BTreeMap, BTreeSet};

use super::years::likely_year;
use super::{Database, Facts, snapshot};
use crate::authority::Authority;
use crate::draw::{Places, Years};
use crate::error::Error;
use crate::export::Dossier;
use crate::graph::{EdgeIdx, Graph, NodeIdx};
use crate::model::{Date, NodeId, OccurrenceFilter, Relation};
use crate::query::{
    self, CommonGround, Connection, Division, DivisionOptions, EdgeFilter, LikenessOptions, Lineage,
    LineageOptions, MainLine, MainLineOptions, PathOptions, Paths, RankOptions, Ranking, Resemblance,
    Signatories, Statistics, Subgraph, Trace, TraceOptions,
};

/// To ask for the references of one more node costs as much as to read this many.
const QUESTION: usize = 8;

impl Database {
    /// Returns the graph, loaded at the first question.
    ///
    /// Beside a database file lies a snapshot of its graph (`un.db-graph` beside `un.db`), which is read instead of the
    /// rows and may be deleted at any time.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn graph(&self) -> Result<&Graph, Error> {
        if let Some(graph) = self.graph.get() {
            return Ok(graph);
        }
        let graph = match &self.facts {
            Facts::File(store) => snapshot::graph(store)?,
            Facts::Embedded(dataset) => Graph::from_records(dataset.nodes(), dataset.edges()),
        };
        let graph = match self.day {
            Some(day) => query::standing(&graph, day),
            None => graph,
        };
        Ok(self.graph.get_or_init(|| graph))
    }

    /// Returns who cites a node, or what it cites; see [`query::trace`].
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn trace(&self, start: NodeIdx, options: &TraceOptions) -> Result<Trace, Error> {
        Ok(query::trace(self.graph()?, start, options))
    }

    /// Returns the ancestors and descendants of a node; see [`query::lineage`].
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn lineage(&self, focus: NodeIdx, options: &LineageOptions) -> Result<Lineage, Error> {
        Ok(query::lineage(self.graph()?, focus, options))
    }

    /// Returns what joins two nodes; see [`query::connection`].
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn connection(&self, ends: [NodeIdx; 2], options: &LineageOptions) -> Result<Connection, Error> {
        Ok(query::connection(self.graph()?, ends, options))
    }

    /// Returns the nodes in order of a measure; see [`query::rank`].
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged, or a measure has no value on its graph.
    pub fn rank(&self, options: &RankOptions) -> Result<Ranking, Error> {
        Ok(query::rank(self.graph()?, options)?)
    }

    /// Returns the chains of citations between two nodes; see [`query::paths`].
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn paths(&self, ends: [NodeIdx; 2], options: &PathOptions) -> Result<Paths, Error> {
        Ok(query::paths(self.graph()?, ends, options))
    }

    /// Returns what some nodes rest on together; see [`query::common_ground`].
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn common_ground(&self, nodes: &[NodeIdx], filter: &EdgeFilter) -> Result<CommonGround, Error> {
        Ok(query::common_ground(self.graph()?, nodes, filter))
    }

    /// Returns the main path of the graph or around a node; see [`query::main_line`].
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn main_line(&self, options: &MainLineOptions) -> Result<MainLine, Error> {
        Ok(query::main_line(self.graph()?, options))
    }

    /// Returns the documents like a node; see [`query::similar_to`].
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn similar_to(&self, node: NodeIdx, options: &LikenessOptions) -> Result<Resemblance, Error> {
        Ok(query::similar_to(self.graph()?, node, options))
    }

    /// Returns the communities of documents; see [`query::division`].
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn division(&self, options: &DivisionOptions) -> Result<Division, Error> {
        Ok(query::division(self.graph()?, options))
    }

    /// Returns the numbers of the graph as a whole; see [`query::statistics`].
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn statistics(&self, filter: &EdgeFilter) -> Result<Statistics, Error> {
        Ok(query::statistics(self.graph()?, filter))
    }

    /// Returns the organisations that signed documents; see [`query::signatories`].
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn signatories(&self, as_of: Option<Date>) -> Result<Signatories, Error> {
        Ok(query::signatories(self.graph()?, as_of))
    }

    /// Returns the places of some edges, and of others between the same nodes.
    ///
    /// They are read from the side on which fewer references stand: those that a few documents make, or those to a few.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn places(&self, edges: impl IntoIterator<Item = EdgeIdx>) -> Result<Places, Error> {
        let graph = self.graph()?;
        let ends: Vec<_> = edges.into_iter().map(|e| graph.edge(e)).collect();
        let sources: BTreeSet<NodeIdx> = ends.iter().map(|edge| edge.source).collect();
        let targets: BTreeSet<NodeIdx> = ends.iter().map(|edge| edge.target).collect();
        let leaving = sources.iter().map(|n| QUESTION + graph.edges_out(*n).count()).sum::<usize>();
        let coming = targets.iter().map(|n| QUESTION + graph.edges_in(*n).count()).sum::<usize>();
        // The graph may be a part of what there is.
        if leaving.min(coming) > self.references_at_most()? {
            return self.all_places();
        }
        let mut places = Vec::new();
        for node in if leaving < coming { &sources } else { &targets } {
            let node = graph.id(*node).to_id();
            let mut filter = OccurrenceFilter::default();
            *(if leaving < coming { &mut filter.source } else { &mut filter.target }) = Some(&node);
            places.extend(self.occurrences(&filter)?);
        }
        Ok(Places::of(places))
    }

    /// Returns the places of the lines of a subgraph.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn places_of(&self, subgraph: &Subgraph) -> Result<Places, Error> {
        self.places(subgraph.links.iter().flat_map(|l| l.edges.iter().copied()))
    }

    /// Returns the likely years of those nodes of a subgraph that have no date, for drawing.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn likely_years(&self, nodes: impl IntoIterator<Item = NodeIdx>) -> Result<Years, Error> {
        let graph = self.graph()?;
        let undated = nodes.into_iter().filter(|n| graph.date(*n).is_none());
        let year = |n: NodeIdx| likely_year(graph.id(n).as_str(), Authority::embedded());
        Ok(Years::of_nodes(undated.filter_map(|n| Some((n, year(n)?)))))
    }

    /// Returns the places of every edge.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn all_places(&self) -> Result<Places, Error> {
        Ok(Places::of(self.occurrences(&OccurrenceFilter::default())?))
    }

    /// Returns everything that is known of a node and the instruments inside it. What it cites is in document order,
    /// what cites it in order of date and id.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn dossier(&self, node: NodeIdx) -> Result<Option<Dossier>, Error> {
        let graph = self.graph()?;
        let id = &graph.id(node).to_id();
        let Some(card) = self.card(id)? else {
            return Ok(None);
        };
        let instruments: Vec<NodeIdx> = graph.instruments(node).collect();
        let whole: Vec<NodeIdx> = std::iter::once(node).chain(instruments.iter().copied()).collect();
        let mut cites: Vec<EdgeIdx> = whole
            .iter()
            .flat_map(|n| graph.edges_out(*n))
            .filter(|e| !whole.contains(&graph.edge(*e).target))
            .collect();
        let first_place = self.first_places(graph, &whole)?;
        cites.sort_by_key(|e| {
            let edge = graph.edge(*e);
            let key = (graph.id(edge.source).to_id(), graph.id(edge.target).to_id(), edge.relation);
            (first_place.get(&key).copied().unwrap_or(usize::MAX), *e)
        });
        let mut cited_by: Vec<EdgeIdx> = whole
            .iter()
            .flat_map(|n| graph.edges_in(*n))
            .filter(|e| !whole.contains(&graph.edge(*e).source))
            .collect();
        cited_by.sort_by_key(|e| {
            let source = graph.edge(*e).source;
            (graph.date(source).is_none(), graph.date(source), *e)
        });
        let signatures = self.signatures(Some(id))?.into_iter().map(|r| r.signature).collect();
        let unresolved = self.unresolved(Some(id))?.into_iter().map(|r| r.unresolved).collect();
        Ok(Some(Dossier { card, node, instruments, cites, cited_by, signatures, unresolved }))
    }

    /// Returns the number of each edge's first place among all places of some sources.
    fn first_places(&self, graph: &Graph, sources: &[NodeIdx]) -> Result<FirstPlaces, Error> {
        let mut first = FirstPlaces::new();
        for source in sources {
            let source = graph.id(*source).to_id();
            let filter = OccurrenceFilter { source: Some(&source), ..OccurrenceFilter::default() };
            for place in self.occurrences(&filter)? {
                let number = first.len();
                first.entry((place.source, place.target, place.relation)).or_insert(number);
            }
        }
        Ok(first)
    }
}

/// Numbers of first places by source, target and relation.
type FirstPlaces = BTreeMap<(NodeId, NodeId, Relation), usize>;
