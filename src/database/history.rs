//! What was done to a database, and taking documents out of it.

use std::path::Path;

use super::{Database, Facts};
use crate::error::Error;
use crate::model::{NodeId, Run};
use crate::store::Merged;

impl Database {
    /// Returns the runs of commands that changed something, the first of them first, each with what it changed; of one
    /// document or of all. The dataset built in has none.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn runs(&self, document: Option<&NodeId>) -> Result<Vec<Run>, Error> {
        match &self.facts {
            Facts::File(store) => Ok(store.runs(document)?),
            Facts::Embedded(_) => Ok(Vec::new()),
        }
    }

    /// Brings in every file that another database has read and this one has not; see [`crate::store::Store::merge`].
    ///
    /// # Errors
    ///
    /// Fails if either database fails, if both are one, or if this one is built in.
    pub fn merge(&mut self, other: &Path) -> Result<Merged, Error> {
        self.change_and_resolve("merge", |store| store.merge(other))
    }

    /// Writes the database as it is now into a new file, while others may use it; the dataset built in becomes a database
    /// without texts.
    ///
    /// # Errors
    ///
    /// Fails if a file stands there or cannot be written.
    pub fn back_up(&self, to: &Path) -> Result<(), Error> {
        match &self.facts {
            Facts::File(store) => Ok(store.back_up(to)?),
            Facts::Embedded(dataset) => Ok(dataset.write_database(to)?),
        }
    }

    /// Takes away every text of a document, and returns the files in which they stood: none where only others refer to it.
    /// What these texts resolved in others is open again.
    ///
    /// # Errors
    ///
    /// Fails if the database fails, or takes no changes because it is built in.
    pub fn forget_document(&mut self, document: &NodeId) -> Result<Vec<String>, Error> {
        self.change_and_resolve("delete", |store| store.forget_document(document))
    }

    /// Takes away a file with all its documents. Returns whether there was such a file.
    ///
    /// # Errors
    ///
    /// Fails if the database fails, or takes no changes because it is built in.
    pub fn forget_file(&mut self, path: &str) -> Result<bool, Error> {
        self.change_and_resolve("delete", |store| store.forget_file(path))
    }
}
