//! Which citations count for a question about many documents.

use clap::Args;

use crate::model::Date;
use crate::query::{EdgeFilter, RelationSet};

/// Which citations count.
#[derive(Debug, Args)]
pub(super) struct Scope {
    /// Relations that count, with commas between them, or all.
    #[arg(long, value_name = "RELATIONS", default_value = "recalls,cites")]
    relation: RelationSet,
    /// Only what documents dated by this day say (YYYY, YYYY-MM or YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

impl Scope {
    pub(super) fn filter(&self) -> EdgeFilter {
        EdgeFilter { relations: self.relation.clone(), as_of: self.as_of, body: None }
    }

    /// Returns what counts, in words: `recalls and cites, as of 2010`.
    pub(super) fn words(&self) -> String {
        let limit = self.as_of.map(|day| format!(", as of {day}")).unwrap_or_default();
        format!("{}{limit}", self.relation.to_string().replace(',', " and "))
    }
}
