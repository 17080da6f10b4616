//! The database as RDF.

use super::Database;
use crate::authority::Authority;
use crate::error::Error;
use crate::model::{BodyId, NodeId, Occurrence, OccurrenceFilter};
use crate::sparql::{self, Answer, Facts, FactsError, Limits, Query, View};

impl Database {
    /// Answers a query of SPARQL 1.1; see [`sparql::answer`].
    ///
    /// # Errors
    ///
    /// Fails if the query cannot be answered or is stopped, or if the database is damaged.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::Database;
    /// use travaux::sparql::{Answer, Limits};
    ///
    /// let database = Database::embedded()?;
    /// let query = "ASK { <A/RES/72/247> tr:recalls <A/RES/53/144> }".parse()?;
    /// assert_eq!(database.sparql(&query, &Limits::default())?, Answer::Truth(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sparql(&self, query: &Query, limits: &Limits) -> Result<Answer, Error> {
        Ok(sparql::answer(&self.view()?, query, limits)?)
    }

    /// Returns the database as a set of triples, none of which exists before it is asked for.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn view(&self) -> Result<View<'_>, Error> {
        Ok(View::new(self.graph()?, self))
    }
}

impl Facts for Database {
    fn occurrences(&self, source: Option<&NodeId>) -> Result<Vec<Occurrence>, FactsError> {
        let filter = OccurrenceFilter { source, ..OccurrenceFilter::default() };
        Database::occurrences(self, &filter).map_err(FactsError::new)
    }

    fn body_name(&self, body: &BodyId) -> Option<String> {
        Authority::embedded().bodies.get(body).map(|body| body.name.clone())
    }
}
