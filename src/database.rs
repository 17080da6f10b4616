//! The front door for programs: one type that answers from a database file or from the dataset built in.

mod answers;
mod charts;
mod doctor;
mod finding;
mod history;
mod search;
mod snapshot;
mod sparql;
mod years;

use std::path::Path;
use std::sync::OnceLock;

use crate::authority::Authority;
use crate::error::Error;
use crate::graph::Graph;
use crate::ingest::{self, Event, Input, Options, Settled, Summary};
use crate::model::{
    Card, Date, EdgeRecord, NodeId, NodeRecord, Occurrence, OccurrenceFilter, SignatureRecord,
    UnresolvedRecord,
};
use crate::store::{Dataset, Store, StoreError};

pub use finding::Lookup;
pub use search::Searched;

/// Citations and lineage, from a file or built in.
///
/// # Examples
///
/// ```
/// use travaux::Database;
///
/// let database = Database::embedded()?;
/// for edge in database.edges()? {
///     println!("{} {} {}", edge.source, edge.relation, edge.target);
/// }
/// # Ok::<(), travaux::Error>(())
/// ```
#[derive(Debug)]
pub struct Database {
    facts: Facts,
    /// Loaded at the first question, forgotten when documents come in.
    graph: OnceLock<Graph>,
    /// The day as of which the graph is asked; as of now if `None`.
    day: Option<Date>,
}

#[derive(Debug)]
enum Facts {
    File(Store),
    Embedded(Dataset),
}

impl Database {
    /// Opens a database file that exists.
    ///
    /// # Errors
    ///
    /// Fails if the file is missing, unreadable, damaged, or of another program or a later version.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        Ok(Self::of(Facts::File(Store::open(path.as_ref())?)))
    }

    /// Opens a database file, or makes it where there is none.
    ///
    /// # Errors
    ///
    /// Fails as [`Database::open`] does, or if the file cannot be made.
    pub fn create(path: impl AsRef<Path>) -> Result<Self, Error> {
        Ok(Self::of(Facts::File(Store::create(path.as_ref())?)))
    }

    /// Makes a database that is gone when it is dropped.
    ///
    /// # Errors
    ///
    /// Fails if there is no memory for it.
    pub fn in_memory() -> Result<Self, Error> {
        Ok(Self::of(Facts::File(Store::in_memory()?)))
    }

    /// Opens the dataset that is built into the program.
    ///
    /// # Errors
    ///
    /// Fails if the dataset was damaged when the program was made.
    pub fn embedded() -> Result<Self, Error> {
        Ok(Self::of(Facts::Embedded(Dataset::embedded()?)))
    }

    fn of(facts: Facts) -> Self {
        Self { facts, graph: OnceLock::new(), day: None }
    }

    /// Returns the database with its graph as it stood on a day: see [`query::standing`](crate::query::standing). What is
    /// asked of the graph is answered so: lineage, measures, places of edges, SPARQL. Lists of all that the file holds
    /// ([`Database::nodes`], [`Database::edges`], [`Database::occurrences`], …) stay whole.
    pub fn as_of(self, day: Date) -> Self {
        Self { graph: OnceLock::new(), day: Some(day), ..self }
    }

    /// Returns whether this is the dataset that is built into the program.
    pub fn is_embedded(&self) -> bool {
        matches!(self.facts, Facts::Embedded(_))
    }

    /// Brings files, folders and archives in; see [`ingest::ingest`].
    ///
    /// # Errors
    ///
    /// Fails if the database fails, or takes no documents because it is built in.
    pub fn ingest(
        &mut self,
        inputs: impl IntoIterator<Item: Into<Input>>,
        options: Options,
        report: &mut dyn FnMut(Event<'_>),
    ) -> Result<Summary, Error> {
        let inputs = inputs.into_iter().map(Into::into).collect();
        self.change("ingest", |store| ingest::ingest(store, Authority::embedded(), inputs, options, report))
    }

    /// Resolves references by what is in the database, without reading files; see [`ingest::resolve`].
    ///
    /// # Errors
    ///
    /// Fails if the database fails, or takes no changes because it is built in.
    pub fn resolve(&mut self) -> Result<Settled, Error> {
        self.change("resolve", |store| ingest::resolve(store, Authority::embedded()))
    }

    /// Changes the facts of a file on behalf of a command; the log tells it, and the graph is loaded anew.
    fn change<T>(
        &mut self,
        command: &str,
        make: impl FnOnce(&mut Store) -> Result<T, StoreError>,
    ) -> Result<T, Error> {
        self.graph.take();
        match &mut self.facts {
            Facts::File(store) => {
                store.begin_run(command);
                Ok(make(store)?)
            }
            Facts::Embedded(_) => Err(Error::Embedded),
        }
    }

    /// Changes which documents there are, or what they say, without reading files: what they together make of references is
    /// made anew.
    fn change_and_resolve<T>(
        &mut self,
        command: &str,
        make: impl FnOnce(&mut Store) -> Result<T, StoreError>,
    ) -> Result<T, Error> {
        self.change(command, |store| {
            let made = make(store)?;
            ingest::resolve(store, Authority::embedded())?;
            Ok(made)
        })
    }

    /// Returns the nodes of the graph, by id.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn nodes(&self) -> Result<Vec<NodeRecord>, Error> {
        match &self.facts {
            Facts::File(store) => Ok(store.nodes()?),
            Facts::Embedded(dataset) => Ok(dataset.nodes()),
        }
    }

    /// Returns the edges of the graph, by source, target and relation.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn edges(&self) -> Result<Vec<EdgeRecord>, Error> {
        match &self.facts {
            Facts::File(store) => Ok(store.edges()?),
            Facts::Embedded(dataset) => Ok(dataset.edges()),
        }
    }

    /// Returns the places where edges stand, by source and in document order.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn occurrences(&self, filter: &OccurrenceFilter<'_>) -> Result<Vec<Occurrence>, Error> {
        match &self.facts {
            Facts::File(store) => Ok(store.occurrences(filter)?),
            Facts::Embedded(dataset) => Ok(dataset.occurrences(filter)),
        }
    }

    /// Returns how many references there may be at most.
    fn references_at_most(&self) -> Result<usize, Error> {
        Ok(match &self.facts {
            Facts::File(store) => store.references_at_most()? as usize,
            Facts::Embedded(dataset) => dataset.references(),
        })
    }

    /// Returns the card of a node, if there is such a node.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn card(&self, node: &NodeId) -> Result<Option<Card>, Error> {
        match &self.facts {
            Facts::File(store) => Ok(store.card(node)?),
            Facts::Embedded(dataset) => Ok(dataset.card(node)),
        }
    }

    /// Returns references without target, of one document or of all. The dataset built in keeps none.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn unresolved(&self, document: Option<&NodeId>) -> Result<Vec<UnresolvedRecord>, Error> {
        match &self.facts {
            Facts::File(store) => Ok(store.unresolved(document)?),
            Facts::Embedded(_) => Ok(Vec::new()),
        }
    }

    /// Returns signatory lists, of one document or of all.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn signatures(&self, document: Option<&NodeId>) -> Result<Vec<SignatureRecord>, Error> {
        match &self.facts {
            Facts::File(store) => Ok(store.signatures(document)?),
            Facts::Embedded(dataset) => Ok(dataset.signatures(document)),
        }
    }

    /// Returns all facts as a dataset, to be written as CSV. The names of files begin after `root`, the folder that was
    /// read; the dataset built in names its files already so.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn dataset(&self, root: &str) -> Result<Dataset, Error> {
        match &self.facts {
            Facts::File(store) => Ok(Dataset::of(store, root)?),
            Facts::Embedded(dataset) => Ok(dataset.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_dataset_takes_no_documents() {
        let mut database = Database::embedded().expect("sound files");
        let error =
            database.ingest(Vec::<Input>::new(), Options::default(), &mut |_| {}).expect_err("built in");
        assert_eq!(error.to_string(), "the embedded dataset takes no documents");
    }
}
